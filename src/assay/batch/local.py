"""How is a whole feed screened on one machine? In two passes over parts, so that memory does not grow with the feed.

The first pass looks at each part by itself and counts what only the whole knows (pieces on offer by store, prices of the market); the second judges.
Between the passes the parts lie in a temporary folder as Arrow columns. A small feed is screened in this process, a large one by a worker a core; the
verdicts are the same.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from assay.batch.crew import Crew, open_crew
from assay.batch.desk import Desk
from assay.batch.pieces import join
from assay.batch.source import Batch, Part, Source
from assay.regime.listing.arrival import arrive
from assay.regime.listing.columns import ATTRIBUTES, OUT_SCHEMA
from assay.regime.listing.counts import Settled
from assay.regime.listing.lookups import Index
from assay.regime.listing.verdict import ACTIONS, Office, Tally, add, judge, look, settle, tally

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
    """What came out of a run, and how many seconds it took by the clock."""

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
    """What the first pass leaves of a part: the files between the passes with their rows, the counts, the rows that were set aside."""

    files: tuple[tuple[Path, int], ...]
    tally: Tally
    refused: tuple[SetAside, ...]


def screen_feed(source: Source, *, desk: Desk | Callable[[], Desk], out: Path, crew: Crew | None = None) -> Summary:
    """Screen a feed and write OUT; what was set aside is written beside it. `desk`: or what makes it, which is asked by one of the crew."""
    if crew is None:
        with open_crew(source.rows) as own:
            return screen_feed(source, desk=desk, out=out, crew=own)
    begun = time.perf_counter()
    refused = [SetAside(where=b.where, id=b.id, what=b.what, mend=b.mend) for b in source.broken]
    hired, cut = crew.hire(desk), crew.call(_parts, source, crew.workers)
    register, parts = hired.result(), cut.result()
    crew.relieve(register)
    looked = list(crew.run(_look, ((part, crew.folder) for part in parts)))
    for one in looked:
        refused += one.refused
    list(crew.run(_settle, [([one.tally for one in looked], crew.folder)]))
    files = _together([file for one in looked for file in one.files])
    counts = _write(crew.run(_judge, ((some, crew.folder) for some in files)), out=out)
    write_refused(refused, out=out)
    return Summary(
        screened=sum(counts.values()), verdicts=counts, refused=tuple(refused), seconds=time.perf_counter() - begun
    )


# First pass -------------------------------------------------------------------------------------------------------------------


def _parts(source: Source, workers: int) -> list[Part]:
    return source.parts(workers)


def _look(by: Office, part: Part, folder: Path) -> Looked:
    files: list[tuple[Path, int]] = []
    tallies: list[Tally] = []
    refused: list[SetAside] = []
    for batch in part.batches():
        looked, aside = look_at(batch, by=by)
        refused += aside
        tallies.append(tally([looked]))
        file = folder / f"part-{part.number}-{len(files)}.arrow"
        looked.write_ipc(file)
        files.append((file, looked.height))
    return Looked(files=tuple(files), tally=add(tallies) if tallies else _none(by), refused=tuple(refused))


def _none(by: Office) -> Tally:
    return tally([look_at_nothing(by=by)])


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


# Between the passes -----------------------------------------------------------------------------------------------------------


def _settle(by: Office, tallies: list[Tally], folder: Path) -> None:
    """What follows from all counts, left as files that everybody maps instead of copying."""
    settled = settle(add(tallies or [_none(by)]), by=by)
    for name, index in (("units", settled.units), ("market", settled.market)):
        index.table.write_ipc(folder / f"{name}.arrow")
        np.save(folder / f"{name}.npy", index.hashes)
        (folder / f"{name}.json").write_text(json.dumps([index.keys, index.alike]), encoding="utf-8")


@lru_cache(maxsize=1)
def _settled(folder: Path) -> Settled:
    found = {}
    for name in ("units", "market"):
        keys, alike = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        hashes = np.load(folder / f"{name}.npy", mmap_mode="r")
        found[name] = Index(table=pl.read_ipc(folder / f"{name}.arrow"), keys=tuple(keys), hashes=hashes, alike=alike)
    return Settled(**found)


def _together(files: Sequence[tuple[Path, int]]) -> Iterator[tuple[Path, ...]]:
    """Files that make a row group of OUT together."""
    some: list[Path] = []
    rows = 0
    for file, height in files:
        if some and rows + height > OUT_ROWS:
            yield tuple(some)
            some, rows = [], 0
        some.append(file)
        rows += height
    if some:
        yield tuple(some)


# Second pass ------------------------------------------------------------------------------------------------------------------


def _judge(by: Office, files: tuple[Path, ...], folder: Path) -> tuple[Path, dict[str, int]]:
    """Judge what lies in some files; a piece of OUT takes their place. How many got which."""
    judged = []
    for file in files:
        judged.append(judge(pl.read_ipc(file), tally=_settled(folder), by=by))
        file.unlink()
    table = pl.concat(judged)
    piece = files[0].with_suffix(".parquet")
    table.write_parquet(piece, compression="zstd", compression_level=1, row_group_size=OUT_ROWS)
    return piece, dict(table["verdict"].value_counts().iter_rows())


def _write(judged: Iterable[tuple[Path, dict[str, int]]], *, out: Path) -> dict[str, int]:
    """Put the pieces together as OUT, while others are still judged; how many listings got which verdict."""
    counts = dict.fromkeys(ACTIONS, 0)

    def pieces() -> Iterator[Path]:
        for piece, some in judged:
            for verdict, n in some.items():
                counts[verdict] += n
            yield piece

    unfinished = out.with_name(out.name + ".writing")
    try:
        if join(pieces(), out=unfinished):
            unfinished.replace(out)
        else:
            write_out(pl.LazyFrame(schema=OUT_SCHEMA), out=out)
    finally:
        unfinished.unlink(missing_ok=True)
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
