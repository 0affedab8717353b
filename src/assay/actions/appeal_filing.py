"""How is an appeal put on record, whoever makes it? One window, the same levels, one open appeal a decision, one promise of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.policy import in_force
from assay.errors import Conflict
from assay.records.models import Appeal, Brand, Decision, Notifier, Person, Report, Store
from assay.regime.appeal import AppealFacts, check_may_appeal
from assay.regime.clocks import after_working_days
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind

MAX_TEXT = 10_000


@dataclass(frozen=True, kw_only=True)
class Appellant:
    """Who appeals: the store that a decision is addressed to (neither of the two), the notifier, or who made the report."""

    store: Store
    notifier: Notifier | None = None
    report: Report | None = None

    @property
    def key(self) -> str:
        """Whom the decision has to be addressed to."""
        return str((self.notifier or self.report or self.store).pk)

    @property
    def named(self) -> dict[str, str]:
        """Who it is, for the record; a store stands there by itself."""
        if self.notifier is not None:
            return {"notifier": self.notifier.pk}
        return {"report": str(self.report.pk)} if self.report is not None else {}


def facts_of(decision: Decision, *, addressee: str) -> AppealFacts:
    """What the regime wants to know of a decision under appeal."""
    earlier = decision.appeals.exclude(state=AppealState.OPEN).select_related("decided")
    return AppealFacts(
        decided_at=decision.at,
        decided_by=str(decision.by_id) if decision.by_id else None,
        addressee=addressee,
        earlier_deciders=frozenset(str(a.decided.by_id) for a in earlier if a.decided and a.decided.by_id),
        levels_used=len(earlier),
    )


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
