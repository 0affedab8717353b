"""What does this table say, as words? CSV, TSV, NDJSON, JSON, XML or Parquet -> a table of words by column, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from assay.errors import BadInput, NotSupported, TooLarge
from assay.outside.feed import read_feed

MAX_TEXT_BYTES = 100_000_000_000
MAX_ROWS = 50_000_000
PIECE = 1 << 20  # bytes of a column
TEXT = (".csv", ".tsv", ".ndjson", ".jsonl", ".json", ".xml", ".rss", ".atom", ".txt")


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A row that was set aside: where it stands, its id if it has one, what is wrong, how to mend it."""

    where: str
    id: str
    what: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A table as words. `places`: where each row stands in the file."""

    table: pl.DataFrame
    places: Sequence[str]
    broken: tuple[Broken, ...]


def check_file(path: Path, *, what: str) -> None:
    """BadInput: no such file, a folder, empty, not to be opened."""
    try:
        if path.is_dir():
            raise BadInput(f"this is a folder, not a {what}.", where=str(path), mend="Name the file in it.")
        with path.open("rb") as file:
            if not file.read(1):
                raise BadInput(
                    f"the {what} is empty.", where=str(path), mend="Write it again; the copy may have broken off."
                )
    except FileNotFoundError:
        raise BadInput(f"there is no such {what}.", where=str(path), mend="Check the path.") from None
    except OSError as bad:
        raise BadInput(
            f"this {what} cannot be opened ({bad.strerror}).", where=str(path), mend="Check its permissions."
        ) from None


def is_parquet(path: Path) -> bool:
    """By its bytes, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def check_text(path: Path, *, what: str) -> None:
    """TooLarge, NotSupported: no text that is read here."""
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise TooLarge(
            f"this {what} is larger than {MAX_TEXT_BYTES} bytes.",
            where=str(path),
            mend="Write it as Parquet, or split it.",
        )
    if path.suffix.lower() == ".parquet":
        raise BadInput(f"this {what} is not Parquet, whatever its name.", where=str(path), mend="Write it again.")
    if path.suffix.lower() not in TEXT:
        raise NotSupported(
            f"a {what} of the kind {path.suffix or '(none)'} is not read.",
            where=str(path),
            mend="Use .parquet, .ndjson, .csv, .tsv or .xml.",
        )


def text_words(path: Path, *, what: str) -> Words:
    """A text format, whole."""
    check_text(path, what=what)
    try:
        feed = read_feed(path.read_bytes(), max_rows=MAX_ROWS)
    except BadInput as bad:
        raise type(bad)(bad.what, where=f"{path}: {bad.where}", mend=bad.mend) from None
    names = sorted({name for row in feed.rows for name in row.words})
    table = pl.DataFrame(
        {n: [row.words.get(n) for row in feed.rows] for n in names}, schema=dict.fromkeys(names, pl.String)
    )
    broken = tuple(Broken(where=b.where, id="", what=b.what, mend=b.mend) for b in feed.broken)
    return Words(table=table, places=[row.where for row in feed.rows], broken=broken)


def small_table(path: Path, *, what: str) -> pl.DataFrame:
    """A register, rights or stores table (CSV, TSV, NDJSON or Parquet) as words."""
    check_file(path, what=what)
    if is_parquet(path):
        return as_words(parquet_words(path, what=what))
    kind = path.suffix.lower()
    try:
        if kind in (".csv", ".tsv", ".txt"):
            head = path.open(encoding="utf-8-sig", errors="replace").readline()
            separator = max("\t,;", key=head.count)
            table = pl.read_csv(
                path, separator=separator, infer_schema=False, truncate_ragged_lines=True, encoding="utf8"
            )
            return table.rename({c: c.strip().lower() for c in table.columns})
        if kind in (".ndjson", ".jsonl"):
            return as_words(pl.read_ndjson(path, infer_schema_length=None))
    except (pl.exceptions.PolarsError, UnicodeDecodeError, OSError) as bad:
        raise BadInput(
            f"this {what} cannot be read ({str(bad).splitlines()[0][:120]}).",
            where=str(path),
            mend="Write it as UTF-8 CSV.",
        ) from None
    raise NotSupported(
        f"a {what} of the kind {kind or '(none)'} is not read.",
        where=str(path),
        mend="Use .csv, .tsv, .ndjson or .parquet.",
    )


def parquet_groups(path: Path, *, what: str) -> pq.ParquetFile:
    """An open Parquet file; BadInput where it is none."""
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as bad:
        raise BadInput(
            f"this {what} is not Parquet ({str(bad).splitlines()[0][:120]}).", where=str(path), mend="Write it again."
        ) from None


def parquet_words(path: Path, *, what: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A Parquet table, whole, with words where it has words."""
    file = parquet_groups(path, what=what)
    names = [n for n in file.schema_arrow.names if columns is None or n in columns]
    try:
        return _frame(file.read(columns=names))
    except (pa.ArrowInvalid, OSError, pl.exceptions.PolarsError) as bad:
        raise BadInput(
            f"this {what} cannot be read ({str(bad).splitlines()[0][:120]}).", where=str(path), mend="Write it again."
        ) from None


def open_parquet(path: Path) -> pq.ParquetFile:
    """A Parquet file of which pieces are read as they are asked for: else a whole row group lies in memory beside its rows."""
    return pq.ParquetFile(path, buffer_size=PIECE)


def batches(
    file: pq.ParquetFile, *, columns: Sequence[str], rows: int, groups: Sequence[int] | None = None
) -> Iterator[pl.DataFrame]:
    """A Parquet table in batches, without ever holding it whole."""
    names = [n for n in file.schema_arrow.names if n in columns]
    for batch in file.iter_batches(batch_size=rows, columns=names, row_groups=groups):
        yield _frame(pa.Table.from_batches([batch]))


def _frame(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101  a table comes back as a table
    return frame


def as_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as words: numbers as written, lists joined by `|`, times as ISO 8601."""
    columns = []
    for name, dtype in frame.schema.items():
        one = pl.col(name)
        if isinstance(dtype, pl.List):
            one = one.list.eval(pl.element().cast(pl.String)).list.join("|")
        elif isinstance(dtype, (pl.Binary, pl.Struct, pl.Object)):
            continue
        elif dtype != pl.String:
            one = one.cast(pl.String)
        columns.append(one.alias(name))
    return frame.select(columns)


def listed(column: str, table: pl.DataFrame) -> pl.Expr:
    """A column of words joined by `|` as a list; empty where the column or the cell is."""
    if column not in table.columns:
        return pl.lit([], dtype=pl.List(pl.String)).alias(column)
    parts = pl.col(column).fill_null("").str.split("|").list.eval(pl.element().str.strip_chars())
    return parts.list.eval(pl.element().filter(pl.element() != "")).alias(column)


def word(column: str, table: pl.DataFrame, default: str = "") -> pl.Expr:
    """A column of words, stripped; `default` where the column or the cell is empty."""
    if column not in table.columns:
        return pl.lit(default).alias(column)
    text = pl.col(column).fill_null("").str.strip_chars()
    return pl.when(text == "").then(pl.lit(default)).otherwise(text).alias(column)
