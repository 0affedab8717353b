"""What does a verifier do about listings? The queue of those that a rule holds, each with its words marked, and the form that settles one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import listing as listing_action
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import decision as query
from assay.records.queries import desk
from assay.records.queries.listing import by_key, explained
from assay.records.queries.person import acting
from assay.regime.restriction import ListingState
from assay.web.console.desk_words import trail
from assay.web.console.explaining import explaining
from assay.web.console.marking import marked
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of


@may(Action.SEE_LISTINGS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Held listings, the longest waiting on top, with the words that held them."""
    page = desk.listings(at=now(), after=request.GET.get("after", ""))
    rows = [(row, marked(row, "title")) for row in page.rows]
    return render(request, "desk/listings.html", {"page": page, "rows": rows})


@may(Action.SEE_LISTINGS)
@require_GET
def listing(request: HttpRequest, listing_pk: int) -> HttpResponse:
    """One listing: what was seen in it, which rules fired, which right was looked up."""
    return _listing(request, listing_pk)


def _listing(request: HttpRequest, pk: int, problem: AssayError | None = None) -> HttpResponse:
    found = query.listing_on_record(pk, at=now())
    if found is None:
        raise NotFound("there is no such listing.", mend="Open it from the queue.")
    account = explained(by_key(pk), at=now())
    if account is None:
        raise NotFound("there is no such listing.", mend="Open it from the queue.")
    context = explaining(account, policy=in_force()) | {
        "found": found,
        "events": trail(found.trail),
        "may_settle": allowed(request.user, Action.SETTLE_LISTING) and found.state is ListingState.PAUSED,
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/listing.html", context, status=status_of(problem) if problem else 200)


@may(Action.SETTLE_LISTING)
@require_POST
def settle(request: HttpRequest, listing_pk: int) -> HttpResponse:
    """Keep the listing on offer or take it off, with the reason."""
    found = query.listing_on_record(listing_pk, at=now())
    if found is None:
        raise NotFound("there is no such listing.", mend="Open it from the queue.")
    try:
        word = request.POST.get("keep", "")
        if word not in ("yes", "no"):
            raise BadInput("no answer was chosen.", where="keep", mend="Choose what becomes of the listing.")
        listing_action.settle_listing(
            listing=found.listing,
            by=acting(request.user),
            keep=word == "yes",
            reason=request.POST.get("reason", ""),
            at=now(),
        )
    except NotFound:
        raise
    except AssayError as refusal:
        return _listing(request, listing_pk, refusal)
    messages.success(request, "It is on offer again." if word == "yes" else "It was taken off; the store is told why.")
    return redirect("desk_listings")
