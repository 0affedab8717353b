"""What must `notice.toml` say? Limits, clocks in both directions, lanes by track record, and when notices are abuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assay.errors import PolicyError

SilentSeller = Literal["remove", "decide"]
SilentHolder = Literal["restore", "decide"]


@dataclass(frozen=True, kw_only=True)
class NoticeLimits:
    listings_per_notice: int
    evidence_chars: int
    open_notices_per_notifier: int
    because: str
    exhibits_per_side: int = 20


@dataclass(frozen=True, kw_only=True)
class StandingPolicy:
    mandate_warning_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class NoticeClock:
    """How long each side has, and what its silence means. Days are working days of the office's calendar or plain days."""

    pause_at_once: bool
    seller_days: int
    holder_days: int
    working_days: bool
    silent_seller: SilentSeller
    silent_holder: SilentHolder
    because: str


@dataclass(frozen=True, kw_only=True)
class ClocksPolicy:
    in_force: str
    named: Mapping[str, NoticeClock]
    because: str

    def __post_init__(self) -> None:
        """The clock in force must be one of those that are named."""
        if self.in_force not in self.named:
            raise PolicyError(
                f"no clock is named {self.in_force!r}.",
                where="notice.toml: clocks.in_force",
                mend=f"The names are: {', '.join(sorted(self.named))}.",
            )


@dataclass(frozen=True, kw_only=True)
class NoticeAnswer:
    first_working_days: int
    last_working_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class LanesPolicy:
    """`bar` is the rate of upheld notices; samples are parts of notices that a person checks before they take effect."""

    bar: float
    enter_probability: float
    leave_probability: float
    min_decided: int
    probation_notices: int
    probation_sample: float
    steady_sample: float
    because: str


@dataclass(frozen=True, kw_only=True)
class PriorPolicy:
    """What is thought of a notifier before he has a record: `strength` notices at `rate`."""

    strength: float
    rate: float
    pool_from_notifiers: int
    because: str


@dataclass(frozen=True, kw_only=True)
class AbusePolicy:
    window_days: int
    min_decided: int
    unfounded_rate: float
    sure_probability: float
    duplicates_per_window: int
    suspension_days: int
    because: str
    shotgun_listings: int = 10


@dataclass(frozen=True, kw_only=True)
class LanguagePolicy:
    """In which language somebody is told who has chosen none: by the country of a store (ISO 3166, two letters), else `default`."""

    default: Literal["en", "de", "fr", "zh"] = "en"
    by_country: Mapping[str, Literal["en", "de", "fr", "zh"]] = field(default_factory=dict)
    because: str = ""

    def of(self, chosen: str, *, country: str = "") -> str:
        """The language of somebody who has chosen this, or nothing."""
        return chosen or self.by_country.get(country, self.default)


@dataclass(frozen=True, kw_only=True)
class NoticePolicy:
    limits: NoticeLimits
    standing: StandingPolicy
    clocks: ClocksPolicy
    answer: NoticeAnswer
    lanes: LanesPolicy
    prior: PriorPolicy
    abuse: AbusePolicy
    language: LanguagePolicy = LanguagePolicy()

    @property
    def clock(self) -> NoticeClock:
        """The clock that this office runs."""
        return self.clocks.named[self.clocks.in_force]
