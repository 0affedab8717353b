"""The marketplace reports what was sold and what came back; the pieces move between the accounts of the store's rights.

Each report is made once, however often it comes: an order by its number, a return by its order's number and its own. Screening sees the new stock at
once. What was sold without a right that counts it moves no pieces, and neither does its return.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from assay.actions.listing import rescreen
from assay.actions.right import book
from assay.errors import Conflict, NotFound
from assay.records.models import Listing, Order, OrderReturn, Right, Store, UnitAccount, UnitEntry
from assay.regime.right.units import Account, returned_by_buyer, sold


def report_sale(*, store: Store, product: str, units: int, order: str, at: datetime) -> int:
    """An order was placed: how many pieces were booked. 0: no right of the store has so many; the sale was not covered.

    It is booked once, on the right that ends first and has the pieces. Conflict: it was reported with another number of pieces.
    """
    entry = sold(product, units)
    with transaction.atomic():
        holding = UnitAccount.objects.filter(
            right__store=store, right__replaced_by__isnull=True, product=product, account=Account.AVAILABLE
        ).values("right")
        # All rights are locked before looking: else the same report, come twice at once, would be booked on two of them.
        rights = list(Right.objects.select_for_update().filter(pk__in=holding).order_by("valid_to", "pk"))
        before = _booked(store, product=product, order=order)
        if before is not None:
            if before.units != units:
                raise Conflict(
                    f"order {order} was reported with {before.units} pieces.",
                    where="units",
                    mend="Report a change as a return, or as an order of its own.",
                )
            return units  # reported before; the marketplace repeats what it is not sure of
        for right in rights:
            available = (
                right.accounts.filter(product=product, account=entry.source).values_list("balance", flat=True).first()
                or 0
            )
            if available >= units:
                book(right=right, entry=entry, reference=f"order:{order}", at=at)
                rescreen(Listing.objects.filter(store=store))
                return units
    return 0


def report_return(*, store: Store, product: str, units: int, order: str, return_id: str, at: datetime) -> int:
    """Pieces of an order came back: how many may be offered again. 0: the sale was not covered by a right, so that nothing moves.

    `return_id`: the marketplace's number of this return; empty where an order comes back in one piece. NotFound: no such order of this store and
    product. Conflict: more than was sold comes back, or this return was reported with another number of pieces.
    """
    entry = returned_by_buyer(product, units)
    with transaction.atomic():
        # The lines of the order are locked: two parts that come back at once are counted one after the other.
        lines = list(Order.objects.select_for_update().filter(store=store, order_id=order, product=product))
        booked = _booked(store, product=product, order=order)
        if booked is not None:
            Right.objects.select_for_update().get(pk=booked.right_id)
        elif not lines:
            raise NotFound(
                f"there is no order {order} of this store with {product}.",
                where="order",
                mend="Report the order first, or name it as it was reported.",
            )
        back = OrderReturn.objects.filter(store=store, order_id=order, product=product)
        known = back.filter(return_id=return_id).first()
        if known is not None:
            if known.units != units:
                raise Conflict(
                    f"this return of order {order} was reported with {known.units} pieces.",
                    where="units",
                    mend="Give each further return a number of its own (return_id).",
                )
            return units if known.booked else 0
        sold_units = booked.units if booked is not None else sum(line.units for line in lines)
        left = sold_units - (back.aggregate(n=Sum("units"))["n"] or 0)
        if units > left:
            raise Conflict(
                f"{units} pieces come back; of order {order} {left} can.", where="units", mend="Report what came back."
            )
        right = _backing_now(booked) if booked is not None else None
        try:
            with transaction.atomic():
                OrderReturn.objects.create(
                    store=store,
                    order_id=order,
                    product=product,
                    return_id=return_id,
                    units=units,
                    booked=right is not None,
                    at=at,
                )
        except IntegrityError:
            raise Conflict("this return is being reported already.", mend="Report it again.") from None
        if units == left:
            Order.objects.filter(pk__in=[line.pk for line in lines]).update(returned_at=at)
        if right is None:
            return 0
        book(right=right, entry=entry, reference=f"return:{order}" + (f":{return_id}" if return_id else ""), at=at)
        rescreen(Listing.objects.filter(store=store))
        return units


def _booked(store: Store, *, product: str, order: str) -> UnitEntry | None:
    """The movement of this order, on whichever right."""
    entries = UnitEntry.objects.filter(right__store=store, product=product, reference=f"order:{order}")
    return entries.select_related("right").order_by("pk").first()


def _backing_now(entry: UnitEntry) -> Right | None:
    """The right that holds the sold pieces today: a conditional one hands them over to the firm one. None where that counts no pieces."""
    right = entry.right
    while right.replaced_by is not None:
        right = right.replaced_by
    held = right.accounts.filter(product=entry.product, account=Account.SOLD).first()
    return right if held is not None and held.balance else None
