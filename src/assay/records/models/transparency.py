"""What was sent to the EU transparency database, once a restriction."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SentStatement(models.Model):
    """The statement of reasons of one restriction, as sent; its `puid` never changes, so that sending again is no second statement."""

    restriction = models.OneToOneField("records.Restriction", on_delete=models.PROTECT, related_name="sent_statement")
    puid = models.CharField(max_length=500, unique=True)
    payload = models.JSONField()
    prepared_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    refused = models.JSONField(null=True, help_text="what the service said against it; a person mends it")

    class Meta:
        indexes = [
            models.Index(
                fields=["prepared_at"],
                condition=Q(sent_at__isnull=True, refused__isnull=True),
                name="statement_to_send",
            )
        ]
