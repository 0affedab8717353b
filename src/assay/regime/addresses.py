"""Are these two addresses one place?

Two prints of one address differ in order, abbreviations, country and script; two addresses of one street differ in a number. So numbers decide
first: a house number or postcode that contradicts makes another place; words only confirm. What one of the two does not say is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from assay.regime.names import Same

CODE = 4  # digits of a postcode at least; house numbers are shorter

_SHORT: Mapping[str, str] = {
    spelling: word
    for word, spellings in {
        "street": "street st str strasse strase rue via calle straat ulica ul gata gade c jie lu road rd dori cho",
        "avenue": "avenue ave av avenida avda viale allee laan",
        "square": "square sq platz place pl piazza pza plaza plein guangchang",
        "lane": "lane ln gasse weg steeg long xiang nong",
        "boulevard": "boulevard blvd bd",
        "floor": "floor fl etage og stock piso lou ceng",
        "suite": "suite ste unit apt room rm shi",
        "building": "building bldg dasha",
        "north": "north n nord bei",
        "saint": "saint st. sankt",
    }.items()
    for spelling in spellings.split()
}

_NO_PLACE_WORDS = """
    germany deutschland allemagne de france frankreich fr italy italia italien it spain espana spanien es netherlands nederland niederlande nl
    belgium belgique belgie belgien be austria osterreich oesterreich autriche at switzerland schweiz suisse ch united kingdom uk gb great britain
    england usa us america china cn prc japan jp hong kong hk taiwan tw luxembourg luxemburg lu poland polska pl portugal pt the no nr num numero
    hao of and de la le du des der die das den di da del van cedex po box postfach bp
"""
_NO_PLACE = frozenset(_NO_PLACE_WORDS.split())

_TRANSLATED = (
    ("路", " lu "),
    ("街", " jie "),
    ("号", " "),
    ("號", " "),
    ("楼", " lou "),
    ("樓", " lou "),
    ("室", " shi "),
    ("省", " "),
    ("市", " "),
    ("区", " "),
    ("區", " "),
    ("県", " "),
    ("都", " "),
    ("府", " "),
    ("丁目", " "),
    ("番地", " "),
    ("番", " "),
    ("〒", " "),
)


@lru_cache(maxsize=8_192)
def same_address(one: str, other: str) -> Same | None:
    """None where either says too little to compare (no number and fewer than two words)."""
    a_numbers, a_words = _parts(one)
    b_numbers, b_words = _parts(other)
    if not (a_numbers or len(a_words) > 1) or not (b_numbers or len(b_words) > 1):
        return None
    words = _shared(a_words, b_words)
    if a_numbers and b_numbers:
        fewer, more = sorted((a_numbers, b_numbers), key=len)
        common = len(fewer & more) / len(fewer)
        if common == 1.0:
            return Same.SAME if words >= 0.5 or (len(fewer) >= 2 and words >= 0.25) else Same.DOUBTFUL
        if common == 0.0 or _codes_differ(one, other, a_numbers, b_numbers):
            return Same.ANOTHER
        return Same.DOUBTFUL if words >= 0.5 else Same.ANOTHER
    return Same.SAME if words >= 0.8 else Same.DOUBTFUL if words >= 0.5 else Same.ANOTHER


def _codes_differ(one: str, other: str, a_numbers: frozenset[str], b_numbers: frozenset[str]) -> bool:
    """Do both name a postcode, and not the same one? Then one house number is no agreement. A CEDEX stands beside the street's own postcode."""
    if "cedex" in f"{one} {other}".casefold():
        return False
    a, b = ({n for n in numbers if n.isdigit() and len(n) >= CODE} for numbers in (a_numbers, b_numbers))
    return bool(a and b) and not a & b


def _parts(address: str) -> tuple[frozenset[str], frozenset[str]]:
    """Numbers (house, postcode; letters that hang on them taken along) and words without those that name no place."""
    text = unicodedata.normalize("NFKC", address).casefold()
    for foreign, word in _TRANSLATED:
        text = text.replace(foreign, word)
    text = anyascii(text).casefold().replace("ß", "ss")
    text = re.sub(r"(?<=[a-z]{3})str\b\.?|(?<=[a-z]{3})strasse\b", " street", text)
    text = re.sub(r"(?<=[a-z]{3})(platz|weg|gasse|allee|straat|laan)\b", r" \1", text)
    tokens = re.findall(r"\d+[a-z]?\b|[a-z]+|\d+", re.sub(r"['’.]", "", text))
    numbers = frozenset(t.lstrip("0") or "0" for t in tokens if t[0].isdigit())
    words = frozenset(_SHORT.get(t, t) for t in tokens if not t[0].isdigit() and t not in _NO_PLACE and len(t) > 1)
    return numbers, words


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter one's words that the other has, typing slips allowed; words run together (pinyin) count too."""
    fewer, more = sorted((one, other), key=len)
    if not fewer:
        return 0.0
    joined = "".join(sorted(more))
    found = sum(
        1
        for word in fewer
        if word in more
        or (len(word) >= 5 and (word in joined or any(OSA.distance(word, m, score_cutoff=1) <= 1 for m in more)))
    )
    return found / len(fewer)
