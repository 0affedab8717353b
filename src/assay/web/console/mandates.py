"""Who speaks for my brand? Mandates of agents: given for some marks or all, for a time, and ended.

name                  address                      fields (POST)
brand_mandates        /brand/mandates/             notifier, marks (several: OFFICE NUMBER; none: all), valid_from, valid_to
brand_mandate_end     /brand/mandates/ID/end/
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assay.actions import notifier as act
from assay.actions.clock import now
from assay.actions.policy import day_at
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import mandates as query
from assay.records.queries.brand import register_of
from assay.records.queries.person import acting, brand_of
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.GIVE_MANDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest) -> HttpResponse:
    """The mandates of my brand, and the form that gives one. What was written is not lost where it is refused."""
    person, brand, at = acting(request.user), brand_of(request.user), now()
    problem: AssayError | None = None
    if request.method == "POST":
        try:
            row = given(
                notifier=request.POST.get("notifier", "").strip(),
                marks=request.POST.getlist("marks"),
                valid_from=_day(request, "valid_from"),
                valid_to=_day(request, "valid_to"),
                by=person,
            )
        except AssayError as wrong:
            problem = wrong
        else:
            messages.success(request, f"{row.notifier.name} may file notices for {brand.name}.")
            return redirect("brand_mandates")
    context: dict[str, Any] = {
        "rows": query.mandates(brand, on=day_at(at)),
        "agents": query.agents(),
        "marks": [f"{m.office} {m.number}" for m in register_of(brand).marks],
        "chosen": request.POST.getlist("marks"),
        "sent": request.POST,
        "problem": problem,
    }
    return render(request, "brand/mandates.html", context, status=status_of(problem) if problem else 200)


@may(Action.GIVE_MANDATE)
@require_POST
def end(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """The mandate is good no more, from today on."""
    row = act.withdraw_mandate(mandate=mandate_id, by=acting(request.user), at=now())
    messages.success(request, f"{row.notifier.name} files no notices under this mandate any more.")
    return redirect("brand_mandates")


def given(*, notifier: str, marks: list[str], valid_from: date, valid_to: date, by: Any) -> Any:
    """A new mandate for the agent of this identifier. NotFound: there is none."""
    found = query.agent(notifier)
    if found is None:
        raise NotFound("there is no such agent.", where="notifier", mend="Take its identifier from the list.")
    return act.give_mandate(notifier=found, by=by, marks=marks, valid_from=valid_from, valid_to=valid_to, at=now())


def _day(request: HttpRequest, name: str) -> date:
    text = request.POST.get(name, "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text[:40]!r} is no day.", where=name, mend="Write it as 2026-12-31.") from None
