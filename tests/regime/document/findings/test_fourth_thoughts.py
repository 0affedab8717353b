"""What did the fourth set of forgeries teach? Services are no goods, kilos are no pieces, a deposit is no purchase, a house number in two towns is no address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import field, invoice, paper
from tests.regime.document.findings.test_findings import facts, found_in

from assay.policy.load import shipped
from assay.regime.addresses import same_address
from assay.regime.document.verdict import judge
from assay.regime.names import Same


@pytest.mark.parametrize(
    "words",
    [
        "Repair and cleaning: Aurelle Handbag Petite 2100",
        "Miete, 3 Tage: Aurelle Handbag Petite 2100",
        "租赁三天：Aurelle Handbag Petite 2100",
    ],
)
def test_work_on_the_goods_and_their_hire_are_no_goods(words: str) -> None:
    reading = invoice()
    lines = (replace(reading.lines[0], description=field(words)), *reading.lines[1:])
    assert ("GOODS_NOT_FOR_SALE", "refer") in found_in(replace(reading, lines=lines))


def test_goods_that_may_not_be_sold_on_are_told_by_the_note_below() -> None:
    reading = invoice()
    noted = replace(reading, text=f"{reading.text}\nFaulty goods, sold for recycling. Resale prohibited.")
    assert ("GOODS_NOT_FOR_SALE", "refer") in found_in(noted)


@pytest.mark.parametrize(
    "title", ["Deposit invoice", "Anzahlungsrechnung", "Facture d'acompte", "Zahlungserinnerung", "SPECIMEN"]
)
def test_a_deposit_a_reminder_and_a_specimen_are_no_clear_invoice(title: str) -> None:
    reading = invoice()
    assert ("KIND_UNCLEAR", "refer") in found_in(replace(reading, text=f"{title}\n{reading.text}"))


@pytest.mark.parametrize("unit", ["kg", "KGM", "days", "小时"])
def test_a_weight_or_a_time_is_no_number_of_pieces(unit: str) -> None:
    reading = invoice()
    lines = tuple(replace(line, unit=field(unit)) for line in reading.lines)
    own = facts(paper(replace(reading, lines=lines)))
    assert judge(own, policy=shipped(), on=own.handed_in_on).lines == ()


def test_one_house_number_in_two_towns_is_another_place() -> None:
    assert same_address("Hauptstraße 5, 80331 München", "Hauptstraße 5, 10115 Berlin") is Same.ANOTHER
    assert same_address("Hauptstraße 5, 80331 München", "Hauptstr. 5, 80331 München, Germany") is Same.SAME
    assert same_address("12 rue Neuve, 75008 Paris", "12 rue Neuve, 75380 Paris CEDEX 08") is not Same.ANOTHER
