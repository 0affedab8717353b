"""Where in a table of listings does which pattern stand?

All texts of a batch are one buffer: one scan for all patterns and rows, whatever their number. Rows of plain ASCII and the others are two
buffers, because one byte table folds the first at memory speed. Patterns with edges are looked for as " name ", so that the engine itself
throws away what is inside another word; offsets lead back to the characters as written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from assay.regime.listing.claims.fold import ASCII_TABLE, EDGE, SPACE, fold_codes

FIELDS: tuple[str, ...] = ("title", "brand", "description")
CONTEXT = 64  # bytes of folded text that are looked at on each side of a needle
BLOCK = 64  # bytes
CONTINUES = 0x80  # the two highest bits of a byte of UTF-8 that does not begin a character
TOGETHER = 1 << 18  # bytes of text folded together: arrays beyond the cache cost a page fault for every page, each time

I64 = npt.NDArray[np.int64]


class Engine(Protocol):
    """Finds all patterns in a buffer, overlapping ones too."""

    def scan(self, buffer: bytes) -> tuple[I64, I64]:
        """(pattern, end offset) of every occurrence."""
        ...


class HyperscanEngine:
    """Hyperscan's literal compiler; one scratch an engine, one engine a process."""

    def __init__(self, patterns: Sequence[bytes]) -> None:
        import hyperscan

        self._database: Any = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(
            expressions=list(patterns), ids=list(range(len(patterns))), flags=[0] * len(patterns), literal=True
        )
        self._scratch: Any = hyperscan.Scratch(self._database)

    def __getstate__(self) -> bytes:
        """Compiled once, sent to other processes as bytes."""
        import hyperscan

        return bytes(hyperscan.dumpb(self._database))

    def __setstate__(self, state: bytes) -> None:
        import hyperscan

        self._database = hyperscan.loadb(state, hyperscan.HS_MODE_BLOCK)
        self._scratch = hyperscan.Scratch(self._database)

    def scan(self, buffer: bytes) -> tuple[I64, I64]:
        found: list[tuple[int, int]] = []
        keep = found.append
        self._database.scan(buffer, match_event_handler=lambda i, _s, e, _f, _c: keep((i, e)), scratch=self._scratch)
        both = np.array(found, dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]


class AhoCorasickEngine:
    """The same answers where Hyperscan has no wheel."""

    def __init__(self, patterns: Sequence[bytes]) -> None:
        import ahocorasick_rs

        self._automaton: Any = ahocorasick_rs.BytesAhoCorasick(
            list(patterns), implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def scan(self, buffer: bytes) -> tuple[I64, I64]:
        found = np.array(self._automaton.find_matches_as_indexes(buffer, overlapping=True), dtype=np.int64)
        found = found.reshape(-1, 3)
        return found[:, 0], found[:, 2]


def engine(patterns: Sequence[bytes]) -> Engine:
    """The fastest engine that this machine has."""
    try:
        return HyperscanEngine(patterns)
    except ImportError:
        return AhoCorasickEngine(patterns)


@dataclass(frozen=True, kw_only=True)
class Buffer:
    """Folded text of a group of rows, and the way back to the joined text as written.

    ASCII: `gone` says before which bytes separators were left out. Others: folded character i comes from the written character `at[i]`; `heads` says
    which bytes begin a character, in blocks, and `before` how many do so before each block.
    """

    folded: bytes
    at: npt.NDArray[np.integer[Any]] | None
    heads: npt.NDArray[np.bool_] | None
    before: I64 | None
    gone: I64 | None
    rows: I64  # row of the table, by row of the group
    starts: I64  # first character of each row of the group in the joined text
    lengths: tuple[I64, ...]  # characters of each field, by row of the group

    def written(self, folded: I64) -> I64:
        """Bytes of the folded text -> characters of the joined text as written."""
        if self.at is not None and self.heads is not None and self.before is not None:
            block, place = folded // BLOCK, folded % BLOCK
            within = (self.heads[block] & (np.arange(BLOCK) <= place[:, None])).sum(axis=1)
            written: I64 = self.at[self.before[block] + within - 1].astype(np.int64)
            return written
        assert self.gone is not None  # noqa: S101  one of the two ways is there
        return folded + np.searchsorted(self.gone, folded, side="right")


def buffers(table: pl.DataFrame, *, fields: Sequence[str] = FIELDS, together: int = TOGETHER) -> Iterator[Buffer]:
    """The texts of these fields of a table, folded: buffers of ASCII rows and buffers of others, of about so many bytes each."""
    texts = [pl.col(f).fill_null("") for f in fields]
    wide = table.select(
        pl.concat_str([pl.lit(" "), *_between(texts), pl.lit(f" {chr(EDGE)} ")]).alias("text"),
        *[t.str.len_chars().cast(pl.Int64).alias(f"n{i}") for i, t in enumerate(texts)],
    ).with_row_index("row")
    chars = pl.sum_horizontal([f"n{i}" for i in range(len(texts))]) + 1 + 3 * len(texts)
    ascii_row = pl.col("text").str.len_bytes() == chars
    for group, fast in ((wide.filter(ascii_row), True), (wide.filter(~ascii_row), False)):
        if group.height:
            size = int(group["text"].str.len_bytes().sum())
            rows = max(1, group.height * together // max(size, 1))
            for first in range(0, group.height, rows):
                yield _buffer(group.slice(first, rows), fast=fast, fields=len(texts))


def _between(texts: list[pl.Expr]) -> list[pl.Expr]:
    out = [texts[0]]
    for text in texts[1:]:
        out += [pl.lit(f" {chr(EDGE)} "), text]
    return out


def _buffer(group: pl.DataFrame, *, fast: bool, fields: int) -> Buffer:
    lengths = tuple(group[f"n{i}"].to_numpy().astype(np.int64) for i in range(fields))
    size = sum(lengths) + 1 + 3 * fields
    starts = np.cumsum(size) - size
    array = group["text"].to_arrow()
    offsets = np.frombuffer(array.buffers()[1], dtype=np.int64)[: len(array) + 1]
    data = memoryview(array.buffers()[2])[int(offsets[0]) : int(offsets[-1])]
    rows = group["row"].to_numpy().astype(np.int64)
    if fast:
        plain = bytes(data).translate(ASCII_TABLE)
        letters = np.frombuffer(plain, dtype=np.uint8)
        again = _again(letters)
        out = _true(again)
        return Buffer(
            folded=letters[~again].tobytes() if out.size else plain,
            at=None,
            heads=None,
            before=None,
            gone=out - np.arange(out.size),
            rows=rows,
            starts=starts,
            lengths=lengths,
        )
    codes = np.frombuffer(bytes(data).decode("utf-8", "replace").encode("utf-32-le"), dtype=np.uint32)
    folded, index = fold_codes(codes)
    again = _again(folded)
    if again.any():
        folded, index = folded[~again], index[~again]
    text = folded.astype("<u4", copy=False).tobytes().decode("utf-32-le").encode("utf-8")
    bytes_of = np.full(-(-len(text) // BLOCK) * BLOCK, CONTINUES, dtype=np.uint8)
    bytes_of[: len(text)] = np.frombuffer(text, dtype=np.uint8)
    heads = ((bytes_of & 0xC0) != CONTINUES).reshape(-1, BLOCK)
    counts = np.count_nonzero(heads, axis=1)
    return Buffer(
        folded=text,
        at=index,
        heads=heads,
        before=np.cumsum(counts) - counts,
        gone=None,
        rows=rows,
        starts=starts,
        lengths=lengths,
    )


def _again(letters: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
    """Which separators follow on another?"""
    blank = letters == SPACE
    again = np.empty(letters.size, dtype=np.bool_)
    again[0] = False
    np.logical_and(blank[1:], blank[:-1], out=again[1:])
    return again


def _true(mask: npt.NDArray[np.bool_]) -> I64:
    """Where a mask that is hardly ever true is: looked at eight at a time."""
    whole = mask.size // 8 * 8
    eights = np.flatnonzero(mask[:whole].view(np.uint64))
    which, place = np.nonzero(mask[:whole].reshape(-1, 8)[eights])
    found: I64 = np.concatenate([eights[which] * 8 + place, np.flatnonzero(mask[whole:]) + whole])
    return found


@dataclass(frozen=True, kw_only=True)
class Needle:
    """A folded word or phrase to look for. `bounded`: it needs edges on both sides. `written`: where folding loses what matters ("H&M", "1:1"), the
    words as written must be these, but for case and spaces; empty: no matter."""

    text: str
    bounded: bool
    written: str = ""


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """Needles made ready: compiled once a process."""

    engine: Engine
    widths: I64
    bounded: npt.NDArray[np.bool_]
    exact: pl.DataFrame


def scanner(needles: Sequence[Needle], *, by: Callable[[Sequence[bytes]], Engine] | None = None) -> Scanner:
    """Compile needles; bounded ones bring their edges along."""
    words = [f" {n.text} ".encode() if n.bounded else n.text.encode() for n in needles]
    return Scanner(
        engine=(by or engine)(words),
        widths=np.array([len(w) for w in words], dtype=np.int64),
        bounded=np.array([n.bounded for n in needles], dtype=np.bool_),
        exact=pl.DataFrame(
            [(i, _squeezed(n.written)) for i, n in enumerate(needles) if n.written],
            schema={"pattern": pl.Int64, "written": pl.String},
            orient="row",
        ),
    )


OCCURRENCES: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "field": pl.Int64(),
    "pattern": pl.Int64(),
    "start": pl.Int64(),
    "end": pl.Int64(),
    "before": pl.String(),
    "behind": pl.String(),
    "alone": pl.Boolean(),
    "text": pl.String(),
}
"""Every needle seen: its place in the text as written and what stands there, the folded text on both sides, and whether it fills its field."""


def occurrences(table: pl.DataFrame, *, by: Scanner) -> pl.DataFrame:
    """Every needle in the FIELDS of a table (OCCURRENCES)."""
    hits = _seen((buffer, find(buffer, by=by)) for buffer in buffers(table))
    hits = hits.with_columns(as_written(table, hits).alias("text"))
    if by.exact.height:
        hits = hits.join(by.exact, on="pattern", how="left", maintain_order="left")
        said = pl.col("text").str.to_lowercase().str.replace_all(r"\s", "")
        hits = hits.filter(pl.col("written").is_null() | (said == pl.col("written"))).drop("written")
    return hits


def as_written(table: pl.DataFrame, hits: pl.DataFrame) -> pl.Series:
    """The words at (row, field, start, end), as they stand in the listing."""
    texts = table.select(FIELDS)[hits["row"]].hstack(hits.select("field", "start", "end"))
    whole = (
        pl.when(pl.col("field") == 0).then(FIELDS[0]).when(pl.col("field") == 1).then(FIELDS[1]).otherwise(FIELDS[2])
    )
    return texts.select(whole.str.slice(pl.col("start"), pl.col("end") - pl.col("start"))).to_series()


def _squeezed(text: str) -> str:
    return "".join(text.lower().split())


@dataclass(frozen=True, kw_only=True)
class Hits:
    """Occurrences. `start`, `end`: characters of the field as written; `low`, `high`: bytes of the folded buffer (edges left out)."""

    row: I64
    field: I64
    pattern: I64
    start: I64
    end: I64
    low: I64
    high: I64


def locate(buffer: Buffer, *, pattern: I64, low: I64, high: I64) -> Hits:
    """Bytes [low, high) of the folded buffer -> row, field, and characters as written. What crosses a field's edge is left out."""
    first = buffer.written(low)
    last = buffer.written(high - 1) + 1
    group = np.searchsorted(buffer.starts, first, side="right") - 1
    within = first - buffer.starts[group] - 1
    field = np.zeros(first.size, dtype=np.int64)
    begin = np.zeros(first.size, dtype=np.int64)
    stop = buffer.lengths[0][group].copy()
    for i in range(1, len(buffer.lengths)):
        next_begin = begin_of(buffer, i)[group]
        inside = within >= next_begin
        field[inside] = i
        begin = np.where(inside, next_begin, begin)
        stop = np.where(inside, buffer.lengths[i][group], stop)
    start = within - begin
    end = start + (last - first)
    good = (start >= 0) & (end <= stop)
    return Hits(
        row=buffer.rows[group][good],
        field=field[good],
        pattern=pattern[good],
        start=start[good],
        end=end[good],
        low=low[good],
        high=high[good],
    )


def begin_of(buffer: Buffer, field: int) -> I64:
    """Where a field begins in its row's text, after the first space, by row of the group."""
    begin: I64 = np.zeros(buffer.rows.size, dtype=np.int64)
    for i in range(field):
        begin = begin + buffer.lengths[i] + 3
    return begin


def find(buffer: Buffer, *, by: Scanner) -> Hits:
    """All occurrences in one buffer."""
    pattern, end = by.engine.scan(buffer.folded)
    edge = by.bounded[pattern].astype(np.int64)
    return locate(buffer, pattern=pattern, low=end - by.widths[pattern] + edge, high=end - edge)


def _seen(found: Iterable[tuple[Buffer, Hits]]) -> pl.DataFrame:
    parts: list[tuple[I64, ...]] = []
    before: list[str] = []
    behind: list[str] = []
    for buffer, hits in found:
        left, right = around(buffer.folded, hits)
        before += left
        behind += right
        whole = np.stack(buffer.lengths)[hits.field, np.searchsorted(buffer.rows, hits.row)]
        parts.append((hits.row, hits.field, hits.pattern, hits.start, hits.end, whole))
    none = np.zeros(0, dtype=np.int64)
    row, field, pattern, start, end, whole = (
        (np.concatenate([none, *some]) for some in zip(*parts, strict=True)) if parts else [none] * 6
    )
    return pl.DataFrame(
        {
            "row": row,
            "field": field,
            "pattern": pattern,
            "start": start,
            "end": end,
            "before": pl.Series(before, dtype=pl.String),
            "behind": pl.Series(behind, dtype=pl.String),
            "alone": (end - start) >= whole,
        }
    )


def around(text: bytes, hits: Hits) -> tuple[list[str], list[str]]:
    """The folded text before and behind each occurrence, within its field."""
    edge = bytes([EDGE])
    before = [text[max(0, x - CONTEXT) : x].rpartition(edge)[2].decode("utf-8", "ignore") for x in hits.low.tolist()]
    behind = [text[x : x + CONTEXT].partition(edge)[0].decode("utf-8", "ignore") for x in hits.high.tolist()]
    return before, behind
