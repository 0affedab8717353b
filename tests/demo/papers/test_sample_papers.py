"""Do the sample's papers say what they shall, in every layout and language, and the same bytes each time?"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from assay.demo.papers.einvoice import CII, cii, ubl
from assay.demo.papers.hybrid import NAME, edited_after, with_data
from assay.demo.papers.paper import Invoice, Language, Letter, Line, Party
from assay.demo.papers.rendering import invoice_pdf, letter_pdf
from assay.demo.papers.view import LAYOUTS, Layout, Style, house_name

ISSUER = Party(
    name="Lindwurm Großhandel GmbH",
    street="Kanalstraße 14",
    postcode="20457",
    city="Hamburg",
    country="DE",
    vat_id="DE136695976",
    registration="Amtsgericht Hamburg HRB 81442",
    iban="DE89370400440532013000",
)
BUYER = Party(name="Boutique Delacourbe SARL", street="3 quai du Levant", postcode="69003", city="Lyon", country="FR")


def invoice(language: Language = "en") -> Invoice:
    return Invoice.bill(
        number="RE-2026-00123",
        issued_on=date(2026, 5, 3),
        issuer=ISSUER,
        recipient=BUYER,
        lines=[
            Line.of("Maison Orvelle Sérénade 24 handbag, black", 4, "1240.00", model="MO-2410", gtin="9521000000115"),
            Line.of("Maison Orvelle Petite wallet, rose", 10, "145.55", model="MO-0220"),
        ],
        tax_rate="19",
        discount="50",
        language=language,
        due_on=date(2026, 6, 2),
    )


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_totals_follow_from_the_lines_to_the_cent() -> None:
    paper = invoice()
    assert [line.amount for line in paper.lines] == [Decimal("4960.00"), Decimal("1455.50")]
    assert (paper.lines_total, paper.net, paper.tax, paper.gross) == (
        Decimal("6415.50"),
        Decimal("6365.50"),
        Decimal("1209.45"),
        Decimal("7574.95"),
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("language", "gross", "day"),
    [("en", "€7,574.95", "03/05/2026"), ("de", "7.574,95 €", "03.05.2026"), ("fr", "7 574,95 €", "03/05/2026")],
)
def test_every_layout_shows_number_date_parties_and_total(
    layout: Layout, language: Language, gross: str, day: str
) -> None:
    text = text_of(invoice_pdf(invoice(language), Style(layout=layout))).replace("\N{NO-BREAK SPACE}", " ")
    folded = " ".join(text.split())
    for word in ("RE-2026-00123", day, gross, "Boutique Delacourbe SARL", "MO-2410"):
        assert word in folded, word
    assert "Lindwurm Großhandel" in folded


def test_the_same_paper_is_the_same_file() -> None:
    assert invoice_pdf(invoice(), Style(layout="band")) == invoice_pdf(invoice(), Style(layout="band"))
    data = cii(invoice())
    page = invoice_pdf(invoice(), Style())
    assert with_data(page, data, on=date(2026, 5, 3)) == with_data(page, data, on=date(2026, 5, 3))


def test_a_hybrid_file_carries_its_data_as_factur_x() -> None:
    data = cii(invoice())
    with pikepdf.open(io.BytesIO(with_data(invoice_pdf(invoice(), Style()), data, on=date(2026, 5, 3)))) as file:
        assert list(file.attachments) == [NAME]
        assert file.attachments[NAME].get_file().read_bytes() == data
        assert file.Root.AF[0].AFRelationship == pikepdf.Name.Alternative


def test_an_edited_file_keeps_its_first_revision() -> None:
    page = invoice_pdf(invoice(), Style())
    dearer = replace(invoice(), lines=(replace(invoice().lines[0], quantity=40),)).recomputed()
    edited = edited_after(page, invoice_pdf(dearer, Style()))
    assert edited.startswith(page)
    assert edited == edited_after(page, invoice_pdf(dearer, Style()))
    assert "40 pcs" in text_of(edited)
    assert "40 pcs" not in text_of(edited[: len(page)])


def test_the_data_states_the_totals_of_the_paper() -> None:
    root = etree.fromstring(cii(invoice()))
    sums = root.find(".//ram:SpecifiedTradeSettlementHeaderMonetarySummation", CII)
    assert sums is not None
    assert [(etree.QName(e).localname, e.text) for e in sums] == [
        ("LineTotalAmount", "6415.50"),
        ("AllowanceTotalAmount", "50.00"),
        ("TaxBasisTotalAmount", "6365.50"),
        ("TaxTotalAmount", "1209.45"),
        ("GrandTotalAmount", "7574.95"),
        ("DuePayableAmount", "7574.95"),
    ]
    peppol = etree.fromstring(ubl(invoice()))
    space = {"cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}
    assert [e.text for e in peppol.iterfind(".//cbc:PayableAmount", space)] == ["7574.95"]
    assert [e.text for e in peppol.iterfind(".//cbc:InvoicedQuantity", space)] == ["4", "10"]


def test_a_letter_says_who_lets_whom_sell_what_until_when() -> None:
    letter = Letter(
        number="LA-2026-117",
        issued_on=date(2026, 1, 1),
        issuer=ISSUER,
        holder=BUYER,
        brand="Maison Orvelle",
        marks=("EUIPO 018400000",),
        goods=(),
        territories=("DE", "FR"),
        channels=("online",),
        level=2,
        may_pass_on=False,
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 6, 30),
        signer="I. Thorvald",
        signer_role="Authorised signatory",
        language="de",
    )
    text = " ".join(text_of(letter_pdf(letter)).split())
    for word in (
        "Vertriebsvollmacht",
        "Boutique Delacourbe SARL",
        "EUIPO 018400000",
        "Deutschland, Frankreich",
        "30. Juni 2027",
    ):
        assert word in text, word


def test_a_sign_bears_the_name_without_its_legal_form() -> None:
    assert house_name("Lindwurm Großhandel GmbH & Co. KG") == "Lindwurm Großhandel"
    assert house_name("Yunfeng Trading Co., Ltd.") == "Yunfeng Trading"
