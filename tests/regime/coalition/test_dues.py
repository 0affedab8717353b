"""Dues are paid for whole years, one after another; where they stay away the charter cuts what a member may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from assay.errors import AssayError, BadInput, Conflict, NotPermitted
from assay.policy.load import shipped
from assay.regime.coalition.conflicts import Interest, InterestKind, check_end, recused_from
from assay.regime.coalition.dues import DuesState, Payment, dues_state, first_dues, paid
from assay.regime.coalition.membership import Member, standing_of
from assay.regime.moves import MemberState

POLICY = shipped().member
ON = date(2026, 5, 20)
BRAND = Member(member="aurel", category="brand", state=MemberState.ADMITTED, dues_paid_until=date(2026, 3, 31))


def pays(amount: str, *, member: Member = BRAND, currency: str = "EUR") -> Payment:
    return paid(member, amount=Decimal(amount), currency=currency, policy=POLICY, on=ON)


def test_a_year_is_paid_from_the_day_after_the_last_paid_one() -> None:
    assert pays("5000") == Payment(covers_from=date(2026, 4, 1), covers_until=date(2027, 3, 31), years=1)
    assert pays("10000").covers_until == date(2028, 3, 31)
    leap = replace(BRAND, dues_paid_until=date(2024, 2, 28))
    assert pays("5000", member=leap).covers_until == date(2025, 2, 28)
    assert pays("5000", member=replace(BRAND, dues_paid_until=None)).covers_from == ON


@pytest.mark.parametrize(
    ("amount", "currency", "state", "error", "where"),
    [
        ("4999.99", "EUR", MemberState.ADMITTED, BadInput, "amount"),
        ("0", "EUR", MemberState.ADMITTED, BadInput, "amount"),
        ("30000", "EUR", MemberState.ADMITTED, BadInput, "amount"),
        ("5000", "USD", MemberState.ADMITTED, BadInput, "currency"),
        ("5000", "EUR", MemberState.QUIT, NotPermitted, ""),
        ("5000", "EUR", MemberState.APPLIED, NotPermitted, ""),
    ],
)
def test_what_are_no_dues_is_refused(
    amount: str, currency: str, state: MemberState, error: type[AssayError], where: str
) -> None:
    with pytest.raises(error) as refused:
        pays(amount, member=replace(BRAND, state=state), currency=currency)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("day", "state", "votes"),
    [
        (date(2026, 3, 31), DuesState.PAID, True),
        (date(2026, 4, 1), DuesState.DUE, True),
        (date(2026, 5, 30), DuesState.DUE, True),
        (date(2026, 5, 31), DuesState.OVERDUE, False),
    ],
)
def test_overdue_dues_cost_the_vote_after_the_days_of_grace(day: date, state: DuesState, votes: bool) -> None:
    assert dues_state(BRAND, policy=POLICY, on=day) is state
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert standing_of(BRAND, [], policy=POLICY, at=at).votes is votes


def test_a_new_member_has_a_quarter_to_pay() -> None:
    assert first_dues(datetime(2026, 1, 1, tzinfo=UTC), policy=POLICY) == date(2026, 4, 1)
    silent = replace(POLICY, dues=replace(POLICY.dues, first_days=None))
    assert first_dues(datetime(2026, 1, 1, tzinfo=UTC), policy=silent) is None


def test_an_interest_that_has_ended_binds_until_its_last_day() -> None:
    one = Interest(holder="carol", party="mall", kind=InterestKind.SHARES, since=date(2026, 1, 1), declared_on=ON)
    check_end(one, until=ON, on=ON)
    ended = replace(one, until=ON)
    assert recused_from("mall", [ended], on=ON) == frozenset({"carol"})
    assert recused_from("mall", [ended], on=date(2026, 5, 21)) == frozenset()
    with pytest.raises(Conflict):
        check_end(ended, until=ON, on=ON)
    for day in (date(2025, 12, 31), date(2026, 5, 21)):
        with pytest.raises(BadInput) as refused:
            check_end(one, until=day, on=ON)
        assert refused.value.where == "until"
