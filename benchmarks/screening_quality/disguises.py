"""How do sellers hide a name? Each function takes a name and a source of chance and gives it in one disguise, or None where it cannot be had."""

from __future__ import annotations

import random
from collections.abc import Callable

HOMOGLYPHS = {
    "a": "аɑα",
    "c": "сϲ",
    "e": "еҽ",
    "i": "іɩ",
    "j": "ј",
    "k": "κк",
    "o": "оοօ",
    "p": "рρ",
    "s": "ѕ",
    "u": "υս",
    "v": "ѵν",
    "x": "хх",
    "y": "уү",
    "h": "һ",
    "n": "ո",
    "B": "ВΒ",
    "H": "НΗ",
    "M": "МΜ",
    "A": "АΑ",
    "E": "ЕΕ",
    "C": "С",
    "O": "ОΟ",
    "P": "РΡ",
    "T": "ТΤ",
}
LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "g": "9", "b": "8"}


def homoglyphs(name: str, chance: random.Random) -> str | None:
    spots = [i for i, c in enumerate(name) if c in HOMOGLYPHS]
    return (
        _swap(name, {i: chance.choice(HOMOGLYPHS[name[i]]) for i in chance.sample(spots, max(1, len(spots) // 2))})
        if spots
        else None
    )


def full_width(name: str, chance: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def circled(name: str, chance: random.Random) -> str:
    return "".join(chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c for c in name.lower())


def mathematical(name: str, chance: random.Random) -> str:
    return "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in name.lower())


def leet(name: str, chance: random.Random) -> str | None:
    spots = [i for i, c in enumerate(name.lower()) if c in LEET]
    return (
        _swap(name, {i: chance.choice(LEET[name[i].lower()]) for i in chance.sample(spots, max(1, len(spots) // 2))})
        if spots
        else None
    )


def dotted(name: str, chance: random.Random) -> str:
    return chance.choice(".-_·").join(name.replace(" ", ""))


def spaced(name: str, chance: random.Random) -> str:
    return " ".join(name.replace(" ", ""))


def zero_width(name: str, chance: random.Random) -> str:
    return chance.choice("\u200b\u200c\u200d\u2060\ufeff").join(name)


def combining(name: str, chance: random.Random) -> str:
    return "".join(c + chance.choice("\u0301\u0308\u0336\u0323") for c in name)


def repeated(name: str, chance: random.Random) -> str:
    i = chance.randrange(len(name))
    return name[:i] + name[i] * chance.choice((3, 4)) + name[i + 1 :]


def dropped(name: str, chance: random.Random) -> str | None:
    i = chance.randrange(1, len(name))
    return name[:i] + name[i + 1 :] if len(name) >= 6 and name[i] != " " else None


def swapped(name: str, chance: random.Random) -> str | None:
    i = chance.randrange(1, len(name) - 1)
    return (
        name[:i] + name[i + 1] + name[i] + name[i + 2 :]
        if name[i] != name[i + 1] and " " not in name[i : i + 2]
        else None
    )


def starred(name: str, chance: random.Random) -> str | None:
    i = chance.randrange(1, len(name) - 1)
    return name[:i] + "*" + name[i + 1 :] if len(name) >= 5 and name[i] != " " else None


def emoji(name: str, chance: random.Random) -> str:
    return chance.choice("🔥✨💎⭐❤").join(name.replace(" ", ""))


def glued(name: str, chance: random.Random) -> str:
    return name.replace(" ", "").lower() + chance.choice(("bag", "shoes", "watch", "belt", "style"))


def broken(name: str, chance: random.Random) -> str | None:
    word = name.replace(" ", "")
    i = chance.randrange(2, len(word) - 1)
    return word[:i] + " " + word[i:] if len(word) >= 5 else None


DISGUISES: dict[str, Callable[[str, random.Random], str | None]] = {
    f.__name__: f
    for f in (
        homoglyphs, full_width, circled, mathematical, leet, dotted, spaced, zero_width, combining, repeated, dropped, swapped, starred, emoji, glued, broken,
    )
}  # fmt: skip


def _swap(name: str, new: dict[int, str]) -> str:
    return "".join(new.get(i, c) for i, c in enumerate(name))
