"""Put entries into the public log, exactly once, and publish its tree.

Two steps, each safe to repeat after a crash at any point. `sequence` moves waiting entries from the outbox to their index, in one transaction that
locks the log's head: one writer, whoever else runs. `publish` writes the tiles of what was sequenced, then signs a checkpoint; a tile that no
checkpoint covers was never promised to anybody and may be written again.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from assay.errors import NotFound
from assay.outside import files
from assay.records.models import LogCheckpoint, LogHead, LogLeaf, Outbox
from assay.tlog.checkpoint import sign_checkpoint
from assay.tlog.keys import Signer
from assay.tlog.proof import inclusion_proof
from assay.tlog.tiles import encode_entries, entries_path, tile_path
from assay.tlog.tree import TILE_WIDTH, Accumulator, leaf_hash, row_above, split_hashes

BATCH = 5_000


def folder() -> Path:
    """Where the public files of the log lie: any static server can hand them out."""
    return files.root() / "log"


@cache
def signer() -> Signer:
    """The log's key, made at the first start and kept in a file of mode 0600."""
    path = files.root() / "keys" / "log.key"
    if not path.exists():
        files.write(path, Signer.generate(settings.ASSAY_ORIGIN).private_text().encode(), mode=0o600)
    return Signer.from_text(path.read_text(encoding="utf-8").strip())


def sequence(*, at: datetime, limit: int = BATCH) -> int:
    """Give waiting entries their index, in the order in which they were written; how many."""
    with transaction.atomic():
        head = _head()
        waiting = list(Outbox.objects.select_for_update(skip_locked=True).order_by("pk")[:limit])
        if not waiting:
            return 0
        LogLeaf.objects.bulk_create(
            LogLeaf(
                index=head.size + i,
                entry=bytes(row.entry),
                leaf_hash=leaf_hash(bytes(row.entry)),
                decision_id=row.decision_id,
                sequenced_at=at,
            )
            for i, row in enumerate(waiting)
        )
        Outbox.objects.filter(pk__in=[row.pk for row in waiting]).delete()
        head.size += len(waiting)
        head.save(update_fields=["size"])
        return len(waiting)


def publish(*, at: datetime) -> int:
    """Write the tiles of what was sequenced and sign a checkpoint; the published size."""
    with transaction.atomic():
        head = _head()
        tree = Accumulator.from_state(head.state.get("edge", []))
        if tree.size == head.size and LogCheckpoint.objects.exists():
            _write_checkpoint()
            return tree.size
        leaves = LogLeaf.objects.filter(index__gte=tree.size, index__lt=head.size).order_by("index")
        _write_entries(tree.size, head.size)
        hashes = [bytes(h) for h in leaves.values_list("leaf_hash", flat=True).iterator(chunk_size=10_000)]
        for tile in tree.append(hashes):
            files.write(folder() / tile_path(tile.level, tile.index, tile.width), tile.data)
        note = sign_checkpoint(settings.ASSAY_ORIGIN, tree.size, tree.root(), signer())
        LogCheckpoint.objects.create(size=tree.size, note=note, at=at)
        head.state = {"edge": tree.state()}
        head.save(update_fields=["state"])
    with transaction.atomic():
        _head()
        _write_checkpoint()
    return tree.size


def proof_for(index: int) -> tuple[str, list[bytes]]:
    """The newest checkpoint and the inclusion proof of an entry in it. NotFound: not published yet."""
    checkpoint = LogCheckpoint.objects.order_by("-pk").first()
    if checkpoint is None or index >= checkpoint.size:
        raise NotFound("this entry is not in a published checkpoint yet.", mend="Ask again in a few seconds.")
    return checkpoint.note, inclusion_proof(index, checkpoint.size, _reader(checkpoint.size))


def _reader(size: int):  # type: ignore[no-untyped-def]
    """Hashes of full subtrees by (level, index), out of the tile files."""

    def hash_at(level: int, index: int) -> bytes:
        tile_level, inside = divmod(level, 8)
        first = index << inside
        number, offset = divmod(first, TILE_WIDTH)
        width = min(TILE_WIDTH, (size >> (8 * tile_level)) - number * TILE_WIDTH)
        row = split_hashes((folder() / tile_path(tile_level, number, width)).read_bytes())[
            offset : offset + (1 << inside)
        ]
        while len(row) > 1:
            row = row_above(row)
        return row[0]

    return hash_at


def _head() -> LogHead:
    """The log's head, locked for this transaction: the one writer."""
    head = LogHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_loghead (id, origin, size, state) VALUES (1, %s, 0, '{}') ON CONFLICT DO NOTHING",
                [settings.ASSAY_ORIGIN],
            )
        head = LogHead.objects.select_for_update().get(pk=1)
    return head


def _write_entries(start: int, end: int) -> None:
    """The entry bundles that hold [start, end): a full bundle once, a partial one under its width."""
    for number in range(start // TILE_WIDTH, (end + TILE_WIDTH - 1) // TILE_WIDTH):
        first = number * TILE_WIDTH
        width = min(TILE_WIDTH, end - first)
        rows = (
            LogLeaf.objects.filter(index__gte=first, index__lt=first + width)
            .order_by("index")
            .values_list("entry", flat=True)
        )
        files.write(folder() / entries_path(number, width), encode_entries([bytes(r) for r in rows]))


def _write_checkpoint() -> None:
    newest = LogCheckpoint.objects.order_by("-pk").first()
    if newest is not None:
        path = folder() / "checkpoint"
        note = newest.note.encode()
        if not path.exists() or path.read_bytes() != note:
            files.write(path, note)


def published_size() -> int:
    """How many entries the newest checkpoint covers."""
    return LogCheckpoint.objects.aggregate(size=Max("size"))["size"] or 0


def vkey() -> str:
    """The key with which anyone verifies this log."""
    return signer().vkey
