"""Does a mutated paper ever break the server, hang it, or show a traceback? Never: it is read, or refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.specimens import mutating
from tests.specimens.mutating import FIRST, LAST, judge

A_THOUSAND = range(FIRST, LAST + 1, 1_000)


def test_a_mutated_paper_is_read_or_refused_and_never_breaks_the_reader(tmp_path: Path) -> None:
    answers = [judge(seed, tmp_path) for seed in range(150)]
    assert set(answers) <= {"read", "BadInput", "TooLarge", "NotSupported"}
    assert answers.count("read") > 20


def test_a_run_that_was_cut_off_goes_on_where_it_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "answers.ndjson"
    kept.write_text(json.dumps({"seed": 3, "file": "c.xml", "answer": "kept", "seconds": 0.1}) + "\n", encoding="utf-8")
    assert mutating.main(["--first", "2", "--last", "3", "--keep", str(kept)]) == 0
    assert json.loads(capsys.readouterr().out)["answers"]["kept"] == 1
    assert [json.loads(line)["seed"] for line in kept.read_text(encoding="utf-8").splitlines()] == [3, 2]


def test_the_ten_thousand_are_ten_thousand() -> None:
    assert len(range(FIRST, LAST + 1)) == 10_000
    assert len(A_THOUSAND) == 10


@pytest.mark.long
@pytest.mark.parametrize("first", A_THOUSAND)
def test_ten_thousand_mutated_papers_never_break_the_reader(first: int, tmp_path: Path) -> None:
    answers = [judge(seed, tmp_path) for seed in range(first, first + 1_000)]
    assert set(answers) <= {"read", "BadInput", "TooLarge", "NotSupported", "ReadingFailed"}
    # What crashes a parser costs one child; more than a few in a thousand would be a fault of ours.
    assert answers.count("ReadingFailed") <= 5
