"""Whose is the data folder, may we write there, and who else is at work in it?

DATA/            0700; as root 0710 with the group of PostgreSQL's account
DATA/assay.lock  held by whoever runs the office or restores it; the kernel lets go of it when that process ends, however it ends
DATA/keys/       0700: passwords of PostgreSQL, the key of sessions, the key of the log, each 0600
DATA/postgres/   the database (see `postgres.place`)
DATA/papers/     what was handed in
DATA/log/        the public log's tiles
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from assay.errors import BadInput, Conflict
from assay.server.account import account

LOCK = "assay.lock"
UNFINISHED = "restore.unfinished"


def prepare(data: Path) -> None:
    """Make the data folder with its folder of keys. BadInput: it cannot be made or written."""
    try:
        fresh = not data.exists()
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = account()
        if fresh and owner.switch:
            os.chown(data, -1, owner.gid)
            data.chmod(0o710)
        (data / "keys").mkdir(mode=0o700, exist_ok=True)
        (data / "keys").chmod(0o700)
        if not os.access(data, os.W_OK | os.X_OK):
            raise PermissionError
    except (OSError, ValueError) as bad:
        why = bad.strerror if isinstance(bad, OSError) and bad.strerror else "Permission denied"
        raise BadInput(
            f"the data folder cannot be used ({why}).", where=str(data), mend="Name a folder of your own with --data."
        ) from None


@contextlib.contextmanager
def hold(data: Path) -> Iterator[None]:
    """Be the only Assay at work in this folder. Conflict where another one is."""
    path = data / LOCK
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as bad:
        raise BadInput(
            f"the data folder cannot be used ({bad.strerror}).",
            where=str(path),
            mend="Name a folder of your own with --data.",
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(handle, 20, 0).decode(errors="replace").strip()
            raise Conflict(
                f"another Assay (process {holder or 'unknown'}) is at work in this data folder.",
                where=str(data),
                mend="Stop that one first, or name another folder with --data.",
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def refuse_unfinished(data: Path) -> None:
    """BadInput where a restore into this folder was cut off."""
    if (data / UNFINISHED).exists():
        raise BadInput("a restore into this folder was cut off.", where=str(data), mend="Empty it and restore again.")


def secret(data: Path, name: str) -> str:
    """The secret of this name, made at its first use: 256 bits of chance in hex, in a file of mode 0600."""
    path = data / "keys" / name
    if not path.exists():
        half = path.with_name(f".{name}.{os.getpid()}")
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: whoever comes second keeps the first one's secret.
        with contextlib.suppress(FileExistsError):
            os.link(half, path)
        half.unlink()
    return path.read_text(encoding="ascii").strip()
