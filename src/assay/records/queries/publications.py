"""Which fakes were sold here to buyers who could not be told of it? What DSA Art. 32(2) has published: the goods, the trader, the way to redress.

A listing stands here while one of its buyers was not reached and has not got the money back; an appeal that is upheld takes it off. Traders are
named as Art. 32(1) says; a private person is no trader, and only the name of the store is shown. No order and no buyer is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from assay.records.models import Listing, Refund

MOST = 500


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One listing that was a fake. `sold_from` and `sold_until`: the time in which those whom nobody reached bought it."""

    store: str
    listing: str
    title: str
    brand_name: str
    store_name: str
    trader: str
    address: str
    country: str
    confirmed_at: datetime
    sold_from: datetime
    sold_until: datetime
    not_reached: int


def publications() -> tuple[Publication, ...]:
    """Those that stand, the newest first."""
    rows = Refund.objects.filter(lifted_at__isnull=True, unreachable_at__isnull=False, refunded_at__isnull=True)
    counts = rows.values("order__listing").annotate(
        buyers=Count("pk"), first=Min("order__sold_at"), last=Max("order__sold_at"), at=Min("ordered_at")
    )
    found = {
        pk: (buyers, first, last, at)
        for pk, buyers, first, last, at in counts.order_by("-at").values_list(
            "order__listing_id", "buyers", "first", "last", "at"
        )[:MOST]
    }
    listings = Listing.objects.filter(pk__in=found).select_related("store", "brand")
    lines = [_line(row, *found[row.pk]) for row in listings]
    return tuple(sorted(lines, key=lambda line: (line.confirmed_at, line.store, line.listing), reverse=True))


def _line(row: Listing, buyers: int, first: datetime, last: datetime, at: datetime) -> Publication:
    trader = row.store.seller_type == "business"
    return Publication(
        store=row.store_id,
        listing=row.listing_id,
        title=row.title,
        brand_name=row.brand.name if row.brand else "",
        store_name=row.store.trading_name,
        trader=row.store.legal_name if trader else "",
        address=row.store.address if trader else "",
        country=row.store.country if trader else "",
        confirmed_at=at,
        sold_from=first,
        sold_until=last,
        not_reached=buyers,
    )
