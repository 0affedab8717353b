"""What does a verifier see of one application? Papers with what was read of them, findings, answers, and where the same paper was seen before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from assay.records.models import Application, Decision, Document, Inquiry, PaperTrace, Right
from assay.records.queries.paper import ShownFinding, in_words, shown
from assay.regime.document.traces import FILE, LINE, LINES, NUMBER, TEXT
from assay.regime.moves import InquiryState

MOST_EARLIER = 50

STRONG = {
    FILE: "the same file",
    NUMBER: "the same number and issuer",
    LINES: "the same lines",
    LINE: "the same line",
    TEXT: "nearly the same words",
}


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Another paper that left the same traces; `differs`: it bears the same number with other content."""

    document: Document
    kinds: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything on the case page."""

    application: Application
    documents: tuple[Document, ...]
    replaced: tuple[Document, ...]
    findings: tuple[ShownFinding, ...]
    verdict: str
    because: str
    questions: tuple[Any, ...]
    inquiries: tuple[Inquiry, ...]
    earlier: tuple[Earlier, ...]
    rights: tuple[Right, ...]
    trail: tuple[Decision, ...]

    @property
    def asked(self) -> tuple[tuple[Inquiry, str], ...]:
        """Each inquiry with what it asks, in the words of the proposal that raised it."""
        words = {str(q.get("question")): str(q.get("asks", "")) for q in self.questions if isinstance(q, Mapping)}
        return tuple((i, words.get(i.question) or "Is this paper genuine?") for i in self.inquiries)

    @property
    def window(self) -> datetime | None:
        """Until when somebody who was asked may still answer; None: nobody may."""
        return max((i.due for i in self.inquiries if i.state == InquiryState.OPEN), default=None)


def case(application: uuid.UUID) -> Case | None:
    """The case, or None."""
    row = Application.objects.select_related("store", "brand", "handed_in_by").filter(pk=application).first()
    if row is None:
        return None
    papers = list(row.documents.order_by("handed_in_at", "pk"))
    current = tuple(d for d in papers if d.replaced_by_id is None)
    proposal = row.proposal or {}
    inquiries = tuple(row.inquiries.select_related("brand", "answered_by").order_by("asked_at", "pk"))
    return Case(
        application=row,
        documents=current,
        replaced=tuple(d for d in papers if d.replaced_by_id is not None),
        findings=shown(proposal.get("findings") or ()),
        verdict=str(proposal.get("verdict") or proposal.get("outcome") or ""),
        because=in_words(str(proposal.get("because") or "")),
        questions=tuple(proposal.get("questions") or ()),
        inquiries=inquiries,
        earlier=earlier(current),
        rights=tuple(row.rights.select_related("brand").order_by("-valid_from")),
        trail=trail(row, inquiries),
    )


def chosen(found: Case, paper: str) -> Document | None:
    """The paper of this identifier, else the first one."""
    papers = [*found.documents, *found.replaced]
    return next((d for d in papers if str(d.pk) == paper), papers[0] if papers else None)


def earlier(documents: tuple[Document, ...]) -> tuple[Earlier, ...]:
    """Other papers that left the same traces, those that share most on top.

    A bank account, a layout or a series of numbers is shared by all papers of an honest issuer too: they are named beside other traces, and
    alone they bring nothing up.
    """
    mine = {d.pk for d in documents}
    traces = list(PaperTrace.objects.filter(document__in=mine).values_list("kind", "key", "value"))
    strong = Q()
    for kind, key, _ in traces:
        if kind in STRONG:
            strong |= Q(kind=kind, key=key)
    if not strong:
        return ()
    values = {(kind, key): value for kind, key, value in traces}
    hits = (
        PaperTrace.objects.filter(strong)
        .exclude(document__in=mine)
        .select_related("document__application__store", "document__application__brand")
        .order_by("-document__handed_in_at", "kind")[: MOST_EARLIER * len(STRONG)]
    )
    by_paper: dict[Any, list[PaperTrace]] = {}
    for hit in hits:
        by_paper.setdefault(hit.document_id, []).append(hit)
    found = [
        Earlier(
            document=rows[0].document,
            kinds=tuple(STRONG[kind] for kind in STRONG if any(r.kind == kind for r in rows)),
            differs=any(r.kind == NUMBER and r.value != values.get((r.kind, r.key)) for r in rows),
        )
        for rows in by_paper.values()
    ]
    return tuple(sorted(found, key=lambda e: -len(e.kinds))[:MOST_EARLIER])


def trail(application: Application, inquiries: tuple[Inquiry, ...]) -> tuple[Decision, ...]:
    """Every decision about the application, its questions and its rights, in order."""
    about = Q(subject_kind="application", subject_id=str(application.pk))
    if inquiries:
        about |= Q(subject_kind="inquiry", subject_id__in=[str(i.pk) for i in inquiries])
    rights = [str(pk) for pk in application.rights.values_list("pk", flat=True)]
    if rights:
        about |= Q(subject_kind="right", subject_id__in=rights)
    return tuple(Decision.objects.filter(about).select_related("by").order_by("at", "pk")[:200])


def document(pk: uuid.UUID) -> Document | None:
    """One paper, or None."""
    return Document.objects.select_related("application").filter(pk=pk).first()


def next_waiting(application: Application, *, state: str, due: datetime) -> uuid.UUID | None:
    """The case that follows in the queue, so that a verifier goes on without going back."""
    return (
        Application.objects.filter(state=state, first_answer_due__gte=due)
        .exclude(pk=application.pk)
        .order_by("first_answer_due", "pk")
        .values_list("pk", flat=True)
        .first()
    )
