"""How are labels, columns and parties found on pages of unlike make?"""

from __future__ import annotations

import pytest

from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.extraction.visible import read_pages
from assay.regime.document.reading import Reading


def page(*rows: tuple[float, str]) -> Reading:
    """A page of rows: (distance from above, cells that are parted by | with their left edge before @)."""
    words = []
    for y, text in rows:
        for cell in text.split("|"):
            left, _, said = cell.strip().partition("@")
            x = float(left)
            for word in said.split(" "):
                width = sum(10.0 if c > "\u2e80" else 5.0 for c in word)
                if word:
                    words.append(Word(word, x, y, x + width, y + 10, 10))
                x += width + 3
    return read_pages([Page(1, 595, 842, tuple(words))], file="a.pdf", sha256="0")


def lines(reading: Reading) -> list[tuple[str | None, str | None]]:
    return [(x.quantity and x.quantity.value, x.amount and x.amount.value) for x in reading.lines]


def test_values_stand_in_the_slot_of_their_label_however_close_the_columns_are() -> None:
    reading = page(
        (40, "40@FACTURE N°|110@DATE|156@CODE CLIENT ÉCHÉANCE"),
        (54, "40@FA-24-33|110@18/09/2024 C00417|225@18/10/2024"),
    )
    assert reading.number is not None
    assert reading.issued_on is not None
    assert (reading.number.value, reading.issued_on.value) == ("FA-24-33", "2024-09-18")


def test_a_label_set_wide_and_one_set_upright_are_labels() -> None:
    reading = page(
        (30, "200@增值税专用发票"),
        (60, "40@购|67@名|97@称：杭州西湖贸易有限公司"),
        (74, "40@买|67@纳税人识别号：91330106MA2H1T4X3K"),
        (88, "40@方"),
        (120, "40@销|67@名|97@称：广州锦绣皮具有限公司"),
        (134, "40@售"),
        (148, "40@方"),
    )
    assert reading.recipient.name is not None
    assert reading.issuer.name is not None
    assert reading.recipient.name.value == "杭州西湖贸易有限公司"
    assert reading.issuer.name.value == "广州锦绣皮具有限公司"


def test_a_sum_carried_over_is_no_line() -> None:
    reading = page(
        (40, "40@Rechnung"),
        (80, "40@Pos|80@Anz.|150@Bezeichnung|440@E-Preis|500@G-Preis"),
        (94, "40@1|80@10 Stk|150@Geldbörse|440@45,00|500@450,00"),
        (108, "150@Übertrag|500@450,00"),
        (122, "40@2|80@5 Stk|150@Gürtel|440@62,00|500@310,00"),
    )
    assert lines(reading) == [("10", "450.00"), ("5", "310.00")]


def test_the_rows_of_a_till_are_lines_only_where_they_add_up() -> None:
    rows = [
        (10, "40@Nook Ltd"),
        (30, "10@Receipt 004417"),
        (50, "10@Cashmere scarf"),
        (62, "20@2 x 49.90|140@99.80"),
        (74, "10@Gift box|140@12.00"),
    ]
    assert lines(page(*rows, (90, "10@TOTAL|140@111.80"))) == [("2", "99.80"), ("1", "12.00")]
    assert lines(page(*rows, (90, "10@TOTAL|140@500.00"))) == []


@pytest.mark.parametrize(
    "title", ["2. Mahnung", "Payment Reminder", "STATEMENT OF ACCOUNT", "Lettre de relance", "往来对账单", "督促状"]
)
def test_a_paper_that_speaks_of_an_invoice_is_not_one(title: str) -> None:
    reading = page((40, f"40@{title}"), (70, "40@Rechnung invoice facture 发票 Nr. 4711 vom 30.06.2024"))
    assert reading.kind.value == "unknown"


def test_a_letter_without_a_title_is_known_by_what_it_grants_and_a_bill_with_such_a_line_stays_a_bill() -> None:
    grant = "40@We, Aurelle SA, hereby authorise Best Bags Ltd to sell our bags until 31 December 2025."
    assert page((40, "40@To whom it may concern"), (70, grant)).kind.value == "letter_of_authorization"
    bill = page(
        (40, "40@Invoice INV-7"), (70, "40@We are an authorised dealer of Aurelle."), (90, "40@Total|140@10.00")
    )
    assert bill.kind.value == "invoice"


@pytest.mark.parametrize(("printed", "count"), [("2x", "2"), ("3pcs", "3"), ("x 4", "4"), ("5 Stk", "5")])
def test_a_count_glued_to_its_unit_is_a_count(printed: str, count: str) -> None:
    reading = page(
        (40, "40@Invoice"),
        (80, "40@Product|200@Qty|300@Price|400@Total"),
        (94, f"40@Bag|200@{printed}|300@1.00|400@{count}.00"),
    )
    assert lines(reading) == [(count, f"{count}.00")]


def test_a_number_before_the_sign_of_yen_keeps_its_thousands() -> None:
    reading = page((40, "40@領収書"), (80, "40@合計|120@275,000円"))
    assert reading.totals.gross is not None
    assert reading.totals.gross.value == "275000"


@pytest.mark.parametrize("strips", ["in line", "beside"])
def test_on_the_digital_form_the_left_box_is_the_buyer_and_the_right_the_seller(strips: str) -> None:
    left, right = ("购买方信息 ", "销售方信息 ") if strips == "in line" else ("", "")
    reading = page(
        (23, "162@电子发票（增值税专用发票）|438@发票号码：25317000000000000001"),
        (49, "438@开票日期：2025年10月20日"),
        (96, f"17@{left}名称：杭州西湖贸易有限公司|302@{right}名称：广州锦绣皮具有限公司"),
        (
            123,
            "33@统一社会信用代码/纳税人识别号：91330106MA2H1T4X3K|317@统一社会信用代码/纳税人识别号：91440101MA5CNLH79H",
        ),
        (151, "45@项目名称|119@规格型号|190@单位|264@数量|335@单价|407@金额|447@税率/征收率|551@税额"),
        (165, "13@*皮革*手袋|119@A10|198@只|282@2|330@500.00|398@1000.00|465@13%|551@130.00"),
        (259, "58@合计|393@¥1000.00|544@¥130.00"),
        (277, "48@价税合计（大写）|178@壹仟壹佰叁拾圆整|407@（小写）¥1130.00"),
    )
    assert reading.recipient.name is not None
    assert reading.issuer.name is not None
    assert (reading.issuer.name.value, reading.issuer.vat_id and reading.issuer.vat_id.value) == (
        "广州锦绣皮具有限公司",
        "91440101MA5CNLH79H",
    )
    assert (reading.recipient.name.value, reading.recipient.vat_id and reading.recipient.vat_id.value) == (
        "杭州西湖贸易有限公司",
        "91330106MA2H1T4X3K",
    )


def test_on_the_forms_before_it_the_buyer_stands_at_the_head_and_the_seller_at_the_foot() -> None:
    reading = page(
        (30, "200@上海增值税电子普通发票|438@发票号码：12345678"),
        (48, "438@开票日期：2023年05月06日"),
        (96, "40@名 称：杭州西湖贸易有限公司"),
        (110, "40@纳税人识别号：91330106MA2H1T4X3K"),
        (124, "40@地 址、电 话：杭州市文三路1号 0571-88888888"),
        (151, "45@货物或应税劳务、服务名称|190@单位|264@数量|335@单价|407@金额|447@税率|551@税额"),
        (165, "13@*皮革*手袋|198@只|282@2|330@500.00|398@1000.00|465@13%|551@130.00"),
        (277, "48@价税合计（大写）|178@壹仟壹佰叁拾圆整|407@（小写）¥1130.00"),
        (300, "40@名 称：广州锦绣皮具有限公司"),
        (314, "40@纳税人识别号：91440101MA5CNLH79H"),
    )
    assert reading.recipient.name is not None
    assert reading.issuer.name is not None
    assert (reading.issuer.name.value, reading.recipient.name.value) == ("广州锦绣皮具有限公司", "杭州西湖贸易有限公司")


def test_a_line_of_goods_beside_its_rate_is_no_summary_of_taxes() -> None:
    reading = page(
        (40, "40@FACTUUR"),
        (54, "40@Factuurnummer: 992288"),
        (100, "40@Artikel|300@Aantal|360@Prijs per stuk|440@BTW|500@Prijs incl. BTW"),
        (114, "40@Rugzak grijs|305@1|370@€ 79,99|440@21%|510@€ 79,99"),
        (128, "40@Hoes zwart|305@1|370@€ 159,99|440@21%|510@€ 159,99"),
        (300, "40@Exclusief BTW|140@€ 198,33|400@Subtotaal|510@€ 239,98"),
        (314, "40@BTW 21%|140@€ 41,65"),
        (328, "400@Totaal|510@€ 239,98"),
    )
    assert [t and t.value for t in (reading.totals.net, reading.totals.tax, reading.totals.gross)] == [
        "198.33",
        "41.65",
        "239.98",
    ]


def test_a_weight_is_no_sum_and_a_day_is_no_amount() -> None:
    reading = page(
        (40, "40@INVOICE"),
        (54, "40@Invoice no. 77-1"),
        (120, "40@TOTAL|500@$1,215.00"),
        (140, "40@Kilos gross|140@7712"),
        (160, "40@14 days net|140@21.05.14"),
    )
    assert (reading.totals.gross and reading.totals.gross.value, reading.totals.net) == ("1215.00", None)
