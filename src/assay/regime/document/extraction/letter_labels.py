"""What stands at the labels of a letter?

A value stands behind its label, in the next cell or under it, and may go on over the lines below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assay.regime.document.extraction.addresses import FORMS
from assay.regime.document.extraction.letter_label_words import LABELS, STEMS
from assay.regime.document.extraction.letter_passing import PASSING
from assay.regime.document.extraction.page import Cell, Page, Row
from assay.regime.document.extraction.words import Label, found_in, phrases

LONGEST_LABEL_LETTERS = 56
_DOTS = frozenset("・·")
_A_NAME = re.compile(
    r"(?:full |legal |company )?name|firma|nom|dénomination|nombre|razón social|nome|ragione sociale|naam|名称|名稱|公司名称|公司名稱|社名|会社名|商号",
    re.IGNORECASE,
)
_BOX = re.compile(r"(?P<on>[☑☒✓✔✅⊠▣◉☓]|\[[xX✓]\])|(?P<off>[☐□▢◯○❑❒]|\[\s?\])")
MANY_ROWS = 3
# A form's own title ("Brand authorization form", 通路授權表) begins with words of its labels.
_TITLE = re.compile(
    r"\b(?:form|formular|formulario|formulaire|modulo|formulier|certificate|zertifikat|certificat|certificado|certificato|certificaat|letter|lettre|carta|lettera|brief|urkunde"
    r"|bestätigung|erklärung|declaration|statement|déclaration|declaración|dichiarazione|verklaring|comercial|commercial|information|details)$|情報$|[书書証证表函]$",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(
    r"^\s*(?:[•●▪◦■□·*–-]|\(?\d{1,2}[.)．、]|[①-⑳]|[一二三四五六七八九十]{1,2}[、.．]|第[一二三四五六七八九十]{1,2}条|§\s*\d+|[a-h]\))\s*"
)


@cache
def _labels() -> dict[str, tuple[str, float]]:
    return phrases(LABELS)


@dataclass(frozen=True)
class Said:
    """A label's value: its text over one or more cells."""

    text: str
    cells: tuple[Cell, ...]


def said_at_labels(pages: Sequence[Page]) -> dict[str, Said]:
    """The value at each label: behind it in its cell, in the next cell, or under it; with the lines that go on under a value."""
    found: dict[str, Said] = {}
    for page in map(_cut_at_columns, map(_joined_at_dots, pages)):
        for r, row in enumerate(page.rows):
            below = page.rows[r + 1] if r + 1 < len(page.rows) else None
            labels, header = _labels_of(row, below)
            if (table := _column_of_goods(page, r)) is not None:
                if table.cells:
                    found.setdefault("goods", table)
                continue
            for c, cell in enumerate(row.cells):
                label = labels[c]
                if label is None or label.names == "other" or label.names in found:
                    continue
                if (
                    label.names == "signer"
                    and not header
                    and not re.search(r"[:：]", cell.text)
                    and c + 1 >= len(row.cells)
                ):
                    under = _line_under(page, r, cell)
                    if under is None or (r and _over(page.rows[r - 1], cell)):
                        continue  # "Authorised signatory" under a name says who that is, not who comes next
                rest = re.sub(r"^[\s:：.\-–]+", "", cell.text[label.end :])
                beside = _beside(row, c, labels) if not header else []
                if re.search(r"\w", rest):
                    value, cells, left = rest, [cell], _left_of(cell, rest)
                    if beside and _BOX.search(rest):
                        value, cells = _run_on([rest, *(o.text for o in beside)]), [cell, *beside]
                elif beside:
                    value, cells, left = _run_on([o.text for o in beside]), beside, beside[0].x0
                else:
                    under = (
                        (below.cells[c] if header and below and len(below.cells) == len(row.cells) else None)
                        or _line_under(page, r, cell)
                        or _line_between(page, r, cell)
                    )
                    if under is None:
                        continue
                    value, cells, left = under.text, [under], under.x0
                more = _goes_on(page, r, left, cells[-1])
                whole = _run_on([value, *(o.text for o in more)])
                said = Said(ticked(_ended(whole)), (*cells, *more))
                found.setdefault(_instead(label.names, said.text), said)
    return found


def _column_of_goods(page: Page, r: int) -> Said | None:
    """The goods in a table under its head ("Line | Goods | UPC"); nothing said where its columns hold none; None where the row heads no table."""
    head = page.rows[r].cells
    if len(head) < 3 or any(re.search(r"[:：]", c.text) or len(c.text) > 30 for c in head):
        return None
    names = [_label_of(c) or _by_stem(c.text) for c in head]
    if all(names) or not any(names):
        return None
    body: list[tuple[Cell, ...]] = []
    for row in page.rows[r + 1 :]:
        strays = (
            (n and c.x1 < head[n - 1].x0) or (n + 1 < len(head) and c.x0 > head[n + 1].x1)
            for n, c in enumerate(row.cells[: len(head)])
        )
        if len(row.cells) != len(head) or any(strays):
            break
        body.append(row.cells)
    if len(body) < MANY_ROWS - 1 or any(_label_of(c) or _by_stem(c.text) for c in body[0]):
        return None
    at = next((n for n, label in enumerate(names) if label is not None and label.names == "goods"), None)
    cells = [row[at] for row in body] if at is not None else []
    words = [c for c in cells if not re.search(r"\d", c.text)]
    if len(words) < 0.7 * len(cells) or not cells:
        return Said("", ())
    return Said("; ".join(dict.fromkeys(c.text for c in words)), tuple(words))


def ticked(text: str) -> str:
    """What is ticked where a text offers boxes: "☐ Yes ☒ No" says no. The text itself where it has no empty box beside a ticked one."""
    boxes = list(_BOX.finditer(text))
    if not boxes or not any(b["on"] for b in boxes):
        return text
    if not re.search(r"\w", text[: boxes[0].start()]):  # each box stands before what it is for
        ends = [b.start() for b in boxes[1:]] + [len(text)]
        chosen = [text[b.end() : e] for b, e in zip(boxes, ends, strict=True) if b["on"]]
    else:
        begins = [0] + [b.end() for b in boxes[:-1]]
        chosen = [text[a : b.start()] for a, b in zip(begins, boxes, strict=True) if b["on"]]
    return ", ".join(c.strip(" ,;　:：") for c in chosen)


def _run_on(texts: Sequence[str]) -> str:
    """Pieces of one value; no blank between letters of scripts that write none."""
    whole = ""
    for text in texts:
        whole += text if not whole or (whole[-1] > "\u2e80" and text[:1] > "\u2e80") else f" {text}"
    return whole


def _instead(name: str, value: str) -> str:
    """A memorandum's "From" and "To" name the two, not the days."""
    parts = {"valid_from": "authoriser", "valid_to": "authorised"}
    return parts[name] if name in parts and FORMS.search(value) and not re.search(r"\d{4}", value) else name


def _ended(text: str) -> str:
    """A value without the stop behind it; the point of "Ltd." and "S.L." is the name's own."""
    text = text.strip(" :：。")
    return (
        text
        if re.search(r"(?:\b(?:Ltd|Inc|Co|Corp|Bhd|Lda|Ltda)|\.\s?[A-Za-z]{1,4})\.$", text)
        else text.strip(" .:：。")
    )


def _joined_at_dots(page: Page) -> Page:
    """The page with cells made one where a middle dot between them stands as a cell of its own: 株式会社ポコネコ・ライセンシング."""
    rows: list[Row] = []
    for row in page.rows:
        cells: list[Cell] = []
        for n, cell in enumerate(row.cells):
            dotted = cell.text in _DOTS or (n and row.cells[n - 1].text in _DOTS)
            if dotted and cells and cell.x0 - cells[-1].x1 < 1.5 * cell.height:
                cells[-1] = Cell(cell.page, (*cells[-1].words, *cell.words))
            else:
                cells.append(cell)
        rows.append(Row(tuple(cells)))
    if all(len(a.cells) == len(b.cells) for a, b in zip(rows, page.rows, strict=True)):
        return page
    joined = replace(page)
    joined.__dict__["rows"] = tuple(rows)
    return joined


def _cut_at_columns(page: Page) -> Page:
    """The page with cells cut where the values of a form begin: a label that reaches up to its value is one cell with it otherwise."""
    begins = Counter(round(row.cells[1].x0) for row in page.rows if len(row.cells) > 1)
    columns = [x for x, n in begins.items() if n >= MANY_ROWS]
    if not columns:
        return page
    rows: list[Row] = []
    for row in page.rows:
        cells: list[Cell] = []
        header = (
            bool(rows) and len(rows[-1].cells) > 1 and all(_label_of(c) or _by_stem(c.text) for c in rows[-1].cells)
        )
        for cell in row.cells:
            at = next((k for k, w in enumerate(cell.words) if k and any(abs(w.x0 - x) < 2 for x in columns)), 0)
            head, tail = Cell(cell.page, cell.words[:at]), Cell(cell.page, cell.words[at:])
            cells += [head, tail] if at and (header or _label_of(head) or _by_stem(head.text)) else [cell]
        rows.append(Row(tuple(cells)))
    cut = replace(page)
    cut.__dict__["rows"] = tuple(rows)
    return cut


def _labels_of(row: Row, below: Row | None) -> tuple[list[Label | None], bool]:
    """The label that each cell of a row is or begins with, and whether the row is nothing but labels with their values under them.

    A label known by its stem alone counts where a colon or a neighbour makes it one: "授权级别 | 一级" is a label and its value, though 一级 looks like one.
    """
    known = [_label_of(cell) for cell in row.cells]
    if len(row.cells) > 1:
        guesses = [k or _by_stem(cell.text) for k, cell in zip(known, row.cells, strict=True)]
        values_below = below is not None and _label_of(below.cells[0]) is None and _by_stem(below.cells[0].text) is None
        if all(guesses) and values_below and not any(re.search(r"[:：]\s*\S", c.text) for c in row.cells):
            return guesses, True
        if guesses[0] is not None and known[1] is None:
            known[0] = guesses[0]
        for c in range(len(row.cells) - 1):
            # label, value, label, value
            if (
                known[c] is None
                and guesses[c] is not None
                and (c == 0 or known[c - 1] is None)
                and guesses[c + 1] is None
            ):
                known[c] = guesses[c]
    return known, False


def _beside(row: Row, c: int, labels: Sequence[Label | None]) -> list[Cell]:
    """The cells behind a label, up to the next one."""
    cells: list[Cell] = []
    for k in range(c + 1, len(row.cells)):
        if labels[k] is not None:
            break
        cells.append(row.cells[k])
    return cells


def _label_of(cell: Cell) -> Label | None:
    """The label that a cell is or begins with; with a value behind it only after a colon, or where the script has no spaces."""
    lead = _ENUMERATED.match(cell.text)
    start = lead.end() if lead else 0
    text = cell.text[start:]
    first = next(iter(found_in(text, known=_labels())), None)
    if first is not None and first.start <= 3:
        rest = text[first.end :]
        whole = not re.sub(r"[（(][^）)]*[）)]", "", rest).strip(" :：./()（）®™")
        behind = re.match(r"\s*(?:\([^)]*\)|（[^）]*）)?\s*[:：]", rest)
        if behind is None and lead is not None and first.start == 0 and re.match(r"\.\s+[A-ZÀ-Ý]", rest):
            behind = re.match(r"\.", rest)  # "§ 2 Gebiet. Deutschland, Österreich."
        spaced = text[: first.end][-1:] > "\u2e80" and re.match(r"[\s　]+\S", rest) and len(rest) < 60
        if whole or behind or spaced:
            end = start + first.end + (behind.end() if behind else 0)
            if whole:
                end = len(cell.text)
            return Label(first.names, first.strength, start + first.start, end)
    colon = re.match(rf"[^:：。]{{2,{LONGEST_LABEL_LETTERS}}}[:：]", text)
    if colon is not None:
        guess = _by_stem(colon[0][:-1])
        if guess is not None:
            return Label(guess.names, 0.8, start, start + colon.end())
    return None


def _by_stem(text: str) -> Label | None:
    """What a short text names, by what its words begin with."""
    plain = re.sub(r"[（(][^）)]*[）)]", "", _ENUMERATED.sub("", text)).strip(" :：/")
    if not plain or len(plain) > LONGEST_LABEL_LETTERS or len(plain.split()) > 7 or re.search(r"\d", plain):
        return None
    if re.search(r"[,，、;；]", plain) or FORMS.search(plain) or (_TITLE.search(plain) and len(plain) > 6):
        return None
    if re.match(r"(?:for|für|pour|por|per|voor|namens|im namen)\b", plain, re.IGNORECASE):
        return None  # who signs for whom
    if re.search(r"公司|会社", plain) and not re.match(r"[授被受]?[授受许許]?[权權可]公司$", plain):
        return None
    name = next((n for n, stem in STEMS if stem.search(plain)), None)
    return Label(name, 0.6, 0, len(text)) if name else None


def is_letter_label(text: str) -> bool:
    """Whether a short text names a field of a letter, and so is no value."""
    plain = re.sub(r"[\s:：]", "", text)
    return any(label.end - label.start >= len(text.strip(" :：")) for label in found_in(text, known=_labels())) or (
        plain[:1] > "\u2e80" and _by_stem(text) is not None
    )


def _left_of(cell: Cell, rest: str) -> float:
    start = rest.split()[0] if rest.split() else ""
    return next((w.x0 for w in cell.words if w.text.endswith(start) or start.startswith(w.text)), cell.x0)


def _line_under(page: Page, r: int, cell: Cell) -> Cell | None:
    for row in page.rows[r + 1 : r + 3]:
        if row.y0 - cell.y1 > 1.9 * cell.height:
            return None
        for other in row.cells:
            if (abs(other.x0 - cell.x0) < 6 or abs(other.center - cell.center) < 4) and _label_of(other) is None:
                return other
    return None


def _over(row: Row, cell: Cell) -> bool:
    """Does a line stand close above, that is no label's value of its own kind?"""
    return any(abs(c.x0 - cell.x0) < 6 and cell.y0 - c.y1 < 0.6 * cell.height for c in row.cells)


def _line_between(page: Page, r: int, cell: Cell) -> Cell | None:
    """A value beside a label of two lines, set at half their height: no row of its own holds a label."""
    for row in page.rows[max(0, r - 1) : r] + page.rows[r + 1 : r + 2]:
        other = row.cells[0]
        if (
            len(row.cells) == 2
            and _A_NAME.fullmatch(other.text.strip(" :："))
            and other.x0 > cell.x1
            and abs(other.middle - cell.middle) < 2.6 * cell.height
        ):
            return row.cells[1]  # "Authorised | Name | Tack Room Ltd" over "Address | ..."
        if len(row.cells) == 1 and other.x0 > cell.x1 and abs(other.middle - cell.middle) < 1.3 * cell.height:
            return other if _label_of(other) is None else None
    return None


def _goes_on(page: Page, r: int, left: float, last: Cell) -> list[Cell]:
    """Lines under a value that begin where it began, close below it, with no label in their row."""
    more: list[Cell] = []
    for row in page.rows[r + 1 : r + 5]:
        if row.y0 <= last.y0:
            continue
        if row.y0 - last.y1 > 0.9 * last.height or any(_label_of(c) is not None for c in row.cells):
            break
        follower = next((c for c in row.cells if abs(c.x0 - left) < 4), None)
        if follower is None or len(row.cells) > 1 or "。" in follower.text or PASSING.search(follower.text):
            break
        more.append(follower)
        last = follower
    return more
