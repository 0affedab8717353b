"""What must `store.toml` say? How many points an infringement costs, when they lapse, and what happens at how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assay.errors import PolicyError

# As `Ground` of the regime has them, which this layer does not know; a test holds both together.
GROUNDS = frozenset(
    {
        "counterfeit", "forged_paper", "no_right", "over_units", "right_ended", "proof_overdue", "reappeared", "unclear", "repeated",
        "contradicted",
    }
)  # fmt: skip
StepKind = Literal["warn", "restrict", "hide", "hold_funds", "refer", "close"]


@dataclass(frozen=True, kw_only=True)
class StrikePolicy:
    lapse_days: int
    max_points_per_day: int
    because: str


@dataclass(frozen=True, kw_only=True)
class LadderStep:
    """From `at_points` on: what is done, for how many days (0: until lifted), and whether a person must say so."""

    at_points: int
    step: StepKind
    days: int
    by_person: bool
    because: str


@dataclass(frozen=True, kw_only=True)
class ClosurePolicy:
    notice_days: int
    min_warnings: int
    people: int
    because: str


@dataclass(frozen=True, kw_only=True)
class ReferralPolicy:
    """How many people refer a case to the authorities, and how many infringements a person must have confirmed."""

    people: int
    min_confirmed: int
    because: str


@dataclass(frozen=True, kw_only=True)
class PhotoPolicy:
    """How many of 256 bits of two PDQ digests may differ, from which quality (0 to 100) on, and how pictures are fetched."""

    max_distance_bits: int
    min_quality: int
    max_bytes: int
    max_pixels: int
    max_seconds: int
    retry_hours: tuple[int, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class StayDownPolicy:
    """How long what was removed as a fake may not come back, and how like it has to be (0 to 1). Without `photo` photos are not compared."""

    window_days: int
    same_title_score: float
    because: str
    photo: PhotoPolicy | None = None


@dataclass(frozen=True, kw_only=True)
class DepositPolicy:
    """Which share (0 to 1) of price times pieces a store deposits to lift a pause, within which amounts, and what excludes it.

    `pay_within_days`: the offer lapses after it. `max_points`: a store with more cannot. `payout_wait_days`: what was forfeited is paid out no
    earlier, so that an upheld appeal can still give it back. `forfeit_to`: who gets it.
    """

    share_of_stock_value: float
    min_amount: int
    max_amount: int
    currency: str
    pay_within_days: int
    payout_wait_days: int
    max_points: int
    excluded_grounds: tuple[str, ...]
    excluded_categories: tuple[str, ...]
    forfeit_to: Literal["holder", "buyers"]
    because: str

    def __post_init__(self) -> None:
        """Amounts have an order, and no ground is mistyped."""
        if not 0 <= self.share_of_stock_value <= 1 or not 0 < self.min_amount <= self.max_amount:
            raise PolicyError(
                "the amounts do not fit together.",
                where="store.toml: deposit",
                mend="Use a share of 0 to 1 and 0 < min_amount <= max_amount.",
            )
        _known_grounds(self.excluded_grounds, where="store.toml: deposit: excluded_grounds")


def _known_grounds(words: tuple[str, ...], *, where: str) -> None:
    for word in words:
        if word not in GROUNDS:
            raise PolicyError(
                f"{word!r} is no ground.", where=where, mend=f"Use some of: {', '.join(sorted(GROUNDS))}."
            )


@dataclass(frozen=True, kw_only=True)
class ExecutionPolicy:
    """After how many hours an effect that nobody acknowledged rises, and the pauses between attempts to tell of it."""

    acknowledge_hours: int
    retry_seconds: tuple[int, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class StorePolicy:
    strikes: StrikePolicy
    points: Mapping[str, int]
    ladder: tuple[LadderStep, ...]
    closure: ClosurePolicy
    execution: ExecutionPolicy
    stay_down: StayDownPolicy
    referral: ReferralPolicy | None = None
    """None, where the file has no such part: no case is referred."""
    deposit: DepositPolicy | None = None
    """None, where the file has no such part: no deposit is taken."""
