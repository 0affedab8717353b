"""A statement of reasons is judged as the official service would."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assay.cli import main
from assay.regime.dsa.check import advice, check, check_batch, stored

REMOVAL: dict[str, Any] = {
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "illegal_content_legal_ground": "Reg. (EU) 2017/1001 Art. 9",
    "illegal_content_explanation": "The listing says that the goods are copies.",
    "content_type": ["CONTENT_TYPE_PRODUCT"],
    "category": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "category_specification": ["KEYWORD_TRADEMARK_INFRINGEMENT"],
    "territorial_scope": ["BE", "DE"],
    "content_date": "2026-05-01",
    "application_date": "2026-05-20",
    "decision_facts": "A listing was removed.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_FULLY",
    "puid": "sor-1",
}


def test_a_whole_statement_is_taken() -> None:
    assert check(REMOVAL).to_json() == {"status": 201, "errors": {}}
    assert advice(REMOVAL) == []


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"puid": "a.b"}, {"puid": ["The puid format is invalid."]}),
        ({"puid": "   "}, {"puid": ["The puid field is required."]}),
        ({"content_type": []}, {"content_type": ["The content type field is required."]}),
        ({"content_type": "CONTENT_TYPE_PRODUCT"}, {"content_type": ["The content type field must be an array."]}),
        (
            {"content_type": "PRODUCT"},
            {"content_type": ["The content type field must be an array.", "The selected content type is invalid."]},
        ),
        ({"territorial_scope": ["GB"]}, {"territorial_scope": ["The selected territorial scope is invalid."]}),
        ({"content_language": "de"}, {"content_language": ["The selected content language is invalid."]}),
        (
            {"application_date": "2026-5-20"},
            {"application_date": ["The application date does not match the format YYYY-MM-DD."]},
        ),
        (
            {"content_date": "2038-01-02"},
            {"content_date": ["The content date field must be a date before or equal to 2038-01-01."]},
        ),
        (
            {"decision_visibility": ["DECISION_VISIBILITY_OTHER"]},
            {"decision_visibility_other": ["The decision visibility other field is required."]},
        ),
        (
            {"decision_ground_reference_url": "not an address"},
            {"decision_ground_reference_url": ["The decision ground reference url field must be a valid URL."]},
        ),
        (
            {"illegal_content_explanation": "x" * 2001},
            {
                "illegal_content_explanation": [
                    "The illegal content explanation field must not be greater than 2000 characters."
                ]
            },
        ),
        (
            {"category_addition": None},
            {
                "category_addition": [
                    "The category addition field must be an array.",
                    "The selected category addition is invalid.",
                ]
            },
        ),
    ],
)
def test_what_the_service_refuses_is_refused_in_its_words(change: dict[str, Any], errors: dict[str, list[str]]) -> None:
    assert check({**REMOVAL, **change}).to_json() == {"status": 422, "errors": errors}


def test_fields_of_the_other_ground_are_dropped_and_not_refused() -> None:
    with_both = {**REMOVAL, "incompatible_content_ground": "x" * 900, "source_identity": "A brand"}
    assert check(with_both).status == 201
    kept = stored(with_both)
    assert kept["incompatible_content_ground"] is None
    assert kept["source_identity"] is None


def test_a_keyword_of_another_category_is_taken_but_advised_against() -> None:
    odd = {**REMOVAL, "category_specification": ["KEYWORD_NUDITY"], "content_id": {"EAN-13": "1234567890123"}}
    assert check(odd).status == 201
    assert advice(odd) == [
        "KEYWORD_NUDITY does not belong to STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS.",
        "1234567890123 has a wrong check digit.",
    ]


def test_a_batch_is_taken_whole_or_not_at_all() -> None:
    bad = {**REMOVAL, "puid": "sor-2", "category": "NONE"}
    assert check_batch([REMOVAL, bad]).to_json() == {
        "status": 422,
        "errors": {"statement_1": {"category": ["The selected category is invalid."]}},
    }
    assert check_batch([REMOVAL, REMOVAL]).errors["existing_puids"] == ["sor-1"]
    assert check_batch([]).status == 422
    assert check_batch([REMOVAL] * 101).status == 422


def test_the_command_answers_by_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "statement.json"
    file.write_text(json.dumps(REMOVAL))
    assert main(["dsa", "check", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"status": 201, "errors": {}}
    file.write_text(json.dumps({**REMOVAL, "puid": ""}))
    assert main(["dsa", "check", str(file)]) == 1
    assert "puid: The puid field is required." in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[1]", "{", "\ud800"])
def test_a_file_that_is_no_statement_is_refused_in_one_line(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "statement.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert main(["dsa", "check", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(file) in said


@pytest.mark.data
def test_the_official_cases_are_answered_as_the_service_does() -> None:
    folder = Path(os.environ.get("ASSAY_DATA", "")).parent / "formats" / "dsa"
    if not os.environ.get("ASSAY_DATA") or not folder.is_dir():
        pytest.skip("ASSAY_DATA names no folder with the official cases beside it")
    cases = json.loads((folder / "cases_single.json").read_text())
    assert len(cases) >= 28
    for case in cases:
        answer = check(case["payload"])
        assert (answer.status, set(answer.errors)) == (case["status"], set(case["errors"])), case["name"]
        if "only" not in case["match"]:
            assert dict(answer.errors) == case["errors"], case["name"]
        if answer.status == 201:
            kept = stored(case["payload"])
            assert {name: kept[name] for name in case["stored_check"]} == case["stored_check"], case["name"]
