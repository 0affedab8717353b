"""What does a person decide that both sides could not settle? Listings of notices, with both sides' words; buyers' reports."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import notice as notice_action
from assay.actions import report as report_action
from assay.actions.clock import now
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import desk_notices as query
from assay.records.queries import exhibits
from assay.records.queries.person import acting
from assay.regime.moves import NoticeState
from assay.web.console.marking import evidence, marked
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

TABS = (
    (NoticeState.TO_DECIDE, "To decide"),
    (NoticeState.SELLER_TO_ANSWER, "The seller's turn"),
    (NoticeState.HOLDER_TO_ANSWER, "The holder's turn"),
    (NoticeState.UPHELD, "Upheld"),
    (NoticeState.REJECTED, "Rejected"),
)


@may(Action.SEE_NOTICES)
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Listings of notices by whose turn it is."""
    state = request.GET.get("state", NoticeState.TO_DECIDE)
    if state not in [s for s, _ in TABS]:
        raise BadInput("there is no such state.", where=state[:40], mend="Choose one of the tabs.")
    context = {"rows": query.notices(state=state), "tabs": TABS, "state": state, "waiting": query.notices_waiting()}
    return render(request, "desk/notices.html", context)


@may(Action.SEE_NOTICES)
@require_GET
def notice(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One listing of a notice."""
    return _notice(request, item_id)


def _notice(request: HttpRequest, item_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    found = query.notice(item_id, at=now())
    if found is None:
        raise NotFound("there is no such notice.", mend="Open it from the queue.")
    waits = found.item.state == NoticeState.TO_DECIDE
    context = {
        "found": found,
        "row": found.item,
        "title": marked(found.item.listing, "title"),
        "evidence": evidence(found.item.listing),
        "may_decide": waits and allowed(request.user, Action.DECIDE_NOTICE),
        "may_drop": found.open_of_notifier > 0 and allowed(request.user, Action.DROP_NOTICES),
        "exhibits": exhibits.of_notice(found.item.notice_id, store=found.item.store),
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/notice.html", context, status=status_of(problem) if problem else 200)


@may(Action.DECIDE_NOTICE)
@require_POST
def decide(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """Uphold or reject, with the reason; both sides learn it."""
    try:
        upheld = _yes_or_no(request, "upheld")
        reason = request.POST.get("reason", "")
        notice_action.decide(item=item_id, by=acting(request.user), upheld=upheld, reason=reason, at=now())
    except NotFound:
        raise
    except AssayError as refusal:
        return _notice(request, item_id, refusal)
    done = "Upheld; the listing is removed." if upheld else "Rejected; what the notice had paused is lifted."
    messages.success(request, done)
    return redirect("desk_notices")


@may(Action.DROP_NOTICES)
@require_POST
def drop(request: HttpRequest, notifier_id: str) -> HttpResponse:
    """Drop every open notice of an abuser in one act."""
    notifier = query.notifier(notifier_id)
    if notifier is None:
        raise NotFound("there is no such notifier.", mend="Open it from one of its notices.")
    reason = request.POST.get("reason", "")
    dropped = notice_action.drop_all(notifier=notifier, by=acting(request.user), reason=reason, at=now())
    messages.success(request, f"{dropped} open listings of its notices were dropped, and what they caused is lifted.")
    return redirect("desk_notices")


@may(Action.SEE_NOTICES)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Buyers' reports by the time at which their answer is due."""
    return render(request, "desk/reports.html", {"rows": query.reports(), "waiting": query.reports_waiting()})


@may(Action.SEE_NOTICES)
@require_GET
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """One report."""
    return _report(request, report_id)


def _report(request: HttpRequest, report_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    found = query.report(report_id, at=now())
    if found is None:
        raise NotFound("there is no such report.", mend="Open it from the queue.")
    context = {
        "found": found,
        "row": found.report,
        "title": marked(found.report.listing, "title"),
        "evidence": evidence(found.report.listing),
        "may_decide": found.report.state == query.OPEN_REPORT and allowed(request.user, Action.DECIDE_NOTICE),
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/report.html", context, status=status_of(problem) if problem else 200)


@may(Action.DECIDE_NOTICE)
@require_POST
def decide_report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Confirm or reject; a confirmed fake comes off and its buyers are told and refunded."""
    try:
        confirmed = _yes_or_no(request, "confirmed")
        reason = request.POST.get("reason", "")
        report_action.decide(report=report_id, by=acting(request.user), confirmed=confirmed, reason=reason, at=now())
    except NotFound:
        raise
    except AssayError as refusal:
        return _report(request, report_id, refusal)
    done = (
        "Confirmed; the listing comes off and refunds are ordered." if confirmed else "Rejected; the buyer reads why."
    )
    messages.success(request, done)
    return redirect("desk_reports")


def _yes_or_no(request: HttpRequest, field: str) -> bool:
    word = request.POST.get(field, "")
    if word not in ("yes", "no"):
        raise BadInput("no answer was chosen.", where=field, mend="Choose one of the two.")
    return word == "yes"
