"""Programs of both sides of a notice: a brand or its agent files up to 300 listings a call and follows each; a store answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from assay.actions import notice as act
from assay.actions.clock import now
from assay.actions.notice_appeal import open_notice_appeal
from assay.actions.notifier import of
from assay.actions.notifier_appeal import open_notifier_appeal
from assay.actions.receipt import promise_for, receipt_for
from assay.errors import NotFound
from assay.records.queries import notices as query
from assay.records.queries.person import store_of
from assay.regime.notice.completeness import Draft
from assay.web.api import notice_schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.api.schemas import Problem
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem, 422: Problem}
Number = Query(1, ge=1, le=1_000_000)


@router.post("/notices/check", response={200: s.GapsOut, **REFUSALS})
def check(request: HttpRequest, payload: s.NoticeIn) -> dict[str, Any]:
    """Everything that stands in the way of this notice, each with what mends it; nothing is filed."""
    person = caller(request, Action.FILE_NOTICE)
    return {"gaps": act.missing(_draft(payload), by=person, at=now())}


@router.post("/notices", response={200: s.NoticeFiled, **REFUSALS})
def file(request: HttpRequest, payload: s.NoticeIn) -> dict[str, Any]:
    """File a notice on up to 300 listings; each gets a case of its own. The answer holds the signed receipt."""
    person = caller(request, Action.FILE_NOTICE)
    filed = act.take_in(draft=_draft(payload), by=person, at=now())
    return {**_shown(query.as_filed(filed.notice, filed.items)), "receipt": promise_for(filed.entry)}


@router.get("/notices", response={200: s.NoticesOut, **REFUSALS})
def filed(request: HttpRequest, page: int = Number) -> dict[str, Any]:
    """What the caller filed, the newest first."""
    found = query.filed_by(of(caller(request, Action.FILE_NOTICE), at=now()), page=page)
    return {"page": found.number, "pages": found.last, "total": found.total, "notices": found.rows}


@router.get("/notices/{uuid:notice_id}", response={200: s.NoticeView, **REFUSALS})
def notice(request: HttpRequest, notice_id: uuid.UUID) -> dict[str, Any]:
    """One notice with the state of each listing, the seller's answers, and the reason of each decision."""
    return _view(caller(request, Action.FILE_NOTICE), notice_id)


@router.get("/notices/{uuid:notice_id}/receipt", response={**REFUSALS})
def receipt(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """The signed receipt of a notice, as text, with the time by which it is answered."""
    row = query.decision_of(of(caller(request, Action.FILE_NOTICE), at=now()), notice_id)
    if row is None:
        raise NotFound("there is no such notice.", mend="Take it from your list.")
    return HttpResponse(receipt_for(row), content_type="text/plain; charset=utf-8")


@router.post("/notices/items/{uuid:item_id}/insist", response={200: s.NoticeView, **REFUSALS})
def insist(request: HttpRequest, item_id: uuid.UUID, payload: s.WordsIn) -> dict[str, Any]:
    """Insist after the seller has answered; a person decides."""
    person = caller(request, Action.FILE_NOTICE)
    row = act.insist(item=item_id, by=person, text=payload.text, at=now())
    return _view(person, row.notice_id)


@router.post("/notices/items/{uuid:item_id}/withdraw", response={200: s.NoticeView, **REFUSALS})
def withdraw(request: HttpRequest, item_id: uuid.UUID) -> dict[str, Any]:
    """Take back what was said of one listing; what it had paused comes back."""
    person = caller(request, Action.FILE_NOTICE)
    row = act.withdraw(item=item_id, by=person, at=now())
    return _view(person, row.notice_id)


@router.post("/notices/items/{uuid:item_id}/appeal", response={200: s.AppealOut, **REFUSALS})
def appeal(request: HttpRequest, item_id: uuid.UUID, payload: s.WordsIn) -> Any:
    """Appeal against the rejection of one listing of an own notice; another person decides."""
    person = caller(request, Action.FILE_NOTICE)
    return open_notice_appeal(item=item_id, by=person, text=payload.text, at=now())


@router.post("/notices/given/{uuid:decision_id}/appeal", response={200: s.AppealOut, **REFUSALS})
def appeal_given(request: HttpRequest, decision_id: uuid.UUID, payload: s.WordsIn) -> Any:
    """Appeal against a warning or a suspension of one's own; another person decides."""
    person = caller(request, Action.FILE_NOTICE)
    return open_notifier_appeal(decision=decision_id, by=person, text=payload.text, at=now())


@router.get("/store/notices", response={200: s.ItemsOut, **REFUSALS})
def received(request: HttpRequest, page: int = Number) -> dict[str, Any]:
    """What was said of the store's listings; what waits for the store stands first."""
    found = query.against(store_of(caller(request, Action.SEE_OWN_STORE)), page=page)
    return {"page": found.number, "pages": found.last, "total": found.total, "items": found.rows}


@router.post("/store/notices/{uuid:item_id}/counter", response={200: s.ItemOut, **REFUSALS})
def counter(request: HttpRequest, item_id: uuid.UUID, payload: s.WordsIn) -> Any:
    """Answer a notice: whoever filed it is asked to insist or withdraw."""
    person = caller(request, Action.COUNTER_NOTICE)
    act.counter(item=item_id, by=person, text=payload.text, at=now())
    return query.against_item(store_of(person), item_id)


def _view(person: Any, notice_id: uuid.UUID) -> dict[str, Any]:
    view = query.filed(of(person, at=now()), notice_id, at=now())
    if view is None:
        raise NotFound("there is no such notice.", mend="Take it from your list.")
    return _shown(view)


def _shown(view: query.NoticeView) -> dict[str, Any]:
    return {
        **vars(view.line),
        "mark": view.mark,
        "reference": view.reference,
        "evidence": view.evidence,
        "items": view.items,
        "stores": [
            {
                "store": fate.store,
                "name": fate.name,
                "state": fate.state,
                "steps": [
                    {"at": at, "step": step, "ground": ground, "lifted_at": lifted}
                    for at, step, ground, lifted in fate.steps
                ],
            }
            for fate in view.stores
        ],
    }


def _draft(payload: s.NoticeIn) -> Draft:
    return Draft(
        listings=tuple(payload.listings),
        ground=payload.ground,
        mark_office=payload.mark_office,
        mark_number=payload.mark_number,
        reference=payload.reference,
        evidence=payload.evidence,
        good_faith=payload.good_faith,
    )
