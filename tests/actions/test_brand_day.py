"""What is offered in a brand's name is counted once a while, and the count agrees with the listings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.test_listing import right_for

from assay.actions import brand_day
from assay.actions import listing as listings
from assay.records.models import Brand, BrandDay, Listing, Product, Store
from assay.records.queries.brand_week import brand_week

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def brand() -> Brand:
    row = Brand.objects.create(brand_id="veltrano", name="Veltrano", aliases=[], enrolled_at=AT - timedelta(days=77))
    Product.objects.create(brand=row, name="Watch", model="", gtin="", reference_price="1000.00", currency="EUR")
    return row


def store(name: str) -> Store:
    return Store.objects.create(store_id=name, legal_name=name, trading_name=name, opened_on=date(2020, 1, 1))


def test_a_day_counts_what_stores_offer_and_how_much_of_it_without_a_right(brand: Brand) -> None:
    holder, other = store("holder"), store("other")
    right_for(holder, brand)
    for seller, prices in ((holder, (950, 990, 1100)), (other, (50, 300, 500, 2000))):
        rows = [
            {"id": f"L{i}", "title": "Veltrano watch", "price": f"{price}.00 EUR"} for i, price in enumerate(prices)
        ]
        listings.take(store=seller, rows=[*rows, {"id": "bag", "title": "Leather bag"}], at=AT)
    listings.take(store=other, rows=[{"id": "fake", "title": "Replica Veltrano watch AAA quality"}], at=AT)
    listings.screen_waiting(at=AT)
    Listing.objects.filter(store=other, listing_id="L3").update(ended_at=AT)
    assert brand_day.count_due(at=AT + timedelta(minutes=1)) == 1
    day = BrandDay.objects.get()
    assert (day.brand_id, day.day, day.offered, day.new, day.without_right) == ("veltrano", AT.date(), 6, 6, 3)
    assert (day.paused, day.removed, day.stores, day.stores_without_right) == (3, 1, 2, 1)
    assert (day.priced, day.shares, day.median_share) == (6, [1, 1, 1, 0, 2, 1, 0], 0.725)
    assert brand_day.count_due(at=AT + timedelta(minutes=60)) == 0
    assert brand_day.count_due(at=AT + timedelta(minutes=62)) == 1
    assert BrandDay.objects.count() == 1


def test_a_week_is_its_last_count(brand: Brand) -> None:
    for ago, offered, without in ((15, 10, 5), (9, 20, 4), (8, 30, 3), (0, 40, 2)):
        BrandDay.objects.create(
            brand=brand,
            day=AT.date() - timedelta(days=ago),
            counted_at=AT,
            offered=offered,
            new=0,
            without_right=without,
            paused=0,
            removed=0,
            stores=1,
            stores_without_right=1,
            priced=0,
            shares=[0] * 7,
        )
    found = brand_week(brand, weeks=12, at=AT)
    assert [(w.monday, w.offered, w.without_right.k) for w in found.weeks] == [
        (date(2026, 11, 9), 20, 4),
        (date(2026, 11, 16), 30, 3),
        (date(2026, 11, 23), 40, 2),
    ]
    assert found.day is not None and (found.day.offered, found.without_right.rate) == (40, 0.05)
    assert len(brand_week(brand, weeks=1, at=AT).weeks) == 1
