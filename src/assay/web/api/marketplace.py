"""The marketplace sends listings, orders and returns, and carries out what was decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from assay.actions import execution, refund, webhook
from assay.actions.clock import now
from assay.actions.language import by_policy
from assay.actions.order import report_return, report_sale
from assay.errors import AssayError, NotFound
from assay.records.queries import marketplace as query
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.api.webhooks import listed, made
from assay.web.buyers import fake_sold
from assay.web.permissions import Action
from assay.web.sending import end_rows, send_rows

router = Router(auth=AUTH)
REFUSALS = {401: s.Problem, 403: s.Problem, 404: s.Problem, 413: s.Problem, 422: s.Problem}


@router.post("/listings", response={200: s.ListingsOut, **REFUSALS})
def send_listings(request: HttpRequest, payload: s.ListingsIn) -> dict[str, Any]:
    """Send 1 to 10,000 new or changed listings of a store. Good rows go through; each bad one is named. Unchanged ones cost nothing."""
    caller(request, Action.CARRY_OUT)
    return send_rows(query.named(payload.store_id), payload.listings)


@router.post("/listings/states", response={200: s.ListingStates, **REFUSALS})
def listing_states(request: HttpRequest, payload: s.StatesIn) -> dict[str, Any]:
    """Ask in which state listings are. What is paused or removed must not be shown to buyers."""
    caller(request, Action.CARRY_OUT)
    states = query.listing_states(_store(payload.store_id), payload.ids, at=now())
    return {
        "listings": [
            {"id": key, "state": state, "verdict": verdict, "waits": waits, "ended": ended}
            for key, (state, verdict, waits, ended) in states.items()
        ]
    }


@router.post("/listings/end", response={200: s.EndedOut, **REFUSALS})
def end_listings(request: HttpRequest, payload: s.EndIn) -> dict[str, Any]:
    """Listings that are offered no more: sold out, withdrawn, taken down. What was decided about them stays. Sent again, they are screened again."""
    caller(request, Action.CARRY_OUT)
    return end_rows(query.named(payload.store_id), payload.ids)


@router.post("/orders", response={200: s.MovementsOut, **REFUSALS})
def orders(request: HttpRequest, payload: s.MovementsIn) -> dict[str, Any]:
    """Report sold pieces: each order is booked once against the store's rights."""
    return _move(request, payload, returned=False)


@router.post("/returns", response={200: s.MovementsOut, **REFUSALS})
def returns(request: HttpRequest, payload: s.MovementsIn) -> dict[str, Any]:
    """Report pieces that buyers sent back, in parts where each has its return_id: they may be offered again. An unknown order is refused."""
    return _move(request, payload, returned=True)


@router.get("/refunds", response={200: s.RefundsOut, **REFUSALS})
def refunds(request: HttpRequest, limit: int = Query(100, ge=1, le=1000)) -> dict[str, Any]:
    """Buyers of confirmed fakes who are still to be told and refunded, and fees to be given back, the oldest first."""
    caller(request, Action.CARRY_OUT)
    otherwise = by_policy()
    rows = refund.waiting(limit=limit)
    return {"refunds": [r | {"message": fake_sold(r, language=r["language"] or otherwise)} for r in rows]}


@router.post("/refunds/acknowledge", response={200: s.New, **REFUSALS})
def refunds_done(request: HttpRequest, payload: s.RefundsIn) -> dict[str, Any]:
    """One step was done for these: told, refunded, unreachable or fee_returned; safe to repeat."""
    caller(request, Action.CARRY_OUT)
    return {"new": refund.acknowledge(refunds=payload.refunds, step=payload.step, at=now())}


@router.get("/actions", response={200: s.ToDosOut, **REFUSALS})
def actions(request: HttpRequest, limit: int = Query(100, ge=1, le=query.MOST)) -> dict[str, Any]:
    """What is to be carried out and was not acknowledged, the oldest first. Ask again after acknowledging."""
    caller(request, Action.CARRY_OUT)
    lines, waiting = query.to_do(limit=limit, at=now())
    return {"waiting": waiting, "actions": lines}


@router.post("/actions/acknowledge", response={200: s.EffectsOut, **REFUSALS})
def acknowledge(request: HttpRequest, payload: s.EffectsIn) -> dict[str, Any]:
    """Acknowledge what was carried out; safe to repeat. Only then has a removal taken effect."""
    person = caller(request, Action.CARRY_OUT)
    done = execution.acknowledge(effects=[(a.restriction, a.effect) for a in payload.actions], by=person, at=now())
    return {"new": done.new, "known": done.known, "unknown": list(done.unknown)}


@router.get("/webhooks", response={200: s.WebhooksOut, **REFUSALS})
def webhooks(request: HttpRequest) -> dict[str, Any]:
    """The addresses that are told what is to be carried out, and how their messages fared."""
    return listed(caller(request, Action.CARRY_OUT))


@router.post("/webhooks", response={200: s.WebhookMade, 409: s.Problem, **REFUSALS})
def add_webhook(request: HttpRequest, payload: s.WebhookIn) -> dict[str, Any]:
    """Tell this address from now on (Standard Webhooks). The answer holds the secret, once. Private addresses are refused."""
    return made(payload.url, by=caller(request, Action.CARRY_OUT))


@router.post("/webhooks/{webhook_id}/end", response={200: s.WebhooksOut, **REFUSALS})
def end_webhook(request: HttpRequest, webhook_id: int) -> dict[str, Any]:
    """Tell this address nothing more."""
    person = caller(request, Action.CARRY_OUT)
    webhook.end(webhook=webhook_id, by=person, at=now())
    return listed(person)


def _move(request: HttpRequest, payload: s.MovementsIn, *, returned: bool) -> dict[str, Any]:
    caller(request, Action.REPORT_SALE)
    booked, not_counted, refused = 0, 0, []
    for i, row in enumerate(payload.movements):
        try:
            store = _store(row.store_id)
            pieces = _returned(store, row) if returned else _sold(store, row)
        except AssayError as wrong:
            refused.append({"where": f"movements[{i}]", "what": wrong.what, "mend": wrong.mend})
        else:
            booked += pieces
            not_counted += 0 if pieces else row.units
    return {"booked": booked, "not_counted": not_counted, "refused": refused}


def _returned(store: Any, row: s.Movement) -> int:
    return report_return(
        store=store, product=row.product, units=row.units, order=row.order, return_id=row.return_id, at=now()
    )


def _sold(store: Any, row: s.Movement) -> int:
    """The line of the order first: what was sold without a right is known as well, for its buyers may have to be told."""
    refund.report_order(
        store=store,
        order_id=row.order,
        listing_id=row.listing,
        product=row.product,
        units=row.units,
        buyer=row.buyer,
        amount=row.amount,
        fee=row.fee,
        currency=row.currency,
        at=now(),
        language=row.language,
    )
    return report_sale(store=store, product=row.product, units=row.units, order=row.order, at=now())


def _store(store_id: str) -> Any:
    found = query.store(store_id)
    if found is None:
        raise NotFound("there is no such store.", where="store_id", mend="Give the identifier that the office knows.")
    return found
