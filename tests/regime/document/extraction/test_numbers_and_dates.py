"""Is a number or date read as the country of the paper writes it?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assay.regime.document.extraction.amounts import amounts_in, mark_of
from assay.regime.document.extraction.currency import currency_of
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.line import gtin_in
from assay.regime.document.extraction.own_number import identifier_in


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1.234,56 €", ",", "1234.56"),
        ("$1,234.56", ".", "1234.56"),
        ("1 234,56 EUR", ",", "1234.56"),
        ("CHF 1'234.56", ".", "1234.56"),
        ("1,23,456.78", ".", "123456.78"),
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("5,000", ",", "5.000"),
        ("5,000", ".", "5000"),
        ("-12,00", ",", "-12.00"),
        ("12,00-", ",", "-12.00"),
        ("(12.00)", ".", "-12.00"),
        ("¥12,000-", ".", "12000"),
        ("120,-", ",", "120"),
        ("0,025", ",", "0.025"),
    ],
)
def test_an_amount_is_worth_what_its_country_means(text: str, mark: str, value: str) -> None:
    assert [a.value for a in amounts_in(text, mark=mark)] == [Decimal(value)]


def test_the_numbers_of_a_paper_vote_on_its_decimal_mark() -> None:
    assert mark_of(["1.234,56", "12,50", "3.000"]) == ","
    assert mark_of(["1,234.56", "12.50"]) == "."
    assert mark_of(["nothing"]) == "."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("1er mars 2024", "2024-03-01"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("05-Mar-24", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("令和6年3月5日", "2024-03-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("民國113年3月5日", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
    ],
)
def test_a_date_is_read_in_the_forms_of_nine_languages(text: str, day: str) -> None:
    assert [d.value.isoformat() for d in dates_in(text)] == [day]


def test_a_date_that_could_be_two_says_both() -> None:
    (day,) = dates_in("03/04/2024")
    assert (day.value.isoformat(), day.other and day.other.isoformat()) == ("2024-04-03", "2024-03-04")


def test_what_is_no_date_is_none() -> None:
    assert list(dates_in("31.02.2024, 45/45/2024, 1.234,56, 192.168.0.1")) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (": INV-2024-001 vom 05.03.2024", "INV-2024-001"),
        ("°: R-2026/5824", "R-2026/5824"),
        (" 00.123.456.7-2018-1", "00.123.456.7-2018-1"),
        ("05.03.2024", ""),
        ("of the customer", ""),
    ],
)
def test_a_number_ends_where_the_sentence_goes_on(text: str, number: str) -> None:
    assert identifier_in(text) == number


def test_a_currency_is_named_by_its_code_before_its_sign() -> None:
    assert currency_of("Total 12.00", labelled="EUR", language="en", country="") == ("EUR", 0.99)
    assert (currency_of("¥12,000", language="ja", country="") or ("", 0))[0] == "JPY"
    assert (currency_of("¥120.00", language="zh-Hans", country="CN") or ("", 0))[0] == "CNY"
    assert (currency_of("$120.00", language="en", country="CA") or ("", 0))[0] == "CAD"
    assert currency_of("120.00", language="en", country="US") == ("USD", 0.5)
    assert currency_of("120.00", language="en", country="") is None


def test_a_gtin_needs_its_check_digit() -> None:
    assert gtin_in("EAN 4006381333931") == "4006381333931"
    assert gtin_in("EAN 4006381333932") == ""
    assert gtin_in("12345670") == ""
    assert gtin_in("EAN 12345670") == "12345670"
