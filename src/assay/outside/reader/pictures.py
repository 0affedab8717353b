"""What do the pictures on a page of text say of who issued it?

Many a letterhead is a picture: name, address and tax number of the sender stand on the page for everybody to see, and in no word of its text. Where a
page of text shows no issuer, its pictures are read by OCR, plainly; words that stand in the text as well are not read twice. Only the issuer is taken
from them, and each of his fields says that OCR read it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from assay.outside.reader.pdf import picture_of
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.reading import Box, Field, Origin, Party

MOST_PICTURES = 3
LEAST_POINTS = 24.0  # width of a picture that may hold a name
LEAST_HEIGHT = 9.0
DPI = 200
_SRL = re.compile(r"S\.\s?r\.\s?[I1|]\.$")  # small l and capital I are one stroke


@dataclass(frozen=True)
class Seen:
    """A page with the words of its pictures, and where these pictures stand (points from the upper left corner)."""

    page: Page
    areas: tuple[tuple[float, float, float, float], ...]


def with_pictures(data: bytes, page: Page, *, name: str, limits: LimitsPolicy) -> Seen | None:
    """The page with what its largest pictures say beside its text; nothing where it has none or they say nothing."""
    if page.turn:
        return None
    areas = _areas(data, page)
    if not areas:
        return None
    from assay.outside.reader.picture import page_of_pixels

    whole = picture_of(data, page.number - 1, dpi=DPI, limits=limits, name=name)
    scale = DPI / 72
    words: list[Word] = []
    for x0, y0, x1, y1 in areas:
        cut = whole.crop((round(x0 * scale), round(y0 * scale), round(x1 * scale), round(y1 * scale)))
        read = page_of_pixels(cut, number=page.number, scale=1 / scale)
        words += [_moved(word, x0, y0) for word in read.words]
    new = [word for word in words if not any(_covers(word, other) for other in page.words)]
    if not new:
        return None
    return Seen(dataclasses.replace(page, words=(*page.words, *new)), tuple(areas))


def seen_issuer(party: Party, seen: Seen) -> Party | None:
    """The issuer that was read with the pictures, where his name stands in one of them; what stands there is OCR's."""
    if party.name is None or not _inside(party.name.box, seen.areas):
        return None
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(party):
        value = getattr(party, field.name)
        if isinstance(value, Field) and _inside(value.box, seen.areas):
            said = _SRL.sub("S.r.l.", value.value) if field.name == "name" else value.value
            fields[field.name] = dataclasses.replace(value, value=said, origin=Origin.OCR)
    return dataclasses.replace(party, **fields)


def _areas(data: bytes, page: Page) -> list[tuple[float, float, float, float]]:
    """Where the largest pictures of a page stand, within it; none on a page that is turned."""
    document = pypdfium2.PdfDocument(data)
    try:
        shown = document[page.number - 1]
        left, bottom, right, top = shown.get_mediabox()
        crop = shown.get_cropbox()
        if shown.get_rotation() or any(abs(a - b) > 1 for a, b in zip(crop, (left, bottom, right, top), strict=True)):
            return []
        found = []
        for thing in shown.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            x0, low, x1, high = thing.get_bounds()
            x0, x1 = max(x0 - left, 0.0), min(x1 - left, page.width)
            y0, y1 = max(top - high, 0.0), min(top - low, page.height)
            if x1 - x0 >= LEAST_POINTS and y1 - y0 >= LEAST_HEIGHT:
                found.append((x0, y0, x1, y1))
        found.sort(key=lambda a: (a[0] - a[2]) * (a[3] - a[1]))
        return found[:MOST_PICTURES]
    except pypdfium2.PdfiumError:
        return []
    finally:
        document.close()


def _moved(word: Word, dx: float, dy: float) -> Word:
    return dataclasses.replace(
        word,
        x0=word.x0 + dx,
        x1=word.x1 + dx,
        y0=word.y0 + dy,
        y1=word.y1 + dy,
        base=word.base + dy if word.base else 0.0,
    )


def _covers(word: Word, other: Word) -> bool:
    """Whether a word of a picture stands where a word of the text does."""
    wide = min(word.x1, other.x1) - max(word.x0, other.x0)
    high = min(word.y1, other.y1) - max(word.y0, other.y0)
    area = (word.x1 - word.x0) * (word.y1 - word.y0)
    return wide > 0 and high > 0 and wide * high > 0.25 * min(area, (other.x1 - other.x0) * (other.y1 - other.y0))


def _inside(box: Box | None, areas: Sequence[tuple[float, float, float, float]]) -> bool:
    if box is None:
        return False
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in areas)
