"""What was decided about my store, why, and how do I appeal? And what have I been told?"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import appeal as act
from assay.actions import message
from assay.actions.appeal_filing import MAX_TEXT
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, NotFound
from assay.records.queries import exhibits
from assay.records.queries import inbox as box
from assay.records.queries import store as store_query
from assay.records.queries import store_decisions as query
from assay.records.queries.person import acting, store_of
from assay.web.console import words
from assay.web.console.inbox import chosen, inbox_page
from assay.web.console.store_papers import page_number
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.SEE_OWN_STORE)
@require_GET
def restrictions(request: HttpRequest) -> HttpResponse:
    """What binds my store, its listings and rights now, by decision; with `all` also what is over."""
    everything = "all" in request.GET
    page = query.decisions(
        store_of(request.user),
        binding=not everything,
        policy=in_force().appeal,
        page=page_number(request),
        at=now(),
    )
    context = {"page": page, "everything": everything, "cards": [_card(d) for d in page.rows]}
    return render(request, "store/restrictions.html", context)


@may(Action.SEE_OWN_STORE)
@require_GET
def decision(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One decision: everything that it imposed, the statement of reasons, the receipt, and the appeal."""
    return decision_page(request, decision_id)


def decision_page(
    request: HttpRequest, decision_id: uuid.UUID, *, problem: AssayError | None = None, text: str = ""
) -> HttpResponse:
    """A decision about my store, with what was refused."""
    context = _decision(request, decision_id) | {"problem": problem, "text": text}
    context["sent"] = request.POST if not text else {}
    context["threads"] = exhibits.threads(store_of(request.user), decision_id)
    return render(request, "store/decision.html", context, status=status_of(problem) if problem else 200)


@may(Action.APPEAL)
@require_POST
def appeal(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """I appeal this decision. What I wrote is not lost where it is refused."""
    text = request.POST.get("text", "")
    try:
        act.open_appeal(decision=decision_id, by=acting(request.user), text=text, at=now())
    except NotFound:
        raise
    except AssayError as wrong:
        return decision_page(request, decision_id, problem=wrong, text=text)
    messages.success(request, "Your appeal was received. Another person than the one who decided will answer it.")
    return redirect("store_decision", decision_id=decision_id)


@may(Action.SEE_OWN_STORE)
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    """My appeals, and when they are answered."""
    rows = [
        {"a": a, "decided": words.DECIDED.get(a.kind, a.kind), "ground": words.GROUNDS.get(a.ground, a.ground)}
        for a in query.appeals(store_of(request.user))
    ]
    return render(request, "store/appeals.html", {"rows": rows})


@may(Action.SEE_OWN_STORE)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What I was told, the newest first."""
    store = store_of(request.user)
    page = box.messages(store, page=page_number(request))
    return inbox_page(
        request, store, page, unread=store_query.unread(store), portal="store", decision_page="store_decision"
    )


@may(Action.SEE_OWN_STORE)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one message as read, or all of them."""
    message.mark_read(store=store_of(request.user), only=chosen(request), at=now())
    return redirect("store_inbox")


def _decision(request: HttpRequest, decision_id: uuid.UUID) -> dict[str, Any]:
    view = query.decision(store_of(request.user), decision_id, policy=in_force().appeal, at=now())
    if view is None:
        raise NotFound("there is no such decision.", mend="Open it from your list of decisions.")
    return _card(view) | {"most": MAX_TEXT}


def _card(view: query.DecisionView) -> dict[str, Any]:
    first = view.imposed[0] if view.imposed else None
    return {
        "d": view,
        "title": words.decision_title(view),
        "statement": first.statement if first else None,
        "amount": next((i.amount for i in view.imposed if i.amount), ""),
        "more": view.total - len(view.imposed),
        "imposed_words": words.IMPOSED,
    }
