"""Which rows stand on which page, and which listings are looked for? One home for what every list of a portal does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet

from assay.records.models import Listing
from assay.records.queries.states import in_listing_state
from assay.regime.restriction import ListingState

PAGE = 50
COUNTED_FOR_SECONDS = 60
MOST = 10_000
"""So many rows are counted and can be turned to; who looks for one among more looks for words."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of rows. `number` counts from 1; `more`: there are more than were counted."""

    rows: tuple[Any, ...]
    number: int
    total: int
    size: int = PAGE
    more: bool = False

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def before(self) -> int:
        """The number of the page before this one."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the page after this one."""
        return self.number + 1

    @property
    def has_more(self) -> bool:
        """Is there a page after this one?"""
        return self.number < self.last


def page_of(rows: QuerySet[Any], *, page: int, once: bool = False) -> Page:
    """One page of rows that are in order; of a page that is none the nearest.

    `once`: what is rare among many is looked for in all of them, so it is counted and turned to by one look instead of two.
    """
    if once:
        keys = list(rows.prefetch_related(None).values_list("pk", flat=True)[: MOST + 1])
        counted = len(keys)
    else:
        keys, counted = [], rows.order_by()[: MOST + 1].count()
    total = min(counted, MOST)
    number = min(max(1, page), max(1, -(-total // PAGE)))
    shown = slice((number - 1) * PAGE, number * PAGE)
    chosen = rows.filter(pk__in=keys[shown]) if once else rows[shown]
    return Page(rows=tuple(chosen), number=number, total=total, more=counted > MOST)


def by_state(rows: QuerySet[Listing], *, whose: str, at: datetime) -> dict[ListingState, int]:
    """How many of these listings that were not ended are in which state. Of most nothing is imposed: only what is is looked at one by one.

    Where they are more than MOST, the counts are up to a minute old: `whose` names them.
    """
    offered = rows.filter(ended_at__isnull=True)
    if offered.order_by()[: MOST + 1].count() <= MOST:
        return _by_state(offered, at=at)
    key = f"by-state-{sha256(whose.encode()).hexdigest()}"
    found: dict[ListingState, int] | None = cache.get(key)
    if found is None:
        found = _by_state(offered, at=at)
        cache.set(key, found, timeout=COUNTED_FOR_SECONDS)
    return found


def _by_state(offered: QuerySet[Listing], *, at: datetime) -> dict[ListingState, int]:
    removed = offered.filter(in_listing_state(ListingState.REMOVED, at=at)).count()
    paused = offered.filter(in_listing_state(ListingState.PAUSED, at=at)).count()
    return {
        ListingState.REMOVED: removed,
        ListingState.PAUSED: paused,
        ListingState.ON_OFFER: offered.count() - removed - paused,
    }


def found(
    rows: QuerySet[Listing], *, state: ListingState | None, text: str, also: str, at: datetime
) -> QuerySet[Listing]:
    """Those in a state whose title, or the column `also`, holds the text; the last changed first."""
    if state is not None:
        rows = rows.filter(in_listing_state(state, at=at))
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(**{f"{also}__icontains": text}))
    return rows.prefetch_related("restrictions").order_by("-changed_at", "-pk")
