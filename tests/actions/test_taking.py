"""Rows of a store are taken: few or many, the table is the same afterwards, and nothing of a closed or unknown store is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.actions.policy import on_record
from assay.actions.taking import Taken, take
from assay.errors import AssayError, NotFound, NotPermitted
from assay.records.models import Application, Brand, Decision, Listing, Restriction, Right, Store

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
MANY = 0  # no call is so small that it is read and written one by one

ROWS: list[Any] = [
    {"id": "L1", "title": "Leather bag", "price": "49.00 EUR", "quantity": "3"},
    {"id": " L2 ", "title": "Étui \\ 'quoted' \"twice\"\n\ttab", "price": "1.234,56 €", "quantity": 2},
    {"id": "L3", "title": "Watch", "price": None, "link": ["a", "b"], "colour": "{red}"},
    {"id": "L4", "title": "Ring", "price": "cheap"},
    {"id": "L5", "title": "  "},
    {"title": "no id"},
    "no row",
    {"id": "L6", "title": "Lamp", "availability_date": "2026-12-01"},
    {"id": "L7", "title": "Lamp", "availability_date": "2999-01-01"},
    {"id": "L8", "title": "Other", "store_id": "another"},
    {"id": "L9", "title": "Silk shirt", "quantity": "1e3"},
    {"id": "L1", "title": "Leather bag, the last of two counts", "price": "50.00 EUR", "quantity": "4"},
    {"id": "L10", "title": "x" * 700},
]


def shop(name: str) -> Store:
    return Store.objects.create(store_id=name, legal_name=name, trading_name=name, opened_on=date(2020, 1, 1))


def said(found: Taken) -> tuple[int, int, list[tuple[str, str, str]]]:
    return (
        found.taken,
        found.unchanged,
        [(r.what, r.where, r.mend) for r in found.refused if "another store" not in r.what],
    )


def stored(store: Store) -> list[dict[str, Any]]:
    names = [f.attname for f in Listing._meta.concrete_fields if f.attname not in ("id", "store_id", "digest")]
    rows = list(Listing.objects.filter(store=store).order_by("listing_id").values(*names))
    for row in rows:
        assert row["attributes"].pop("store_id") == store.pk
    return rows


def decision() -> Decision:
    return Decision.objects.create(
        kind="close",
        subject_kind="store",
        subject_id="s",
        facts={},
        outcome={},
        policy=on_record(at=AT),
        automated=True,
        at=AT,
    )


def close(store: Store) -> None:
    Restriction.objects.create(
        kind="close", store=store, ground="repeated", caused_by=decision(), begins=AT, statement={}
    )


def test_few_rows_and_many_leave_the_same_table_and_the_same_answer() -> None:
    one, all_at_once = shop("one"), shop("all")
    for at, rows in ((AT, ROWS), (LATER, [*ROWS[:3], {"id": "L9", "title": "Silk shirt, red"}])):
        a, b = take(store=one, rows=rows, at=at), take(store=all_at_once, rows=rows, at=at, few=MANY)
        assert said(a) == said(b)
    assert stored(one) == stored(all_at_once)
    assert [row["listing_id"] for row in stored(one)] == ["L1", "L2", "L3", "L6", "L9"]
    assert Listing.objects.get(store=one, listing_id="L1").changed_at == LATER


@pytest.mark.parametrize("few", [100, MANY])
def test_what_says_nothing_new_is_not_screened_again(few: int) -> None:
    store = shop("s")
    rows = [{"id": "L1", "title": "Bag", "price": "5.00 EUR"}, {"id": "L2", "title": "Ring", "price": "6.00 EUR"}]
    assert said(take(store=store, rows=rows, at=AT, few=few)) == (2, 0, [])
    Listing.objects.update(needs_screening=False, verdict="publish", screened_at=AT)
    rows[1]["price"] = "7.00 EUR"
    assert said(take(store=store, rows=rows, at=LATER, few=few)) == (1, 1, [])
    assert list(Listing.objects.order_by("pk").values_list("listing_id", "needs_screening", "changed_at")) == [
        ("L1", False, AT),
        ("L2", True, LATER),
    ]
    assert Listing.objects.get(listing_id="L2").verdict == "publish"
    assert Listing.objects.get(listing_id="L2").first_seen_at == AT


@pytest.mark.parametrize("few", [100, MANY])
def test_what_had_ended_is_on_offer_again_when_it_is_sent_again(few: int) -> None:
    store = shop("s")
    row = {"id": "L1", "title": "Bag"}
    take(store=store, rows=[row], at=AT, few=few)
    Listing.objects.update(needs_screening=False, ended_at=AT)
    assert said(take(store=store, rows=[row], at=LATER, few=few)) == (1, 0, [])
    listing = Listing.objects.get()
    assert (listing.ended_at, listing.needs_screening) == (None, True)


@pytest.mark.parametrize("few", [100, MANY])
@pytest.mark.parametrize("rows", [[{"id": "L1", "title": "Bag"}], [{"id": "L1"}]])
def test_nothing_of_a_closed_store_is_taken(few: int, rows: list[dict[str, str]]) -> None:
    store = shop("s")
    close(store)
    with pytest.raises(NotPermitted, match="the store is closed"):
        take(store=store, rows=rows, at=AT, few=few)
    assert Listing.objects.count() == 0


@pytest.mark.parametrize("few", [100, MANY])
@pytest.mark.parametrize("rows", [[{"id": "L1", "title": "Bag"}], [{"id": "L1"}]])
def test_nothing_of_a_store_that_nobody_knows_is_taken(few: int, rows: list[dict[str, str]]) -> None:
    with pytest.raises(NotFound) as refused:
        take(store=Store(store_id="nobody"), rows=rows, at=AT, few=few)
    assert isinstance(refused.value, AssayError)
    assert (refused.value.what, refused.value.where) == ("there is no such store.", "store_id")
    assert Listing.objects.count() == 0


@pytest.mark.parametrize("few", [100, MANY])
def test_where_pieces_are_counted_the_other_listings_of_the_brand_are_looked_at_again(few: int) -> None:
    brand = Brand.objects.create(brand_id="veltrano", name="Veltrano", enrolled_at=AT)
    store, other = shop("s"), shop("other")
    for where in (store, other):
        take(store=where, rows=[{"id": key, "title": key} for key in ("A", "B", "C")], at=AT, few=few)
    Listing.objects.update(needs_screening=False)
    Listing.objects.filter(listing_id__in=["A", "B"]).update(brand=brand)
    take(store=store, rows=[{"id": "A", "title": "new"}], at=LATER, few=few)
    waiting = Listing.objects.filter(needs_screening=True).order_by("store", "listing_id")
    assert list(waiting.values_list("store", "listing_id")) == [("s", "A")]
    right(store, brand)
    take(store=store, rows=[{"id": "A", "title": "newer"}], at=LATER, few=few)
    assert list(waiting.values_list("store", "listing_id")) == [("s", "A"), ("s", "B")]
    Listing.objects.update(needs_screening=False)
    take(store=store, rows=[{"id": "A", "title": "newer"}], at=LATER, few=few)
    assert not waiting.exists()


def right(store: Store, brand: Brand) -> None:
    application = Application.objects.create(
        store=store,
        brand=brand,
        lane="proof",
        state="granted",
        handed_in_at=AT,
        first_answer_due=AT,
        last_answer_due=AT,
    )
    Right.objects.create(
        store=store,
        brand=brand,
        application=application,
        goods=[],
        valid_from=AT.date(),
        valid_to=AT.date() + timedelta(days=365),
        limited=True,
        caused_by=decision(),
    )


def test_one_listing_is_taken_by_one_message_to_the_database() -> None:
    store = shop("s")
    take(store=store, rows=[{"id": "L1", "title": "Bag"}], at=AT)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        take(store=store, rows=[{"id": "L1", "title": "Bag, red"}], at=AT)
    assert len(asked.captured_queries) == 1
