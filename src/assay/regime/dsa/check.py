"""Would the EU transparency database take this statement of reasons, and what would it answer?

Field by field as the official service judges: the same names, the same messages, 201 or 422. What it drops silently (fields of the other
ground, the source's identity of an own initiative) is dropped here, and nothing more is refused than there; `advice` says what the law asks
and the service does not check.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assay.regime.dsa import dates
from assay.regime.dsa.addresses import is_url
from assay.regime.dsa.schema import (
    FIELDS,
    KEYWORDS_BY_CATEGORY,
    LAST_DATE,
    MAX_BATCH,
    OTHER_KEYWORDS,
    Rule,
)

CREATED, UNPROCESSABLE = 201, 422

Errors = dict[str, list[str]]

_PUID = re.compile(r"[a-zA-Z0-9_-]+").fullmatch
_EAN = re.compile(r"[0-9]{13}", re.ASCII).fullmatch
_EDGES = "\u200b\u200e\ufeff"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """As the service answers: `status` 201 or 422, `errors` messages by field (by statement, then field, for a batch)."""

    status: int
    errors: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """`{"status", "errors"}`."""
        return {"status": self.status, "errors": dict(self.errors)}


def check(payload: Mapping[str, Any], *, in_batch: bool = False) -> Answer:
    """One statement, as posted to the service alone or in a batch. Unknown fields are ignored, as there."""
    errors: Errors = {}
    values = {name: _normal(value) for name, value in payload.items()}
    for name, rule in FIELDS.items():
        if in_batch and name == "content_id_ean":  # a batch does not know this field
            continue
        said = _field(name, rule, values)
        for where, messages in said.items():
            errors.setdefault(where, []).extend(messages)
    return Answer(status=UNPROCESSABLE if errors else CREATED, errors=errors)


def check_batch(statements: Any) -> Answer:
    """Several statements in one call: all are taken or none; errors stand under `statement_<index>`."""
    if statements is None or statements == "" or statements == [] or statements == {}:
        return Answer(status=UNPROCESSABLE, errors={"statements": ["The statements field is required."]})
    if not isinstance(statements, list | Mapping):
        return Answer(status=UNPROCESSABLE, errors={"statements": ["The statements field must be an array."]})
    if len(statements) > MAX_BATCH:
        many = f"The statements field must have between 1 and {MAX_BATCH} items."
        return Answer(status=UNPROCESSABLE, errors={"statements": [many]})
    errors: dict[str, Any] = {}
    rows = list(statements.items()) if isinstance(statements, Mapping) else list(enumerate(statements))
    for index, payload in rows:
        answer = check(payload if isinstance(payload, Mapping) else {}, in_batch=True)
        if answer.errors:
            errors[f"statement_{index}"] = dict(answer.errors)
    if errors:
        return Answer(status=UNPROCESSABLE, errors=errors)
    counts = Counter(str(_normal(payload["puid"])) for _, payload in rows)
    doubled = [puid for puid, times in counts.items() if times > 1]
    if doubled:
        text = "The platform identifier(s) are not all unique within this call."
        return Answer(status=UNPROCESSABLE, errors={"puid": [text], "existing_puids": doubled})
    return Answer(status=CREATED)


def stored(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What the service keeps of a statement that it takes: lists without repetition and sorted, fields that do not apply dropped."""
    values = {name: _normal(value) for name, value in payload.items()}
    kept: dict[str, Any] = {}
    for name, rule in FIELDS.items():
        value = values.get(name)
        if rule.only_if and not _holds(rule.only_if, values):
            value = None
        if rule.kind == "enums":
            value = sorted(set(value or ()))
        kept[name] = value
    kept["category_addition"] = [c for c in kept["category_addition"] if c != kept["category"]]
    if kept["source_type"] == "SOURCE_VOLUNTARY":
        kept["source_identity"] = None
    content_id = kept.pop("content_id")
    kept["content_id_ean"] = (content_id or {}).get("EAN-13") or kept["content_id_ean"]
    return kept


def advice(payload: Mapping[str, Any]) -> list[str]:
    """What the law or the documentation asks and the service does not check, in plain words."""
    said = []
    values = {name: _normal(value) for name, value in payload.items()}
    applied = values.get("application_date")
    for name in FIELDS:
        if (
            name.startswith("end_date_")
            and dates.is_date(values.get(name))
            and dates.is_date(applied)
            and values[name] < applied
        ):
            said.append(f"{name} lies before application_date.")
    if not values.get("territorial_scope"):
        said.append("territorial_scope is missing; the documentation asks for it.")
    belong = {*KEYWORDS_BY_CATEGORY.get(str(values.get("category")), ()), *OTHER_KEYWORDS}
    for more in values.get("category_addition") or ():
        belong |= set(KEYWORDS_BY_CATEGORY.get(str(more), ()))
    for word in values.get("category_specification") or ():
        if word not in belong:
            said.append(f"{word} does not belong to {values.get('category')}.")
    content_id = values.get("content_id")
    ean = (content_id.get("EAN-13") if isinstance(content_id, Mapping) else None) or values.get("content_id_ean")
    if isinstance(ean, str) and _EAN(ean) and not _check_digit(ean):
        said.append(f"{ean} has a wrong check digit.")
    return said


def _field(name: str, rule: Rule, values: Mapping[str, Any]) -> Errors:
    words = name.replace("_", " ")
    value = values.get(name)
    if rule.only_if and not _holds(rule.only_if, values):
        # Some fields are looked at before they are dropped, and what was found then stands.
        return _of_kind(name, words, rule, value) if rule.looked_at_first and name in values else {}
    if _empty(value):
        if rule.required:
            return {name: [f"The {words} field is required{rule.required_words}."]}
        if rule.without and all(_empty(values.get(other)) for other in rule.without):
            others = " / ".join(other.replace("_", " ") for other in rule.without)
            return {name: [f"The {words} field is required when none of {others} are present."]}
        if value is None and (rule.nullable or name not in values):
            return {}
    return _of_kind(name, words, rule, value)


def _of_kind(name: str, words: str, rule: Rule, value: Any) -> Errors:
    if rule.kind == "content_id":
        return _content_id(value)
    messages = {
        "text": _text,
        "enum": _enum,
        "enums": _enums,
        "date": _date,
        "url": _url,
        "puid": _puid,
        "ean": _ean,
    }[rule.kind](words, rule, value)
    return {name: messages} if messages else {}


def _text(words: str, rule: Rule, value: Any) -> list[str]:
    if isinstance(value, list | Mapping):
        if len(value) > rule.limit:
            return [f"The {words} field must not have more than {rule.limit} items."]
        # The service's validator lets a list through, and storing it fails there.
        return [f"The {words} field must be a string."]
    if value is not None and len(str(value)) > rule.limit:
        return [f"The {words} field must not be greater than {rule.limit} characters."]
    return []


def _enum(words: str, rule: Rule, value: Any) -> list[str]:
    return [] if _word(value, rule) else [f"The selected {words} is invalid."]


def _enums(words: str, rule: Rule, value: Any) -> list[str]:
    if isinstance(value, list | Mapping):  # an object is an array there
        chosen = value.values() if isinstance(value, Mapping) else value
        return [] if all(_word(v, rule) for v in chosen) else [f"The selected {words} is invalid."]
    said = [f"The {words} field must be an array."]
    return said if _word(value, rule) else [*said, f"The selected {words} is invalid."]


def _word(value: Any, rule: Rule) -> bool:
    """A word of the list; where null is allowed, the service's list holds the word "null" as well."""
    return isinstance(value, str) and (value in rule.words or (rule.null_is_a_word and value == "null"))


def _date(words: str, rule: Rule, value: Any) -> list[str]:
    said = [] if dates.is_date(value) else [rule.format_words]
    day = dates.lenient(value)
    if rule.not_before and (day is None or day < dates.number(rule.not_before)):
        said.append(f"The {words} field must be a date after or equal to {rule.not_before}.")
    if day is None or day > dates.number(LAST_DATE):
        said.append(f"The {words} field must be a date before or equal to {LAST_DATE}.")
    return said


def _url(words: str, rule: Rule, value: Any) -> list[str]:
    said = [] if is_url(value) else [f"The {words} field must be a valid URL."]
    return said + _text(words, rule, value)


def _puid(words: str, rule: Rule, value: Any) -> list[str]:
    said = [] if isinstance(value, list | Mapping) else _text(words, rule, value)
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return said if _PUID(text) else [*said, "The puid format is invalid."]


def _ean(words: str, _rule: Rule, value: Any) -> list[str]:
    said = [] if isinstance(value, str) else [f"The {words} field must be a string."]
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return said if _EAN(text) else [*said, f"The {words} field format is invalid."]


def _content_id(value: Any) -> Errors:
    if not isinstance(value, list | Mapping):
        return {"content_id": ["The content id field must be an array."]}
    if isinstance(value, list) or "EAN-13" not in value:
        return {}
    said = _ean("content id. e a n-13", FIELDS["content_id_ean"], value["EAN-13"])
    return {"content_id.EAN-13": said} if said else {}


def _holds(only_if: tuple[str, str], values: Mapping[str, Any]) -> bool:
    other, wanted = only_if
    held = values.get(other)
    return wanted in held if isinstance(held, list) else held == wanted


def _empty(value: Any) -> bool:
    """What the service takes for not there: null, and a list or object without anything in it."""
    return value is None or (isinstance(value, list | Mapping) and not value)


def _normal(value: Any) -> Any:
    """The service trims every text, also of signs that nobody sees, and takes an empty one for null, before it looks."""
    if isinstance(value, str):
        return _trimmed(value) or None
    if isinstance(value, list):
        return [_normal(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _normal(v) for k, v in value.items()}
    return value


def _trimmed(text: str) -> str:
    before = None
    while before != text:
        before, text = text, text.strip().strip(_EDGES)
    return text


def _check_digit(ean: str) -> bool:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(ean[:12]))
    return (10 - total % 10) % 10 == int(ean[12])
