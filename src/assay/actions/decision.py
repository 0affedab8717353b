"""How is a decision put on record? One append-only row with its facts and policy, and its public entry in the outbox, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models

from assay.actions.entry import case_row, case_rows, new_case, public_entry
from assay.actions.policy import on_record
from assay.records.models import Brand, CasePseudonym, Decision, Outbox, Person, Store
from assay.records.writing import write


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
    decision = drafted(
        kind=kind,
        subject=subject,
        facts=facts,
        outcome=outcome,
        by=by,
        at=at,
        store=store,
        brand=brand,
        ground=ground,
        led_by=led_by,
    )
    record_in_case([Drafted(decision=decision, deadline=deadline, lane=lane, counts=counts or {})], case=case)
    return decision


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A decision that is not written yet, with what its entry shows beside it: the promise, the way, what is counted."""

    decision: Decision
    deadline: datetime | None = None
    lane: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def drafted(
    *,
    kind: str,
    subject: models.Model,
    facts: dict[str, Any],
    outcome: dict[str, Any],
    by: Person | None,
    at: datetime,
    store: Store | None = None,
    brand: Brand | None = None,
    ground: str = "",
    led_by: Decision | None = None,
) -> Decision:
    """The row of a decision, not yet written; the policy that it was taken under is on record."""
    return Decision(
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


def record_in_case(drafts: Sequence[Drafted], *, case: tuple[str, str]) -> tuple[bytes, ...]:
    """Put decisions of one case on record in one statement, in this order; their entries, for receipts after the commit.

    Inside the action's transaction.
    """
    row = case_row(*case)
    rows, entries = _in_case(drafts, case=case, row=row)
    write(rows)
    return entries


def opening_case(drafts: Sequence[Drafted], *, case: tuple[str, str]) -> tuple[list[models.Model], tuple[bytes, ...]]:
    """The rows that put the first decisions of a new case on record, for the action to write with its own, and their entries.

    IntegrityError when they are written: the case was open already.
    """
    row = new_case(*case)
    rows, entries = _in_case(drafts, case=case, row=row)
    return [row, *rows], entries


def _in_case(
    drafts: Sequence[Drafted], *, case: tuple[str, str], row: CasePseudonym
) -> tuple[list[models.Model], tuple[bytes, ...]]:
    if not connection.in_atomic_block:
        raise RuntimeError("a decision is recorded in the transaction of its action")
    entries = tuple(
        public_entry(d.decision, case=case, deadline=d.deadline, lane=d.lane, counts=d.counts, row=row) for d in drafts
    )
    waiting = [
        Outbox(decision=d.decision, entry=entry, created_at=d.decision.at)
        for d, entry in zip(drafts, entries, strict=True)
    ]
    return [*(d.decision for d in drafts), *waiting], entries


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
