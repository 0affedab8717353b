"""What does one line of a bill say, and do its numbers multiply out?

Where no header was recognised, a row whose numbers multiply out (quantity x price = amount) is a line by arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assay.regime.document.extraction.amounts import Amount, amounts_in
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.fields import total_named
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.reading import Field, Line, Origin

LEAST_LETTERS = 3  # of a cell that names goods
_GTIN = re.compile(r"(?<!\d)(\d{13}|\d{12}|\d{14}|\d{8})(?!\d)")


@dataclass
class OpenLine:
    """A line being read."""

    values: dict[str, tuple[str, list[Cell]]] = field(default_factory=dict)
    text: list[Cell] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    y1: float = 0.0
    reduced: tuple[str, list[Cell]] | None = None  # a discount on the line, printed in a row of its own

    def has(self, name: str) -> bool:
        return name in self.values


def fill(line: OpenLine, placed: dict[str, list[Cell]]) -> None:
    """Give the cells of a row to the line that is being read."""
    for name, cells in placed.items():
        if name == "description":
            line.text += cells
        elif name in ("", "other"):
            line.notes += cells
        elif name not in line.values:
            line.values[name] = (" ".join(c.text for c in cells), list(cells))
        else:
            line.notes += cells


def counts_pieces(lines: Sequence[OpenLine], *, mark: str) -> bool:
    """Whether what stands in the first column are pieces, not positions: each multiplies out with its price."""

    def first(line: OpenLine, name: str) -> Amount | None:
        return next(amounts_in(line.values.get(name, ("", []))[0], mark=mark), None)

    if not lines or any(line.has("quantity") for line in lines):
        return False
    return all(_multiplies(first(line, "position"), first(line, "price"), first(line, "amount")) for line in lines)


def line_of(read: OpenLine, *, mark: str, origin: Origin, counted: bool) -> Line | None:
    """The line that was read; none where it says too little to be one."""

    def number(name: str) -> tuple[Amount | None, list[Cell]]:
        text, cells = read.values.get(name, ("", []))
        last = name in ("amount", "gross_amount")
        found = [a for a in amounts_in(text, mark=mark) if not last or not re.match(r"\s?%", text[a.end :])]
        if name == "quantity" and not found and (glued := _GLUED.match(text)) is not None:
            found = list(amounts_in(glued["n"] or glued["m"], mark=mark))
        return (found[-1 if last else 0] if found else None), cells

    def said(amount: Amount | None, cells: list[Cell], confidence: float) -> Field | None:
        return field_of(f"{amount.value}", cells, origin=origin, confidence=confidence) if amount and cells else None

    less = next(iter(amounts_in(read.reduced[0], mark=mark)), None) if read.reduced else None
    quantity, quantity_cells = number("quantity")
    if quantity is None and counted:
        quantity, quantity_cells = number("position")
    if quantity is None and "quantity" not in read.values:
        # Pieces that stand before the name, under no column of their own ("2 x", "1 sac").
        for cell in [*read.notes[:1], *read.text[:1]]:
            before = _PIECES.match(cell.text)
            if before is not None and (led := next(amounts_in(before["n"], mark=mark), None)) is not None:
                quantity, quantity_cells = led, [cell]
                break
    price, price_cells = number("price")
    amount, amount_cells = number("amount")
    gross, gross_cells = number("gross_amount")
    if amount is None and gross is not None:
        amount, amount_cells = gross, gross_cells
    if amount is None and (price is None or quantity is None):
        return None
    fits = _multiplies(quantity, price, amount)
    if not fits or amount is None or (less is not None and abs(less.value) >= abs(amount.value)):
        less = None
    sure = 0.97 if fits else 0.8
    if not read.text:
        # Where the headers of two columns run together, what they hold stands under none of them: words are what names the goods.
        read.text = [c for c in read.notes if len(re.sub(r"[\W\d_]", "", c.text)) >= LEAST_LETTERS]
        read.notes = [c for c in read.notes if c not in read.text]
    text = " ".join(c.text for c in read.text)
    unit = _unit(read, quantity)
    unit_cells = read.values.get("unit", ("", quantity_cells))[1]
    rate, rate_cells = number("tax_rate")
    identity, identity_cells = read.values.get("id", ("", []))
    position, position_cells = read.values.get("position", ("", []))
    everything = " ".join([text, *(c.text for c in read.notes), identity, *(v[0] for v in read.values.values())])
    gtin = gtin_in(everything)
    where = next(
        (c for c in [*read.notes, *read.text, *identity_cells] if gtin and gtin in c.text.replace(" ", "")), None
    )
    if not text and not identity and not fits:
        return None
    return Line(
        position=field_of(position, position_cells, origin=origin, confidence=0.9) if position_cells else None,
        description=field_of(text, read.text, origin=origin, confidence=0.9) if text else None,
        id=field_of(identity, identity_cells, origin=origin, confidence=0.85) if identity_cells else None,
        gtin=field_of(gtin, [where], origin=origin, confidence=0.95) if gtin and where else None,
        quantity=said(quantity, quantity_cells, sure),
        unit=field_of(unit, unit_cells, origin=origin, confidence=0.85) if unit and unit_cells else None,
        price=said(price, price_cells, sure),
        amount=said(amount, amount_cells, sure),
        allowance=said(replace(less, value=abs(less.value)), read.reduced[1], 0.85) if less and read.reduced else None,
        tax_rate=said(rate, rate_cells, 0.85),
    )


_GLUED = re.compile(
    r"\W*(?:(?P<n>-?\d+(?:[.,]\d+)?)\s?[^\W\d]{1,8}\.?\s*$|[x×]\s?(?P<m>\d+)\s*$)", re.IGNORECASE
)  # "2x", "3pcs", "x2"


_PIECES = re.compile(r"\W*(?P<n>\d{1,4})\s?(?:[x×]\s?$|[x×]\s|(?=\s[^\W\d_]{3,}))", re.IGNORECASE)


def _multiplies(quantity: Amount | None, price: Amount | None, amount: Amount | None) -> bool:
    if quantity is None or price is None or amount is None:
        return False
    slack = Decimal("0.01") + abs(quantity.value) * Decimal(5).scaleb(-price.decimals - 1)
    return abs(abs(quantity.value * price.value) - abs(amount.value)) <= slack


def _unit(read: OpenLine, quantity: Amount | None) -> str:
    if "unit" in read.values:
        return read.values["unit"][0]
    text = read.values.get("quantity", ("", []))[0]
    rest = text[quantity.end :].strip(" .x×*") if quantity else ""
    return rest if 0 < len(rest) <= 12 and not re.search(r"\d", rest) else ""


def gtin_in(text: str) -> str:
    """The first GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications 7.9); an 8-digit one only where it is named."""
    for match in _GTIN.finditer(text):
        digits = match[1]
        if len(digits) == 8 and not re.search(r"(?i)(gtin|ean|jan|条码)\W*$", text[: match.start()]):
            continue
        weighted = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits[:-1])))
        if (10 - weighted % 10) % 10 == int(digits[-1]):
            return digits
    return ""


_TIMES = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(?:x|×|\*|@|à|pcs|pc|stk\.?|st\.?|個|点|件)\s", re.IGNORECASE)


def lines_by_arithmetic(pages: Sequence[Page], *, mark: str, origin: Origin) -> Iterable[Line]:
    """Rows without a header whose last number is the product of two others, or that say `2 x 3.50`."""
    for page in pages:
        for row in page.rows:
            if any(total_named(c.text) for c in row.cells) or next(dates_in(row.text), None) is not None:
                continue
            numbers = [
                (a, cell)
                for cell in row.cells
                for a in amounts_in(cell.text, mark=mark)
                if not re.match(r"\s?%", cell.text[a.end :])
            ]
            if len(numbers) < 3:
                continue
            amount, amount_cell = numbers[-1]
            if amount.decimals not in (0, 2) or amount.value == 0:
                continue
            pair = next(
                (
                    (q, p)
                    for q in numbers[:-1]
                    for p in numbers[:-1]
                    if q is not p
                    and p[0].decimals == amount.decimals
                    and q[0].decimals in (0, 1, 2, 3)
                    and _multiplies(q[0], p[0], amount)
                    and (q[0].value != amount.value or p[0].value == amount.value)
                    and abs(q[0].value) <= 100000
                    and q[0].value == q[0].value.to_integral_value()
                ),
                None,
            )
            texts = [
                c
                for c in row.cells
                if len(re.sub(r"[\W\d_]", "", c.text)) > 3 or re.search(r"[\u3040-\u9fff]{2,}", c.text)
            ]
            if pair is None or not texts:
                continue
            (quantity, quantity_cell), (price, price_cell) = pair
            gtin = gtin_in(row.text)
            yield Line(
                description=field_of(texts[0].text, [texts[0]], origin=origin, confidence=0.7),
                gtin=field_of(gtin, [row.cells[0]], origin=origin, confidence=0.9) if gtin else None,
                quantity=field_of(f"{quantity.value}", [quantity_cell], origin=origin, confidence=0.85),
                price=field_of(f"{price.value}", [price_cell], origin=origin, confidence=0.85),
                amount=field_of(f"{amount.value}", [amount_cell], origin=origin, confidence=0.85),
            )
