"""What becomes of one listing that a notice names: how its case opens, what it imposes meanwhile, and how it ends.

Inside the transaction of the action that calls it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from assay.actions.decision import Drafted, drafted, opening_case, record
from assay.actions.deposit import end_with_notice
from assay.actions.listing import rescreen
from assay.actions.message import message, tell
from assay.actions.notifier import DECIDED, count_decided
from assay.actions.policy import day_at, in_force
from assay.actions.refund import order_refunds
from assay.actions.restriction import draft, impose, lift
from assay.actions.right import rights_in_force
from assay.actions.store import strike
from assay.records.models import Decision, Listing, Message, Notice, NoticeItem, Person, Restriction
from assay.records.writing import write
from assay.regime.moves import NOTICE_MOVES, OPEN_NOTICES, NoticeState, move
from assay.regime.notice.completeness import NoticeGround
from assay.regime.notice.record import NoticeLane
from assay.regime.notice.verdict import FilingFacts, at_filing, in_a_sentence
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

GROUNDS = {NoticeGround.PARALLEL_IMPORT: Ground.NO_RIGHT}


def open_items(
    notice: Notice, listings: Sequence[Listing], *, sample: float, lane: NoticeLane, filed: Drafted
) -> tuple[tuple[NoticeItem, ...], bytes]:
    """Write a notice with one case for each listing and its first step, and pause what is paused meanwhile.

    All rows are written in one statement. The listings carry what `said_before` asks of them. Returns the items and the entry of the filing.
    """
    policy, at = in_force(), notice.filed_at
    draw = secrets.SystemRandom()
    rows, closed = [], []
    pauses: dict[str, list[NoticeItem]] = {}
    for listing in listings:
        facts = FilingFacts(
            lane=lane,
            sampled=draw.random() < sample,
            store_has_right=listing.right_held is not None,  # type: ignore[attr-defined]
            removed_already=listing.is_off,  # type: ignore[attr-defined]
            said_before=listing.is_said,  # type: ignore[attr-defined]
        )
        step = at_filing(facts, clock=policy.notice.clock, at=at, week=policy.calendar.office)
        row = NoticeItem(
            notice=notice,
            listing=listing,
            store=listing.store,
            notifier=notice.notifier,
            ground=notice.ground,
            state=move(NOTICE_MOVES, NoticeState.FILED, step.event),
            sampled=facts.sampled,
            due=step.due,
            changed_at=at,
        )
        rows.append(row)
        if step.pause:
            pauses.setdefault(listing.store_id, []).append(row)
        if row.state not in OPEN_NOTICES:
            closed.append((row, in_a_sentence(step.because)))
    paused = [(_paused(notice, rows=mine, led_by=filed.decision), mine) for mine in pauses.values()]
    opened, entries = opening_case([filed, *(d for d, _ in paused)], case=("notice", str(notice.pk)))
    write([*opened, notice, *rows, *_pause([(d.decision, mine) for d, mine in paused], notice=notice)])
    for row, reason in closed:
        close(row, by=None, at=at, reason=reason)
    return tuple(rows), entries[0]


def said_before(*, notifier: str, brand: str, ground: str, at: datetime) -> dict[str, Any]:
    """What is asked of each listing of a notice: is it off already, has this notifier an open case on it, holds its store a right?"""
    off = Restriction.objects.filter(listing=OuterRef("pk"), kind=RestrictionKind.REMOVE, lifted_at__isnull=True)
    said = NoticeItem.objects.filter(listing=OuterRef("pk"), notifier=notifier, ground=ground, state__in=OPEN_NOTICES)
    # Not an EXISTS: the planner may answer that by fetching every right of the brand first.
    right = rights_in_force(at=at).filter(store=OuterRef("store"), brand=brand).values("pk")[:1]
    return {"is_off": Exists(off), "is_said": Exists(said), "right_held": Subquery(right)}


def _paused(notice: Notice, *, rows: Sequence[NoticeItem], led_by: Decision) -> Drafted:
    """One decision a store and notice for what is paused meanwhile: the store can answer it, and appeal it."""
    decision = drafted(
        kind=DecisionKind.PAUSE,
        subject=notice,
        store=rows[0].store,
        brand=notice.brand,
        ground=_ground(notice.ground),
        facts={"notice": str(notice.pk), "listings": [r.listing.listing_id for r in rows]},
        outcome={"state": "paused"},
        by=None,
        at=led_by.at,
        led_by=led_by,
    )
    return Drafted(decision=decision, counts={"listings": len(rows)})


def _pause(pauses: Sequence[tuple[Decision, Sequence[NoticeItem]]], *, notice: Notice) -> list[Restriction | Message]:
    """The rows that pause the listings of these items and tell each store, not yet written."""
    ground, seen = _ground(notice.ground), f"A notice for {notice.brand.name} names it."
    imposed = [
        draft(
            kind=RestrictionKind.PAUSE,
            on=row.listing,
            ground=ground,
            caused_by=decision,
            seen=seen,
            rules=("notice",),
            until=None,
        )
        for decision, rows in pauses
        for row in rows
    ]
    told = [
        message(
            to=rows[0].store,
            kind="notice_received",
            at=decision.at,
            caused_by=decision,
            brand=notice.brand.name,
            listings=len(rows),
            due=shown_day(min((r.due for r in rows if r.due), default=None)),
        )
        for decision, rows in pauses
    ]
    return [*imposed, *told]


def close(row: NoticeItem, *, by: Person | None, at: datetime, reason: str) -> None:
    """The case on one listing ends: the decision, what it imposes or lifts, who is told. Inside the caller's transaction."""
    row.due, row.changed_at, row.reason = None, at, reason
    decision = on_record(row, by=by, at=at, because=reason)
    row.decided = decision
    row.save()
    if row.state in DECIDED:
        count_decided(notifier=row.notice.notifier, ground=row.ground, held=row.state == NoticeState.UPHELD)
    pauses = Restriction.objects.filter(
        listing=row.listing,
        kind=RestrictionKind.PAUSE,
        lifted_at__isnull=True,
        caused_by__subject_kind="notice",
        caused_by__subject_id=str(row.notice_id),
    )
    lift(list(pauses), by=decision)
    end_with_notice(row, decision=decision)
    if row.state == NoticeState.UPHELD:
        impose(
            kind=RestrictionKind.REMOVE,
            on=row.listing,
            ground=_ground(row.ground),
            caused_by=decision,
            seen=f"A notice for {row.notice.brand.name} was upheld: {reason}",
            rules=("notice",),
        )
        tell(
            to=row.store,
            kind="notice_upheld",
            at=at,
            caused_by=decision,
            brand=row.notice.brand.name,
            listing=row.listing.title,
            reason=reason,
        )
        strike(store=row.store, ground=_ground(row.ground), caused_by=decision)
        # A person found a fake; a mark in a wrong place says nothing of the goods, and silence finds nothing.
        if by is not None and row.ground == NoticeGround.COUNTERFEIT:
            order_refunds(listing=row.listing, by=decision)
    else:
        rescreen(Listing.objects.filter(pk=row.listing_id))
    tell(
        to=row.notice.notifier,
        kind=f"notice_{NoticeState(row.state).value}",
        at=at,
        caused_by=decision,
        listing=row.listing.title,
        brand=row.notice.brand.name,
        reason=reason,
    )
    if not row.notice.items.filter(state__in=OPEN_NOTICES).exclude(pk=row.pk).exists():
        record(
            kind=DecisionKind.NOTICE_DECISION,
            subject=row.notice,
            brand=row.notice.brand,
            ground=row.ground,
            facts={"last": str(row.pk)},
            outcome={"state": "answered"},
            by=by,
            at=at,
            led_by=None,
            case=("notice", str(row.notice_id)),
        )


def on_record(row: NoticeItem, *, by: Person | None, at: datetime, because: str) -> Decision:
    """The decision on one listing of a notice, in the state that it is in now."""
    return record(
        kind=DecisionKind.NOTICE_DECISION,
        subject=row,
        store=row.store,
        brand=row.notice.brand,
        ground=_ground(row.ground),
        facts={"notice": str(row.notice_id), "listing": row.listing.listing_id, "because": because},
        outcome={"state": str(row.state)},
        by=by,
        at=at,
        led_by=None,
        case=("notice_item", str(row.pk)),
        lane=row.notice.lane,
        counts={"listings": 1},
    )


def _ground(word: str) -> Ground:
    return GROUNDS.get(NoticeGround(word), Ground.COUNTERFEIT)


def shown_day(due: datetime | None) -> str:
    """The day of a deadline where the office is, as messages write it; empty where there is none."""
    return day_at(due).isoformat() if due else ""
