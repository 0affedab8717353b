"""Which address leads to which page?

Names are for `reverse()`; fields are those of the forms behind POST addresses.

    name                    address                                      fields (POST)
    home                    /
    may                     /may/                                        GET: store, brand
    listing                 /listings/STORE/LISTING/
    report                  /listings/STORE/LISTING/report/              text, bought (yes), order_id
    report_outcome          /reports/TOKEN/
    report_appeal           /reports/TOKEN/appeal/                       text
    fakes                   /fakes/
    campaigns, campaign     /campaigns/, /campaigns/ID/
    policy, policy_version  /policy/, /policy/VERSION/
    log, log_entry          /log/, /log/entries/INDEX/                   GET: q, kind, before
    log_checkpoints         /log/checkpoints/                            GET: before
    log_program             /log/verify_receipt.html, /log/verify_our_log.py
    log_file                /log/checkpoint, /log/tile/..., /log/vkey
    log_proof               /log/entries/INDEX/proof                     a tlog-proof
    log_case                /log/cases/PSEUDONYM/
    start                   /start/                                      to the pages of one's role
    demo_login              /demo/login/                                 username
    account_login, ...      /accounts/login/ (django-allauth)            login, password

    desk                    /desk/
    desk_applications       /desk/applications/                          GET: state
    desk_application        /desk/applications/ID/                       GET: paper, page
    desk_application_settle /desk/applications/ID/settle/                accept (yes, no), reason, overrule (several), forged (yes)
    desk_answer_enter       /desk/applications/ID/inquiries/ID/enter/    confirmed (yes, no), evidence
    desk_page               /desk/papers/ID/PAGE.png
    desk_paper              /desk/papers/ID/file
    desk_listings           /desk/listings/
    desk_listing            /desk/listings/ID/
    desk_listing_settle     /desk/listings/ID/settle/                    keep (yes, no), reason
    desk_notices            /desk/notices/                               GET: state
    desk_notice             /desk/notices/ID/
    desk_notice_decide      /desk/notices/ID/decide/                     upheld (yes, no), reason
    desk_notifiers          /desk/notifiers/, /desk/notifiers/NOTIFIER/ (desk_notifier)
    desk_notifier_warn      /desk/notifiers/NOTIFIER/warn/               reason
    desk_notifier_suspend   /desk/notifiers/NOTIFIER/suspend/            reason
    desk_notifier_drop      /desk/notifiers/NOTIFIER/drop/               reason
    desk_reports            /desk/reports/
    desk_report             /desk/reports/ID/
    desk_report_decide      /desk/reports/ID/decide/                     confirmed (yes, no), reason
    desk_repeats            /desk/repeats/, /desk/repeats/ID/ (desk_repeat)
    desk_repeat_answer      /desk/repeats/ID/answer/                     accept (yes, no), reason
    desk_alarms             /desk/alarms/
    desk_alarm_conclude     /desk/alarms/ID/                             conclusion
    desk_contradictions     /desk/contradictions/, /desk/contradictions/ID/ (desk_contradiction)
    desk_contradiction_close /desk/contradictions/ID/close/              conclusion (stands, right_falls, refusal_falls), reason
    desk_stores, desk_store /desk/stores/, /desk/stores/STORE/           GET: q
    desk_store_notice       /desk/stores/STORE/notice/
    desk_store_agree        /desk/stores/STORE/agree/
    desk_store_hold         /desk/stores/STORE/hold/                     amount, currency
    desk_referral_propose   /desk/stores/STORE/refer/                    recipient, reason
    desk_referral_agree     /desk/referrals/ID/agree/                    (also drop, receipt, withdrawn: receipt)
    desk_referral_file      /desk/referrals/ID/file                      (also letter)
    desk_deposits           /desk/deposits/                              GET: all, page
    desk_deposit_received   /desk/deposits/ID/received/                  amount, currency, reference
    desk_deposit_paid       /desk/deposits/ID/paid/
    desk_store_casefile     /desk/stores/STORE/casefile/                 recipient
    desk_right_revoke       /desk/rights/ID/revoke/                      ground, seen
    desk_appeals            /desk/appeals/
    desk_appeal             /desk/appeals/ID/
    desk_appeal_decide      /desk/appeals/ID/decide/                     upheld (yes, no), reason
    desk_rules              /desk/rules/
    desk_brands             /desk/brands/
    desk_brand              /desk/brands/BRAND/
    desk_brand_enrol        /desk/brands/enrol/                          brand_id, name, aliases, categories, marks (one a line)
    desk_notifier_enrol     /desk/notifiers-enrol/                       notifier_id, kind (agent, trusted_flagger, member), name, named_by
    desk_store_open         /desk/stores/open/                           store_id, legal_name, trading_name, address, country, vat_id, tier, kind
    desk_appeal_casefile    /desk/appeals/ID/casefile/                   recipient
    desk_campaigns          /desk/campaigns/, /desk/campaigns/ID/ (desk_campaign)
    desk_campaign_announce  /desk/campaigns/announce/                    name, brands (several), due_on
    desk_marks              /desk/marks/                                 extract (file)
    desk_decision           /desk/decisions/ID/
    desk_clock              /desk/clock/                                 days, next

The portals of stores and brands stand in `console.store` and `console.brand` (namespaces store and brand), the coalition and the joint projects in
`console.coalition` and `console.projects`, what is handed in to cases in `console.exhibits`, the API in `api`.
"""

from __future__ import annotations

from django.urls import include, path, re_path

from assay.web.api import api
from assay.web.console import (
    brand,
    brand_weeks,
    coalition,
    deposits,
    desk,
    desk_appeals,
    desk_applications,
    desk_brands,
    desk_casefiles,
    desk_contradictions,
    desk_decisions,
    desk_listings,
    desk_marks,
    desk_notices,
    desk_notifiers,
    desk_referrals,
    desk_repeats,
    desk_rules,
    desk_stores,
    exhibits,
    inbox,
    log,
    notices,
    projects,
    public,
    reporting,
    store,
    tokens,
    webhooks,
)

PUBLIC = [
    path("", public.home, name="home"),
    path("start/", public.start, name="start"),
    path("may/", public.question, name="may"),
    path("listings/<slug:store_id>/<path:listing_id>/report/", reporting.report, name="report"),
    path("listings/<slug:store_id>/<path:listing_id>/", public.listing, name="listing"),
    path("reports/<str:token>/", reporting.outcome, name="report_outcome"),
    path("reports/<str:token>/appeal/", reporting.appeal, name="report_appeal"),
    path("fakes/", public.fakes, name="fakes"),
    path("campaigns/", public.campaigns, name="campaigns"),
    path("campaigns/<int:campaign_id>/", public.campaign, name="campaign"),
    path("policy/", public.policy, name="policy"),
    path("policy/<str:version>/", public.policy_version, name="policy_version"),
    path("log/", log.entries, name="log"),
    path("log/entries/<int:index>/", log.entry, name="log_entry"),
    path("log/entries/<int:index>/proof", log.proof, name="log_proof"),
    path("log/cases/<str:pseudonym>/", log.case, name="log_case"),
    path("log/checkpoints/", log.checkpoints, name="log_checkpoints"),
    re_path(r"^log/(?P<name>verify_receipt\.html|verify_our_log\.py)$", log.program, name="log_program"),
    re_path(r"^log/(?P<path>checkpoint|vkey|tile/[a-z0-9/.]+)$", log.file, name="log_file"),
    path("demo/login/", public.demo_login, name="demo_login"),
]

DESK = [
    path("", desk.home, name="desk"),
    path("clock/", desk.clock, name="desk_clock"),
    path("applications/", desk_applications.queue, name="desk_applications"),
    path("applications/<uuid:application_id>/", desk_applications.case, name="desk_application"),
    path("applications/<uuid:application_id>/settle/", desk_applications.settle, name="desk_application_settle"),
    path(
        "applications/<uuid:application_id>/inquiries/<uuid:inquiry_id>/enter/",
        desk_applications.entered,
        name="desk_answer_enter",
    ),
    path("papers/<uuid:document_id>/<int:page>.png", desk_applications.page_image, name="desk_page"),
    path("papers/<uuid:document_id>/file", desk_applications.paper_file, name="desk_paper"),
    path("listings/", desk_listings.queue, name="desk_listings"),
    path("listings/<int:listing_pk>/", desk_listings.listing, name="desk_listing"),
    path("listings/<int:listing_pk>/settle/", desk_listings.settle, name="desk_listing_settle"),
    path("notices/", desk_notices.notices, name="desk_notices"),
    path("notices/<uuid:item_id>/", desk_notices.notice, name="desk_notice"),
    path("notices/<uuid:item_id>/decide/", desk_notices.decide, name="desk_notice_decide"),
    path("notifiers/", desk_notifiers.notifiers, name="desk_notifiers"),
    path("notifiers/<slug:notifier_id>/", desk_notifiers.notifier, name="desk_notifier"),
    path("notifiers/<slug:notifier_id>/warn/", desk_notifiers.warn, name="desk_notifier_warn"),
    path("notifiers/<slug:notifier_id>/suspend/", desk_notifiers.suspend, name="desk_notifier_suspend"),
    path("notifiers/<slug:notifier_id>/drop/", desk_notices.drop, name="desk_notifier_drop"),
    path("reports/", desk_notices.reports, name="desk_reports"),
    path("reports/<uuid:report_id>/", desk_notices.report, name="desk_report"),
    path("reports/<uuid:report_id>/decide/", desk_notices.decide_report, name="desk_report_decide"),
    path("marks/", desk_marks.marks, name="desk_marks"),
    path("repeats/", desk_repeats.queue, name="desk_repeats"),
    path("repeats/<uuid:repeat_id>/", desk_repeats.case, name="desk_repeat"),
    path("repeats/<uuid:repeat_id>/answer/", desk_repeats.answer, name="desk_repeat_answer"),
    path("alarms/", desk_repeats.alarms, name="desk_alarms"),
    path("alarms/<uuid:repeat_id>/", desk_repeats.conclude, name="desk_alarm_conclude"),
    path("contradictions/", desk_contradictions.contradictions, name="desk_contradictions"),
    path("contradictions/<uuid:contradiction_id>/", desk_contradictions.contradiction, name="desk_contradiction"),
    path("contradictions/<uuid:contradiction_id>/close/", desk_contradictions.close, name="desk_contradiction_close"),
    path("stores/", desk_stores.stores, name="desk_stores"),
    path("stores/open/", desk_brands.open_store, name="desk_store_open"),
    path("stores/<slug:store_id>/", desk_stores.store, name="desk_store"),
    path("stores/<slug:store_id>/notice/", desk_stores.notice, name="desk_store_notice"),
    path("stores/<slug:store_id>/agree/", desk_stores.agree, name="desk_store_agree"),
    path("stores/<slug:store_id>/hold/", desk_stores.hold, name="desk_store_hold"),
    path("stores/<slug:store_id>/casefile/", desk_casefiles.store, name="desk_store_casefile"),
    path("stores/<slug:store_id>/refer/", desk_referrals.propose, name="desk_referral_propose"),
    path("referrals/<uuid:referral_id>/agree/", desk_referrals.agree, name="desk_referral_agree"),
    path("referrals/<uuid:referral_id>/drop/", desk_referrals.drop, name="desk_referral_drop"),
    path("referrals/<uuid:referral_id>/receipt/", desk_referrals.receipt, name="desk_referral_receipt"),
    path("referrals/<uuid:referral_id>/withdrawn/", desk_referrals.withdrawn, name="desk_referral_withdrawn"),
    path("referrals/<uuid:referral_id>/file", desk_referrals.file, name="desk_referral_file"),
    path("referrals/<uuid:referral_id>/letter", desk_referrals.letter, name="desk_referral_letter"),
    path("deposits/", deposits.desk, name="desk_deposits"),
    path("deposits/<uuid:deposit_id>/received/", deposits.received, name="desk_deposit_received"),
    path("deposits/<uuid:deposit_id>/paid/", deposits.paid, name="desk_deposit_paid"),
    path("rights/<uuid:right_id>/revoke/", desk_stores.revoke, name="desk_right_revoke"),
    path("appeals/", desk_appeals.queue, name="desk_appeals"),
    path("appeals/<uuid:appeal_id>/", desk_appeals.appeal, name="desk_appeal"),
    path("appeals/<uuid:appeal_id>/decide/", desk_appeals.decide, name="desk_appeal_decide"),
    path("rules/", desk_rules.rules, name="desk_rules"),
    path("brands/", desk_brands.brands, name="desk_brands"),
    path("brands/enrol/", desk_brands.enrol, name="desk_brand_enrol"),
    path("notifiers-enrol/", desk_brands.enrol_notifier, name="desk_notifier_enrol"),
    path("brands/<slug:brand_id>/", brand_weeks.desk, name="desk_brand"),
    path("appeals/<uuid:appeal_id>/casefile/", desk_casefiles.appeal, name="desk_appeal_casefile"),
    path("campaigns/", desk.campaigns, name="desk_campaigns"),
    path("campaigns/announce/", desk.announce, name="desk_campaign_announce"),
    path("campaigns/<int:campaign_id>/", desk.campaign, name="desk_campaign"),
    path("decisions/<uuid:decision_id>/", desk_decisions.decision, name="desk_decision"),
]

urlpatterns = [
    *PUBLIC,
    path("desk/", include(DESK)),
    path("store/", include(store)),
    path("brand/", include(brand)),
    path("tokens/webhooks/", include(webhooks)),
    path("tokens/", include(tokens)),
    path("language/", include(inbox)),
    path("notices/", include(notices)),
    path("exhibits/", include(exhibits)),
    path("coalition/", include(coalition)),
    path("projects/", include(projects)),
    path("api/", api.urls),
    path("accounts/", include("allauth.urls")),
]

handler400 = "assay.web.problems.bad_request"
handler403 = "assay.web.problems.forbidden"
handler404 = "assay.web.problems.not_found"
handler500 = "assay.web.problems.broken"
