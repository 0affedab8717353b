"""Who may speak for a brand? The mandates that it has given, and the agents to whom it can give one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assay.records.models import Brand, Mandate, Notifier

MOST = 500


@dataclass(frozen=True, kw_only=True)
class MandateLine:
    """One mandate. `marks`: "OFFICE NUMBER", empty means all; `state`: to_come, in_force, expired, withdrawn."""

    mandate: int
    notifier: str
    name: str
    kind: str
    marks: tuple[str, ...]
    valid_from: date
    valid_to: date
    given_at: datetime
    withdrawn_on: date | None
    state: str


def mandates(brand: Brand, *, on: date) -> tuple[MandateLine, ...]:
    """What the brand has given, the newest first."""
    rows = Mandate.objects.filter(brand=brand).select_related("notifier").order_by("-given_at", "-pk")[:MOST]
    return tuple(
        MandateLine(
            mandate=m.pk,
            notifier=m.notifier_id,
            name=m.notifier.name,
            kind=m.notifier.kind,
            marks=tuple(m.marks),
            valid_from=m.valid_from,
            valid_to=m.valid_to,
            given_at=m.given_at,
            withdrawn_on=m.withdrawn_on,
            state=_state(m, on=on),
        )
        for m in rows
    )


def agents() -> tuple[Notifier, ...]:
    """Whom a brand can give a mandate: everybody enrolled who files for others."""
    return tuple(Notifier.objects.filter(brand__isnull=True).order_by("name")[:MOST])


def agent(notifier_id: str) -> Notifier | None:
    """One of them, or None."""
    return Notifier.objects.filter(pk=notifier_id, brand__isnull=True).first()


def _state(row: Mandate, *, on: date) -> str:
    if row.withdrawn_on is not None:
        return "withdrawn"
    if row.valid_to < on:
        return "expired"
    return "in_force" if row.valid_from <= on else "to_come"
