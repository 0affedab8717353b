"""How does a paper become a PDF file? Typst prints the strings of a view through a layout; the same paper gives the same bytes.

Fonts: Source Sans Pro out of its package and the families that Typst carries itself (Libertinus Serif, DejaVu Sans Mono), so that no font of the
machine changes a page. One page costs two or three milliseconds.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro  # type: ignore[import-untyped]
import typst

from assay.demo.papers.paper import Invoice, Letter
from assay.demo.papers.view import Style, invoice_view, letter_view

LAYOUT_FOLDER = Path(__file__).parent / "layouts"


def invoice_pdf(invoice: Invoice, style: Style) -> bytes:
    """The page or pages of an invoice, receipt, quote or delivery note."""
    return _print(style.layout, invoice_view(invoice, style), on=invoice.issued_on)


def letter_pdf(letter: Letter, *, serif: bool = True) -> bytes:
    """A letter of authorization as a PDF file."""
    return _print("authority", letter_view(letter, serif=serif), on=letter.issued_on)


@cache
def _compiler(layout: str) -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(Path(font_source_sans_pro.__file__).parent / "files")],
    )
    return typst.Compiler(str(LAYOUT_FOLDER / f"{layout}.typ"), root=str(LAYOUT_FOLDER), font_paths=fonts)


def _print(layout: str, view: dict[str, Any], *, on: date) -> bytes:
    stamp = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    result = _compiler(layout).compile(
        format="pdf", sys_inputs={"paper": json.dumps(view, ensure_ascii=False)}, timestamp=int(stamp.timestamp())
    )
    if not isinstance(result, bytes):
        raise TypeError("a PDF file is one piece of bytes")
    return result
