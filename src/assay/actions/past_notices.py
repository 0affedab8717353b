"""Which facts does a past notice need to be judged again: what it said, in numbers; the notifier's record of then; and how each listing went?

Records and lanes are rebuilt as of each filing out of the rows: which listings had been decided by then, and how. One that an appeal overturned later
counts here as it stood when it was decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from assay.actions.notifier import DECIDED
from assay.actions.policy import day_at
from assay.actions.right import with_right
from assay.records.models import Decision, Notice, NoticeItem, NotifierLane, NotifierRecord, Restriction
from assay.records.queries.desk_notifiers import repeated
from assay.regime.moves import OPEN_NOTICES, NoticeState
from assay.regime.notice.record import NoticeLane
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import DecisionKind, RestrictionKind

CHUNK = 500
LONGEST = timedelta(days=366)
Row = dict[str, Any]


def notices(*, at: datetime) -> Iterator[Row]:
    """Every notice, with the record by which its lane was judged."""
    decided: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    since: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    answered = (
        NoticeItem.objects.filter(state__in=DECIDED)
        .order_by("changed_at", "pk")
        .values_list("changed_at", "notice__notifier", "ground", "state")
    )
    waiting = answered.iterator(chunk_size=CHUNK)
    item = next(waiting, None)
    lanes = _Lanes()
    rows = Notice.objects.select_related("notifier").prefetch_related("notifier__mandates").order_by("filed_at", "pk")
    for notice in rows.iterator(chunk_size=CHUNK):
        while item is not None and item[0] < notice.filed_at:
            key = (item[1], item[2])
            decided[key][0] += 1
            decided[key][1] += item[3] == NoticeState.UPHELD
            since[key].append(item[0])
            item = next(waiting, None)
        own = (notice.notifier_id, notice.ground)
        lane, entered = lanes.before(own, notice.filed_at)
        mine = decided.get(own, [0, 0])
        others = [counts for (who, ground), counts in decided.items() if ground == notice.ground and who != own[0]]
        yield {
            "kind": "notice",
            "case": str(notice.pk),
            "brand_id": notice.brand_id,
            "facts": {
                "filed_at": notice.filed_at.isoformat(),
                "kind": notice.notifier.kind,
                "mandate_ends": _mandate_ends(notice),
                "suspended_until": "",
                "proved": True,
                "ground": notice.ground,
                "listings": notice.items.count(),
                "evidence_chars": len(notice.evidence),
                "open_before": _open_before(notice),
                "lane_before": lane.value,
                "decided": mine[0],
                "held": mine[1],
                "in_lane": sum(t >= entered for t in since[own]) if entered else 0,
                "others": [list(counts) for counts in others],
            },
        }


def notifiers(*, at: datetime) -> Iterator[Row]:
    """Every notifier's record on each ground, as it stands now, with the lane that it has."""
    records = list(NotifierRecord.objects.filter(decided__gt=0).order_by("notifier", "ground"))
    again = _repeated(at=at)
    lanes = {(row.notifier_id, row.ground): row for row in NotifierLane.objects.all()}
    for row in records:
        lane = lanes.get((row.notifier_id, row.ground))
        fast = lane is not None and lane.lane == NoticeLane.FAST
        in_lane = (
            NoticeItem.objects.filter(
                notice__notifier=row.notifier_id,
                ground=row.ground,
                state__in=DECIDED,
                changed_at__gte=lane.since,
            ).count()
            if lane is not None and fast
            else 0
        )
        yield {
            "kind": "notifier",
            "case": f"{row.notifier_id}/{row.ground}",
            "facts": {
                "ground": row.ground,
                "lane_before": lane.lane if lane else NoticeLane.ORDINARY.value,
                "decided": row.decided,
                "held": row.held,
                "in_lane": in_lane,
                "others": [
                    [r.decided, r.held] for r in records if r.ground == row.ground and r.notifier_id != row.notifier_id
                ],
                "repeated_at": again.get(row.notifier_id, []),
                "as_of": at.isoformat(),
            },
        }


def _repeated(*, at: datetime) -> dict[str, list[str]]:
    """When each notifier named what he had named before, in the longest time that a policy would look back."""
    rows = NoticeItem.objects.filter(repeated(since=at - LONGEST)).order_by("changed_at")
    found: dict[str, list[str]] = defaultdict(list)
    for notifier, changed_at in rows.values_list("notifier", "changed_at"):
        found[notifier].append(changed_at.isoformat())
    return found


def listings(*, at: datetime) -> Iterator[Row]:
    """Every listing that a notice names, with what was known when it was filed and what each side did."""
    holders: dict[tuple[str, datetime], frozenset[tuple[str, str]]] = {}
    rows = NoticeItem.objects.select_related("notice", "decided").order_by("notice__filed_at", "notice", "pk")
    for item in rows.iterator(chunk_size=CHUNK):
        notice = item.notice
        key = (notice.brand_id, notice.filed_at)
        if key not in holders:
            holders = {key: with_right([notice.brand_id], at=notice.filed_at)}
        ended = item.state in (NoticeState.WITHDRAWN, NoticeState.DROPPED)
        yield {
            "kind": "notice_listing",
            "case": str(item.pk),
            "store_id": item.store_id,
            "brand_id": notice.brand_id,
            "facts": {
                "filed_at": notice.filed_at.isoformat(),
                "lane": notice.lane,
                "sampled": item.sampled,
                "store_has_right": (item.store_id, notice.brand_id) in holders[key],
                "removed_already": _removed_before(item),
                "said_before": _said_before(item),
                "counter_at": _time(item.counter_at),
                "insist_at": _time(item.insist_at),
                "ended_at": _time(item.changed_at) if ended else None,
                "ended_by": item.state if ended else "",
                "as_of": at.isoformat(),
            },
            "outcome": _ended(item),
        }


class _Lanes:
    """Which lane each notifier had on each ground, at any time: the decisions that changed it, in order."""

    def __init__(self) -> None:
        self._changes: dict[tuple[str, str], list[tuple[datetime, NoticeLane]]] = defaultdict(list)
        rows = Decision.objects.filter(kind=DecisionKind.NOTIFIER, outcome__state__startswith="lane_")
        for row in rows.order_by("at").only("subject_id", "ground", "at", "outcome"):
            word = row.outcome["state"].removeprefix("lane_")
            self._changes[row.subject_id, row.ground].append((row.at, NoticeLane(word)))

    def before(self, key: tuple[str, str], at: datetime) -> tuple[NoticeLane, datetime | None]:
        """The lane before this moment, and since when it is the fast one."""
        earlier = [change for change in self._changes.get(key, ()) if change[0] < at]
        if not earlier:
            return NoticeLane.ORDINARY, None
        since, lane = earlier[-1]
        return lane, since if lane is NoticeLane.FAST else None


def _mandate_ends(notice: Notice) -> str:
    if notice.notifier.kind != NotifierKind.AGENT:
        return ""
    on = day_at(notice.filed_at)
    ends = [m.valid_to for m in notice.notifier.mandates.all() if m.brand_id == notice.brand_id and m.valid_to >= on]
    return max(ends).isoformat() if ends else ""


def _open_before(notice: Notice) -> int:
    earlier = NoticeItem.objects.filter(notice__notifier=notice.notifier_id, notice__filed_at__lt=notice.filed_at)
    return earlier.filter(Q(state__in=OPEN_NOTICES) | Q(changed_at__gt=notice.filed_at)).count()


def _removed_before(item: NoticeItem) -> bool:
    at = item.notice.filed_at
    rows = Restriction.objects.filter(listing=item.listing_id, kind=RestrictionKind.REMOVE, begins__lt=at)
    return rows.filter(Q(lifted_at__isnull=True) | Q(lifted_at__gt=at)).exists()


def _said_before(item: NoticeItem) -> bool:
    notice = item.notice
    same = NoticeItem.objects.filter(
        listing=item.listing_id,
        ground=item.ground,
        notice__notifier=notice.notifier_id,
        notice__filed_at__lt=notice.filed_at,
    )
    return same.filter(Q(state__in=OPEN_NOTICES) | Q(changed_at__gt=notice.filed_at)).exists()


def _ended(item: NoticeItem) -> str:
    """What the rows say, in the words of the replay; empty where a person decided, or somebody's time still runs."""
    by_rule = item.decided is not None and item.decided.automated
    if item.state == NoticeState.UPHELD and by_rule and item.counter_at is None:
        at_once = item.changed_at == item.notice.filed_at
        return "upheld at once" if at_once else "upheld: the seller was silent"
    if item.state == NoticeState.DROPPED and by_rule:
        return "dropped at once"
    if item.state == NoticeState.REJECTED and by_rule:
        return "rejected: the holder was silent"
    return ""


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
