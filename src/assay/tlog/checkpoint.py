"""What does the log commit to, and who confirms it?

A checkpoint is a signed note of three lines: origin, size, root. By signing it the log says that it has this many
entries, in this order, and will never say otherwise; two checkpoints of one size that differ are proof that it did. A
witness's cosignature (kind 04) says that the witness saw no other history up to that time.

Source: C2SP tlog-checkpoint, tlog-cosignature.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assay.errors import BadInput
from assay.tlog.keys import KeyKind, NotSigned, Signature, Signer, Verifier, decode_base64
from assay.tlog.note import Note, open_note, parse_note
from assay.tlog.tree import EMPTY_ROOT, HASH_BYTES, MAX_SIZE

CONTENT_TYPE = "text/plain; charset=utf-8"


class MalformedCheckpoint(BadInput):
    """The note's text is not a checkpoint."""


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log. `extensions` are lines that nobody audits; ours never have any."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """The note text."""
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), _b64(self.root), *self.extensions))


@dataclass(frozen=True)
class Cosignature:
    """A witness that confirmed a checkpoint, and when (seconds since 1970)."""

    witness: str
    at: int


@dataclass(frozen=True)
class OpenedCheckpoint:
    """A checkpoint whose log signature held, with the witnesses that were recognised, and the note as it was read."""

    checkpoint: Checkpoint
    note: Note
    cosignatures: tuple[Cosignature, ...] = ()


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint's note text. Raises `MalformedCheckpoint`."""
    lines = text.split("\n")
    if lines.pop() or len(lines) < 3 or not all(lines):
        raise MalformedCheckpoint("a checkpoint is at least three lines, none empty: origin, size, root")
    origin, size, root_text, *extensions = lines
    root = decode_base64(root_text)
    if root is None or len(root) != HASH_BYTES:
        raise MalformedCheckpoint("the checkpoint's root is not base64 of 32 bytes")
    number = parse_decimal(size)
    if number is None:
        raise MalformedCheckpoint("the checkpoint's size is not a plain decimal number")
    return Checkpoint(origin, number, root, tuple(extensions))


def parse_decimal(text: str) -> int | None:
    """A number as logs spell it (ASCII digits, no leading zero, fits 63 bits), else None."""
    if not text.isascii() or not text.isdigit() or len(text) > 19 or (text[0] == "0" and text != "0"):
        return None
    number = int(text)
    return number if number <= MAX_SIZE else None


def sign_checkpoint(origin: str, size: int, root: bytes, signer: Signer) -> str:
    """A signed checkpoint, ready to publish. Whoever calls it must never have signed another root for this size."""
    if not 0 <= size <= MAX_SIZE or len(root) != HASH_BYTES or (size == 0 and root != EMPTY_ROOT):
        raise BadInput(f"size {size} and this root are not the head of a log")
    if not origin or "\n" in origin:
        raise BadInput("a log's origin is one line that is not empty")
    text = Checkpoint(origin, size, root).text()
    return Note(text, (signer.sign(text),)).render()


def open_checkpoint(
    data: bytes | str,
    verifiers: Verifier | Iterable[Verifier],
    *,
    witnesses: Iterable[Verifier] = (),
    origin: str | None = None,
) -> OpenedCheckpoint:
    """Parse and verify a checkpoint. Raises `NotSigned` unless one of the log's keys signed it.

    The origin must be `origin`, or, where none is given, the name of the key that signed: a key that signs for two
    logs must not let the head of one pass for the other's.
    """
    note = parse_note(data)
    log_keys = [verifiers] if isinstance(verifiers, Verifier) else list(verifiers)
    if any(key.kind is not KeyKind.ED25519 for key in log_keys):
        raise BadInput("a log's key is of kind 01", mend="A key of kind 04 belongs to a witness.")
    witness_keys = list(witnesses)
    by_log: list[tuple[Verifier, Signature]] = []
    by_witness: list[tuple[Verifier, Signature]] = []
    for verifier, signature in open_note(note, [*log_keys, *witness_keys]):
        (by_log if verifier in log_keys else by_witness).append((verifier, signature))
    if not by_log:
        raise NotSigned("the log itself did not sign this checkpoint", mend="Give the log's key, not a witness's.")
    checkpoint = parse_checkpoint(note.text)
    allowed = {origin} if origin is not None else {verifier.name for verifier, _ in by_log}
    if checkpoint.origin not in allowed:
        raise NotSigned(f"the checkpoint is of the log {checkpoint.origin}, the key of {by_log[0][0].name}")
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise NotSigned("the checkpoint gives the empty log a root that is not that of an empty log")
    seen = tuple(Cosignature(verifier.name, signature.timestamp) for verifier, signature in by_witness)
    return OpenedCheckpoint(checkpoint, note, seen)


def cosign_checkpoint(note: Note, cosigner: Signer, at: int) -> Signature:
    """A witness's signature line for a checkpoint that it has checked."""
    parse_checkpoint(note.text)
    return cosigner.cosign(note.text, at)


def with_signatures(note: Note, signatures: Sequence[Signature]) -> Note:
    """The checkpoint with further signature lines, each once."""
    fresh = [each for each in dict.fromkeys(signatures) if each not in note.signatures]
    return Note(note.text, (*note.signatures, *fresh))


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
