"""How is a restriction told to the EU transparency database?

One statement of reasons a restriction, built from words and dates alone: no name, no text that a person wrote, nothing of the store enters
it (DSA Art. 24(5)). The identifier is made of the restriction's own, so that sending twice is one statement. A reversal is no statement:
what an appeal lifts is not sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assay.regime.dsa.schema import EU
from assay.regime.reasons import GROUNDS, ILLEGAL
from assay.regime.terms import Ground, RestrictionKind

_IP = "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"
_TERMS = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
_FRAUD = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"

CATEGORIES: Mapping[Ground, tuple[str, tuple[str, ...]]] = {
    Ground.COUNTERFEIT: (_IP, ("KEYWORD_TRADEMARK_INFRINGEMENT",)),
    Ground.REAPPEARED: (_IP, ("KEYWORD_TRADEMARK_INFRINGEMENT",)),
    Ground.FORGED_PAPER: (_FRAUD, ("KEYWORD_INAUTHENTIC_LISTINGS",)),
    Ground.REPEATED: (_IP, ("KEYWORD_TRADEMARK_INFRINGEMENT",)),
}
_GATING = (_TERMS, ("KEYWORD_GOODS_SERVICES_NOT_PERMITTED",))


@dataclass(frozen=True, kw_only=True)
class RestrictionFacts:
    """What is told of one restriction. `on`: listing, right or store. `content_since`: when the listing was first seen, or the store opened.

    `source`: article_16, trusted_flagger, other or voluntary. `language`: ISO 639-1 of the listing, empty where unknown. `ean`: 13 digits or empty.
    """

    restriction: str
    on: str
    kind: RestrictionKind
    ground: Ground
    automated_detection: bool
    automated_decision: bool
    begins: datetime
    until: datetime | None
    content_since: date
    source: str = "voluntary"
    language: str = ""
    ean: str = ""


def to_sor(facts: RestrictionFacts) -> dict[str, Any]:
    """The payload for `POST /api/v1/statement`; `regime.dsa.check.check` takes it for every kind and ground."""
    what, rule = GROUNDS[facts.ground]
    category, keywords = CATEGORIES.get(facts.ground, _GATING)
    payload: dict[str, Any] = {
        "puid": f"assay-{facts.restriction}",
        "category": category,
        "category_specification": list(keywords),
        "content_type": ["CONTENT_TYPE_PRODUCT"],
        "content_date": facts.content_since.isoformat(),
        "application_date": facts.begins.date().isoformat(),
        "territorial_scope": list(EU),
        "account_type": "ACCOUNT_TYPE_BUSINESS",
        "decision_facts": what,
        "source_type": {
            "article_16": "SOURCE_ARTICLE_16",
            "trusted_flagger": "SOURCE_TRUSTED_FLAGGER",
            "other": "SOURCE_TYPE_OTHER_NOTIFICATION",
        }.get(facts.source, "SOURCE_VOLUNTARY"),
        "automated_detection": "Yes" if facts.automated_detection else "No",
        "automated_decision": _how(facts),
        **_measure(facts),
    }
    if facts.ground in ILLEGAL:
        payload |= {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": rule,
            "illegal_content_explanation": what,
        }
    else:
        payload |= {
            "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            "incompatible_content_ground": rule,
            "incompatible_content_explanation": what,
            "incompatible_content_illegal": "No",
        }
    if facts.language:
        payload["content_language"] = facts.language.upper()
    if facts.ean:
        payload["content_id"] = {"EAN-13": facts.ean}
    return payload


def _how(facts: RestrictionFacts) -> str:
    if facts.automated_decision:
        return "AUTOMATED_DECISION_FULLY"
    return "AUTOMATED_DECISION_PARTIALLY" if facts.automated_detection else "AUTOMATED_DECISION_NOT_AUTOMATED"


def _measure(facts: RestrictionFacts) -> dict[str, Any]:
    """Which of the four decisions it is, with its end where it has one."""
    ends = facts.until.date().isoformat() if facts.until else None
    kind = facts.kind
    if kind is RestrictionKind.HOLD_FUNDS:
        return {"decision_monetary": "DECISION_MONETARY_SUSPENSION", "end_date_monetary_restriction": ends}
    if kind is RestrictionKind.CLOSE:
        return {
            "decision_account": "DECISION_ACCOUNT_TERMINATED",
            "decision_provision": "DECISION_PROVISION_TOTAL_TERMINATION",
        }
    if kind in (RestrictionKind.RESTRICT, RestrictionKind.SUSPEND, RestrictionKind.REVOKE):
        word = "TERMINATION" if kind is RestrictionKind.REVOKE else "SUSPENSION"
        return {"decision_provision": f"DECISION_PROVISION_PARTIAL_{word}", "end_date_service_restriction": ends}
    visible = {
        RestrictionKind.REMOVE: "DECISION_VISIBILITY_CONTENT_REMOVED",
        RestrictionKind.PAUSE: "DECISION_VISIBILITY_CONTENT_DISABLED",
        RestrictionKind.HIDE: "DECISION_VISIBILITY_CONTENT_DEMOTED",
    }[kind]
    return {"decision_visibility": [visible], "end_date_visibility_restriction": ends}
