"""A change of policy is tried on past papers before it hits anybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.regime.document.build import facts, invoice, paper

from assay.cli import main
from assay.errors import BadInput
from assay.offline.policy_decisions import compare, decisions_in
from assay.policy.load import parse, shipped
from assay.regime.document.facts import Answer, to_json

CONFIRMED = (Answer(question="brand", by="Aurelle", confirmed=True),)


def stored(folder: Path) -> Path:
    cases = (
        (facts(paper(invoice(number="1", issued_on="2026-02-01")), answers=CONFIRMED), "accept"),
        (facts(paper(invoice()), answers=CONFIRMED), "accept"),
        (facts(paper(invoice()), answers=CONFIRMED), "refuse"),
    )
    rows = [{"facts": to_json(f), "on": "2026-11-24", "outcome": outcome} for f, outcome in cases]
    path = folder / "decisions.ndjson"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_it_says_whose_case_a_change_would_change(tmp_path: Path) -> None:
    texts = dict(shipped().texts)
    texts["document"] = texts["document"].replace("max_age_days = 365", "max_age_days = 180")
    report = compare(decisions_in(stored(tmp_path)), old=shipped(), new=parse(texts))
    assert {k: report[k] for k in ("decisions", "changed", "not_replayed", "moves")} == {
        "decisions": 3,
        "changed": 1,
        "not_replayed": 1,
        "moves": {"accept > refuse": 1},
    }
    (example,) = report["examples"]
    assert (example["old"], example["new"], example["came"]) == (
        "accept",
        "refuse",
        ["INVOICE_TOO_OLD refuse invoice.pdf"],
    )


def test_a_line_that_is_no_decision_is_named(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ndjson"
    path.write_text('{"facts": 7}\n', encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        list(decisions_in(path))
    assert refusal.value.where == f"{path}:1"


def test_the_command_prints_what_would_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    text = dict(shipped().texts)["document"].replace("max_age_days = 365", "max_age_days = 180")
    (folder / "document.toml").write_text(text, encoding="utf-8")
    assert main(["policy", "try", str(folder), "--decisions", str(stored(tmp_path))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 decisions, 1 would change.",
        "1 do not follow from their facts under the old policy.",
        "  accept > refuse: 1",
        "a-1 (s-1, aurelle): accept > refuse",
        "    came: INVOICE_TOO_OLD refuse invoice.pdf; gone: nothing went",
    ]
    assert main(["policy", "try", str(folder)]) == 2
    assert "there is nothing to try the policy on." in capsys.readouterr().err
