"""What does a till print of the goods, without a table's header?

A line is a name with an amount at its end, or a name with "2 x 4.50  9.00" on the row under or over it. Only what adds up to one of the paper's own totals
is believed: a till prints many rows that look like goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assay.regime.document.extraction.amounts import Amount, amounts_in
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.page import Cell, Page, Row, field_of
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.reading import Line, Origin

_TIMES = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,4}(?:[.,]\d{1,3})?)\s?(?:x|×|\*|@|à|pcs?|stk\.?|st\.?|ea|個|点|件)\s?(?:@|à)?\s?(?P<p>[A-Z]{0,3}[$€£¥]?\s?\d[\d.,]*)",
    re.IGNORECASE,
)
_AMOUNT_LAST = re.compile(r"(?:[A-Z]{3}\s?|[$€£¥]\s?)?-?\d[\d.,]*(?:\s?[A-Z*%]{1,2})?\s*$")
MOST_ROWS = 80


def lines_of_till(pages: Sequence[Page], *, mark: str, origin: Origin) -> tuple[Line, ...]:
    """The goods of a till receipt; nothing where they do not add up to a total of the same page."""
    if not pages:
        return ()
    page = pages[0]
    read = list(_goods(page, mark=mark, origin=origin))
    total = sum((Decimal(line.amount.value) for line in read if line.amount), Decimal(0))
    return tuple(read) if read and total in set(_totals(page, mark=mark)) else ()


def _goods(page: Page, *, mark: str, origin: Origin) -> Iterator[Line]:
    name: Cell | None = None
    times: tuple[Amount, Amount, Cell] | None = None
    for row in page.rows[:MOST_ROWS]:
        text = row.text
        if next((t for t in totals_in(text) if t.start <= 2), None) is not None and _last(row, mark=mark) is not None:
            return
        if next(dates_in(text), None) is not None:
            name, times = None, None
            continue
        counted = _times(row, mark=mark)
        amount = _last(row, mark=mark)
        words = _name(row)
        if counted is not None:
            times = counted
            if words is not None:
                name = words
            whole = amount is not None and amount[0].value == counted[0].value * counted[1].value
            near = amount is not None and abs(amount[0].value - counted[0].value * counted[1].value) < Decimal("0.02")
            if amount is not None and (whole or near) and name is not None:
                yield _line(name, times, amount, origin=origin)
                name, times = None, None
        elif amount is not None and words is not None:
            fits = times is not None and abs(times[0].value * times[1].value - amount[0].value) < Decimal("0.02")
            yield _line(words, times if fits else None, amount, origin=origin)
            name, times = None, None
        elif words is not None:
            name = words


def _line(
    name: Cell, times: tuple[Amount, Amount, Cell] | None, amount: tuple[Amount, Cell], *, origin: Origin
) -> Line:
    quantity = f"{times[0].value}" if times else "1"
    where = times[2] if times else amount[1]
    return Line(
        description=field_of(name.text, [name], origin=origin, confidence=0.75),
        # A row of a till without a count is one piece.
        quantity=field_of(quantity, [where], origin=origin, confidence=0.85 if times else 0.6),
        price=field_of(f"{times[1].value}", [where], origin=origin, confidence=0.85) if times else None,
        amount=field_of(f"{amount[0].value}", [amount[1]], origin=origin, confidence=0.85),
    )


def _times(row: Row, *, mark: str) -> tuple[Amount, Amount, Cell] | None:
    match = _TIMES.search(row.text)
    if match is None:
        return None
    count, price = (next(amounts_in(match[g].strip(), mark=mark), None) for g in ("n", "p"))
    return (count, price, row.cells[0]) if count is not None and price is not None else None


def _last(row: Row, *, mark: str) -> tuple[Amount, Cell] | None:
    cell = row.cells[-1]
    match = _AMOUNT_LAST.search(cell.text)
    if match is None:
        return None
    found = [a for a in amounts_in(match[0], mark=mark) if a.decimals == 2 or a.money]
    return (found[-1], cell) if len(found) == 1 else None


def _name(row: Row) -> Cell | None:
    first = row.cells[0]
    bare = _TIMES.sub("", first.text)
    return first if len(re.sub(r"[\W\d_]", "", bare)) >= 3 else None


def _totals(page: Page, *, mark: str) -> Iterator[Decimal]:
    for row in page.rows:
        if next((t for t in totals_in(row.text) if t.start <= 12), None) is not None:
            yield from (a.value for a in amounts_in(row.text, mark=mark))
