"""What does every page show? Who is logged in, the way around for his role, and the office's clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from assay.actions.clock import now
from assay.records.queries.person import demo_people
from assay.regime.terms import Role
from assay.web.permissions import TABLE, Action, role_of

ROLE_WORDS = {
    Role.VERIFIER: "Verifier",
    Role.ENFORCER: "Enforcer",
    Role.ADJUDICATOR: "Adjudicator",
    Role.EDITOR: "Policy editor",
    Role.BRAND: "Brand",
    Role.SELLER: "Seller",
    Role.MARKETPLACE: "Marketplace",
    Role.AGENT: "Agent",
    Role.BOARD: "Coalition board",
}

PUBLIC_WAYS = (
    ("may", "May they sell it?"),
    ("campaigns", "Campaigns"),
    ("coalition", "Coalition"),
    ("policy", "Policy"),
    ("log", "Public log"),
)

WAYS = (
    (Action.SEE_DESK, "desk", "Desk"),
    (Action.SEE_APPLICATIONS, "desk_applications", "Applications"),
    (Action.SEE_LISTINGS, "desk_listings", "Listings"),
    (Action.SEE_NOTICES, "desk_notices", "Notices"),
    (Action.SEE_STORES, "desk_stores", "Stores"),
    (Action.SEE_APPEALS, "desk_appeals", "Appeals"),
    (Action.SEE_DECISIONS, "desk_rules", "Rules"),
    (Action.SEE_CAMPAIGNS, "desk_brands", "Register"),
    (Action.SEE_CAMPAIGNS, "desk_campaigns", "Campaigns"),
    (Action.SEE_OWN_STORE, "store", "My store"),
    (Action.SEE_OWN_BRAND, "brand", "My brand"),
    (Action.FILE_NOTICE, "brand_notices", "Notices"),
    (Action.SHARE_PROJECT, "projects", "Projects"),
    (Action.CALL_BOARD, "coalition_work", "Board"),
    (Action.CARRY_OUT, "marketplace", "To carry out"),
)


@dataclass(frozen=True, kw_only=True)
class Way:
    """One entry of the navigation."""

    url: str
    words: str
    here: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """For every template: `ways`, `public_ways`, `role`, `role_words`, `demo`, `may_move_clock`, `demo_people`,
    `can` (action -> whether this role may), `office_time`.
    """
    role = role_of(getattr(request, "user", None))
    ways = [_way(request, name, words) for action, name, words in WAYS if role is not None and role in TABLE[action]]
    return {
        "ways": _one_here([w for w in ways if w]),
        "public_ways": _one_here([w for w in (_way(request, name, words) for name, words in PUBLIC_WAYS) if w]),
        "role": role,
        "role_words": ROLE_WORDS.get(role, "") if role else "",
        "demo": settings.ASSAY_DEMO,
        "may_move_clock": settings.ASSAY_DEMO and role in TABLE[Action.MOVE_CLOCK],
        "demo_people": _demo_people() if settings.ASSAY_DEMO and request.path == settings.LOGIN_URL else (),
        "can": {action.value: role in who for action, who in TABLE.items()},
        "office_time": now(),
    }


def _demo_people() -> list[tuple[str, list[Any]]]:
    """The sample people by role, for the login page of a demonstration."""
    by_role: dict[str, list[Any]] = {}
    for person in demo_people():
        by_role.setdefault(ROLE_WORDS[Role(person.role)], []).append(person)
    return list(by_role.items())


def _way(request: HttpRequest, name: str, words: str) -> Way | None:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return Way(url=url, words=words, here=request.path.startswith(url))


def _one_here(ways: list[Way]) -> list[Way]:
    """Of entries under one another (desk, desk/stores) only the longest is marked."""
    longest = max((w.url for w in ways if w.here), key=len, default="")
    return [Way(url=w.url, words=w.words, here=w.url == longest) for w in ways]
