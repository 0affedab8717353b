"""Stores, the points they have, and who agreed to close them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Store(models.Model):
    """A store. Its state is not here: it is derived from its restrictions."""

    store_id = models.SlugField(primary_key=True, max_length=80)
    legal_name = models.CharField(max_length=300)
    trading_name = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2, blank=True)
    vat_id = models.CharField(max_length=30, blank=True)
    registration = models.CharField(max_length=60, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    tier = models.CharField(max_length=10, default="open")
    kind = models.CharField(max_length=20, default="ordinary")
    seller_type = models.CharField(max_length=10, default="business")
    opened_on = models.DateField()
    language = models.CharField(max_length=2, blank=True, help_text="of its messages; empty: as the policy says")

    def __str__(self) -> str:
        return self.trading_name


class Strike(models.Model):
    """Points given to a store by one decision."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="strikes")
    ground = models.CharField(max_length=30)
    points = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="strikes")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        "records.Decision", on_delete=models.PROTECT, null=True, related_name="strikes_lifted"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(lifted_at__isnull=True) & Q(lifted_by__isnull=True))
                | (Q(lifted_at__isnull=False) & Q(lifted_by__isnull=False)),
                name="strike_lift_has_a_decision",
            )
        ]


class StoreApproval(models.Model):
    """That a person agreed to a step against a store that needs more than one (closure)."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="approvals")
    step = models.CharField(max_length=20)
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT)
    at = models.DateTimeField()
    used_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "step", "person"], condition=Q(used_by__isnull=True), name="one_open_approval_a_person"
            )
        ]
