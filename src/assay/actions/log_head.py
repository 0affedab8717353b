"""Who writes next in the log, and does the database know all that is published?

One row is locked by whoever writes. A published checkpoint is a promise to everybody who has seen it: the rows must know it, or catch up with it
out of the log's own files, or nothing goes on.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection

from assay.actions.log_files import LogDamaged, head_of, log_folder
from assay.errors import NotFound
from assay.outside import files
from assay.outside.signer import log_signers
from assay.records.models import LogCheckpoint, LogHead, LogLeaf, Outbox
from assay.tlog.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from assay.tlog.keys import Signer
from assay.tlog.note import Note, parse_note
from assay.tlog.tiles import decode_bundle, tile_at
from assay.tlog.tree import TILE_WIDTH, Accumulator, leaf_hashes


def signers() -> tuple[Signer, ...]:
    """The keys that sign checkpoints, the current one first."""
    return log_signers(files.root() / "keys", origin=settings.ASSAY_ORIGIN)


def newest_checkpoint() -> LogCheckpoint | None:
    """The last checkpoint that was signed."""
    return LogCheckpoint.objects.order_by("-pk").first()


def locked_head(*, stopped_too: bool = False) -> LogHead:
    """The log's head, locked for this transaction: the one writer."""
    head = LogHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_loghead (id, origin, size, state) VALUES (1, %s, 0, '{}') ON CONFLICT DO NOTHING",
                [settings.ASSAY_ORIGIN],
            )
        head = LogHead.objects.select_for_update().get(pk=1)
    if head.state.get("stopped") and not stopped_too:
        raise LogDamaged(str(head.state["stopped"]), mend="See docs/log.md: a log that was set back.")
    return head


def sign_head(head: LogHead, tree: Accumulator, *, at: datetime) -> None:
    """Sign the tree's head with every key, and keep both in the transaction that locked the head."""
    current, *earlier = signers()
    note = parse_note(sign_checkpoint(settings.ASSAY_ORIGIN, tree.size, tree.root(), current))
    note = Note(note.text, (*note.signatures, *(key.sign(note.text) for key in earlier)))
    LogCheckpoint.objects.create(size=tree.size, note=note.render(), at=at)
    head.state = {**head.state, "edge": tree.state()}
    head.save(update_fields=["state"])


def hold_to_published(head: LogHead, *, at: datetime) -> None:
    """The published checkpoint is a promise: the rows must know it, or catch up with it, or nothing goes on."""
    try:
        data = log_folder().checkpoint()
    except NotFound:
        return
    published = open_checkpoint(data, [key.verifier for key in signers()]).checkpoint
    known = LogCheckpoint.objects.filter(size=published.size).order_by("pk").values_list("note", flat=True)
    if any(head_of(note).root == published.root for note in known):
        return
    if known or (published.size < head.size and LogCheckpoint.objects.filter(size__gt=published.size).exists()):
        raise LogDamaged(
            f"the published checkpoint of {published.size} entries is not one that this database has signed.",
            mend="See docs/log.md: a log that was set back.",
        )
    _catch_up(head, published, at=at)


def _catch_up(head: LogHead, published: Checkpoint, *, at: datetime) -> None:
    """The database is older than the published log (a backup was restored): take the missing entries out of the tiles.

    Entries that wait in the restored outbox and stand in the tiles already are not logged twice.
    """
    tree = Accumulator.from_state(head.state.get("edge", []))
    waiting = {bytes(row.entry): row for row in Outbox.objects.select_for_update().all()}
    for number in range(tree.size // TILE_WIDTH, -(-published.size // TILE_WIDTH)):
        tile = tile_at(-1, number, published.size)
        try:
            entries = decode_bundle(tile, log_folder().tile(tile))
        except NotFound:
            raise LogDamaged(
                "the database is older than the published log, and a file of the log is missing.",
                where=tile.path,
                mend="Get the file from a mirror; see docs/log.md.",
            ) from None
        entries = entries[max(tree.size - number * TILE_WIDTH, 0) :]
        hashes = leaf_hashes(entries)
        held = dict(
            LogLeaf.objects.filter(index__gte=tree.size, index__lt=tree.size + len(entries)).values_list(
                "index", "leaf_hash"
            )
        )
        fresh = []
        for index, (entry, hashed) in enumerate(zip(entries, hashes, strict=True), start=tree.size):
            if index not in held:
                row = waiting.pop(entry, None)
                fresh.append(
                    LogLeaf(
                        index=index,
                        entry=entry,
                        leaf_hash=hashed,
                        decision_id=row.decision_id if row else None,
                        sequenced_at=at,
                    )
                )
                if row:
                    row.delete()
            elif bytes(held[index]) != hashed:
                raise LogDamaged(
                    f"entry {index} is another one in the database than in the published log.",
                    mend="See docs/log.md: a log that was set back.",
                )
        LogLeaf.objects.bulk_create(fresh)
        tree.append(hashes)
    if tree.root() != published.root:
        raise LogDamaged(
            "the files of the log do not lead to its own checkpoint.", mend="Get them from a mirror; see docs/log.md."
        )
    head.size = max(head.size, published.size)
    head.save(update_fields=["size"])
    sign_head(head, tree, at=at)
