"""What does an entry of the log say, and what may it never say?

`assay-entry/1`: one flat JSON object in canonical form. Words are short names out of the regime, never free text;
persons, stores, listings and papers stand behind the case's pseudonym and the commitment. Every published figure is
made of these fields alone; `FIELDS` is the whole schema, and docs/reference/log-entries.md is written from it. An
absent field is left out, never null, so that an entry has one spelling, and one pattern recognises it (`recognise`).
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
from assay.tlog.canonical import MAX_INTEGER, parse_json
from assay.tlog.tiles import MAX_ENTRY_BYTES

SCHEMA = "assay-entry/1"
MAX_COUNTS = 32

# fmt: off
KINDS = frozenset(
    {
        "policy", "brand", "campaign", "application", "document", "inquiry", "right", "restriction", "strike",
        "store", "listing_batch", "listing", "notice", "counter_notice", "appeal", "report", "message",
        "member", "coalition", "project", "refund", "signal", "key", "notifier",
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
    digest: str | None = None
    commitment: str | None = None
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def encode(self) -> bytes:
        """The entry's bytes, as hashed and published. Raises `EntryRefused` for what no entry may say."""
        value: dict[str, Any] = {"schema": SCHEMA}
        for name in FIELDS:
            held = getattr(self, name, None)
            if name != "schema" and held is not None and held != {}:
                value[name] = rfc3339(held) if type(held) is datetime else dict(held) if name == "counts" else held
        check_fields(value)
        # For what the schema admits (ASCII words, whole numbers) a sorted dump is RFC 8785; the tests hold both together.
        data = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        if len(data) > MAX_ENTRY_BYTES:
            raise TooLarge(f"an entry of {len(data)} bytes", mend=f"A log's entry has at most {MAX_ENTRY_BYTES}.")
        return data


def parse_entry(data: bytes) -> Entry:
    """The entry that these bytes are. Raises `EntryRefused`, naming the field."""
    value = read_fields(data)
    for name in ("time", "deadline"):
        if name in value:
            value[name] = datetime.fromisoformat(value[name])
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
        field_ = FIELDS.get(name)
        if field_ is None:
            raise EntryRefused("an entry has no such field", where=f"field {name[:40]!r}", mend="See assay-entry/1.")
        if not field_.holds(held):
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
_DATE_PART = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME_PATTERN = _DATE_PART + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
_TIME = re.compile(_TIME_PATTERN, re.ASCII).fullmatch


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


@dataclass(frozen=True)
class Field:
    """One field: what it says, which published figures are made of it, who may hold it, and how it is spelled in JSON."""

    says: str
    figures: str
    holds: Callable[[Any], bool]
    spelled: str


_SPELLED_WORD = '"[a-z][a-z0-9_]{0,39}"'
_SPELLED_HEX = '"[0-9a-f]{64}"'
_SPELLED_TIME = f'"{_TIME_PATTERN}"'
_SPELLED_COUNT = _SPELLED_WORD + ":(?:0|[1-9][0-9]{0,15})"
_SPELLED_COUNTS = r"\{" + _SPELLED_COUNT + f"(?:,{_SPELLED_COUNT}){{0,{MAX_COUNTS - 1}}}" + r"\}"

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "schema": Field("`assay-entry/1`", "", lambda held: held == SCHEMA, f'"{SCHEMA}"'),
        "kind": Field(
            "which noun it is about",
            "every count",
            lambda held: type(held) is str and held in KINDS,
            _SPELLED_WORD,
        ),
        "event": Field("what happened to it: filed, decided, imposed, lifted ...", "every count", _word, _SPELLED_WORD),
        "time": Field(
            "when it happened, UTC, whole seconds", "counts a period; hours from filing to answer", _time, _SPELLED_TIME
        ),
        "case": Field(
            "pseudonym of the case; entries of one case share it",
            "hours from filing to answer; answers kept in time; overdue now; appeals per decision",
            _hex,
            _SPELLED_HEX,
        ),
        "deadline": Field(
            "by when the platform promises an outcome for this case and kind",
            "answers kept in time; overdue now",
            _time,
            _SPELLED_TIME,
        ),
        "outcome": Field(
            "the answer; it closes every open promise of its case and kind",
            "share refused; share of appeals upheld; answers kept in time",
            _word,
            _SPELLED_WORD,
        ),
        "ground": Field("why", "removals and strikes by ground", _word, _SPELLED_WORD),
        "lane": Field("on which way it came: proof, purchase ...", "every count by lane", _word, _SPELLED_WORD),
        "tier": Field("in which market: open or mall", "every count by tier", _word, _SPELLED_WORD),
        "role": Field(
            "in what capacity a person acted; absent where a rule did", "decisions by role", _word, _SPELLED_WORD
        ),
        "automated": Field(
            "true if no person decided", "share automated", lambda held: type(held) is bool, "(?:true|false)"
        ),
        "policy": Field(
            "version of the policy in force (SHA-256 of its text, hex)",
            "every count before and after a change of policy",
            _hex,
            _SPELLED_HEX,
        ),
        "digest": Field(
            "SHA-256 of a public text that the entry puts on record: a key, a batch, a report, a charter",
            "",
            _hex,
            _SPELLED_HEX,
        ),
        "commitment": Field("salted commitment to all the rest; the parties can open it", "", _hex, _SPELLED_HEX),
        "counts": Field(
            "named whole numbers: listings, units, papers, points, days ...",
            "sums: listings removed, pieces covered, papers handed in, stores told",
            _counts,
            _SPELLED_COUNTS,
        ),
    }
)
REQUIRED = ("schema", "kind", "event", "time", "automated")

# What an auditor needs of an entry, as JSON spells it; None where it is absent.
Seen = tuple[Any, ...]
SEEN = ("automated", "case", "counts", "deadline", "event", "kind", "outcome", "time")
_DATE_PATTERN = (
    "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)


def _pattern() -> re.Pattern[bytes]:
    """The spelling of an entry: its fields in the order of their names, each with or without, as the schema says.

    29 February and numbers of 16 digits are left to the slow way.
    """
    members = []
    for name in sorted(FIELDS):
        spelled = FIELDS[name].spelled.replace(_DATE_PART, _DATE_PATTERN).replace("{0,15}", "{0,14}")
        if name == "kind":
            spelled = f'"(?:{"|".join(sorted(KINDS))})"'
        group = f'(?:,"{name}":' + (f"({spelled})" if name in SEEN else spelled) + ")"
        members.append(group + ("" if name in REQUIRED else "?"))
    # `automated` is required and first: the comma that its group begins with is the brace's place.
    return re.compile("".join(members).replace(',"', r'\{"', 1).encode() + rb"\}")


_RECOGNISE = _pattern().fullmatch


def recognise(data: bytes) -> Seen:
    """The fields `SEEN` of an entry as their JSON spellings, None where absent: what an auditor reads by the million.

    What the schema admits has exactly one canonical spelling, so one pattern sees that an entry holds, three times as
    fast as parsing. Only what the pattern does not settle is parsed. Raises `EntryRefused` like `read_fields`.
    """
    match = _RECOGNISE(data)
    if match is None:
        value = read_fields(data)
        return tuple(orjson.dumps(value[name]) if name in value else None for name in SEEN)
    seen = match.groups()
    _, case, counts, deadline, _, _, _, time = seen
    if (deadline is not None and (case is None or deadline < time)) or (counts is not None and b"," in counts):
        read_fields(data)
    return seen
