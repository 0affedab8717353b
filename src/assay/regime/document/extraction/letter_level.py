"""At what level below the owner of the mark does a letter put the one whom it lets?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.document.extraction.letter_text import Passage, sentences_in
from assay.regime.document.extraction.page import Cell

_WORDS = {
    "first|primary|erste[rnsm]?|premi(?:er|ère)|primer[oa]?|prim[oa]|eerste|一|壹|初": "1",
    "second(?:ary)?|zweite[rnsm]?|deuxième|seconde?|segund[oa]|second[oa]|tweede|二|贰|貳": "2",
    "third|tertiary|dritte[rnsm]?|troisième|tercer[oa]?|terz[oa]|derde|三|叁|參": "3",
    "fourth|vierte[rnsm]?|quatrième|cuart[oa]|quart[oa]|vierde|四": "4",
}
_ANY = "|".join(_WORDS)
_LEVEL = r"level|tier|stufe|ebene|niveau|rang|échelon|nivel|livello|grado"
_IN_TEXT = re.compile(
    rf"\b(?:{_LEVEL})[\s:-]*(?P<digit>[1-4])\b|\b(?P<digit2>[1-4])(?:st|nd|rd|th|\.|er|e|º|°|ª|de)?[\s-](?:{_LEVEL})\b|\b(?P<word>{_ANY})[\s-](?:{_LEVEL})\b"
    r"|第?(?P<cjk>[一二三四1-4])(?:级|級|階|层|層)(?:别|別)?(?:授权|授權|销售|銷售|经销|經銷|代理|总代理|總代理|分销|資格|资格|网络|網路|店|商)|(?P<ja>[一二三四1-4])次(?:販売|代理|取扱|特約|卸|店)",
    re.IGNORECASE,
)


def level_of(text: str) -> str:
    """The level at a label: "Tier 1", "segundo nivel", 一级, 二次代理店; empty where no number is told."""
    digit = re.search(r"(?<!\d)[1-9](?!\d)", text)
    if digit:
        return digit[0]
    for words, value in _WORDS.items():
        western = "|".join(w for w in words.split("|") if w < "\u2e80")
        eastern = "".join(w for w in words.split("|") if w >= "\u2e80")
        if re.search(rf"(?<![^\W\d_])(?:{western})|[{eastern}]", text, re.IGNORECASE):
            return value
    return ""


def level_in(passages: Sequence[Passage]) -> tuple[str, list[Cell]] | None:
    """The first level that a sentence or the title names."""
    for sentence in sentences_in(passages):
        for match in _IN_TEXT.finditer(sentence.text):
            said = next(g for g in match.groups() if g)
            if re.match(r"(?:下级|下級)|.{0,6}(?:sub|下级|下級)", sentence.text[match.end() :]) or re.search(
                r"(?:发展|發展|appoint|ernennen|下)\s*$", sentence.text[: match.start()]
            ):
                continue  # whom the authorised may appoint, not himself
            value = level_of(said)
            if value:
                return value, sentence.cells(*match.span())
    return None
