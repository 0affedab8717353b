"""A buyer says that something is fake, and learns what became of it, without an account.

The address that he gets when he has filed is his only key to the outcome; whoever has it reads it, so it goes into no list and no referrer.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assay.actions import report as action
from assay.actions.clock import now
from assay.actions.language import by_policy, language_of
from assay.actions.policy import in_force
from assay.actions.report_appeal import open_report_appeal
from assay.errors import AssayError, NotFound
from assay.records.queries import exhibits
from assay.records.queries import reports as query
from assay.records.queries.desk_notices import listing_of
from assay.web.buyers import told
from assay.web.messages import NAMES
from assay.web.permissions import Action, may
from assay.web.problems import status_of
from assay.web.rates import limited


@may(Action.SEE_PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("report")
def report(request: HttpRequest, store_id: str, listing_id: str) -> HttpResponse:
    """Report this listing."""
    listing = listing_of(store_id, listing_id)
    if listing is None:
        raise NotFound("there is no such listing.", mend="Check the store and the listing's number.")
    problem: AssayError | None = None
    if request.method == "POST":
        try:
            filed = action.file(
                listing=listing,
                text=request.POST.get("text", ""),
                bought=request.POST.get("bought") == "yes",
                order_id=request.POST.get("order_id", ""),
                language=request.POST.get("language", ""),
                at=now(),
            )
            return redirect("report_outcome", token=filed.token)
        except AssayError as refusal:
            problem = refusal
    context = {
        "listing": listing,
        "problem": problem,
        "sent": request.POST,
        "languages": NAMES,
        "language": by_policy(),
    }
    return render(request, "public/report.html", context, status=status_of(problem) if problem else 200)


@may(Action.SEE_PUBLIC)
@require_GET
@limited("public_question", methods=("GET",))
def outcome(request: HttpRequest, token: str) -> HttpResponse:
    """What became of my report?"""
    return outcome_page(request, token)


@may(Action.SEE_PUBLIC)
@require_POST
@limited("report")
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """My report was rejected; another person looks at it again."""
    try:
        open_report_appeal(token=token, text=request.POST.get("text", ""), at=now())
    except NotFound:
        raise
    except AssayError as refusal:
        return outcome_page(request, token, refusal)
    return redirect("report_outcome", token=token)


def outcome_page(request: HttpRequest, token: str, problem: AssayError | None = None) -> HttpResponse:
    """What became of the report behind this key, with what was refused."""
    found = query.outcome(action.of_token(token), policy=in_force().appeal, at=now())
    language, due = language_of(found.report), found.report.due.isoformat()
    until = found.until.isoformat() if found.until else ""
    context = {"found": found, "row": found.report, "problem": problem, "sent": request.POST, "language": language}
    context |= {
        "appeals": [(a, exhibits.of_appeal(a.pk)) for a in found.appeals],
        "adds": reverse("exhibit_report", args=[token]),
        "said": told(f"report_{found.report.state}", language=language, due=due),
        "appealing": told("report_appeal", language=language, until=until),
        "keep": told("report_keep", language=language),
    }
    answer = render(request, "public/report_outcome.html", context, status=status_of(problem) if problem else 200)
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
