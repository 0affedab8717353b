"""An audit finds each thing that is wrong, by its own name, and nothing in a clean log."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.tlog.made import AS_OF, START, head, market, proof, signer, write_log

from assay.outside.tiles import LogFolder
from assay.tlog.entry import Entry, parse_entry
from assay.tlog.fault import Fault, Remark, Report
from assay.tlog.receipt import sign_promise
from assay.tlog.tiles import Tile, decode_bundle, encode_bundle
from assay.tlog.tree import TILE_WIDTH
from assay.tlog.verify import audit

COUNT = 700
ENTRIES = market(COUNT)
KEYS = [signer().verifier]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_log(tmp_path_factory.mktemp("log"), ENTRIES)


@pytest.fixture
def log(clean: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(clean, tmp_path / "log"))


def examine(log: Path, *receipts: tuple[str, str]) -> Report:
    return audit(LogFolder(log), KEYS, as_of=AS_OF, receipts=[(name, text.encode()) for name, text in receipts])


def kinds(report: Report) -> list[str]:
    return sorted({str(found.kind) for found in report.faults})


def change_bundle(log: Path, number: int, change: Callable[[list[bytes]], list[bytes]]) -> None:
    width = min(TILE_WIDTH, COUNT - number * TILE_WIDTH)
    tile = Tile(-1, number, width)
    path = log / tile.path
    path.write_bytes(encode_bundle(change(decode_bundle(tile, path.read_bytes()))))


def test_a_clean_log_with_its_receipts_raises_no_alarm(log: Path) -> None:
    receipts = [(f"proof {i}", proof(ENTRIES[: i + 1], i)) for i in range(0, COUNT, 50)]
    receipts += [(f"promise {i}", sign_promise(ENTRIES[i], signer())) for i in range(0, COUNT, 50)]
    receipts.append(("kept", head(ENTRIES[:300])))
    report = examine(log, *receipts)
    assert (report.faults, report.remarks, report.size, report.receipts) == ([], [], COUNT, len(receipts))
    assert report.holds


def test_the_figures_are_those_of_the_entries(log: Path) -> None:
    figures = examine(log).figures
    entries = [parse_entry(e) for e in ENTRIES]
    assert figures["entries"] == COUNT
    assert figures["filed"] == sum(e.event == "filed" for e in entries)
    assert figures["answered_in_time"] == figures["filed"]
    assert (figures["answered_late"], figures["overdue"], figures["waiting"]) == (0, 0, 0)
    assert figures["restrictions_imposed"] == sum((e.kind, e.event) == ("restriction", "imposed") for e in entries)
    assert figures["appeals_upheld"] == sum(e.outcome == "upheld" for e in entries)
    assert figures["automated"] == sum(e.automated for e in entries)


def test_an_altered_entry_is_named_by_its_index(log: Path) -> None:
    change_bundle(log, 1, lambda es: [*es[:9], es[9].replace(b"2016-", b"2015-"), *es[10:]])
    report = examine(log)
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.ENTRY_ALTERED, "entry 265")]


def test_entries_in_another_order_are_found(log: Path) -> None:
    change_bundle(log, 0, lambda es: [es[1], es[0], *es[2:]])
    assert kinds(examine(log)) == ["entries_reordered"]


def test_a_missing_entry_makes_its_file_malformed(log: Path) -> None:
    change_bundle(log, 0, lambda es: es[1:])
    assert kinds(examine(log)) == ["tile_malformed"]


def test_an_altered_tile_is_told_from_altered_entries(log: Path) -> None:
    path = log / "tile/0/001"
    path.write_bytes(b"\x00" * 32 + path.read_bytes()[32:])
    report = examine(log)
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.TILE_ALTERED, "tile/0/001")]


def test_an_altered_tile_above_is_found(log: Path) -> None:
    path = log / "tile/1/000.p/2"
    path.write_bytes(path.read_bytes()[::-1])
    assert [(f.kind, f.where) for f in examine(log).faults] == [(Fault.TILE_ALTERED, "tile/1/000.p/2")]


@pytest.mark.parametrize("path", ["tile/0/001", "tile/1/000.p/2", "tile/entries/000", "tile/entries/002.p/188"])
def test_a_tile_of_a_wrong_length_is_malformed_and_a_lost_one_missing(log: Path, path: str) -> None:
    whole = (log / path).read_bytes()
    (log / path).write_bytes(whole[:-1])
    assert kinds(examine(log)) == ["tile_malformed"]
    (log / path).write_bytes(whole + b"\x00")
    assert kinds(examine(log)) == ["tile_malformed"]
    (log / path).unlink()
    assert kinds(examine(log)) == ["tile_missing"]


def test_entries_and_hashes_both_lost_leave_no_root_to_reach(log: Path) -> None:
    (log / "tile/0/001").unlink()
    (log / "tile/entries/001").unlink()
    assert kinds(examine(log)) == ["tile_missing"]


def test_a_rewritten_log_under_the_old_checkpoint_does_not_reach_the_root(log: Path, tmp_path: Path) -> None:
    other = write_log(tmp_path / "other", [*ENTRIES[:-1], ENTRIES[0]])
    shutil.copy(log / "checkpoint", other / "checkpoint")
    assert kinds(examine(other)) == ["root_not_reached"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\n700\n", "\n699\n", Fault.CHECKPOINT_NOT_SIGNED),
        ("market.example/log\n700", "other.example/log\n700", Fault.CHECKPOINT_NOT_SIGNED),
        ("\n700\n", "\n0700\n", Fault.CHECKPOINT_NOT_SIGNED),
        ("\n\n", "\n", Fault.CHECKPOINT_MALFORMED),
        ("\u2014", "-", Fault.CHECKPOINT_MALFORMED),
    ],
)
def test_an_altered_checkpoint_is_not_signed_or_malformed(log: Path, old: str, new: str, fault: Fault) -> None:
    text = (log / "checkpoint").read_text()
    (log / "checkpoint").write_text(text.replace(old, new, 1))
    assert kinds(examine(log)) == [fault]


def test_a_lost_checkpoint_and_another_log_s_key_are_told_apart(log: Path) -> None:
    other = audit(LogFolder(log), [signer(seed=2).verifier], as_of=AS_OF)
    assert kinds(other) == ["checkpoint_not_signed"]
    (log / "checkpoint").unlink()
    assert kinds(examine(log)) == ["checkpoint_missing"]


def test_two_heads_of_one_size_convict_the_log(log: Path) -> None:
    other = head([*ENTRIES[:-1], ENTRIES[0]])
    report = examine(log, ("kept", other))
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.TWO_HEADS, "size 700")]


def test_a_head_that_is_not_how_the_log_began_is_a_fork(log: Path) -> None:
    report = examine(log, ("kept", head([ENTRIES[1], *ENTRIES[1:400]])))
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.FORK, "size 400")]


def test_a_log_that_shows_less_than_it_signed_is_truncated(tmp_path: Path) -> None:
    short = write_log(tmp_path / "short", ENTRIES[:512])
    report = examine(short, ("receipt", proof(ENTRIES, 3)))
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.LOG_TRUNCATED, "size 700")]


def test_a_promise_without_its_entry_convicts_the_log_when_it_is_due(log: Path) -> None:
    unheard = market(3, seed=9)[0]
    receipt = ("promise", sign_promise(unheard, signer()).encode())
    due = parse_entry(unheard).time + timedelta(seconds=60)
    assert kinds(audit(LogFolder(log), KEYS, as_of=AS_OF, receipts=[receipt])) == ["promise_without_entry"]
    early = audit(LogFolder(log), KEYS, as_of=due - timedelta(seconds=1), receipts=[receipt])
    assert Fault.PROMISE_WITHOUT_ENTRY not in {f.kind for f in early.faults}
    assert [r.kind for r in early.remarks] == [Remark.PROMISE_NOT_DUE]


def test_an_entry_that_was_dated_otherwise_than_promised_is_found(log: Path) -> None:
    time = ENTRIES[40][-22:-2]
    redated = ENTRIES[40].replace(b'"time":"' + time, b'"time":"2016-05-19T09:00:00Z')
    report = examine(log, ("promise", sign_promise(redated, signer())))
    assert [f.kind for f in report.faults] == [Fault.ENTRY_REDATED]
    assert "entry 40" in report.faults[0].what


def test_receipts_that_do_not_hold_are_found_by_their_kind(log: Path) -> None:
    good = proof(ENTRIES, 3)
    swapped = proof(ENTRIES, 4).partition("\n\n")[0] + "\n\n" + good.partition("\n\n")[2]
    report = examine(
        log,
        ("malformed", "nothing"),
        ("unsigned", proof(ENTRIES, 3, key=signer(seed=2))),
        ("unproved", swapped.replace("index 4", "index 5")),
    )
    assert [(f.where, f.kind) for f in report.faults] == [
        ("malformed", Fault.RECEIPT_MALFORMED),
        ("unsigned", Fault.RECEIPT_NOT_SIGNED),
        ("unproved", Fault.RECEIPT_NOT_PROVED),
    ]


def filed(**changed: object) -> Entry:
    values: dict[str, object] = {
        "kind": "appeal",
        "event": "filed",
        "time": START,
        "automated": False,
        "case": "aa" * 32,
        "deadline": START + timedelta(days=5),
    }
    return Entry(**{**values, **changed})  # type: ignore[arg-type]


def test_an_outcome_that_did_not_come_is_overdue_after_its_deadline_and_not_before(tmp_path: Path) -> None:
    folder = LogFolder(write_log(tmp_path / "log", [filed().encode()]))
    report = audit(folder, KEYS, as_of=START + timedelta(days=5, seconds=1))
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.OVERDUE, "entry 0")]
    assert report.figures["overdue"] == 1
    early = audit(folder, KEYS, as_of=START + timedelta(days=5))
    assert (early.faults, early.figures["waiting"]) == ([], 1)


def test_an_outcome_of_another_kind_in_the_same_case_answers_nothing(tmp_path: Path) -> None:
    other = filed(kind="inquiry", event="answered", outcome="confirmed", deadline=None)
    report = examine(write_log(tmp_path / "log", [filed().encode(), other.encode()]))
    assert kinds(report) == ["overdue"]


def test_an_answer_that_came_late_is_said_and_counted_and_is_no_fault(tmp_path: Path) -> None:
    answer = filed(event="decided", outcome="upheld", deadline=None, time=START + timedelta(days=6))
    report = examine(write_log(tmp_path / "log", [filed().encode(), answer.encode()]))
    assert (report.faults, [r.kind for r in report.remarks]) == ([], [Remark.ANSWERED_LATE])
    assert (report.figures["answered_in_time"], report.figures["answered_late"]) == (0, 1)


def test_an_entry_that_is_dated_back_is_said(tmp_path: Path) -> None:
    late = [filed(deadline=None, time=START + timedelta(days=3)), filed(deadline=None)]
    report = examine(write_log(tmp_path / "log", [e.encode() for e in late]))
    assert (report.faults, [(r.kind, r.where) for r in report.remarks]) == ([], [(Remark.BACKDATED, "entry 1")])


def test_a_signed_entry_that_is_none_is_a_fault_of_the_log(tmp_path: Path) -> None:
    report = examine(write_log(tmp_path / "log", [ENTRIES[0], b'{"a":1}', ENTRIES[2]]))
    assert [(f.kind, f.where) for f in report.faults] == [(Fault.ENTRY_MALFORMED, "entry 1")]


def test_faults_past_the_thousandth_of_a_kind_are_counted(tmp_path: Path) -> None:
    report = examine(write_log(tmp_path / "log", [b"x"] * 1200))
    assert (len(report.faults), report.counts[Fault.ENTRY_MALFORMED]) == (1000, 1200)


def test_an_empty_log_holds(tmp_path: Path) -> None:
    report = examine(write_log(tmp_path / "log", []))
    assert (report.holds, report.size) == (True, 0)
    assert report.to_json()["figures"]["entries"] == 0


def test_a_lost_tile_above_the_lowest_is_missing(log: Path) -> None:
    (log / "tile/1/000.p/2").unlink()
    assert [(f.kind, f.where) for f in examine(log).faults] == [(Fault.TILE_MISSING, "tile/1/000.p/2")]


def test_a_file_longer_than_any_tile_is_malformed(log: Path) -> None:
    for path in ("tile/1/000.p/2", "tile/0/001"):
        (log / path).write_bytes(b"\x00" * 9000)
    assert kinds(examine(log)) == ["tile_malformed"]
