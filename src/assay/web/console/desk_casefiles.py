"""How does a case leave the house? The case file of a store for authorities, of an appeal for an outside dispute body."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from assay.actions import casefile
from assay.actions.clock import now
from assay.records.queries.person import acting
from assay.web.permissions import Action, may


@may(Action.HAND_OVER)
@require_POST
def store(request: HttpRequest, store_id: str) -> HttpResponse:
    """Everything on record about a store."""
    recipient = request.POST.get("recipient", "")
    return as_download(casefile.of_store(store=store_id, recipient=recipient, by=acting(request.user), at=now()))


@may(Action.HAND_OVER)
@require_POST
def appeal(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """What a dispute body needs on one appeal."""
    recipient = request.POST.get("recipient", "")
    return as_download(casefile.of_appeal(appeal=appeal_id, recipient=recipient, by=acting(request.user), at=now()))


def as_download(made: casefile.CaseFile) -> HttpResponse:
    """The file as an answer that no cache keeps."""
    answer = HttpResponse(made.data, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
