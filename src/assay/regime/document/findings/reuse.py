"""Was this paper, or one that was made from it, handed in before?

Forgers sell one template to many; a borrowed invoice comes from a shop that hands it in too. Every paper is held against the traces of all
earlier ones, of all stores. Where two stores show one invoice, the one who came first may be the thief: so the later paper is refused only where
the earlier one backs a right, and otherwise goes to a person. The same store may hand in its own paper again for another brand or after a
refusal: then only lines that back a right are gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document import traces
from assay.regime.document.facts import EarlierTrace, Paper, StoreIdentity, Trace
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import text_of
from assay.regime.names import name_key
from assay.regime.terms import Outcome


def reuse(
    paper: Paper, *, store: StoreIdentity, earlier: Sequence[EarlierTrace], policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """Findings about one paper against the traces of other applications."""
    mine = traces.traces_of(paper)
    others = [t for t in earlier if t.store_id != store.store_id]

    def hits(kind: str, among: Sequence[EarlierTrace]) -> list[tuple[Trace, EarlierTrace]]:
        keys = {t.key: t for t in mine if t.kind == kind}
        return [(keys[t.key], t) for t in among if t.kind == kind and t.key in keys]

    files = hits(traces.FILE, others)
    if files:
        return (
            _finding(
                Reason.SAME_FILE_USED_BEFORE,
                paper,
                policy,
                seen="the same file, from another store",
                unsure=not _backs_a_right(files),
            ),
        )
    reading = paper.reading
    if reading is None:
        return ()
    number = hits(traces.NUMBER, others)
    if number:
        same = any(t.value == e.value for t, e in number)
        return (
            _finding(
                Reason.SAME_INVOICE_USED_BEFORE if same else Reason.SAME_NUMBER_OTHER_CONTENT,
                paper,
                policy,
                seen=f"number {text_of(reading.number)} of {text_of(reading.issuer.name)}, from another store",
                reading=reading,
                unsure=not _backs_a_right(number),
            ),
        )
    findings: list[Finding] = []
    own = [e for _, e in hits(traces.NUMBER, [t for t in earlier if t.store_id == store.store_id])]
    if any(e.outcome == Outcome.ACCEPT and e.value != traces.content_of(reading) for e in own):
        # Its lines may be known under other words: a print that reads otherwise counts nothing anew.
        findings.append(
            _finding(
                Reason.LINES_ALREADY_COUNTED,
                paper,
                policy,
                seen=f"number {text_of(reading.number)} backs a right of this store already, with another content",
                reading=reading,
                unsure=True,
            )
        )
    if own and all(e.value != traces.content_of(reading) for e in own) and not hits(traces.FILE, earlier):
        findings.append(
            _finding(
                Reason.SAME_NUMBER_OTHER_CONTENT,
                paper,
                policy,
                seen=f"number {text_of(reading.number)}, handed in by this store with other content",
                reading=reading,
                unsure=True,  # a better scan of the same paper may read otherwise
            )
        )
    lines = hits(traces.LINES, others)
    if any(_count(e.value) >= policy.reuse.min_lines or _date(e.value) == text_of(reading.issued_on) for _, e in lines):
        findings.append(
            _finding(
                Reason.SAME_LINES_ELSEWHERE, paper, policy, seen="the same goods, numbers and amounts", reading=reading
            )
        )
    likest = max((traces.same_text(t.value, e.value) for t, e in hits(traces.TEXT, others)), default=0.0)
    if likest >= policy.reuse.same_text_share:
        findings.append(
            _finding(
                Reason.SAME_TEXT_ELSEWHERE, paper, policy, seen=f"{round(likest * 100)} % of the text", reading=reading
            )
        )
    issuer = name_key(text_of(reading.issuer.name))[:64]
    if issuer and any(e.value and e.value != issuer for _, e in hits(traces.ACCOUNT, earlier)):
        findings.append(
            _finding(
                Reason.BANK_ACCOUNT_OF_ANOTHER,
                paper,
                policy,
                seen=f"{text_of(reading.issuer.iban)}, printed by another issuer before",
                reading=reading,
            )
        )
    if issuer and any(e.value and e.value != issuer for _, e in hits(traces.LAYOUT, others)):
        findings.append(
            _finding(
                Reason.SAME_LAYOUT_OTHER_ISSUER, paper, policy, seen="the same places on the page", reading=reading
            )
        )
    return tuple(findings)


def twice(papers: Sequence[Paper], *, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """Papers that lie in one application more than once; they count once."""
    seen: set[str] = set()
    findings = []
    for paper in papers:
        if paper.sha256 in seen:
            findings.append(_finding(Reason.SAME_PAPER_TWICE, paper, policy, seen="the same file"))
        seen.add(paper.sha256)
    return tuple(findings)


def _finding(
    reason: Reason,
    paper: Paper,
    policy: DocumentPolicy,
    *,
    seen: str,
    reading: Reading | None = None,
    unsure: bool = False,
) -> Finding:
    return found(
        reason,
        policy=policy,
        paper=paper.name,
        seen=seen,
        allowed="a paper that was issued to your store and handed in by it alone",
        mend="Hand in an invoice that was issued to your store. If this one is yours, say so: its issuer is asked.",
        rests_on=() if reading is None else (reading.number,),
        unsure=unsure,
    )


def _backs_a_right(hits: Sequence[tuple[Trace, EarlierTrace]]) -> bool:
    return any(earlier.outcome == Outcome.ACCEPT for _, earlier in hits)


def _count(value: str) -> int:
    count = value.partition("|")[0]
    return int(count) if count.isdigit() else 0


def _date(value: str) -> str:
    return value.partition("|")[2].partition("|")[0]
