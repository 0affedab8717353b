"""Where the marketplace is told what it has to carry out, where a notifier is told what became of a store, and what was sent there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Webhook(models.Model):
    """An address that the marketplace or a notifier gave. The secret signs every message; it is shown once, and kept since each message needs it."""

    url = models.CharField(max_length=2000)
    secret = models.CharField(max_length=120)
    made_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="webhooks")
    notifier = models.ForeignKey(
        "records.Notifier",
        on_delete=models.PROTECT,
        null=True,
        related_name="webhooks",
        help_text="who is told what became of the stores that his notices name; none: the marketplace is told what to carry out",
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=Q(ended_at__isnull=True, notifier__isnull=True),
                name="an_address_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["url", "notifier"],
                condition=Q(ended_at__isnull=True, notifier__isnull=False),
                name="an_address_is_told_once_a_notifier",
            ),
        ]


class Delivery(models.Model):
    """One effect on its way to one address; the identifier is that of the effect, however often it is sent."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    restriction = models.ForeignKey("records.Restriction", on_delete=models.PROTECT, related_name="deliveries")
    effect = models.CharField(max_length=10, help_text="impose or lift")
    message = models.CharField(max_length=80, help_text="webhook-id: the same at every attempt")
    prepared_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(help_text="not to be sent before; while an attempt runs, when it counts as lost")
    delivered_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=200, blank=True, help_text="what the last attempt met with")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "message"], name="an_effect_is_told_once_an_address")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(delivered_at__isnull=True), name="delivery_to_send"),
            models.Index(fields=["restriction", "effect"], name="delivery_of_effect"),
        ]
