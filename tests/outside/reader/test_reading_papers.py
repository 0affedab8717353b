"""Does a paper come back as it was printed, with places, and in the form in which it is stored?"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from tests.specimens.making import UBL, attached

from assay.demo.papers.paper import Invoice, Letter, Line, Party
from assay.demo.papers.rendering import invoice_pdf, letter_pdf
from assay.outside.reader import read_paper
from assay.outside.reader.signature import signatures_of
from assay.policy.load import shipped
from assay.regime.document.reading import Field, Origin, Reading, from_json, to_json

LIMITS = shipped().document.limits
MAKER = Party(
    name="Bellandri Calzature S.p.A.",
    street="Viale dei Tigli 173",
    postcode="40121",
    city="Bologna",
    country="IT",
    vat_id="IT00743110157",
)
SHOP = Party(name="Old Town Shop Ltd", street="14 Weaver's Row", postcode="LS1 4HR", city="Leeds", country="GB")


def read(data: bytes, folder: Path, name: str = "paper.pdf") -> Reading:
    (folder / name).write_bytes(data)
    return read_paper(folder / name, name=name, limits=LIMITS)


def value(field: Field | None) -> str:
    return field.value if field else ""


def test_a_letter_says_who_lets_whom_sell_what_until_when(tmp_path: Path) -> None:
    letter = Letter(
        number="LA-2026-347",
        issued_on=date(2026, 6, 18),
        issuer=MAKER,
        holder=SHOP,
        brand="Bellandri",
        marks=("EUIPO 018407919", "CNIPA 40106151"),
        goods=(),
        territories=("GB",),
        channels=("Online shop",),
        level=1,
        may_pass_on=False,
        valid_from=date(2026, 6, 18),
        valid_to=date(2028, 3, 21),
        signer="M. Rennard",
        signer_role="Authorised signatory",
    )
    reading = read(letter_pdf(letter), tmp_path)
    read_letter = reading.letter
    assert reading.kind.value == "letter_of_authorization"
    assert read_letter is not None
    assert value(read_letter.brand) == "Bellandri"
    assert [m.value for m in read_letter.marks] == ["EUIPO 018407919", "CNIPA 40106151"]
    assert (value(read_letter.authoriser.name), value(read_letter.authorised.name)) == (MAKER.name, SHOP.name)
    assert (value(read_letter.valid_from), value(read_letter.valid_to)) == ("2026-06-18", "2028-03-21")
    assert (value(read_letter.level), value(read_letter.may_pass_on)) == ("1", "false")
    assert [t.value for t in read_letter.territories] == ["GB"]
    assert value(read_letter.signer) == "M. Rennard"


def test_what_is_read_has_a_place_and_survives_its_stored_form(tmp_path: Path) -> None:
    from assay.demo.papers.view import Style

    invoice = Invoice.bill(
        number="R-2026-17",
        issued_on=date(2026, 3, 2),
        issuer=MAKER,
        recipient=SHOP,
        lines=(Line.of("Leather handbag", 3, "120.00"), Line.of("Belt", 10, "19.50")),
        tax_rate="22",
    )
    reading = read(invoice_pdf(invoice, Style(layout="ledger")), tmp_path)
    assert (value(reading.number), value(reading.issued_on), value(reading.totals.gross)) == (
        "R-2026-17",
        "2026-03-02",
        str(invoice.gross),
    )
    assert [(value(line.quantity), value(line.amount)) for line in reading.lines] == [("3", "360.00"), ("10", "195.00")]
    assert reading.number is not None
    assert reading.number.origin is Origin.TEXT
    assert reading.number.box is not None
    assert reading.number.box.page == 1
    assert to_json(from_json(json.loads(json.dumps(to_json(reading))))) == to_json(reading)


def test_a_hybrid_paper_is_read_twice(tmp_path: Path) -> None:
    reading = read(attached("factur-x.xml", UBL), tmp_path)
    assert (value(reading.number), reading.number and reading.number.origin) == ("INV-1", Origin.XML)
    assert reading.visible is not None
    assert value(reading.visible.number) == "INV-1"
    assert reading.visible.number is not None
    assert reading.visible.number.origin is Origin.TEXT
    assert "BR-16" in reading.rules


def test_a_price_is_for_one_piece_whatever_its_base_quantity() -> None:
    from assay.regime.document.extraction.tree import field
    from assay.regime.document.extraction.ubl import per_piece

    assert value(per_piece(field("50.00"), field("100"))) == "0.5"
    assert value(per_piece(field("50.00"), None)) == "50.00"


@pytest.mark.data
def test_signatures_hold_or_not_as_the_acceptance_rule_says() -> None:
    data = os.environ.get("ASSAY_DATA")
    folder = Path(data).parent / "formats" / "letters" / "signed_pdf" if data else Path("/nowhere")
    if not folder.is_dir():
        pytest.skip("the signed vectors (ASSAY_DATA/../formats/letters/signed_pdf) are not there")
    held = {
        p.name
        for p in sorted(folder.glob("*.pdf"))
        if (marks := signatures_of(p.read_bytes())[0]) and all(m.holds for m in marks)
    }
    assert held == {
        "certified-with-indirect-refs-in-dir.pdf",
        "ed448-shake256-nolen.pdf",
        "minimal-signed-twice-both-created.pdf",
        "minimal-signed-twice-no-sig-type.pdf",
        "minimal-two-fields-signed-twice.pdf",
        "pades-lta-dss-indirect-arrs-test.pdf",
        "pades-with-old-style-signing-cert-attr-issser.pdf",
        "pades-with-old-style-signing-cert-attr.pdf",
        "sig-with-ski-sid.pdf",
    }
