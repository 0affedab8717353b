"""Which names may the first words of a title be that wear signs, when they are no name that signs surely hide?

As `headword`, for words as they are written: "M*rcury *uggage", "#reehand", "sup€rdry", "O_ganic _arvest".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.guess import STUCK
from assay.regime.listing.claims.headword import (
    LEAD,
    LEADING,
    PLAIN,
    SHORTEST,
    WORDS,
    as_near,
    explained,
    likenesses,
)
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.targets import Disguises
from assay.regime.listing.claims.worn import (
    AROUND,
    CLOSING,
    GOODS,
    MASKS,
    WILD,
    cleared,
    lowered,
    readings,
    shaped,
)

BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("【", "】"), ("（", "）"), ("「", "」"), ("《", "》"))
WRITTEN_TO = re.compile(r"(?i)(?:new|hot|sale|original|genuine|brand)[-:/|]+(?=\S{3})")
PARTED = re.compile(r"\S+")
LETTERS = 3  # that are seen of a name


def signed_head(title: str, *, by: Disguises) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, pattern, kind of the names that the first words may be."""
    words = [(m.start(), m.end()) for m, _ in zip(PARTED.finditer(title), range(WORDS + LEAD), strict=False)]
    while len(words) > 1 and _leads(title[words[0][0] : words[0][1]], by=by):
        del words[0]
    if words and (hit := WRITTEN_TO.match(title, words[0][0])) is not None:
        words[0] = hit.end(), words[0][1]
    del words[WORDS:]
    for count in range(len(words), 0, -1):
        start, end = words[0][0], words[count - 1][1]
        parts = [_out_of_brackets(title[a:b], title) for a, b in words[:count]]
        if all(part.isalnum() for part in parts):
            continue
        key = "\x01" + " ".join(parts)
        if key not in by.signs_seen:
            by.signs_seen[key] = tuple(_told(parts, by=by))
        if found := by.signs_seen[key]:
            yield from ((start, end, one, kind) for one, kind in found)
            return


def _out_of_brackets(word: str, title: str) -> str:
    """A word without the bracket that it opens or closes, where the other one stands in the title too."""
    for opened, closed in BRACKETS:
        if opened in title and closed in title:
            word = word.removeprefix(opened).removesuffix(closed)
    return word


def _leads(word: str, *, by: Disguises) -> bool:
    """May the name stand behind it: a word of sale or of goods, a year, Chinese?"""
    plain = fold(word)
    return (
        bool(plain)
        and all(
            p in LEADING
            or p in by.names.goods_words
            or (p.isdigit() and len(p) == 4)
            or not any(c.isascii() and c.isalpha() for c in p)
            for p in plain.split()
        )
        and not any(c in MASKS for c in word.strip(AROUND))
    )


def _told(parts: list[str], *, by: Disguises) -> list[tuple[int, int]]:
    """(pattern, kind) of what these words may be, written together."""
    plain = lowered(cleared("".join(parts)))
    if sum(map(str.isalpha, plain)) < LETTERS or not any(map(str.isalpha, plain)):
        return []
    inner = plain.strip(AROUND)
    several = len(parts) > 1
    if (not several and explained(inner, by=by)) or len(inner) > 40:
        return []
    said = [letters for letters in dict.fromkeys(readings(plain)) if letters != inner]
    if not several and (exact := [(by.worn[letters], int(Kind.LEET)) for letters in said if letters in by.worn]):
        return as_near(exact, by=by)
    for letters in said:
        if told := _fit(likenesses(letters, by=by, heard=False), several=several, by=by):
            return told
    shape = shaped(plain.strip(CLOSING))
    if all(c.isalnum() or c in MASKS for c in plain.strip(CLOSING)):
        for part in dict.fromkeys((shape, *_apart(shape))):
            if told := _fit([(i, int(Kind.STARRED)) for i in _covered(part, by=by)], several=several, by=by):
                return told
    return []


def _fit(found: list[tuple[int, int]], *, several: bool, by: Disguises) -> list[tuple[int, int]]:
    return as_near(
        (
            f
            for f in found
            if not several or " " in by.names.patterns[f[0]].text or len(by.names.patterns[f[0]].text) >= PLAIN
        ),
        by=by,
    )


def _apart(shape: str) -> Iterator[str]:
    """A word less a word of the trade before it, or behind it."""
    for k in range(2, len(shape) - SHORTEST + 1):
        if shape[:k] in STUCK or shape[:k] in GOODS:
            yield shape[k:]
        if shape[-k:] in STUCK or shape[-k:] in GOODS:
            yield shape[:-k]


def _covered(shape: str, *, by: Disguises) -> list[int]:
    """The names of this length that have these letters."""
    seen = sum(c != WILD for c in shape)
    place = next((k for k, c in enumerate(shape) if c != WILD), 0)
    if seen < LETTERS or seen * 2 < len(shape) or WILD not in shape:
        return []
    return [
        i
        for name, i in by.lettered.get((len(shape), place, shape[place]), ())
        if name not in by.names.ordinary and all(c in (WILD, d) for c, d in zip(shape, name, strict=True))
    ]
