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
_AMOUNT_LAST = re.compile(
    r"(?:[A-Z]{3}\s?|[$€£¥]\s?)?-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d[\d.,]*)(?:\s?[€$£])?(?:\s?[A-Z*%]{1,2})?\s*$"
)
# "1 Stk." or "1" in a cell of its own before the amount; its position may stand close before it.
_UNITS = "x|×|stk|stück|st|pcs?|ea|paar|pz|uds?|pièces?|個|台|本|点|件|只|双"
_PIECES = re.compile(rf"(?:\d{{1,3}}\s(?=\d+\s?(?:{_UNITS})))?(?P<n>\d{{1,4}})\s?(?:{_UNITS})?\.?", re.IGNORECASE)
_LED = re.compile(r"(?P<n>\d{1,3})\s(?=[^\W\d_]{3,})")
MOST_ROWS = 80


def lines_of_till(pages: Sequence[Page], *, mark: str, origin: Origin) -> tuple[Line, ...]:
    """The goods of a till receipt; nothing where they do not add up to a total of the same page."""
    if not pages:
        return ()
    page = pages[0]
    read = tuple(_goods(page, mark=mark, origin=origin))
    return read if adds_up(read, pages, mark=mark) else ()


def adds_up(lines: Sequence[Line], pages: Sequence[Page], *, mark: str) -> bool:
    """Whether lines add up to an amount at the label of a total, or to what lies between two of them (the gross and the tax)."""
    total = sum((Decimal(line.amount.value) for line in lines if line.amount), Decimal(0))
    said = {t for page in pages for t in _totals(page, mark=mark)}
    return bool(lines) and total != 0 and (total in said or any(total + t in said for t in said if t and t != total))


def _goods(page: Page, *, mark: str, origin: Origin) -> Iterator[Line]:
    led = [int(m["n"]) for row in page.rows if _last(row, mark=mark) and (m := _LED.match(row.cells[0].text))]
    numbering = len(led) > 1 and led == list(range(1, len(led) + 1))  # 1, 2, 3 are the rows' own numbers
    name: Cell | None = None
    times: tuple[Amount, Amount, Cell] | None = None
    for row in page.rows[:MOST_ROWS]:
        text = row.text
        summed = next((t for t in totals_in(text) if t.start <= 2), None)
        # "Card 81.00" is how it was paid, "3 Card holder 81.00" are goods.
        goods = summed is not None and summed.names == "prepaid" and _LED.match(text) is not None
        if summed is not None and not goods and _last(row, mark=mark) is not None:
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
        elif amount is not None and words is None and name is not None and _pieces(row, mark=mark) is not None:
            yield _line(name, None, amount, origin=origin, pieces=_pieces(row, mark=mark))
            name, times = None, None
        elif amount is not None and words is not None and words is not amount[1]:
            fits = times is not None and abs(times[0].value * times[1].value - amount[0].value) < Decimal("0.02")
            pieces = _pieces(row, mark=mark) or (_led(words, mark=mark) if not numbering else None)
            yield _line(words, times if fits else None, amount, origin=origin, pieces=pieces)
            name, times = None, None
        elif words is not None:
            name = words


def _led(cell: Cell, *, mark: str) -> tuple[Amount, Cell] | None:
    """The count at the head of a name: "3 Card holder, five pockets"."""
    match = _LED.match(cell.text)
    count = next(amounts_in(match["n"], mark=mark), None) if match else None
    return (count, cell) if count is not None else None


def _pieces(row: Row, *, mark: str) -> tuple[Amount, Cell] | None:
    """The count that stands in a cell of its own: the last one, for the first may be a position."""
    for cell in reversed(row.cells[:-1]):
        match = _PIECES.fullmatch(cell.text.strip())
        count = next(amounts_in(match["n"], mark=mark), None) if match else None
        if count is not None:
            return count, cell
    return None


def _line(
    name: Cell,
    times: tuple[Amount, Amount, Cell] | None,
    amount: tuple[Amount, Cell],
    *,
    origin: Origin,
    pieces: tuple[Amount, Cell] | None = None,
) -> Line:
    quantity = f"{times[0].value}" if times else f"{pieces[0].value}" if pieces else "1"
    where = times[2] if times else pieces[1] if pieces else amount[1]
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
    for cell in row.cells[:3]:
        bare = _TIMES.sub("", cell.text)
        if len(re.sub(r"[\W\d_]", "", bare)) >= 3 and not _PIECES.fullmatch(cell.text.strip()):
            return cell
    return None


def _totals(page: Page, *, mark: str) -> Iterator[Decimal]:
    for row in page.rows:
        if next((t for t in totals_in(row.text) if t.start <= 12), None) is not None:
            yield from (a.value for a in amounts_in(row.text, mark=mark))
