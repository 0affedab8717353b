"""What does an auditor read of a log, and what is wrong with a file of it?

A source is a folder, an address or anything else that hands out a log's files. Nothing of it is believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from assay.errors import AssayError, NotFound, TooLarge
from assay.tlog.fault import Fault, Report
from assay.tlog.tiles import MalformedTile, Tile, decode_bundle, split_tile, tile_at
from assay.tlog.tree import TILE_WIDTH


class Source(Protocol):
    """A log that can be read. NotFound where it has no such file, TooLarge where one is longer than it may be."""

    def checkpoint(self) -> bytes:
        """The newest checkpoint."""

    def tile(self, tile: Tile) -> bytes:
        """The bytes of a tile, cut to its width."""


def read_entries(source: Source, number: int, size: int, report: Report | None) -> list[bytes] | None:
    tile = tile_at(-1, number, size)
    try:
        return decode_bundle(tile, source.tile(tile))
    except NotFound as refusal:
        _note(report, Fault.TILE_MISSING, tile, refusal)
    except (MalformedTile, TooLarge) as refusal:
        _note(report, Fault.TILE_MALFORMED, tile, refusal)
    return None


def read_hashes(source: Source, number: int, size: int, report: Report | None) -> list[bytes] | None:
    tile = tile_at(0, number, size)
    try:
        return split_tile(tile, source.tile(tile))
    except NotFound as refusal:
        _note(report, Fault.TILE_MISSING, tile, refusal)
    except (MalformedTile, TooLarge) as refusal:
        _note(report, Fault.TILE_MALFORMED, tile, refusal)
    return None


def all_entries(source: Source, size: int) -> Iterator[tuple[int, bytes]]:
    for number in range(-(-size // TILE_WIDTH)):
        for at, entry in enumerate(read_entries(source, number, size, None) or ()):
            yield number * TILE_WIDTH + at, entry


def _note(report: Report | None, kind: Fault, tile: Tile, refusal: AssayError) -> None:
    if report is not None:
        report.fault(kind, tile.path, refusal.what)
