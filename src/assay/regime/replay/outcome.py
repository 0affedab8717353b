"""How is it said what a case came to?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """What became of a case, in words of the regime, and the dates that it was given (ISO 8601, days)."""

    outcome: str
    dates: tuple[str, ...] = ()


def moment(facts: Mapping[str, Any], key: str) -> datetime | None:
    """A time among the facts; None where it did not happen. Raises KeyError, ValueError or TypeError where it is none."""
    value = facts[key]
    if value in (None, ""):
        return None
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(key)
    return found


def needed(facts: Mapping[str, Any], key: str) -> datetime:
    """A time that has to be there."""
    found = moment(facts, key)
    if found is None:
        raise ValueError(key)
    return found


def day(at: datetime | None) -> str:
    """The day of a time; empty where there is none."""
    return at.date().isoformat() if at else ""


def whole(facts: Mapping[str, Any], key: str) -> int:
    """A whole number among the facts."""
    value = facts[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(key)
    return value
