"""What parties are told: warnings, reasons, questions. Delivered when it lies in the party's inbox and was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One message to a store, a brand or a notifier. `kind` is the key of its text; `parameters` fill it."""

    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, null=True, related_name="messages")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="messages")
    notifier = models.ForeignKey("records.Notifier", on_delete=models.PROTECT, null=True, related_name="messages")
    kind = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="messages")
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(delivered_at__isnull=True), name="message_to_deliver"),
            models.Index(fields=["store", "-created_at"], name="message_by_store"),
            models.Index(fields=["brand", "-created_at"], name="message_by_brand"),
            models.Index(fields=["notifier", "-created_at"], name="message_by_notifier"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(store__isnull=False, brand__isnull=True, notifier__isnull=True)
                | Q(store__isnull=True, brand__isnull=False, notifier__isnull=True)
                | Q(store__isnull=True, brand__isnull=True, notifier__isnull=False),
                name="a_message_has_one_recipient",
            )
        ]
