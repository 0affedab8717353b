"""The papers of the sixth round that a program sets by its own flow: paragraphs and tables as a developer writes them in an afternoon (reportlab, BSD)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.papers.unseen.drawn import Sheet
from benchmarks.papers.unseen.traders import Deal, deal
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

Truth = dict[str, Any]
FONT = {"zh-Hans": "STSong-Light", "zh-Hant": "MSung-Light", "ja": "HeiseiKakuGo-W5"}


def _font(d: Deal) -> str:
    name = FONT.get(d.language, "Helvetica")
    if name != "Helvetica":
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


def _built(story: list[Any], *, size: tuple[float, float] = A4, margin: float = 20) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=size, leftMargin=margin * mm, rightMargin=margin * mm, topMargin=18 * mm).build(
        story
    )
    return out.getvalue()


def paragraphs_and_one_table(d: Deal) -> tuple[bytes, Truth]:
    """Title in the middle, facts as paragraphs, the totals as the last rows of the one table."""
    font = _font(d)
    styles = getSampleStyleSheet()
    plain = ParagraphStyle("plain", parent=styles["Normal"], fontName=font, fontSize=10, leading=14)
    title = ParagraphStyle("title", parent=styles["Title"], fontName=font)
    bold = (lambda t: f"<b>{t}</b>") if font == "Helvetica" else (lambda t: t)
    data = [[d.word("what"), d.word("qty"), d.word("price"), d.word("amount")]]
    data += [[i.what, str(i.quantity), d.money(i.price), d.money(i.amount)] for i in d.items]
    data += [
        ["", "", d.word("net"), d.money(d.net)],
        ["", "", f"{d.word('tax')} ({d.percentage})", d.money(d.tax)],
        ["", "", d.word("gross"), d.money(d.gross)],
    ]
    table = Table(data, colWidths=[75 * mm, 20 * mm, 38 * mm, 35 * mm])
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
            ("FONTNAME", (0, 0), (-1, -1), font),
            ("FONTSIZE", (0, 0), (-1, -1), 9),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ]
    )
    story = [
        Paragraph(d.word("invoice", 1), title),
        Paragraph(f"{bold(d.word('number') + ':')} {d.number}", plain),
        Paragraph(f"{bold(d.word('date') + ':')} {d.day(style='iso')}", plain),
        Spacer(1, 10),
        Paragraph(bold(d.word("from") + ":"), plain),
        Paragraph("<br/>".join(t.replace("&", "&amp;") for t in d.issuer.lines), plain),
        Spacer(1, 8),
        Paragraph(bold(d.word("to") + ":"), plain),
        Paragraph("<br/>".join(t.replace("&", "&amp;") for t in d.recipient.lines), plain),
        Spacer(1, 12),
        table,
    ]
    return _built(story), d.truth()


def two_cells_of_a_table(d: Deal) -> tuple[bytes, Truth]:
    """Issuer and customer as two cells of one table, the currency in the heading of the column."""
    font = _font(d)
    head = Table(
        [
            [d.word("from"), d.word("to")],
            ["\n".join((*d.issuer.lines, f"{d.word('taxno')}: {d.issuer.tax_id}")), "\n".join(d.recipient.lines)],
        ],
        colWidths=[85 * mm, 85 * mm],
    )
    head.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), font)])
    facts = Table(
        [
            [d.word("number"), d.word("date"), d.word("due")],
            [d.number, d.day(style="words"), d.day(d.due, style="words")],
        ],
        colWidths=[56 * mm] * 3,
    )
    facts.setStyle([("BOX", (0, 0), (-1, -1), 1, colors.black), ("FONTNAME", (0, 0), (-1, -1), font)])
    lines = [["#", d.word("what"), d.word("qty"), d.word("price"), f"{d.word('amount')} ({d.currency})"]]
    lines += [[str(n), i.what, str(i.quantity), d.money(i.price), d.money(i.amount)] for n, i in enumerate(d.items, 1)]
    body = Table(lines, colWidths=[8 * mm, 75 * mm, 22 * mm, 28 * mm, 37 * mm])
    body.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
            ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
            ("FONTNAME", (0, 0), (-1, -1), font),
            ("FONTSIZE", (0, 0), (-1, -1), 8.5),
        ]
    )
    sums = Table(
        [
            [d.word("net"), d.money(d.net)],
            [f"{d.word('tax')} {d.percentage}", d.money(d.tax)],
            [d.word("gross"), d.money(d.gross, sign="code")],
        ],
        colWidths=[45 * mm, 40 * mm],
        hAlign="RIGHT",
    )
    sums.setStyle([("ALIGN", (1, 0), (1, -1), "RIGHT"), ("FONTNAME", (0, 0), (-1, -1), font)])
    styles = getSampleStyleSheet()
    title = ParagraphStyle("t", parent=styles["Heading1"], fontName=font)
    return _built(
        [Paragraph(d.word("invoice", 0), title), head, Spacer(1, 8), facts, Spacer(1, 8), body, sums], size=letter
    ), d.truth()


def strings_at_points(d: Deal) -> tuple[bytes, Truth]:
    """Strings at fixed points: `Seller: …` and `Buyer: …` in one line each, the total at the right edge."""
    s = Sheet()
    s.font(_font(d), 10)
    s.text(20, 22, f"{d.word('invoice', 1)}")
    s.text(20, 32, f"{d.word('number', 0)}: {d.number}", f"{d.word('date', 0)}: {d.day()}", step=6)
    s.text(20, 50, f"{d.word('from', 1)}: {d.issuer.name}", f"{d.issuer.street}, {d.issuer.town}", step=6)
    s.text(20, 66, f"{d.word('to', 3)}: {d.recipient.name}", f"{d.recipient.street}, {d.recipient.town}", step=6)
    for x, name in ((20, "what"), (110, "qty"), (135, "price"), (165, "amount")):
        s.text(x, 86, d.word(name))
    y = 94
    for item in d.items:
        s.text(20, y, item.what)
        s.text(110, y, str(item.quantity))
        s.text(135, y, d.money(item.price))
        s.text(165, y, d.money(item.amount))
        y += 7
    for label, value in (
        (d.word("net"), d.net),
        (f"{d.word('tax')} {d.percentage}", d.tax),
        (d.word("gross"), d.gross),
    ):
        s.right(190, y + 6, f"{label}: {d.money(value, sign='code')}")
        y += 6
    return s.done(), d.truth()


def columns_from_both_edges(d: Deal) -> tuple[bytes, Truth]:
    """Issuer at the right edge, flush right; customer left without a label; sums under the table's last column, labels far left."""
    s = Sheet()
    s.font(_font(d), 9.5)
    s.right(190, 20, *d.issuer.lines, f"{d.word('taxno')} {d.issuer.tax_id}", step=5)
    s.text(20, 52, *d.recipient.lines, step=5)
    s.font(s.name, 14)
    s.text(20, 82, d.word("invoice", 0))
    s.font(s.name, 9.5)
    s.text(20, 90, d.word("number", 1), d.word("date", 1), step=5)
    s.text(60, 90, d.number, d.day(), step=5)
    s.rule(20, 103, 190, 103)
    s.text(20, 108, d.word("what"))
    for x, name in ((120, "qty"), (155, "price"), (190, "amount")):
        s.right(x, 108, d.word(name))
    y = 115
    for item in d.items:
        s.text(20, y, item.what)
        s.right(120, y, str(item.quantity))
        s.right(155, y, d.money(item.price))
        s.right(190, y, d.money(item.amount))
        y += 6
    s.rule(20, y - 3, 190, y - 3)
    for label, value in (
        (d.word("net"), d.net),
        (f"{d.word('tax')} {d.percentage}", d.tax),
        (f"{d.word('gross')} {d.currency}", d.gross),
    ):
        s.text(20, y + 2, label)
        s.right(190, y + 2, d.money(value))
        y += 6
    return s.done(), d.truth()


def prices_with_codes_everywhere(d: Deal) -> tuple[bytes, Truth]:
    """Landscape; each amount with its code; a column of units and one of the goods' number."""
    s = Sheet((297.0, 210.0))
    s.font(_font(d), 9)
    s.text(15, 15, *d.issuer.lines, step=5)
    s.text(
        160,
        15,
        f"{d.word('invoice', 1)}  {d.number}",
        f"{d.word('date', 2)}  {d.day(style='words')}",
        f"{d.word('order')}  889-12",
        step=5,
    )
    s.text(15, 40, d.word("to", 1), *d.recipient.lines, step=5)
    heads = (
        (15, "Ref."),
        (45, d.word("what")),
        (150, d.word("qty")),
        (172, "U."),
        (190, d.word("price")),
        (235, d.word("amount")),
    )
    for x, head in heads:
        s.text(x, 72, head)
    y = 80
    for n, item in enumerate(d.items):
        for x, value in zip(
            (15, 45, 150, 172, 190, 235),
            (
                f"G{n + 11}-4",
                item.what,
                str(item.quantity),
                "pc",
                d.money(item.price, sign="code"),
                d.money(item.amount, sign="code"),
            ),
            strict=True,
        ):
            s.text(x, y, value)
        y += 7
    for label, value in ((d.word("net"), d.net), (d.word("tax"), d.tax), (d.word("gross"), d.gross)):
        s.text(190, y + 5, label)
        s.text(235, y + 5, d.money(value, sign="code"))
        y += 7
    return s.done(), d.truth()


def a_quick_receipt(d: Deal) -> tuple[bytes, Truth]:
    """A receipt of a workshop: paid in cash, the sum in words of numbers only."""
    s = Sheet((148.0, 210.0))
    s.font(_font(d), 10)
    title = {"en": "RECEIPT", "es": "RECIBO", "nl": "KASSABON", "fr": "REÇU", "de": "QUITTUNG"}[d.language]
    paid = {
        "en": "Paid in cash",
        "es": "Pagado en efectivo",
        "nl": "Contant betaald",
        "fr": "Payé en espèces",
        "de": "Bar bezahlt",
    }[d.language]
    s.text(15, 15, *d.issuer.lines, step=5)
    s.text(15, 40, f"{title} {d.number}")
    s.right(133, 40, d.day())
    y = 52
    for item in d.items:
        s.text(15, y, f"{item.quantity} {item.what}"[:58])
        s.right(133, y, d.money(item.amount, sign="after"))
        y += 6
    s.text(15, y + 4, d.word("gross", 0))
    s.right(133, y + 4, d.money(d.net, sign="after"))
    s.text(15, y + 12, paid)
    return s.done(), d.truth(kind="receipt", gross=str(d.net), recipient=None)


_PLAN: list[tuple[Callable[[Deal], tuple[bytes, Truth]], str, list[tuple[str, int]]]] = [
    (paragraphs_and_one_table, "flow", [("en", 5), ("de", 1), ("fr", 2), ("zh-Hans", 2), ("ja", 0)]),
    (two_cells_of_a_table, "two-cells", [("en", 2), ("es", 1), ("zh-Hant", 2), ("nl", 3)]),
    (strings_at_points, "strings", [("en", 0), ("it", 2), ("de", 3), ("ja", 2)]),
    (columns_from_both_edges, "both-edges", [("fr", 2), ("en", 3), ("es", 3)]),
    (prices_with_codes_everywhere, "codes", [("en", 4), ("it", 1), ("de", 4)]),
    (a_quick_receipt, "quick-receipt", [("en", 6), ("es", 2), ("nl", 1)]),
]


def papers() -> Iterator[tuple[str, bytes, Truth]]:
    """Each paper: its name, the PDF and what it says."""
    n = 0
    for drawn, name, places in _PLAN:
        for language, at in places:
            sale = deal(
                language,
                at,
                number=f"{2026 + n}/{Decimal(310 + 7 * n)}",
                issued=date(2026, 2, 3 + n),
                count=2 + n % 2,
            )
            pdf, truth = drawn(sale)
            yield f"r6-{name}-{language}-{at}", pdf, truth
            n += 1
