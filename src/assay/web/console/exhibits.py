"""What do the sides of a notice or an appeal hand in, and who opens it?

name                  address                           fields (POST)
exhibit_notice        /exhibits/notices/ID/             text, file (of the notifier)
exhibit_item          /exhibits/items/ID/               text, file (of the store, for the office alone)
exhibit_appeal        /exhibits/appeals/ID/             text, file (of whoever appeals, or of the office)
exhibit_report        /exhibits/reports/TOKEN/          text, file (of whoever made a report)
exhibit               /exhibits/ID/file
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from assay.actions import exhibit as act
from assay.actions.clock import now
from assay.actions.notifier import of
from assay.actions.report import of_token
from assay.errors import AssayError, NotFound
from assay.outside import files
from assay.records.queries import exhibits as query
from assay.records.queries.person import acting
from assay.web.console import desk_appeals, notices, reporting, store_cases
from assay.web.console.store_papers import saved
from assay.web.console.uploading import uploads
from assay.web.permissions import Action, may
from assay.web.rates import limited

DONE = "It was handed in. Whoever decides reads it."


@may(Action.FILE_NOTICE)
@require_POST
def to_notice(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """The notifier adds evidence to a notice of his."""
    try:
        act.to_notice(notice=notice_id, by=acting(request.user), at=now(), **_sent(request))
    except NotFound:
        raise
    except AssayError as wrong:
        return notices.notice_page(request, notice_id, problem=wrong)
    messages.success(request, DONE)
    return redirect("notice", notice_id=notice_id)


@may(Action.COUNTER_NOTICE)
@require_POST
def to_item(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """A store adds to its answer; only the office sees it."""
    try:
        act.to_item(item=item_id, by=acting(request.user), at=now(), **_sent(request))
    except NotFound:
        raise
    except AssayError as wrong:
        return notices.received_page(request, item_id, problem=wrong)
    messages.success(request, DONE)
    return redirect("store_notice", item_id=item_id)


@may(Action.WRITE_IN_APPEAL)
@require_POST
def to_appeal(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """Whoever appeals, or the office, writes in the thread."""
    person = acting(request.user)
    try:
        made = act.to_appeal(appeal=appeal_id, by=person, at=now(), **_sent(request))
    except NotFound:
        raise
    except AssayError as wrong:
        row = query.appeal(appeal_id)
        if row is None:
            raise
        side = act.side_of(row, by=person, at=now())
        if side == act.OFFICE:
            return desk_appeals.appeal_page(request, appeal_id, problem=wrong)
        if side == act.STORE:
            return store_cases.decision_page(request, row.decision_id, problem=wrong)
        notice_id = query.notice_of(row)
        return (
            notices.notice_page(request, notice_id, problem=wrong) if notice_id else notices.filed_page(request, wrong)
        )
    messages.success(request, DONE)
    if made.side == act.OFFICE:
        return redirect("desk_appeal", appeal_id=appeal_id)
    assert made.appeal is not None  # noqa: S101  it was written into this one
    if made.side == act.STORE:
        return redirect("store_decision", decision_id=made.appeal.decision_id)
    notice_id = query.notice_of(made.appeal)
    return redirect("notice", notice_id=notice_id) if notice_id else redirect("brand_notices")


@may(Action.SEE_PUBLIC)
@require_POST
@limited("report")
def to_report(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever made a report adds to his appeal."""
    try:
        act.to_report_appeal(report=of_token(token), at=now(), **_sent(request))
    except NotFound:
        raise
    except AssayError as wrong:
        return reporting.outcome_page(request, token, wrong)
    return redirect("report_outcome", token=token)


@may(Action.SEE_EXHIBIT)
@require_GET
def file(request: HttpRequest, exhibit_id: uuid.UUID) -> HttpResponse:
    """The file, only to be saved."""
    person = acting(request.user)
    notifier = of(person, at=now()) if person.brand_id or person.notifier_id else None
    found = query.visible(exhibit_id, person=person, notifier=notifier)
    if found is None or not found.sha256:
        raise NotFound("there is no such file.", mend="Open it from the page of the case.")
    answer = saved(files.get(found.sha256), name=found.filename, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _sent(request: HttpRequest) -> dict[str, Any]:
    found = uploads(request, "file")
    return {"text": request.POST.get("text", ""), "file": found[0] if found else None}


urlpatterns = [
    path("notices/<uuid:notice_id>/", to_notice, name="exhibit_notice"),
    path("items/<uuid:item_id>/", to_item, name="exhibit_item"),
    path("appeals/<uuid:appeal_id>/", to_appeal, name="exhibit_appeal"),
    path("reports/<str:token>/", to_report, name="exhibit_report"),
    path("<uuid:exhibit_id>/file", file, name="exhibit"),
]
