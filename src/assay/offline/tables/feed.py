"""Which listings does this feed hold? Any of the feed formats, in parts, with the rows that could not be read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from assay.batch.source import Batch, Part, Source
from assay.errors import BadInput
from assay.offline.tables.reading import (
    Broken,
    as_words,
    batches,
    check_file,
    check_text,
    is_parquet,
    open_parquet,
    parquet_groups,
    text_words,
)
from assay.outside.feed import Row, stream_feed
from assay.regime.listing.columns import ATTRIBUTES

KEYS: tuple[str, ...] = ("id", "store_id", "external_seller_id")
PLACE = " place"  # no attribute is called so
WANTED: tuple[str, ...] = (*(c.name for c in ATTRIBUTES), "external_seller_id", "google_product_category")
ROWS = 100_000  # of a batch: fewer cost more for each, more hold more memory at once
LARGE = 4_000_000  # bytes of text that are read without holding them whole; below, one process screens alone

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
    if path.stat().st_size > LARGE:
        return spilled(path)
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


def spilled(path: Path) -> Source:
    """A large feed of text: its rows are put down as columns while they are read, so that other processes map them. Refusals as for a small one.

    Polars is not asked for anything here: processes may still be forked off this one.
    """
    check_text(path, what="feed")
    folder = tempfile.TemporaryDirectory(prefix="assay-feed-")
    schema = pa.schema([(name, pa.large_string()) for name in (*WANTED, PLACE)])
    files: list[tuple[Path, int]] = []
    broken: list[Broken] = []
    rows: list[Row] = []

    def put_down() -> None:
        if rows:
            columns = [pa.array([row.words.get(name) for row in rows], pa.large_string()) for name in WANTED]
            table = pa.table([*columns, pa.array([row.where for row in rows], pa.large_string())], schema=schema)
            file = Path(folder.name) / f"{len(files)}.arrow"
            with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
                writer.write_table(table)
            files.append((file, len(rows)))
            rows.clear()

    try:
        with path.open("rb") as text:
            for one in stream_feed(text):
                if isinstance(one, BadInput):
                    broken.append(Broken(where=one.where, id="", what=one.what, mend=one.mend))
                    continue
                rows.append(one)
                if len(rows) >= ROWS:
                    put_down()
        put_down()
    except BadInput as bad:
        raise type(bad)(bad.what, where=f"{path}: {bad.where}", mend=bad.mend) from None
    return SpilledFeed(folder=folder, files=tuple(files), broken=tuple(broken))


@dataclass(frozen=True, kw_only=True)
class SpilledFeed:
    """A feed of text that lies in files of columns; the folder goes when nobody needs the feed any more."""

    folder: tempfile.TemporaryDirectory[str]
    files: tuple[tuple[Path, int], ...]
    broken: tuple[Broken, ...]

    def __reduce__(self) -> tuple[object, ...]:
        """Another process sees the files and leaves them where they are."""
        return _seen, (self.files, self.broken)

    @property
    def rows(self) -> int:
        return sum(rows for _, rows in self.files)

    def parts(self, workers: int) -> list[Part]:
        again = repeats(*(pl.read_ipc(file, columns=list(KEYS)) for file, _ in self.files))
        found: list[Part] = []
        begin = 0
        for file, rows in self.files:
            mine = again[(again >= begin) & (again < begin + rows)] - begin
            found.append(Spilled(number=len(found), file=file, first=begin + 1, again=mine))
            begin += rows
        return found


def _seen(files: tuple[tuple[Path, int], ...], broken: tuple[Broken, ...]) -> Source:
    return SpilledFeed(folder=None, files=files, broken=broken)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Spilled:
    """The rows of one such file."""

    number: int
    file: Path
    first: int
    again: I64

    def batches(self) -> Iterator[Batch]:
        table = pl.read_ipc(self.file)
        # An attribute that no row names is a column that is not there.
        words = table.select(s for s in table.drop(PLACE) if s.null_count() < table.height)
        yield Batch(words=words, first=self.first, places=tuple(table[PLACE].to_list()), repeated=self.again)


@dataclass(frozen=True, kw_only=True)
class ParquetFeed:
    """A Parquet feed: parts know their row group and rows, and read them where they are screened."""

    path: Path
    rows: int
    broken: tuple[Broken, ...]

    def parts(self, workers: int) -> list[Part]:
        file = open_parquet(self.path)
        keys = [c for c in KEYS if c in file.schema_arrow.names]
        again = repeats(*(as_words(f) for f in batches(file, columns=keys, rows=500_000)))
        found: list[Part] = []
        begin = 0
        groups = file.metadata.num_row_groups
        for group in range(groups):
            rows = file.metadata.row_group(group).num_rows
            # Whoever reads the middle of a group unpacks what lies before it: only the last groups are shared, so that all end together.
            step = max(ROWS, rows if group < groups // workers * workers else -(-rows // workers))
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
        for frame in batches(open_parquet(self.path), columns=WANTED, rows=ROWS, groups=[self.group]):
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
