"""Which rows stand on which page, and how many are there? One home for what every list of a portal does.

Counting stops at a limit, so that a list of a million is as quick as one of ten; whoever looks for one among so many looks for words (`searching`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from assay.records.models import Listing
from assay.records.queries.states import in_listing_state
from assay.regime.restriction import ListingState

PAGE = 50
MOST = 10_000
"""So many rows are counted and can be turned to."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many; `more` where counting stopped."""

    n: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.n:,}+" if self.more else f"{self.n:,}"

    def __bool__(self) -> bool:
        return self.n > 0


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


def count_of(rows: QuerySet[Any], *, most: int = MOST) -> Count:
    """Count up to `most`, in the database. Rows that are in an order are counted in it."""
    n = rows.values("pk")[: most + 1].count()
    return Count(n=min(n, most), more=n > most)


def page_of(rows: QuerySet[Any], *, page: int) -> Page:
    """One page of rows that are in order; of a page that is none the nearest."""
    counted = count_of(rows.prefetch_related(None))
    number = nearest(page, total=counted.n)
    shown = rows[(number - 1) * PAGE : number * PAGE]
    return Page(rows=tuple(shown), number=number, total=counted.n, more=counted.more)


def page_of_keys(rows: QuerySet[Any], keys: Sequence[Any], *, page: int, more: bool) -> Page:
    """One page of the rows that these keys name, in the order of the keys."""
    number = nearest(page, total=len(keys))
    shown = keys[(number - 1) * PAGE : number * PAGE]
    by_key = rows.in_bulk(list(shown))
    found = tuple(by_key[pk] for pk in shown if pk in by_key)
    return Page(rows=found, number=number, total=len(keys), more=more)


def nearest(page: int, *, total: int) -> int:
    """The number of the page that is nearest to the one asked for."""
    return min(max(1, page), max(1, -(-total // PAGE)))


def by_state(rows: QuerySet[Listing], *, at: datetime) -> dict[ListingState, Count]:
    """How many of these listings that were not ended are in which state."""
    offered = rows.filter(ended_at__isnull=True).order_by("-changed_at", "-pk")
    return {state: count_of(offered.filter(in_listing_state(state, at=at))) for state in ListingState}
