"""What does a store see of its applications? Their papers with findings, the questions that were asked, the steps.

Each query takes the store of whoever asks; an application of another store is None, as one that does not exist.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from assay.records.models import Application, Decision, Document, Inquiry, Store
from assay.records.queries.pages import Page, page_of


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
            reason=reason_of(d),
            at=d.at,
            automated=d.automated,
        )
        for d in rows
    )


def reason_of(row: Decision) -> str:
    """What the person who decided said; empty where a rule decided."""
    return str(row.outcome.get("reason") or row.facts.get("reason") or "")
