"""How is a decision put on record? One append-only row with its facts and policy, and its public entry in the outbox, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, models

from assay.actions.entry import public_entry
from assay.actions.policy import on_record
from assay.records.models import Brand, Decision, Outbox, Person, Store


def record(
    *,
    kind: str,
    subject: models.Model,
    facts: dict[str, Any],
    outcome: dict[str, Any],
    by: Person | None,
    at: datetime,
    case: tuple[str, str],
    store: Store | None = None,
    brand: Brand | None = None,
    ground: str = "",
    led_by: Decision | None = None,
    deadline: datetime | None = None,
    lane: str = "",
    counts: dict[str, int] | None = None,
) -> Decision:
    """Put a decision on record and queue its entry for the log.

    `case` (kind, identifier) is what the public sees under a pseudonym; `facts` and `outcome` stay here and are committed to with a salt. Must
    run inside the transaction of the action.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a decision is recorded in the transaction of its action")
    decision = Decision.objects.create(
        kind=kind,
        subject_kind=subject._meta.model_name or "",
        subject_id=str(subject.pk),
        store=store,
        brand=brand,
        ground=ground,
        facts=facts,
        outcome=outcome,
        policy=on_record(at=at),
        by=by,
        automated=by is None,
        at=at,
        led_by=led_by,
    )
    entry = public_entry(decision, case=case, deadline=deadline, lane=lane, counts=counts or {})
    Outbox.objects.create(decision=decision, entry=entry, created_at=at)
    return decision
