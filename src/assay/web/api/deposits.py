"""Deposits by program: a store asks what one costs and offers it; the marketplace records what has come and what has left."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query
from pydantic import Field

from assay.actions import deposit as act
from assay.actions.clock import now
from assay.errors import NotFound
from assay.records.queries import deposits as query
from assay.records.queries.pages import Page
from assay.records.queries.person import store_of
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.permissions import Action

store = Router(auth=AUTH)
marketplace = Router(auth=AUTH)
REFUSALS = {401: s.Problem, 403: s.Problem, 404: s.Problem, 409: s.Problem, 413: s.Problem, 422: s.Problem}
Number = Query(1, ge=1, le=1_000_000)


class QuoteOut(Schema):
    """What a deposit for a listing costs now, and until when it is to be paid."""

    amount: Decimal
    currency: str
    pay_by: datetime


class DepositIn(s.Strict):
    """The store's own listing whose pause the deposit is to lift."""

    listing: s.Identifier


class ReceivedIn(s.Strict):
    """The money that has come, and the number of its payment in the books."""

    amount: Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    reference: Annotated[str, Field(min_length=1, max_length=120)]


class DepositOut(Schema):
    """One deposit. `to`: whose the money is: the store, or once it is forfeited a brand or `buyers`."""

    deposit: uuid.UUID
    store: str
    listing: str
    dispute: str
    amount: Decimal
    currency: str
    state: str
    offered_at: datetime
    pay_by: datetime
    received_at: datetime | None
    ended_at: datetime | None
    to: str
    payable_from: datetime | None
    paid_at: datetime | None


class DepositsOut(Schema):
    """One page of deposits, the newest first."""

    page: int
    pages: int
    total: int
    deposits: list[DepositOut]


@store.get("/deposits", response={200: DepositsOut, **REFUSALS})
def mine(request: HttpRequest, page: int = Number) -> dict[str, Any]:
    """The store's deposits, the newest first."""
    return _page(query.of_store(store_of(caller(request, Action.SEE_OWN_STORE)), page=page))


@store.get("/deposits/quote", response={200: QuoteOut, **REFUSALS})
def quote(request: HttpRequest, listing: str = Query(..., max_length=120)) -> Any:
    """What a deposit for this paused listing costs while its pause is disputed; or why none is taken."""
    return act.quoted(listing=listing, by=caller(request, Action.OFFER_DEPOSIT), at=now())


@store.post("/deposits", response={200: DepositOut, **REFUSALS})
def offer(request: HttpRequest, payload: DepositIn) -> Any:
    """Offer the deposit that the policy asks for."""
    return _one(act.offer(listing=payload.listing, by=caller(request, Action.OFFER_DEPOSIT), at=now()).pk)


@marketplace.get("/deposits", response={200: DepositsOut, **REFUSALS})
def everything(request: HttpRequest, waiting: bool = True, page: int = Number) -> dict[str, Any]:
    """Deposits whose money is to come, is held or is to leave; every one with `waiting=false`."""
    caller(request, Action.RECORD_DEPOSIT)
    return _page(query.all_deposits(waiting=waiting, page=page))


@marketplace.post("/deposits/{uuid:deposit_id}/received", response={200: DepositOut, **REFUSALS})
def received(request: HttpRequest, deposit_id: uuid.UUID, payload: ReceivedIn) -> Any:
    """The money has come: the pause is lifted until the dispute ends."""
    person = caller(request, Action.RECORD_DEPOSIT)
    act.receive(
        deposit=deposit_id,
        amount=payload.amount,
        currency=payload.currency,
        reference=payload.reference,
        by=person,
        at=now(),
    )
    return _one(deposit_id)


@marketplace.post("/deposits/{uuid:deposit_id}/paid", response={200: DepositOut, **REFUSALS})
def paid(request: HttpRequest, deposit_id: uuid.UUID) -> Any:
    """The money has left: back to the store, or from `payable_from` on to whom it was ordered. Once."""
    act.pay_out(deposit=deposit_id, by=caller(request, Action.RECORD_DEPOSIT), at=now())
    return _one(deposit_id)


def _one(pk: uuid.UUID) -> query.DepositLine:
    found = query.deposit(pk)
    if found is None:
        raise NotFound("there is no such deposit.", mend="Take it from the list of deposits.")
    return found


def _page(page: Page) -> dict[str, Any]:
    return {"page": page.number, "pages": page.last, "total": page.total, "deposits": page.rows}
