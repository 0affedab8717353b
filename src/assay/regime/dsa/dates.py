"""Which day does the EU transparency database see in a date?

It asks for YYYY-MM-DD and says so where something else was written; but before it compares, it reads what stands there as leniently as it
can: the thirtieth of February is the second of March to it, and 20.05.2026 a day in May. So one mistake gets one message, not three.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

_WHOLE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII).fullmatch
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII).fullmatch
_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/]?([0-9]{{1,2}})[-/]?([0-9]{{1,2}}){_TIME}", re.ASCII).fullmatch
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[-.]([0-9]{{1,2}})[-.]([0-9]{{4}}){_TIME}", re.ASCII).fullmatch
_MONTH_FIRST = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}}){_TIME}", re.ASCII).fullmatch


def number(day: str) -> int:
    """The number of a day, written YYYY-MM-DD, in the proleptic calendar."""
    return date.fromisoformat(day).toordinal()


def is_date(value: Any) -> bool:
    """Is this a day of the calendar, written YYYY-MM-DD?"""
    found = _WHOLE(value) if isinstance(value, str) else None
    if found is None:
        return False
    try:
        date(*map(int, found.groups()))
    except ValueError:
        return found[1] == "0000" and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 28
    return True


def lenient(value: Any) -> int | None:
    """The number of the day that the service compares with its limits; None where it sees none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_stamp(value)
    if not isinstance(value, str):
        return None
    if found := _SHORT(value):
        return _flowing(*map(int, found.groups()))
    for read, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        if (found := read(value)) and 0 < int(found[order[1]]) <= 12 and 0 < int(found[order[2]]) <= 31:
            return _flowing(*(int(found[place]) for place in order))
    return None


def _flowing(year: int, month: int, day: int) -> int:
    """The thirteenth month is the first of the next year, and the thirty-second day the first of the next month."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    # A year before the first is as far from every limit as the first is.
    return date(min(max(year, 1), 9999), month, 1).toordinal() + day - 1


def _of_stamp(seconds: float) -> int | None:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).date().toordinal()
    except (OverflowError, OSError, ValueError):
        return None
