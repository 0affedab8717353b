"""What must `right.toml` say? What a right to sell covers, how long it lasts, and what a store that buys to order must do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TermPolicy:
    term_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class TierPolicy:
    flagship_max_level: int
    exclusive_max_level: int
    multi_brand_max_level: int
    min_authorization_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class PurchasePolicy:
    """The lane of the buying agent, who has no stock when he offers."""

    papers_due_days: int
    max_units: int
    because: str


@dataclass(frozen=True, kw_only=True)
class CampaignPolicy:
    min_notice_days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class RightPolicy:
    term: TermPolicy
    mall: TierPolicy
    purchase: PurchasePolicy
    campaign: CampaignPolicy
