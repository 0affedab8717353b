"""What stands behind the numbers that WIPO's standard ST.60 gives the parts of a certificate (732 is the holder)?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from assay.regime.document.extraction.page import Cell, Page

_INID = {
    "111": "number", "210": "number", "116": "number", "151": "registered", "180": "expires", "141": "expires", "220": "filed",
    "540": "text", "541": "text", "732": "owner", "730": "owner", "511": "classes", "510": "classes",
}  # fmt: skip
_CODE = re.compile(r"^\W{0,2}(?P<code>\d{3})(?:\W{0,2}\s+(?P<rest>.*)|[)）\]]\s*(?P<rest2>\D.*)|\W{0,2})$")


def coded_in(pages: Sequence[Page]) -> dict[str, list[Cell]]:
    """What stands behind the numbers of ST.60, each with the lines below it that have no number of their own."""
    found: dict[str, list[Cell]] = _centred(pages)
    if found:
        return found
    for page in pages:
        open_: str = ""
        left = 0.0
        for row in page.rows:
            first = row.cells[0]
            match = _CODE.match(first.text)
            name = _INID.get(match["code"], "") if match else ""
            if match is not None and name and (match["rest"] or match["rest2"] or len(row.cells) > 1):
                open_ = match["code"]
                cells = list(row.cells[1:]) if len(row.cells) > 1 else [first]
                found.setdefault(open_, []).extend(cells)
                left = cells[0].x0
            elif open_ and len(row.cells) == 1 and abs(first.x0 - left) < 6:
                found[open_].append(first)
            else:
                open_ = ""
    return found if sum(1 for c in found if c in _INID) >= 3 else {}


def _centred(pages: Sequence[Page]) -> dict[str, list[Cell]]:
    """The same where each number stands at half the height of its lines: lines without white between them belong together."""
    found: dict[str, list[Cell]] = {}
    for page in pages:
        codes: list[tuple[str, Cell]] = []
        values: list[Cell] = []
        for row in page.rows:
            for cell in row.cells:
                match = _CODE.match(cell.text)
                if (
                    match
                    and match["code"]
                    and len(match[0].split()[0].strip("()[]")) == 3
                    and (match["rest"] or match["rest2"] or len(row.cells) > 1 or len(cell.text) <= 5)
                ):
                    codes.append((match["code"], cell))
                    if (match["rest"] or match["rest2"]) and len(cell.words) > 1:
                        values.append(Cell(cell.page, cell.words[1:]))
                else:
                    values.append(cell)
        inside = [code for code, _ in codes if code in _INID]
        if len(inside) < 3:
            continue
        left = (
            min(v.x0 for v in values if v.x0 > max(c.x0 for _, c in codes) + 4)
            if any(v.x0 > codes[0][1].x0 + 4 for v in values)
            else 0.0
        )
        column = sorted((v for v in values if abs(v.x0 - left) < 6), key=lambda v: v.y0)
        blocks: list[list[Cell]] = []
        tight = min((b.y0 - a.y1 for a, b in itertools.pairwise(column)), default=0.0)
        for value in column:
            if blocks and value.y0 - blocks[-1][-1].y1 < tight + 0.22 * value.height:
                blocks[-1].append(value)
            else:
                blocks.append([value])
        for block in blocks:
            middle = (block[0].y0 + block[-1].y1) / 2
            near = min(codes, key=lambda c: abs(c[1].middle - middle))
            if abs(near[1].middle - middle) < 0.5 * (block[-1].y1 - block[0].y0) + 0.4 * near[1].height:
                found.setdefault(near[0], list(block))
    return found if sum(1 for c in found if c in _INID) >= 3 else {}


def bare(cell: Cell) -> str:
    """The words of a cell without the number in front."""
    match = _CODE.match(cell.text)
    rest = (match["rest"] or match["rest2"] or "") if match else ""
    return rest if match and rest and _INID.get(match["code"]) else cell.text


def part_of(coded: Mapping[str, list[Cell]], what: str) -> list[Cell]:
    return next((cells for code, cells in coded.items() if _INID.get(code) == what), [])
