"""What is imposed on a listing, a right or a store."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Restriction(models.Model):
    """One imposition with its statement of reasons. Rows are added and lifted, never changed otherwise."""

    restriction_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=30)
    listing = models.ForeignKey("records.Listing", on_delete=models.PROTECT, null=True, related_name="restrictions")
    right = models.ForeignKey("records.Right", on_delete=models.PROTECT, null=True, related_name="restrictions")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, null=True, related_name="restrictions")
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="restrictions")
    begins = models.DateTimeField()
    until = models.DateTimeField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="held funds, in `currency`")
    currency = models.CharField(max_length=3, blank=True)
    statement = models.JSONField(help_text="the statement of reasons (DSA Art. 17)")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="lifted")
    waits = models.CharField(
        max_length=6,
        blank=True,
        default="impose",
        db_default="impose",
        help_text="the effect that the marketplace has not acknowledged: impose, lift, or nothing; the database keeps it",
    )

    class Meta:
        indexes = [
            models.Index(fields=["listing"], condition=Q(lifted_at__isnull=True), name="restriction_on_listing"),
            models.Index(fields=["store"], condition=Q(lifted_at__isnull=True), name="restriction_on_store"),
            models.Index(fields=["right"], condition=Q(lifted_at__isnull=True), name="restriction_on_right"),
            models.Index(
                fields=["begins", "restriction_id"],
                include=["until"],
                condition=Q(waits="impose"),
                name="restriction_to_impose",
            ),
            models.Index(fields=["lifted_at", "restriction_id"], condition=Q(waits="lift"), name="restriction_to_lift"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(listing__isnull=False) & Q(right__isnull=True) & Q(store__isnull=True))
                | (Q(listing__isnull=True) & Q(right__isnull=False) & Q(store__isnull=True))
                | (Q(listing__isnull=True) & Q(right__isnull=True) & Q(store__isnull=False)),
                name="a_restriction_has_one_subject",
            ),
            models.CheckConstraint(
                condition=(Q(lifted_at__isnull=True) & Q(lifted_by__isnull=True))
                | (Q(lifted_at__isnull=False) & Q(lifted_by__isnull=False)),
                name="a_lift_has_a_decision",
            ),
        ]
