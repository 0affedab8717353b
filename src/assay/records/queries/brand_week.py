"""What was offered in a brand's name this week, at which prices, and how much of it without a right?

Out of the counts of days, never out of listings: the page of a brand with a million of them costs what any page costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from assay.records.models import Brand, BrandDay, Listing
from assay.regime.measure.share import Share, share

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class WeekLine:
    """A week by its last count: what was offered then, and how much of it without a right."""

    monday: date
    counted_on: date
    offered: int
    without_right: Share
    median_share: float | None


@dataclass(frozen=True, kw_only=True)
class BrandWeek:
    """The newest count, the weeks up to it, the oldest first, and the listings that changed last. `day` is None where nothing was counted yet."""

    brand: Brand
    day: BrandDay | None
    without_right: Share
    weeks: tuple[WeekLine, ...]
    newest: tuple[Listing, ...]


def brand_week(brand: Brand, *, weeks: int, at: datetime) -> BrandWeek:
    """The week of this brand. Reads `weeks` rows of days and SHOWN listings, however many the brand has."""
    today = at.astimezone(UTC).date()
    first = today - timedelta(days=today.weekday()) - timedelta(weeks=weeks - 1)
    days = list(BrandDay.objects.filter(brand=brand, day__gte=first, day__lte=today).order_by("day"))
    last: dict[date, BrandDay] = {}
    for row in days:
        last[row.day - timedelta(days=row.day.weekday())] = row
    newest = (
        Listing.objects.filter(brand=brand, changed_at__gt=at - timedelta(days=7))
        .select_related("store")
        .prefetch_related("restrictions")
        .order_by("-changed_at", "-pk")[:SHOWN]
    )
    day = days[-1] if days else None
    return BrandWeek(
        brand=brand,
        day=day,
        without_right=share(day.without_right, day.offered) if day else share(0, 0),
        weeks=tuple(
            WeekLine(
                monday=monday,
                counted_on=row.day,
                offered=row.offered,
                without_right=share(row.without_right, row.offered),
                median_share=row.median_share,
            )
            for monday, row in sorted(last.items())
        ),
        newest=tuple(newest),
    )
