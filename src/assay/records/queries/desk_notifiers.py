"""How do the notifiers fare: what was decided on their notices, are they frequently unfounded, who was warned or is suspended?

The measure is the one of the lanes: the record of each ground against a prior that is pooled over all notifiers, so that a newcomer's two bad
notices say nothing, and a hundred of two hundred say enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from assay.policy.schema.notice import NoticePolicy
from assay.records.models import Decision, Notice, NoticeItem, Notifier, NotifierRecord, NotifierSuspension, Right
from assay.regime.moves import OPEN_NOTICES, NoticeState
from assay.regime.notice.record import Prior, Record, is_abuse, pooled_prior
from assay.regime.notice.verdict import SAID_BEFORE, in_a_sentence
from assay.regime.terms import DecisionKind

MOST = 200


@dataclass(frozen=True, kw_only=True)
class GroundLine:
    """A notifier's record on one ground: decided, held, and whether that is abuse by the policy's measure."""

    ground: str
    decided: int
    held: int
    abuse: bool


@dataclass(frozen=True, kw_only=True)
class NotifierLine:
    """A notifier as the enforcer sees it, with what is counted in the policy's window.

    `duplicates`: listings that were named while an own case on them was open. `shotgun`: notices on many listings of which most did not hold.
    `against_rights`: listings of stores that hold a right to sell the brand, as a competitor of theirs would name them.
    """

    notifier: Notifier
    grounds: tuple[GroundLine, ...]
    open: int
    duplicates: int
    too_many_duplicates: bool
    shotgun: int
    against_rights: int
    suspended_until: datetime | None

    @property
    def abuse(self) -> bool:
        """Does the measure say that the notices are frequently unfounded, or that they repeat themselves?"""
        return self.too_many_duplicates or any(one.abuse for one in self.grounds)


def notifiers(*, policy: NoticePolicy, at: datetime) -> list[NotifierLine]:
    """Those with decided notices or a suspension, abuse first, then by name."""
    known = Notifier.objects.filter(Q(records__decided__gt=0) | Q(suspensions__isnull=False)).distinct()
    lines = [_line(row, policy=policy, at=at) for row in known.order_by("name")[:MOST]]
    return sorted(lines, key=lambda line: (not line.abuse, line.notifier.name))


def notifier(pk: str, *, policy: NoticePolicy, at: datetime) -> NotifierLine | None:
    """One notifier, or None."""
    row = Notifier.objects.filter(pk=pk).first()
    return _line(row, policy=policy, at=at) if row else None


def trail(row: Notifier) -> list[Decision]:
    """What was decided about the notifier itself, the newest first."""
    mine = Decision.objects.filter(kind=DecisionKind.NOTIFIER, subject_kind="notifier", subject_id=row.pk)
    return list(mine.select_related("by").order_by("-at")[:50])


def repeated(*, since: datetime) -> Q:
    """Listings that were dropped since then because their notifier had an open case on them."""
    return Q(
        state=NoticeState.DROPPED,
        decided__automated=True,
        decided__facts__because=in_a_sentence(SAID_BEFORE),
        changed_at__gte=since,
    )


def _line(row: Notifier, *, policy: NoticePolicy, at: datetime) -> NotifierLine:
    stop = NotifierSuspension.objects.filter(notifier=row, begins__lte=at, until__gt=at, lifted_at__isnull=True)
    since = at - timedelta(days=policy.abuse.window_days)
    items = NoticeItem.objects.filter(notifier=row).aggregate(
        open=Count("pk", filter=Q(state__in=OPEN_NOTICES)),
        repeated=Count("pk", filter=repeated(since=since)),
    )
    return NotifierLine(
        notifier=row,
        grounds=tuple(_grounds(row, policy=policy)),
        open=items["open"],
        duplicates=items["repeated"],
        too_many_duplicates=items["repeated"] > policy.abuse.duplicates_per_window,
        shotgun=_shotgun(row, since=since, policy=policy),
        against_rights=_against_rights(row, since=since),
        suspended_until=stop.order_by("-until").values_list("until", flat=True).first(),
    )


def _shotgun(row: Notifier, *, since: datetime, policy: NoticePolicy) -> int:
    decided = Count("items", filter=Q(items__state__in=[NoticeState.UPHELD, NoticeState.REJECTED]))
    wrong = Count("items", filter=Q(items__state=NoticeState.REJECTED))
    notices = Notice.objects.filter(notifier=row, filed_at__gte=since).annotate(decided=decided, wrong=wrong)
    wide = notices.filter(decided__gte=policy.abuse.shotgun_listings)
    return sum(n.wrong >= policy.abuse.unfounded_rate * n.decided for n in wide.only("pk"))


def _against_rights(row: Notifier, *, since: datetime) -> int:
    holds = Right.objects.filter(
        store=OuterRef("store"),
        brand=OuterRef("notice__brand"),
        valid_from__lte=OuterRef("notice__filed_at__date"),
        valid_to__gt=OuterRef("notice__filed_at__date"),
        replaced_by__isnull=True,
    )
    return NoticeItem.objects.filter(Exists(holds), notifier=row, notice__filed_at__gte=since).count()


def _grounds(row: Notifier, *, policy: NoticePolicy) -> Iterable[GroundLine]:
    for one in row.records.filter(decided__gt=0).order_by("ground"):
        record = Record(notifier=row.pk, ground=one.ground, decided=one.decided, held=one.held)
        prior = _prior(one.ground, without=row.pk, policy=policy)
        abuse = is_abuse(record, prior=prior, policy=policy.abuse)
        yield GroundLine(ground=one.ground, decided=one.decided, held=one.held, abuse=abuse)


def _prior(ground: str, *, without: str, policy: NoticePolicy) -> Prior:
    others = NotifierRecord.objects.filter(ground=ground, decided__gt=0).exclude(notifier=without).order_by("notifier")
    records = [Record(notifier=r.notifier_id, ground=ground, decided=r.decided, held=r.held) for r in others]
    return pooled_prior(records, policy=policy.prior)
