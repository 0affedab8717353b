"""Where on the page as it is shown does a value stand, when the page was turned to be read?

The verifier sees the page as the file shows it; so do the boxes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from assay.outside.reader.letters import shown_box
from assay.regime.document.extraction.page import Page
from assay.regime.document.reading import Box, Reading


def as_shown(reading: Reading, pages: Sequence[Page]) -> Reading:
    """The reading with each box on the page as it is shown; itself where no page was turned."""
    turned = {page.number: page for page in pages if page.turn}
    if not turned:
        return reading
    moved: Reading = _moved(reading, turned)
    return moved


def _moved(value: Any, turned: dict[int, Page]) -> Any:
    if isinstance(value, Box):
        page = turned.get(value.page)
        if page is None:
            return value
        size = (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)
        x0, y0, x1, y1 = shown_box((value.x0, value.y0, value.x1, value.y1), page.turn, *size)
        return Box(page=value.page, x0=x0, y0=y0, x1=x1, y1=y1)
    if isinstance(value, tuple):
        return tuple(_moved(v, turned) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{f.name: _moved(getattr(value, f.name), turned) for f in dataclasses.fields(value)}
        )
    return value
