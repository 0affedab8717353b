"""Rights to sell, and the double-entry ledger of their units."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class Right(models.Model):
    """Store x brand x goods x territory x channel x term x units. Revoked or suspended: see its restrictions."""

    right_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="rights")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="rights")
    application = models.ForeignKey("records.Application", on_delete=models.PROTECT, related_name="rights")
    goods = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    territories = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField()
    limited = models.BooleanField(help_text="units are counted; else the authorization names no number")
    conditional = models.BooleanField(
        default=False, help_text="on a declared purchase; payouts are held until the papers are accepted"
    )
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="rights")
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="replaces",
        help_text="the firm right that a conditional one became; a replaced right backs nothing",
    )

    class Meta:
        indexes = [models.Index(fields=["store", "brand"], name="right_by_store")]
        constraints = [models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="a_right_has_a_term")]


class UnitAccount(models.Model):
    """Pieces of one product under one right in one account. Only the supplier's may be negative."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="accounts")
    account = models.CharField(max_length=20)
    product = models.CharField(max_length=120, blank=True)
    balance = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["right", "account", "product"], name="one_account_a_product"),
            models.CheckConstraint(condition=Q(account="supplier") | Q(balance__gte=0), name="units_never_below_zero"),
        ]


class UnitEntry(models.Model):
    """One movement of pieces between two accounts of one right. Append-only, by the same trigger as decisions."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="entries")
    product = models.CharField(max_length=120, blank=True)
    units = models.PositiveIntegerField()
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    at = models.DateTimeField()
    reference = models.CharField(max_length=120, help_text="the order, return or paper that it stands for")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["right", "reference", "product", "source", "target"], name="a_movement_is_booked_once"
            ),
            models.CheckConstraint(condition=Q(units__gt=0), name="pieces_move_in_positive_numbers"),
        ]


class UsedLine(models.Model):
    """An invoice line that backs a right; its key is unique, so that the same line never backs two."""

    key = models.CharField(max_length=64, unique=True)
    document = models.ForeignKey("records.Document", on_delete=models.PROTECT)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="used_lines")
