"""What must `listing.toml` say? Which words admit a fake, which price is possible, and which rule does what to a listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["publish", "review", "hold", "remove"]
Mode = Literal["active", "shadow"]
ListingGround = Literal["counterfeit", "no_right", "over_units", "right_ended", "unclear"]
Strength = Literal["admits", "evades", "hints"]


@dataclass(frozen=True, kw_only=True)
class ListingLimits:
    """What a row of a feed may hold; a row beyond it is set aside by name, the others go through."""

    id_characters: int
    title_characters: int
    description_characters: int
    max_quantity: int
    max_price: float
    rows_per_call: int
    because: str
    max_days_ahead: int = 1100


@dataclass(frozen=True, kw_only=True)
class ClaimPolicy:
    """From how many letters on a disguised or mistyped name is still taken for the brand's."""

    typo_min_letters: int
    two_typos_min_letters: int
    glued_min_letters: int
    leet_min_letters: int
    because: str


@dataclass(frozen=True, kw_only=True)
class PricePolicy:
    """Shares of the reference price below and above which a price is impossible or suspicious; used goods lose value first.

    `min_market_listings`: so many make a market; `min_entitled_listings`: so many of stores with a right make a better one. From
    `lot_min_pieces` on an offer is a lot.
    """

    impossible_below_share: float
    suspicious_below_share: float
    used_value_share: float
    min_market_listings: int
    because: str
    suspicious_above_share: float = 30.0
    impossible_above_share: float = 1000.0
    min_entitled_listings: int = 8
    lot_min_pieces: int = 5


@dataclass(frozen=True, kw_only=True)
class StoreAgePolicy:
    new_store_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class TrackPolicy:
    """When an active rule goes to shadow by itself: its precision lies below the floor with this certainty."""

    precision_floor: float
    certainty: float
    min_decisions: int
    because: str


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Terms of one strength. `admits`: says that it is a fake. `evades`: words of the trade. `hints`: means something only beside other signs."""

    strength: Strength
    terms: tuple[str, ...]
    unless_near: tuple[str, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class ScreeningRule:
    """One rule: where `when` (SQL over the signal columns) holds, the listing gets at least this action, for this reason."""

    name: str
    when: str
    action: Action
    reason: str
    ground: ListingGround
    mode: Mode
    because: str


@dataclass(frozen=True, kw_only=True)
class FeedPolicy:
    """How feeds are fetched. `vanished`: what becomes of a listing that its feed names no more; too large a share at once is a broken export."""

    min_period_minutes: int = 15
    max_period_minutes: int = 1440
    max_bytes: int = 50_000_000
    max_rows: int = 100_000
    timeout_seconds: int = 120
    feeds_per_store: int = 5
    refusals_kept: int = 200
    retry_minutes: int = 5
    tell_after_failures: int = 3
    vanished: Literal["end", "keep"] = "end"
    max_vanished_share: float = 0.5
    max_vanished_unasked: int = 20
    because: str = "As shipped before feeds were fetched."


@dataclass(frozen=True, kw_only=True)
class WeekPolicy:
    """How often what is offered in a brand's name is counted, and how many weeks its page shows."""

    recount_minutes: int = 60
    weeks_shown: int = 12
    because: str = "As shipped before brands had a page of the week."


@dataclass(frozen=True, kw_only=True)
class ListingPolicy:
    limits: ListingLimits
    claims: ClaimPolicy
    price: PricePolicy
    store: StoreAgePolicy
    track: TrackPolicy
    wording: tuple[Wording, ...]
    rules: tuple[ScreeningRule, ...]
    feed: FeedPolicy = FeedPolicy()
    week: WeekPolicy = WeekPolicy()
