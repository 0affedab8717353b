"""Decisions and the policies that they were taken under: rows that are never changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class PolicyVersion(models.Model):
    """The whole text of a policy under its hash (SHA-256, hex)."""

    version = models.CharField(primary_key=True, max_length=64)
    texts = models.JSONField()
    in_force_from = models.DateTimeField()


class Decision(models.Model):
    """What was decided about what, on which facts, under which policy, by whom. Append-only: a trigger refuses change and deletion.

    `led_by` is the decision that this one follows from; an upheld appeal against it takes this one along.
    """

    decision_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=120)
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, null=True, related_name="decisions")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="decisions")
    ground = models.CharField(max_length=30, blank=True)
    facts = models.JSONField()
    outcome = models.JSONField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT)
    by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True)
    automated = models.BooleanField()
    at = models.DateTimeField()
    led_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="led_to")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="decision_by_subject"),
            models.Index(fields=["store", "-at"], name="decision_by_store"),
            models.Index(fields=["kind", "-at"], name="decision_by_kind"),
            models.Index(fields=["kind", "-at"], condition=Q(automated=False), name="decision_by_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(automated=True, by__isnull=True) | Q(automated=False, by__isnull=False),
                name="a_person_or_a_rule",
            )
        ]
