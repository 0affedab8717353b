"""May this be appealed, who may decide it, and what falls with the decision?

An appeal goes to another person than the one who decided, and never to a rule (DSA Art. 20(6)). What the wrong decision caused is lifted:
its own restrictions and points, and those of the decisions that it led to; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from assay.errors import NotPermitted
from assay.policy.schema.appeal import AppealPolicy


@dataclass(frozen=True, kw_only=True)
class AppealFacts:
    """The decision under appeal: when, by whom (None: a rule), to whom it was addressed, and what was said before."""

    decided_at: datetime
    decided_by: str | None
    addressee: str
    earlier_deciders: frozenset[str] = frozenset()
    levels_used: int = 0


def closes_at(decided_at: datetime, *, policy: AppealPolicy) -> datetime:
    """The end of the time in which an appeal may be made."""
    return decided_at + timedelta(days=policy.window.days)


def check_may_appeal(facts: AppealFacts, *, by: str, policy: AppealPolicy, at: datetime) -> None:
    """Raises NotPermitted: a stranger, too late, or no level left."""
    if by != facts.addressee:
        raise NotPermitted(
            "this decision is addressed to somebody else.", mend="Only whom a decision concerns may appeal it."
        )
    if at >= closes_at(facts.decided_at, policy=policy):
        raise NotPermitted(
            "the time for an appeal is over.", mend=f"It ends {policy.window.days} days after the decision."
        )
    if facts.levels_used >= policy.answer.levels:
        raise NotPermitted(
            "every level of appeal has been used.", mend="An outside dispute body may take the case (DSA Art. 21)."
        )


def check_may_decide(facts: AppealFacts, *, by: str) -> None:
    """Raises NotPermitted where the reviewer is a person who decided before."""
    if by == facts.decided_by or by in facts.earlier_deciders:
        raise NotPermitted("who decided may not review it.", mend="Another adjudicator takes this appeal.")


def fallen_with(decision: str, *, caused: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The decision and every decision that it led to, by identifier; `caused` maps a decision to those it led to directly."""
    fallen: set[str] = set()
    todo = [decision]
    while todo:
        one = todo.pop()
        if one not in fallen:
            fallen.add(one)
            todo.extend(caused.get(one, ()))
    return frozenset(fallen)


def drawn(decision: UUID, *, share: float) -> bool:
    """Is this decision one of the share (0 to 1) that a second person answers blindly? The same answer whenever it is asked."""
    return int(decision.hex[:8], 16) / 2**32 < share
