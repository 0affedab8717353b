"""What do I offer, what does screening say of it, and how do I send a feed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound, TooLarge
from assay.outside.feed import read_feed
from assay.records.queries import store as query
from assay.records.queries import store_cases as cases
from assay.records.queries.person import store_of
from assay.regime.restriction import ListingState
from assay.web.console import words
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


SHOWN = (
    ("claim_text", "brand seen as"),
    ("brand_use", "the name is used for"),
    ("wording", "wording"),
    ("price_band", "price"),
    ("price_share", "share of the reference price"),
    ("right_state", "right"),
    ("units_on_offer", "pieces on offer in your store"),
    ("units_left", "pieces that your papers cover"),
)


@may(Action.SEE_OWN_STORE)
@require_GET
def listing(request: HttpRequest, listing_id: str) -> HttpResponse:
    """One listing: its state, why, and the words that screening saw."""
    store, at = store_of(request.user), now()
    row = query.listing(store, listing_id, at=at)
    if row is None:
        raise NotFound("there is no such listing.", mend="Open it from your list.")
    words_seen = [w for w in row.signals.get("words") or () if isinstance(w, dict)]
    context = {
        "x": row,
        "decisions": [
            {"decision": d.decision, "title": words.decision_title(d), "statement": d.imposed[0].statement}
            for d in cases.decisions_on(store, listing_id, policy=in_force().appeal, at=at)
        ],
        "title_parts": marked(row.title, [w for w in words_seen if w.get("field") == "title"]),
        "description_parts": marked(
            str(row.attributes.get("description") or "")[:2000],
            [w for w in words_seen if w.get("field") == "description"],
        ),
        "signals": _signals(row.signals),
        "attributes": [(k, v) for k, v in sorted(row.attributes.items()) if v not in (None, "")],
    }
    return render(request, "store/listing.html", context)


def _signals(signals: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What screening measured, in words: shares as percentages, words of the regime in plain letters."""
    found = [(said, signals[name]) for name, said in SHOWN if signals.get(name) not in (None, "", "none")]
    return [
        (said, f"{v:.0%}" if isinstance(v, float) and "share" in said else str(v).replace("_", " "))
        for said, v in found
    ]


def marked(text: str, seen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The text in parts, those that screening saw marked with why. Offsets count characters; what does not fit the text is left out."""
    parts: list[dict[str, Any]] = []
    done = 0
    for word in sorted(seen, key=lambda w: int(w.get("start") or 0)):
        start, end = int(word.get("start") or 0), int(word.get("end") or 0)
        if done <= start < end <= len(text):
            why = f"{word.get('kind', '')} {word.get('use', '')}".replace("_", " ").strip()
            parts += [{"text": text[done:start], "seen": False}, {"text": text[start:end], "seen": True, "why": why}]
            done = end
    return [p for p in [*parts, {"text": text[done:], "seen": False}] if p["text"]]


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
