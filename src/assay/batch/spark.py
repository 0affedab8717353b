"""How is a feed screened by Spark? The same two passes as on one machine (`local`), each a `mapInArrow`, and the same verdicts.

1. `look_at` sees every part where Spark has put it; what it leaves is kept by Spark, on its disks.
2. The counts that only the whole knows are added up by Spark, as a tree.
3. `judge` decides, with these counts at hand, and Spark writes the verdicts in parts beside OUT.
4. The parts become the one file OUT, in the order of the feed.

Spark decides nothing: it carries rows between the functions of the regime. What listings are held against goes to each machine once, as files,
and is opened once by each of its Python workers. Assay of the same version has to be installed there; feed and OUT have to lie where every machine
sees them under the same path.
"""

from __future__ import annotations

import pickle
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from io import BytesIO
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from assay.batch.desk import Desk, open_desk, open_office, store_desk
from assay.batch.local import SetAside, Summary, look_at, look_at_nothing, screen_feed, write_out, write_refused
from assay.batch.source import Part, Source
from assay.regime.listing.columns import OUT_SCHEMA
from assay.regime.listing.verdict import ACTIONS, Office, Settled, Tally, add, judge, settle, tally

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterator[pa.RecordBatch]

ASIDE = pl.Struct({"where": pl.String, "id": pl.String, "what": pl.String, "mend": pl.String})
BESIDE: dict[str, pl.DataType] = {"aside": ASIDE, "offered": pl.Binary(), "prices": pl.Binary()}
"""Columns of the first pass beside those of a listing: a row is a listing, or one that was set aside, or the counts of a part."""
COUNTS = ("offered", "prices")

SPARK_TYPES: dict[type[pl.DataType], tuple[str, pa.DataType]] = {
    pl.String: ("string", pa.string()),
    pl.Boolean: ("boolean", pa.bool_()),
    pl.Float64: ("double", pa.float64()),
    pl.Int8: ("tinyint", pa.int8()),
    pl.Int32: ("int", pa.int32()),
    pl.Int64: ("bigint", pa.int64()),
    pl.UInt32: ("bigint", pa.int64()),  # Spark counts with a sign
    pl.Date: ("date", pa.date32()),
    pl.Binary: ("binary", pa.binary()),
}


def screen_by_spark(source: Source, *, desk: Desk, out: Path, spark: SparkSession) -> Summary:
    """Screen a feed and write OUT; what was set aside is written beside it. Paths are absolute."""
    begun = time.perf_counter()
    context = spark.sparkContext
    # The workers of a cluster report in one after the other; without a first task we would count none of them.
    context.parallelize(range(2), 2).count()
    parts = source.parts(context.defaultParallelism)
    if not parts:
        return screen_feed(source, desk=desk, out=out)
    columns = _columns(desk)
    between = out.with_name(f"{out.name}.parts-{secrets.token_hex(4)}")
    between.mkdir()
    try:
        for number, part in enumerate(parts):
            (between / f"{number}.part").write_bytes(pickle.dumps(part))
        with tempfile.TemporaryDirectory(prefix="assay-desk-") as folder:
            store_desk(desk, Path(folder), to_send=True)
            for file in Path(folder).iterdir():
                context.addFile(str(file))
            looked = _looked(spark, len(parts), between=between, columns=columns)
            refused = [SetAside(where=b.where, id=b.id, what=b.what, mend=b.mend) for b in source.broken]
            total = context.broadcast(_total(looked, parts=len(parts)))
            refused += [
                SetAside(**row.asDict()) for row in looked.filter("aside is not null").select("aside.*").collect()
            ]
            listings = looked.filter("aside is null and prices is null").drop(*BESIDE)
            judged = listings.mapInArrow(_judging(columns, total), _ddl(OUT_SCHEMA))
            judged.write.parquet((between / "judged").as_uri())
            looked.unpersist()
        counts = _join(between / "judged", out=out)
    finally:
        shutil.rmtree(between, ignore_errors=True)
    write_refused(refused, out=out)
    return Summary(
        screened=sum(counts.values()), verdicts=counts, refused=tuple(refused), seconds=time.perf_counter() - begun
    )


def _columns(desk: Desk) -> dict[str, pl.DataType]:
    """The columns of the first pass: those of a desk with the same policy and nothing on it, which opens at once."""
    empty = replace(
        desk, brands=desk.brands[:0], products=desk.products[:0], rights=desk.rights[:0], stores=desk.stores[:0]
    )
    return dict(look_at_nothing(by=open_office(empty)).schema)


# First pass -------------------------------------------------------------------------------------------------------------------


def _looked(spark: SparkSession, parts: int, *, between: Path, columns: dict[str, pl.DataType]) -> DataFrame:
    from pyspark import StorageLevel

    schema = columns | BESIDE
    numbers = spark.range(0, parts, 1, parts)
    return numbers.mapInArrow(_looking(schema, between=str(between)), _ddl(schema)).persist(StorageLevel.DISK_ONLY)


def _looking(schema: dict[str, pl.DataType], *, between: str) -> Callable[[Batches], Batches]:
    def looking(numbers: Batches) -> Batches:
        by = _office()
        for batch in numbers:
            for number in batch.column(0).to_pylist():
                part: Part = pickle.loads((Path(between) / f"{number}.part").read_bytes())  # noqa: S301  written by this run
                for frame in _look(part, by=by):
                    yield from _batches(frame, schema)

    return looking


def _look(part: Part, *, by: Office) -> Iterator[pl.DataFrame]:
    """Listings, rows that were set aside, and at the end the counts of the part."""
    tallies: list[Tally] = []
    for batch in part.batches():
        looked, aside = look_at(batch, by=by)
        tallies.append(tally([looked]))
        yield looked
        if aside:
            rows = [{"where": a.where, "id": a.id, "what": a.what, "mend": a.mend} for a in aside]
            yield pl.DataFrame({"aside": pl.Series(rows, dtype=ASIDE)})
    yield _packed(add(tallies) if tallies else tally([look_at_nothing(by=by)]))


# Between the passes -----------------------------------------------------------------------------------------------------------


def _total(looked: DataFrame, *, parts: int) -> tuple[bytes, bytes]:
    """The counts of all parts, added up by Spark in two steps."""
    counts = looked.filter("prices is not null").select(*COUNTS)
    for width in (max(1, isqrt(parts)), 1):
        counts = counts.repartition(width).mapInArrow(_adding, _ddl({name: BESIDE[name] for name in COUNTS}))
    (row,) = counts.collect()
    return bytes(row["offered"]), bytes(row["prices"])


def _adding(counts: Batches) -> Batches:
    tallies = [
        _unpacked(offered, prices)
        for batch in counts
        for offered, prices in zip(*batch.to_pydict().values(), strict=True)
    ]
    if tallies:
        yield from _batches(_packed(add(tallies)), {name: BESIDE[name] for name in COUNTS})


def _packed(counted: Tally) -> pl.DataFrame:
    """Counts as one row of two Arrow files."""
    files = []
    for frame in (counted.offered, counted.prices):
        file = BytesIO()
        frame.write_ipc(file)
        files.append(file.getvalue())
    return pl.DataFrame([files], schema=list(COUNTS), orient="row")


def _unpacked(offered: bytes, prices: bytes) -> Tally:
    return Tally(offered=pl.read_ipc(offered), prices=pl.read_ipc(prices))


# Second pass ------------------------------------------------------------------------------------------------------------------


def _judging(columns: dict[str, pl.DataType], total: Broadcast[tuple[bytes, bytes]]) -> Callable[[Batches], Batches]:
    def judging(listings: Batches) -> Batches:
        by = _office()
        counted = _settled(*total.value)
        for batch in listings:
            looked = _frame(batch, columns)
            yield from _batches(judge(looked, tally=counted, by=by), OUT_SCHEMA)

    return judging


@lru_cache(maxsize=1)
def _settled(offered: bytes, prices: bytes) -> Settled:
    """What follows from the counts; settled once in each Python worker."""
    return settle(_unpacked(offered, prices), by=_office())


def _join(folder: Path, *, out: Path) -> dict[str, int]:
    """The parts that Spark has written become OUT, whole or not at all; how many listings got which verdict."""
    files = sorted(folder.glob("part-*.parquet"))  # numbered in the order of the feed
    counts = dict.fromkeys(ACTIONS, 0)
    written = pl.scan_parquet(files)
    for verdict, n in written.group_by("verdict").len().collect().iter_rows():
        counts[verdict] += n
    write_out(written.select(pl.col(name).cast(dtype) for name, dtype in OUT_SCHEMA.items()), out=out)
    return counts


# What travels -----------------------------------------------------------------------------------------------------------------


def _office() -> Office:
    """The desk of this run, as it came to this machine."""
    from pyspark import SparkFiles

    return _opened(SparkFiles.getRootDirectory())


@cache
def _opened(folder: str) -> Office:
    """Opened once in each Python worker."""
    return open_desk(Path(folder))


def _ddl(schema: dict[str, pl.DataType]) -> str:
    """The columns as Spark names their types."""
    return ", ".join(f"`{name}` {_spark(dtype)[0]}" for name, dtype in schema.items())


def _spark(dtype: Any) -> tuple[str, pa.DataType]:
    """A type of ours as Spark's and as the Arrow type in which Spark sends and takes it."""
    if isinstance(dtype, pl.List):
        word, arrow = _spark(dtype.inner)
        return f"array<{word}>", pa.list_(arrow)
    if isinstance(dtype, pl.Struct):
        inner = [(f.name, *_spark(f.dtype)) for f in dtype.fields]
        return (
            "struct<" + ", ".join(f"`{name}`: {word}" for name, word, _ in inner) + ">",
            pa.struct([(name, arrow) for name, _, arrow in inner]),
        )
    return SPARK_TYPES[dtype.base_type()]


def _batches(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> Sequence[pa.RecordBatch]:
    """A frame as Spark takes it; columns of the schema that it lacks are null."""
    lacking = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
    table = frame.with_columns(lacking).select(list(schema)).to_arrow(compat_level=pl.CompatLevel.oldest())
    wanted = pa.schema([(name, _spark(dtype)[1]) for name, dtype in schema.items()])
    return list(table.cast(wanted).combine_chunks().to_batches())


def _frame(batch: pa.RecordBatch, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """What Spark has sent, in our own types."""
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101  a batch comes back as a frame
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
