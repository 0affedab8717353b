"""After upheld appeals a store is as it would be in a life without the wrong decisions: compared with a twin that never had them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.actions import appeal, brand, deposit, listing, message, notice, report
from assay.actions import store as stores
from assay.errors import AssayError
from assay.records.models import Decision, Deposit, Listing, NoticeItem, Person, Restriction, Store, Strike
from assay.regime.brand import register
from assay.regime.notice.completeness import Draft
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

BEGAN = datetime(2016, 4, 1, 9, tzinfo=UTC)
PERSONS_ACTS = ("hold", "notice", "close")


def told(act: Any, **words: Any) -> bool:
    """Was it done? A refusal is an answer too."""
    try:
        with transaction.atomic():
            act(**words)
    except AssayError:
        return False
    return True


def confirm(store: Store, number: int, *, at: datetime) -> report.Report:
    row = report.file(
        listing=Listing.objects.get(store=store, listing_id=str(number)), text="Glue.", bought=False, order_id="", at=at
    )
    return report.decide(
        report=row.pk, by=Person.objects.get(username="vera"), confirmed=True, reason="It is fake.", at=at
    )


def dispute(store: Store, number: int, *, upheld: bool, pays: bool = True, at: datetime) -> Decision | None:
    """A notice that the store answers; it deposits where the policy lets it, and sells on until a person has decided."""
    seller, holder = Person.objects.get(username=f"of-{store.pk}"), Person.objects.get(username="nora")
    draft = Draft(
        listings=(f"{store.pk}/{number}",),
        ground="counterfeit",
        mark_office="EUIPO",
        mark_number="018000001",
        evidence="The clasp is not ours.",
        good_faith=True,
    )
    if not told(notice.file, draft=draft, by=holder, at=at):
        return None
    item = NoticeItem.objects.get(notice__filed_at=at, listing__listing_id=str(number), store=store)
    if not told(notice.counter, item=item.pk, by=seller, text="It is genuine.", at=at):
        return None
    if pays and told(deposit.offer, listing=str(number), by=seller, at=at):
        row = Deposit.objects.get(listing=item.listing, state="offered")
        paid = {"amount": row.amount, "currency": row.currency, "reference": "B-1"}
        deposit.receive(deposit=row.pk, by=Person.objects.get(username="enno"), at=at, **paid)
    notice.insist(item=item.pk, by=holder, text="It is not.", at=at)
    decided = notice.decide(
        item=item.pk, by=Person.objects.get(username="vera"), upheld=upheld, reason="Looked at it.", at=at
    )
    return decided.decided


def deposits(store: Store) -> list[tuple[str, str, Decimal, str, datetime | None]]:
    """The store's money: what it was put up for, what became of it, whose it is. When it ended differs: an appeal takes its time."""
    rows = Deposit.objects.filter(store=store).order_by("offered_at", "listing__listing_id").select_related("listing")
    return [(d.listing.listing_id, d.state, d.amount, d.forfeited_to, d.payable_from) for d in rows]


def a_person_acts(store: Store, what: str, *, at: datetime) -> bool:
    """Was it done, or refused?"""
    enno, ella = (Person.objects.get(username=name) for name in ("enno", "ella"))
    if what == "hold":
        return told(stores.hold_funds, store=store, amount=Decimal(500), currency="EUR", by=enno, at=at)
    if what == "notice":
        return told(stores.give_closure_notice, store=store, by=enno, at=at)
    both = [told(stores.agree_to_closure, store=store, by=person, at=at) for person in (enno, ella)]
    return all(both)


def imposed(store: Store, *, at: datetime) -> list[tuple[str, str, datetime | None, Decimal | None]]:
    """What binds the store and its listings at this time, without the names of the decisions, which differ between the lives."""
    rows = Restriction.objects.filter(lifted_at__isnull=True).select_related("listing")
    mine = [
        (r.kind, r.listing.listing_id if r.listing else "", r.until, r.amount)
        for r in rows
        if (r.store_id or (r.listing.store_id if r.listing else "")) == store.pk and (r.until is None or r.until > at)
    ]
    # A listing that was removed twice, once for itself and once with its store, is off either way.
    return sorted(mine, key=repr)


def points(store: Store) -> list[tuple[str, int, datetime]]:
    rows = Strike.objects.filter(store=store, lifted_at__isnull=True).order_by("given_at")
    return [(s.ground, s.points, s.given_at) for s in rows]


STEP = st.tuples(
    st.sampled_from([1, 2, 5, 12]),
    st.sampled_from(["fake"] * 5 + ["disputed"] * 2 + list(PERSONS_ACTS)),
    st.booleans(),
)


def lives(steps: list[tuple[int, str, bool]], *, rest_days: int) -> None:
    for name, role in (("vera", "verifier"), ("enno", "enforcer"), ("ella", "enforcer"), ("ada", "adjudicator")):
        Person.objects.create(username=name, role=Role(role))
    shop, twin = (
        Store.objects.create(store_id=name, legal_name=name, trading_name=name, opened_on=date(2014, 1, 1))
        for name in ("shop", "twin")
    )
    seller, _ = (Person.objects.create(username=f"of-{s.pk}", role=Role.SELLER, store=s) for s in (shop, twin))
    mark = register.Mark(office="EUIPO", number="018000001")
    norvik = brand.enrol(brand_id="norvik", name="Norvik", marks=[mark], by=None, at=BEGAN)
    Person.objects.create(username="nora", role=Role.BRAND, brand=norvik)
    for store in (shop, twin):
        rows = [{"id": str(n), "title": f"Canvas bag {n}", "price": "10 EUR", "quantity": 1} for n in range(len(steps))]
        listing.take(store=store, rows=rows, at=BEGAN)
    while listing.screen_waiting(at=BEGAN):
        pass
    at, wrong = BEGAN, []
    for number, (days, what, is_wrong) in enumerate(steps):
        at += timedelta(days=days)
        if what == "fake":
            row = confirm(shop, number, at=at)
            if is_wrong:
                wrong.append(row.decided)
            else:
                confirm(twin, number, at=at)
        elif what == "disputed":
            decision = dispute(shop, number, upheld=True, at=at)
            # An offer that was refused, for points that fall later, never was: only what was deposited is compared.
            paid = Deposit.objects.filter(store=shop, listing__listing_id=str(number)).exists()
            dispute(twin, number, upheld=not is_wrong, pays=paid, at=at)
            if is_wrong and decision is not None:
                wrong.append(decision)
        else:
            # What was refused, for steps that fall later, never was: the twin lives through what was done.
            if a_person_acts(shop, what, at=at):
                a_person_acts(twin, what, at=at)
        message.deliver(at=at)
    at += timedelta(days=rest_days)
    for decision in wrong:
        assert decision is not None
        row = appeal.open_appeal(decision=decision.pk, by=seller, text="It is genuine.", at=at)
        appeal.decide_appeal(
            appeal=row.pk, by=Person.objects.get(username="ada"), upheld=True, reason="It is genuine.", at=at
        )
    assert imposed(shop, at=at) == imposed(twin, at=at)
    assert points(shop) == points(twin)
    assert deposits(shop) == deposits(twin)
    assert stores.points_of(shop, at=at) == stores.points_of(twin, at=at)


def run(examples: int, steps: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(life=st.lists(STEP, min_size=2, max_size=steps), rest_days=st.sampled_from([0, 1, 5, 20]))
    def each(life: list[tuple[int, str, bool]], rest_days: int) -> None:
        with transaction.atomic():
            lives(life, rest_days=rest_days)
            transaction.set_rollback(True)

    each()


def test_a_step_that_was_built_on_a_wrong_decision_falls_with_it() -> None:
    with transaction.atomic():
        lives([(1, "fake", True), (1, "fake", False), (1, "fake", False)], rest_days=0)
        shop = Store.objects.get(pk="shop")
        # Two fakes are left: the first one warned, the second one restricts from its own day on; nothing hides the store.
        kinds = [(kind, until) for kind, named, until, _ in imposed(shop, at=BEGAN + timedelta(days=3)) if not named]
        assert kinds == [("restrict", BEGAN + timedelta(days=3 + 7))]
        transaction.set_rollback(True)


def test_a_closure_that_was_built_on_a_wrong_decision_falls_with_it() -> None:
    with transaction.atomic():
        days = [(1, "fake", False), (1, "fake", False), (1, "fake", False), (1, "fake", True), (0, "hold", False)]
        lives([*days, (1, "notice", False), (31, "close", False)], rest_days=0)
        shop = Store.objects.get(pk="shop")
        assert not Restriction.objects.filter(store=shop, kind="close", lifted_at__isnull=True).exists()
        assert Restriction.objects.filter(store=shop, kind="close").count() == 1
        assert [r for r in imposed(shop, at=BEGAN + timedelta(days=40)) if not r[1]] == []
        transaction.set_rollback(True)


def test_a_hold_that_a_wrong_decision_let_a_person_take_too_early_falls_and_he_may_take_it_again() -> None:
    with transaction.atomic():
        fakes = [(1, "fake", True), (1, "fake", False), (1, "fake", False), (1, "hold", False), (1, "fake", False)]
        lives([*fakes, (1, "hold", False)], rest_days=0)
        shop, at = Store.objects.get(pk="shop"), BEGAN + timedelta(days=6)
        assert [r for r in imposed(shop, at=at) if r[0] == "hold_funds"] == []
        assert a_person_acts(shop, "hold", at=at)
        transaction.set_rollback(True)


def test_money_that_a_wrong_decision_had_forfeited_is_where_it_would_have_been() -> None:
    with transaction.atomic():
        lives([(1, "disputed", True), (1, "disputed", False), (2, "fake", True)], rest_days=1)
        assert [d[:2] for d in deposits(Store.objects.get(pk="shop"))] == [("0", "released"), ("1", "forfeited")]
        transaction.set_rollback(True)


def test_a_store_is_as_its_twin_in_short_random_lives() -> None:
    run(12, 8)


@pytest.mark.long
def test_a_store_is_as_its_twin_in_long_random_lives() -> None:
    run(300, 14)
