"""Do honest but odd ways to say a term, a place or a permission read as what they mean, and never as more?"""

from __future__ import annotations

import pytest
from tests.regime.document.extraction.test_letter import letter_in, said

from assay.regime.document.extraction.letter_labels import ticked
from assay.regime.document.extraction.letter_places import listed

OPEN = """LETTER OF AUTHORISATION

We, Aurelle Group SA, owner of the trade mark Aurelle, hereby authorise Old Town Shop
Ltd to sell Aurelle handbags on Amazon in the United Kingdom.
"""


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("☐ Yes ☒ No", "No"),
        ("☐可　☑不可", "不可"),
        ("☐ Amazon ☐ Walmart ☒ Etsy ☒ Own website", "Etsy, Own website"),
        ("[ ] Amazon [x] eBay", "eBay"),
        ("可☐ 不可☑", "不可"),
        ("Amazon, eBay", "Amazon, eBay"),
    ],
)
def test_only_what_is_ticked_is_said(text: str, choice: str) -> None:
    assert ticked(text) == choice


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("European Union, except Germany", ("EU except DE",)),
        ("worldwide, excluding the United States and Canada", ("WORLD except CA, US",)),
        ("Europäische Union mit Ausnahme von Frankreich", ("EU except FR",)),
        ("中国大陆（不含港澳台）", ("CN",)),
        ("France, Belgique", ("FR", "BE")),
    ],
)
def test_a_territory_says_what_it_leaves_out(text: str, codes: tuple[str, ...]) -> None:
    assert listed(text) == codes


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("Sub-licences may be granted with our prior written consent only.", "false"),
        ("The dealer may appoint resellers of his own.", "true"),
        ("You may sub-license this right without our consent.", "true"),
        ("It may not be passed on to anybody.", "false"),
        ("It is signed in two copies.", ""),
    ],
)
def test_a_permission_that_needs_another_paper_is_no_permission(sentence: str, may: str) -> None:
    assert said(letter_in(f"{OPEN}\n{sentence}").may_pass_on) == may


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("It is valid for eighteen months beginning 1 June 2026.", "2026-06-01", "2027-11-30"),
        ("It is valid for the calendar year 2026.", "2026-01-01", "2026-12-31"),
        ("It is valid from 1 March 2026 until revoked in writing.", "2026-03-01", ""),
    ],
)
def test_a_term_is_read_and_no_end_is_made_up(sentence: str, first: str, last: str) -> None:
    letter = letter_in(f"{OPEN}\n{sentence}")
    assert (said(letter.valid_from), said(letter.valid_to)) == (first, last)
