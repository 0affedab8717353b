"""How is a brand's name written by somebody who does not want it to be found? Each way as a function of the name."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

HOMOGLYPHS = str.maketrans("aceopxyiAEOPHKMT", "асеорхуіАЕОРНКМТ")  # Cyrillic that looks Latin
LEET = str.maketrans("aeiostAEIOST", "431057431057")
ZERO_WIDTH = "\u200b"
COMBINING = "\u0336"  # a stroke through the letter
EMOJI = ("✨", "🔥", "💎")


def homoglyphs(name: str, rng: random.Random) -> str:
    """Cyrillic letters in the place of those that look the same."""
    return name.translate(HOMOGLYPHS)


def dotted(name: str, rng: random.Random) -> str:
    """A separator between all letters."""
    return rng.choice(".-_·").join(name.replace(" ", ""))


def spaced(name: str, rng: random.Random) -> str:
    """Letters apart."""
    return " ".join(name.replace(" ", ""))


def leet(name: str, rng: random.Random) -> str:
    """Digits for vowels."""
    return name.translate(LEET)


def starred(name: str, rng: random.Random) -> str:
    """A star in the place of a letter in the middle."""
    at = rng.randrange(1, len(name) - 1)
    while not name[at].isalpha():
        at = rng.randrange(1, len(name) - 1)
    return name[:at] + "*" + name[at + 1 :]


def zero_width(name: str, rng: random.Random) -> str:
    """Characters without width between the letters."""
    return ZERO_WIDTH.join(name)


def full_width(name: str, rng: random.Random) -> str:
    """Full-width forms of the letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def mathematical(name: str, rng: random.Random) -> str:
    """Mathematical bold letters."""
    return "".join(
        chr(0x1D400 + ord(c) - ord("A")) if "A" <= c <= "Z" else chr(0x1D41A + ord(c) - ord("a")) if "a" <= c <= "z" else c
        for c in name
    )  # fmt: skip


def doubled(name: str, rng: random.Random) -> str:
    """A letter written twice or three times."""
    at = rng.randrange(1, len(name))
    return name[:at] + name[at - 1] * rng.randrange(1, 3) + name[at:]


def dropped(name: str, rng: random.Random) -> str:
    """A letter left out, never the first one."""
    at = rng.randrange(2, len(name) - 1)
    return name[:at] + name[at + 1 :]


def swapped(name: str, rng: random.Random) -> str:
    """Two neighbouring letters changed about."""
    at = rng.randrange(1, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def struck(name: str, rng: random.Random) -> str:
    """A combining stroke over each letter."""
    return "".join(c + COMBINING for c in name)


def jewelled(name: str, rng: random.Random) -> str:
    """Emoji between the letters."""
    return rng.choice(EMOJI).join(name.replace(" ", ""))


def glued(name: str, rng: random.Random) -> str:
    """Glued to a word, without a space."""
    return rng.choice(("luxury", "new", "style")) + name.replace(" ", "")


DISGUISES: Mapping[str, Callable[[str, random.Random], str]] = {
    way.__name__: way
    for way in (
        homoglyphs, dotted, spaced, leet, starred, zero_width, full_width, mathematical, doubled, dropped, swapped, struck,
        jewelled, glued,
    )
}  # fmt: skip
