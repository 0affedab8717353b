"""Prices as shop systems write them: which number, which currency."""

from __future__ import annotations

import polars as pl
import pytest

from assay.policy.load import shipped
from assay.regime.listing.amounts import read_prices
from assay.regime.listing.arrival import arrive


def read(text: str, *, currency: str = "", country: str = "") -> tuple[float | None, str]:
    row = pl.DataFrame({"price_text": [text], "currency_text": [currency], "country": [country]})
    amount, unit = read_prices(row, fx=shipped().fx).select("price", "currency").row(0)
    return amount, unit


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("49.00 EUR", 49.0, "EUR"),
        ("EUR 49", 49.0, "EUR"),
        ("10,00 €", 10.0, "EUR"),
        ("1.234,56 EUR", 1234.56, "EUR"),
        ("$1,234.50", 1234.5, "USD"),
        ("1'299.00 CHF", 1299.0, "CHF"),
        ("1 299,00 kr", 1299.0, "SEK"),
        ("49,- EUR", 49.0, "EUR"),
        ("49.– CHF", 49.0, "CHF"),
        ("1,299 USD", 1299.0, "USD"),
        ("1.299 EUR", 1.299, "EUR"),
        ("Rp 150.000", 150000.0, "IDR"),
        ("Rp 1.500.000", 1500000.0, "IDR"),
        ("250.000 VND", 250000.0, "VND"),
        ("₩89,000", 89000.0, "KRW"),
        ("12,800円", 12800.0, "JPY"),
        ("4999 GBX", 49.99, "GBP"),
        ("4999 GBp", 49.99, "GBP"),
        ("4999 GBP", 4999.0, "GBP"),
        ("99p", 0.99, "GBP"),
        ("15000 ZAc", 150.0, "ZAR"),
        ("0", 0.0, ""),
        ("0.00 EUR", 0.0, "EUR"),
        ("1e3 EUR", 1000.0, "EUR"),
        ("60 XYZ", 60.0, "XYZ"),
        ("49-59 EUR", None, "EUR"),
        ("price on request", None, ""),
    ],
)
def test_a_price_is_read_as_its_currency_writes_it(text: str, amount: float | None, currency: str) -> None:
    assert read(text) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "currency", "country", "read_as"),
    [
        ("¥5000", "", "", (5000.0, "CNY")),
        ("¥5000", "", "JP", (5000.0, "JPY")),
        ("¥5000", "JPY", "", (5000.0, "JPY")),
        ("$50", "", "AU", (50.0, "AUD")),
        ("$50", "CAD", "US", (50.0, "CAD")),
        ("50 USD", "EUR", "DE", (50.0, "USD")),
        ("199 kr", "", "DK", (199.0, "DKK")),
        ("4500", "JPY", "", (4500.0, "JPY")),
        ("4500", "POINTS", "", (4500.0, "POINTS")),
        ("4500", "GBX", "", (45.0, "GBP")),
    ],
)
def test_a_sign_that_means_several_currencies_is_told_by_column_or_country(
    text: str, currency: str, country: str, read_as: tuple[float, str]
) -> None:
    assert read(text, currency=currency, country=country) == read_as


@pytest.mark.parametrize(
    ("price", "what"),
    [
        ("NaN", "the price is no number."),
        ("inf EUR", "the price is no number."),
        ("-5 EUR", "the price is below zero."),
        ("1e12 EUR", "the price is beyond any price."),
        ("1e12 XYZ", "the price is beyond any price."),
        ("1500000000 IDR", None),
        ("1500000000 VND", None),
        ("0 EUR", None),
    ],
)
def test_a_price_is_refused_only_where_no_currency_makes_it_possible(price: str, what: str | None) -> None:
    row = pl.DataFrame({"id": ["1"], "store_id": ["s"], "title": ["Veltrano watch"], "price": [price]})
    refused = arrive(row, limits=shipped().listing.limits, fx=shipped().fx).refused
    assert refused.select("attribute", "what", "mend").rows() == (
        [] if what is None else [("price", what, "Write it as 49.00 EUR.")]
    )
