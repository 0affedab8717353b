"""What do the portals of stores and brands show on each page? `{% load portal %}`."""

from __future__ import annotations

from typing import Any

from django import template

from assay.records.queries import brand as brand_query
from assay.records.queries import notices as notices_query
from assay.records.queries import store as store_query
from assay.records.queries.person import acting
from assay.regime.terms import Role

register = template.Library()

STORE_TABS = (
    ("store", "Overview", ()),
    ("store_applications", "Applications", ("store_application", "store_apply", "store_apply_for")),
    ("store_rights", "Rights", ()),
    ("store_listings", "Listings", ("store_listing", "store_feed", "store_feeds", "store_feed_pulls")),
    ("store_restrictions", "Decisions", ("store_decision", "store_appeal")),
    ("store_notices", "Notices", ("store_notice", "store_notice_counter")),
    ("store_appeals", "Appeals", ()),
    ("store_deposits", "Deposits", ("store_deposit",)),
    ("store_inbox", "Inbox", ()),
    ("tokens", "Keys", ()),
)
BRAND_TABS = (
    ("brand", "Overview", ()),
    ("brand_inquiries", "Questions", ("brand_inquiry", "brand_inquiry_answer")),
    ("brand_notices", "Notices", ("notice", "notice_file", "notice_insist", "notice_withdraw")),
    ("brand_register", "Register", ("brand_register_edit",)),
    ("brand_stores", "Stores", ()),
    ("brand_week", "This week", ()),
    ("brand_listings", "Listings", ("brand_listing",)),
    ("brand_campaigns", "Campaigns", ()),
    ("brand_scorecard", "Scorecard", ()),
    ("brand_mandates", "Mandates", ("brand_mandate_end",)),
    ("brand_inbox", "Inbox", ()),
    ("tokens", "Keys", ("webhooks",)),
)
AGENT_TABS = (
    ("brand_notices", "Notices", ("notice", "notice_file")),
    ("agent_inbox", "Inbox", ()),
    ("tokens", "Keys", ("webhooks",)),
)
MARKETPLACE_TABS = (("marketplace", "To carry out", ()), ("tokens", "Keys", ("webhooks",)))
OPERATOR_TABS = (("desk", "Desk", ()), ("tokens", "Keys", ()))


REASONS = {
    "ADMITS_FAKE": "The words admit that the goods are not the brand's own",
    "EVADING_WORDS": "Words of the trade in copies; a person looks",
    "CLAIM_UNSURE": "It may trade on a brand; a person looks",
    "NO_RIGHT": "A protected brand without a right to sell it",
    "RIGHT_ENDED": "The right to sell the brand has ended",
    "RIGHT_NOT_IN_FORCE": "There is a right, but it does not cover this listing now",
    "OVER_UNITS": "More pieces on offer than the papers cover",
    "IMPOSSIBLE_PRICE": "A price at which the genuine goods are not sold",
    "GTIN_OF_ANOTHER_BRAND": "The GTIN belongs to another brand's product",
    "NEW_STORE_WITH_LUXURY": "A new store with luxury goods; a person looks",
    "STORE_CLOSED": "The store is closed",
    "STORE_RESTRICTED": "The store is restricted: no new listings of protected brands",
    "KEPT_BY_A_PERSON": "A person has looked at it as it stands and kept it on offer",
    "DEPOSIT_STANDS": "A deposit stands in the place of a pause while it is disputed",
    "REAPPEARED": "It was removed as a fake, and came back",
    "RULE_UNDECIDED": "The rules cannot settle it; a person looks",
}


@register.filter
def reason(code: str) -> str:
    """A reason code of screening in plain words; the code itself where a policy has one of its own."""
    return REASONS.get(code, code.replace("_", " ").capitalize())


@register.filter
def percent(value: float | None) -> str:
    """0.125 as 12.5 %; a dash where there is nothing to share."""
    return "–" if value is None else f"{100 * value:.1f} %"


@register.simple_tag(takes_context=True)
def tabs(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The pages of this person's portal: name, words, whether it is this one, and a count beside it (0: none)."""
    request = context["request"]
    person = acting(request.user)
    here = request.resolver_match.url_name if request.resolver_match else ""
    found: tuple[tuple[str, str, tuple[str, ...]], ...]
    counted: dict[str, int]
    if person.store is not None:
        found, counted = (
            STORE_TABS,
            {
                "store_inbox": store_query.unread(person.store),
                "store_notices": notices_query.waiting_for_store(person.store),
            },
        )
    elif person.brand is not None:
        waiting = brand_query.waiting(person.brand)
        found, counted = (
            BRAND_TABS,
            {
                "brand_inbox": brand_query.unread(person.brand),
                "brand_inquiries": waiting,
                "brand_notices": brand_query.notices_to_answer(person.brand),
            },
        )
    elif person.notifier is not None:
        found, counted = (
            AGENT_TABS,
            {
                "brand_notices": notices_query.waiting_for_notifier(person.notifier),
                "agent_inbox": notices_query.unread(person.notifier),
            },
        )
    else:
        found, counted = (MARKETPLACE_TABS if person.role == Role.MARKETPLACE else OPERATOR_TABS), {}
    return [
        {"name": name, "words": words, "here": here == name or here in under, "count": counted.get(name, 0)}
        for name, words, under in found
    ]


@register.filter
def megabytes(size: int) -> str:
    """Bytes for a reader: 12 kB, 3.4 MB."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
