"""Money that stores put in the place of a pause while a dispute runs. It lies with the operator; here stands what becomes of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Deposit(models.Model):
    """One deposit on one pause. Offered, received, and then released or forfeited, once; or lapsed where no money came.

    `digest`: the listing as it was then; another one is not covered. `paid_at`: when the money left, back to the store or to whom it was ordered.
    """

    deposit_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    restriction = models.ForeignKey("records.Restriction", on_delete=models.PROTECT, related_name="deposits")
    listing = models.ForeignKey("records.Listing", on_delete=models.PROTECT, related_name="deposits")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="deposits")
    notice_item = models.ForeignKey("records.NoticeItem", on_delete=models.PROTECT, null=True, related_name="deposits")
    appeal = models.ForeignKey("records.Appeal", on_delete=models.PROTECT, null=True, related_name="deposits")
    digest = models.CharField(max_length=64)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    pay_by = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reference = models.CharField(
        max_length=120, blank=True, help_text="of the payment, as the operator's books name it"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="deposits_ended")
    forfeited_to = models.CharField(max_length=10, blank=True, help_text="holder or buyers, as the policy said")
    holder = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="deposits")
    payable_from = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "pay_by"], name="deposit_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["restriction"],
                condition=Q(state__in=["offered", "received"]),
                name="one_open_deposit_a_pause",
            ),
            models.CheckConstraint(
                condition=Q(notice_item__isnull=False, appeal__isnull=True)
                | Q(notice_item__isnull=True, appeal__isnull=False),
                name="a_deposit_has_one_dispute",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "received"], ended_at__isnull=True, ended_by__isnull=True)
                | Q(state__in=["lapsed", "released", "forfeited"], ended_at__isnull=False, ended_by__isnull=False),
                name="a_deposit_ends_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "lapsed"], received_at__isnull=True)
                | Q(state__in=["received", "released", "forfeited"], received_at__isnull=False),
                name="only_received_money_is_held",
            ),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True) | Q(state__in=["released", "forfeited"]),
                name="held_money_is_not_paid_out",
            ),
            models.CheckConstraint(
                condition=Q(state="forfeited", payable_from__isnull=False)
                | (~Q(state="forfeited") & Q(payable_from__isnull=True)),
                name="what_is_forfeited_waits",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_deposit_is_money"),
        ]
