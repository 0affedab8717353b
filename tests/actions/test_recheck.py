"""What a listing is held against changes: what that touches is screened again, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.test_listing import active, offer, right_for

from assay.actions import brand as brands
from assay.actions import listing as listings
from assay.actions import policy as policies
from assay.actions import policy_change, recheck, rule_track, screening
from assay.records.models import Brand, Decision, Listing, Outbox, Person, PolicyVersion, Restriction, Store, Verdict
from assay.regime.brand import register
from assay.regime.terms import DecisionKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_compiled() -> None:
    """Offices of other tests may have had a register of the same size and age."""
    screening._register.cache_clear()


@pytest.fixture
def brand() -> Brand:
    return Brand.objects.create(brand_id="veltrano", name="Veltrano", aliases=[], enrolled_at=AT)


@pytest.fixture
def store() -> Store:
    return Store.objects.create(
        store_id="harbour", legal_name="Harbour Ltd", trading_name="Harbour", opened_on=date(2020, 1, 1)
    )


def waiting() -> list[str]:
    return sorted(Listing.objects.filter(needs_screening=True).values_list("listing_id", flat=True))


def test_a_new_name_in_the_register_is_looked_for_in_every_listing(brand: Brand, store: Store) -> None:
    free = offer(store, "Calatrano table clock", "L1")
    assert (free.verdict, waiting()) == ("publish", [])
    brands.update(brand=brand, aliases=["Calatrano"], by=None, at=AT)
    assert waiting() == ["L1"]
    listings.screen_waiting(at=AT)
    assert active(free) == [("pause", "no_right")]


def test_a_new_product_in_the_register_is_looked_for_in_every_listing(brand: Brand, store: Store) -> None:
    free = offer(store, "Watch, 40 mm, steel", "L1", gtin="4006381333931")
    assert free.brand_id is None
    product = register.Product(name="Watch", model="VM40", gtin="4006381333931", reference_price=None, currency="")
    brands.update(brand=brand, products=[product], by=None, at=AT)
    assert waiting() == ["L1"]
    listings.screen_waiting(at=AT)
    free.refresh_from_db()
    assert (free.brand_id, active(free)) == ("veltrano", [("pause", "no_right")])


def test_new_dealers_touch_only_what_trades_on_the_brand(brand: Brand, store: Store) -> None:
    offer(store, "Leather bag", "L1")
    offer(store, "Veltrano watch", "L2")
    brands.update(brand=brand, dealers=[], by=None, at=AT)
    assert waiting() == ["L2"]


def test_a_right_that_ends_by_its_date_holds_its_listings_on_that_day(brand: Brand, store: Store) -> None:
    right_for(store, brand)  # until 2027-11-01
    covered = offer(store, "Veltrano watch", "L1")
    other = Store.objects.create(store_id="o", legal_name="O", trading_name="O", opened_on=date(2020, 1, 1))
    offer(other, "Leather bag", "L9")
    assert active(covered) == []
    last = datetime(2027, 10, 31, 23, 59, tzinfo=UTC)
    assert (recheck.after_terms(at=last), waiting()) == (0, [])
    ended = datetime(2027, 11, 1, 0, 1, tzinfo=UTC)
    assert (recheck.after_terms(at=ended), waiting()) == (1, ["L1"])
    listings.screen_waiting(at=ended)
    covered.refresh_from_db()
    assert (covered.signals["right_state"], active(covered)) == ("expired", [("pause", "right_ended")])
    assert recheck.after_terms(at=ended + timedelta(hours=1)) == 0


def test_a_right_that_begins_by_its_date_frees_its_listings_on_that_day(brand: Brand, store: Store) -> None:
    right = right_for(store, brand)
    right.valid_from = date(2026, 12, 1)
    right.save()
    held = offer(store, "Veltrano watch", "L1")
    assert (held.signals["right_state"], active(held)) == ("not_yet", [("pause", "right_ended")])
    begun = datetime(2026, 12, 1, 0, 0, 30, tzinfo=UTC)
    assert recheck.after_terms(at=begun) == 1
    listings.screen_waiting(at=begun)
    assert active(held) == []


def test_another_policy_for_listings_screens_the_catalogue_again(
    brand: Brand, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(store, "Leather bag", "L1")
    policy_change.enter_into_force(at=AT)
    before = policies.in_force()
    for hour, part, letter, again in ((1, "notice", "a", []), (2, "listing", "b", ["L1"])):
        texts = dict(before.texts) | {part: dict(before.texts)[part] + "\n# another\n"}
        changed = replace(before, texts=tuple(sorted(texts.items())), version=letter * 64)
        for module in ("policy", "listing", "taking", "screening", "rule_track"):
            monkeypatch.setattr(f"assay.actions.{module}.in_force", lambda changed=changed: changed, raising=False)
        assert policy_change.enter_into_force(at=AT + timedelta(hours=hour)) == 1
        assert waiting() == again
        assert policy_change.enter_into_force(at=AT + timedelta(hours=hour)) == 0
    listings.screen_waiting(at=AT + timedelta(hours=1))
    assert waiting() == []


def test_the_history_of_a_listing_holds_what_was_new(brand: Brand, store: Store) -> None:
    listing = offer(store, "Veltrano watch", "L1")
    listings.rescreen(Listing.objects.all())
    listings.screen_waiting(at=AT + timedelta(hours=1))
    right_for(store, brand)
    listings.rescreen(Listing.objects.all())
    listings.screen_waiting(at=AT + timedelta(hours=2))
    offer(store, "Leather bag", "L2")
    rows = Verdict.objects.order_by("at", "pk").values_list("listing", "at", "verdict", "rules", "right_state")
    assert list(rows) == [
        (listing.pk, AT, "hold", ["no_right"], "none"),
        (listing.pk, AT + timedelta(hours=2), "publish", [], "in_force"),
    ]
    runs = set(Verdict.objects.values_list("run", flat=True))
    assert {d.kind for d in Decision.objects.filter(pk__in=runs)} == {DecisionKind.SCREEN}


def test_a_batch_that_dies_before_its_end_leaves_nothing_and_is_screened_again(
    brand: Brand, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": f"L{i}", "title": "Veltrano watch" if i % 2 else "Leather bag"} for i in range(6)]
    listings.take(store=store, rows=rows, at=AT)

    def killed(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("assay.actions.listing.follow", killed)
        with pytest.raises(KeyboardInterrupt):
            listings.screen_waiting(at=AT)
    left = (Verdict.objects.count(), Restriction.objects.count(), Decision.objects.count(), Outbox.objects.count())
    assert (left, len(waiting())) == ((0, 0, 0, 0), 6)
    assert listings.screen_waiting(at=AT) == 6
    assert (Verdict.objects.count(), Restriction.objects.count(), Outbox.objects.count(), waiting()) == (3, 3, 4, [])


def test_a_rule_that_went_to_shadow_says_so_once_and_says_when_it_is_back(
    brand: Brand, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera = Person.objects.create_user(username="vera", role="verifier")
    assert rule_track.watch(at=AT) == 0
    for i in range(20):
        listing = offer(store, f"Veltrano street bag, part {i}", f"N{i}")
        listings.settle_listing(listing=listing, by=vera, keep=True, reason="It is his own bag.", at=AT)
    assert rule_track.watch(at=AT) == 1
    said = Decision.objects.get(kind=DecisionKind.RULE)
    assert said.outcome == {"rule": "no_right", "mode": "shadow"}
    assert (said.facts["right"], said.facts["wrong"], said.facts["floor"]) == (0, 20, 0.8)
    assert Outbox.objects.filter(decision=said).count() == 1
    assert rule_track.watch(at=AT) == 0
    # Mended: its condition is another one, and what people said of the old one counts no more.
    old = policies.in_force()
    rules = tuple(replace(r, when=f"({r.when}) AND certain") if r.name == "no_right" else r for r in old.listing.rules)
    mended = replace(old, listing=replace(old.listing, rules=rules), version="0" * 64)
    PolicyVersion.objects.create(version=mended.version, texts=dict(mended.texts), in_force_from=AT)
    monkeypatch.setattr("assay.actions.rule_track.in_force", lambda: mended)
    assert rule_track.tracks() == ()
    assert rule_track.watch(at=AT + timedelta(days=1)) == 1
    newest = Decision.objects.filter(kind=DecisionKind.RULE).latest("at")
    assert newest.outcome == {"rule": "no_right", "mode": "active"}
