"""What time is it in this office?

Only a demonstration's clock can be moved ahead, so that a visitor sees in a minute what takes a month; a real office has the real time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from assay.errors import NotPermitted
from assay.records.models import ClockShift


def now() -> datetime:
    """The time at which an action happens, aware, in UTC."""
    real = datetime.now(UTC)
    if not settings.ASSAY_DEMO:
        return real
    shift = ClockShift.objects.first()
    return real + timedelta(days=shift.days) if shift else real


def advance(*, days: int) -> datetime:
    """Move a demonstration's clock ahead. NotPermitted in a real office."""
    if not settings.ASSAY_DEMO:
        raise NotPermitted(
            "the clock of a real office cannot be moved.", mend="Start a demonstration: assay up --demo."
        )
    with transaction.atomic():
        shift, _ = ClockShift.objects.select_for_update().get_or_create(pk=1)
        shift.days += max(0, days)
        shift.save()
    return now()
