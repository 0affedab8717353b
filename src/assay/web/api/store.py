"""A store's own programs: applications with their papers, rights, listings, decisions with their reasons, appeals, messages."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.files import UploadedFile
from ninja.params.functions import File, Form, Query

from assay.actions import appeal as appeal_act
from assay.actions import application as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.actions.receipt import receipt_for
from assay.errors import BadInput, NotFound, TooLarge
from assay.records.queries import inbox
from assay.records.queries import store as query
from assay.records.queries import store_cases as cases
from assay.records.queries import store_decisions as decided
from assay.records.queries.brand import by_id
from assay.records.queries.person import store_of
from assay.regime.document.arrival import display_name
from assay.regime.right.grant import lane_of
from assay.web.api import schemas as shared
from assay.web.api import store_schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.api.messages import Language, in_words
from assay.web.console import words
from assay.web.permissions import Action
from assay.web.sending import end_rows, send_rows

router = Router(auth=AUTH)
REFUSALS = {
    401: shared.Problem,
    403: shared.Problem,
    404: shared.Problem,
    409: shared.Problem,
    413: shared.Problem,
    415: shared.Problem,
    422: shared.Problem,
}
Number = Query(1, ge=1, le=1_000_000)
Papers = File([])
Needed = File(...)


@router.post("/applications", response={200: s.ApplicationView, **REFUSALS})
def apply(
    request: HttpRequest,
    brand: str = Form(..., max_length=80),
    lane: str = Form("proof", max_length=20),
    goods: str = Form("[]", max_length=200_000, description='JSON: [{"name", "model", "gtin", "units"}]'),
    papers: list[UploadedFile] = Papers,
) -> dict[str, Any]:
    """Apply to sell a brand (multipart/form-data): with papers (lane proof), or by a declared purchase (lane purchase)."""
    person = caller(request, Action.APPLY)
    found = by_id(brand)
    if found is None:
        raise NotFound("there is no such brand.", where="brand", mend="Give the brand's identifier.")
    row = act.apply(
        store=store_of(person),
        brand=found,
        lane=lane_of(lane),
        goods=_goods(goods),
        papers=_papers(papers),
        by=person,
        at=now(),
    )
    return _application(person, row.pk)


@router.get("/applications", response={200: s.ApplicationsOut, **REFUSALS})
def applications(request: HttpRequest, page: int = Number) -> dict[str, Any]:
    """The store's applications, the newest first."""
    found = cases.applications(store_of(caller(request, Action.SEE_OWN_STORE)), page=page)
    return {"page": found.number, "pages": found.last, "total": found.total, "applications": found.rows}


@router.get("/applications/{uuid:application_id}", response={200: s.ApplicationView, **REFUSALS})
def application(request: HttpRequest, application_id: uuid.UUID) -> dict[str, Any]:
    """One application: papers, findings with what mends them, what is due, and the steps with their receipts."""
    return _application(caller(request, Action.SEE_OWN_STORE), application_id)


@router.post("/applications/{uuid:application_id}/papers", response={200: s.ApplicationView, **REFUSALS})
def add_papers(request: HttpRequest, application_id: uuid.UUID, papers: list[UploadedFile] = Needed) -> dict[str, Any]:
    """Hand in the papers of a declared purchase, or a further paper after a refusal."""
    person = caller(request, Action.MEND_PAPER)
    act.add_papers(application=application_id, papers=_papers(papers), by=person, at=now())
    return _application(person, application_id)


@router.post("/papers/{uuid:document_id}/replace", response={200: s.ApplicationView, **REFUSALS})
def replace_paper(request: HttpRequest, document_id: uuid.UUID, paper: UploadedFile = Needed) -> dict[str, Any]:
    """Put a better paper in the place of one; the others stay as they are."""
    person = caller(request, Action.MEND_PAPER)
    row = act.replace_paper(document=document_id, paper=_papers([paper])[0], by=person, at=now())
    return _application(person, row.pk)


@router.get("/decisions/{uuid:decision_id}/receipt", response={**REFUSALS}, include_in_schema=True)
def receipt(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The signed receipt of a decision about the store, as text: a promise, and a proof of inclusion once it is in the log."""
    row = decided.decision_row(store_of(caller(request, Action.SEE_OWN_STORE)), decision_id)
    if row is None:
        raise NotFound("there is no such decision.", mend="Take it from the steps of your application.")
    return HttpResponse(receipt_for(row), content_type="text/plain; charset=utf-8")


@router.get("/rights", response={200: list[s.RightOut], **REFUSALS})
def rights(request: HttpRequest) -> Any:
    """The store's rights with their units, those in force first."""
    # A list, for two of a tuple would be read as a status and a body.
    return list(query.rights(store_of(caller(request, Action.SEE_OWN_STORE)), at=now()))


@router.post("/listings", response={200: shared.ListingsOut, **REFUSALS})
def send_listings(request: HttpRequest, payload: shared.OwnListingsIn) -> dict[str, Any]:
    """Send 1 to 10,000 new or changed listings of the own store."""
    return send_rows(store_of(caller(request, Action.SEND_LISTINGS)), payload.listings)


@router.post("/ended", response={200: shared.EndedOut, **REFUSALS})
def end_listings(request: HttpRequest, payload: shared.OwnEndIn) -> dict[str, Any]:
    """Withdraw listings of the own store. What was decided about them stays. Sent again, they are screened again."""
    return end_rows(store_of(caller(request, Action.SEND_LISTINGS)), payload.ids)


@router.get("/decisions", response={200: s.DecisionsOut, **REFUSALS})
def decisions(request: HttpRequest, binding: bool = True, page: int = Number) -> dict[str, Any]:
    """Decisions that burden the store with their statements of reasons; `binding`: only those that still bind."""
    store = store_of(caller(request, Action.SEE_OWN_STORE))
    found = decided.decisions(store, binding=binding, policy=in_force().appeal, page=page, at=now())
    return {"page": found.number, "pages": found.last, "total": found.total, "decisions": found.rows}


@router.post("/decisions/{uuid:decision_id}/appeal", response={200: s.AppealOut, **REFUSALS})
def appeal(request: HttpRequest, decision_id: uuid.UUID, payload: s.AppealIn) -> dict[str, Any]:
    """Appeal a decision. Another person than the one who decided answers."""
    person = caller(request, Action.APPEAL)
    row = appeal_act.open_appeal(decision=decision_id, by=person, text=payload.text, at=now())
    return {"appeal": row.pk, "decision": decision_id, "state": row.state, "level": row.level, "due": row.due}


@router.get("/messages", response={200: shared.MessagesOut, **REFUSALS})
def messages(request: HttpRequest, page: int = Number, language: str = Language) -> dict[str, Any]:
    """The inbox, the newest first. Reading it here does not mark it as read."""
    store = store_of(caller(request, Action.SEE_OWN_STORE))
    return in_words(inbox.messages(store, page=page), to=store, language=language)


def _application(person: Any, application_id: uuid.UUID) -> dict[str, Any]:
    view = cases.application(store_of(person), application_id)
    if view is None:
        raise NotFound("there is no such application.", mend="Take it from your list.")
    line = s.ApplicationOut.from_orm(view.line).dict()
    papers = [
        {
            "document": p.document,
            "filename": p.filename,
            "sha256": p.sha256,
            "size": p.size,
            "handed_in_at": p.handed_in_at,
            "read_at": p.read_at,
            "refusal": p.refusal,
            "findings": [words.finding(f) for f in p.findings],
        }
        for p in view.papers
    ]
    return {
        **line,
        "goods": list(view.goods),
        "papers": papers,
        "findings": [words.finding(f) for f in view.findings],
        "steps": view.steps,
    }


def _papers(uploads: list[UploadedFile]) -> list[tuple[str, bytes]]:
    """Name and bytes of each file; one that is too large is refused before it is read."""
    limits = in_force().document.limits
    for upload in uploads:
        if (upload.size or 0) > limits.bytes_per_paper:
            raise TooLarge(
                f"this file has {upload.size} bytes; {limits.bytes_per_paper} are allowed.",
                where=display_name(upload.name or ""),
                mend="Hand in the pages that prove, or save the PDF with smaller pictures.",
            )
    return [(upload.name or "", upload.read()) for upload in uploads]


def _goods(text: str) -> list[dict[str, Any]]:
    try:
        rows = orjson.loads(text)
    except orjson.JSONDecodeError:
        rows = None
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows) or len(rows) > 200:
        raise BadInput(
            "the goods are no JSON list of at most 200 objects.",
            where="goods",
            mend='Send [{"name": "...", "units": 3}].',
        )
    return rows
