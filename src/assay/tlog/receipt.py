"""What does a party take home, and does it hold?

Two kinds of file, one after the other. At once: a *promise*, a note signed by the log's key under the name
`origin/promise`, so that a signature over a promise never passes for one over a checkpoint. It carries the whole entry,
when it came, by when it will stand in the log, and by when an outcome is promised. Within a minute: a *tlog-proof*,
which carries that promise as its extra data, the entry's index, the way up to a signed checkpoint, and whoever
cosigned it. Either is checked offline, with nothing but the log's verifier key.

The extra data of a tlog-proof is not authenticated by the format. Here it is: it holds the entry (alone or within its
promise), and the proof must lead from that entry's hash to the signed root.

Source: C2SP tlog-proof, signed-note, tlog-checkpoint.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from assay.errors import BadInput, TooLarge
from assay.tlog.checkpoint import OpenedCheckpoint, open_checkpoint, parse_decimal
from assay.tlog.entry import Entry, parse_entry, rfc3339
from assay.tlog.keys import NotSigned, Signer, Verifier, decode_base64
from assay.tlog.note import open_note, parse_note, sign_note
from assay.tlog.proof import MAX_PROOF_HASHES, verify_inclusion
from assay.tlog.tree import HASH_BYTES, leaf_hash

PROMISE = "assay-promise/1"
PROOF = "c2sp.org/tlog-proof@v1"
MAX_RECEIPT_BYTES = 1 << 19
LOGGED_WITHIN = timedelta(seconds=60)
_PROMISE_LINES = ("received ", "logged by ", "deadline ", "entry ")


class MalformedReceipt(BadInput):
    """The file is neither a promise nor a tlog-proof."""


@dataclass(frozen=True)
class Promise:
    """That this entry will stand in this log: `data` is the entry's bytes, times are aware."""

    origin: str
    data: bytes
    received: datetime
    logged_by: datetime

    @cached_property
    def entry(self) -> Entry:
        """What was filed."""
        return parse_entry(self.data)

    @property
    def deadline(self) -> datetime | None:
        """By when an outcome is promised."""
        return self.entry.deadline

    def text(self) -> str:
        """The note text."""
        deadline = self.deadline
        values = (
            rfc3339(self.received),
            rfc3339(self.logged_by),
            rfc3339(deadline) if deadline else "none",
            _b64(self.data),
        )
        lines = (
            PROMISE,
            self.origin,
            *(label + value for label, value in zip(_PROMISE_LINES, values, strict=True)),
        )
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True)
class Proof:
    """A parsed tlog-proof. Nothing about it is verified."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def render(self) -> str:
        """The file's text."""
        extra = [f"extra {_b64(self.extra)}"] if self.extra else []
        lines = [PROOF, *extra, f"index {self.index}", *(_b64(each) for each in self.hashes), ""]
        return "".join(f"{line}\n" for line in lines) + self.checkpoint


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt that held: its entry, and what was shown about it. `index` and `head` are None for a bare promise."""

    data: bytes
    promise: Promise | None
    index: int | None
    head: OpenedCheckpoint | None

    @property
    def entry(self) -> Entry:
        """The entry that it is about."""
        return parse_entry(self.data)


def sign_promise(entry: bytes, signer: Signer) -> str:
    """The promise to log these bytes within a minute of the entry's own time."""
    received = parse_entry(entry).time
    promise = Promise(signer.name, entry, received, received + LOGGED_WITHIN)
    return sign_note(promise.text(), signer.under_name(_promise_name(signer.name)))


def promise_verifier(key: Verifier) -> Verifier:
    """The key under whose name and id a log's promises are signed."""
    return Verifier(_promise_name(key.name), key.kind, key.public)


def open_promise(data: bytes | str, keys: Iterable[Verifier]) -> Promise:
    """Parse and verify a promise. Raises `NotSigned`, `MalformedReceipt`."""
    note = parse_note(data)
    signed = {verifier.name for verifier, _ in open_note(note, [promise_verifier(key) for key in keys])}
    lines = note.text.split("\n")
    values = [line.removeprefix(label) for label, line in zip(_PROMISE_LINES, lines[2:6], strict=False)]
    if len(lines) != 7 or lines[0] != PROMISE or len(values) != 4:
        raise MalformedReceipt("the signed text is not a promise")
    entry = decode_base64(values[3])
    try:
        times = [datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z") for value in values[:2]]
    except ValueError:
        raise MalformedReceipt("a time of the promise cannot be read") from None
    if entry is None:
        raise MalformedReceipt("the entry of the promise is not base64")
    promise = Promise(lines[1], entry, times[0], times[1])
    if promise.text() != note.text:
        raise MalformedReceipt("the promise is not spelled as promises are, or its deadline is not its entry's")
    if _promise_name(promise.origin) not in signed:
        raise NotSigned(f"the promise is of the log {promise.origin}, the key of another")
    return promise


def parse_proof(data: bytes | str) -> Proof:
    """Take a tlog-proof apart. Raises `MalformedReceipt`; verifies nothing."""
    text = _text(data)
    head, gap, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != PROOF or not gap:
        raise MalformedReceipt("this is not a tlog-proof", mend=f"It begins with {PROOF}.")
    extra = b""
    if len(lines) > 1 and lines[1].startswith("extra "):
        found = decode_base64(lines.pop(1).removeprefix("extra "))
        if found is None:
            raise MalformedReceipt("the extra data is not base64")
        extra = found
    if len(lines) < 2 or not lines[1].startswith("index "):
        raise MalformedReceipt("the proof has no index")
    index = parse_decimal(lines[1].removeprefix("index "))
    if index is None:
        raise MalformedReceipt("the index is not a plain decimal number")
    if len(lines) - 2 > MAX_PROOF_HASHES:
        raise TooLarge(f"a proof of {len(lines) - 2} hashes", mend=f"At most {MAX_PROOF_HASHES} are read.")
    hashes = []
    for line in lines[2:]:
        value = decode_base64(line)
        if value is None or len(value) != HASH_BYTES:
            raise MalformedReceipt("a line of the proof is not base64 of 32 bytes")
        hashes.append(value)
    return Proof(index, tuple(hashes), checkpoint, extra)


def verify_receipt(
    data: bytes | str, keys: Sequence[Verifier], *, witnesses: Iterable[Verifier] = (), origin: str | None = None
) -> Receipt:
    """Check a promise or a tlog-proof with the log's key alone.

    1. A bare promise: the log's signature. Else the parts of a tlog-proof:
    2. the entry: that of the promise, whose signature must hold, or the extra data itself;
    3. the checkpoint: signed by the log, for this log;
    4. the way from the entry to the checkpoint's root.

    Raises `MalformedReceipt`, `MalformedNote`, `EntryRefused`, `TooLarge`; `NotSigned`, `NotInLog`.
    """
    text = _text(data)
    if text.startswith(PROMISE + "\n"):
        promise = open_promise(text, keys)
        return Receipt(data=promise.data, promise=promise, index=None, head=None)
    proof = parse_proof(text)
    if not proof.extra:
        raise MalformedReceipt(
            "the proof carries no entry", mend="Take the receipt as the log hands it out, with its extra line."
        )
    promised = None
    entry = proof.extra
    if entry.startswith(PROMISE.encode() + b"\n"):
        promised = open_promise(entry, keys)
        entry = promised.data
    parse_entry(entry)
    head = open_checkpoint(proof.checkpoint, keys, witnesses=witnesses, origin=origin)
    if promised is not None and promised.origin != head.checkpoint.origin:
        raise NotSigned("promise and checkpoint are of different logs")
    verify_inclusion(
        leaf=leaf_hash(entry),
        index=proof.index,
        size=head.checkpoint.size,
        proof=proof.hashes,
        root=head.checkpoint.root,
    )
    return Receipt(data=entry, promise=promised, index=proof.index, head=head)


def _text(data: bytes | str) -> str:
    if len(data) > MAX_RECEIPT_BYTES:
        raise TooLarge(f"a receipt of {len(data)} bytes", mend=f"At most {MAX_RECEIPT_BYTES} bytes are read.")
    try:
        return data if isinstance(data, str) else data.decode()
    except UnicodeDecodeError:
        raise MalformedReceipt("the receipt is not UTF-8") from None


def _promise_name(origin: str) -> str:
    return f"{origin}/promise"


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
