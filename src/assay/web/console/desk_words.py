"""How is a decision told in one line on the operator's pages?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from assay.regime.terms import DecisionKind
from assay.web.console.words import GROUNDS

TOLD: dict[str, str] = {
    DecisionKind.ENROL: "Brand enrolled",
    DecisionKind.CAMPAIGN: "Campaign announced",
    DecisionKind.HAND_IN: "Papers handed in",
    DecisionKind.SETTLE: "Application settled",
    DecisionKind.INQUIRY: "Question answered",
    DecisionKind.GRANT: "Right to sell given",
    DecisionKind.REVOKE: "Right to sell ended",
    DecisionKind.SCREEN: "Listings screened",
    DecisionKind.REMOVE: "Taken off",
    DecisionKind.PAUSE: "Paused",
    DecisionKind.LIFT: "Restriction lifted",
    DecisionKind.STRIKE: "Points given",
    DecisionKind.WARN: "Warning",
    DecisionKind.LADDER: "Step of the ladder",
    DecisionKind.CLOSE: "Store closed",
    DecisionKind.APPEAL: "Appeal opened",
    DecisionKind.APPEAL_DECISION: "Appeal decided",
    DecisionKind.REPORT: "A listing reported",
    DecisionKind.REFUND: "Refunds ordered",
    DecisionKind.POLICY: "Policy in force",
    DecisionKind.RULE: "Rule judged",
    DecisionKind.DEPOSIT: "Deposit",
    DecisionKind.REFERRAL: "Referral to authorities",
    DecisionKind.CONTRADICTION: "Contradiction seen",
    DecisionKind.CONTRADICTION_CLOSED: "Contradiction closed",
}
BY_OUTCOME: dict[tuple[str, str], tuple[str, str]] = {
    (DecisionKind.SETTLE, "granted"): ("Accepted", "good"),
    (DecisionKind.SETTLE, "accept"): ("Accepted", "good"),
    (DecisionKind.SETTLE, "refused"): ("Refused", "bad"),
    (DecisionKind.SETTLE, "refuse"): ("Refused", "bad"),
    (DecisionKind.SETTLE, "refer"): ("Read and referred to a person", "warn"),
    (DecisionKind.SETTLE, "in_review"): ("Read", "plain"),
    (DecisionKind.HAND_IN, "conditional"): ("Purchase declared", "plain"),
    (DecisionKind.INQUIRY, "open"): ("Question asked", "plain"),
    (DecisionKind.INQUIRY, "confirmed"): ("The brand confirms", "good"),
    (DecisionKind.INQUIRY, "objected"): ("The brand objects", "bad"),
    (DecisionKind.INQUIRY, "silent"): ("The brand's window closed without an answer", "warn"),
    (DecisionKind.CONTRADICTION, "suspended"): ("Contradiction seen; the right waits", "warn"),
    (DecisionKind.CONTRADICTION_CLOSED, "stands"): ("Contradiction closed: the right stands", "good"),
    (DecisionKind.CONTRADICTION_CLOSED, "right_falls"): ("Contradiction closed: the right falls", "bad"),
    (DecisionKind.CONTRADICTION_CLOSED, "refusal_falls"): ("Contradiction closed: the refusal falls", "warn"),
    (DecisionKind.APPEAL_DECISION, "upheld"): ("Appeal upheld", "good"),
    (DecisionKind.APPEAL_DECISION, "rejected"): ("Appeal rejected", "bad"),
    (DecisionKind.REPORT, "confirmed"): ("Report confirmed", "bad"),
    (DecisionKind.REPORT, "rejected"): ("Report not confirmed", "plain"),
    (DecisionKind.LADDER, "refer"): ("Case referred to authorities", "bad"),
    (DecisionKind.REFERRAL, "proposed"): ("Referral to authorities proposed", "warn"),
    (DecisionKind.REFERRAL, "received"): ("The authority has confirmed receipt", "plain"),
    (DecisionKind.REFERRAL, "withdrawn"): ("Referral overturned; the authority is to be told", "warn"),
    (DecisionKind.REFERRAL, "withdrawal_sent"): ("The authority was told that the referral fell", "good"),
    (DecisionKind.DEPOSIT, "offered"): ("Deposit offered", "plain"),
    (DecisionKind.DEPOSIT, "received"): ("Deposit received; the pause is lifted until the dispute ends", "good"),
    (DecisionKind.DEPOSIT, "lapsed"): ("Deposit lapsed: no money came", "plain"),
    (DecisionKind.DEPOSIT, "released"): ("Deposit released to the store", "good"),
    (DecisionKind.DEPOSIT, "forfeited"): ("Deposit forfeited", "bad"),
    (DecisionKind.DEPOSIT, "paid"): ("Deposit paid out", "plain"),
    (DecisionKind.LADDER, "restrict"): ("Store restricted", "warn"),
    (DecisionKind.LADDER, "hide"): ("Store hidden from search", "warn"),
    (DecisionKind.LADDER, "hold_funds"): ("Payouts held", "warn"),
    (DecisionKind.LADDER, "closure_notice"): ("Notice of closure", "bad"),
}
TONES: dict[str, str] = {
    DecisionKind.GRANT: "good",
    DecisionKind.LIFT: "good",
    DecisionKind.REVOKE: "bad",
    DecisionKind.REMOVE: "bad",
    DecisionKind.CLOSE: "bad",
    DecisionKind.PAUSE: "warn",
    DecisionKind.WARN: "warn",
}


def told(decision: Any) -> tuple[str, str]:
    """One line and its tone."""
    outcome = decision.outcome if isinstance(decision.outcome, dict) else {}
    for key in ("state", "verdict", "step"):
        if (known := BY_OUTCOME.get((decision.kind, str(outcome.get(key, ""))))) is not None:
            return known
    line = TOLD.get(decision.kind, decision.kind.replace("_", " ").capitalize())
    ground = f": {GROUNDS.get(decision.ground, decision.ground)}" if decision.ground else ""
    return line + ground, TONES.get(decision.kind, "plain")


def trail(decisions: Iterable[Any], *, whose: bool = False) -> list[dict[str, Any]]:
    """Decisions as the timeline shows them; `whose` names store and brand, where they are of many cases."""
    events = []
    for d in decisions:
        what, tone = told(d)
        events.append(
            {
                "at": d.at,
                "what": what,
                "tone": tone,
                "by": _by(d),
                "detail": _detail(d, whose=whose),
                "url": reverse("desk_decision", args=[d.pk]),
            }
        )
    return events


def _by(decision: Any) -> str:
    if decision.by is not None:
        return str(decision.by.get_full_name() or decision.by.username)
    return "a buyer" if decision.kind == DecisionKind.REPORT else "a rule"


def _detail(decision: Any, *, whose: bool) -> str:
    names = [decision.store.trading_name] if whose and decision.store else []
    if whose and decision.brand:
        names.append(decision.brand.name)
    reason = decision.facts.get("reason") or decision.outcome.get("reason") or ""
    return ". ".join(w for w in (", ".join(names), str(reason)) if w)
