"""Do the papers show as many pieces as were applied for?

The quantity on the papers must match the quantity offered: a right covers what its papers show, less what was given back and less what backs a right
already, and never more than was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.facts import Goods
from assay.regime.document.finding import Finding, Reason, found


def quantity(applied: Sequence[Goods], *, shown: Mapping[int, int], policy: DocumentPolicy) -> tuple[Finding, ...]:
    """`shown` are the pieces that the papers show for each row that was applied for, by its index."""
    short = [(row, shown.get(i, 0)) for i, row in enumerate(applied) if row.units and 0 < shown.get(i, 0) < row.units]
    if not short:
        return ()
    return (
        found(
            Reason.UNITS_NOT_COVERED,
            policy=policy,
            seen="; ".join(f"{row.product}: {units} pieces on the papers" for row, units in short),
            allowed="; ".join(f"{row.product}: {row.units} pieces applied for" for row, _ in short),
            mend="Apply for the pieces that your papers show, or hand in an invoice for the others.",
        ),
    )
