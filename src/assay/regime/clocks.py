"""When is an answer due? Deadlines in working days of the office's calendar, and in plain days.

A deadline is promised at the moment of receipt and written into the receipt, so it is computed once and stored, never again from a newer
calendar. All times are aware; days are counted in the office's time zone.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assay.policy.schema.calendar import WorkingWeek

END_OF_DAY = time(23, 59, 59)


def office_day(at: datetime, *, week: WorkingWeek) -> date:
    """Which day is it where the office is? A mandate that ended yesterday there is over, whatever the day is elsewhere."""
    return at.astimezone(ZoneInfo(week.time_zone)).date()


def is_working_day(day: date, *, week: WorkingWeek) -> bool:
    """Neither a day off of the week nor a holiday?"""
    return day.isoweekday() not in week.days_off and day not in week.holidays


def after_working_days(received: datetime, *, days: int, week: WorkingWeek) -> datetime:
    """The end of the last of `days` working days after the day of receipt; day of receipt not counted (Reg. 1182/71 Art. 3)."""
    zone = ZoneInfo(week.time_zone)
    day = office_day(received, week=week)
    left = days
    while left > 0:
        day += timedelta(days=1)
        if is_working_day(day, week=week):
            left -= 1
    return datetime.combine(day, END_OF_DAY, tzinfo=zone)


def after_days(received: datetime, *, days: int, week: WorkingWeek) -> datetime:
    """The end of the last of `days` calendar days after the day of receipt."""
    zone = ZoneInfo(week.time_zone)
    return datetime.combine(office_day(received, week=week) + timedelta(days=days), END_OF_DAY, tzinfo=zone)
