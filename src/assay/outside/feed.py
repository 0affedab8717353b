"""Which rows does this feed file hold? CSV, TSV, NDJSON, JSON, Parquet and product-feed XML (RSS 2.0, Atom), told apart by their bytes.

What a row means is for screening to say; here it becomes words by attribute name, with its place in the file. A row that cannot be read at all is
named and set aside, and the others go through. The file comes from outside: its name is not looked at, XML entities and document types are
refused, and rows, columns and cells have limits.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from lxml import etree

from assay.errors import BadInput, NotSupported, TooLarge

MAX_COLUMNS = 300
MAX_CELL = 100_000
PARQUET_ROWS = 5_000
MAX_LINES = 200  # that one row may take
AHEAD = 10_000  # lines that are held while a table is read
CHUNK = 1 << 20
MAX_UNPACKED = 1_000_000_000  # bytes that the columns of a Parquet file may take
WAYS = "Send CSV, TSV, NDJSON or product-feed XML in UTF-8, or Parquet."
PARQUET = b"PAR1"
ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: `where` it stands in the file, and its words by attribute name."""

    where: str
    words: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The rows of a file in their order, and those that could not be read."""

    rows: tuple[Row, ...]
    broken: tuple[BadInput, ...]

    @property
    def both(self) -> tuple[Row | BadInput, ...]:
        """All of them."""
        return (*self.rows, *self.broken)


def read_feed(data: bytes, *, max_rows: int) -> Feed:
    """The rows of a feed. BadInput: empty, no feed, a head without `id`; NotSupported: another format; TooLarge: more than `max_rows`."""
    if not data.strip():
        raise BadInput(
            "the feed is empty.", where="feed", mend="Choose the file again; the upload may have broken off."
        )
    if data.startswith(ARCHIVES):
        raise NotSupported("this is no text; archives and office documents are not read.", where="feed", mend=WAYS)
    rows: list[Row] = []
    broken: list[BadInput] = []
    for found in _parquet(data, max_rows=max_rows) if data.startswith(PARQUET) else _rows(data):
        if isinstance(found, BadInput):
            broken.append(found)
        else:
            rows.append(found)
        if len(rows) + len(broken) > max_rows:
            raise TooLarge(
                f"the feed has more than {max_rows} rows.", where="feed", mend="Split it, or send it through the API."
            )
    if not rows and not broken:
        raise BadInput("the feed has no rows.", where="feed", mend="Send a head and a row for each listing.")
    return Feed(rows=tuple(rows), broken=tuple(broken))


def stream_feed(file: BinaryIO) -> Iterator[Row | BadInput]:
    """The rows of a feed, and those that could not be read, as they come: a large feed is never held whole. Refusals as in `read_feed`.

    Where only the whole says what the rows are (UTF-16, one JSON list, lines that end as on an old Macintosh) the whole is read.
    """
    head = file.read(CHUNK)
    file.seek(0)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        yield from _xml(file)
    elif head.startswith(ARCHIVES):
        read_feed(head, max_rows=sys.maxsize)
    elif head.startswith((b"\xff\xfe", b"\xfe\xff")) or start.startswith(b"[") or b"\n" not in head:
        yield from read_feed(file.read(), max_rows=sys.maxsize).both
    elif start.startswith(b"{"):
        yield from _ndjson(_lines_of(file))
    else:
        yield from _table(_lines_of(file))


def _lines_of(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(file, start=1):
        try:
            yield line.removesuffix(b"\n").decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadInput("the feed is not UTF-8.", where=f"line {number}", mend="Save it as UTF-8.") from None


def words_of(record: dict[str, Any]) -> dict[str, str]:
    """A JSON object as words by attribute name: numbers as written, truth as true or false, lists joined by commas, null left out."""
    return {str(key): _word(value) for key, value in record.items() if value is not None}


def _rows(data: bytes) -> Iterator[Row | BadInput]:
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _text(data).encode()
        head = data[:200].lstrip()
    if head.startswith(b"<"):
        yield from _xml(io.BytesIO(data))
    elif head.startswith(b"{"):
        yield from _ndjson(_text(data).split("\n"))
    elif head.startswith(b"["):
        yield from _json(_text(data))
    else:
        yield from _table(_lines(_text(data)))


def _text(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as bad:
        line = data[: bad.start].count(b"\n") + 1
        raise BadInput("the feed is not UTF-8.", where=f"line {line}", mend="Save it as UTF-8.") from None


def _lines(text: str) -> list[str]:
    return (text.replace("\r", "\n") if "\n" not in text else text).split("\n")


def _table(lines: Iterable[str]) -> Iterator[Row | BadInput]:
    coming = iter(lines)
    near: list[str] = list(islice(coming, AHEAD))  # a row may reach over MAX_LINES more
    delimiter = max("\t,;|", key=near[0].count)
    head: list[str] | None = None
    passed = at = 0
    while at < len(near):
        if len(near) - at <= MAX_LINES:
            passed, near, at = passed + at, [*near[at:], *islice(coming, AHEAD)], 0
        where = f"line {passed + at + 1}"
        # More lines than one belong together only where that makes a row: a quotation mark that was never closed costs its own line alone.
        cells, taken = _cells(near, at, delimiter, most=len(head) if head else MAX_COLUMNS)
        at += taken
        if at >= len(near):
            passed, near, at = passed + at, list(islice(coming, AHEAD)), 0
        if cells is None:
            yield BadInput("a quotation mark is not closed.", where=where, mend="Close it, or leave it out.")
        elif not any(c.strip() for c in cells):
            continue
        elif head is None:
            head = [_name(c) for c in cells]
            _check_head(head)
        else:
            yield _row(head, cells, where=where)


def _cells(lines: list[str], at: int, delimiter: str, *, most: int) -> tuple[list[str] | None, int]:
    """The cells of the row that begins on this line, and how many lines it takes. None: a quotation mark that no later line closes."""
    line = lines[at].removesuffix("\r")
    if '"' not in line:
        return line.split(delimiter), 1
    record = line
    for taken in range(1, min(MAX_LINES, len(lines) - at) + 1):
        try:
            cells = next(csv.reader([record], delimiter=delimiter, strict=True))
        except csv.Error as bad:
            if "unexpected end" not in str(bad):
                if taken > 1:
                    break
                # Quotation marks inside a cell: read as they stand.
                return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE)), 1
            cells = None
        if cells is not None and (taken == 1 or len(cells) <= most):
            return cells, taken
        if cells is not None or at + taken >= len(lines):
            break
        record = f"{record}\n{lines[at + taken].removesuffix(chr(13))}"
    return None, 1


def _row(head: list[str], cells: list[str], *, where: str) -> Row | BadInput:
    if len(cells) > len(head):
        return BadInput(
            f"this row has {len(cells)} cells, the head {len(head)}.",
            where=where,
            mend="Put text with separators into quotation marks.",
        )
    if any(len(c) > MAX_CELL or "\x00" in c for c in cells):
        return BadInput(f"a cell has more than {MAX_CELL} characters or a null.", where=where, mend="Shorten it.")
    return Row(where=where, words={name: cell for name, cell in zip(head, cells, strict=False) if name and cell != ""})


def _check_head(head: list[str]) -> None:
    if len(head) > MAX_COLUMNS:
        raise TooLarge(
            f"the feed has {len(head)} columns; {MAX_COLUMNS} are read.", where="line 1", mend="Leave columns out."
        )
    if "id" not in head:
        raise BadInput(
            "the head of the feed names no column `id`.",
            where="line 1",
            mend="Begin with a line of attribute names: id, title, price, ...",
        )
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        raise BadInput(f"the column {twice[0][:60]!r} stands twice.", where="line 1", mend="Name each column once.")


def _ndjson(lines: Iterable[str]) -> Iterator[Row | BadInput]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(line, where=f"line {number}")


def _json(text: str) -> Iterator[Row | BadInput]:
    try:
        records = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("this is not JSON.", where="feed", mend="Send one JSON object a line (NDJSON).") from None
    for number, record in enumerate(records, start=1):
        yield _of(record, where=f"row {number}")


def _record(line: str, *, where: str) -> Row | BadInput:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return BadInput("this line is not JSON.", where=where, mend="Write one JSON object a line.")
    return _of(record, where=where)


def _of(record: Any, *, where: str) -> Row | BadInput:
    if not isinstance(record, dict):
        return BadInput("this row is no JSON object.", where=where, mend="Write one JSON object a line.")
    if len(record) > MAX_COLUMNS:
        return BadInput(f"this row has more than {MAX_COLUMNS} attributes.", where=where, mend="Leave attributes out.")
    words = {_name(key): value for key, value in words_of(record).items()}
    if any(len(value) > MAX_CELL or "\x00" in value for value in words.values()):
        return BadInput(f"an attribute has more than {MAX_CELL} characters or a null.", where=where, mend="Shorten it.")
    try:
        "".join(words.values()).encode()
    except UnicodeEncodeError:
        return BadInput(
            "an attribute holds half a character (an unpaired surrogate).", where=where, mend="Send whole characters."
        )
    return Row(where=where, words=words)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ",".join(_word(v) for v in value if not isinstance(v, dict | list))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _parquet(data: bytes, *, max_rows: int) -> Iterator[Row | BadInput]:
    """Columns as rows of words. How many there are, and how large they are unpacked, is looked at before any is unpacked."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        about, names = file.metadata, file.schema_arrow.names
        if about.num_rows > max_rows:
            raise TooLarge(
                f"the feed has {about.num_rows} rows; {max_rows} are read.",
                where="feed",
                mend="Split it, or send it through the API.",
            )
        if sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups)) > MAX_UNPACKED:
            raise TooLarge(f"unpacked the feed has more than {MAX_UNPACKED} bytes.", where="feed", mend="Split it.")
        head = [_name(name) for name in names]
        _check_head(head)
        number = 0
        for batch in file.iter_batches(batch_size=PARQUET_ROWS):
            for record in batch.to_pylist():
                number += 1
                yield _of({str(k): v for k, v in record.items()}, where=f"row {number}")
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as bad:
        if isinstance(bad, TooLarge | BadInput):
            raise
        raise BadInput(
            "this Parquet file cannot be read.", where="feed", mend="Write it again; the upload may have broken off."
        ) from None


def _xml(file: BinaryIO) -> Iterator[Row | BadInput]:
    # huge_tree stays off: lxml's own limits on depth and text hold. No network, no entities, no document type.
    found = 0
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
    )
    try:
        for event, element in events:
            if event == "start":
                if element.getroottree().docinfo.doctype:
                    raise BadInput(
                        "an XML feed with a document type is not read.", where="feed", mend="Leave <!DOCTYPE> out."
                    )
                continue
            if isinstance(element.tag, str) and _local(element.tag) in ("item", "entry"):
                found += 1
                yield _item(element, where=f"item {found}, line {element.sourceline}")
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as bad:
        # A prefix that the shop forgot to declare is told at the end, when every item has been read; only a fatal error ends the reading.
        fatal = events.error_log.filter_from_fatals()
        if found and not len(fatal):
            return
        line = fatal[0].line if len(fatal) else bad.lineno or 0
        wrong = BadInput(
            "the XML of the feed is broken from here on.",
            where=f"line {line}",
            mend="Mend it, and send the feed again.",
        )
        if not found:
            raise wrong from None
        yield wrong


def _item(element: Any, *, where: str) -> Row | BadInput:
    words: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = _name(_local(child.tag))
        text = "".join(child.itertext()).strip() or (child.get("href") or "").strip()
        if len(text) > MAX_CELL:
            return BadInput(f"an attribute has more than {MAX_CELL} characters.", where=where, mend="Shorten it.")
        # The merchant's own attributes (g:id) stand beside those of RSS (guid, link); the first of a name counts.
        if text and name not in words:
            words[name] = text
    return Row(where=where, words=words)


def _local(tag: str) -> str:
    """The name of a tag without its namespace; a shop that forgot to declare `g:` means the same."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _name(word: str) -> str:
    """`Image Link`, `g:image_link` and `image_link` are one attribute."""
    name = word.strip().lower().removeprefix("g:")
    return "_".join(name.split()).replace("-", "_")[:60]
