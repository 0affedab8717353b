"""Put entries into the public log, exactly once, and publish its tree.

Two steps, each safe to repeat after a crash at any point. `sequence` moves waiting entries from the outbox to their index, in one statement of one
transaction that locks the log's head: one writer, whoever else runs. `publish` writes the tiles of what was sequenced, then signs a checkpoint;
a tile that no checkpoint covers was never promised to anybody and may be written again. What is published binds the database, never the other
way round: after a restore from an older backup the log catches up from its own tiles, or stops.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from assay.actions.cosigning import SetBack, confirmed, gather
from assay.actions.log_files import (
    CHUNK,
    LogDamaged,
    folder,
    hashes_of,
    head_of,
    log_folder,
    put_checkpoint,
    read_tile,
    tiles_from_rows,
)
from assay.actions.log_head import hold_to_published, locked_head, newest_checkpoint, sign_head, signers
from assay.actions.log_mending import mend_edge, repair, resume, rotate_key
from assay.errors import NotFound
from assay.outside.witnesses import Asked
from assay.records.models import LogCheckpoint
from assay.tlog.proof import consistency_proof, inclusion_proof
from assay.tlog.tiles import Tile, decode_bundle, tile_at, tiles_of
from assay.tlog.tree import TILE_WIDTH, Accumulator

__all__ = [
    "LogDamaged",
    "begin",
    "consistency",
    "cosign",
    "folder",
    "newest_checkpoint",
    "proof_for",
    "publish",
    "published_entry",
    "published_size",
    "repair",
    "resume",
    "rotate_key",
    "sequence",
    "signers",
    "vkey",
]

BATCH = 5_000

_SEQUENCE = """
WITH waiting AS (
    SELECT id FROM records_outbox ORDER BY created_at, id LIMIT %(limit)s FOR UPDATE
), moved AS (
    DELETE FROM records_outbox USING waiting WHERE records_outbox.id = waiting.id
    RETURNING records_outbox.id, entry, decision_id, created_at
)
INSERT INTO records_logleaf (index, entry, leaf_hash, decision_id, sequenced_at)
SELECT %(size)s + row_number() OVER (ORDER BY created_at, id) - 1,
       entry, sha256('\\x00'::bytea || entry), decision_id, %(at)s
FROM moved
"""


def vkey() -> str:
    """The key with which anyone verifies this log."""
    return signers()[0].vkey


def sequence(*, at: datetime, limit: int = BATCH) -> int:
    """Give waiting entries their index, in the order of their times; how many."""
    with transaction.atomic():
        head = locked_head()
        hold_to_published(head, at=at)
        with connection.cursor() as cursor:
            cursor.execute(_SEQUENCE, {"limit": limit, "size": head.size, "at": at})
            count = int(cursor.rowcount)
        if count:
            head.size += count
            head.save(update_fields=["size"])
        return count


def publish(*, at: datetime) -> int:
    """Write the tiles of what was sequenced and publish a signed checkpoint of it; the published size.

    LogDamaged: the rows do not lead to what was published already; nothing is signed.
    """
    with transaction.atomic():
        head = locked_head()
        hold_to_published(head, at=at)
        tree = Accumulator.from_state(head.state.get("edge", []))
        start = tree.size
        if start < head.size or newest_checkpoint() is None:
            for first in range(start, head.size, CHUNK):
                log_folder().write(tiles_from_rows(tree, min(first + CHUNK, head.size)))
            sign_head(head, tree, at=at)
    with transaction.atomic():
        # The lock again: of two publishers neither may put an older checkpoint over a newer one.
        head = locked_head()
        newest = newest_checkpoint()
        mend_edge(head)
        if newest is not None:
            put_checkpoint(newest.note)
    _tidy(start, tree.size)
    cosign(at=at)
    return tree.size


def begin(*, at: datetime) -> None:
    """Sign the first head of a log that has none, so that an outsider finds a log from the first second."""
    if newest_checkpoint() is None:
        while sequence(at=at):
            pass
        publish(at=at)


def cosign(*, at: datetime, asked: Asked | None = None) -> int:
    """Ask the witnesses that have not confirmed the newest checkpoint yet; how many did. The network is never waited for in a transaction.

    LogDamaged: a witness holds our signature on a log that this office does not know. The log is stopped.
    """
    newest = newest_checkpoint()
    if newest is None or newest.size == 0:
        return 0
    try:
        signatures = gather(newest, keys=[key.verifier for key in signers()], prove=consistency, asked=asked)
    except SetBack as alarm:
        with transaction.atomic():
            head = locked_head()
            head.state = {**head.state, "stopped": alarm.what}
            head.save(update_fields=["state"])
        raise LogDamaged(alarm.what, mend=alarm.mend) from None
    if signatures:
        with transaction.atomic():
            locked_head()
            row = LogCheckpoint.objects.get(pk=newest.pk)
            row.note = confirmed(row, signatures)
            row.save(update_fields=["note"])
            if row == newest_checkpoint():
                put_checkpoint(row.note)
    return len(signatures)


def published_size() -> int:
    """How many entries the newest checkpoint covers."""
    return LogCheckpoint.objects.aggregate(size=Max("size"))["size"] or 0


def proof_for(index: int) -> tuple[str, list[bytes]]:
    """The newest checkpoint and the inclusion proof of an entry in it. NotFound: not published yet."""
    try:
        note = log_folder().checkpoint().decode()
    except NotFound:
        note = newest.note if (newest := newest_checkpoint()) else ""
    size = head_of(note).size if note else 0
    if not 0 <= index < size:
        raise NotFound("this entry is not in a published checkpoint yet.", mend="Ask again in a few seconds.")
    return note, inclusion_proof(index, size, hashes_of(size))


def published_entry(index: int) -> bytes:
    """A published entry, out of the log's files as anybody reads them. NotFound: it is not published yet."""
    try:
        size = head_of(log_folder().checkpoint().decode()).size
    except NotFound:
        size = published_size()
    if not 0 <= index < size:
        raise NotFound("the log has no such entry, or has not published it yet.", where=str(index), mend="Ask again.")
    tile = tile_at(-1, index // TILE_WIDTH, size)
    return decode_bundle(tile, read_tile(tile))[index % TILE_WIDTH]


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the log of `old` entries is the beginning of the one of `new`."""
    return consistency_proof(old, new, hashes_of(new))


def _tidy(start: int, size: int) -> None:
    """Partial files of tiles that became full between these sizes."""
    for level, full, _ in tiles_of(size):
        for index in range((start >> (8 * level)) // TILE_WIDTH, full):
            log_folder().remove_outgrown(Tile(level, index))
            if level == 0:
                log_folder().remove_outgrown(Tile(-1, index))
