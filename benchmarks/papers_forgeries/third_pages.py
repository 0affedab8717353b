"""How is a bill of the third set printed? Six designs drawn with ReportLab, in seven languages.

band      the seller's name in white on a coloured band, totals in a shaded box
erp       fixed pitch, positions 10, 20, 30, the article number under the description
shop      as a web shop mails it: large light title, pieces and price in one column's reach, thin lines
column    a narrow column on the left holds seller and bank, the body stands right of it
wide      landscape, one line of facts, wide columns
sentence  a letter to the customer with the facts in a line of text, table below
"""

from __future__ import annotations

import io
import random
from datetime import date
from decimal import Decimal

from benchmarks.papers_forgeries.second_bill import Firm
from benchmarks.papers_forgeries.third_firms import COUNTRY_NAME, Paper, language_of
from benchmarks.papers_forgeries.third_words import words
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

DESIGNS = ("band", "erp", "shop", "column", "wide", "sentence")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_FACES = {"zh": "STSong-Light", "ja": "HeiseiKakuGo-W5"}
for _face in _FACES.values():
    pdfmetrics.registerFont(UnicodeCIDFont(_face))
_SIGNS = {
    "EUR": "€",
    "GBP": "£",
    "CNY": "¥",
    "JPY": "¥",
    "CHF": "CHF",
    "DKK": "kr",
    "SEK": "kr",
    "PLN": "PLN",
    "HKD": "HK$",
    "SGD": "S$",
    "USD": "$",
}


class Print:
    """One paper in one design; the same seller prints alike as long as `seed` is his name."""

    def __init__(self, paper: Paper, *, design: str, seed: str) -> None:
        self.paper = paper
        self.language = language_of(paper.seller.country)
        rng = random.Random(f"third-{design}-{seed}")
        self.design, self.rng = design, rng
        self.w = {**words(self.language, rng), **paper.labels}
        self.native = self.language in _FACES or any(
            ord(c) > 0x2E7F for c in f"{paper.buyer.name}{paper.buyer.city}{paper.notes}"
        )
        self.face = rng.choice(["Helvetica", "Times-Roman"]) if design != "erp" else "Courier"
        self.bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[self.face]
        if self.native:
            self.face = self.bold = _FACES.get(self.language, "STSong-Light")
        self.size = rng.choice([8.0, 9.0, 9.8]) if design != "erp" else 8.0
        self.dates, self.sign = rng.choice(["numbers", "iso", "words"]), rng.random() < 0.5
        self.out = io.BytesIO()
        self.page = landscape(A4) if design == "wide" else A4
        self.c = Canvas(self.out, pagesize=self.page, invariant=1)
        self.hue = HexColor(rng.choice(["#22384f", "#6b2d3c", "#2f5d50", "#444444"]))

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        scale: float = 1,
        bold: bool = False,
        right: bool = False,
        colour: object = black,
    ) -> None:
        """A run of text, y from the top."""
        self.c.setFont(self.bold if bold else self.face, self.size * scale)
        self.c.setFillColor(colour)
        (self.c.drawRightString if right else self.c.drawString)(x, self.page[1] - y, text)

    def rule(self, x0: float, y: float, x1: float, *, thick: float = 0.5) -> None:
        """A line across."""
        self.c.setLineWidth(thick)
        self.c.line(x0, self.page[1] - y, x1, self.page[1] - y)

    def shade(self, x: float, y: float, wide: float, high: float, colour: object) -> None:
        """A filled box, y its upper edge."""
        self.c.setFillColor(colour)
        self.c.rect(x, self.page[1] - y - high, wide, high, stroke=0, fill=1)

    def day(self, on: date) -> str:
        """A date as this seller writes it."""
        if self.language in _FACES:
            return on.isoformat() if self.dates == "iso" else f"{on.year}年{on.month}月{on.day}日"
        if self.dates == "iso":
            return on.isoformat()
        if self.dates == "words" and self.language == "en":
            return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
        return on.strftime({"de": "%d.%m.%Y", "nl": "%d-%m-%Y"}.get(self.language, "%d/%m/%Y"))

    def number(self, value: Decimal) -> str:
        """An amount as the language writes it."""
        text = f"{value:,.{0 if self.paper.currency == 'JPY' else 2}f}"
        if self.paper.seller.country == "CH":
            return text.replace(",", "'")
        if self.language in {"en", *_FACES}:
            return text
        return text.replace(",", "\0").replace(".", ",").replace("\0", " " if self.language == "fr" else ".")

    def money(self, value: Decimal) -> str:
        """With the currency."""
        sign = _SIGNS[self.paper.currency] if self.sign else self.paper.currency
        before = self.language in {"en", *_FACES} or self.paper.currency == "CHF"
        return f"{sign} {self.number(value)}" if before else f"{self.number(value)} {sign}"

    def facts(self) -> list[tuple[str, str]]:
        """Number and dates with their labels."""
        rows = [(self.w["number"], self.paper.number), (self.w["date"], self.day(self.paper.issued))]
        if self.paper.due:
            rows.append((self.w["due"], self.day(self.paper.due)))
        return rows

    def block(self, who: Firm, x: float, y: float, *, label: str = "", tax: bool = True, country: bool = True) -> float:
        """A party; returns where it ends."""
        rows = [who.name, who.street, self.place(who)]
        if country:
            rows.append(COUNTRY_NAME[who.country])
        if tax and who.vat:
            rows.append(f"{self.w['vat']}: {who.vat}")
        if label:
            self.write(x, y, label, bold=True, scale=0.9)
            y += self.size * 1.45
        for i, text in enumerate(rows):
            self.write(x, y, text, bold=i == 0)
            y += self.size * 1.35
        return y

    @staticmethod
    def place(who: Firm) -> str:
        """Town and postcode in the country's order."""
        return (
            f"{who.city} {who.postcode}".strip()
            if who.country in {"GB", "IE", "SG", "HK"}
            else f"{who.postcode} {who.city}"
        )

    def table(self, x0: float, x1: float, y: float) -> float:
        """The lines; returns where they end."""
        code = self.design not in {"erp", "sentence"}
        gap = {"amount": 78, "price": 74, "extra": 66, "quantity": 60, "gtin": 88, "model": 78}
        names = (["pos"] if self.design == "erp" else []) + (["model"] if code else []) + ["name"]
        names += (
            (["gtin"] if self.design in {"wide", "band"} else [])
            + (["extra"] if self.paper.column else [])
            + ["quantity", "price", "amount"]
        )
        right, edges = x1, {}
        for name in reversed(names[names.index("name") + 1 :]):
            edges[name], right = right, right - gap[name]
        left = x0
        for name in names[: names.index("name") + 1]:
            edges[name] = left
            left += 30 if name == "pos" else gap["model"]
        labels = {**self.w, "extra": self.paper.column, "pos": "Pos"}
        if self.design in {"band", "wide"}:
            self.shade(x0 - 3, y - self.size - 2, x1 - x0 + 6, self.size + 7, self.hue)
        for name in names:
            self.write(
                edges[name], y, labels[name], bold=True, right=name in {"gtin", "extra", "quantity", "price", "amount"},
                colour=white if self.design in {"band", "wide"} else black,
            )  # fmt: skip
        self.rule(x0, y + 4, x1)
        for i, row in enumerate(self.paper.rows):
            y += self.size * 1.9
            if y > self.page[1] - 120:
                self.c.showPage()
                y = 70
            unit = "" if row.unit == "pcs" else f" {row.unit}"
            cells = {
                "pos": str(10 * (i + 1)), "model": row.model, "name": row.name, "gtin": row.gtin, "quantity": f"{row.quantity.normalize():f}{unit}",
                "price": self.number(row.price), "amount": self.number(row.net), "extra": self.paper.column_values[i] if self.paper.column else "",
            }  # fmt: skip
            for name in names:
                self.write(edges[name], y, cells[name], right=name in {"gtin", "extra", "quantity", "price", "amount"})
            if not code and row.model:
                y += self.size * 1.2
                self.write(
                    edges["name"],
                    y,
                    f"{self.w['model']} {row.model}" + (f"  EAN {row.gtin}" if row.gtin else ""),
                    scale=0.88,
                )
        self.rule(x0, y + 6, x1)
        return y + self.size * 2.4

    def totals(self, x0: float, x1: float, y: float) -> float:
        """The sums; returns where they end."""
        p, rows = self.paper, []
        if not p.exempt:
            rows.append((self.w["net"], self.money(p.net), False))
            if not p.reverse:
                taxes = p.taxes()
                rows += [
                    (
                        self.w["tax"].format(rate=f"{r.normalize():f}"),
                        self.money(p.stale.get("tax", t) if len(taxes) == 1 else t),
                        False,
                    )
                    for r, _, t in taxes
                ]
        rows.append((self.w["gross"], self.money(p.gross), True))
        if p.prepaid:
            rows.append((self.w["prepaid"], self.money(-p.prepaid), False))
        if p.cash:
            rows.append((self.w["rounding"], self.money(p.cash), False))
        if p.prepaid or p.cash:
            rows.append((self.w["payable"], self.money(p.payable), True))
        if self.design == "band":
            self.shade(x0 - 6, y - self.size - 3, x1 - x0 + 12, len(rows) * self.size * 1.7 + 6, HexColor("#eef0f2"))
        for label, value, bold in rows:
            self.write(x0, y, label, bold=bold)
            self.write(x1, y, value, right=True, bold=bold)
            y += self.size * 1.7
        return y + 4

    def notes(self, x: float, y: float) -> float:
        """What stands below; returns where it ends."""
        p = self.paper
        rows = [
            *p.notes,
            *([self.w["reverse"]] if p.reverse else []),
            *([self.w["exempt"]] if p.exempt and not p.notes else []),
        ]
        for text in rows:
            y += self.size * 1.5
            self.write(x, y, text, scale=0.95)
        if p.ship_to:
            y += self.size * 2.2
            self.write(x, y, self.w["shipto"], bold=True, scale=0.9)
            for text in p.ship_to:
                y += self.size * 1.3
                self.write(x, y, text, scale=0.95)
        return y

    def bank(self) -> str:
        """The account, in groups of four."""
        iban = self.paper.seller.iban
        return f"{self.w['account']} {' '.join(iban[i : i + 4] for i in range(0, len(iban), 4))}" if iban else ""

    def drawn(self) -> bytes:
        """The file."""
        p, title = self.paper, self.paper.title or self.w.get(self.paper.kind, self.w["invoice"])
        if p.heading:
            self.write(50, 30, p.heading, scale=0.9)
        getattr(self, f"_{self.design}")(p, title)
        self.c.save()
        return self.out.getvalue()

    def _band(self, p: Paper, title: str) -> None:
        self.shade(0, 40, self.page[0], 42, self.hue)
        self.write(45, 66, p.seller.name, scale=1.7, bold=True, colour=white)
        self.write(550, 66, title, scale=1.5, right=True, colour=white)
        self.block(p.seller, 45, 105)
        y = self.block(p.buyer, 45, 185, label=self.w["to"])
        for i, (label, value) in enumerate(self.facts()):
            self.write(360, 185 + i * self.size * 1.6, label, bold=True)
            self.write(550, 185 + i * self.size * 1.6, value, right=True)
        y = self.totals(350, 550, self.table(45, 550, max(y, 265) + 20))
        self.notes(45, y)
        self.write(45, 810, f"{p.seller.name} | {p.seller.email} | {self.bank()}", scale=0.8)

    def _erp(self, p: Paper, title: str) -> None:
        self.block(p.seller, 45, 55, tax=False)
        self.write(45, 140, f"{title.upper()}", bold=True, scale=1.4)
        y = 160.0
        for label, value in [*self.facts(), (self.w["vat"], p.seller.vat)]:
            self.write(45, y, f"{label:<22}{value}" if not self.native else f"{label}：{value}")
            y += self.size * 1.4
        y = self.block(p.buyer, 330, 140, label=self.w["to"])
        y = self.totals(330, 550, self.table(45, 550, max(y, 240) + 15))
        self.write(45, self.notes(45, y) + self.size * 2, self.bank())

    def _shop(self, p: Paper, title: str) -> None:
        self.write(50, 80, title, scale=2.8, colour=HexColor("#777777"))
        self.write(545, 62, p.seller.name, bold=True, right=True, scale=1.2)
        for i, text in enumerate(
            [p.seller.street, self.place(p.seller), COUNTRY_NAME[p.seller.country], f"{self.w['vat']} {p.seller.vat}"]
        ):
            self.write(545, 78 + i * self.size * 1.35, text, right=True)
        for i, (label, value) in enumerate(self.facts()):
            self.write(50 + 165 * i, 150, label, colour=HexColor("#777777"), scale=0.9)
            self.write(50 + 165 * i, 150 + self.size * 1.5, value, bold=True)
        y = self.block(p.buyer, 50, 195, label=self.w["to"])
        y = self.totals(345, 545, self.table(50, 545, y + 25))
        self.write(50, self.notes(50, y) + self.size * 2.2, self.bank(), scale=0.9)

    def _column(self, p: Paper, title: str) -> None:
        self.shade(0, 0, 150, self.page[1], HexColor("#f3f1ec"))
        y = 60.0
        for text in [
            p.seller.name,
            p.seller.street,
            self.place(p.seller),
            COUNTRY_NAME[p.seller.country],
            "",
            self.w["vat"],
            p.seller.vat,
            "",
            p.seller.email,
        ]:
            for part in _folded(text, 24 if not self.native else 14):
                self.write(18, y, part, scale=0.85, bold=text == p.seller.name)
                y += self.size * 1.25
        for part in _folded(self.bank(), 24):
            self.write(18, y + 20, part, scale=0.85)
            y += self.size * 1.25
        self.write(172, 62, title, scale=1.9, bold=True)
        y = self.block(p.buyer, 172, 95, label=self.w["to"])
        for i, (label, value) in enumerate(self.facts()):
            self.write(400, 48 + i * self.size * 1.5, f"{label}: {value}")
        y = self.totals(380, 565, self.table(172, 565, max(y, 170) + 25))
        self.notes(172, y)

    def _wide(self, p: Paper, title: str) -> None:
        self.write(50, 55, p.seller.name, scale=1.5, bold=True)
        self.write(
            50,
            55 + self.size * 1.6,
            f"{p.seller.street} · {self.place(p.seller)} · {COUNTRY_NAME[p.seller.country]} · {self.w['vat']} {p.seller.vat}",
        )
        self.write(790, 55, title, scale=1.9, bold=True, right=True)
        y = self.block(p.buyer, 50, 110, label=self.w["to"])
        self.write(330, 110, "     ".join(f"{label} {value}" for label, value in self.facts()))
        y = self.totals(560, 790, self.table(50, 790, max(y, 180) + 20))
        self.notes(50, y)
        self.write(50, 565, f"{p.seller.email}   {self.bank()}", scale=0.85)

    def _sentence(self, p: Paper, title: str) -> None:
        self.write(545, 55, p.seller.name, scale=1.3, bold=True, right=True)
        self.write(545, 55 + self.size * 1.5, f"{p.seller.street}, {self.place(p.seller)}", right=True)
        y = self.block(p.buyer, 60, 110, tax=False)
        self.write(60, y + 30, f"{title} {p.number}", scale=1.5, bold=True)
        y += 30 + self.size * 2.2
        self.write(60, y, "   ".join(f"{label}: {value}" for label, value in self.facts()[1:]))
        y += self.size * 1.5
        self.write(60, y, f"{self.w['vat']} ({self.w['to']}): {p.buyer.vat}")
        y = self.totals(340, 545, self.table(60, 545, y + 30))
        self.notes(60, y)
        self.write(
            60,
            800,
            "  ".join([p.seller.name, self.w["vat"], p.seller.vat, COUNTRY_NAME[p.seller.country], self.bank()]),
            scale=0.8,
        )


def _folded(text: str, most: int) -> list[str]:
    rows, row = [], ""
    for word in text.split() if " " in text else [text[i : i + most] for i in range(0, len(text), most)]:
        if len(row) + len(word) + 1 > most and row:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    return [*rows, row] if row else rows or [""]
