"""Which row of a large table belongs to which row of a batch?

A join builds a table of hashes for each batch, whatever the size of what is joined; here the large side is made ready once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa


@dataclass(frozen=True, kw_only=True)
class Index:
    """A table sorted by a hash of its keys, so that a batch finds its own rows by binary search, whatever their number.

    Its last row is for what it does not hold.
    """

    table: pl.DataFrame
    keys: tuple[str, ...]
    hashes: npt.NDArray[np.uint64]
    alike: int  # so many rows share a hash, at most

    def beside(self, asking: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
        """For each row of `asking` the other columns of the table; of the last row where it holds none, or the row is not among `rows` (numbers)."""
        return self.table.drop(self.keys)[self.places(asking, rows)]

    def places(self, asking: pl.DataFrame, rows: pl.Series) -> npt.NDArray[np.int64]:
        """For each row of `asking` the row of the table, or its last one."""
        none = self.hashes.size
        place = np.full(asking.height, none, dtype=np.int64)
        if none and rows.len():
            mine = asking.select(self.keys)[rows]
            wanted = _hashes(mine)
            found, first = np.full(rows.len(), none, dtype=np.int64), np.searchsorted(self.hashes, wanted)
            for step in range(self.alike):
                at = np.minimum(first + step, none - 1)
                same = self.hashes[at] == wanted
                theirs = self.table.select(self.keys)[at]
                for name in self.keys:
                    same &= (mine[name] == theirs[name]).fill_null(False).to_numpy()
                found = np.where(same, at, found)
            place[rows.to_numpy()] = found
        return place


def spread(some: pl.DataFrame, *, height: int, otherwise: Mapping[str, Any]) -> pl.DataFrame:
    """What is known of some rows (column `row`, each once) -> the other columns for all rows of a table.

    `otherwise`: what they hold for the other rows, null where it does not say; a list is empty there.
    """
    some = some.sort("row")
    rows = some["row"].to_numpy()
    said = some.drop("row", pl.selectors.list())
    place = np.full(height, some.height, dtype=np.int64)
    place[rows] = np.arange(some.height)
    every = pl.concat([said, _row(said, otherwise)])[place]
    return every.with_columns(
        _spread_list(some[name], rows=rows, height=height)
        for name in some.columns
        if name not in said.columns and name != "row"
    )


def _spread_list(lists: pl.Series, *, rows: npt.NDArray[np.integer[Any]], height: int) -> pl.Series:
    """Lists of some rows, in order, as a column: their values stay where they are, only where each begins is said anew."""
    lengths = np.zeros(height + 1, dtype=np.int64)
    lengths[rows.astype(np.int64) + 1] = lists.list.len().fill_null(0).to_numpy()
    values = lists.list.explode(keep_nulls=False, empty_as_null=False)
    # From its bytes: Arrow loads pandas, where there is one, to look at an array of NumPy.
    offsets = pa.Array.from_buffers(pa.int64(), height + 1, [None, pa.py_buffer(np.cumsum(lengths))])
    column = pa.LargeListArray.from_arrays(offsets, values.to_arrow(compat_level=pl.CompatLevel.newest()))
    found = pl.Series(lists.name, column)
    return found if found.dtype == lists.dtype else found.cast(lists.dtype)


def _row(like: pl.DataFrame, values: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([[values.get(name) for name in like.columns]], schema=like.schema, orient="row")


def index_of(table: pl.DataFrame, *, keys: tuple[str, ...], otherwise: Mapping[str, Any] | None = None) -> Index:
    """A table made ready to be looked up in by these columns; each stands once."""
    hashes = _hashes(table.select(keys))
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    alike = int(np.unique(hashes, return_counts=True)[1].max(initial=1))
    nothing = _row(table, otherwise or {})
    return Index(table=pl.concat([table[order], nothing]), keys=keys, hashes=hashes, alike=alike)


def _hashes(keys: pl.DataFrame) -> npt.NDArray[np.uint64]:
    text = pl.concat_str([pl.col(name).fill_null("") for name in keys.columns], separator="\x1f")
    hashes: npt.NDArray[np.uint64] = keys.select(text.hash(seed=0)).to_series().to_numpy()
    return hashes
