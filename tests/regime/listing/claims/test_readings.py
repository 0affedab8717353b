"""What else does a title say?"""

from __future__ import annotations

import polars as pl
import pytest

from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.letters import bare, drawn, sound
from assay.regime.listing.claims.readings import tellings, whole_names


def told(title: str) -> list[str]:
    return [text for _, (text, _) in tellings(pl.Series([title]))]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("&#71;ucci bag", "Gucci bag"),
        ("G&shy;u&shy;cci bag", "Gucci bag"),
        ("Gu<b></b>cci bag", "Gucci bag"),
        ("bag \u202eiccuG\u202c new", "bag Gucci new"),
        ("ᴉɔɔnƃ bag", "gucci bag"),
        ("Gцcci bag", "Gucci bag"),
    ],
)
def test_a_title_is_told_again_as_eyes_see_it(written: str, says: str) -> None:
    assert says in told(written)


def test_a_plain_title_is_not_told_again() -> None:
    assert told("Gucci bag & belt, size < 42") == []
    assert told("Сумка Гуччи кожаная") == []


def test_a_place_in_what_is_told_leads_back_to_the_title_as_written() -> None:
    title = "new &#71;ucci bag"
    [(row, (text, at))] = list(tellings(pl.Series([title])))
    [(start, end, one)] = list(whole_names(text, texts={"gucci": 7}))
    assert (row, one, title[at[start] : at[end - 1] + 1]) == (0, 7, "&#71;ucci")


def test_letters_drawn_with_several_signs_are_letters() -> None:
    assert drawn("\\/ersace") == "versace"
    assert drawn("C|-|anel") == "Chanel"


def test_what_sounds_alike_is_alike_and_what_does_not_is_not() -> None:
    assert sound("guchi") == sound("gucci")
    assert sound("kartier") == sound("cartier")
    assert sound("prada") != sound("parade")
    assert bare("burberry") == "brbrry"


def test_a_flag_between_letters_is_no_letter_and_a_row_of_its_letters_is_a_word() -> None:
    assert fold("g🇮🇹u🇮🇹c") == "g u c"
    assert fold("🇬🇺🇨🇨🇮") == "gucci"
