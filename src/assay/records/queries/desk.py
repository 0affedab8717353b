"""What waits on the desk? The queues of the operator: applications, listings, stores, appeals; what is overdue rises and is counted.

Pages go by a key of the index, never by an offset, and counts stop at `COUNTED`: a queue of a million is as quick as one of ten.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from assay.policy.schema.store import LadderStep, StorePolicy
from assay.records.models import Appeal, Application, Brand, Decision, Inquiry, Listing, Restriction, Store, Strike
from assay.records.queries.pages import Count, by_state, count_of
from assay.records.queries.public import overdue_application
from assay.records.queries.states import active, in_listing_state, state_of_store
from assay.regime.moves import AppealState, ApplicationState, InquiryState
from assay.regime.restriction import ListingState, StoreState
from assay.regime.store.strikes import Strike as StrikeFact
from assay.regime.store.strikes import points_today
from assay.regime.terms import Ground, RestrictionKind

PAGE = 50
COUNTED = 1000


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits, by queue."""

    applications: Count
    applications_overdue: Count
    unread_papers: Count
    questions_open: Count
    questions_overdue: Count
    listings: Count
    appeals: Count
    appeals_overdue: Count
    stores_hit: Count


@dataclass(frozen=True, kw_only=True)
class StoreLine:
    """A store with what is derived of it."""

    store: Store
    state: StoreState
    points: int
    strikes: int


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """One page of a queue; `after` is the key of the next one, empty on the last."""

    rows: tuple[Any, ...]
    total: Count
    after: str


def counted(rows: QuerySet[Any]) -> Count:
    """Count up to COUNTED, in the database."""
    return count_of(rows.order_by(), most=COUNTED)


def waiting(*, at: datetime) -> Waiting:
    """The counts of the desk's first page."""
    open_appeals = Appeal.objects.filter(state=AppealState.OPEN)
    open_questions = Inquiry.objects.filter(state=InquiryState.OPEN)
    return Waiting(
        applications=counted(Application.objects.filter(state=ApplicationState.IN_REVIEW)),
        applications_overdue=counted(Application.objects.filter(overdue_application(at))),
        unread_papers=counted(Application.objects.filter(state=ApplicationState.HANDED_IN)),
        questions_open=counted(open_questions),
        questions_overdue=counted(open_questions.filter(due__lt=at)),
        listings=held(at=at),
        appeals=counted(open_appeals),
        appeals_overdue=counted(open_appeals.filter(due__lt=at)),
        stores_hit=counted(Store.objects.filter(pk__in=Strike.objects.filter(lifted_at__isnull=True).values("store"))),
    )


def applications(*, state: str, at: datetime, after: str = "") -> QueuePage:
    """Applications in one state, the one that is due first on top; settled ones with the newest on top. ValueError: `after` is no key."""
    rows = Application.objects.filter(state=state).select_related("store", "brand")
    is_open = state in (ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW, ApplicationState.CONDITIONAL)
    total = counted(rows)
    if is_open:
        if after:
            day, _, pk = after.partition("~")
            due = datetime.fromisoformat(day)
            if due.tzinfo is None:
                raise ValueError(after)
            # Many may be due in one moment: the key names the case too.
            ahead = Q(first_answer_due__gt=due) | Q(pk__gte=uuid.UUID(pk))
            rows = rows.filter(ahead, first_answer_due__gte=due)
        chosen = list(rows.order_by("first_answer_due", "pk")[: PAGE + 1])
        key = f"{chosen[PAGE].first_answer_due.isoformat()}~{chosen[PAGE].pk}" if len(chosen) > PAGE else ""
        return QueuePage(rows=tuple(chosen[:PAGE]), total=total, after=key)
    chosen = list(rows.order_by(F("settled_at").desc(nulls_last=True), "-handed_in_at")[:PAGE])
    return QueuePage(rows=tuple(chosen), total=total, after="")


def held_listings(*, at: datetime) -> QuerySet[Listing]:
    """Listings that a rule holds for a person: verdict hold or review, and paused now."""
    offered = Listing.objects.filter(verdict__in=["hold", "review"], ended_at__isnull=True)
    return offered.filter(in_listing_state(ListingState.PAUSED, at=at))


def held(*, at: datetime) -> Count:
    """How many listings are held. In the order of the queue: else all restrictions are read before the first listing is counted."""
    return count_of(held_listings(at=at).order_by("pk"), most=COUNTED)


def listings(*, at: datetime, after: str = "") -> QueuePage:
    """The queue of held listings, the longest waiting on top."""
    rows = held_listings(at=at).select_related("store", "brand")
    total = held(at=at)
    if after.isdigit():
        rows = rows.filter(pk__gte=int(after))
    chosen = list(rows.order_by("pk")[: PAGE + 1])
    return QueuePage(rows=tuple(chosen[:PAGE]), total=total, after=str(chosen[PAGE].pk) if len(chosen) > PAGE else "")


def appeals(*, at: datetime) -> Sequence[Appeal]:
    """Open appeals, the one that is due first on top."""
    return list(
        Appeal.objects.filter(state=AppealState.OPEN)
        .select_related("store", "decision", "decision__by", "by")
        .order_by("due", "pk")[:PAGE]
    )


def appeals_decided() -> Sequence[Appeal]:
    """The appeals that were decided last."""
    return list(
        Appeal.objects.exclude(state=AppealState.OPEN)
        .select_related("store", "decision", "decided", "decided__by")
        .order_by("-decided__at")[:PAGE]
    )


def stores(*, text: str = "", policy: StorePolicy, at: datetime) -> list[StoreLine]:
    """Stores by name; without a name those with points or restrictions, the most points on top."""
    rows = Store.objects.prefetch_related("strikes", "restrictions")
    if text.strip():
        words = text.strip()[:200]
        rows = rows.filter(
            Q(store_id__icontains=words) | Q(trading_name__icontains=words) | Q(legal_name__icontains=words)
        )
    else:
        hit = Strike.objects.filter(lifted_at__isnull=True).values("store")
        bound = Restriction.objects.filter(active(at), store__isnull=False).values("store")
        rows = rows.filter(Q(pk__in=hit) | Q(pk__in=bound))
    lines = [
        StoreLine(
            store=s,
            state=state_of_store(s, at=at),
            points=points(s, policy=policy, at=at),
            strikes=len([x for x in s.strikes.all() if x.lifted_at is None]),
        )
        for s in rows.order_by("trading_name")[:500]
    ]
    return sorted(lines, key=lambda x: -x.points)[: 2 * PAGE]


def points(store: Store, *, policy: StorePolicy, at: datetime) -> int:
    """The points that count today. Prefetch `strikes` where many are asked."""
    return points_today(
        [
            StrikeFact(
                ground=Ground(s.ground),
                points=s.points,
                given_at=s.given_at,
                caused_by=str(s.caused_by_id),
                lifted_at=s.lifted_at,
            )
            for s in store.strikes.all()
        ],
        policy=policy,
        at=at,
    )


@dataclass(frozen=True, kw_only=True)
class StepPreview:
    """What the next step would touch, before it is taken."""

    step: LadderStep
    on_offer: Count
    paused: Count
    removed: Count
    rights: int


def preview(store: Store, step: LadderStep, *, at: datetime) -> StepPreview:
    """How much of the store a step would reach."""
    states = by_state(Listing.objects.filter(store=store), at=at)
    ended = Restriction.objects.filter(active(at), kind=RestrictionKind.REVOKE, right__store=store).values("right")
    rights = store.rights.filter(valid_to__gt=at.date(), replaced_by__isnull=True).exclude(pk__in=ended)
    return StepPreview(
        step=step,
        on_offer=states[ListingState.ON_OFFER],
        paused=states[ListingState.PAUSED],
        removed=states[ListingState.REMOVED],
        rights=rights.count(),
    )


def newest_decisions(*, most: int = 12) -> list[Decision]:
    """What was decided last."""
    return list(Decision.objects.select_related("store", "brand", "by").order_by("-at", "-pk")[:most])


def protected_brands() -> list[Brand]:
    """Brands that a campaign can name."""
    return list(Brand.objects.filter(protected=True).order_by("name")[:COUNTED])


def brands(ids: Sequence[str]) -> list[Brand]:
    """The brands of these identifiers, in the order of their names."""
    return list(Brand.objects.filter(pk__in=list(ids)[:COUNTED]).order_by("name"))
