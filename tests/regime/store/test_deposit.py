"""A deposit lifts a pause that is disputed, for what the policy allows, and its money ends in one hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from assay.errors import AssayError, Conflict, IllegalMove, NotPermitted
from assay.policy.load import shipped
from assay.policy.schema.store import GROUNDS
from assay.regime.moves import DEPOSIT_MOVES, DepositEvent, DepositState, move
from assay.regime.store.deposit import DepositFacts, Dispute, Quote, fate, from_json, payable_from, quote
from assay.regime.terms import Ground

POLICY = shipped()
RULES = POLICY.store.deposit
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
FACTS = DepositFacts(
    ground=Ground.COUNTERFEIT,
    dispute=Dispute.NOTICE,
    others=0,
    open=False,
    points=0,
    category="Bags > Handbags",
    price=Decimal("980.00"),
    currency="EUR",
    pieces=3,
)


def asked(facts: DepositFacts) -> Quote:
    return quote(facts, policy=RULES, fx=POLICY.fx, week=POLICY.calendar.office, at=AT)


def test_half_of_the_goods_worth_is_asked_for_and_is_due_in_five_days() -> None:
    found = asked(FACTS)
    assert (found.amount, found.currency) == (Decimal("1470.00"), "EUR")
    assert found.pay_by.date() == (AT + timedelta(days=5)).date()


@pytest.mark.parametrize(
    ("price", "pieces", "amount"),
    [("1.00", 1, "200.00"), ("900000.00", 9, "50000.00"), (None, 1, "50000.00"), ("400.01", 2, "400.01")],
)
def test_the_amount_stays_within_its_bounds_and_an_unknown_price_asks_for_the_most(
    price: str | None, pieces: int, amount: str
) -> None:
    facts = replace(FACTS, price=Decimal(price) if price else None, pieces=pieces)
    assert asked(facts).amount == Decimal(amount)


def test_a_price_in_another_currency_is_held_against_the_rates() -> None:
    rate = Decimal(str(POLICY.fx.per_base["USD"]))
    own = asked(replace(FACTS, price=Decimal(1000) * rate, currency="USD", pieces=1))
    assert own.amount == Decimal("500.00")
    assert asked(replace(FACTS, currency="XXX")).amount == Decimal("50000.00")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"dispute": None}, "nothing is disputed here."),
        ({"others": 1}, "1 more restriction keeps this listing off; a deposit would lift only one."),
        ({"others": 2}, "2 more restrictions keep this listing off; a deposit would lift only one."),
        ({"ground": Ground.REAPPEARED}, "on the ground reappeared no deposit is taken."),
        ({"points": 24}, "the store has 24 points; up to 23 a deposit is taken."),
        (
            {"category": "Baby Care > Toys"},
            "for goods of this category (baby) no deposit is taken: they can hurt people.",
        ),
    ],
)
def test_what_money_cannot_replace_is_refused_with_its_reason(change: dict[str, object], what: str) -> None:
    with pytest.raises(NotPermitted) as refused:
        asked(replace(FACTS, **change))  # type: ignore[arg-type]
    assert refused.value.what == what


def test_a_second_deposit_on_one_pause_is_a_conflict() -> None:
    with pytest.raises(Conflict):
        asked(replace(FACTS, open=True))


def test_an_office_without_the_part_takes_no_deposits() -> None:
    with pytest.raises(NotPermitted, match="takes no deposits"):
        quote(FACTS, policy=None, fx=POLICY.fx, week=POLICY.calendar.office, at=AT)


def test_facts_are_the_same_after_they_were_stored() -> None:
    assert from_json(FACTS.to_json()) == FACTS


@pytest.mark.parametrize(
    ("state", "right", "ends"),
    [
        (DepositState.OFFERED, True, DepositState.LAPSED),
        (DepositState.OFFERED, False, DepositState.LAPSED),
        (DepositState.RECEIVED, True, DepositState.RELEASED),
        (DepositState.RECEIVED, False, DepositState.FORFEITED),
    ],
)
def test_the_end_of_the_dispute_is_the_end_of_the_deposit(state: DepositState, right: bool, ends: DepositState) -> None:
    assert move(DEPOSIT_MOVES, state, fate(state, seller_was_right=right)) is ends


def test_money_ends_once() -> None:
    over = (DepositState.LAPSED, DepositState.RELEASED)
    for state in over:
        for event in DepositEvent:
            with pytest.raises(IllegalMove):
                move(DEPOSIT_MOVES, state, event)
    after = {event for (state, event) in DEPOSIT_MOVES if state is DepositState.FORFEITED}
    assert after == {DepositEvent.OVERTURNED}


def test_what_is_forfeited_waits_as_long_as_an_appeal_can_be_made() -> None:
    assert RULES is not None
    assert payable_from(AT, policy=RULES) >= AT + timedelta(days=POLICY.appeal.window.days)


def test_the_policy_knows_every_ground_of_the_regime() -> None:
    assert frozenset(Ground) == GROUNDS


def test_every_refusal_is_a_typed_one() -> None:
    assert issubclass(NotPermitted, AssayError)
