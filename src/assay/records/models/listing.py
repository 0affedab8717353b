"""Listings as the marketplace sent them, with what screening last said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Listing(models.Model):
    """One listing. On offer, paused or removed is not a column: it is derived from its restrictions."""

    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="listings")
    listing_id = models.CharField(max_length=120)
    attributes = models.JSONField(help_text="product-feed attributes as sent")
    title = models.CharField(max_length=500)
    quantity = models.PositiveIntegerField(default=1)
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the attributes: unchanged listings are not screened again"
    )
    first_seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    needs_screening = models.BooleanField(default=True)
    screened_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="listings")
    reasons = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    signals = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "listing_id"], name="one_listing_an_id")]
        indexes = [
            models.Index(fields=["id"], condition=Q(needs_screening=True), name="listing_to_screen"),
            models.Index(fields=["brand", "store"], name="listing_by_brand"),
            models.Index(fields=["verdict", "-screened_at"], name="listing_by_verdict"),
        ]
