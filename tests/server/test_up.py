"""`assay up`: what it promises when it starts, when a part dies, and when it stops."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.server.running import Office, descendants, until, without_server

from assay.server.folder import prepare
from assay.server.leftovers import processes_of
from assay.server.place import home_of, place

pytestmark = pytest.mark.database

OPEN_STORE = """
from datetime import date
from assay.actions import token
from assay.actions.clock import now
from assay.records.models import Person, Store
Store.objects.create(store_id="harbour", legal_name="Harbour Ltd", trading_name="Harbour", opened_on=date(2016, 1, 1))
shop = Person.objects.create(username="shop-system", role="marketplace")
print(token.make(person=shop, name="test", at=now())[1])
"""

COUNT = """
from assay.records.models import Listing, LogLeaf, Outbox
print(Listing.objects.count(), Listing.objects.filter(needs_screening=True).count(), Outbox.objects.count())
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="assay-up-"))
    made.chmod(0o711)
    yield made
    for data in made.iterdir():
        if data.is_dir():
            shutil.rmtree(home_of(data), ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[Office]:
    """One office for all tests that leave it running; it is ready, whichever test comes first."""
    started = Office(folder / "office")
    try:
        assert started.url
        yield started
    finally:
        started.end()


class Shop:
    """The marketplace's program: sends listings, and remembers which were acknowledged."""

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key
        self.acknowledged: list[str] = []

    def send(self, number: int) -> bool:
        """One listing; True when the office has said 200."""
        row = {"id": f"L{number}", "title": f"A cup, number {number}", "price": "4.00 EUR", "quantity": 1}
        body = json.dumps({"store_id": "harbour", "listings": [row]}).encode()
        request = urllib.request.Request(f"{self.url}/api/v1/marketplace/listings", data=body)
        request.add_header("Authorization", f"Bearer {self.key}")
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                if json.load(answer)["refused"] == []:
                    self.acknowledged.append(row["id"])
                    return True
        except (OSError, http.client.HTTPException):
            return False
        return False


@pytest.fixture(scope="module")
def shop(office: Office) -> Shop:
    return Shop(office.url, office.python(OPEN_STORE))


@pytest.mark.parametrize("part", ["postgres", "web", "worker"])
def test_nothing_acknowledged_is_lost_when_a_part_is_killed(office: Office, shop: Shop, part: str) -> None:
    begin = len(shop.acknowledged)
    sending = threading.Event()

    def send() -> None:
        number = 1000 * len(part) + begin
        while not sending.is_set():
            number += 1
            shop.send(number)

    sender = threading.Thread(target=send)
    sender.start()
    try:
        until(lambda: len(shop.acknowledged) >= begin + 5, "listings before the kill")
        office.kill(part)
        after = len(shop.acknowledged)
        until(lambda: len(shop.acknowledged) >= after + 5, "listings after the kill")
    finally:
        sending.set()
        sender.join()
    known = office.python(
        "from assay.records.models import Listing\nprint(*Listing.objects.values_list('listing_id', flat=True))"
    )
    assert set(shop.acknowledged) - set(known.split()) == set()
    until(lambda: office.python(COUNT).split()[1:] == ["0", "0"], "every listing screened and every entry sequenced")
    assert any(line.startswith("assay up: ") and "it is started again" in line for line in office.said)


def test_what_serves_a_request_can_be_killed_too(office: Office, shop: Shop) -> None:
    """The web server has processes below it that answer; those are not children of ours."""
    inner = descendants(office.pid_of("web"))
    assert inner
    for one in inner:
        os.kill(one, signal.SIGKILL)
    number = iter(range(90_000, 99_000))
    until(lambda: shop.send(next(number)), "a listing after the kill")


def test_a_log_has_its_first_head_before_the_first_page(office: Office) -> None:
    assert office.url
    note = (office.data / "log" / "checkpoint").read_text()
    assert note.startswith("assay.localhost/log\n")


def test_the_office_mends_its_log_and_gives_it_a_new_key(office: Office, shop: Shop) -> None:
    def mine(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "assay.cli", "log", *words, "--data", str(office.data)],
            capture_output=True,
            text=True,
            env=without_server(),
        )
        return done.returncode, done.stdout + done.stderr

    number = iter(range(70_000, 79_000))
    until(lambda: shop.send(next(number)), "a listing")
    tiles = office.data / "log" / "tile" / "entries"
    until(lambda: any(p.is_file() for p in tiles.rglob("*")), "a tile")
    mine("mend")
    until(lambda: office.python(COUNT).split()[2] == "0", "every entry sequenced")
    before = urllib.request.urlopen(f"{office.url}/log/vkey").read().decode().strip()
    code, said = mine("rotate")
    assert code == 0
    assert said.splitlines()[1] == "The old key signs beside it until its file in keys is taken away."
    fresh = said.splitlines()[0].removeprefix("the new verifier key: ")
    assert fresh != before
    for key in (before, fresh):
        until(lambda key=key: mine_audit(office, key), f"a log that holds under {key}")
    assert mine("resume") == (0, "the log goes on with the next turn of the worker\n")


def mine_audit(office: Office, key: str) -> bool:
    words = ["log", "audit", str(office.data / "log"), "--key", key]
    done = subprocess.run([sys.executable, "-m", "assay.cli", *words], capture_output=True, text=True)
    return done.returncode == 0


def test_a_command_for_the_log_needs_an_office(tmp_path: Path) -> None:
    words = ["log", "mend", "--data", str(tmp_path)]
    done = subprocess.run([sys.executable, "-m", "assay.cli", *words], capture_output=True, text=True)
    said = f"assay log: {tmp_path}: there is no office in this folder. Name its data folder with --data.\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_no_secret_stands_on_a_command_line(office: Office) -> None:
    secrets = {
        (office.data / "keys" / name).read_text().strip()
        for name in ("postgres-assay", "postgres-superuser", "session")
    }
    for pid in {office.process.pid} | descendants(office.process.pid):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        assert not any(secret in line for secret in secrets)


def test_a_second_office_on_the_same_folder_is_refused(office: Office) -> None:
    assert office.url
    done = up("--port", "0", "--data", str(office.data))
    assert done == (
        2,
        f"assay up: {office.data}: another Assay (process {office.process.pid}) is at work in this data folder. "
        "Stop that one first, or name another folder with --data.\n",
    )


def test_a_port_in_use_is_named(office: Office, folder: Path) -> None:
    port = office.url.rsplit(":", 1)[1]
    code, said = up("--port", port, "--data", str(folder / "other"))
    assert (code, said) == (
        2,
        f"assay up: 127.0.0.1:{port}: cannot listen here (Address already in use). "
        "Stop what listens there, or name another port with --port.\n",
    )
    assert not (folder / "other").exists()


def test_an_interrupt_stops_everything_cleanly(folder: Path) -> None:
    office = Office(folder / "stopped")
    try:
        assert office.url
        below = descendants(office.process.pid)
        assert len(below) > 5
        assert office.stop() == 0
        assert office.said[-1] == "Stopping."
        assert {pid for pid in below if Path(f"/proc/{pid}").exists()} == set()
        assert not (home_of(office.data) / "cluster" / "postmaster.pid").exists()
    finally:
        office.end()


def test_an_office_that_was_killed_leaves_nobody_behind_and_starts_again(folder: Path) -> None:
    office = Office(folder / "killed")
    assert office.url
    key = office.python(OPEN_STORE)
    shop = Shop(office.url, key)
    assert shop.send(1)
    below = descendants(office.process.pid)
    office.process.kill()
    office.process.wait()
    until(lambda: not {pid for pid in below if Path(f"/proc/{pid}").exists()}, "the end of every child")
    assert processes_of(home_of(office.data) / "cluster") == set()
    again = Office(folder / "killed")
    try:
        assert Shop(again.url, key).send(2)
        until(lambda: again.python(COUNT) == "2 0 0", "both listings, screened")
    finally:
        again.end()


def up(*words: str, **environment: str) -> tuple[int, str]:
    """`assay up` that is expected to end at once: its exit code and what it says on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "assay.cli", "up", *words],
        env=without_server() | environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stdout == b""
    return done.returncode, done.stderr.decode()


def test_the_demo_accounts_are_open_on_this_machine_only(folder: Path) -> None:
    code, said = up("--demo", "--host", "0.0.0.0", "--port", "0", "--data", str(folder / "demo"))
    assert (code, said) == (
        2,
        "assay up: --host 0.0.0.0: the demo accounts are open to everybody, so --demo listens on this machine only. "
        "Leave --demo or --host away.\n",
    )
    data = folder / "was-demo"
    prepare(data)
    (data / "demo-accounts").touch()
    code, said = up("--host", "0.0.0.0", "--port", "0", "--data", str(data))
    assert (code, said) == (
        2,
        f"assay up: {data}: this data folder holds demo accounts, which are open to everybody. "
        "Name another folder with --data, or listen on 127.0.0.1.\n",
    )


def test_a_data_folder_of_another_major_version_is_refused(folder: Path) -> None:
    data = folder / "old"
    prepare(data)
    cluster = place(data).home / "cluster"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("16\n")
    code, said = up("--port", "0", "--data", str(data))
    assert (code, said) == (
        2,
        f"assay up: {cluster}: this database was made by PostgreSQL 16; this Assay carries 18 and converts nothing in passing. "
        "Take a backup with the Assay that made it, and restore that with this one.\n",
    )


def test_a_data_folder_that_cannot_be_used_is_named(folder: Path) -> None:
    file = folder / "a-file"
    file.touch()
    code, said = up("--port", "0", "--data", str(file))
    assert (code, said) == (
        2,
        f"assay up: {file}: the data folder cannot be used (File exists). Name a folder of your own with --data.\n",
    )


def test_a_folder_whose_restore_was_cut_off_is_refused(folder: Path) -> None:
    data = folder / "half"
    prepare(data)
    (data / "restore.unfinished").touch()
    code, said = up("--port", "0", "--data", str(data))
    assert (code, said) == (
        2,
        f"assay up: {data}: a restore into this folder was cut off. Empty it and restore again.\n",
    )


MEND = "DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or leave it empty for the embedded one."


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    "url", ["mysql://one:secret@localhost/two", "postgresql://one:%zz-secret@localhost/two", "nonsense-secret"]
)
def test_a_database_url_that_is_none_is_refused_without_showing_it(folder: Path, url: str) -> None:
    code, said = up("--port", "0", "--data", str(folder / "external"), DATABASE_URL=url)
    assert (code, said) == (2, f"assay up: DATABASE_URL: this is not the URL of a PostgreSQL database. {MEND}\n")


def test_a_server_that_does_not_answer_is_named(folder: Path) -> None:
    port = closed_port()
    code, said = up(
        "--port", "0", "--data", str(folder / "external"), DATABASE_URL=f"postgresql://one:secret@127.0.0.1:{port}/two"
    )
    assert (code, said) == (
        2,
        f'assay up: DATABASE_URL: the database cannot be reached: connection failed: connection to server at "127.0.0.1", '
        f"port {port} failed: Connection refused. {MEND}\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "99999"], "assay up: --port: 99999 is not a port. Ports go from 1 to 65535.\n"),
        (
            ["--host", "nowhere.invalid"],
            "assay up: --host: no address is known for 'nowhere.invalid'. Name an address of this machine, such as 127.0.0.1.\n",
        ),
        (["--port", "x"], "assay up: argument --port: invalid int value: 'x'. See `assay up --help`.\n"),
    ],
)
def test_an_address_that_is_none_is_refused(words: list[str], said: str) -> None:
    assert up(*words) == (2, said)
