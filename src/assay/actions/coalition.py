"""The coalition acts by its charter: applications, votes, interests, suspensions; each a decision in the log."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.policy import in_force
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.records.models import (
    Brand,
    Decision,
    Member,
    MemberBallot,
    MemberInterest,
    MemberSuspension,
    MemberVote,
    Notifier,
    Person,
)
from assay.records.queries.coalition import is_holder, member_fact, member_of, suspension_facts
from assay.regime.coalition.charter import Ballot, VoteResult, category_of, closing_day, count
from assay.regime.coalition.conflicts import Interest, InterestKind, check_end, recused_from
from assay.regime.coalition.dues import first_dues
from assay.regime.coalition.membership import MemberStanding, standing_of
from assay.regime.moves import MEMBER_MOVES, MemberEvent, MemberState, move
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import DecisionKind, Role

ADMIT, SUSPEND, REINSTATE = "admit", "suspend", "reinstate"
BOARD_QUESTIONS = (SUSPEND, REINSTATE)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
MAX_NAME = 200


def apply_for_membership(
    *,
    member_id: str,
    name: str,
    category: str,
    brand: Brand | None = None,
    notifier: Notifier | None = None,
    by: Person,
    at: datetime,
) -> Member:
    """Somebody asks to be admitted, for the first time or again; a vote of the members opens at once and runs for the charter's days."""
    policy = in_force().member
    _named(member_id, name)
    category_of(category, policy=policy)
    with transaction.atomic():
        member = _applying_again(member_id, name, category, brand=brand, notifier=notifier, at=at)
        try:
            with transaction.atomic():
                member = member or Member.objects.create(
                    member_id=member_id,
                    name=name.strip(),
                    category=category,
                    brand=brand,
                    notifier=notifier,
                    state=MemberState.APPLIED,
                    applied_at=at,
                )
        except IntegrityError:
            raise Conflict("this member has applied already.", mend="Look at the coalition's page.") from None
        closes = closing_day(at, board=False, policy=policy)
        MemberVote.objects.create(about=member, question=ADMIT, opened_at=at, closes_at=closes)
        record(
            kind=DecisionKind.MEMBER,
            subject=member,
            facts={"category": category},
            outcome={"state": member.state},
            by=by,
            at=at,
            case=("member", member_id),
            deadline=closes,
        )
        return member


def _applying_again(
    member_id: str, name: str, category: str, *, brand: Brand | None, notifier: Notifier | None, at: datetime
) -> Member | None:
    """The row of who has quit or was declined, as an applicant's: under its old identifier and for the same brand."""
    row = Member.objects.select_for_update(of=("self",)).filter(pk=member_id).first()
    if row is None or row.state not in (MemberState.QUIT, MemberState.DECLINED):
        return None
    if row.brand_id != (brand.pk if brand else None):
        raise Conflict("this identifier was another brand's.", where="member_id", mend="Choose another one.")
    row.state = move(MEMBER_MOVES, MemberState(row.state), MemberEvent.APPLIED_AGAIN)
    row.name, row.category, row.applied_at, row.admitted_at, row.dues_paid_until = (
        name.strip(),
        category,
        at,
        None,
        None,
    )
    row.notifier = notifier or row.notifier
    row.save()
    return row


def found(*, member_id: str, name: str, category: str, brand: Brand | None = None, by: Person, at: datetime) -> Member:
    """A founding member: before anybody is admitted there is nobody to vote. NotPermitted once a member has been admitted by vote."""
    if Member.objects.filter(votes_about__decided__isnull=False).exists():
        raise NotPermitted("the coalition is founded.", mend="Apply for membership.")
    _named(member_id, name)
    category_of(category, policy=in_force().member)
    with transaction.atomic():
        try:
            with transaction.atomic():
                member = Member.objects.create(
                    member_id=member_id,
                    name=name.strip(),
                    category=category,
                    brand=brand,
                    state=MemberState.ADMITTED,
                    applied_at=at,
                    admitted_at=at,
                    dues_paid_until=first_dues(at, policy=in_force().member),
                )
        except IntegrityError:
            raise Conflict("this member is there already.", mend="Look at the coalition's page.") from None
        _decided(member, state="admitted", facts={"category": category, "founding": True}, by=by, at=at)
        return member


def call_board(*, member: Member | None, category: str, question: str, by: Person, at: datetime) -> MemberVote:
    """A vote of the board on suspending or reinstating a member or a whole category."""
    if question not in BOARD_QUESTIONS:
        raise BadInput(
            f"{question!r} is no question for the board.", where="question", mend="Use suspend or reinstate."
        )
    if (member is None) == (not category):
        raise BadInput("name a member or a category.", where="about", mend="Name exactly one of them.")
    _board(by)
    if category:
        category_of(category, policy=in_force().member)
    with transaction.atomic():
        # One call at a time on one subject: two that wait for each other see what the first has opened.
        list(Member.objects.select_for_update(of=("self",)).order_by("pk"))
        if member is not None and member.state != MemberState.ADMITTED:
            raise Conflict(f"membership of {member.name} is {member.state}.", mend="The board decides on members.")
        suspended = MemberSuspension.objects.filter(member=member, category=category, lifted_at__isnull=True).exists()
        if suspended == (question == SUSPEND):
            word = "suspended already" if suspended else "not suspended"
            raise Conflict(f"{member.name if member else category} is {word}.", mend="Look at the coalition's page.")
        if MemberVote.objects.filter(about=member, category=category, question=question, decided__isnull=True).exists():
            raise Conflict("the board votes on this already.", mend="Cast your voice in the vote that is open.")
        closes = closing_day(at, board=True, policy=in_force().member)
        return MemberVote.objects.create(
            about=member, category=category, question=question, opened_at=at, closes_at=closes
        )


def vote(*, vote: uuid.UUID, by: Person, yes: bool | None, at: datetime) -> MemberBallot:
    """Cast one voice. NotPermitted: no vote in this, or recused for an interest. Conflict: cast already, or the vote is closed."""
    with transaction.atomic():
        row = MemberVote.objects.select_for_update(of=("self",)).filter(pk=vote).first()
        if row is None:
            raise NotFound("there is no such vote.")
        if row.decided_id is not None or at > row.closes_at:
            raise Conflict("this vote is closed.", mend="Look at its result.")
        voter = _voter(row, by=by, at=at)
        if voter in _recused(row, at=at):
            raise NotPermitted(
                "you have an interest in whom this is about, and do not vote on it.",
                mend="See the register of interests.",
            )
        try:
            with transaction.atomic():
                return MemberBallot.objects.create(vote=row, voter=voter, yes=yes, by=by, at=at)
        except IntegrityError:
            raise Conflict("your vote was cast already.", mend="A vote is cast once.") from None


def close_votes(*, at: datetime) -> int:
    """Count every vote whose time has run out, and do what it decided; how many."""
    done = 0
    for pk in list(MemberVote.objects.filter(decided__isnull=True, closes_at__lt=at).values_list("pk", flat=True)):
        close_vote(vote=pk, at=at)
        done += 1
    return done


def close_vote(*, vote: uuid.UUID, at: datetime) -> VoteResult:
    """Count one vote and do what it decided. A vote of the board is closed as soon as everybody who may has voted."""
    policy = in_force().member
    with transaction.atomic():
        row = MemberVote.objects.select_for_update(of=("self",)).filter(pk=vote, decided__isnull=True).first()
        if row is None:
            raise Conflict("this vote is closed.", mend="Look at its result.")
        board = row.question in BOARD_QUESTIONS
        electorate = _electorate(row, at=at)
        recused = _recused(row, at=at)
        ballots = {b.voter: Ballot(member=b.voter, yes=b.yes) for b in row.ballots.all()}
        if at <= row.closes_at and (electorate - recused) - set(ballots):
            raise NotPermitted("the vote still runs.", mend=f"It closes on {row.closes_at.date().isoformat()}.")
        result = count(
            ballots,
            electorate=electorate,
            recused=recused,
            quorum=policy.admission.quorum,
            majority=policy.suspension.board_majority if board else policy.admission.majority,
        )
        row.decided = _carry_out(row, result, at=at)
        row.save(update_fields=["decided"])
        return result


def declare_interest(
    *, holder: str, party: Member, kind: InterestKind, since: date, declared: bool, by: Person, at: datetime
) -> MemberInterest:
    """Enter an interest: declared by its holder, or surfaced otherwise (`declared` false)."""
    if since > at.date():
        raise BadInput("an interest that has not begun binds nobody.", where="since", mend="Give the day it began.")
    if not is_holder(holder):
        raise BadInput(
            f"{holder[:80]!r} is neither a member nor of the board.", where="holder", mend="Name one of them."
        )
    if holder == party.pk:
        raise BadInput("nobody has an interest in itself.", where="party", mend="Name the other party.")
    with transaction.atomic():
        row = MemberInterest.objects.create(
            holder=holder,
            party=party,
            kind=kind,
            since=since,
            declared_on=at.date() if declared else None,
            recorded_at=at,
        )
        record(
            kind=DecisionKind.INTEREST,
            subject=party,
            facts={"holder": holder, "party": party.pk, "kind": kind.value, "since": since.isoformat()},
            outcome={"state": "declared" if declared else "surfaced"},
            by=by,
            at=at,
            case=("interest", str(row.pk)),
        )
        return row


def end_interest(*, interest: int, until: date, by: Person, at: datetime) -> MemberInterest:
    """An interest has ended: from the next day on its holder votes again. NotPermitted: it is somebody else's."""
    with transaction.atomic():
        row = MemberInterest.objects.select_for_update(of=("self",)).select_related("party").filter(pk=interest).first()
        if row is None:
            raise NotFound("there is no such interest.", mend="Look at the register.")
        member = member_of(by)
        own = row.holder in (by.username, member.pk if member else "")
        if not own and by.role not in (Role.BOARD, Role.EDITOR):
            raise NotPermitted("this is somebody else's interest.", mend="Let its holder or the board enter the end.")
        if own and row.declared_on is None:
            raise NotPermitted(
                "it surfaced without your word, and does not end by your word alone.",
                mend="Let somebody else of the board, or an editor, enter its end.",
            )
        check_end(_interest(row), until=until, on=at.date())
        row.until = until
        row.save(update_fields=["until"])
        record(
            kind=DecisionKind.INTEREST,
            subject=row.party,
            facts={"holder": row.holder, "party": row.party_id, "kind": row.kind, "until": until.isoformat()},
            outcome={"state": "ended"},
            by=by,
            at=at,
            case=("interest", str(row.pk)),
        )
        return row


def link_notifier(*, member: Member, notifier: Notifier, by: Person, at: datetime) -> Member:
    """This notifier files for that member: his lane follows its standing from now on. Conflict: one of them is linked already."""
    with transaction.atomic():
        row = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
        if MemberState(row.state) in (MemberState.DECLINED, MemberState.QUIT):
            raise NotPermitted(f"membership is {row.state}.", mend="Only members and applicants are linked.")
        if row.notifier_id is not None:
            raise Conflict("this member has its notifier already.", mend="Look at the coalition's page.")
        row.notifier = notifier
        try:
            with transaction.atomic():
                row.save(update_fields=["notifier"])
        except IntegrityError:
            raise Conflict("this notifier belongs to another member.", mend="Look at the coalition's page.") from None
        _decided(row, state="linked", facts={"category": row.category, "notifier": notifier.pk}, by=by, at=at)
        return row


def quit_coalition(*, member: Member, by: Person, at: datetime) -> Member:
    """A member or applicant leaves; votes on it end with that. Its projects with the platform are not touched."""
    with transaction.atomic():
        row = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
        row.state = move(MEMBER_MOVES, MemberState(row.state), MemberEvent.QUIT)
        row.save(update_fields=["state"])
        decision = _decided(row, state="quit", facts={"category": row.category}, by=by, at=at)
        # Nobody is left to be voted on.
        MemberVote.objects.filter(about=row, decided__isnull=True).update(decided=decision)
        return row


def standing(member: Member, *, at: datetime) -> MemberStanding:
    """What the member may do now, derived from its state, its dues and the suspensions."""
    return standing_of(member_fact(member), suspension_facts(), policy=in_force().member, at=at)


def in_good_standing(notifier: Notifier, *, at: datetime) -> bool:
    """May this notifier file as a member now? Whoever files by another right (holder, mandate, flagger) needs no membership."""
    if notifier.kind != NotifierKind.MEMBER:
        return True
    member = Member.objects.filter(notifier=notifier).first()
    return member is not None and standing(member, at=at).lane


def _carry_out(row: MemberVote, result: VoteResult, *, at: datetime) -> Decision:
    facts = {
        "question": row.question,
        "yes": result.yes,
        "no": result.no,
        "electorate": result.electorate,
        "recused": list(result.recused),
        "because": result.because,
    }
    if row.question == ADMIT and row.about is not None:
        member = Member.objects.select_for_update(of=("self",)).get(pk=row.about.pk)
        event = MemberEvent.ADMITTED if result.passed else MemberEvent.DECLINED
        member.state = move(MEMBER_MOVES, MemberState(member.state), event)
        member.admitted_at = at if result.passed else None
        member.dues_paid_until = first_dues(at, policy=in_force().member) if result.passed else None
        member.save(update_fields=["state", "admitted_at", "dues_paid_until"])
        return _decided(member, state=event.value, facts=facts, by=None, at=at)
    state = ("suspended" if row.question == SUSPEND else "reinstated") if result.passed else "rejected"
    subject = row.about or Member(member_id=f"category-{row.category}")
    decision = _decided(subject, state=state, facts={**facts, "category": row.category}, by=None, at=at)
    if result.passed and row.question == SUSPEND:
        MemberSuspension.objects.create(member=row.about, category=row.category, caused_by=decision, begins=at)
    elif result.passed:
        MemberSuspension.objects.filter(member=row.about, category=row.category, lifted_at__isnull=True).update(
            lifted_at=at, lifted_by=decision
        )
    return decision


def _decided(member: Member, *, state: str, facts: dict[str, object], by: Person | None, at: datetime) -> Decision:
    return record(
        kind=DecisionKind.MEMBER_DECISION,
        subject=member,
        facts=facts,
        outcome={"state": state},
        by=by,
        at=at,
        case=("member", member.pk),
        counts={"members": 1},
    )


def _voter(row: MemberVote, *, by: Person, at: datetime) -> str:
    if row.question in BOARD_QUESTIONS:
        return _board(by)
    member = member_of(by)
    if member is None or not standing(member, at=at).votes:
        raise NotPermitted("you have no vote in the coalition.", mend="Only members of a voting category vote.")
    return member.pk


def _named(member_id: str, name: str) -> None:
    if not SLUG.fullmatch(member_id):
        raise BadInput(
            f"{member_id[:80]!r} is no identifier.", where="member_id", mend="Use small letters, digits and hyphens."
        )
    if not name.strip() or len(name) > MAX_NAME:
        raise BadInput(
            f"a member needs a name of 1 to {MAX_NAME} characters.", where="name", mend="Give the legal name."
        )


def _board(by: Person) -> str:
    if by.role != Role.BOARD:
        raise NotPermitted("only the board decides this.", mend="Let a person of the board call it.")
    return by.username


def _electorate(row: MemberVote, *, at: datetime) -> frozenset[str]:
    if row.question in BOARD_QUESTIONS:
        return frozenset(Person.objects.filter(role=Role.BOARD, is_active=True).values_list("username", flat=True))
    suspensions = suspension_facts()
    policy = in_force().member
    return frozenset(
        m.pk
        for m in Member.objects.filter(state=MemberState.ADMITTED)
        if standing_of(member_fact(m), suspensions, policy=policy, at=at).votes
    )


def _recused(row: MemberVote, *, at: datetime) -> frozenset[str]:
    """Who has an interest in the member, or in any member of the category."""
    about = [row.about] if row.about is not None else list(Member.objects.filter(category=row.category))
    interests = [_interest(i) for i in MemberInterest.objects.filter(party__in=about)]
    return frozenset(who for m in about for who in recused_from(m.pk, interests, on=at.date()))


def _interest(row: MemberInterest) -> Interest:
    return Interest(
        holder=row.holder,
        party=row.party_id,
        kind=InterestKind(row.kind),
        since=row.since,
        until=row.until,
        declared_on=row.declared_on,
    )
