"""What was offered in a brand's name this week? The same page for the brand and for the desk, and a listing as the brand may see it.

name             address                          who
brand_week       /brand/week/                     the brand
brand_listing    /brand/listings/STORE/LISTING/   the brand
desk_brand       /desk/brands/BRAND/              the desk
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import NotFound
from assay.records.queries.brand import by_id
from assay.records.queries.brand_week import brand_week
from assay.records.queries.listing import explained, of_brand
from assay.records.queries.person import brand_of
from assay.records.queries.states import state_of_listing
from assay.web.console import chart
from assay.web.console.explaining import explaining
from assay.web.permissions import Action, may


@may(Action.SEE_OWN_BRAND)
@require_GET
def week(request: HttpRequest) -> HttpResponse:
    """The week of my brand: how much is offered, at which prices, how much of it without a right."""
    brand = brand_of(request.user)
    link: Callable[[Any], str] = lambda row: reverse("brand_listing", args=(row.store_id, row.listing_id))  # noqa: E731
    return render(request, "brand/week.html", _week(brand, link=link))


@may(Action.SEE_OWN_BRAND)
@require_GET
def listing(request: HttpRequest, store_id: str, listing_id: str) -> HttpResponse:
    """One listing that trades on my brand, and why screening says what it says."""
    found = explained(of_brand(brand_of(request.user), store_id, listing_id), at=now())
    if found is None:
        raise NotFound("there is no such listing.", mend="Open it from your list.")
    return render(request, "brand/listing.html", explaining(found, policy=in_force(), for_brand=True))


@may(Action.SEE_LISTINGS)
@require_GET
def desk(request: HttpRequest, brand_id: str) -> HttpResponse:
    """The week of a brand, for the desk."""
    brand = by_id(brand_id)
    if brand is None:
        raise NotFound("there is no such brand.", mend="Open it from the register.")
    link: Callable[[Any], str] = lambda row: reverse("desk_listing", args=(row.pk,))  # noqa: E731
    return render(request, "desk/brand.html", _week(brand, link=link))


def _week(brand: Any, *, link: Callable[[Any], str]) -> dict[str, Any]:
    at = now()
    found = brand_week(brand, weeks=in_force().listing.week.weeks_shown, at=at)
    return {
        "brand": brand,
        "week": found,
        "price_bars": chart.prices(found.day.shares) if found.day else (),
        "week_bars": chart.weeks(
            [w.without_right.rate or 0.0 for w in found.weeks], labels=[f"{w.monday:%d %b}" for w in found.weeks]
        ),
        "lines": [{"row": row, "state": state_of_listing(row, at=at), "url": link(row)} for row in found.newest],
    }
