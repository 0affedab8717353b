"""Which steps of the ladder still stand, had some infringements never been held against the store?

An upheld appeal takes away points that later steps were built on. The story is told anew in the order of time, with the infringements that are
left: each takes the store one step further where its points reach one, as it did then; what a person did is kept where the points would have
allowed it. Steps that the new story does not have fall with the wrong decision; a step that it has in another's place is taken in that one's stead,
and ends when it would have ended. So the restrictions are those of a store against which the wrong decision was never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.policy.schema.store import LadderStep, StorePolicy
from assay.regime.store.ladder import StepTaken, next_step
from assay.regime.store.strikes import Strike, points_today

CLOSURE = frozenset({"closure_notice", "close"})


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A step that stands: by which decision, when, at how many points of the policy. `at_points` is None for the two steps of a closure."""

    decision: str
    step: str
    at_points: int | None
    at: datetime
    by_person: bool


@dataclass(frozen=True, kw_only=True)
class Earned:
    """A step that the new story has and the store does not bear: when it would have been taken, and at how many points."""

    step: LadderStep
    at: datetime
    points: int


@dataclass(frozen=True, kw_only=True)
class Retold:
    """What falls, by decision, and what is taken in its stead, in the order of time."""

    fallen: frozenset[str]
    instead: tuple[Earned, ...]


def retell(steps: Iterable[Taken], *, strikes: Sequence[Strike], policy: StorePolicy) -> Retold:
    """Tell the ladder's story with these strikes alone: `steps` are those that stand after the wrong decision and its followers are gone."""
    standing = list(steps)
    told: list[StepTaken] = []
    kept: set[str] = set()
    instead: list[Earned] = []
    closing = min((s.at_points for s in policy.ladder if s.step == "close"), default=0)
    noticed = False
    events: list[tuple[datetime, int, Strike | Taken]] = [(s.given_at, 0, s) for s in strikes]
    events += [(t.at, 1, t) for t in standing if t.by_person]
    given: list[Strike] = []
    for at, _, event in sorted(events, key=lambda e: (e[0], e[1])):
        if isinstance(event, Strike):
            given.append(event)
        points = points_today(given, policy=policy, at=at)
        step = next_step(points, taken=told, policy=policy)
        if isinstance(event, Strike):
            if step is None or step.by_person:
                continue
            told.append(StepTaken(step=step.step, at_points=step.at_points, taken_at=at))
            same = next((t for t in standing if t.at_points == step.at_points and t.at == at), None)
            if same is not None:
                kept.add(same.decision)
            else:
                instead.append(Earned(step=step, at=at, points=points))
        elif event.step in CLOSURE:
            if points >= closing and (event.step == "closure_notice" or noticed):
                noticed = True
                kept.add(event.decision)
        elif step is not None and step.at_points == event.at_points:
            told.append(StepTaken(step=step.step, at_points=step.at_points, taken_at=at))
            kept.add(event.decision)
    return Retold(fallen=frozenset(t.decision for t in standing) - kept, instead=tuple(instead))
