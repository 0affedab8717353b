"""What does the whole command cost: time, processor seconds and memory of all its processes together?

The command is run as a user runs it. Its processes are watched through /proc: memory is the sum of their proportional set sizes (what two processes share counts
once), and processor seconds are those of all of them, because this process adopts what they leave behind before it counts.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PR_SET_CHILD_SUBREAPER = 36
EVERY = 0.25  # seconds between two looks


def whole(folder: Path, listings: int, *, cache: Path) -> dict[str, Any]:
    """The command as a user runs it. `cache`: where compiled registers are kept; the first run compiles."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    first = not cache.exists()
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = subprocess.Popen(
        [sys.executable, "-m", "assay.cli", "screen", str(folder / "feed.parquet"), "--register", str(folder / "register.parquet"), "--rights", str(folder / "rights.parquet"), "--as-of", "2026-11-24", "--out", str(folder / "out.parquet"), "--json"],
        stdout=subprocess.DEVNULL, env={**os.environ, "ASSAY_CACHE_DIR": str(cache)},
    )  # fmt: skip
    seen = Watch(command.pid)
    seen.start()
    code = command.wait()
    seconds = time.perf_counter() - begun
    seen.stop()
    with suppress(ChildProcessError):  # those whose parents have ended are ours
        while os.waitpid(-1, 0)[0]:
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code:
        raise SystemExit(f"the command ended with {code}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "listings": listings,
        "register_compiled_before": not first,
        "wall_seconds": round(seconds, 1),
        "listings_per_second": round(listings / seconds),
        "cpu_seconds": round(cpu, 1),
        "of_them_in_the_kernel": round(after.ru_stime - before.ru_stime, 1),
        "cpu_microseconds_per_listing": round(cpu / listings * 1e6, 1),
        "listings_per_second_if_two_cores_were_free": round(listings / (cpu / 2)),
        "memory_of_all_processes_mib": round(seen.most / 1024),
        "out_mib": round((folder / "out.parquet").stat().st_size / (1 << 20)),
    }


class Watch(threading.Thread):
    """The most memory that a process and its descendants took together, in KiB."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.most, self._over = root, 0, threading.Event()

    def run(self) -> None:
        while not self._over.wait(EVERY):
            self.most = max(self.most, sum(_kib(pid) for pid in _family(self.root)))

    def stop(self) -> None:
        """No more looks."""
        self._over.set()
        self.join()


def _family(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
