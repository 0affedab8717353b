"""Does the file hold more than one paper?

Two invoices bound in one file pass as one whose figures fit badly; who is asked is asked about one of them. A further paper begins on a page that names
its kind, its own number and its own total: the pages of one paper share its number, whatever else they repeat.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.regime.document.extraction import fields
from assay.regime.document.extraction.classification import kind_of
from assay.regime.document.extraction.fields import total_named
from assay.regime.document.extraction.own_number import number_of
from assay.regime.document.extraction.page import Page
from assay.regime.document.reading import Kind

BILLS = frozenset({Kind.INVOICE.value, Kind.RECEIPT.value, Kind.CREDIT_NOTE.value})
MOST_PAGES = 20
SURE = 0.7


def further_numbers(pages: Sequence[Page]) -> tuple[str, ...]:
    """The numbers of the papers behind the first, in order; empty where all pages are of one."""
    if len(pages) < 2:
        return ()
    numbers: dict[str, str] = {}
    for page in pages[:MOST_PAGES]:
        kind = kind_of([page])
        if kind is None or kind.value not in BILLS or not _has_total(page):
            continue
        number = number_of([page], fields.places([page]))
        if number is not None and number.confidence >= SURE:
            numbers.setdefault("".join(c for c in number.value.upper() if c.isalnum()), number.value)
    return tuple(numbers.values())[1:]


def _has_total(page: Page) -> bool:
    """Whether a row of the page names the whole that is to be paid, with a figure."""
    return any(
        total_named(cell.text) in ("gross", "net") and any(ch.isdigit() for ch in row.text)
        for row in page.rows
        for cell in row.cells
    )
