"""As whom does PostgreSQL run, and which folders and programs can that account reach?

PostgreSQL refuses to run as root, for good reason. Started as root, its programs run as the account `postgres` where there is one, else as
`nobody`. That account often cannot enter the folder in which Assay lies (a checkout under /root has mode 0700 above it), so what the account
must reach is tried as that account, never guessed from mode bits, and moved to /var/lib/assay where it fails.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assay.errors import BadInput

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, kw_only=True)
class Account:
    """The account that PostgreSQL's programs run as. `switch` is False where it is our own."""

    uid: int
    gid: int
    name: str
    switch: bool

    def start(self, words: Sequence[str | Path], **options: Any) -> subprocess.Popen[bytes]:
        """A child process as this account, in a session of its own (a terminal's Ctrl-C must reach us alone)."""
        if self.switch:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.Popen([str(w) for w in words], start_new_session=True, **options)

    def can_enter(self, folder: Path) -> bool:
        """Can the account reach this folder by its path?"""
        return self._succeeds("/bin/sh", "-c", 'cd "$1"', "sh", str(folder.absolute()))

    def can_run(self, program: Path) -> bool:
        """Can the account run this program, with the libraries beside it?"""
        return self._succeeds(str(program.absolute()), "--version")

    def _succeeds(self, *words: str) -> bool:
        quiet: dict[str, IO[bytes] | int] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        try:
            return self.start(words, cwd="/", **quiet).wait() == 0
        except PermissionError:
            return False

    def give(self, path: Path) -> None:
        """Make the account the owner of this path."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account() -> Account:
    """Ourselves; where we are root, `postgres` or `nobody`. BadInput where root finds neither."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), name=str(os.geteuid()), switch=False)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(uid=entry.pw_uid, gid=entry.pw_gid, name=name, switch=True)
    raise BadInput(
        "PostgreSQL does not run as root, and there is no other account for it.",
        where=", ".join(CANDIDATES),
        mend="Start Assay as a user, add the account `postgres`, or set DATABASE_URL.",
    )


def die_with_parent(order: signal.Signals) -> Callable[[], None] | None:
    """For Popen's preexec_fn: the kernel sends `order` to the child when its parent dies, even by kill -9. Linux only; None elsewhere."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(1, int(order), 0, 0, 0)  # PR_SET_PDEATHSIG, prctl(2)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask
