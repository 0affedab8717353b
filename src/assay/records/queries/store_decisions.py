"""What was decided about a store, what binds it, may it appeal, and what became of its appeals?

Each query takes the store of whoever asks; a decision about another store is None, as one that does not exist.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from assay.errors import NotPermitted
from assay.policy.schema.appeal import AppealPolicy
from assay.records.models import Appeal, Decision, Restriction, Store
from assay.records.queries.pages import Page
from assay.records.queries.states import active, fact
from assay.records.queries.store_cases import reason_of
from assay.regime.appeal import AppealFacts, check_may_appeal, closes_at
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind

SUBJECTS_SHOWN = 10


DECISIONS = 20


@dataclass(frozen=True, kw_only=True)
class Imposed:
    """One restriction with its statement of reasons; `subject` in words."""

    restriction: uuid.UUID
    kind: str
    subject_kind: str
    subject: str
    page: str
    arg: str
    begins: datetime
    until: datetime | None
    lifted_at: datetime | None
    active: bool
    amount: str
    statement: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A decision against the store, and all that it imposed. `imposed` holds the first few of `total` restrictions, `active` of which still bind."""

    decision: uuid.UUID
    kind: str
    ground: str
    brand_name: str
    at: datetime
    automated: bool
    policy: str
    imposed: tuple[Imposed, ...]
    total: int
    active: int
    reason: str
    appeals: tuple[AppealLine, ...]
    may_appeal: bool
    why_not: str
    appeal_until: datetime


@dataclass(frozen=True, kw_only=True)
class AppealLine:
    """An appeal of the store."""

    appeal: uuid.UUID
    decision: uuid.UUID
    kind: str
    ground: str
    level: int
    state: str
    text: str
    opened_at: datetime
    due: datetime
    reason: str
    decided_at: datetime | None


def decision_row(store: Store, decision_id: uuid.UUID) -> Decision | None:
    """The decision's row, for its receipt; None where it is not about the store."""
    return Decision.objects.filter(pk=decision_id, store=store).first()


def decisions(store: Store, *, binding: bool, policy: AppealPolicy, page: int = 1, at: datetime) -> Page:
    """Decisions that burden the store, newest first; `binding`: only those of whose restrictions some still bind."""
    mine = Restriction.objects.filter(caused_by=OuterRef("pk"))
    rows = Decision.objects.filter(store=store)
    rows = rows.filter(Exists(mine.filter(active(at)))) if binding else rows.filter(Q(Exists(mine)) | _burdens())
    total = rows.count()
    number = min(max(1, page), max(1, -(-total // DECISIONS)))
    chosen = rows.select_related("brand").order_by("-at", "-pk")[(number - 1) * DECISIONS : number * DECISIONS]
    return Page(
        rows=tuple(_decision(d, policy=policy, at=at) for d in chosen), number=number, total=total, size=DECISIONS
    )


def decision(store: Store, decision_id: uuid.UUID, *, policy: AppealPolicy, at: datetime) -> DecisionView | None:
    """One decision about the store with everything that it imposed; None where it is not about the store."""
    row = Decision.objects.filter(store=store, pk=decision_id).select_related("brand").first()
    return _decision(row, policy=policy, at=at, most=1000) if row else None


def decisions_on(store: Store, listing_id: str, *, policy: AppealPolicy, at: datetime) -> tuple[DecisionView, ...]:
    """The decisions whose restrictions bind this listing now."""
    bind = Restriction.objects.filter(active(at), listing__store=store, listing__listing_id=listing_id)
    rows = Decision.objects.filter(store=store, pk__in=bind.values("caused_by")).select_related("brand").order_by("-at")
    this = Q(listing__listing_id=listing_id)
    return tuple(_decision(d, policy=policy, at=at, only=this) for d in rows)


def appeals(store: Store) -> tuple[AppealLine, ...]:
    """The store's appeals, the open ones first."""
    own = Appeal.objects.filter(store=store, notifier__isnull=True, report__isnull=True)
    rows = own.select_related("decision", "decided").order_by("-opened_at", "-pk")
    return tuple(sorted((_appeal(a) for a in rows), key=lambda a: a.state != AppealState.OPEN))


def _burdens() -> Q:
    """Decisions that hurt without a restriction: warnings, points, refusals."""
    return Q(kind__in=[DecisionKind.WARN, DecisionKind.STRIKE, DecisionKind.LADDER, DecisionKind.CLOSE]) | Q(
        kind=DecisionKind.SETTLE, outcome__state="refused"
    )


def _decision(
    row: Decision, *, policy: AppealPolicy, at: datetime, most: int = SUBJECTS_SHOWN, only: Q | None = None
) -> DecisionView:
    imposed = row.restrictions.filter(only or Q()).order_by("begins", "pk")
    total = imposed.count()
    chosen = imposed.select_related("listing", "right__brand", "store")[:most]
    done = list(row.appeals.filter(notifier=None, report=None).select_related("decided").order_by("opened_at"))
    may, why = _may_appeal(row, done, policy=policy, at=at)
    return DecisionView(
        decision=row.pk,
        kind=row.kind,
        ground=row.ground,
        brand_name=row.brand.name if row.brand else "",
        at=row.at,
        automated=row.automated,
        policy=row.policy_id,
        imposed=tuple(_imposed(r, at=at) for r in chosen),
        total=total,
        active=imposed.filter(active(at)).count(),
        reason=reason_of(row),
        appeals=tuple(_appeal(a) for a in done),
        may_appeal=may,
        why_not=why,
        appeal_until=closes_at(row.at, policy=policy),
    )


def _may_appeal(row: Decision, done: list[Appeal], *, policy: AppealPolicy, at: datetime) -> tuple[bool, str]:
    if any(a.state == AppealState.OPEN for a in done):
        return False, "Your appeal is open."
    facts = AppealFacts(
        decided_at=row.at,
        decided_by=None,
        addressee=row.store_id or "",
        levels_used=len(done),
    )
    if any(a.state == AppealState.UPHELD for a in done):
        return False, "Your appeal was upheld."
    try:
        check_may_appeal(facts, by=row.store_id or "", policy=policy, at=at)
    except NotPermitted as no:
        return False, f"{no.what[0].upper()}{no.what[1:]} {no.mend}"
    return True, ""


def _imposed(row: Restriction, *, at: datetime) -> Imposed:
    if row.listing is not None:
        subject_kind, subject, page, arg = "listing", row.listing.title, "store_listing", row.listing.listing_id
    elif row.right is not None:
        subject_kind, subject, page, arg = "right", f"right to sell {row.right.brand.name}", "store_rights", ""
    else:
        subject_kind, subject, page, arg = "store", "your store", "store", ""
    return Imposed(
        restriction=row.pk,
        kind=row.kind,
        subject_kind=subject_kind,
        subject=subject,
        page=page,
        arg=arg,
        begins=row.begins,
        until=row.until,
        lifted_at=row.lifted_at,
        active=fact(row).active(at),
        amount=f"{row.amount} {row.currency}" if row.amount is not None else "",
        statement=row.statement,
    )


def _appeal(row: Appeal) -> AppealLine:
    return AppealLine(
        appeal=row.pk,
        decision=row.decision_id,
        kind=row.decision.kind,
        ground=row.decision.ground,
        level=row.level,
        state=row.state,
        text=row.text,
        opened_at=row.opened_at,
        due=row.due,
        reason=row.reason,
        decided_at=row.decided.at if row.decided else None,
    )
