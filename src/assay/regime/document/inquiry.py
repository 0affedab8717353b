"""Who is asked whether a paper is genuine, and what does his answer settle?

The question goes to whom the register knows: the brand, and the issuer where the brand has named it as its dealer; never to an address that the
paper prints. The brand may object within its window, with a ground and evidence; "not our dealer" alone is no ground, since rights in goods once sold
are exhausted. Silence is no answer; what it is worth, the verdict says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from assay.policy.schema import Policy
from assay.regime.brand.standing import Known, Part
from assay.regime.clocks import after_working_days
from assay.regime.document.facts import Answer, ApplicationFacts, Paper
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Kind
from assay.regime.document.values import text_of
from assay.regime.names import name_score


class Asked(StrEnum):
    """Who is asked."""

    BRAND = "brand"
    ISSUER = "issuer"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `question` is its id, the same for the same papers; `name` whom the register knows; `due` the day on which the window closes."""

    question: str
    to: Asked
    name: str
    asks: str
    papers: tuple[str, ...]
    due: date


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the answers say: papers confirmed by their issuer, whether the brand confirmed, whether objections stand."""

    by_issuer: frozenset[str]
    by_brand: bool
    findings: tuple[Finding, ...]

    def confirms(self, paper: str) -> bool:
        """Has anybody confirmed this paper?"""
        return self.by_brand or paper in self.by_issuer


def questions_of(
    facts: ApplicationFacts, *, issuers: Sequence[tuple[Paper, Known | None]], policy: Policy
) -> tuple[Question, ...]:
    """Every question that this application raises. `issuers`: the papers that may count, each with whom the register knows its issuer as."""
    if not issuers:
        return ()
    due = window_closes(facts.handed_in_on, policy=policy)
    questions = [
        Question(
            question="brand",
            to=Asked.BRAND,
            name=facts.brand.name,
            asks=_to_brand(facts, issuers),
            papers=tuple(paper.name for paper, _ in issuers),
            due=due,
        )
    ]
    for paper, known in issuers:
        if known is None or (
            known.part is Part.OWNER and known.dealer.legal_name == facts.brand.name and facts.brand.owner is None
        ):
            continue
        questions.append(
            Question(
                question=f"issuer:{paper.name}",
                to=Asked.ISSUER,
                name=known.dealer.legal_name,
                asks=_to_issuer(facts, paper),
                papers=(paper.name,),
                due=due,
            )
        )
    return tuple(questions)


def window_closes(handed_in_on: date, *, policy: Policy) -> date:
    """The last day on which an objection is heard."""
    week = policy.calendar.office
    start = datetime.combine(handed_in_on, time(12), tzinfo=ZoneInfo(week.time_zone))
    return after_working_days(start, days=policy.document.inquiry.objection_window_working_days, week=week).date()


def answered(facts: ApplicationFacts, *, questions: Sequence[Question], policy: Policy) -> Answered:
    """What the answers settle. An answer by somebody whom nobody asked is not heard."""
    by_issuer: set[str] = set()
    by_brand = False
    findings: list[Finding] = []
    confirmed, objected = False, False
    for answer in facts.answers:
        question = _question(answer, questions, brand_id=facts.brand.brand_id)
        if question is None:
            continue
        if answer.confirmed:
            confirmed = True
            if question.to is Asked.BRAND:
                by_brand = True
            else:
                by_issuer.update(question.papers)
            continue
        objected = True
        findings.append(_objection(answer, question, policy=policy))
    if confirmed and objected:
        findings.append(
            found(
                Reason.ANSWERS_CONTRADICT,
                policy=policy.document,
                seen="; ".join(
                    f"{a.by or a.question}: {'confirmed' if a.confirmed else 'objected'}" for a in facts.answers
                ),
                allowed="answers that agree",
                mend="Nothing is asked of you: a person looks at both answers.",
            )
        )
    return Answered(by_issuer=frozenset(by_issuer), by_brand=by_brand, findings=tuple(findings))


def has_ground(answer: Answer, *, policy: Policy) -> bool:
    """Does the objection name a ground that counts, with evidence? Where no ground is named, evidence that says more than "not our dealer" is one."""
    if not answer.evidence.strip():
        return False
    if answer.ground:
        return answer.ground in policy.document.inquiry.grounds
    words = answer.evidence.casefold().replace("'", "").replace("’", "").strip(" .!")
    return words not in _NO_GROUNDS


# Who is meant where an answer names a part instead of a name.
_ROLES = {
    Asked.BRAND: frozenset({"brand", "brand_owner", "owner", "right_holder", "rights_holder", "portal", "api"}),
    Asked.ISSUER: frozenset({"issuer", "dealer", "distributor", "supplier", "portal", "api"}),
}
ONE_NAME = 0.9

_NO_GROUNDS = frozenset(
    {
        "not our dealer",
        "not an authorized dealer",
        "not an authorised dealer",
        "not a dealer of ours",
        "not authorized",
        "not authorised",
        "unauthorized",
        "unauthorised",
        "unauthorized dealer",
        "unauthorised dealer",
        "we do not know this dealer",
        "kein händler von uns",
        "pas notre revendeur",
    }
)


def _question(answer: Answer, questions: Sequence[Question], *, brand_id: str) -> Question | None:
    """The question that this answers, by its id; else by whom it was put to, where that leaves one."""
    asked = answer.question.strip()
    exact = [q for q in questions if asked and asked in {q.question, q.asks}]
    if not exact:
        exact = [q for q in questions if asked == q.to.value] or ([] if asked else list(questions))
        exact = [q for q in exact if answer.by in {q.to.value, q.name}] or exact if len(exact) > 1 else exact
    if len(exact) != 1:
        return None
    question = exact[0]
    said_by = answer.by.strip()
    if question.to is Asked.BRAND and said_by == brand_id:
        return question
    if (
        said_by
        and said_by.casefold().replace(" ", "_") not in _ROLES[question.to]
        and name_score(said_by, question.name) < ONE_NAME
    ):
        return None
    return question


def _objection(answer: Answer, question: Question, *, policy: Policy) -> Finding:
    good = has_ground(answer, policy=policy)
    reason = (
        Reason.OBJECTION_WITHOUT_GROUND
        if not good
        else Reason.BRAND_OBJECTS
        if question.to is Asked.BRAND
        else Reason.ISSUER_OBJECTS
    )
    said = ": ".join(p for p in (answer.ground.replace("_", " "), answer.evidence) if p) or "no ground and no evidence"
    return found(
        reason,
        policy=policy.document,
        paper=question.papers[0] if len(question.papers) == 1 else "",
        seen=f"{question.name}: {said}",
        allowed="an objection names its ground, with evidence"
        if not good
        else "papers that those who were asked confirm",
        mend="Hand in another paper, or appeal with evidence of your own."
        if good
        else "Nothing is asked of you: a person looks at it.",
    )


def _to_brand(facts: ApplicationFacts, issuers: Sequence[tuple[Paper, Known | None]]) -> str:
    """What the brand is asked: never a price."""
    names = sorted({text_of(p.reading.issuer.name) for p, _ in issuers if p.reading and text_of(p.reading.issuer.name)})
    return (
        f"{facts.store.legal_name} applies to sell {facts.brand.name}"
        + (f" with papers of {', '.join(names).rstrip('.')}" if names else "")
        + ". Are these goods and papers genuine? An objection names its ground, with evidence."
    )


def _to_issuer(facts: ApplicationFacts, paper: Paper) -> str:
    reading = paper.reading
    if reading is None:
        return f"Did you issue {paper.name}?"
    if reading.kind.value == Kind.LETTER_OF_AUTHORIZATION:
        return f"Did you authorize {facts.store.legal_name} to sell {facts.brand.name}, as {paper.name} says?"
    units = " and ".join(
        f"{text_of(line.quantity)} x {text_of(line.description) or text_of(line.gtin)}" for line in reading.lines[:5]
    )
    return (
        f"Did you issue number {text_of(reading.number) or '(none)'} of {text_of(reading.issued_on) or '(no date)'}"
        f" to {text_of(reading.recipient.name) or facts.store.legal_name}" + (f" for {units}" if units else "") + "?"
    )
