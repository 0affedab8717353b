"""Every enumeration, length, date, cross-field rule and odd type of the EU database, answered as its rules and messages say.

Each case is one change to a statement that would be stored, with the whole answer. The rules are those of the service's public interface.
"""

from typing import Any

import pytest

from assay.regime.dsa import schema
from assay.regime.dsa.check import check, check_batch

STATEMENT: dict[str, Any] = {
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "illegal_content_legal_ground": "Reg. (EU) 2017/1001 Art. 9",
    "illegal_content_explanation": "The listing says that the goods are copies.",
    "content_type": ["CONTENT_TYPE_PRODUCT"],
    "category": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "content_date": "2026-05-01",
    "application_date": "2026-05-20",
    "decision_facts": "A listing was removed.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_FULLY",
    "puid": "sor-1",
}
TERMS = {
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Terms of sale, 4",
    "incompatible_content_explanation": "No proof was handed in.",
}
TAKEN: dict[str, list[str]] = {}


def required(name: str, *, when: str = "") -> dict[str, list[str]]:
    return {name: [f"The {name.replace('_', ' ')} field is required{when}."]}


def invalid(name: str) -> dict[str, list[str]]:
    return {name: [f"The selected {name.replace('_', ' ')} is invalid."]}


def too_long(name: str, limit: int) -> dict[str, list[str]]:
    return {name: [f"The {name.replace('_', ' ')} field must not be greater than {limit} characters."]}


def no_list(name: str, *, also_invalid: bool = True) -> dict[str, list[str]]:
    words = name.replace("_", " ")
    said = [f"The {words} field must be an array."]
    return {name: [*said, f"The selected {words} is invalid."] if also_invalid else said}


def no_date(name: str, *, since: str = "", shape_only: bool = False) -> dict[str, list[str]]:
    words = name.replace("_", " ")
    kind = "" if name in ("content_date", "application_date") else words.split()[2]
    said = [f"The {f'end date of {kind} restriction' if kind else words} does not match the format YYYY-MM-DD."]
    if not shape_only:
        said += [f"The {words} field must be a date after or equal to {since}."] if since else []
        said += [f"The {words} field must be a date before or equal to 2038-01-01."]
    return {name: said}


def late(name: str) -> dict[str, list[str]]:
    return {name: [f"The {name.replace('_', ' ')} field must be a date before or equal to 2038-01-01."]}


CASES: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    # lengths, counted in code points after spaces at the ends are gone
    ("puid of 500", {"puid": "a" * 500}, TAKEN),
    ("puid of 501 with a sign that may not be", {"puid": "a" * 500 + "."}, {
        "puid": [*too_long("puid", 500)["puid"], "The puid format is invalid."]}),
    ("puid with spaces at its ends", {"puid": " sor-1\n"}, TAKEN),
    ("puid as a number", {"puid": 17}, TAKEN),
    ("puid as a fraction", {"puid": 1.5}, {"puid": ["The puid format is invalid."]}),
    ("puid as a list", {"puid": ["sor-1"]}, {"puid": ["The puid format is invalid."]}),
    ("puid with letters of another alphabet", {"puid": "сор"}, {"puid": ["The puid format is invalid."]}),
    ("puid null", {"puid": None}, required("puid")),
    ("facts of 5,000 signs of several bytes", {"decision_facts": "ü" * 5000}, TAKEN),
    ("facts of 5,000 emoji", {"decision_facts": "👜" * 5000}, TAKEN),
    ("facts of 5,001 emoji", {"decision_facts": "👜" * 5001}, too_long("decision_facts", 5000)),
    ("facts of spaces", {"decision_facts": " \n\t "}, required("decision_facts")),
    ("facts of signs that nobody sees", {"decision_facts": "\u200b\ufeff \u200b"}, required("decision_facts")),
    ("facts with spaces beyond the limit", {"decision_facts": "x" * 5000 + "   "}, TAKEN),
    ("facts an empty object", {"decision_facts": {}}, required("decision_facts")),
    ("legal ground of 500", {"illegal_content_legal_ground": "x" * 500}, TAKEN),
    ("legal ground of 501", {"illegal_content_legal_ground": "x" * 501}, too_long("illegal_content_legal_ground", 500)),
    ("explanation of 2,000", {"illegal_content_explanation": "x" * 2000}, TAKEN),
    ("source's identity of 501, of an own initiative", {"source_identity": "x" * 501}, too_long("source_identity", 500)),
    ("source's identity null", {"source_identity": None}, TAKEN),
    ("keyword text of 501", {"category_specification_other": "x" * 501}, too_long("category_specification_other", 500)),
    # what goes with what
    ("illegal without explanation", {"illegal_content_explanation": ""}, required(
        "illegal_content_explanation", when=" when decision ground is illegal content")),
    ("terms without ground", {**TERMS, "incompatible_content_ground": None}, required(
        "incompatible_content_ground", when=" when decision ground is incompatible content")),
    ("terms without explanation", {**TERMS, "incompatible_content_explanation": "  "}, required(
        "incompatible_content_explanation", when=" when decision ground is incompatible content")),
    ("terms, explanation of 2,001", {**TERMS, "incompatible_content_explanation": "x" * 2001}, too_long(
        "incompatible_content_explanation", 2000)),
    ("terms, and the other ground's fields too long", {**TERMS, "illegal_content_explanation": "x" * 9000}, TAKEN),
    ("terms, also illegal", {**TERMS, "incompatible_content_illegal": "Yes"}, TAKEN),
    ("terms, also illegal in small letters", {**TERMS, "incompatible_content_illegal": "yes"}, invalid(
        "incompatible_content_illegal")),
    ("terms, also illegal as a truth value", {**TERMS, "incompatible_content_illegal": True}, invalid(
        "incompatible_content_illegal")),
    ("terms, also illegal null", {**TERMS, "incompatible_content_illegal": None}, invalid("incompatible_content_illegal")),
    ("illegal, and a word that is looked at before it is dropped", {"incompatible_content_illegal": "Maybe"}, invalid(
        "incompatible_content_illegal")),
    ("no ground at all", {"decision_ground": None, "illegal_content_explanation": None}, required("decision_ground")),
    ("ground as a list", {"decision_ground": ["DECISION_GROUND_ILLEGAL_CONTENT"]}, invalid("decision_ground")),
    ("other visibility, said", {"decision_visibility": ["DECISION_VISIBILITY_OTHER"], "decision_visibility_other": "Blurred"},
        TAKEN),
    ("other visibility, 501 signs", {"decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "x" * 501}, too_long("decision_visibility_other", 500)),
    ("no other visibility, 501 signs", {"decision_visibility_other": "x" * 501}, too_long("decision_visibility_other", 500)),
    ("no other visibility, some words", {"decision_visibility_other": "Blurred"}, TAKEN),
    ("other content", {"content_type": ["CONTENT_TYPE_OTHER"]}, required("content_type_other")),
    ("other payment, said", {"decision_monetary": "DECISION_MONETARY_OTHER", "decision_monetary_other": "Fee"}, TAKEN),
    ("no other payment, 501 signs", {"decision_monetary_other": "x" * 501}, TAKEN),
    ("only a payment", {"decision_visibility": [], "decision_monetary": "DECISION_MONETARY_SUSPENSION"}, TAKEN),
    ("only the service", {"decision_visibility": None, "decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"}, TAKEN),
    ("only the account", {"decision_visibility": "", "decision_account": "DECISION_ACCOUNT_TERMINATED"}, TAKEN),
    ("the text null where null may stand", {"decision_monetary": "null", "account_type": "null"}, TAKEN),
    ("the text null where it may not", {"content_language": "null"}, invalid("content_language")),
    # lists
    ("visibility as a text", {"decision_visibility": "DECISION_VISIBILITY_CONTENT_REMOVED"}, no_list(
        "decision_visibility", also_invalid=False)),
    ("one unknown visibility among known ones", {"decision_visibility": [
        "DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_VISIBILITY_GONE"]}, invalid("decision_visibility")),
    ("a list in a list", {"territorial_scope": [["DE"]]}, invalid("territorial_scope")),
    ("a null in a list", {"territorial_scope": ["DE", None]}, invalid("territorial_scope")),
    ("a number in a list", {"territorial_scope": [1]}, invalid("territorial_scope")),
    ("all thirty states", {"territorial_scope": list(schema.COUNTRIES)}, TAKEN),
    ("a state twice", {"territorial_scope": ["DE", "DE"]}, TAKEN),
    ("an object in place of a list", {"territorial_scope": {"0": "DE"}}, TAKEN),
    ("the union by its name", {"territorial_scope": ["EU"]}, invalid("territorial_scope")),
    ("a state in small letters", {"territorial_scope": ["de"]}, invalid("territorial_scope")),
    ("Greece by its old letters", {"territorial_scope": ["EL"]}, invalid("territorial_scope")),
    ("Switzerland", {"territorial_scope": ["CH"]}, invalid("territorial_scope")),
    ("no territory", {"territorial_scope": []}, TAKEN),
    ("territory null", {"territorial_scope": None}, TAKEN),
    ("territory as a text of several", {"territorial_scope": "DE,FR"}, no_list("territorial_scope")),
    ("its own category as an addition", {"category_addition": [STATEMENT["category"]]}, TAKEN),
    ("a retired category", {"category": "STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE"}, invalid("category")),
    ("a retired category as an addition", {"category_addition": ["STATEMENT_CATEGORY_PORNOGRAPHY_OR_SEXUALIZED_CONTENT"]},
        invalid("category_addition")),
    ("keywords null", {"category_specification": None}, TAKEN),
    ("a keyword with a space at its end", {"category_specification": ["KEYWORD_TRADEMARK_INFRINGEMENT "]}, TAKEN),
    ("content type an empty object", {"content_type": {}}, required("content_type")),
    ("content type null", {"content_type": None}, required("content_type")),
    ("visibility false", {"decision_visibility": False}, no_list("decision_visibility")),
    # days
    ("the first day", {"content_date": "2000-01-01", "application_date": "2020-01-01"}, TAKEN),
    ("the last day", {"content_date": "2038-01-01", "application_date": "2038-01-01"}, TAKEN),
    ("the day before the first", {"application_date": "2019-12-31"}, {
        "application_date": ["The application date field must be a date after or equal to 2020-01-01."]}),
    ("the day after the last", {"application_date": "2038-01-02"}, late("application_date")),
    ("applied before the content was there", {"content_date": "2026-06-01"}, TAKEN),
    ("the thirtieth of February", {"content_date": "2026-02-30"}, no_date("content_date", shape_only=True)),
    ("the thirteenth month", {"content_date": "2026-13-01"}, no_date("content_date", shape_only=True)),
    ("a leap day", {"content_date": "2024-02-29"}, TAKEN),
    ("a day with its time", {"content_date": "2026-05-01T10:00:00Z"}, no_date("content_date", shape_only=True)),
    ("the German order", {"content_date": "01.05.2026"}, no_date("content_date", shape_only=True)),
    ("the American order", {"content_date": "05/20/2026"}, no_date("content_date", shape_only=True)),
    ("the British order", {"content_date": "20/05/2026"}, no_date("content_date", since="2000-01-01")),
    ("no hyphens", {"content_date": "20260501"}, no_date("content_date", shape_only=True)),
    ("words", {"content_date": "last spring"}, no_date("content_date", since="2000-01-01")),
    ("a list of days", {"application_date": ["2026-05-01"]}, no_date("application_date", since="2020-01-01")),
    ("an end before the beginning", {"end_date_visibility_restriction": "2026-01-01"}, TAKEN),
    ("an end in the last century", {"end_date_account_restriction": "1990-01-01"}, TAKEN),
    ("an end null", {"end_date_monetary_restriction": None}, TAKEN),
    ("an end too late", {"end_date_service_restriction": "2038-02-01"}, late("end_date_service_restriction")),
    ("an end in words", {"end_date_monetary_restriction": "never"}, no_date("end_date_monetary_restriction")),
    # words of one place
    ("language in small letters", {"content_language": "en"}, invalid("content_language")),
    ("language of three letters", {"content_language": "ENG"}, invalid("content_language")),
    ("language with its country", {"content_language": "EN-GB"}, invalid("content_language")),
    ("detected, a truth value", {"automated_detection": True}, invalid("automated_detection")),
    ("decided, yes", {"automated_decision": "Yes"}, invalid("automated_decision")),
    ("source of an older schema", {"source_type": "SOURCE_NOTICE"}, invalid("source_type")),
    ("private account", {"account_type": "ACCOUNT_TYPE_PRIVATE"}, TAKEN),
    ("unknown account", {"account_type": "BUSINESS"}, invalid("account_type")),
    ("an unknown field", {"end_date": "2026-13-99", "url": 7}, TAKEN),
    # addresses
    ("address without a scheme", {"decision_ground_reference_url": "eur-lex.europa.eu"}, {
        "decision_ground_reference_url": ["The decision ground reference url field must be a valid URL."]}),
    ("address of a scheme that is none", {"decision_ground_reference_url": "law://eu.example"}, {
        "decision_ground_reference_url": ["The decision ground reference url field must be a valid URL."]}),
    ("address with letters of its language", {"decision_ground_reference_url": "https://größe.example/straße?a=ä#ü"}, TAKEN),
    ("address of 501", {"decision_ground_reference_url": "https://a.example/" + "x" * 483}, too_long(
        "decision_ground_reference_url", 500)),
    # what the goods are called
    ("EAN of another length", {"content_id": {"EAN-13": "123456789012"}}, {
        "content_id.EAN-13": ["The content id. e a n-13 field format is invalid."]}),
    ("EAN as a number", {"content_id": {"EAN-13": 1234567890123}}, {
        "content_id.EAN-13": ["The content id. e a n-13 field must be a string."]}),
    ("EAN null", {"content_id": {"EAN-13": None}}, {"content_id.EAN-13": [
        "The content id. e a n-13 field must be a string.", "The content id. e a n-13 field format is invalid."]}),
    ("another number of the goods", {"content_id": {"GTIN": "12345678"}}, TAKEN),
    ("goods as a text", {"content_id": "1234567890123"}, {"content_id": ["The content id field must be an array."]}),
    ("goods as a list", {"content_id": ["1234567890123"]}, TAKEN),
    ("EAN beside as a number", {"content_id_ean": 1234567890123}, {
        "content_id_ean": ["The content id ean field must be a string."]}),
    ("EAN in other digits", {"content_id_ean": "١٢٣٤٥٦٧٨٩٠١٢٣"}, {
        "content_id_ean": ["The content id ean field format is invalid."]}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "errors"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_one_change_gets_the_answer_of_the_service(change: dict[str, Any], errors: dict[str, list[str]]) -> None:
    assert check({**STATEMENT, **change}).to_json() == {"status": 422 if errors else 201, "errors": errors}


@pytest.mark.parametrize("name", [n for n, rule in schema.FIELDS.items() if rule.required and not rule.only_if])
def test_every_field_that_must_be_there_is_asked_for(name: str) -> None:
    assert check({k: v for k, v in STATEMENT.items() if k != name}).errors[name] == required(name)[name]


@pytest.mark.parametrize("name", [n for n, rule in schema.FIELDS.items() if rule.words and not rule.only_if])
def test_every_word_of_every_enumeration_is_taken_and_no_other(name: str) -> None:
    many = schema.FIELDS[name].kind == "enums"
    more = {
        "illegal_content_explanation": "x",
        "incompatible_content_ground": "x",
        "incompatible_content_explanation": "x",
        "decision_visibility_other": "x",
        "decision_monetary_other": "x",
        "content_type_other": "x",
    }
    for word in schema.FIELDS[name].words:
        assert check({**STATEMENT, **more, name: [word] if many else word}).errors == {}, word
    assert check({**STATEMENT, **more, name: ["X"] if many else "X"}).errors == invalid(name)


def test_there_are_as_many_words_as_the_service_has() -> None:
    assert (len(schema.CATEGORY), len(schema.KEYWORDS), len(schema.COUNTRIES)) == (16, 69, 30)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (None, "The statements field is required."),
        ([], "The statements field is required."),
        ("x", "The statements field must be an array."),
        ([STATEMENT] * 101, "The statements field must have between 1 and 100 items."),
    ],
)
def test_a_call_that_is_no_batch_is_refused_as_a_whole(statements: Any, said: str) -> None:
    assert check_batch(statements).to_json() == {"status": 422, "errors": {"statements": [said]}}


def test_a_batch_of_a_hundred_is_taken() -> None:
    assert check_batch([{**STATEMENT, "puid": f"sor-{n}"} for n in range(100)]).to_json() == {
        "status": 201,
        "errors": {},
    }


def test_each_wrong_statement_of_a_batch_is_named_by_its_place_and_repetition_is_looked_at_last() -> None:
    wrong = {**STATEMENT, "puid": "a b"}
    assert check_batch([STATEMENT, wrong, STATEMENT, "text"]).errors.keys() == {"statement_1", "statement_3"}
    assert check_batch([{**STATEMENT, "puid": p} for p in ("b", "a", "b", "a", "c")]).errors == {
        "puid": ["The platform identifier(s) are not all unique within this call."],
        "existing_puids": ["b", "a"],
    }


def test_a_batch_does_not_know_the_number_beside() -> None:
    odd = {**STATEMENT, "content_id_ean": "no number"}
    assert check(odd).status == 422
    assert check_batch([odd]).to_json() == {"status": 201, "errors": {}}
