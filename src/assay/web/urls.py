"""Which address leads to which page?

Names are for `reverse()`; fields are those of the forms behind POST addresses.

    name                    address                                      fields (POST)
    home                    /
    may                     /may/                                        GET: store, brand
    listing                 /listings/STORE/LISTING/
    campaigns, campaign     /campaigns/, /campaigns/ID/
    policy, policy_version  /policy/, /policy/VERSION/
    log, log_entry          /log/, /log/entries/INDEX/                   GET: kind, q
    log_file                /log/checkpoint, /log/tile/..., /log/vkey
    demo_login              /demo/login/                                 username
    account_login, ...      /accounts/login/ (django-allauth)            login, password

    desk                    /desk/
    desk_applications       /desk/applications/                          GET: state
    desk_application        /desk/applications/ID/
    desk_application_settle /desk/applications/ID/settle/                accept (yes, no), reason
    desk_page               /desk/papers/ID/PAGE.png
    desk_paper              /desk/papers/ID/file
    desk_listings           /desk/listings/
    desk_listing            /desk/listings/ID/
    desk_listing_settle     /desk/listings/ID/settle/                    keep (yes, no), reason
    desk_stores, desk_store /desk/stores/, /desk/stores/STORE/           GET: q
    desk_store_notice       /desk/stores/STORE/notice/
    desk_store_agree        /desk/stores/STORE/agree/
    desk_store_hold         /desk/stores/STORE/hold/                     amount, currency
    desk_right_revoke       /desk/rights/ID/revoke/                      ground, seen
    desk_appeals            /desk/appeals/
    desk_appeal             /desk/appeals/ID/
    desk_appeal_decide      /desk/appeals/ID/decide/                     upheld (yes, no), reason
    desk_campaigns          /desk/campaigns/
    desk_campaign_announce  /desk/campaigns/announce/                    name, brands (several), due_on
    desk_decision           /desk/decisions/ID/
    desk_clock              /desk/clock/                                 days

The portals of stores and brands stand in `console.store` and `console.brand` (namespaces store and brand), the API in `api`.
"""

from __future__ import annotations

from django.urls import include, path

from assay.web.api import api
from assay.web.console import public

urlpatterns = [
    path("", public.home, name="home"),
    path("store/", include("assay.web.console.store")),
    path("brand/", include("assay.web.console.brand")),
    path("api/", api.urls),
    path("accounts/", include("allauth.urls")),
]

handler400 = "assay.web.problems.bad_request"
handler403 = "assay.web.problems.forbidden"
handler404 = "assay.web.problems.not_found"
handler500 = "assay.web.problems.broken"
