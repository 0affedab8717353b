"""How well is this brand protected here? One scorecard, every share with its denominator and its interval.

Counted are *listings*: those that screening or a notice says were offered in the brand's name. A removal that was lifted again is none. `at`
and `days` bound the window by the day a listing was first seen, so that a listing is counted once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assay.records.models import Brand, Execution, Listing, NoticeItem, Order, Restriction
from assay.regime.measure.share import Share, share
from assay.regime.moves import NoticeState
from assay.regime.terms import DecisionKind, RestrictionKind

DAYS = 365
MOST_TIMED = 20_000
TOLD = (DecisionKind.NOTICE_DECISION.value, DecisionKind.REPORT_DECISION.value)
"""Removals that these decisions caused began with somebody outside: a notice, or a buyer's report."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """The median of `n` times, in hours; None of none."""

    n: int
    median: float | None


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """What a brand is shown of `days` days; each share says of how many.

    removed: of the offered, those that are off now. before_sale, by_notice, returned: of the removed, those of which nothing was sold before,
    those that a notice or a report took off, those that came back as another listing. lifted: of all that were ever off, those that were put
    back. upheld: of the listings of the brand's notices that were decided. to_act: from the notice, or where nobody said anything from the first
    sight, to the removal. to_effect: from there until the marketplace had carried it out.
    """

    days: int
    offered: int
    removed: Share
    before_sale: Share
    by_notice: Share
    returned: Share
    lifted: Share
    upheld: Share
    to_act: Hours
    to_effect: Hours


def scorecard(brand: Brand, *, at: datetime, days: int = DAYS) -> Scorecard:
    """The scorecard of this brand over the last `days` days; of more than MOST_TIMED removals the newest are timed."""
    since = at - timedelta(days=days)
    noticed = NoticeItem.objects.filter(listing=OuterRef("pk"), notice__brand=brand)
    offered = Listing.objects.filter(Q(brand=brand) | Exists(noticed), first_seen_at__gte=since, first_seen_at__lte=at)
    ever = Restriction.objects.filter(kind=RestrictionKind.REMOVE, listing=OuterRef("pk"), begins__lte=at)
    standing = ever.filter(lifted_at__isnull=True).exclude(until__lte=at)
    first = standing.order_by("begins", "pk")
    removed: QuerySet[Any] = offered.filter(Exists(standing)).annotate(
        off=Subquery(first.values("begins")[:1]), why=Subquery(first.values("caused_by__kind")[:1])
    )
    sold = Order.objects.filter(listing=OuterRef("pk"), sold_at__lt=OuterRef("off"))
    decided = NoticeItem.objects.filter(
        notice__brand=brand, notice__filed_at__gte=since, state__in=(NoticeState.UPHELD, NoticeState.REJECTED)
    )
    n_removed, n_ever, n_decided = removed.count(), offered.filter(Exists(ever)).count(), decided.count()
    return Scorecard(
        days=days,
        offered=offered.count(),
        removed=share(n_removed, offered.count()),
        before_sale=share(removed.filter(~Exists(sold)).count(), n_removed),
        by_notice=share(removed.filter(why__in=TOLD).count(), n_removed),
        returned=share(removed.filter(pk__in=_came_back()).count(), n_removed),
        lifted=share(n_ever - n_removed, n_ever),
        upheld=share(decided.filter(state=NoticeState.UPHELD).count(), n_decided),
        to_act=_to_act(removed),
        to_effect=_to_effect(removed),
    )


def _came_back() -> list[int]:
    """The listings of which enforcement says that another was their come-back; that other one need not name the brand."""
    rows = Listing.objects.filter(verdict="remove", signals__has_key="comeback_of").values_list(
        "signals__comeback_of", flat=True
    )
    return [int(one) for one in rows.distinct() if str(one).isdigit()]


def _to_act(removed: QuerySet[Any]) -> Hours:
    told = NoticeItem.objects.filter(listing=OuterRef("pk"), state=NoticeState.UPHELD).order_by("notice__filed_at")
    rows: QuerySet[Any] = removed.annotate(told=Subquery(told.values("notice__filed_at")[:1])).order_by("-off", "pk")
    times = rows.values_list("first_seen_at", "told", "why", "off")[:MOST_TIMED]
    return _hours([off - (told if told and why in TOLD else seen) for seen, told, why, off in times])


def _to_effect(removed: QuerySet[Any]) -> Hours:
    done = Execution.objects.filter(
        effect="impose",
        restriction__listing__in=removed.values("pk"),
        restriction__kind=RestrictionKind.REMOVE,
        restriction__lifted_at__isnull=True,
    )
    times = done.order_by("-at", "pk").values_list("restriction__begins", "at")[:MOST_TIMED]
    return _hours([at - begins for begins, at in times])


def _hours(times: list[timedelta]) -> Hours:
    hours = [max(timedelta(), one) / timedelta(hours=1) for one in times]
    return Hours(n=len(hours), median=median(hours) if hours else None)
