"""How is an appeal put on record, whoever makes it? One window, the same levels, one open appeal a decision, one promise of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.policy import in_force
from assay.errors import Conflict
from assay.records.models import Appeal, Brand, Decision, Notifier, Person, Referral, Report, Store, StoreApproval
from assay.regime.appeal import AppealFacts, check_may_appeal
from assay.regime.clocks import after_working_days
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind

MAX_TEXT = 10_000
MOST_STEPS = 50
CASES = ("noticeitem", "report")
"""Subjects that are one case from the first answer to the last: whoever decided it once does not decide it again on appeal."""


@dataclass(frozen=True, kw_only=True)
class Appellant:
    """Who appeals: the store that a decision is addressed to (neither of the two), the notifier, or who made the report.

    `store` None: a notifier appeals against what he was given himself, a warning or a suspension.
    """

    store: Store | None
    notifier: Notifier | None = None
    report: Report | None = None

    @property
    def key(self) -> str:
        """Whom the decision has to be addressed to."""
        whose = self.notifier or self.report or self.store
        return str(whose.pk) if whose else ""

    @property
    def named(self) -> dict[str, str]:
        """Who it is, for the record; a store stands there by itself."""
        if self.notifier is not None:
            return {"notifier": self.notifier.pk}
        return {"report": str(self.report.pk)} if self.report is not None else {}


def facts_of(decision: Decision, *, addressee: str) -> AppealFacts:
    """What the regime wants to know of a decision under appeal."""
    earlier = list(decision.appeals.exclude(state=AppealState.OPEN).select_related("decided"))
    return AppealFacts(
        decided_at=decision.at,
        decided_by=str(decision.by_id) if decision.by_id else None,
        addressee=addressee,
        earlier_deciders=_answered(earlier) | _had_a_hand_in(decision),
        levels_used=len(earlier),
    )


def deciders(decision: Decision) -> frozenset[str]:
    """Everybody who may not review it."""
    facts = facts_of(decision, addressee="")
    return facts.earlier_deciders | ({facts.decided_by} if facts.decided_by else set())


def _answered(appeals: Iterable[Appeal]) -> frozenset[str]:
    return frozenset(str(a.decided.by_id) for a in appeals if a.decided and a.decided.by_id)


def _had_a_hand_in(decision: Decision) -> frozenset[str]:
    """Who decided what led to it, agreed to it, or decided this very case before, in the first instance or on appeal."""
    chain, one = [decision], decision
    while one.led_by is not None and len(chain) < MOST_STEPS:
        one = one.led_by
        chain.append(one)
    people = {str(d.by_id) for d in chain if d.by_id}
    people |= {str(a) for a in StoreApproval.objects.filter(used_by__in=chain).values_list("person", flat=True)}
    for pair in Referral.objects.filter(decision__in=chain).values_list("proposed_by", "agreed_by"):
        people |= {str(p) for p in pair if p}
    if decision.subject_kind in CASES:
        before = Decision.objects.filter(subject_kind=decision.subject_kind, subject_id=decision.subject_id)
        people |= {str(p) for p in before.filter(by__isnull=False).values_list("by", flat=True)}
        people |= _answered(Appeal.objects.filter(decision__in=before).select_related("decided"))
    return frozenset(people)


def file_appeal(
    decision: Decision, *, of: Appellant, brand: Brand | None, by: Person | None, text: str, at: datetime
) -> Appeal:
    """File it, inside the caller's transaction. NotPermitted: too late, or no level left. Conflict: one is open already."""
    policy = in_force()
    facts = facts_of(decision, addressee=of.key)
    check_may_appeal(facts, by=of.key, policy=policy.appeal, at=at)
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                decision=decision,
                store=of.store,
                notifier=of.notifier,
                report=of.report,
                by=by,
                text=text,
                level=facts.levels_used + 1,
                state=AppealState.OPEN,
                opened_at=at,
                due=after_working_days(at, days=policy.appeal.answer.working_days, week=policy.calendar.office),
            )
    except IntegrityError:
        raise Conflict("an appeal against this decision is open already.", mend="Wait for its answer.") from None
    said: dict[str, Any] = {"against": str(decision.pk), "level": appeal.level, **of.named}
    record(
        kind=DecisionKind.APPEAL,
        subject=appeal,
        store=None if of.named else of.store,
        brand=brand,
        ground=decision.ground,
        facts=said,
        outcome={"state": appeal.state},
        by=by,
        at=at,
        case=("appeal", str(appeal.pk)),
        deadline=appeal.due,
    )
    return appeal
