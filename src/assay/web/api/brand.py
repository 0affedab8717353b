"""A brand's own programs: the questions that it is asked, its answers, its register, and what is offered in its name."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from assay.actions import brand as register_act
from assay.actions import contradiction
from assay.actions import inquiry as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import NotFound
from assay.records.queries import brand as query
from assay.records.queries import brand_rights as rights_query
from assay.records.queries.person import brand_of
from assay.web.api import brand_schemas as s
from assay.web.api import schemas as shared
from assay.web.api.access import AUTH, caller
from assay.web.api.messages import Language, in_words
from assay.web.console.brand_register import dealer, product, signer
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: shared.Problem, 403: shared.Problem, 404: shared.Problem, 409: shared.Problem, 422: shared.Problem}
Number = Query(1, ge=1, le=1_000_000)


@router.get("/inquiries", response={200: s.InquiriesOut, **REFUSALS})
def inquiries(request: HttpRequest, only_open: bool = True, page: int = Number) -> dict[str, Any]:
    """Questions about stores' papers, the most urgent first."""
    found = query.inquiries(brand_of(caller(request, Action.SEE_OWN_BRAND)), only_open=only_open, page=page)
    return {"page": found.number, "pages": found.last, "total": found.total, "inquiries": found.rows}


@router.get("/inquiries/{uuid:inquiry_id}", response={200: s.InquiryView, **REFUSALS})
def inquiry(request: HttpRequest, inquiry_id: uuid.UUID) -> dict[str, Any]:
    """One question with what the policy lets the brand see of the papers: kind, issuer, goods and marks, never prices."""
    return _inquiry(caller(request, Action.SEE_OWN_BRAND), inquiry_id)


@router.post("/inquiries/{uuid:inquiry_id}/answer", response={200: s.InquiryView, **REFUSALS})
def answer(request: HttpRequest, inquiry_id: uuid.UUID, payload: s.AnswerIn) -> dict[str, Any]:
    """Confirm, or object with ground and evidence. That a store is not your dealer is no ground by itself."""
    person = caller(request, Action.ANSWER_INQUIRY)
    _inquiry(person, inquiry_id)
    act.answer(
        inquiry=inquiry_id,
        by=person,
        confirmed=payload.confirmed,
        ground=payload.ground,
        evidence=payload.evidence,
        states=query.stated_of(brand_of(person), inquiry_id, [x.dict() for x in payload.states]),
        at=now(),
    )
    return _inquiry(person, inquiry_id)


@router.get("/rights", response={200: s.RightsOut, **REFUSALS})
def rights(request: HttpRequest) -> dict[str, Any]:
    """Who may sell the brand, or might: every right with its state, those in force first."""
    return {"rights": rights_query.stores_with_right(brand_of(caller(request, Action.SEE_OWN_BRAND)), at=now())}


@router.post("/rights/{uuid:right_id}/object", response={200: s.RightOut, **REFUSALS})
def object_to_right(request: HttpRequest, right_id: uuid.UUID, payload: s.ObjectionIn) -> Any:
    """Speak against a right that a store has already, with ground and evidence. A third person looks; the right may wait meanwhile."""
    person = caller(request, Action.ANSWER_INQUIRY)
    at = now()
    contradiction.object_to_right(right=right_id, by=person, ground=payload.ground, evidence=payload.evidence, at=at)
    return rights_query.store_with_right(brand_of(person), right_id, at=at)


@router.get("/register", response={200: s.RegisterOut, **REFUSALS})
def register(request: HttpRequest) -> Any:
    """What the office knows of the brand: names, categories, marks, products, dealers, signers."""
    return query.register_of(brand_of(caller(request, Action.SEE_OWN_BRAND)))


@router.put("/register", response={200: s.RegisterOut, **REFUSALS})
def change_register(request: HttpRequest, payload: s.RegisterIn) -> Any:
    """Change names, categories, products, dealers, signers; a part that is sent is replaced whole. Listings that it touches are screened again."""
    person = caller(request, Action.MAINTAIN_REGISTER)
    brand = brand_of(person)
    products, dealers = payload.products, payload.dealers
    register_act.update(
        brand=brand,
        aliases=payload.aliases,
        categories=payload.categories,
        products=None
        if products is None
        else [product(p.dict(), where=f"products[{i}]") for i, p in enumerate(products)],
        dealers=None if dealers is None else [dealer(d.dict(), where=f"dealers[{i}]") for i, d in enumerate(dealers)],
        signers=None
        if payload.signers is None
        else [signer(x.dict(), where=f"signers[{i}]") for i, x in enumerate(payload.signers)],
        by=person,
        at=now(),
    )
    brand.refresh_from_db()
    return query.register_of(brand)


@router.get("/messages", response={200: shared.MessagesOut, **REFUSALS})
def messages(request: HttpRequest, page: int = Number, language: str = Language) -> dict[str, Any]:
    """The inbox, the newest first. Reading it here does not mark it as read."""
    brand = brand_of(caller(request, Action.SEE_OWN_BRAND))
    return in_words(query.messages(brand, page=page), to=brand, language=language)


def _inquiry(person: Any, inquiry_id: uuid.UUID) -> dict[str, Any]:
    view = query.inquiry(brand_of(person), inquiry_id, policy=in_force().document.brand_sees)
    if view is None:
        raise NotFound("there is no such question.", mend="Take it from your list.")
    line = s.InquiryOut.from_orm(view.line).dict()
    return {**line, "country": view.country, "goods": list(view.goods), "papers": view.papers, "states": view.states}
