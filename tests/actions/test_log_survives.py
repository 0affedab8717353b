"""The log after a crash, a double start, a lost file, a restored backup, a rotated key: nothing lost, nothing doubled, never a fork."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import connection, connections

from assay.actions import log
from assay.outside import files
from assay.outside.signer import log_signers
from assay.outside.tiles import LogFolder
from assay.outside.witnesses import CONFIGURATION, WitnessTwin
from assay.records.models import LogCheckpoint, LogHead, LogLeaf, Outbox
from assay.tlog.entry import Entry, parse_entry
from assay.tlog.fault import Report
from assay.tlog.keys import KeyKind, NotSigned, Signer, Verifier
from assay.tlog.receipt import sign_promise
from assay.tlog.verify import audit

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

AT = datetime(2016, 5, 20, 9, 0, tzinfo=UTC)
_count = itertools.count()


def entry() -> bytes:
    """An entry like no other."""
    number = next(_count)
    return Entry(kind="report", event="filed", time=AT, automated=False, counts={"number": number}).encode()


def wait_in_outbox(count: int) -> list[bytes]:
    fresh = [entry() for _ in range(count)]
    Outbox.objects.bulk_create(Outbox(entry=each, created_at=AT) for each in fresh)
    return fresh


def run() -> int:
    while log.sequence(at=AT):
        pass
    return log.publish(at=AT)


def examine(*promised: bytes, folder: Path | None = None) -> Report:
    keys = [key.verifier for key in log.signers()]
    receipts = [(f"promise {i}", sign_promise(each, log.signers()[0]).encode()) for i, each in enumerate(promised)]
    return audit(LogFolder(folder or log.folder()), keys, as_of=datetime(2026, 1, 1, tzinfo=UTC), receipts=receipts)


def in_log() -> list[bytes]:
    return [bytes(e) for e in LogLeaf.objects.order_by("index").values_list("entry", flat=True)]


TRACED = (
    "actions/log.py",
    "actions/log_files.py",
    "actions/log_head.py",
    "actions/log_mending.py",
    "outside/files.py",
    "outside/tiles.py",
    "outside/signer.py",
    "tlog/tree.py",
)


def killed_at(step: int, work: Callable[[], Any]) -> bool:
    """Do the work in another process and kill -9 it before its `step`th line; False: it was done before."""
    connection.close()
    child = os.fork()
    if child == 0:
        left = step

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal left
            if not frame.f_code.co_filename.endswith(TRACED):
                return None
            if event == "line":
                left -= 1
                if left <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        try:
            sys.settrace(trace)
            work()
        finally:
            sys.settrace(None)
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kill_at_every(stride: int) -> int:
    logged: list[bytes] = []
    kills = 0
    for step in itertools.count(1, stride):
        logged += wait_in_outbox(3)
        killed = killed_at(step, run)
        kills += killed
        # What the public sees in between is always a whole log.
        if (log.folder() / "checkpoint").exists():
            assert examine().faults == []
        run()
        assert (sorted(in_log()), Outbox.objects.count()) == (sorted(logged), 0)
        if not killed:
            assert examine(*logged).faults == []
            return kills
    raise AssertionError


def test_a_sequencer_killed_at_any_of_many_steps_loses_and_doubles_nothing(db: None) -> None:
    assert kill_at_every(17) > 10


@pytest.mark.long
def test_a_sequencer_killed_at_every_line_loses_and_doubles_nothing(db: None) -> None:
    assert kill_at_every(1) > 150


def test_two_sequencers_at_once_give_every_entry_one_index(db: None) -> None:
    logged = wait_in_outbox(400)
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while log.sequence(at=AT, limit=7):
                log.publish(at=AT)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert errors == []
    assert run() == 400
    assert sorted(in_log()) == sorted(logged)
    assert examine(*logged).faults == []


def test_a_lost_newest_tile_is_written_again_before_anything_else(db: None) -> None:
    logged = wait_in_outbox(300)
    run()
    for path in ("tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1"):
        (log.folder() / path).unlink()
    assert "tile_missing" in {f.kind for f in examine().faults}
    run()
    assert examine(*logged).faults == []
    (log.folder() / "tile/0/001.p/44").write_bytes(b"half")
    run()
    assert examine(*logged).faults == []


def test_any_lost_or_altered_file_is_proved_around_and_repaired_from_the_rows(db: None) -> None:
    logged = wait_in_outbox(600)
    run()
    note, proof = log.proof_for(3)
    (log.folder() / "tile/0/000").unlink()
    (log.folder() / "tile/0/001").write_bytes(b"\x00" * 8192)
    (log.folder() / "tile/entries/001").write_bytes(b"\x00")
    assert log.proof_for(3) == (note, proof)
    (log.folder() / "checkpoint").unlink()
    assert sorted(log.repair()) == ["checkpoint", "tile/0/000", "tile/0/001", "tile/entries/001"]
    assert examine(*logged).faults == []
    assert log.repair() == []


@pytest.fixture
def backup(db: None) -> Iterator[Callable[[], Callable[[], None]]]:
    """Remember the log's tables; what is given back sets them to what they were, as a restored backup does."""
    tables = ("records_outbox", "records_logleaf", "records_logcheckpoint", "records_loghead")

    def take() -> Callable[[], None]:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DROP TABLE IF EXISTS kept_{table}")
                cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608

        def restore() -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {', '.join(tables)}")
                for table in tables:
                    cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608

        return restore

    yield take
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS kept_{table}")


def test_a_database_restored_from_an_older_backup_catches_up_from_the_published_log(
    backup: Callable[[], Callable[[], None]],
) -> None:
    logged = wait_in_outbox(300)
    run()
    logged += wait_in_outbox(5)
    restore = backup()
    logged += wait_in_outbox(300)
    run()
    restore()
    assert (LogLeaf.objects.count(), Outbox.objects.count()) == (300, 5)
    later = wait_in_outbox(2)
    assert run() == 607
    # The five waited in the backup and stood in the tiles: they are not logged twice.
    assert sorted(in_log()) == sorted([*logged, *later])
    assert examine(*logged, *later).faults == []


def test_what_was_sequenced_but_not_published_at_the_backup_is_found_again(
    backup: Callable[[], Callable[[], None]],
) -> None:
    logged = wait_in_outbox(10)
    log.sequence(at=AT)
    restore = backup()
    log.publish(at=AT)
    logged += wait_in_outbox(10)
    run()
    restore()
    assert run() == 20
    assert in_log() == logged


def test_a_restored_database_whose_tiles_are_gone_too_signs_nothing(
    backup: Callable[[], Callable[[], None]],
) -> None:
    wait_in_outbox(10)
    run()
    restore = backup()
    wait_in_outbox(300)
    run()
    restore()
    shutil.rmtree(log.folder() / "tile/entries")
    before = (log.folder() / "checkpoint").read_bytes()
    for step in (log.sequence, log.publish):
        with pytest.raises(log.LogDamaged):
            step(at=AT)
    assert (log.folder() / "checkpoint").read_bytes() == before
    assert LogCheckpoint.objects.count() == 1


def test_rows_that_contradict_what_is_published_stop_the_log(backup: Callable[[], Callable[[], None]]) -> None:
    wait_in_outbox(10)
    run()
    restore = backup()
    wait_in_outbox(10)
    run()
    published = (log.folder() / "checkpoint").read_bytes()
    restore()
    # Somebody moved the checkpoint away, and another history grew.
    (log.folder() / "checkpoint").unlink()
    wait_in_outbox(10)
    run()
    (log.folder() / "checkpoint").write_bytes(published)
    wait_in_outbox(1)
    with pytest.raises(log.LogDamaged):
        log.sequence(at=AT)
    assert Outbox.objects.count() == 1


def test_an_altered_row_is_noticed_before_its_tile_is_signed(db: None) -> None:
    wait_in_outbox(3)
    log.sequence(at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_logleaf DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_logleaf SET entry = %s WHERE index = 1", [entry()])
        cursor.execute("ALTER TABLE records_logleaf ENABLE TRIGGER USER")
    with pytest.raises(log.LogDamaged):
        log.publish(at=AT)
    assert not LogCheckpoint.objects.exists()


def test_a_rotated_key_signs_beside_the_old_one_and_is_on_record(db: None) -> None:
    wait_in_outbox(3)
    run()
    old = Verifier.from_text(log.vkey())
    fresh = Verifier.from_text(log.rotate_key(at=AT))
    assert (log.vkey(), old.name) == (fresh.vkey, fresh.name)
    assert run() == 4
    assert parse_entry(in_log()[-1]).kind == "key"
    folder = LogFolder(log.folder())
    as_of = datetime(2026, 1, 1, tzinfo=UTC)
    for keys in ([old], [fresh], [old, fresh]):
        assert audit(folder, keys, as_of=as_of).holds
    # Its file is taken away: from then on only the new key signs, and the old verifier key says so.
    for path in (files.root() / "keys").glob("log.until-*.key"):
        path.unlink()
    assert [key.verifier for key in log_signers(files.root() / "keys", origin=fresh.name)] == [fresh]
    wait_in_outbox(1)
    run()
    assert audit(folder, [fresh], as_of=as_of).holds
    assert [f.kind for f in audit(folder, [old], as_of=as_of).faults] == ["checkpoint_not_signed"]


WITNESS = Signer.generate("witness.example", KeyKind.COSIGNATURE)


@pytest.fixture
def twin(db: None) -> WitnessTwin:
    """A witness in memory that this office asks."""
    url = f"http://witness-{next(_count)}.example"
    files.write(files.root() / "keys" / CONFIGURATION, f"{WITNESS.vkey} {url}\n".encode())
    return WitnessTwin({url: WITNESS}, {k.name: [k.verifier] for k in log.signers()}, at=1463734800)


@pytest.fixture(autouse=True)
def nobody_is_asked_over_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assay.actions.cosigning.configured", lambda folder: ())


@pytest.fixture
def asked(twin: WitnessTwin, monkeypatch: pytest.MonkeyPatch) -> WitnessTwin:
    from assay.actions import cosigning
    from assay.outside import witnesses

    monkeypatch.setattr(cosigning, "configured", witnesses.configured)
    monkeypatch.setattr(cosigning, "_client", lambda: twin)
    monkeypatch.setattr(cosigning, "_known_size", {})
    monkeypatch.setattr(cosigning, "_silent_until", {})
    return twin


def test_every_checkpoint_is_cosigned_by_the_witness(asked: WitnessTwin) -> None:
    for count in (3, 260, 1):
        wait_in_outbox(count)
        run()
        report = audit(
            LogFolder(log.folder()),
            [k.verifier for k in log.signers()],
            as_of=datetime(2026, 1, 1, tzinfo=UTC),
            witnesses=[WITNESS.verifier],
        )
        assert (report.faults, report.cosigned_by) == ([], ("witness.example",))


def test_a_witness_that_is_ahead_of_us_stops_the_log_with_our_own_signature(
    asked: WitnessTwin, backup: Callable[[], Callable[[], None]]
) -> None:
    wait_in_outbox(10)
    run()
    restore = backup()
    wait_in_outbox(20)
    run()
    restore()
    shutil.rmtree(log.folder())  # files and database were both set back: only the witness knows
    wait_in_outbox(1)
    with pytest.raises(log.LogDamaged):
        run()
    with pytest.raises(log.LogDamaged):
        log.sequence(at=AT)
    assert "30 entries" in LogHead.objects.get().state["stopped"]
    log.resume()
    assert "stopped" not in LogHead.objects.get().state


def test_a_witness_that_only_claims_to_be_ahead_stops_nobody(
    asked: WitnessTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assay.tlog.witness import NotTheLatest

    def lie(*args: object, **kwargs: object) -> None:
        raise NotTheLatest(1_000_000)

    monkeypatch.setattr(asked, "add_checkpoint", lie)
    wait_in_outbox(3)
    assert run() == 3
    wait_in_outbox(3)
    assert run() == 6


def test_a_checkpoint_file_by_another_key_is_not_taken_for_ours(db: None) -> None:
    wait_in_outbox(1)
    run()
    for path in (files.root() / "keys").glob("log*.key"):
        path.unlink()
    wait_in_outbox(1)
    with pytest.raises(NotSigned):
        log.sequence(at=AT)
