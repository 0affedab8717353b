"""On what do this brand and the platform work together? Joint projects and their shared threads with files.

name              address                          fields (POST)
projects          /projects/
project_begin     /projects/begin/                 name, brand (the platform's people)
project           /projects/ID/
project_post      /projects/ID/post/               text, file
project_end       /projects/ID/end/
project_file      /projects/ID/files/POST
"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from assay.actions import project as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound, TooLarge
from assay.outside import files
from assay.records.queries import projects as query
from assay.records.queries.person import acting
from assay.regime.document.arrival import display_name
from assay.regime.terms import Role
from assay.web.console.store_papers import saved
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.SHARE_PROJECT)
@require_GET
def projects(request: HttpRequest) -> HttpResponse:
    """The projects of my brand, or of all brands for the platform's people."""
    return _projects(request)


@may(Action.SHARE_PROJECT)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one: the brand for itself, the platform with a brand."""
    person = acting(request.user)
    brand = person.brand or query.brand(request.POST.get("brand", "")[:80])
    try:
        if brand is None:
            raise BadInput("there is no such brand.", where="brand", mend="Choose one from the list.")
        row = act.begin(brand=brand, name=request.POST.get("name", ""), by=person, at=now())
    except AssayError as wrong:
        return _projects(request, wrong)
    messages.success(request, "The project has begun. Both sides see its thread.")
    return redirect("project", project_id=row.pk)


@may(Action.SHARE_PROJECT)
@require_GET
def project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """The thread that both sides see."""
    return _project(request, project_id)


@may(Action.SHARE_PROJECT)
@require_POST
def post(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Write into the thread, with a file or without. What was written is not lost where it is refused."""
    person = acting(request.user)
    try:
        act.post(project=project_id, by=person, text=request.POST.get("text", ""), file=_file(request), at=now())
    except NotFound:
        raise
    except AssayError as wrong:
        return _project(request, project_id, wrong)
    messages.success(request, "It stands in the thread.")
    return redirect("project", project_id=project_id)


@may(Action.SHARE_PROJECT)
@require_POST
def end(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """End it: either of the two sides may, and nobody else."""
    act.end(project=project_id, by=acting(request.user), at=now())
    messages.success(request, "The project has ended. Its thread can still be read.")
    return redirect("project", project_id=project_id)


@may(Action.SHARE_PROJECT)
@require_GET
def file(request: HttpRequest, project_id: uuid.UUID, post_id: int) -> HttpResponse:
    """The file of a post, only to be saved."""
    row = act.of(project_id, by=acting(request.user))
    found = query.file_of(row, post_id)
    if found is None:
        raise NotFound("there is no such file.", mend="Open it from the thread.")
    name, digest = found
    answer = saved(files.get(digest), name=name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _file(request: HttpRequest) -> tuple[str, bytes] | None:
    upload = request.FILES.get("file")
    if upload is None:
        return None
    most = in_force().document.limits.bytes_per_paper
    if (upload.size or 0) > most:
        raise TooLarge(
            f"this file has {upload.size} bytes; {most} are allowed.",
            where=display_name(upload.name or ""),
            mend="Send the part that matters.",
        )
    return upload.name or "", upload.read()


def _projects(request: HttpRequest, problem: AssayError | None = None) -> HttpResponse:
    person = acting(request.user)
    context = {
        "projects": query.projects(person.brand if person.role == Role.BRAND else None),
        "brands": () if person.brand else query.brands(),
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "projects/list.html", context, status=status_of(problem) if problem else 200)


def _project(request: HttpRequest, project_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    person = acting(request.user)
    row = act.of(project_id, by=person)
    context = {
        "p": query.line(row),
        "posts": query.thread(row, for_brand=person.role == Role.BRAND),
        "goes_on": act.goes_on(row),
        "most": act.MAX_TEXT,
        "bytes": in_force().document.limits.bytes_per_paper,
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "projects/thread.html", context, status=status_of(problem) if problem else 200)


urlpatterns = [
    path("", projects, name="projects"),
    path("begin/", begin, name="project_begin"),
    path("<uuid:project_id>/", project, name="project"),
    path("<uuid:project_id>/post/", post, name="project_post"),
    path("<uuid:project_id>/end/", end, name="project_end"),
    path("<uuid:project_id>/files/<int:post_id>", file, name="project_file"),
]
