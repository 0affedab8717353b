"""By how much a demonstration's clock is ahead."""

from __future__ import annotations

from django.db import models


class ClockShift(models.Model):
    """Days that a demonstration was moved ahead. Written only where ASSAY_DEMO is set; a real office has no row."""

    days = models.PositiveIntegerField(default=0)
