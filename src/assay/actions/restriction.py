"""Impose and lift: the only place where restriction rows are made.

Called inside the transaction of the decision that causes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import connection

from assay.actions.policy import in_force
from assay.records.models import Decision, Listing, Restriction, Right, Store
from assay.regime.appeal import closes_at
from assay.regime.reasons import statement
from assay.regime.terms import Ground, RestrictionKind


def impose(
    *,
    kind: RestrictionKind,
    on: Listing | Right | Store,
    ground: Ground,
    caused_by: Decision,
    seen: str,
    rules: tuple[str, ...] = (),
    until: datetime | None = None,
    amount: Decimal | None = None,
    currency: str = "",
) -> Restriction:
    """One restriction with its statement of reasons."""
    row = draft(
        kind=kind,
        on=on,
        ground=ground,
        caused_by=caused_by,
        seen=seen,
        rules=rules,
        until=until,
        amount=amount,
        currency=currency,
    )
    row.save(force_insert=True)
    return row


def draft(
    *,
    kind: RestrictionKind,
    on: Listing | Right | Store,
    ground: Ground,
    caused_by: Decision,
    seen: str,
    rules: tuple[str, ...] = (),
    until: datetime | None = None,
    amount: Decimal | None = None,
    currency: str = "",
) -> Restriction:
    """The row of a restriction with its statement of reasons, not yet written: many are written at once."""
    reasons = statement(
        kind=kind,
        ground=ground,
        seen=seen,
        rules=rules,
        automated=caused_by.automated,
        begins=caused_by.at,
        until=until,
        appeal_until=closes_at(caused_by.at, policy=in_force().appeal),
        policy=caused_by.policy_id,
    )
    return Restriction(
        kind=kind,
        ground=ground,
        listing=on if isinstance(on, Listing) else None,
        right=on if isinstance(on, Right) else None,
        store=on if isinstance(on, Store) else None,
        caused_by=caused_by,
        begins=caused_by.at,
        until=until,
        amount=amount,
        currency=currency,
        statement=reasons.to_json(),
    )


def lift(restrictions: Iterable[Restriction], *, by: Decision) -> int:
    """Lift these rows by this decision; how many were still to be lifted."""
    ids = [r.pk for r in restrictions if r.lifted_at is None]
    return Restriction.objects.filter(pk__in=ids, lifted_at__isnull=True).update(lifted_at=by.at, lifted_by=by)


def lift_all(lifts: Sequence[tuple[Restriction, Decision]]) -> None:
    """Lift each row by its own decision, all in one statement."""
    still = [(row, by) for row, by in lifts if row.lifted_at is None]
    if not still:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_restriction AS r SET lifted_at = x.at, lifted_by_id = x.by"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[]) AS x(pk, by, at)"
            " WHERE r.restriction_id = x.pk AND r.lifted_at IS NULL",
            [[row.pk for row, _ in still], [by.pk for _, by in still], [by.at for _, by in still]],
        )
