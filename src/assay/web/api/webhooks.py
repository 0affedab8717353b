"""A brand's or agent's programs are told what becomes of the stores that its notices name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from assay.actions import webhook as act
from assay.actions.clock import now
from assay.records.queries import webhooks as query
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: s.Problem, 403: s.Problem, 404: s.Problem, 409: s.Problem, 422: s.Problem}


@router.get("/notices/webhooks", response={200: s.WebhooksOut, **REFUSALS})
def webhooks(request: HttpRequest) -> dict[str, Any]:
    """The addresses that are told what became of the stores that the caller's notices name, and how their messages fared."""
    return listed(caller(request, Action.FILE_NOTICE))


@router.post("/notices/webhooks", response={200: s.WebhookMade, **REFUSALS})
def add(request: HttpRequest, payload: s.WebhookIn) -> dict[str, Any]:
    """Tell this address of each step against such a store, and of its end, from now on (Standard Webhooks). The answer holds the secret, once."""
    return made(payload.url, by=caller(request, Action.FILE_NOTICE))


@router.post("/notices/webhooks/{webhook_id}/end", response={200: s.WebhooksOut, **REFUSALS})
def end(request: HttpRequest, webhook_id: int) -> dict[str, Any]:
    """Tell this address nothing more."""
    person = caller(request, Action.FILE_NOTICE)
    act.end(webhook=webhook_id, by=person, at=now())
    return listed(person)


def listed(person: Any) -> dict[str, Any]:
    """The addresses of the caller's side."""
    return {"webhooks": query.webhooks(of=act.owner(person, at=now()))}


def made(url: str, *, by: Any) -> dict[str, Any]:
    """A new address, with its secret."""
    row = act.register(url=url, by=by, at=now())
    return {"webhook": row.pk, "url": row.url, "secret": row.secret}
