"""How are a million words kept so that they load at once, and that all processes share them?

A dictionary of Python is an object for each word, made one by one when it is loaded, and counted by each process that looks at it, so that each gets a
copy of every page. Here the words are one text, and what is known of them are arrays: they load as they are, and looking changes nothing. A word is found by
a checksum and then compared, so no word is taken for another. It costs some tenths of a microsecond, where a dictionary takes less than one: large tables are
packed, small ones are not worth it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

LARGE = 50_000  # words
FREE = -1
SUM = 0x7FFFFFFF  # so much of a checksum fits before a place without a sign


class Words:
    """Words, each with its place in the order in which they came."""

    def __init__(self, words: Collection[str]) -> None:
        raw = [word.encode() for word in words]
        self._text = b"".join(raw)
        self._ends = np.cumsum([0, *map(len, raw)], dtype=np.int64).astype(np.uint32)
        size = 1 << max(4, (2 * len(raw)).bit_length())
        self._slots = _filled(np.fromiter(map(crc32, raw), dtype=np.int64, count=len(raw)), size=size)
        self._open()

    def _open(self) -> None:
        # Through a view of its memory a number of an array costs as little as one of a list.
        self._seen, self._borders, self._mask = self._slots.data, self._ends.data, self._slots.size - 1

    def __getstate__(self) -> tuple[bytes, npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
        return self._text, self._ends, self._slots

    def __setstate__(self, state: tuple[bytes, npt.NDArray[np.uint32], npt.NDArray[np.int64]]) -> None:
        self._text, self._ends, self._slots = state
        self._open()

    def __len__(self) -> int:
        return int(self._ends.size) - 1

    def __iter__(self) -> Iterator[str]:
        return (self._text[a:b].decode() for a, b in zip(self._borders, self._borders[1:], strict=False))

    def place(self, word: object) -> int:
        """The place of a word; FREE where it is not among them."""
        if not isinstance(word, str):
            return FREE
        raw = word.encode("utf-8", "surrogatepass")
        sum_, seen, borders, mask = crc32(raw) & SUM, self._seen, self._borders, self._mask
        at = sum_ & mask
        while (slot := seen[at]) != FREE:
            if slot >> 32 == sum_:
                place = slot & 0xFFFFFFFF
                if self._text[borders[place] : borders[place + 1]] == raw:
                    return place
            at = (at + 1) & mask
        return FREE


def _filled(sums: npt.NDArray[np.int64], *, size: int) -> npt.NDArray[np.int64]:
    """Open addressing, at most half full: checksum and place in one number. Of several that want one slot the first gets it, the others go on to the next."""
    slots = np.full(size, FREE, dtype=np.int64)
    sums = sums & SUM
    held = sums << 32 | np.arange(sums.size)
    at = sums & (size - 1)
    while held.size:
        free = np.flatnonzero(slots[at] == FREE)
        _, first = np.unique(at[free], return_index=True)
        chosen = free[first]
        slots[at[chosen]] = held[chosen]
        left = np.ones(held.size, dtype=np.bool_)
        left[chosen] = False
        held, at = held[left], (at[left] + 1) & (size - 1)
    return slots


class WordSet(Set[str]):
    """A set of words."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = Words(words)

    def __contains__(self, word: object) -> bool:
        return self._words.place(word) != FREE

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


class NumbersOf(Mapping[str, tuple[int, ...]]):
    """Numbers by word."""

    def __init__(self, found: Mapping[str, Sequence[int]]) -> None:
        self._words = Words(found)
        self._ends = np.cumsum([0, *map(len, found.values())], dtype=np.int64).astype(np.uint32)
        self._numbers = np.fromiter(
            (n for some in found.values() for n in some), dtype=np.int32, count=int(self._ends[-1])
        )

    def __getitem__(self, word: str) -> tuple[int, ...]:
        if (place := self._words.place(word)) == FREE:
            raise KeyError(word)
        return self._at(place)

    def get(self, word: str, default: Any = None) -> Any:
        """Most words are not there: none of them costs an exception."""
        return default if (place := self._words.place(word)) == FREE else self._at(place)

    def _at(self, place: int) -> tuple[int, ...]:
        return tuple(self._numbers[self._ends[place] : self._ends[place + 1]].tolist())

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def numbers_of(found: Mapping[str, Sequence[int]]) -> Mapping[str, tuple[int, ...]]:
    """Numbers by word, packed where they are many."""
    return NumbersOf(found) if len(found) > LARGE else {word: tuple(some) for word, some in found.items()}


def word_set(words: Set[str]) -> Set[str]:
    """A set of words, packed where they are many."""
    return WordSet(sorted(words)) if len(words) > LARGE else frozenset(words)
