"""How does a reviewer answer a case blindly, and an adjudicator learn where two answers differ?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import repeat as repeat_action
from assay.actions.clock import now
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import repeats as query
from assay.records.queries.person import acting
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.ANSWER_BLINDLY)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Cases drawn for a second answer, without the first."""
    return render(request, "desk/repeats.html", {"rows": query.open_repeats(person=acting(request.user))})


@may(Action.ANSWER_BLINDLY)
@require_GET
def case(request: HttpRequest, repeat_id: uuid.UUID) -> HttpResponse:
    """One case as it stood before it was decided."""
    return _case(request, repeat_id)


def _case(request: HttpRequest, repeat_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    row = query.open_repeat(repeat_id, person=acting(request.user))
    if row is None:
        raise NotFound("there is no such case.", mend="Open it from the queue.")
    context = {"row": row, "shown": row.shown, "problem": problem, "sent": request.POST}
    return render(request, "desk/repeat.html", context, status=status_of(problem) if problem else 200)


@may(Action.ANSWER_BLINDLY)
@require_POST
def answer(request: HttpRequest, repeat_id: uuid.UUID) -> HttpResponse:
    """The second answer."""
    try:
        word = request.POST.get("accept", "")
        if word not in ("yes", "no"):
            raise BadInput("no answer was chosen.", where="accept", mend="Choose one of the two.")
        reason = request.POST.get("reason", "")
        repeat_action.answer(repeat=repeat_id, by=acting(request.user), accept=word == "yes", reason=reason, at=now())
    except BadInput as refusal:
        return _case(request, repeat_id, refusal)
    messages.success(request, "Your answer is kept.")
    return redirect("desk_repeats")


@may(Action.SEE_APPEALS)
@require_GET
def alarms(request: HttpRequest) -> HttpResponse:
    """Where two answers to one case differ."""
    return render(request, "desk/alarms.html", {"rows": query.alarms()})


@may(Action.DECIDE_APPEAL)
@require_POST
def conclude(request: HttpRequest, repeat_id: uuid.UUID) -> HttpResponse:
    """Say why the two answers differ."""
    conclusion = request.POST.get("conclusion", "")
    repeat_action.conclude(repeat=repeat_id, by=acting(request.user), conclusion=conclusion, at=now())
    messages.success(request, "The alarm is concluded.")
    return redirect("desk_alarms")
