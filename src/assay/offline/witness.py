"""A witness: cosigns the checkpoints of other logs, and refuses every fork.

It keeps, in one folder, its key and the last checkpoint that it cosigned of each log; checking, storing and signing are one step under one lock, and
what it cosigned lies on the disk before anybody hears of it. It listens to plain HTTP: whoever shows it to the internet puts a proxy with TLS in
front. Two witnesses on one folder would sign two histories: the second refuses to start.
"""

from __future__ import annotations

import argparse
import fcntl
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import time
from types import FrameType

from assay.errors import AssayError, BadInput, NotSupported
from assay.offline.log import read_limited
from assay.outside import files
from assay.outside.witnesses import WITNESS_KEY
from assay.tlog.checkpoint import CONTENT_TYPE, Checkpoint, cosign_checkpoint, parse_checkpoint, with_signatures
from assay.tlog.keys import KeyKind, NotSigned, Signer, Verifier, check_name
from assay.tlog.note import MAX_NOTE_BYTES, parse_note
from assay.tlog.proof import NotConsistent
from assay.tlog.witness import (
    MAX_REQUEST_BYTES,
    SIZE_TYPE,
    ForkRefused,
    MalformedRequest,
    NotTheLatest,
    UnknownLog,
    check_request,
    monitor_path,
    parse_request,
)

TIMEOUT_SECONDS = 10
MAX_LOGS_BYTES = 1 << 20


def run(args: argparse.Namespace) -> int:
    """`assay witness`: serve until interrupted."""
    logs = read_logs(args.logs)
    witness = Witness(args.state, name=args.name, logs=logs)
    try:
        server = ThreadingHTTPServer((args.host, args.port), handler_of(witness))
    except OSError as error:
        raise BadInput(
            f"port {args.port} cannot be opened: {error.strerror}.", where=args.host, mend="Choose another with --port."
        ) from None
    server.daemon_threads = True

    def stop(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    print(f"{witness.signer.vkey} http://{args.host}:{server.server_port}", flush=True)
    with server:
        server.serve_forever(poll_interval=0.2)
    return 0


def read_logs(path: Path) -> Mapping[str, Sequence[Verifier]]:
    """Keys by origin out of a file: a vkey a line, and behind it the origin where that is not the key's name.

    Several keys of one origin are one log's.
    """
    text = read_limited(path, limit=MAX_LOGS_BYTES).decode("utf-8", "replace")
    logs: dict[str, list[Verifier]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            vkey, _, origin = line.strip().partition(" ")
            key = Verifier.from_text(vkey)
            if key.kind is not KeyKind.ED25519:
                raise NotSupported("a log's key is of kind 01")
        except AssayError as refusal:
            raise BadInput(refusal.what, where=f"{path}, line {number}", mend="Write VKEY, or VKEY ORIGIN.") from None
        logs.setdefault(origin.strip() or key.name, []).append(key)
    if not logs:
        raise BadInput("no log is named.", where=str(path), mend="Write a log's vkey a line.")
    return logs


class Witness:
    """What a witness has seen, on the disk, and what it signs."""

    def __init__(self, folder: Path, *, name: str, logs: Mapping[str, Sequence[Verifier]]) -> None:
        self.folder, self.logs = folder, logs
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._alone = (folder / "lock").open("w")
        try:
            fcntl.flock(self._alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput(
                "another witness runs on this folder.", where=str(folder), mend="Give each its own --state."
            ) from None
        self.signer = witness_key(folder, name=name)

    def add_checkpoint(self, body: bytes, *, at: int) -> str:
        """The signature line for a checkpoint that may be cosigned; see `tlog.witness` for the refusals."""
        request = parse_request(body)
        origin = request.checkpoint.origin
        with self._lock:
            check_request(request, self.logs, seen=self.seen(origin))
            signature = cosign_checkpoint(request.note, self.signer, at)
            note = with_signatures(request.note, [signature])
            files.write(self.folder / monitor_path(origin), note.render().encode())
        return signature.line()

    def seen(self, origin: str) -> Checkpoint | None:
        """The checkpoint of this log that was cosigned last."""
        note = self.latest(monitor_path(origin))
        return parse_checkpoint(parse_note(note).text) if note else None

    def latest(self, path: str) -> bytes | None:
        """The note under a monitor's path; None where there is none."""
        if path not in {monitor_path(origin) for origin in self.logs}:
            return None
        file = self.folder / path
        # A file that is there and cannot be read must stop the witness: "nothing seen" would let a fork through.
        return read_limited(file, limit=2 * MAX_NOTE_BYTES) if file.exists() else None


def witness_key(folder: Path, *, name: str) -> Signer:
    """The witness's key, made at its first start and kept in a file of mode 0600."""
    path = folder / WITNESS_KEY
    if not path.exists():
        check_name(name)
        files.write(path, Signer.generate(name, KeyKind.COSIGNATURE).private_text().encode(), mode=0o600)
    return Signer.from_text(path.read_text(encoding="utf-8"))


def handler_of(witness: Witness) -> type[BaseHTTPRequestHandler]:
    """The two calls of the protocol, over this witness."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "assay-witness", ""
        timeout = TIMEOUT_SECONDS

        def do_POST(self) -> None:
            """Add a checkpoint."""
            length = self.headers.get("Content-Length", "")
            if not length.isascii() or not length.isdigit() or int(length) > MAX_REQUEST_BYTES:
                self.close_connection = True
                return self._answer(413 if length.isdigit() else 411, f"at most {MAX_REQUEST_BYTES} bytes\n")
            body = self.rfile.read(int(length))
            if self.path != "/add-checkpoint":
                return self._answer(404, "there is no such call\n")
            try:
                return self._answer(200, witness.add_checkpoint(body, at=int(time())))
            except UnknownLog as refusal:
                return self._answer(404, f"{refusal}\n")
            except NotSigned as refusal:
                return self._answer(403, f"{refusal}\n")
            except (NotTheLatest, ForkRefused) as refusal:
                if isinstance(refusal, ForkRefused):
                    print(f"fork refused: {body.decode('utf-8', 'replace')!r}", file=sys.stderr, flush=True)
                return self._answer(409, f"{refusal.size}\n", SIZE_TYPE)
            except NotConsistent as refusal:
                return self._answer(422, f"{refusal}\n")
            except MalformedRequest as refusal:
                return self._answer(400, f"{refusal}\n")
            except AssayError as refusal:
                return self._answer(500, f"{refusal}\n")

        def do_GET(self) -> None:
            """Show what was cosigned last, and the witness's key."""
            if self.path == "/":
                return self._answer(200, f"{witness.signer.vkey}\n")
            note = witness.latest(self.path.removeprefix("/"))
            return self._answer(200, note.decode()) if note else self._answer(404, "there is no such log here\n")

        def _answer(self, status: int, text: str, kind: str = CONTENT_TYPE) -> None:
            data = text.encode()
            with suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: who asked is nobody's business."""

    return Handler
