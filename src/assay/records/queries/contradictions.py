"""Which alarms about contradicting answers are open, what stands on either side, and how many were there in all?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from assay.records.models import Application, Contradiction, Decision, StatusList
from assay.records.queries.paper import ShownFinding, shown
from assay.records.queries.states import active

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two answers: the decision with who took it and why, the application behind it, the paper, and what was found."""

    word: str
    decision: Decision
    application: Application | None
    paper: str
    reason: str
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, kw_only=True)
class ContradictionFigures:
    """What everybody may know: counts alone."""

    raised: int
    open: int
    overdue: int
    suspended: int
    stands: int
    right_falls: int
    refusal_falls: int


def open_contradictions() -> list[Contradiction]:
    """Open alarms, the one that is due first on top."""
    rows = Contradiction.objects.filter(closed_at__isnull=True).select_related("right__store", "right__brand")
    return list(rows.order_by("due", "pk")[:PAGE])


def closed_contradictions() -> list[Contradiction]:
    """The alarms that were closed last."""
    rows = Contradiction.objects.filter(closed_at__isnull=False).select_related(
        "right__store", "right__brand", "closed_by"
    )
    return list(rows.order_by("-closed_at", "pk")[:PAGE])


def contradiction(pk: uuid.UUID) -> Contradiction | None:
    """One alarm, or None."""
    rows = Contradiction.objects.select_related(
        "right__store", "right__brand", "right__caused_by__by", "accepted__by", "refused__by", "caused_by", "closed_by"
    )
    return rows.filter(pk=pk).first()


def sides(row: Contradiction) -> tuple[Side, ...]:
    """Both answers side by side, the acceptance first; none where only a right stands in question."""
    papers = [*row.shown.get("papers", ()), "", ""]
    found = []
    for word, decision, paper in (("Accepted", row.accepted, papers[0]), ("Refused", row.refused, papers[1])):
        if decision is None:
            continue
        findings = decision.outcome["judgement"]["findings"]
        application = Application.objects.select_related("store", "brand").filter(pk=decision.subject_id).first()
        found.append(
            Side(
                word=word,
                decision=decision,
                application=application,
                paper=paper,
                reason=str(decision.facts.get("reason", "")),
                findings=shown([f for f in findings if f["paper"] in ("", paper)]),
            )
        )
    return tuple(found)


def suspended_by(row: Contradiction, *, at: datetime) -> bool:
    """Does the right wait because of this alarm?"""
    return row.caused_by.restrictions.filter(active(at)).exists()


def contradictions_waiting(*, at: datetime) -> tuple[int, int]:
    """How many are open, and how many of them should have been closed by now."""
    rows = Contradiction.objects.filter(closed_at__isnull=True)
    return rows.count(), rows.filter(due__lt=at).count()


def silent_lists() -> list[StatusList]:
    """Status lists that credentials name and whose address gave none at the last try; those that failed most often on top."""
    return list(StatusList.objects.filter(failures__gt=0).select_related("brand").order_by("-failures", "uri")[:PAGE])


def contradiction_figures(*, at: datetime) -> ContradictionFigures:
    """The counts that are shown to everybody."""
    is_open = Q(closed_at__isnull=True)
    counts: dict[str, Any] = Contradiction.objects.aggregate(
        raised=Count("pk"),
        open=Count("pk", filter=is_open),
        overdue=Count("pk", filter=is_open & Q(due__lt=at)),
        suspended=Count("pk", filter=Q(caused_by__outcome__state="suspended")),
        stands=Count("pk", filter=Q(conclusion="stands")),
        right_falls=Count("pk", filter=Q(conclusion="right_falls")),
        refusal_falls=Count("pk", filter=Q(conclusion="refusal_falls")),
    )
    return ContradictionFigures(**counts)
