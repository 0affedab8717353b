"""What does a store see of its cases? Applications with their papers and findings, decisions with their reasons, appeals.

Each query takes the store of whoever asks; a case of another store is None, as one that does not exist.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from assay.errors import NotPermitted
from assay.policy.schema.appeal import AppealPolicy
from assay.records.models import Appeal, Application, Decision, Document, Inquiry, Restriction, Store
from assay.records.queries.pages import Page, page_of
from assay.records.queries.states import active, fact
from assay.regime.appeal import AppealFacts, check_may_appeal, closes_at
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind

SUBJECTS_SHOWN = 10
DECISIONS = 20


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """A paper: what became of it, and what was found. `reading` is the stored reading, `refusal` {what, where, mend} where it could not be read."""

    document: uuid.UUID
    filename: str
    sha256: str
    size: int
    handed_in_at: datetime
    read_at: datetime | None
    reading: Mapping[str, Any] | None
    refusal: Mapping[str, Any] | None
    findings: tuple[Mapping[str, Any], ...]
    replaced: bool


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question to somebody whom the store did not name: who is asked, since when, until when, and what came of it."""

    asked: str
    state: str
    asked_at: datetime
    due: datetime
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One decision on the way of a case; each has a receipt."""

    decision: uuid.UUID
    kind: str
    outcome: str
    reason: str
    at: datetime
    automated: bool


@dataclass(frozen=True, kw_only=True)
class ApplicationLine:
    """An application as a row of a list."""

    application: uuid.UUID
    brand: str
    brand_name: str
    lane: str
    state: str
    handed_in_at: datetime
    first_answer_due: datetime
    last_answer_due: datetime
    papers_due: datetime | None
    settled_at: datetime | None
    papers: int


@dataclass(frozen=True, kw_only=True)
class ApplicationView:
    """An application with all that its store may know of it. `findings` are those about the application as a whole."""

    line: ApplicationLine
    goods: tuple[Mapping[str, Any], ...]
    papers: tuple[PaperLine, ...]
    replaced: tuple[PaperLine, ...]
    findings: tuple[Mapping[str, Any], ...]
    questions: tuple[QuestionLine, ...]
    steps: tuple[StepLine, ...]


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


def applications(store: Store, *, page: int = 1) -> Page:
    """One page of the store's applications, the newest first."""
    rows = (
        Application.objects.filter(store=store)
        .select_related("brand")
        .annotate(papers=Count("documents", filter=Q(documents__replaced_by__isnull=True)))
        .order_by("-handed_in_at", "-pk")
    )
    shown = page_of(rows, page=page)
    return replace(shown, rows=tuple(_line(r) for r in shown.rows))


def application(store: Store, application_id: uuid.UUID) -> ApplicationView | None:
    """One application of the store with its papers, findings, questions and steps; None where it is not the store's."""
    row = (
        Application.objects.filter(store=store, pk=application_id)
        .select_related("brand")
        .annotate(papers=Count("documents", filter=Q(documents__replaced_by__isnull=True)))
        .first()
    )
    if row is None:
        return None
    found = [dict(f) for f in (row.proposal or {}).get("findings", ())]
    papers = [_paper(d, found) for d in row.documents.order_by("handed_in_at", "pk")]
    names = {p.filename for p in papers}
    return ApplicationView(
        line=_line(row),
        goods=tuple(row.goods),
        papers=tuple(p for p in papers if not p.replaced),
        replaced=tuple(p for p in papers if p.replaced),
        findings=tuple(f for f in found if f.get("paper", "") not in names),
        questions=tuple(_question(q) for q in row.inquiries.order_by("asked_at", "pk")),
        steps=_steps(row),
    )


def paper(store: Store, document_id: uuid.UUID) -> tuple[uuid.UUID, str, str] | None:
    """Application, SHA-256 and name of a paper of the store; None where it is not the store's."""
    row = Document.objects.filter(pk=document_id, application__store=store).first()
    return (row.application_id, row.sha256, row.filename) if row else None


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


def _line(row: Any) -> ApplicationLine:
    return ApplicationLine(
        application=row.pk,
        brand=row.brand_id,
        brand_name=row.brand.name,
        lane=row.lane,
        state=row.state,
        handed_in_at=row.handed_in_at,
        first_answer_due=row.first_answer_due,
        last_answer_due=row.last_answer_due,
        papers_due=row.papers_due,
        settled_at=row.settled_at,
        papers=row.papers,
    )


def _paper(row: Document, found: list[dict[str, Any]]) -> PaperLine:
    return PaperLine(
        document=row.pk,
        filename=row.filename,
        sha256=row.sha256,
        size=row.size,
        handed_in_at=row.handed_in_at,
        read_at=row.read_at,
        reading=row.reading,
        refusal=row.refusal,
        # The findings are about the papers in force: a replaced one may bear the name of the one that replaced it.
        findings=tuple(f for f in found if f.get("paper") == row.filename) if row.replaced_by_id is None else (),
        replaced=row.replaced_by_id is not None,
    )


def _question(row: Inquiry) -> QuestionLine:
    return QuestionLine(
        asked=row.asked, state=row.state, asked_at=row.asked_at, due=row.due, answered_at=row.answered_at
    )


def _steps(row: Application) -> tuple[StepLine, ...]:
    rows = Decision.objects.filter(subject_kind="application", subject_id=str(row.pk)).order_by("at", "pk")
    return tuple(
        StepLine(
            decision=d.pk,
            kind=d.kind,
            outcome=str(d.outcome.get("state", "")),
            reason=_reason(d),
            at=d.at,
            automated=d.automated,
        )
        for d in rows
    )


def _reason(row: Decision) -> str:
    """What the person who decided said; empty where a rule decided."""
    return str(row.outcome.get("reason") or row.facts.get("reason") or "")


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
        reason=_reason(row),
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
