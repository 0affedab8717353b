"""Which listings does this feed hold? Any of the feed formats, in parts, with the rows that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow.parquet as pq

from assay.batch.source import Batch, Part, Source
from assay.errors import BadInput
from assay.offline.tables.reading import Broken, as_words, batches, check_file, is_parquet, parquet_groups, text_words
from assay.regime.listing.columns import ATTRIBUTES

WANTED: tuple[str, ...] = (*(c.name for c in ATTRIBUTES), "external_seller_id", "google_product_category")
ROWS = 25_000

I64 = npt.NDArray[np.int64]


def open_feed(path: Path) -> Source:
    """BadInput: no such file, no feed, no `id` column."""
    check_file(path, what="feed")
    if is_parquet(path):
        file = parquet_groups(path, what="feed")
        if "id" not in file.schema_arrow.names:
            raise BadInput(
                "the feed has no column 'id'.", where=str(path), mend="Name the columns as product-feed attributes."
            )
        return ParquetFeed(path=path, rows=file.metadata.num_rows, broken=())
    found = text_words(path, what="feed")
    table = found.table.select([c for c in found.table.columns if c in WANTED])
    return TextFeed(table=table, places=tuple(found.places), broken=found.broken)


@dataclass(frozen=True, kw_only=True)
class TextFeed:
    """A feed of text: read whole, because only reading tells where its rows begin."""

    table: pl.DataFrame
    places: tuple[str, ...]
    broken: tuple[Broken, ...]

    @property
    def rows(self) -> int:
        return self.table.height

    def parts(self, workers: int) -> list[Part]:
        again = repeats(self.table)
        found: list[Part] = []
        for start in range(0, self.table.height, ROWS):
            stop = min(start + ROWS, self.table.height)
            batch = Batch(
                words=self.table[start:stop],
                first=start + 1,
                places=self.places[start:stop],
                repeated=again[(again >= start) & (again < stop)] - start,
            )
            found.append(Whole(number=len(found), batch=batch))
        return found


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A part that brings its rows along."""

    number: int
    batch: Batch

    def batches(self) -> Iterator[Batch]:
        yield self.batch


@dataclass(frozen=True, kw_only=True)
class ParquetFeed:
    """A Parquet feed: parts know their row group and rows, and read them where they are screened."""

    path: Path
    rows: int
    broken: tuple[Broken, ...]

    def parts(self, workers: int) -> list[Part]:
        file = pq.ParquetFile(self.path)
        keys = [c for c in ("id", "store_id", "external_seller_id") if c in file.schema_arrow.names]
        again = repeats(*(as_words(f) for f in batches(file, columns=keys, rows=500_000)))
        found: list[Part] = []
        begin = 0
        for group in range(file.metadata.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            step = max(ROWS, -(-rows // workers))
            for start in range(0, rows, step):
                stop = min(rows, start + step)
                mine = again[(again >= begin + start) & (again < begin + stop)] - begin
                found.append(
                    Stretch(
                        number=len(found), path=self.path, group=group, begin=begin, start=start, stop=stop, again=mine
                    )
                )
            begin += rows
        return found


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Rows [start, stop) of a row group that begins at row `begin` of the file; `again`: rows of the group whose store and id stood before."""

    number: int
    path: Path
    group: int
    begin: int
    start: int
    stop: int
    again: I64

    def batches(self) -> Iterator[Batch]:
        at = 0
        for frame in batches(pq.ParquetFile(self.path), columns=WANTED, rows=ROWS, groups=[self.group]):
            low, high = max(at, self.start), min(at + frame.height, self.stop)
            if low < high:
                yield Batch(
                    words=as_words(frame[low - at : high - at]),
                    first=self.begin + low + 1,
                    repeated=self.again[(self.again >= low) & (self.again < high)] - low,
                )
            at += frame.height
            if at >= self.stop:
                return


def repeats(*tables: pl.DataFrame) -> I64:
    """Rows, counted over all tables, whose store and id stood before."""
    hashes = []
    for table in tables:
        store = [pl.col(c) for c in ("store_id", "external_seller_id") if c in table.columns] or [pl.lit("")]
        key = pl.coalesce(store).fill_null("").str.strip_chars() + "\x1f" + pl.col("id").fill_null("").str.strip_chars()
        named = pl.col("id").fill_null("") != ""
        hashes.append(
            table.select(pl.when(named).then(key).hash(seed=0)).to_series().to_numpy()
            if "id" in table.columns
            else np.zeros(0, dtype=np.uint64)
        )
    if not hashes:
        return np.zeros(0, dtype=np.int64)
    every = np.concatenate(hashes)
    order = np.argsort(every, kind="stable")
    same = np.flatnonzero(every[order][1:] == every[order][:-1]) + 1
    return np.sort(order[same]).astype(np.int64)
