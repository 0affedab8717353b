"""How is a hostile file kept away from the server?

A helper process (`inmate`) holds the libraries loaded and forks a child for each paper. The child gets the bytes through a pipe, lives
under limits on processor time, memory and files, and without a network where the kernel allows that; it answers with JSON and ends. A crash
or a hang costs one child: the caller gets ReadingFailed and may try again. The helper is started at the first paper and ends with its caller.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assay import errors
from assay.errors import AssayError, BadInput, ReadingFailed, TooLarge
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.reading import Reading, from_json

GRACE_SECONDS = 10  # the helper ends a child at its limit; what takes longer than this on top is the helper itself

_TYPES: dict[str, type[AssayError]] = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, AssayError)
}


def read_paper(path: Path, *, name: str, limits: LimitsPolicy) -> Reading:
    """What the file says. `name` is the seller's and only shown. Never parses anything in this process.

    Raises BadInput, TooLarge, NotSupported: the file cannot be used, with what is wrong and how to mend it. ReadingFailed: the reader crashed,
    hung or ran out of memory on it; try again, then ask a person.
    """
    data = _bytes_of(path, name=name, limits=limits)
    answer = _ROOM.ask({"name": name, "limits": asdict(limits)}, data, seconds=limits.seconds_per_paper)
    _check(answer)
    return from_json(answer["reading"])


def read_photo(data: bytes, *, name: str, limits: LimitsPolicy) -> dict[str, Any]:
    """The PDQ digests of a picture (`photo.digests_of`), made in the room apart. Raises as `read_paper` does."""
    request = {"what": "photo", "name": name, "limits": asdict(limits)}
    answer = _ROOM.ask(request, data, seconds=limits.seconds_per_paper)
    _check(answer)
    found: dict[str, Any] = answer["photo"]
    return found


def _check(answer: dict[str, Any]) -> None:
    if "error" in answer:
        refusal = answer["error"]
        raise _TYPES.get(refusal["type"], ReadingFailed)(refusal["what"], where=refusal["where"], mend=refusal["mend"])


def _bytes_of(path: Path, *, name: str, limits: LimitsPolicy) -> bytes:
    try:
        if path.is_dir():
            raise BadInput("this is a folder.", where=name, mend="Name the files in it.")
        if not path.is_file():
            raise BadInput("there is no such file.", where=name, mend="Check the name.")
        with path.open("rb") as file:
            data = file.read(limits.bytes_per_paper + 1)
    except (OSError, ValueError) as cannot:
        why = getattr(cannot, "strerror", None) or "its name is not usable"
        raise BadInput(f"the file cannot be opened ({why}).", where=name, mend="Check name and permissions.") from None
    if len(data) > limits.bytes_per_paper:
        raise TooLarge(
            f"this file has more than {limits.bytes_per_paper} bytes.",
            where=name,
            mend="Hand in the pages that prove, or save the PDF with smaller pictures.",
        )
    return data


class _Room:
    """The helper process and the one conversation that may go on with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._helper: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, request: dict[str, Any], data: bytes, *, seconds: int) -> dict[str, Any]:
        """Send one paper, wait for its answer; a helper that does not answer is ended and the paper counts as failed."""
        head = json.dumps(request).encode()
        with self._lock:
            helper = self._start()
            try:
                if helper.stdin is None or helper.stdout is None:
                    raise EOFError
                helper.stdin.write(struct.pack("!II", len(head), len(data)) + head + data)
                helper.stdin.flush()
                until = time.monotonic() + seconds + GRACE_SECONDS
                size = struct.unpack("!I", _read(helper.stdout.fileno(), 4, until=until))[0]
                answer: dict[str, Any] = json.loads(_read(helper.stdout.fileno(), size, until=until))
                return answer
            except (OSError, ValueError, EOFError):
                self.close()
                raise ReadingFailed(
                    "the reader stopped working on this paper.",
                    where=request["name"],
                    mend="Try again; a person looks at it otherwise.",
                ) from None

    def _start(self) -> subprocess.Popen[bytes]:
        # After a fork of the caller the helper is still the parent's: its pipe must not be shared.
        if self._helper is not None and (self._owner != os.getpid() or self._helper.poll() is not None):
            self._helper = None
        if self._helper is None:
            self._helper = subprocess.Popen(
                [sys.executable, "-m", "assay.outside.reader.inmate"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("ASSAY_READER_TRACE") else subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"},
            )
            self._owner = os.getpid()
        return self._helper

    def close(self) -> None:
        """End the helper, if this process started it."""
        helper, self._helper = self._helper, None
        if helper is None or self._owner != os.getpid():
            return
        with contextlib.suppress(OSError):
            helper.kill()
        helper.wait()
        for pipe in (helper.stdin, helper.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _read(handle: int, size: int, *, until: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        ready, _, _ = select.select([handle], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(handle, min(1 << 20, size - len(parts)))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


_ROOM = _Room()
atexit.register(_ROOM.close)
