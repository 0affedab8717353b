"""Which cases were put before an authority, what it has answered, and what it was told afterwards."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Referral(models.Model):
    """One referral of a store's case. `decision`: the step of the ladder; `hand_over`: the case file, whose bytes are kept under its digest."""

    referral_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="referrals")
    recipient = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=20)
    proposed_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.OneToOneField("records.Decision", on_delete=models.PROTECT, null=True, related_name="referral")
    hand_over = models.OneToOneField("records.HandOver", on_delete=models.PROTECT, null=True, related_name="referral")
    receipt = models.CharField(max_length=200, blank=True, help_text="the number that the authority gave it")
    received_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawal = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the message that takes it back")
    withdrawal_receipt = models.CharField(max_length=200, blank=True)
    withdrawal_sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store"], condition=Q(state="proposed"), name="one_open_referral_a_store"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "dropped"], decision__isnull=True, agreed_by__isnull=True)
                | (
                    Q(state__in=["referred", "received", "withdrawn", "withdrawal_sent"])
                    & Q(decision__isnull=False, agreed_by__isnull=False, hand_over__isnull=False)
                    & ~Q(agreed_by=models.F("proposed_by"))
                ),
                name="two_people_refer",
            ),
        ]
