"""What would enforcement have done to a store: which steps of the ladder, how many points, and could it have been closed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assay.policy.schema import Policy
from assay.policy.schema.store import LadderStep
from assay.regime.replay.outcome import Replayed, day, moment, needed, whole
from assay.regime.store.ladder import ClosureFacts, StepTaken, closure, next_step
from assay.regime.store.referral import ReferralFacts, referral
from assay.regime.store.strikes import Strike, points_for, points_today
from assay.regime.terms import Ground


@dataclass(frozen=True)
class _Taken:
    """A step with the strike that led to it: it falls when that strike is lifted."""

    step: LadderStep
    at: datetime
    led_by: Strike | None

    def stands(self, at: datetime) -> bool:
        return self.led_by is None or self.led_by.lifted_at is None or at < self.led_by.lifted_at


def ladder(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """The steps that were taken against a store, in order, and its points as of the end.

    Facts: strikes [{"ground", "at", "lifted_at"}], by_person [{"step", "at"}]: steps that a person took, as_of.
    """
    rules = policy.store
    strikes = [
        Strike(
            ground=Ground(row["ground"]),
            points=points_for(Ground(row["ground"]), policy=rules),
            given_at=needed(row, "at"),
            caused_by=str(i),
            lifted_at=moment(row, "lifted_at"),
        )
        for i, row in enumerate(facts["strikes"])
    ]
    people = [(needed(row, "at"), str(row["step"])) for row in facts["by_person"]]
    taken: list[_Taken] = []
    happened: list[tuple[datetime, Strike | None, str]] = [(s.given_at, s, "") for s in strikes if s.points]
    happened += [(at, None, step) for at, step in people]
    for at, strike, word in sorted(happened, key=lambda row: row[0]):
        known = [s for s in strikes if s.given_at <= at]
        step = _next(points_today(known, policy=rules, at=at), taken, at=at, policy=policy)
        if step is not None and (step.step == word if strike is None else not step.by_person):
            taken.append(_Taken(step=step, at=at, led_by=strike))
    as_of = needed(facts, "as_of")
    points = points_today(strikes, policy=rules, at=as_of)
    standing = [t for t in taken if t.stands(as_of)]
    waits = _next(points, taken, at=as_of, policy=policy)
    words = ", ".join(t.step.step for t in standing) or "no step"
    more = f"; {waits.step} waits for a person" if waits is not None and waits.by_person else ""
    ends = [day(t.at + timedelta(days=t.step.days)) for t in standing if t.step.days]
    return Replayed(outcome=f"{words}, {points} points{more}", dates=(*(day(t.at) for t in standing), *ends))


def close(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Could the store be closed then? Facts: at, points, warnings_delivered (times), notice_delivered, people."""
    verdict = closure(
        ClosureFacts(
            points=whole(facts, "points"),
            warnings_delivered=tuple(datetime.fromisoformat(w) for w in facts["warnings_delivered"]),
            notice_delivered=moment(facts, "notice_delivered"),
            approved_by=frozenset(map(str, range(whole(facts, "people")))),
        ),
        policy=policy.store,
        at=needed(facts, "at"),
    )
    return Replayed(outcome="closed" if verdict.allowed else f"not closed: {verdict.missing[0]}")


def refer(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Would the case have been put before an authority? Facts: points, confirmed, people, steps: {step, at_points} taken before."""
    points = whole(facts, "points")
    at = needed(facts, "at")
    done = [StepTaken(step=s["step"], at_points=whole(s, "at_points"), taken_at=at) for s in facts["steps"]]
    verdict = referral(
        ReferralFacts(
            points=points,
            following=next_step(points, taken=done, policy=policy.store),
            confirmed=whole(facts, "confirmed"),
            approved_by=frozenset(map(str, range(whole(facts, "people")))),
        ),
        policy=policy.store.referral,
    )
    return Replayed(outcome="referred" if verdict.allowed else f"not referred: {verdict.missing[0]}")


def comeback(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Would a fake that came back have been stopped? Facts: known_by, likeness, distance, quality (of a photo), after_hours."""
    rules = policy.store.stay_down
    known_by, photo = str(facts["known_by"]), rules.photo
    if known_by == "photo":
        near = (
            photo is not None
            and whole(facts, "distance") <= photo.max_distance_bits
            and whole(facts, "quality") >= photo.min_quality
        )
    else:
        near = float(facts["likeness"]) >= rules.same_title_score
    in_time = timedelta(hours=whole(facts, "after_hours")) <= timedelta(days=rules.window_days)
    return Replayed(outcome=f"stopped by its {known_by}" if near and in_time else "not stopped")


def _next(points: int, taken: list[_Taken], *, at: datetime, policy: Policy) -> LadderStep | None:
    done = [StepTaken(step=t.step.step, at_points=t.step.at_points, taken_at=t.at) for t in taken if t.stands(at)]
    return next_step(points, taken=done, policy=policy.store)
