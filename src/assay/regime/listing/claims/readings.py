"""What else does a title say: as a browser shows it, from right to left, upside down, with letters that only look like others?

A title that asks for it is told again in plain letters, and names are looked for in that; places lead back to the characters as written. Few titles ask for it:
those with entities or tags of HTML, with marks that turn the direction of writing, with turned letters, and with words that mix alphabets.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import islice, product
from urllib.parse import unquote

import polars as pl

from assay.regime.listing.claims.fold import fold, is_joined
from assay.regime.listing.claims.letters import SYMBOLS, alike

Told = tuple[str, list[int]]
"""A text, and for each of its characters the index of the one as written that it comes from."""

ENTITY = re.compile(
    r"(?:&amp;|&#38;|&)(?:amp;)*(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24});?|<[^<>]{0,40}>|(?:%[0-9a-fA-F]{2})+|\\u\{?[0-9a-fA-F]{4,5}\}?|\\x[0-9a-fA-F]{2}"
)
"""Letters as numbers: of HTML (even twice), of an address, of a program."""
TURNED = dict(zip("ɐqɔpǝɟƃɓɥᴉıɾʞlןɯuodbɹsʇnʌʍxʎz", "abcdefgghiijkllmnopqrstuvwxyz", strict=True))
SURELY_TURNED = frozenset("ɐɔǝɟƃɥᴉɾʞןɯɹʇʌʍʎ")
TURNED_WORD = rf"[{''.join(TURNED)}]*[{''.join(SURELY_TURNED)}][{''.join(TURNED)}]*"
TURNED_WORDS = re.compile(rf"{TURNED_WORD}(?: +(?:{TURNED_WORD}|[lox]+))*", re.IGNORECASE)
OTHER = r"[[\p{L}\p{M}\p{N}]--[\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Common}\p{Inherited}]]"
LATIN = r"[A-Za-z\x{1D400}-\x{1D7FF}\x{FF21}-\x{FF5A}\x{2102}-\x{214F}]"
BORROWED = r"[⋃∪⋁∨⊤⟙⋿⏽∣∧⍺⍴🝌℮]"
MIXED = rf"{LATIN}{OTHER}|{OTHER}{LATIN}|(?:{LATIN}|{OTHER}){BORROWED}|{BORROWED}(?:{LATIN}|{OTHER})"
AMID_LATIN = rf"[A-Za-z]{{3}}.*{OTHER}{{3}}|{OTHER}{{3}}.*[A-Za-z]{{3}}"
ASKS = r"&#|&[A-Za-z]{2,24};|%[2-7e][0-9a-fA-F]|\\u\{?[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|<[/a-z!]|\x{202D}|\x{202E}|[ɐɔǝɟƃɥᴉɾʞןɯɹʇʌʍʎ].?.?[ɐɔǝɟƃɥᴉɾʞןɯɹʇʌʍʎ]|[ɐɔǝɟƃɥᴉɾʞןɯɹʇʌʍʎ]"
SHAPES = {  # letters in use, and the Latin ones that they are taken for; several where eyes differ
    "ա": "amw", "ւ": "iu", "ց": "gc", "ր": "r", "թ": "p", "տ": "s", "ղ": "n", "ն": "u", "մ": "u", "ի": "h", "ե": "e", "լ": "l", "վ": "l", "д": "d", "л": "n", "ч": "h", "ц": "u", "й": "n", "и": "un", "я": "r", "г": "r", "п": "n", "б": "b",
    "ш": "w", "щ": "w", "э": "e", "ф": "f", "з": "e", "ь": "b", "ы": "bl", "м": "m", "ρ": "p", "σ": "o", "ω": "w", "η": "n", "μ": "um", "ψ": "w", "δ": "d", "λ": "al", "π": "n", "ξ": "e", "φ": "o", "θ": "o", "ס": "o", "ט": "u",
    "ו": "il", "ן": "il", "ח": "n", "ת": "n", "א": "x", "ש": "w", "ע": "y", "צ": "y", "ל": "5", "ה": "n", "כ": "c", "ם": "o", "ז": "t",
    "ⲩ": "yuv", "ⲣ": "p", "ⲅ": "r", "ⲯ": "y", "ا": "il", "ه": "o", "٥": "o", "१": "9", "०": "o",
}  # fmt: skip
SHAPES |= {
    "Σ": "se", "Λ": "alv",
    "η": "nh", "γ": "yg", "λ": "la", "ς": "sc", "ζ": "zc", "ν": "vn", "σ": "os", "υ": "uy", "з": "ez", "ӏ": "li", "ք": "fp", "ᛖ": "me", "і": "il", "ι": "il", "Ⳓ": "g", "ⳓ": "g", "ⲩ": "yuv", "ͺ": "i", "ꙇ": "i", "١": "li", "۱": "li", "ߊ": "li",
    "ሀ": "u", "𑜆": "v", "٧": "v", "۷": "v", "𑜊": "w", "𑜎": "w", "𑜏": "w", "װ": "l", "т": "tm", "в": "b", "ф": "fo", "ю": "o", "ж": "x", "к": "k", "Ꮞ": "a", "Ᏸ": "b", "ꓯ": "a", "〇": "o",
} | dict.fromkeys("ంಂംං०੦૦௦౦೦൦๐໐၀٥۵ჿסهھہەߋ୦ዐଠ०০", "o")  # fmt: skip
WORDS = re.compile(r"\S+|\s+")
LONGEST = 6  # words of a name
CHOICES = 64  # ways to read a word


def tellings(titles: pl.Series, *, said: frozenset[str] = frozenset()) -> Iterator[tuple[int, Told]]:
    """(row, text and way back) for every other way to read a title that asks for it. `said`: the words of names, by what they look like."""
    asks = titles.str.contains(ASKS).fill_null(False)
    rows = set(asks.arg_true().to_list())
    wide = (titles.str.len_bytes() > titles.str.len_chars()).arg_true()
    other = titles.gather(wide)
    mixed = other.str.contains(f"{MIXED}|{AMID_LATIN}" if said else MIXED).fill_null(False)
    rows.update(wide.filter(mixed).to_list())
    for row in sorted(rows):
        title = titles[row]
        seen = {title}
        for tell in (_shown, _turned_round, _upside_down, partial(_unmixed, said=said)):
            for text, at in tell(title):
                if text not in seen:
                    seen.add(text)
                    yield row, (text, at)


def _shown(title: str) -> Iterator[Told]:
    """Entities and tags as a browser shows them."""
    if not any(c in title for c in "&<%\\"):
        return
    text, at, last = "", [], 0
    for hit in ENTITY.finditer(title):
        said = _decoded(hit[0])
        said = "".join(c for c in said if unicodedata.category(c) != "Cf") if said != hit[0] else said
        if said == hit[0]:
            continue
        text += title[last : hit.start()] + said
        at += [*range(last, hit.start()), *[hit.start()] * len(said)]
        last = hit.end()
    text += title[last:]
    yield text, [*at, *range(last, len(title))]


def _decoded(sign: str) -> str:
    if sign[0] == "<":
        return ""
    if sign[0] == "%":
        return unquote(sign, errors="replace")
    if sign[0] == "\\":
        code = int(sign[2:].strip("{}"), 16)
        return chr(code) if not 0xD800 <= code < 0xE000 else " "
    return html.unescape(html.unescape(html.unescape(sign)))


def _turned_round(title: str) -> Iterator[Told]:
    """What is shown from right to left because a mark says so."""
    if "\u202e" not in title and "\u202d" not in title:
        return
    order: list[int] = []
    part: list[int] = []
    turned = False
    for i, c in enumerate(title):
        if c in "\u202d\u202e\u202c":
            order += reversed(part) if turned else part
            part, turned = [], c == "\u202e"
        else:
            part.append(i)
    order += reversed(part) if turned else part
    yield "".join(title[i] for i in order), order


def _upside_down(title: str) -> Iterator[Told]:
    """Words written with turned letters, from the last to the first."""
    if SURELY_TURNED.isdisjoint(title.lower()):
        return
    text, at = "", list[int]()
    for hit in TURNED_WORDS.finditer(title):
        at += range(len(at), hit.start())
        text += title[len(text) : hit.start()]
        order = range(hit.end() - 1, hit.start() - 1, -1)
        text += "".join(TURNED.get(title[i].lower(), title[i]) for i in order)
        at += order
    text += title[len(text) :]
    at += range(len(at), len(title))
    if text != title:
        yield text, at


def _unmixed(title: str, *, said: frozenset[str]) -> Iterator[Told]:
    """Words with letters of other alphabets, in Latin ones: as a word of a name where eyes may take the letters for it; else, where a word mixes alphabets, what
    eyes may take each letter for, a star where they take it for none."""
    words = WORDS.findall(title)
    told = [None if word.isascii() else _of_word(word, said) for word in words]
    if not any(told):
        return
    choices = [c for word, other in zip(words, told, strict=True) for c in (other or word)]
    for k in range(min(max((len(c) for c in choices), default=1), 3)):
        yield "".join(c[min(k, len(c) - 1)] if c else "" for c in choices), list(range(len(choices)))


@lru_cache(maxsize=1 << 16)
def _of_word(word: str, said: frozenset[str]) -> tuple[str, ...] | None:
    """What each letter of a word is, or may be taken for; None where the word is as it is."""
    if not any(_borrowed(c) for c in word):
        return None
    seen = tuple(_eyes(c) if _borrowed(c) else c for c in word)
    told = _as_said(seen, said=said)
    return told or (seen if any(c.isascii() and c.isalpha() for c in word) else None)


def _borrowed(char: str) -> bool:
    return ord(char) > 0x36F and (char.isalnum() or char in SYMBOLS or char in SHAPES)


@cache
def _eyes(letter: str) -> str:
    """What a letter may be taken for; a star where it is like none."""
    letter = unicodedata.normalize("NFKC", letter)
    plain = fold(letter)
    shapes = SHAPES.get(letter) or SHAPES.get(letter.lower()) or SYMBOLS.get(letter, "")
    if len(plain) == 1 and plain.isascii() and plain not in shapes:
        shapes += plain
    return shapes or "*"


def eyed(word: str) -> Iterator[str]:
    """What eyes may take a word for, of which some letters are of other alphabets; few ways only."""
    if word.isascii():
        return
    seen = [c.lower() if c.isascii() else _eyes(c) for c in word]
    ways = 1
    for choice in seen:
        ways *= len(choice)
    if ways <= CHOICES:
        for letters in product(*seen):
            yield "".join(letters)


def _as_said(seen: tuple[str, ...], *, said: frozenset[str]) -> tuple[str, ...] | None:
    """The word of a name that these letters may be taken for; marks at its edges stay."""
    ways = 1
    for choice in seen:
        ways *= max(len(choice), 1)
    if ways > CHOICES * 16 or "*" in seen or not said:
        return None
    for letters in islice(product(*seen), CHOICES):
        if alike("".join(filter(str.isalnum, letters)).lower()) in said:
            return letters
    return None


def whole_names(title: str, *, texts: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Start, end (in characters of the title), pattern of the names that stand in a title as they are; the longest at each place."""
    words = [(fold(m[0]), m.start(), m.end()) for m in re.finditer(r"[^\W_]+", title)]
    at = 0
    while at < len(words):
        for count in range(min(LONGEST, len(words) - at), 0, -1):
            said = " ".join(w for w, _, _ in words[at : at + count])
            if (one := texts.get(said)) is not None:
                yield words[at][1], words[at + count - 1][2], one
                at += count - 1
                break
        else:
            yield from _in_joined(*words[at], texts=texts)
        at += 1


def _in_joined(word: str, start: int, end: int, *, texts: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Names in a word of a script that writes without spaces; only where no character was folded away."""
    if not is_joined(word) or len(word) != end - start:
        return
    for i in range(len(word) - 1):
        for j in range(min(len(word), i + 10), i + 1, -1):
            if (one := texts.get(word[i:j])) is not None:
                yield start + i, start + j, one
                break
