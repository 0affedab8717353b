"""IACC 2016, as a charter in code would have had it.

An intermediary joins under the new category; brands quit in protest; an undeclared conflict surfaces; the board suspends the category, and
its members with it; the platform's projects with brands go on; all of it stands in the log.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assay.actions import brand, coalition, project
from assay.errors import Conflict, NotPermitted
from assay.records.models import Brand, Decision, Member, MemberVote, Person
from assay.regime.brand import register
from assay.regime.coalition.conflicts import InterestKind
from assay.regime.moves import MemberState
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

APRIL = datetime(2016, 4, 1, 9, tzinfo=UTC)


def brand_of(brand_id: str) -> tuple[Brand, Person]:
    row = brand.enrol(
        brand_id=brand_id,
        name=brand_id.title(),
        marks=[register.Mark(office="EUIPO", number=brand_id)],
        by=None,
        at=APRIL,
    )
    return row, Person.objects.create(username=f"p-{brand_id}", role=Role.BRAND, brand=row)


def test_iacc_2016() -> None:
    editor = Person.objects.create(username="edda", role=Role.EDITOR)
    board = [Person.objects.create(username=name, role=Role.BOARD) for name in ("president", "carol", "dan", "eve")]
    brands = {name: brand_of(name) for name in ("aurel", "boreal", "corvo")}
    for name, (row, _) in brands.items():
        coalition.found(member_id=name, name=row.name, category="brand", brand=row, by=board[0], at=APRIL)

    # A project of one brand with the platform runs.
    running = project.begin(brand=brands["aurel"][0], name="Fakes of the spring collection", by=editor, at=APRIL)

    # Three intermediaries are voted in under the general category, the platform on 13 April.
    joins = datetime(2016, 4, 13, 9, tzinfo=UTC)
    for name in ("platform", "wisher", "resaler"):
        coalition.apply_for_membership(
            member_id=name, name=name.title(), category="general", by=editor, at=joins - timedelta(days=10)
        )
        open_vote = MemberVote.objects.get(about=name)
        for who in ("aurel", "boreal"):
            coalition.vote(vote=open_vote.pk, by=brands[who][1], yes=True, at=joins - timedelta(days=5))
        with pytest.raises(NotPermitted, match="the vote still runs"):
            coalition.close_vote(vote=open_vote.pk, at=joins - timedelta(days=5))
    assert coalition.close_votes(at=joins + timedelta(minutes=1)) == 3
    platform = Member.objects.get(pk="platform")
    assert coalition.standing(platform, at=joins + timedelta(minutes=2)).shared_data

    # A brand quits in protest; it has no vote any more, and its project goes on.
    quits = datetime(2016, 4, 20, 9, tzinfo=UTC)
    coalition.quit_coalition(member=Member.objects.get(pk="aurel"), by=brands["aurel"][1], at=quits)
    assert not coalition.standing(Member.objects.get(pk="aurel"), at=quits).votes
    assert project.goes_on(running)

    # The president's shares in the platform surface; he may not vote on it.
    surfaced = datetime(2016, 5, 12, 9, tzinfo=UTC)
    coalition.declare_interest(
        holder="president",
        party=platform,
        kind=InterestKind.SHARES,
        since=date(2015, 1, 1),
        declared=False,
        by=board[1],
        at=surfaced,
    )
    acts = datetime(2016, 5, 13, 9, tzinfo=UTC)
    with pytest.raises(NotPermitted, match="only the board"):
        coalition.call_board(member=None, category="general", question="suspend", by=editor, at=acts)
    call = coalition.call_board(member=None, category="general", question="suspend", by=board[1], at=acts)
    with pytest.raises(NotPermitted, match="you have an interest"):
        coalition.vote(vote=call.pk, by=board[0], yes=False, at=acts)
    for person, yes in ((board[1], True), (board[2], True), (board[3], True)):
        coalition.vote(vote=call.pk, by=person, yes=yes, at=acts)
    result = coalition.close_vote(vote=call.pk, at=acts)
    assert (result.passed, result.yes, result.electorate, result.recused) == (True, 3, 3, ("president",))

    # Category and three members are suspended the same minute; the other brands are not, and the project goes on.
    for name in ("platform", "wisher", "resaler"):
        held = coalition.standing(Member.objects.get(pk=name), at=acts)
        assert (held.shared_data, held.lane, held.because) == (False, False, "the category general is suspended")
        assert Member.objects.get(pk=name).state == MemberState.ADMITTED
    assert coalition.standing(Member.objects.get(pk="boreal"), at=acts).shared_data
    assert project.goes_on(running)
    project.post(project=running.pk, by=brands["aurel"][1], text="We go on.", at=acts)

    # Reinstated, they have everything back.
    later = datetime(2016, 8, 1, 9, tzinfo=UTC)
    again = coalition.call_board(member=None, category="general", question="reinstate", by=board[1], at=later)
    for person in board[1:]:
        coalition.vote(vote=again.pk, by=person, yes=True, at=later)
    coalition.close_vote(vote=again.pk, at=later)
    assert coalition.standing(platform, at=later).shared_data

    # Every step has its decision, and with it its entry.
    states = (
        Decision.objects.filter(kind="member_decision").order_by("at", "pk").values_list("outcome__state", flat=True)
    )
    assert sorted(states) == sorted(["admitted"] * 6 + ["quit", "suspended", "reinstated"])
    assert Decision.objects.filter(outbox__isnull=True, log_leaf__isnull=True).count() == 0


def test_a_vote_is_cast_once_and_only_by_those_who_have_one() -> None:
    editor = Person.objects.create(username="edda", role=Role.EDITOR)
    (aurel, of_aurel), (_, of_boreal) = brand_of("aurel"), brand_of("boreal")
    coalition.found(member_id="aurel", name="Aurel", category="brand", brand=aurel, by=editor, at=APRIL)
    coalition.apply_for_membership(member_id="x", name="X", category="general", by=editor, at=APRIL)
    open_vote = MemberVote.objects.get(about="x")
    coalition.vote(vote=open_vote.pk, by=of_aurel, yes=True, at=APRIL)
    with pytest.raises(Conflict, match="cast already"):
        coalition.vote(vote=open_vote.pk, by=of_aurel, yes=False, at=APRIL)
    with pytest.raises(NotPermitted, match="no vote in the coalition"):
        coalition.vote(vote=open_vote.pk, by=of_boreal, yes=True, at=APRIL)
    with pytest.raises(Conflict, match="applied already"):
        coalition.apply_for_membership(member_id="x", name="X", category="general", by=editor, at=APRIL)
