"""Who confirms our checkpoint? Each configured witness is asked after a checkpoint is published, outside of any transaction.

A witness that has seen more of this log than this office knows is an alarm, not a detail: the office was set back (a backup was restored), and
signing on would fork the log. Then the log stops, with the witness's copy of our own signature as evidence, until a person has looked.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from assay.errors import AssayError, NotVerified
from assay.outside import files
from assay.outside.witnesses import Asked, NoAnswer, Witness, WitnessClient, configured
from assay.records.models import LogCheckpoint
from assay.tlog.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint, with_signatures
from assay.tlog.keys import Signature, Verifier
from assay.tlog.note import parse_note
from assay.tlog.witness import NotTheLatest

RETRY_SECONDS = 30.0
_reported = logging.getLogger(__name__)
_silent_until: dict[str, float] = {}
_known_size: dict[bytes, int] = {}

Prove = Callable[[int, int], list[bytes]]


class SetBack(NotVerified):
    """A witness holds a checkpoint of ours that is ahead of everything that this office knows."""


def gather(
    checkpoint: LogCheckpoint, *, keys: Sequence[Verifier], prove: Prove, asked: Asked | None = None
) -> list[Signature]:
    """Cosignatures that the checkpoint does not have yet. SetBack: the log must stop."""
    client = asked or _client()
    note = parse_note(checkpoint.note)
    have = {(each.name, each.key_id) for each in note.signatures}
    found = []
    for witness in configured(files.root() / "keys"):
        if (witness.key.name, witness.key.key_id) in have or _silent_until.get(witness.url, 0) > time.monotonic():
            continue
        try:
            found.append(_ask(client, witness, checkpoint, keys=keys, prove=prove))
            _known_size[witness.key.key_id] = checkpoint.size
        except SetBack:
            raise
        except AssayError as refusal:
            _silent_until[witness.url] = time.monotonic() + RETRY_SECONDS
            _reported.warning("no cosignature from %s: %s", witness.key.name, refusal)
    return found


def confirmed(checkpoint: LogCheckpoint, signatures: Sequence[Signature]) -> str:
    """The checkpoint's note with further cosignatures."""
    return with_signatures(parse_note(checkpoint.note), signatures).render()


def _ask(
    client: Asked, witness: Witness, checkpoint: LogCheckpoint, *, keys: Sequence[Verifier], prove: Prove
) -> Signature:
    old = _known_size.get(witness.key.key_id, 0)
    for _ in range(2):
        proof = prove(old, checkpoint.size) if 0 < old <= checkpoint.size else []
        try:
            return client.add_checkpoint(witness, old=min(old, checkpoint.size), proof=proof, note=checkpoint.note)
        except NotTheLatest as answer:
            old = answer.size
            if old > checkpoint.size:
                _refuse_if_set_back(client, witness, checkpoint, keys=keys)
                break
            if old == checkpoint.size:
                _refuse_if_forked(client, witness, checkpoint, keys=keys)
    raise NoAnswer("the witness has another checkpoint of this log", where=witness.url)


def _refuse_if_set_back(
    client: Asked, witness: Witness, checkpoint: LogCheckpoint, *, keys: Sequence[Verifier]
) -> None:
    """Its word alone stops nobody: only our own signature on a larger checkpoint does."""
    theirs = _theirs(client, witness, checkpoint, keys)
    if theirs.size > checkpoint.size and not LogCheckpoint.objects.filter(size__gte=theirs.size).exists():
        raise SetBack(
            f"{witness.key.name} holds our signature on {theirs.size} entries; this office knows of {checkpoint.size}.",
            mend="Restore a newer backup or the log's files; see docs/log.md.",
        )


def _refuse_if_forked(client: Asked, witness: Witness, checkpoint: LogCheckpoint, *, keys: Sequence[Verifier]) -> None:
    theirs = _theirs(client, witness, checkpoint, keys)
    ours = parse_checkpoint(parse_note(checkpoint.note).text)
    if theirs.size == ours.size and theirs.root != ours.root:
        raise SetBack(
            f"{witness.key.name} holds our signature on another log of {ours.size} entries.",
            mend="Two offices sign with one key; see docs/log.md.",
        )


def _theirs(client: Asked, witness: Witness, checkpoint: LogCheckpoint, keys: Sequence[Verifier]) -> Checkpoint:
    origin = parse_checkpoint(parse_note(checkpoint.note).text).origin
    note = client.latest(witness, origin)
    if note is None:
        raise NoAnswer("the witness does not show what it cosigned", where=witness.url)
    return open_checkpoint(note, keys, origin=origin).checkpoint


_clients: list[WitnessClient] = []


def _client() -> WitnessClient:
    if not _clients:
        _clients.append(WitnessClient())
    return _clients[0]
