"""Which cases wait for a blind second answer, and where did two answers differ?"""

from __future__ import annotations

import uuid

from assay.records.models import Person, Repeat

PAGE = 50


def open_repeats(*, person: Person) -> list[Repeat]:
    """Cases that this person may answer: not those that he decided; the longest waiting first."""
    rows = Repeat.objects.filter(answered_at__isnull=True).exclude(decision__by=person)
    return list(rows.order_by("drawn_at", "pk").select_related("decision")[:PAGE])


def open_repeat(repeat: uuid.UUID, *, person: Person) -> Repeat | None:
    """One of them, or None."""
    return (
        Repeat.objects.filter(pk=repeat, answered_at__isnull=True)
        .exclude(decision__by=person)
        .select_related("decision")
        .first()
    )


def alarms() -> list[Repeat]:
    """Where two answers differ and nobody has said why; the oldest first."""
    rows = Repeat.objects.filter(differs=True, concluded_at__isnull=True)
    return list(rows.order_by("answered_at").select_related("decision__by", "decision__store", "answered_by")[:PAGE])


def repeats_waiting() -> int:
    """How many wait for a second answer."""
    return Repeat.objects.filter(answered_at__isnull=True).count()


def alarms_waiting() -> int:
    """How many alarms nobody has concluded."""
    return Repeat.objects.filter(differs=True, concluded_at__isnull=True).count()
