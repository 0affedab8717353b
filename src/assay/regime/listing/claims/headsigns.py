"""Which names may the first words of a title be that wear signs, when they are no name that signs surely hide?

As `headword`, for words as they are written: "M*rcury *uggage", "#reehand", "sup€rdry", "O_ganic _arvest".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.regime.listing.claims.guess import STUCK
from assay.regime.listing.claims.headword import (
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

LEAD = re.compile(r"(?i)(?:\W*\b(?:" + "|".join(sorted(LEADING)) + r")\b[\s:/|–-]+){0,4}")
"""What may stand before the name, even written to it: "new-"."""
PARTED = re.compile(r"\S+")
LETTERS = 3  # that are seen of a name


def signed_head(title: str, *, by: Disguises) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, pattern, kind of the names that the first words may be."""
    begin = hit.end() if (hit := LEAD.match(title)) is not None else 0
    words = [(m.start(), m.end()) for m, _ in zip(PARTED.finditer(title, begin), range(WORDS), strict=False)]
    for count in range(len(words), 0, -1):
        start, end = words[0][0], words[count - 1][1]
        parts = [title[a:b] for a, b in words[:count]]
        if all(part.strip(AROUND).isalnum() and part.strip(CLOSING).isalnum() for part in parts):
            continue
        key = "\x01" + " ".join(parts)
        if key not in by.signs_seen:
            by.signs_seen[key] = tuple(_told(parts, by=by))
        if found := by.signs_seen[key]:
            yield from ((start, end, one, kind) for one, kind in found)
            return


def _told(parts: list[str], *, by: Disguises) -> list[tuple[int, int]]:
    """(pattern, kind) of what these words may be, written together."""
    plain = lowered(cleared("".join(parts)))
    if sum(map(str.isalpha, plain)) < LETTERS or not any(map(str.isalpha, plain)):
        return []
    inner = plain.strip(AROUND)
    several = len(parts) > 1
    if (not several and explained(inner, by=by)) or len(inner) > 40:
        return []
    for letters in dict.fromkeys(readings(plain)):
        if letters != inner and (told := _fit(likenesses(letters, by=by), several=several, by=by)):
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
