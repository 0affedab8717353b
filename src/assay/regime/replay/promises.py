"""What would have been promised, given or heard: answers in time, terms of rights, purchases, appeals, second answers, campaigns, alarms?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assay.errors import BadInput, NotPermitted
from assay.policy.schema import Policy
from assay.regime.appeal import AppealFacts, check_may_appeal, drawn
from assay.regime.clocks import after_days, after_working_days
from assay.regime.document.contradiction import ContradictionKind, suspends
from assay.regime.replay.outcome import Replayed, day, moment, needed, whole
from assay.regime.right.campaign import check_announced_in_time
from assay.regime.right.grant import grant_for_purchase
from assay.regime.right.scope import Scope
from assay.regime.right.term import term_of


def promise(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Were the first and the last answer to an application in time? Facts: handed_in_at, first_answered_at, settled_at, as_of."""
    rules, week = policy.document.inquiry, policy.calendar.office
    start, as_of = needed(facts, "handed_in_at"), needed(facts, "as_of")
    words, dates = [], []
    for word, days, key in (
        ("first", rules.first_answer_working_days, "first_answered_at"),
        ("last", rules.last_answer_working_days, "settled_at"),
    ):
        due, answered = after_working_days(start, days=days, week=week), moment(facts, key)
        late = (answered or as_of) > due
        words.append(f"{word} answer {'late' if late else 'in time' if answered else 'open'}")
        dates.append(day(due))
    return Replayed(outcome=", ".join(words), dates=tuple(dates))


def grant(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """How long is a right good? Facts: granted_on, authorized_until."""
    until = facts["authorized_until"]
    term = term_of(
        granted_on=date.fromisoformat(facts["granted_on"]),
        authorized_until=date.fromisoformat(until) if until else None,
        policy=policy.right,
    )
    return Replayed(outcome="given", dates=(term.valid_to.isoformat(),))


def purchase(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Would a declared purchase have earned its conditional right, and by when were the papers due? Facts: at, units, papers_at, as_of."""
    at, as_of = needed(facts, "at"), needed(facts, "as_of")
    try:
        grant_for_purchase(
            store="s", brand="b", scope=Scope(), units={"": whole(facts, "units")}, on=at.date(), policy=policy.right
        )
    except BadInput:
        return Replayed(outcome="refused: pieces")
    due = after_days(at, days=policy.right.purchase.papers_due_days, week=policy.calendar.office)
    came = moment(facts, "papers_at")
    word = "papers in time" if came and came <= due else "papers overdue" if (came or as_of) > due else "papers due"
    return Replayed(outcome=word, dates=(day(due),))


def appeal(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Would an appeal have been heard, and by when was it answered? Facts: decided_at, opened_at, levels_used, answered_at, as_of."""
    opened, as_of = needed(facts, "opened_at"), needed(facts, "as_of")
    known = AppealFacts(
        decided_at=needed(facts, "decided_at"),
        decided_by=None,
        addressee="a",
        levels_used=whole(facts, "levels_used"),
    )
    try:
        check_may_appeal(known, by="a", policy=policy.appeal, at=opened)
    except NotPermitted as no:
        return Replayed(outcome=f"not heard: {no.what}")
    due = after_working_days(opened, days=policy.appeal.answer.working_days, week=policy.calendar.office)
    answered = moment(facts, "answered_at")
    late = (answered or as_of) > due
    return Replayed(outcome=f"heard, answer {'late' if late else 'in time' if answered else 'open'}", dates=(day(due),))


def repeat(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Would the case have been drawn for a second, blind answer? Facts: decision (its random identifier)."""
    chosen = drawn(uuid.UUID(facts["decision"]), share=policy.appeal.repeat.share)
    return Replayed(outcome="drawn" if chosen else "not drawn")


def campaign(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Did a campaign leave the stores the time that they are promised? Facts: announced_on, due_on."""
    announced = date.fromisoformat(facts["announced_on"])
    earliest = announced + timedelta(days=policy.right.campaign.min_notice_days)
    try:
        check_announced_in_time(announced_on=announced, due_on=date.fromisoformat(facts["due_on"]), policy=policy.right)
    except BadInput:
        return Replayed(outcome="refused: too early", dates=(earliest.isoformat(),))
    return Replayed(outcome="announced", dates=(earliest.isoformat(),))


def contradiction(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Did the right wait while a third person looked, and was the alarm closed in time? Facts: kind, has_right, raised_at, closed_at, as_of."""
    rules = policy.document.contradiction
    due = after_working_days(needed(facts, "raised_at"), days=rules.answer_working_days, week=policy.calendar.office)
    waits = bool(facts["has_right"]) and suspends(ContradictionKind(facts["kind"]), policy=rules)
    closed = moment(facts, "closed_at")
    late = (closed or needed(facts, "as_of")) > due
    word = "the right waits" if waits else "nothing waits"
    return Replayed(outcome=f"{word}, {'late' if late else 'in time' if closed else 'open'}", dates=(day(due),))
