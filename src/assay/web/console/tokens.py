"""Which programs act for me, and how do I make or end their keys? And what has the marketplace to carry out?

name                 address                 fields (POST)
tokens               /tokens/                name
token_end            /tokens/ID/end/
marketplace          /tokens/actions/        GET: page of what is to be carried out
marketplace_done     /tokens/actions/done/   restriction, effect
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assay.actions import execution, token
from assay.actions.clock import now
from assay.errors import AssayError
from assay.records.queries import marketplace as query
from assay.records.queries.person import acting
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of


@may(Action.MAKE_TOKEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """My keys. A new one is shown once, on the page that answers its making, and never again."""
    person = acting(request.user)
    context: dict[str, Any] = {"webhooks_too": allowed(person, Action.KEEP_WEBHOOK)}
    status = 200
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            _, context["key"] = token.make(person=person, name=name, at=now())
        except AssayError as wrong:
            context |= {"problem": wrong, "name": name}
            status = status_of(wrong)
    context["tokens"] = query.tokens(person)
    response = render(request, "store/tokens.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@may(Action.MAKE_TOKEN)
@require_POST
def end(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a key at once."""
    token.end(token=token_id, by=acting(request.user), at=now())
    messages.success(request, "The key was ended. Programs that use it are refused from now on.")
    return redirect("tokens")


@may(Action.CARRY_OUT)
@require_GET
def actions(request: HttpRequest) -> HttpResponse:
    """What the marketplace has to carry out, for a marketplace without a program."""
    lines, waiting = query.to_do(limit=100, at=now())
    return render(request, "store/actions.html", {"lines": lines, "waiting": waiting})


@may(Action.CARRY_OUT)
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """One effect was carried out."""
    effect = (request.POST.get("restriction", ""), request.POST.get("effect", ""))
    execution.acknowledge(effects=[effect], by=acting(request.user), at=now())
    return redirect("marketplace")


urlpatterns = [
    path("", tokens, name="tokens"),
    path("<int:token_id>/end/", end, name="token_end"),
    path("actions/", actions, name="marketplace"),
    path("actions/done/", done, name="marketplace_done"),
]
