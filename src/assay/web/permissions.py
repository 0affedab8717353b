"""Who may do what? One table of role by action; every page and every call of the API names its action, and a test walks the whole table.

Two questions, kept apart. *May this role do this at all?* is answered here: no is 403, and a visitor who is not logged in is sent to the
login page first. *Is this object his?* is answered by the query that fetches it: a store's person only ever asks for rows of that store, so an
object of another party is not found (404), and nobody can probe what exists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from assay.errors import NotPermitted
from assay.regime.terms import Role

View = Callable[..., HttpResponseBase]


class Action(StrEnum):
    """Everything that a person can see or do through the web."""

    SEE_PUBLIC = "see_public"
    ENTER_DEMO = "enter_demo"

    SEE_DESK = "see_desk"
    SEE_APPLICATIONS = "see_applications"
    SETTLE_APPLICATION = "settle_application"
    SEE_LISTINGS = "see_listings"
    SETTLE_LISTING = "settle_listing"
    SEE_NOTICES = "see_notices"
    DECIDE_NOTICE = "decide_notice"
    DROP_NOTICES = "drop_notices"
    ANSWER_BLINDLY = "answer_blindly"
    SEE_STORES = "see_stores"
    ENFORCE = "enforce"
    RECORD_DEPOSIT = "record_deposit"
    REVOKE_RIGHT = "revoke_right"
    HAND_OVER = "hand_over"
    SEE_APPEALS = "see_appeals"
    DECIDE_APPEAL = "decide_appeal"
    SEE_CAMPAIGNS = "see_campaigns"
    ANNOUNCE_CAMPAIGN = "announce_campaign"
    SEE_DECISIONS = "see_decisions"
    ENROL_BRAND = "enrol_brand"
    MOVE_CLOCK = "move_clock"

    SEE_OWN_STORE = "see_own_store"
    APPLY = "apply"
    MEND_PAPER = "mend_paper"
    SEND_LISTINGS = "send_listings"
    APPEAL = "appeal"
    OFFER_DEPOSIT = "offer_deposit"

    SEE_OWN_BRAND = "see_own_brand"
    ANSWER_INQUIRY = "answer_inquiry"
    MAINTAIN_REGISTER = "maintain_register"

    SEE_OWN_NOTICES = "see_own_notices"
    FILE_NOTICE = "file_notice"
    COUNTER_NOTICE = "counter_notice"
    WRITE_IN_APPEAL = "write_in_appeal"
    SEE_EXHIBIT = "see_exhibit"
    CHOOSE_LANGUAGE = "choose_language"
    GIVE_MANDATE = "give_mandate"

    WORK_IN_COALITION = "work_in_coalition"
    CAST_VOTE = "cast_vote"
    CALL_BOARD = "call_board"
    ADMIT_MEMBER = "admit_member"
    RECORD_DUES = "record_dues"
    QUIT_COALITION = "quit_coalition"
    SHARE_PROJECT = "share_project"

    REPORT_SALE = "report_sale"
    CARRY_OUT = "carry_out"
    KEEP_WEBHOOK = "keep_webhook"
    MAKE_TOKEN = "make_token"  # noqa: S105  the name of an action, no password


OPERATORS = frozenset({Role.VERIFIER, Role.ENFORCER, Role.ADJUDICATOR, Role.EDITOR})
EVERYBODY: frozenset[Role | None] = frozenset({None, *Role})
"""None is the public: somebody who is not logged in."""

TABLE: Mapping[Action, frozenset[Role | None]] = {
    Action.SEE_PUBLIC: EVERYBODY,
    Action.ENTER_DEMO: EVERYBODY,
    Action.SEE_DESK: frozenset(OPERATORS),
    Action.SEE_APPLICATIONS: frozenset({Role.VERIFIER, Role.ADJUDICATOR}),
    Action.SETTLE_APPLICATION: frozenset({Role.VERIFIER}),
    Action.SEE_LISTINGS: frozenset({Role.VERIFIER, Role.ENFORCER, Role.ADJUDICATOR}),
    Action.SETTLE_LISTING: frozenset({Role.VERIFIER}),
    Action.SEE_NOTICES: frozenset({Role.VERIFIER, Role.ENFORCER, Role.ADJUDICATOR}),
    Action.DECIDE_NOTICE: frozenset({Role.VERIFIER}),
    Action.DROP_NOTICES: frozenset({Role.ENFORCER}),
    Action.ANSWER_BLINDLY: frozenset({Role.VERIFIER}),
    Action.SEE_STORES: frozenset(OPERATORS),
    Action.ENFORCE: frozenset({Role.ENFORCER}),
    # Payments are the marketplace's business; an enforcer records what its books say.
    Action.RECORD_DEPOSIT: frozenset({Role.ENFORCER, Role.MARKETPLACE}),
    Action.REVOKE_RIGHT: frozenset({Role.ENFORCER}),
    Action.HAND_OVER: frozenset({Role.ENFORCER, Role.ADJUDICATOR}),
    Action.SEE_APPEALS: frozenset({Role.ADJUDICATOR}),
    Action.DECIDE_APPEAL: frozenset({Role.ADJUDICATOR}),
    Action.SEE_CAMPAIGNS: frozenset(OPERATORS),
    Action.ANNOUNCE_CAMPAIGN: frozenset({Role.ENFORCER, Role.EDITOR}),
    Action.SEE_DECISIONS: frozenset(OPERATORS),
    Action.ENROL_BRAND: frozenset({Role.EDITOR}),
    Action.MOVE_CLOCK: frozenset(OPERATORS),
    Action.SEE_OWN_STORE: frozenset({Role.SELLER}),
    Action.APPLY: frozenset({Role.SELLER}),
    Action.MEND_PAPER: frozenset({Role.SELLER}),
    Action.SEND_LISTINGS: frozenset({Role.SELLER, Role.MARKETPLACE}),
    Action.APPEAL: frozenset({Role.SELLER}),
    Action.OFFER_DEPOSIT: frozenset({Role.SELLER}),
    Action.SEE_OWN_BRAND: frozenset({Role.BRAND}),
    Action.ANSWER_INQUIRY: frozenset({Role.BRAND}),
    Action.MAINTAIN_REGISTER: frozenset({Role.BRAND}),
    Action.SEE_OWN_NOTICES: frozenset({Role.SELLER, Role.BRAND, Role.AGENT}),
    Action.FILE_NOTICE: frozenset({Role.BRAND, Role.AGENT}),
    Action.COUNTER_NOTICE: frozenset({Role.SELLER}),
    Action.WRITE_IN_APPEAL: frozenset({Role.SELLER, Role.BRAND, Role.AGENT, Role.ADJUDICATOR}),
    Action.SEE_EXHIBIT: frozenset(
        {Role.SELLER, Role.BRAND, Role.AGENT, Role.VERIFIER, Role.ENFORCER, Role.ADJUDICATOR}
    ),
    Action.GIVE_MANDATE: frozenset({Role.BRAND}),
    Action.CHOOSE_LANGUAGE: frozenset({Role.SELLER, Role.BRAND, Role.AGENT}),
    Action.WORK_IN_COALITION: frozenset({Role.BRAND, Role.AGENT, Role.BOARD, Role.EDITOR}),
    Action.CAST_VOTE: frozenset({Role.BRAND, Role.AGENT, Role.BOARD}),
    Action.CALL_BOARD: frozenset({Role.BOARD}),
    Action.ADMIT_MEMBER: frozenset({Role.BOARD, Role.EDITOR}),
    Action.RECORD_DUES: frozenset({Role.BOARD, Role.EDITOR}),
    Action.QUIT_COALITION: frozenset({Role.BRAND, Role.AGENT}),
    Action.SHARE_PROJECT: frozenset({*OPERATORS, Role.BRAND}),
    # Only the marketplace knows what was really sold: a seller who reported returns would make pieces out of nothing.
    Action.REPORT_SALE: frozenset({Role.MARKETPLACE}),
    Action.CARRY_OUT: frozenset({Role.MARKETPLACE}),
    # A brand or agent is told what became of the stores that its notices name.
    Action.KEEP_WEBHOOK: frozenset({Role.MARKETPLACE, Role.BRAND, Role.AGENT}),
    # An operator's key is for the office's own case system; what two people do, the second does in person.
    Action.MAKE_TOKEN: frozenset(
        {Role.SELLER, Role.BRAND, Role.AGENT, Role.MARKETPLACE, Role.VERIFIER, Role.ENFORCER, Role.ADJUDICATOR}
    ),
}


def role_of(person: Any) -> Role | None:
    """The role of request.user; None for the public, for an account that was switched off, and for one without a role."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return None
    return Role(person.role) if person.role in set(Role) else None


def allowed(person: Any, action: Action) -> bool:
    """Does the table let this person do this?"""
    return role_of(person) in TABLE[action]


def check_may(person: Any, action: Action) -> None:
    """Raises NotPermitted where the table does not let this person do this."""
    if not allowed(person, action):
        raise NotPermitted("your role does not do this.", mend="Log in as somebody whose task it is.")


def may(action: Action) -> Callable[[View], View]:
    """Only those whom the table names get to this page; others are sent to the login page (public) or refused (403)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(request.user, action):
                if role_of(request.user) is None:
                    return redirect_to_login(request.get_full_path())
                raise NotPermitted("your role does not see this page.", mend="Log in as somebody whose task it is.")
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return guard
