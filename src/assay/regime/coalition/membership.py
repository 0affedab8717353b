"""What may this member do today?

Membership is a case with states; suspension is a restriction, on a member or on a whole category, and a member's standing is derived from
both: a category that is suspended suspends its members the same minute, cuts their data and lanes, and gives them back when it is lifted,
without anybody writing it into each member's row. Projects between one brand and the platform are contracts of those two; the coalition
cannot end them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assay.policy.schema.member import MemberPolicy
from assay.regime.coalition.charter import category_of
from assay.regime.moves import MemberState


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """A suspension of one member (`member`) or of a category (`category`); exactly one is named."""

    suspension: str
    caused_by: str
    begins: datetime
    member: str = ""
    category: str = ""
    lifted_at: datetime | None = None

    def active(self, at: datetime) -> bool:
        """Does it bind at this time?"""
        return self.begins <= at and (self.lifted_at is None or at < self.lifted_at)


@dataclass(frozen=True, kw_only=True)
class Member:
    """What is known of a member. `dues_paid_until`: the last day that is paid."""

    member: str
    category: str
    state: MemberState
    dues_paid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class MemberStanding:
    """What the member may do now, and why not more."""

    votes: bool
    shared_data: bool
    lane: bool
    because: str


def standing_of(
    member: Member, suspensions: Iterable[Suspension], *, policy: MemberPolicy, at: datetime
) -> MemberStanding:
    """Derived, never stored; asked anew at each vote, each look at data, each notice."""
    category = category_of(member.category, policy=policy)
    if member.state is not MemberState.ADMITTED:
        return _nothing(f"membership is {member.state.value}")
    for one in suspensions:
        if one.active(at) and one.category == member.category:
            return _nothing(f"the category {member.category} is suspended")
        if one.active(at) and one.member == member.member:
            return _nothing("the member is suspended")
    if member.dues_paid_until is not None:
        last = member.dues_paid_until + timedelta(days=policy.dues.grace_days)
        if at.date() > last:
            return _nothing(f"dues are paid until {member.dues_paid_until.isoformat()} only")
    return MemberStanding(
        votes=category.votes, shared_data=category.shared_data, lane=category.lane, because="admitted, not suspended"
    )


def review_due(suspension: Suspension, *, policy: MemberPolicy) -> datetime:
    """When the board has to look at a suspension again."""
    return suspension.begins + timedelta(days=policy.suspension.review_days)


def project_goes_on(*, ended_by_brand: bool, ended_by_platform: bool) -> bool:
    """A project of one brand with the platform ends by one of the two, never by what happens in the coalition."""
    return not (ended_by_brand or ended_by_platform)


def _nothing(because: str) -> MemberStanding:
    return MemberStanding(votes=False, shared_data=False, lane=False, because=because)
