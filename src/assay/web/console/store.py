"""What does a seller see, and what can he do? The store's portal: its front page, its rights, and the addresses of all its pages.

name                     address                                 fields (POST)
store                    /store/
store_rights             /store/rights/
store_apply              /store/apply/                           brand, lane, goods_name/_model/_gtin/_units (several), papers (files), kept
store_apply_for          /store/apply/BRAND/
store_apply_row          /store/apply-row/
store_applications       /store/applications/
store_application        /store/applications/ID/
store_application_papers /store/applications/ID/papers/          papers (files), kept
store_paper_replace      /store/papers/ID/replace/               papers (one file)
store_paper              /store/papers/ID/file
store_receipt            /store/decisions/ID/receipt
store_listings           /store/listings/                        GET: state, q, page
store_listing            /store/listings/one/LISTING/
store_feed               /store/feed/                            feed (file)
store_restrictions       /store/restrictions/                    GET: all, page
store_decision           /store/decisions/ID/
store_appeal             /store/decisions/ID/appeal/             text
store_appeals            /store/appeals/
store_deposits           /store/deposits/                        GET: page
store_deposit            /store/deposits/offer/LISTING/          (an empty form: the offer)
store_inbox              /store/inbox/                           GET: page
store_inbox_read         /store/inbox/read/                      message (one; without it all)
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.records.queries import store as query
from assay.records.queries.person import store_of
from assay.web.console import deposits, store_cases, store_feeds, store_listings, store_papers
from assay.web.console.words import STEPS
from assay.web.permissions import Action, may


@may(Action.SEE_OWN_STORE)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Where do I stand, what is due, what is to be done?"""
    store, at, policy = store_of(request.user), now(), in_force()
    standing = query.standing(store, policy=policy.store, at=at)
    context = {
        "store": store,
        "standing": standing,
        "next_step": STEPS.get(standing.next_step.step, "") if standing.next_step else "",
        "due": query.due(store, at=at),
        "to_mend": query.to_mend(store),
        "counts": query.counts(store, at=at),
        "lapse_days": policy.store.strikes.lapse_days,
    }
    return render(request, "store/overview.html", context)


@may(Action.SEE_OWN_STORE)
@require_GET
def rights(request: HttpRequest) -> HttpResponse:
    """What may I sell, until when, and how many pieces are left?"""
    store = store_of(request.user)
    return render(request, "store/rights.html", {"store": store, "rights": query.rights(store, at=now())})


urlpatterns = [
    path("", overview, name="store"),
    path("rights/", rights, name="store_rights"),
    path("apply/", store_papers.apply_page, name="store_apply"),
    path("apply/<slug:brand_id>/", store_papers.apply_page, name="store_apply_for"),
    path("apply-row/", store_papers.apply_row, name="store_apply_row"),
    path("applications/", store_papers.applications, name="store_applications"),
    path("applications/<uuid:application_id>/", store_papers.application, name="store_application"),
    path("applications/<uuid:application_id>/papers/", store_papers.add, name="store_application_papers"),
    path("papers/<uuid:document_id>/replace/", store_papers.replace, name="store_paper_replace"),
    path("papers/<uuid:document_id>/file", store_papers.paper, name="store_paper"),
    path("decisions/<uuid:decision_id>/receipt", store_papers.receipt, name="store_receipt"),
    path("decisions/<uuid:decision_id>/opening", store_papers.opening, name="store_opening"),
    path("listings/", store_listings.listings, name="store_listings"),
    path("listings/one/<path:listing_id>/", store_listings.listing, name="store_listing"),
    path("feed/", store_listings.feed, name="store_feed"),
    path("feeds/", store_feeds.feeds, name="store_feeds"),
    path("feeds/<int:feed_id>/", store_feeds.pulls, name="store_feed_pulls"),
    path("feeds/<int:feed_id>/pull/", store_feeds.pull, name="store_feed_pull"),
    path("feeds/<int:feed_id>/end/", store_feeds.end, name="store_feed_end"),
    path("restrictions/", store_cases.restrictions, name="store_restrictions"),
    path("decisions/<uuid:decision_id>/", store_cases.decision, name="store_decision"),
    path("decisions/<uuid:decision_id>/appeal/", store_cases.appeal, name="store_appeal"),
    path("appeals/", store_cases.appeals, name="store_appeals"),
    path("deposits/", deposits.mine, name="store_deposits"),
    path("deposits/offer/<path:listing_id>/", deposits.offer, name="store_deposit"),
    path("inbox/", store_cases.inbox, name="store_inbox"),
    path("inbox/read/", store_cases.read, name="store_inbox_read"),
]
