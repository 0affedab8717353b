"""Which number is this paper's own?

The one at its label counts first; then the one behind the title, under it or beside it; then the only thing at the head of the page that has a number's shape.
The number of a table's column, of another kind of paper or of a house is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assay.regime.document.extraction.addresses import address_like
from assay.regime.document.extraction.classification import kind_of, titles_in
from assay.regime.document.extraction.currency import home_of
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.fields import OTHER_NOUNS, Place, depth, title_in, word_before
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field

_TAIL_OF_LABEL = re.compile(r"^\s*[^\W\d_]{3,}(?:\s[^\W\d_]{2,})?\s*[:：]\s*")  # "Nº factura completo: A-117"


_LEAD = re.compile(r"^[\s:：.\-–—#№=()|°º]+|^(?:n[o°º]\.?|nr\.?)\s*|^n\.\s+(?=\S*\d)", re.IGNORECASE)


_STOP = re.compile(
    r"\s(?:vom|von|den|du|del|dated|date|datum|le|fecha|data|of|on|issued|zum|zur|for|für|pour|page|seite|pagina|página|van|d\.d|i\.d)\b|\s{2,}|[，,;；|•]\s|\s[-–]\s|[()（）]",
    re.IGNORECASE,
)


_IDENTIFIER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff\u3040-\u30ff][A-Za-z0-9\u4e00-\u9fff\u3040-\u30ff\-–/._\\#&+]*")


def identifier_in(text: str) -> str:
    """The document number that a text begins with; empty where it begins with none."""
    lead = _LEAD.sub("", _LEAD.sub("", _TAIL_OF_LABEL.sub("", text.strip())))
    day = next(dates_in(lead), None)
    if day is not None and day.start == 0:
        # A number may look like a date at its start (2024-03-15-001, 00.12.2024/7); a date alone is none.
        tail = lead[day.end : day.end + 1]
        if not re.match(r"[\w/\-.]", tail) or not re.match(r"[/\-.]?\w", lead[day.end :]):
            return ""
    stop = _STOP.search(lead)
    part = lead[: stop.start()] if stop else lead
    words = part.split()
    taken: list[str] = []
    for word in words[:5]:
        match = _IDENTIFIER.match(word)
        if match is None or match.end() < len(word.rstrip(".,;:!")):
            break
        plain = match[0].rstrip(".,:;_-/")
        has_digit = any(ch.isdigit() for ch in plain)
        letters = sum(ch.isalpha() for ch in plain)
        if not has_digit and not (plain.isupper() and letters <= 4):
            break
        if has_digit and letters > 14:
            break
        taken.append(plain)
    while taken and not any(ch.isdigit() for ch in taken[-1]):
        taken.pop()
    value = " ".join(taken)
    return value if any(ch.isdigit() for ch in value) and 1 <= len(value) <= 40 else ""


def number_of(
    pages: Sequence[Page], found: Sequence[Place], *, name: str = "number", headers: Sequence[tuple[int, float]] = ()
) -> Field | None:
    """The paper's own number. `headers` are (page, y) of the rows that name a table's columns: those label no paper."""
    best: tuple[float, str, tuple[Cell, ...]] | None = None
    kind = kind_of(pages) if name == "number" else None
    for place in found:
        if place.label.names != name or any(
            p == place.page.number and abs(y - place.cell.middle) < 2 for p, y in headers
        ):
            continue
        for text, cells, relation in place.options:
            value = identifier_in(text)
            if not value:
                continue
            score = place.label.strength + relation - depth(place)
            if place.label.strength < 1 and value.isdigit() and address_like(place.cell.text):
                score -= 0.4  # "NO. 33, SEC. 2, ZHONGSHAN RD." is where, not which
            if kind is not None and _of_another_kind(place, kind.value):
                score -= 0.5  # the number of the delivery note, on an invoice
            if place.label.strength < 1 and title_in(place.cell.text):
                score += 0.45
            elif place.label.strength < 1 and word_before(place):
                score -= 0.3  # the number of something else ("Referenz-Nr.")
            if best is None or score > best[0] + 1e-9:
                best = (score, value, (place.cell, *cells))
            break
    if name == "number":
        # "Original invoice RF-20881" names the invoice that is credited, not this one.
        others = {id(place.cell) for place in found if place.label.names == "preceding"}
        beside = (one for one in _beside_title(pages) if id(one[0]) not in others)
        for cell, value, score in (*beside, *_under_title(pages)):
            if best is None or score > best[0] + 1e-9:
                best = (score, value, (cell,))
    if best is None or best[0] < 0.35:
        return _loose_number(pages, found) if name == "number" else None
    score, value, cells = best
    value_cells = cells[1:] or cells
    return field_of(value, value_cells, origin=pages[0].origin, confidence=min(0.99, 0.35 + 0.5 * score))


def _of_another_kind(place: Place, kind: str) -> bool:
    """Whether a label names a paper of another kind than this one is."""
    text = place.cell.text[place.label.start : place.label.end]
    named = {k for k, _, _ in titles_in(text)} | {
        k for k, nouns in OTHER_NOUNS.items() if compact(text).startswith(nouns)
    }
    return bool(named) and kind not in named


_ALONE = re.compile(
    r"(?:(?:#|№|No\.?|N[°º]|Nr\.?)\s*[:：]?\s*)?(?=[^\s]*\d|[A-Z]{1,4}\s)[A-Z0-9][A-Z0-9/._-]*(?:\s\d[\d/-]*){0,2}",
    re.IGNORECASE,
)


# T8120001094471, DE811224570, CHE-114.335.902, NL804411239B01: whose paper it is, not which.
_OF_A_REGISTER = re.compile(
    r"T\d{13}|(?:AT\s?U|BE|DE|DK|ES|FI|FR|GB|IE|IT|LU|NL|PL|PT|SE)\s?[A-Z]?\d{7,12}[A-Z]?(?:B\d{2})?|CHE[- ]?\d{3}\.?\d{3}\.?\d{3}(?:\s?(?:MWST|TVA|IVA))?"
)


def _standing_alone(cell: Cell) -> str:
    """The number that a cell is, and nothing else: no date, amount, telephone or postcode."""
    text = cell.text.strip()
    if not _ALONE.fullmatch(text) or next(dates_in(text), None) is not None or _is_year(text):
        return ""
    if _OF_A_REGISTER.fullmatch(text) or home_of(name="", number=text):
        return ""
    if re.fullmatch(r"[\d.]*\d[.,]\d{2}|\d{1,2}[.:]\d{2}|\+\d[\d ]{7,}|\d+(?:\s\d+){2,}", text) or len(text) < 3:
        return ""
    return identifier_in(text)


def _under_title(pages: Sequence[Page]) -> Iterator[tuple[Cell, str, float]]:
    """A number under the title of the paper or beside it, at one of its edges."""
    page = pages[0]
    titles = [
        cell
        for row in page.rows
        if row.y0 < 0.4 * page.height
        for cell in row.cells
        if any(start <= 1 and end >= len(cell.text.rstrip(" :.")) for _, start, end in titles_in(cell.text))
    ]
    for title in titles:
        for row in page.rows:
            for cell in row.cells:
                below = -0.3 * title.height < cell.y0 - title.y1 < 2.6 * max(title.height, cell.height)
                edge = min(abs(cell.x0 - title.x0), abs(cell.x1 - title.x1), abs(cell.center - title.center)) < 6
                if cell is not title and below and edge and (value := _standing_alone(cell)):
                    yield cell, value, 0.8 - 0.5 * cell.y0 / max(page.height, 1)


def _loose_number(pages: Sequence[Page], found: Sequence[Place]) -> Field | None:
    """A number without a label at the head of the page (統一發票 AB-12345678), where only one thing there has its shape."""
    page = pages[0]
    claimed = {id(cell) for place in found for _, cells, _ in place.options[:1] for cell in cells}
    head = [cell for row in page.rows if row.y0 < 0.3 * page.height for cell in row.cells]
    for shape in (re.compile(r"(?:(?:#|№|No\.?|N[°º]|Nr\.?)\s*[:：]?\s*)?[A-Z]{1,4}[-/ ]?\d{5,}"), None):
        those = [
            cell
            for cell in head
            if not _OF_A_REGISTER.fullmatch(cell.text.strip())
            and (shape.fullmatch(cell.text.strip()) if shape else id(cell) not in claimed and _standing_alone(cell))
        ]
        if len(those) == 1:
            value = identifier_in(those[0].text) or those[0].text.strip()
            return field_of(value, those, origin=page.origin, confidence=0.6)
    return None


def _beside_title(pages: Sequence[Page]) -> Iterator[tuple[Cell, str, float]]:
    """ "Invoice INV-7", "Facture FA-2017-0010": a number right behind the title, in its cell or the next."""
    for page in pages[:1]:
        for row in page.rows:
            for c, cell in enumerate(row.cells):
                for _, start, end in titles_in(cell.text):
                    rest = cell.text[end:]
                    if (
                        start > 0
                        and not cell.text[:start].strip().endswith((".", ":", "-"))
                        and len(cell.text[:start].split()) > 2
                    ):
                        continue
                    joined = re.match(r"\s*(?:for|zu|pour|para|per|voor)\s+(?=#)", rest)
                    rest = rest[joined.end() :] if joined else rest
                    nearby = (
                        [(rest, cell)] if re.search(r"\w", rest) else [(o.text, o) for o in row.cells[c + 1 : c + 2]]
                    )
                    for text, where in nearby:
                        value = identifier_in(text)
                        whole = start <= 1 and text.strip(" .:#").endswith(value) and len(text) < len(value) + 6
                        if value and (len(value) >= 3 or "#" in text or whole) and not _is_year(value):
                            yield where, value, 0.85 - 0.5 * cell.y0 / max(page.height, 1)


def _is_year(value: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d{2}", value))
