"""Which lines does this page bill?

A header row names the columns; what stands under a column belongs to it. A line begins where a cell of a column that the open line has filled
comes again; text between lines belongs to the line above. Where no header is recognised, a row whose numbers multiply out (quantity x price =
amount) is a line by arithmetic. A table ends at the first total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assay.regime.document.extraction.columns import Header, alike, headers_of, is_column_name, loose_headers, widened
from assay.regime.document.extraction.fields import total_named
from assay.regime.document.extraction.labels import is_label
from assay.regime.document.extraction.line import OpenLine, counts_pieces, fill, line_of, lines_by_arithmetic
from assay.regime.document.extraction.page import Cell, Page, Row
from assay.regime.document.extraction.placing import NUMERIC, place
from assay.regime.document.extraction.till import adds_up, lines_of_till
from assay.regime.document.reading import Line, Origin

_KEY = ("quantity", "price", "amount")


def lines_of(pages: Sequence[Page], *, mark: str, origin: Origin) -> tuple[tuple[Line, ...], list[tuple[int, float]]]:
    """The lines, and (page, y) of each row that headers take.

    Where values stand under their header's words is not said: the table is read with the columns as they stand, and reaching to either side;
    the reading whose lines multiply out most often is taken.
    """
    best: tuple[Line, ...] = ()
    places: list[tuple[int, float]] = []
    most = -1
    for to in ("", "right", "left"):
        lines, headers = _read(pages, to=to, mark=mark, origin=origin)
        right = sum(_fits(line) for line in lines)
        if right > most:
            best, places, most = lines, headers, right
        if lines and right == len(lines):
            break
    if not best:
        best = tuple(lines_by_arithmetic(pages, mark=mark, origin=origin))
        if not best or not adds_up(best, pages, mark=mark):
            loose, at = _read(pages, to="right", mark=mark, origin=origin, loose=True)
            if loose and adds_up(loose, pages, mark=mark):
                return loose, at
            best = lines_of_till(pages, mark=mark, origin=origin) or best
    return best, places


def _read(
    pages: Sequence[Page], *, to: str, mark: str, origin: Origin, loose: bool = False
) -> tuple[tuple[Line, ...], list[tuple[int, float]]]:
    headers: list[tuple[int, float]] = []
    done: list[OpenLine] = []
    header: Header | None = None
    ended = False
    for page in pages:
        found = [widened(h, to=to) if to else h for h in (loose_headers(page) if loose else headers_of(page))]
        own = [h for h in found if header is None or not ended or alike(h, header)]
        start = 0
        if own:
            header = own[0]
            ended = False
        if header is None or (ended and not own):
            continue
        for h in own:
            if not alike(h, header):
                continue
            start = h.last_row + 1
            stop = next((o.first_row for o in own if o.first_row > h.first_row), len(page.rows))
            headers += [(page.number, page.rows[i].middle) for i in range(h.first_row, h.last_row + 1)]
            lines, ended = _body(page, h, range(start, stop), mark=mark, started=False)
            done += lines
        if not own:
            lines, ended = _body(page, header, range(len(page.rows)), mark=mark, started=bool(done))
            done += lines
    counted = counts_pieces(done, mark=mark)
    read = (line_of(o, mark=mark, origin=origin, counted=counted) for o in done)
    return tuple(line for line in read if line is not None), headers


def _body(page: Page, header: Header, rows: range, *, mark: str, started: bool) -> tuple[list[OpenLine], bool]:
    """The lines under a header, and whether the table ended on this page."""
    done: list[OpenLine] = []
    pending: list[Cell] = []
    last_y = page.rows[rows.start - 1].y1 if rows.start > 0 else 0.0
    for r in rows:
        row = page.rows[r]
        if any(carried_over(c.text) for c in row.cells):
            continue
        placed = place(row, header, mark=mark)
        if _ends(row, placed, started=started or bool(done)):
            return done, True
        gap = row.y0 - last_y
        height = max(c.height for c in row.cells)
        numbers = {n: v for n, v in placed.items() if n in NUMERIC and any(ch.isdigit() for c in v for ch in c.text)}
        keys = [n for n in _KEY if n in numbers]
        numbered = any(c.names == "position" for c in header.columns)
        long = len(re.sub(r"[\W\d_]", "", row.text)) > 24
        if (
            keys == ["quantity"]
            and done
            and done[-1].has("quantity")
            and "position" not in placed
            and (numbered or long)
        ):
            # A number in a long description that runs under the quantities.
            keys, numbers = [], {}
            placed = {"description": list(row.cells)}
        texts = [c for n in ("description", "id", "gtin", "position", "unit", "other", "") for c in placed.get(n, [])]
        if done and gap > 9 * height and not keys:
            return done, True
        if (
            "amount" in keys
            and "quantity" not in keys
            and done
            and done[-1].has("amount")
            and _reduces(row, placed, done[-1], height)
        ):
            # "less 16.7 % discount  -2.00" under a line belongs to it.
            done[-1].reduced = (" ".join(c.text for c in placed["amount"]), list(placed["amount"]))
            done[-1].y1 = last_y = row.y1
            continue
        starts = bool(keys) and (not done or any(done[-1].has(k) for k in keys))
        if keys and not starts and done and row.y0 - done[-1].y1 > 2.5 * height:
            starts = True
        if starts:
            opened = OpenLine(y1=row.y1)
            # Text that stood above its numbers (numbers centred on a description of several rows) belongs to them.
            opened.text += [c for c in pending if row.y0 - c.y1 < 1.2 * height]
            pending = []
            done.append(opened)
        if keys or (numbers and done):
            fill(done[-1], placed)
            done[-1].y1 = row.y1
        elif texts:
            following = page.rows[r + 1] if r + 1 < len(page.rows) else None
            near_next = (
                following is not None
                and done
                and done[-1].has("amount")
                and following.y0 - row.y1 + 1.5 < row.y0 - done[-1].y1
                and any(k in place(following, header, mark=mark) for k in _KEY)
            )
            numbered_row = (
                numbered
                and following is not None
                and any(re.fullmatch(r"\d{1,5}\.?", c.text) for c in placed.get("position", []))
                and any(k in place(following, header, mark=mark) for k in _KEY)
            )
            if numbered_row:
                pending = list(placed.get("description", []))  # the number of a line opens it, its figures follow
            elif not done or near_next:
                pending += placed.get("description", [])
            elif row.y0 - done[-1].y1 < 2.2 * height:
                done[-1].text += placed.get("description", [])
                done[-1].notes += [c for n in ("id", "gtin", "", "other", "position") for c in placed.get(n, [])]
                if "id" in placed and not done[-1].has("id"):
                    done[-1].values["id"] = (placed["id"][0].text, [placed["id"][0]])
                done[-1].y1 = row.y1
        last_y = row.y1
    return done, False


_REDUCES = re.compile(
    r"rabatt|nachlass|remise|rabais|discount|sconto|descuento|dto\b|korting|折扣|折讓|值引|値引|割引", re.IGNORECASE
)


def _reduces(row: Row, placed: dict[str, list[Cell]], line: OpenLine, height: float) -> bool:
    """Whether a row is a discount on the line over it: it names one, has a smaller amount, and no piece, price or number of its own."""
    names = set(placed) - {"description", "", "other", "unit", "quantity", "price", "amount", "tax_rate", "discount"}
    if any(not c.text.endswith("%") and "%" not in c.text for c in placed.get("price", [])):
        return False
    return bool(_REDUCES.search(row.text)) and not names and row.y0 - line.y1 < 4 * height


_CARRIED = re.compile(
    r"^\W*(?:übertrag|uebertrag|zwischenübertrag|à reporter|a reporter|report\b|carried forward|brought forward|carry over|b/f\b|c/f\b"
    r"|suma y sigue|suma anterior|riporto|a riportare|transport\b|overbrengen|over te brengen|承前|過次頁|承前頁|繰越|前頁より|次頁へ)",
    re.IGNORECASE,
)


def carried_over(text: str) -> bool:
    """Whether a row carries a sum over to or from another page."""
    return len(text) < 40 and _CARRIED.search(text) is not None


def _ends(row: Row, placed: dict[str, list[Cell]], *, started: bool) -> bool:
    """Whether the table is over: another table's header, or a total."""
    if not started:
        return False
    named = [c for c in row.cells if is_label(c.text) or is_column_name(c.text)]
    if len(named) >= 2 and len(named) >= 0.6 * len(row.cells) and not any(ch.isdigit() for ch in row.text):
        return True
    words = [c for c in row.cells if re.search(r"[^\W\d_]{2,}", c.text)]
    summed = words and words[0] is row.cells[0] and not _has_figure(placed, "price")
    if summed and all(is_label(c.text) and total_named(c.text) in ("gross", "net", "lines_total") for c in words):
        return True  # "合计 | 500 | 50,442.48": pieces and money are summed, no price stands there
    figures = {n for n, cells in placed.items() if any(ch.isdigit() for c in cells for ch in c.text)}
    if "quantity" in figures or {"price", "amount"} <= figures:
        return False
    for cell in row.cells:
        name = total_named(cell.text)
        if not name:
            continue
        # A total has an amount behind it and nothing but a word or two before it; a description may begin with such a word.
        left = re.sub(r"[\W\d_]", "", " ".join(c.text for c in row.cells if c.x1 < cell.x0))
        figure = re.search(r"\d", " ".join([cell.text, *(c.text for c in row.cells if c.x0 > cell.x1)]))
        if figure and len(left) < 30 and (name in ("lines_total", "net", "tax", "gross") or "amount" in placed):
            return True
    return False


def _has_figure(placed: dict[str, list[Cell]], name: str) -> bool:
    return any(ch.isdigit() for c in placed.get(name, []) for ch in c.text)


def reconciled(lines: Sequence[Line], *, totals: Sequence[Decimal]) -> tuple[Line, ...]:
    """The lines without rows that only looked like lines, where leaving those out makes the rest add up to one of the totals.

    Never more than was read, and never other values: rows without an amount, without a quantity, or that do not multiply out, are what may go.
    """
    lines = _reduced(_extended(_priced(lines, totals=totals), totals=totals), totals=totals)
    billed = [line for line in lines if line.amount is not None]
    fitting = [line for line in billed if _fits(line)]
    counted = [line for line in billed if line.quantity is not None and line.price is not None]
    with_quantity = [line for line in billed if line.quantity is not None]
    for total in totals:  # the net ones first
        for kept in (counted, with_quantity, billed, fitting):
            if kept and abs(abs(_sum(kept)) - abs(total)) <= Decimal("0.02"):
                return tuple(kept)
    return tuple(billed) if billed else tuple(lines)


def _priced(lines: Sequence[Line], *, totals: Sequence[Decimal]) -> Sequence[Line]:
    """Where no line has an amount and what is headed "price" adds up to a total, those are the amounts."""
    if not lines or any(line.amount is not None or line.price is None for line in lines):
        return lines
    total = sum((Decimal(line.price.value) for line in lines if line.price), Decimal(0))
    if not any(abs(abs(total) - abs(t)) <= Decimal("0.02") for t in totals):
        return lines
    return [replace(line, amount=line.price, price=None) for line in lines]


def _extended(lines: Sequence[Line], *, totals: Sequence[Decimal]) -> Sequence[Line]:
    """Where no line has an amount, each is its quantity times its price, if that adds up to a total."""
    if not lines or any(line.amount is not None or line.price is None or line.quantity is None for line in lines):
        return lines
    made = [
        replace(
            line,
            amount=replace(
                line.price,
                value=f"{Decimal(line.quantity.value) * Decimal(line.price.value)}",
                confidence=round(0.8 * line.price.confidence, 3),
            ),
        )
        for line in lines
        if line.price and line.quantity
    ]
    return made if any(abs(abs(_sum(made)) - abs(t)) <= Decimal("0.02") for t in totals) else lines


def _reduced(lines: Sequence[Line], *, totals: Sequence[Decimal]) -> Sequence[Line]:
    """Amounts less the discounts printed under them, where only that adds up to a total; else those discounts are in the amounts already."""
    if not any(line.allowance for line in lines) or any(
        abs(abs(_sum(lines)) - abs(t)) <= Decimal("0.02") for t in totals
    ):
        return [replace(line, allowance=None) for line in lines]
    less = [
        replace(
            line, amount=replace(line.amount, value=f"{Decimal(line.amount.value) - Decimal(line.allowance.value)}")
        )
        if line.allowance and line.amount
        else line
        for line in lines
    ]
    if any(abs(abs(_sum(less)) - abs(t)) <= Decimal("0.02") for t in totals):
        return less
    return [replace(line, allowance=None) for line in lines]


def _sum(lines: Sequence[Line]) -> Decimal:
    return sum((Decimal(line.amount.value) for line in lines if line.amount is not None), Decimal(0))


def _fits(line: Line) -> bool:
    if line.quantity is None or line.price is None or line.amount is None:
        return False
    product = Decimal(line.quantity.value) * Decimal(line.price.value)
    return abs(abs(product) - abs(Decimal(line.amount.value))) <= Decimal("0.05")
