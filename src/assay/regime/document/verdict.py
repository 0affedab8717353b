"""Do these papers earn a right?

    1. each paper by itself: kind, completeness, age, buyer, issuer, goods, sums, data against page, earlier papers
    2. the papers together: pieces, goods that stand on none
    3. who can be asked, and what was answered
    4. the outcome:  refuse  what the policy refuses, unless the paper is only set aside and others carry the application
                     refer   what a person must see; nobody has answered yet; silence about an issuer whom the register does not know
                     accept  nothing is left, and somebody whom the register knows has confirmed, or signed; or kept silent through
                             his window, where the policy takes that for an answer

`judge` is pure: the same facts, policy and day give the same judgement. A person settles where it refers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assay.policy.schema import Policy
from assay.regime.brand.chain import Chain
from assay.regime.document import traces
from assay.regime.document.confirmation import ISSUER
from assay.regime.document.earned import Counted, Earned, EarnedLine, count, earned
from assay.regime.document.examination import Examined, examine, unread
from assay.regime.document.facts import ApplicationFacts, Trace, named_apart
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.findings.chain import chain as chain_findings
from assay.regime.document.findings.chain import chain_of
from assay.regime.document.findings.goods import goods_not_named
from assay.regime.document.findings.kind import reminds_of
from assay.regime.document.findings.quantity import quantity
from assay.regime.document.findings.restrictions import restrictions
from assay.regime.document.findings.reuse import twice
from assay.regime.document.inquiry import Answered, Question, answered, questions_of, window_closes
from assay.regime.document.reading import Kind
from assay.regime.right.grant import max_level
from assay.regime.terms import Outcome, Tier


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the papers are worth. `because` says the outcome in one sentence; `traces` are to be kept by (SHA-256 of the paper, trace).

    `vouched`: the papers for whose issuer the brand stands, whatever else it left open.
    """

    outcome: Outcome
    because: str
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    right: Earned | None
    lines: tuple[EarnedLine, ...]
    traces: tuple[tuple[str, Trace], ...]
    vouched: frozenset[str] = frozenset()

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


def judge(facts: ApplicationFacts, *, policy: Policy, on: date) -> Judgement:
    """Judge an application's papers on the day `on`, by `policy`. Pure; raises nothing for any facts that `facts.from_json` builds."""
    rules = policy.document
    facts = named_apart(facts)
    # 1. Each paper by itself; the same file twice counts once.
    first = {p.sha256: p for p in reversed(facts.papers)}
    examined = [
        examine(p, p.reading, facts=facts, policy=policy, on=on)
        for p in facts.papers
        if p.reading is not None and first[p.sha256] is p
    ]
    findings = [f for p in facts.papers if (f := unread(p, policy=policy)) is not None]
    findings += twice(facts.papers, policy=rules)
    for one in examined:
        findings += one.findings
    if not facts.papers:
        findings.append(_no_paper(policy))
    # 2. The papers together.
    chain = _chain(examined, facts, policy=policy, on=on)
    if chain is not None:
        letters = [e.paper for e in examined if e.is_letter]
        findings += chain_findings(
            letters, chain, store=facts.store, brand=facts.brand, goods=facts.goods, policy=rules, on=on
        )
    for one in examined:
        if one.is_letter:
            findings += restrictions(one.reading, paper=one.paper.name, goods=facts.goods, policy=rules)
    aside = _set_aside(findings, policy=policy) | _reminders(examined, findings)
    counting = [e for e in examined if e.paper.name not in aside]
    counted = count(counting, facts)
    proofs = [e for e in counting if not e.is_credit_note]
    findings += _together(facts, proofs, counted, chain, policy=policy)
    if facts.tier is Tier.MALL and proofs:
        findings += _mall(facts, proofs, chain, policy=policy)
    # 3. Who can be asked, and what was answered.
    questions = questions_of(facts, issuers=[(e.paper, e.known) for e in proofs], policy=policy)
    answers = answered(facts, questions=questions, policy=policy, findings_so_far=findings)
    findings += answers.findings
    # 4. The outcome.
    right = earned(facts, counted, chain=chain)
    outcome, because = _outcome(facts, findings, proofs=proofs, answers=answers, right=right, policy=policy, on=on)
    alarm = _decided_otherwise(facts, outcome, findings, policy=policy)
    if alarm is not None:
        findings.append(alarm)
        outcome, because = Outcome.REFER, _sentence("a person looks", [alarm])
    refused = outcome is Outcome.REFUSE
    return Judgement(
        outcome=outcome,
        because=because,
        findings=tuple(findings),
        questions=tuple(q for q in questions if not _is_answered(q, answers)) if outcome is Outcome.REFER else (),
        right=None if refused else right,
        lines=() if refused else counted.lines,
        traces=tuple((p.sha256, t) for p in facts.papers for t in traces.traces_of(p)),
        vouched=frozenset(name for name, known in answers.brand.items() if ISSUER in known),
    )


def _chain(examined: Sequence[Examined], facts: ApplicationFacts, *, policy: Policy, on: date) -> Chain | None:
    mall = facts.tier is Tier.MALL
    return chain_of(
        [e.paper for e in examined if e.is_letter],
        store=facts.store,
        invoices=[e.reading for e in examined if not e.is_letter],
        signed=frozenset(e.paper.name for e in examined if e.signed),
        brand=facts.brand,
        policy=policy.document,
        on=on,
        max_level=max_level(facts.store.kind, tier=facts.tier, policy=policy.right),
        min_days=policy.right.mall.min_authorization_days if mall else None,
    )


def _set_aside(findings: Sequence[Finding], *, policy: Policy) -> set[str]:
    """Papers that do not count: what is wrong with them is no sign of bad faith."""
    reasons = set(policy.document.verdict.sets_aside)
    return {f.paper for f in findings if f.weight == "refuse" and f.reason.value in reasons and f.paper}


def _reminders(examined: Sequence[Examined], findings: Sequence[Finding]) -> set[str]:
    """Papers of no clear kind that only remind of an invoice beside them: they add nothing, and take nothing away."""
    unclear = {f.paper for f in findings if f.reason is Reason.KIND_UNCLEAR}
    return {
        one.paper.name
        for one in examined
        if one.paper.name in unclear
        and any(o.paper.name not in unclear and reminds_of(one.reading, o.reading) for o in examined)
    }


def _together(
    facts: ApplicationFacts, proofs: Sequence[Examined], counted: Counted, chain: Chain | None, *, policy: Policy
) -> list[Finding]:
    """Goods that stand on no paper, pieces that no paper shows; a letter to the store itself needs neither."""
    rules = policy.document
    findings = [
        found(
            Reason.LINES_ALREADY_COUNTED,
            policy=rules,
            paper=name,
            seen="every line of it backs a right already",
            allowed="lines that back no right yet",
            mend="Hand in an invoice for further pieces.",
        )
        for name in counted.used_up
    ]
    if chain is not None and chain.links and not any(e.matches for e in proofs):
        return findings
    matches = [m for e in proofs for m in e.matches]
    findings += goods_not_named(facts.goods, matches=matches, policy=rules)
    findings += quantity(facts.goods, shown=counted.shown, policy=rules)
    return findings


def _mall(facts: ApplicationFacts, proofs: Sequence[Examined], chain: Chain | None, *, policy: Policy) -> list[Finding]:
    """A mall store shows its place in the chain: by letters, by its own mark, or by invoices of dealers whose level the brand has named."""
    if chain is not None and chain.links:
        return []
    if any(e.reading.kind.value == Kind.TRADEMARK_CERTIFICATE for e in proofs):
        return []
    most = max_level(facts.store.kind, tier=facts.tier, policy=policy.right)
    levels = {e.known.dealer.level for e in proofs if e.known is not None}
    if levels and None not in levels and most is not None:
        deepest = max(level for level in levels if level is not None) + 1
        if deepest <= most:
            return []
        reason, seen = Reason.CHAIN_TOO_LONG, f"bought at level {deepest}"
    else:
        reason, seen = Reason.NOT_FROM_THE_OWNER, "no letter leads from the owner of the mark to the store"
    return [
        found(
            reason,
            policy=policy.document,
            seen=seen,
            allowed=f"level {most} at most for a {facts.store.kind.value.replace('_', ' ')} store",
            mend="Hand in the letters of authorization from the owner of the mark down to your store.",
        )
    ]


def _no_paper(policy: Policy) -> Finding:
    return found(
        Reason.NO_PAPER,
        policy=policy.document,
        seen="no paper",
        allowed="at least one paper",
        mend="Hand in an invoice or a letter of authorization.",
    )


def _is_answered(question: Question, answers: Answered) -> bool:
    return answers.by_brand if question.question == "brand" else question.papers[0] in answers.by_issuer


def _outcome(
    facts: ApplicationFacts,
    findings: Sequence[Finding],
    *,
    proofs: Sequence[Examined],
    answers: Answered,
    right: Earned | None,
    policy: Policy,
    on: date,
) -> tuple[Outcome, str]:
    rules = policy.document
    aside = set(rules.verdict.sets_aside)
    carried = {e.paper.name for e in proofs}
    against = [f for f in findings if f.weight == "refuse" and (f.reason.value not in aside or not proofs)]
    if against:
        return Outcome.REFUSE, _sentence("refused", against)
    if not proofs:
        left = [f for f in findings if f.weight == "refer"]
        if left:
            return Outcome.REFER, _sentence("a person looks", left)
        return Outcome.REFUSE, "refused: no paper proves a purchase or an authorization"
    open_ = [
        f
        for f in findings
        if f.weight == "refer" and not _cleared(f, answers, policy=policy) and (not f.paper or f.paper in carried)
    ]
    if open_:
        return Outcome.REFER, _sentence("a person looks", open_)
    if right is None:
        return Outcome.REFER, "a person looks: the papers show no pieces of these goods"
    unconfirmed = [e for e in proofs if not e.signed and not answers.confirms(e.paper.name)]
    if not unconfirmed:
        return (
            Outcome.ACCEPT,
            "accepted: nothing stands against the papers, and the brand or their issuer stands by them",
        )
    if (
        rules.inquiry.silence_accepts_known_issuer
        and on > window_closes(facts.handed_in_on, policy=policy)
        and all(e.known is not None and not e.known.by_page and not e.is_letter for e in unconfirmed)
    ):
        return (
            Outcome.ACCEPT,
            "accepted: the issuer is known, nothing stands against the papers, nobody objected in time",
        )
    missing = sorted({fact for e in unconfirmed for fact in answers.missing(e.paper.name)})
    if missing:
        said = ", ".join(fact.replace("_", " ") for fact in missing)
        return Outcome.REFER, f"a person looks: who confirmed did not say {said}"
    return Outcome.REFER, "a person looks: those who were asked have not answered"


def _decided_otherwise(
    facts: ApplicationFacts, outcome: Outcome, findings: Sequence[Finding], *, policy: Policy
) -> Finding | None:
    """Alarm: this store handed in the very same papers before, and they were decided the other way, though nobody has answered anew.

    A paper that has become too old since was decided rightly both times.
    """
    if outcome is Outcome.REFER or facts.answers or not facts.papers:
        return None
    aged = {Reason.INVOICE_TOO_OLD, Reason.AUTHORIZATION_ENDED, Reason.LINES_ALREADY_COUNTED}
    if any(f.reason in aged for f in findings):
        return None
    mine = {p.sha256 for p in facts.papers}
    before: dict[tuple[str, str], set[str]] = {}
    for t in facts.earlier:
        if t.kind == traces.FILE and t.store_id == facts.store.store_id and t.brand_id == facts.brand.brand_id:
            before.setdefault((t.application, t.outcome), set()).add(t.key)
    for (application, then), papers in before.items():
        if papers >= mine and then in {Outcome.ACCEPT, Outcome.REFUSE} and then != outcome:
            return found(
                Reason.DECIDED_OTHERWISE_BEFORE,
                policy=policy.document,
                seen=f"{application}: {then}; now: {outcome.value}",
                allowed="one outcome for the same papers",
                mend="Nothing is asked of you: a person compares the two decisions.",
            )
    return None


def _cleared(finding: Finding, answers: Answered, *, policy: Policy) -> bool:
    """Has somebody confirmed who can know this?"""
    rules = policy.document.verdict
    reason = finding.reason.value
    if finding.paper in answers.by_issuer and reason in rules.issuer_clears:
        return True
    if not answers.by_brand or (answers.bare and reason in policy.document.inquiry.bare_leaves_open):
        return False
    return reason in rules.brand_clears or (reason in rules.brand_clears_stated and answers.brand_states(finding.paper))


def _sentence(outcome: str, findings: Sequence[Finding]) -> str:
    return f"{outcome}: {', '.join(dict.fromkeys(f.reason.value for f in findings))}"
