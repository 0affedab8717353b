"""Appeals against decisions."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Appeal(models.Model):
    """An appeal of the store that a decision is addressed to, of the `notifier` whose notice it rejected, or of whoever made the `report`.

    At most one is open for a decision.
    """

    appeal_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    decision = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="appeals")
    store = models.ForeignKey(
        "records.Store",
        on_delete=models.PROTECT,
        null=True,
        related_name="appeals",
        help_text="whose listing or store it is about; null: what a notifier himself was given",
    )
    notifier = models.ForeignKey(
        "records.Notifier",
        on_delete=models.PROTECT,
        null=True,
        related_name="appeals",
        help_text="who appeals; null: the store",
    )
    report = models.ForeignKey(
        "records.Report",
        on_delete=models.PROTECT,
        null=True,
        related_name="appeals",
        help_text="whose reporter appeals, without an account; null: a store or a notifier",
    )
    by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="appeals")
    text = models.TextField()
    level = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    due = models.DateTimeField()
    decided = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="decides_appeal")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(state="open"), name="one_open_appeal_a_decision"),
            models.CheckConstraint(
                condition=Q(by__isnull=False, report__isnull=True)
                | Q(by__isnull=True, report__isnull=False, notifier__isnull=True),
                name="an_appeal_has_one_who_appeals",
            ),
            models.CheckConstraint(
                condition=Q(store__isnull=False) | Q(notifier__isnull=False), name="an_appeal_is_about_somebody"
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="appeal_queue")]
