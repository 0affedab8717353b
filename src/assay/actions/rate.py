"""Was this asked too often? Counted in the database: all processes of the web server share one limit.

Each count is a statement of its own, outside of any other transaction: what is refused later was asked all the same.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from assay.actions.policy import in_force
from assay.errors import TooOften
from assay.policy.schema.access import RatePolicy
from assay.records.models import RateCount

Scope = Literal["public_question", "report", "login", "failed_login_of_address", "failed_login_of_name"]

_COUNT = """
INSERT INTO records_ratecount AS c (scope, who, ends_at, times) VALUES (%s, %s, %s, 1)
ON CONFLICT (scope, who, ends_at) DO UPDATE SET times = least(c.times + 1, 1000000) RETURNING times
"""


def take(scope: Scope, *, who: str, at: datetime) -> None:
    """Count once more. TooOften: the policy's limit of this window is reached, with the seconds to wait."""
    rate: RatePolicy = getattr(in_force().access, scope)
    ends = _end(at, rate=rate)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [scope, _digest(who), ends])
        times = cursor.fetchone()[0]
    if times > rate.times:
        wait = max(1, -int((at - ends).total_seconds() // 1))
        raise TooOften(
            f"you ask too often: {rate.times} times in {_span(rate.within_seconds)} are answered.",
            wait_seconds=wait,
            mend=f"Wait {_span(wait)}, and ask again.",
        )


def give_back(scope: Scope, *, who: str, at: datetime) -> None:
    """What was taken does not count after all: it was no guess."""
    rate: RatePolicy = getattr(in_force().access, scope)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_ratecount SET times = times - 1 WHERE scope = %s AND who = %s AND ends_at = %s AND times > 0",
            [scope, _digest(who), _end(at, rate=rate)],
        )


def sweep() -> int:
    """Forget the counts of windows that have ended; how many. By the database's own clock, as limits are."""
    return RateCount.objects.filter(ends_at__lte=Now()).delete()[0]


def _end(at: datetime, *, rate: RatePolicy) -> datetime:
    number = int(at.timestamp()) // rate.within_seconds
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=(number + 1) * rate.within_seconds)


def _digest(who: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, who.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _span(seconds: int) -> str:
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds >= length and seconds % length == 0:
            return f"{seconds // length} {unit}{'s' if seconds > length else ''}"
    return f"{seconds} second{'s' if seconds != 1 else ''}"
