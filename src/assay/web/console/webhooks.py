"""Which addresses are told what the marketplace has to carry out, or what became of the stores that a brand has named?

name           address                  fields (POST)
webhooks       /tokens/webhooks/        url
webhook_end    /tokens/webhooks/ID/end/
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from assay.actions import webhook
from assay.actions.clock import now
from assay.errors import AssayError
from assay.records.queries import webhooks as query
from assay.records.queries.person import acting
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.KEEP_WEBHOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The addresses, and how their messages fared. The secret of a new one is shown once."""
    person = acting(request.user)
    mine = webhook.owner(person, at=now())
    context: dict[str, Any] = {
        "portal": "brand/portal.html" if mine else "store/portal.html",
        "fates": mine is not None,
    }
    status = 200
    if request.method == "POST":
        url = request.POST.get("url", "").strip()
        try:
            context["made"] = webhook.register(url=url, by=person, at=now())
        except AssayError as wrong:
            context |= {"problem": wrong, "url": url}
            status = status_of(wrong)
    context["webhooks"] = query.webhooks(of=mine)
    response = render(request, "store/webhooks.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@may(Action.KEEP_WEBHOOK)
@require_POST
def end(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """Tell an address nothing more."""
    webhook.end(webhook=webhook_id, by=acting(request.user), at=now())
    messages.success(request, "The address is told nothing more.")
    return redirect("webhooks")


urlpatterns = [path("", webhooks, name="webhooks"), path("<int:webhook_id>/end/", end, name="webhook_end")]
