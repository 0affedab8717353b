"""Does an answer of this office contradict another one, or a right the word of whoever knows better?

    decided_twice         one paper (the same bytes, or issuer and number) was accepted in one application and refused in another
    objection             brand or issuer objects, with ground, to a paper with whose twin a right was earned before, or to the right itself
    credential_withdrawn  the issuer's status list says so of a credential that a right rests on
    credential_suspended  the same, for the time being
    line_used_elsewhere   another store shows the very line that backs a right
    late_confirmation     brand or issuer confirms a paper that was refused before for what his word would have settled

A difference that the facts explain is none: another buyer, another brand, a paper that has aged since. Which reasons are explained by which
difference stands in the policy. An alarm says what differs and decides nothing about the paper: a third person does, with a reason. Only where
the one who owns the mark or issued the paper speaks against it does the right wait meanwhile, as the policy says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from assay.errors import BadInput, NotPermitted
from assay.policy.schema.document import ContradictionPolicy
from assay.regime.document import traces
from assay.regime.document.facts import ApplicationFacts, Paper, from_json, named_apart
from assay.regime.document.finding import TITLES, Reason


class ContradictionKind(StrEnum):
    """What contradicts what."""

    DECIDED_TWICE = "decided_twice"
    OBJECTION = "objection"
    CREDENTIAL_WITHDRAWN = "credential_withdrawn"
    CREDENTIAL_SUSPENDED = "credential_suspended"
    LINE_USED_ELSEWHERE = "line_used_elsewhere"
    LATE_CONFIRMATION = "late_confirmation"


class Conclusion(StrEnum):
    """What a third person can say of it."""

    STANDS = "stands"  # both answers were right, or the right holds: a suspension is lifted
    RIGHT_FALLS = "right_falls"  # the acceptance was wrong: the right ends
    REFUSAL_FALLS = "refusal_falls"  # the refusal was wrong: the application goes back to a person


@dataclass(frozen=True, kw_only=True)
class Found:
    """A finding of a decision, as far as it is compared: reason, weight, and the paper (empty: the whole application)."""

    reason: str
    weight: str
    paper: str
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """One settled application with what it was settled on. `by`: who settled it; `policy`: the hash of the policy of then."""

    decision: str
    facts: ApplicationFacts
    accepted: bool
    on: date
    by: str
    policy: str
    findings: tuple[Found, ...]
    overruled: frozenset[str] = frozenset()

    def against(self, paper: str) -> tuple[Found, ...]:
        """What speaks against this paper: what refuses, else what a person had to look at."""
        about = [f for f in self.findings if f.paper in ("", paper) and f.weight != "note"]
        return tuple(f for f in about if f.weight == "refuse") or tuple(about)

    def counts(self, paper: str) -> bool:
        """Did this paper carry the acceptance? One that was set aside was not accepted with the others."""
        return not any(f.paper == paper and f.weight == "refuse" for f in self.findings)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact in which the two cases differ: what, in the accepted one, in the refused one."""

    what: str
    accepted: str
    refused: str


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two answers to one paper. `same` says what makes it one: file, or number. The papers are named as in their applications."""

    same: str
    accepted: Settled
    refused: Settled
    accepted_paper: str
    refused_paper: str
    differs: tuple[Difference, ...]


def settled_of(
    *, decision: str, facts: Mapping[str, Any], outcome: Mapping[str, Any], accepted: bool, by: str, policy: str
) -> Settled:
    """A stored decision as it is compared. `facts` and `outcome` are the row's, as `settle` wrote them."""
    return Settled(
        decision=decision,
        facts=named_apart(from_json(facts["application"])),
        accepted=accepted,
        on=date.fromisoformat(facts["on"]),
        by=by,
        policy=policy,
        findings=tuple(
            Found(reason=f["reason"], weight=f["weight"], paper=f["paper"], seen=f["seen"])
            for f in outcome["judgement"]["findings"]
        ),
        overruled=frozenset(facts.get("overrule", ())),
    )


def decided_twice(one: Settled, other: Settled, *, policy: ContradictionPolicy) -> Contradiction | None:
    """The first paper that one of them accepted and the other refused, on facts that should not differ; None where there is none.

    Within one application nothing contradicts: a paper that is refused, mended and handed in again is answered anew.
    """
    if one.accepted is other.accepted or one.facts.application == other.facts.application:
        return None
    accepted, refused = (one, other) if one.accepted else (other, one)
    for yes in accepted.facts.papers:
        if not accepted.counts(yes.name):
            continue
        for no in refused.facts.papers:
            same = same_paper(yes, no)
            if not same:
                continue
            reasons = [f.reason for f in refused.against(no.name)]
            # Refused for another paper of its own, and nothing was said against this one: it was not decided.
            elsewhere = any(f.weight == "refuse" and f.paper not in ("", no.name) for f in refused.findings)
            if not reasons and elsewhere:
                continue
            excused = _explained(accepted, refused, same_content=_content(yes) == _content(no), policy=policy)
            if reasons and all(r in excused for r in reasons):
                continue
            return Contradiction(
                same=same,
                accepted=accepted,
                refused=refused,
                accepted_paper=yes.name,
                refused_paper=no.name,
                differs=differences(accepted, refused, yes=yes, no=no),
            )
    return None


def confirmed_late(refused: Settled, *, keys: frozenset[tuple[str, str]], own: bool, settles: frozenset[str]) -> str:
    """The paper of a refused case that somebody confirms now, or nothing: what spoke against it is what his word settles, or an objection.

    `keys`: kind and key of the file and number traces of the papers that he was asked about; `own`: they are this very case's. Where nothing was
    held against the paper in a case of others, its acceptance elsewhere is the contradiction (`decided_twice`).
    """
    settled = settles | {Reason.BRAND_OBJECTS, Reason.ISSUER_OBJECTS, Reason.OBJECTION_WITHOUT_GROUND}
    for paper in refused.facts.papers:
        mine = {(t.kind, t.key) for t in traces.traces_of(paper) if t.kind in {traces.FILE, traces.NUMBER}}
        reasons = {f.reason for f in refused.against(paper.name)}
        if mine & keys and (reasons or own) and reasons <= settled:
            return paper.name
    return ""


def same_paper(one: Paper, other: Paper) -> str:
    """`file` where the bytes are the same, `number` where issuer and number are; empty where it is another paper."""
    if one.sha256 == other.sha256:
        return traces.FILE
    numbers = {t.key for t in traces.traces_of(one) if t.kind == traces.NUMBER}
    theirs = {t.key for t in traces.traces_of(other) if t.kind == traces.NUMBER}
    return traces.NUMBER if numbers & theirs else ""


def differences(accepted: Settled, refused: Settled, *, yes: Paper, no: Paper) -> tuple[Difference, ...]:
    """What differs between the two cases, in plain words; what is the same is left out."""
    rows = (
        ("store", accepted.facts.store.store_id, refused.facts.store.store_id),
        ("brand", accepted.facts.brand.brand_id, refused.facts.brand.brand_id),
        ("goods", _goods(accepted.facts), _goods(refused.facts)),
        ("the file", yes.sha256[:16], no.sha256[:16]),
        ("what the paper says", _content(yes)[:16], _content(no)[:16]),
        ("the day", accepted.on.isoformat(), refused.on.isoformat()),
        ("the policy", accepted.policy[:12], refused.policy[:12]),
        ("findings against it", _words(accepted.against(yes.name)), _words(refused.against(no.name))),
        ("overruled", _titles(accepted.overruled), _titles(refused.overruled)),
        ("answers", _answers(accepted.facts), _answers(refused.facts)),
        ("other papers", str(len(accepted.facts.papers) - 1), str(len(refused.facts.papers) - 1)),
    )
    return tuple(Difference(what=w, accepted=a or "none", refused=b or "none") for w, a, b in rows if a != b)


def suspends(kind: ContradictionKind, *, policy: ContradictionPolicy) -> bool:
    """Does the right wait while a third person looks?"""
    return kind.value in policy.suspends


def check_may_conclude(kind: ContradictionKind, conclusion: Conclusion, *, by: str, decided: frozenset[str]) -> None:
    """Raises NotPermitted: from one who decided one of the two. BadInput: an end that this alarm cannot have."""
    if by in decided:
        raise NotPermitted("you decided one of these cases.", mend="Let somebody else close the alarm.")
    refusals = {ContradictionKind.DECIDED_TWICE, ContradictionKind.LATE_CONFIRMATION}
    if conclusion is Conclusion.REFUSAL_FALLS and kind not in refusals:
        raise BadInput(
            "there is no refusal in this alarm.", where="conclusion", mend="Say that the right stands or falls."
        )


def _explained(
    accepted: Settled, refused: Settled, *, same_content: bool, policy: ContradictionPolicy
) -> frozenset[str]:
    """The reasons that the difference of these two cases explains."""
    excused: set[str] = set()
    if accepted.facts.store.store_id != refused.facts.store.store_id:
        excused.update(policy.between_stores)
    if accepted.facts.brand.brand_id != refused.facts.brand.brand_id:
        excused.update(policy.between_brands)
    if _goods(accepted.facts) != _goods(refused.facts):
        excused.update(policy.between_goods)
    if not same_content:
        excused.update(policy.between_contents)
    if refused.on >= accepted.on:
        excused.update(policy.after_the_acceptance)
    if refused.on <= accepted.on:
        excused.update(policy.before_the_acceptance)
    return frozenset(excused)


def _content(paper: Paper) -> str:
    return traces.content_of(paper.reading) if paper.reading is not None else paper.sha256


def _goods(facts: ApplicationFacts) -> str:
    return "; ".join(sorted(f"{g.product} x {g.units}" if g.units else g.product for g in facts.goods))


def _words(findings: tuple[Found, ...]) -> str:
    return _titles(f.reason for f in findings)


def _titles(reasons: Iterable[str]) -> str:
    """Reasons in plain words; a code that is no reason any more stands as it is."""
    return "; ".join(sorted({TITLES[Reason(r)] if r in Reason.__members__ else r for r in reasons}))


def _answers(facts: ApplicationFacts) -> str:
    return "; ".join(f"{a.by or a.question}: {'confirmed' if a.confirmed else 'objected'}" for a in facts.answers)
