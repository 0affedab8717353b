"""Do these papers earn a right?

    1. each paper by itself: kind, completeness, age, buyer, issuer, goods, sums, data against page, earlier papers
    2. the papers together: pieces, goods that stand on none
    3. who can be asked, and what was answered
    4. the outcome:  refuse  what the policy refuses, unless the paper is only set aside and others carry the application
                     refer   what a person must see; nobody has answered yet; silence about an issuer whom the register does not know
                     accept  nothing is left, and somebody whom the register knows has confirmed, or signed, or kept silent through his window

`judge` is pure: the same facts, policy and day give the same judgement. A person settles where it refers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from assay.policy.schema import Policy
from assay.regime.brand.standing import Known, known_as
from assay.regime.document import traces
from assay.regime.document.facts import ApplicationFacts, Paper, Trace
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.findings.age import age
from assay.regime.document.findings.arithmetic import arithmetic
from assay.regime.document.findings.completeness import completeness
from assay.regime.document.findings.goods import goods, goods_not_named
from assay.regime.document.findings.identity import identity
from assay.regime.document.findings.issuer import issuer, known_issuer, named
from assay.regime.document.findings.kind import kind
from assay.regime.document.findings.page_and_xml import page_and_xml
from assay.regime.document.findings.quantity import quantity
from assay.regime.document.findings.reuse import reuse, twice
from assay.regime.document.inquiry import Answered, Question, answered, questions_of, window_closes
from assay.regime.document.matching import Match, match_lines
from assay.regime.document.reading import Kind, Reading
from assay.regime.document.values import amount_of
from assay.regime.terms import Outcome


@dataclass(frozen=True, kw_only=True)
class EarnedLine:
    """An invoice line that would back the right: `key` never backs two; `product` as the ledger calls it; `units` pieces of it."""

    paper: str
    sha256: str
    key: str
    product: str
    units: int


@dataclass(frozen=True, kw_only=True)
class Earned:
    """The right that the papers would earn. `units` per product; empty means no limit (a letter that names no number)."""

    goods: tuple[str, ...] = ()
    units: Mapping[str, int] = field(default_factory=dict)
    territories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    authorized_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the papers are worth. `because` says the outcome in one sentence; `traces` are to be kept by (SHA-256 of the paper, trace)."""

    outcome: Outcome
    because: str
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    right: Earned | None
    lines: tuple[EarnedLine, ...]
    traces: tuple[tuple[str, Trace], ...]

    def to_json(self) -> dict[str, Any]:
        """As decisions store it and `assay check` prints it."""
        return {
            "outcome": self.outcome.value,
            "because": self.because,
            "findings": [finding_to_json(f) for f in self.findings],
            "questions": [question_to_json(q) for q in self.questions],
            "right": None
            if self.right is None
            else {
                "goods": list(self.right.goods),
                "units": dict(self.right.units),
                "territories": list(self.right.territories),
                "channels": list(self.right.channels),
                "authorized_until": self.right.authorized_until.isoformat() if self.right.authorized_until else None,
            },
            "lines": [
                {"paper": x.paper, "sha256": x.sha256, "key": x.key, "product": x.product, "units": x.units}
                for x in self.lines
            ],
        }


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """`{"reason", "weight", "paper", "seen", "allowed", "mend", "page", "box"}`; box in points from the page's upper left corner, or null."""
    box = finding.where
    return {
        "reason": finding.reason.value,
        "weight": finding.weight,
        "paper": finding.paper,
        "seen": finding.seen,
        "allowed": finding.allowed,
        "mend": finding.mend,
        "page": box.page if box else None,
        "box": [round(v, 1) for v in (box.x0, box.y0, box.x1, box.y1)] if box else None,
    }


def question_to_json(question: Question) -> dict[str, Any]:
    """`{"question", "to", "name", "asks", "papers", "due"}`; an answer names `question`."""
    return {
        "question": question.question,
        "to": question.to.value,
        "name": question.name,
        "asks": question.asks,
        "papers": list(question.papers),
        "due": question.due.isoformat(),
    }


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """One paper with all that was found about it."""

    paper: Paper
    reading: Reading
    known: Known | None
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]


def judge(facts: ApplicationFacts, *, policy: Policy, on: date) -> Judgement:
    """Judge an application's papers on the day `on`, by `policy`. Pure; raises nothing for any facts that `facts.from_json` builds."""
    rules = policy.document
    # 1. Each paper by itself.
    unread = [f for paper in facts.papers if (f := _unread(paper, policy=policy)) is not None]
    distinct = {p.sha256: p for p in reversed(facts.papers) if p.reading is not None}
    seen = [
        _look(p, p.reading, facts=facts, policy=policy, on=on)
        for p in facts.papers
        if p.reading is not None and distinct.get(p.sha256) is p
    ]
    findings: list[Finding] = [*unread, *twice(facts.papers, policy=rules)]
    for one in seen:
        findings += one.findings
    if not facts.papers:
        findings.append(_no_paper(policy))
    # 2. The papers together: what counts, and how much it shows.
    aside = set(rules.verdict.sets_aside)
    counting = [s for s in seen if _counts(s, aside)]
    proofs = [s for s in counting if s.reading.kind.value != Kind.CREDIT_NOTE]
    matches = [m for s in proofs for m in s.matches]
    lines, shown = _earned_lines(counting, facts)
    findings += goods_not_named(facts.goods, matches=matches, policy=rules)
    findings += quantity(facts.goods, shown=shown, policy=rules)
    # 3. Who can be asked, and what was answered.
    questions = questions_of(facts, issuers=[(s.paper, s.known) for s in proofs], policy=policy)
    answers = answered(facts, questions=questions, policy=policy)
    findings += answers.findings
    # 4. The outcome.
    outcome, because = _outcome(facts, findings, proofs=proofs, answers=answers, policy=policy, on=on)
    open_questions = () if outcome is not Outcome.REFER else tuple(q for q in questions if not _is_answered(q, answers))
    return Judgement(
        outcome=outcome,
        because=because,
        findings=tuple(findings),
        questions=open_questions,
        right=None if outcome is Outcome.REFUSE else _earned(facts, lines),
        lines=() if outcome is Outcome.REFUSE else lines,
        traces=tuple((p.sha256, t) for p in facts.papers for t in traces.traces_of(p)),
    )


def _look(paper: Paper, reading: Reading, *, facts: ApplicationFacts, policy: Policy, on: date) -> _Seen:
    rules = policy.document
    name = paper.name
    known = known_issuer(reading, brand=facts.brand, policy=rules)
    matches = match_lines(reading.lines, brand=facts.brand, goods=facts.goods)
    findings = [*kind(reading, paper=name, policy=rules)]
    if not any(f.reason is Reason.PAPER_IS_NO_PROOF for f in findings):
        buyer = known_as(named(reading.recipient), brand=facts.brand, same=rules.identity.same_name_score)
        findings += completeness(reading, paper=name, policy=rules)
        findings += age(reading, paper=name, policy=rules, on=on)
        findings += identity(
            reading, paper=name, store=facts.store, policy=rules, buyer_is_known_dealer=buyer is not None
        )
        findings += issuer(reading, paper=name, store=facts.store, brand=facts.brand, policy=rules)
        findings += goods(reading, matches=matches, paper=name, brand=facts.brand, policy=rules)
        findings += arithmetic(reading, paper=name, policy=rules)
        findings += page_and_xml(reading, paper=name, policy=rules)
    findings += reuse(paper, store=facts.store, earlier=facts.earlier, policy=rules)
    return _Seen(paper=paper, reading=reading, known=known, matches=matches, findings=tuple(findings))


def _unread(paper: Paper, *, policy: Policy) -> Finding | None:
    if paper.reading is not None:
        return None
    return found(
        Reason.PAPER_NOT_YET_READABLE if paper.waiting else Reason.PAPER_UNREADABLE,
        policy=policy.document,
        paper=paper.name,
        seen=paper.refusal or "the paper could not be read",
        allowed="a paper that can be read",
        mend=paper.mend or "Hand in the original file.",
    )


def _no_paper(policy: Policy) -> Finding:
    return found(
        Reason.NO_PAPER,
        policy=policy.document,
        seen="no paper",
        allowed="at least one paper",
        mend="Hand in an invoice or a letter of authorization.",
    )


def _counts(seen: _Seen, aside: set[str]) -> bool:
    """A paper that the policy sets aside carries nothing."""
    return not any(f.weight == "refuse" and f.reason.value in aside for f in seen.findings)


def _earned_lines(counting: Sequence[_Seen], facts: ApplicationFacts) -> tuple[tuple[EarnedLine, ...], dict[int, int]]:
    """Lines that would back the right, and the pieces shown for each row that was applied for. Credit notes take pieces away."""
    used = {t.key for t in facts.earlier if t.kind == traces.LINE and t.outcome == Outcome.ACCEPT}
    shown: dict[int, int] = {}
    lines: list[EarnedLine] = []
    taken: set[str] = set()
    for seen in counting:
        credit = seen.reading.kind.value == Kind.CREDIT_NOTE
        for i, match in enumerate(seen.matches):
            if (match.goods is None and facts.goods) or not match.brand:
                continue
            units = _pieces(amount_of(match.line.quantity))
            if units <= 0:
                continue
            row = match.goods if match.goods is not None else -1
            if credit:
                shown[row] = shown.get(row, 0) - units
                continue
            key = traces.line_key(seen.reading, i)
            if key in used or key in taken:
                continue
            taken.add(key)
            shown[row] = shown.get(row, 0) + units
            product = (
                facts.goods[row].product
                if row >= 0
                else (match.product.gtin or match.product.model if match.product else "")
            )
            lines.append(
                EarnedLine(paper=seen.paper.name, sha256=seen.paper.sha256, key=key, product=product, units=units)
            )
    return tuple(lines), shown


def _pieces(quantity: Decimal | None) -> int:
    """Whole pieces; a fraction proves none, and no invoice line proves more than a million."""
    if quantity is None or quantity != quantity.to_integral_value() or not 0 < abs(quantity) <= 1_000_000:
        return 0
    return abs(int(quantity))


def _earned(facts: ApplicationFacts, lines: Sequence[EarnedLine]) -> Earned | None:
    """Never more than was asked for, never more than the papers show."""
    shown: dict[str, int] = {}
    for line in lines:
        shown[line.product] = shown.get(line.product, 0) + line.units
    if not shown:
        return None
    asked: dict[str, int] = {}
    for row in facts.goods:
        asked[row.product] = asked.get(row.product, 0) + row.units
    units = {p: min(n, asked[p]) if asked.get(p) else n for p, n in shown.items()}
    return Earned(goods=tuple(sorted(p for p in units if p)), units=units)


def _is_answered(question: Question, answers: Answered) -> bool:
    return answers.by_brand if question.question == "brand" else question.papers[0] in answers.by_issuer


def _outcome(
    facts: ApplicationFacts,
    findings: Sequence[Finding],
    *,
    proofs: Sequence[_Seen],
    answers: Answered,
    policy: Policy,
    on: date,
) -> tuple[Outcome, str]:
    rules = policy.document
    aside = set(rules.verdict.sets_aside)
    carried = {s.paper.name for s in proofs}
    against = [f for f in findings if f.weight == "refuse" and (f.reason.value not in aside or not proofs)]
    if against:
        return Outcome.REFUSE, _sentence("refused", against)
    if not proofs:
        left = [f for f in findings if f.weight != "note"] or [_no_paper(policy)]
        refused = any(f.weight == "refuse" for f in left) or not any(f.weight == "refer" for f in left)
        return (
            (Outcome.REFUSE, _sentence("refused", left))
            if refused
            else (Outcome.REFER, _sentence("a person looks", left))
        )
    open_ = [
        f
        for f in findings
        if f.weight == "refer" and not _cleared(f, answers, policy=policy) and (not f.paper or f.paper in carried)
    ]
    if open_:
        return Outcome.REFER, _sentence("a person looks", open_)
    unconfirmed = [s for s in proofs if not answers.confirms(s.paper.name)]
    if not unconfirmed:
        return Outcome.ACCEPT, "accepted: nothing stands against the papers, and those who were asked confirm them"
    if (
        rules.inquiry.silence_accepts_known_issuer
        and on > window_closes(facts.handed_in_on, policy=policy)
        and all(s.known is not None for s in unconfirmed)
    ):
        return (
            Outcome.ACCEPT,
            "accepted: the issuer is known, nothing stands against the papers, and nobody objected in time",
        )
    return Outcome.REFER, "a person looks: those who were asked have not answered"


def _cleared(finding: Finding, answers: Answered, *, policy: Policy) -> bool:
    """Has somebody confirmed who can know this?"""
    rules = policy.document.verdict
    by_issuer = finding.paper in answers.by_issuer and finding.reason.value in rules.issuer_clears
    return by_issuer or (answers.by_brand and finding.reason.value in rules.brand_clears)


def _sentence(outcome: str, findings: Sequence[Finding]) -> str:
    return f"{outcome}: {', '.join(dict.fromkeys(f.reason.value for f in findings))}"
