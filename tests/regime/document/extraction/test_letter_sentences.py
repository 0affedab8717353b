"""Do the sentences of a letter say who lets whom sell what, where, through which channel, how long, and whether it may go further?"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.regime.document.extraction.test_letter import letter_in, said

from assay.regime.document.reading import Field, Letter


@dataclass(frozen=True)
class Said:
    goods: list[str]
    territories: list[str]
    channels: list[str]
    passing: str
    level: str = ""


def values(fields: tuple[Field, ...]) -> list[str]:
    return [f.value for f in fields]


def scope(letter: Letter) -> Said:
    return Said(
        values(letter.goods),
        values(letter.territories),
        values(letter.channels),
        said(letter.may_pass_on),
        said(letter.level),
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            """LETTER OF AUTHORISATION

We, Aurelle Group SA, owner of the trade mark Aurelle, hereby authorise Old Town Shop
Ltd to sell Aurelle handbags and belts on the online marketplace Tmall in mainland
China until 31 December 2026. This authorisation may not be transferred.""",
            Said(["handbags", "belts"], ["CN"], ["Tmall"], "false"),
        ),
        (
            """Vertriebsvertrag

Die Sommer Marken AG räumt der Tiefensee Boutique GmbH das Recht ein, Rucksäcke der
Marke Sommer weltweit im stationären Handel zu vertreiben. Die Ernennung von
Unterhändlern ist gestattet.""",
            Said(["Rucksäcke"], ["WORLD"], ["offline"], "true"),
        ),
        (
            """授权书

欧蕾集团有限公司兹授权上海云岭皮具有限公司为一级经销商，在天猫销售“欧蕾”品牌手袋、皮带，授权区域为中国大陆及香港，未经书面同意不得转授权。""",
            Said(["手袋", "皮带"], ["CN", "HK"], ["Tmall"], "false", "1"),
        ),
    ],
)
def test_a_sentence_says_goods_places_channels_and_passing_on(text: str, wanted: Said) -> None:
    assert scope(letter_in(text)) == wanted


def test_a_distributors_own_territory_is_not_what_he_lets() -> None:
    letter = letter_in(
        """Letter of authorization

As exclusive distributor of Halden Outdoor AS for Germany and France, we, Nordsee
Import GmbH, hereby authorise Bergshop GmbH to sell Halden tents in Germany."""
    )
    assert (said(letter.authoriser.name), said(letter.authorised.name)) == ("Nordsee Import GmbH", "Bergshop GmbH")
    assert values(letter.territories) == ["DE"]


@pytest.mark.parametrize(
    ("sentence", "begins", "ends"),
    [
        ("It is valid for two (2) years from 1 March 2026.", "2026-03-01", "2028-02-29"),
        ("This authorisation is valid for one year from the date of signature.", "2026-01-15", "2027-01-14"),
        ("It is valid for six months from 31 August 2026.", "2026-08-31", "2027-02-28"),
        ("It takes effect on 1 March 2026 and expires on 28 February 2027.", "2026-03-01", "2027-02-28"),
        ("It is valid between 1 March 2026 and 28 February 2027.", "2026-03-01", "2027-02-28"),
        ("Either party may end it with three months' notice.", "", ""),
    ],
)
def test_a_term_is_two_dates_or_a_time_from_one(sentence: str, begins: str, ends: str) -> None:
    letter = letter_in(
        f"Letter of authorization\n\nLeeds, 15 January 2026\n\nWe, Aurelle Group SA, hereby authorise Old Town Shop Ltd to sell AURELLE handbags.\n\n{sentence}"
    )
    assert (said(letter.valid_from), said(letter.valid_to)) == (begins, ends)
