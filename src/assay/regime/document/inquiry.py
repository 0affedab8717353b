"""Who is asked whether a paper is genuine, and what does his answer settle?

The question goes to whom the register knows: the brand, and the issuer where the brand has named it as its dealer; never to an address that the
paper prints. The brand may object within its window, with a ground and evidence; "not our dealer" alone is no ground, since rights in goods once sold
are exhausted. Silence is no answer; what it is worth, the verdict says. A confirmation goes as far as it says (`confirmation`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from assay.policy.schema import Policy
from assay.regime.brand.standing import Known, Part
from assay.regime.clocks import after_working_days
from assay.regime.document.bare_word import carries
from assay.regime.document.confirmation import EVERYTHING, LEAST, deciding, vouched
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
    """What the answers say: which papers their issuers confirm, whether the brand answered yes, what was vouched for, whether objections stand.

    `bare`: the brand said yes and nothing else. `wanted`: the facts that decide about each paper; `facts`: those that brand or issuer vouch for;
    `brand`: those of the brand alone, and `stated`: what it stated from its own copy.
    """

    by_issuer: frozenset[str]
    by_brand: bool
    findings: tuple[Finding, ...]
    bare: bool = False
    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    brand: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stated: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def confirms(self, paper: str) -> bool:
        """Has somebody vouched for everything that decides about this paper?"""
        return paper in self.facts and self.wanted.get(paper, frozenset()) <= self.facts[paper]

    def missing(self, paper: str) -> frozenset[str]:
        """The facts that decide about this paper and that nobody has vouched for, though somebody has confirmed."""
        return self.wanted.get(paper, frozenset()) - self.facts[paper] if paper in self.facts else frozenset()

    def brand_states(self, paper: str) -> bool:
        """Has the brand stated all that decides about this paper (every paper, where it is none)?"""
        papers = [paper] if paper else list(self.brand)
        return bool(papers) and all(
            p in self.stated and self.stated[p] and self.wanted.get(p, frozenset()) <= self.brand[p] for p in papers
        )


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


def answered(
    facts: ApplicationFacts, *, questions: Sequence[Question], policy: Policy, findings_so_far: Sequence[Finding] = ()
) -> Answered:
    """What the answers settle. An answer by somebody whom nobody asked is not heard. `findings_so_far` tell where a bare yes does not carry."""
    by_brand = False
    findings: list[Finding] = []
    confirmed, objected, looked = False, False, False
    papers = {p.name: p for p in facts.papers}
    said: dict[Asked, dict[str, frozenset[str]]] = {Asked.BRAND: {}, Asked.ISSUER: {}}
    stated: dict[str, frozenset[str]] = {}
    for answer in facts.answers:
        question = _question(answer, questions, brand_id=facts.brand.brand_id)
        if question is None:
            continue
        if answer.confirmed:
            confirmed = True
            by_brand = by_brand or question.to is Asked.BRAND
            bare = not answer.states and not answer.knows
            looked = looked or (question.to is Asked.BRAND and not bare)
            about = [papers[name] for name in question.papers if name in papers]
            # The issuer's question names every fact; the brand's names none, so that its bare word says less.
            whole = question.to is Asked.ISSUER or policy.document.inquiry.bare_confirmation == "whole"
            word = vouched(
                answer, about, bare=EVERYTHING if whole else LEAST, store=facts.store, policy=policy.document
            )
            for name, known in word.facts.items():
                if (
                    bare
                    and question.to is Asked.BRAND
                    and not carries(papers[name], findings=findings_so_far, store=facts.store, policy=policy.document)
                ):
                    known = LEAST
                said[question.to][name] = said[question.to].get(name, frozenset()) | known
                if question.to is Asked.BRAND:
                    stated[name] = stated.get(name, frozenset()) | word.stated[name]
            findings += [_otherwise(question, paper, what, policy=policy) for paper, what in word.otherwise]
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
    wanted = {
        name: deciding(papers[name], policy=policy.document) for q in questions for name in q.papers if name in papers
    }
    together = {
        name: said[Asked.BRAND].get(name, frozenset()) | said[Asked.ISSUER].get(name, frozenset())
        for name in (*said[Asked.BRAND], *said[Asked.ISSUER])
    }
    return Answered(
        by_issuer=frozenset(n for n, known in said[Asked.ISSUER].items() if wanted.get(n, frozenset()) <= known),
        by_brand=by_brand,
        bare=by_brand and not looked,
        findings=tuple(findings),
        wanted=wanted,
        facts=together,
        brand=said[Asked.BRAND],
        stated=stated,
    )


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


def _otherwise(question: Question, paper: str, what: str, *, policy: Policy) -> Finding:
    return found(
        Reason.STATED_OTHERWISE,
        policy=policy.document,
        paper=paper,
        seen=f"{question.name} has on record: {what}",
        allowed="a paper that says what the copy of those who were asked says",
        mend="Nothing is asked of you: a person compares the two copies.",
    )


def _to_brand(facts: ApplicationFacts, issuers: Sequence[tuple[Paper, Known | None]]) -> str:
    """What the brand is asked: never a price."""
    names = sorted({text_of(p.reading.issuer.name) for p, _ in issuers if p.reading and text_of(p.reading.issuer.name)})
    return (
        f"{facts.store.legal_name} applies to sell {facts.brand.name}"
        + (f" with papers of {', '.join(names).rstrip('.')}" if names else "")
        + ". Are these goods and papers genuine? A confirmation states what your own copy says: number, date, buyer and pieces of each paper;"
        " if you know only issuer and goods, say so. An objection names its ground, with evidence."
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
