"""How does the summary of a case file become a PDF? Typst prints strings; what a party wrote is never read as markup.

Fonts come out of their packages, so that no font of the machine changes a page; the same case gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
import typst

LAYOUT = Path(__file__).with_name("casefile.typ")
MAX_CELL = 600


@dataclass(frozen=True, kw_only=True)
class Section:
    """One table: a title, the heads and relative widths of its columns, its rows."""

    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What the PDF says: a title, some lines, tables."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def summary_pdf(summary: Summary, *, at: datetime) -> bytes:
    """The summary as a PDF file; a cell is cut at MAX_CELL characters, the JSON files beside it hold the whole."""
    value = asdict(summary)
    for section in value["sections"]:
        section["rows"] = [[_cut(cell) for cell in row] for row in section["rows"]]
    result = _compiler().compile(
        format="pdf",
        sys_inputs={"case": json.dumps(value, ensure_ascii=False).replace("\\u0000", "")},
        timestamp=int(at.timestamp()),
    )
    if not isinstance(result, bytes):
        raise TypeError("a PDF file is one piece of bytes")
    return result


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(Path(font_source_sans_pro.__file__).parent / "files")],
    )
    return typst.Compiler(str(LAYOUT), root=str(LAYOUT.parent), font_paths=fonts)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
