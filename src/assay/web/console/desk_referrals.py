"""How does a store's case go before an authority, and how is it taken back? One proposes, another agrees; receipts are recorded."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from assay.actions import referral as act
from assay.actions.clock import now
from assay.errors import AssayError
from assay.records.queries.person import acting
from assay.web.console.desk_casefiles import as_download
from assay.web.console.desk_stores import found_store, store_page
from assay.web.permissions import Action, may

NOBODYS = uuid.UUID(int=0)


@may(Action.ENFORCE)
@require_POST
def propose(request: HttpRequest, store_id: str) -> HttpResponse:
    """I propose that an authority gets the case."""
    form = request.POST
    return _answer(
        request,
        lambda: act.propose(
            store=found_store(store_id).store,
            recipient=form.get("recipient", ""),
            reason=form.get("reason", ""),
            by=acting(request.user),
            at=now(),
        ),
        store_id=store_id,
        said="Your proposal is on record. Another person has to agree.",
    )


@may(Action.ENFORCE)
@require_POST
def agree(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """I agree to what another has proposed: the step is taken and the case file bound."""
    return _answer(
        request,
        lambda: act.agree(referral=referral_id, by=acting(request.user), at=now()),
        referral=referral_id,
        said="The case file is bound. Hand it over, and record the authority's number.",
    )


@may(Action.ENFORCE)
@require_POST
def drop(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The proposal comes to nothing."""
    return _answer(
        request,
        lambda: act.drop(referral=referral_id, by=acting(request.user), at=now()),
        referral=referral_id,
        said="The proposal was dropped.",
    )


@may(Action.HAND_OVER)
@require_POST
def receipt(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The authority has it, under this number."""
    number = request.POST.get("receipt", "")
    return _answer(
        request,
        lambda: act.record_receipt(referral=referral_id, receipt=number, by=acting(request.user), at=now()),
        referral=referral_id,
        said="The receipt is on record.",
    )


@may(Action.HAND_OVER)
@require_POST
def withdrawn(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The authority was told that the decision fell."""
    number = request.POST.get("receipt", "")
    return _answer(
        request,
        lambda: act.record_withdrawal(referral=referral_id, receipt=number, by=acting(request.user), at=now()),
        referral=referral_id,
        said="That the authority was told is on record.",
    )


@may(Action.HAND_OVER)
@require_GET
def file(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The case file, exactly as it was bound."""
    return as_download(act.file_of(referral_id))


@may(Action.HAND_OVER)
@require_GET
def letter(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The message that takes it back."""
    return HttpResponse(act.letter_of(referral_id), content_type="text/plain; charset=utf-8")


def _answer(
    request: HttpRequest,
    do: Callable[[], Any],
    *,
    said: str,
    store_id: str = "",
    referral: uuid.UUID = NOBODYS,
) -> HttpResponse:
    try:
        row = do()
    except AssayError as refusal:
        where = store_id or act.store_of(referral)
        return store_page(request, where, refusal)
    messages.success(request, said)
    return redirect("desk_store", store_id=row.store_id)
