"""What trade mark offices say: extracts of their registers, imported as files."""

from __future__ import annotations

from django.db import models


class MarkExtract(models.Model):
    """One imported file, by its digest."""

    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    marks = models.PositiveIntegerField()
    imported_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()


class ExtractedMark(models.Model):
    """A registration as the newest extract of its office has it. `key`: the number in one spelling."""

    office = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    text = models.CharField(max_length=500, blank=True)
    holder = models.CharField(max_length=300, blank=True)
    registered = models.BooleanField()
    classes = models.JSONField(default=list)
    expires_on = models.DateField(null=True)
    extract = models.ForeignKey(MarkExtract, on_delete=models.PROTECT, related_name="rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="an_extracted_mark_once")]
