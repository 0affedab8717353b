"""What runs in the room apart? One loop: take a paper, fork, let the child read it under limits, hand on its answer.

`python -m assay.outside.reader.inmate` speaks in frames over standard input and output: two lengths, the request as JSON and the bytes; back
comes a length and JSON. The loop itself parses nothing of a paper.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import struct
import sys
import time
import traceback
from typing import Any, BinaryIO

from assay.errors import AssayError
from assay.outside.reader.paper import read, warm
from assay.outside.reader.photo import digests_of
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.reading import to_json

LONGEST_ANSWER = 64 << 20
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> None:
    """Serve until the caller closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _seclude()
    warm()
    while (lengths := incoming.read(8)) and len(lengths) == 8:
        head, body = struct.unpack("!II", lengths)
        request = json.loads(incoming.read(head))
        answer = _in_a_child(request, incoming.read(body))
        outgoing.write(struct.pack("!I", len(answer)) + answer)
        outgoing.flush()


def _in_a_child(request: dict[str, Any], data: bytes) -> bytes:
    """The child's answer, or the refusal that its end amounts to."""
    limits = LimitsPolicy(**request["limits"])
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        _live(request, data, limits, os.fdopen(writing_end, "wb"))
    os.close(writing_end)
    parts, until = bytearray(), time.monotonic() + limits.seconds_per_paper
    timed_out = False
    try:
        while len(parts) <= LONGEST_ANSWER:
            ready, _, _ = select.select([reading_end], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                timed_out = True
                break
            part = os.read(reading_end, 1 << 20)
            if not part:
                break
            parts += part
    finally:
        os.close(reading_end)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    name = request["name"]
    if parts.endswith(b"\n") and len(parts) <= LONGEST_ANSWER:
        return bytes(parts)
    if timed_out or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return _refusal(
            "ReadingFailed",
            f"reading took longer than {limits.seconds_per_paper} seconds.",
            name,
            "Hand in fewer pages, or print the paper to a new PDF.",
        )
    return _refusal(
        "ReadingFailed", "the reader crashed on this paper.", name, "Print the paper to a new PDF and hand that in."
    )


def _live(request: dict[str, Any], data: bytes, limits: LimitsPolicy, out: BinaryIO) -> None:
    """The child's whole life; it never returns."""
    code = 1
    try:
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mib_per_paper << 20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds_per_paper, limits.seconds_per_paper + 1))
        sys.setrecursionlimit(2_000)
        try:
            if request.get("what") == "photo":
                answer = json.dumps({"photo": digests_of(data, name=request["name"], limits=limits)}).encode()
            else:
                answer = json.dumps({"reading": to_json(read(data, name=request["name"], limits=limits))}).encode()
        except AssayError as refusal:
            answer = _refusal(type(refusal).__name__, refusal.what, refusal.where, refusal.mend)
        except MemoryError:
            answer = _refusal(
                "ReadingFailed",
                f"reading needs more than {limits.memory_mib_per_paper} MiB of memory.",
                request["name"],
                "Print the paper to a new PDF and hand that in.",
            )
        out.write(answer.rstrip(b"\n") + b"\n")
        out.flush()
        code = 0
    except BaseException:  # whatever a parser throws on a hostile file ends here, not in the server
        traceback.print_exc()
    finally:
        os._exit(code)


def _refusal(kind: str, what: str, where: str, mend: str) -> bytes:
    return json.dumps({"error": {"type": kind, "what": what, "where": where, "mend": mend}}).encode() + b"\n"


def _seclude() -> None:
    """Leave the network, where the kernel lets us; nobody in this room has business there."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


if __name__ == "__main__":
    main()
