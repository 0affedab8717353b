"""Which rows bill the goods, where the table's head did not say?

A head that we do not know, or that names its columns otherwise than they are filled, leaves lines without pieces or without words. Arithmetic needs
no head: in each row one number of pieces times one price is one amount, and all those amounts add up to a number printed elsewhere on the paper.
Only such a whole is taken, never a part of it, and only where the table as read is not whole itself. The words are those of the row, or, where it
holds none but the names of its figures, those of the rows above or below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assay.regime.document.extraction.amounts import Amount, amounts_in
from assay.regime.document.extraction.columns import is_column_name
from assay.regime.document.extraction.currency import CODES
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.fields import total_named
from assay.regime.document.extraction.labels import is_label, labels_in
from assay.regime.document.extraction.line import LEAST_LETTERS, gtin_in
from assay.regime.document.extraction.page import Cell, Page, Row, Word, field_of
from assay.regime.document.reading import Field, Line, Origin

CENT = Decimal("0.01")
MOST_PIECES = 100_000
MOST_WORDS_OF_A_NUMBER = 3  # "1 234 567,00"
MOST_ROWS_OF_A_NAME = 4
ROWS_APART = 1.6  # heights of type between the rows of one line


@dataclass(frozen=True)
class _Number:
    """A number of a row: its words lie from `first` up to `last` among the row's words."""

    amount: Amount
    first: int
    last: int

    def apart(self, *others: _Number) -> bool:
        return all(self.last <= other.first or other.last <= self.first for other in others)


@dataclass(frozen=True)
class _Billed:
    """A row that multiplies out; `at` is its place among all rows of the paper."""

    at: int
    row: Row
    quantity: _Number
    price: _Number
    amount: _Number


def lines_by_sums(
    pages: Sequence[Page], lines: Sequence[Line], *, totals: Sequence[Decimal], mark: str, origin: Origin
) -> tuple[Line, ...]:
    """The lines, or those that the rows' sums give where one of these has no words or pieces, or where they miss every total of `totals`."""
    if is_whole(lines, totals=totals):
        return tuple(lines)
    rows = [row for page in pages for row in page.rows]
    if _stands_summed(lines, rows, mark=mark):
        return tuple(lines)
    billed = [b for i, row in enumerate(rows) if (b := _billed(i, row, mark=mark)) is not None]
    counted = sum(line.quantity is not None and line.amount is not None for line in lines)
    if not billed or len(billed) < counted or not _is_printed(billed, rows, totals=totals, mark=mark):
        return tuple(lines)
    named = [_own_words(b) for b in billed]
    if not all(
        _letters(_without_names(b.row.text)) >= LEAST_LETTERS and cells for b, cells in zip(billed, named, strict=True)
    ):
        named = _words_around(billed, rows)
    if not all(named):
        return tuple(lines)
    found = [_line(b, cells, origin=origin) for b, cells in zip(billed, named, strict=True)]
    return tuple(_with_what_was_read(line, lines) for line in found)


def is_whole(lines: Sequence[Line], *, totals: Sequence[Decimal]) -> bool:
    """Has every line words and pieces, and do they add up to a total, where there is one?"""
    if not lines or not all(line.quantity is not None and _says_goods(line) for line in lines):
        return False
    billed = [Decimal(line.amount.value) for line in lines if line.amount is not None]
    if not totals or not billed:
        return True
    return any(abs(abs(sum(billed, Decimal(0))) - abs(total)) <= 2 * CENT for total in totals)


def _stands_summed(lines: Sequence[Line], rows: Sequence[Row], *, mark: str) -> bool:
    """Has every line words and pieces, and is the sum of their amounts printed under them, though no word names it?"""
    if len(lines) < 2 or not all(line.quantity and line.amount and _says_goods(line) for line in lines):
        return False
    total = sum((Decimal(line.amount.value) for line in lines if line.amount), Decimal(0))
    return any(a.value == total for row in rows for cell in row.cells for a in amounts_in(cell.text, mark=mark))


def _says_goods(line: Line) -> bool:
    text = " ".join(f.value for f in (line.description, line.details, line.gtin) if f is not None)
    return bool(line.gtin) or _letters(_without_names(text)) >= LEAST_LETTERS


def _without_names(text: str) -> str:
    """A text without figures and the names of figures before them: `Qty: 23 - Unit cost: 201.60` is left empty."""
    if not any(ch.isdigit() for ch in text):
        return text
    bare = _MONEY.sub(" ", re.sub(r"[（(][^）)]*[）)]", " ", text))
    parts = [p.strip(_SIGNS) for p in re.split(r"\d[\d.,’']*|[:：;|·—–]", bare)]
    parts = [" ".join(w for w in p.split() if w.strip(_SIGNS) not in CODES) for p in parts]
    return " ".join(p for p in parts if p and not is_column_name(p) and not is_label(p))


_MONEY = re.compile(r"(?<![A-Za-z])[A-Z]{0,3}[$€£¥￥₩]|zł")
_SIGNS = " :：;,.#|/·×x—–-€£¥￥$₩元円（）()@="


def _numbers(row: Row, *, mark: str) -> Iterator[_Number]:
    """Every way to read words of the row, one or more that stand together, as one number; a percentage and a date are none."""
    words = row.words
    dated = {w for cell in row.cells for d in dates_in(cell.text) for w in _within(cell, d.start, d.end)}
    # Some fonts give each sign as a word of its own: what stands without a gap is one.
    starts = [i for i in range(len(words)) if i == 0 or not _touch(words[i - 1], words[i])]
    for n, first in enumerate(starts):
        for last in [*starts[n + 1 :], len(words)][:MOST_WORDS_OF_A_NUMBER]:
            run = words[first:last]
            if any(b.x0 - a.x1 > 0.9 * max(a.height, 1) for a, b in pairwise(run)) or dated & {id(w) for w in run}:
                break
            text = "".join((" " if k and not _touch(run[k - 1], w) else "") + w.text for k, w in enumerate(run))
            found = list(amounts_in(text, mark=mark))
            if len(found) != 1 or re.search(r"[^\W\d]{4,}|%", text) or found[0].value <= 0:
                continue
            yield _Number(found[0], first, last)


def _touch(one: Word, other: Word) -> bool:
    return other.x0 - one.x1 <= 0.12 * max(one.height, 1)


def _within(cell: Cell, start: int, end: int) -> list[int]:
    at, found = 0, []
    for word in cell.words:
        begin = cell.text.find(word.text, at)
        at = begin + len(word.text)
        if begin < end and at > start:
            found.append(id(word))
    return found


def _billed(at: int, row: Row, *, mark: str) -> _Billed | None:
    """The row's pieces, price and amount, where exactly one largest product is printed in it."""
    if len(row.words) < 3 or total_named(row.cells[0].text):
        return None
    numbers = list(_numbers(row, mark=mark))
    best: _Billed | None = None
    for amount in numbers:
        for price in numbers:
            if not price.apart(amount) or price.amount.decimals not in (0, 2, 3, 4):
                continue
            for quantity in numbers:
                pieces = quantity.amount.value
                if (
                    not quantity.apart(amount, price)
                    or quantity.amount.money
                    or pieces != pieces.to_integral_value()
                    or pieces > MOST_PIECES
                    or abs(pieces * price.amount.value - amount.amount.value) > CENT
                ):
                    continue
                found = _Billed(at, row, quantity, price, amount)
                if best is None or _rank(found) > _rank(best):
                    best = found
    return best


def _rank(found: _Billed) -> tuple[Decimal, bool, bool, bool]:
    """The largest amount first; a price in cents before one without; pieces before their price; pieces that are not the row's own count at its left edge."""
    quantity, price, amount = found.quantity, found.price, found.amount
    return (
        amount.amount.value,
        price.amount.decimals == amount.amount.decimals,
        quantity.first < price.first,
        quantity.first > 0,
    )


def _is_printed(billed: Sequence[_Billed], rows: Sequence[Row], *, totals: Sequence[Decimal], mark: str) -> bool:
    """Does the sum of the rows stand on the paper, besides in them?"""
    total = sum((b.amount.amount.value for b in billed), Decimal(0))
    slack = CENT * max(2, len(billed))
    if any(abs(abs(t) - total) <= slack for t in totals):
        return True
    used = {b.at: (b.amount, b.price, b.quantity) for b in billed}
    for i, row in enumerate(rows):
        if i < billed[0].at:
            continue
        for number in _numbers(row, mark=mark):
            fits = number.amount.decimals in (0, 2) and abs(number.amount.value - total) <= slack
            if fits and (i not in used or number.apart(*used[i])):
                return True
    return False


def _own_words(billed: _Billed) -> list[Cell]:
    """The cells of the row that may name goods: what is left of it without its figures, names of columns, and what another label says."""
    taken = {i for n in (billed.quantity, billed.price, billed.amount) for i in range(n.first, n.last)}
    words = [w for i, w in enumerate(billed.row.words) if i not in taken]
    return _goods_cells(_cells(words, billed.row))


def _goods_cells(cells: Sequence[Cell]) -> list[Cell]:
    kept = []
    for cell in cells:
        if is_column_name(cell.text.strip(" :：")) or is_label(cell.text) or total_named(cell.text):
            continue
        first = next(iter(labels_in(cell.text)), None)
        if (first is not None and first.start == 0 and first.strength >= 0.5) or next(dates_in(cell.text), None):
            continue
        if _letters(_without_names(cell.text)) >= LEAST_LETTERS or re.search(r"[A-Za-z]+[-./]?\d", cell.text):
            kept.append(cell)
    return kept


def _cells(words: Sequence[Word], row: Row) -> list[Cell]:
    """Words of a row as cells, each cell of the row without the words that are gone."""
    kept = {id(w) for w in words}
    made = [tuple(w for w in cell.words if id(w) in kept) for cell in row.cells]
    return [Cell(row.page, run) for run in made if run]


def _letters(text: str) -> int:
    return len(re.sub(r"[\W\d_]", "", text))


def _words_around(billed: Sequence[_Billed], rows: Sequence[Row]) -> list[list[Cell]]:
    """The words of the rows between the figures: all above their figures, or all below."""
    after = billed[-1].at + 1
    ends = after >= len(rows) or any(total_named(c.text) for c in rows[after].cells)
    ends = ends or rows[after].y0 - billed[-1].row.y1 > ROWS_APART * _height(billed[-1].row)
    ends = ends or not _goods_cells(rows[after].cells)
    found: list[list[Cell]] = []
    taken = {b.at for b in billed}
    between = min((b.at - a.at - 1 for a, b in pairwise(billed)), default=2)
    for one in billed:
        step = -1 if ends else 1
        cells: list[Cell] = []
        at, near = one.at + step, one.row
        while 0 <= at < len(rows) and at not in taken and abs(at - one.at) <= min(between, MOST_ROWS_OF_A_NAME):
            row = rows[at]
            gap = near.y0 - row.y1 if ends else row.y0 - near.y1
            if (
                row.page != one.row.page
                or gap > ROWS_APART * _height(near)
                or any(total_named(c.text) for c in row.cells)
            ):
                break
            cells = [*row.cells, *cells] if ends else [*cells, *row.cells]
            at, near = at + step, row
        found.append(_goods_cells(cells))
    return found


def _height(row: Row) -> float:
    return max(c.height for c in row.cells)


def _line(billed: _Billed, cells: Sequence[Cell], *, origin: Origin) -> Line:
    words = billed.row.words

    def number(n: _Number) -> Field:
        cell = Cell(billed.row.page, tuple(words[n.first : n.last]))
        return field_of(f"{n.amount.value}", [cell], origin=origin, confidence=0.85)

    text = " ".join(c.text for c in cells)
    gtin = gtin_in(f"{text} {billed.row.text}")
    return Line(
        description=field_of(text, cells, origin=origin, confidence=0.75),
        gtin=field_of(gtin, [*cells, *billed.row.cells], origin=origin, confidence=0.9) if gtin else None,
        quantity=number(billed.quantity),
        unit=_unit(billed, origin=origin),
        price=number(billed.price),
        amount=number(billed.amount),
    )


def _unit(billed: _Billed, *, origin: Origin) -> Field | None:
    """What the pieces are counted in: the letters behind their figures, or the word that follows them in the row (`12 kg`, `9 pairs`)."""
    words, at = billed.row.words, billed.quantity.last
    glued = re.search(r"\d\s?([^\W\d_]{1,8})\.?$", words[at - 1].text)
    following = words[at] if at < len(words) and words[at].x0 - words[at - 1].x1 <= words[at].height else None
    word, text = (words[at - 1], glued[1]) if glued else (following, following.text.strip(" .,:;") if following else "")
    if (
        word is None
        or not re.fullmatch(r"[^\W\d_]{1,8}", text)
        or text in _TIMES
        or text in CODES
        or is_column_name(text)
    ):
        return None
    return field_of(text, [Cell(billed.row.page, (word,))], origin=origin, confidence=0.7)


_TIMES = ("x", "X", "à", "a", "je", "at")


def _with_what_was_read(line: Line, read: Sequence[Line]) -> Line:
    """The line with the article number, unit and rate of tax that the table gave for the same row."""
    for other in read:
        here = other.amount or other.quantity
        if here is None or here.box is None or line.amount is None or line.amount.box is None:
            continue
        if here.box.page == line.amount.box.page and abs(here.box.y0 - line.amount.box.y0) < 3:
            return replace(
                line,
                position=other.position,
                id=other.id,
                gtin=line.gtin or other.gtin,
                unit=other.unit or line.unit,
                tax_rate=other.tax_rate,
            )
    return line
