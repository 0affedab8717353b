"""A backup brings the whole office back, and nothing else is taken for one."""

from __future__ import annotations

import io
import json
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from assay.errors import BadInput
from assay.server import backup, restore
from assay.server.folder import prepare, secret
from assay.server.listen import Address
from assay.server.place import home_of
from assay.server.postgres import Postgres, database
from assay.server.up import environment_of_parts, make_ready

pytestmark = pytest.mark.database

HERE = Address(host="localhost", ip="127.0.0.1", port=0, loopback=True)

FILL = """
import django; django.setup()
from datetime import UTC, datetime
from assay.actions import log, store
from assay.outside import files
from assay.records.models import Person, Store, Outbox
at = datetime(2016, 5, 20, tzinfo=UTC)
for n in range(300):
    Outbox.objects.create(entry=b'{"n":%d}' % n, created_at=at)
log.sequence(at=at)
log.publish(at=at)
print(files.put(b"a paper"), log.published_size())
"""

SHOW = """
import django; django.setup()
from assay.actions import log
from assay.outside import files
from assay.tlog.note import *
digest = files.put(b"a paper")
print(log.published_size(), log.newest_checkpoint().note == (log.folder() / "checkpoint").read_text(), log.repair(), files.get(digest))
log.proof_for(299)
"""


@pytest.fixture(scope="module", autouse=True)
def without_a_named_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield


def temporary() -> Iterator[Path]:
    """A folder that PostgreSQL's account can enter, gone afterwards with all databases of the data folders in it."""
    made = Path(tempfile.mkdtemp(prefix="assay-backup-"))
    made.chmod(0o711)
    yield made
    for data in made.iterdir():
        if data.is_dir():
            shutil.rmtree(home_of(data), ignore_errors=True)
    shutil.rmtree(made)


@pytest.fixture
def folder() -> Iterator[Path]:
    yield from temporary()


def in_office(data: Path, url: str, story: str) -> str:
    """Run a piece of Python in the office of this folder."""
    done = subprocess.run(
        [sys.executable, "-c", story],
        env=environment_of_parts(data, HERE, url, demo=False),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


@pytest.fixture(scope="module")
def office() -> Iterator[Path]:
    """An office with 300 entries in its log and one paper. No test may change it."""
    for made in temporary():
        data = made / "office"
        prepare(data)
        with database(data) as url:
            make_ready(environment_of_parts(data, HERE, url, demo=False))
            assert in_office(data, url, FILL).endswith(" 300")
        yield data


@pytest.fixture(scope="module")
def file(office: Path) -> Path:
    """Its backup."""
    saved = office.parent / "all.zip"
    assert run(backup.run, saved, office) == 0
    return saved


def run(part: Callable[[Namespace], int], file: Path, data: Path) -> int:
    return part(Namespace(file=file, data=data))


def rows(data: Path) -> dict[str, int]:
    with database(data) as url, psycopg.connect(url) as connection:
        return backup.count_rows(connection)


def files(data: Path) -> dict[str, bytes]:
    """Every file of the office but those of its PostgreSQL."""
    return {
        str(path.relative_to(data)): path.read_bytes()
        for path in data.rglob("*")
        if path.is_file()
        and not path.relative_to(data).as_posix().startswith(("postgres", "keys/postgres-", "assay.lock"))
    }


def test_an_office_comes_back_whole_from_one_file(
    office: Path, file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heir = folder / "heir"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert run(restore.run, file, heir) == 0
    assert rows(heir) == rows(office)
    assert files(heir) == files(office)
    assert secret(heir, "postgres-assay") != secret(office, "postgres-assay")
    assert secret(heir, "session") == secret(office, "session")
    with database(heir) as url:
        assert in_office(heir, url, SHOW) == "300 True [] b'a paper'"
    manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    count = sum(manifest["tables"].values())
    assert (
        capsys.readouterr().out == f"{heir}: {len(files(heir))} files and {count:,} rows, as of {manifest['made_at']}\n"
    )


def test_a_running_office_is_saved_without_stopping_it(office: Path, folder: Path) -> None:
    server = Postgres(office)
    server.start()
    assert run(backup.run, folder / "all.zip", office) == 0
    assert server.process is not None and server.process.poll() is None
    server.stop()


def test_nothing_is_restored_over_something(office: Path, file: Path) -> None:
    before = files(office)
    with pytest.raises(BadInput, match="this folder is not empty"):
        run(restore.run, file, office)
    assert files(office) == before
    with pytest.raises(BadInput, match="this file is there already"):
        run(backup.run, file, office)


def test_a_backup_that_was_cut_off_anywhere_is_refused_before_anything_is_written(file: Path, folder: Path) -> None:
    cut, heir = folder / "cut.zip", folder / "heir"
    whole = file.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:length])
        with pytest.raises(BadInput, match="it is no backup, or it was cut off"):
            run(restore.run, cut, heir)
        assert not heir.exists()


def altered(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """A copy of a backup whose members were changed."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def named_in_manifest(name: str) -> Callable[[dict[str, bytes]], None]:
    """Smuggle a member in, under a manifest that names it correctly."""

    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["members"][name] = {
            "bytes": 1,
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        }
        members["manifest.json"] = json.dumps(manifest).encode()
        members[name] = b"x"

    return change


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("files/../../evil", "does not belong into a backup"),
        ("../evil", "does not belong into a backup"),
        ("/etc/evil", "does not belong into a backup"),
        ("files//etc/evil", "does not belong into a backup"),
        ("files/..\\evil", "does not belong into a backup"),
        ("files/C:evil", "does not belong into a backup"),
        ("files/./evil", "does not belong into a backup"),
        ("files/", "does not belong into a backup"),
        ("elsewhere/evil", "does not belong into a backup"),
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(file: Path, folder: Path, name: str, refusal: str) -> None:
    bad = folder / "bad.zip"
    altered(file, bad, named_in_manifest(name))
    with pytest.raises(BadInput, match=refusal):
        run(restore.run, bad, folder / "heir")
    assert not (folder / "heir").exists()
    assert not list(folder.rglob("evil"))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda m: m.pop("database.dump"), "'database.dump' is missing"),
        (lambda m: m.update({"files/extra": b"x"}), "'files/extra' is not named in its manifest"),
        (lambda m: m.update({"files/keys/log.key": b"other"}), "'files/keys/log.key' was altered or damaged"),
        (lambda m: m.pop("manifest.json"), "it has no manifest that can be read"),
        (lambda m: m.update({"manifest.json": b"{}"}), "it has no manifest that can be read"),
        (lambda m: m.update({"manifest.json": b'{"format": 9}'}), "it is of format 9"),
    ],
)
def test_a_backup_that_does_not_agree_with_its_manifest_is_refused(
    file: Path, folder: Path, change: Callable[[dict[str, bytes]], None], refusal: str
) -> None:
    bad = folder / "bad.zip"
    altered(file, bad, change)
    with pytest.raises(BadInput, match=refusal):
        run(restore.run, bad, folder / "heir")
    assert not (folder / "heir").exists()


def test_some_other_zip_is_no_backup(folder: Path) -> None:
    other = folder / "other.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    other.write_bytes(buffer.getvalue())
    with pytest.raises(BadInput, match="it has no manifest that can be read"):
        run(restore.run, other, folder / "heir")


def test_a_folder_without_an_office_has_nothing_to_save(folder: Path) -> None:
    with pytest.raises(BadInput, match="there is no office in this folder"):
        run(backup.run, folder / "all.zip", folder / "nothing")
    assert list(folder.iterdir()) == []
