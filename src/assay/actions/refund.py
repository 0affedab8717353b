"""A fake is confirmed: its buyers are told and refunded, and the platform gives back what it earned on it (DSA Art. 32).

Brands said that the platform profits from fakes. Here each order of a confirmed fake is a row: told, refunded, not reached, fee returned;
the counts are public.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from assay.actions.decision import record
from assay.actions.language import known
from assay.errors import BadInput, NotFound
from assay.records.models import Decision, Listing, Order, Refund, Store
from assay.regime.terms import DecisionKind, Ground

TELL_MONTHS_DAYS = 184  # DSA Art. 32(1): those who bought in the six months before; the longest six have 184 days
FAKES = frozenset({Ground.COUNTERFEIT, Ground.REAPPEARED})
"""Removals on these grounds, when a person has confirmed them, send the buyers their money back."""
STEPS = ("told", "refunded", "unreachable", "fee_returned")


def report_order(
    *,
    store: Store,
    order_id: str,
    listing_id: str,
    product: str,
    units: int,
    buyer: str,
    amount: Decimal | None,
    fee: Decimal | None,
    currency: str,
    at: datetime,
    language: str = "",
) -> Order:
    """The marketplace reports a sold line; the same line twice is one. `language`: of the buyer, where the marketplace knows it."""
    if language:
        known(language)
    if units <= 0 or (amount is not None and amount < 0) or (fee is not None and fee < 0):
        raise BadInput(
            "an order has positive pieces and no negative amounts.", where=order_id, mend="Report it as it was sold."
        )
    listing = Listing.objects.filter(store=store, listing_id=listing_id).first() if listing_id else None
    row, _ = Order.objects.get_or_create(
        store=store,
        order_id=order_id,
        listing=listing,
        product=product,
        defaults={
            "units": units,
            "buyer": buyer,
            "amount": amount,
            "fee": fee,
            "currency": currency,
            "sold_at": at,
            "language": language,
        },
    )
    return row


def order_refunds(*, listing: Listing, by: Decision) -> int:
    """Order a refund for everybody who bought this in the last six months; how many. Inside the caller's transaction."""
    since = by.at - timedelta(days=TELL_MONTHS_DAYS)
    # An order whose refund an appeal has taken back is owed again; one that was paid or is on its way is not.
    owed = Q(refund__isnull=True) | Q(refund__lifted_at__isnull=False, refund__refunded_at__isnull=True)
    orders = list(Order.objects.filter(owed, listing=listing, sold_at__gte=since, returned_at__isnull=True))
    if not orders:
        return 0
    decision = record(
        kind=DecisionKind.REFUND,
        subject=listing,
        store=listing.store,
        brand=listing.brand,
        ground=by.ground,
        facts={"listing": f"{listing.store_id}/{listing.listing_id}", "orders": [o.order_id for o in orders]},
        outcome={"state": "ordered"},
        by=None,
        at=by.at,
        led_by=by,
        case=("refund", str(by.pk)),
        counts={"orders": len(orders), "units": sum(o.units for o in orders)},
    )
    Refund.objects.bulk_create(
        [Refund(order=o, caused_by=decision, ordered_at=by.at) for o in orders],
        update_conflicts=True,
        unique_fields=["order"],
        update_fields=["caused_by", "ordered_at", "lifted_at", "lifted_by"],
    )
    return len(orders)


def waiting(*, limit: int = 500) -> list[dict[str, Any]]:
    """What the marketplace has still to do: tell, refund, return the fee; oldest first. A fee is owed back until it is returned."""
    buyer = Q(refunded_at__isnull=True, unreachable_at__isnull=True)
    fee = Q(fee_returned_at__isnull=True, order__fee__gt=0)
    rows = (
        Refund.objects.filter(buyer | fee, lifted_at__isnull=True)
        .select_related("order__store", "order__listing")
        .order_by("ordered_at", "pk")[:limit]
    )
    return [
        {
            "refund": r.pk,
            "store": r.order.store_id,
            "order": r.order.order_id,
            "buyer": r.order.buyer,
            "language": r.order.language,
            "title": r.order.listing.title if r.order.listing else r.order.product,
            "trader": r.order.store.legal_name if r.order.store.seller_type == "business" else "",
            "units": r.order.units,
            "amount": str(r.order.amount) if r.order.amount is not None else None,
            "fee": str(r.order.fee) if r.order.fee is not None else None,
            "currency": r.order.currency,
            "told": r.told_at is not None,
            "refunded": r.refunded_at is not None,
            "fee_returned": r.fee_returned_at is not None,
        }
        for r in rows
    ]


def acknowledge(*, refunds: Sequence[int], step: str, at: datetime) -> int:
    """The marketplace says that it has done a step for these; how many were new. BadInput: an unknown step. NotFound: an unknown refund."""
    if step not in STEPS:
        raise BadInput(f"{step!r} is no step.", where="step", mend=f"Use one of: {', '.join(STEPS)}.")
    with transaction.atomic():
        found = Refund.objects.select_for_update().filter(pk__in=refunds)
        if found.count() != len(set(refunds)):
            raise NotFound("one of these refunds is not there.", where="refunds", mend="Poll the queue again.")
        return Refund.objects.filter(pk__in=refunds, **{f"{step}_at__isnull": True}).update(**{f"{step}_at": at})
