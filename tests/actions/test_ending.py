"""What a store offers no more is ended, and nothing that was decided about it is lost by that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from tests.actions.test_listing import active, brand, offer, right_for, store, verifier
from tests.actions.test_notice import draft, item, scene, who
from tests.paths.scene import Scene

from assay.actions import listing as listings
from assay.actions import notice
from assay.actions.ending import end
from assay.errors import NotFound
from assay.records.models import Brand, Decision, Listing, Message, Person, Restriction, Store
from assay.records.queries.desk import held_listings
from assay.records.queries.marketplace import listing_states, to_do

__all__ = ["brand", "scene", "store", "verifier"]
pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def test_a_listing_is_ended_once_and_what_is_no_listing_is_named(store: Store) -> None:
    offer(store, "Leather bag", "A")
    offer(store, "Silver ring", "B")
    done = end(store=store, listings=["A", "nothing", "A"], at=LATER)
    assert (done.ended, done.before, done.unknown) == (1, 0, ("nothing",))
    again = end(store=store, listings=["A", "B"], at=LATER + timedelta(hours=1))
    assert (again.ended, again.before, again.unknown) == (1, 1, ())
    assert Listing.objects.get(listing_id="A").ended_at == LATER
    states = listing_states(store, ["A", "B"], at=LATER)
    assert states == dict.fromkeys(("A", "B"), ("on_offer", "publish", False, True))


def test_a_listing_of_another_store_is_not_ended(store: Store) -> None:
    offer(store, "Leather bag", "A")
    other = Store.objects.create(store_id="other", legal_name="o", trading_name="o", opened_on=AT.date())
    assert end(store=other, listings=["A"], at=LATER).unknown == ("A",)
    with pytest.raises(NotFound, match="there is no such store"):
        end(store=Store(store_id="nobody"), listings=["A"], at=LATER)
    assert Listing.objects.get().ended_at is None


def test_what_was_ended_before_it_was_screened_is_not_screened(store: Store) -> None:
    listings.take(store=store, rows=[{"id": "A", "title": "Leather bag"}], at=AT)
    end(store=store, listings=["A"], at=AT)
    assert listings.screen_waiting(at=LATER, limit=10) == 0
    assert listings.take(store=store, rows=[{"id": "A", "title": "Leather bag"}], at=LATER).taken == 1
    assert listings.screen_waiting(at=LATER, limit=10) == 1
    assert Listing.objects.get().ended_at is None


def test_a_pause_waits_until_the_listing_comes_back(brand: Brand, store: Store) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    assert (active(listing), held_listings(at=AT).count()) == ([("pause", "no_right")], 1)
    end(store=store, listings=["L1"], at=LATER)
    assert (active(listing), held_listings(at=LATER).count()) == ([("pause", "no_right")], 0)
    decided = Decision.objects.filter(kind="pause").count()
    back = offer(store, "Veltrano Meridian 40 watch", at=LATER)
    assert (back.pk, back.ended_at, back.verdict) == (listing.pk, None, "hold")
    assert (active(back), held_listings(at=LATER).count()) == ([("pause", "no_right")], 1)
    assert (Decision.objects.filter(kind="pause").count(), Message.objects.count()) == (decided, 1)


def test_who_ends_a_removed_listing_does_not_get_it_back(brand: Brand, store: Store, verifier: Person) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    listings.settle_listing(listing=listing, by=verifier, keep=False, reason="No right.", at=AT)
    removal = Restriction.objects.get(kind="remove")
    end(store=store, listings=["L1"], at=LATER)
    # The removal is still to be carried out, and its clock runs until that is acknowledged.
    lines, _ = to_do(limit=10, at=LATER)
    assert str(removal.pk) in [str(line.restriction) for line in lines if line.effect == "impose"]
    back = offer(store, "Veltrano Meridian 40 watch", at=LATER)
    assert ("remove", "no_right") in active(back)
    assert listing_states(store, ["L1"], at=LATER)["L1"][0] == "removed"


def test_the_pieces_of_an_ended_listing_are_free_for_the_others(brand: Brand, store: Store) -> None:
    right_for(store, brand, units=10, product="04006381333931")
    for key, pieces in (("A", 8), ("B", 8)):
        offer(store, "Veltrano Meridian 40 watch", key, gtin="4006381333931", quantity=pieces)
    while listings.screen_waiting(at=AT, limit=100):
        pass
    both = Listing.objects.order_by("listing_id")
    assert [x.signals["over_units"] for x in both] == [True, True]
    end(store=store, listings=["A"], at=LATER)
    assert list(both.values_list("listing_id", "needs_screening")) == [("A", False), ("B", True)]
    listings.screen_waiting(at=LATER, limit=100)
    kept = Listing.objects.get(listing_id="B")
    assert (kept.signals["over_units"], kept.verdict, active(kept)) == (False, "publish", [])


@pytest.mark.django_db(transaction=True)
def test_a_notice_goes_on_though_its_listing_was_ended(scene: Scene) -> None:
    at = scene.clock.at
    shop = Store.objects.get(pk="honest")
    notice.file(draft=draft("honest/n0"), by=who("lumen"), at=at)
    due = item("n0").due
    end(store=shop, listings=["n0"], at=at)
    assert item("n0").due == due
    scene.clock.at = due + timedelta(seconds=1)  # type: ignore[operator]
    notice.act_on_clocks(at=scene.clock.at)
    assert scene.state(shop, "n0") == "removed"
    row = listings.take(store=shop, rows=[Listing.objects.get(listing_id="n0").attributes], at=scene.clock.at)
    assert (row.taken, row.refused) == (1, ())
    assert scene.state(shop, "n0") == "removed"


def test_ending_is_few_questions_however_many_listings(store: Store) -> None:
    from django.test.utils import CaptureQueriesContext

    rows = [{"id": f"L{n}", "title": "Leather bag"} for n in range(300)]
    listings.take(store=store, rows=rows, at=AT)
    with CaptureQueriesContext(connection) as asked:
        assert end(store=store, listings=[row["id"] for row in rows], at=LATER).ended == 300
    assert len([q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]) == 4
