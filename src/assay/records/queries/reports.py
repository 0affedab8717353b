"""What does a buyer see of a report: what became of it, the appeals against its rejection, and whether another one is open?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assay.errors import NotPermitted
from assay.policy.schema.appeal import AppealPolicy
from assay.records.models import Appeal, Report
from assay.regime.appeal import AppealFacts, check_may_appeal, closes_at
from assay.regime.moves import AppealState

REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A report with its appeals, oldest first. `until`: the end of the time in which its rejection may be appealed."""

    report: Report
    appeals: tuple[Appeal, ...]
    may_appeal: bool
    until: datetime | None


def outcome(report: Report, *, policy: AppealPolicy, at: datetime) -> Outcome:
    """What the reporter sees at this time."""
    appeals = tuple(report.appeals.select_related("decided").order_by("opened_at"))
    if report.state != REJECTED or report.decided is None:
        return Outcome(report=report, appeals=appeals, may_appeal=False, until=None)
    facts = AppealFacts(
        decided_at=report.decided.at, decided_by=None, addressee=str(report.pk), levels_used=len(appeals)
    )
    try:
        check_may_appeal(facts, by=str(report.pk), policy=policy, at=at)
    except NotPermitted:
        may = False
    else:
        may = not any(a.state == AppealState.OPEN for a in appeals)
    return Outcome(report=report, appeals=appeals, may_appeal=may, until=closes_at(report.decided.at, policy=policy))
