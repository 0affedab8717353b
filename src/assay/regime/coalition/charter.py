"""Who may vote on this, and what did the vote decide?

The charter is policy (`member.toml`). A vote counts those who may vote on the day it closes; who is recused for a conflict of interest
counts on neither side, so that nobody reaches a quorum by bringing people who may not vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assay.errors import BadInput
from assay.policy.schema.member import Category, MemberPolicy


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """What one member's person said. `yes` None: present and abstaining."""

    member: str
    yes: bool | None


@dataclass(frozen=True, kw_only=True)
class VoteResult:
    """The count. `electorate`: who may vote and is not recused. `because` says in plain words why it passed or did not."""

    passed: bool
    yes: int
    no: int
    abstained: int
    electorate: int
    recused: tuple[str, ...]
    because: str


def category_of(name: str, *, policy: MemberPolicy) -> Category:
    """The category of this name; BadInput for another."""
    for category in policy.categories:
        if category.name == name:
            return category
    names = ", ".join(c.name for c in policy.categories)
    raise BadInput(f"the charter has no category {name!r}.", where="category", mend=f"Choose one of: {names}.")


def closing_day(opened_at: datetime, *, board: bool, policy: MemberPolicy) -> datetime:
    """Until when a vote that opens now can be cast: one of the members, or of the board."""
    days = policy.suspension.board_voting_days if board else policy.admission.voting_days
    return opened_at + timedelta(days=days)


def count(
    ballots: Mapping[str, Ballot],
    *,
    electorate: frozenset[str],
    recused: frozenset[str],
    quorum: float,
    majority: float,
) -> VoteResult:
    """Count a vote: more than `quorum` of those who may vote take part, more than `majority` of yes and no say yes."""
    entitled = electorate - recused
    cast = [ballots[member] for member in sorted(entitled) if member in ballots]
    yes, no = sum(b.yes is True for b in cast), sum(b.yes is False for b in cast)
    enough = bool(entitled) and len(cast) > quorum * len(entitled)
    won = yes + no > 0 and yes > majority * (yes + no)
    if not enough:
        because = f"{len(cast)} of {len(entitled)} took part; the quorum was not reached"
    else:
        because = f"{yes} yes, {no} no" + ("" if won else "; the majority was not reached")
    return VoteResult(
        passed=enough and won,
        yes=yes,
        no=no,
        abstained=len(cast) - yes - no,
        electorate=len(entitled),
        recused=tuple(sorted(recused & electorate)),
        because=because,
    )
