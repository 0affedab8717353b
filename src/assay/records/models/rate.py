"""How often somebody has asked within a window of time."""

from __future__ import annotations

from django.db import models


class RateCount(models.Model):
    """One count, swept when its window has ended. `who` is a keyed digest: no address and no name is kept."""

    scope = models.CharField(max_length=30)
    who = models.CharField(max_length=64)
    ends_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "who", "ends_at"], name="one_count_a_window")]
        indexes = [models.Index(fields=["ends_at"], name="rate_count_to_sweep")]
