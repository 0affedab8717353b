"""The page about entries is the schema, nothing more and nothing less."""

from __future__ import annotations

from pathlib import Path

from assay.tlog.reference import reference


def test_the_page_about_entries_is_written_from_the_schema() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "log-entries.md"
    assert page.read_text(encoding="utf-8") == reference()
