"""A brand answers questions and keeps its register up to date."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.web.office import AT, READING, Office, build
from tests.web.test_papers_forms import said
from tests.web.test_portals import FrozenClock, client_of, open_question

from assay.records.models import Brand, Dealer, Decision, Listing, Product
from assay.regime.moves import InquiryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    return build()


@pytest.fixture
def bea(office: Office) -> Client:
    return client_of(office.people["bea"])


def test_a_question_shows_issuer_and_goods_and_never_a_price(bea: Client, office: Office) -> None:
    page = said(bea.get(f"/brand/inquiries/{open_question(office).pk}/"))
    for seen in ("Lumiere Distribution SARL", "Aurelle Speedline bag 30", "04012345678901", "Trend HK"):
        assert seen in page, seen
    totals = READING["totals"]
    for hidden in ("840.00", "10080.00", totals["gross"]["value"], "LD-2016-0417", "invoice.pdf", "12 pieces"):
        assert hidden not in page, hidden


def test_a_brand_confirms_a_paper_once(bea: Client, office: Office) -> None:
    question = open_question(office)
    url = f"/brand/inquiries/{question.pk}/answer/"
    assert bea.post(url, {"confirmed": "yes"}).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.answered_at, question.answered_by) == (
        InquiryState.CONFIRMED,
        AT,
        office.people["bea"],
    )
    again = bea.post(url, {"confirmed": "no", "ground": "not_issued", "evidence": "Our books do not hold it."})
    question.refresh_from_db()
    assert (again.status_code, question.state) == (409, InquiryState.CONFIRMED)


def test_a_brand_states_what_its_own_copy_says_and_else_stands_for_issuer_and_goods_alone(
    bea: Client, office: Office
) -> None:
    question = open_question(office)
    url = f"/brand/inquiries/{question.pk}/answer/"
    said = {
        "number_1": "LD-2016-0417",
        "issued_on_1": "2016-04-01",
        "buyer_1": "Seiden Handels GmbH",
        "pieces_1": " 12 ",
    }
    assert bea.post(url, {"confirmed": "yes", **said, "number_2": ""}).status_code == 302
    question.refresh_from_db()
    assert question.knows == ["goods", "issuer"]
    assert [(s["number"], s["issued_on"], s["buyer"], s["pieces"]) for s in question.states] == [
        ("LD-2016-0417", "2016-04-01", "Seiden Handels GmbH", "12")
    ]
    assert "over 12 pieces" in bea.get(f"/brand/inquiries/{question.pk}/").content.decode()


def test_a_statement_of_unreadable_length_is_refused_and_nothing_is_kept(bea: Client, office: Office) -> None:
    question = open_question(office)
    answer = bea.post(f"/brand/inquiries/{question.pk}/answer/", {"confirmed": "yes", "buyer_1": "x" * 301})
    question.refresh_from_db()
    assert (answer.status_code, question.state, question.states) == (422, InquiryState.OPEN, [])


def test_an_objection_names_ground_and_evidence(bea: Client, office: Office) -> None:
    question = open_question(office)
    answer = bea.post(
        f"/brand/inquiries/{question.pk}/answer/",
        {"confirmed": "no", "ground": "not_issued", "evidence": "LD-2016-0417 is no number of our dealer."},
    )
    question.refresh_from_db()
    assert (answer.status_code, question.state, question.ground) == (302, InquiryState.OBJECTED, "not_issued")


WRONG_OBJECTIONS: list[Any] = [
    {"confirmed": "no"},
    {"confirmed": "no", "ground": "not_issued", "evidence": "  "},
    {"confirmed": "no", "ground": "", "evidence": "Not our dealer."},
    {"confirmed": "no", "ground": "not_our_dealer", "evidence": "We have never sold to them."},
    {"confirmed": "no", "ground": "not_issued", "evidence": "x" * 10_001},
]


def test_an_objection_without_ground_or_evidence_is_refused_and_nothing_that_was_written_is_lost(
    bea: Client, office: Office
) -> None:
    question = open_question(office)
    for written in WRONG_OBJECTIONS:
        answer = bea.post(f"/brand/inquiries/{question.pk}/answer/", written)
        question.refresh_from_db()
        assert (answer.status_code, question.state) == (422, InquiryState.OPEN)
        page = answer.content.decode()
        assert 'role="alert"' in page
        assert written.get("evidence", "").strip() in page


def test_not_our_dealer_alone_is_refused_with_the_reason_why(bea: Client, office: Office) -> None:
    question = open_question(office)
    answer = bea.post(
        f"/brand/inquiries/{question.pk}/answer/", {"confirmed": "no", "ground": "", "evidence": "Not our dealer."}
    )
    assert (answer.status_code, "not our dealer" in said(answer).lower()) == (422, True)


def rows(**columns: list[str]) -> dict[str, Any]:
    return dict(columns)


def test_a_brand_names_its_dealers_and_its_listings_are_screened_again(bea: Client, office: Office) -> None:
    Listing.objects.update(needs_screening=False)
    answer = bea.post(
        "/brand/register/dealers/",
        rows(
            legal_name=["Maison Aurelle SAS", "", "Lumiere Distribution SARL"],
            address=["1 place", "", "12 rue"],
            country=["fr", "", "FR"],
            vat_id=["FR40303265045", "", ""],
            iban=["", "", ""],
            level=["1", "1", "2"],
        ),
    )
    assert answer.status_code == 302
    assert list(Dealer.objects.order_by("pk").values_list("legal_name", "country", "level")) == [
        ("Maison Aurelle SAS", "FR", 1),
        ("Lumiere Distribution SARL", "FR", 2),
    ]
    assert Brand.objects.get(pk="aurelle").register_version == 2
    assert Listing.objects.filter(brand="aurelle", needs_screening=False).count() == 0
    assert Decision.objects.filter(kind="enrol", brand="aurelle", by=office.people["bea"]).count() == 1


def test_a_brand_sets_reference_prices(bea: Client) -> None:
    answer = bea.post(
        "/brand/register/products/",
        rows(
            name=["Speedline 30"], model=["SL30"], gtin=["04012345678901"], reference_price=["840.00"], currency=["eur"]
        ),
    )
    product = Product.objects.get(brand="aurelle")
    assert (answer.status_code, product.reference_price, product.currency) == (302, Decimal("840.00"), "EUR")


WRONG_ROWS: list[Any] = [
    ("products", {"name": ["Bag"], "reference_price": ["-1"], "currency": ["EUR"]}, "row 1, reference_price"),
    ("products", {"name": ["Bag"], "reference_price": ["NaN"], "currency": ["EUR"]}, "row 1, reference_price"),
    ("products", {"name": ["Bag"], "reference_price": ["1e400"], "currency": ["EUR"]}, "row 1, reference_price"),
    ("products", {"name": ["Bag"], "reference_price": ["12.345"], "currency": ["EUR"]}, "row 1, reference_price"),
    (
        "products",
        {"name": ["Bag", "Belt"], "reference_price": ["12", "9"], "currency": ["EUR", ""]},
        "row 2, currency",
    ),
    ("products", {"name": ["Bag"], "gtin": ["123"]}, "row 1, gtin"),
    ("products", {"model": ["SL30"]}, "row 1, name"),
    ("dealers", {"legal_name": ["Maison"], "level": ["0"]}, "row 1, level"),
    ("dealers", {"legal_name": ["Maison"], "level": ["first"]}, "row 1, level"),
    ("dealers", {"legal_name": ["Maison"], "country": ["France"]}, "row 1, country"),
    ("dealers", {"address": ["12 rue"]}, "row 1, legal_name"),
    ("dealers", {"legal_name": ["x" * 301]}, "row 1, legal_name"),
    ("names", {"aliases": ["x" * 201]}, "aliases"),
]


def test_a_row_that_cannot_be_is_named_and_nothing_is_changed(
    bea: Client,
) -> None:
    for part, columns, where in WRONG_ROWS:
        answer = bea.post(f"/brand/register/{part}/", columns)
        assert (answer.status_code, f"Where: {where} " in said(answer)) == (422, True)
        brand = Brand.objects.get(pk="aurelle")
        assert (brand.register_version, brand.products.count(), brand.dealers.count(), brand.aliases) == (
            1,
            0,
            0,
            ["AURELLE Paris"],
        )
        first = next(iter(columns.values()))[0]
        assert first in answer.content.decode()


def test_a_brand_changes_how_its_name_is_written(bea: Client) -> None:
    answer = bea.post("/brand/register/names/", {"aliases": "AURELLE Paris\n奥蕾\n\n", "categories": "bags\nshoes"})
    brand = Brand.objects.get(pk="aurelle")
    assert (answer.status_code, brand.aliases, brand.categories) == (302, ["AURELLE Paris", "奥蕾"], ["bags", "shoes"])


def test_a_part_that_there_is_not_is_not_found(bea: Client) -> None:
    assert bea.get("/brand/register/marks/").status_code == 404
    assert bea.get("/brand/register-row/names/").status_code == 404
