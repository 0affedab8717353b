"""Where do the rows of a feed come from, part by part? What a run must know of a feed, whoever reads it.

A part can be sent to another process, which reads its own rows: the rows of a large feed never pass through the process that leads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some rows as words.

    `repeated`: rows (of the batch) whose store and id stood before in the feed. `places`: where rows stand; None: by number.
    """

    words: pl.DataFrame
    first: int
    places: tuple[str, ...] | None = None
    repeated: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def place(self, row: int) -> str:
        """Where a row of the batch stands in the feed."""
        return self.places[row] if self.places is not None else f"row {self.first + row}"


class Part(Protocol):
    """A stretch of a feed; it can be pickled."""

    @property
    def number(self) -> int:
        """Its place among the parts."""
        ...

    def batches(self) -> Iterator[Batch]:
        """Its rows, in order."""
        ...


class Source(Protocol):
    """A feed."""

    @property
    def rows(self) -> int:
        """How many rows it has."""
        ...

    @property
    def broken(self) -> Sequence[Any]:
        """Rows that could not be read: where, id, what, mend."""
        ...

    def parts(self, workers: int) -> list[Part]:
        """The feed in so many parts or more, in order."""
        ...
