"""Do signs stand between or for the letters of a name: G*cci, Gu<ci, $upreme, |-|ermes, G🔥u🔥c🔥c🔥i?

Folding makes separators of signs, so the title as written is looked at, where it looks like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.headsigns import signed_head
from assay.regime.listing.claims.letters import SYMBOLS, alikes, unleet
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.readings import eyed
from assay.regime.listing.claims.scan import CONTEXT
from assay.regime.listing.claims.targets import WEAK, Disguises
from assay.regime.listing.claims.worn import AROUND, cleared, explains, worn

STARS = "*•●○◯＊×☆★✲✳❋⁎∗⭐✩✪◉◎♥❤♡♦◆■□▪▫✖✗✘❌"
WITHIN = "_?·✱~#%^=" + STARS
FOR_LETTERS = "@$!|€£¥+(<{[©®§฿₩∂√∪⭕∆†¢₵₳₲₭₦₱₮₽¤°¡∑∩₴₤₪^&💲❎╳✝⊤⋃⋁∨∧❗ℹ∣💴💶💷💵💤⛎♈♓♑♏♍♋📧🅾⚪⚫🔴"
UNSEEN = r"\x{FE0E}\x{FE0F}\x{200D}\x{20E3}"
LETTER = r"[A-Za-z\u00C0-\u024F\u0370-\u052F\u1D00-\u1DBF\u2C60-\u2CFF\u13A0-\u13FF\uA4D0-\uA4FF\uA720-\uA7FF]"
SIGNS = re.escape(WITHIN + FOR_LETTERS)
SUSPECT = (
    rf"{LETTER}[{SIGNS}{UNSEEN}\\]+{LETTER}"
    rf"|{LETTER}[0-9]*[{SIGNS}]+[0-9]+{LETTER}|{LETTER}[0-9]+[{SIGNS}]+[0-9]*{LETTER}"
    rf"|{LETTER}{{3}}[{re.escape(STARS)}#_-]{{1,2}}(?:\s|$)|{LETTER}--{LETTER}"
    rf"|(?:^|[\s-])[{re.escape(STARS)}?#_-]{LETTER}{{2}}|{LETTER}[-_.]{LETTER}{{1,2}}[-_.]{LETTER}"
    rf"|[{re.escape(FOR_LETTERS)}○●\\][{UNSEEN}]?[A-Za-z0-9][A-Za-z]|[A-Za-z][0-9]?[$€¥£]|[A-Za-z]{{2}}[@$€£¥!|(<¢^{re.escape(FOR_LETTERS[20:])}]|[|\\/()`]{{2}}[A-Za-z]|[A-Za-z][|\\][|_\\/<)-]|[A-Za-z]{{3}}><"
    r"|/-\\|\|[Vv]\||[\(\[\{【〔«⟨<『][A-Za-z][\)\]\}】〕»⟩>』]"
    rf"|{LETTER}\p{{So}}[{UNSEEN}]*{LETTER}"
)
"""Signs within a word, before it, behind it; letters drawn with bars; a letter in brackets."""
MOST_WORDS = 4
SPANS = ((0, 1), (-1, 2), (0, 2), (-1, 3), (-2, 3), (0, 3), (0, MOST_WORDS), (-1, MOST_WORDS))
"""Words about a word with signs: the first of them, how many."""


def in_symbols(table: pl.DataFrame, *, unnamed: npt.NDArray[np.bool_], by: Disguises) -> pl.DataFrame:
    """Names written with signs in titles: row, field, pattern, place, what is before and behind, kind."""
    suspects = table["title"].str.contains(SUSPECT).fill_null(False).arg_true().to_list()
    rows: list[tuple[int, int, int, int, int, str, str, bool, int]] = []
    for row in suspects:
        title = table["title"][row]
        found = list(_symbols(title, by=by))
        if unnamed[row] and not found:
            found = [(begin, end, one, kind | WEAK) for begin, end, one, kind in signed_head(title, by=by)]
        for begin, end, one, kind in found:
            before, behind = fold(title[:begin])[-CONTEXT:] + " ", " " + fold(title[end:])[:CONTEXT]
            rows.append((row, 0, one, begin, end, before, behind, False, kind))
    schema = {
        "row": pl.Int64, "field": pl.Int64, "pattern": pl.Int64, "start": pl.Int64, "end": pl.Int64, "before": pl.String, "behind": pl.String, "alone": pl.Boolean, "kind": pl.Int8,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _symbols(title: str, *, by: Disguises) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, pattern, kind of names that signs are written into: a word, or several of which the name is written."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", title)]
    done = 0
    for k, (begin, end) in enumerate(words):
        if title[begin:end].isalnum() or begin < done:
            continue
        part = _near_by(title, words, k, by=by)
        if part is not None:
            yield part
            done = part[1]


def _near_by(title: str, words: list[tuple[int, int]], k: int, *, by: Disguises) -> tuple[int, int, int, int] | None:
    """What hides in the word with signs, or in it and its neighbours; a name that is near before one that is not."""
    far: tuple[int, int, int, int] | None = None
    begin, end = words[k]
    for offset, count in SPANS if not title[begin:end].strip(AROUND).isalnum() else SPANS[:1]:
        first = k + offset
        if first < 0 or first + count > len(words):
            continue
        if any(i != k and _plain_word(title[a:b]) for i, (a, b) in enumerate(words[first : first + count], first)):
            continue
        start, stop = words[first][0], words[first + count - 1][1]
        written = title[start:stop].replace(" ", "")
        found = worn(written, by=by)
        if found is None and count == 1:
            found = _spelt(written, by=by)
        if found is not None and (count == 1 or " " in by.names.patterns[found[0]].text):
            if by.near(found[0]):
                return start, stop, found[0], found[1]
            far = far or (start, stop, found[0], found[1])
    return _one_of_several(title, words, k, by=by) or far


def _plain_word(word: str) -> bool:
    """A word that hides nothing, and is no piece of one: what stands beside it is another."""
    return len(word) > 3 and word.isascii() and word.isalpha()


def _spelt(word: str, *, by: Disguises) -> tuple[int, int] | None:
    """A word whose letters are parted by one sign, whatever it is, some letters being signs themselves."""
    word = cleared(word)
    signs = Counter(c for c in word if not c.isalnum())
    for sign, times in signs.most_common(2):
        if times < 3:
            break
        units = [u for u in word.split(sign) if u]
        if sum(len(u) == 1 for u in units) * 4 < len(units) * 3:
            continue
        said = "".join(
            u if u.isalnum() or all(c in SYMBOLS for c in u) else "".join(filter(str.isalnum, u)) for u in units
        )
        letters = "".join(fold(c) or c for c in said)
        for told in dict.fromkeys((letters, *unleet(letters), *eyed("".join(u for u in units if u.isalnum())))):
            if (one := by.spelt.get(told)) is not None:
                return one, int(Kind.SEPARATED)
            if told.isalnum():
                for look in alikes(told):
                    if (one := by.alike.get(look)) is not None and by.near(one):
                        return one, int(Kind.SEPARATED)
    return None


def _one_of_several(
    title: str, words: list[tuple[int, int]], k: int, *, by: Disguises
) -> tuple[int, int, int, int] | None:
    """A name of several words of which one wears signs and the others stand beside it as they are."""
    said = [fold(title[a:b]) for a, b in words[max(0, k - 3) : k + 4]]
    here = k - max(0, k - 3)
    for beside in (here - 1, here + 1, here - 2, here + 2):
        if not 0 <= beside < len(said):
            continue
        for pattern, place in by.beside.get(said[beside], ()):
            parts = by.names.patterns[pattern].text.split()
            first = beside - place
            mine = here - first
            if first < 0 or first + len(parts) > len(said) or not 0 <= mine < len(parts):
                continue
            if (
                all(i == mine or said[first + i] == p for i, p in enumerate(parts))
                and sum(map(len, parts)) - len(parts[mine]) >= 4
            ):
                start, stop = words[k - here + first][0], words[k - here + first + len(parts) - 1][1]
                if explains(title[words[k][0] : words[k][1]], parts[mine], by=by):
                    return start, stop, pattern, int(Kind.STARRED)
    return None
