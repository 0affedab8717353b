"""What does an enforcer do about a notifier? The measure of his notices, a warning, and after it a suspension (DSA Art. 23(2))."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import notifier as action
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, NotFound
from assay.records.queries import desk_notifiers as query
from assay.records.queries.person import acting
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of


@may(Action.SEE_NOTICES)
@require_GET
def notifiers(request: HttpRequest) -> HttpResponse:
    """All notifiers with a record, those whose notices are frequently unfounded on top."""
    return render(request, "desk/notifiers.html", {"rows": query.notifiers(policy=in_force().notice, at=now())})


@may(Action.SEE_NOTICES)
@require_GET
def notifier(request: HttpRequest, notifier_id: str) -> HttpResponse:
    """One notifier."""
    return _notifier(request, notifier_id)


def _notifier(request: HttpRequest, notifier_id: str, problem: AssayError | None = None) -> HttpResponse:
    policy = in_force().notice
    line = _line(notifier_id)
    context = {
        "line": line,
        "row": line.notifier,
        "policy": policy.abuse,
        "trail": query.trail(line.notifier),
        "may_act": allowed(request.user, Action.DROP_NOTICES),
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/notifier.html", context, status=status_of(problem) if problem else 200)


@may(Action.DROP_NOTICES)
@require_POST
def warn(request: HttpRequest, notifier_id: str) -> HttpResponse:
    """Tell the notifier that his notices are frequently unfounded, and what follows."""
    return _act(request, notifier_id, action.warn, done="The notifier is warned.")


@may(Action.DROP_NOTICES)
@require_POST
def suspend(request: HttpRequest, notifier_id: str) -> HttpResponse:
    """Take no notice of this notifier for the policy's time; never before a warning."""
    return _act(
        request, notifier_id, action.suspend, done="No notice of this notifier is taken until the time is over."
    )


def _act(request: HttpRequest, notifier_id: str, do: Callable[..., Any], *, done: str) -> HttpResponse:
    row = _line(notifier_id).notifier
    try:
        do(notifier=row, by=acting(request.user), reason=request.POST.get("reason", ""), at=now())
    except NotFound:
        raise
    except AssayError as refusal:
        return _notifier(request, notifier_id, refusal)
    messages.success(request, done)
    return redirect("desk_notifier", notifier_id=notifier_id)


def _line(notifier_id: str) -> query.NotifierLine:
    line = query.notifier(notifier_id, policy=in_force().notice, at=now())
    if line is None:
        raise NotFound("there is no such notifier.", mend="Open it from one of its notices.")
    return line
