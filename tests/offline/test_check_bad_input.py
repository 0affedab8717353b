"""Does `assay check` answer wrong input with one line: what is wrong, where, how to mend it?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.cli import main

REGISTER: dict[str, Any] = {"brands": [{"brand_id": "aurelle", "name": "Aurelle", "dealers": []}]}
APPLICATION: dict[str, Any] = {
    "as_of": "2026-11-24",
    "tier": "open",
    "store": {"store_id": "s1", "legal_name": "Shop GmbH", "country": "DE"},
    "brand_id": "aurelle",
    "goods": [],
    "papers": [],
    "answers": [],
}


def refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, application: bytes | None, register: bytes | None
) -> str:
    """What stands on standard error."""
    for name, data in (("a.json", application), ("r.json", register)):
        if data is not None:
            (tmp_path / name).write_bytes(data)
    assert main(["check", str(tmp_path / "a.json"), "--register", str(tmp_path / "r.json")]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1
    return err


@pytest.mark.parametrize(
    "data", [None, b"", b"\x00\x01", b"{", b"[1]", b'"text"', b"null", b"\xff\xfe{\x00}\x00", b"[" * 5_000]
)
@pytest.mark.parametrize("which", ["application", "register"])
def test_a_file_that_is_missing_empty_or_of_another_kind_is_one_line(
    which: str, data: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"application": json.dumps(APPLICATION).encode(), "register": json.dumps(REGISTER).encode()}
    err = refused(tmp_path, capsys, **{**good, which: data})
    assert ("a.json" if which == "application" else "r.json") in err


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"as_of": "tomorrow"}, "as_of"),
        ({"as_of": ["2026"]}, "as_of"),
        ({"tier": "gold"}, "tier"),
        ({"tier": 7}, "tier"),
        ({"store": None}, "store"),
        ({"store": "Shop GmbH"}, "store"),
        ({"store": []}, "store"),
        ({"store": {"store_id": "s1"}}, "store"),
        ({"store": {"legal_name": "Shop", "kind": "palace"}}, "kind"),
        ({"brand_id": "unknown"}, "brand_id"),
        ({"brand_id": None}, "brand_id"),
        ({"brand_id": {"id": 1}}, "brand_id"),
        ({"goods": "bags"}, "goods"),
        ({"goods": ["bags"]}, "goods"),
        ({"goods": [{"units": "many"}]}, "units"),
        ({"goods": [{"units": -1}]}, "units"),
        ({"goods": [{"units": True}]}, "units"),
        ({"goods": [{"units": 1.5}]}, "units"),
        ({"papers": "invoice.pdf"}, "papers"),
        ({"papers": [1]}, "papers"),
        ({"papers": None}, "papers"),
        ({"papers": [f"{i}.pdf" for i in range(21)]}, "papers"),
        ({"answers": "yes"}, "answers"),
        ({"answers": ["yes"]}, "answers"),
        ({"answers": [{"answer": "perhaps"}]}, "answer"),
        ({"answers": [{"answer": "yes", "states": "all"}]}, "states"),
        ({"answers": [{"answer": "yes", "knows": ["everything"]}]}, "knows"),
        ({"answers": [{"answer": "yes", "knows": [["number"]]}]}, "knows"),
        ({"answers": [{"answer": "yes", "knows": {"number": 1}}]}, "knows"),
        ({"status_lists": "x"}, "status_lists"),
        ({"status_lists": [{"uri": "x"}]}, "status_lists"),
    ],
)
def test_a_value_that_nobody_can_use_is_one_line_that_names_its_place(
    change: dict[str, Any], where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    application = json.dumps({**APPLICATION, **change}).encode()
    assert where in refused(tmp_path, capsys, application=application, register=json.dumps(REGISTER).encode())


@pytest.mark.parametrize(
    "name", ["absent.pdf", "", ".", "..", "/etc/passwd", "a\u0000b.pdf", "x" * 300 + ".pdf", "empty.pdf", "text.pdf"]
)
def test_a_paper_that_cannot_be_opened_is_a_finding_and_no_end(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "text.pdf").write_text("no paper", encoding="utf-8")
    (tmp_path / "r.json").write_text(json.dumps(REGISTER), encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({**APPLICATION, "papers": [name]}), encoding="utf-8")
    assert main(["check", str(tmp_path / "a.json"), "--register", str(tmp_path / "r.json")]) == 0
    out, err = capsys.readouterr()
    assert not err
    line = json.loads(out)
    assert line["verdict"] == "refuse"
    assert [f["reason"] for f in line["findings"]] == ["PAPER_UNREADABLE"]
