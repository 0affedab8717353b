"""How is everything put into one file, while the office works on?

The order is what makes it hold together: first the public log's files (the database knows at least what they show), then the database in one
snapshot, then the rest (papers are written before the rows that name them, so each row finds its paper). What belongs to one PostgreSQL alone,
its passwords and its cluster, stays out. The file holds keys and personal data: mode 0600, and it belongs under lock.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from assay import __version__
from assay.errors import BadInput
from assay.server.archive import DUMP, FILES, MANIFEST, Manifest, Member, add
from assay.server.folder import LOCK
from assay.server.place import NOTE, wheel
from assay.server.postgres import client_environment, database

NOT_OURS = {LOCK, NOTE, "postgres"}


def run(args: argparse.Namespace) -> int:
    """`assay backup FILE`: 0 when the file is whole and on the disk. BadInput: no office, a file in the way, a database that refuses."""
    data, target = args.data.absolute(), args.file.absolute()
    if not (data / "keys").is_dir():
        raise BadInput("there is no office in this folder.", where=str(data), mend="Name its data folder with --data.")
    if target.exists():
        raise BadInput(
            "this file is there already.", where=str(target), mend="Name a new one; a backup is never overwritten."
        )
    if target.is_relative_to(data):
        raise BadInput(
            "a backup cannot lie in the folder that it saves.", where=str(target), mend="Name another place."
        )
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")  # mode 0600
    except OSError as bad:
        raise BadInput(f"cannot write here ({bad.strerror}).", where=str(target), mend="Name another place.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            with database(data) as url, zipfile.ZipFile(file, "w") as archive:
                manifest = save(archive, data, url)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        os.link(name, target)  # not a rename: whoever came first keeps his file
    except FileExistsError:
        raise BadInput("this file is there already.", where=str(target), mend="Name a new one.") from None
    except OSError as bad:
        raise BadInput(
            f"the backup could not be written ({bad.strerror}).", where=str(target), mend="Make room."
        ) from None
    finally:
        Path(name).unlink(missing_ok=True)
    rows = sum(manifest.tables.values())
    print(f"{args.file}: {len(manifest.files):,} files, {rows:,} rows in {len(manifest.tables)} tables, {size:,} bytes")
    return 0


def save(archive: zipfile.ZipFile, data: Path, url: str) -> Manifest:
    """Write all members into an open archive."""
    members: dict[str, Member] = {}
    _add_files(archive, members, data, (p for p in _files(data / "log")))
    tables = _add_database(archive, members, url)
    _add_files(archive, members, data, (p for p in _files(data) if p.relative_to(data).parts[0] != "log"))
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"), assay=__version__, tables=tables, members=members
    )
    archive.writestr(MANIFEST, manifest.to_json(), compress_type=zipfile.ZIP_DEFLATED)
    return manifest


def _add_database(archive: zipfile.ZipFile, members: dict[str, Member], url: str) -> dict[str, int]:
    """pg_dump of a snapshot, and the rows of each table in that same snapshot."""
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = str(row[0]) if row else ""
        tables = count_rows(connection)
        words = [str(wheel() / "pg_dump"), "--format=custom", "--compress=0", "--no-owner", "--no-acl", "--no-password"]
        words += [f"--snapshot={snapshot}", "--schema=public"]
        with tempfile.TemporaryFile() as said:
            dump = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=client_environment(url)
            )
            if dump.stdout is not None:
                members[DUMP] = add(archive, DUMP, dump.stdout)
                dump.stdout.close()
            if dump.wait() != 0:
                said.seek(0)
                lines = said.read().decode(errors="replace").strip().splitlines() or ["it said nothing"]
                raise BadInput(f"the database could not be saved: {lines[0]}.", where="pg_dump")
    return tables


def count_rows(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, int]:
    """Rows by table, of all tables of the office."""
    names = [
        str(row[0])
        for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    ]
    counts = {}
    for name in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name))).fetchone()
        counts[name] = int(str(row[0])) if row else 0
    return counts


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder that belong to the office; no links, no half-written ones."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield path


def _add_files(archive: zipfile.ZipFile, members: dict[str, Member], data: Path, paths: Iterator[Path]) -> None:
    for path in paths:
        inside = path.relative_to(data)
        if inside.parts[0] in NOT_OURS or (inside.parts[0] == "keys" and inside.name.startswith("postgres-")):
            continue
        name = FILES + inside.as_posix()
        try:
            with path.open("rb") as source:
                members[name] = add(archive, name, source)
        except FileNotFoundError:
            continue  # a partial tile that a wider one has replaced meanwhile
