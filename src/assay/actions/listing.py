"""Listings come in, are screened, are held or come off, and a person settles what a rule could not.

Only what changed is screened; a change of register, rights, units or policy marks what it touches (`rescreen`). Screening imposes and lifts
by decisions like everything else: a pause of its own goes when the reason goes, what somebody else imposed stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assay.actions.decision import record
from assay.actions.enforced import enforce
from assay.actions.message import tell
from assay.actions.policy import in_force, on_record
from assay.actions.refund import FAKES, order_refunds
from assay.actions.repeat import draw_listing
from assay.actions.restriction import impose, lift
from assay.actions.screening import screen_rows
from assay.actions.store import overturned, strike
from assay.actions.taking import Taken, rescreen, take
from assay.errors import BadInput, Conflict
from assay.records.models import Decision, Listing, Person, Restriction
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

__all__ = ["Taken", "rescreen", "screen_waiting", "settle_listing", "take"]

PAUSES, REMOVES = frozenset({"review", "hold"}), frozenset({"remove"})


def screen_waiting(*, at: datetime, limit: int = 5_000) -> int:
    """Screen what waits; how many listings. Safe to repeat and to run twice at once: a row that another run holds is left to it."""
    with transaction.atomic():
        waiting = list(
            Listing.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(needs_screening=True)
            .select_related("store")
            .order_by("pk")[:limit]
        )
        if not waiting:
            return 0
        policy = in_force()
        screened = enforce(waiting, screen_rows(waiting, at=at, policy=policy), at=at, policy=policy)
        kept = _kept(waiting)
        active: dict[int, list[Restriction]] = {}
        for row in Restriction.objects.filter(listing__in=waiting, lifted_at__isnull=True).select_related("caused_by"):
            active.setdefault(row.listing_id or 0, []).append(row)
        counts = dict.fromkeys(("publish", "review", "hold", "remove"), 0)
        digest = hashlib.sha256()
        for listing in waiting:
            found = screened[listing.pk]
            if kept.get(listing.pk) == listing.digest and found.verdict != "publish" and found.spared_by_a_person:
                found = found.kept()
            counts[found.verdict] += 1
            digest.update(f"{listing.pk}\n{listing.digest}\n{found.verdict}\n".encode())
            listing.verdict = found.verdict
            listing.brand_id = found.brand
            listing.reasons = found.reasons
            listing.rules = found.rules
            listing.signals = found.signals
            listing.screened_at = at
            listing.needs_screening = False
        Listing.objects.bulk_update(
            waiting,
            ["verdict", "brand", "reasons", "rules", "signals", "screened_at", "needs_screening"],
            batch_size=500,
        )
        run = record(
            kind=DecisionKind.SCREEN,
            subject=on_record(at=at),
            facts={"listings": len(waiting), "sha256": digest.hexdigest()},
            outcome=counts,
            by=None,
            at=at,
            case=("screening", f"{at.isoformat()}#{waiting[0].pk}"),
            counts={"screened": len(waiting), **counts},
        )
        for listing in waiting:
            found = screened[listing.pk]
            _act(
                listing,
                verdict=listing.verdict,
                ground=Ground(found.ground) if found.ground else Ground.UNCLEAR,
                seen=found.seen,
                active=active.get(listing.pk, []),
                run=run,
                at=at,
            )
        return len(waiting)


def settle_listing(*, listing: Listing, by: Person, keep: bool, reason: str, at: datetime) -> Decision:
    """A verifier decides a held listing: it goes on offer as it is, or it comes off with a strike against the store.

    What a person has kept is not held again for the same words; a change of the listing, its right or its units is looked at anew.
    """
    if not reason.strip():
        raise BadInput("a decision needs its reason.", where="reason", mend="Say why.")
    with transaction.atomic():
        row = Listing.objects.select_for_update(of=("self",)).select_related("store", "brand").get(pk=listing.pk)
        active = list(
            Restriction.objects.filter(listing=row, lifted_at__isnull=True)
            .select_related("caused_by")
            .order_by("begins")
        )
        pauses = [r for r in active if r.kind == RestrictionKind.PAUSE and _by_screening(r)]
        if not pauses:
            raise Conflict(
                "this listing does not wait for an answer.", mend="Look at its page; somebody may have decided it."
            )
        ground = Ground.NO_RIGHT if pauses[-1].ground == Ground.UNCLEAR else Ground(pauses[-1].ground)
        decision = record(
            kind=DecisionKind.LIFT if keep else DecisionKind.REMOVE,
            subject=row,
            store=row.store,
            brand=row.brand,
            ground=ground,
            facts={"digest": row.digest, "rules": row.rules, "reasons": row.reasons, "settled": True},
            outcome={"kept": keep, "reason": reason},
            by=by,
            at=at,
            led_by=None,
            case=_case(row),
        )
        draw_listing(decision=decision, listing=row, keep=keep)
        lift(pauses, by=decision)
        if keep:
            row.verdict = "publish"
            row.save(update_fields=["verdict"])
        else:
            impose(
                kind=RestrictionKind.REMOVE,
                on=row,
                ground=ground,
                caused_by=decision,
                seen=_quoted(row, reason),
                rules=tuple(row.rules),
            )
            strike(store=row.store, ground=ground, caused_by=decision)
            if ground in FAKES:
                order_refunds(listing=row, by=decision)
        tell(
            to=row.store,
            kind="listing_kept" if keep else "listing_removed",
            at=at,
            caused_by=decision,
            listing=row.listing_id,
            title=row.title,
            seen=reason,
        )
        return decision


# Acting ---------------------------------------------------------------------------------------------------------------------


def _act(
    listing: Listing,
    *,
    verdict: str,
    ground: Ground,
    seen: str,
    active: Sequence[Restriction],
    run: Decision,
    at: datetime,
) -> None:
    """Bring what screening imposes on a listing in line with its verdict. What others imposed is not touched."""
    own = [r for r in active if _by_screening(r)]
    removed = [r for r in active if r.kind == RestrictionKind.REMOVE]
    pauses = [r for r in own if r.kind == RestrictionKind.PAUSE]
    if verdict in REMOVES:
        if not removed:
            decision = _decide(listing, kind=DecisionKind.REMOVE, ground=ground, seen=seen, run=run, at=at)
            lift(pauses, by=decision)
            impose(
                kind=RestrictionKind.REMOVE,
                on=listing,
                ground=ground,
                caused_by=decision,
                seen=seen,
                rules=tuple(listing.rules),
            )
            tell(
                to=listing.store,
                kind="listing_removed",
                at=at,
                caused_by=decision,
                listing=listing.listing_id,
                title=listing.title,
                seen=seen,
            )
            strike(store=listing.store, ground=ground, caused_by=decision)
        return
    # A removal because the right had ended goes with a new right; one for a fake stays until an appeal lifts it.
    outlived = [r for r in own if r.kind == RestrictionKind.REMOVE and r.ground == Ground.RIGHT_ENDED]
    if verdict in PAUSES and (set(removed) - set(outlived)):
        return
    if verdict in PAUSES:
        if any(p.ground == ground for p in pauses) and not outlived:
            return
        decision = _decide(listing, kind=DecisionKind.PAUSE, ground=ground, seen=seen, run=run, at=at)
        lift([*pauses, *outlived], by=decision)
        impose(
            kind=RestrictionKind.PAUSE,
            on=listing,
            ground=ground,
            caused_by=decision,
            seen=seen,
            rules=tuple(listing.rules),
        )
        tell(
            to=listing.store,
            kind="listing_held",
            at=at,
            caused_by=decision,
            listing=listing.listing_id,
            title=listing.title,
            seen=seen,
        )
    elif pauses or outlived:
        decision = _decide(listing, kind=DecisionKind.LIFT, ground="", seen=seen, run=run, at=at)
        lift([*pauses, *outlived], by=decision)
        tell(
            to=listing.store,
            kind="listing_back",
            at=at,
            caused_by=decision,
            listing=listing.listing_id,
            title=listing.title,
        )


def _decide(listing: Listing, *, kind: DecisionKind, ground: str, seen: str, run: Decision, at: datetime) -> Decision:
    return record(
        kind=kind,
        subject=listing,
        store=listing.store,
        brand=listing.brand,
        ground=ground,
        facts={"screening": str(run.pk), "digest": listing.digest, "seen": seen, "signals": listing.signals},
        outcome={"verdict": listing.verdict, "rules": listing.rules, "reasons": listing.reasons},
        by=None,
        at=at,
        case=_case(listing),
    )


def _by_screening(row: Restriction) -> bool:
    return row.caused_by.automated and "screening" in row.caused_by.facts


def _kept(listings: Sequence[Listing]) -> dict[int, str]:
    """Listing -> the digest that a person has kept on offer, or that an appeal has cleared."""
    kept: dict[int, str] = {}
    by_key = {str(x.pk): x for x in listings}
    rows = Decision.objects.filter(subject_kind="listing", subject_id__in=list(by_key)).order_by("at", "pk")
    fallen: dict[str, frozenset[str]] = {}
    for row in rows.select_related("store"):
        digest = row.facts.get("digest", "")
        if row.kind == DecisionKind.LIFT and not row.automated and row.outcome.get("kept"):
            kept[int(row.subject_id)] = digest
        elif row.store is not None and row.kind in (DecisionKind.PAUSE, DecisionKind.REMOVE):
            if row.store_id not in fallen:
                fallen[row.store_id or ""] = overturned(row.store)
            if str(row.pk) in fallen[row.store_id or ""]:
                kept[int(row.subject_id)] = digest
    return kept


def _case(listing: Listing) -> tuple[str, str]:
    return "listing", str(listing.pk)


def _quoted(listing: Listing, reason: str) -> str:
    return f"Listing {listing.listing_id}: {reason}"
