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
