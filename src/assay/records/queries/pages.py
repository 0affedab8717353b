"""Which rows stand on which page, and which listings are looked for? One home for what every list of a portal does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from assay.records.models import Listing
from assay.records.queries.states import in_listing_state
from assay.regime.restriction import ListingState

PAGE = 50
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


def page_of(rows: QuerySet[Any], *, page: int) -> Page:
    """One page of rows that are in order; of a page that is none the nearest."""
    counted = rows.order_by()[: MOST + 1].count()
    total = min(counted, MOST)
    number = min(max(1, page), max(1, -(-total // PAGE)))
    return Page(rows=tuple(rows[(number - 1) * PAGE : number * PAGE]), number=number, total=total, more=counted > MOST)


def by_state(rows: QuerySet[Listing], *, at: datetime) -> dict[ListingState, int]:
    """How many of these listings that were not ended are in which state. Of most nothing is imposed: only what is is looked at one by one."""
    offered = rows.filter(ended_at__isnull=True)
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
