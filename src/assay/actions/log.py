"""Put entries into the public log, exactly once, and publish its tree.

Two steps, each safe to repeat after a crash at any point. `sequence` moves waiting entries from the outbox to their index, in one statement of one
transaction that locks the log's head: one writer, whoever else runs. `publish` writes the tiles of what was sequenced, then signs a checkpoint;
a tile that no checkpoint covers was never promised to anybody and may be written again. What is published binds the database, never the other
way round: after a restore from an older backup the log catches up from its own tiles, or stops.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from assay.actions.cosigning import SetBack, confirmed, gather
from assay.errors import NotFound, NotVerified
from assay.outside import files
from assay.outside.signer import log_signers, rotate
from assay.outside.tiles import LogFolder
from assay.outside.witnesses import Asked
from assay.records.models import LogCheckpoint, LogHead, LogLeaf, Outbox
from assay.tlog.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint, sign_checkpoint
from assay.tlog.entry import Entry
from assay.tlog.keys import Signer
from assay.tlog.note import Note, parse_note
from assay.tlog.proof import HashReader, consistency_proof, inclusion_proof
from assay.tlog.tiles import Tile, TileHashes, decode_bundle, encode_bundle, tile_at, tiles_of
from assay.tlog.tree import HASH_BYTES, TILE_HEIGHT, TILE_WIDTH, Accumulator, leaf_hashes, root_of_full, split_hashes

BATCH = 5_000
CHUNK = 64 * TILE_WIDTH
MOST_HIGH = 1 << 16
_high: dict[tuple[str, int, int], bytes] = {}

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


class LogDamaged(NotVerified):
    """What the database holds is not what the log has published. Nothing more is signed until a person has looked."""


def folder() -> Path:
    """Where the public files of the log lie: any static server can hand them out."""
    return files.root() / "log"


def signers() -> tuple[Signer, ...]:
    """The keys that sign checkpoints, the current one first."""
    return log_signers(files.root() / "keys", origin=settings.ASSAY_ORIGIN)


def vkey() -> str:
    """The key with which anyone verifies this log."""
    return signers()[0].vkey


def sequence(*, at: datetime, limit: int = BATCH) -> int:
    """Give waiting entries their index, in the order of their times; how many."""
    with transaction.atomic():
        head = _head()
        _hold_to_published(head, at=at)
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
        head = _head()
        _hold_to_published(head, at=at)
        tree = Accumulator.from_state(head.state.get("edge", []))
        start = tree.size
        if start < head.size or newest_checkpoint() is None:
            for first in range(start, head.size, CHUNK):
                _grow(tree, min(first + CHUNK, head.size))
            _sign(head, tree, at=at)
    with transaction.atomic():
        # The lock again: of two publishers neither may put an older checkpoint over a newer one.
        head = _head()
        newest = newest_checkpoint()
        _mend_edge(head)
        if newest is not None:
            _put_checkpoint(newest.note)
    _tidy(start, tree.size)
    cosign(at=at)
    return tree.size


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
            head = _head()
            head.state = {**head.state, "stopped": alarm.what}
            head.save(update_fields=["state"])
        raise LogDamaged(alarm.what, mend=alarm.mend) from None
    if signatures:
        with transaction.atomic():
            _head()
            row = LogCheckpoint.objects.get(pk=newest.pk)
            row.note = confirmed(row, signatures)
            row.save(update_fields=["note"])
            if row == newest_checkpoint():
                _put_checkpoint(row.note)
    return len(signatures)


def resume() -> None:
    """Let a stopped log go on: a person has looked and mended what was wrong (docs/log.md)."""
    with transaction.atomic():
        head = _head(stopped_too=True)
        head.state = {key: value for key, value in head.state.items() if key != "stopped"}
        head.save(update_fields=["state"])


def rotate_key(*, at: datetime) -> str:
    """Give the log a new key, and put its digest on record in the log itself; the new verifier key.

    The old key goes on signing every checkpoint beside the new one until its file is taken away, so that nobody who holds the old verifier key
    is cut off without a warning.
    """
    with transaction.atomic():
        head = _head()
        fresh = rotate(files.root() / "keys", origin=head.origin, stamp=at.strftime("%Y%m%dT%H%M%SZ"))
        entry = Entry(
            kind="key", event="rotated", time=at, automated=True, digest=sha256(fresh.vkey.encode()).hexdigest()
        )
        Outbox.objects.create(decision=None, entry=entry.encode(), created_at=at)
    return fresh.vkey


def newest_checkpoint() -> LogCheckpoint | None:
    """The last checkpoint that was signed."""
    return LogCheckpoint.objects.order_by("-pk").first()


def published_size() -> int:
    """How many entries the newest checkpoint covers."""
    return LogCheckpoint.objects.aggregate(size=Max("size"))["size"] or 0


def proof_for(index: int) -> tuple[str, list[bytes]]:
    """The newest checkpoint and the inclusion proof of an entry in it. NotFound: not published yet."""
    try:
        note = _log_folder().checkpoint().decode()
    except NotFound:
        note = newest.note if (newest := newest_checkpoint()) else ""
    size = _head_of(note).size if note else 0
    if not 0 <= index < size:
        raise NotFound("this entry is not in a published checkpoint yet.", mend="Ask again in a few seconds.")
    return note, inclusion_proof(index, size, _hashes(size))


def published_entry(index: int) -> bytes:
    """A published entry, out of the log's files as anybody reads them. NotFound: it is not published yet."""
    try:
        size = _head_of(_log_folder().checkpoint().decode()).size
    except NotFound:
        size = published_size()
    if not 0 <= index < size:
        raise NotFound("the log has no such entry, or has not published it yet.", where=str(index), mend="Ask again.")
    tile = tile_at(-1, index // TILE_WIDTH, size)
    return decode_bundle(tile, _read(tile))[index % TILE_WIDTH]


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the log of `old` entries is the beginning of the one of `new`."""
    return consistency_proof(old, new, _hashes(new))


def repair() -> list[str]:
    """Compare every file of the log with the rows and write again what is lost or altered; the paths that were.

    LogDamaged: the rows themselves do not lead to the published root; then no file is touched any more.
    """
    with transaction.atomic():
        head = _head()
        size = Accumulator.from_state(head.state.get("edge", [])).size
        mended: list[str] = []
        tree = Accumulator()
        for first in range(0, size, CHUNK):
            written = dict(_tiles(tree, min(first + CHUNK, size)))
            # A chunk ends in a partial tile only where the log does: those in between are of no reader's tree.
            wanted = {t: d for t, d in written.items() if t == tile_at(t.level, t.index, size)}
            wrong = {t: d for t, d in wanted.items() if not _stands(t, d)}
            _log_folder().write(wrong.items())
            mended += [tile.path for tile in wrong]
        newest = newest_checkpoint()
        if newest is not None:
            if (newest.size, _head_of(newest.note).root) != (tree.size, tree.root()):
                raise LogDamaged(
                    "the rows of the log do not lead to its signed root.", mend="Restore the database; see docs/log.md."
                )
            if _put_checkpoint(newest.note):
                mended.append("checkpoint")
        return mended


def _head(*, stopped_too: bool = False) -> LogHead:
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


def _log_folder() -> LogFolder:
    return LogFolder(folder())


def _hashes(size: int) -> HashReader:
    """The hashes of a log of this size. Those high in the tree are kept: a full subtree never changes, and every proof passes there."""
    hashes, place = TileHashes(size, _read), str(folder())

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


def _read(tile: Tile) -> bytes:
    """A tile out of its file, or, where that is lost, out of the rows."""
    try:
        data = _log_folder().tile(tile)
    except NotFound:
        return _rebuilt(tile)
    return data if tile.level < 0 or len(data) == tile.width * HASH_BYTES else _rebuilt(tile)


def _rebuilt(tile: Tile) -> bytes:
    first = tile.index * TILE_WIDTH
    if tile.level > 0:
        below = (tile_at(tile.level - 1, first + i, 1 << 62) for i in range(tile.width))
        return b"".join(root_of_full(split_hashes(_read(each))) for each in below)
    rows = LogLeaf.objects.filter(index__gte=first, index__lt=first + tile.width).order_by("index")
    if tile.level == 0:
        return b"".join(bytes(h) for h in rows.values_list("leaf_hash", flat=True))
    return encode_bundle(bytes(e) for e in rows.values_list("entry", flat=True))


def _tiles(tree: Accumulator, end: int) -> Iterator[tuple[Tile, bytes]]:
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


def _grow(tree: Accumulator, end: int) -> None:
    _log_folder().write(_tiles(tree, end))


def _sign(head: LogHead, tree: Accumulator, *, at: datetime) -> None:
    """Sign the tree's head with every key, and keep both in the transaction that locked the head."""
    current, *earlier = signers()
    note = parse_note(sign_checkpoint(settings.ASSAY_ORIGIN, tree.size, tree.root(), current))
    note = Note(note.text, (*note.signatures, *(key.sign(note.text) for key in earlier)))
    LogCheckpoint.objects.create(size=tree.size, note=note.render(), at=at)
    head.state = {**head.state, "edge": tree.state()}
    head.save(update_fields=["state"])


def _put_checkpoint(note: str) -> bool:
    """The checkpoint's file says this; whether it had to be written."""
    try:
        if _log_folder().checkpoint() == note.encode():
            return False
    except NotFound:
        pass
    _log_folder().publish(note)
    return True


def _stands(tile: Tile, data: bytes) -> bool:
    try:
        return _log_folder().tile(tile) == data
    except NotFound:
        return False


def _mend_edge(head: LogHead) -> None:
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
        if (held := _log_folder().size_of(tile)) is None or (tile.level >= 0 and held != tile.width * HASH_BYTES)
    ]
    _log_folder().write((tile, _rebuilt(tile)) for tile in lost)


def _tidy(start: int, size: int) -> None:
    """Partial files of tiles that became full between these sizes."""
    for level, full, _ in tiles_of(size):
        for index in range((start >> (8 * level)) // TILE_WIDTH, full):
            _log_folder().remove_outgrown(Tile(level, index))
            if level == 0:
                _log_folder().remove_outgrown(Tile(-1, index))


def _head_of(note: str) -> Checkpoint:
    return parse_checkpoint(parse_note(note).text)


def _hold_to_published(head: LogHead, *, at: datetime) -> None:
    """The published checkpoint is a promise: the rows must know it, or catch up with it, or nothing goes on."""
    try:
        data = _log_folder().checkpoint()
    except NotFound:
        return
    published = open_checkpoint(data, [key.verifier for key in signers()]).checkpoint
    known = LogCheckpoint.objects.filter(size=published.size).order_by("pk").values_list("note", flat=True)
    if any(_head_of(note).root == published.root for note in known):
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
            entries = decode_bundle(tile, _log_folder().tile(tile))
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
    _sign(head, tree, at=at)
