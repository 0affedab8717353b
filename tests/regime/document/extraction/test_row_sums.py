"""Which rows bill the goods, where the table's head did not say?"""

from __future__ import annotations

from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.extraction.visible import read_pages
from assay.regime.document.reading import Reading

Billed = tuple[str | None, str | None, str | None, str | None]


def page(*rows: tuple[float, str]) -> Reading:
    """A page of rows: (distance from above, cells that are parted by | with their left edge before @)."""
    words = []
    for y, text in rows:
        for cell in text.split("|"):
            left, _, said = cell.strip().partition("@")
            x = float(left)
            for word in said.split(" "):
                width = sum(10.0 if c > "\u2e80" else 5.0 for c in word)
                words.append(Word(word, x, y, x + width, y + 10, 10))
                x += width + 3
    return read_pages([Page(1, 595, 842, tuple(words))], file="a.pdf", sha256="0")


def billed(reading: Reading) -> list[Billed]:
    return [
        (
            x.description and x.description.value,
            x.quantity and x.quantity.value,
            x.price and x.price.value,
            x.amount and x.amount.value,
        )
        for x in reading.lines
    ]


def test_the_name_stands_in_the_row_above_figures_that_name_themselves() -> None:
    reading = page(
        (40, "40@Sales Invoice"),
        (80, "40@1) Halden Tote, Item code HT-20"),
        (93, "40@Qty: 12 — Unit cost: €80.50 — Line amount: €966.00"),
        (106, "40@2) Halden Wallet, Item code HW-07"),
        (119, "40@Qty: 4 — Unit cost: €31.00 — Line amount: €124.00"),
        (132, "40@Goods total: €1,090.00"),
    )
    assert billed(reading) == [
        ("1) Halden Tote, Item code HT-20", "12", "80.50", "966.00"),
        ("2) Halden Wallet, Item code HW-07", "4", "31.00", "124.00"),
    ]


def test_a_head_that_takes_the_column_of_goods_for_positions_does_not_lose_their_names() -> None:
    reading = page(
        (40, "40@Rechnung Nr. 4711"),
        (80, "40@#|60@Position|300@Menge|380@à|460@Wert"),
        (94, "40@1|60@Halden Tote|300@10|380@115,50|460@1.155,00"),
        (108, "40@Summe netto|460@1.155,00"),
    )
    assert [row[0] for row in billed(reading)] == ["Halden Tote"]
    assert [row[1:] for row in billed(reading)] == [("10", "115.50", "1155.00")]


def test_pieces_under_a_head_that_nobody_knows_follow_from_price_and_amount() -> None:
    reading = page(
        (40, "40@Verkoopfactuur"),
        (80, "40@Artikelomschrijving|300@Hvh.st|380@Eenheidsprijs|460@Regelbedrag"),
        (94, "40@Halden Tote|300@20|380@355,50|460@7.110,00"),
        (108, "40@Halden Wallet|300@24|380@122,20|460@2.932,80"),
        (122, "40@Excl. btw|460@10.042,80"),
    )
    assert billed(reading) == [
        ("Halden Tote", "20", "355.50", "7110.00"),
        ("Halden Wallet", "24", "122.20", "2932.80"),
    ]


def test_rows_whose_sum_is_printed_nowhere_are_no_lines_of_their_own() -> None:
    reading = page(
        (40, "40@Sales Invoice"),
        (80, "40@1) Halden Tote, Item code HT-20"),
        (93, "40@Qty: 12 — Unit cost: €80.50 — Line amount: €966.00"),
        (106, "40@Goods total: €1,090.00"),
    )
    assert "1) Halden Tote, Item code HT-20" not in [row[0] for row in billed(reading)]


def test_a_table_that_is_whole_stays_as_it_was_read() -> None:
    reading = page(
        (40, "40@Invoice"),
        (80, "40@Description|300@Quantity|380@Unit price|460@Amount"),
        (94, "40@Halden Tote|300@10|380@50.00|460@500.00"),
        (108, "40@Net total|460@500.00"),
    )
    assert billed(reading) == [("Halden Tote", "10", "50.00", "500.00")]
    assert reading.lines[0].quantity is not None
    assert reading.lines[0].quantity.confidence == 0.97


def test_a_sum_with_the_sign_of_its_money_before_it_is_read() -> None:
    reading = page(
        (40, "40@Invoice"),
        (80, "40@Description|300@Quantity|380@Unit price|460@Amount"),
        (94, "40@Halden Tote|300@10|380@50.00|460@500.00"),
        (108, "40@Total ex VAT|460@zł500.00"),
        (122, "40@Grand total|460@zł615.00"),
    )
    assert reading.totals.net is not None
    assert reading.totals.gross is not None
    assert (reading.totals.net.value, reading.totals.gross.value) == ("500.00", "615.00")


def test_what_is_counted_in_kilos_keeps_its_unit() -> None:
    reading = page(
        (40, "40@Ausgangsrechnung"),
        (80, "40@Halden Tote HT-20"),
        (93, "40@83 kg x 100,80|460@8.366,40"),
        (106, "40@Halden Belt HB-35"),
        (119, "40@9 x 50,00|460@450,00"),
        (132, "40@Summe netto|460@8.816,40"),
    )
    assert [(x.quantity and x.quantity.value, x.unit and x.unit.value) for x in reading.lines] == [
        ("83", "kg"),
        ("9", None),
    ]
