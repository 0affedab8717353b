"""How many points does a store have today?

Points lapse, are capped by the day (a store that is caught with fifty listings in one sweep has made one mistake fifty times), and go when
the decision that gave them is overturned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assay.policy.schema.store import StorePolicy
from assay.regime.terms import Ground


@dataclass(frozen=True, kw_only=True)
class Strike:
    """Points given for one decision. `points` is what the ground costs, before the day's cap."""

    ground: Ground
    points: int
    given_at: datetime
    caused_by: str
    lifted_at: datetime | None = None


def points_for(ground: Ground, *, policy: StorePolicy) -> int:
    """What one infringement on this ground costs; a ground that is not in the table costs nothing."""
    return policy.points.get(ground, 0)


def lapses_at(given_at: datetime, *, policy: StorePolicy) -> datetime:
    """When the record of a strike is cleared."""
    return given_at + timedelta(days=policy.strikes.lapse_days)


def points_today(strikes: Iterable[Strike], *, policy: StorePolicy, at: datetime) -> int:
    """Sum of the points that count at this time, each day capped."""
    by_day: dict[object, int] = defaultdict(int)
    for strike in strikes:
        if strike.given_at <= at < lapses_at(strike.given_at, policy=policy) and (
            strike.lifted_at is None or at < strike.lifted_at
        ):
            by_day[strike.given_at.date()] += strike.points
    return sum(min(points, policy.strikes.max_points_per_day) for points in by_day.values())
