"""What does a brand see, and what can it do? The brand's portal: its pages, and the addresses of all of them.

name                     address                          fields (POST)
brand                    /brand/
brand_register           /brand/register/
brand_register_edit      /brand/register/PART/            names, dealers or products: see console.brand_register
brand_register_row       /brand/register-row/PART/
brand_inquiries          /brand/inquiries/                GET: open, page
brand_inquiry            /brand/inquiries/ID/
brand_inquiry_answer     /brand/inquiries/ID/answer/      confirmed (yes, no), ground, evidence; number_1, issued_on_1, buyer_1, pieces_1, total_1 ...
brand_stores             /brand/stores/
brand_listings           /brand/listings/                 GET: state, q, page
brand_listing            /brand/listings/STORE/LISTING/
brand_week               /brand/week/
brand_campaigns          /brand/campaigns/
brand_scorecard          /brand/scorecard/
brand_mandates           /brand/mandates/                 see console.mandates
brand_inbox              /brand/inbox/                    GET: page
brand_inbox_read         /brand/inbox/read/               message (one; without it all)
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from assay.actions import inquiry as act
from assay.actions import message
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, NotFound
from assay.records.queries import brand as query
from assay.records.queries import brand_rights as rights_query
from assay.records.queries import scorecard as score
from assay.records.queries.person import acting, brand_of
from assay.web.console import brand_register, brand_rights, brand_weeks, mandates
from assay.web.console.inbox import chosen, inbox_page
from assay.web.console.store_listings import state_of
from assay.web.console.store_papers import page_number
from assay.web.console.words import OBJECTIONS
from assay.web.permissions import Action, may
from assay.web.problems import status_of

STATED = ("number", "issued_on", "buyer", "pieces", "total")


@may(Action.SEE_OWN_BRAND)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is offered in my name, who may, and what am I asked?"""
    brand, at = brand_of(request.user), now()
    context = {
        "brand": brand,
        "counts": query.counts(brand, at=at),
        "inquiries": query.inquiries(brand, only_open=True),
        "campaigns": query.campaigns(brand)[:3],
    }
    return render(request, "brand/overview.html", context)


@may(Action.SEE_OWN_BRAND)
@require_GET
def inquiries(request: HttpRequest) -> HttpResponse:
    """Questions to my brand, the most urgent first."""
    only_open = "open" in request.GET
    page = query.inquiries(brand_of(request.user), only_open=only_open, page=page_number(request))
    return render(request, "brand/inquiries.html", {"page": page, "only_open": only_open})


@may(Action.SEE_OWN_BRAND)
@require_GET
def inquiry(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """One question: the store, its goods, and what the policy shows of its papers."""
    return render(request, "brand/inquiry.html", _inquiry(request, inquiry_id))


@may(Action.ANSWER_INQUIRY)
@require_POST
def answer(request: HttpRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """I confirm, or I object with ground and evidence. What I wrote is not lost where it is refused."""
    _inquiry(request, inquiry_id)
    written = {name: request.POST.get(name, "") for name in ("confirmed", "ground", "evidence")}
    states = [
        {"paper": place, **{name: request.POST.get(f"{name}_{place}", "") for name in STATED}}
        for place in range(1, act.MOST_STATEMENTS + 1)
    ]
    try:
        act.answer(
            inquiry=inquiry_id,
            by=acting(request.user),
            confirmed=written["confirmed"] == "yes",
            ground=written["ground"],
            evidence=written["evidence"],
            states=query.stated_of(brand_of(request.user), inquiry_id, states) if written["confirmed"] == "yes" else (),
            at=now(),
        )
    except NotFound:
        raise
    except AssayError as wrong:
        context = _inquiry(request, inquiry_id) | {"problem": wrong, "written": written | {"states": states}}
        return render(request, "brand/inquiry.html", context, status=status_of(wrong))
    messages.success(request, "Your answer was recorded. It is one of the things that the verifier sees.")
    return redirect("brand_inquiry", inquiry_id=inquiry_id)


@may(Action.SEE_OWN_BRAND)
@require_GET
def stores(request: HttpRequest) -> HttpResponse:
    """Who may sell my brand."""
    return render(
        request, "brand/stores.html", {"stores": rights_query.stores_with_right(brand_of(request.user), at=now())}
    )


@may(Action.SEE_OWN_BRAND)
@require_GET
def listings(request: HttpRequest) -> HttpResponse:
    """What is offered in my name."""
    state, text = state_of(request), request.GET.get("q", "").strip()[:200]
    page = query.listings(brand_of(request.user), state=state, text=text, page=page_number(request), at=now())
    return render(request, "brand/listings.html", {"page": page, "state": state, "q": text})


@may(Action.SEE_OWN_BRAND)
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """Campaigns that name my brand: who was told, who answered, what came off."""
    return render(request, "brand/campaigns.html", {"campaigns": query.campaigns(brand_of(request.user))})


@may(Action.SEE_OWN_BRAND)
@require_GET
def scorecard(request: HttpRequest) -> HttpResponse:
    """How well is my brand protected here? Shares with what they are shares of, and how sure they are."""
    brand = brand_of(request.user)
    return render(request, "brand/scorecard.html", {"brand": brand, "s": score.scorecard(brand, at=now())})


@may(Action.SEE_OWN_BRAND)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What my brand was told, the newest first."""
    brand = brand_of(request.user)
    page = query.messages(brand, page=page_number(request))
    return inbox_page(request, brand, page, unread=query.unread(brand), portal="brand")


@may(Action.SEE_OWN_BRAND)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one message as read, or all of them."""
    message.mark_read(brand=brand_of(request.user), only=chosen(request), at=now())
    return redirect("brand_inbox")


def _inquiry(request: HttpRequest, inquiry_id: uuid.UUID) -> dict[str, Any]:
    document = in_force().document
    view = query.inquiry(brand_of(request.user), inquiry_id, policy=document.brand_sees)
    if view is None:
        raise NotFound("there is no such question.", mend="Open it from your list.")
    grounds = [(ground, OBJECTIONS.get(ground, ground.replace("_", " "))) for ground in document.inquiry.grounds]
    return {"i": view, "grounds": grounds, "policy": document.brand_sees, "most": act.MAX_EVIDENCE}


urlpatterns = [
    path("", overview, name="brand"),
    path("register/", brand_register.register, name="brand_register"),
    path("register/<slug:part>/", brand_register.edit, name="brand_register_edit"),
    path("register-row/<slug:part>/", brand_register.row, name="brand_register_row"),
    path("inquiries/", inquiries, name="brand_inquiries"),
    path("inquiries/<uuid:inquiry_id>/", inquiry, name="brand_inquiry"),
    path("inquiries/<uuid:inquiry_id>/answer/", answer, name="brand_inquiry_answer"),
    path("stores/", stores, name="brand_stores"),
    path("stores/<uuid:right_id>/", brand_rights.right, name="brand_right"),
    path("listings/", listings, name="brand_listings"),
    path("listings/<slug:store_id>/<path:listing_id>/", brand_weeks.listing, name="brand_listing"),
    path("week/", brand_weeks.week, name="brand_week"),
    path("campaigns/", campaigns, name="brand_campaigns"),
    path("scorecard/", scorecard, name="brand_scorecard"),
    path("mandates/", mandates.mandates, name="brand_mandates"),
    path("mandates/<int:mandate_id>/end/", mandates.end, name="brand_mandate_end"),
    path("inbox/", inbox, name="brand_inbox"),
    path("inbox/read/", read, name="brand_inbox_read"),
]
