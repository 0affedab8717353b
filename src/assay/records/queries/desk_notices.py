"""Which notices and buyers' reports wait for a person, and what have both sides said?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from assay.records.models import Listing, NoticeItem, Notifier, Report, Restriction
from assay.records.queries.desk import PAGE, counted
from assay.records.queries.pages import Count as Counted
from assay.records.queries.states import active, state_of_listing
from assay.regime.moves import OPEN_NOTICES, NoticeState
from assay.regime.restriction import ListingState

OPEN_REPORT = "open"


@dataclass(frozen=True, kw_only=True)
class NoticeOnRecord:
    """One listing of a notice, with what both sides said and what the notifier's notices have come to so far."""

    item: NoticeItem
    listing_state: ListingState
    restrictions: tuple[Restriction, ...]
    others: int
    record: Mapping[str, int]
    open_of_notifier: int


@dataclass(frozen=True, kw_only=True)
class ReportOnRecord:
    """A buyer's report, with the other reports on the same listing."""

    report: Report
    listing_state: ListingState
    others: tuple[Report, ...]


def notices(*, state: str = NoticeState.TO_DECIDE) -> list[NoticeItem]:
    """Listings of notices in one state, the longest waiting on top."""
    rows = NoticeItem.objects.filter(state=state).select_related(
        "notice__notifier", "notice__brand", "listing", "store"
    )
    return list(rows.order_by("changed_at", "pk")[:PAGE])


def notices_waiting() -> Counted:
    """How many listings of notices wait for a person."""
    return counted(NoticeItem.objects.filter(state=NoticeState.TO_DECIDE))


def notice(pk: uuid.UUID, *, at: datetime) -> NoticeOnRecord | None:
    """One listing of a notice, or None."""
    row = (
        NoticeItem.objects.select_related(
            "notice__notifier", "notice__brand", "notice__mark", "notice__filed_by", "listing", "store", "decided__by"
        )
        .filter(pk=pk)
        .first()
    )
    if row is None:
        return None
    mine = NoticeItem.objects.filter(notice__notifier=row.notice.notifier)
    states = mine.values("state").annotate(n=Count("pk")).values_list("state", "n")
    return NoticeOnRecord(
        item=row,
        listing_state=state_of_listing(row.listing, at=at),
        restrictions=tuple(row.listing.restrictions.filter(active(at)).order_by("-begins")),
        others=row.notice.items.count() - 1,
        record=dict(states),
        open_of_notifier=mine.filter(state__in=OPEN_NOTICES).count(),
    )


def notifier(pk: str) -> Notifier | None:
    """The notifier, or None."""
    return Notifier.objects.filter(pk=pk).first()


def reports() -> list[Report]:
    """Open reports, the one that is due first on top."""
    rows = Report.objects.filter(state=OPEN_REPORT).select_related("listing__brand", "store")
    return list(rows.order_by("due", "pk")[:PAGE])


def reports_waiting() -> Counted:
    """How many reports wait for a person."""
    return counted(Report.objects.filter(state=OPEN_REPORT))


def report(pk: uuid.UUID, *, at: datetime) -> ReportOnRecord | None:
    """One report, or None."""
    row = Report.objects.select_related("listing__brand", "store", "decided__by").filter(pk=pk).first()
    if row is None:
        return None
    others = row.listing.reports.exclude(pk=row.pk).order_by("-filed_at")
    return ReportOnRecord(report=row, listing_state=state_of_listing(row.listing, at=at), others=tuple(others[:20]))


def listing_of(store_id: str, listing_id: str) -> Listing | None:
    """The listing that a buyer reports, or None."""
    return Listing.objects.select_related("store", "brand").filter(store=store_id, listing_id=listing_id).first()
