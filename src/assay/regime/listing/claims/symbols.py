"""Do signs stand between or for the letters of a name: G*cci, Gu<ci, $upreme, |-|ermes?

Folding makes separators of signs, so the title as written is looked at, where it looks like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.letters import collapse, drawn, unleet
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.scan import CONTEXT
from assay.regime.listing.claims.targets import Disguises

STARS = "*•●○◯_?·✱＊~×#%^=☆★✲✳❋⁎∗⭐✩✪◉◎♥❤♡♦◆■□▪▫✖✗✘❌"
FOR_LETTERS = "@$!|€£¥+(<{\\[©®§฿₩∂√∪⭕∆†¢₵₳₲₭₦₱₮₽¤°¡∑∩₴₤₪^&"
LETTER = r"[A-Za-z\u00C0-\u024F\u0370-\u052F\u1D00-\u1DBF\u2C60-\u2CFF\u13A0-\u13FF\uA4D0-\uA4FF\uA720-\uA7FF]"
LONE_STARS = "*•●○◯＊×☆★✲✳❋⁎∗⭐✩✪◉◎♥❤♡♦◆■□▪▫✖✗✘❌"
MASKED = re.compile(rf"[A-Za-z][A-Za-z{re.escape(STARS)}]*[{re.escape(STARS)}]+[A-Za-z{re.escape(STARS)}]*")
SUSPECT = (
    rf"{LETTER}[_?·✱~#%^={LONE_STARS}{FOR_LETTERS}]+{LETTER}"
    rf"|{LETTER}{{3}}[{LONE_STARS}](?:\s|$)"
    rf"|[{FOR_LETTERS}○●\\][A-Za-z0-9][A-Za-z]|[A-Za-z]{{2}}[@$€£!|(<¢^]|[|\\/()]{{2}}[A-Za-z]|[A-Za-z][|\\][|_\\/<)-]|[A-Za-z]{{3}}><"
)
"""Signs within a word, before it, behind it; letters drawn with bars."""
EDGES = ",.;:()[]\"'!?|"
MOST_WORDS = 4


def in_symbols(table: pl.DataFrame, *, by: Disguises) -> pl.DataFrame:
    """Names written with signs in titles: row, field, pattern, place, what is before and behind, kind."""
    suspects = table["title"].str.contains(SUSPECT).fill_null(False).arg_true().to_list()
    rows: list[tuple[int, int, int, int, int, str, str, bool, int]] = []
    for row in suspects:
        title = table["title"][row]
        for begin, end, one, kind in _symbols(title, by=by):
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
        for first, count in (
            (k, 1),
            (k - 1, 2),
            (k, 2),
            (k - 1, 3),
            (k - 2, 3),
            (k, 3),
            (k, MOST_WORDS),
            (k - 1, MOST_WORDS),
        ):
            if first < 0 or first + count > len(words):
                continue
            start, stop = words[first][0], words[first + count - 1][1]
            written = title[start:stop].replace(" ", "")
            found = next(
                (f for f in (_symbolic(w, by=by, told=t) for w, t in _readings(written)) if f is not None), None
            )
            if found is not None and (count == 1 or " " in by.names.patterns[found[0]].text):
                yield start, stop, found[0], found[1]
                done = stop
                break


def _readings(word: str) -> Iterator[tuple[str, bool]]:
    """The word, without what stands at its edges, with drawn letters as letters, without any sign; is it another than the one written?"""
    seen = set()
    for one in (word.strip(EDGES), word, word.strip(EDGES + "*~#_-+")):
        plain = "".join(fold(c) or c if c.isalpha() else c for c in one)
        for said in (plain, drawn(plain), "".join(c for c in plain if c.isalnum())):
            if said not in seen:
                seen.add(said)
                yield said, said != plain


def _symbolic(word: str, *, by: Disguises, told: bool) -> tuple[int, int] | None:
    if not 4 <= len(word) <= 40:
        return None
    if MASKED.fullmatch(word) and (one := _masked(word, by=by)) is not None:
        return one, int(Kind.STARRED)
    parts = [word, word.rstrip("!")]
    if any(c in "-.'/_" for c in word):
        parts.append("".join(c for c in word if c not in "-.'/_"))
    for part in parts:
        if told or any(not c.isalnum() for c in part) or part != word:
            for letters in unleet(part.lower()):
                if (one := by.hard.get(letters)) is not None:
                    return one, int(Kind.LEET)
                if (run := collapse(letters)) in by.collapsed:
                    return by.collapsed[run], int(Kind.LEET)
    return None


def _masked(word: str, *, by: Disguises) -> int | None:
    """The name behind stars: each star one letter, or the stars any letters, or nothing at all."""
    letters = "".join(c for c in word.lower() if c.isalpha())
    stars = len(word) - len(letters)
    if letters in by.hard:
        return by.hard[letters]
    if len(letters) < 2 or (len(letters) < 3 and stars > 3):
        return None
    exact = re.compile("".join("[a-z]" if not c.isalpha() else c for c in word.lower()))
    for name, i in by.by_length.get(len(word), ()):
        if exact.fullmatch(name) and (by.names.patterns[i].known or len(letters) >= 4):
            return i
    if len(letters) >= 3:
        loose = re.compile(re.sub(r"[^a-z]+", "[a-z]{1,6}", word.lower()))
        for size in range(len(letters) + 1, len(letters) + 7):
            for name, i in by.by_length.get(size, ()):
                if by.names.patterns[i].known and loose.fullmatch(name):
                    return i
    return None
