"""How is a whole feed screened on one machine? In two passes over parts, so that memory does not grow with the feed.

The first pass looks at each part by itself and counts what only the whole knows (pieces on offer by store, prices of the market); the second judges.
Between the passes the parts lie in a temporary folder as Arrow columns. A small feed is screened in this process, a large one by a worker a core; the
verdicts are the same.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from assay.batch.desk import Desk, open_desk, open_office, store_desk
from assay.batch.source import Part, Source
from assay.regime.listing.arrival import arrive
from assay.regime.listing.verdict import ACTIONS, Office, Tally, add, judge, look, tally

SMALL = 60_000  # rows that one process screens sooner than others start
OUT_ROWS = 100_000  # rows of a row group of OUT


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A row that is no listing: its place in the feed, its id if it has one, what is wrong, how to mend it."""

    where: str
    id: str
    what: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What came out of a run. `seconds` by step; steps of several workers add up."""

    screened: int
    verdicts: dict[str, int]
    refused: tuple[SetAside, ...]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "screened": self.screened,
            "verdicts": self.verdicts,
            "set_aside": len(self.refused),
            "refused": [asdict(r) for r in self.refused[:100]],
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What the first pass leaves of a part: the files between the passes, the counts, the rows that were set aside."""

    files: tuple[str, ...]
    tally: Tally
    refused: tuple[SetAside, ...]


def screen_feed(source: Source, *, desk: Desk, out: Path, workers: int | None = None) -> Summary:
    """Screen a feed and write OUT; what was set aside is written beside it."""
    begun = time.perf_counter()
    refused = [SetAside(where=b.where, id=b.id, what=b.what, mend=b.mend) for b in source.broken]
    crew = 1 if source.rows <= SMALL else workers or os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="assay-screen-") as folder, _crew(crew, desk=desk, folder=folder) as run:
        looked = list(run(_look, [(part, folder) for part in source.parts(crew)]))
        total = add([one.tally for one in looked])
        for one in looked:
            refused += one.refused
        files = [f for one in looked for f in one.files]
        counts = _write(run(_judge, [(f, total) for f in files]), out=out)
    _write_refused(refused, out=out)
    return Summary(
        screened=sum(counts.values()), verdicts=counts, refused=tuple(refused), seconds=time.perf_counter() - begun
    )


# One process or several -------------------------------------------------------------------------------------------------------

_OFFICE: list[Office] = []


@contextmanager
def _crew(workers: int, *, desk: Desk, folder: str) -> Iterator[Any]:
    """Something that runs a function over tasks, in order: this process, or one process a core with the desk opened in each."""
    if workers == 1:
        office = open_office(desk)
        yield lambda function, tasks: (function(office, *task) for task in tasks)
        return
    store_desk(desk, Path(folder))
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = "1"  # the cores are the workers'; read by them when they start
    try:
        with ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(folder,)
        ) as pool:
            yield lambda function, tasks: pool.map(_do, ((function, task) for task in tasks))
    finally:
        if before is None:
            os.environ.pop("POLARS_MAX_THREADS", None)
        else:
            os.environ["POLARS_MAX_THREADS"] = before


def _begin(folder: str) -> None:
    _OFFICE.append(open_desk(Path(folder)))


def _do(job: tuple[Any, Sequence[Any]]) -> Any:
    function, task = job
    return function(_OFFICE[0], *task)


# First pass -------------------------------------------------------------------------------------------------------------------


def _look(by: Office, part: Part, folder: str) -> Looked:
    files: list[str] = []
    tallies: list[Tally] = []
    refused: list[SetAside] = []
    limits = by.policy.listing.limits
    for batch in part.batches():
        arrived = arrive(batch.words, limits=limits, fx=by.policy.fx)
        refused += [
            SetAside(where=batch.place(row), id=key, what=f"{attribute}: {what}", mend=mend)
            for row, key, attribute, what, mend in arrived.refused.iter_rows()
        ]
        table = arrived.table
        if batch.repeated.size:
            again = pl.Series(np.isin(arrived.rows.to_numpy(), batch.repeated))
            refused += [
                SetAside(
                    where=batch.place(row),
                    id=key,
                    what="id: the store has this id already in the feed.",
                    mend="Give each listing its own.",
                )
                for row, key in zip(
                    arrived.rows.filter(again).to_list(), table["id"].filter(again).to_list(), strict=True
                )
            ]
            table = table.filter(~again)
        looked = look(table, by=by).drop("description")
        tallies.append(tally([looked]))
        files.append(str(Path(folder) / f"part-{part.number}-{len(files)}.arrow"))
        looked.write_ipc(files[-1])
    return Looked(
        files=tuple(files), tally=add(tallies) if tallies else tally([look(_nothing(), by=by)]), refused=tuple(refused)
    )


def _nothing() -> pl.DataFrame:
    from assay.regime.listing.columns import ATTRIBUTES

    return pl.DataFrame(schema={c.name: c.dtype for c in ATTRIBUTES})


# Second pass ------------------------------------------------------------------------------------------------------------------


def _judge(by: Office, file: str, total: Tally) -> pa.Table:
    looked = pl.read_ipc(file)
    Path(file).unlink()
    return judge(looked, tally=total, by=by).to_arrow()


def _write(tables: Iterable[pa.Table], *, out: Path) -> dict[str, int]:
    """Write OUT whole or not at all; how many listings got which verdict."""
    counts = dict.fromkeys(ACTIONS, 0)
    unfinished = out.with_name(out.name + ".writing")
    writer: pq.ParquetWriter | None = None
    try:
        for table in tables:
            if writer is None:
                writer = pq.ParquetWriter(unfinished, table.schema, compression="zstd", compression_level=1)
            for row in table["verdict"].value_counts().to_pylist():
                counts[row["values"]] += row["counts"]
            writer.write_table(table, row_group_size=OUT_ROWS)
        if writer is None:
            from assay.regime.listing.columns import OUT_SCHEMA

            pl.DataFrame(schema=OUT_SCHEMA).write_parquet(unfinished)
        else:
            writer.close()
            writer = None
        unfinished.replace(out)
    finally:
        if writer is not None:
            writer.close()
        unfinished.unlink(missing_ok=True)
    return counts


def _write_refused(refused: Sequence[SetAside], *, out: Path) -> None:
    path = out.with_name(out.name + ".refused.ndjson")
    path.unlink(missing_ok=True)
    if refused:
        path.write_text("".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in refused), encoding="utf-8")
