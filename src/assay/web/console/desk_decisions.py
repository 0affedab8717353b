"""What is on record of one decision? Its facts, its policy, its outcome, its entry in the log, and whether it follows from its facts today."""

from __future__ import annotations

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assay.errors import NotFound
from assay.records.queries import decision as query
from assay.web.console.desk_words import told
from assay.web.permissions import Action, may


@may(Action.SEE_DECISIONS)
@require_GET
def decision(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One decision."""
    found = query.on_record(decision_id)
    if found is None:
        raise NotFound("there is no such decision.", mend="Open it from the page of its case.")
    what, tone = told(found.decision)
    context = {
        "found": found,
        "row": found.decision,
        "what": what,
        "tone": tone,
        "facts": json.dumps(found.decision.facts, indent=2, ensure_ascii=False, sort_keys=True),
        "outcome": json.dumps(found.decision.outcome, indent=2, ensure_ascii=False, sort_keys=True),
        "led_to": [(d, *told(d)) for d in found.led_to],
    }
    return render(request, "desk/decision.html", context)
