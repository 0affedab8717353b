"""Where do two answers to one paper contradict each other, and what does a third person say of it?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import contradiction_close
from assay.actions.clock import now
from assay.errors import AssayError, NotFound
from assay.records.queries import contradictions as query
from assay.records.queries.person import acting
from assay.regime.document.contradiction import Conclusion, ContradictionKind
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

KINDS = {
    ContradictionKind.DECIDED_TWICE: "One paper was accepted and refused",
    ContradictionKind.OBJECTION: "An objection to what a right rests on",
    ContradictionKind.CREDENTIAL_WITHDRAWN: "The credential behind a right was withdrawn",
    ContradictionKind.CREDENTIAL_SUSPENDED: "The credential behind a right is suspended",
    ContradictionKind.LINE_USED_ELSEWHERE: "Another store shows an invoice line that backs a right",
    ContradictionKind.LATE_CONFIRMATION: "A paper that was refused is confirmed now",
}
CONCLUSIONS = {
    Conclusion.STANDS: ("It stands", "Both answers were right, or the right holds. What waited for this goes on."),
    Conclusion.RIGHT_FALLS: ("The right falls", "The acceptance was wrong. The right ends, its listings come off."),
    Conclusion.REFUSAL_FALLS: ("The refusal falls", "The refusal was wrong. That application is opened again."),
}


@may(Action.SEE_APPEALS)
@require_GET
def contradictions(request: HttpRequest) -> HttpResponse:
    """Open alarms, the one that is due first on top, and those that were closed last."""
    context = {
        "rows": [(row, KINDS[ContradictionKind(row.kind)]) for row in query.open_contradictions()],
        "closed": [
            (row, KINDS[ContradictionKind(row.kind)], CONCLUSIONS[Conclusion(row.conclusion)][0])
            for row in query.closed_contradictions()
        ],
        "silent": query.silent_lists(),
        "figures": query.contradiction_figures(at=now()),
        "at": now(),
    }
    return render(request, "desk/contradictions.html", context)


@may(Action.SEE_APPEALS)
@require_GET
def contradiction(request: HttpRequest, contradiction_id: uuid.UUID) -> HttpResponse:
    """One alarm: both answers side by side, what differs, and the form that closes it."""
    return _page(request, contradiction_id)


def _page(request: HttpRequest, contradiction_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    row = query.contradiction(contradiction_id)
    if row is None:
        raise NotFound("there is no such alarm.", mend="Open it from the list of alarms.")
    ends = [
        (end.value, *CONCLUSIONS[end])
        for end in Conclusion
        if (end is not Conclusion.REFUSAL_FALLS or row.refused_id)
        and (end is not Conclusion.RIGHT_FALLS or row.right_id)
    ]
    context = {
        "row": row,
        "what": KINDS[ContradictionKind(row.kind)],
        "sides": query.sides(row),
        "waits": query.suspended_by(row, at=now()),
        "ends": ends,
        "ended": CONCLUSIONS[Conclusion(row.conclusion)][0] if row.conclusion else "",
        "may_close": allowed(request.user, Action.DECIDE_APPEAL) and row.closed_at is None,
        "problem": problem,
        "sent": request.POST,
        "at": now(),
    }
    return render(request, "desk/contradiction.html", context, status=status_of(problem) if problem else 200)


@may(Action.DECIDE_APPEAL)
@require_POST
def close(request: HttpRequest, contradiction_id: uuid.UUID) -> HttpResponse:
    """Say what stands and what falls, with the reason."""
    try:
        contradiction_close.close(
            contradiction=contradiction_id,
            by=acting(request.user),
            conclusion=request.POST.get("conclusion", ""),
            reason=request.POST.get("reason", ""),
            at=now(),
        )
    except NotFound:
        raise
    except AssayError as refusal:
        return _page(request, contradiction_id, refusal)
    messages.success(request, "The alarm is closed.")
    return redirect("desk_contradiction", contradiction_id=contradiction_id)
