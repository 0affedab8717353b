"""What was sold to whom under a pseudonym of the marketplace, so that buyers of a fake are told and refunded, and fees are returned."""

from __future__ import annotations

from django.db import models


class Order(models.Model):
    """One line of an order, as the marketplace reported it. `buyer` is the marketplace's own pseudonym; Assay knows no names."""

    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="orders")
    listing = models.ForeignKey("records.Listing", on_delete=models.PROTECT, null=True, related_name="orders")
    order_id = models.CharField(max_length=120)
    buyer = models.CharField(max_length=120, blank=True)
    product = models.CharField(max_length=120, blank=True)
    units = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    fee = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="what the platform earned on it")
    currency = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=2, blank=True, help_text="of the buyer, as the marketplace knows it")
    sold_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "order_id", "listing", "product"], name="an_order_line_once")
        ]
        indexes = [models.Index(fields=["listing", "sold_at"], name="order_by_listing")]


class OrderReturn(models.Model):
    """Pieces of an order that came back: all at once, or in parts under the marketplace's numbers (`return_id`; empty: the whole order came back)."""

    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="order_returns")
    order_id = models.CharField(max_length=120)
    product = models.CharField(max_length=120, blank=True)
    return_id = models.CharField(max_length=120, blank=True)
    units = models.PositiveIntegerField()
    booked = models.BooleanField(help_text="the pieces may be offered again under a right")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "order_id", "product", "return_id"], name="a_return_is_reported_once"
            ),
            models.CheckConstraint(condition=models.Q(units__gt=0), name="pieces_come_back_in_positive_numbers"),
        ]


class Refund(models.Model):
    """A buyer of a confirmed fake: told when, refunded when, fee returned; or not reached, and then told in public (DSA Art. 32)."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="refund")
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="refunds")
    ordered_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    refunded_at = models.DateTimeField(null=True)
    unreachable_at = models.DateTimeField(null=True)
    fee_returned_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["refunded_at", "ordered_at"], name="refund_queue")]
