"""Do all parts of the office live? A part that ends is started again; one that keeps ending is tried more and more slowly.

Nothing is lost by it: what a part acknowledged is committed, and what it had not finished is taken up again from the database.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from assay.server.account import die_with_parent
from assay.server.postgres import Postgres

STOP_SECONDS = 10.0
CALM_SECONDS = 30.0  # a part that lived so long starts at once again
SLOWEST_SECONDS = 5.0


class Part(Protocol):
    """Something that runs until it is stopped."""

    name: str

    def start(self) -> None: ...

    def ended(self) -> int | None:
        """Its exit code, negative for a signal; None while it lives."""

    def stop(self) -> None: ...


class Child:
    """A program that runs as a process (and a process group) of its own; `quiet` when what it prints is of no use to a person."""

    def __init__(self, name: str, words: Sequence[str], environment: Mapping[str, str], *, quiet: bool = False) -> None:
        self.name = name
        self._words = list(words)
        self._environment = dict(environment)
        self._stdout = subprocess.DEVNULL if quiet else None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; what a killed predecessor left of its group is ended first, or it would still hold the port."""
        self._end_group(signal.SIGKILL)
        self.process = subprocess.Popen(
            self._words,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._stdout,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )

    def ended(self) -> int | None:
        return self.process.poll() if self.process else 0

    def stop(self) -> None:
        """Ask it to finish what it does; end it when it takes longer than STOP_SECONDS. Safe to call twice."""
        if self.process is None:
            return
        self._end_group(signal.SIGTERM, leader_only=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self._end_group(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def _end_group(self, order: signal.Signals, *, leader_only: bool = False) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if leader_only:
                    self.process.send_signal(order)
                else:
                    os.killpg(self.process.pid, order)


class PostgresPart:
    """The embedded PostgreSQL as a part."""

    name = "PostgreSQL"

    def __init__(self, server: Postgres) -> None:
        self.server = server

    def start(self) -> None:
        self.server.start()

    def ended(self) -> int | None:
        return self.server.process.poll() if self.server.process else 0

    def stop(self) -> None:
        self.server.stop()


class Parts:
    """The parts in the order of their start; they stop in the opposite one."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._began: dict[str, float] = {}
        self._wait: dict[str, float] = {}
        self._due: dict[str, float] = {}

    def start(self, part: Part) -> None:
        """Start a part and watch it from now on."""
        self._parts.append(part)  # before its start: a part that was interrupted while it started is stopped too
        self._began[part.name] = time.monotonic()
        part.start()

    def tend(self) -> None:
        """Start again, when its time has come, whatever has ended."""
        now = time.monotonic()
        for part in self._parts:
            if part.name not in self._due:
                code = part.ended()
                if code is None:
                    continue
                lived = now - self._began[part.name]
                wait = 0.1 if lived > CALM_SECONDS else min(SLOWEST_SECONDS, self._wait.get(part.name, 0.05) * 2)
                self._wait[part.name], self._due[part.name] = wait, now + wait
                print(f"assay up: {part.name} ended ({_how(code)}); it is started again.", file=sys.stderr, flush=True)
            if now >= self._due[part.name]:
                del self._due[part.name]
                self._began[part.name] = time.monotonic()
                part.start()

    def stop(self) -> None:
        """Stop all parts, the last one first."""
        while self._parts:
            self._parts.pop().stop()


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
