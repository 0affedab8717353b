"""How does a brand speak against a right that a store has already? For what it learns later: a revoked authorization, a number never issued."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assay.actions import contradiction as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, NotFound
from assay.records.queries import brand_rights as rights_query
from assay.records.queries.person import acting, brand_of
from assay.web.console.words import OBJECTIONS
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.ANSWER_INQUIRY)
@require_http_methods(["GET", "HEAD", "POST"])
def right(request: HttpRequest, right_id: uuid.UUID) -> HttpResponse:
    """One store's right, and the form with which the brand objects to it. What was written is not lost where it is refused."""
    line = rights_query.store_with_right(brand_of(request.user), right_id, at=now())
    if line is None:
        raise NotFound("there is no such right.", mend="Open it from your list of stores.")
    context: dict[str, Any] = {
        "s": line,
        "grounds": [(g, OBJECTIONS.get(g, g.replace("_", " "))) for g in in_force().document.inquiry.grounds],
        "most": act.MAX_EVIDENCE,
        "written": request.POST,
    }
    if request.method != "POST":
        return render(request, "brand/right.html", context)
    try:
        act.object_to_right(
            right=right_id,
            by=acting(request.user),
            ground=request.POST.get("ground", ""),
            evidence=request.POST.get("evidence", ""),
            at=now(),
        )
    except NotFound:
        raise
    except AssayError as wrong:
        return render(request, "brand/right.html", context | {"problem": wrong}, status=status_of(wrong))
    messages.success(request, "Your objection is on record; a person who has not decided about it before looks at it.")
    return redirect("brand_right", right_id=right_id)
