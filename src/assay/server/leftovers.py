"""Is something of a killed PostgreSQL still alive, and is what it left behind true?

A process number is used again, above all in containers, so the number in postmaster.pid proves nothing by itself; and a postmaster that was
killed leaves children behind for a moment, beside whom no other may start.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

TELL_AFTER_SECONDS = 10


def clear_the_way(cluster: Path) -> None:
    """End what a killed predecessor left behind: first its postmaster, then what remains of its children, then its file.

    Only for the holder of the data folder's lock. A process belongs to this cluster when its working folder is the cluster, which
    PostgreSQL makes so at start; the number in postmaster.pid alone proves nothing.
    """
    if not Path("/proc/self/cwd").exists():
        return  # without /proc PostgreSQL's own check has to do
    pid_file = cluster / "postmaster.pid"
    postmaster = _postmaster(cluster)
    if postmaster in processes_of(cluster):
        os.kill(postmaster, signal.SIGINT)
        _wait_until(
            lambda: postmaster not in processes_of(cluster), f"PostgreSQL (process {postmaster}) is still stopping"
        )
    for child in processes_of(cluster):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGQUIT)
    _wait_until(lambda: not processes_of(cluster), "children of the last PostgreSQL are still ending")
    pid_file.unlink(missing_ok=True)


def processes_of(cluster: Path) -> set[int]:
    """The processes whose working folder is this cluster."""
    real, found = os.path.realpath(cluster), set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if str((entry / "cwd").readlink()) == real:
                    found.add(int(entry.name))
    return found


def _postmaster(cluster: Path) -> int:
    """The process number in postmaster.pid; 0 where there is none."""
    try:
        first = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n", 1)[0].strip()
    except OSError:
        return 0
    return int(first) if first.isdigit() else 0


def _wait_until(done: Callable[[], bool], telling: str) -> None:
    told = time.monotonic()
    while not done():
        if time.monotonic() - told > TELL_AFTER_SECONDS:
            told = time.monotonic()
            print(telling, flush=True)
        time.sleep(0.02)
