"""The rules of EN 16931 exactly at their tolerance and one step beyond, in UBL and CII, for the categories that trade papers use."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from benchmarks.papers_forgeries.second_bill import Bill, bill, firm
from benchmarks.papers_forgeries.second_data import cii, ubl
from lxml import etree

from assay.regime.document.extraction.rules import broken_rules

FORMS = pytest.mark.parametrize("written", [ubl, cii], ids=["ubl", "cii"])


def plain(**changes: object) -> Bill:
    """An invoice with discount, freight and deposit whose sums all hold."""
    rng = random.Random(16931)
    made = bill(firm("DE", rng), firm("DE", rng), issued=date(2026, 10, 5), rng=rng)
    made.allowance, made.charge, made.prepaid = Decimal("40.00"), Decimal("12.50"), Decimal("100.00")
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def broken(data: bytes) -> tuple[str, ...]:
    return broken_rules(etree.fromstring(data))


def moved(data: bytes, names: str, by: str, *, which: int = 0) -> bytes:
    """The data with one amount moved; `names` are the element's names in UBL and CII."""
    hits = list(re.finditer(rf"(<(?:cbc|ram):(?:{names})(?: [^>]*)?>)(-?[\d.]+)<".encode(), data))
    hit = hits[which]
    value = Decimal(hit[2].decode()) + Decimal(by)
    return data[: hit.start(2)] + f"{value}".encode() + data[hit.end(2) :]


@FORMS
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rate": Decimal(7)},
        {"rate": Decimal(0), "reverse": True},
        {"rate": Decimal(0), "exempt": True},
        {"rate": Decimal(0)},
    ],
    ids=["standard", "reduced", "intra-community", "exempt", "zero"],
)
def test_sums_that_hold_break_no_rule(written: Callable[[Bill], bytes], changes: dict[str, object]) -> None:
    assert broken(written(plain(**changes))) == ()


@FORMS
@pytest.mark.parametrize("by", ["0.01", "-0.01"])
@pytest.mark.parametrize(
    ("names", "rules"),
    [
        ("DuePayableAmount|PayableAmount", {"BR-CO-16"}),
        ("TotalPrepaidAmount|PrepaidAmount", {"BR-CO-16"}),
        ("GrandTotalAmount|TaxInclusiveAmount", {"BR-CO-15", "BR-CO-16"}),
        ("TaxBasisTotalAmount|TaxExclusiveAmount", {"BR-CO-13", "BR-CO-15"}),
        ("AllowanceTotalAmount", {"BR-CO-11", "BR-CO-13"}),
        ("ChargeTotalAmount", {"BR-CO-12", "BR-CO-13"}),
    ],
)
def test_a_cent_more_or_less_breaks_the_sum_that_it_stands_in(
    written: Callable[[Bill], bytes], names: str, rules: set[str], by: str
) -> None:
    assert set(broken(moved(written(plain()), names, by))) == rules


@FORMS
@pytest.mark.parametrize(
    ("by", "in_ubl", "in_cii"),
    [
        ("0.99", False, False),
        ("-0.99", False, False),
        ("1.00", True, False),
        ("1.01", True, True),
        ("-1.01", True, True),
    ],
)
def test_the_tax_of_a_row_may_be_off_by_one_unit_in_cii_and_by_less_in_ubl(
    written: Callable[[Bill], bytes], by: str, in_ubl: bool, in_cii: bool
) -> None:
    data = moved(written(plain()), "CalculatedAmount|TaxAmount", by, which=0 if written is cii else 1)
    assert ("BR-CO-17" in broken(data)) is (in_cii if written is cii else in_ubl)
    assert "BR-CO-14" in broken(data)


@FORMS
def test_three_decimals_break_the_rule_of_their_amount(written: Callable[[Bill], bytes]) -> None:
    assert "BR-DEC-18" in broken(moved(written(plain()), "DuePayableAmount|PayableAmount", "0.001"))
