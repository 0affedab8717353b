"""Was the file changed after it was made?

A PDF keeps its earlier revisions when a program saves changes behind them. Software that issues invoices writes a file once; a later revision that
is no signature is an edit. It is a reason to look, not to refuse: some archives stamp what they keep. The producer that the file names is never a
reason.
"""

from __future__ import annotations

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading


def revisions(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """A finding where there are more revisions than signatures account for."""
    accounted = 1 + len(reading.signatures)
    if reading.revisions <= accounted:
        return ()
    return (
        found(
            Reason.REVISED_AFTER_MAKING,
            policy=policy,
            paper=paper,
            seen=f"{reading.revisions} revisions, {len(reading.signatures)} signatures",
            allowed="a file as it was made, or signed",
            mend="Hand in the file as the issuer sent it.",
        ),
    )
