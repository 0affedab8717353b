"""What does an entry of the log say, and what may it never say?

`assay-entry/1`: one flat JSON object in canonical form. Words are short names out of the regime, never free text;
persons, stores, listings and papers stand behind the case's pseudonym and the commitment. Every published figure is
made of these fields alone; `FIELDS` is the whole schema, and docs and auditors read it from here. An absent field is
left out, never null, so that an entry has one spelling.

| field | what | figures made of it |
|---|---|---|
| schema | `assay-entry/1` | |
| kind | which noun it is about (`KINDS`) | every count |
| event | what happened to it: filed, decided, imposed, lifted ... | every count |
| time | when it happened, UTC, whole seconds | durations, periods |
| case | pseudonym of the case; entries of one case share it | durations, appeals per decision |
| deadline | by when the platform promises an outcome | share kept in time, overdue now |
| outcome | the answer; it closes every deadline of its case | rates by outcome |
| ground, lane, tier, role | why, on which way, in which market, by whom in what capacity | breakdowns |
| automated | true if no person decided | share automated |
| policy | version of the policy in force (hex digest) | consistency, what a change did |
| commitment | salted commitment to all the rest (hex) | |
| counts | named whole numbers: listings, units, points, days ... | sums |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import orjson

from assay.errors import BadInput, TooLarge
from assay.tlog.canonical import MAX_INTEGER, canonical, parse_json
from assay.tlog.tiles import MAX_ENTRY_BYTES

SCHEMA = "assay-entry/1"
MAX_COUNTS = 32

# fmt: off
KINDS = frozenset(
    {
        "policy", "brand", "campaign", "application", "document", "inquiry", "right", "restriction", "strike",
        "store", "listing_batch", "listing", "notice", "counter_notice", "appeal", "report", "message",
        "member", "coalition", "project", "refund", "signal", "key",
    }
)
# fmt: on


class EntryRefused(BadInput):
    """The bytes or values are not an entry of the log."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry. The words are the regime's; None means that the field does not apply."""

    kind: str
    event: str
    time: datetime
    automated: bool
    case: str | None = None
    tier: str | None = None
    ground: str | None = None
    lane: str | None = None
    role: str | None = None
    outcome: str | None = None
    deadline: datetime | None = None
    policy: str | None = None
    commitment: str | None = None
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def encode(self) -> bytes:
        """The entry's bytes, as hashed and published. Raises `EntryRefused` for what no entry may say."""
        value: dict[str, Any] = {"schema": SCHEMA}
        for name in FIELDS:
            held = getattr(self, name, None)
            if name != "schema" and held is not None and held != {}:
                value[name] = rfc3339(held) if isinstance(held, datetime) else dict(held) if name == "counts" else held
        check_fields(value)
        data = canonical(value)
        if len(data) > MAX_ENTRY_BYTES:
            raise TooLarge(f"an entry of {len(data)} bytes", mend=f"A log's entry has at most {MAX_ENTRY_BYTES}.")
        return data


def parse_entry(data: bytes) -> Entry:
    """The entry that these bytes are. Raises `EntryRefused`, naming the field."""
    value = read_fields(data)
    for name in ("time", "deadline"):
        if name in value:
            value[name] = datetime.strptime(value[name], "%Y-%m-%dT%H:%M:%S%z")
    del value["schema"]
    return Entry(**value)


def read_fields(data: bytes) -> dict[str, Any]:
    """The checked fields of an entry as they stand in its JSON: what an auditor reads by the hundred thousand.

    That the bytes are canonical is seen by writing them again: for what the schema admits (ASCII names, whole
    numbers) a sorted dump is RFC 8785, and a name that stood twice cannot come out twice.
    """
    try:
        value = orjson.loads(data)
        again = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        parse_json(data)  # says more exactly what is wrong
        raise EntryRefused("the entry is not JSON") from None
    if type(value) is not dict:
        raise EntryRefused("the entry is not a JSON object")
    check_fields(value)
    if again != data:
        raise EntryRefused("the entry is not in canonical form", mend="Write it as RFC 8785 says.")
    return value


def check_fields(value: Mapping[str, Any]) -> None:
    """Refuse by name the first field that an entry may not have, lacks, or holds wrongly."""
    for name, held in value.items():
        check = FIELDS.get(name)
        if check is None:
            raise EntryRefused("an entry has no such field", where=f"field {name[:40]!r}", mend="See assay-entry/1.")
        if not check(held):
            raise EntryRefused(
                f"{str(held)[:60]!r} cannot stand here", where=f"field {name}", mend="See assay-entry/1."
            )
    for name in REQUIRED:
        if name not in value:
            raise EntryRefused("the entry lacks a field", where=f"field {name}", mend="See assay-entry/1.")
    if "deadline" in value:
        if "case" not in value:
            raise EntryRefused("a deadline without a case: nobody could see it answered", where="field case")
        if value["deadline"] < value["time"]:
            raise EntryRefused("a deadline before the entry's own time", where="field deadline")


def rfc3339(at: datetime) -> str:
    """A time as entries spell it: UTC, whole seconds."""
    if at.tzinfo is None:
        raise EntryRefused("a time without its zone", mend="Give it in UTC.")
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}").fullmatch
_HEX = re.compile(r"[0-9a-f]{64}").fullmatch
_TIME = re.compile(
    r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z", re.ASCII
).fullmatch


def _word(held: object) -> bool:
    return type(held) is str and _WORD(held) is not None


def _hex(held: object) -> bool:
    return type(held) is str and _HEX(held) is not None


def _time(held: object) -> bool:
    if type(held) is not str or not _TIME(held):
        return False
    if held[8:10] < "29":
        return True
    try:
        datetime.fromisoformat(held[:-1])
    except ValueError:
        return False
    return True


def _counts(held: object) -> bool:
    return (
        type(held) is dict
        and 0 < len(held) <= MAX_COUNTS
        and all(_word(name) and type(count) is int and 0 <= count <= MAX_INTEGER for name, count in held.items())
    )


FIELDS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "schema": lambda held: held == SCHEMA,
        "kind": lambda held: type(held) is str and held in KINDS,
        "event": _word,
        "time": _time,
        "case": _hex,
        "deadline": _time,
        "outcome": _word,
        "ground": _word,
        "lane": _word,
        "tier": _word,
        "role": _word,
        "automated": lambda held: type(held) is bool,
        "policy": _hex,
        "commitment": _hex,
        "counts": _counts,
    }
)
REQUIRED = ("schema", "kind", "event", "time", "automated")
