"""Where a sum that does not hold is unclear, and where it is wrong."""

from __future__ import annotations

from dataclasses import replace

from tests.regime.document.build import ON, facts, field, invoice, line, paper

from assay.policy.load import shipped
from assay.regime.document.finding import Reason
from assay.regime.document.reading import Line, Reading, Tax, Totals
from assay.regime.document.verdict import judge

SUMS = {
    Reason.SUM_OF_LINES_WRONG,
    Reason.NET_TOTAL_WRONG,
    Reason.TAX_WRONG,
    Reason.GROSS_TOTAL_WRONG,
    Reason.PAYABLE_WRONG,
    Reason.LINE_AMOUNT_WRONG,
}


def sums_of(reading: Reading) -> list[tuple[str, str]]:
    found = judge(facts(paper(reading)), policy=shipped(), on=ON).findings
    return [(f.reason.value, f.weight) for f in found if f.reason in SUMS]


def test_a_tax_in_another_currency_that_was_read_for_the_tax_is_unclear_where_the_right_one_is_printed() -> None:
    reading = invoice()
    misread = replace(reading, totals=replace(reading.totals, tax=field("349.60")), taxes=())
    assert sums_of(misread) == [("GROSS_TOTAL_WRONG", "refuse")]
    printed = replace(misread, text=misread.text + "\nUSt 19 %  380,00 EUR\nIn CHF: 349.60")
    assert sums_of(printed) == [("GROSS_TOTAL_WRONG", "refer")]


def test_a_paper_in_whole_yen_is_rounded_to_whole_yen_though_the_sign_was_read_as_yuan() -> None:
    lines = (line("Aurelle Handbag Petite 2100", 21, "50592"), line("Aurelle Scarf Silk S90", 15, "21168"))
    reading = invoice(
        lines=lines,
        currency=field("CNY"),
        taxes=(Tax(rate=field("10"), base=field("1379952"), amount=field("137995")),),
        totals=Totals(net=field("1379952"), tax=field("137995"), gross=field("1517947")),
    )
    assert sums_of(reading) == []
    wrong = replace(reading, taxes=(Tax(rate=field("10"), base=field("1379952"), amount=field("137000")),))
    assert sums_of(wrong) == [("TAX_WRONG", "refuse"), ("TAX_WRONG", "refer")]


def test_a_subtotal_that_was_taken_for_a_line_counts_once() -> None:
    reading = invoice()
    subtotal = Line(description=field("Warenwert"), amount=field("2000.00"))
    assert sums_of(replace(reading, lines=(*reading.lines, subtotal))) == []
    another = Line(description=field("Warenwert"), amount=field("2000.01"))
    assert sums_of(replace(reading, lines=(*reading.lines, another))) == [("SUM_OF_LINES_WRONG", "refuse")]


def test_a_deposit_may_be_printed_with_a_minus() -> None:
    reading = invoice()
    for paid in ("380.00", "-380.00"):
        totals = replace(reading.totals, prepaid=field(paid), payable=field("2000.00"))
        assert sums_of(replace(reading, totals=totals)) == []


def test_that_the_only_line_is_printed_does_not_say_that_a_total_was_misread() -> None:
    reading = invoice(lines=(line("Aurelle Handbag Petite 2100", 12, "700.00"),))
    more = (line("Aurelle Handbag Petite 2100", 120, "700.00"),)
    raised = replace(reading, lines=more, text=reading.text + "\n120 x 700,00 84.000,00 EUR")
    assert sums_of(raised) == [("SUM_OF_LINES_WRONG", "refuse")]
    twice = replace(raised, text=raised.text + "\nSumme 84.000,00 EUR")
    assert sums_of(twice) == [("SUM_OF_LINES_WRONG", "refer")]
