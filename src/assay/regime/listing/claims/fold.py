"""How does a text read when case, width, accents, look-alikes and ornaments are gone?

Everything is folded to a small alphabet before names are looked for: a-z, 0-9, the letters of other scripts, and one space for whatever
separates. ASCII rows go through one byte table, the others through one table over code points; the way back to the offset in the text as
written is kept, because the console marks the words. The table folds what Unicode calls compatible (NFKC), strips marks, and maps letters
that look like Latin ones (UTS #39) onto them; names pass through the same table, so that a name in its own script still meets itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from assay.regime.listing.claims.lookalikes import LOOKALIKES

U32 = npt.NDArray[np.uint32]
SPACE = 32
DELETE = 0xFFFFFFFF

_IGNORED = frozenset(
    [
        0x00AD,
        0x034F,
        0x061C,
        0x0640,  # the stroke that only lengthens an Arabic word
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x180E,
        0x2060,
        0x2061,
        0x2062,
        0x2063,
        0x2064,
        0x3164,
        0xFEFF,
        0xFFA0,
        0x2800,
    ]
)


def _is_accent(char: str) -> bool:
    """Marks that only decorate a letter; vowel signs of Thai or Indic scripts are letters of their own."""
    code = ord(char)
    return (
        0x0300 <= code <= 0x036F
        or 0x0483 <= code <= 0x0489
        or 0x0591 <= code <= 0x05C7
        or 0x0610 <= code <= 0x061A
        or 0x064B <= code <= 0x065F
        or code == 0x0670
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
        or 0x20D0 <= code <= 0x20FF
        or 0xFE00 <= code <= 0xFE0F
        or 0xFE20 <= code <= 0xFE2F
        or 0xE0100 <= code <= 0xE01EF
    )


_NAMED = re.compile(
    r"(?:LATIN (?:SMALL|CAPITAL|SUBSCRIPT SMALL) LETTER|LATIN LETTER SMALL CAPITAL|MODIFIER LETTER (?:SMALL|CAPITAL))"
    r"(?: (?:OPEN|SCRIPT|INSULAR|LONG|MIDDLE-WELSH|BLACKLETTER|STRETCHED|CLOSED|DOTLESS|BARRED|LONG-LEGGED))? ([A-Z])(?: (?:WITH .*|BAR))?"
)


def _by_name(char: str) -> str:
    """A Latin letter with some hook or bar that Unicode knows no plain letter beneath, as its name says it; any other as it is."""
    named = None if char.isascii() else _NAMED.fullmatch(unicodedata.name(char, ""))
    return named[1].lower() if named else char


def _one(char: str) -> str:
    """What one character folds to: nothing, one character, or (ligatures, Roman numerals) several."""
    code = ord(char)
    category = unicodedata.category(char)
    if code in _IGNORED or category == "Cf" or _is_accent(char):
        return ""
    if category in ("Cc", "Cs", "Co", "Zs", "Zl", "Zp"):
        return " "
    if char in "™℠®©℗":
        return " "
    if 0x1F1E6 <= code <= 0x1F1FF:  # the letters that flags are made of
        return chr(ord("a") + code - 0x1F1E6)
    for first in (0x1F150, 0x1F170):  # white letters on black discs and squares
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    if 0x3041 <= code <= 0x3096:
        return chr(code + 0x60)
    if 0x3099 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3 or 0xFF66 <= code <= 0xFF9F:
        mapped = unicodedata.normalize("NFKC", char)
    elif char in LOOKALIKES:
        mapped = LOOKALIKES[char]
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not _is_accent(c))
        mapped = "".join(LOOKALIKES.get(c, c) for c in plain)
        mapped = "".join(LOOKALIKES.get(c, c) for c in mapped.casefold())
        mapped = "".join(_by_name(c) for c in mapped)
    out = "".join(c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else " " for c in mapped)
    return out if out.strip() else " "


@cache
def table() -> U32:
    """code point -> folded code point; DELETE where nothing is left; several-letter folds keep their first letter here (see `several`)."""
    codes: U32 = np.arange(0x110000, dtype=np.uint32)
    codes[0xD800:0xE000] = SPACE
    for low, high in (
        (0, 0x3400),
        (0x4DC0, 0x4E00),
        (0xA000, 0xAC00),
        (0xD7B0, 0xD800),
        (0xE000, 0x12000),
        (0x16800, 0x17000),
        (0x1D000, 0x20000),
        (0x2F800, 0x2FA20),
        (0xE0000, 0xE0200),
    ):
        for code in range(low, high):
            if 0xE000 <= code < 0xF900:
                codes[code] = SPACE
                continue
            folded = _one(chr(code)) if not 0xD800 <= code < 0xE000 else " "
            codes[code] = DELETE if folded == "" else ord(folded[0])
    for mark in (
        0x0E2F,
        0x0E46,
        0x4E28,
    ):  # Thai signs of omission and repetition; a Chinese stroke that serves as a bar
        codes[mark] = SPACE
    codes[EDGE] = EDGE
    return codes


@cache
def several() -> dict[int, str]:
    """Code points that fold to more than one letter."""
    found = {}
    for low, high in ((0x80, 0x3400), (0xFB00, 0xFE00), (0x1F100, 0x1F200)):
        for code in range(low, high):
            folded = _one(chr(code))
            if len(folded) > 1:
                found[code] = folded
    return found


EDGE = 1  # the control character that stands between texts; it is kept, so that nothing is read across it
ASCII_TABLE = bytes(
    (c + 32 if 65 <= c <= 90 else c) if c < 128 and (chr(c).isalnum() or c == EDGE) else SPACE for c in range(256)
)


@cache
def joined_scripts() -> npt.NDArray[np.bool_]:
    """code point (folded) -> is it of a script that writes words without spaces between them, or glues particles to them?"""
    found = np.zeros(0x110000, dtype=np.bool_)
    for low, high in (
        (0x0E00, 0x0EFF),  # Thai, Lao
        (0x1000, 0x109F),  # Myanmar
        (0x1780, 0x17FF),  # Khmer
        (0x2E80, 0x2FDF),  # radicals
        (0x3005, 0x3007),
        (0x3040, 0x31FF),  # kana, Bopomofo
        (0x3400, 0x9FFF),  # Han
        (0xAC00, 0xD7A3),  # Hangul
        (0xF900, 0xFAFF),
        (0x20000, 0x3FFFF),
    ):
        found[low : high + 1] = True
    return found


JOINED, GONE, SEVERAL, FLAG, PART = (1 << k for k in range(21, 26))  # beside a folded code point, which takes 21 bits
CODE = JOINED - 1
VOICED, HALF_VOICED = (0x3099, 0x309B, 0xFF9E), (0x309A, 0x309C, 0xFF9F)
LEADS, VOWELS_OF, TAILS = (
    (0x1100, 0x1113),
    (0x1161, 0x1176),
    (0x11A8, 0x11C3),
)  # of the letters of hangul: first, and behind the last


def fold_codes(codes: U32) -> tuple[U32, U32]:
    """Code points as written -> (folded code points, index of the written one that each comes from).

    Separators are not merged here. Where a joined script meets another a space is put between them, so that a Latin name inside Chinese
    text has edges.
    """
    seen = _marked().take(codes.astype(np.intp))
    marks = int(np.bitwise_or.reduce(seen)) if seen.size else 0
    index: U32 = np.arange(codes.size, dtype=np.uint32)
    if marks & FLAG:
        seen = _without_flags(seen)
    if marks & SEVERAL:
        many = several()
        hits = np.flatnonzero(seen & SEVERAL)
        words = [many[code] for code in codes[hits].tolist()]
        repeats = np.ones(codes.size, dtype=np.int64)
        repeats[hits] = [len(word) for word in words]
        begins = (np.cumsum(repeats) - repeats)[hits].tolist()
        index = np.repeat(index, repeats)
        seen = seen[index]
        for begin, word in zip(begins, words, strict=True):
            seen[begin : begin + len(word)] = [ord(c) | JOINED * int(joined_scripts()[ord(c)]) for c in word]
    if marks & GONE:
        kept = (seen & GONE) == 0
        seen, index = seen[kept], index[kept]
    if marks & PART:
        seen = _composed(seen)
        kept = (seen & GONE) == 0
        seen, index = seen[kept], index[kept]
    folded: U32 = seen & np.uint32(CODE)
    joined = (seen & JOINED) != 0
    plain = ~joined & (folded != SPACE) & (folded != EDGE)
    edges = np.flatnonzero((joined[1:] & plain[:-1]) | (plain[1:] & joined[:-1])) + 1
    if edges.size:
        put = edges + np.arange(edges.size)
        taken = np.ones(folded.size + edges.size, dtype=np.bool_)
        taken[put] = False
        spaced, places = np.full(taken.size, SPACE, dtype=np.uint32), np.empty(taken.size, dtype=np.uint32)
        spaced[taken], places[taken], places[put] = folded, index, index[edges]
        return spaced, places
    return folded, index


@cache
def _marked() -> U32:
    """code point -> folded code point with what has to be known of it, so that each is looked up once."""
    folded = table()
    gone = folded == DELETE
    plain = np.where(gone, np.uint32(SPACE), folded)
    marked = np.where(joined_scripts()[plain], plain | np.uint32(JOINED), plain)
    marked[gone] = GONE
    marked[list(several())] = SEVERAL
    marked[0x1F1E6:0x1F200] |= FLAG
    for signs, mark in ((VOICED, 0x3099), (HALF_VOICED, 0x309A)):
        for code in signs:
            marked[code] = mark | PART
    for first, last in (LEADS, VOWELS_OF, TAILS):
        marked[(plain >= first) & (plain < last)] |= PART
    return marked.astype(np.uint32)


@cache
def _sounds() -> tuple[U32, U32, U32]:
    """Kana with the mark of a voiced and of a half-voiced sound, by kana; a consonant that ends a syllable of hangul, by the one that begins it. 0: none."""
    voiced, half, tails = (np.zeros(0x3100, dtype=np.uint32) for _ in range(3))
    for code in range(0x30A1, 0x30FB):
        for found, mark in ((voiced, "\u3099"), (half, "\u309a")):
            one = unicodedata.normalize("NFC", chr(code) + mark)
            found[code] = ord(one) if len(one) == 1 else 0
    names = {unicodedata.name(chr(c)).split()[-1]: c for c in range(*TAILS)}
    for code in range(*LEADS):
        tails[code] = names.get(unicodedata.name(chr(code)).split()[-1], 0)
    return voiced, half, tails


def _composed(seen: U32) -> U32:
    """Kana and hangul that came in parts, put together; what was put to another character is marked GONE."""
    seen = seen.copy()
    code = seen & np.uint32(CODE)
    voiced, half, tails = _sounds()
    for mark, table_of in ((0x3099, voiced), (0x309A, half)):
        at = np.flatnonzero(code == mark)
        base = np.where(at > 0, code[at - 1], 0)
        one = table_of[np.where(base < table_of.size, base, 0)]
        fits = one > 0
        seen[at[fits] - 1] = one[fits] | np.uint32(JOINED)
        seen[at] = np.where(fits, np.uint32(GONE), np.uint32(SPACE))
    padded = np.append(code, np.zeros(3, dtype=np.uint32))

    def among(values: U32, ends: tuple[int, int]) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = (values >= ends[0]) & (values < ends[1])
        return found

    at = np.flatnonzero(among(padded[:-3], LEADS) & among(padded[1:-2], VOWELS_OF))
    third, fourth = padded[at + 2], padded[at + 3]
    # Letters that are written one by one say not whether a consonant ends a syllable or begins the next one: a vowel behind it does.
    ends = among(third, LEADS) & ~among(fourth, VOWELS_OF)
    third = np.where(ends, tails[np.where(ends, third, 0)], third)
    tailed = among(third, TAILS)
    tail = np.where(tailed, third - np.uint32(TAILS[0] - 1), 0)
    syllable = np.uint32(0xAC00) + ((padded[at] - LEADS[0]) * 21 + padded[at + 1] - VOWELS_OF[0]) * 28 + tail
    seen[at] = syllable.astype(np.uint32) | np.uint32(JOINED)
    seen[at + 1] = GONE
    seen[at[tailed] + 2] = GONE
    return seen


def _without_flags(seen: U32) -> U32:
    """Two of the letters that flags are made of, by themselves, are a flag; one, or more in a row, are letters."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (seen & FLAG) != 0, [0]]).astype(np.int8)))
    flags = edges[::2][edges[1::2] - edges[::2] == 2]
    seen = seen.copy()
    seen[flags] = SPACE
    seen[flags + 1] = SPACE
    return seen


def codes_of(text: str) -> U32:
    """Code points of a text; unpaired surrogates become separators."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(codes: U32) -> str:
    """The text of code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def fold(text: str) -> str:
    """One text, folded, runs of separators made one space, none at the ends. For names; listings go through `scan`."""
    if text.isascii():
        return " ".join(text.encode().translate(ASCII_TABLE).decode().replace(chr(EDGE), " ").split())
    folded, _ = fold_codes(codes_of(text))
    return " ".join(text_of(folded).replace(chr(EDGE), " ").split())


def is_joined(text: str) -> bool:
    """Is it written in a script without spaces between words?"""
    return not text.isascii() and any(joined_scripts()[ord(c)] for c in text)
