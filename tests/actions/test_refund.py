"""When a person confirms a fake, its buyers are told and refunded and the fee goes back; the counts are public."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY as AT
from tests.web.conftest import StoryTime
from tests.web.office import Office, build

from assay.actions import appeal, listing, notice, refund
from assay.records.models import Decision, Listing, NoticeItem, Person, Refund, Restriction
from assay.records.queries.refunds import Fees, RefundFigures, refund_figures
from assay.regime.notice.completeness import Draft
from assay.regime.terms import Ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", StoryTime)
    return build(at=AT)


def sell(row: Listing, order: str, *, days_ago: int = 1, fee: str = "4.90", currency: str = "EUR") -> None:
    refund.report_order(
        store=row.store,
        order_id=order,
        listing_id=row.listing_id,
        product="bag",
        units=1,
        buyer=f"buyer of {order}",
        amount=Decimal("49.00"),
        fee=Decimal(fee),
        currency=currency,
        at=AT - timedelta(days=days_ago),
    )


def notified(office: Office, ground: str) -> NoticeItem:
    draft = Draft(
        listings=("mirror-luxe/f-1",),
        ground=ground,
        mark_office="EUIPO",
        mark_number="018000001",
        evidence="A test purchase showed it.",
        good_faith=True,
    )
    office.aurelle.marks.create(office="EUIPO", number="018000001", text="AURELLE")
    notice.file(draft=draft, by=office.people["bea"], at=AT)
    item = NoticeItem.objects.get()
    notice.counter(item=item.pk, by=_seller(office), text="It is genuine.", at=AT)
    notice.insist(item=item.pk, by=office.people["bea"], text="It is not.", at=AT)
    return item


def _seller(office: Office) -> Person:
    return Person.objects.create(username="mira", role="seller", store=office.fake)


def test_a_person_who_upholds_a_notice_of_a_fake_orders_refunds_for_the_last_six_months(office: Office) -> None:
    for order, days in (("new", 1), ("old", 184), ("older", 185)):
        sell(office.held, order, days_ago=days)
    item = notified(office, "counterfeit")
    notice.decide(item=item.pk, by=office.people["vera"], upheld=True, reason="The stitching is wrong.", at=AT)
    assert set(Refund.objects.values_list("order__order_id", flat=True)) == {"new", "old"}
    ordered = Decision.objects.get(kind="refund")
    item.refresh_from_db()
    assert (ordered.led_by_id, ordered.facts["orders"]) == (item.decided_id, ["new", "old"])


def test_a_mark_in_a_text_says_nothing_of_the_goods_and_orders_no_refund(office: Office) -> None:
    sell(office.held, "new")
    item = notified(office, "mark_in_text")
    notice.decide(item=item.pk, by=office.people["vera"], upheld=True, reason="The title uses the mark.", at=AT)
    assert not Refund.objects.exists()


@pytest.mark.parametrize(("ground", "orders"), [(Ground.COUNTERFEIT, 1), (Ground.NO_RIGHT, 0)])
def test_a_held_listing_that_a_person_takes_off_as_a_fake_orders_refunds(
    office: Office, ground: Ground, orders: int
) -> None:
    sell(office.held, "new")
    Restriction.objects.filter(listing=office.held).update(ground=ground)
    listing.settle_listing(listing=office.held, by=office.people["vera"], keep=False, reason="No such model.", at=AT)
    assert Refund.objects.count() == orders


def test_a_fee_is_owed_until_it_is_returned_and_the_public_sees_what_became_of_the_buyers(office: Office) -> None:
    for order, fee, currency in (("a", "4.90", "EUR"), ("b", "5.10", "EUR"), ("c", "7.00", "USD"), ("d", "0", "USD")):
        sell(office.held, order, fee=fee, currency=currency)
    Restriction.objects.filter(listing=office.held).update(ground=Ground.COUNTERFEIT)
    listing.settle_listing(listing=office.held, by=office.people["vera"], keep=False, reason="No such model.", at=AT)
    key = dict(Refund.objects.values_list("order__order_id", "pk"))
    for step, orders in (("told", "ab"), ("refunded", "abd"), ("unreachable", "c"), ("fee_returned", "a")):
        assert refund.acknowledge(refunds=[key[o] for o in orders], step=step, at=AT) == len(orders)
    owed = [(w["order"], w["refunded"], w["fee_returned"]) for w in refund.waiting()]
    assert owed == [("b", True, False), ("c", False, False)]
    assert refund_figures() == RefundFigures(
        ordered=4,
        told=2,
        refunded=3,
        not_reached=1,
        fees=(
            Fees(currency="EUR", earned=Decimal("10.00"), returned=Decimal("4.90")),
            Fees(currency="USD", earned=Decimal("7.00"), returned=Decimal("0")),
        ),
    )
    page = Client(headers={"host": "localhost"}).get(reverse("home")).content.decode()
    assert "EUR of fees given back, of 10.00 earned on fakes" in page
    assert "buyer of" not in page


def test_an_upheld_appeal_takes_back_what_was_ordered_and_not_yet_paid(office: Office) -> None:
    sell(office.held, "a")
    sell(office.held, "b")
    Restriction.objects.filter(listing=office.held).update(ground=Ground.COUNTERFEIT)
    decision = listing.settle_listing(
        listing=office.held, by=office.people["vera"], keep=False, reason="No such model.", at=AT
    )
    paid = Refund.objects.get(order__order_id="a")
    refund.acknowledge(refunds=[paid.pk], step="refunded", at=AT)
    case = appeal.open_appeal(decision=decision.pk, by=_seller(office), text="It is genuine.", at=AT)
    appeal.decide_appeal(appeal=case.pk, by=office.people["ada"], upheld=True, reason="It is.", at=AT)
    assert set(Refund.objects.filter(lifted_at__isnull=True).values_list("order__order_id", flat=True)) == {"a"}
    assert [w["order"] for w in refund.waiting()] == ["a"]  # the fee
