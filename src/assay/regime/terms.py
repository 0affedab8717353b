"""Which words does the regime use? One spelling for each, the same in policy, decision, table, action, page and test."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """Open: anyone may open a store, proof per brand. Mall: brand stores, authorization counted in levels."""

    OPEN = "open"
    MALL = "mall"


class StoreKind(StrEnum):
    """What a mall store calls itself; a store of the open tier is ordinary."""

    ORDINARY = "ordinary"
    FLAGSHIP = "flagship"
    EXCLUSIVE = "exclusive"
    MULTI_BRAND = "multi_brand"


class SellerType(StrEnum):
    """In what capacity a store sells: by way of trade, or a private person who sells what is his own."""

    BUSINESS = "business"
    PRIVATE = "private"


class Role(StrEnum):
    """Who a person is on the platform; `marketplace` is the shop system that sends listings and carries out, `agent` files
    notices for others, `board` sits on the coalition's board. The public has none."""

    VERIFIER = "verifier"
    ENFORCER = "enforcer"
    ADJUDICATOR = "adjudicator"
    EDITOR = "editor"
    BRAND = "brand"
    SELLER = "seller"
    MARKETPLACE = "marketplace"
    AGENT = "agent"
    BOARD = "board"


class Lane(StrEnum):
    """How a store proves: with papers in hand, or by a declared purchase with papers due."""

    PROOF = "proof"
    PURCHASE = "purchase"


class RestrictionKind(StrEnum):
    """What can be imposed on a listing, a right or a store."""

    PAUSE = "pause"
    REMOVE = "remove"
    RESTRICT = "restrict"
    HIDE = "hide"
    HOLD_FUNDS = "hold_funds"
    SUSPEND = "suspend"
    REVOKE = "revoke"
    CLOSE = "close"


class Ground(StrEnum):
    """Why something is imposed; the key of the points in store.toml."""

    COUNTERFEIT = "counterfeit"
    FORGED_PAPER = "forged_paper"
    NO_RIGHT = "no_right"
    OVER_UNITS = "over_units"
    RIGHT_ENDED = "right_ended"
    PROOF_OVERDUE = "proof_overdue"
    REAPPEARED = "reappeared"
    UNCLEAR = "unclear"
    REPEATED = "repeated"
    CONTRADICTED = "contradicted"


class DecisionKind(StrEnum):
    """What can be decided. Each is a row that is never changed, and an entry of the public log."""

    ENROL = "enrol"
    CAMPAIGN = "campaign"
    HAND_IN = "hand_in"
    SETTLE = "settle"
    INQUIRY = "inquiry"
    GRANT = "grant"
    REVOKE = "revoke"
    SCREEN = "screen"
    REMOVE = "remove"
    PAUSE = "pause"
    LIFT = "lift"
    STRIKE = "strike"
    WARN = "warn"
    LADDER = "ladder"
    CLOSE = "close"
    APPEAL = "appeal"
    APPEAL_DECISION = "appeal_decision"
    POLICY = "policy"
    RULE = "rule"
    NOTICE = "notice"
    NOTICE_DECISION = "notice_decision"
    COUNTER_NOTICE = "counter_notice"
    NOTIFIER = "notifier"
    REPORT = "report"
    REPORT_DECISION = "report_decision"
    REFUND = "refund"
    MEMBER = "member"
    MEMBER_DECISION = "member_decision"
    INTEREST = "interest"
    PROJECT = "project"
    DEPOSIT = "deposit"
    REFERRAL = "referral"
    CONTRADICTION = "contradiction"
    CONTRADICTION_CLOSED = "contradiction_closed"


class Outcome(StrEnum):
    """The verdict on papers."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    REFER = "refer"
