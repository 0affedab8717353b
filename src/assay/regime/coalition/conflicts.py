"""Who has an interest in this, and was it declared?

A person of a member, or of the board, who owns shares of, is paid by or is related to somebody whom a vote is about does not vote on it,
declared or not. That an interest was not declared in time is a finding of its own, and costs more than the one vote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assay.errors import BadInput, Conflict
from assay.policy.schema.member import ConflictPolicy


class InterestKind(StrEnum):
    """What binds a person to somebody."""

    SHARES = "shares"
    PAY = "pay"
    OFFICE = "office"
    FAMILY = "family"
    MANDATE = "mandate"


@dataclass(frozen=True, kw_only=True)
class Interest:
    """Since when somebody (`holder`) has an interest in a party, and when it was declared; None: it never was, and surfaced otherwise."""

    holder: str
    party: str
    kind: InterestKind
    since: date
    until: date | None = None
    declared_on: date | None = None

    def holds(self, on: date) -> bool:
        """Does it bind on this day?"""
        return self.since <= on and (self.until is None or on <= self.until)


def recused_from(party: str, interests: Iterable[Interest], *, on: date) -> frozenset[str]:
    """Everybody who has an interest in the party on the day."""
    return frozenset(i.holder for i in interests if i.party == party and i.holds(on))


def check_end(interest: Interest, *, until: date, on: date) -> None:
    """May this interest be ended as of that day? Conflict: it has ended. BadInput: before it began, or a day that has not come."""
    if interest.until is not None:
        raise Conflict(
            f"this interest ended on {interest.until.isoformat()}.", mend="Enter a new one, should it begin again."
        )
    if until < interest.since:
        raise BadInput("an interest does not end before it began.", where="until", mend="Give the day it ended.")
    if until > on:
        raise BadInput(
            "this day has not come; until then the interest binds.", where="until", mend="Enter its end when it ends."
        )


def undeclared(interests: Iterable[Interest], *, policy: ConflictPolicy, on: date) -> tuple[Interest, ...]:
    """The interests that should have been declared by this day and were not, or too late; in the order of their beginning."""
    time = timedelta(days=policy.declare_within_days)
    late = (
        i
        for i in interests
        if (i.declared_on is None and on > i.since + time)
        or (i.declared_on is not None and i.declared_on > i.since + time)
    )
    return tuple(sorted(late, key=lambda i: (i.since, i.holder, i.party)))
