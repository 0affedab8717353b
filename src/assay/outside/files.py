"""Where do the bytes lie? Papers under their SHA-256, the public log's tiles as plain files, keys in files of mode 0600.

A file is written beside its place, flushed to the disk, then renamed: whoever reads sees the old bytes or the new ones, never half.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from assay.errors import BadInput, NotFound

_ROOT = "ASSAY_DATA_DIR"


def root() -> Path:
    """The data folder of this office."""
    return Path(os.environ.get(_ROOT, "var"))


def put(data: bytes) -> str:
    """Keep the bytes; their SHA-256 in hex. Putting the same bytes twice is one file."""
    digest = hashlib.sha256(data).hexdigest()
    path = _paper(digest)
    if not path.exists():
        write(path, data)
    return digest


def get(digest: str) -> bytes:
    """The bytes under this digest; NotFound where there are none, BadInput where they were changed on the disk."""
    try:
        data = _paper(digest).read_bytes()
    except OSError:
        raise NotFound("the file of this paper is gone.", where=digest, mend="Restore it from the backup.") from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise BadInput(
            "the file of this paper was changed on the disk.", where=digest, mend="Restore it from the backup."
        )
    return data


def path_of(digest: str) -> Path:
    """Where the bytes lie, for a reader that runs as another process."""
    return _paper(digest)


def write(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write whole or not at all, and survive a power cut once it has returned."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)  # noqa: PTH101  mkstemp gives a name
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write many files, each whole or not at all; all of them survive a power cut once it has returned.

    One flush a folder instead of one a file: what is written together is committed to together.
    """
    folders: set[Path] = set()
    for path, data in files:
        for folder in (path.parent, path.parent.parent):
            if folder not in folders:
                folder.mkdir(parents=True, exist_ok=True)
                folders.add(folder)
        part = path.with_name(f".writing-{os.getpid()}-{path.name}")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _paper(digest: str) -> Path:
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise BadInput("this is no SHA-256.", where=repr(digest[:80]), mend="Give 64 hex digits.")
    return root() / "papers" / digest[:2] / digest
