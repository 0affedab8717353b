"""Which titles begin with words that nothing explains, and what may those be?

All titles of a text are looked at at once, by what was judged of each word; the words themselves are read in the few titles that ask for it, once each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from assay.regime.listing.claims.fold import EDGE
from assay.regime.listing.claims.headword import ANYWHERE, LEAD, WORDS, Guess, anywhere, first, head, left_out
from assay.regime.listing.claims.pieces import numbers_together
from assay.regime.listing.claims.targets import Disguises
from assay.regime.listing.claims.words import I64, Words

UNTOLD, LEADS = 1 << 8, 1 << 9
"""Flags of a word that was judged: nothing explains it; a title may begin with it before the name."""
NAMED = 1 << 20
"""From here on a code holds the pattern that the word hides."""
REMEMBERED = 200_000  # beginnings


def at_the_head(
    words: Words, codes: I64, *, unnamed: npt.NDArray[np.bool_], by: Disguises
) -> Iterator[tuple[int, int, int, int]]:
    """First word, how many, pattern, kind. `unnamed`: by title of the text, names no brand in plain letters."""
    letters = np.frombuffer(words.text + b" ", dtype=np.uint8)[np.minimum(words.starts, len(words.text))]
    edge = (words.lengths == 1) & (letters == EDGE)
    stops = np.flatnonzero(edge)
    if stops.size != unnamed.size or not unnamed.any():
        return
    firsts = np.append(0, stops[:-1] + 1)[unnamed]
    last = stops[unnamed]
    blank = words.lengths == 0
    passed = ((codes & LEADS) != 0) | blank
    for _ in range(LEAD + 1):
        firsts = np.where((firsts < last - 1) & passed[firsts], firsts + 1, firsts)
    untold = ((codes & UNTOLD) != 0) & (codes < NAMED)
    odd = np.zeros(firsts.size, dtype=np.bool_)
    for k in range(WORDS):
        odd |= untold[np.minimum(firsts + k, last)]
    odd &= codes[firsts] < NAMED
    begun: set[int] = set()
    for place, stop in zip(firsts[odd].tolist(), last[odd].tolist(), strict=True):
        for count, one, how in _head(words, place, min(stop - place, WORDS), untold, by=by):
            begun.add(place)
            yield place, count, one, how
    for place, count in _one_letter_less(words, firsts, last, codes, by=by):
        if place not in begun:
            begun.add(place)
            for several, one, how in _kept_parts(words, place, count, by=by):
                yield place, several, one, how
    long = np.flatnonzero(untold & (words.lengths >= ANYWHERE - 1))
    for place in long[unnamed[np.searchsorted(stops, long)]].tolist():
        if place not in begun:
            for count, one, how in _kept(b"\x01" + words[place], lambda w: anywhere(w, by=by), by=by):
                yield place, count, one, how


def _one_letter_less(words: Words, firsts: I64, last: I64, codes: I64, *, by: Disguises) -> Iterator[tuple[int, int]]:
    """Where a title may begin with a name of several words less a letter, and of how many. The most words first."""
    asked = np.flatnonzero((codes[firsts] < NAMED) & (firsts < last - 1))
    firsts, last = firsts[asked], last[asked]
    if not firsts.size:
        return
    found = [by.several_less.find(joined) >= 0 for joined in numbers_together(words, firsts, most=WORDS)]
    for k in range(len(found) - 1, -1, -1):
        for i in np.flatnonzero(found[k] & (firsts + k + 2 <= last)).tolist():
            yield int(firsts[i]), k + 2


def _kept_parts(words: Words, place: int, count: int, *, by: Disguises) -> tuple[Guess, ...]:
    parts = [words[place + k] for k in range(count)]
    key = b"\x03" + b" ".join(parts)
    if key not in by.heads_seen:
        _keep(key, left_out([part.decode("utf-8", "ignore") for part in parts], by=by), by=by)
    return by.heads_seen[key]


def _head(words: Words, place: int, count: int, untold: npt.NDArray[np.bool_], *, by: Disguises) -> tuple[Guess, ...]:
    """Names of several words come first."""
    found: tuple[Guess, ...] = ()
    if count > 1 and untold[place : place + count].any():
        parts = [words[place + k] for k in range(count)]
        key = b" ".join(parts)
        if key not in by.heads_seen:
            told = [part.decode("utf-8", "ignore") for part in parts]
            _keep(key, head(told, untold=untold[place : place + count].tolist(), by=by), by=by)
        found = by.heads_seen[key]
    if not found and untold[place]:
        found = _kept(b"\x02" + words[place], lambda w: first(w, by=by), by=by)
    return found


def _kept(key: bytes, told: Callable[[str], tuple[Guess, ...]], *, by: Disguises) -> tuple[Guess, ...]:
    if key not in by.heads_seen:
        _keep(key, told(key[1:].decode("utf-8", "ignore")), by=by)
    return by.heads_seen[key]


def _keep(key: bytes, found: tuple[Guess, ...], *, by: Disguises) -> None:
    if len(by.heads_seen) > REMEMBERED:
        by.heads_seen.clear()
    by.heads_seen[key] = found
