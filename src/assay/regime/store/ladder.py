"""What happens to a store next, and may it be closed?

The ladder is policy: from so many points on, this step. Each step is taken once while its cause stands. A store is never closed without a
delivered warning, the policy's notice and two people (P2B 2019/1150 Art. 4, GDPR 22): `closure` judges that, and the action obeys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assay.policy.schema.store import LadderStep, StorePolicy


@dataclass(frozen=True, kw_only=True)
class StepTaken:
    """A step of the ladder that was taken and not lifted."""

    step: str
    at_points: int
    taken_at: datetime


def next_step(points: int, *, taken: Iterable[StepTaken], policy: StorePolicy) -> LadderStep | None:
    """The lowest step that the points have reached and that has not been taken; None where there is none.

    One step at a time: a store that jumps from 0 to 48 points is warned first.
    """
    done = {t.at_points for t in taken}
    for step in sorted(policy.ladder, key=lambda s: s.at_points):
        if step.at_points <= points and step.at_points not in done:
            return step
    return None


@dataclass(frozen=True, kw_only=True)
class ClosureFacts:
    """What must be known before a store is closed. `warnings` are times of delivery, not of sending."""

    points: int
    warnings_delivered: tuple[datetime, ...]
    notice_delivered: datetime | None
    approved_by: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ClosureVerdict:
    """May the store be closed at this time? `missing` says in plain words what still stands in the way."""

    allowed: bool
    missing: tuple[str, ...]
    not_before: datetime | None


def closure(facts: ClosureFacts, *, policy: StorePolicy, at: datetime) -> ClosureVerdict:
    """Judge a closure. Every condition is named, so that the console can show what is missing."""
    rules = policy.closure
    at_points = min((s.at_points for s in policy.ladder if s.step == "close"), default=0)
    missing: list[str] = []
    if facts.points < at_points:
        missing.append(f"{facts.points} points; closure needs {at_points}")
    if len(facts.warnings_delivered) < rules.min_warnings:
        missing.append(f"{len(facts.warnings_delivered)} delivered warnings; closure needs {rules.min_warnings}")
    not_before = facts.notice_delivered + timedelta(days=rules.notice_days) if facts.notice_delivered else None
    if not_before is None:
        missing.append(f"no notice of closure was delivered; it runs {rules.notice_days} days")
    elif at < not_before:
        missing.append(f"the notice runs until {not_before.date().isoformat()}")
    if len(facts.approved_by) < rules.people:
        missing.append(f"{len(facts.approved_by)} of the {rules.people} people agreed that closure needs")
    return ClosureVerdict(allowed=not missing, missing=tuple(missing), not_before=not_before)
