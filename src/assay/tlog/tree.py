"""What is the root of this list of entries, and which hashes must be kept so that anybody can compute it?

RFC 6962, 2.1 (the same tree as RFC 9162): a leaf is SHA-256(00 || entry), a node SHA-256(01 || left || right), the
root of nothing SHA-256(""). The two prefixes are what keeps a node from being passed off as an entry. Hashes are kept
as tlog-tiles keeps them: rows of 256 at every eighth level. What `Accumulator` carries is the *right edge*: the
unfinished row of each tile level, at most 255 hashes a level. It is all that is needed to append, to compute the
root, to write the tiles, and it does not grow with the log (three rows at ten million entries).

Source: RFC 6962 section 2.1; C2SP tlog-tiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from assay.errors import BadInput

HASH_BYTES = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
EMPTY_ROOT = sha256(b"").digest()
MAX_SIZE = (1 << 63) - 1  # what every reader of checkpoints can hold in a signed 64-bit number


def leaf_hash(entry: bytes) -> bytes:
    """The hash under which an entry stands in the tree."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Leaf hashes of many entries at nearly the bare rate of hashlib."""
    hashed = sha256
    return [hashed(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return sha256(b"\x01" + left + right).digest()


def row_above(row: Sequence[bytes]) -> list[bytes]:
    """One level up: the nodes over pairs of an even row."""
    hashed = sha256
    return [hashed(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=True)]


def root_of_full(row: Sequence[bytes]) -> bytes:
    """The root over a row whose length is a power of two."""
    while len(row) > 1:
        row = row_above(row)
    return row[0]


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over any row of leaf hashes; that of an empty row is SHA-256("")."""
    return _fold(_peaks(hashes)) if hashes else EMPTY_ROOT


def _peaks(row: Sequence[bytes]) -> list[bytes]:
    """The roots of the largest full subtrees of a row, from the left."""
    peaks, start, rest = [], 0, len(row)
    while rest:
        width = 1 << (rest.bit_length() - 1)
        peaks.append(root_of_full(row[start : start + width]))
        start, rest = start + width, rest - width
    return peaks


def _fold(peaks: Sequence[bytes]) -> bytes:
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root


@dataclass(frozen=True)
class TileRow:
    """One tile to be written: `data` is `width` hashes of 32 bytes.

    A width of 256 is a full tile and never changes again.
    """

    level: int
    index: int
    data: bytes

    @property
    def width(self) -> int:
        """How many hashes the tile holds."""
        return len(self.data) // HASH_BYTES


class Accumulator:
    """A tree that only grows, of which only the right edge is remembered.

    `append` returns the tiles that came to be or changed; whoever persists them and `state()` in one transaction has
    the whole log.
    """

    def __init__(self, edge: Iterable[Sequence[bytes]] = ()) -> None:
        self._edge: list[list[bytes]] = [list(row) for row in edge]
        for level, row in enumerate(self._edge):
            if len(row) >= TILE_WIDTH or any(len(each) != HASH_BYTES for each in row):
                raise BadInput(
                    f"level {level} of the log's state is not a row of at most {TILE_WIDTH - 1} hashes",
                    mend="Rebuild it from the tiles: Accumulator.from_tiles.",
                )
        self._size = sum(len(row) << (TILE_HEIGHT * level) for level, row in enumerate(self._edge))

    @property
    def size(self) -> int:
        """How many entries the tree has."""
        return self._size

    def state(self) -> list[str]:
        """The right edge as one hex string a tile level: fit for JSON, at most 16 KB a level."""
        return [b"".join(row).hex() for row in self._edge]

    @classmethod
    def from_state(cls, state: Sequence[str]) -> Accumulator:
        """The tree that `state()` described."""
        try:
            rows = [bytes.fromhex(row) for row in state]
        except (TypeError, ValueError):
            raise BadInput("the log's state is not a list of hex strings") from None
        return cls.from_tiles(rows)

    @classmethod
    def from_tiles(cls, partial_rows: Sequence[bytes]) -> Accumulator:
        """The tree whose last, unfinished tile at each level is given (empty where a level ends with a full tile)."""
        for level, row in enumerate(partial_rows):
            if len(row) % HASH_BYTES:
                raise BadInput(
                    f"a row of level {level} has {len(row)} bytes", mend="A row is whole hashes of 32 bytes."
                )
        return cls(split_hashes(row) for row in partial_rows)

    def copy(self) -> Accumulator:
        """The same tree, to be grown on its own."""
        return Accumulator(self._edge)

    def append(self, hashes: Sequence[bytes]) -> list[TileRow]:
        """Add leaf hashes in order.

        Returns the tiles to write: each one that became full, and each level's unfinished one that changed.
        """
        tiles: list[TileRow] = []
        rising: list[bytes] = list(hashes)
        index_of_first = self._size
        self._size += len(rising)
        level = 0
        while rising:
            if level == len(self._edge):
                self._edge.append([])
            row = self._edge[level]
            row += rising
            tile = (index_of_first >> (TILE_HEIGHT * level)) // TILE_WIDTH
            full = len(row) // TILE_WIDTH
            rising = []
            for number in range(full):
                part = row[number * TILE_WIDTH : (number + 1) * TILE_WIDTH]
                tiles.append(TileRow(level, tile + number, b"".join(part)))
                rising.append(root_of_full(part))
            del row[: full * TILE_WIDTH]
            if row:
                tiles.append(TileRow(level, tile + full, b"".join(row)))
            level += 1
        return tiles

    def root(self) -> bytes:
        """The Merkle tree hash over all entries."""
        peaks = [peak for row in reversed(self._edge) for peak in _peaks(row)]
        return _fold(peaks) if peaks else EMPTY_ROOT


def split_hashes(data: bytes) -> list[bytes]:
    """A row of hashes as a list."""
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
