"""Does a letter in running text say the same as one with labels?"""

from __future__ import annotations

import pytest

from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.extraction.visible import read_pages
from assay.regime.document.reading import Field, Letter


def page_of(text: str) -> Page:
    """A page with these lines, six points a letter, fourteen a line; a blank line leaves a gap."""
    words: list[Word] = []
    for n, line in enumerate(text.strip().splitlines()):
        at = 0
        for part in line.split():
            at = line.index(part, at)
            words.append(Word(part, 50 + 5 * at, 60 + 14 * n, 50 + 5 * (at + len(part)) - 1.5, 70 + 14 * n, 10.0))
            at += len(part)
    return Page(1, 595.0, 842.0, tuple(words))


def letter_in(text: str) -> Letter:
    reading = read_pages([page_of(text)], file="letter.pdf", sha256="00")
    assert reading.kind.value == "letter_of_authorization"
    assert reading.letter is not None
    return reading.letter


def said(field: Field | None) -> str:
    return field.value if field else ""


@pytest.mark.parametrize(
    ("text", "authoriser", "authorised"),
    [
        (
            """LETTER OF AUTHORIZATION

Date: 3 March 2026

We, Aurelle Group SA, hereby authorize Old Town Shop Ltd, located in Leeds, to sell
AURELLE branded products. Valid from 3 March 2026 until 2 March 2027. This letter is
non-transferable.""",
            "Aurelle Group SA",
            "Old Town Shop Ltd",
        ),
        (
            """Autorisierungsschreiben

Hamburg, 3. März 2026

Hiermit bestätigt die Sommer Marken AG, dass die Firma Tiefensee Boutique GmbH,
Hamburg, Produkte der Marke Sommer verkaufen darf. Gültig vom 03.03.2026 bis
02.03.2027 und nicht übertragbar.""",
            "Sommer Marken AG",
            "Tiefensee Boutique GmbH",
        ),
        (
            """授权书

授权方：欧蕾集团有限公司
被授权方：上海云岭皮具有限公司
授权品牌：欧蕾
授权期限：2026年3月3日至2027年3月2日
不得转授权。""",
            "欧蕾集团有限公司",
            "上海云岭皮具有限公司",
        ),
    ],
)
def test_a_letter_in_sentences_names_both_parties_the_term_and_that_it_ends_there(
    text: str, authoriser: str, authorised: str
) -> None:
    letter = letter_in(text)
    assert (said(letter.authoriser.name), said(letter.authorised.name)) == (authoriser, authorised)
    assert (said(letter.valid_from), said(letter.valid_to)) == ("2026-03-03", "2027-03-02")
    assert said(letter.may_pass_on) == "false"


def test_what_a_letter_does_not_say_is_never_a_permission() -> None:
    letter = letter_in("Letter of authorization\n\nBrand: Aurelle\n\nTerritory: Germany, France\n\nGoods: All goods")
    assert [t.value for t in letter.territories] == ["DE", "FR"]
    assert (letter.goods, letter.may_pass_on, letter.level, letter.valid_to) == ((), None, None, None)
