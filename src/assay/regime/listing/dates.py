"""Are the dates of this row possible?

Product feeds carry dates (availability_date, expiration_date, sale_price_effective_date as an interval). One in 2999 or one that is none is a
mistake of the shop system; taken in silently it would keep an offer alive for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from assay.errors import BadInput

EARLIEST = date(1990, 1, 1)
MEND = "Write it as 2026-11-24 or 2026-11-24T09:00+01:00."


def check_dates(words: Mapping[str, str], *, max_days_ahead: int, on: date, where: str) -> None:
    """BadInput: an attribute whose name ends in `_date` is no date, lies before 1990 or too far ahead; an interval that ends before it begins."""
    for name, word in words.items():
        if not name.endswith("_date") or not word.strip():
            continue
        place = f"{where}: {name}"
        days = [_day(part, where=place) for part in word.split("/")]
        if len(days) > 2 or (len(days) == 2 and days[1] < days[0]):
            raise BadInput(
                f"{word[:60]!r} is no interval.", where=place, mend="Write begin/end, the end not before the begin."
            )
        latest = on + timedelta(days=max_days_ahead)
        for day in days:
            if not EARLIEST <= day <= latest:
                raise BadInput(
                    f"{day.isoformat()} is no date of an offer.",
                    where=place,
                    mend=f"Give a day from {EARLIEST.isoformat()} to {latest.isoformat()}.",
                )


def _day(word: str, *, where: str) -> date:
    text = word.strip().replace("Z", "+00:00")
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise BadInput(f"{word[:60]!r} is no date.", where=where, mend=MEND) from None
