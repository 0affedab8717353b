"""Lists of listings: one look finds the same page as two, and only the counts of very many may be a minute old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.records.models import Listing, Store
from assay.records.queries import pages
from assay.records.queries.pages import by_state, found, page_of
from assay.regime.restriction import ListingState

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def store() -> Store:
    row = Store.objects.create(store_id="s", legal_name="s", trading_name="s", opened_on=AT.date())
    Listing.objects.bulk_create(
        Listing(
            store=row,
            listing_id=f"L{n}",
            attributes={},
            title="Leather bag" if n % 2 else "Silver ring",
            digest="d",
            first_seen_at=AT,
            changed_at=AT - timedelta(minutes=n),
        )
        for n in range(240)
    )
    cache.clear()
    return row


@pytest.mark.parametrize("text", ["", "bag", "L1", "nothing"])
@pytest.mark.parametrize("number", [0, 1, 2, 3, 99])
@pytest.mark.parametrize("most", [10_000, 100, 50])
def test_one_look_finds_the_page_that_two_looks_find(
    store: Store, monkeypatch: pytest.MonkeyPatch, text: str, number: int, most: int
) -> None:
    monkeypatch.setattr(pages, "MOST", most)
    rows = found(Listing.objects.filter(store=store), state=None, text=text, also="listing_id", at=AT)
    two, one = page_of(rows, page=number), page_of(rows, page=number, once=True)
    assert [x.listing_id for x in one.rows] == [x.listing_id for x in two.rows]
    assert (one.number, one.total, one.more) == (two.number, two.total, two.more)


def test_what_is_looked_for_is_looked_for_once(store: Store) -> None:
    rows = found(Listing.objects.filter(store=store), state=None, text="bag", also="listing_id", at=AT)
    with CaptureQueriesContext(connection) as asked:
        page_of(rows, page=1, once=True)
    # The keys, the rows of the page by their keys, and what restricts those.
    assert len(asked.captured_queries) == 3


def test_few_listings_are_counted_now_and_many_a_minute_ago(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Listing.objects.filter(store=store)

    def on_offer() -> int:
        return by_state(mine, whose="store s", at=AT)[ListingState.ON_OFFER]

    assert on_offer() == 240
    Listing.objects.filter(listing_id="L0").update(ended_at=AT)
    assert on_offer() == 239
    monkeypatch.setattr(pages, "MOST", 100)
    assert on_offer() == 239
    Listing.objects.filter(listing_id="L1").update(ended_at=AT)
    assert on_offer() == 239
    assert by_state(mine, whose="somebody else", at=AT)[ListingState.ON_OFFER] == 238
    cache.clear()
    assert on_offer() == 238
