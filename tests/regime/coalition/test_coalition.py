"""IACC 2016 as a charter would have had it: categories, votes, recusal, suspension that cascades, projects that go on."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import BadInput
from assay.policy.load import shipped
from assay.regime.coalition.charter import Ballot, category_of, count
from assay.regime.coalition.conflicts import Interest, InterestKind, recused_from, undeclared
from assay.regime.coalition.membership import Member, Suspension, project_goes_on, review_due, standing_of
from assay.regime.moves import MemberState

POLICY = shipped().member
APRIL, MAY = datetime(2016, 4, 13, tzinfo=UTC), datetime(2016, 5, 13, tzinfo=UTC)
PLATFORM = Member(member="platform", category="general", state=MemberState.ADMITTED)
BRAND = Member(member="aurel", category="brand", state=MemberState.ADMITTED)
CATEGORY_OFF = Suspension(suspension="s1", caused_by="board", begins=MAY, category="general")


def ballots(**said: bool | None) -> dict[str, Ballot]:
    return {member: Ballot(member=member, yes=yes) for member, yes in said.items()}


def test_a_category_that_is_suspended_suspends_its_members_the_same_minute_and_nobody_else() -> None:
    before = standing_of(PLATFORM, [CATEGORY_OFF], policy=POLICY, at=APRIL)
    after = standing_of(PLATFORM, [CATEGORY_OFF], policy=POLICY, at=MAY)
    assert (before.shared_data, before.lane) == (True, True)
    assert (after.shared_data, after.lane, after.votes) == (False, False, False)
    assert after.because == "the category general is suspended"
    assert standing_of(BRAND, [CATEGORY_OFF], policy=POLICY, at=MAY).shared_data


def test_lifting_the_suspension_of_a_category_gives_its_members_everything_back() -> None:
    lifted = Suspension(
        suspension="s1", caused_by="board", begins=MAY, category="general", lifted_at=datetime(2016, 6, 1, tzinfo=UTC)
    )
    assert standing_of(PLATFORM, [lifted], policy=POLICY, at=datetime(2016, 6, 1, tzinfo=UTC)).shared_data


def test_projects_of_a_brand_with_the_platform_go_on_whatever_the_coalition_does() -> None:
    assert project_goes_on(ended_by_brand=False, ended_by_platform=False)
    assert not project_goes_on(ended_by_brand=True, ended_by_platform=False)


def test_intermediaries_do_not_vote() -> None:
    assert not standing_of(PLATFORM, [], policy=POLICY, at=APRIL).votes
    assert standing_of(BRAND, [], policy=POLICY, at=APRIL).votes


@pytest.mark.parametrize("state", [MemberState.APPLIED, MemberState.QUIT, MemberState.DECLINED])
def test_only_an_admitted_member_has_a_standing(state: MemberState) -> None:
    member = Member(member="x", category="brand", state=state)
    standing = standing_of(member, [], policy=POLICY, at=APRIL)
    assert not (standing.votes or standing.shared_data or standing.lane)


def test_unpaid_dues_cost_vote_and_data_after_the_grace() -> None:
    member = Member(member="x", category="brand", state=MemberState.ADMITTED, dues_paid_until=date(2016, 2, 1))
    assert standing_of(member, [], policy=POLICY, at=datetime(2016, 4, 1, tzinfo=UTC)).votes
    assert not standing_of(member, [], policy=POLICY, at=datetime(2016, 4, 2, tzinfo=UTC)).votes


def test_who_has_an_interest_counts_on_neither_side() -> None:
    interest = Interest(holder="b", party="platform", kind=InterestKind.SHARES, since=date(2015, 1, 1))
    recused = recused_from("platform", [interest], on=date(2016, 4, 13))
    result = count(
        ballots(a=True, b=True, c=False), electorate=frozenset("abc"), recused=recused, quorum=0.5, majority=0.5
    )
    assert (result.passed, result.yes, result.no, result.electorate, result.recused) == (False, 1, 1, 2, ("b",))


def test_a_vote_without_a_quorum_decides_nothing() -> None:
    result = count(ballots(a=True), electorate=frozenset("ab"), recused=frozenset(), quorum=0.5, majority=0.5)
    assert (result.passed, result.because) == (False, "1 of 2 took part; the quorum was not reached")


def test_an_interest_that_was_not_declared_in_time_surfaces() -> None:
    never = Interest(holder="president", party="platform", kind=InterestKind.SHARES, since=date(2015, 1, 1))
    late = Interest(holder="x", party="y", kind=InterestKind.PAY, since=date(2016, 1, 1), declared_on=date(2016, 3, 1))
    timely = Interest(
        holder="z", party="y", kind=InterestKind.PAY, since=date(2016, 1, 1), declared_on=date(2016, 1, 31)
    )
    assert undeclared([late, timely, never], policy=POLICY.conflicts, on=date(2016, 5, 1)) == (never, late)


def test_the_board_looks_at_each_suspension_again() -> None:
    assert review_due(CATEGORY_OFF, policy=POLICY).date() == date(2016, 8, 11)


def test_a_category_that_the_charter_does_not_know_is_refused() -> None:
    with pytest.raises(BadInput, match="no category 'friends'"):
        category_of("friends", policy=POLICY)


@given(
    said=st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([True, False, None])),
    electorate=st.frozensets(st.sampled_from("abcdefgh")),
    recused=st.frozensets(st.sampled_from("abcdefgh")),
)
def test_nobody_wins_a_vote_with_people_who_may_not_vote(
    said: dict[str, bool | None], electorate: frozenset[str], recused: frozenset[str]
) -> None:
    result = count(ballots(**said), electorate=electorate, recused=recused, quorum=0.5, majority=0.5)
    entitled = electorate - recused
    without = {m: y for m, y in said.items() if m in entitled}
    assert result == count(ballots(**without), electorate=electorate, recused=recused, quorum=0.5, majority=0.5)
    assert result.yes + result.no + result.abstained == len(without)
    assert not result.passed or result.yes > result.no
