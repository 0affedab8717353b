"""Feeds that the office fetches by itself, and how each pull went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Feed(models.Model):
    """An address that a store has named, and how often it is looked at. Ended, never deleted."""

    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="feeds")
    url = models.CharField(max_length=2000)
    period_minutes = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0, help_text="pulls that failed since the last that did not")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True, help_text="of the last body that was read")

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(ended_at__isnull=True), name="feed_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "url"], condition=Q(ended_at__isnull=True), name="a_feed_is_named_once"
            )
        ]


class FeedPull(models.Model):
    """One look at a feed: what came of it, and the rows that were refused (the first of them; all are counted)."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="pulls", db_index=False)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12, help_text="taken, unchanged or failed")
    status = models.PositiveIntegerField(default=0, help_text="HTTP status; 0: no answer")
    size = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0, help_text="listings that the feed names no more")
    kept = models.PositiveIntegerField(
        default=0, help_text="listings that it names no more and that were left on offer all the same"
    )
    refusals = models.JSONField(default=list)
    problem = models.JSONField(null=True, help_text="why it failed, or what somebody should look at: what, where, mend")

    class Meta:
        indexes = [models.Index(fields=["feed", "-at"], name="pull_of_feed")]
