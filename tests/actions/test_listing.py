"""Listings come in, are screened, held, taken off, settled, and come back."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from assay.actions import listing as listings
from assay.actions.right import book, revoke
from assay.errors import BadInput, Conflict, NotPermitted, TooLarge
from assay.records.models import (
    Application,
    Brand,
    Decision,
    Listing,
    Message,
    Outbox,
    Person,
    Product,
    Restriction,
    Right,
    Store,
    Strike,
)
from assay.regime.right.units import invoiced
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def brand() -> Brand:
    row = Brand.objects.create(brand_id="veltrano", name="Veltrano", aliases=["维特拉诺"], enrolled_at=AT)
    Product.objects.create(
        brand=row,
        name="Meridian 40 watch",
        model="VM40",
        gtin="4006381333931",
        reference_price="1200.00",
        currency="EUR",
    )
    return row


@pytest.fixture
def store() -> Store:
    return Store.objects.create(
        store_id="harbour", legal_name="Harbour Ltd", trading_name="Harbour", opened_on=date(2020, 1, 1)
    )


@pytest.fixture
def verifier() -> Person:
    return Person.objects.create_user(username="vera", role="verifier")


def right_for(store: Store, brand: Brand, *, units: int | None = None, product: str = "") -> Right:
    application = Application.objects.create(
        store=store,
        brand=brand,
        lane="proof",
        state="granted",
        handed_in_at=AT,
        first_answer_due=AT,
        last_answer_due=AT,
    )
    caused_by = Decision.objects.create(
        kind="grant",
        subject_kind="application",
        subject_id=str(application.pk),
        facts={},
        outcome={},
        policy=listings.on_record(at=AT),
        automated=True,
        at=AT,
    )
    right = Right.objects.create(
        store=store,
        brand=brand,
        application=application,
        goods=[product] if product else [],
        valid_from=date(2026, 11, 1),
        valid_to=date(2027, 11, 1),
        limited=units is not None,
        caused_by=caused_by,
    )
    if units is not None:
        book(right=right, entry=invoiced(product, units), reference=f"test:{uuid.uuid4()}", at=AT)
    return right


def offer(store: Store, title: str, key: str = "L1", *, at: datetime = AT, **more: object) -> Listing:
    taken = listings.take(store=store, rows=[{"id": key, "title": title, "price": "900.00 EUR", **more}], at=at)
    assert taken.refused == ()
    listings.screen_waiting(at=at, limit=100)
    return Listing.objects.get(store=store, listing_id=key)


def active(listing: Listing) -> list[tuple[str, str]]:
    rows = Restriction.objects.filter(listing=listing, lifted_at__isnull=True).order_by("begins", "kind")
    return [(r.kind, r.ground) for r in rows]


def test_a_listing_of_no_protected_brand_is_published_and_only_counted(brand: Brand, store: Store) -> None:
    listing = offer(store, "Leather bag, hand made")
    assert (listing.verdict, listing.brand_id, active(listing)) == ("publish", None, [])
    runs = Decision.objects.filter(kind=DecisionKind.SCREEN)
    assert [r.outcome for r in runs] == [{"publish": 1, "review": 0, "hold": 0, "remove": 0}]
    assert Decision.objects.count() == 1
    assert Outbox.objects.count() == 1


def test_a_protected_brand_without_a_right_is_held_and_the_store_is_told_why(brand: Brand, store: Store) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    assert (listing.verdict, listing.brand_id, listing.rules) == ("hold", "veltrano", ["no_right"])
    assert active(listing) == [("pause", "no_right")]
    message = Message.objects.get(store=store)
    assert message.kind == "listing_held"
    assert (
        message.parameters["seen"]
        == 'The title says "Veltrano" for Veltrano. On Veltrano: the store holds no right for it.'
    )
    word = listing.signals["words"][0]
    assert (word["field"], word["start"], word["end"], word["text"]) == ("title", 0, 8, "Veltrano")
    assert Strike.objects.count() == 0


def test_screening_again_imposes_nothing_twice(brand: Brand, store: Store) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    assert listings.rescreen(Listing.objects.all()) == 1
    assert listings.screen_waiting(at=AT + timedelta(hours=1), limit=10) == 1
    assert active(listing) == [("pause", "no_right")]
    assert Message.objects.count() == 1
    assert listings.screen_waiting(at=AT, limit=10) == 0


def test_a_store_with_a_right_is_not_held(brand: Brand, store: Store) -> None:
    right_for(store, brand)
    listing = offer(store, "Veltrano Meridian 40 watch")
    assert (listing.verdict, listing.signals["right_state"], active(listing)) == ("publish", "in_force", [])


def test_a_private_persons_used_goods_need_no_right_and_a_traders_do(brand: Brand, store: Store) -> None:
    title = "my Veltrano Meridian 40, worn twice"
    trader = offer(store, title, "L1", condition="used")
    assert active(trader) == [("pause", "no_right")]
    store.seller_type = "private"
    store.save()
    private = offer(store, title, "L2", condition="used")
    assert (active(private), private.verdict) == ([], "publish")
    new = offer(store, "Veltrano Meridian 40, new in box", "L3")
    assert active(new) == [("pause", "no_right")]


def test_a_pause_goes_when_its_reason_goes(brand: Brand, store: Store) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    right_for(store, brand)
    listings.rescreen(Listing.objects.filter(store=store))
    listings.screen_waiting(at=AT + timedelta(minutes=1), limit=10)
    assert active(listing) == []
    assert list(Message.objects.order_by("id").values_list("kind", flat=True)) == ["listing_held", "listing_back"]


def test_what_somebody_else_imposed_stays(brand: Brand, store: Store) -> None:
    listing = offer(store, "Leather bag, hand made")
    foreign = Decision.objects.create(
        kind="pause", subject_kind="listing", subject_id=str(listing.pk), facts={}, outcome={}, policy=listings.on_record(at=AT), automated=True, at=AT
    )  # fmt: skip
    Restriction.objects.create(
        kind=RestrictionKind.PAUSE, ground=Ground.UNCLEAR, listing=listing, caused_by=foreign, begins=AT, statement={}
    )
    listings.rescreen(Listing.objects.all())
    listings.screen_waiting(at=AT, limit=10)
    assert active(listing) == [("pause", "unclear")]


def test_a_revoked_right_takes_its_listings_down_on_that_ground(brand: Brand, store: Store, verifier: Person) -> None:
    right = right_for(store, brand)
    listing = offer(store, "Veltrano Meridian 40 watch")
    revoke(right=right.pk, ground=Ground.FORGED_PAPER, seen="The invoice was forged.", by=verifier, at=AT)
    assert listings.screen_waiting(at=AT + timedelta(seconds=30), limit=10) == 1
    assert active(listing) == [("remove", "right_ended")]
    listing.refresh_from_db()
    assert listing.rules == ["right_ended"]


def test_more_pieces_than_the_papers_cover_are_held_over_all_listings(brand: Brand, store: Store) -> None:
    right_for(store, brand, units=10)
    first = offer(store, "Veltrano Meridian 40 watch", "L1", quantity=6)
    assert active(first) == []
    second = offer(store, "Veltrano Meridian 40 watch, steel", "L2", quantity=5)
    first.refresh_from_db()
    assert (first.signals["units_on_offer"], first.signals["units_left"]) == (11, 10)
    assert active(first) == [("pause", "over_units")]
    assert active(second) == [("pause", "over_units")]
    lowered = offer(store, "Veltrano Meridian 40 watch, steel", "L2", quantity=4, at=AT + timedelta(hours=1))
    assert active(first) == []
    assert active(lowered) == []


def test_units_are_counted_product_by_product(brand: Brand, store: Store) -> None:
    right_for(store, brand, units=2, product="4006381333931")
    covered = offer(store, "Veltrano Meridian 40 watch", "L1", quantity=2)
    other = offer(store, "Veltrano Aurora clock", "L2", quantity=1, gtin="036000291452")
    unclear = offer(store, "Veltrano, as new", "L3", quantity=1)
    assert (covered.verdict, other.verdict, unclear.verdict) == ("publish", "hold", "review")
    assert other.signals["right_state"] == "other_goods"
    assert active(unclear) == [("pause", "unclear")]


def test_an_admitted_fake_comes_off_and_costs_points(brand: Brand, store: Store) -> None:
    listing = offer(store, "Replica Veltrano watch AAA quality")
    assert (listing.verdict, listing.rules[0], active(listing)) == (
        "remove",
        "admits_fake",
        [("remove", "counterfeit")],
    )
    assert list(Strike.objects.values_list("ground", "points")) == [("counterfeit", 12)]
    listings.rescreen(Listing.objects.all())
    listings.screen_waiting(at=AT, limit=10)
    assert Strike.objects.count() == 1


def test_a_verifier_keeps_a_listing_and_it_is_not_held_again_for_the_same_words(
    brand: Brand, store: Store, verifier: Person
) -> None:
    listing = offer(store, "Veltrano street bag")
    listings.settle_listing(listing=listing, by=verifier, keep=True, reason="It is his own bag.", at=AT)
    assert active(listing) == []
    listings.rescreen(Listing.objects.all())
    listings.screen_waiting(at=AT, limit=10)
    listing.refresh_from_db()
    assert (listing.verdict, listing.reasons, active(listing)) == ("publish", ["KEPT_BY_A_PERSON"], [])
    changed = offer(store, "Veltrano watch", at=AT + timedelta(days=1))
    assert active(changed) == [("pause", "no_right")]


def test_a_verifier_takes_a_listing_off_with_points(brand: Brand, store: Store, verifier: Person) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    decision = listings.settle_listing(listing=listing, by=verifier, keep=False, reason="No proof came.", at=AT)
    assert active(listing) == [("remove", "no_right")]
    assert (decision.by_id, decision.automated) == (verifier.pk, False)
    assert list(Strike.objects.values_list("ground", "points")) == [("no_right", 2)]
    with pytest.raises(Conflict):
        listings.settle_listing(listing=listing, by=verifier, keep=True, reason="Second thoughts.", at=AT)


def test_a_decision_without_a_reason_changes_nothing(brand: Brand, store: Store, verifier: Person) -> None:
    listing = offer(store, "Veltrano Meridian 40 watch")
    before = Decision.objects.count()
    with pytest.raises(BadInput):
        listings.settle_listing(listing=listing, by=verifier, keep=True, reason=" ", at=AT)
    assert (Decision.objects.count(), active(listing)) == (before, [("pause", "no_right")])


def test_only_what_changed_is_taken(brand: Brand, store: Store) -> None:
    rows = [{"id": str(i), "title": f"bag {i}", "price": "10 EUR"} for i in range(3)]
    assert listings.take(store=store, rows=rows, at=AT).taken == 3
    listings.screen_waiting(at=AT, limit=10)
    rows[1]["price"] = "11 EUR"
    again = listings.take(store=store, rows=rows, at=AT)
    assert (again.taken, again.unchanged, again.refused) == (1, 2, ())
    assert Listing.objects.filter(needs_screening=True).count() == 1


def test_bad_rows_are_named_and_good_ones_go_through(brand: Brand, store: Store) -> None:
    rows: list[dict[str, object]] = [
        {"id": "good", "title": "bag"},
        {"id": "minus", "title": "bag", "price": "-1 EUR"},
        {"id": "", "title": "bag"},
        {"id": "nan", "title": "bag", "price": "NaN EUR"},
        {"id": "half", "title": "bag \ud800"},
        {"id": "long", "title": "x" * 1_000_000},
        {"id": "deep", "title": {"a": 1}},
        {"id": "other", "title": "bag", "store_id": "somebody"},
        {"id": "many", "title": "bag", "quantity": "-3"},
    ]
    taken = listings.take(store=store, rows=rows, at=AT)
    assert taken.taken == 1
    assert [r.where.split(" ")[0] for r in taken.refused] == [f"rows[{i}]" for i in range(1, 9)]
    assert str(taken.refused[0]) == "rows[1] minus: price: the price is below zero. Write it as 49.00 EUR."
    assert list(Listing.objects.values_list("listing_id", flat=True)) == ["good"]


def test_a_call_has_a_limit(store: Store) -> None:
    with pytest.raises(TooLarge):
        listings.take(store=store, rows=[{"id": "1", "title": "x"}] * 10_001, at=AT)
    assert Listing.objects.count() == 0


def test_nothing_of_a_closed_store_goes_on_offer(brand: Brand, store: Store) -> None:
    listing = offer(store, "Leather bag")
    closing = Decision.objects.create(
        kind="close", subject_kind="store", subject_id=store.pk, store=store, facts={}, outcome={}, policy=listings.on_record(at=AT), automated=True, at=AT
    )  # fmt: skip
    Restriction.objects.create(
        kind=RestrictionKind.CLOSE, ground=Ground.REPEATED, store=store, caused_by=closing, begins=AT, statement={}
    )
    with pytest.raises(NotPermitted):
        listings.take(store=store, rows=[{"id": "2", "title": "bag"}], at=AT)
    listings.rescreen(Listing.objects.all())
    listings.screen_waiting(at=AT, limit=10)
    assert active(listing) == [("pause", "unclear")]


def test_a_rule_that_people_keep_overruling_goes_to_shadow_by_itself(
    brand: Brand, store: Store, verifier: Person
) -> None:
    for i in range(20):
        listing = offer(store, f"Veltrano street bag, part {i}", f"N{i}")
        assert listing.verdict == "hold"
        listings.settle_listing(listing=listing, by=verifier, keep=True, reason="It is his own bag.", at=AT)
    free = offer(store, "Veltrano Meridian 40 watch", "L21")
    assert (free.verdict, free.rules, free.signals["rules_shadow"]) == ("publish", [], ["no_right"])
