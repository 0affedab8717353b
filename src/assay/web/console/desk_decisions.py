"""What is on record of one decision? Its facts, its policy, its outcome, its entry in the log, and whether it follows from its facts today."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assay.actions.replay import check_replay
from assay.errors import NotFound, Replayed
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
        "replay": _replayed(found.decision),
        "row": found.decision,
        "what": what,
        "tone": tone,
        "facts": json.dumps(found.decision.facts, indent=2, ensure_ascii=False, sort_keys=True),
        "outcome": json.dumps(found.decision.outcome, indent=2, ensure_ascii=False, sort_keys=True),
        "led_to": [(d, *told(d)) for d in found.led_to],
    }
    return render(request, "desk/decision.html", context)


def _replayed(row: Any) -> dict[str, str] | None:
    """What a replay of the stored facts under the stored policy says today; None where there is nothing to compute."""
    try:
        if not check_replay(row):
            return None
    except Replayed as differs:
        return {"tone": "bad", "what": "Replayed today, it comes out differently", "detail": str(differs)}
    return {
        "tone": "good",
        "what": "Replayed today from its stored facts and policy, it comes out the same",
        "detail": "",
    }
