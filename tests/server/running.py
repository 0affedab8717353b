"""An office that really runs: `assay up` as a process, with what the tests need to look at it and to hurt it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from assay.server.listen import Address
from assay.server.postgres import running
from assay.server.up import environment_of_parts

T = TypeVar("T")
HERE = Address(host="localhost", ip="127.0.0.1", port=0, loopback=True)
PARTS = {"web": "assay.server.web", "worker": "assay.server.worker", "postgres": "/postgres\0-D\0"}
PATIENCE_SECONDS = 120


def until(ask: Callable[[], T], what: str) -> T:
    """The first true answer. Fails with `what` when none comes: a hung test says what it waited for."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"never came: {what}")


def without_server() -> dict[str, str]:
    """Our environment without a named server, so that the embedded one starts."""
    return {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "ASSAY_DATA_DIR"}}


class Office:
    """`assay up` on a data folder."""

    def __init__(self, data: Path, *words: str, environment: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assay.cli", "up", "--port", "0", "--data", str(data), *words],
            env=dict(environment or without_server()),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        if self.process.stdout is not None:
            for line in self.process.stdout:
                self.said.append(line.decode(errors="replace").rstrip("\n"))

    @property
    def url(self) -> str:
        """Where the pages are; waits until they can be had."""

        def ready() -> str:
            if self.process.poll() is not None and not self._ear.is_alive():
                raise AssertionError("it ended: " + "\n".join(self.said))
            found = [m.group(1) for line in self.said if (m := re.match(r"Assay is ready: (\S+)", line))]
            return found[0] if found else ""

        return until(ready, "Assay is ready")

    def pid_of(self, part: str) -> int:
        """The process of a part; waits until there is one."""
        return until(lambda: next(iter(children(self.process.pid, PARTS[part])), 0), f"a process of {part}")

    def kill(self, part: str) -> None:
        """kill -9 of a part; returns when another one has taken its place."""
        old = self.pid_of(part)
        os.kill(old, signal.SIGKILL)
        until(lambda: self.pid_of(part) != old, f"another {part}")

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE_SECONDS)
        self._ear.join()
        return code

    def end(self) -> None:
        """Leave nothing behind, whatever the test did."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def python(self, story: str) -> str:
        """Run a piece of Python inside the office; what it prints."""
        url = until(lambda: running(self.data) or "", "a database that answers")
        done = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + story],
            env=environment_of_parts(self.data, HERE, url, demo=False),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()


def children(parent: int, mark: str) -> set[int]:
    """The child processes of `parent` whose command line holds `mark`."""
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, ValueError, IndexError):
            owner = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if owner == parent and mark in (entry / "cmdline").read_bytes().decode(errors="replace"):
                found.add(int(entry.name))
    return found


def descendants(parent: int) -> set[int]:
    """Every process below `parent`."""
    below: set[int] = set()
    waiting = [parent]
    while waiting:
        for child in children(waiting.pop(), ""):
            below.add(child)
            waiting.append(child)
    return below
