"""Was the file changed after it was made?

A PDF keeps its earlier revisions when a program saves changes behind them. Software that issues invoices writes a file once; a later revision that
is no signature is an edit. It is a reason to look, not to refuse: some archives stamp what they keep. The producer that the file names is never a
reason.
"""

from __future__ import annotations

import re
from collections import Counter

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import amount_of, date_of, printed_amounts, text_of
from assay.regime.names import letters_of

MOST_WORDS = 12
MOST_STAMPED_WORDS = 15  # that a stamp puts on a page
SAME = "; the text is the same"


def revisions(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """A finding where there are more revisions than signatures account for."""
    accounted = 1 + len(reading.signatures)
    if reading.revisions <= accounted:
        return ()
    change = _change(reading)
    # Software that embeds an e-invoice adds it to a finished page, a viewer writes its own notes, an archive puts its stamp into the margin.
    harmless = change == SAME or _only_stamped(reading)
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


def _only_stamped(reading: Reading) -> bool:
    """Was nothing taken away and little put on, and does every field that decides stand in the first revision already?"""
    page = reading.visible or reading
    if not reading.earlier:
        return False
    first = letters_of(reading.earlier[0])
    have = Counter(re.findall(r"\w+", reading.earlier[0].casefold()))
    now = Counter(re.findall(r"\w+", page.text.casefold()))
    added = now - have
    if have - now or sum(added.values()) > MOST_STAMPED_WORDS:
        return False
    fields = (
        page.number, page.issuer.name, page.recipient.name, page.recipient.vat_id,
        *(f for line in page.lines for f in (line.description, line.gtin)),
    )  # fmt: skip
    figures = (page.totals.gross, page.totals.net, *(f for line in page.lines for f in (line.quantity, line.amount)))
    before = printed_amounts(reading.earlier[0])
    amounts = [a for a in map(amount_of, figures) if a is not None]
    issued = date_of(page.issued_on)
    return (
        all(letters_of(text_of(f)) in first for f in fields if f is not None)
        and all(before[abs(a)] for a in amounts)
        and (issued is None or issued in {d.value for d in dates_in(reading.earlier[0])})
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
