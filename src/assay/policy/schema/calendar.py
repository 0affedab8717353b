"""What must `calendar.toml` say? Which days are working days, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class WorkingWeek:
    time_zone: str
    days_off: tuple[int, ...]
    holidays: tuple[date, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class CalendarPolicy:
    office: WorkingWeek
