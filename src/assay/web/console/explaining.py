"""How is a verdict explained? The same account for a store, a brand and the desk, each without what is not his to see.

A brand sees what is offered in its name and why it was held: words, price, rules, whether the store holds a right. It does not see what the
store's papers say (pieces, terms) nor how the office judges the store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assay.policy.schema import Policy
from assay.records.queries.listing import Explained
from assay.regime.listing.columns import SIGNALS
from assay.web.console.chart import Scale, scale
from assay.web.console.marking import evidence_by_column, marked

NOT_A_BRANDS = frozenset(
    {"units_on_offer", "units_left", "over_units", "store_age_days", "right_id", "offer_key", "store_closed"}
)
RIGHTS: Mapping[str, str] = {
    "not_needed": "No right is needed.",
    "in_force": "The store holds a right that covers it.",
    "none": "The store holds no right for this brand.",
    "unclear_goods": "The store's right names certain goods, and the listing does not say which it offers.",
    "other_goods": "The store's right covers other goods.",
    "other_category": "The store's right covers other categories.",
    "other_territory": "The store's right covers other countries.",
    "other_channel": "The store's right covers other channels.",
    "expired": "The store's right has ended.",
    "not_yet": "The store's right has not begun.",
    "suspended": "The store's right is suspended.",
    "revoked": "The store's right was revoked.",
}
_NAME = re.compile(r"[a-z_]+")
_SHOWN = {c.name: c.says for c in SIGNALS}


def explaining(found: Explained, *, policy: Policy, for_brand: bool = False) -> dict[str, Any]:
    """What the page of a listing shows of its verdict."""
    row = found.listing
    signals: dict[str, Any] = row.signals or {}
    hidden = NOT_A_BRANDS if for_brand else frozenset()
    title, description = marked(row, "title"), marked(row, "description")
    return {
        "account": found,
        "row": row,
        "title_pieces": title,
        "description_pieces": description,
        "marks": [w for w in signals.get("words") or () if isinstance(w, dict)],
        "evidence": [(name, value) for key, name, value in evidence_by_column(row) if key not in hidden],
        "rules": [_rule(name, signals, policy=policy, hidden=hidden) for name in row.rules],
        "price": _price(row, signals, policy=policy),
        "right": RIGHTS.get(str(signals.get("right_state")), ""),
        "comeback": signals.get("comeback") if isinstance(signals.get("comeback"), dict) else None,
        "for_brand": for_brand,
    }


def _rule(name: str, signals: Mapping[str, Any], *, policy: Policy, hidden: frozenset[str]) -> dict[str, Any]:
    """A rule that fired: what it asks, what it saw in the columns that it asks for, and why it is there."""
    rule = next((r for r in policy.listing.rules if r.name == name), None)
    if rule is None:
        return {"name": name, "because": "", "when": "", "action": "", "reason": "", "seen": []}
    asked = [word for word in dict.fromkeys(_NAME.findall(rule.when)) if word in _SHOWN and word not in hidden]
    return {
        "name": name,
        "because": rule.because,
        "when": "" if hidden.intersection(_NAME.findall(rule.when)) else rule.when,
        "action": rule.action,
        "reason": rule.reason,
        "seen": [(word.replace("_", " "), _said(signals.get(word)), _SHOWN[word]) for word in asked],
    }


def _price(row: Any, signals: Mapping[str, Any], *, policy: Policy) -> dict[str, Any] | None:
    share, reference = signals.get("price_share"), signals.get("reference_price")
    if not isinstance(share, int | float) or not isinstance(reference, int | float):
        return None
    bounds = policy.listing.price
    where: Scale = scale(
        float(share), impossible=bounds.impossible_below_share, suspicious=bounds.suspicious_below_share
    )
    return {
        "asked": str((row.attributes or {}).get("price") or ""),
        "share": f"{100 * float(share):.0f} %",
        "reference": f"{float(reference):,.2f} {policy.fx.base}",
        "source": {"brand": "the brand's own reference", "market": "the market's median"}.get(
            str(signals.get("reference_source")), ""
        ),
        "band": str(signals.get("price_band") or ""),
        "impossible": f"{100 * bounds.impossible_below_share:.0f} %",
        "suspicious": f"{100 * bounds.suspicious_below_share:.0f} %",
        "scale": where,
    }


def _said(value: Any) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return str(value).replace("_", " ")
