"""The papers of the seventh round that a program draws itself (reportlab, BSD): forms, letters of charge, pictures for a head, two papers in one file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date

import pikepdf
from benchmarks.papers.unseen.drawn import Sheet
from benchmarks.papers.unseen.seventh_traders import Sale, Truth, sale
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

FONTS = {"zh-Hans": "STSong-Light", "zh-Hant": "MSung-Light", "ja": "HeiseiMin-W3"}


def sheet(s: Sale, size: float = 9, page: tuple[float, float] = (210.0, 297.0)) -> Sheet:
    out = Sheet(page)
    name = FONTS.get(s.language, "Helvetica")
    if name != "Helvetica" and name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    out.font(name, size)
    return out


def table(
    out: Sheet,
    s: Sale,
    y: float,
    heads: tuple[str, str, str, str],
    *,
    at: tuple[float, float, float, float] = (20, 125, 157, 190),
) -> float:
    """Goods left, three columns of figures flush right; returns where it ends."""
    out.text(at[0], y, heads[0])
    for to, head in zip(at[1:], heads[1:], strict=True):
        out.right(to, y, head)
    out.rule(at[0], y + 1.5, at[3], y + 1.5)
    for row in s.rows:
        y += 6
        out.text(at[0], y, row.what)
        out.right(at[1], y, str(row.qty))
        out.right(at[2], y, s.m(row.price))
        out.right(at[3], y, s.m(row.amount))
    return y + 6


def head_in_a_picture(s: Sale) -> tuple[bytes, Truth]:
    """Name, address and tax number of the sender are a picture; the rest is text."""
    out = sheet(s)
    font = ImageFont.truetype("DejaVuSans.ttf", 34)
    image = Image.new("RGB", (1100, 210), "white")
    pen = ImageDraw.Draw(image)
    for n, line in enumerate((*s.seller.lines, s.seller.tax)):
        pen.text((8, 6 + 48 * n), line, font=font, fill="black")
    out.canvas.drawImage(ImageReader(image), 20 * mm, 262 * mm, 93 * mm, 17.8 * mm)
    w = {
        "en": (
            "Invoice",
            "Invoice No.",
            "Date",
            "Bill to",
            "Description",
            "Qty",
            "Price",
            "Amount",
            "Net",
            "VAT",
            "Total",
        ),
        "de": (
            "Rechnung",
            "Rechnungs-Nr.",
            "Datum",
            "An",
            "Bezeichnung",
            "Menge",
            "Preis",
            "Betrag",
            "Netto",
            "MwSt.",
            "Gesamtbetrag",
        ),
        "es": (
            "Factura",
            "Factura n.º",
            "Fecha",
            "Cliente",
            "Descripción",
            "Cant.",
            "Precio",
            "Importe",
            "Base",
            "IVA",
            "Total",
        ),
    }[s.language]
    out.text(20, 48, f"{w[0]}")
    out.text(20, 56, f"{w[1]} {s.number}", f"{w[2]} {s.d()}", step=5)
    out.text(120, 56, w[3], *s.buyer.lines, step=5)
    y = table(out, s, 90, w[4:8])  # type: ignore[arg-type]
    for label, value in ((w[8], s.net), (f"{w[9]} {s.rate}", s.tax), (w[10], s.gross)):
        out.text(140, y + 3, label)
        out.right(190, y + 3, s.m(value, "ca"))
        y += 6
    return out.done(), s.says()


def pre_printed_form(s: Sale) -> tuple[bytes, Truth]:
    """Values were printed onto a form whose captions stand above them, small, in capitals, a whole line at a time."""
    w = {
        "en": (
            "INVOICE",
            "SOLD TO",
            "INVOICE NO.",
            "INVOICE DATE",
            "SHIP VIA",
            "SALESPERSON",
            "QUANTITY",
            "DESCRIPTION",
            "UNIT PRICE",
            "EXTENSION",
            "SUBTOTAL",
            "TAX",
            "PAY THIS AMOUNT",
        ),
        "nl": (
            "FACTUUR",
            "VERKOCHT AAN",
            "FACTUURNR.",
            "FACTUURDATUM",
            "VERZENDING",
            "VERKOPER",
            "AANTAL",
            "OMSCHRIJVING",
            "PRIJS",
            "BEDRAG",
            "SUBTOTAAL",
            "BTW",
            "TE BETALEN BEDRAG",
        ),
    }[s.language]
    out = sheet(s, 10)
    out.text(20, 20, *s.seller.lines, s.seller.tax)
    out.font("Helvetica-Bold", 16)
    out.right(190, 22, w[0])
    out.font("Helvetica", 6)
    out.text(20, 48, w[1])
    for i, label in enumerate(w[2:6]):
        out.text(20 + 43 * i, 80, label)
    for x_at, label in zip((20, 45, 140, 170), w[6:10], strict=True):
        out.text(x_at, 98, label)
    out.font("Courier", 10)
    out.text(22, 54, *s.buyer.lines, step=5)
    for i, value in enumerate((s.number, s.d(), "UPS", "014")):
        out.text(22 + 43 * i, 86, value)
    y = 106.0
    for row in s.rows:
        out.text(22, y, str(row.qty))
        out.text(45, y, row.what)
        out.right(162, y, s.m(row.price))
        out.right(190, y, s.m(row.amount))
        y += 6
    for label, value in ((w[10], s.net), (w[11], s.tax), (w[12], s.gross)):
        out.font("Helvetica", 6)
        out.text(130, y + 10, label)
        out.font("Courier", 10)
        out.right(190, y + 10, s.m(value))
        y += 7
    return out.done(), s.says(currency=None)


def facts_in_sentences(s: Sale) -> tuple[bytes, Truth]:
    """A small trader's letter: what, when and to whom stand in sentences, the lines as `2 × … = …`."""
    w = {
        "en": (f"Invoice {s.number} dated {s.d('words')}", "issued to", "Lines:", "Net", "VAT", "Total to pay"),
        "it": (
            f"Fattura n. {s.number} del {s.d('words')}",
            "emessa a",
            "Dettaglio:",
            "Imponibile",
            "IVA",
            "Totale da pagare",
        ),
        "de": (f"Rechnung {s.number} vom {s.d('words')}", "ausgestellt an", "Posten:", "Netto", "MwSt.", "Zu zahlen"),
    }[s.language]
    out = sheet(s, 10.5)
    out.right(190, 20, *s.seller.lines, s.seller.tax, step=5)
    out.text(20, 50, w[0], w[1], *s.buyer.lines, step=5.5)
    out.text(20, 90, w[2])
    y = 97.0
    for row in s.rows:
        out.text(24, y, f"{row.qty} × {row.what} à {s.m(row.price)} = {s.m(row.amount)}")
        y += 6
    for label, value in ((w[3], s.net), (f"{w[4]} {s.rate}", s.tax), (w[5], s.gross)):
        out.text(24, y + 4, f"{label}: {s.m(value, 'ca')}")
        y += 6
    return out.done(), s.says()


def spaced_thousands(s: Sale) -> tuple[bytes, Truth]:
    """An ordinary space between thousands, close columns, no rules, sums under the amounts with labels far left."""
    w = {
        "fr": (
            "FACTURE",
            "Facture n°",
            "Date",
            "Doit",
            "Désignation",
            "Qté",
            "Prix unit.",
            "Montant",
            "Total HT",
            "TVA",
            "Net à payer",
        ),
        "en": (
            "INVOICE",
            "Invoice no",
            "Date",
            "Customer",
            "Description",
            "Qty",
            "Unit price",
            "Amount",
            "Total excl. VAT",
            "Moms/VAT",
            "To pay",
        ),
    }[s.language]
    out = sheet(s, 9)
    out.text(15, 18, *s.seller.lines, s.seller.tax)
    out.text(120, 30, w[3], *s.buyer.lines)
    out.text(15, 60, f"{w[0]}    {w[1]} {s.number}    {w[2]} {s.d()}")
    y = table(out, s, 72, w[4:8], at=(15, 112, 138, 160))  # type: ignore[arg-type]
    for label, value in ((w[8], s.net), (f"{w[9]} {s.rate}", s.tax), (f"{w[10]} {s.currency}", s.gross)):
        out.text(15, y + 3, label)
        out.right(160, y + 3, s.m(value))
        y += 5
    return out.done(), s.says()


def asian_form(s: Sale) -> tuple[bytes, Truth]:
    """A program's plain form in Chinese or Japanese without a sign of a currency but the column's heading."""
    w = {
        "zh-Hans": (
            "销售发票",
            "编号",
            "开票日期",
            "购货单位",
            "品名",
            "数量",
            "单价",
            "金额(元)",
            "合计",
            "税额",
            "价税合计",
            "销货单位",
            "税号",
        ),
        "ja": (
            "請求書",
            "請求No",
            "請求日",
            "請求先",
            "品名",
            "数量",
            "単価",
            "金額（円）",
            "小計",
            "消費税",
            "御請求額",
            "発行者",
            "登録番号",
        ),
        "zh-Hant": (
            "銷貨發票",
            "編號",
            "日期",
            "客戶",
            "品名",
            "數量",
            "單價",
            "金額(元)",
            "小計",
            "稅額",
            "總計",
            "賣方",
            "統編",
        ),
    }[s.language]
    out = sheet(s, 10)
    out.text(95, 20, w[0])
    out.text(20, 32, f"{w[1]}：{s.number}", f"{w[2]}：{s.d('slash')}", step=6)
    out.text(20, 50, f"{w[3]}：{s.buyer.name}", s.buyer.street, step=6)
    out.text(115, 50, f"{w[11]}：{s.seller.name}", s.seller.street, f"{w[12]}：{s.seller.tax}", step=6)
    y = table(out, s, 76, w[4:8])  # type: ignore[arg-type]
    for label, value in ((w[8], s.net), (w[9], s.tax), (w[10], s.gross)):
        out.text(130, y + 3, label)
        out.right(190, y + 3, s.m(value))
        y += 6
    return out.done(), s.says(currency=None if s.language == "zh-Hant" else s.currency)


def left_column_of_labels(s: Sale) -> tuple[bytes, Truth]:
    """Landscape; labels and values as two lists drawn one after the other, so that the file holds all labels first."""
    w = {
        "es": (
            "Factura",
            "Número",
            "Fecha de expedición",
            "Vencimiento",
            "Emisor",
            "Receptor",
            "Detalle",
            "Unidades",
            "Precio",
            "Importe",
            "Base imponible",
            "IVA",
            "Total factura",
        ),
        "en": (
            "Invoice",
            "Number",
            "Date of supply and issue",
            "Due",
            "Supplier",
            "Recipient",
            "Detail",
            "Units",
            "Price",
            "Amount",
            "Taxable amount",
            "VAT",
            "Invoice total",
        ),
    }[s.language]
    out = sheet(s, 9, (297.0, 210.0))
    out.text(20, 18, w[0])
    for n, label in enumerate(w[1:6]):
        out.text(20, 28 + 6 * n, label)
    for n, value in enumerate(
        (
            s.number,
            s.d("words"),
            s.d("words", s.due),
            f"{s.seller.name}, {s.seller.street}, {s.seller.town}",
            f"{s.buyer.name}, {s.buyer.street}, {s.buyer.town}",
        )
    ):
        out.text(70, 28 + 6 * n, value)
    y = table(out, s, 72, w[6:10], at=(20, 150, 200, 250))  # type: ignore[arg-type]
    for n, label in enumerate(w[10:13]):
        out.text(180, y + 4 + 6 * n, label)
    for n, value in enumerate((s.net, s.tax, s.gross)):
        out.right(250, y + 4 + 6 * n, s.m(value, "cb"))
    out.text(20, 195, s.seller.tax)
    return out.done(), s.says(due=s.due.isoformat())


def two_in_one(s: Sale) -> tuple[bytes, Truth]:
    """Two invoices of one seller in one file: both numbers are to be told."""
    one, _ = spaced_thousands(s)
    other = sale(s.language, SECOND, "Z-90017", date(2026, 6, 1), count=2)
    two, _ = spaced_thousands(other)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(two)) as second:
        first.pages.extend(second.pages)
        first.save(out)
    return out.getvalue(), {
        "number": s.number,
        "issuer": s.seller.name,
        "recipient": s.buyer.name,
        "numbers": [s.number, "Z-90017"],
    }


SECOND = 2
PLAN: list[tuple[Callable[[Sale], tuple[bytes, Truth]], str, list[tuple[str, int]]]] = [
    (head_in_a_picture, "picture-head", [("en", 0), ("de", 1), ("es", 0)]),
    (pre_printed_form, "pre-printed", [("en", 2), ("nl", 0)]),
    (facts_in_sentences, "sentences", [("en", 1), ("it", 0), ("de", 4)]),
    (spaced_thousands, "spaced-thousands", [("fr", 1), ("fr", 3), ("en", 6)]),
    (asian_form, "asian-form", [("zh-Hans", 1), ("ja", 2), ("zh-Hant", 2)]),
    (left_column_of_labels, "label-list", [("es", 2), ("en", 3)]),
    (two_in_one, "two-in-one", [("fr", 1), ("en", 6)]),
]


def papers() -> Iterator[tuple[str, bytes, Truth]]:
    """Each paper: its name, the PDF and what it says."""
    n = 0
    for design, name, places in PLAN:
        for language, at in places:
            pdf, truth = design(sale(language, at, f"{2600 + 13 * n}-{chr(65 + n % 7)}", date(2026, 4, 2 + n), count=3))
            yield f"r7-{name}-{language}-{at}", pdf, truth
            n += 1
