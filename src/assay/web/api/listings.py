"""Why is a listing held, what is offered in a brand's name this week, and which feeds are fetched? For programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from assay.actions import brand_day
from assay.actions import feed as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import NotFound
from assay.records.queries import feeds as query
from assay.records.queries import marketplace
from assay.records.queries.brand_week import brand_week
from assay.records.queries.listing import Explained, explained, of_brand, of_store
from assay.records.queries.person import brand_of, store_of
from assay.web.api import listing_schemas as s
from assay.web.api import schemas as shared
from assay.web.api.access import AUTH, caller
from assay.web.console.explaining import NOT_A_BRANDS, explaining
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: shared.Problem, 403: shared.Problem, 404: shared.Problem, 409: shared.Problem, 422: shared.Problem}


@router.get("/store/feeds", response={200: s.FeedsOut, **REFUSALS})
def feeds(request: HttpRequest) -> dict[str, Any]:
    """The feeds that the office fetches for the store, and the last look at each."""
    return _feeds(store_of(caller(request, Action.SEND_LISTINGS)))


@router.post("/store/feeds", response={200: s.FeedsOut, **REFUSALS})
def name_feed(request: HttpRequest, payload: s.FeedIn) -> dict[str, Any]:
    """Fetch this address from now on. https only; private addresses are refused."""
    person = caller(request, Action.SEND_LISTINGS)
    store = store_of(person)
    act.name_feed(store=store, url=payload.url, period_minutes=payload.period_minutes, by=person, at=now())
    return _feeds(store)


@router.post("/store/feeds/{int:feed_id}/pull", response={200: s.FeedsOut, **REFUSALS})
def pull_feed(request: HttpRequest, feed_id: int) -> dict[str, Any]:
    """Look at it at the worker's next turn."""
    store = store_of(caller(request, Action.SEND_LISTINGS))
    act.pull_soon(store=store, feed=feed_id, at=now())
    return _feeds(store)


@router.post("/store/feeds/{int:feed_id}/end", response={200: s.FeedsOut, **REFUSALS})
def end_feed(request: HttpRequest, feed_id: int) -> dict[str, Any]:
    """Fetch it no more; its listings stay as they are."""
    store = store_of(caller(request, Action.SEND_LISTINGS))
    act.end_feed(store=store, feed=feed_id, at=now())
    return _feeds(store)


@router.post("/marketplace/feeds", response={200: s.FeedsOut, **REFUSALS})
def name_feed_for(request: HttpRequest, payload: s.StoreFeedIn) -> dict[str, Any]:
    """Name a feed for a store."""
    person = caller(request, Action.CARRY_OUT)
    store = marketplace.store(payload.store_id)
    if store is None:
        raise NotFound("there is no such store.", where="store_id", mend="Give the identifier that the office knows.")
    act.name_feed(store=store, url=payload.url, period_minutes=payload.period_minutes, by=person, at=now())
    return _feeds(store)


@router.get("/store/listings/{path:listing_id}", response={200: s.ListingView, **REFUSALS})
def own_listing(request: HttpRequest, listing_id: str) -> dict[str, Any]:
    """One listing of the store with what explains its verdict: rules, signals, marked words with offsets, history."""
    return _listing(explained(of_store(store_of(caller(request, Action.SEE_OWN_STORE)), listing_id), at=now()))


@router.get("/brand/listings/{store_id}/{path:listing_id}", response={200: s.ListingView, **REFUSALS})
def brands_listing(request: HttpRequest, store_id: str, listing_id: str) -> dict[str, Any]:
    """One listing that trades on the brand, without what the store's papers say."""
    rows = of_brand(brand_of(caller(request, Action.SEE_OWN_BRAND)), store_id, listing_id)
    return _listing(explained(rows, at=now()), for_brand=True)


@router.get("/brand/week", response={200: s.BrandWeekOut, **REFUSALS})
def week(request: HttpRequest) -> dict[str, Any]:
    """What is offered in the brand's name, at which prices, and how much of it without a right, week by week."""
    brand = brand_of(caller(request, Action.SEE_OWN_BRAND))
    found = brand_week(brand, weeks=in_force().listing.week.weeks_shown, at=now())
    names = ("offered", "new", "without_right", "paused", "removed", "stores")
    return {
        "day": found.day.day if found.day else None,
        "counted_at": found.day.counted_at if found.day else None,
        **{name: getattr(found.day, name) if found.day else 0 for name in names},
        "bands": list(brand_day.BANDS),
        "shares": found.day.shares if found.day else [],
        "weeks": [
            {
                "monday": w.monday,
                "offered": w.offered,
                "without_right": w.without_right.k,
                "median_share": w.median_share,
            }
            for w in found.weeks
        ],
    }


def _listing(found: Explained | None, *, for_brand: bool = False) -> dict[str, Any]:
    if found is None:
        raise NotFound("there is no such listing.", mend="Take it from the list.")
    row, account = found.listing, explaining(found, policy=in_force(), for_brand=for_brand)
    hidden = NOT_A_BRANDS if for_brand else frozenset()
    return {
        "id": row.listing_id,
        "store": row.store_id,
        "title": row.title,
        "state": str(found.state),
        "ended_at": row.ended_at,
        "verdict": row.verdict,
        "brand": row.brand_id,
        "waits": row.needs_screening,
        "reasons": row.reasons,
        "rules": [r | {"seen": {name: value for name, value, _ in r["seen"]}} for r in account["rules"]],
        "words": account["marks"],
        "signals": {k: v for k, v in (row.signals or {}).items() if k not in hidden and k != "words"},
        "restrictions": [
            {
                "kind": r.kind,
                "ground": r.ground,
                "begins": r.begins,
                "until": r.until,
                "automated": r.caused_by.automated,
            }
            for r in found.restrictions
        ],
        "history": found.history,
    }


def _feeds(store: Any) -> dict[str, Any]:
    return {
        "feeds": [
            {
                "feed": f.feed.pk,
                "url": f.feed.url,
                "period_minutes": f.feed.period_minutes,
                "due_at": f.feed.due_at,
                "failures": f.feed.failures,
                "ended_at": f.feed.ended_at,
                "listings": f.listings,
                "last": f.last,
            }
            for f in query.feeds_of(store)
        ]
    }
