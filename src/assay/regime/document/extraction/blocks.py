"""Which lines of a page stand together as one party?

Those at a label ("Bill to", 购买方), down to a gap or the next label; and, without labels, those under one another with one edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assay.regime.document.extraction.addresses import (
    FORMS,
    HONOUR,
    LED,
    address_like,
    is_title,
    is_town,
    name_and_address,
)
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.columns import is_column_name
from assay.regime.document.extraction.labels import is_label, labels_in
from assay.regime.document.extraction.page import Cell, Page, above, caption_row
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import Label, tokens

MOST_LINES = 9


@dataclass(frozen=True)
class Block:
    """Lines under one another that may be a party: its cells from above, and how it was found."""

    cells: tuple[Cell, ...]
    page: int
    label: str = ""

    @property
    def text(self) -> str:
        return "\n".join(c.text for c in self.cells)

    @property
    def x0(self) -> float:
        return min(c.x0 for c in self.cells)

    @property
    def y0(self) -> float:
        return min(c.y0 for c in self.cells)

    @property
    def y1(self) -> float:
        return max(c.y1 for c in self.cells)


def labelled_blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks at the labels of parties, on the first two pages."""
    for page in pages[:2]:
        for r, row in enumerate(page.rows):
            for c, cell in enumerate(row.cells):
                label = _party_label(cell) or _opposite(row.cells, c)
                if label is None:
                    honoured = _honoured(row.cells, c)
                    if honoured and r > 0 and _DEPARTMENT.search(cell.text):
                        # "株式会社… / 購買部 御中": the company stands over its department.
                        honoured = [o for o in page.rows[r - 1].cells if abs(o.x0 - cell.x0) < 5] or honoured
                    elif honoured and not FORMS.search(cell.text) and (company := _over_person(page, r, cell)):
                        honoured = [company]  # "東都商事株式会社 / 総務部 青木 様"
                    if honoured:
                        yield Block(tuple(honoured), page.number, "recipient")
                    continue
                block = _block_at(page, r, c, label)
                if caption_row(page, r) and (value := above(page.rows[r - 1], cell)) is not None:
                    block = _over_caption(page, r, value)
                if block and is_column_name(block[0].text) and not is_label(block[0].text):
                    continue  # the field is empty, and the table begins under it
                if block:
                    yield Block(tuple(block), page.number, label.names)


def _over_caption(page: Page, r: int, value: Cell) -> list[Cell]:
    """The lines that stand over the small label under the last of them."""
    block = [value]
    for row in reversed(page.rows[max(r - MOST_LINES, 0) : r - 1]):
        over = next((c for c in row.cells if abs(c.x0 - value.x0) < 3), None)
        if over is None or block[0].y0 - over.y1 > 0.6 * over.height or over.size < 0.9 * value.size:
            break
        block.insert(0, over)
    return block


def _over_person(page: Page, r: int, cell: Cell) -> Cell | None:
    """The company that stands one or two lines over a person of it."""
    for row in reversed(page.rows[max(r - 2, 0) : r]):
        for other in row.cells:
            if FORMS.search(other.text) and -60 < other.x0 - cell.x0 < 5 and cell.y0 - other.y1 < 2.5 * cell.height:
                return other
    return None


_DEPARTMENT = re.compile(r"(?:部|課|室|係|担当者?)\s*(?:御中|様|殿)?\s*$")


def _honoured(cells: Sequence[Cell], c: int) -> list[Cell]:
    """A name with a form of address behind it (有限会社さくら商店 御中) is the recipient's."""
    text = cells[c].text.strip()
    match = HONOUR.search(text)
    if match is not None and match.start() > 1 and len(text) < 40 and not re.search(r"[、。お]", text[: match.start()]):
        return [cells[c]]
    if c + 1 < len(cells) and HONOUR.fullmatch(cells[c + 1].text) and len(text) > 1:
        return [cells[c]]
    return []


_FROM = frozenset({"de", "da", "desde", "par"})
_BEFORE_LABEL = re.compile(r"(?:M/S|TO|To)\.?[\s/]*|\(?\d{1,2}[a-z]?[.)]?\s*")  # "4. Consignee": boxes are numbered
_ATTENTION = re.compile(
    r"(?i)\W*(?:à l.attention de|a la atención de|alla cortese attenzione(?: di)?|zu\s?händen(?: von)?|zuhanden(?: von)?|ter attentie van|for the attention of)\W*"
)
_HOUSE = re.compile(r"(?i)\W*(?:ditta|azienda|società|soc|cliente)\W*")


def _opposite(cells: Sequence[Cell], c: int) -> Label | None:
    """A bare "De" is the issuer's label where a "Para" stands beside it."""
    text = cells[c].text.strip(" :")
    if text.casefold() not in _FROM:
        return None
    beside = [_party_label(o) for o in cells if o is not cells[c]]
    return Label("issuer", 1.0, 0, len(text)) if any(b and b.names == "recipient" for b in beside) else None


def _party_label(cell: Cell) -> Label | None:
    """A cell that is a party's label, or begins with one and a colon."""
    if _ATTENTION.fullmatch(cell.text):
        return Label("recipient", 1.0, 0, len(cell.text))
    if (led := LED.match(cell.text)) is not None and name_and_address(cell.text[led.end() :])[1]:
        return Label("recipient", 1.0, 0, led.end())  # "an Katharina Lindemann, Am Rosengarten 40, 55131 Mainz"
    first = next(iter(labels_in(cell.text)), None)
    if first is None or first.names not in ("issuer", "recipient", "ship_to"):
        return None
    if first.start > 2 and not _BEFORE_LABEL.fullmatch(cell.text[: first.start]):
        return None
    begin = first.start
    for label in labels_in(cell.text):
        between = cell.text[first.end : label.start].strip(" /:：()（）") if label.start > first.end else "-"
        if not between and label.names == first.names:
            first = label  # the same label in two languages: "TO 致："
    rest = cell.text[first.end :].strip(" /.")
    if re.fullmatch(r"[\s:：.#]*[\d\s./-]+", rest):
        return None
    if not rest.strip(" :：.()（）/"):
        return first
    marked = rest[:1] in ":：" or (rest[:1] in "/(（" and (":" in rest or "：" in rest or len(rest) < 30))
    if _HOUSE.fullmatch(rest) or (is_label(rest) and "/" in cell.text[first.end :]):
        return replace(first, end=len(cell.text))  # "Spett.le Ditta", "Destinataire / Consignee"
    long_enough = first.end - begin >= 4 or not cell.text[begin : first.end].isascii()
    if marked and long_enough:
        return first
    # "Bill to  Acme" in one cell without a colon: only for labels that no sentence begins with.
    return (
        first
        if len(tokens(cell.text[first.start : first.end])) >= 2
        and rest[:1].isupper()
        and (len(rest) < 60 or name_and_address(rest)[1])
        else None
    )


def _block_at(page: Page, r: int, c: int, label: Label) -> list[Cell]:
    """The lines that belong to a label: behind it, right of it or under it, down to a gap or the next label."""
    cell = page.rows[r].cells[c]
    rest = re.sub(r"^[\s:：/.\-]+|^\([^)]*\)\s*[:：]?\s*", "", cell.text[label.end :])
    if rest[:1] in "/(（":
        rest = ""
    cells: list[Cell] = []
    lefts = {cell.x0}
    y1, height, at = cell.y1, cell.height, r
    if re.search(r"\w", rest) and not is_label(rest):
        part = tail_of(cell, rest)
        cells.append(part)
        lefts.add(part.x0)
    elif (first := _indented(page, r, cell)) is not None and not _list_of_labels(page, r, c):
        lefts.add(first)
    else:
        right = page.rows[r].cells[c + 1] if c + 1 < len(page.rows[r].cells) else None
        if right is None or is_label(right.text) or right.x0 - cell.x1 > 160:
            return []
        cells += [*_centred(page, r, cell, right), right]
        lefts = {right.x0}
    while len(cells) < MOST_LINES:
        found = _next_below(page, at, lefts, y1, height)
        if found is None:
            break
        at, follower, place = found
        if _stops(follower, bool(cells)) or (cells and _begins_another(follower, cells[-1])):
            break
        beside = page.rows[at].cells[place + 1] if place + 1 < len(page.rows[at].cells) else None
        if (
            beside is not None
            and is_label(follower.text)
            and beside.x0 - follower.x1 < 300
            and not is_label(beside.text)
        ):
            # A small label with its value in the next cell ("Name:  Acme"); what follows is aligned with either.
            lefts.add(beside.x0)
            follower = Cell(page.number, (*follower.words, *beside.words))
        cells.append(follower)
        y1 = follower.y1
        height = max(follower.height, 6)
    return cells


def _centred(page: Page, r: int, label: Cell, right: Cell) -> list[Cell]:
    """The lines above the one beside a label that stands at half the height of its value: those with nothing in the label's column."""
    found: list[Cell] = []
    last = right
    for row in reversed(page.rows[max(r - 3, 0) : r]):
        over = next((c for c in row.cells if abs(c.x0 - right.x0) < 3), None)
        beside = any(min(c.x1, label.x1) - max(c.x0, label.x0) > 0 for c in row.cells)
        if over is None or beside or last.y0 - over.y1 > 0.6 * last.height or is_label(over.text):
            break
        found.insert(0, over)
        last = over
    below = _next_below(page, r, {right.x0}, right.y1, right.height) is not None
    return found if below and len(found) <= 2 else []


def _list_of_labels(page: Page, r: int, c: int) -> bool:
    """Whether a label stands in a list of labels, each with its value right of it ("Sold by  Acme" over "VAT no.  DE123")."""
    cells = page.rows[r].cells
    if c + 1 >= len(cells) or is_label(cells[c + 1].text) or cells[c + 1].x0 - cells[c].x1 > 160:
        return False
    below = _next_below(page, r, {cells[c].x0}, cells[c].y1, cells[c].height)
    first = next(iter(labels_in(below[1].text)), None) if below is not None else None
    return first is not None and first.start == 0 and first.names != "name"


def _indented(page: Page, r: int, cell: Cell) -> float | None:
    """Where the lines under a label begin: at its left edge or a little right of it."""
    found = _next_below(page, r, {cell.x0}, cell.y1, cell.height)
    if found is not None:
        return found[1].x0
    for row in page.rows[r + 1 : r + 3]:
        if row.y0 - cell.y1 > 1.7 * max(cell.height, 7):
            return None
        for other in row.cells:
            if 0 <= other.x0 - cell.x0 < 32 and other.x0 < cell.x1:
                return other.x0
    return None


def tail_of(cell: Cell, rest: str) -> Cell:
    """The words of a cell that make up the end of its text."""
    words = list(cell.words)
    for i in range(len(words)):
        if Cell(cell.page, tuple(words[i:])).text.strip() == rest.strip():
            return Cell(cell.page, tuple(words[i:]))
    for i, word in enumerate(words):
        if rest.startswith(word.text) or word.text.endswith(rest.split()[0] if rest.split() else "\0"):
            tail = Cell(cell.page, tuple(words[i:]))
            cut = tail.words[0].text.find(rest.split()[0]) if rest.split() else 0
            if cut > 0:
                tail = Cell(cell.page, (replace(words[i], text=words[i].text[cut:]), *words[i + 1 :]))
            return tail
    return cell


def _next_below(page: Page, r: int, lefts: set[float], y1: float, height: float) -> tuple[int, Cell, int] | None:
    for n in range(r + 1, min(r + 5, len(page.rows))):
        row = page.rows[n]
        if row.y0 - y1 > 1.7 * max(height, 7):
            return None
        for place, cell in enumerate(row.cells):
            if any(abs(cell.x0 - left) < 5 for left in lefts) and cell.y0 - y1 > -0.6 * height:
                return n, cell, place
    return None


def _stops(cell: Cell, started: bool) -> bool:
    label = _party_label(cell)
    if label is not None:
        return True
    first = next(iter(labels_in(cell.text)), None)
    if (
        first is not None
        and first.start <= 1
        and first.names
        in (
            "number",
            "issued_on",
            "due",
            "delivered_on",
            "order",
            "currency",
            "other_date",
            "preceding",
            "customer",
            "delivery_note",
        )
        and first.strength >= 0.5
    ):
        return started and not address_like(cell.text)
    total = next(iter(totals_in(cell.text)), None)
    return total is not None and total.start == 0 and total.end >= len(cell.text.strip(" :"))


def _begins_another(cell: Cell, last: Cell) -> bool:
    """Whether a line begins a block of its own: under the sender's small line, a party's label, the paper's title, its number or date."""
    if cell.size > 1.3 * last.size and address_like(last.text):
        return True
    if is_title(last.text) and not re.search(r"\d", last.text):
        return True
    if _party_label(cell) is not None:
        return True
    named = titles_in(cell.text)
    if named and named[0][1] <= 1 and not FORMS.search(cell.text) and len(cell.text) < 60:
        return True
    first = next(iter(labels_in(cell.text)), None)
    return (
        first is not None and first.start <= 1 and first.names in ("number", "issued_on", "due") and first.strength == 1
    )


def free_blocks(page: Page) -> list[Block]:
    """Groups of cells under one another with one left edge and no wide gap."""
    groups: list[list[Cell]] = []
    for row in page.rows:
        for cell in row.cells:
            for group in reversed(groups):
                last = group[-1]
                gap = cell.y0 - last.y1
                near = gap < 0.95 * max(last.height, cell.height) and cell.y0 > last.y0
                # Some letters leave a line free above the town.
                near = near or (
                    len(group) >= 2
                    and 0 < gap < 2.6 * cell.height
                    and is_town(cell.text)
                    and not any(is_town(g.text) for g in group)
                )
                # A right edge counts on the right half of the page only; small differences come from the letters' own margins.
                flush = abs(cell.x1 - last.x1) < 3.5 and min(cell.x1, last.x1) > 0.55 * page.width
                aligned = abs(cell.x0 - last.x0) < 4 or flush or abs(cell.center - last.center) < 2
                heading = len(group) >= 2 and all(
                    g.size > 1.2 * cell.size and not address_like(g.text) for g in group
                )  # a name of two lines
                if len(group) >= 2 and near and not heading:
                    # Lines of one block stand evenly; a wider step begins another.
                    near = gap < last.y0 - group[-2].y1 + 0.45 * last.height or is_town(cell.text)
                if near and aligned and not _begins_another(cell, last):
                    group.append(cell)
                    break
            else:
                groups.append([cell])
    return [Block(tuple(g), page.number) for g in groups if g]
