"""What became of the buyers of confirmed fakes, and of the fees earned on them? Counts for everybody; no order, no buyer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from assay.records.models import Refund


@dataclass(frozen=True, kw_only=True)
class Fees:
    """In one currency: what the platform earned on confirmed fakes, and how much of it was given back."""

    currency: str
    earned: Decimal
    returned: Decimal


@dataclass(frozen=True, kw_only=True)
class RefundFigures:
    """Orders of confirmed fakes: refunds ordered, buyers told, refunded, not reached (told in public, DSA Art. 32), and the fees."""

    ordered: int
    told: int
    refunded: int
    not_reached: int
    fees: tuple[Fees, ...]


def refund_figures() -> RefundFigures:
    """All that was ordered and not taken back by an appeal."""
    rows = Refund.objects.filter(lifted_at__isnull=True)
    counts = rows.aggregate(
        ordered=Count("pk"),
        told=Count("pk", filter=Q(told_at__isnull=False)),
        refunded=Count("pk", filter=Q(refunded_at__isnull=False)),
        not_reached=Count("pk", filter=Q(unreachable_at__isnull=False)),
    )
    fees = (
        rows.filter(order__fee__gt=0)
        .values("order__currency")
        .annotate(earned=Sum("order__fee"), returned=Sum("order__fee", filter=Q(fee_returned_at__isnull=False)))
        .order_by("order__currency")
    )
    return RefundFigures(
        **counts,
        fees=tuple(
            Fees(currency=f["order__currency"], earned=f["earned"], returned=f["returned"] or Decimal(0)) for f in fees
        ),
    )
