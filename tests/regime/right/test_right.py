"""What earns a right, what it covers, how long, how many pieces."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import BadInput
from assay.policy.load import shipped
from assay.regime.moves import CampaignStoreState
from assay.regime.right.campaign import Offer, Standing, check_announced_in_time, state_on, to_tell
from assay.regime.right.grant import grant_for_proof, grant_for_purchase, lane_of, max_level
from assay.regime.right.scope import Scope
from assay.regime.right.term import term_of
from assay.regime.right.units import Account, balances, invoiced, returned_by_buyer, returned_to_supplier, sold
from assay.regime.terms import StoreKind, Tier

POLICY = shipped().right
DAY = date(2026, 5, 20)
words = st.tuples() | st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True).map(tuple)


def test_a_right_ends_with_the_authorization_that_earned_it() -> None:
    term = term_of(granted_on=DAY, authorized_until=date(2026, 8, 31), policy=POLICY)
    assert (term.valid_from, term.valid_to) == (DAY, date(2026, 9, 1))


def test_a_right_never_lasts_longer_than_the_policy_says() -> None:
    term = term_of(granted_on=DAY, authorized_until=date(2036, 1, 1), policy=POLICY)
    assert (term.valid_to - term.valid_from).days == POLICY.term.term_days == 365


def test_a_grant_covers_the_pieces_that_the_papers_show() -> None:
    grant = grant_for_proof(
        store="s", brand="b", scope=Scope(goods=("m1",)), units={"m1": 12}, authorized_until=None, on=DAY, policy=POLICY
    )
    assert (dict(grant.units), grant.conditional) == ({"m1": 12}, False)


def test_a_buying_agent_gets_a_conditional_right_until_his_papers_are_due() -> None:
    grant = grant_for_purchase(store="s", brand="b", scope=Scope(), units={"m1": 3}, on=DAY, policy=POLICY)
    assert grant.conditional
    assert (grant.term.valid_to - DAY).days == POLICY.purchase.papers_due_days + 1


@pytest.mark.parametrize(("units", "says"), [({}, "no pieces"), ({"m1": 21}, "21 pieces")])
def test_a_declared_purchase_names_pieces_and_not_more_than_the_lane_takes(units: dict[str, int], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        grant_for_purchase(store="s", brand="b", scope=Scope(), units=units, on=DAY, policy=POLICY)


def test_a_flagship_or_exclusive_store_buys_from_the_owner_and_the_open_tier_counts_no_levels() -> None:
    assert max_level(StoreKind.FLAGSHIP, tier=Tier.MALL, policy=POLICY) == 1
    assert max_level(StoreKind.EXCLUSIVE, tier=Tier.MALL, policy=POLICY) == 1
    assert max_level(StoreKind.MULTI_BRAND, tier=Tier.MALL, policy=POLICY) == 3
    assert max_level(StoreKind.ORDINARY, tier=Tier.OPEN, policy=POLICY) is None


def test_an_unknown_lane_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="'express' is not a lane"):
        lane_of("express")


@given(a=words, b=words, c=words)
def test_scope_never_widens_along_a_chain(a: tuple[str, ...], b: tuple[str, ...], c: tuple[str, ...]) -> None:
    one, two, three = Scope(territories=a), Scope(territories=b), Scope(territories=c)
    assert one.within(Scope())
    assert one.within(one)
    if one.within(two) and two.within(three):
        assert one.within(three)


def test_a_scope_of_everything_is_not_within_a_narrower_one() -> None:
    assert not Scope().within(Scope(channels=("web",)))


@given(
    moves=st.lists(
        st.tuples(st.sampled_from([invoiced, sold, returned_by_buyer, returned_to_supplier]), st.integers(1, 50))
    )
)
def test_pieces_are_never_made_or_lost(moves: list) -> None:  # type: ignore[type-arg]
    entries = [make("m1", units) for make, units in moves]
    assert sum(balances(entries).values()) == 0


def test_sold_and_returned_pieces_stand_in_their_accounts() -> None:
    held = balances([invoiced("m1", 10), sold("m1", 4), returned_by_buyer("m1", 1), returned_to_supplier("m1", 2)])
    assert held == {(Account.SUPPLIER, "m1"): -8, (Account.AVAILABLE, "m1"): 5, (Account.SOLD, "m1"): 3}


@pytest.mark.parametrize("units", [0, -1])
def test_pieces_move_in_positive_numbers(units: int) -> None:
    with pytest.raises(BadInput, match="cannot move"):
        invoiced("m1", units)


def test_a_campaign_leaves_the_time_that_the_policy_promises() -> None:
    with pytest.raises(BadInput) as refused:
        check_announced_in_time(announced_on=DAY, due_on=date(2026, 5, 26), policy=POLICY)
    assert "2026-05-27" in refused.value.mend
    check_announced_in_time(announced_on=DAY, due_on=date(2026, 5, 27), policy=POLICY)


def test_a_campaign_tells_the_stores_that_offer_its_brands_without_a_right_each_once() -> None:
    offers = [
        Offer(store="b", brand="x", listings=2),
        Offer(store="a", brand="x", listings=1),
        Offer(store="c", brand="y", listings=3),
        Offer(store="d", brand="x", listings=0),
        Offer(store="e", brand="x", listings=4),
    ]
    told = to_tell(offers, brands=frozenset({"x"}), with_right=frozenset({("e", "x")}))
    assert [(o.store, o.listings) for o in told] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("has_right", "handed_in", "on", "state"),
    [
        (False, False, DAY, CampaignStoreState.TOLD),
        (False, False, date(2026, 5, 21), CampaignStoreState.LATE),
        (False, True, date(2026, 5, 21), CampaignStoreState.ANSWERED),
        (True, False, date(2026, 5, 21), CampaignStoreState.ANSWERED),
    ],
)
def test_on_the_date_a_store_has_answered_or_is_late(
    has_right: bool, handed_in: bool, on: date, state: CampaignStoreState
) -> None:
    standing = Standing(store="a", brand="x", has_right=has_right, handed_in=handed_in)
    assert state_on(standing, due_on=DAY, on=on) is state


def test_amounts_of_the_policy_are_exact_decimals() -> None:
    assert Decimal(shipped().document.arithmetic.tolerance_per_line) == Decimal("0.01")
