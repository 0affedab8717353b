"""Which feeds does the office fetch for my store, and what came of them?

name               address                    fields (POST)
store_feeds        /store/feeds/              url, period_minutes
store_feed_pulls   /store/feeds/ID/
store_feed_pull    /store/feeds/ID/pull/
store_feed_end     /store/feeds/ID/end/
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assay.actions import feed as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import feeds as query
from assay.records.queries.person import acting, store_of
from assay.web.permissions import Action, may
from assay.web.problems import status_of


@may(Action.SEND_LISTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """My feeds with the last look at each, and the form that names another."""
    store = store_of(request.user)
    context: dict[str, Any] = {"policy": in_force().listing.feed}
    status = 200
    if request.method == "POST":
        written = {name: request.POST.get(name, "").strip()[:2100] for name in ("url", "period_minutes")}
        try:
            if not written["period_minutes"].isdigit():
                raise BadInput(
                    "this is no number of minutes.", where="period_minutes", mend="Give minutes, such as 60."
                )
            minutes = int(written["period_minutes"][:9])
            act.name_feed(store=store, url=written["url"], period_minutes=minutes, by=acting(request.user), at=now())
        except AssayError as wrong:
            context |= {"problem": wrong, "written": written}
            status = status_of(wrong)
        else:
            messages.success(request, "The feed is fetched from now on; look here in a minute.")
            return redirect("store_feeds")
    context["feeds"] = query.feeds_of(store)
    return render(request, "store/feeds.html", context, status=status)


@may(Action.SEND_LISTINGS)
@require_GET
def pulls(request: HttpRequest, feed_id: int) -> HttpResponse:
    """The last looks at one feed; the refused rows of the newest that read anything."""
    found = query.feed_of(store_of(request.user), feed_id)
    if found is None:
        raise NotFound("there is no such feed.", mend="Open it from your list.")
    rows = list(query.pulls_of(found.feed))
    read = next((p for p in rows if p.outcome == "taken"), None)
    return render(request, "store/feed_pulls.html", {"line": found, "pulls": rows, "read": read})


@may(Action.SEND_LISTINGS)
@require_POST
def pull(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Look at it now."""
    act.pull_soon(store=store_of(request.user), feed=feed_id, at=now())
    messages.success(request, "It is looked at in the next seconds.")
    return redirect("store_feed_pulls", feed_id=feed_id)


@may(Action.SEND_LISTINGS)
@require_POST
def end(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Fetch it no more."""
    act.end_feed(store=store_of(request.user), feed=feed_id, at=now())
    messages.success(request, "The feed is fetched no more. Its listings stay as they are.")
    return redirect("store_feeds")
