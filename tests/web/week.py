"""A week of a brand for the tests of its pages: listings that were really screened, weeks that were counted, a feed that was fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assay.actions import brand_day, listing
from assay.actions import feed as feeds
from assay.outside.web import Answer
from assay.records.models import BrandDay, Feed, Listing, Product

TSV = b"id\ttitle\tprice\nF1\tLeather belt\t30 EUR\nF2\tSilk scarf\t-3 EUR\n"


@dataclass(frozen=True, kw_only=True)
class Week:
    """What was made."""

    cheap: Listing
    covered: Listing
    feed: Feed


def build(office: Any, *, at: datetime) -> Week:
    """The week of Aurelle."""
    brand = office.aurelle
    Product.objects.create(brand=brand, name="Tote", model="T1", gtin="", reference_price="1000.00", currency="EUR")
    words = "Aurelle handbag, calf leather, new with dust bag. Not a copy of Aurelle, the real one."
    for store, prices in (
        (office.honest, (930, 990, 1040, 860)),
        (office.careless, (89, 240, 310, 420, 560, 700, 990, 1400)),
    ):
        rows = [
            {
                "id": f"w-{i}",
                "title": f"Aurelle handbag no. {i}",
                "description": words,
                "price": f"{p}.00 EUR",
                "quantity": 3,
            }
            for i, p in enumerate(prices)
        ]
        listing.take(store=store, rows=rows, at=at)
    listing.screen_waiting(at=at)
    for ago in range(1, 12):
        without = 40 - 2 * ago if ago % 3 else 52
        BrandDay.objects.create(
            brand=brand,
            day=at.date() - timedelta(weeks=ago),
            counted_at=at - timedelta(weeks=ago),
            offered=160 - 5 * ago,
            new=12,
            without_right=max(0, without),
            paused=4,
            removed=2,
            stores=9,
            stores_without_right=3,
            priced=150,
            shares=[4, 9, 20, 30, 60, 20, 7],
            median_share=0.81,
        )
    brand_day.count(at=at)
    feed = feeds.name_feed(
        store=office.careless,
        url="https://shop.example/export/google.tsv",
        period_minutes=60,
        by=office.people["carla"],
        at=at,
        resolve=lambda host, port: ["93.184.216.34"],
    )

    def answer(url: str, headers: Mapping[str, str], policy: Any) -> Answer:
        return Answer(status=200, body=TSV)

    feeds.pull_due(at=at, get=answer)
    return Week(
        cheap=Listing.objects.get(store=office.careless, listing_id="w-0"),
        covered=Listing.objects.get(store=office.honest, listing_id="w-1"),
        feed=feed,
    )
