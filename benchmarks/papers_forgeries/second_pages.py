"""How does a bill of the second set look on paper? Eight designs in nine languages, each with choices of its own.

letterhead   name on top, address window, facts on the right
boxes        seller and buyer side by side, each in a box with its label
plain        one thing under the other, totals after colons
american     quantity first, bill-to and ship-to
window       sender in one small line over the address window (DIN 5008)
grid         facts as a row of labels over a row of values; the article number under the description
footer       who issued it stands at the bottom, beside a name on top
ledger       buyer first, seller under the totals, lines numbered
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarks.papers_forgeries.second_bill import COUNTRY, Bill, Firm
from benchmarks.papers_forgeries.second_words import MONTHS, WORDS

DESIGNS = ("letterhead", "boxes", "plain", "american", "window", "grid", "footer", "ledger")
LANGUAGES = tuple(WORDS)
_CJK = {
    "zh": ("STSong-Light", "UniGB-UTF16-H", "GB1"),
    "tw": ("MSung-Light", "UniCNS-UTF16-H", "CNS1"),
    "ja": ("HeiseiMin-W3", "UniJIS-UTF16-H", "Japan1"),
}
LANGUAGE_OF = {
    "DE": "de",
    "AT": "de",
    "FR": "fr",
    "IT": "it",
    "ES": "es",
    "NL": "nl",
    "GB": "en",
    "US": "en",
    "PL": "en",
    "CN": "zh",
    "TW": "tw",
    "JP": "ja",
}


@dataclass(frozen=True, kw_only=True)
class Look:
    """One design in one language with its choices; the same issuer always prints with the same look."""

    design: str
    language: str
    seed: str

    @property
    def rng(self) -> random.Random:
        """Choices of this look."""
        return random.Random(f"{self.design}-{self.language}-{self.seed}")

    def words(self) -> dict[str, str]:
        """One spelling for each label."""
        rng = self.rng
        return {key: rng.choice(said.split("|")) for key, said in WORDS[self.language].items()}

    def day(self, on: date) -> str:
        """A date as this look writes it."""
        form = self.rng.choice(["numbers", "numbers", "words", "iso"])
        if self.language in _CJK:
            if form == "words":
                return f"{on.year}年{on.month:02d}月{on.day:02d}日"
            return on.strftime("%Y/%m/%d") if form == "numbers" else on.isoformat()
        if form == "words":
            name = MONTHS[self.language].split()[on.month - 1]
            return {"de": f"{on.day}. {name} {on.year}", "es": f"{on.day} de {name} de {on.year}"}.get(
                self.language, f"{on.day} {name} {on.year}"
            )
        if form == "iso":
            return on.isoformat()
        return on.strftime({"de": "%d.%m.%Y", "nl": "%d-%m-%Y"}.get(self.language, "%d/%m/%Y"))

    def amount(self, value: Decimal, currency: str) -> str:
        """A number as this language writes it; yen and Taiwan dollars have no cents."""
        places = 0 if currency in {"JPY", "TWD"} else 2
        text = f"{value:,.{places}f}"
        if self.language in {"en", *_CJK}:
            return text
        if self.language == "fr":
            return text.replace(",", " ").replace(".", ",")
        return text.replace(",", "\0").replace(".", ",").replace("\0", ".")

    def money(self, value: Decimal, currency: str) -> str:
        """With the currency, before or after, as sign or code."""
        text = self.amount(value, currency)
        sign = {"EUR": "€", "CNY": "¥", "JPY": "¥", "GBP": "£", "USD": "$", "TWD": "NT$"}.get(currency, currency)
        form = self.rng.choice(["code", "sign"])
        if form == "code":
            return f"{text} {currency}"
        return f"{sign}{text}" if self.language in {"en", *_CJK} else f"{text} {sign}"


class Sheet:
    """Pages that are written upon; x and y in points from the upper left corner."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.size = look.rng.choice([8.5, 9.5, 10.5])
        self.face = look.rng.choice(["Helvetica", "Times-Roman", "Helvetica"])
        self.pages: list[list[bytes]] = [[]]

    def write(
        self, x: float, y: float, text: str, *, scale: float = 1.0, bold: bool = False, right: bool = False
    ) -> None:
        """One run of text."""
        if not text:
            return
        size = self.size * scale
        if right:
            x -= self._width(text, size)
        if self.look.language in _CJK:
            shown = b"<" + text.encode("utf-16-be").hex().encode() + b">"
        else:
            raw = text.encode("cp1252", "replace")
            shown = b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
        self.pages[-1].append(
            b"BT /%s %.2f Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET" % (b"B" if bold else b"R", size, x, 842 - y, shown)
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self.pages[-1].append(b"0.4 w %.1f %.1f m %.1f %.1f l S" % (x0, 842 - y0, x1, 842 - y1))

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """A frame."""
        self.pages[-1].append(b"0.4 w %.1f %.1f %.1f %.1f re S" % (x, 842 - y - high, wide, high))

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])

    def _width(self, text: str, size: float) -> float:
        if self.look.language in _CJK:
            return sum(size if ord(c) > 0x2E7F else size * 0.5 for c in text)
        narrow = sum(1 for c in text if c in " .,:;'ilI|")
        return size * (0.278 * narrow + 0.556 * (len(text) - narrow))

    def pdf(self) -> bytes:
        """The file."""
        fonts = self._fonts()
        objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", fonts[0], fonts[1]]
        kids = []
        for parts in self.pages:
            content = zlib.compress(b"\n".join(parts))
            objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream")
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
                % len(objects)
            )
            kids.append(len(objects))
        objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
            len(kids),
            b" ".join(b"%d 0 R" % k for k in kids),
        )
        out, places = bytearray(b"%PDF-1.7\n%\xb5\xb6\n"), []
        for i, body in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % p for p in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
        return bytes(out)

    def _fonts(self) -> tuple[bytes, bytes]:
        if self.look.language in _CJK:
            face, cmap, order = _CJK[self.look.language]
            font = (
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{face} /Encoding /{cmap} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0"
                f" /BaseFont /{face} /CIDSystemInfo << /Registry (Adobe) /Ordering ({order}) /Supplement 4 >> /DW 1000 /W [1 [500] 1 95 500]"
                f" /FontDescriptor << /Type /FontDescriptor /FontName /{face} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
                f" /Descent -120 /CapHeight 700 /StemV 90 >> >>] >>"
            ).encode()
            return font, font
        bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[self.face]
        form = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
        return form.format(self.face).encode(), form.format(bold).encode()


def page_of(bill: Bill, look: Look) -> bytes:
    """The bill as a PDF in this look."""
    sheet, w = Sheet(look), look.words()
    step = sheet.size * 1.4
    title = w.get(bill.kind, w["invoice"])
    facts = [(w["number"], bill.number), (w["date"], look.day(bill.issued))]
    if bill.due:
        facts.append((w["due"], look.day(bill.due)))
    if bill.delivered:
        facts.append((w["delivered"], look.day(bill.delivered)))
    design = look.design
    if design == "letterhead":
        y = _block(sheet, bill.seller, w, x=50, y=50, step=step, bold=1.5)
        y = _block(sheet, bill.buyer, w, x=50, y=max(y, 130) + 20, step=step, label=w["to"], tax=True)
        sheet.write(340, 140, title, scale=1.9, bold=True)
        for i, (label, value) in enumerate(facts):
            sheet.write(340, 170 + i * step, label + ":")
            sheet.write(545, 170 + i * step, value, right=True)
        y = max(y, 170 + len(facts) * step) + 25
    elif design == "boxes":
        sheet.write(50, 60, title, scale=2, bold=True)
        for i, (label, value) in enumerate(facts):
            sheet.write(50 + (i % 2) * 250, 90 + (i // 2) * step, f"{label}: {value}")
        sheet.box(45, 125, 245, 105)
        sheet.box(305, 125, 245, 105)
        _block(sheet, bill.seller, w, x=52, y=140, step=step, label=w["by"], tax=True)
        _block(sheet, bill.buyer, w, x=312, y=140, step=step, label=w["to"], tax=True)
        y = 255
    elif design == "plain":
        sheet.write(50, 55, bill.seller.name, scale=1.3, bold=True)
        sheet.write(50, 55 + step * 1.4, f"{bill.seller.address}")
        sheet.write(50, 55 + step * 2.4, f"{w['vat']} {bill.seller.vat}")
        y = 55 + step * 5
        sheet.write(50, y, title, scale=1.6, bold=True)
        for label, value in facts:
            y += step
            sheet.write(50, y, f"{label}: {value}")
        y = _block(sheet, bill.buyer, w, x=50, y=y + 2 * step, step=step, label=w["to"] + ":", tax=True) + 20
    elif design == "american":
        y = _block(sheet, bill.seller, w, x=50, y=50, step=step, bold=1.4, tax=True)
        sheet.write(545, 60, title.upper(), scale=2.2, bold=True, right=True)
        for i, (label, value) in enumerate(facts):
            sheet.write(450, 85 + i * step, label, right=True, bold=True)
            sheet.write(460, 85 + i * step, value)
        y = max(y, 85 + len(facts) * step) + 25
        below = _block(sheet, bill.buyer, w, x=50, y=y, step=step, label=w["to"], tax=True)
        y = below + 20
    elif design == "window":
        sheet.write(545, 55, bill.seller.name, scale=1.6, bold=True, right=True)
        sheet.write(
            70, 125, f"{bill.seller.name} · {bill.seller.street} · {bill.seller.postcode} {bill.seller.city}", scale=0.7
        )
        y = _block(sheet, bill.buyer, w, x=70, y=145, step=step)
        for i, (label, value) in enumerate(facts):
            sheet.write(370, 150 + i * step, label)
            sheet.write(470, 150 + i * step, value)
        sheet.write(70, 255, f"{title} {bill.number}", scale=1.4, bold=True)
        y = 285
    elif design == "grid":
        _block(sheet, bill.seller, w, x=330, y=50, step=step, bold=1.2, tax=True)
        y = _block(sheet, bill.buyer, w, x=50, y=120, step=step, label=w["to"], tax=True)
        sheet.write(50, 60, title, scale=2, bold=True)
        y = max(y, 170) + 20
        wide = 495 / len(facts)
        for i, (label, value) in enumerate(facts):
            sheet.box(50 + i * wide, y - step, wide, step * 2.4)
            sheet.write(54 + i * wide, y, label, scale=0.8, bold=True)
            sheet.write(54 + i * wide, y + step, value)
        y += step * 3
    elif design == "footer":
        sheet.write(50, 60, bill.seller.name, scale=2, bold=True)
        y = _block(sheet, bill.buyer, w, x=330, y=120, step=step, label=w["to"], tax=True)
        sheet.write(50, 140, title, scale=1.7, bold=True)
        for i, (label, value) in enumerate(facts):
            sheet.write(50, 165 + i * step, label)
            sheet.write(170, 165 + i * step, value)
        y = max(y, 165 + len(facts) * step) + 25
    else:  # ledger
        sheet.write(297, 50, title, scale=1.8, bold=True)
        y = _block(sheet, bill.buyer, w, x=50, y=80, step=step, label=w["to"], tax=True)
        for i, (label, value) in enumerate(facts):
            sheet.write(340, 80 + i * step, f"{label}  {value}")
        y = max(y, 80 + len(facts) * step) + 25
    y = _table(sheet, bill, w, y=y)
    y = _totals(sheet, bill, w, y=y + step)
    for note in _notes(bill, w):
        y += step
        sheet.write(50, y, note, scale=0.9)
    if design == "ledger":
        _block(sheet, bill.seller, w, x=50, y=y + 2 * step, step=step, label=w["by"], tax=True)
    _foot(sheet, bill, w)
    return sheet.pdf()


def _block(
    sheet: Sheet,
    party: Firm,
    w: dict[str, str],
    *,
    x: float,
    y: float,
    step: float,
    label: str = "",
    bold: float = 0,
    tax: bool = False,
) -> float:
    if label:
        sheet.write(x, y, label, scale=0.9, bold=True)
        y += step
    sheet.write(x, y, party.name, scale=bold or 1, bold=bool(bold))
    y += step * (bold or 1)
    place = f"{party.city} {party.postcode}" if party.country in {"GB", "US"} else f"{party.postcode} {party.city}"
    native = party.country in {"CN", "JP", "TW"}
    rows = [f"{party.postcode} {party.city}{party.street}"] if native else [party.street, place]
    if not native and sheet.look.rng.random() < 0.6:
        rows.append(COUNTRY[party.country])
    if tax:
        rows.append(f"{w['vat']} {party.vat}")
    for text in rows:
        sheet.write(x, y, text)
        y += step
    return y


def _table(sheet: Sheet, bill: Bill, w: dict[str, str], *, y: float) -> float:
    look, rng = sheet.look, sheet.look.rng
    columns = {
        "american": ["quantity", "model", "name", "price", "amount"],
        "grid": ["name", "quantity", "price", "amount"],
    }.get(look.design, ["model", "name", "quantity", "price", "amount"])
    if look.design in {"letterhead", "ledger"} and rng.random() < 0.6:
        columns.insert(2, "gtin")
    if any(r.discount for r in bill.rows):
        columns.insert(columns.index("amount"), "discount")
    wide = {"model": 62, "gtin": 78, "quantity": 48, "price": 72, "discount": 62, "amount": 78, "name": 0}
    wide["name"] = 495 - sum(wide[c] for c in columns)
    x, places = 50.0, {}
    for column in columns:
        right = column in {"price", "discount", "amount"} or (column == "quantity" and look.design != "american")
        places[column] = (x + wide[column] - 3 if right else x, right)
        x += wide[column]
    if look.design in {"boxes", "grid", "american"}:
        sheet.rule(50, y - sheet.size - 2, 545, y - sheet.size - 2)
    for column in columns:
        sheet.write(places[column][0], y, w[column], bold=True, right=places[column][1], scale=0.95)
    if look.design != "plain":
        sheet.rule(50, y + 3, 545, y + 3)
    for number, line in enumerate(bill.rows, start=1):
        y += sheet.size * 1.8
        if y > 745:
            sheet.turn()
            y = 70
        two = look.design == "grid"
        name = f"{number}. {line.name}" if look.design == "ledger" else line.name
        cells = {
            "model": line.model,
            "gtin": line.gtin,
            "name": name,
            "quantity": f"{line.quantity.normalize():f}",
            "price": look.amount(line.price, bill.currency),
            "discount": look.amount(line.discount, bill.currency) if line.discount else "",
            "amount": look.amount(line.net, bill.currency),
        }
        for column in columns:
            sheet.write(places[column][0], y, cells[column], right=places[column][1])
        if two:
            y += sheet.size * 1.2
            sheet.write(places["name"][0] + 6, y, f"{w['model']} {line.model}", scale=0.85)
    if look.design != "plain":
        sheet.rule(50, y + 5, 545, y + 5)
    return y + sheet.size


def _totals(sheet: Sheet, bill: Bill, w: dict[str, str], *, y: float) -> float:
    look = sheet.look
    rows: list[tuple[str, str, bool]] = []

    def put(key: str, value: Decimal, *, bold: bool = False, rate: Decimal | None = None) -> None:
        label = w[key].format(rate="" if rate is None else f"{rate.normalize():f}")
        rows.append((label, look.money(value, bill.currency), bold))

    if bill.allowance or bill.charge:
        put("lines", bill.lines_total)
        if bill.allowance:
            put("allowance", -bill.allowance)
        if bill.charge:
            put("charge", bill.charge)
    if bill.gross_prices:
        put("gross", bill.gross, bold=True)
        for rate, _, tax in bill.taxes():
            put("included", tax, rate=rate)
    elif bill.exempt:
        put("gross", bill.gross, bold=True)
    else:
        put("net", bill.net)
        if not bill.reverse:
            taxes = bill.taxes()
            for rate, _, tax in taxes:
                put("tax", bill.stale.get("tax", tax) if len(taxes) == 1 else tax, rate=rate)
        put("gross", bill.gross, bold=True)
    if bill.prepaid:
        put("prepaid", -bill.prepaid)
        put("payable", bill.payable, bold=True)
    for label, value, bold in rows:
        if look.design == "plain":
            sheet.write(50, y, f"{label}: {value}", bold=bold)
        else:
            sheet.write(330, y, label, bold=bold)
            sheet.write(542, y, value, right=True, bold=bold)
        y += sheet.size * 1.6
    return y


def _notes(bill: Bill, w: dict[str, str]) -> list[str]:
    notes = list(bill.notes)
    if bill.reverse and w["reverse"]:
        notes.append(w["reverse"])
    if bill.exempt:
        notes.append(w["exempt"])
    return notes


def _foot(sheet: Sheet, bill: Bill, w: dict[str, str]) -> None:
    seller = bill.seller
    parts = [seller.name, seller.street, f"{seller.postcode} {seller.city}"]
    bank = (
        [f"{w['account']} {' '.join(seller.iban[i : i + 4] for i in range(0, len(seller.iban), 4))}"]
        if seller.iban
        else []
    )
    tax = [f"{w['vat']} {seller.vat}"] if seller.vat else []
    if sheet.look.design in {"window", "footer"}:
        for i, text in enumerate(parts):
            sheet.write(50, 785 + i * 9, text, scale=0.75)
        for i, text in enumerate([*tax, seller.email]):
            sheet.write(220, 785 + i * 9, text, scale=0.75)
        for i, text in enumerate(bank):
            sheet.write(380, 785 + i * 9, text, scale=0.75)
    else:
        sheet.write(50, 800, "   ".join([*bank, *(tax if sheet.look.design == "letterhead" else [])]), scale=0.8)
