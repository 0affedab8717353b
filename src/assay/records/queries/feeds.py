"""Which feeds does the office fetch, and how did the last looks go?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from assay.records.models import Feed, FeedPull, Listing, Store

PULLS = 30
MOST_FAILING = 50


@dataclass(frozen=True, kw_only=True)
class FeedLine:
    """A feed with its last look, and how many listings it names."""

    feed: Feed
    last: FeedPull | None
    listings: int


def feeds_of(store: Store) -> tuple[FeedLine, ...]:
    """The feeds of this store, those that are fetched first."""
    rows = Feed.objects.filter(store=store).order_by("ended_at", "pk")
    running = sorted(rows, key=lambda f: (f.ended_at is not None, f.pk))
    return tuple(_line(f) for f in running)


def feed_of(store: Store, feed: int) -> FeedLine | None:
    """One feed of this store, or None."""
    row = Feed.objects.filter(store=store, pk=feed).first()
    return _line(row) if row else None


def pulls_of(feed: Feed) -> QuerySet[FeedPull]:
    """The last looks at it, the newest first."""
    return FeedPull.objects.filter(feed=feed).order_by("-at", "-pk")[:PULLS]


def failing(*, after: int) -> tuple[FeedLine, ...]:
    """Feeds that failed at least `after` times in a row, the worst first: somebody should look."""
    rows = Feed.objects.filter(ended_at__isnull=True, failures__gte=after).select_related("store")
    return tuple(_line(f) for f in rows.order_by("-failures", "pk")[:MOST_FAILING])


def _line(row: Feed) -> FeedLine:
    return FeedLine(
        feed=row,
        last=row.pulls.order_by("-at", "-pk").first(),
        listings=Listing.objects.filter(feed=row, ended_at__isnull=True).count(),
    )
