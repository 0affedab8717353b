"""Which names of scripts without spaces stand with spaces or signs in them: 路易·威登 with a mark anywhere, 루이/비통?

Such scripts part words by nothing, so a space within one says little: the text is read once more without those that stand between two of their characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assay.regime.listing.claims.fold import SPACE, codes_of, joined_scripts, text_of
from assay.regime.listing.claims.names import Kind, Names, Sort
from assay.regime.listing.claims.scan import Buffer, Engine, engine

SHORTEST, UNKNOWN = 3, 4  # characters; names of two are looked for with a space anyway


@dataclass(frozen=True, kw_only=True)
class Unspaced:
    """Names to look for, compiled: the number of each pattern, its length in characters."""

    patterns: tuple[int, ...]
    sizes: tuple[int, ...]
    engine: Engine | None


def compile_unspaced(names: Names) -> Unspaced:
    """The names of scripts without spaces that are long enough to be read across a space."""
    chosen = [
        (i, p.text)
        for i, p in enumerate(names.patterns)
        if not p.bounded and " " not in p.text and p.kind <= Kind.LINE and p.sort is Sort.DISTINCT
        and len(p.text) >= (SHORTEST if p.known else UNKNOWN)
    ]  # fmt: skip
    return Unspaced(
        patterns=tuple(i for i, _ in chosen),
        sizes=tuple(len(text) for _, text in chosen),
        engine=_engine([text.encode() for _, text in chosen]),
    )


def _engine(words: Sequence[bytes]) -> Engine | None:
    return engine(words) if words else None


def unspaced(buffer: Buffer, *, by: Unspaced) -> Iterator[tuple[int, int, int]]:
    """(first byte, byte behind the last, pattern) of every such name with a space in it."""
    if buffer.at is None or by.engine is None:
        return
    codes = codes_of(buffer.folded.decode())
    joined = joined_scripts()[codes]
    within = codes == SPACE
    within[0] = within[-1] = False
    within[1:-1] &= joined[:-2] & joined[2:]
    if not within.any():
        return
    kept = np.flatnonzero(~within)
    sizes = 1 + (codes >= 0x80).astype(np.int64) + (codes >= 0x800) + (codes >= 0x10000)
    ends = np.cumsum(sizes)
    squeezed_ends = np.cumsum(sizes[kept])
    found, stops = by.engine.scan(text_of(codes[kept]).encode())
    last = np.searchsorted(squeezed_ends, stops)
    first = last - np.array(by.sizes, dtype=np.int64)[found] + 1
    begin, end = kept[first], kept[last]
    for k in np.flatnonzero(end - begin > last - first).tolist():
        yield int(ends[begin[k]] - sizes[begin[k]]), int(ends[end[k]]), by.patterns[int(found[k])]
