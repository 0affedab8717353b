"""Status lists that credentials name, as they were last fetched."""

from __future__ import annotations

from django.db import models


class StatusList(models.Model):
    """A token status list of one brand's credentials. `token` is the last one that held; it is only believed until `fresh_until`.

    `next_at`: when it is asked for again; `problem`: why the last try gave none, empty where it did.
    """

    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="status_lists")
    uri = models.CharField(max_length=2000)
    token = models.TextField(blank=True)
    named_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    fresh_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="status_list_queue")]
        constraints = [models.UniqueConstraint(fields=["brand", "uri"], name="a_status_list_once")]
