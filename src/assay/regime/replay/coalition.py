"""What would the coalition have come to under another charter: votes, what members may do, reviews of suspensions, interests, dues?

Who could not vote under the charter of then has no voice on record, and is taken to have kept silent under another one as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from assay.errors import BadInput
from assay.policy.schema import Policy
from assay.policy.schema.member import MemberPolicy
from assay.regime.coalition import dues as regime
from assay.regime.coalition.charter import Ballot, closing_day, count
from assay.regime.coalition.conflicts import Interest, InterestKind, undeclared
from assay.regime.coalition.membership import Member, MemberStanding, Suspension, review_due, standing_of
from assay.regime.moves import MemberState
from assay.regime.replay.outcome import Replayed, day, moment, needed

_VOICES = {"yes": True, "no": False, "abstain": None}
_PASSED = {"admit": "admitted", "suspend": "suspended", "reinstate": "reinstated"}


def vote(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """What did the vote decide, and when did it end? Facts: question, opened_at, counted_at, and voters.

    A voter of the members: category, admitted_at, dues_paid_until, suspended, recused, voice (yes, no, abstain or empty);
    of the board: recused, voice.
    """
    rules, question = policy.member, str(facts["question"])
    at, board = needed(facts, "counted_at"), question != "admit"
    electorate, recused, ballots = set(), set(), {}
    for number, voter in enumerate(facts["voters"]):
        name = str(number)
        if board or (not voter["suspended"] and _standing(voter, rules, at=at).votes):
            electorate.add(name)
        if voter["recused"]:
            recused.add(name)
        if voter["voice"]:
            ballots[name] = Ballot(member=name, yes=_VOICES[voter["voice"]])
    result = count(
        ballots,
        electorate=frozenset(electorate),
        recused=frozenset(recused),
        quorum=rules.admission.quorum,
        majority=rules.suspension.board_majority if board else rules.admission.majority,
    )
    lost = "rejected" if board else "declined"
    ends = closing_day(needed(facts, "opened_at"), board=board, policy=rules)
    return Replayed(outcome=_PASSED[question] if result.passed else lost, dates=(day(ends),))


def member(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """What may a member do as of today, and until when have its dues time? Facts: category, admitted_at, dues_paid_until, suspended, as_of."""
    rules, at = policy.member, needed(facts, "as_of")
    if facts["suspended"]:
        return Replayed(outcome="suspended")
    standing = _standing(facts, rules, at=at)
    may = {"votes": standing.votes, "sees data": standing.shared_data, "has a lane": standing.lane}
    paid = _paid_until(facts, rules)
    last = (paid + timedelta(days=rules.dues.grace_days)).isoformat() if paid else ""
    return Replayed(outcome=", ".join(word for word, yes in may.items() if yes) or "may do nothing", dates=(last,))


def suspension(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Did the board look at a suspension in time? Facts: begins, lifted_at, as_of."""
    lifted = moment(facts, "lifted_at")
    due = review_due(
        Suspension(suspension="s", caused_by="", begins=needed(facts, "begins"), member="m"), policy=policy.member
    )
    late = (lifted or needed(facts, "as_of")) > due
    word = "lifted" if lifted else "in force"
    return Replayed(outcome=f"{word}, {'review overdue' if late else 'before its review'}", dates=(day(due),))


def interest(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Was an interest declared in time? Facts: since, declared_on, as_of."""
    declared = facts["declared_on"]
    known = Interest(
        holder="h",
        party="p",
        kind=InterestKind.SHARES,
        since=date.fromisoformat(facts["since"]),
        declared_on=date.fromisoformat(declared) if declared else None,
    )
    late = undeclared((known,), policy=policy.member.conflicts, on=needed(facts, "as_of").date())
    last = known.since + timedelta(days=policy.member.conflicts.declare_within_days)
    word = "not declared in time" if late else "declared in time" if declared else "may still be declared"
    return Replayed(outcome=word, dates=(last.isoformat(),))


def dues(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """For how many years did a payment of dues stand? Facts: category, amount, currency, covers_from."""
    begins = date.fromisoformat(facts["covers_from"])
    payer = Member(
        member="m",
        category=str(facts["category"]),
        state=MemberState.ADMITTED,
        dues_paid_until=begins - timedelta(days=1),
    )
    try:
        covered = regime.paid(
            payer, amount=Decimal(facts["amount"]), currency=str(facts["currency"]), policy=policy.member, on=begins
        )
    except BadInput:
        return Replayed(outcome="sent back: not the dues of whole years")
    return Replayed(outcome=f"dues of {covered.years} year{'s' * (covered.years > 1)}")


def _standing(facts: Mapping[str, Any], rules: MemberPolicy, *, at: datetime) -> MemberStanding:
    known = Member(
        member="m",
        category=str(facts["category"]),
        state=MemberState.ADMITTED,
        dues_paid_until=_paid_until(facts, rules),
    )
    try:
        return standing_of(known, (), policy=rules, at=at)
    except BadInput:
        return MemberStanding(votes=False, shared_data=False, lane=False, because="the charter has no such category")


def _paid_until(facts: Mapping[str, Any], rules: MemberPolicy) -> date | None:
    """The last paid day; without a payment the one that the charter gives who is admitted."""
    paid = facts["dues_paid_until"]
    return date.fromisoformat(paid) if paid else regime.first_dues(needed(facts, "admitted_at"), policy=rules)
