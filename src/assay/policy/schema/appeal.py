"""What must `appeal.toml` say? How long an appeal is open, who may decide it, and by when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AppealWindow:
    days: int
    because: str


@dataclass(frozen=True, kw_only=True)
class AppealAnswer:
    working_days: int
    levels: int
    because: str


@dataclass(frozen=True, kw_only=True)
class BlindRepeat:
    """The share of settled cases (0 to 1) that a second person answers without seeing the first answer."""

    share: float
    because: str


@dataclass(frozen=True, kw_only=True)
class AppealPolicy:
    window: AppealWindow
    answer: AppealAnswer
    repeat: BlindRepeat
