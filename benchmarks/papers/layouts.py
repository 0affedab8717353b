"""Forty layouts of an invoice in nine languages, printed by Typst, with the truth beside each.

A layout is a draw of independent choices (where the blocks stand, which labels there are, how the table is ruled and headed, how dates
and numbers are written), so that no two share a template. Chinese and Japanese need a font of the machine (Debian: fonts-noto-cjk);
`printable` says whether it is there.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import typst
from benchmarks.papers.wording import COMPANIES, GOODS, WORDS

LANGUAGES = tuple(WORDS)
LAYOUTS = 40
CURRENCIES = {
    "en": ("GBP", "USD", "EUR"),
    "de": ("EUR", "CHF"),
    "fr": ("EUR", "CHF"),
    "es": ("EUR", "USD"),
    "it": ("EUR", "CHF"),
    "nl": ("EUR", "USD"),
    "zh-Hans": ("CNY",),
    "zh-Hant": ("TWD",),
    "ja": ("JPY",),
}
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF", "CNY": "¥", "TWD": "NT$", "JPY": "¥"}
RATES = {
    "en": "20",
    "de": "19",
    "fr": "20",
    "es": "21",
    "it": "22",
    "nl": "21",
    "zh-Hans": "13",
    "zh-Hant": "5",
    "ja": "10",
}
COMMA = frozenset({"de", "fr", "es", "it", "nl"})
FONTS = {"zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC", "ja": "Noto Sans CJK JP"}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A printed invoice and what it says."""

    name: str
    language: str
    pdf: bytes
    truth: dict[str, Any]


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def printable(language: str) -> bool:
    """Whether this machine has the font that the language needs."""
    folder = Path("/usr/share/fonts")
    return language not in FONTS or any(folder.rglob("NotoSansCJK-Regular.*"))


def sample(layout: int, language: str, *, seed: int) -> Sample:
    """One invoice in one layout; the same arguments give the same bytes."""
    pick = random.Random(f"{seed}-{layout}-{language}")
    style = random.Random(f"layout-{layout}")
    words = {k: v[(layout + len(k)) % len(v)] for k, v in WORDS[language].items()}
    issuer, buyer = pick.sample(COMPANIES[language], 2)
    currency = pick.choice(CURRENCIES[language])
    places = 0 if currency == "JPY" or (currency == "TWD") else 2
    unit = Decimal(1).scaleb(-places)
    issued = date(2026, 1, 5) + timedelta(days=pick.randrange(320))
    rate = Decimal(RATES[language])
    lines = []
    for goods in pick.sample(GOODS[language], style.choice((1, 2, 3, 4, 5))):
        price = Decimal(pick.randrange(900, 190000)).scaleb(-2)
        price = (price * (100 if places == 0 else 1)).quantize(unit, ROUND_HALF_UP)
        quantity = pick.choice((1, 2, 3, 5, 10, 12, 25))
        lines.append((f"{pick.choice('ABKR')}{pick.randrange(1000, 9999)}", goods, quantity, price, price * quantity))
    net = sum((line[4] for line in lines), Decimal(0))
    tax = (net * rate / 100).quantize(unit, ROUND_HALF_UP)
    truth = {
        "number": style.choice(("{y}-{n:04d}", "INV{n}", "{n}", "R-{y}/{n}", "{y}{n:05d}", "F{n:06d}")).format(
            y=issued.year, n=pick.randrange(1000, 9999)
        ),
        "issued_on": issued.isoformat(),
        "currency": currency,
        "issuer": issuer[0],
        "recipient": buyer[0],
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "lines": sorted((Decimal(q), a) for _, _, q, _, a in lines),
    }
    source = _Printer(
        style, language, words, currency, places, truth, issued, issuer, buyer, lines, rate, pick
    ).source()
    pdf = typst.compile(source.encode(), font_paths=_fonts())
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF file is one piece of bytes")
    return Sample(name=f"layout {layout:02d} {language}", language=language, pdf=pdf, truth=truth)


class _Printer:
    """Typst source of one invoice."""

    def __init__(self, style: random.Random, language: str, words: dict[str, str], currency: str, places: int, truth: dict[str, Any], issued: date,
                 issuer: tuple[str, ...], buyer: tuple[str, ...], lines: list[Any], rate: Decimal, pick: random.Random) -> None:  # fmt: skip
        self.s, self.language, self.w, self.currency, self.places = style, language, words, currency, places
        self.truth, self.issued, self.issuer, self.buyer, self.lines, self.rate, self.pick = (
            truth,
            issued,
            issuer,
            buyer,
            lines,
            rate,
            pick,
        )
        self.date_form = style.randrange(4)
        self.number_form = style.randrange(3)
        self.money_form = style.randrange(4)
        self.colon = style.choice((":", "", ":"))
        self.due = issued + timedelta(days=30)

    def money(self, amount: Decimal, *, sign: bool = False) -> str:
        whole, _, cents = f"{amount:.{self.places}f}".partition(".")
        digits = f"{int(whole):,}"
        if self.language in COMMA and self.currency != "CHF":
            gap = (
                {"fr": "\u202f"}.get(self.language, ".") if self.number_form else ("" if self.number_form == 0 else ".")
            )
            text = digits.replace(",", gap) + ("," + cents if cents else "")
        elif self.currency == "CHF":
            text = digits.replace(",", "'") + ("." + cents if cents else "")
        else:
            text = digits + ("." + cents if cents else "")
        if not sign:
            return text
        mark = SIGNS[self.currency]
        if self.money_form == 0:
            return f"{self.currency} {text}"
        if self.language in COMMA or self.currency == "CHF":
            return f"{text} {mark}"
        if self.currency == "JPY" and self.money_form == 1:
            return f"{text}円"
        return f"{mark}{text}"

    def day(self, day: date) -> str:
        if self.language in ("zh-Hans", "zh-Hant", "ja"):
            return (
                f"{day.year}年{day.month}月{day.day}日",
                day.isoformat(),
                f"{day:%Y/%m/%d}",
                f"{day.year}年{day.month:02d}月{day.day:02d}日",
            )[self.date_form]
        month = MONTHS[self.language].split()[day.month - 1]
        if self.date_form == 0:
            return day.isoformat()
        if self.date_form == 1:
            return {
                "en": f"{day.day} {month} {day.year}",
                "de": f"{day.day}. {month} {day.year}",
                "es": f"{day.day} de {month} de {day.year}",
            }.get(self.language, f"{day.day} {month} {day.year}")
        if self.language == "en":
            if self.currency == "USD":
                return f"{month} {day.day}, {day.year}" if self.date_form == 2 else f"{day:%m/%d/%Y}"
            return f"{day:%d/%m/%Y}" if self.date_form == 2 else f"{day:%d-%b-%Y}"
        return (
            f"{day:%d.%m.%Y}"
            if self.language == "de"
            else f"{day:%d/%m/%Y}"
            if self.date_form == 2
            else f"{day:%d-%m-%Y}"
        )

    def source(self) -> str:
        font = FONTS.get(
            self.language, self.s.choice(("Libertinus Serif", "DejaVu Sans", "Liberation Sans", "Libertinus Serif"))
        )
        size = self.s.choice((8.5, 9, 10))
        margin = self.s.choice(("2cm", "1.6cm", "(left: 2.5cm, rest: 1.8cm)"))
        head = [
            f'#set page(paper: "a4", margin: {margin}, footer: [{self._footer()}])',
            f'#set text(font: ("{font}", "DejaVu Sans"), size: {size}pt)',
            f"#set par(leading: {self.s.choice(('0.45em', '0.65em', '0.8em'))})",
        ]
        parts = [
            self._head(),
            self._meta_and_buyer(),
            self._table(),
            self._totals(),
            f"#v(1em)\n{esc(self.w['thanks'])}",
        ]
        return "\n".join(head + parts)

    def _address(self, party: tuple[str, ...], *, bold: bool, vat: bool) -> str:
        name = f"#strong[{esc(party[0])}]" if bold else esc(party[0])
        rows = [name, esc(party[1]), esc(party[2])] + ([esc(party[3])] if self.s.random() < 0.6 else [])
        if vat and party[4]:
            rows.append(esc(f"{self.w['vat']}{self.colon or ':'} {party[4]}"))
        return " \\\n".join(rows)

    def _title(self, size: int) -> str:
        return f'#text(size: {size}pt, weight: "bold")[{esc(self.w["invoice"])}]'

    def _head(self) -> str:
        kind = self.head = self.s.randrange(5)
        issuer = self._address(self.issuer, bold=self.s.random() < 0.5, vat=True)
        contact = (
            esc(f"{self.w['phone']} +49 30 {self.pick.randrange(100000, 999999)}") + " \\\n" + esc("www.example.com")
        )
        if kind == 0:
            return f"#grid(columns: (1fr, 1fr), [{issuer}], align(right)[{self._title(22)}])\n#v(1.5em)"
        if kind == 1:
            return f"#align(right)[{issuer} \\\n{contact}]\n#v(1em)\n{self._title(18)}\n#v(1em)"
        if kind == 2:
            return f"#align(center)[#text(size: 15pt)[{esc(self.issuer[0])}] \\\n{esc(', '.join(self.issuer[1:3]))}]\n#line(length: 100%)\n{self._title(16)}\n#v(1em)"
        if kind == 3:
            return f'#text(size: 16pt, weight: "bold")[{esc(self.issuer[0])}]\n#v(2em)\n#text(size: 7pt)[{esc(" · ".join(self.issuer[:3]))}]\n#v(0.6em)'
        return f"{self._title(20)}\n#v(0.8em)\n#strong[{esc(self.w['from'])}{self.colon}] \\\n{issuer}\n#v(1em)"

    def _meta(self) -> list[tuple[str, str]]:
        rows = [(self.w["number"], self.truth["number"]), (self.w["date"], self.day(self.issued))]
        if self.s.random() < 0.7:
            rows.append((self.w["due"], self.day(self.due)))
        if self.s.random() < 0.4:
            rows.append((self.w["order"], f"B{self.pick.randrange(10000, 99999)}"))
        if self.s.random() < 0.4:
            rows.append((self.w["customer"], str(self.pick.randrange(10000, 99999))))
        if self.s.random() < 0.3:
            rows.append((self.w["delivered"], self.day(self.issued - timedelta(days=4))))
        if self.s.random() < 0.4:
            self.s.shuffle(rows)
        return rows

    def _meta_and_buyer(self) -> str:
        rows = self._meta()
        labelled = self.head in (0, 1, 2, 4) or self.s.random() < 0.3
        address = self._address(self.buyer, bold=False, vat=self.s.random() < 0.3)
        buyer = (f"#strong[{esc(self.w['to'])}{self.colon}] \\\n{address}") if labelled else address
        form = self.s.randrange(4)
        if form == 0:
            cells = ", ".join(f"[{esc(a)}{self.colon}], [{esc(b)}]" for a, b in rows)
            meta = f"#grid(columns: (auto, auto), column-gutter: 1.5em, row-gutter: 0.55em, {cells})"
        elif form == 1:
            meta = " \\\n".join(f"{esc(a)}{self.colon or ':'} {esc(b)}" for a, b in rows)
        elif form == 2:
            heads = ", ".join(f"[#text(size: 8pt)[{esc(a)}]]" for a, _ in rows)
            values = ", ".join(f"[{esc(b)}]" for _, b in rows)
            band = f"#v(1em)\n#table(columns: {len(rows)}, stroke: 0.4pt, inset: 6pt, {heads}, {values})"
            title = self._title(16) if self.head == 3 else ""
            return f"{buyer}\n#v(1em)\n{title}\n{band}\n#v(1em)"
        else:
            meta = "#align(right)[" + " \\\n".join(f"{esc(a)}{self.colon or ':'} {esc(b)}" for a, b in rows) + "]"
        title = f"{self._title(16)}\n#v(0.5em)\n" if self.head == 3 else ""
        columns = (f"[{buyer}]", f"[{title}{meta}]")
        if self.s.random() < 0.3:
            columns = (columns[1], columns[0])
        return f"#grid(columns: ({self.s.choice(('1fr, 1fr', '3fr, 2fr'))}), column-gutter: 2em, {columns[0]}, {columns[1]})\n#v(1.5em)"

    def _table(self) -> str:
        names = ["description", "quantity", "price", "amount"]
        if self.s.random() < 0.5:
            names.insert(0, "pos")
        if self.s.random() < 0.6:
            names.insert(names.index("description"), "id")
        if self.s.random() < 0.4:
            names.insert(names.index("amount"), "rate")
        if self.s.random() < 0.25:
            names.remove("quantity")
            names.insert(names.index("description"), "quantity")
        with_unit = self.s.random() < 0.5
        money = self.s.random() < 0.4
        note = self.s.random() < 0.3
        widths = ", ".join("1fr" if n == "description" else "auto" for n in names)
        aligns = ", ".join("left" if n in ("description", "id", "pos") else "right" for n in names)
        cells = [f"[#strong[{esc(self.w[n])}]]" for n in names]
        for i, (code, goods, quantity, price, amount) in enumerate(self.lines, 1):
            text = esc(goods) + (f" \\\n#text(size: 7.5pt)[{esc(self.w['delivered'])}]" if note else "")
            row = {
                "pos": str(i),
                "id": code,
                "description": text,
                "quantity": f"{quantity} {esc(self.w['unit'])}" if with_unit else str(quantity),
                "price": esc(self.money(price, sign=money)),
                "rate": f"{self.rate} %",
                "amount": esc(self.money(amount, sign=money)),
            }
            cells += [f"[{row[n]}]" for n in names]
        stroke = self.s.choice(("none", "0.4pt", "(bottom: 0.4pt)"))
        return f"#table(columns: ({widths}), align: ({aligns}), stroke: {stroke}, inset: {self.s.choice(('5pt', '6pt', '4pt'))}, {', '.join(cells)})"

    def _totals(self) -> str:
        sign = self.s.random() < 0.6 or True
        rate = f" {self.rate} %" if self.s.random() < 0.6 else ""
        rows = [
            (self.w["net"], self.money(self.truth["net"], sign=sign)),
            (self.w["tax"] + rate, self.money(self.truth["tax"], sign=sign)),
            (self.w["gross"], self.money(self.truth["gross"], sign=sign)),
        ]
        cells = ", ".join(f"[{esc(a)}{self.colon}], [{esc(b)}]" for a, b in rows)
        place = self.s.choice(("right", "right", "left"))
        return f"#v(0.8em)\n#align({place})[#grid(columns: (auto, auto), column-gutter: 2em, row-gutter: 0.6em, align: (left, right), {cells})]"

    def _footer(self) -> str:
        bank = f"{self.w['bank']}: IBAN DE08 7009 0100 1234 5678 90 · BIC GENODEF1M04"
        return f"#text(size: 7pt)[{esc(self.issuer[0])} · {esc(bank)}]"


def esc(text: str) -> str:
    """Text for Typst's markup, its special characters escaped."""
    return "".join("\\" + c if c in "\\#$*_`<>@[]=~\"'/+-" else c for c in text)
