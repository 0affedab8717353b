"""May this store's case be put before the authorities?

A referral can cost somebody his liberty, and nobody calls it back once a file is opened. So it is a step of the ladder that only people take: the
ladder has come to it, persons (never a rule, a model or a peer) have confirmed enough infringements that still stand, and two people agree. Should an
appeal overturn what it rests on, the authority is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from assay.policy.schema.store import LadderStep, ReferralPolicy
from assay.regime.terms import Ground

COUNTED = frozenset({Ground.COUNTERFEIT, Ground.FORGED_PAPER})
"""What an authority is asked to look at; a missing right is a matter between the store and the platform."""


@dataclass(frozen=True, kw_only=True)
class ReferralFacts:
    """`following`: the next step of the ladder. `confirmed`: infringements on COUNTED grounds that a person found and that stand."""

    points: int
    following: LadderStep | None
    confirmed: int
    approved_by: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ReferralVerdict:
    """May it be referred? `missing` says in plain words what still stands in the way."""

    allowed: bool
    missing: tuple[str, ...]


def referral(facts: ReferralFacts, *, policy: ReferralPolicy | None) -> ReferralVerdict:
    """Judge a referral. Every condition is named."""
    if policy is None:
        return ReferralVerdict(allowed=False, missing=("the policy refers no cases",))
    missing: list[str] = []
    if facts.following is None or facts.following.step != "refer":
        missing.append(f"the ladder is not at this step ({facts.points} points)")
    if facts.confirmed < policy.min_confirmed:
        missing.append(
            f"persons have confirmed {facts.confirmed} infringements; a referral needs {policy.min_confirmed}"
        )
    if len(facts.approved_by) < policy.people:
        missing.append(f"{len(facts.approved_by)} of the {policy.people} people agreed that a referral needs")
    return ReferralVerdict(allowed=not missing, missing=tuple(missing))
