"""Pictures of listings that are compared: their digests, and what the last look at their address met with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Picture(models.Model):
    """The main picture of a listing as it was fetched from `url`. `pdq`: eight digests in hex, as it is and turned; none: not yet, or never."""

    listing = models.OneToOneField("records.Listing", on_delete=models.PROTECT, related_name="picture_read")
    url = models.CharField(max_length=2000)
    pdq = models.JSONField(default=list)
    quality = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(null=True, help_text="when it is looked at next; null: never again for this address")

    class Meta:
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="picture_due")]
