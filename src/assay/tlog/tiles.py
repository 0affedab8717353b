"""Under which path does each part of the log lie, and what is in the file?

A log is plain files that any static server can hand out: `checkpoint`, `tile/L/N` with 256 hashes, `tile/entries/N`
with the entries themselves, and `.p/W` behind the last, unfinished ones. Full tiles never change; a partial one of a
given width never changes either.

Source: C2SP tlog-tiles.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assay.errors import BadInput, TooLarge
from assay.tlog.tree import HASH_BYTES, MAX_SIZE, TILE_HEIGHT, TILE_WIDTH, root_of_full, split_hashes

CHECKPOINT = "checkpoint"
MAX_LEVEL = 63
MAX_ENTRY_BYTES = (1 << 16) - 1
MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES)

_PATH = re.compile(
    r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII
)


class MalformedTile(BadInput):
    """A tile or bundle is not what its path says, or the path is none."""


@dataclass(frozen=True, order=True)
class Tile:
    """Which tile: `level` -1 is a bundle of entries. A `width` of 256 is a full one."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Where it lies below the log's prefix."""
        level = "entries" if self.level < 0 else str(self.level)
        suffix = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{index_path(self.index)}{suffix}"

    @property
    def full(self) -> Tile:
        """The full tile that a partial one grows into, and that a log may serve in its stead."""
        return Tile(self.level, self.index)


def index_path(index: int) -> str:
    """1234067 -> x001/x234/067."""
    if not 0 <= index <= MAX_SIZE:
        raise MalformedTile(f"{index} is not the index of a tile")
    path = f"{index % 1000:03d}"
    while index := index // 1000:
        path = f"x{index % 1000:03d}/{path}"
    return path


def parse_path(path: str) -> Tile:
    """The tile that a path names; exactly the paths that `Tile.path` writes are read."""
    match = _PATH.fullmatch(path) if len(path) <= 100 else None
    if match:
        level, number, width = match.groups()
        tile = Tile(
            -1 if level == "entries" else int(level),
            int(number.replace("x", "").replace("/", "")),
            int(width or TILE_WIDTH),
        )
        # A width of 256, an index with needless zero elements: one tile must not have two paths.
        if (width is None or tile.width < TILE_WIDTH) and tile.index <= MAX_SIZE and tile.path == path:
            return tile
    raise MalformedTile(
        "this is not the path of a tile", mend="It reads tile/L/N, or tile/entries/N, with .p/W if partial."
    )


def tiles_of(size: int) -> Iterator[tuple[int, int, int]]:
    """For each level of a log of this size: level, number of full tiles, width of the partial one (0: none)."""
    level = 0
    while rest := size >> (TILE_HEIGHT * level):
        yield level, rest // TILE_WIDTH, rest % TILE_WIDTH
        level += 1


def tile_at(level: int, index: int, size: int) -> Tile:
    """The tile as it stands in a log of this size. Raises where that log has none."""
    width = min((size >> (TILE_HEIGHT * max(level, 0))) - index * TILE_WIDTH, TILE_WIDTH)
    if not width > 0 or not -1 <= level <= MAX_LEVEL or index < 0:
        raise MalformedTile(f"a log of {size} has no tile {index} at level {level}")
    return Tile(level, index, width)


def split_tile(tile: Tile, data: bytes) -> list[bytes]:
    """The hashes of a tile whose bytes were read; refuses another length than its width."""
    if len(data) != tile.width * HASH_BYTES:
        raise MalformedTile(
            f"{len(data)} bytes where {tile.width} hashes take {tile.width * HASH_BYTES}", where=tile.path
        )
    return split_hashes(data)


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as one file: each behind its length in two bytes."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            raise TooLarge(f"an entry of {len(entry)} bytes", mend=f"A log's entry has at most {MAX_ENTRY_BYTES}.")
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def decode_bundle(tile: Tile, data: bytes) -> list[bytes]:
    """The entries of a bundle; refuses a file that ends inside one, or holds more or fewer than its path says."""
    entries: list[bytes] = []
    length = struct.Struct(">H").unpack_from
    at, end = 0, len(data)
    try:
        while at < end:
            start = at + 2
            at = start + length(data, at)[0]
            entries.append(data[start:at])
    except struct.error:
        at = end + 1
    if at != end:
        raise MalformedTile(f"the file ends inside entry {len(entries)}", where=tile.path)
    if len(entries) != tile.width:
        raise MalformedTile(f"{len(entries)} entries where there should be {tile.width}", where=tile.path)
    return entries


class TileHashes:
    """Hashes of a log of one size, read out of its tiles: the `reader` of proofs.

    `read(tile)` gives a tile's bytes. The last few tiles are kept, as the parts of a proof share them.
    What it returns is as true as the tiles are; a proof made of it is checked against the root.
    """

    def __init__(self, size: int, read: Callable[[Tile], bytes], *, keep: int = 64) -> None:
        self.size = size

        @lru_cache(maxsize=keep)
        def hashes(level: int, index: int) -> list[bytes]:
            tile = tile_at(level, index, size)
            return split_tile(tile, read(tile))

        self._hashes = hashes

    def __call__(self, level: int, index: int) -> bytes:
        """The hash of the full subtree of 2^level leaves at leaf index * 2^level."""
        if index < 0 or (index + 1) << level > self.size:
            raise MalformedTile(f"a log of {self.size} has no full subtree {index} at height {level}")
        above = level % TILE_HEIGHT
        first = index << above
        row = self._hashes(level // TILE_HEIGHT, first // TILE_WIDTH)
        start = first % TILE_WIDTH
        return root_of_full(row[start : start + (1 << above)])
