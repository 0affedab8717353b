"""How often did notices hold, and how often our own decisions, when somebody looked at them again? One measure for both, and late answers to notices.

The measure is the one by which a notifier earns the fast lane: how likely is it that the true rate reaches the bar of the policy, seen from the
prior of the policy. A notice holds where it is upheld; a decision of ours holds where an appeal against it is rejected, or a second person who does
not know the first answer gives the same.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from assay.policy.schema.notice import NoticePolicy
from assay.records.models import Appeal, NoticeItem, NotifierRecord, Repeat, Report
from assay.records.queries.pages import Count as Counted
from assay.records.queries.pages import count_of
from assay.regime.moves import AppealState, NoticeState
from assay.regime.notice.record import Prior, Record, reaches

OWN, NOTICES, BLIND = "our decisions, on appeal", "notices", "our decisions, answered twice"


@dataclass(frozen=True, kw_only=True)
class Held:
    """Of `decided` that were looked at again, `held`; `likely`: the probability that the true rate reaches the bar, in whole per cent."""

    whose: str
    ground: str
    decided: int
    held: int
    likely: int


def held(*, policy: NoticePolicy) -> tuple[Held, ...]:
    """One line for each of the three and each ground on which something was decided."""
    notices = NotifierRecord.objects.values("ground").annotate(n=Sum("decided"), good=Sum("held")).order_by("ground")
    own = Appeal.objects.filter(notifier=None, report=None).exclude(state=AppealState.OPEN)
    appeals = own.values("decision__ground").annotate(n=Count("pk"), good=Count("pk", filter=Q(state="rejected")))
    twice = Repeat.objects.filter(answered_at__isnull=False).aggregate(
        n=Count("pk"), good=Count("pk", filter=Q(differs=False))
    )
    rows = [(NOTICES, row["ground"], row["n"], row["good"]) for row in notices]
    rows += [(OWN, row["decision__ground"], row["n"], row["good"]) for row in appeals.order_by("decision__ground")]
    rows.append((BLIND, "", twice["n"], twice["good"]))
    return tuple(_line(*row, policy=policy) for row in rows if row[2])


KEPT_SECONDS = 60.0
_kept: tuple[float, Counted] | None = None


def overdue_cases(*, at: datetime) -> Counted:
    """Listings of notices, and reports of buyers, whose promised answer is late. Where very many wait they are counted once a minute."""
    global _kept
    clock = time.monotonic()
    if _kept is not None and clock < _kept[0]:
        return _kept[1]
    counted = _overdue(at=at)
    many = count_of(NoticeItem.objects.filter(state=NoticeState.TO_DECIDE)).more
    _kept = (clock + KEPT_SECONDS, counted) if many else None
    return counted


def _overdue(*, at: datetime) -> Counted:
    waiting = NoticeItem.objects.filter(state=NoticeState.TO_DECIDE, notice__last_answer_due__lt=at)
    notices, reports = count_of(waiting), count_of(Report.objects.filter(state="open", due__lt=at))
    return Counted(n=notices.n + reports.n, more=notices.more or reports.more)


def _line(whose: str, ground: str, decided: int, good: int, *, policy: NoticePolicy) -> Held:
    prior = Prior(a=policy.prior.strength * policy.prior.rate, b=policy.prior.strength * (1 - policy.prior.rate))
    record = Record(notifier=whose, ground=ground, decided=decided, held=good)
    return Held(
        whose=whose,
        ground=ground,
        decided=decided,
        held=good,
        likely=round(100 * reaches(record, bar=policy.lanes.bar, prior=prior)),
    )
