"""Which cases were handed over to somebody outside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HandOver(models.Model):
    """That a case file was made: about what, for whom, by whom, and the digest of exactly what left the house."""

    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, null=True, related_name="hand_overs")
    appeal = models.ForeignKey("records.Appeal", on_delete=models.PROTECT, null=True, related_name="hand_overs")
    recipient = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="hand_overs")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(store__isnull=False, appeal__isnull=True) | Q(store__isnull=True, appeal__isnull=False),
                name="a_case_file_has_one_subject",
            )
        ]
