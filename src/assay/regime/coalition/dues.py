"""Until when are a member's dues paid, and what follows where they are not?

Dues are paid for whole years, each from the day after the last paid one. Overdue dues cost votes, data and the lane after the days of grace, by the
charter alone; membership ends by vote or by quitting only. A suspended member may pay: paying lifts no suspension, and a suspension
forgives no dues.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from assay.errors import BadInput, NotPermitted
from assay.policy.schema.member import MemberPolicy
from assay.regime.coalition.charter import category_of
from assay.regime.coalition.membership import Member
from assay.regime.moves import MemberState

MOST_YEARS = 5


class DuesState(StrEnum):
    """How a member stands with its dues."""

    NONE_DUE = "none_due"
    PAID = "paid"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What a payment covers: from the first to the last day, both included."""

    covers_from: date
    covers_until: date
    years: int


def first_dues(admitted_at: datetime, *, policy: MemberPolicy) -> date | None:
    """The last day that a new member has paid with its admission; None where the charter does not say."""
    days = policy.dues.first_days
    return None if days is None else (admitted_at + timedelta(days=days)).date()


def paid(member: Member, *, amount: Decimal, currency: str, policy: MemberPolicy, on: date) -> Payment:
    """What this payment covers. NotPermitted: no member. BadInput: another currency, or not the dues of whole years."""
    if member.state is not MemberState.ADMITTED:
        raise NotPermitted(f"membership is {member.state.value}.", mend="Only members pay dues; send the money back.")
    dues = Decimal(category_of(member.category, policy=policy).dues)
    if currency != policy.dues.currency:
        raise BadInput(
            f"dues are paid in {policy.dues.currency}.", where="currency", mend="Record what the bank shows."
        )
    years, rest = divmod(amount, dues) if dues else (Decimal(0), amount)
    if rest or not 1 <= years <= MOST_YEARS:
        raise BadInput(
            f"{amount} are not the dues of 1 to {MOST_YEARS} years ({dues} a year).",
            where="amount",
            mend="Send back what is too much, or wait for the rest.",
        )
    begins = member.dues_paid_until + timedelta(days=1) if member.dues_paid_until else on
    return Payment(covers_from=begins, covers_until=_years_on(begins, int(years)), years=int(years))


def dues_state(member: Member, *, policy: MemberPolicy, on: date) -> DuesState:
    """Paid, due (within the days of grace) or overdue."""
    if member.state is not MemberState.ADMITTED or member.dues_paid_until is None:
        return DuesState.NONE_DUE
    if on <= member.dues_paid_until:
        return DuesState.PAID
    last = member.dues_paid_until + timedelta(days=policy.dues.grace_days)
    return DuesState.DUE if on <= last else DuesState.OVERDUE


def _years_on(begins: date, years: int) -> date:
    """The day before the same day of a later year; 29 February has its day on 1 March."""
    try:
        same = begins.replace(year=begins.year + years)
    except ValueError:
        same = date(begins.year + years, 3, 1)
    return same - timedelta(days=1)
