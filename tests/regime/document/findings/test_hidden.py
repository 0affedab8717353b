"""Words that nobody sees: those that decide weigh, a scanner's guess and a mail merge's mark do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import BUYER, DEALER, ON, facts, field, invoice, line, paper

from assay.policy.load import shipped
from assay.regime.document.reading import Kind, Origin, Reading
from assay.regime.document.verdict import judge

OTHER = (line("Corvane Sneaker Low", 10, "120.00"), line("Corvane Backpack", 20, "40.00"))


def hidden_in(reading: Reading) -> list[tuple[str, str, str]]:
    found = judge(facts(paper(reading)), policy=shipped(), on=ON).findings
    return [(f.reason.value, f.weight, f.seen) for f in found if f.reason.value.startswith("HIDDEN")]


def test_the_brand_and_its_goods_in_white_on_a_bill_for_others_are_found() -> None:
    forged = invoice(lines=OTHER, hidden="Aurelle Handbag Petite 2100 10 120.00 1,200.00")
    assert hidden_in(forged) == [
        (
            "HIDDEN_FIELDS",
            "refer",
            "7 hidden words with the brand, goods: Aurelle Handbag Petite 2100 10 120.00 1,200.00",
        )
    ]


def test_the_stores_name_in_white_on_somebody_elses_bill_is_found() -> None:
    other = replace(BUYER, name=field("Castor Retail GmbH"), vat_id=None)
    forged = invoice(recipient=other, hidden="Bill to: Novara Moda S.r.l. IT00743110157")
    assert hidden_in(forged)[0][:2] == ("HIDDEN_FIELDS", "refer")
    assert "the store's name, the store's tax number" in hidden_in(forged)[0][2]


@pytest.mark.parametrize(
    "words", ["", "1/1", "%%BATCH 7712%% page 1", "Lumen Distribution GmbH RE-2026-0173 Novara Moda S.r.l."]
)
def test_a_mark_in_the_margin_and_what_the_page_says_anyway_are_nothing(words: str) -> None:
    assert hidden_in(invoice(hidden=words)) == []


def test_a_paragraph_that_nobody_sees_is_asked_about() -> None:
    words = "please read these terms with care as they hold for each and every order that was placed"
    assert [(r, w) for r, w, _ in hidden_in(invoice(hidden=words))] == [("HIDDEN_TEXT", "refer")]


def test_what_a_scanner_guessed_under_its_picture_is_nothing_even_where_it_guessed_wrong() -> None:
    scan = invoice(
        kind=Kind.INVOICE, hidden="Lumen Distributlon GrnbH invoice total 9.999,99 and 1.234,55 " + "word " * 30
    )
    scan = replace(scan, kind=replace(scan.kind, origin=Origin.OCR))
    assert hidden_in(scan) == []
    other = replace(scan, recipient=replace(BUYER, name=field("Castor Retail GmbH")), text="Lumen Castor Retail GmbH")
    assert hidden_in(replace(other, hidden="Novara Moda S.r.l."))[0][0] == "HIDDEN_FIELDS"


def test_hidden_words_are_never_read_as_the_paper() -> None:
    found = judge(facts(paper(invoice(lines=OTHER, issuer=DEALER, hidden="Aurelle"))), policy=shipped(), on=ON)
    assert "BRAND_NOT_NAMED" in {f.reason.value for f in found.findings}
