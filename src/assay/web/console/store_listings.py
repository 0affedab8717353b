"""What do I offer, what does screening say of it, and how do I send a feed?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound, TooLarge
from assay.outside.feed import read_feed
from assay.records.queries import store as query
from assay.records.queries import store_decisions as cases
from assay.records.queries.listing import explained, of_store
from assay.records.queries.person import store_of
from assay.regime.restriction import ListingState
from assay.web.console import words
from assay.web.console.explaining import explaining
from assay.web.console.store_papers import page_number
from assay.web.permissions import Action, may
from assay.web.problems import status_of
from assay.web.sending import send_feed

MAX_FEED_BYTES = 50_000_000
MAX_FEED_ROWS = 100_000
SHOWN_REFUSED = 200


def state_of(request: HttpRequest) -> ListingState | None:
    """`?state=`; None for all, and for a word that is no state."""
    word = request.GET.get("state", "")
    return ListingState(word) if word in set(ListingState) else None


@may(Action.SEE_OWN_STORE)
@require_GET
def listings(request: HttpRequest) -> HttpResponse:
    """My listings with the state of each."""
    state, text = state_of(request), request.GET.get("q", "").strip()[:200]
    page = query.listings(store_of(request.user), state=state, text=text, page=page_number(request), at=now())
    return render(request, "store/listings.html", {"page": page, "state": state, "q": text})


@may(Action.SEE_OWN_STORE)
@require_GET
def listing(request: HttpRequest, listing_id: str) -> HttpResponse:
    """One listing: its state, why, and the words that screening saw."""
    store, at, policy = store_of(request.user), now(), in_force()
    found = explained(of_store(store, listing_id), at=at)
    if found is None:
        raise NotFound("there is no such listing.", mend="Open it from your list.")
    context = explaining(found, policy=policy) | {
        "decisions": [
            {"decision": d.decision, "title": words.decision_title(d), "statement": d.imposed[0].statement}
            for d in cases.decisions_on(store, listing_id, policy=policy.appeal, at=at)
        ],
        "attributes": [(k, v) for k, v in sorted(found.listing.attributes.items()) if v not in (None, "")],
    }
    return render(request, "store/listing.html", context)


@may(Action.SEND_LISTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """I send a feed. Good rows go through; each bad one is named with what mends it."""
    store = store_of(request.user)
    context: dict[str, Any] = {"megabytes": MAX_FEED_BYTES // 1_000_000, "rows": MAX_FEED_ROWS}
    if request.method != "POST":
        return render(request, "store/feed.html", context)
    try:
        upload = request.FILES.get("feed")
        if upload is None:
            raise BadInput("no feed was chosen.", where="feed", mend="Choose a file.")
        if (upload.size or 0) > MAX_FEED_BYTES:
            raise TooLarge(
                f"the feed has {upload.size} bytes; {MAX_FEED_BYTES} are allowed.",
                where="feed",
                mend="Split it, or send it through the API.",
            )
        found = read_feed(upload.read(), max_rows=MAX_FEED_ROWS)
        sent = send_feed(store, found)
    except AssayError as wrong:
        return render(request, "store/feed.html", context | {"problem": wrong}, status=status_of(wrong))
    context |= {"taken": sent, "refused": sent.refused[:SHOWN_REFUSED], "refused_total": len(sent.refused)}
    return render(request, "store/feed.html", context)
