"""One value, one spelling: RFC 8785, and refusals for what it cannot carry; commitments that bind to it."""

from __future__ import annotations

import pytest

from assay.errors import BadInput, TooLarge
from assay.tlog.canonical import NotCanonical, canonical, number_text, parse_canonical, parse_json
from assay.tlog.commitment import NotOpened, commit, derived_salt, pseudonym, verify_commitment

SALT = b"\x07" * 32


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        ([True, False], "[true,false]"),
        ({"b": 1, "a": [], "": {}}, '{"":{},"a":[],"b":1}'),
        ('\u20ac$\x0f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ({"\U0001f600": 1, "\ufb33": 2}, '{"\U0001f600":1,"\ufb33":2}'),
        (("a", 1), '["a",1]'),
    ],
)
def test_a_value_has_one_spelling(value: object, text: str) -> None:
    assert canonical(value) == text.encode()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (333333333.33333329, "333333333.3333333"), (1e30, "1e+30"),
        (4.50, "4.5"), (2e-3, "0.002"), (1e-27, "1e-27"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (1e-6, "0.000001"),
        (1e-7, "1e-7"), (1.25e-9, "1.25e-9"), (5e-324, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    ],
)  # fmt: skip
def test_a_number_is_spelled_as_ecmascript_does(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 1 << 53, -(1 << 53), "\ud800", {1: 2}, {"a": object()}, b"bytes"],
)
def test_what_json_cannot_carry_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_depth_and_length_have_limits() -> None:
    deep: list[object] = []
    for _ in range(70):
        deep = [deep]
    with pytest.raises(TooLarge):
        canonical(deep)
    with pytest.raises(TooLarge):
        parse_json("[" * 100_000)
    with pytest.raises(TooLarge):
        parse_json(b" " * 11, limit=10)


@pytest.mark.parametrize(
    "text",
    ['{"a":1,"a":2}', "NaN", "1e999", "9007199254740992", "123456789012345678", "\ufeff1", "{", '"\\ud800"', b"\xff"],
)
def test_json_that_two_readers_would_read_differently_is_refused(text: bytes | str) -> None:
    with pytest.raises(NotCanonical):
        parse_json(text)


def test_only_canonical_bytes_are_canonical() -> None:
    assert parse_canonical(b'{"a":1.5}') == {"a": 1.5}
    with pytest.raises(NotCanonical):
        parse_canonical(b'{ "a": 1.5}')


def test_a_commitment_binds_to_value_and_salt() -> None:
    commitment = commit({"papers": 1}, salt=SALT)
    verify_commitment(commitment, value={"papers": 1}, salt=SALT)
    for value, salt in (({"papers": 2}, SALT), ({"papers": 1}, b"\x08" * 32)):
        with pytest.raises(NotOpened):
            verify_commitment(commitment, value=value, salt=salt)
    with pytest.raises(NotOpened):
        verify_commitment("\ud800", value={"papers": 1}, salt=SALT)
    with pytest.raises(BadInput):
        commit({}, salt=b"short")


def test_one_secret_gives_each_purpose_its_own_salt() -> None:
    assert len({derived_salt(SALT, "case"), derived_salt(SALT, "entry 1"), derived_salt(SALT, "entry 2"), SALT}) == 4
    assert pseudonym("appeal", "1", salt=SALT) != pseudonym("appeal", "2", salt=SALT)
    assert pseudonym("a", "bc", salt=SALT) != pseudonym("ab", "c", salt=SALT)
