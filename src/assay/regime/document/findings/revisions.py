"""Was the file changed after it was made?

A PDF keeps its earlier revisions when a program saves changes behind them. Software that issues invoices writes a file once; a later revision that
is no signature is an edit. It is a reason to look, not to refuse: some archives stamp what they keep. The producer that the file names is never a
reason.
"""

from __future__ import annotations

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading

MOST_WORDS = 12
SAME = "; the text is the same"


def revisions(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """A finding where there are more revisions than signatures account for."""
    accounted = 1 + len(reading.signatures)
    if reading.revisions <= accounted:
        return ()
    change = _change(reading)
    # Software that embeds an e-invoice often adds it to a finished page.
    harmless = reading.visible is not None and change == SAME
    return (
        found(
            Reason.REVISED_WITHOUT_CHANGE if harmless else Reason.REVISED_AFTER_MAKING,
            policy=policy,
            paper=paper,
            seen=f"{reading.revisions} revisions, {len(reading.signatures)} signatures{change}",
            allowed="a file as it was made, or signed",
            mend="Nothing is asked of you." if harmless else "Hand in the file as the issuer sent it.",
        ),
    )


def _change(reading: Reading) -> str:
    """The words that the first revision had and the page no longer has, the other way round beside them."""
    if not reading.earlier:
        return ""
    before, now = reading.earlier[0].split(), (reading.visible or reading).text.split()
    gone = [w for w in dict.fromkeys(before) if w not in set(now)][:MOST_WORDS]
    new = [w for w in dict.fromkeys(now) if w not in set(before)][:MOST_WORDS]
    if not gone and not new:
        return SAME
    return f"; gone: {' '.join(gone) or 'nothing'}; new: {' '.join(new) or 'nothing'}"
