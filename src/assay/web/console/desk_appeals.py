"""What does an adjudicator do? The queue of appeals, and one appeal beside the decision that it is against."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from assay.actions import appeal as appeal_action
from assay.actions import appeal_filing
from assay.actions.clock import now
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import decision as query
from assay.records.queries import desk, exhibits
from assay.records.queries.person import acting
from assay.regime.moves import AppealState
from assay.web.console.desk_words import told
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

INTERNAL = frozenset({"digest", "screening", "signals", "application", "settled", "on"})
"""Facts that say nothing to a reader; the page of the decision shows them all."""


@may(Action.SEE_APPEALS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Open appeals by the time at which their answer is due."""
    me = acting(request.user).pk
    rows = [(a, told(a.decision)[0], a.decision.by_id == me) for a in desk.appeals(at=now())]
    return render(request, "desk/appeals.html", {"rows": rows, "decided": desk.appeals_decided()})


@may(Action.SEE_APPEALS)
@require_GET
def appeal(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """One appeal: what was decided, what the store says, what would be lifted."""
    return appeal_page(request, appeal_id)


def appeal_page(request: HttpRequest, appeal_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    """One appeal, with what was refused."""
    found = query.appeal_on_record(appeal_id, at=now())
    if found is None:
        raise NotFound("there is no such appeal.", mend="Open it from the queue.")
    me = acting(request.user).pk
    deciders = appeal_filing.deciders(found.decision)
    is_open = found.appeal.state == AppealState.OPEN
    context = {
        "found": found,
        "row": found.appeal,
        "what": told(found.decision)[0],
        "facts": [(k, v) for k, v in found.decision.facts.items() if v and k not in INTERNAL],
        "conflict": str(me) in deciders,
        "may_decide": is_open and str(me) not in deciders and allowed(request.user, Action.DECIDE_APPEAL),
        "exhibits": exhibits.of_appeal(appeal_id),
        "of_notice": exhibits.behind(found.decision),
        "adds": reverse("exhibit_appeal", args=[appeal_id]) if is_open else "",
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/appeal.html", context, status=status_of(problem) if problem else 200)


@may(Action.DECIDE_APPEAL)
@require_POST
def decide(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """Uphold or reject, with the reason."""
    try:
        word = request.POST.get("upheld", "")
        if word not in ("yes", "no"):
            raise BadInput("no answer was chosen.", where="upheld", mend="Choose uphold or reject.")
        appeal_action.decide_appeal(
            appeal=appeal_id,
            by=acting(request.user),
            upheld=word == "yes",
            reason=request.POST.get("reason", ""),
            at=now(),
        )
    except NotFound:
        raise
    except AssayError as refusal:
        return appeal_page(request, appeal_id, refusal)
    done = "Upheld; what the decision caused is lifted." if word == "yes" else "Rejected; the store is told why."
    messages.success(request, done)
    return redirect("desk_appeal", appeal_id=appeal_id)
