"""The README names measured figures as their result files hold them, each with its denominator."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from docs import figures, generate

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_says_what_the_result_files_say() -> None:
    text = README.read_text(encoding="utf-8")
    assert figures.set_in(text) == text, "run `make docs`"
    assert all(line in text for line in figures.table())


def test_every_figure_is_a_number_of_a_file_that_is_there() -> None:
    for what, figure, file in figures.rows():
        assert re.search(r"\d", figure), what
        assert (figures.BENCHMARKS / file).is_file()


def test_a_figure_that_no_file_holds_is_stale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for _, _, file in figures.rows():
        copy = tmp_path / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((figures.BENCHMARKS / file).read_bytes())
    notices = tmp_path / "desk/results/notices.json"
    notices.write_text(json.dumps(json.loads(notices.read_text()) | {"lost": 3}), encoding="utf-8")
    monkeypatch.setattr(figures, "BENCHMARKS", tmp_path)
    assert "README.md" in generate.stale_pages()
