"""What must `store.toml` say? How many points an infringement costs, when they lapse, and what happens at how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StepKind = Literal["warn", "restrict", "hide", "hold_funds", "close"]


@dataclass(frozen=True, kw_only=True)
class StrikePolicy:
    lapse_days: int
    max_points_per_day: int
    because: str


@dataclass(frozen=True, kw_only=True)
class LadderStep:
    """From `at_points` on: what is done, for how many days (0: until lifted), and whether a person must say so."""

    at_points: int
    step: StepKind
    days: int
    by_person: bool
    because: str


@dataclass(frozen=True, kw_only=True)
class ClosurePolicy:
    notice_days: int
    min_warnings: int
    people: int
    because: str


@dataclass(frozen=True, kw_only=True)
class StayDownPolicy:
    """How long what was removed as a fake may not come back, and how like it has to be (0 to 1)."""

    window_days: int
    same_title_score: float
    because: str


@dataclass(frozen=True, kw_only=True)
class ExecutionPolicy:
    """After how many hours an effect that nobody acknowledged rises, and the pauses between attempts to tell of it."""

    acknowledge_hours: int
    retry_seconds: tuple[int, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class StorePolicy:
    strikes: StrikePolicy
    points: Mapping[str, int]
    ladder: tuple[LadderStep, ...]
    closure: ClosurePolicy
    execution: ExecutionPolicy
    stay_down: StayDownPolicy
