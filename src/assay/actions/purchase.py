"""A store bought to order and its papers have not come: the conditional right ends, its listings come off, the money stays held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.restriction import impose
from assay.actions.right import revoke
from assay.actions.store import strike
from assay.records.models import Application, Listing, Right
from assay.regime.moves import APPLICATION_MOVES, ApplicationEvent, ApplicationState, move
from assay.regime.terms import DecisionKind, Ground, RestrictionKind


def act_on_overdue(*, at: datetime, limit: int = 50) -> int:
    """Declared purchases whose papers are overdue; how many were acted on. Safe to repeat."""
    done = 0
    due = Application.objects.filter(state=ApplicationState.CONDITIONAL, papers_due__lt=at).order_by("papers_due")
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = Application.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is not None and row.state == ApplicationState.CONDITIONAL:
                _act(row, at=at)
                done += 1
    return done


def _act(row: Application, *, at: datetime) -> None:
    row.state = move(APPLICATION_MOVES, ApplicationState(row.state), ApplicationEvent.DEADLINE_PASSED)
    row.save(update_fields=["state"])
    due = row.papers_due.date().isoformat() if row.papers_due else ""
    seen = f"The papers for {row.brand.name} were due on {due}; none came."
    listings = list(Listing.objects.filter(store=row.store, brand=row.brand))
    decision = record(
        kind=DecisionKind.REMOVE,
        subject=row,
        store=row.store,
        brand=row.brand,
        ground=Ground.PROOF_OVERDUE,
        facts={"papers_due": due, "listings": [x.listing_id for x in listings]},
        outcome={"state": str(row.state), "removed": len(listings)},
        by=None,
        at=at,
        case=("application", str(row.pk)),
        lane=row.lane,
        counts={"listings": len(listings)},
    )
    for right in Right.objects.filter(application=row, conditional=True, replaced_by__isnull=True):
        revoke(right=right.pk, ground=Ground.PROOF_OVERDUE, seen=seen, by=None, at=at, led_by=decision)
    for listing in listings:
        impose(
            kind=RestrictionKind.REMOVE,
            on=listing,
            ground=Ground.PROOF_OVERDUE,
            caused_by=decision,
            seen=seen,
            rules=("papers_due",),
        )
    tell(to=row.store, kind="purchase_overdue", at=at, caused_by=decision, brand=row.brand.name, listings=len(listings))
    strike(store=row.store, ground=Ground.PROOF_OVERDUE, caused_by=decision)
