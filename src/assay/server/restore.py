"""How does an office come back from one file?

The file is checked whole before anything is written, and only an empty folder (and an empty database, where DATABASE_URL names one) is filled, so
a restore can never destroy. Until it has ended the folder carries a mark, with which `assay up` refuses it. At the end the rows of each table are
counted against the backup, the tables are brought to this version and the public log's files are held against their rows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import zipfile
from pathlib import Path

import psycopg

from assay.errors import BadInput
from assay.server.archive import DUMP, FILES, Manifest, check, extract, open_archive, refuse_when_full
from assay.server.backup import count_rows
from assay.server.folder import LOCK, UNFINISHED, hold, prepare
from assay.server.listen import Address
from assay.server.place import wheel
from assay.server.postgres import Postgres, client_environment
from assay.server.up import check_server, environment_of_parts, make_ready

NOBODY = Address(host="localhost", ip="127.0.0.1", port=0, loopback=True)


def run(args: argparse.Namespace) -> int:
    """`assay restore FILE`: 0 when the office is whole again. BadInput: an unusable file, a folder or a database that is not empty."""
    data = args.data.absolute()
    refuse_filled(data)
    url = os.environ.get("DATABASE_URL", "")
    if url:
        check_server(url)
        refuse_filled_database(url)
    with open_archive(args.file) as archive:
        manifest = check(archive, where=str(args.file))
        prepare(data)
        refuse_when_full(manifest, data)
        with hold(data):
            (data / UNFINISHED).touch()
            _write_files(archive, manifest, data)
            server = None if url else Postgres(data)
            try:
                url = server.start() if server else url
                _fill(archive, manifest, data, url)
                make_ready(environment_of_parts(data, NOBODY, url, demo=False), "--repair")
            finally:
                if server:
                    server.stop()
            (data / UNFINISHED).unlink()
    rows = sum(manifest.tables.values())
    print(f"{args.data}: {len(manifest.files):,} files and {rows:,} rows, as of {manifest.made_at}")
    return 0


def refuse_filled(data: Path) -> None:
    """BadInput where the folder holds anything; nothing is ever restored over something else."""
    if data.exists() and (not data.is_dir() or any(p.name != LOCK for p in data.iterdir())):
        raise BadInput(
            "this folder is not empty.", where=str(data), mend="Restore into an empty or new one, with --data."
        )


def refuse_filled_database(url: str) -> None:
    """BadInput where the database that DATABASE_URL names holds tables."""
    with psycopg.connect(url) as connection:
        tables = count_rows(connection)
    if tables:
        raise BadInput("this database is not empty.", where="DATABASE_URL", mend="Name an empty one.")


def _write_files(archive: zipfile.ZipFile, manifest: Manifest, data: Path) -> None:
    for name in manifest.files:
        path = data / name.removeprefix(FILES)
        private = path.is_relative_to(data / "keys")
        extract(archive, name, manifest.members[name], path, mode=0o600 if private else 0o644)


def _fill(archive: zipfile.ZipFile, manifest: Manifest, data: Path, url: str) -> None:
    """Load the dump and count what came."""
    dump = data / ".database.dump"
    extract(archive, DUMP, manifest.members[DUMP], dump, mode=0o600)
    try:
        words = [str(wheel() / "pg_restore"), "--no-owner", "--no-acl", "--no-password"]
        with psycopg.connect(url) as connection:
            name = connection.info.dbname
        done = subprocess.run(
            [*words, f"--dbname={name}", str(dump)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=client_environment(url),
            check=False,
        )
    finally:
        dump.unlink()
    errors = [line for line in done.stderr.decode(errors="replace").splitlines() if "error:" in line]
    # pg_restore sets a limit that servers before 17 do not know, and that is then none; whatever else it says is an error.
    errors = [
        line for line in errors if "transaction_timeout" not in line and 'schema "public" already exists' not in line
    ]
    with psycopg.connect(url) as connection:
        found = count_rows(connection)
    if errors or found != dict(manifest.tables):
        wrong = errors[0] if errors else "the number of rows is not that of the backup"
        raise BadInput(
            f"the database could not be restored: {wrong}.", where=str(data), mend="Empty the folder and try again."
        )
