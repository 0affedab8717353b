"""What a notice must say, and what follows from it, from an answer and from silence."""

from datetime import UTC, datetime

import pytest

from assay.errors import IllegalMove
from assay.policy.load import shipped
from assay.policy.schema.notice import NoticeClock
from assay.regime.moves import NOTICE_MOVES, OPEN_NOTICES, NoticeEvent, NoticeState, move
from assay.regime.notice.completeness import Draft, gaps
from assay.regime.notice.record import NoticeLane
from assay.regime.notice.verdict import FilingFacts, at_filing, when_seller_answers, when_silent

POLICY = shipped().notice
WEEK = shipped().calendar.office
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)  # a Wednesday
GOOD = Draft(
    listings=("shop/1",),
    ground="counterfeit",
    mark_office="EUIPO",
    mark_number="018000001",
    evidence="A test purchase of 12 May showed a wrong serial number.",
    good_faith=True,
)


def clock(name: str) -> NoticeClock:
    return POLICY.clocks.named[name]


def facts(**change: object) -> FilingFacts:
    base: dict[str, object] = {
        "lane": NoticeLane.ORDINARY,
        "sampled": False,
        "store_has_right": False,
        "removed_already": False,
        "said_before": False,
    }
    return FilingFacts(**{**base, **change})  # type: ignore[arg-type]


def test_a_whole_notice_has_no_gaps() -> None:
    assert gaps(GOOD, known=frozenset({"shop/1"}), policy=POLICY.limits) == ()


def test_everything_that_is_missing_is_said_at_once() -> None:
    found = gaps(Draft(listings=("shop/9",), ground="counterfeit"), known=frozenset(), policy=POLICY.limits)
    assert [gap.where for gap in found] == ["listings[0]", "mark", "evidence", "good_faith"]
    assert all(gap.mend for gap in found)


def test_a_notice_takes_three_hundred_listings_and_not_one_more() -> None:
    names = tuple(f"shop/{n}" for n in range(301))
    said = {
        n: gaps(Draft(**{**vars(GOOD), "listings": names[:n]}), known=frozenset(names), policy=POLICY.limits)
        for n in (300, 301)
    }
    assert said[300] == ()
    assert [gap.what for gap in said[301]] == ["301 listings are named; a notice takes 300."]


def test_a_listing_named_twice_is_pointed_at() -> None:
    twice = Draft(**{**vars(GOOD), "listings": ("shop/1", "shop/1")})
    assert [g.where for g in gaps(twice, known=frozenset({"shop/1"}), policy=POLICY.limits)] == ["listings[1]"]


def test_a_photo_is_no_mark_and_needs_its_source() -> None:
    photo = Draft(**{**vars(GOOD), "ground": "copyright_in_photo", "mark_office": "", "mark_number": ""})
    assert [g.where for g in gaps(photo, known=frozenset({"shop/1"}), policy=POLICY.limits)] == ["reference"]


def test_parallel_import_is_a_ground_only_where_policy_knows_it() -> None:
    goods = Draft(**{**vars(GOOD), "ground": "parallel_import"})
    assert gaps(goods, known=frozenset({"shop/1"}), policy=POLICY.limits) == ()
    refused = gaps(goods, known=frozenset({"shop/1"}), policy=POLICY.limits, parallel_imports=False)
    assert [g.where for g in refused] == ["ground"]


def test_the_seller_is_asked_and_has_four_working_days() -> None:
    step = at_filing(facts(), clock=clock("both_sides"), at=AT, week=WEEK)
    assert (step.event, step.pause) == (NoticeEvent.FORWARDED, True)
    assert step.due is not None
    assert step.due.date().isoformat() == "2026-05-26"


def test_in_china_measures_end_fifteen_days_after_the_sellers_statement() -> None:
    step = when_seller_answers(clock=clock("china"), at=AT, week=WEEK)
    assert step.due is not None
    assert step.due.date().isoformat() == "2026-06-04"
    assert when_silent(NoticeState.HOLDER_TO_ANSWER, clock=clock("china")).event is NoticeEvent.HOLDER_SILENT


def test_silence_of_the_seller_removes_and_silence_of_the_holder_restores() -> None:
    rules = clock("mercado_libre")
    removed = move(
        NOTICE_MOVES, NoticeState.SELLER_TO_ANSWER, when_silent(NoticeState.SELLER_TO_ANSWER, clock=rules).event
    )
    restored = move(
        NOTICE_MOVES, NoticeState.HOLDER_TO_ANSWER, when_silent(NoticeState.HOLDER_TO_ANSWER, clock=rules).event
    )
    assert (removed, restored) == (NoticeState.UPHELD, NoticeState.REJECTED)


def test_under_the_dsa_silence_alone_decides_nothing() -> None:
    for state in (NoticeState.SELLER_TO_ANSWER, NoticeState.HOLDER_TO_ANSWER):
        assert when_silent(state, clock=clock("dsa")).event is NoticeEvent.SENT_TO_PERSON


def test_a_store_with_a_right_is_never_taken_down_on_a_notice_alone() -> None:
    step = at_filing(facts(lane=NoticeLane.FAST, store_has_right=True), clock=clock("both_sides"), at=AT, week=WEEK)
    assert (step.event, step.pause) == (NoticeEvent.SENT_TO_PERSON, False)


def test_the_fast_lane_acts_at_once_but_for_its_sample() -> None:
    fast = at_filing(facts(lane=NoticeLane.FAST), clock=clock("both_sides"), at=AT, week=WEEK)
    drawn = at_filing(facts(lane=NoticeLane.FAST, sampled=True), clock=clock("both_sides"), at=AT, week=WEEK)
    assert (fast.event, drawn.event) == (NoticeEvent.TAKEN_AT_ONCE, NoticeEvent.SENT_TO_PERSON)


@pytest.mark.parametrize("change", [{"removed_already": True}, {"said_before": True}])
def test_a_notice_that_changes_nothing_is_answered_at_once_with_its_reason(change: dict[str, bool]) -> None:
    step = at_filing(facts(**change), clock=clock("both_sides"), at=AT, week=WEEK)
    assert step.event is NoticeEvent.DROPPED
    assert step.because


def test_every_clock_ends_and_a_closed_case_stays_closed() -> None:
    for state in NoticeState:
        # Only an upheld appeal of the notifier moves a case that was closed.
        exits = [e for (start, e) in NOTICE_MOVES if start is state and e is not NoticeEvent.OVERTURNED]
        assert bool(exits) == (state in OPEN_NOTICES)
    with pytest.raises(IllegalMove):
        move(NOTICE_MOVES, NoticeState.UPHELD, NoticeEvent.SELLER_ANSWERED)
