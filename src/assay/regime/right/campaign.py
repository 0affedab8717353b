"""Which stores does a campaign tell, by when must they answer, and what happens to those that do not?

A campaign names brands and a date (Taobao, 20 May 2016). Every store that offers them is found, told and counted; on the date the listings
of those that handed in nothing come off. A store that has handed in papers waits for its answer with its listings paused, not removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assay.errors import BadInput
from assay.policy.schema.right import RightPolicy
from assay.regime.moves import CampaignStoreState


@dataclass(frozen=True, kw_only=True)
class Offer:
    """That a store offers a brand: how many listings were found to trade on it."""

    store: str
    brand: str
    listings: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of a store and brand on the day: does it hold a right, has it handed in anything since the campaign began?"""

    store: str
    brand: str
    has_right: bool
    handed_in: bool


def check_announced_in_time(*, announced_on: date, due_on: date, policy: RightPolicy) -> None:
    """BadInput where the date leaves the stores less time than the policy promises."""
    earliest = announced_on + timedelta(days=policy.campaign.min_notice_days)
    if due_on < earliest:
        raise BadInput(
            f"{due_on.isoformat()} is too early.",
            where="due_on",
            mend=f"Stores have {policy.campaign.min_notice_days} days at least: name {earliest.isoformat()} or later.",
        )


def to_tell(
    offers: Iterable[Offer], *, brands: frozenset[str], with_right: frozenset[tuple[str, str]]
) -> tuple[Offer, ...]:
    """The stores that offer a named brand without a right, each once a brand, in a stable order."""
    return tuple(
        sorted(
            (o for o in offers if o.brand in brands and o.listings > 0 and (o.store, o.brand) not in with_right),
            key=lambda o: (o.brand, o.store),
        )
    )


def state_on(standing: Standing, *, due_on: date, on: date) -> CampaignStoreState:
    """Told until the date; then answered or late. A right counts as an answer."""
    if standing.has_right or standing.handed_in:
        return CampaignStoreState.ANSWERED
    return CampaignStoreState.LATE if on > due_on else CampaignStoreState.TOLD
