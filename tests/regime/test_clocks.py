"""Deadlines are counted in the office's working days, the day of receipt not counted."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assay.policy.load import shipped
from assay.policy.schema.calendar import WorkingWeek
from assay.regime.clocks import after_days, after_working_days, is_working_day

WEEK = WorkingWeek(
    time_zone="Europe/Brussels", days_off=(6, 7), holidays=(date(2026, 12, 25), date(2026, 12, 28)), because="test"
)


def test_three_working_days_after_a_friday_end_on_the_wednesday() -> None:
    due = after_working_days(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), days=3, week=WEEK)
    assert due.isoformat() == "2026-11-25T23:59:59+01:00"


def test_holidays_do_not_count() -> None:
    due = after_working_days(datetime(2026, 12, 24, 12, 0, tzinfo=UTC), days=1, week=WEEK)
    assert due.date() == date(2026, 12, 29)


def test_the_day_of_receipt_is_that_of_the_office_not_of_greenwich() -> None:
    # 23:30 UTC on Monday is Tuesday in Brussels: the first counted day is Wednesday.
    due = after_working_days(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), days=1, week=WEEK)
    assert due.date() == date(2026, 11, 25)


def test_calendar_days_count_week_ends() -> None:
    assert after_days(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), days=14, week=WEEK).date() == date(2026, 12, 4)


@given(
    received=st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 1)),  # noqa: DTZ001  zones are given below
    days=st.integers(min_value=1, max_value=30),
)
def test_a_deadline_is_a_working_day_and_exactly_so_many_lie_before_it(received: datetime, days: int) -> None:
    week = shipped().calendar.office
    at = received.replace(tzinfo=UTC)
    due = after_working_days(at, days=days, week=week)
    assert is_working_day(due.date(), week=week)
    first = at.astimezone(due.tzinfo).date()
    between = (first + timedelta(days=n) for n in range(1, (due.date() - first).days + 1))
    assert sum(is_working_day(day, week=week) for day in between) == days
