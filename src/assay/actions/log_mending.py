"""What is done when something of the log is lost, was stopped, or its key grows old?"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from assay.actions.log_files import (
    CHUNK,
    LogDamaged,
    head_of,
    log_folder,
    put_checkpoint,
    rebuilt,
    stands,
    tiles_from_rows,
)
from assay.actions.log_head import locked_head, newest_checkpoint
from assay.outside import files
from assay.outside.signer import rotate
from assay.records.models import LogHead, Outbox
from assay.tlog.entry import Entry
from assay.tlog.tiles import Tile, tile_at, tiles_of
from assay.tlog.tree import HASH_BYTES, Accumulator


def repair() -> list[str]:
    """Compare every file of the log with the rows and write again what is lost or altered; the paths that were.

    LogDamaged: the rows themselves do not lead to the published root; then no file is touched any more.
    """
    with transaction.atomic():
        head = locked_head()
        size = Accumulator.from_state(head.state.get("edge", [])).size
        mended: list[str] = []
        tree = Accumulator()
        for first in range(0, size, CHUNK):
            written = dict(tiles_from_rows(tree, min(first + CHUNK, size)))
            # A chunk ends in a partial tile only where the log does: those in between are of no reader's tree.
            wanted = {t: d for t, d in written.items() if t == tile_at(t.level, t.index, size)}
            wrong = {t: d for t, d in wanted.items() if not stands(t, d)}
            log_folder().write(wrong.items())
            mended += [tile.path for tile in wrong]
        newest = newest_checkpoint()
        if newest is not None:
            if (newest.size, head_of(newest.note).root) != (tree.size, tree.root()):
                raise LogDamaged(
                    "the rows of the log do not lead to its signed root.", mend="Restore the database; see docs/log.md."
                )
            if put_checkpoint(newest.note):
                mended.append("checkpoint")
        return mended


def mend_edge(head: LogHead) -> None:
    """Write again what is lost of the newest tiles: the ones that were being written when a disk or a machine died."""
    size = Accumulator.from_state(head.state.get("edge", [])).size
    edge: list[Tile] = []
    for level, full, width in tiles_of(size):
        index = full if width else full - 1
        edge += [tile_at(level, index, size)] if index >= 0 else []
        if level == 0 and index >= 0:
            edge.append(tile_at(-1, index, size))
    lost = [
        tile
        for tile in edge
        if (held := log_folder().size_of(tile)) is None or (tile.level >= 0 and held != tile.width * HASH_BYTES)
    ]
    log_folder().write((tile, rebuilt(tile)) for tile in lost)


def resume() -> None:
    """Let a stopped log go on: a person has looked and mended what was wrong (docs/log.md)."""
    with transaction.atomic():
        head = locked_head(stopped_too=True)
        head.state = {key: value for key, value in head.state.items() if key != "stopped"}
        head.save(update_fields=["state"])


def rotate_key(*, at: datetime) -> str:
    """Give the log a new key, and put its digest on record in the log itself; the new verifier key.

    The old key goes on signing every checkpoint beside the new one until its file is taken away, so that nobody who holds the old verifier key
    is cut off without a warning.
    """
    with transaction.atomic():
        head = locked_head()
        fresh = rotate(files.root() / "keys", origin=head.origin, stamp=at.strftime("%Y%m%dT%H%M%SZ"))
        entry = Entry(
            kind="key", event="rotated", time=at, automated=True, digest=sha256(fresh.vkey.encode()).hexdigest()
        )
        Outbox.objects.create(decision=None, entry=entry.encode(), created_at=at)
    return fresh.vkey
