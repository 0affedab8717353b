"""Gather what is known of an application, judge its papers, ask whom the register knows, and propose an outcome to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from assay.actions.brand import fact as brand_fact
from assay.actions.contradiction import line_seen_elsewhere
from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.status_list import fresh_lists, name_lists
from assay.policy.schema import Policy
from assay.records.models import Application, Document, Inquiry, PaperTrace, UsedLine
from assay.regime.clocks import END_OF_DAY
from assay.regime.document import facts as known
from assay.regime.document.facts import ApplicationFacts
from assay.regime.document.inquiry import Asked
from assay.regime.document.reading import from_json as reading_of
from assay.regime.document.traces import LINE, STATUS, line_keys, traces_of
from assay.regime.document.verdict import Judgement, judge
from assay.regime.moves import APPLICATION_MOVES, ApplicationEvent, ApplicationState, InquiryState, move
from assay.regime.terms import DecisionKind, Outcome, StoreKind, Tier

# A frame that many issuers share, or a series of a large issuer, has very many traces; the newest tell enough.
MOST_TRACES_A_KEY = 200
OUTCOMES = {ApplicationState.GRANTED: Outcome.ACCEPT, ApplicationState.REFUSED: Outcome.REFUSE}


def documents_of(application: Application) -> list[Document]:
    """The papers that count: those that were not replaced, in order of arrival."""
    return list(application.documents.filter(replaced_by__isnull=True).order_by("handed_in_at", "filename", "pk"))


def facts_of(application: Application, *, at: datetime) -> ApplicationFacts:
    """All that the judgement knows of an application at this time."""
    store = application.store
    documents = documents_of(application)
    papers = tuple(_paper(d) for d in documents)
    since = max((d.handed_in_at for d in documents), default=application.handed_in_at)
    asked = application.inquiries.filter(
        asked_at__gte=since, state__in=[InquiryState.CONFIRMED, InquiryState.OBJECTED]
    ).order_by("answered_at")
    return ApplicationFacts(
        application=str(application.pk),
        store=known.StoreIdentity(
            store_id=store.pk,
            legal_name=store.legal_name,
            trading_name=store.trading_name,
            address=store.address,
            country=store.country,
            vat_id=store.vat_id,
            registration=store.registration,
            kind=StoreKind(store.kind),
        ),
        brand=brand_fact(application.brand),
        goods=tuple(known.Goods(**g) for g in application.goods),
        papers=papers,
        handed_in_on=since.date(),
        tier=Tier(store.tier),
        earlier=_earlier(application, documents, papers, before=since),
        statuses=fresh_lists(application.brand, papers=papers, at=at),
        answers=tuple(
            known.Answer(
                question=i.question,
                by=i.asked,
                confirmed=i.state == InquiryState.CONFIRMED,
                ground=i.ground,
                evidence=i.evidence,
                at=i.answered_at.isoformat() if i.answered_at else "",
                states=tuple(known.Stated(**s) for s in i.states),
                knows=tuple(i.knows),
            )
            for i in asked
        ),
    )


def propose(application: Application, *, at: datetime) -> Judgement:
    """Judge what is known now, keep what the papers leave behind, ask what is open, and put the proposal before a person.

    Called when the last paper was read, and again with each answer. Inside the caller's transaction, the application locked.
    """
    policy = in_force()
    facts = facts_of(application, at=at)
    judgement = judge(facts, policy=policy, on=at.date())
    _keep_traces(application, judgement)
    name_lists(application.brand, papers=facts.papers, at=at)
    first = application.state == ApplicationState.HANDED_IN
    if first:
        application.state = move(APPLICATION_MOVES, ApplicationState(application.state), ApplicationEvent.READ)
    application.proposal = judgement.to_json()
    if first and application.first_answered_at is None:
        application.first_answered_at = at
    application.save(update_fields=["state", "proposal", "first_answered_at"])
    if first:
        line_seen_elsewhere(
            application=application, keys={key for paper in facts.papers for key in line_keys(paper)}, at=at
        )
        asked = _ask(application, judgement, at=at, policy=policy)
        tell(
            to=application.store,
            kind="papers_read",
            at=at,
            brand=application.brand.name,
            findings=sum(f.weight != "note" for f in judgement.findings),
            asked=asked,
            last_answer_due=application.last_answer_due.isoformat(),
        )
    return judgement


def window_of(application: Application) -> Inquiry | None:
    """The brand's window that still runs, if one does."""
    return application.inquiries.filter(state=InquiryState.OPEN, asked=Asked.BRAND).order_by("-due").first()


def overruling(policy: Policy, reasons: frozenset[str]) -> Policy:
    """The policy in which a person has overruled these findings: they are noted and decide nothing."""
    weights: dict[str, Any] = {**policy.document.weights, **dict.fromkeys(reasons, "note")}
    return replace(policy, document=replace(policy.document, weights=weights))


def _paper(document: Document) -> known.Paper:
    refusal = document.refusal or {}
    return known.Paper(
        name=document.filename,
        sha256=document.sha256,
        reading=reading_of(document.reading) if document.reading else None,
        refusal=refusal.get("what", "" if document.read_at else "the paper has not been read yet"),
        mend=refusal.get("mend", ""),
        waiting=bool(refusal.get("failed")) or document.read_at is None,
    )


def _earlier(
    application: Application, documents: Sequence[Document], papers: tuple[known.Paper, ...], *, before: datetime
) -> tuple[known.EarlierTrace, ...]:
    """Traces of papers of other applications that came before these, where kind and key are the same; of each key the newest.

    Who came first is not held against him when somebody copies his paper later. Of two that came at the same moment one has to be the first.
    """
    wanted = {(t.kind, t.key) for paper in papers for t in traces_of(paper) if t.kind != STATUS}
    own = max((d.pk for d in documents if d.handed_in_at == before), default=None)
    came_before = Q(document__handed_in_at__lt=before)
    if own is not None:
        came_before |= Q(document__handed_in_at=before, document__pk__lt=own)
    before_these = PaperTrace.objects.filter(came_before).exclude(document__application=application)
    found = [
        known.EarlierTrace(
            kind=kind,
            key=key,
            value=row.value,
            store_id=row.document.application.store_id,
            application=str(row.document.application_id),
            paper=row.document.filename,
            brand_id=row.document.application.brand_id,
            outcome=_outcome_of(row.document.application),
        )
        for kind, key in sorted(wanted)
        for row in before_these.filter(kind=kind, key=key)
        .select_related("document__application")
        .order_by("-document__handed_in_at", "-pk")[:MOST_TRACES_A_KEY]
    ]
    lines = {key for paper in papers for key in line_keys(paper)}
    backing = UsedLine.objects.filter(key__in=lines).exclude(document__application=application)
    found += [
        known.EarlierTrace(
            kind=LINE,
            key=row.key,
            value="",
            store_id=row.right.store_id,
            application=str(row.document.application_id),
            paper=row.document.filename,
            brand_id=row.right.brand_id,
            outcome=Outcome.ACCEPT,
        )
        for row in backing.select_related("document", "right").order_by("key")
    ]
    return tuple(found)


def _outcome_of(application: Application) -> str:
    found = OUTCOMES.get(ApplicationState(application.state))
    return found.value if found else ""


def _keep_traces(application: Application, judgement: Judgement) -> None:
    by_digest = {d.sha256: d for d in documents_of(application)}
    PaperTrace.objects.bulk_create(
        (
            PaperTrace(document=by_digest[sha256], kind=trace.kind, key=trace.key, value=trace.value)
            for sha256, trace in judgement.traces
        ),
        ignore_conflicts=True,
    )


def _ask(application: Application, judgement: Judgement, *, at: datetime, policy: Policy) -> int:
    """Open an inquiry for each question; whom the register does not know nobody asks. How many were asked."""
    # A brand that was asked about papers which have been replaced since is asked anew.
    application.inquiries.filter(state=InquiryState.OPEN).update(state=InquiryState.SILENT)
    for question in judgement.questions:
        due = _end_of(question.due, policy)
        row = Inquiry.objects.create(
            application=application,
            asked=question.to,
            brand=application.brand,
            question=question.question,
            name=question.name,
            asks=question.asks,
            papers=list(question.papers),
            state=InquiryState.OPEN,
            asked_at=at,
            due=due,
        )
        record(
            kind=DecisionKind.INQUIRY,
            subject=row,
            store=application.store,
            brand=application.brand,
            facts={"question": question.question, "papers": list(question.papers)},
            outcome={"state": InquiryState.OPEN.value},
            by=None,
            at=at,
            case=("application", str(application.pk)),
            lane=application.lane,
        )
    if judgement.questions:
        tell(
            to=application.brand,
            kind="inquiry_asked",
            at=at,
            store=application.store.trading_name,
            questions=len(judgement.questions),
            due=judgement.questions[0].due.isoformat(),
        )
    return len(judgement.questions)


def _end_of(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, END_OF_DAY, tzinfo=ZoneInfo(policy.calendar.office.time_zone))


def propose_again(application: Application, *, at: datetime) -> None:
    """An answer came: what is proposed may change. Inside the caller's transaction."""
    with transaction.atomic():
        row = Application.objects.select_for_update().get(pk=application.pk)
        if row.state == ApplicationState.IN_REVIEW:
            propose(row, at=at)
