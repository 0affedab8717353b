"""How is a decision put on record? One append-only row with its facts and policy, and its public entry in the outbox, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from assay.actions.entry import case_rows, public_entry
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


def record_many(decisions: Sequence[Decision], *, case_kind: str) -> None:
    """Put many automated decisions on record at once, each with its entry; the case of each is its subject.

    As `record`, but for what a batch decides: rows, secrets of cases and entries are written in one statement each. Inside the action's transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a decision is recorded in the transaction of its action")
    cases = case_rows(case_kind, [d.subject_id for d in decisions])
    Decision.objects.bulk_create(decisions)
    Outbox.objects.bulk_create(
        [
            Outbox(
                decision=d,
                entry=public_entry(
                    d, case=(case_kind, d.subject_id), deadline=None, lane="", counts={}, row=cases[d.subject_id]
                ),
                created_at=d.at,
            )
            for d in decisions
        ]
    )
