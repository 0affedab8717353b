"""May this pause wait against a deposit, how much is it, and what becomes of the money when the dispute ends?

A seller who disputes a pause may put money in the place of it: the listing goes back on offer until the dispute ends. Then the money goes back to
him (he was right, or nobody insists), or is forfeited and ordered to whom the policy names (he was not). It is security, never a price for
going on: grounds, goods and records that the policy excludes cannot be bought off. Every refusal is a typed one, in this order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from assay.errors import Conflict, NotPermitted
from assay.policy.schema.calendar import WorkingWeek
from assay.policy.schema.fx import FxPolicy
from assay.policy.schema.store import DepositPolicy
from assay.regime.clocks import after_days
from assay.regime.moves import DepositEvent, DepositState
from assay.regime.terms import Ground

CENT = Decimal("0.01")
HELD = frozenset({DepositState.OFFERED, DepositState.RECEIVED})


class Dispute(StrEnum):
    """What is under way about the pause: a notice that the seller has answered, or his appeal against the pause."""

    NOTICE = "notice"
    APPEAL = "appeal"


@dataclass(frozen=True, kw_only=True)
class DepositFacts:
    """What must be known of a pause and its listing. `price`: of one piece, in `currency`; None is unknown. `category`: as sent, any letters.

    `dispute`: None where nothing is disputed. `others`: how many other restrictions keep the listing off. `open`: a deposit runs already.
    """

    ground: Ground
    dispute: Dispute | None
    others: int
    open: bool
    points: int
    category: str
    price: Decimal | None
    currency: str
    pieces: int

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the decision."""
        return {
            "ground": self.ground.value,
            "dispute": self.dispute.value if self.dispute else None,
            "others": self.others,
            "open": self.open,
            "points": self.points,
            "category": self.category,
            "price": str(self.price) if self.price is not None else None,
            "currency": self.currency,
            "pieces": self.pieces,
        }


def from_json(facts: Mapping[str, Any]) -> DepositFacts:
    """The facts as they were stored. Raises KeyError, ValueError or TypeError where they are none."""
    return DepositFacts(
        ground=Ground(facts["ground"]),
        dispute=Dispute(facts["dispute"]) if facts["dispute"] else None,
        others=int(facts["others"]),
        open=bool(facts["open"]),
        points=int(facts["points"]),
        category=str(facts["category"]),
        price=Decimal(facts["price"]) if facts["price"] is not None else None,
        currency=str(facts["currency"]),
        pieces=int(facts["pieces"]),
    )


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What is to be deposited, and until when."""

    amount: Decimal
    currency: str
    pay_by: datetime


def quote(facts: DepositFacts, *, policy: DepositPolicy | None, fx: FxPolicy, week: WorkingWeek, at: datetime) -> Quote:
    """The deposit that lifts this pause. NotPermitted: the policy takes none, in the order below. Conflict: one runs already."""
    if policy is None:
        raise NotPermitted("this office takes no deposits.", mend="Wait for the end of the dispute.")
    # 1. There is a dispute, and a deposit would really lift something.
    if facts.open:
        raise Conflict("a deposit on this pause runs already.", mend="Look at your deposits.")
    if facts.dispute is None:
        raise NotPermitted("nothing is disputed here.", mend="Answer the notice, or appeal against the pause, first.")
    if facts.others:
        raise NotPermitted(
            f"{facts.others} more restriction{'s keep' if facts.others > 1 else ' keeps'} this listing off; a deposit would lift only one.",
            mend="Look at what was decided about the listing.",
        )
    # 2. What money cannot replace.
    if facts.ground in policy.excluded_grounds:
        raise NotPermitted(
            f"on the ground {facts.ground.value.replace('_', ' ')} no deposit is taken.",
            mend="Wait for the end of the dispute.",
        )
    if facts.points > policy.max_points:
        raise NotPermitted(
            f"the store has {facts.points} points; up to {policy.max_points} a deposit is taken.",
            mend="Appeal the decisions that are wrong; points lapse.",
        )
    if (word := _excluded(facts.category, policy)) is not None:
        raise NotPermitted(
            f"for goods of this category ({word}) no deposit is taken: they can hurt people.",
            mend="Wait for the end of the dispute.",
        )
    # 3. How much.
    return Quote(
        amount=_amount(facts, policy=policy, fx=fx),
        currency=policy.currency,
        pay_by=after_days(at, days=policy.pay_within_days, week=week),
    )


def payable_from(ended_at: datetime, *, policy: DepositPolicy) -> datetime:
    """From when on a forfeited deposit may be paid out: no appeal can be made against its decision any more."""
    return ended_at + timedelta(days=policy.payout_wait_days)


def fate(state: DepositState, *, seller_was_right: bool) -> DepositEvent:
    """What the end of the dispute does with the money; an offer that was not paid yet comes to nothing."""
    if state is DepositState.OFFERED:
        return DepositEvent.NOT_PAID
    return DepositEvent.SELLER_WAS_RIGHT if seller_was_right else DepositEvent.SELLER_WAS_WRONG


def _excluded(category: str, policy: DepositPolicy) -> str | None:
    said = category.casefold()
    return next((word for word in policy.excluded_categories if word.casefold() in said), None)


def _amount(facts: DepositFacts, *, policy: DepositPolicy, fx: FxPolicy) -> Decimal:
    """The share of price times pieces, within the policy's bounds; where the price is not known, the least of it would be a gift: the most."""
    rate = fx.per_base.get(facts.currency)
    own = fx.per_base.get(policy.currency)
    if facts.price is None or rate is None or own is None:
        return Decimal(policy.max_amount).quantize(CENT)
    worth = facts.price * max(1, facts.pieces) * Decimal(str(own)) / Decimal(str(rate))
    share = (worth * Decimal(str(policy.share_of_stock_value))).quantize(CENT, rounding=ROUND_HALF_UP)
    return min(max(share, Decimal(policy.min_amount)), Decimal(policy.max_amount)).quantize(CENT)
