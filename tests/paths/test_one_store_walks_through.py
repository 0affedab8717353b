"""One store goes the whole way: it applies, is granted, is screened, loses a listing, appeals with success; and all of it stands in the log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from assay.actions import appeal, application, brand, inquiry, listing, log, message, order, reading, replay, settlement
from assay.demo.papers.einvoice import cii
from assay.demo.papers.paper import Invoice, Line, Party
from assay.errors import NotPermitted
from assay.records.models import (
    Application,
    Brand,
    Decision,
    Inquiry,
    Listing,
    LogLeaf,
    Outbox,
    Person,
    Restriction,
    Store,
    Strike,
)
from assay.regime.brand import register
from assay.regime.restriction import ListingState, listing_state
from assay.regime.terms import Lane, Role
from assay.tlog.entry import parse_entry

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2016, 4, 1, 9, 0, tzinfo=UTC)
DEALER = Party(
    name="Maison Lumen Distribution SARL",
    street="12 rue des Forges",
    postcode="75001",
    city="Paris",
    country="FR",
    vat_id="FR40303265045",
    iban="FR1420041010050500013M02606",
)
STORE = Party(
    name="Seiden Handels GmbH",
    street="Lange Gasse 4",
    postcode="10115",
    city="Berlin",
    country="DE",
    vat_id="DE136695976",
)


def enrolled() -> Brand:
    return brand.enrol(
        brand_id="lumen",
        name="Maison Lumen",
        aliases=["ML Paris"],
        marks=[register.Mark(office="EUIPO", number="018000001", classes=(18,), territories=("EU",))],
        products=[
            register.Product(
                name="Clairon bag", model="CL-30", gtin="4012345678901", reference_price=Decimal("1200"), currency="EUR"
            )
        ],
        dealers=[
            register.Dealer(
                legal_name=DEALER.name,
                address=DEALER.address,
                country="FR",
                vat_id=DEALER.vat_id,
                iban=DEALER.iban,
                level=1,
            )
        ],
        by=None,
        at=AT - timedelta(days=30),
    )


def store_of() -> Store:
    return Store.objects.create(
        store_id="seiden",
        legal_name=STORE.name,
        trading_name="Seiden",
        address=STORE.address,
        country="DE",
        vat_id=STORE.vat_id,
        opened_on=date(2014, 1, 1),
    )


def person(role: Role, name: str, **acts_for: object) -> Person:
    return Person.objects.create(username=name, role=role, **acts_for)


def invoice() -> bytes:
    return cii(
        Invoice.bill(
            number="ML-2016-0317",
            issued_on=date(2016, 3, 2),
            issuer=DEALER,
            recipient=STORE,
            lines=[Line.of("Maison Lumen Clairon bag CL-30", 12, "700.00", model="CL-30", gtin="4012345678901")],
            tax_category="K",
        )
    )


def state_of(row: Listing, *, at: datetime) -> ListingState:
    from assay.records.queries.states import fact

    return listing_state([fact(r) for r in row.restrictions.all()], at=at)


def test_one_store_walks_through_apply_grant_screen_remove_appeal_and_log() -> None:
    lumen, store = enrolled(), store_of()
    brand.enrol(
        brand_id="norvik",
        name="Norvik",
        marks=[register.Mark(office="EUIPO", number="018000002")],
        by=None,
        at=AT - timedelta(days=30),
    )
    seller = person(Role.SELLER, "sue", store=store)
    verifier, adjudicator = person(Role.VERIFIER, "vera"), person(Role.ADJUDICATOR, "ada")
    owner = person(Role.BRAND, "bruno", brand=lumen)

    # Before it has a right, its listing is held.
    rows = [
        {
            "id": "1",
            "title": "Maison Lumen Clairon bag CL-30",
            "price": "980.00 EUR",
            "quantity": 2,
            "brand": "Maison Lumen",
        },
        {"id": "2", "title": "Canvas tote bag, plain", "price": "12.00 EUR", "quantity": 5, "brand": ""},
    ]
    assert listing.take(store=store, rows=rows, at=AT).taken == 2
    assert listing.screen_waiting(at=AT) == 2
    lumen_listing, plain = Listing.objects.get(listing_id="1"), Listing.objects.get(listing_id="2")
    assert (state_of(lumen_listing, at=AT), state_of(plain, at=AT)) == (ListingState.PAUSED, ListingState.ON_OFFER)

    # It applies with an invoice; the papers are read, the brand is asked, and nobody may settle before it has had its time.
    case = application.apply(
        store=store,
        brand=lumen,
        lane=Lane.PROOF,
        goods=[{"name": "Clairon bag", "model": "CL-30", "gtin": "4012345678901", "units": 12}],
        papers=[("invoice.xml", invoice())],
        by=seller,
        at=AT,
    )
    assert reading.read_waiting(at=AT) == 1
    case = Application.objects.get(pk=case.pk)
    assert (case.state, case.proposal["findings"]) == ("in_review", [])
    asked = Inquiry.objects.get(application=case, asked="brand")
    with pytest.raises(NotPermitted, match="the brand may answer until 2016-04-06"):
        settlement.settle(application=case.pk, by=verifier, accept=True, reason="All in order.", at=AT)
    inquiry.answer(inquiry=asked.pk, by=owner, confirmed=True, ground="", evidence="", at=AT + timedelta(days=1))
    settled = settlement.settle(
        application=case.pk, by=verifier, accept=True, reason="Confirmed by the brand.", at=AT + timedelta(days=1)
    )
    granted = store.rights.get()
    assert (granted.limited, {a.account: a.balance for a in granted.accounts.all()}) == (
        True,
        {"supplier": -12, "available": 12},
    )

    # With the right the listing goes on offer; more pieces than the right has are held.
    at = AT + timedelta(days=2)
    listing.screen_waiting(at=at)
    assert state_of(lumen_listing, at=at) is ListingState.ON_OFFER
    assert order.report_sale(store=store, product="4012345678901", units=11, order="o1", at=at) == 11
    listing.screen_waiting(at=at)
    assert state_of(lumen_listing, at=at) is ListingState.PAUSED
    order.report_return(store=store, product="4012345678901", units=11, order="o1", return_id="", at=at)
    listing.screen_waiting(at=at)
    assert state_of(lumen_listing, at=at) is ListingState.ON_OFFER

    # Of another brand it says itself that it sells copies: the listing comes off, with points, and it appeals.
    at = AT + timedelta(days=3)
    confession = {
        **rows[0],
        "id": "3",
        "title": "Norvik Chronograph 1:1 replica, mirror quality",
        "price": "80.00 EUR",
        "brand": "Norvik",
    }
    listing.take(store=store, rows=[confession], at=at)
    listing.screen_waiting(at=at)
    fake = Listing.objects.get(listing_id="3")
    assert state_of(fake, at=at) is ListingState.REMOVED
    removal = Restriction.objects.get(listing=fake, kind="remove")
    assert removal.statement["mend"]
    assert Strike.objects.get(store=store).points == 12
    assert Decision.objects.filter(store=store, kind="warn").count() == 1
    case_2 = appeal.open_appeal(decision=removal.caused_by_id, by=seller, text="It is a test listing of yours.", at=at)
    appeal.decide_appeal(appeal=case_2.pk, by=adjudicator, upheld=True, reason="A test of the platform.", at=at)
    listing.screen_waiting(at=at)
    assert state_of(fake, at=at) is ListingState.ON_OFFER
    assert Strike.objects.get(store=store).lifted_at == at

    # What was wrong in one place leaves the rest as it was.
    assert state_of(lumen_listing, at=at) is ListingState.ON_OFFER
    assert message.deliver(at=at) > 0

    # Every decision has its entry, in order, with a proof.
    decisions = Decision.objects.count()
    while log.sequence(at=at):
        pass
    log.publish(at=at)
    assert (LogLeaf.objects.count(), Outbox.objects.count()) == (decisions, 0)
    times = [parse_entry(bytes(leaf.entry)).time for leaf in LogLeaf.objects.order_by("index")]
    assert times == sorted(times)
    checkpoint, proof = log.proof_for(LogLeaf.objects.get(decision=settled).index)
    assert checkpoint
    assert proof
    assert replay.check_replay(settled)
