"""How do pieces of one table, each a Parquet file, become one file without being read and encoded again?

A Parquet file is its row groups, one behind the other, and a footer that says where each column of each of them lies (parquet.thrift, FileMetaData).
So the bytes of the row groups are copied as they stand, and one footer is written for all of them with the places moved. The footer is Thrift in
its compact protocol: fields are read and written as they come, whatever their meaning, so that nothing of it is lost; only the places are touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from assay.errors import BadInput

MAGIC = b"PAR1"
TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)

# Numbers of the fields that are places in the file, or counts of the whole (parquet.thrift).
ROWS, GROUPS = 3, 4  # of FileMetaData
COLUMNS, GROUP_PLACE, ORDINAL = 1, 5, 7  # of RowGroup
CHUNK_PLACES, CHUNK_META = (2, 4, 6), 3  # of ColumnChunk
META_PLACES = (9, 10, 11, 14)  # of ColumnMetaData

Fields = dict[int, tuple[int, Any]]
"""A Thrift structure: number of the field -> type and value."""


@dataclass
class Joined:
    """A Parquet file that grows by pieces. All of them have the same columns."""

    file: BinaryIO
    footer: Fields | None = None
    groups: list[Fields] = field(default_factory=list)
    rows: int = 0

    def add(self, piece: Path) -> None:
        """Append the row groups of a piece."""
        with piece.open("rb") as source:
            footer, stop = _footer(source, where=str(piece))
            if self.footer is None:
                self.footer = footer
                self.file.write(MAGIC)
            move = self.file.tell() - len(MAGIC)
            source.seek(len(MAGIC))
            _copy(source, self.file, count=stop - len(MAGIC))
        for group in footer[GROUPS][1][1]:
            _moved(group, by=move, number=len(self.groups))
            self.groups.append(group)
        self.rows += footer[ROWS][1]

    def close(self) -> None:
        """Write the footer; without a piece there is none."""
        if self.footer is None:
            return
        self.footer[ROWS] = (I64, self.rows)
        self.footer[GROUPS] = (LIST, (STRUCT, self.groups))
        data = bytearray()
        _write_struct(data, self.footer)
        self.file.write(bytes(data) + len(data).to_bytes(4, "little") + MAGIC)


def join(pieces: Iterable[Path], *, out: Path) -> int:
    """One file of all pieces, in their order; a piece goes when it was copied. How many rows it has; without a piece it is empty, and no Parquet."""
    with out.open("wb") as file:
        joined = Joined(file=file)
        for piece in pieces:
            joined.add(piece)
            piece.unlink()
        joined.close()
    return joined.rows


def _copy(source: BinaryIO, target: BinaryIO, *, count: int) -> None:
    """So many bytes from where the source stands."""
    while count > 0:
        data = source.read(min(count, 1 << 20))
        if not data:
            raise EOFError
        target.write(data)
        count -= len(data)


def _footer(source: BinaryIO, *, where: str) -> tuple[Fields, int]:
    """The footer of a Parquet file and where it begins. BadInput: this is none."""
    size = source.seek(0, 2)
    source.seek(max(0, size - 8))
    tail = source.read(8)
    length = int.from_bytes(tail[:4], "little")
    if size < 12 or tail[4:] != MAGIC or length > size - 12:
        raise BadInput("this is no Parquet file.", where=where, mend="Run it again; the disk may be full.")
    source.seek(size - 8 - length)
    footer, _ = _read_struct(source.read(length), 0)
    return footer, size - 8 - length


def _moved(group: Fields, *, by: int, number: int) -> None:
    """All places of a row group so many bytes further on."""
    _move(group, (GROUP_PLACE,), by=by)
    if ORDINAL in group:
        group[ORDINAL] = (I16, number)
        if number > 0x7FFF:
            del group[ORDINAL]
    for chunk in group[COLUMNS][1][1]:
        # A place of nought is none: writers put it where the field is required and says nothing.
        _move(chunk, CHUNK_PLACES, by=by)
        if CHUNK_META in chunk:
            _move(chunk[CHUNK_META][1], META_PLACES, by=by)


def _move(fields: Fields, places: tuple[int, ...], *, by: int) -> None:
    for place in places:
        if place in fields and fields[place][1]:
            kind, value = fields[place]
            fields[place] = (kind, value + by)


# Thrift's compact protocol ------------------------------------------------------------------------------------------------------


def _read_struct(data: bytes, at: int) -> tuple[Fields, int]:
    fields: Fields = {}
    number = 0
    while (head := data[at]) != 0:
        at += 1
        kind, step = head & 0x0F, head >> 4
        if step:
            number += step
        else:
            number, at = _read_signed(data, at)
        if kind in (TRUE, FALSE):
            fields[number] = (kind, kind == TRUE)
        else:
            value, at = _read(data, at, kind)
            fields[number] = (kind, value)
    return fields, at + 1


def _read(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (I16, I32, I64):
        return _read_signed(data, at)
    if kind == BINARY:
        size, at = _read_number(data, at)
        return data[at : at + size], at + size
    if kind == STRUCT:
        return _read_struct(data, at)
    if kind in (LIST, SET):
        head, at = data[at], at + 1
        inner, count = head & 0x0F, head >> 4
        if count == 0x0F:
            count, at = _read_number(data, at)
        values = []
        for _ in range(count):
            value, at = _read(data, at, BYTE if inner in (TRUE, FALSE) else inner)
            values.append(value)
        return (inner, values), at
    if kind == DOUBLE:
        return data[at : at + 8], at + 8
    if kind in (TRUE, FALSE, BYTE):
        return data[at], at + 1
    raise BadInput(f"a footer with a field of type {kind} is not read.", where="Parquet", mend="Report this.")


def _read_number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _read_signed(data: bytes, at: int) -> tuple[int, int]:
    value, at = _read_number(data, at)
    return (value >> 1) ^ -(value & 1), at


def _write_struct(out: bytearray, fields: Fields) -> None:
    before = 0
    for number in sorted(fields):
        kind, value = fields[number]
        step = number - before
        if 0 < step < 16:
            out.append(step << 4 | kind)
        else:
            out.append(kind)
            _write_signed(out, number)
        before = number
        if kind not in (TRUE, FALSE):
            _write(out, kind, value)
    out.append(0)


def _write(out: bytearray, kind: int, value: Any) -> None:
    if kind in (I16, I32, I64):
        _write_signed(out, value)
    elif kind == BINARY:
        _write_number(out, len(value))
        out += value
    elif kind == STRUCT:
        _write_struct(out, value)
    elif kind in (LIST, SET):
        inner, values = value
        if len(values) < 15:
            out.append(len(values) << 4 | inner)
        else:
            out.append(0xF0 | inner)
            _write_number(out, len(values))
        for one in values:
            _write(out, BYTE if inner in (TRUE, FALSE) else inner, one)
    elif kind == DOUBLE:
        out += value
    else:
        out.append(value)


def _write_number(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _write_signed(out: bytearray, value: int) -> None:
    _write_number(out, value << 1 if value >= 0 else (-value << 1) - 1)
