"""Which words make up this text, and which known phrases are among them?

Folded: case, accents, punctuation and spaces do not count, so that "USt.-Id.-Nr.", "UST-ID NR" and "USt-IdNr:" are one phrase. The longest
phrase at a place wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

_CJK = r"\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}_]+|[#№%]", re.UNICODE)
_COLON = re.compile(r"[:：|]")
LONGEST_LABEL = 18  # tokens; letter-spaced words and Chinese come one letter a token


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, with its place in the text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text: what it names, how surely (0 to 1), and its place."""

    names: str
    strength: float
    start: int
    end: int


def fold(text: str) -> str:
    """Compatibility forms, case and accents folded; kana keep their marks."""
    wide = unicodedata.normalize("NFKC", text).casefold().replace("ß", "ss")
    return "".join(c for c in _decomposed(wide) if not unicodedata.combining(c) or ord(c) > 0x3000)


def _decomposed(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", c) if ord(c) < 0x1100 else c for c in text)


@cache
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; each Chinese or Japanese character is one, and so is a number sign."""
    found = [Token(fold(m[0]).replace(" ", ""), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    return tuple(t for t in found if t.folded)


def compact(phrase: str) -> str:
    """The key under which a label is known."""
    return "".join(t.folded for t in tokens(phrase))


def found_in(text: str, *, known: Mapping[str, tuple[str, float]]) -> Iterator[Label]:
    """The phrases of `known` in a text, from left to right. A colon ends a label; a label inside a longer Chinese word is a weak one."""
    words = tokens(text)
    at = 0
    while at < len(words):
        key, best = "", 0
        for n in range(at, min(at + LONGEST_LABEL, len(words))):
            if n > at and _COLON.search(text, words[n - 1].end, words[n].start):
                break
            key += words[n].folded
            if key in known:
                best, names = n + 1, known[key]
        if best:
            inside = at > 0 and words[at - 1].end == words[at].start and not words[at].folded.isascii()
            yield Label(names[0], names[1] * (0.4 if inside else 1.0), words[at].start, words[best - 1].end)
            at = best
        else:
            at += 1


def phrases(table: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """A table of `name: "phrase | phrase"` by compact phrase; a phrase before ~ is weak."""
    known: dict[str, tuple[str, float]] = {}
    for name, words in table.items():
        for phrase in words.split("|"):
            weak = phrase.strip().startswith("~")
            key = compact(phrase)
            if key and key not in known:
                known[key] = (name, 0.5 if weak else 1.0)
    return known
