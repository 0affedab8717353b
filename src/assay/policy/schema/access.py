"""What must access.toml say?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RatePolicy:
    """So many times within so many seconds; windows are counted from the full multiple of their length (UTC)."""

    times: int
    within_seconds: int
    because: str


@dataclass(frozen=True, kw_only=True)
class RepeatPolicy:
    """For how long the answer to a call with an idempotency key is kept."""

    keep_hours: int = 24
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class AccessPolicy:
    """How often one address, or guesses at one name, may ask for what needs no account."""

    public_question: RatePolicy
    report: RatePolicy
    login: RatePolicy
    failed_login_of_address: RatePolicy
    failed_login_of_name: RatePolicy
    repeated_call: RepeatPolicy = RepeatPolicy()
