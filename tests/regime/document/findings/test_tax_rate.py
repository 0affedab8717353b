"""A rate of tax that no country which may tax the sale had at that time is asked about; whatever is unclear is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.regime.document.build import BUYER, ON, STORE, facts, field, invoice, paper

from assay.policy.load import shipped
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.findings.tax_rate import rates_of
from assay.regime.document.reading import Party, Reading
from assay.regime.document.verdict import judge

TAX = shipped().document.tax
GERMAN = replace(STORE, country="DE", vat_id="DE811907980")


def rates_in(reading: Reading, *, store: StoreIdentity = GERMAN) -> list[tuple[str, str]]:
    found = judge(facts(paper(reading), store=store), policy=shipped(), on=ON).findings
    return [(f.seen, f.allowed) for f in found if f.reason.value == "TAX_RATE_UNKNOWN"]


def billed(rate: str, *, recipient: Party | None = None, **more: str) -> Reading:
    buyer = recipient or replace(BUYER, vat_id=field("DE811907980"))
    reading = invoice(rate=rate, recipient=buyer, **more)
    return replace(reading, text=f"{reading.text}\nUSt {rate} %")


@pytest.mark.parametrize(
    ("rate", "found"),
    [
        ("19", []),
        ("7", []),
        ("21", [("21 % on 2026-10-02", "DE: 7, 19")]),
        ("16", [("16 % on 2026-10-02", "DE: 7, 19")]),  # the rate of 2020
    ],
)
def test_a_rate_is_one_of_the_issuers_country_and_time(rate: str, found: list[tuple[str, str]]) -> None:
    assert rates_in(billed(rate)) == found


def test_the_buyers_country_may_tax_the_sale() -> None:
    assert rates_in(billed("22", recipient=BUYER), store=STORE) == []
    assert rates_in(billed("20", recipient=BUYER), store=STORE) == [
        ("20 % on 2026-10-02", "DE: 7, 19; IT: 4, 5, 10, 22")
    ]


def test_a_country_without_a_row_and_a_rate_that_is_not_printed_are_not_judged() -> None:
    assert rates_in(billed("21"), store=replace(GERMAN, country="US")) == []
    assert rates_in(replace(billed("21"), text="no rate")) == []


@pytest.mark.parametrize(
    ("country", "on", "rates"),
    [
        ("DE", date(2020, 9, 1), ["5", "7", "16", "19"]),  # within the days of grace of a change
        ("DE", date(2022, 9, 1), ["7", "19"]),
        ("FI", date(2026, 11, 1), ["10", "13.5", "25.5"]),
        ("CH", date(2025, 3, 1), ["2.6", "3.8", "8.1"]),
        ("JP", date(2026, 1, 1), ["8", "10"]),
        ("SG", date(2026, 1, 1), ["9"]),
        ("CN", date(2026, 1, 1), ["0.5", "1", "1.5", "2", "3", "5", "6", "9", "13"]),
        ("HK", date(2026, 1, 1), []),
        ("RO", date(2026, 11, 1), ["9", "11", "21"]),
    ],
)
def test_rates_have_their_time(country: str, on: date, rates: list[str]) -> None:
    assert sorted(rates_of(country, on=on, policy=TAX)) == sorted(map(Decimal, rates))


def test_every_row_of_the_policy_can_be_read_and_stands_in_order() -> None:
    for country, rows in TAX.rates.items():
        days = [date.fromisoformat(row.split()[0]) for row in rows]
        assert days == sorted(days), country
        assert all(0 < Decimal(rate) < 40 for row in rows for rate in row.split()[1:]), country
