"""May this checkpoint be cosigned: is it by the log, and does it go on from what was cosigned before?

A witness remembers one head a log and never signs another history. Whoever holds its cosignature knows that no other
checkpoint of that size was shown to it. Each refusal is its own error, as the protocol wants them told apart:

    MalformedRequest    the request cannot be read, or its old size is above the new one
    UnknownLog          no log of this origin is witnessed here
    NotSigned           no key of that log signed the checkpoint
    NotTheLatest        the old size is not the one cosigned last; it carries that size
    ForkRefused         the same size with another root: proof of misbehaviour, to be kept
    NotConsistent       the proof does not lead from the old head to the new one

Looking up what was cosigned, judging, and storing the new head must be one atomic step of the caller.

Source: C2SP tlog-witness.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from assay.errors import AssayError, BadInput, NotVerified
from assay.tlog.checkpoint import Checkpoint, MalformedCheckpoint, open_checkpoint, parse_checkpoint, parse_decimal
from assay.tlog.keys import MalformedNote, Verifier, decode_base64
from assay.tlog.note import MAX_NOTE_BYTES, Note, parse_note
from assay.tlog.proof import MAX_PROOF_HASHES, NotConsistent, verify_consistency
from assay.tlog.tree import HASH_BYTES

MAX_REQUEST_BYTES = MAX_NOTE_BYTES + 64 * 64
SIZE_TYPE = "text/x.tlog.size"


class MalformedRequest(BadInput):
    """The request is not what the protocol says."""


class UnknownLog(AssayError):
    """No log of this origin is witnessed here."""


class NotTheLatest(AssayError):
    """The caller goes on from another size than the one cosigned last."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"the checkpoint cosigned last has size {size}")


class ForkRefused(NotVerified):
    """The log signed another root for the size that was cosigned last. `size` is that size."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"another root was cosigned for size {size}", mend="Keep both checkpoints: they are proof.")


@dataclass(frozen=True)
class Request:
    """An add-checkpoint request, taken apart. Nothing about it is verified."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


def encode_request(*, old: int, proof: Sequence[bytes], checkpoint: str) -> bytes:
    """The body of an add-checkpoint request."""
    lines = [f"old {old}\n", *(b64encode(each).decode() + "\n" for each in proof), "\n", checkpoint]
    return "".join(lines).encode()


def parse_request(body: bytes) -> Request:
    """Take a request apart. Raises `MalformedRequest`."""
    if len(body) > MAX_REQUEST_BYTES:
        raise MalformedRequest(f"a request of {len(body)} bytes")
    head, gap, rest = body.partition(b"\n\n")
    first, *lines = head.decode("ascii", "replace").split("\n")
    old = parse_decimal(first.removeprefix("old ")) if first.startswith("old ") else None
    if not gap or old is None:
        raise MalformedRequest("the request does not begin with 'old SIZE'")
    if len(lines) > MAX_PROOF_HASHES:
        raise MalformedRequest(f"a proof of {len(lines)} hashes; at most {MAX_PROOF_HASHES} are read")
    proof = [decode_base64(line) for line in lines]
    if any(each is None or len(each) != HASH_BYTES for each in proof):
        raise MalformedRequest("a line of the proof is not base64 of 32 bytes")
    try:
        note = parse_note(rest)
        checkpoint = parse_checkpoint(note.text)
    except (MalformedNote, MalformedCheckpoint, BadInput) as refusal:
        raise MalformedRequest(refusal.what) from None
    return Request(old, tuple(each for each in proof if each is not None), note, checkpoint)


def check_request(request: Request, logs: Mapping[str, Sequence[Verifier]], *, seen: Checkpoint | None) -> None:
    """Raise unless this checkpoint may be cosigned, given the one cosigned last for its origin (None: none was).

    1. The log is one of ours. 2. It signed. 3. The caller goes on from where we are. 4. No fork. 5. The proof holds.
    """
    new = request.checkpoint
    keys = logs.get(new.origin)
    if not keys:
        raise UnknownLog("no log of this origin is witnessed here", where=new.origin[:80])
    open_checkpoint(request.note.render(), keys, origin=new.origin)
    if request.old > new.size:
        raise MalformedRequest(f"the old size {request.old} is above the new one, {new.size}")
    size = seen.size if seen else 0
    if request.old != size:
        raise NotTheLatest(size)
    if seen is not None and new.size == size and new.root != seen.root:
        raise ForkRefused(size)
    if seen is None or size == 0:
        if request.proof:
            raise NotConsistent("a proof from size 0 must be empty")
        return
    verify_consistency(old=size, new=new.size, proof=request.proof, old_root=seen.root, new_root=new.root)


def monitor_path(origin: str) -> str:
    """Where a witness shows the latest checkpoint of a log that it cosigned."""
    return f"{sha256(origin.encode()).hexdigest()}/checkpoint"
