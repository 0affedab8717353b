"""Which keys sign for this office, and where do they lie?

Each is one line in a file of mode 0600 below the data folder, made at the first start. A rotated key goes on signing beside the new one until its
file is taken away, so that whoever still holds the old verifier key can go on checking.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from assay.outside import files
from assay.tlog.keys import Signer

_CURRENT = "log.key"


def log_signers(folder: Path, *, origin: str) -> tuple[Signer, ...]:
    """The log's keys, the current one first; a first key is made where there is none."""
    current = folder / _CURRENT
    if not current.exists():
        _create(current, Signer.generate(origin))
    earlier = sorted(folder.glob("log.until-*.key"), reverse=True)
    return tuple(_read(path, path.stat().st_mtime_ns, path.stat().st_ino) for path in (current, *earlier))


@lru_cache(maxsize=16)
def _read(path: Path, written: int, inode: int) -> Signer:
    """A key, read once: a file is never changed, only replaced, and then it is another one."""
    return Signer.from_text(path.read_text(encoding="utf-8").strip())


def rotate(folder: Path, *, origin: str, stamp: str) -> Signer:
    """Put a new key in the place of the current one, which is kept as `log.until-STAMP.key`.

    Safe to be cut off between the two steps: the old key is linked under its second name before it is replaced.
    """
    log_signers(folder, origin=origin)
    kept = folder / f"log.until-{stamp}.key"
    if not kept.exists():
        os.link(folder / _CURRENT, kept)
    fresh = Signer.generate(origin)
    files.write(folder / _CURRENT, fresh.private_text().encode(), mode=0o600)
    return fresh


def _create(path: Path, signer: Signer) -> None:
    """Write a first key so that of two processes that start at once only one wins."""
    part = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    files.write(part, signer.private_text().encode(), mode=0o600)
    try:
        os.link(part, path)
    except FileExistsError:
        pass  # the other was first: its key is the key
    finally:
        part.unlink()
