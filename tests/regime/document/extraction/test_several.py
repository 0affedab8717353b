"""Does the file hold more than one paper?"""

from __future__ import annotations

import pytest

from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.extraction.several import further_numbers


def page(number: int, *rows: str) -> Page:
    words = []
    for i, text in enumerate(rows):
        for cell in text.split("|"):
            left, _, said = cell.strip().partition("@")
            x, y = float(left), 40.0 + 20 * i
            for word in said.split(" "):
                words.append(Word(word, x, y, x + 5 * len(word), y + 10, 10))
                x += 5 * len(word) + 3
    return Page(number, 595, 842, tuple(words))


def bill(at: int, number: str, *, title: str = "Invoice", total: str = "40@Grand total|460@500.00") -> Page:
    return page(at, f"40@{title}", f"40@Invoice no.: {number}", "40@Halden Tote|300@10|380@50.00|460@500.00", total)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ((bill(1, "RE-2026-0173"),), ()),
        ((bill(1, "RE-2026-0173"), bill(2, "RE-2026-0173")), ()),
        ((bill(1, "RE-2026-0173"), bill(2, "RE-2026-0199")), ("RE-2026-0199",)),
        ((bill(1, "RE-2026-0173"), bill(2, "RE-2026-0199"), bill(3, "RE 2026 0199")), ("RE-2026-0199",)),
        ((bill(1, "RE-2026-0173"), page(2, "40@Terms of sale", "40@Invoice no.: 4711")), ()),
        ((bill(1, "RE-2026-0173"), bill(2, "RE-2026-0199", total="40@See page 1")), ()),
    ],
)
def test_a_further_paper_has_its_own_kind_number_and_total(pages: tuple[Page, ...], found: tuple[str, ...]) -> None:
    assert further_numbers(pages) == found
