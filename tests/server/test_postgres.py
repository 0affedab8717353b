"""The embedded PostgreSQL: who may reach it, and what it survives."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from assay.errors import BadInput, Conflict
from assay.server import place as places
from assay.server.account import account
from assay.server.folder import hold, prepare, secret
from assay.server.leftovers import processes_of
from assay.server.postgres import Postgres, database, running

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop to another account")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder in a place that PostgreSQL's account can enter, short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="assay-pg-"))
    folder.chmod(0o711)
    prepare(folder / "data")
    yield folder / "data"
    shutil.rmtree(places.home_of(folder / "data"), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(data: Path) -> Iterator[Postgres]:
    started = Postgres(data, durable=False)
    started.start()
    yield started
    started.stop()


def write(url: str, value: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def kept(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY value")]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_a_password_over_a_private_socket_reaches_the_database(server: Postgres) -> None:
    home = server.place.home
    assert (mode(home), mode(home / "run"), mode(home / "cluster")) == (0o700, 0o700, 0o700)
    assert (mode(server.data / "keys"), mode(server.data / "keys" / "postgres-assay")) == (0o700, 0o600)
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url.replace(secret(server.data, "postgres-assay"), "guess"))
    rules = (home / "cluster" / "pg_hba.conf").read_text()
    assert {line.split()[-1] for line in rules.splitlines() if line and not line.startswith("#")} == {"scram-sha-256"}


def test_what_was_committed_survives_kill_9_of_the_server(data: Path) -> None:
    server = Postgres(data)
    write(server.start(), 1)
    assert server.process is not None
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    write(server.start(), 2)
    assert kept(server.url) == [1, 2]
    server.stop()
    assert processes_of(server.place.cluster) == set()


def test_a_server_that_was_left_behind_is_ended_before_another_starts(data: Path) -> None:
    orphan = Postgres(data, dies_with_us=False)
    write(orphan.start(), 1)
    assert orphan.process is not None
    heir = Postgres(data)
    write(heir.start(), 2)
    assert orphan.process.wait() == 0
    assert kept(heir.url) == [1, 2]
    heir.stop()


def test_a_process_number_that_another_program_has_by_now_is_not_believed(data: Path) -> None:
    server = Postgres(data, durable=False)
    write(server.start(), 1)
    server.stop()
    (server.place.cluster / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.place.cluster}\n1\n5432\n/\n\n 1 1\nready\n"
    )
    assert kept(server.start()) == [1]
    server.stop()
    assert os.getpid() > 0  # nobody ended us


def test_a_half_made_cluster_is_made_again(data: Path) -> None:
    half = places.place(data).home / "cluster.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    server = Postgres(data, durable=False)
    write(server.start(), 1)
    server.stop()
    assert not half.exists()


def test_another_major_version_is_refused_and_left_as_it_was(data: Path) -> None:
    cluster = places.place(data).home / "cluster"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("15\n")
    with pytest.raises(BadInput, match="made by PostgreSQL 15; this Assay carries 18"):
        Postgres(data).start()
    assert [p.name for p in cluster.iterdir()] == ["PG_VERSION"]


def test_a_server_that_cannot_start_says_why_in_its_own_words(data: Path) -> None:
    server = Postgres(data, durable=False)
    server.start()
    server.stop()
    with (server.place.cluster / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = 1\n")
    with pytest.raises(BadInput, match="PostgreSQL ended instead of starting: FATAL:  configuration file"):
        server.start()


def test_a_password_that_does_not_belong_to_the_cluster_is_named(data: Path) -> None:
    server = Postgres(data, durable=False)
    server.start()
    server.stop()
    (data / "keys" / "postgres-superuser").write_text("other\n")
    with pytest.raises(BadInput, match="does not take the password of this folder"):
        server.start()
    assert processes_of(server.place.cluster) == set()


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(data: Path) -> None:
    deep = data.parent / ("d" * 90)
    prepare(deep)
    server = Postgres(deep, durable=False)
    write(server.start(), 1)
    assert server._sockets is not None
    assert server._sockets.parent != server.place.home
    assert mode(server._sockets) == 0o700
    assert running(deep) == server.url
    sockets = server._sockets
    server.stop()
    assert not sockets.exists()


def test_only_one_assay_is_at_work_in_a_folder(data: Path) -> None:
    with hold(data), pytest.raises(Conflict, match=f"process {os.getpid()}\\) is at work"), hold(data):
        pass
    with hold(data):
        pass


def test_whoever_needs_the_database_shares_the_one_that_runs(data: Path) -> None:
    with database(data) as first, database(data) as second:
        assert first == second
        write(second, 1)
    assert running(data) is None
    with database(data) as url:
        assert kept(url) == [1]


def test_a_named_server_comes_before_the_embedded_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/assay")
    with database(data) as url:
        assert url == "postgresql://elsewhere/assay"
    assert not (data / "postgres").exists()


@pytest.fixture(autouse=True)
def without_a_named_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@as_root
def test_root_drops_to_another_account(server: Postgres) -> None:
    assert server.process is not None
    assert account().uid != 0
    assert Path(f"/proc/{server.process.pid}").stat().st_uid == account().uid
    assert server.place.cluster.stat().st_uid == account().uid


@as_root
def test_a_folder_that_this_account_cannot_enter_keeps_its_database_elsewhere(data: Path) -> None:
    data.parent.chmod(0o700)
    server = Postgres(data, durable=False)
    write(server.start(), 1)
    home = places.home_of(data)
    assert home.parent == places.ELSEWHERE
    assert (data / "postgres.place").read_text() == f"{home}\n"
    server.stop()
    assert kept(server.start()) == [1]
    server.stop()


@as_root
def test_programs_that_this_account_cannot_run_are_copied_beside_the_cluster(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = data.parent / "hidden"
    hidden.mkdir(mode=0o700)
    real = places.wheel()
    package = real.parent.parent
    shutil.copytree(real.parent, hidden / package.name / real.parent.name)
    shutil.copytree(package.with_name(f"{package.name}.libs"), hidden / f"{package.name}.libs")
    monkeypatch.setattr(places, "wheel", lambda: hidden / package.name / real.parent.name / "bin")
    server = Postgres(data, durable=False)
    write(server.start(), 1)
    assert server.place.programs.is_relative_to(server.place.home)
    server.stop()


@as_root
def test_a_user_runs_it_as_himself() -> None:
    nobody = pwd.getpwnam("nobody")
    folder = Path(tempfile.mkdtemp(prefix="assay-user-"))
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    # A fork, because the interpreter may lie where only root can start it.
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            with database(folder / "data") as url:
                write(url, 1)
            with database(folder / "data") as url:
                values = kept(url)
            os._exit(0 if values == [1] else 3)
        finally:
            os._exit(4)
    try:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert (folder / "data" / "postgres" / "cluster").stat().st_uid == nobody.pw_uid
        assert mode(folder / "data") == 0o700
    finally:
        shutil.rmtree(folder)
