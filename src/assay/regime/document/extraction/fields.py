"""Which number and which dates does this page carry, and how sure is that?

Every label gives candidates: what follows it in its cell, what stands right of it, what stands under it. A candidate counts by how plainly its
label names the field, how it stands to the label and where on the paper it is; the best one wins, and its score is the reader's confidence. A
value that a label of something else claims (a customer's number, the date of the order) is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assay.regime.document.extraction.classification import kind_of, titles_in
from assay.regime.document.extraction.dates import Day, dates_in
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Cell, Page, field_of, slot
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import Label, compact, fold
from assay.regime.document.reading import Field, Kind

SAME_CELL, RIGHT, UNDER = 0.30, 0.25, 0.12


@dataclass(frozen=True)
class Place:
    """A label on a page and where its value may stand: texts with the cells that hold them, the likeliest first."""

    label: Label
    cell: Cell
    page: Page
    options: tuple[tuple[str, tuple[Cell, ...], float], ...]


def places(pages: Sequence[Page]) -> list[Place]:
    """Every label of a paper with the places where its value may stand."""
    found: list[Place] = []
    for page in pages:
        for r, row in enumerate(page.rows):
            for c, cell in enumerate(row.cells):
                labels = _own(cell.text)
                for n, label in enumerate(labels):
                    if _part_of_value(cell.text, label):
                        continue
                    end = labels[n + 1].start if n + 1 < len(labels) else len(cell.text)
                    rest = cell.text[label.end : end]
                    options: list[tuple[str, tuple[Cell, ...], float]] = []
                    paired = n + 2 == len(labels) and re.fullmatch(r"\s*/\s*", rest) is not None
                    if paired:
                        rest = cell.text[labels[n + 1].end :]  # "Invoice date/Delivery date 09 January 2025"
                    if re.search(r"\w", rest):
                        options.append((rest, (cell,), SAME_CELL))
                        if rest.lstrip()[:1] == "/" and label.names == "issued_on" and not re.search(r"\d", rest):
                            options += _right(page, r, c)  # a second label that we do not know
                        if _row_of_labels(row.cells):
                            options += _in_slot(
                                page, r, c, labels, n
                            )  # "Date échéance" before a label that we do not know
                    elif n + 1 == len(labels):
                        right, under = _right(page, r, c), _under(page, r, cell)
                        beside = right + _in_slot(page, r, c, labels, n)
                        options += under + beside if _stacked(cell, right, under) else beside + under
                        options += _over(page, r, c)
                    elif paired and n == 0 and (both := _pair(page, r, c) or _right(page, r, c)):
                        options += both  # "Number / Date" before "9400187263 / 14.02.2025", or one day for two labels
                    # In a row of labels ("Number Date Due") the values stand under each.
                    elif _row_of_labels(row.cells):
                        options += _in_slot(page, r, c, labels, n) + _under(page, r, cell)
                    found.append(Place(label, cell, page, tuple(options)))
    return found


_SHORT = re.compile(
    r"N[.°º]?\s?[:.]?\s(?=[A-Z]{0,4}[-/]?\d)|N[.°º]\s?:?$"
)  # "N. F26-006448": no word, but at the head of its cell


def _own(text: str) -> list[Label]:
    """The labels of a text; the date beside another paper's number ("Auftragsnummer/Datum") is that paper's."""
    labels = list(labels_in(text))
    if (short := _SHORT.match(text)) is not None and not (labels and labels[0].start == 0):
        labels.insert(0, Label("number", 0.5, 0, short.end()))
    for n in range(len(labels) - 1, 0, -1):
        before, label = labels[n - 1], labels[n]
        if before.names == label.names and not text[before.end : label.start].strip(" /.:：()（）"):
            # The same label in two languages: "單號 No. 2026.118".
            labels[n - 1 : n + 1] = [replace(before, end=label.end, strength=max(before.strength, label.strength))]
    for n in range(1, len(labels)):
        before, label = labels[n - 1], labels[n]
        other = before.names in ("order", "delivery_note", "customer") or any(
            compact(text[before.start : before.end]).startswith(nouns) for nouns in OTHER_NOUNS.values()
        )
        if (
            other
            and label.names == "issued_on"
            and label.strength < 1
            and text[before.end : label.start].strip() == "/"
        ):
            labels[n] = replace(label, names="other_date")
    return labels


def _stacked(
    cell: Cell,
    right: Sequence[tuple[str, tuple[Cell, ...], float]],
    under: Sequence[tuple[str, tuple[Cell, ...], float]],
) -> bool:
    """Whether a label's value rather stands under it, at its left edge, than far to its right in another column."""
    if not right or not under:
        return False
    beside, below = right[0][1][0], under[0][1][0]
    return (
        abs(below.x0 - cell.x0) < 3
        and below.y0 - cell.y1 < 0.6 * cell.height
        and beside.x0 - cell.x1 > 2 * cell.height
        and ":" not in cell.text
    )


def _pair(page: Page, r: int, c: int) -> list[tuple[str, tuple[Cell, ...], float]]:
    beside = _right(page, r, c) or _under(page, r, page.rows[r].cells[c])
    return [(text.partition("/")[0], cells, score) for text, cells, score in beside if "/" in text]


def _part_of_value(text: str, label: Label) -> bool:
    """Whether what looks like a label is the beginning of a number (INV-0458)."""
    named = text[label.start : label.end].split()[-1]
    return named.isupper() and re.match(r"[-_/]\d", text[label.end :]) is not None and not named.endswith(("NO", "NR"))


def _right(page: Page, r: int, c: int) -> list[tuple[str, tuple[Cell, ...], float]]:
    row = page.rows[r]
    for cell in row.cells[c + 1 : c + 3]:
        if re.search(r"\w", cell.text):
            first = next(iter(labels_in(cell.text)), None)
            if first is not None and first.start == 0 and first.strength >= 0.5 and not re.match(r"\W*\d", cell.text):
                return []
            return [(cell.text, (cell,), RIGHT), *_day_over_two_lines(page, r, cell)]
    return _wrapped(page, r, c) if c + 1 == len(row.cells) else []


def _day_over_two_lines(page: Page, r: int, cell: Cell) -> list[tuple[str, tuple[Cell, ...], float]]:
    """A day whose year stands on the next line of its column: "23 de abril de" over "2026"."""
    for row in page.rows[r + 1 : r + 2]:
        for other in row.cells:
            near = abs(other.x0 - cell.x0) < 3 and other.y0 - cell.y1 < 0.8 * cell.height
            whole = f"{cell.text} {other.text}"
            if near and next(dates_in(cell.text), None) is None and next(dates_in(whole), None) is not None:
                return [(whole, (cell, other), RIGHT)]
    return []


def _wrapped(page: Page, r: int, c: int) -> list[tuple[str, tuple[Cell, ...], float]]:
    """A value of two lines beside a label that stands at the height between them."""
    label = page.rows[r].cells[c]
    beside = [
        cell
        for n in (r - 1, r + 1)
        if 0 <= n < len(page.rows)
        for cell in page.rows[n].cells[-1:]
        if cell.x0 > label.x1 and abs(cell.middle - label.middle) < 0.85 * label.height and not labels_at_start(cell)
    ]
    if len(beside) != 2 or abs(beside[0].x0 - beside[1].x0) > 3:
        return []
    return [(f"{beside[0].text} {beside[1].text}", tuple(beside), RIGHT)]


def labels_at_start(cell: Cell) -> bool:
    """Whether a cell begins with a label."""
    first = next(iter(labels_in(cell.text)), None)
    return first is not None and first.start == 0


def _in_slot(page: Page, r: int, c: int, labels: Sequence[Label], n: int) -> list[tuple[str, tuple[Cell, ...], float]]:
    """In a row of labels the value stands in the label's own slot of the row under it, however the row's words run together."""
    row = page.rows[r]
    names = sum(1 for cell in row.cells for _ in labels_in(cell.text))
    if names < 2 or not _row_of_labels(row.cells) or r + 1 >= len(page.rows):
        return []
    left, right = slot(row.cells, c)
    cell = row.cells[c]
    if len(labels) > 1:
        spans = [_span(cell, label) for label in labels]
        left = left if n == 0 else (spans[n - 1][1] + spans[n][0]) / 2
        right = right if n + 1 == len(labels) else (spans[n][1] + spans[n + 1][0]) / 2
    below = page.rows[r + 1]
    if below.y0 - cell.y1 > 2.4 * cell.height:
        return []
    words = tuple(w for w in below.words if left < (w.x0 + w.x1) / 2 < right)
    if not words:
        return []
    value = Cell(page.number, words)
    return [] if labels_at_start(value) and not re.search(r"\d", value.text) else [(value.text, (value,), UNDER + 0.05)]


def _span(cell: Cell, label: Label) -> tuple[float, float]:
    """From where to where the words of a label stand."""
    at, found = 0, []
    for word in cell.words:
        start = cell.text.find(word.text, at)
        at = start + len(word.text)
        if start < label.end and at > label.start:
            found.append(word)
    return (found[0].x0, found[-1].x1) if found else (cell.x0, cell.x1)


def _over(page: Page, r: int, c: int) -> list[tuple[str, tuple[Cell, ...], float]]:
    """A form may print its small label under the value."""
    cell = page.rows[r].cells[c]
    if r == 0 or not _row_of_labels(page.rows[r].cells):
        return []
    over = page.rows[r - 1]
    if cell.y0 - over.y1 > 0.6 * cell.height:
        return []
    for other in over.cells:
        if abs(other.x0 - cell.x0) < 3 and other.size > 1.15 * cell.size and not labels_at_start(other):
            return [(other.text, (other,), 0.05)]
    return []


def _under(page: Page, r: int, cell: Cell) -> list[tuple[str, tuple[Cell, ...], float]]:
    limit = cell.y1 + 2.4 * cell.height
    for row in page.rows[r + 1 : r + 5]:
        if row.y0 > limit:
            break
        for other in row.cells:
            overlap = min(cell.x1, other.x1) - max(cell.x0, other.x0)
            if overlap > 0.4 * min(cell.x1 - cell.x0, other.x1 - other.x0):
                first = next(iter(labels_in(other.text)), None)
                if first is not None and first.start == 0:
                    rest = other.text[first.end :].lstrip()
                    if not rest.rstrip(" :：") or (rest[:1] in ":：" and first.strength >= 0.5):
                        return []  # the next label of a list, with its own value
                return [(other.text, (other,), UNDER)]
    return []


def _row_of_labels(cells: Sequence[Cell]) -> bool:
    return not any(ch.isdigit() for c in cells for ch in c.text)


# One word with the word for a number: "Lieferscheinnummer".
OTHER_NOUNS = {
    Kind.PACKING_SLIP.value: ("lieferschein", "lieferbeleg", "pakbon", "packzettel"),
    Kind.QUOTE.value: ("angebot", "offerte", "kostenvoranschlag"),
    Kind.ORDER_CONFIRMATION.value: ("auftragsbestatigung", "orderbevestiging"),
}


def depth(place: Place) -> float:
    return 0.15 * place.cell.y0 / max(place.page.height, 1) + 0.3 * (place.page.number > 1)


def title_in(text: str) -> bool:
    return any(start == 0 for _, start, _ in titles_in(text))


def month_first(pages: Sequence[Page], *, language: str, country: str, currency: str) -> tuple[bool, float]:
    """Whether this paper writes the month before the day, and how sure that is."""
    first = second = 0
    for page in pages:
        for row in page.rows:
            for match in re.finditer(r"(?<!\d)(\d{1,2})[/\-](\d{1,2})[/\-]\d{2,4}(?!\d)", row.text):
                first += int(match[1]) > 12
                second += int(match[2]) > 12
    if first != second:
        return second > first, 0.97
    if language == "en" and (country == "US" or (not country and currency == "USD")):
        return True, 0.85
    return False, 0.7 if language == "en" and country not in ("GB", "IE", "AU", "NZ", "IN", "SG", "HK") else 0.9


@dataclass(frozen=True)
class Calendar:
    """How this paper writes dates: month first or day first, and how sure that is."""

    month_first: bool
    sure: float

    def read(self, day: Day) -> tuple[date, float]:
        """The date that is meant, and how sure that is."""
        if day.other is None:
            return day.value, 1.0
        return (day.other if self.month_first else day.value), self.sure


def date_of(pages: Sequence[Page], found: Sequence[Place], *, name: str, calendar: Calendar) -> Field | None:
    """The date that a label of this name stands at; for the date of issue also the one in the title or alone near the top."""
    best: tuple[float, date, float, tuple[Cell, ...]] | None = None

    def offer(score: float, day: Day, cells: tuple[Cell, ...]) -> None:
        nonlocal best
        value, sure = calendar.read(day)
        if best is None or score > best[0] + 1e-9:
            best = (score, value, sure, cells)

    for place in found:
        if place.label.names != name:
            continue
        if name == "issued_on" and place.label.strength < 1 and word_before(place):
            continue
        if name == "issued_on" and title_in(place.cell.text) and _others_title(place.cell.text, place.page):
            continue
        for text, cells, relation in place.options:
            day = next(dates_in(text), None)
            if day is None or (relation == SAME_CELL and day.start > 40):
                continue
            offer(place.label.strength + relation - depth(place), day, cells)
            break
    if name == "issued_on":
        for score, day, cells in _loose_dates(pages, found):
            offer(score, day, cells)
    if best is None and name == "issued_on":
        best = _only_date(pages, found, calendar)
    if best is None:
        return None
    score, value, sure, cells = best
    confidence = min(0.99, 0.45 + 0.45 * score) * sure
    return field_of(value.isoformat(), cells, origin=pages[0].origin, confidence=confidence)


def _only_date(
    pages: Sequence[Page], found: Sequence[Place], calendar: Calendar
) -> tuple[float, date, float, tuple[Cell, ...]] | None:
    """The one date of a paper, wherever it stands, unless a label says that it is another's."""
    claimed = {
        id(cell)
        for place in found
        if place.label.names in ("due", "delivered_on", "other_date", "order", "delivery_note", "preceding")
        for cell in (place.cell, *(c for _, cells, _ in place.options[:1] for c in cells))
    }
    days: dict[date, tuple[float, Cell]] = {}
    for page in pages:
        for row in page.rows:
            for cell in row.cells:
                for day in dates_in(cell.text):
                    if id(cell) in claimed:
                        continue
                    value, sure = calendar.read(day)
                    days.setdefault(value, (sure, cell))
    if len(days) != 1:
        return None
    ((value, (sure, cell)),) = days.items()
    return 0.25, value, sure, (cell,)


def word_before(place: Place) -> bool:
    """Whether a bare "date" is the tail of a longer name that we do not know ("best before date")."""
    before = place.cell.text[: place.label.start].strip()
    tied = place.cell.text[: place.label.start].endswith("-") and len(before) > 1  # "Referenz-Nr."
    return bool(before) and (before[-1] not in ":.,;|/-" or tied)


def _loose_dates(pages: Sequence[Page], found: Sequence[Place]) -> Iterator[tuple[float, Day, tuple[Cell, ...]]]:
    """Dates without a label of their own: behind the number in the title, or alone in the upper part of the first page."""
    claimed = {
        id(cell)
        for place in found
        if place.label.names in ("due", "delivered_on", "other_date", "order", "delivery_note", "preceding", "customer")
        for _, cells, _ in place.options[:1]
        for cell in cells
    }
    if not pages:
        return
    page = pages[0]
    for row in page.rows:
        for cell in row.cells:
            for day in dates_in(cell.text):
                depth = 0.15 * cell.y0 / max(page.height, 1)
                before = fold(cell.text[: day.start])
                if title_in(cell.text) and len(cell.text) < 120 and not _others_title(cell.text, page):
                    yield 1.05 - depth, day, (cell,)
                elif id(cell) in claimed:
                    continue
                elif cell.y0 < 0.5 * page.height and (
                    len(cell.text) - (day.end - day.start) < 28 or re.match(r"\W*\d{1,2}:\d{2}", cell.text[day.end :])
                ):
                    yield (0.42 if len(before) < 20 else 0.3) - depth, day, (cell,)


def _others_title(text: str, page: Page) -> bool:
    """Whether a line names another paper than this one is: "Sales order 66120 dated ..." on an invoice."""
    kind = kind_of([page])
    named = titles_in(text)
    return kind is not None and bool(named) and all(name != kind.value for name, _, _ in named)


def labelled_text(found: Sequence[Place], *, name: str) -> str:
    """All texts at labels of this name, for a parser of its own to look at."""
    return "  ".join(text for place in found if place.label.names == name for text, _, _ in place.options[:1])


def total_named(text: str) -> str:
    """The total whose label a text begins with; empty where it begins with none."""
    first = next(iter(totals_in(text)), None)
    return first.names if first is not None and len(text[: first.start].strip()) <= 2 else ""
