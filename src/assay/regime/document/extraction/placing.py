"""Under which column does this part of a row stand?

Numbers by their right end or overlap, text by where it starts. A cell is cut where the words of two columns came close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assay.regime.document.extraction.amounts import amounts_in
from assay.regime.document.extraction.columns import Column, Header
from assay.regime.document.extraction.page import Cell, Row, Word

NUMERIC = ("quantity", "price", "amount", "gross_amount", "tax_rate", "tax_amount", "discount")


def place(row: Row, header: Header, *, mark: str) -> dict[str, list[Cell]]:
    """The cells of a row by column; "" holds what belongs to none."""
    placed: dict[str, list[Cell]] = {}
    for cell in _cut(row, header, mark=mark):
        column = _column_of(cell, header, mark=mark)
        placed.setdefault(column.names if column else "", []).append(cell)
    return placed


def _cut(row: Row, header: Header, *, mark: str) -> Iterator[Cell]:
    """Cells of a row, cut where words of two columns came close: a number at the end under a numeric column, a number or code at the start."""
    numeric = [c for c in header.columns if c.names in NUMERIC]
    for cell in row.cells:
        words = list(cell.words)
        parts: list[list[Word]] = [[]]
        spanned = [c for c in numeric if min(c.x1, cell.x1) - max(c.x0, cell.x0) > 0]
        for i, word in enumerate(words):
            if i and parts[-1] and _parted(words, i, header, numeric, several=len(spanned) > 1, had=parts[-1]):
                parts.append([])
            parts[-1].append(word)
        for part in parts:
            if part:
                yield Cell(cell.page, tuple(part))


_MONEY_WORD = re.compile(r"(?:[A-Z]{3}|[A-Z]{0,3}[€$£¥₩₹]|RMB|kr\.?|Fr\.)")


def _parted(
    words: Sequence[Word], i: int, header: Header, numeric: Sequence[Column], *, several: bool, had: Sequence[Word]
) -> bool:
    """Whether a cell falls apart before its word i: another column's value begins there."""
    before, word = words[i - 1], words[i]
    follows = words[i + 1] if i + 1 < len(words) else None
    grouped = re.fullmatch(r"[-−]?\d{1,3}", before.text) and re.match(r"\d{3}(?:$|[.,])", word.text)
    if grouped and word.x0 - before.x1 < 0.62 * word.height:
        return False  # thousands that are parted by a space
    if several and any(any(ch.isdigit() for ch in w.text) for w in had):
        # The money's sign belongs to the number behind it.
        if _MONEY_WORD.fullmatch(word.text) and follows is not None and follows.text[:1].isdigit():
            return before.text[-1:].isdigit() or not _MONEY_WORD.fullmatch(before.text)
        if word.text[:1].isdigit() or _MONEY_WORD.match(word.text[:1]):
            return not _MONEY_WORD.fullmatch(before.text)
    a, b = _under(before, header), _under(word, header)
    if a is b or b is None:
        return False
    number = any(ch.isdigit() for ch in word.text) and not re.search(r"[^\W\d_]{3,}", word.text)
    before_number = bool(re.fullmatch(r"[-−]?[\d.,'’]+[%€$]?", before.text))
    over_before = a is not None and min(a.x1, before.x1) - max(a.x0, before.x0) > 0
    ends = number and (
        (a in numeric and b in numeric)
        or any(abs(word.x1 - c.x1) < 3 or (c.x0 - 2 <= word.x0 and word.x1 <= c.x1 + 2) for c in numeric)
    )
    if ends or (before_number and ((not number and over_before) or number)):
        return True
    return abs(word.x0 - b.x0) < 3


def _under(word: Word, header: Header) -> Column | None:
    """The column over a word; for a number beside all of them the nearest one."""
    best = max(header.columns, key=lambda c: min(c.x1, word.x1) - max(c.x0, word.x0))
    over = min(best.x1, word.x1) - max(best.x0, word.x0)
    if over > 0 or (over > -25 and re.fullmatch(r"[-−]?[\d.,'’]+[%€$]?", word.text)):
        return best
    return None


def _column_of(cell: Cell, header: Header, *, mark: str) -> Column | None:
    """The column that a cell stands under: numbers by their right end or overlap, text by where it starts."""
    hits = list(amounts_in(cell.text, mark=mark))
    letters = sum(len(re.sub(r"[\W\d_]", "", w.text)) for w in cell.words if not _MONEY_WORD.fullmatch(w.text))
    numberlike = bool(hits) and letters <= 6 and len(hits) <= 2
    columns = list(header.columns)
    if numberlike:

        def distance(c: Column) -> float:
            overlap = min(c.x1, cell.x1) - max(c.x0, cell.x0)
            edge = min(abs(c.x1 - cell.x1), abs(c.x0 - cell.x0), abs((c.x0 + c.x1) / 2 - cell.center))
            return (
                edge
                - (1000 if overlap > 0 else 0)
                + (0 if c.names in NUMERIC or c.names in ("position", "id", "gtin") else 14)
            )

        best = min(columns, key=distance)
        overlap = min(best.x1, cell.x1) - max(best.x0, cell.x0)
        if overlap > 0 or min(abs(best.x1 - cell.x1), abs(best.x0 - cell.x0)) < 40:
            return best
        return None
    over = [(min(c.x1, cell.x1) - max(c.x0, cell.x0), c) for c in columns]
    description = next((c for c in columns if c.names == "description"), None)
    starting = [c for c in columns if c.x0 <= cell.x0 + 6]
    column = starting[-1] if starting else columns[0]
    best_overlap, widest = max(over, key=lambda o: o[0])
    # A long text that starts in one column and runs under others stays where it starts.
    wide = widest.x0 <= cell.x0 + 6 or best_overlap > 0.6 * (cell.x1 - cell.x0)
    if best_overlap > 0 and wide and widest.names in ("position", "id", "gtin", "unit", "description"):
        column = widest
    if column.names in NUMERIC and letters > 6 and description is not None:
        return description
    return column
