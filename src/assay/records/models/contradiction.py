"""Alarms: two answers to one paper that contradict each other, or a right that somebody who knows speaks against."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Contradiction(models.Model):
    """One alarm, open until a third person has said what follows. `key` is the same for the same cause, so that it is raised once.

    `right`: the right that is in question; `accepted` and `refused`: the two decisions, where two differ; `document`: the paper that the right
    rests on. `shown`: what the desk shows, as it was: {"seen", "same", "papers": [accepted, refused], "differs": [{what, accepted, refused}]}.
    """

    contradiction_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200, unique=True)
    right = models.ForeignKey("records.Right", on_delete=models.PROTECT, null=True, related_name="contradictions")
    accepted = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    refused = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("records.Document", on_delete=models.PROTECT, null=True, related_name="+")
    shown = models.JSONField()
    raised_at = models.DateTimeField()
    due = models.DateTimeField()
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="contradictions")
    conclusion = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="+")
    closing = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=Q(closed_at__isnull=True), name="contradiction_open"),
            models.Index(fields=["right"], name="contradiction_by_right"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closing__isnull=True, conclusion="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False, closing__isnull=False) & ~Q(reason="")),
                name="an_alarm_is_closed_by_a_person_with_a_reason",
            )
        ]
