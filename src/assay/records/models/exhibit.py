"""What the sides of a notice or an appeal hand in besides their first words: texts and files."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Exhibit(models.Model):
    """One contribution to a notice or to the thread of an appeal; `sha256` names a file of the file store.

    Of a notice: `store` null is the notifier's, which the stores that it names see too; else that store's, which only the office sees. `side`:
    notifier, store, reporter or office. `by` null: a reporter, who has no account.
    """

    exhibit_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notice = models.ForeignKey("records.Notice", on_delete=models.PROTECT, null=True, related_name="exhibits")
    appeal = models.ForeignKey("records.Appeal", on_delete=models.PROTECT, null=True, related_name="exhibits")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, null=True, related_name="exhibits")
    side = models.CharField(max_length=10)
    by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="exhibits")
    text = models.TextField(blank=True)
    filename = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False, appeal__isnull=True)
                | Q(notice__isnull=True, appeal__isnull=False, store__isnull=True),
                name="an_exhibit_has_one_case",
            ),
            models.CheckConstraint(condition=~Q(text="", sha256=""), name="an_exhibit_holds_something"),
        ]
