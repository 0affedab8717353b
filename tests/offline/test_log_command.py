"""`assay log verify` and `assay log audit` as an outsider runs them: an answer and its exit code, or one line of refusal."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.tlog.made import head, market, proof, signer, write_log

from assay.cli import main
from assay.tlog.commitment import commit, derived_salt, pseudonym
from assay.tlog.entry import Entry
from assay.tlog.keys import KeyKind
from assay.tlog.receipt import sign_promise

ENTRIES = market(600)
FILED = next(i for i, entry in enumerate(ENTRIES) if b'"deadline"' in entry)
WITNESS = signer("witness.example", seed=3, kind=KeyKind.COSIGNATURE)


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "vkey"
    path.write_text(f"# the log's key\n{signer().vkey}\n", encoding="utf-8")
    return path


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.tlog-proof"
    path.write_text(proof(ENTRIES, FILED), encoding="utf-8")
    return path


def test_a_receipt_that_holds_is_told_in_words_and_as_json(
    capsys: pytest.CaptureFixture[str], key: Path, receipt: Path
) -> None:
    code, out, _ = run(capsys, "log", "verify", receipt, "--key", key)
    assert code == 0
    assert f"logged      as entry {FILED} of market.example/log, of 600 entries" in out
    code, out, _ = run(capsys, "log", "verify", receipt, "--key", signer().vkey, "--json")
    answer = json.loads(out)
    assert (code, answer["holds"], answer["index"], answer["size"]) == (0, True, FILED, 600)
    assert answer["entry"] == json.loads(ENTRIES[FILED])
    assert answer["promised"]["deadline"] == answer["entry"]["deadline"]


def test_a_promise_says_by_when_it_is_logged(capsys: pytest.CaptureFixture[str], key: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.promise"
    path.write_text(sign_promise(ENTRIES[FILED], signer()), encoding="utf-8")
    code, out, _ = run(capsys, "log", "verify", path, "--key", key)
    assert (code, "it stands in the log by" in out, "an outcome  is promised by" in out) == (0, True, True)


def test_a_receipt_that_does_not_hold_is_a_no(capsys: pytest.CaptureFixture[str], key: Path, receipt: Path) -> None:
    code, out, err = run(capsys, "log", "verify", receipt, "--key", signer(seed=2).vkey)
    assert (code, out) == (1, "")
    assert err.startswith("assay log: ")
    receipt.write_text(proof(ENTRIES, FILED).replace(f"index {FILED}", "index 0"), encoding="utf-8")
    assert run(capsys, "log", "verify", receipt, "--key", key)[0] == 1


def test_what_cannot_be_used_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], key: Path, receipt: Path, tmp_path: Path
) -> None:
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(1 << 30)
    empty = tmp_path / "empty"
    empty.touch()
    cases: list[tuple[str | Path, str | Path]] = [
        (big, key),
        (empty, key),
        (tmp_path, key),
        (tmp_path / "nowhere", key),
        (receipt, "no-such-key"),
        (receipt, "a+00000000+AgAA"),
        (receipt, empty),
        (receipt, WITNESS.vkey),
        (receipt, "x" * 5000),
    ]
    for given, with_key in cases:
        code, out, err = run(capsys, "log", "verify", given, "--key", with_key)
        assert (code, out, err.count("\n")) == (2, "", 1), (given, with_key, err)
    assert "1073741824 bytes" in run(capsys, "log", "verify", big, "--key", key)[2]


def test_an_opening_is_of_this_entry_or_is_refused(
    capsys: pytest.CaptureFixture[str], key: Path, tmp_path: Path
) -> None:
    secret, value = b"\x05" * 32, {"facts": {"papers": ["aa"]}, "outcome": {"state": "handed_in"}}
    case_salt, salt = derived_salt(secret, "case"), derived_salt(secret, "entry 1")
    entry = Entry(
        kind="application",
        event="filed",
        time=datetime(2016, 5, 20, 9, tzinfo=UTC),
        automated=False,
        case=pseudonym("application", "a1", salt=case_salt),
        commitment=commit(value, salt=salt),
    ).encode()
    receipt, opening = tmp_path / "r", tmp_path / "opening.json"
    receipt.write_text(proof([entry], 0), encoding="utf-8")
    good = {"case": ["application", "a1"], "case_salt": case_salt.hex(), "value": value, "salt": salt.hex()}
    for changed, code in (
        ({}, 0),
        ({"case": ["application", "a2"]}, 1),
        ({"value": {}}, 1),
        ({"salt": case_salt.hex()}, 1),
        ({"salt": "zz"}, 2),
        ({"case": 1}, 2),
    ):
        opening.write_text(json.dumps({**good, **changed}), encoding="utf-8")
        assert run(capsys, "log", "verify", receipt, "--key", key, "--opening", opening)[0] == code
    receipt.write_text(proof(ENTRIES, FILED), encoding="utf-8")
    assert run(capsys, "log", "verify", receipt, "--key", key, "--opening", opening)[0] == 2


def test_a_whole_log_is_audited_from_its_folder(
    capsys: pytest.CaptureFixture[str], key: Path, receipt: Path, tmp_path: Path
) -> None:
    folder = write_log(tmp_path / "log", ENTRIES)
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "head").write_text(head(ENTRIES[:100]), encoding="utf-8")
    words = ("log", "audit", folder, "--key", key, "--as-of", "2017-06-01", "--receipts", receipt, kept)
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert "judged as of 2017-06-01T00:00:00Z, with 2 receipts" in out
    assert out.endswith("The log holds.\n")
    (folder / "tile/0/000").unlink()
    code, out, _ = run(capsys, *words)
    assert (code, "FAULT tile_missing: tile/0/000: " in out) == (1, True)
    answer = json.loads(run(capsys, *words, "--json")[1])
    assert (answer["holds"], [f["kind"] for f in answer["faults"]]) == (False, ["tile_missing"])
    assert answer["size"] == 600


def test_a_broken_promise_is_printed_as_proof_of_misbehaviour(
    capsys: pytest.CaptureFixture[str], key: Path, tmp_path: Path
) -> None:
    folder = write_log(tmp_path / "log", ENTRIES[: FILED + 1])
    code, out, _ = run(capsys, "log", "audit", folder, "--key", key, "--as-of", "2017-06-01T12:00:00+02:00")
    assert code == 1
    assert f"FAULT overdue: entry {FILED}: an outcome was promised by " in out
    assert "proof of misbehaviour" in out


def test_remarks_are_told_and_the_rest_counted(capsys: pytest.CaptureFixture[str], key: Path, tmp_path: Path) -> None:
    start = datetime(2016, 5, 20, 9, tzinfo=UTC)
    days = [Entry(kind="policy", event="in_force", time=start, automated=True)] + [
        Entry(kind="policy", event="in_force", time=start - timedelta(days=3 + n), automated=True) for n in range(30)
    ]
    folder = write_log(tmp_path / "log", [entry.encode() for entry in days])
    code, out, _ = run(capsys, "log", "audit", folder, "--key", key)
    assert code == 0
    assert out.count("remark backdated") == 20
    assert "remark: 10 more" in out


def test_a_log_that_is_not_there_cannot_be_audited(
    capsys: pytest.CaptureFixture[str], key: Path, tmp_path: Path
) -> None:
    for place in (tmp_path / "nowhere", "http://127.0.0.1:9/log", "http://[", key):
        assert run(capsys, "log", "audit", place, "--key", key)[0] == 2
    folder = write_log(tmp_path / "log", ENTRIES[:1])
    assert run(capsys, "log", "audit", folder, "--key", key, "--as-of", "yesterday")[0] == 2
    assert run(capsys, "log", "audit", tmp_path, "--key", key)[0] == 1


def test_a_long_audit_shows_how_far_it_is_on_a_terminal_alone(
    capsys: pytest.CaptureFixture[str], key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_log(tmp_path / "log", ENTRIES[:300])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    _, _, err = run(capsys, "log", "audit", folder, "--key", key, "--as-of", "2017-06-01")
    assert err.endswith("256/300")
