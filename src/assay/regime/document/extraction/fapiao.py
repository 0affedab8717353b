"""Who is buyer and who is seller on a Chinese tax invoice, whose form the tax administration fixes?

On the fully digitalised invoice (State Taxation Administration, announcement 2024 no. 11) the buyer's box stands left and the seller's right; on the
forms before it (增值税专用发票 and 普通发票, roll or electronic) the buyer's stands at the head and the seller's at the foot. The side is written
from top to bottom in a strip of its own (购买方信息 | 销售方信息), of which a reader of lines sees single characters or nothing: so the two name lines
themselves are looked for, and only the order of their places decides what the strip does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.regime.document.extraction.blocks import Block, tail_of
from assay.regime.document.extraction.page import Cell, Page
from assay.regime.document.extraction.words import compact

_TITLE = re.compile(r"发票")
_TAXPAYER = re.compile(r"纳税人识别号")
_NAME = re.compile(r"名\s*称\s*[:：]")
_BUYER = re.compile(r"购\s*(?:买|货)\s*方|购\s*货\s*单\s*位")
_SELLER = re.compile(r"销\s*(?:售|货)\s*方|销\s*货\s*单\s*位")
_ROWS_OF_A_BOX = 6
SAME_LINE_POINTS = 14.0


@dataclass(frozen=True)
class _Named:
    """One name line: the words of the name, its place, and the side written before it ("" where the strip is not in line)."""

    cell: Cell
    row: int
    label_x0: float
    side: str


def parties_on_form(pages: Sequence[Page]) -> tuple[Block, Block] | None:
    """Seller and buyer as blocks, or None where the page is no tax invoice of this form."""
    for page in pages[:1]:
        text = compact(" ".join(r.text for r in page.rows))
        if not (_TITLE.search(text) and len(_TAXPAYER.findall(text)) >= 2):
            continue
        named = _names(page)
        if len(named) != 2:
            return None
        buyer, seller = _in_order(named)
        return (
            Block(_box(page, seller, buyer), page.number, "issuer"),
            Block(_box(page, buyer, seller), page.number, "recipient"),
        )
    return None


def _in_order(named: Sequence[_Named]) -> tuple[_Named, _Named]:
    first, second = named
    if first.side == "seller" or second.side == "buyer":
        return second, first
    if first.side == "buyer" or second.side == "seller":
        return first, second
    if abs(first.cell.y0 - second.cell.y0) < SAME_LINE_POINTS:
        return (first, second) if first.cell.x0 < second.cell.x0 else (second, first)
    return (first, second) if first.cell.y0 < second.cell.y0 else (second, first)


def _names(page: Page) -> list[_Named]:
    """The name lines of the form: "名称：" with the name in the same cell or in the next one."""
    found: list[_Named] = []
    for r, row in enumerate(page.rows):
        for c, cell in enumerate(row.cells):
            match = _NAME.search(cell.text)
            if match is None:
                continue
            before = cell.text[: match.start()]
            side = "buyer" if _BUYER.search(before) else "seller" if _SELLER.search(before) else ""
            if compact(before) and not side and len(compact(before)) > 5:
                continue  # "货物或应税劳务、服务名称" heads the lines
            value = _after(cell, match)
            if value is None:
                following = row.cells[c + 1] if c + 1 < len(row.cells) else None
                if following is None or _NAME.search(following.text):
                    continue
                value = following
            found.append(_Named(value, r, cell.x0, side))
    return found


def _after(cell: Cell, match: re.Match[str]) -> Cell | None:
    """The words of a cell behind its label and colon."""
    rest = cell.text[match.end() :].strip()
    return tail_of(cell, rest) if rest else None


def _box(page: Page, one: _Named, other: _Named) -> tuple[Cell, ...]:
    """The cells of one party's box: its name, and what stands below on its side (taxpayer number, address, bank)."""
    beside = abs(one.cell.y0 - other.cell.y0) < SAME_LINE_POINTS
    left, right = 0.0, page.width
    if beside:
        middle = max(one.label_x0, other.label_x0) - 6
        left, right = (middle, page.width) if one.label_x0 > other.label_x0 else (0.0, middle)
    cells = [one.cell]
    for row in page.rows[one.row + 1 : one.row + 1 + _ROWS_OF_A_BOX]:
        for cell in row.cells:
            if not left <= cell.x0 < right:
                continue
            if re.search(r"纳税人识别号|地\s*址|开户行|账\s*号|帐\s*号", cell.text):
                cells.append(cell)
    return tuple(cells)
