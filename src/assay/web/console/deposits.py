"""What does a deposit cost, what has come, and what has become of it? The pages of the store and of the operator.

name                    address                                 fields (POST)
store_deposits          /store/deposits/                        GET: page
store_deposit           /store/deposits/offer/LISTING/          (an empty form: the offer)
desk_deposits           /desk/deposits/                         GET: all, page
desk_deposit_received   /desk/deposits/ID/received/             amount, currency, reference
desk_deposit_paid       /desk/deposits/ID/paid/
"""

from __future__ import annotations

import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assay.actions import deposit as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import deposits as query
from assay.records.queries.listing import of_store
from assay.records.queries.person import acting, store_of
from assay.web.console.store_papers import page_number
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of


@may(Action.SEE_OWN_STORE)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My deposits, and what became of each."""
    page = query.of_store(store_of(request.user), page=page_number(request))
    return render(request, "store/deposits.html", {"page": page, "policy": in_force().store.deposit})


@may(Action.OFFER_DEPOSIT)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, listing_id: str) -> HttpResponse:
    """What a deposit for this listing costs, and the offer."""
    person, at = acting(request.user), now()
    row = of_store(store_of(request.user), listing_id).first()
    if row is None:
        raise NotFound("there is no such listing.", mend="Open it from your list.")
    context: dict[str, Any] = {"row": row, "policy": in_force().store.deposit}
    try:
        if request.method == "POST":
            made = act.offer(listing=listing_id, by=person, at=at)
            messages.success(
                request,
                f"Your offer stands. Pay {made.amount} {made.currency}; the listing goes back when it has come.",
            )
            return redirect("store_deposits")
        context["quote"] = act.quoted(listing=listing_id, by=person, at=at)
    except AssayError as wrong:
        return render(request, "store/deposit.html", context | {"problem": wrong}, status=status_of(wrong))
    return render(request, "store/deposit.html", context)


@may(Action.SEE_STORES)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Deposits whose money is to come, is held or is to leave; with `all` every one."""
    return _desk(request)


@may(Action.RECORD_DEPOSIT)
@require_POST
def received(request: HttpRequest, deposit_id: uuid.UUID) -> HttpResponse:
    """The money has come: the pause is lifted until the dispute ends."""
    form = request.POST
    try:
        row = act.receive(
            deposit=deposit_id,
            amount=amount_of(form.get("amount", "")),
            currency=form.get("currency", "").strip().upper()[:3],
            reference=form.get("reference", ""),
            by=acting(request.user),
            at=now(),
        )
    except AssayError as wrong:
        return _desk(request, wrong)
    messages.success(
        request, f"{row.amount} {row.currency} are recorded; the listing is on offer until the dispute ends."
    )
    return redirect("desk_deposits")


@may(Action.RECORD_DEPOSIT)
@require_POST
def paid(request: HttpRequest, deposit_id: uuid.UUID) -> HttpResponse:
    """The money has left: back to the store, or to whom it was ordered."""
    try:
        act.pay_out(deposit=deposit_id, by=acting(request.user), at=now())
    except AssayError as wrong:
        return _desk(request, wrong)
    messages.success(request, "The payment is recorded.")
    return redirect("desk_deposits")


def _desk(request: HttpRequest, problem: AssayError | None = None) -> HttpResponse:
    everything = "all" in request.GET
    context = {
        "page": query.all_deposits(waiting=not everything, page=page_number(request)),
        "everything": everything,
        "may_record": allowed(request.user, Action.RECORD_DEPOSIT),
        "problem": problem,
    }
    return render(request, "desk/deposits.html", context, status=status_of(problem) if problem else 200)


MOST = Decimal(10) ** 12
"""No amount of the books is as large; columns hold as much."""


def amount_of(text: str) -> Decimal:
    """An amount as it was written in a form, or BadInput."""
    try:
        found = Decimal(text.strip()[:20])
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= MOST or found != round(found, 2):
        raise BadInput("this is no amount.", where="amount", mend="Write it as 1250.00.")
    return found
