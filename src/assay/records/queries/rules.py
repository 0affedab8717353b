"""Which rules went to shadow or came back, and when?"""

from __future__ import annotations

from collections.abc import Sequence

from assay.records.models import Decision
from assay.regime.terms import DecisionKind

MOST = 50


def said_of_rules() -> Sequence[Decision]:
    """The decisions on rules, the newest first, with the entry of each in the log."""
    rows = Decision.objects.filter(kind=DecisionKind.RULE).select_related("log_leaf")
    return list(rows.order_by("-at", "-pk")[:MOST])


def in_shadow_now() -> int:
    """How many rules are in shadow by themselves, as the newest decision on each says."""
    newest: dict[str, str] = {}
    for outcome in (
        Decision.objects.filter(kind=DecisionKind.RULE).order_by("at", "pk").values_list("outcome", flat=True)
    ):
        newest[outcome["rule"]] = outcome["mode"]
    return sum(mode == "shadow" for mode in newest.values())
