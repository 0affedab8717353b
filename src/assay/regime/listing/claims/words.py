"""Which words does a folded text have, and what was judged of each of them before?

A feed says few different words, many times each: a word is judged once, and found again by a number that is computed for all words of a text at once.
The number is a polynomial over the word's bytes, so that of two words written together follows from theirs (Karp and Rabin, 1987).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from assay.regime.listing.claims.fold import SPACE

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]

BASE = 0x9E3779B97F4A7C15  # odd, so that it can be divided by
INVERSE = pow(BASE, -1, 1 << 64)
MIX = np.uint64(0xD6E8FEB86659FD93)
FIGURES = 5
MOST = 1_000_000  # words remembered


def powers(size: int, *, base: int = BASE) -> U64:
    """The base to the power of 0 to `size` and beyond, modulo 2^64."""
    return _powers(base, max(size, 1 << 19).bit_length())


@cache
def _powers(base: int, bits: int) -> U64:
    found = np.full(1 << bits, base, dtype=np.uint64)
    found[0] = 1
    return np.cumprod(found, dtype=np.uint64)


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of a folded text: where each starts, its length in bytes, its number. Between two of them stands one space."""

    text: bytes
    starts: I64
    lengths: I64
    numbers: U64

    def __len__(self) -> int:
        return int(self.starts.size)

    def __getitem__(self, at: int) -> bytes:
        start = int(self.starts[at])
        return self.text[start : start + int(self.lengths[at])]

    def of_figures(self) -> npt.NDArray[np.bool_]:
        """Which words are figures and nothing else."""
        other = np.zeros(len(self.text) + 1, dtype=np.int32)
        np.cumsum((np.frombuffer(self.text, dtype=np.uint8) - np.uint8(ord("0"))) > 9, out=other[1:], dtype=np.int32)
        found: npt.NDArray[np.bool_] = other[self.starts + self.lengths] == other[self.starts]
        return found

    def joined(self, first: int, count: int) -> bytes:
        """So many words written together."""
        start = int(self.starts[first])
        stop = int(self.starts[first + count - 1] + self.lengths[first + count - 1])
        return self.text[start:stop].replace(b" ", b"")


def words_of(text: bytes) -> Words:
    """The words of a folded text."""
    codes = np.frombuffer(text, dtype=np.uint8)
    spaces = np.flatnonzero(codes == SPACE)
    starts = np.concatenate([[0], spaces + 1])
    ends = np.concatenate([spaces, [codes.size]])
    sums = np.zeros(codes.size + 1, dtype=np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers(codes.size)[: codes.size], out=sums[1:])
    numbers = (sums[ends] - sums[starts]) * powers(codes.size, base=INVERSE)[starts]
    return Words(text=text, starts=starts, lengths=ends - starts, numbers=numbers)


def together(numbers: U64, lengths: I64, next_numbers: U64) -> U64:
    """The numbers of words written together with those behind them."""
    return numbers + powers(int(lengths.max(initial=0)))[lengths] * next_numbers


@dataclass
class Table:
    """Number -> code, for all words of a text at once: open addressing, at most half full. A code is never negative."""

    keys: U64 = field(default_factory=lambda: np.zeros(1 << 12, dtype=np.uint64))
    codes: I64 = field(default_factory=lambda: np.full(1 << 12, -1, dtype=np.int64))
    size: int = 0

    def find(self, numbers: U64) -> I64:
        """The code of each number; -1 where there is none."""
        mask = self.keys.size - 1
        at = self._places(numbers)
        codes = self.codes[at]
        wrong = np.flatnonzero((self.keys[at] != numbers) & (codes >= 0))
        while wrong.size:
            place = (at[wrong] + 1) & mask
            at[wrong] = place
            codes[wrong] = self.codes[place]
            wrong = wrong[(self.keys[place] != numbers[wrong]) & (codes[wrong] >= 0)]
        return codes

    def put(self, numbers: U64, codes: I64) -> None:
        """Remember numbers that are not there yet, each once."""
        while 2 * (self.size + numbers.size) >= self.keys.size:
            self._grow()
        self.size += numbers.size
        mask = self.keys.size - 1
        at = self._places(numbers)
        while numbers.size:
            # Of several that want one free place the first gets it; the others go on to the next.
            free = np.flatnonzero(self.codes[at] < 0)
            _, first = np.unique(at[free], return_index=True)
            chosen = free[first]
            self.keys[at[chosen]], self.codes[at[chosen]] = numbers[chosen], codes[chosen]
            left = np.ones(numbers.size, dtype=np.bool_)
            left[chosen] = False
            numbers, codes, at = numbers[left], codes[left], (at[left] + 1) & mask

    def _places(self, numbers: U64) -> I64:
        return ((numbers * MIX) >> np.uint64(65 - self.keys.size.bit_length())).astype(np.int64)

    def _grow(self) -> None:
        held = self.codes >= 0
        numbers, codes = self.keys[held], self.codes[held]
        self.keys = np.zeros(4 * self.keys.size, dtype=np.uint64)
        self.codes = np.full(self.keys.size, -1, dtype=np.int64)
        self.size = 0
        self.put(numbers, codes)


def set_of(words: Iterable[str]) -> Table:
    """These words, to be found by their numbers; the code is their place."""
    held = list(words)
    table = Table()
    if held:
        numbers, place = np.unique(words_of(" ".join(held).encode()).numbers, return_index=True)
        table.put(numbers, place)
    return table


@dataclass
class Judged:
    """What was judged of words, by their numbers. A cache: what it holds changes no answer, only when it is given."""

    table: Table = field(default_factory=Table)
    others: dict[bytes, int] = field(default_factory=dict)

    def code(self, word: bytes, *, judge: Callable[[bytes], int]) -> int:
        """The code of one word that stands in no text as it is: several written together."""
        if (known := self.others.get(word)) is not None:
            return known
        if len(self.others) > MOST:
            self.others.clear()
        self.others[word] = judge(word)
        return self.others[word]

    def codes(self, words: Words, *, judge: Callable[[bytes], int]) -> I64:
        """The code of each word; a word that was never seen is judged now."""
        if self.table.size > MOST:
            self.table = Table()
        codes = self.table.find(words.numbers)
        # Numbers are without end, and none of so many figures is a name written in figures.
        codes[(codes < 0) & (words.lengths >= FIGURES) & words.of_figures()] = 0
        unknown = np.flatnonzero(codes < 0)
        if unknown.size:
            numbers, first, back = np.unique(words.numbers[unknown], return_index=True, return_inverse=True)
            fresh = np.array([judge(words[at]) for at in unknown[first].tolist()], dtype=np.int64)
            self.table.put(numbers, fresh)
            codes[unknown] = fresh[back]
        return codes
