"""How is this said to somebody who has never read the policy? Words of the regime in plain language, for the portals of stores and brands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.records.queries.store_cases import StepLine
from assay.records.queries.store_decisions import DecisionView
from assay.regime.document.finding import TITLES, Reason
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

GROUNDS: Mapping[str, str] = {
    Ground.COUNTERFEIT: "counterfeit goods",
    Ground.FORGED_PAPER: "a paper that does not hold",
    Ground.NO_RIGHT: "no right to sell the brand",
    Ground.OVER_UNITS: "more pieces than the papers cover",
    Ground.RIGHT_ENDED: "the right to sell has ended",
    Ground.PROOF_OVERDUE: "papers are overdue",
    Ground.REAPPEARED: "a removed listing came back",
    Ground.UNCLEAR: "a person has to look first",
    Ground.REPEATED: "points for several infringements",
    Ground.CONTRADICTED: "a paper that somebody speaks against",
}

IMPOSED: Mapping[str, str] = {
    RestrictionKind.PAUSE: "paused",
    RestrictionKind.REMOVE: "taken off",
    RestrictionKind.RESTRICT: "restricted",
    RestrictionKind.HIDE: "not shown in search",
    RestrictionKind.HOLD_FUNDS: "payouts held",
    RestrictionKind.SUSPEND: "suspended",
    RestrictionKind.REVOKE: "ended",
    RestrictionKind.CLOSE: "closed",
}

DECIDED: Mapping[str, str] = {
    DecisionKind.REMOVE: "Listings taken off",
    DecisionKind.PAUSE: "Listings paused",
    DecisionKind.REVOKE: "Right to sell ended",
    DecisionKind.DEPOSIT: "Deposit",
    DecisionKind.REFERRAL: "Case before the authorities",
    DecisionKind.CONTRADICTION: "Right to sell suspended",
    DecisionKind.CONTRADICTION_CLOSED: "Contradiction closed",
    DecisionKind.SETTLE: "Application refused",
    DecisionKind.STRIKE: "Points given",
    DecisionKind.WARN: "Warning",
    DecisionKind.LADDER: "Step against the store",
    DecisionKind.CLOSE: "Store closed",
    DecisionKind.GRANT: "Right to sell given",
    DecisionKind.SCREEN: "Listings screened",
}

STEPS: Mapping[str, str] = {
    "warn": "a warning",
    "restrict": "no new listings of protected brands",
    "hide": "not shown in search",
    "hold_funds": "payouts may be held",
    "refer": "the case may be put before the authorities",
    "close": "closure, after a notice",
}

OBJECTIONS: Mapping[str, str] = {
    "not_issued": "The named issuer never issued this paper",
    "content_differs": "The paper was issued with other content",
    "counterfeit_goods": "The goods are counterfeit",
    "stolen_goods": "The goods were stolen",
    "goods_not_of_the_brand": "We do not make these goods",
    "territory": "The goods were never put on the market in this territory",
    "authorization_revoked": "The authorization was revoked",
    "mark_not_licensed": "The mark on the paper is not licensed to whoever claims it",
}

STATES: Mapping[str, str] = {
    "handed_in": "Your papers are being read.",
    "in_review": "Your papers have been read and a verifier looks at them.",
    "granted": "Your papers were accepted and you may sell.",
    "conditional": "You may sell what you declared; the papers of the purchase are due.",
    "refused": "Your papers were refused. Mend what is named below; the other papers stay as they are.",
    "overdue": "The papers of your purchase are overdue. Hand them in to go on.",
    "withdrawn": "The application was withdrawn.",
}

CASE_STEPS: Mapping[tuple[str, str], str] = {
    ("hand_in", "handed_in"): "Papers handed in",
    ("hand_in", "conditional"): "Purchase declared",
    ("settle", "granted"): "Papers accepted",
    ("settle", "refused"): "Papers refused",
    ("grant", ""): "Right to sell given",
    ("remove", "overdue"): "Papers overdue",
    ("contradiction", "suspended"): "Right to sell suspended while a person looks at a contradiction",
    ("contradiction_closed", "stands"): "The right to sell stands",
    ("contradiction_closed", "right_falls"): "The right to sell has ended",
}


def finding(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A stored finding with its title, as the page and the API show it."""
    code = str(raw.get("reason", ""))
    title = TITLES[Reason(code)] if code in Reason.__members__ else code.replace("_", " ").capitalize()
    return {**raw, "title": title}


def decision_title(view: DecisionView) -> str:
    """One line that says what was decided."""
    word = DECIDED.get(view.kind, view.kind.replace("_", " ").capitalize())
    if view.kind == DecisionKind.LADDER and view.imposed:
        word = f"Store {IMPOSED.get(view.imposed[0].kind, view.imposed[0].kind)}"
    if view.kind in (DecisionKind.REMOVE, DecisionKind.PAUSE) and view.total == 1:
        word = word.replace("Listings", "Listing")
    brand = f" ({view.brand_name})" if view.brand_name else ""
    ground = f": {GROUNDS.get(view.ground, view.ground)}" if view.ground else ""
    return f"{word}{brand}{ground}"


APPEALABLE = frozenset({("settle", "refused"), ("remove", "overdue"), ("contradiction", "suspended")})


def step(line: StepLine, *, receipt: str, decision: str) -> dict[str, Any]:
    """One step of a case for the timeline."""
    what = CASE_STEPS.get((line.kind, line.outcome)) or CASE_STEPS.get((line.kind, ""))
    return {
        "at": line.at,
        "what": what or f"{line.kind.replace('_', ' ').capitalize()} {line.outcome.replace('_', ' ')}".strip(),
        "by": "a rule" if line.automated else "a person",
        "detail": line.reason,
        "receipt": receipt,
        "url": decision if (line.kind, line.outcome) in APPEALABLE else "",
        "tone": {"granted": "good", "refused": "bad", "overdue": "bad"}.get(line.outcome, "plain"),
    }
