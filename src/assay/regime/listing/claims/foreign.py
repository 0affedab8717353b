"""Which known name does a word of another alphabet nearly spell: with a figure or a sign for a letter, a vowel that sounds alike, letters said twice?

Folded letters are compared, so that a letter of Cyrillic and the Latin one that looks like it are one. A word of a language that happens to be a letter away from a
name is common in these alphabets, so no letter may be any other: only what sounds alike, and what is covered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.regime.listing.claims.letters import collapse
from assay.regime.listing.claims.names import Kind, Names

SHORTEST, SEEN = 4, 3  # letters of a name, and those of them that are not covered
HEARD = str.maketrans(
    {"э": "e", "ы": "n", "ё": "e", "o": "a", "y": "a", "b": None, "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}
)
"""Folded letters that sound alike; the soft sign is none."""
LOOKS = {"0": "oо", "1": "niіlі", "3": "зэe", "4": "чa", "6": "bб", "8": "b", "@": "a", "$": "sc", "€": "e"}
"""Figures and signs, and the folded letters that they may stand for; any other sign covers any letter."""


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """Known names in alphabets that part words: by what is heard, and by their number of letters."""

    heard: Mapping[str, int]
    sized: Mapping[int, tuple[tuple[str, int], ...]]


def compile_foreign(names: Names, *, close: bool) -> Foreign:
    """Names -> what words of other alphabets are held against."""
    heard: dict[str, int] = {}
    sized: dict[int, list[tuple[str, int]]] = {}
    for i, p in enumerate(names.patterns):
        fits = p.bounded and not p.text.isascii() and " " not in p.text and p.kind <= Kind.ALIAS
        if fits and (p.known or close) and len(p.text) >= SHORTEST:
            sized.setdefault(len(p.text), []).append((p.text, i))
            if len(key := _heard(p.text)) >= SHORTEST:
                heard.setdefault(key, i)
    return Foreign(heard=heard, sized={size: tuple(some) for size, some in sized.items()})


def _heard(word: str) -> str:
    return collapse(word.translate(HEARD))


def nearly(word: str, *, by: Foreign) -> int | None:
    """The pattern of the name that a folded word nearly spells; signs may stand in it for letters."""
    if word.isascii() or len(word) < SHORTEST:
        return None
    if word.isalpha():
        return by.heard.get(_heard(word))
    if sum(map(str.isalpha, word)) < SEEN or not word[0].isalpha():
        return None
    found = [i for name, i in by.sized.get(len(word), ()) if all(map(_stands, word, name))]
    return found[0] if len(set(found)) == 1 else None


def _stands(sign: str, letter: str) -> bool:
    if sign == letter:
        return True
    if sign.isalpha():
        return False
    return letter in LOOKS[sign] if sign in LOOKS else not sign.isdigit()
