"""What does a backup hold, and is this file a whole one?

A ZIP with three kinds of members: `database.dump` (pg_dump's custom format), `files/...` (the data folder without what belongs to one PostgreSQL
alone) and, last of all, `manifest.json` with the size and SHA-256 of each and the number of rows of each table. A backup is believed only when
every member is named there and agrees; a name that would lead out of the folder is refused before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from assay.errors import BadInput

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files/"
MANIFEST_BYTES = 1_000_000_000
CHUNK = 1 << 20
MEND = "Take another backup file; this one cannot be used."


@dataclass(frozen=True, kw_only=True)
class Member:
    """One member as the manifest names it."""

    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says about itself. `tables`: rows by table name, counted in the snapshot of the dump."""

    made_at: str
    assay: str
    tables: Mapping[str, int]
    members: Mapping[str, Member]

    @property
    def files(self) -> list[str]:
        return sorted(name for name in self.members if name.startswith(FILES))

    def to_json(self) -> str:
        members = {name: {"bytes": m.bytes, "sha256": m.sha256} for name, m in sorted(self.members.items())}
        return json.dumps(
            {
                "format": FORMAT,
                "assay": self.assay,
                "made_at": self.made_at,
                "tables": dict(self.tables),
                "members": members,
            },
            indent=1,
        )


def add(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> Member:
    """Copy a stream into the archive."""
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as into:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            into.write(chunk)
    return Member(bytes=size, sha256=digest.hexdigest())


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive, opened. BadInput: not there, no ZIP, or cut off (the list of members stands at its end)."""
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError) as bad:
        why = bad.strerror if isinstance(bad, OSError) and bad.strerror else "it is no backup, or it was cut off"
        raise BadInput(f"the backup cannot be read ({why}).", where=str(path), mend=MEND) from None


def check(archive: zipfile.ZipFile, *, where: str) -> Manifest:
    """Read the whole archive once and hold it against its manifest, which is returned.

    BadInput: no manifest or one of another format, a member too many, too few or altered, a name that leads elsewhere.
    """
    manifest = _manifest(archive, where=where)
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()):
        raise BadInput("two members have one name.", where=where, mend=MEND)
    for name in infos:
        _check_name(name, where=where)
    expected = set(manifest.members) | {MANIFEST}
    if set(infos) != expected:
        odd = min(set(infos) ^ expected)
        raise BadInput(
            f"{odd!r} is {'missing' if odd in expected else 'not named in its manifest'}.", where=where, mend=MEND
        )
    if DUMP not in manifest.members:
        raise BadInput("it holds no database.", where=where, mend=MEND)
    for name, member in manifest.members.items():
        if _digest(archive, name, limit=member.bytes) != member.sha256:
            raise BadInput(f"{name!r} was altered or damaged.", where=where, mend=MEND)
    return manifest


def extract(archive: zipfile.ZipFile, name: str, member: Member, into: Path, *, mode: int = 0o644) -> None:
    """Write one checked member to a path."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, into.open("xb") as target:
        into.chmod(mode)
        left = member.bytes
        while left and (chunk := source.read(min(CHUNK, left))):
            target.write(chunk)
            left -= len(chunk)


def refuse_when_full(manifest: Manifest, folder: Path) -> None:
    """BadInput where the disk has no room for what the backup says that it holds (twice the dump: as a file and as a database)."""
    needed = sum(m.bytes for m in manifest.members.values()) + 2 * manifest.members[DUMP].bytes
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BadInput(
            f"the disk has {free:,} bytes free, and the backup needs about {needed:,}.",
            where=str(folder),
            mend="Make room, or name another folder with --data.",
        )


def _manifest(archive: zipfile.ZipFile, *, where: str) -> Manifest:
    try:
        with archive.open(MANIFEST) as file:
            raw = file.read(MANIFEST_BYTES)
        data: Any = json.loads(raw)
        if data["format"] != FORMAT:
            raise BadInput(f"it is of format {data['format']!r}; this Assay reads {FORMAT}.", where=where, mend=MEND)
        members = {str(k): Member(bytes=int(v["bytes"]), sha256=str(v["sha256"])) for k, v in data["members"].items()}
        tables = {str(k): int(v) for k, v in data["tables"].items()}
        return Manifest(made_at=str(data["made_at"]), assay=str(data["assay"]), tables=tables, members=members)
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RuntimeError,
        NotImplementedError,
        OSError,
        zipfile.BadZipFile,
    ):
        raise BadInput(
            "it has no manifest that can be read: no backup of Assay, or a damaged one.", where=where, mend=MEND
        ) from None


def _check_name(name: str, *, where: str) -> None:
    """Only the three kinds of names, and no way out of the folder."""
    parts = PurePosixPath(name).parts
    inside = name.removeprefix(FILES)
    plain = "\\" not in name and "\0" not in name and "//" not in name and not {"..", "."} & set(inside.split("/"))
    known = name in (MANIFEST, DUMP) or (name.startswith(FILES) and len(parts) > 1 and not name.endswith("/"))
    if not (plain and known) or re.match(r"^[A-Za-z]:", inside):
        raise BadInput(f"the member {name!r} does not belong into a backup.", where=where, mend=MEND)


def _digest(archive: zipfile.ZipFile, name: str, *, limit: int) -> str:
    """SHA-256 of a member; "" where it is longer or shorter than it says, or cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as source:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    return ""
                digest.update(chunk)
    except (OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zipfile.BadZipFile, zipfile.zlib.error):  # type: ignore[attr-defined]
        return ""
    return digest.hexdigest() if size == limit else ""
