"""Does the paper look like the issuer's others?

An issuer's program prints its papers alike: the same labels, the same columns, the blocks in one order. A bought template in the issuer's name does
not. Only papers of other stores are a measure, and only where they agree with each other: a store could lay its own ground. It is a small sign, since
a new program changes everything at once; whoever issued the paper is asked, and nothing is refused for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document import traces
from assay.regime.document.facts import EarlierTrace, Paper, StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.values import text_of

PART = 8  # hex digits of each part of a style
TELLING = 3


def style(
    paper: Paper, *, store: StoreIdentity, earlier: Sequence[EarlierTrace], policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """A finding where no part of the look is that of the issuer's papers which other stores had handed in, and those are alike."""
    reading = paper.reading
    mine = {t.key: t.value for t in traces.traces_of(paper) if t.kind == traces.STYLE}
    if reading is None or not mine:
        return ()
    papers = {
        (t.application, t.paper): t.value
        for t in earlier
        if t.kind == traces.STYLE and t.key in mine and t.store_id != store.store_id
    }
    others = list(papers.values())
    own = next(iter(mine.values()))
    alike = [o for o in others if sum(_shared(o, p) >= 2 for p in others) > len(others) / 2]
    if len(alike) < policy.style.least_papers or any(_shared(own, o) for o in others):
        return ()
    return (
        found(
            Reason.LAYOUT_UNLIKE_THE_ISSUERS,
            policy=policy,
            paper=paper.name,
            seen=f"labels, columns, places and order differ from {len(alike)} papers of {text_of(reading.issuer.name)}",
            allowed="papers of one issuer that are printed alike",
            mend="Nothing is asked of you: the issuer is asked.",
            rests_on=(reading.number,),
        ),
    )


def _shared(one: str, other: str) -> int:
    """How many of the telling parts are equal: labels, places, columns. Blocks stand in one of few orders, so that theirs says nothing."""
    return sum(one[i : i + PART] == other[i : i + PART] for i in range(0, TELLING * PART, PART))
