"""A third person closes an alarm: he says with a reason what stands and what falls, and just that follows."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from assay.actions.decision import record
from assay.actions.listing import rescreen
from assay.actions.message import tell
from assay.actions.restriction import lift
from assay.actions.right import revoke
from assay.actions.settlement import reopen
from assay.errors import BadInput, Conflict, NotFound
from assay.records.models import Application, Contradiction, Decision, Listing, Person, Restriction
from assay.regime.document.contradiction import Conclusion, ContradictionKind, check_may_conclude
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

MAX_REASON = 5_000


def close(*, contradiction: uuid.UUID, by: Person, conclusion: str, reason: str, at: datetime) -> Contradiction:
    """Close an alarm. `stands`: what was suspended for it is lifted; `right_falls`: the right is revoked; `refusal_falls`: that application is
    opened again.

    NotFound. Conflict: closed already. BadInput: no reason, or no such end. NotPermitted: from one who decided one of the cases.
    """
    said = reason.strip()
    if not said or len(said) > MAX_REASON:
        raise BadInput(
            "an alarm is closed with a reason.", where="reason", mend=f"Say why, in at most {MAX_REASON} characters."
        )
    if conclusion not in set(Conclusion):
        raise BadInput(
            f"{conclusion[:40]!r} is no conclusion.", where="conclusion", mend=f"Use one of: {', '.join(Conclusion)}."
        )
    end = Conclusion(conclusion)
    with transaction.atomic():
        row = (
            Contradiction.objects.select_for_update(of=("self",))
            .select_related("right__store", "right__brand", "right__caused_by", "accepted", "refused", "caused_by")
            .filter(pk=contradiction)
            .first()
        )
        if row is None:
            raise NotFound("there is no such alarm.", mend="Open it from the list of alarms.")
        if row.closed_at is not None:
            raise Conflict("this alarm was closed already.", mend="See the list of alarms.")
        check_may_conclude(ContradictionKind(row.kind), end, by=str(by.pk), decided=_decided(row))
        if end is Conclusion.RIGHT_FALLS and row.right is None:
            raise BadInput("no right hangs on this alarm.", where="conclusion", mend="Say that it stands.")
        suspended = Restriction.objects.filter(
            caused_by=row.caused_by, kind=RestrictionKind.SUSPEND, lifted_at__isnull=True
        )
        decision = record(
            kind=DecisionKind.CONTRADICTION_CLOSED,
            subject=row,
            store=row.caused_by.store,
            brand=row.caused_by.brand,
            ground=row.caused_by.ground,
            facts={"raised_by": str(row.caused_by_id), "reason": said, "by_another": True},
            outcome={"state": end.value},
            by=by,
            at=at,
            case=("contradiction", str(row.pk)),
            counts={"lifted": suspended.count()},
        )
        row.conclusion, row.reason, row.closed_at, row.closed_by, row.closing = end, said, at, by, decision
        row.save(update_fields=["conclusion", "reason", "closed_at", "closed_by", "closing"])
        _follow(row, end, lifted=lift(list(suspended), by=decision), decision=decision)
        return row


def _follow(row: Contradiction, end: Conclusion, *, lifted: int, decision: Decision) -> None:
    right = row.right
    if end is Conclusion.RIGHT_FALLS and right is not None:
        if not Restriction.objects.filter(right=right, kind=RestrictionKind.REVOKE, lifted_at__isnull=True).exists():
            revoke(
                right=right.pk,
                ground=Ground.RIGHT_ENDED,
                seen=f"{row.shown['seen']} {decision.facts['reason']}",
                by=decision.by,
                at=decision.at,
                led_by=decision,
            )
    elif right is not None and lifted:
        tell(
            to=right.store,
            kind="right_restored",
            at=decision.at,
            caused_by=decision,
            brand=right.brand.name,
            reason=decision.facts["reason"],
        )
        rescreen(Listing.objects.filter(store=right.store))
    if right is not None and row.kind == ContradictionKind.OBJECTION:
        tell(
            to=right.brand,
            kind="objection_closed",
            at=decision.at,
            caused_by=decision,
            store=right.store.trading_name,
            end="ended" if end is Conclusion.RIGHT_FALLS else "stands",
            reason=decision.facts["reason"],
        )
    if end is Conclusion.REFUSAL_FALLS and row.refused is not None:
        reopen(application=Application.objects.get(pk=row.refused.subject_id), at=decision.at)


def _decided(row: Contradiction) -> frozenset[str]:
    """Who decided one of the cases, or gave the right."""
    decisions = (row.accepted, row.refused, row.right.caused_by if row.right else None)
    return frozenset(str(d.by_id) for d in decisions if d is not None and d.by_id is not None)
