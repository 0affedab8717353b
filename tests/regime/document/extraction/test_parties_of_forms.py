"""Are parties, numbers and money found on forms: boxes with numbers, labels in two languages, captions under their values?"""

from __future__ import annotations

import pytest
from tests.regime.document.extraction.test_page_layouts import lines, page

from assay.regime.document.extraction.amounts import amounts_in
from assay.regime.document.extraction.currency import home_of
from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.extraction.visible import read_pages
from assay.regime.document.reading import Field, Reading


def said(field: Field | None) -> str | None:
    return field.value if field else None


def sized(*rows: tuple[float, float, str]) -> Reading:
    """A page of rows: (distance from above, size of type, words from 40 points on)."""
    words = []
    for y, size, text in rows:
        x = 40.0
        for word in text.split(" "):
            words.append(Word(word, x, y, x + 0.5 * size * len(word), y + size, size))
            x += 0.5 * size * len(word) + 0.3 * size
    return read_pages([Page(1, 595, 842, tuple(words))], file="a.pdf", sha256="0")


def test_a_label_in_a_numbered_box_and_in_two_languages_names_the_block_under_it() -> None:
    reading = page(
        (40, "40@COMMERCIAL INVOICE"),
        (60, "40@1. Exporter"),
        (72, "40@Thornfield Gloves Ltd"),
        (84, "40@Hexham NE46 3PD"),
        (110, "40@4. Destinataire / Consignee"),
        (122, "40@Maison Aubert SARL"),
        (134, "40@69002 Lyon"),
    )
    assert (said(reading.issuer.name), said(reading.recipient.name)) == ("Thornfield Gloves Ltd", "Maison Aubert SARL")


def test_a_chinese_and_an_english_label_in_one_are_one_label() -> None:
    reading = page(
        (40, "250@發票 INVOICE"), (80, "40@致 To：海港精品店|400@單號 No. 2026.118"), (92, "40@尖沙咀廣東道17號2樓")
    )
    assert (said(reading.recipient.name), said(reading.number)) == ("海港精品店", "2026.118")


def test_the_lines_above_the_one_beside_a_label_at_half_their_height_belong_to_it() -> None:
    reading = page(
        (40, "40@RECHNUNG"),
        (89, "150@Sabine Krämer"),
        (100, "40@Kunde / Sold to|150@Rosenweg 5"),
        (111, "150@50667 Köln"),
    )
    assert said(reading.recipient.name) == "Sabine Krämer"


def test_name_and_address_behind_a_word_that_leads_to_whom_are_the_recipients() -> None:
    reading = page((40, "40@Rechnung Nr. 26/0077"), (60, "40@für Katharina Lindemann, Am Rosengarten 40, 55131 Mainz"))
    assert (said(reading.recipient.name), said(reading.issuer.name)) == ("Katharina Lindemann", None)


def test_the_lines_over_a_small_caption_are_what_it_names() -> None:
    reading = sized(
        (40, 18, "INVOICE"),
        (100, 10, "Orchard Lane Collective"),
        (111, 10, "290 Orchard Road, Singapore 238859"),
        (122, 7, "CLIENT"),
    )
    assert said(reading.recipient.name) == "Orchard Lane Collective"


def test_a_name_in_large_letters_takes_two_lines_over_its_address() -> None:
    reading = sized(
        (40, 15, "Gioielli Caruso di"),
        (56, 15, "Caruso Elena"),
        (76, 10, "Piazza Pretoria 9"),
        (87, 10, "90133 Palermo (PA)"),
        (98, 10, "P.IVA IT05910340824"),
        (150, 15, "FATTURA"),
    )
    assert said(reading.issuer.name) == "Gioielli Caruso di Caruso Elena"


def test_a_japanese_address_is_no_name() -> None:
    reading = page(
        (40, "250@領収書"),
        (60, "40@株式会社ひかり商事 様"),
        (100, "360@〒770-0831"),
        (112, "360@徳島県徳島市藍場町2-24"),
        (124, "360@藍染工房みなと ㊞"),
        (136, "360@登録番号 T9810345120077"),
    )
    assert (said(reading.issuer.name), said(reading.recipient.name)) == ("藍染工房みなと", "株式会社ひかり商事")


def test_the_number_of_a_register_is_not_the_papers_own() -> None:
    reading = page((40, "40@御請求書|480@#A-5521"), (60, "40@T8120001094471"))
    assert said(reading.number) == "A-5521"


@pytest.mark.parametrize("space", ["\u2009", "\u202f", "\u00a0", "\u25a0"])
def test_a_narrow_space_or_the_box_that_stands_for_it_parts_thousands(space: str) -> None:
    assert [str(a.value) for a in amounts_in(f"3{space}767,52", mark=",")] == ["3767.52"]


@pytest.mark.parametrize(
    ("name", "number", "country"),
    [
        ("Moda Norteña S. de R.L. de C.V.", "", "MX"),
        ("", "T8120001094471", "JP"),
        ("", "91330106MA27X8L51P", "CN"),
        ("Jarrah Point Pty Ltd", "", "AU"),
        ("Thornfield Gloves Ltd", "284991703", ""),
    ],
)
def test_a_form_of_company_or_a_national_number_tells_the_country(name: str, number: str, country: str) -> None:
    assert home_of(name=name, number=number) == country


BARE = (
    (40, "40@Brenner Handels GmbH|400@Beleg-Nr. 000731"),
    (52, "40@28195 Bremen|400@Ausgestellt am 17.05.2026"),
    (64, "40@USt-IdNr. DE299014455"),
    (100, "40@Rudolf Ahrens"),
    (112, "40@Domshof 10"),
    (124, "40@28195 Bremen"),
    (200, "40@Artikel|300@Stück|380@E-Preis|460@Gesamtpreis"),
    (214, "40@Ledergürtel|300@2|380@50,00|460@100,00"),
    (240, "380@Summe netto|460@100,00"),
    (252, "380@Umsatzsteuer 19 %|460@19,00"),
    (264, "380@Summe brutto|460@119,00"),
)


def test_a_paper_without_a_title_that_holds_what_makes_an_invoice_is_one_and_believed_less() -> None:
    reading = page(*BARE)
    assert (reading.kind.value, reading.kind.confidence) == ("invoice", 0.6)
    assert lines(reading) == [("2", "100.00")]


@pytest.mark.parametrize("without", [9, 2])
def test_without_tax_or_without_the_issuers_tax_number_it_stays_unknown(without: int) -> None:
    reading = page(*(row for n, row in enumerate(BARE) if n != without))
    assert reading.kind.value == "unknown"


def test_counts_before_the_names_on_a_receipt_are_pieces_and_numbers_of_rows_are_not() -> None:
    counted = page(
        (40, "40@RECEIPT 2045"),
        (80, "40@3 Card holder|300@81.00 $"),
        (92, "40@2 Field watch|300@778.00 $"),
        (110, "40@Total|300@859.00 $"),
    )
    assert lines(counted) == [("3", "81.00"), ("2", "778.00")]
    numbered = page(
        (40, "40@RECEIPT 2045"),
        (80, "40@1 Card holder|300@81.00 $"),
        (92, "40@2 Field watch|300@778.00 $"),
        (110, "40@Total|300@859.00 $"),
    )
    assert lines(numbered) == [("1", "81.00"), ("1", "778.00")]


@pytest.mark.parametrize(
    ("begins", "ends", "number"),
    [("FR 05 8", "99120447", "FR05899120447"), ("VAT registration GB 204 4556", "10.", "GB204455610")],
)
def test_a_vat_number_that_takes_two_lines_is_one_number(begins: str, ends: str, number: str) -> None:
    reading = page(
        (40, "40@Léa Marchand SARL"),
        (52, "40@44000 Nantes"),
        (64, f"40@{begins}"),
        (75, f"40@{ends}"),
        (120, "40@Facture"),
    )
    assert said(reading.issuer.vat_id) == number


def test_a_day_whose_year_stands_on_the_next_line_is_read_whole() -> None:
    reading = page((40, "40@Factura"), (80, "40@Fecha de la factura|200@23 de abril de"), (91, "200@2026"))
    assert said(reading.issued_on) == "2026-04-23"
