"""An entry has one spelling, and says nothing that its schema does not name."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.errors import AssayError, TooLarge
from assay.tlog.canonical import canonical
from assay.tlog.entry import FIELDS, KINDS, REQUIRED, SEEN, Entry, EntryRefused, parse_entry, read_fields, recognise

AT = datetime(2016, 5, 20, 9, tzinfo=UTC)
BASE: dict[str, Any] = {
    "schema": "assay-entry/1",
    "kind": "application",
    "event": "filed",
    "time": "2016-05-20T09:00:00Z",
    "automated": False,
}


def spelled(**changed: Any) -> bytes:
    return canonical({k: v for k, v in {**BASE, **changed}.items() if v is not ...})


def test_what_was_written_is_read_again_and_spelled_the_same() -> None:
    entry = Entry(
        kind="appeal",
        event="decided",
        time=datetime(2016, 5, 20, 11, tzinfo=timezone(timedelta(hours=2))),
        automated=False,
        case="ab" * 32,
        deadline=AT + timedelta(days=1),
        outcome="upheld",
        digest="cd" * 32,
        counts={"units": 3, "papers": 1},
    )
    data = entry.encode()
    assert parse_entry(data).time == AT
    assert parse_entry(data).encode() == data
    assert b'"counts":{"papers":1,"units":3}' in data


def test_fields_that_do_not_apply_are_left_out() -> None:
    data = Entry(kind="policy", event="in_force", time=AT, automated=True).encode()
    assert set(json.loads(data)) == set(REQUIRED)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "banana"},
        {"event": "Free text of a person"},
        {"event": ""},
        {"event": "a" * 41},
        {"time": "2016-05-20T09:00:00"},
        {"time": "2016-05-20T09:00:00+00:00"},
        {"time": "2016-02-30T09:00:00Z"},
        {"time": "2015-02-29T09:00:00Z"},
        {"time": "2016-04-31T09:00:00Z"},
        {"time": 1463734800},
        {"automated": 1},
        {"automated": ...},
        {"schema": "assay-entry/2"},
        {"case": "ab"},
        {"case": None},
        {"policy": "AB" * 32},
        {"counts": {}},
        {"counts": {"papers": -1}},
        {"counts": {"papers": 1.5}},
        {"counts": {"papers": True}},
        {"counts": {"A": 1}},
        {"counts": {f"c{n}": n for n in range(33)}},
        {"deadline": "2016-05-25T09:00:00Z"},
        {"deadline": "2016-05-19T09:00:00Z", "case": "ab" * 32},
        {"store": "lucky-bags"},
    ],
)
def test_what_the_schema_does_not_allow_is_refused_by_name(changed: dict[str, Any]) -> None:
    data = spelled(**changed)
    for read in (read_fields, recognise):
        with pytest.raises(EntryRefused):
            read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"{",
        json.dumps(BASE).encode(),
        spelled() + b"\n",
        spelled().replace(b'"event"', b'"kind":"policy","event"'),
        spelled(counts={"b": 1, "a": 2}).replace(b'"a":2,"b":1', b'"b":1,"a":2'),
        spelled(counts={"a": 1, "b": 2}).replace(b'"b":2', b'"a":2'),
        spelled(counts={"a": 1}).replace(b":1}", b":01}"),
        spelled(counts={"a": 1}).replace(b":1}", b":9007199254740992}"),
    ],
)
def test_bytes_that_are_not_one_canonical_entry_are_refused(data: bytes) -> None:
    for read in (read_fields, recognise, parse_entry):
        with pytest.raises(AssayError):
            read(data)


def test_an_entry_beyond_what_a_log_can_hold_is_too_large() -> None:
    with pytest.raises(EntryRefused):
        Entry(kind="policy", event="x" * 70_000, time=AT, automated=True).encode()
    with pytest.raises(EntryRefused):
        Entry(kind="policy", event="in_force", time=AT.replace(tzinfo=None), automated=True).encode()
    assert issubclass(TooLarge, AssayError)


def test_a_leap_day_and_a_long_count_are_read_the_slow_way_to_the_same_end() -> None:
    data = spelled(time="2016-02-29T09:00:00Z", counts={"a": 9007199254740991, "b": 2})
    seen = dict(zip(SEEN, recognise(data), strict=True))
    assert seen["time"] == b'"2016-02-29T09:00:00Z"'
    assert seen["counts"] == b'{"a":9007199254740991,"b":2}'
    assert seen["case"] is None


words = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
times = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    optional = {n: draw(st.none() | words) for n in ("tier", "ground", "lane", "role", "outcome")}
    hexes = {n: draw(st.none() | digests) for n in ("case", "policy", "digest", "commitment")}
    time = draw(times)
    deadline = draw(st.none() | st.timedeltas(min_value=timedelta(), max_value=timedelta(days=900)))
    return Entry(
        kind=draw(st.sampled_from(sorted(KINDS))),
        event=draw(words),
        time=time,
        automated=draw(st.booleans()),
        deadline=time + deadline if deadline is not None and hexes["case"] else None,
        counts=draw(st.dictionaries(words, st.integers(0, (1 << 53) - 1), max_size=4)),
        **optional,
        **hexes,
    )


@settings(max_examples=60, deadline=None)
@given(entries())
def test_the_pattern_sees_in_every_entry_what_parsing_sees(entry: Entry) -> None:
    data = entry.encode()
    value = read_fields(data)
    assert canonical(value) == data
    assert recognise(data) == tuple(orjson.dumps(value[name]) if name in value else None for name in SEEN)


@settings(max_examples=60, deadline=None)
@given(entries(), st.data())
def test_the_pattern_refuses_every_altered_entry_that_parsing_refuses(entry: Entry, data: st.DataObject) -> None:
    whole = bytearray(entry.encode())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    answers = []
    for read in (read_fields, recognise):
        try:
            read(bytes(whole))
            answers.append(True)
        except AssayError:
            answers.append(False)
    assert answers[0] == answers[1]


def test_every_field_says_what_it_is() -> None:
    assert all(field.says for field in FIELDS.values())
    assert set(SEEN) <= set(FIELDS)
