"""Which words stand in one line, and which lines stand together?

The reader of a file gives words with boxes; here they become rows (words on one base line), cells (words of a row without a wide gap) and blocks
(cells under one another). Everything else about a page is derived from these three. Geometry is in points from the page's upper left corner.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assay.regime.document.reading import Box, Field, Origin


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space. `base` is the line it stands on; `size` its font's in points, 0 where unknown."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float = 0.0
    confidence: float = 1.0
    base: float = 0.0

    @property
    def line(self) -> float:
        """Where it stands: fonts differ in how far their boxes reach above and below it."""
        return self.base or self.y1 - 0.2 * self.height

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class Cell:
    """Words of one row that stand together."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        parts = [self.words[0].text]
        for before, after in zip(self.words, self.words[1:], strict=False):
            # Scripts without spaces come in several runs; a gap of a quarter of the type size is a space in all of them.
            parts.append((" " if after.x0 - before.x1 > 0.12 * max(before.height, 1) else "") + after.text)
        return "".join(parts)

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @cached_property
    def y0(self) -> float:
        return min(w.y0 for w in self.words)

    @cached_property
    def y1(self) -> float:
        return max(w.y1 for w in self.words)

    @cached_property
    def size(self) -> float:
        return max(w.size or w.height for w in self.words)

    @cached_property
    def height(self) -> float:
        return self.y1 - self.y0

    @cached_property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @cached_property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        return Box(page=self.page, x0=self.x0, y0=self.y0, x1=self.x1, y1=self.y1)

    @cached_property
    def confidence(self) -> float:
        return min(w.confidence for w in self.words)


@dataclass(frozen=True)
class Row:
    """Cells on one base line, from left to right."""

    cells: tuple[Cell, ...]

    @cached_property
    def text(self) -> str:
        return "  ".join(c.text for c in self.cells)

    @cached_property
    def y0(self) -> float:
        return min(c.y0 for c in self.cells)

    @cached_property
    def y1(self) -> float:
        return max(c.y1 for c in self.cells)

    @property
    def page(self) -> int:
        return self.cells[0].page

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(w for c in self.cells for w in c.words)


@dataclass(frozen=True)
class Page:
    """One page: its words as read from the file, upright. `turn` is how they run on the page as shown (90: down).

    `unseen` is how many words on it were left out since nobody sees them; `hidden` those words and the ones outside the page.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    origin: Origin = Origin.TEXT
    turn: int = 0
    unseen: int = 0
    hidden: str = ""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(_rows(self.words, page=self.number))


def caption_row(page: Page, r: int) -> bool:
    """Whether a row says in small letters what stands over it: each of its cells at an edge of a larger one of the row above."""
    if r == 0:
        return False
    over, row = page.rows[r - 1], page.rows[r]
    return row.y0 - over.y1 < 0.9 * row.cells[0].height and all(above(over, cell) is not None for cell in row.cells)


def above(over: Row, cell: Cell) -> Cell | None:
    """The larger cell of the row above that this one stands under, at one of its edges."""
    for other in over.cells:
        edge = min(abs(other.x0 - cell.x0), abs(other.x1 - cell.x1), abs(other.center - cell.center))
        if edge < 4 and other.size > 1.15 * cell.size:
            return other
    return None


def field_of(value: str, cells: Sequence[Cell], *, origin: Origin, confidence: float) -> Field:
    """A field whose place is the box around the cells."""
    box = Box(
        page=cells[0].page,
        x0=min(c.x0 for c in cells),
        y0=min(c.y0 for c in cells),
        x1=max(c.x1 for c in cells),
        y1=max(c.y1 for c in cells),
    )
    seen = min(c.confidence for c in cells)
    return Field(value=value, confidence=round(confidence * seen, 3), origin=origin, box=box)


def slot(cells: Sequence[Cell], c: int) -> tuple[float, float]:
    """From where to where the values of a label stand in a row of labels: half way to its neighbours."""
    left = (cells[c - 1].x1 + cells[c].x0) / 2 if c > 0 else 0.0
    right = (cells[c].x1 + cells[c + 1].x0) / 2 if c + 1 < len(cells) else float("inf")
    return left, right


def text_of(pages: Iterable[Page]) -> str:
    """All text in reading order: rows from above, cells from the left."""
    return "\n".join(row.text for page in pages for row in page.rows)


def _lifted(words: Sequence[Word]) -> list[Word]:
    """The words of a page, a label whose Chinese letters stand under one another (购/买/方) made one beside the first line that it names."""
    single = sorted((w for w in words if len(w.text) == 1 and "\u3400" <= w.text <= "\u9fff"), key=lambda w: w.x0)
    strips: list[list[Word]] = []
    for word in single if len(single) >= 3 else ():
        if strips and abs((strips[-1][0].x0 + strips[-1][0].x1) - (word.x0 + word.x1)) < 5:
            strips[-1].append(word)
        else:
            strips.append([word])
    taken: set[int] = set()
    made: list[Word] = []
    for strip in strips:
        for column in _steps(sorted(strip, key=lambda w: w.y0)):
            # Units in a column (个 个 个) are no label: its letters differ.
            if not 3 <= len(column) <= 8 or len({w.text for w in column}) < len(column):
                continue
            # Letters of labels set wide in their rows stand under one another by chance.
            wide = sum(any(w is not letter and _in_one_run(w, letter) for w in single) for letter in column)
            if wide < len(column):
                taken |= {id(w) for w in column}
                made.append(_upright(column, words))
    return [w for w in words if id(w) not in taken] + made


def _in_one_run(a: Word, b: Word) -> bool:
    left, right = sorted((a, b), key=lambda w: w.x0)
    widest = 12 if left.text + right.text in _WIDE_TOTALS else 4.4
    return abs(a.line - b.line) < 0.3 * a.height and 0 <= right.x0 - left.x1 <= widest * a.height


def _steps(strip: Sequence[Word]) -> Iterable[list[Word]]:
    """Letters under one another, parted where the step is no line's."""
    column: list[Word] = []
    for word in strip:
        if column and not 0.7 * word.height < word.y0 - column[-1].y0 < 2.4 * word.height:
            yield column
            column = []
        column.append(word)
    yield column


def _upright(column: Sequence[Word], words: Sequence[Word]) -> Word:
    """The label that a column of letters is: on the line of the first words right of it, for which it stands."""
    head, high = column[0], column[0].height
    right = [
        w
        for w in words
        if 0 <= w.x0 - head.x1 < 3 * high and head.y0 - 1.2 * high < w.middle < column[-1].y1 + 0.6 * high
    ]
    at = min(right, key=lambda w: w.y0, default=head)
    return replace(head, text="".join(w.text for w in column), y0=at.y0, y1=at.y1, base=at.line)


def _rows(words: Sequence[Word], *, page: int) -> Iterable[Row]:
    """Words whose middles are close stand in one row; a row is cut into cells where the gap is wider than words of that size keep."""
    pending: list[list[Word]] = []
    for word in sorted(_lifted(words), key=lambda w: (w.line, w.x0)):
        for group in reversed(pending[-6:]):
            if _same_row(group, word):
                group.append(word)
                break
        else:
            pending.append([word])
    for group in sorted(pending, key=lambda g: sum(w.line for w in g) / len(g)):
        group = _closed(_despaced(sorted(group, key=lambda w: w.x0)))
        cells: list[list[Word]] = [[group[0]]]
        for word in group[1:]:
            last = cells[-1][-1]
            gap = word.x0 - max(w.x1 for w in cells[-1])
            if gap > 0.9 * min(max(last.height, 1), max(word.height, 1)) or gap < -4 * word.height:
                cells.append([word])
            else:
                cells[-1].append(word)
        yield Row(tuple(Cell(page, tuple(c)) for c in cells))


# Two letters that forms set at the two ends of their field.
_WIDE_TOTALS = frozenset({"合計", "总计", "合计", "總計", "小計", "小计"})
_SPACED = re.compile(r"[\u3400-\u9fff][:：]?")
_ENDING = re.compile(r"[\u3400-\u9fff](?:[:：（(].*)?")


def _despaced(words: Sequence[Word]) -> list[Word]:
    """Words of a row, a heading in letters set apart (R E C H N U N G) made words again."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and _apart(words[end - 1], words[end]):
            end += 1
        run = words[at:end]
        letters = sum(w.text.isalpha() for w in run)
        pairs = any(len(w.text) > 1 for w in run)  # kerning draws some letters together: D AT E
        short = letters == end - at and all(w.text.isupper() for w in run)  # Q T Y
        if end - at < (3 if letters >= 3 and (pairs or short) else 4) or (
            letters < 3 and not _SPACED_NUMBER.fullmatch("".join(w.text for w in run))
        ):
            out.append(words[at])
            at += 1
            continue
        gaps = sorted(b.x0 - a.x1 for a, b in itertools.pairwise(run))
        usual = gaps[len(gaps) // 3]
        parts: list[list[Word]] = [[run[0]]]
        for before, word in itertools.pairwise(run):
            if word.x0 - before.x1 > usual + 0.22 * word.height:
                parts.append([])
            parts[-1].append(word)
        for part in parts:
            text = "".join(w.text for w in part)
            out.append(
                replace(part[0], text=text, x1=part[-1].x1, y0=min(w.y0 for w in part), y1=max(w.y1 for w in part))
            )
        at = end
    return out


_SPACED_NUMBER = re.compile(r"(?:N[°ºo]?|#|№)\W?\d{4,}")  # single digits in a row may be pieces of each size


def _apart(before: Word, word: Word) -> bool:
    """Whether two single letters stand a little apart, as in a heading that is set wide."""
    several = [w.text for w in (before, word) if len(w.text) > 1]
    if len(several) > 1 or any(len(t) > 4 or not (t.isalpha() and t.isupper()) for t in several):
        return False
    if not (before.text.isascii() or before.text.isalpha() or before.text in "°º№"):
        return False
    if before.text >= "\u3000" or word.text >= "\u3000":
        return False
    gap = word.x0 - before.x1
    return 0.1 * word.height < gap < 1.05 * word.height


def _closed(words: Sequence[Word]) -> list[Word]:
    """Words of a row, a label in Chinese letters set wide apart (合　　計, 名　　称：) made one again."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        end = at + 1
        step = 0.0
        while end < len(words) and end - at < 8 and _SPACED.fullmatch(words[end - 1].text):
            gap = words[end].x0 - words[end - 1].x1
            if end - at == 1 and words[at].text + words[end].text[:2] in _WIDE_TOTALS and gap <= 12 * words[end].height:
                end += 1
                break
            if not (_ENDING.fullmatch(words[end].text) and 0 <= gap <= 4.4 * words[end].height):
                break
            if step and abs(gap - step) > 0.35 * max(gap, step):
                break
            step = step or gap
            end += 1
            if not _SPACED.fullmatch(words[end - 1].text):
                break
        run = words[at:end]
        if len(run) > 1:
            # Only its width is given up: the label stands where it stood.
            out.append(
                replace(
                    run[0],
                    text="".join(w.text for w in run),
                    x1=run[-1].x1,
                    y0=min(w.y0 for w in run),
                    y1=max(w.y1 for w in run),
                )
            )
        else:
            out.append(run[0])
        at = end
    return out


def _same_row(group: Sequence[Word], word: Word) -> bool:
    near = min(group, key=lambda w: abs(w.x0 - word.x0))
    low, high = sorted((near.height, word.height))
    level = abs(near.line - word.line) <= 0.38 * low and abs(group[0].line - word.line) <= 0.6 * high
    # A small label may be centred on its larger value.
    centred = high > 1.2 * low and abs(near.middle - word.middle) < 0.25 * high
    if not level and not centred:
        return False
    # Two texts on one place (a line printed over another) are two rows.
    over = min(near.x1, word.x1) - max(near.x0, word.x0)
    return over < 0.5 * min(near.x1 - near.x0, word.x1 - word.x0) or abs(near.line - word.line) < 0.1 * word.height
