"""Points lapse and are capped; the ladder is climbed one step at a time; nobody is closed without a warning."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assay.policy.load import shipped
from assay.regime.store.ladder import ClosureFacts, StepTaken, closure, next_step
from assay.regime.store.strikes import Strike, lapses_at, points_for, points_today
from assay.regime.terms import Ground

POLICY = shipped().store
AT = datetime(2026, 5, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def strike(ground: Ground = Ground.COUNTERFEIT, *, at: datetime = AT, lifted_at: datetime | None = None) -> Strike:
    return Strike(
        ground=ground, points=points_for(ground, policy=POLICY), given_at=at, caused_by="d", lifted_at=lifted_at
    )


def test_fifty_listings_caught_in_one_sweep_are_one_mistake() -> None:
    assert points_today([strike() for _ in range(50)], policy=POLICY, at=AT) == 12


def test_points_lapse_after_a_year() -> None:
    end = lapses_at(AT, policy=POLICY)
    assert points_today([strike()], policy=POLICY, at=end - timedelta(seconds=1)) == 12
    assert points_today([strike()], policy=POLICY, at=end) == 0


def test_points_of_an_overturned_decision_are_gone() -> None:
    assert points_today([strike(lifted_at=AT + DAY)], policy=POLICY, at=AT + DAY) == 0


def test_a_ground_that_is_not_in_the_table_costs_nothing() -> None:
    assert points_for(Ground.UNCLEAR, policy=POLICY) == 0


def test_a_store_that_jumps_to_the_top_is_warned_first() -> None:
    step = next_step(100, taken=[], policy=POLICY)
    assert step is not None
    assert step.step == "warn"


def test_each_step_is_taken_once_while_its_cause_stands() -> None:
    taken = [StepTaken(step="warn", at_points=6, taken_at=AT)]
    assert next_step(11, taken=taken, policy=POLICY) is None
    following = next_step(12, taken=taken, policy=POLICY)
    assert following is not None
    assert following.step == "restrict"


def closing(**change: object) -> ClosureFacts:
    facts: dict[str, object] = {
        "points": 48,
        "warnings_delivered": (AT - 60 * DAY,),
        "notice_delivered": AT - 30 * DAY,
        "approved_by": frozenset({"anna", "ben"}),
    }
    return ClosureFacts(**{**facts, **change})  # type: ignore[arg-type]


def test_a_store_is_closed_when_every_condition_is_met() -> None:
    assert closure(closing(), policy=POLICY, at=AT).allowed


def test_a_store_is_never_closed_without_a_delivered_warning() -> None:
    verdict = closure(closing(warnings_delivered=()), policy=POLICY, at=AT)
    assert not verdict.allowed
    assert verdict.missing == ("0 delivered warnings; closure needs 1",)


def test_a_store_is_never_closed_before_its_notice_has_run() -> None:
    verdict = closure(closing(notice_delivered=AT - 30 * DAY + timedelta(seconds=1)), policy=POLICY, at=AT)
    assert not verdict.allowed
    assert verdict.not_before == AT + timedelta(seconds=1)
    assert not closure(closing(notice_delivered=None), policy=POLICY, at=AT).allowed


def test_one_person_alone_closes_no_store() -> None:
    verdict = closure(closing(approved_by=frozenset({"anna"})), policy=POLICY, at=AT)
    assert verdict.missing == ("1 of the 2 people agreed that closure needs",)


@given(
    points=st.integers(0, 100),
    warnings=st.lists(st.integers(1, 400), max_size=3),
    notice=st.none() | st.integers(0, 60),
    people=st.frozensets(st.sampled_from("abc")),
)
def test_closure_is_allowed_exactly_when_nothing_is_missing(
    points: int, warnings: list[int], notice: int | None, people: frozenset[str]
) -> None:
    facts = ClosureFacts(
        points=points,
        warnings_delivered=tuple(AT - days * DAY for days in warnings),
        notice_delivered=None if notice is None else AT - notice * DAY,
        approved_by=people,
    )
    verdict = closure(facts, policy=POLICY, at=AT)
    due = points >= 48 and bool(warnings) and notice is not None and notice >= 30 and len(people) >= 2
    assert verdict.allowed is due
    assert verdict.allowed is (verdict.missing == ())
