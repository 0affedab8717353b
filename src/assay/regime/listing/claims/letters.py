"""Which letters stand for which, and how far is one word from another?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

DIGITS = {"0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g"}
SYMBOLS = {
    "@": "a", "$": "s", "!": "i", "|": "il", "€": "e", "£": "l", "¥": "y", "+": "t", "(": "c", "<": "c", "{": "c", "[": "c", "©": "c", "®": "r", "§": "s", "฿": "b", "₩": "w", "×": "x",
    "∂": "d", "√": "v", "∪": "u", "○": "o", "●": "o", "◯": "o", "⭕": "o", "∆": "a", "†": "t", "#": "h", "%": "x", "&": "eg", "^": "a", "¢": "c", "₵": "c", "₳": "a", "₲": "g", "₭": "k",
    "₦": "n", "₱": "p", "₮": "t", "₽": "p", "₹": "r", "¤": "o", "°": "o", "¡": "i", "¶": "p", "∑": "e", "∩": "n", "∫": "s", "₴": "s", "₤": "l", "₪": "n", "≠": "e", "*": "o",
    "💲": "s", "❌": "x", "❎": "x", "✖": "x", "✗": "x", "✘": "x", "╳": "x", "⨯": "x", "✝": "t", "⊤": "t", "⋃": "u", "⋁": "v", "∨": "v", "∧": "a", "⋀": "a", "Λ": "a", "◉": "o", "◎": "o", "⚪": "o", "⚫": "o", "🔴": "o", "🌕": "o", "❗": "i", "🝌": "c", "⋿": "e", "⏽": "l", "⟙": "t", "🝨": "t", "׀": "l", "￨": "l", "᙮": "x", "⤫": "x", "⤬": "x", "˛": "i", "ℹ": "i", "∣": "il", "❶": "i",
    "💴": "y", "💶": "e", "💷": "l", "💵": "s", "💤": "z", "⛎": "u", "♈": "v", "♓": "h", "♑": "n", "♏": "m", "♍": "m", "♋": "o", "📧": "e", "🌀": "o", "🍩": "o", "🅾": "o", "🌙": "c", "☪": "c", "⚓": "j", "✔": "v", "✓": "v", "♂": "o", "♀": "o", "☯": "o", "🎯": "o",
}  # fmt: skip
SHAPES = (
    ("\\/\\/", "w"), ("|\\/|", "m"), ("|V|", "m"), ("|v|", "m"), ("/-\\", "a"), ("`/", "y"), ("/\\/\\", "m"), ("|\\|", "n"), ("/\\/", "n"), ("\\/", "v"), ("/\\", "a"), ("|-|", "h"), ("|_|", "u"), ("|_", "l"), ("|<", "k"), ("|{", "k"), ("|)", "d"), ("|>", "d"), ("()", "o"), ("[]", "o"),
    ("><", "x"), ("}{", "x"), ("|3", "b"), ("|2", "r"), ("_|", "j"), ("'/", "y"),
)  # fmt: skip
"""Letters drawn with several signs; the longer drawing comes first."""
VOWELS = "aeiou"
ALIKE = str.maketrans("01l|!3457892$@€¥u", "oiiiieastbgzsaeyv")
TOGETHER_ALIKE = (("rn", "m"), ("cl", "d"))


def alike(word: str) -> str:
    """A word with one sign for all that look alike, and for a sign said twice: of two words that look alike it is the same."""
    word = collapse(word)
    for several, one in TOGETHER_ALIKE:
        word = word.replace(several, one)
    return collapse(word.translate(ALIKE))


def alikes(word: str) -> tuple[str, ...]:
    """What a word looks like: a six is a b or a g, two v are one or a w."""
    ways: tuple[str, ...] = (word, word.replace("vv", "w")) if "vv" in word else (word,)
    if "6" in word:
        ways = tuple(way.replace("6", letter) for way in ways for letter in "gb")
    return tuple(alike(way) for way in ways)


def collapse(word: str) -> str:
    """Runs of a letter as one."""
    return "".join(c for c, _ in itertools.groupby(word))


def unleet(word: str) -> Iterator[str]:
    """What a word says when its digits and symbols are read as letters."""
    choices = [DIGITS.get(c, c) if c.isdigit() else SYMBOLS.get(c, c) for c in word]
    if sum(c.isalpha() for c in word) < 2 and len(word) > 4:
        return
    spread = 1
    for c in choices:
        spread *= len(c)
    if 0 < spread <= 16:
        for letters in itertools.product(*choices):
            yield "".join(letters)


def one_apart(a: str, b: str) -> bool:
    """Is one letter left out, added, changed, or two swapped?"""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    k = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[k + 1 :] == b[k + 1 :] or (
            k + 1 < len(a) and a[k] == b[k + 1] and a[k + 1] == b[k] and a[k + 2 :] == b[k + 2 :]
        )
    return a[k + 1 :] == b[k:] if len(a) > len(b) else a[k:] == b[k + 1 :]


def drawn(word: str) -> str:
    """Letters that are drawn with several signs, as letters."""
    for shape, letter in SHAPES:
        word = word.replace(shape, letter)
    return word


def bare(word: str) -> str:
    """A word without its vowels but for the first letter."""
    return word[:1] + "".join(c for c in word[1:] if c not in VOWELS)


def sound(word: str) -> str:
    """What a word sounds like, roughly, to who writes by ear: one letter for one sound, no silent h, no double letters."""
    word = collapse(word)
    for several, one in (("sch", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("ts", "s"), ("tz", "s"), ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ai", "e"), ("ay", "e")):  # fmt: skip
        word = word.replace(several, one)
    out = ""
    for i, c in enumerate(word):
        soft = word[i + 1 : i + 2] in ("e", "i", "y")
        if c == "c":
            c = "s" if soft else "k"
        elif c == "g" and soft and i == 0:
            c = "j"
        else:
            c = {"q": "k", "z": "s", "w": "v", "y": "i", "h": ""}.get(c, c)
        out += c
    return collapse(out)
