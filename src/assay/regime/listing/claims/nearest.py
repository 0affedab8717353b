"""Which names of a register are one letter away, have the same consonants, or sound the same?

Numbers of keys in sorted arrays: made of the register's names when first asked, a tenth of a second for twenty thousand brands, and kept by the process, not with
the compiled register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assay.regime.listing.claims.letters import bare, sound
from assay.regime.listing.claims.words import U64, words_of


@dataclass(frozen=True, kw_only=True)
class Near:
    """Keys of names, by their numbers: with a letter left out, without vowels, by their sound. Built when it is first asked."""

    names: tuple[str, ...]
    patterns: tuple[int, ...]
    less: tuple[U64, U64]
    bones: tuple[U64, U64]
    sounds: tuple[U64, U64]


def near_names(worn: Mapping[str, int]) -> Near:
    """The names of a register as keys; a tenth of a second for twenty thousand brands, once a process."""
    told = list(worn.items())
    names = tuple(w for w, _ in told)
    size = np.array([len(w) for w in names], dtype=np.int64)
    owner = np.repeat(np.arange(len(names), dtype=np.uint64), size)
    return Near(
        names=names,
        patterns=tuple(i for _, i in told),
        less=_index([w[:k] + w[k + 1 :] for w in names for k in range(len(w))], owner),
        bones=_index([bare(w) for w in names], np.arange(len(names), dtype=np.uint64)),
        sounds=_index([sound(w) for w in names], np.arange(len(names), dtype=np.uint64)),
    )


def _index(keys: list[str], owner: U64) -> tuple[U64, U64]:
    if not keys:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint64)
    numbers = words_of(" ".join(k or "-" for k in keys).encode()).numbers
    order = np.argsort(numbers, kind="stable")
    return numbers[order], owner[order]


def held(index: tuple[U64, U64], keys: list[str]) -> list[int]:
    """Which names have one of these keys? By their place in `names`, in its order; numbers may meet by chance, so what is found is looked at again."""
    numbers = words_of(" ".join(keys).encode()).numbers
    low, high = np.searchsorted(index[0], numbers, side="left"), np.searchsorted(index[0], numbers, side="right")
    return sorted({int(o) for a, b in zip(low.tolist(), high.tolist(), strict=True) for o in index[1][a:b].tolist()})
