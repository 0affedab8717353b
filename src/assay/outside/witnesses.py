"""Who cosigns our log, and what do they say?

Witnesses stand one a line, `VKEY URL`, in `keys/witnesses` of the data folder; they are others' machines. One that is down, slow or talks nonsense
costs its own cosignature and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from assay.errors import AssayError, BadInput
from assay.outside import files
from assay.tlog.checkpoint import (
    Checkpoint,
    cosign_checkpoint,
    parse_checkpoint,
    parse_decimal,
    with_signatures,
)
from assay.tlog.keys import KeyKind, Signature, Signer, Verifier
from assay.tlog.note import MAX_NOTE_BYTES, open_note, parse_note
from assay.tlog.witness import NotTheLatest, check_request, encode_request, monitor_path, parse_request

CONFIGURATION = "witnesses"
WITNESS_KEY = "witness.key"
TIMEOUT_SECONDS = 3.0
DEMO_NAMES = ("witness-one.localhost", "witness-two.localhost")


class NoAnswer(BadInput):
    """The witness cannot be reached, or what it says is not an answer."""


@dataclass(frozen=True)
class Witness:
    """A witness that we ask: its key, and the prefix of its address."""

    key: Verifier
    url: str


class Asked(Protocol):
    """Whoever answers add-checkpoint: a witness over HTTP, or its twin in memory."""

    def add_checkpoint(self, witness: Witness, *, old: int, proof: Sequence[bytes], note: str) -> Signature:
        """Its verified cosignature. NotTheLatest carries the size that it has; NoAnswer for all else."""

    def latest(self, witness: Witness, origin: str) -> bytes | None:
        """The checkpoint of this log that it cosigned last."""


def configured(folder: Path) -> tuple[Witness, ...]:
    """The witnesses that this office asks, out of its keys folder. BadInput names the line that cannot be read."""
    try:
        text = (folder / CONFIGURATION).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        vkey, _, url = line.strip().partition(" ")
        key = Verifier.from_text(vkey)
        if key.kind is not KeyKind.COSIGNATURE or not url.startswith(("http://", "https://")):
            raise BadInput(
                "this is no witness.", where=f"{CONFIGURATION}, line {number}", mend="Write VKEY URL, a key of kind 04."
            )
        found.append(Witness(key, url.rstrip("/")))
    return tuple(found)


class WitnessClient:
    """Asks witnesses over HTTP. Redirects are not followed, answers are short, and waiting ends."""

    def __init__(self, client: httpx.Client | None = None) -> None:
        self._client = client or httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False)

    def add_checkpoint(self, witness: Witness, *, old: int, proof: Sequence[bytes], note: str) -> Signature:
        """Its verified cosignature. NotTheLatest carries the size that it has; NoAnswer for all else."""
        body = encode_request(old=old, proof=proof, checkpoint=note)
        status, data = self._call("POST", f"{witness.url}/add-checkpoint", witness, body)
        text = data.decode("utf-8", "replace")
        if status == 409 and (size := parse_decimal(text.strip())) is not None:
            raise NotTheLatest(size)
        if status != 200:
            raise NoAnswer(f"the witness answers {status}: {text[:200].strip()}", where=witness.url)
        return cosignature(witness, note, text)

    def latest(self, witness: Witness, origin: str) -> bytes | None:
        """The checkpoint of this log that it cosigned last."""
        status, data = self._call("GET", f"{witness.url}/{monitor_path(origin)}", witness, b"")
        return data if status == 200 else None

    def _call(self, method: str, url: str, witness: Witness, body: bytes) -> tuple[int, bytes]:
        try:
            with self._client.stream(method, url, content=body) as answer:
                data = bytearray()
                for part in answer.iter_bytes(1 << 16):
                    data += part
                    if len(data) > MAX_NOTE_BYTES:
                        raise NoAnswer("the witness's answer is too long", where=witness.url)
                return answer.status_code, bytes(data)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise NoAnswer(f"the witness cannot be reached: {type(error).__name__}", where=witness.url) from None


class WitnessTwin:
    """Witnesses in memory, which judge as real ones do."""

    def __init__(self, signers: Mapping[str, Signer], logs: Mapping[str, Sequence[Verifier]], *, at: int) -> None:
        self._signers, self._logs, self._at = signers, logs, at
        self.seen: dict[tuple[str, str], bytes] = {}

    def add_checkpoint(self, witness: Witness, *, old: int, proof: Sequence[bytes], note: str) -> Signature:
        """Judge, remember, cosign."""
        request = parse_request(encode_request(old=old, proof=proof, checkpoint=note))
        place = witness.url, request.checkpoint.origin
        check_request(request, self._logs, seen=self._seen(place))
        signature = cosign_checkpoint(request.note, self._signers[witness.url], self._at)
        self.seen[place] = with_signatures(request.note, [signature]).render().encode()
        return signature

    def latest(self, witness: Witness, origin: str) -> bytes | None:
        """The checkpoint of this log that it cosigned last."""
        return self.seen.get((witness.url, origin))

    def _seen(self, place: tuple[str, str]) -> Checkpoint | None:
        held = self.seen.get(place)
        return parse_checkpoint(parse_note(held).text) if held else None


def cosignature(witness: Witness, note: str, lines: str) -> Signature:
    """The witness's own signature among the lines that it sent, verified. NoAnswer: there is none that holds."""
    try:
        sent = parse_note(parse_note(note).text + "\n" + lines)
        return open_note(sent, [witness.key])[0][1]
    except AssayError as refusal:
        raise NoAnswer(f"the witness sent no good cosignature: {refusal.what}", where=witness.url) from None


def demo_witnesses(data: Path, *, log_vkey: str, first_port: int) -> list[list[str]]:
    """Set up two witnesses with keys and folders of their own, have this office ask them, and say how each is started.

    Each command is a process of its own, to be kept running beside the office (and started again if it dies). Both are the operator's own: they
    show how witnesses work, and prove nothing to an outsider.
    """
    commands, lines = [], []
    for place, name in enumerate(DEMO_NAMES):
        state = data / "witnesses" / name
        path = state / WITNESS_KEY
        if not path.exists():
            files.write(path, Signer.generate(name, KeyKind.COSIGNATURE).private_text().encode(), mode=0o600)
        key = Signer.from_text(path.read_text(encoding="utf-8")).verifier
        logs = state / "logs"
        files.write(logs, f"{log_vkey}\n".encode())
        port = first_port + place
        lines.append(f"{key.vkey} http://127.0.0.1:{port}\n")
        words = ["witness", "--logs", str(logs), "--state", str(state), "--name", name, "--port", str(port)]
        commands.append([sys.executable, "-m", "assay.cli", *words])
    files.write(data / "keys" / CONFIGURATION, "".join(lines).encode())
    return commands
