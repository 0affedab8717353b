"""State is derived from what is imposed; overturning a decision lifts exactly what it caused."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assay.regime.restriction import (
    ListingState,
    Restriction,
    RightState,
    StoreState,
    lifted_by_overturning,
    listing_state,
    right_state,
    store_state,
)
from assay.regime.terms import Ground, RestrictionKind

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def row(
    kind: RestrictionKind,
    *,
    number: int = 1,
    caused_by: str = "d1",
    until: datetime | None = None,
    lifted_at: datetime | None = None,
) -> Restriction:
    return Restriction(
        restriction=f"r{number}",
        kind=kind,
        ground=Ground.NO_RIGHT,
        caused_by=caused_by,
        begins=NOW - DAY,
        until=until,
        lifted_at=lifted_at,
    )


def test_a_listing_without_restrictions_is_on_offer() -> None:
    assert listing_state([], at=NOW) is ListingState.ON_OFFER


def test_removed_outweighs_paused_and_lifting_the_removal_leaves_the_pause() -> None:
    pause, removal = row(RestrictionKind.PAUSE), row(RestrictionKind.REMOVE, number=2)
    assert listing_state([pause, removal], at=NOW) is ListingState.REMOVED
    lifted = row(RestrictionKind.REMOVE, number=2, lifted_at=NOW)
    assert listing_state([pause, lifted], at=NOW) is ListingState.PAUSED


def test_a_restriction_ends_at_its_end() -> None:
    hidden = row(RestrictionKind.HIDE, until=NOW)
    assert store_state([hidden], at=NOW - timedelta(seconds=1)) is StoreState.HIDDEN
    assert store_state([hidden], at=NOW) is StoreState.OPEN


def test_the_heaviest_restriction_names_the_state_of_a_store_and_held_funds_do_not() -> None:
    rows = [row(RestrictionKind.RESTRICT), row(RestrictionKind.HOLD_FUNDS), row(RestrictionKind.CLOSE)]
    assert store_state(rows, at=NOW) is StoreState.CLOSED
    assert store_state(rows[:2], at=NOW) is StoreState.RESTRICTED
    assert store_state(rows[1:2], at=NOW) is StoreState.OPEN


def test_a_right_that_was_revoked_is_revoked_even_after_its_term() -> None:
    rows = [row(RestrictionKind.REVOKE)]
    assert right_state(rows, valid_from=NOW - 9 * DAY, valid_to=NOW - DAY, at=NOW) is RightState.REVOKED


def test_a_right_is_good_from_its_first_moment_to_before_its_last() -> None:
    def state(at: datetime) -> RightState:
        return right_state([], valid_from=NOW, valid_to=NOW + DAY, at=at)

    assert [state(NOW - DAY), state(NOW), state(NOW + DAY)] == [
        RightState.NOT_YET,
        RightState.IN_FORCE,
        RightState.EXPIRED,
    ]


kinds = st.sampled_from(RestrictionKind)
causes = st.sampled_from(["d1", "d2", "d3", "d4"])
rows = st.lists(
    st.builds(
        row,
        kinds,
        number=st.integers(0, 10**6),
        caused_by=causes,
        until=st.sampled_from([None, NOW - DAY, NOW + DAY]),
        lifted_at=st.sampled_from([None, NOW - DAY / 2]),
    ),
    max_size=12,
    unique_by=lambda r: r.restriction,
)


@given(rows=rows, wrong=st.frozensets(causes))
def test_overturning_lifts_all_that_binds_by_the_wrong_decisions_and_nothing_else(
    rows: list[Restriction], wrong: frozenset[str]
) -> None:
    lifted = set(lifted_by_overturning(rows, decisions=wrong, at=NOW))
    for one in rows:
        binds = one.active(NOW)
        assert (one in lifted) == (binds and one.caused_by in wrong)
