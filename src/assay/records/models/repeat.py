"""Cases that are decided a second time by somebody who does not know the first answer."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Repeat(models.Model):
    """One decided case, drawn for a second answer. `shown`: what the second reviewer sees, as it was; nothing of what was decided.

    `differs`: both answers disagree, an alarm until an adjudicator has concluded why.
    """

    repeat_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    decision = models.OneToOneField("records.Decision", on_delete=models.PROTECT, related_name="repeat")
    first = models.BooleanField(help_text="the first answer: accepted, or kept on offer")
    shown = models.JSONField()
    drawn_at = models.DateTimeField()
    second = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="repeats")
    answered_at = models.DateTimeField(null=True)
    differs = models.BooleanField(null=True)
    conclusion = models.TextField(blank=True)
    concluded_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="+")
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["drawn_at"], condition=Q(answered_at__isnull=True), name="repeat_queue"),
            models.Index(
                fields=["answered_at"], condition=Q(differs=True, concluded_at__isnull=True), name="repeat_alarm"
            ),
        ]
