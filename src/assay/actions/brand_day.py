"""What is offered in each brand's name today? Counted once in a while, so that a brand's page never counts listings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from assay.actions.policy import in_force
from assay.records.models import BrandDay

BANDS: tuple[float, ...] = (0.12, 0.35, 0.6, 0.8, 1.0, 1.25)
"""Where the bands of price divided by reference price part: below the first, ..., from the last on."""

COUNT = """
WITH bound AS (
    SELECT listing_id, bool_or(kind = 'remove') AS removed, max(begins) FILTER (WHERE kind = 'remove') AS removed_at
    FROM records_restriction
    WHERE listing_id IS NOT NULL AND lifted_at IS NULL AND kind IN ('remove', 'pause')
        AND begins <= %(at)s AND (until IS NULL OR until > %(at)s)
    GROUP BY listing_id
), seen AS (
    SELECT l.brand_id, l.store_id, l.first_seen_at, l.entitled, l.price_share, b.removed_at,
        b.listing_id IS NOT NULL AND NOT b.removed AS paused, l.ended_at IS NULL AND NOT coalesce(b.removed, false) AS offered,
        width_bucket(l.price_share, %(bands)s::float8[]) AS band
    FROM records_listing AS l LEFT JOIN bound AS b ON b.listing_id = l.id
    WHERE l.brand_id IS NOT NULL
)
INSERT INTO records_brandday (brand_id, day, counted_at, offered, new, without_right, paused, removed, stores, stores_without_right, priced,
    shares, median_share)
SELECT brand_id, %(day)s, %(at)s,
    count(*) FILTER (WHERE offered),
    count(*) FILTER (WHERE offered AND first_seen_at > %(since)s),
    count(*) FILTER (WHERE offered AND entitled IS FALSE),
    count(*) FILTER (WHERE offered AND paused),
    count(*) FILTER (WHERE removed_at > %(since)s),
    count(DISTINCT store_id) FILTER (WHERE offered),
    count(DISTINCT store_id) FILTER (WHERE offered AND entitled IS FALSE),
    count(price_share) FILTER (WHERE offered),
    jsonb_build_array({bands}),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY price_share) FILTER (WHERE offered)
FROM seen GROUP BY brand_id
ON CONFLICT (brand_id, day) DO UPDATE SET counted_at = excluded.counted_at, offered = excluded.offered, new = excluded.new,
    without_right = excluded.without_right, paused = excluded.paused, removed = excluded.removed, stores = excluded.stores,
    stores_without_right = excluded.stores_without_right, priced = excluded.priced, shares = excluded.shares,
    median_share = excluded.median_share
""".replace("{bands}", ", ".join(f"count(*) FILTER (WHERE offered AND band = {i})" for i in range(len(BANDS) + 1)))


def count_due(*, at: datetime) -> int:
    """Count today where that was last done too long ago; how many brands. Safe to repeat and to run twice at once."""
    newest = BrandDay.objects.order_by("-day", "-counted_at").values_list("day", "counted_at").first()
    today = at.astimezone(UTC).date()
    pause = timedelta(minutes=in_force().listing.week.recount_minutes)
    if newest is not None and newest[0] == today and at - newest[1] < pause:
        return 0
    return count(at=at)


def count(*, at: datetime) -> int:
    """Count today; how many brands have listings. The row of a day is the last count of that day."""
    with transaction.atomic(), connection.cursor() as cursor:
        wanted: dict[str, Any] = {
            "at": at,
            "since": at - timedelta(days=7),
            "day": at.astimezone(UTC).date(),
            "bands": list(BANDS),
        }
        cursor.execute(COUNT, wanted)
        return int(cursor.rowcount)
