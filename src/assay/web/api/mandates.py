"""A brand's programs give mandates to agents, and end them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from assay.actions import notifier as act
from assay.actions.clock import now
from assay.actions.policy import day_at
from assay.records.queries import mandates as query
from assay.records.queries.person import brand_of
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.console.mandates import given
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: s.Problem, 403: s.Problem, 404: s.Problem, 409: s.Problem, 422: s.Problem}


class MandateIn(s.Strict):
    """For whom, for which marks ("OFFICE NUMBER"; none: all), from the first to the last good day."""

    notifier: s.Identifier
    marks: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=500)] = []
    valid_from: date
    valid_to: date


class MandateOut(Schema):
    """One mandate. `state`: to_come, in_force, expired, withdrawn."""

    mandate: int
    notifier: str
    name: str
    kind: str
    marks: list[str]
    valid_from: date
    valid_to: date
    given_at: datetime
    withdrawn_on: date | None
    state: str


class MandatesOut(Schema):
    """What the brand has given, the newest first."""

    mandates: list[MandateOut]


@router.get("/mandates", response={200: MandatesOut, **REFUSALS})
def mandates(request: HttpRequest) -> dict[str, Any]:
    """Who may file notices for the brand, and until when."""
    return _all(caller(request, Action.GIVE_MANDATE))


@router.post("/mandates", response={200: MandatesOut, **REFUSALS})
def give(request: HttpRequest, payload: MandateIn) -> dict[str, Any]:
    """Let an agent file notices for the brand."""
    person = caller(request, Action.GIVE_MANDATE)
    given(
        notifier=payload.notifier,
        marks=payload.marks,
        valid_from=payload.valid_from,
        valid_to=payload.valid_to,
        by=person,
    )
    return _all(person)


@router.post("/mandates/{mandate_id}/withdraw", response={200: MandatesOut, **REFUSALS})
def withdraw(request: HttpRequest, mandate_id: int) -> dict[str, Any]:
    """End a mandate from today on. Ending it twice changes nothing."""
    person = caller(request, Action.GIVE_MANDATE)
    act.withdraw_mandate(mandate=mandate_id, by=person, at=now())
    return _all(person)


def _all(person: Any) -> dict[str, Any]:
    return {"mandates": query.mandates(brand_of(person), on=day_at(now()))}
