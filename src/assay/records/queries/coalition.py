"""What does the coalition show of itself? Members with what they may do now and why not more, votes and their counts, interests, suspensions.

Standing is derived here from the rows as the regime says, never read from a column. How each voter voted is nobody's page: only the counts are.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assay.policy.schema.member import MemberPolicy
from assay.records.models import Brand, Member, MemberInterest, MemberSuspension, MemberVote, Notifier, Person
from assay.regime.coalition.conflicts import Interest, InterestKind, undeclared
from assay.regime.coalition.dues import dues_state
from assay.regime.coalition.membership import Member as MemberFact
from assay.regime.coalition.membership import MemberStanding, Suspension, review_due, standing_of
from assay.regime.moves import MemberState
from assay.regime.terms import Role

MOST_VOTES = 200
GONE = (MemberState.DECLINED, MemberState.QUIT)


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """A member or applicant with its derived standing; `gone`: declined, or it has quit."""

    member: str
    name: str
    category: str
    state: str
    applied_at: datetime
    admitted_at: datetime | None
    dues_paid_until: date | None
    dues: str
    standing: MemberStanding
    gone: bool


@dataclass(frozen=True, kw_only=True)
class VoteLine:
    """One vote. Until it is decided `yes`, `no` and `electorate` are None: nobody sees how it goes. `cast`: how many have voted."""

    vote: uuid.UUID
    question: str
    about: str
    opened_at: datetime
    closes_at: datetime
    cast: int
    board: bool
    decided_at: datetime | None
    outcome: str
    yes: int | None
    no: int | None
    electorate: int | None
    recused: tuple[str, ...]
    because: str
    mine: bool


@dataclass(frozen=True, kw_only=True)
class InterestLine:
    """One row of the register of interests; `late`: it was not declared in the charter's time."""

    interest: int
    holder: str
    party: str
    kind: str
    since: date
    until: date | None
    declared_on: date | None
    late: bool


@dataclass(frozen=True, kw_only=True)
class SuspensionLine:
    """A suspension of a member or of a category, and when the board looks at it again."""

    about: str
    is_category: bool
    begins: datetime
    review_due: datetime
    lifted_at: datetime | None


def member_fact(row: Member) -> MemberFact:
    """What the regime has to know of a member."""
    return MemberFact(
        member=row.pk, category=row.category, state=MemberState(row.state), dues_paid_until=row.dues_paid_until
    )


def suspension_facts() -> list[Suspension]:
    """Every suspension, lifted or not."""
    return [_suspension(s) for s in MemberSuspension.objects.all()]


def members(*, policy: MemberPolicy, at: datetime) -> tuple[MemberLine, ...]:
    """All members and applicants: those who are in first, by category and name; those who are gone last."""
    suspensions = suspension_facts()
    lines = [
        MemberLine(
            member=m.pk,
            name=m.name,
            category=m.category,
            state=m.state,
            applied_at=m.applied_at,
            admitted_at=m.admitted_at,
            dues_paid_until=m.dues_paid_until,
            dues=dues_state(member_fact(m), policy=policy, on=at.date()).value,
            standing=standing_of(member_fact(m), suspensions, policy=policy, at=at),
            gone=m.state in GONE,
        )
        for m in Member.objects.all()
    ]
    return tuple(sorted(lines, key=lambda m: (m.gone, m.category, m.name)))


def member(member_id: str) -> Member | None:
    """The row of a member."""
    return Member.objects.filter(pk=member_id).first()


def brand(brand_id: str) -> Brand | None:
    """The enrolled brand under this identifier."""
    return Brand.objects.filter(pk=brand_id).first()


def notifier(notifier_id: str) -> Notifier | None:
    """The notifier under this identifier."""
    return Notifier.objects.filter(pk=notifier_id).first()


def member_of(person: Person) -> Member | None:
    """The member for whom this person speaks: his brand's, or his agency's."""
    row = Member.objects.filter(brand=person.brand_id).first() if person.brand_id else None
    return row or (Member.objects.filter(notifier=person.notifier_id).first() if person.notifier_id else None)


def votes(*, board_questions: Sequence[str], voter: str = "") -> tuple[VoteLine, ...]:
    """The newest votes, open ones first; `mine`: `voter` has cast his."""
    rows = (
        MemberVote.objects.select_related("about", "decided").prefetch_related("ballots").order_by("-opened_at", "pk")
    )
    names = _names()
    lines = []
    for row in rows[:MOST_VOTES]:
        done = row.decided
        facts = done.facts if done else {}
        lines.append(
            VoteLine(
                vote=row.pk,
                question=row.question,
                about=row.about.name if row.about else f"category {row.category}",
                opened_at=row.opened_at,
                closes_at=row.closes_at,
                cast=len(row.ballots.all()),
                board=row.question in board_questions,
                decided_at=done.at if done else None,
                outcome=str(done.outcome.get("state", "")) if done else "",
                yes=facts.get("yes"),
                no=facts.get("no"),
                electorate=facts.get("electorate"),
                recused=tuple(names.get(who, who) for who in facts.get("recused", ())),
                because=str(facts.get("because", "")),
                mine=any(b.voter == voter for b in row.ballots.all()) if voter else False,
            )
        )
    return tuple(sorted(lines, key=lambda v: v.decided_at is not None))


def interests(*, policy: MemberPolicy, on: date) -> tuple[InterestLine, ...]:
    """The register of interests, the latest entry first."""
    rows = list(MemberInterest.objects.select_related("party").order_by("-recorded_at", "pk"))
    facts = [
        Interest(
            holder=i.holder,
            party=i.party_id,
            kind=InterestKind(i.kind),
            since=i.since,
            until=i.until,
            declared_on=i.declared_on,
        )
        for i in rows
    ]
    late = set(undeclared(facts, policy=policy.conflicts, on=on))
    names = _names()
    return tuple(
        InterestLine(
            interest=row.pk,
            holder=names.get(row.holder, row.holder),
            party=row.party.name,
            kind=row.kind,
            since=row.since,
            until=row.until,
            declared_on=row.declared_on,
            late=fact in late,
        )
        for row, fact in zip(rows, facts, strict=True)
    )


def suspensions(*, policy: MemberPolicy) -> tuple[SuspensionLine, ...]:
    """Every suspension, the latest first."""
    rows = MemberSuspension.objects.select_related("member").order_by("-begins", "pk")
    return tuple(
        SuspensionLine(
            about=s.member.name if s.member else s.category,
            is_category=s.member is None,
            begins=s.begins,
            review_due=review_due(_suspension(s), policy=policy),
            lifted_at=s.lifted_at,
        )
        for s in rows
    )


def is_holder(name: str) -> bool:
    """Can an interest be entered for this name? For members and for people of the board."""
    return (
        Member.objects.filter(pk=name).exists() or Person.objects.filter(username=name, role=Role.BOARD.value).exists()
    )


def _names() -> dict[str, str]:
    """Members and people of the board by the identifier under which they vote."""
    board = {p.username: p.get_full_name() or p.username for p in Person.objects.filter(role=Role.BOARD.value)}
    return board | dict(Member.objects.values_list("pk", "name"))


def _suspension(row: MemberSuspension) -> Suspension:
    return Suspension(
        suspension=str(row.pk),
        caused_by=str(row.caused_by_id),
        begins=row.begins,
        member=row.member_id or "",
        category=row.category,
        lifted_at=row.lifted_at,
    )
