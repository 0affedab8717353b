"""The register is read as the brand wrote it; what is missing is unknown, what is wrong is named with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assay.errors import BadInput
from assay.regime.brand.register import Brand, brand_from_json, brand_to_json, price_of, register_from_json
from assay.regime.brand.standing import Named, Part, known_as, known_on_page

FULL: dict[str, Any] = {
    "brand_id": "aurelle",
    "name": "Aurelle",
    "aliases": ["奥蕾尔"],
    "categories": ["bags"],
    "marks": [
        {"office": "EUIPO", "number": "018234567", "classes": [18, 25], "territories": ["EU"], "text": "AURELLE"}
    ],
    "products": [
        {"name": "Petite", "model": "2100", "gtin": "4006381333931", "reference_price": "240.00 EUR"},
        {"name": "Azur", "reference_price": {"amount": 85, "currency": "eur"}},
        {"name": "Belt"},
    ],
    "dealers": [{"legal_name": "Lumen GmbH", "country": "de", "vat_id": "DE136695976", "level": 1}],
    "signers": [{"name": "Aurelle", "certificate_sha256": "AB:CD", "jwk": {"kty": "EC"}}],
    "owner": "Aurelle Maison SA",
}


def test_a_whole_brand_is_read_and_written_back() -> None:
    brand = brand_from_json(FULL, where="brand")
    assert [(p.reference_price, p.currency) for p in brand.products] == [
        (Decimal("240.00"), "EUR"),
        (Decimal("85"), "EUR"),
        (None, ""),
    ]
    assert (brand.dealers[0].country, brand.dealers[0].level) == ("DE", 1)
    assert (brand.signers[0].certificate_sha256, brand.signers[0].jwk) == ("abcd", '{"kty":"EC"}')
    assert brand.owner is not None
    assert brand.owner.legal_name == "Aurelle Maison SA"
    assert brand_from_json(brand_to_json(brand), where="brand") == brand


@pytest.mark.parametrize(
    ("level", "counted"),
    [(1, 1), ("2", 2), ("Distributor", 1), ("authorized_retailer", 2), ("manufacturer", 0), ("", None), (None, None)],
)
def test_a_level_is_a_number_or_the_trades_word_for_it(level: Any, counted: int | None) -> None:
    brand = brand_from_json({"brand_id": "x", "dealers": [{"legal_name": "A", "level": level}]}, where="brand")
    assert brand.dealers[0].level == counted


def test_addresses_come_on_one_line_or_in_parts_and_a_dealer_may_be_a_name() -> None:
    parts = {"street": "Gasse 1", "postcode": 10115, "city": "Berlin", "floor": None}
    dealers = [
        "Aurelle GmbH",
        {"legal_name": "B", "address": parts},
        {"legal_name": "C", "address": ["Gasse 1", "Berlin"]},
    ]
    brand = brand_from_json({"brand_id": "x", "dealers": dealers}, where="brand")
    assert [(d.legal_name, d.address) for d in brand.dealers] == [
        ("Aurelle GmbH", ""),
        ("B", "Gasse 1, 10115, Berlin"),
        ("C", "Gasse 1, Berlin"),
    ]


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("1,200.00 EUR", (Decimal("1200.00"), "EUR")),
        ("€1,200", (Decimal(1200), "EUR")),
        ("49 £", (Decimal(49), "GBP")),
        (49, (Decimal(49), "")),
    ],
)
def test_a_price_is_read_as_people_write_it(written: Any, price: tuple[Decimal, str]) -> None:
    assert price_of(written, where="price") == price


def test_what_is_missing_is_unknown() -> None:
    assert register_from_json({"brands": [{"brand_id": "x"}]}).brand("x") == Brand(brand_id="x", name="x")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({}, "register: brands"),
        ([], "register: brands"),
        ({"brands": [7]}, "register: brands[0]"),
        ({"brands": [{"name": "x"}]}, "register: brands[0]"),
        ({"brands": [{"brand_id": "x", "name": []}]}, "register: brands[0].name"),
        ({"brands": [{"brand_id": "x", "dealers": [{"level": "one"}]}]}, "register: brands[0].dealers[0].level"),
        (
            {"brands": [{"brand_id": "x", "products": [{"reference_price": "-1"}]}]},
            "register: brands[0].products[0].reference_price",
        ),
        ({"brands": [{"brand_id": "x"}, {"brand_id": "x"}]}, "register"),
        ({"brands": [{"brand_id": "x", "marks": [{"classes": ["a"]}]}]}, "register: brands[0].marks[0].classes"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(data: Any, where: str) -> None:
    with pytest.raises(BadInput) as refusal:
        register_from_json(data)
    assert refusal.value.where == where
    assert refusal.value.mend


def test_the_register_knows_by_tax_number_before_name() -> None:
    brand = brand_from_json(FULL, where="brand")
    known = known_as(Named(name="Lumen Handels AG", vat_id="136695976"), brand=brand, same=0.9)
    assert known is not None
    assert (known.part, known.dealer.legal_name) == (Part.DEALER, "Lumen GmbH")
    assert known.differs == (("name", "Lumen Handels AG", "Lumen GmbH"),)
    assert known_as(Named(name="Lumina GmbH"), brand=brand, same=0.9) is None
    owner = known_as(Named(name="AURELLE MAISON S.A."), brand=brand, same=0.9)
    assert owner is not None
    assert owner.part is Part.OWNER


def test_a_page_names_one_dealer_or_none() -> None:
    two = {**FULL, "dealers": [{"legal_name": "Lumen Distribution GmbH"}, {"legal_name": "Albatros Handels GmbH"}]}
    brand = brand_from_json(two, where="brand")
    store = Named(name="Novara Moda")
    known = known_on_page("Rechnung von LUMEN DISTRIBUTION gmbh", brand=brand, besides=store)
    assert known is not None
    assert (known.dealer.legal_name, known.by_page) == ("Lumen Distribution GmbH", True)
    assert known_on_page("Lumen Distribution, Albatros Handels", brand=brand, besides=store) is None
    assert known_on_page("nobody", brand=brand, besides=store) is None
