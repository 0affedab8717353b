"""Are number, parties, totals and lines found where other programs print them?"""

from __future__ import annotations

import pytest
from tests.regime.document.extraction.test_page_layouts import lines, page

from assay.regime.document.extraction.amounts import amounts_in
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.extraction.visible import read_pages
from assay.regime.document.reading import Field, Origin, Reading


def said(field: Field | None) -> str | None:
    return field.value if field else None


def test_a_number_without_a_label_is_the_one_that_stands_alone_at_the_head() -> None:
    reading = page(
        (40, "40@INVOICE|500@24-3387"),
        (80, "40@17 October 2024"),
        (120, "40@Your order: 45519|300@Customer: 00718"),
    )
    assert (said(reading.number), said(reading.issued_on)) == ("24-3387", "2024-10-17")


def test_two_numbers_without_a_label_are_none() -> None:
    reading = page((40, "40@INVOICE"), (70, "300@24-3387"), (100, "430@77-1002"))
    assert reading.number is None


def test_a_number_under_the_title_counts_before_a_column_that_is_called_ref() -> None:
    reading = page(
        (40, "40@FACTURA RECTIFICATIVA"),
        (54, "40@R-2025-004"),
        (200, "40@Ref.|100@Concepto|300@Cant.|380@Precio|460@Importe"),
        (214, "40@ZP-41|100@Zapato negro|300@6|380@60,00|460@360,00"),
    )
    assert said(reading.number) == "R-2025-004"


def test_number_and_date_in_one_field_are_parted_and_those_of_the_delivery_note_left() -> None:
    reading = page(
        (40, "300@RECHNUNG"),
        (60, "300@Nummer/Datum"),
        (72, "300@9000471182 / 12.03.2025"),
        (84, "300@Lieferscheinnummer/Datum"),
        (96, "300@80013377 / 10.03.2025"),
    )
    assert (said(reading.number), said(reading.issued_on)) == ("9000471182", "2025-03-12")


def test_the_invoice_that_a_credit_note_credits_is_not_its_own_number() -> None:
    reading = page(
        (40, "40@Credit note"),
        (80, "40@No. INV-10093"),
        (92, "40@Date 19/06/2026"),
        (104, "40@Original invoice RF-20881"),
    )
    assert (said(reading.number), said(reading.preceding)) == ("INV-10093", "RF-20881")


def test_an_order_number_in_larger_letters_makes_no_order_confirmation_of_an_invoice() -> None:
    reading = page(
        (40, "40@Curtidos Bermejo S.A."),
        (90, "40@Su pedido: 4500119822"),
        (104, "40@Factura n.º: SI/2026/031"),
        (116, "40@Fecha: 27/01/2026"),
    )
    assert (reading.kind.value, said(reading.number)) == ("invoice", "SI/2026/031")


def test_letters_in_front_of_a_number_are_part_of_it_though_they_are_a_word_for_it() -> None:
    reading = page(
        (40, "40@Tax invoice"), (80, "40@Please quote ref INV-0458"), (100, "40@Invoice Number|150@INV-0458")
    )
    assert said(reading.number) == "INV-0458"


def test_a_heading_in_letters_set_apart_is_a_word() -> None:
    words = []
    x = 40.0
    for letter in "RECHNUNG":
        words.append(Word(letter, x, 40, x + 8, 54, 14))
        x += 13
    x += 20
    for letter in "N°000812":
        words.append(Word(letter, x, 40, x + 7, 54, 14))
        x += 12
    reading = read_pages([Page(1, 595, 842, tuple(words))], file="a.pdf", sha256="0")
    assert (reading.text.split(), reading.kind.value, said(reading.number)) == (
        ["RECHNUNG", "N°000812"],
        "invoice",
        "000812",
    )


def test_letters_that_kerning_drew_together_belong_to_the_heading_set_apart() -> None:
    words, x = [], 40.0
    for piece in ("D", "AT", "E"):
        words.append(Word(piece, x, 40, x + 5 * len(piece), 48, 8))
        x += 5 * len(piece) + 2
    reading = read_pages([Page(1, 595, 842, tuple(words))], file="a.pdf", sha256="0")
    assert reading.text == "DATE"


def test_a_small_label_under_its_value_names_it() -> None:
    words = []
    for y, size, cells in (
        (40, 20, ((40, "Platería Osuna"),)),
        (100, 12, ((40, "B/00418"), (160, "29/09/2025"), (280, "Hotel Alfonso S.A."))),
        (113, 7, ((40, "número de factura"), (160, "fecha"), (280, "cliente"))),
        (300, 12, ((300, "520,00"), (380, "109,20"), (460, "629,20 €"))),
        (313, 7, ((300, "base"), (380, "iva 21%"), (460, "total"))),
    ):
        for x, text in cells:
            at = float(x)
            for word in text.split(" "):
                width = 0.5 * size * len(word)
                words.append(Word(word, at, y, at + width, y + size, size))
                at += width + 0.3 * size
    reading = read_pages([Page(1, 595, 842, tuple(words))], file="a.pdf", sha256="0")
    assert (said(reading.number), said(reading.issued_on)) == ("B/00418", "2025-09-29")
    assert said(reading.recipient.name) == "Hotel Alfonso S.A."
    assert (said(reading.totals.net), said(reading.totals.tax), said(reading.totals.gross)) == (
        "520.00",
        "109.20",
        "629.20",
    )


def test_a_tax_in_brackets_behind_the_total_is_not_the_total() -> None:
    reading = page((40, "40@Rechnung 7"), (80, "40@Gesamt|300@229,80 € (inkl. 36,69 € MwSt.)"))
    assert (said(reading.totals.gross), said(reading.totals.tax)) == ("229.80", "36.69")


def test_a_person_under_a_company_is_not_the_buyer_in_japanese() -> None:
    reading = page((40, "200@請求書"), (80, "40@東都商事株式会社"), (94, "40@総務部|90@青木 様"))
    assert said(reading.recipient.name) == "東都商事株式会社"


def test_a_salesman_is_not_the_seller() -> None:
    reading = page(
        (40, "400@Klokkenmaker Verhoeven B.V."),
        (52, "400@Parallelweg 88"),
        (64, "400@5223 AL Den Bosch"),
        (90, "40@Juweliershuis Van Dam"),
        (102, "40@Stationsplein 2"),
        (114, "40@6811 KG Arnhem"),
        (140, "40@Factuur VF25-01932"),
        (170, "40@Verkoper|120@J. Smits"),
    )
    assert said(reading.issuer.name) == "Klokkenmaker Verhoeven B.V."


def test_an_empty_field_of_the_buyer_stays_empty() -> None:
    reading = page(
        (40, "40@老時光鐘錶行"),
        (60, "40@統一發票（二聯式）"),
        (80, "40@買受人："),
        (100, "40@品名|200@數量|300@單價|400@金額"),
        (114, "40@機械錶保養|200@1|300@4200|400@4200"),
    )
    assert reading.recipient.name is None
    assert said(reading.issuer.name) == "老時光鐘錶行"


def test_three_capitals_before_a_number_are_money_only_where_they_are_a_currency() -> None:
    assert [a.money for a in amounts_in("EUR 12 IVA 09988770155", mark=",")] == [True, False]


def test_a_yen_sign_among_few_kana_is_the_yen_of_japan() -> None:
    reading = page(
        (40, "200@請求書"),
        (60, "40@株式会社栄屋 御中"),
        (80, "40@品名|200@数量|300@単価|400@金額"),
        (94, "40@腕時計|200@5|300@60,000|400@300,000"),
        (120, "300@合計|400@¥300,000"),
    )
    assert (reading.language, said(reading.currency)) == ("ja", "JPY")
    mainland = page((40, "200@销售发票"), (60, "40@数量|200@单价|300@金额"), (80, "40@合计|300@¥300.00"))
    assert (mainland.language, said(mainland.currency)) == ("zh-Hans", "CNY")


def strip(*rows: tuple[float, str]) -> Reading:
    """A photographed strip of paper: each row one text from the left edge."""
    words = []
    for y, text in rows:
        x = 10.0
        for word in text.split(" "):
            words.append(Word(word, x, y, x + 7 * len(word), y + 12, 12, confidence=0.9))
            x += 7 * len(word) + 4
    return read_pages([Page(1, 300, 800, tuple(words), Origin.OCR)], file="a.jpg", sha256="0")


def test_the_name_over_everything_on_a_till_receipt_is_the_issuer_without_its_number() -> None:
    reading = strip(
        (10, "GARDENIA BAKERIES (KL) SDN BHD (139386 X)"),
        (30, "Lot 3, Jalan Pelabur 23/1"),
        (50, "CASH RECEIPT"),
        (70, "18/09/2017 10:44"),
        (90, "Bread RM6.00"),
        (110, "Nett Total: RM6.00"),
        (130, "CASH RM10.00"),
    )
    assert said(reading.issuer.name) == "GARDENIA BAKERIES (KL) SDN BHD"
    assert (said(reading.issued_on), said(reading.totals.gross)) == ("2017-09-18", "6.00")


def test_half_a_name_over_a_form_of_company_is_one_name() -> None:
    reading = strip((10, "SUN HARDWARE"), (30, "ENTERPRISE SDN BHD"), (50, "RECEIPT"), (70, "TOTAL 12.00"))
    assert said(reading.issuer.name) == "SUN HARDWARE ENTERPRISE SDN BHD"


def test_pieces_of_each_size_are_no_number_in_letters_set_apart() -> None:
    reading = page((40, "40@2|52@4|64@6|76@6|88@4|100@2"))
    assert reading.text.split() == ["2", "4", "6", "6", "4", "2"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("115-03-09", "2026-03-09"),
        ("R7.10.31", "2025-10-31"),
        ("令和8年3月31日", "2026-03-31"),
        ("Dated this 23rd day of March, 2025", "2025-03-23"),
    ],
)
def test_years_of_the_republic_and_of_an_era_and_dates_in_words_are_dates(text: str, day: str) -> None:
    assert [d.value.isoformat() for d in dates_in(text)] == [day]


@pytest.mark.parametrize("text", ["112-887-341", "+1 503-555-0188", "R7.10.312", "0115-03-09"])
def test_telephone_and_tax_numbers_are_no_dates(text: str) -> None:
    assert list(dates_in(text)) == []


def test_a_person_over_a_shop_is_not_the_buyer_and_a_delivery_address_is_not_his() -> None:
    reading = page(
        (40, "40@Blue Heron Leather Co."),
        (52, "40@2210 Alder Way"),
        (64, "40@Portland, OR 97209"),
        (110, "40@BILL TO|220@SHIP TO"),
        (122, "40@Dana Whitfield|220@Maple Street Outfitters"),
        (134, "40@Maple Street Outfitters|220@900 Harbor Ave"),
        (146, "40@88 Maple St|220@Seattle, WA 98126"),
        (158, "40@Seattle, WA 98101"),
    )
    assert said(reading.issuer.name) == "Blue Heron Leather Co."
    assert said(reading.recipient.name) == "Maple Street Outfitters"
    assert (said(reading.recipient.street), said(reading.recipient.city)) == ("88 Maple St", "Seattle")


def test_a_name_in_capitals_over_no_address_is_the_issuer_and_whom_to_pay_is_not() -> None:
    reading = page(
        (40, "40@Juniper Lane Jewelry|420@Invoice 000045"),
        (80, "40@Customer"),
        (92, "40@Theo Marsh"),
        (104, "40@31 Fir Ct"),
        (116, "40@Bend, OR 97701"),
        (300, "40@Remit to: Crescent Commercial Finance LLC"),
        (800, "40@Juniper Lane Jewelry"),
        (812, "40@18 Lane Rd, Sisters, OR 97759"),
    )
    assert (said(reading.issuer.name), said(reading.recipient.name)) == ("Juniper Lane Jewelry", "Theo Marsh")


def test_from_is_a_label_in_spanish_only_beside_to() -> None:
    reading = page(
        (40, "40@Factura 12"),
        (80, "40@De|300@Para"),
        (92, "40@Taller de Plata S.Coop.|300@Regalos Norte S.L."),
        (104, "40@Calle Corrida 31|300@C/ Uría 10"),
        (116, "40@33206 Gijón|300@33003 Oviedo"),
    )
    assert (said(reading.issuer.name), said(reading.recipient.name)) == (
        "Taller de Plata S.Coop.",
        "Regalos Norte S.L.",
    )


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (("Lindenallee 9", "20259 Hamburg"), ("Lindenallee 9", "20259", "Hamburg", "DE")),
        (("Looiersgracht 17", "1016 VP Amsterdam"), ("Looiersgracht 17", "1016 VP", "Amsterdam", "NL")),
        (("9 Quay Road", "St Ives", "TR26 1PB"), ("9 Quay Road", "TR26 1PB", "St Ives", "GB")),
        (("6 Grand Parade", "Cork", "T12 PX47"), ("6 Grand Parade", "T12 PX47", "Cork", "IE")),
        (("2210 Alder Way", "Portland, OR 97209"), ("2210 Alder Way", "97209", "Portland", "US")),
        (
            ("455 rue Saint-Paul Est", "Montréal, Quebec H2Y 3V1"),
            ("455 rue Saint-Paul Est", "H2Y 3V1", "Montréal", "CA"),
        ),
        (("Eichenweg 4", "Bremerhaven, 27572"), ("Eichenweg 4", "27572", "Bremerhaven", "DE")),
        (("Via Riviera 40 - 30039 Stra (VE)",), ("Via Riviera 40", "30039", "Stra", "IT")),
        (("Rue de Bourg 22", "1003 Lausanne"), ("Rue de Bourg 22", "1003", "Lausanne", None)),
        (("Flat 9, 22 Dock Street", "Leeds LS10 1JF"), ("Flat 9, 22 Dock Street", "LS10 1JF", "Leeds", "GB")),
    ],
)
def test_an_address_has_a_street_a_postcode_and_a_town(address: tuple[str, ...], parts: tuple[str | None, ...]) -> None:
    rows = [(94.0 + 12 * n, f"40@{line}") for n, line in enumerate(address)]
    reading = page((40, "40@Invoice 7"), (70, "40@Bill to:"), (82, "40@Acme Trading Ltd"), *rows)
    buyer = reading.recipient
    assert (said(buyer.street), said(buyer.postcode), said(buyer.city), said(buyer.country)) == parts


def test_a_japanese_address_goes_from_the_large_to_the_small() -> None:
    reading = page(
        (40, "200@請求書"),
        (80, "40@〒530-0001"),
        (92, "40@大阪府大阪市北区梅田2-5-8"),
        (104, "40@株式会社つばさ百貨店 御中"),
    )
    assert said(reading.recipient.name) == "株式会社つばさ百貨店"


def test_an_iban_whose_digits_fail_is_read_as_it_stands() -> None:
    reading = page((40, "40@Rechnung 7"), (60, "40@Muster GmbH"), (72, "40@IBAN DE12 1234 5678 9012 3456 78"))
    assert said(reading.issuer.iban) == "DE12123456789012345678"


def test_a_total_ends_where_the_label_of_something_else_begins() -> None:
    reading = page(
        (40, "200@電子發票"),
        (80, "40@銷售額合計|300@15,000 營業人蓋統一發票專用章"),
        (94, "40@營業稅|300@750"),
        (108, "40@總計|300@15,750 統一編號：53212998"),
    )
    totals = reading.totals
    assert (said(totals.net), said(totals.tax), said(totals.gross)) == ("15000", "750", "15750")


def test_a_sum_under_net_and_tax_is_the_gross_only_where_it_is_their_sum() -> None:
    rows = [(40, "40@Invoice 7"), (80, "400@Net £1,150.00"), (94, "400@VAT @ 20% £230.00")]
    assert said(page(*rows, (108, "400@£1,380.00")).totals.gross) == "1380.00"
    assert page(*rows, (108, "400@£1,400.00")).totals.gross is None


def test_lines_of_two_rows_stand_under_a_header_of_two_rows() -> None:
    reading = page(
        (40, "40@Rechnung 7"),
        (80, "40@Pos.|90@Material|160@Bezeichnung"),
        (90, "180@Menge|270@Preis|400@Wert"),
        (104, "40@0010|90@RU-1|160@Chronograph Stahl"),
        (114, "180@10 ST|270@690,00|400@6.900,00"),
        (124, "40@0020|90@RU-2|160@Taucheruhr Keramik"),
        (134, "180@5 ST|270@890,00|400@4.450,00"),
        (150, "160@Summe Positionen|400@11.350,00"),
    )
    assert lines(reading) == [("10", "6900.00"), ("5", "4450.00")]
    assert [said(line.description) for line in reading.lines] == ["Chronograph Stahl", "Taucheruhr Keramik"]


def test_amounts_with_a_tax_code_behind_them_are_amounts() -> None:
    reading = page(
        (40, "40@Invoice 7"),
        (80, "40@ACTIVITY|300@QTY|380@RATE|460@AMOUNT"),
        (94, "40@Tote bag|300@20|380@125.00|460@2,500.00T"),
        (108, "40@Total|460@2,500.00"),
    )
    assert lines(reading) == [("20", "2500.00")]


def test_pieces_before_the_name_are_the_quantity_where_no_column_has_it() -> None:
    reading = page(
        (40, "40@Factuur 7"),
        (80, "90@Omschrijving|400@Prijs|480@Totaal"),
        (94, "40@2 x|90@Ring zilver|400@120,00|480@240,00"),
        (108, "400@Subtotaal|480@240,00"),
        (122, "400@Totaal|480@240,00"),
    )
    assert lines(reading) == [("2", "240.00")]


def test_a_price_and_a_count_without_an_amount_are_multiplied_only_where_that_adds_up() -> None:
    rows = [
        (40, "40@Invoice 7"),
        (80, "40@Quantity|150@Item|400@Price"),
        (94, "40@1 x|150@Waxed jacket|400@£260.00"),
        (108, "40@2 x|150@Lambswool socks|400@£47.50"),
    ]
    assert lines(page(*rows, (130, "40@Subtotal|400@£355.00"))) == [("1", "260.00"), ("2", "95.00")]
    assert lines(page(*rows, (130, "40@Subtotal|400@£999.00"))) == [("1", None), ("2", None)]
