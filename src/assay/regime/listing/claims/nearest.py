"""Which names of a register are one letter away, have the same consonants, or sound nearly the same?

Numbers of keys in sorted arrays, computed for all names at once (as `words`) when a register is compiled, so that the processes that screen share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assay.regime.listing.claims.fold import SPACE
from assay.regime.listing.claims.letters import VOWELS
from assay.regime.listing.claims.words import I64, INVERSE, U64, powers, words_of

HEARD = {"p": "pf", "k": "cksqzx", "t": "dt", "v": "v", "b": "b", "g": "gj", "l": "l", "m": "mn", "r": "r"}
"""Consonants that are heard, or written, for one another; vowels, h, w and y are left out."""
CLASSES = bytearray(256)
for _one, _others in HEARD.items():
    for _letter in _others:
        CLASSES[ord(_letter)] = ord(_one)
for _figure in b"0123456789":
    CLASSES[_figure] = _figure
EAR = bytes(CLASSES)
Index = tuple[U64, I64]
"""Numbers in order, and whose each is."""


@dataclass(frozen=True, kw_only=True)
class Near:
    """Names, their patterns, and keys that lead to them: a letter left out, no vowels, what is heard."""

    names: tuple[str, ...]
    patterns: tuple[int, ...]
    less: Index
    bones: Index
    ears: Index


def near_names(worn: Mapping[str, int]) -> Near:
    """Names in ASCII -> what leads to them."""
    names = tuple(worn)
    text = " ".join(names).encode()
    codes = np.frombuffer(text, dtype=np.uint8)
    letters = np.flatnonzero(codes != SPACE)
    sizes = np.array([len(name) for name in names], dtype=np.int64)
    owner = np.repeat(np.arange(len(names), dtype=np.int64), sizes)
    starts = np.cumsum(sizes + 1) - (sizes + 1)
    first = letters == starts[owner] if names else letters.astype(np.bool_)
    vowel = np.isin(codes[letters], np.frombuffer(VOWELS.encode(), dtype=np.uint8))
    heard = np.frombuffer(text.translate(EAR), dtype=np.uint8)[letters]
    kept = ~vowel | first
    return Near(
        names=names,
        patterns=tuple(worn.values()),
        less=_sorted(_less(codes, letters, starts[owner], (starts + sizes)[owner]), owner),
        bones=_spelt(codes[letters][kept], owner[kept]),
        ears=_ears(heard, owner),
    )


def _less(codes: npt.NDArray[np.uint8], at: I64, start: I64, end: I64) -> U64:
    """The number of the word less the letter at each place."""
    sums = np.zeros(codes.size + 1, dtype=np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers(codes.size)[: codes.size], out=sums[1:])
    left, right = sums[at] - sums[start], sums[end] - sums[at + 1]
    return (left + right * np.uint64(INVERSE)) * powers(codes.size, base=INVERSE)[start]


def _ears(heard: npt.NDArray[np.uint8], owner: I64) -> Index:
    said = heard > 0
    heard, owner = heard[said], owner[said]
    again = np.zeros(heard.size, dtype=np.bool_)
    again[1:] = (heard[1:] == heard[:-1]) & (owner[1:] == owner[:-1])
    return _spelt(heard[~again], owner[~again])


def _spelt(codes: npt.NDArray[np.uint8], owner: I64) -> Index:
    """Letters, and the word that each is of -> the numbers of the words that they make."""
    if not codes.size:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    begins = np.flatnonzero(np.diff(owner, prepend=-1))
    size = np.diff(np.append(begins, owner.size))
    rank = np.arange(owner.size) - np.repeat(begins, size)
    return _sorted(np.add.reduceat((codes + np.uint64(1)) * powers(int(size.max()))[rank], begins), owner[begins])


def _sorted(numbers: U64, owner: I64) -> Index:
    order = np.argsort(numbers)
    return numbers[order], owner[order]


def ear(word: str) -> str:
    """What is heard of a word, roughly."""
    out = ""
    for code in word.encode().translate(EAR):
        if code and out[-1:] != chr(code):
            out += chr(code)
    return out


def held(index: Index, keys: Iterable[str], *, most: int = 1 << 16) -> list[int]:
    """Which names have one of these keys? By their place in `names`, in its order; nothing where they are more than `most`.

    Numbers may meet by chance, so what is found is looked at again.
    """
    numbers = words_of(" ".join(keys).encode()).numbers
    low, high = np.searchsorted(index[0], numbers, side="left"), np.searchsorted(index[0], numbers, side="right")
    some = np.flatnonzero(high > low)
    if not some.size or int((high - low).sum()) > most:
        return []
    return sorted({o for k in some.tolist() for o in index[1][low[k] : high[k]].tolist()})
