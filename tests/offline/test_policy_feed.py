"""`assay policy try` on a feed: what would change, with examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.cli import main
from assay.policy.load import SHIPPED

REGISTER = "brand_id,name,protected\nveltrano,Veltrano,true\n"
RIGHTS = "store_id,brand_id,status\ngood,veltrano,in_force\n"
FEED = (
    "id,store_id,title,price\n1,none,Veltrano watch,900 EUR\n2,good,Veltrano watch,900 EUR\n3,none,Leather bag,40 EUR\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name, text in (("register.csv", REGISTER), ("rights.csv", RIGHTS), ("feed.csv", FEED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "new").mkdir()
    return tmp_path


def attempt(desk: Path, rules: str) -> int:
    (desk / "new" / "listing.toml").write_text(rules, encoding="utf-8")
    files = [
        "--feed",
        str(desk / "feed.csv"),
        "--register",
        str(desk / "register.csv"),
        "--rights",
        str(desk / "rights.csv"),
    ]
    return main(["policy", "try", str(desk / "new"), *files, "--json"])


def shipped() -> str:
    return (SHIPPED / "listing.toml").read_text(encoding="utf-8")


def test_a_rule_put_into_shadow_frees_what_only_it_held(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, tail = shipped().split('name = "no_right"', 1)
    rules = head + 'name = "no_right"' + tail.replace('mode = "active"', 'mode = "shadow"', 1)
    assert attempt(desk, rules) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["listings"], said["changed"]) == (3, 1)
    (change,) = said["changes"]
    assert (change["from"], change["to"], change["rules_gone"]) == ("hold", "publish", {"no_right": 1})
    assert change["examples"][0]["id"] == "1"


def test_the_same_policy_changes_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attempt(desk, shipped()) == 0
    assert json.loads(capsys.readouterr().out) == {"listings": 3, "changed": 0, "changes": [], "rules_changed": 0}


def test_a_rule_that_names_no_column_is_refused_with_its_name(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attempt(desk, shipped().replace('when = "store_closed"', 'when = "store_shut"')) == 2
    said = capsys.readouterr().err
    assert "listing.toml: rule 'store_closed': there is no signal column 'store_shut'." in said
