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
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import polars as pl

from assay.batch.desk import Desk, open_desk, open_office, store_desk
from assay.batch.source import Batch, Part, Source
from assay.regime.listing.arrival import arrive
from assay.regime.listing.columns import ATTRIBUTES, OUT_SCHEMA
from assay.regime.listing.verdict import ACTIONS, Office, Tally, add, judge, look, tally

T = TypeVar("T")
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

    files: tuple[Path, ...]
    tally: Tally
    refused: tuple[SetAside, ...]


class Crew:
    """Something that runs functions over tasks, in order, with an office at hand: this process, or a process a core.

    The processes start at once and load the libraries while the tables are read; `hire` gives them the desk.
    """

    def __init__(self, workers: int, folder: Path) -> None:
        self.workers, self.folder = workers, folder
        self._office: Office | None = None
        self._pool: ProcessPoolExecutor | None = None
        if workers > 1:
            self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
            for _ in range(workers):
                self._pool.submit(_wake)

    def hire(self, desk: Desk) -> None:
        """Give the desk to everybody."""
        if self._pool is None:
            self._office = open_office(desk)
        else:
            store_desk(desk, self.folder)

    def run(self, function: Callable[..., T], tasks: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """The answers in the order of the tasks."""
        if self._pool is None:
            office = self._office
            assert office is not None  # noqa: S101  hired before
            return (function(office, *task) for task in tasks)
        return self._pool.map(_do, ((function, self.folder, task) for task in tasks))

    def dismiss(self) -> None:
        """Let everybody go, at once."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def open_crew(rows: int, *, workers: int | None = None) -> Iterator[Crew]:
    """A crew for a feed of so many rows; a folder for what lies between the passes goes with it."""
    count = 1 if rows <= SMALL else workers or os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="assay-screen-") as folder, _one_thread_each(count):
        crew = Crew(count, Path(folder))
        try:
            yield crew
        finally:
            crew.dismiss()


@contextmanager
def _one_thread_each(workers: int) -> Iterator[None]:
    """The cores are the workers'; they read this when they start."""
    before = os.environ.get("POLARS_MAX_THREADS")
    if workers > 1:
        os.environ["POLARS_MAX_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("POLARS_MAX_THREADS", None)
        else:
            os.environ["POLARS_MAX_THREADS"] = before


_OFFICE: dict[Path, Office] = {}


def _wake() -> None:
    """The libraries are loaded by finding this function."""


def _do(job: tuple[Callable[..., T], Path, tuple[Any, ...]]) -> T:
    function, folder, task = job
    if folder not in _OFFICE:
        _OFFICE[folder] = open_desk(folder)
    return function(_OFFICE[folder], *task)


def screen_feed(source: Source, *, desk: Desk, out: Path, crew: Crew | None = None) -> Summary:
    """Screen a feed and write OUT; what was set aside is written beside it."""
    if crew is None:
        with open_crew(source.rows) as own:
            return screen_feed(source, desk=desk, out=out, crew=own)
    begun = time.perf_counter()
    refused = [SetAside(where=b.where, id=b.id, what=b.what, mend=b.mend) for b in source.broken]
    crew.hire(desk)
    looked = list(crew.run(_look, ((part, crew.folder) for part in source.parts(crew.workers))))
    total = add([one.tally for one in looked])
    for one in looked:
        refused += one.refused
    files = [f for one in looked for f in one.files]
    counts = _write(list(crew.run(_judge, ((f, total) for f in files))), out=out)
    write_refused(refused, out=out)
    return Summary(
        screened=sum(counts.values()), verdicts=counts, refused=tuple(refused), seconds=time.perf_counter() - begun
    )


# First pass -------------------------------------------------------------------------------------------------------------------


def _look(by: Office, part: Part, folder: Path) -> Looked:
    files: list[Path] = []
    tallies: list[Tally] = []
    refused: list[SetAside] = []
    for batch in part.batches():
        looked, aside = look_at(batch, by=by)
        refused += aside
        tallies.append(tally([looked]))
        files.append(folder / f"part-{part.number}-{len(files)}.arrow")
        looked.write_ipc(files[-1])
    return Looked(
        files=tuple(files), tally=add(tallies) if tallies else tally([look_at_nothing(by=by)]), refused=tuple(refused)
    )


def look_at(batch: Batch, *, by: Office) -> tuple[pl.DataFrame, list[SetAside]]:
    """What the listings of a batch say by themselves, and the rows that are none."""
    arrived = arrive(batch.words, limits=by.policy.listing.limits, fx=by.policy.fx)
    refused = [
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
            for row, key in zip(arrived.rows.filter(again).to_list(), table["id"].filter(again).to_list(), strict=True)
        ]
        table = table.filter(~again)
    return look(table, by=by).drop("description"), refused


def look_at_nothing(*, by: Office) -> pl.DataFrame:
    """The columns that a batch has when it was looked at, without rows."""
    return look(pl.DataFrame(schema={c.name: c.dtype for c in ATTRIBUTES}), by=by).drop("description")


# Second pass ------------------------------------------------------------------------------------------------------------------


def _judge(by: Office, file: Path, total: Tally) -> tuple[Path, dict[str, int]]:
    """Judge what lies in a file; the verdicts take its place. How many got which."""
    judged = judge(pl.read_ipc(file), tally=total, by=by)
    file.unlink()
    done = file.with_suffix(".judged")
    judged.write_ipc(done)
    return done, dict(judged["verdict"].value_counts().iter_rows())


def _write(judged: Sequence[tuple[Path, dict[str, int]]], *, out: Path) -> dict[str, int]:
    """Write OUT; how many listings got which verdict."""
    counts = dict.fromkeys(ACTIONS, 0)
    for _, some in judged:
        for verdict, n in some.items():
            counts[verdict] += n
    files = [file for file, _ in judged]
    write_out(pl.scan_ipc(files) if files else pl.LazyFrame(schema=OUT_SCHEMA), out=out)
    return counts


def write_out(table: pl.LazyFrame, *, out: Path) -> None:
    """Write OUT whole or not at all, in the order of the rows."""
    unfinished = out.with_name(out.name + ".writing")
    try:
        table.sink_parquet(unfinished, compression="zstd", compression_level=1, row_group_size=OUT_ROWS)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def write_refused(refused: Sequence[SetAside], *, out: Path) -> None:
    """Write what was set aside beside OUT; no file where there is none."""
    path = out.with_name(out.name + ".refused.ndjson")
    path.unlink(missing_ok=True)
    if refused:
        path.write_text("".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in refused), encoding="utf-8")
