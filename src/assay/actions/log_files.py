"""Which files follow from the rows of the log, and can each be read where its file is lost?

The rows are the log; the files are what the public reads of it. A file that is missing or of a wrong length is made from the rows again, so that a
proof is always given; a row that is missing or altered is noticed before anything made of it is signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assay.errors import NotFound, NotVerified
from assay.outside import files
from assay.outside.tiles import LogFolder
from assay.records.models import LogLeaf
from assay.tlog.checkpoint import Checkpoint, parse_checkpoint
from assay.tlog.note import parse_note
from assay.tlog.proof import HashReader
from assay.tlog.tiles import Tile, TileHashes, encode_bundle, tile_at
from assay.tlog.tree import (
    HASH_BYTES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Accumulator,
    leaf_hashes,
    root_of_full,
    split_hashes,
)

CHUNK = 64 * TILE_WIDTH
MOST_HIGH = 1 << 16
_high: dict[tuple[str, int, int], bytes] = {}


class LogDamaged(NotVerified):
    """What the database holds is not what the log has published. Nothing more is signed until a person has looked."""


def folder() -> Path:
    """Where the public files of the log lie: any static server can hand them out."""
    return files.root() / "log"


def log_folder() -> LogFolder:
    """The public files of the log, to be read and written."""
    return LogFolder(folder())


def hashes_of(size: int) -> HashReader:
    """The hashes of a log of this size. Those high in the tree are kept: a full subtree never changes, and every proof passes there."""
    hashes, place = TileHashes(size, read_tile), str(folder())

    def read(level: int, index: int) -> bytes:
        if level < TILE_HEIGHT:
            return hashes(level, index)
        key = place, level, index
        found = _high.get(key)
        if found is None:
            if len(_high) >= MOST_HIGH:
                _high.clear()
            found = _high[key] = hashes(level, index)
        return found

    return read


def read_tile(tile: Tile) -> bytes:
    """A tile out of its file, or, where that is lost, out of the rows."""
    try:
        data = log_folder().tile(tile)
    except NotFound:
        return rebuilt(tile)
    return data if tile.level < 0 or len(data) == tile.width * HASH_BYTES else rebuilt(tile)


def rebuilt(tile: Tile) -> bytes:
    """A tile's bytes out of the rows, or out of the tiles below it."""
    first = tile.index * TILE_WIDTH
    if tile.level > 0:
        below = (tile_at(tile.level - 1, first + i, 1 << 62) for i in range(tile.width))
        return b"".join(root_of_full(split_hashes(read_tile(each))) for each in below)
    rows = LogLeaf.objects.filter(index__gte=first, index__lt=first + tile.width).order_by("index")
    if tile.level == 0:
        return b"".join(bytes(h) for h in rows.values_list("leaf_hash", flat=True))
    return encode_bundle(bytes(e) for e in rows.values_list("entry", flat=True))


def tiles_from_rows(tree: Accumulator, end: int) -> Iterator[tuple[Tile, bytes]]:
    """Grow the tree to `end` entries out of the rows; every tile and bundle that came to be or changed."""
    start, first = tree.size, tree.size // TILE_WIDTH * TILE_WIDTH
    rows = LogLeaf.objects.filter(index__gte=first, index__lt=end).order_by("index")
    entries: list[bytes] = []
    stored: list[bytes] = []
    for entry, hashed in rows.values_list("entry", "leaf_hash").iterator(chunk_size=CHUNK):
        entries.append(bytes(entry))
        stored.append(bytes(hashed))
    if len(entries) != end - first or leaf_hashes(entries) != stored:
        raise LogDamaged("a row of the log is missing or altered.", mend="Restore the database; see docs/log.md.")
    for at in range(0, len(entries), TILE_WIDTH):
        bundle = entries[at : at + TILE_WIDTH]
        yield Tile(-1, (first + at) // TILE_WIDTH, len(bundle)), encode_bundle(bundle)
    for row in tree.append(stored[start - first :]):
        yield Tile(row.level, row.index, row.width), row.data


def put_checkpoint(note: str) -> bool:
    """The checkpoint's file says this; whether it had to be written."""
    try:
        if log_folder().checkpoint() == note.encode():
            return False
    except NotFound:
        pass
    log_folder().publish(note)
    return True


def stands(tile: Tile, data: bytes) -> bool:
    """Is this what the tile's file says?"""
    try:
        return log_folder().tile(tile) == data
    except NotFound:
        return False


def head_of(note: str) -> Checkpoint:
    """The head that a checkpoint's note signs."""
    return parse_checkpoint(parse_note(note).text)
