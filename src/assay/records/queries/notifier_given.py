"""What was this notifier given himself, a warning or a suspension, and how does his appeal against it stand?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from assay.records.models import Appeal, Decision, Notifier, NotifierSuspension
from assay.records.queries.exhibits import ExhibitLine, of_appeal
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind


@dataclass(frozen=True, kw_only=True)
class Given:
    """One of them, while it stands. `until` None: a warning. `appeals`: with the thread of each, the first level first."""

    decision: uuid.UUID
    at: datetime
    until: datetime | None
    reason: str
    appeals: tuple[tuple[Appeal, tuple[ExhibitLine, ...]], ...]
    may_appeal: bool


def given_to(notifier: Notifier, *, at: datetime) -> tuple[Given, ...]:
    """The warning that stands and the suspension that runs, the suspension first."""
    running = NotifierSuspension.objects.filter(
        notifier=notifier.pk, begins__lte=at, until__gt=at, lifted_at__isnull=True
    )
    found = [_given(s.caused_by, until=s.until) for s in running.select_related("caused_by").order_by("-until")]
    if notifier.warned_at is not None:
        rows = Decision.objects.filter(kind=DecisionKind.NOTIFIER, subject_kind="notifier", subject_id=notifier.pk)
        found += [_given(d, until=None) for d in rows.filter(outcome__state="warned", at=notifier.warned_at)[:1]]
    return tuple(found)


def _given(row: Decision, *, until: datetime | None) -> Given:
    appeals = list(row.appeals.select_related("decided").order_by("level"))
    is_open = any(a.state in (AppealState.OPEN, AppealState.UPHELD) for a in appeals)
    return Given(
        decision=row.pk,
        at=row.at,
        until=until,
        reason=str(row.facts.get("reason", "")),
        appeals=tuple((a, of_appeal(a.pk)) for a in appeals),
        may_appeal=not is_open,
    )
