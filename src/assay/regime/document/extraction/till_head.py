"""Whose till printed this receipt?

The name stands over everything else: the first line with a form of company, or the first that is no greeting, title, address or label. A line that says
no more than a form ("ENTERPRISE SDN BHD") ends the name over it.
"""

from __future__ import annotations

import re

from assay.regime.document.extraction.addresses import (
    CONTACT,
    FORMS,
    GREETING,
    POSTCODE,
    TRADE,
    address_like,
    dates_in_any,
)
from assay.regime.document.extraction.blocks import Block
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Cell, Page
from assay.regime.document.extraction.total_labels import totals_in

_ROWS = 8
_IN_BRACKETS = re.compile(r"\([^)]*\)?")
_NUMBER_BEHIND = re.compile(r"[(\[]?\s?\d{4,}\s?-?\s?[A-Z0-9]{0,2}\s?[)\]]?")
_HELLO = re.compile(
    r"(?i)\W*(?:welcome|thank you|thanks|willkommen|bienvenue|bienvenidos|benvenuti|welkom|gracias|merci|danke)\b"
)


def issuer_of_till(page: Page) -> Block | None:
    """The name at the head of a receipt, its lines of address under it; nothing where the head says no name."""
    head = [Cell(page.number, row.words) for row in page.rows[:_ROWS]]
    end = next((n for n, cell in enumerate(head) if _begins_body(cell)), len(head))
    named = next((n for n in range(end) if _company(head[n])), None)
    if named is None:
        named = next((n for n in range(end) if _plain_name(head[n])), None)
    if named is None:
        return None
    first = named
    bare = TRADE.sub(" ", FORMS.sub(" ", _IN_BRACKETS.sub(" ", head[named].text)))
    if named > 0 and not re.search(r"[^\W\d_]{2,}", bare) and _plain_name(head[named - 1]):
        first = named - 1
    words = head[named].words
    while len(words) > 1 and _NUMBER_BEHIND.fullmatch(" ".join(w.text for w in words[-2:])):
        words = words[:-2]
    if len(words) > 1 and _NUMBER_BEHIND.fullmatch(words[-1].text):
        words = words[:-1]  # the register's number stands in brackets behind the name
    name = Cell(page.number, words)
    below = [c for c in head[named + 1 : named + 5] if address_like(c.text) and not _begins_body(c)]
    return Block((*head[first:named], name, *below), page.number)


def _company(cell: Cell) -> bool:
    form = FORMS.search(cell.text)
    return (
        form is not None
        and form.start() > 2
        and not POSTCODE.search(cell.text)
        and _letters(cell.text) >= 5
        and _free(cell)
    )


def _plain_name(cell: Cell) -> bool:
    text = cell.text
    digits = sum(ch.isdigit() for ch in text)
    return _letters(text) >= 4 and digits <= 0.2 * len(text) and not address_like(text) and _free(cell)


def _free(cell: Cell) -> bool:
    """Whether a line is none of the other things that a till prints."""
    text = cell.text
    first = next(iter(labels_in(text)), None)
    return not (
        (titles_in(text) and not FORMS.search(text))
        or _HELLO.match(text)
        or GREETING.match(text)
        or CONTACT.match(text.strip())
        or dates_in_any(text)
        or (first is not None and first.start <= 1 and not FORMS.search(text))
    )


def _begins_body(cell: Cell) -> bool:
    """Whether the goods or the sums begin with a line."""
    total = next(iter(totals_in(cell.text)), None)
    return (
        dates_in_any(cell.text)
        or (total is not None and total.start <= 1)
        or re.search(r"\d[.,]\d{2}\s*$", cell.text) is not None
    )


def _letters(text: str) -> int:
    return len(re.findall(r"[^\W\d_]", text))
