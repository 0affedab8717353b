"""What a brand sees of a seller's paper, and what no policy can show it."""

from __future__ import annotations

import typing
from typing import Any

import pytest

from assay.policy.load import load
from assay.policy.schema.document import BrandSeesPolicy, Shown
from assay.regime.document.disclosure import Disclosed, Goods, disclosed


def field(value: str) -> dict[str, Any]:
    return {"value": value, "confidence": 1.0, "origin": "xml", "page": None, "box": None}


READING: dict[str, Any] = {
    "kind": "invoice",
    "number": field("LD-17"),
    "issued_on": field("2026-03-02"),
    "issuer": {
        "name": field("Lumiere SARL"),
        "address": field("12 rue"),
        "vat_id": field("FR40303265045"),
        "iban": field("FR7630006000011234567890189"),
    },
    "recipient": {"name": field("Trend Ltd")},
    "lines": [
        {
            "description": field("Bag 30"),
            "gtin": field("4012345678901"),
            "quantity": field("12"),
            "price": field("840.00"),
            "amount": field("10080.00"),
        },
        {"description": field("Belt"), "gtin": None, "quantity": field("3"), "price": None, "amount": None},
    ],
    "totals": {"gross": field("10080.00")},
    "letter": None,
}
LETTER: dict[str, Any] = {
    "kind": "letter_of_authorization",
    "issuer": {},
    "lines": [],
    "letter": {
        "authoriser": {"name": field("Aurelle SAS"), "address": None, "vat_id": None},
        "marks": [field("EUIPO 018234567")],
        "goods": [field("bags")],
    },
}


def test_as_it_ships_the_policy_shows_kind_issuer_goods_and_marks() -> None:
    shown = disclosed(READING, policy=load(None).document.brand_sees)
    assert shown == Disclosed(
        kind="invoice",
        issuer_name="Lumiere SARL",
        issuer_address="12 rue",
        issuer_vat_id="FR40303265045",
        goods=(
            Goods(description="Bag 30", gtin="4012345678901", pieces=""),
            Goods(description="Belt", gtin="", pieces=""),
        ),
    )


def test_a_letter_shows_who_authorises_and_its_marks_and_goods() -> None:
    shown = disclosed(LETTER, policy=load(None).document.brand_sees)
    assert shown == Disclosed(
        kind="letter_of_authorization",
        issuer_name="Aurelle SAS",
        goods=(Goods(description="bags", gtin="", pieces=""),),
        marks=("EUIPO 018234567",),
    )


def test_whatever_a_policy_shows_no_price_total_bank_or_buyer_is_among_it() -> None:
    shown = disclosed(READING, policy=BrandSeesPolicy(fields=typing.get_args(Shown)))
    assert (shown.number, shown.issued_on, shown.goods[0].pieces) == ("LD-17", "2026-03-02", "12")
    for hidden in ("840.00", "10080.00", "FR7630006000011234567890189", "Trend Ltd"):
        assert hidden not in str(shown), hidden


def test_what_the_policy_does_not_name_is_not_shown() -> None:
    assert disclosed(READING, policy=BrandSeesPolicy(fields=("kind",))) == Disclosed(kind="invoice")
    assert disclosed({}, policy=BrandSeesPolicy()) == Disclosed()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bag 30, EUR 840.00 each", "Bag 30, [amount] each"),
        ("Bag at 1.290,00 € net", "Bag at [amount] net"),
        ("Watch 41 mm, model 126610", "Watch 41 mm, model 126610"),
        ("$ 49 belt", "[amount] belt"),
        ("Parfum 50 ml ¥1200", "Parfum 50 ml [amount]"),
    ],
)
def test_an_amount_of_money_in_a_description_is_taken_out(text: str, shown: str) -> None:
    reading = {"lines": [{"description": field(text)}]}
    assert disclosed(reading, policy=BrandSeesPolicy()).goods[0].description == shown


def test_the_papers_number_does_not_come_in_by_the_address() -> None:
    reading = {"number": field("174687"), "issuer": {"address": field("Kaai 73, Gent Facture 174687")}}
    assert disclosed(reading, policy=BrandSeesPolicy()).issuer_address == "Kaai 73, Gent Facture [number]"
    assert disclosed(reading, policy=BrandSeesPolicy(fields=("issuer", "number"))).number == "174687"
