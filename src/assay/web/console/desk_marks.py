"""How do extracts of trade mark offices come in? One page for the editor: a file, and what was imported before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assay.actions.clock import now
from assay.actions.mark_extract import import_extract
from assay.errors import AssayError, BadInput
from assay.records.queries import mark_extracts as query
from assay.records.queries.person import acting
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.ENROL_BRAND)
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest) -> HttpResponse:
    """Import an extract, whole or not at all."""
    problem: AssayError | None = None
    if request.method == "POST":
        try:
            file = request.FILES.get("extract")
            if file is None:
                raise BadInput("no file came.", where="extract", mend="Choose a CSV or ST.96 XML file.")
            made = import_extract(name=file.name or "", data=file.read(), by=acting(request.user), at=now())
        except AssayError as refusal:
            problem = refusal
        else:
            messages.success(request, f"{made.marks} marks of {made.filename} are known now.")
            return redirect("desk_marks")
    context = {"extracts": query.extracts(), "offices": query.offices(), "problem": problem}
    return render(request, "desk/marks.html", context, status=status_of(problem) if problem else 200)
