"""What does a verifier do? The queue of applications, and the case page: the paper beside its findings, and the form that settles it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import settlement
from assay.actions.clock import now
from assay.actions.inquiry import enter_answer
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.outside import files
from assay.outside.pages import page_of
from assay.records.queries import case as query
from assay.records.queries import desk
from assay.records.queries import paper as paper_query
from assay.records.queries.person import acting
from assay.regime.moves import ApplicationState
from assay.web.console.desk_words import trail
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

TABS = (
    (ApplicationState.IN_REVIEW, "To settle"),
    (ApplicationState.HANDED_IN, "Being read"),
    (ApplicationState.CONDITIONAL, "Bought to order"),
    (ApplicationState.REFUSED, "Refused"),
    (ApplicationState.GRANTED, "Granted"),
    (ApplicationState.OVERDUE, "Papers overdue"),
)


@may(Action.SEE_APPLICATIONS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Applications by the time at which their answer is due; what is overdue stands on top and is counted."""
    at = now()
    state = request.GET.get("state", ApplicationState.IN_REVIEW)
    if state not in [s for s, _ in TABS]:
        raise BadInput("there is no such state.", where=state[:40], mend="Choose one of the tabs.")
    try:
        page = desk.applications(state=state, at=at, after=request.GET.get("after", ""))
    except ValueError:
        raise BadInput("this is no place in the queue.", where="after", mend="Start from the top.") from None
    context = {"page": page, "state": state, "tabs": TABS, "waiting": desk.waiting(at=at)}
    return render(request, "desk/applications.html", context)


@may(Action.SEE_APPLICATIONS)
@require_GET
def case(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """One application: its papers and what was found."""
    return _case(request, application_id)


@may(Action.SETTLE_APPLICATION)
@require_POST
def entered(request: HttpRequest, application_id: uuid.UUID, inquiry_id: uuid.UUID) -> HttpResponse:
    """What an issuer said whom the office asked at the address that the register holds, and how he was asked."""
    said = request.POST.get("confirmed", "")
    try:
        if said not in ("yes", "no"):
            raise BadInput("nothing says what the issuer answered.", where="confirmed", mend="Choose yes or no.")
        enter_answer(
            inquiry=inquiry_id,
            by=acting(request.user),
            confirmed=said == "yes",
            evidence=request.POST.get("evidence", ""),
            at=now(),
        )
    except NotFound:
        raise
    except AssayError as refusal:
        return _case(request, application_id, refusal)
    messages.success(request, "The issuer's answer is on record, and the papers were judged again.")
    return redirect("desk_application", application_id=application_id)


def _case(request: HttpRequest, application_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    found = query.case(application_id)
    if found is None:
        raise NotFound("there is no such application.", mend="Open it from the queue.")
    paper = query.chosen(found, request.GET.get("paper", ""))
    number = int(p) if (p := request.GET.get("page", "1")).isdigit() and len(p) < 5 else 1
    fields = paper_query.fields(paper.reading) if paper else ()
    revision = int(r) if paper and (r := request.GET.get("revision", "0")).isdigit() and len(r) < 3 else 0
    earlier = range(1, len((paper.reading or {}).get("earlier") or ()) + 1) if paper else range(0)
    shown, unshown = None, None
    if paper is not None:
        try:
            shown = page_of(
                files.path_of(paper.sha256),
                digest=paper.sha256,
                page=number,
                revision=revision,
                limits=in_force().document.limits,
            )
        except AssayError as cannot:
            unshown = cannot
    row = found.application
    context = {
        "case": found,
        "row": row,
        "paper": paper,
        "number": number,
        "revision": revision,
        "earlier": earlier,
        "shown": shown,
        "unshown": unshown,
        "fields": fields,
        "lines": paper_query.lines(paper.reading) if paper else (),
        "boxes": paper_query.boxes(
            paper_query.drawn_fields(paper.reading) if paper else (),
            [f for f in found.findings if paper and f.paper in ("", paper.filename)],
            page=number,
        )
        if not revision
        else (),
        "events": trail(found.trail),
        "may_settle": allowed(request.user, Action.SETTLE_APPLICATION) and row.state == ApplicationState.IN_REVIEW,
        "next": query.next_waiting(row, state=row.state, due=row.first_answer_due),
        "problem": problem,
        "sent": request.POST,
        "overruled": request.POST.getlist("overrule"),
        "at": now(),
    }
    return render(request, "desk/case.html", context, status=status_of(problem) if problem else 200)


@may(Action.SETTLE_APPLICATION)
@require_POST
def settle(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Accept or refuse, with the reason; then the next case that waits."""
    try:
        word = request.POST.get("accept", "")
        if word not in ("yes", "no"):
            raise BadInput("no answer was chosen.", where="accept", mend="Choose accept or refuse.")
        settlement.settle(
            application=application_id,
            by=acting(request.user),
            accept=word == "yes",
            reason=request.POST.get("reason", ""),
            at=now(),
            overrule=request.POST.getlist("overrule"),
            forged=request.POST.get("forged") == "yes",
        )
    except NotFound:
        raise
    except AssayError as refusal:
        return _case(request, application_id, refusal)
    messages.success(
        request, "Accepted; the right to sell is given." if word == "yes" else "Refused; the store is told why."
    )
    return redirect("desk_application", application_id=application_id)


@may(Action.SEE_APPLICATIONS)
@require_GET
def page_image(request: HttpRequest, document_id: uuid.UUID, page: int) -> HttpResponseBase:
    """A page of a paper as a picture, or of an earlier revision of it. The paper was parsed in a process apart; the picture is ours."""
    paper = query.document(document_id)
    if paper is None:
        raise NotFound("there is no such paper.")
    words = request.GET.get("revision", "0")
    shown = page_of(
        files.path_of(paper.sha256),
        digest=paper.sha256,
        page=page,
        revision=int(words) if words.isdigit() and len(words) < 3 else 0,
        limits=in_force().document.limits,
    )
    answer = FileResponse(shown.path.open("rb"), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@may(Action.SEE_APPLICATIONS)
@require_GET
def paper_file(request: HttpRequest, document_id: uuid.UUID) -> HttpResponseBase:
    """The paper as it was handed in, only to be saved: a browser never opens it beside our pages."""
    paper = query.document(document_id)
    if paper is None:
        raise NotFound("there is no such paper.")
    answer = HttpResponse(files.get(paper.sha256), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{paper.sha256[:12]}.bin"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
