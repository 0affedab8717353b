"""Which shapes do a verdict, a feed and a week of a brand have in the API?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from assay.web.api.schemas import Identifier, Strict


class RuleOut(Schema):
    """A rule that fired, with what it saw in the columns that it asks for."""

    name: str
    action: str
    reason: str
    because: str
    when: str
    seen: dict[str, str]


class VerdictOut(Schema):
    """What screening said at one time, when it said something new."""

    at: datetime
    verdict: str
    reasons: list[str]
    rules: list[str]
    right_state: str
    price_share: float | None
    log_index: int | None = Field(description="where its run stands in the public log; null: not yet")


class BindingOut(Schema):
    """What binds the listing now."""

    kind: str
    ground: str
    begins: datetime
    until: datetime | None
    automated: bool


class ListingView(Schema):
    """A listing with what explains its verdict; `signals` and `words` (with offsets of characters) without what is not the caller's."""

    id: str
    store: str
    title: str
    state: str
    ended_at: datetime | None
    verdict: str
    brand: str | None
    waits: bool
    reasons: list[str]
    rules: list[RuleOut]
    words: list[dict[str, Any]]
    signals: dict[str, Any]
    restrictions: list[BindingOut]
    history: list[VerdictOut]


class WeekOut(Schema):
    """A week by its last count."""

    monday: date
    offered: int
    without_right: int
    median_share: float | None


class BrandWeekOut(Schema):
    """What is offered in the brand's name: the newest count and the weeks before it. `shares`: listings by price by reference, parted at `bands`."""

    day: date | None
    counted_at: datetime | None
    offered: int
    new: int
    without_right: int
    paused: int
    removed: int
    stores: int
    bands: list[float]
    shares: list[int]
    weeks: list[WeekOut]


class FeedIn(Strict):
    """A feed that is to be fetched."""

    url: str = Field(min_length=1, max_length=2000)
    period_minutes: int = Field(ge=1, le=1_000_000)


class StoreFeedIn(FeedIn):
    """A feed of a store, named by the marketplace for it."""

    store_id: Identifier


class PullOut(Schema):
    """One look at a feed; `refused` counts all rows that were refused, `refusals` holds the first."""

    at: datetime
    outcome: str = Field(description="taken, unchanged or failed")
    status: int
    rows: int
    taken: int
    unchanged: int
    refused: int
    ended: int
    kept: int
    problem: dict[str, Any] | None
    refusals: list[dict[str, Any]]


class FeedOut(Schema):
    """A feed and the last look at it."""

    feed: int
    url: str
    period_minutes: int
    due_at: datetime
    failures: int
    ended_at: datetime | None
    listings: int
    last: PullOut | None


class FeedsOut(Schema):
    """The feeds of a store."""

    feeds: list[FeedOut]
