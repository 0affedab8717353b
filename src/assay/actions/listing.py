"""Listings come in, are screened, are held or come off, and a person settles what a rule could not.

Only what changed is screened; a change of register, rights, units or policy marks what it touches (`rescreen`). Screening imposes and lifts
by decisions like everything else: a pause of its own goes when the reason goes, what somebody else imposed stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from assay.actions.consequence import PAUSES, by_screening, follow, kept_digests
from assay.actions.decision import record
from assay.actions.deposit import covered
from assay.actions.enforced import enforce
from assay.actions.message import tell
from assay.actions.policy import in_force, on_record
from assay.actions.refund import FAKES, order_refunds
from assay.actions.repeat import draw_listing
from assay.actions.restriction import impose, lift
from assay.actions.screening import DEPOSIT, KEPT, Screened, screen_rows
from assay.actions.store import overturned, strike
from assay.actions.taking import Taken, rescreen, take
from assay.actions.verdicts import store_verdicts
from assay.errors import BadInput, Conflict
from assay.records.models import Decision, Listing, Person, Restriction, Store
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

__all__ = ["Taken", "rescreen", "screen_waiting", "settle_listing", "take"]


def screen_waiting(*, at: datetime, limit: int = 5_000) -> int:
    """Screen what waits; how many listings. Safe to repeat and to run twice at once: a row that another run holds is left to it.

    One transaction a batch: verdicts, history, what they impose, entries for the log and messages stand together, or the batch waits again.
    """
    with transaction.atomic():
        waiting = list(
            Listing.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(needs_screening=True, ended_at__isnull=True)
            .defer("signals")
            .order_by("pk")[:limit]
        )
        if not waiting:
            return 0
        stores = Store.objects.in_bulk({x.store_id for x in waiting})
        for listing in waiting:
            listing.store = stores[listing.store_id]
        policy = in_force()
        found = enforce(waiting, screen_rows(waiting, at=at, policy=policy), at=at, policy=policy)
        spared = _spared(waiting, found)
        screened = [(listing, found[listing.pk].spared(spared.get(listing.pk, ""))) for listing in waiting]
        counts = dict.fromkeys(("publish", "review", "hold", "remove"), 0)
        digest = hashlib.sha256()
        for listing, one in screened:
            counts[one.verdict] += 1
            digest.update(f"{listing.pk}\n{listing.digest}\n{one.verdict}\n".encode())
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
        store_verdicts(screened, run=run, at=at)
        follow(screened, run=run, at=at)
        return len(waiting)


def _spared(waiting: Sequence[Listing], found: Mapping[int, Screened]) -> dict[int, str]:
    """Those that are published as they stand, and why: a person has settled them, or a deposit stands for the pause while it is disputed."""
    held = [x for x in waiting if found[x.pk].verdict in PAUSES]
    under = covered(held) if held else {}
    spared = {x.pk: DEPOSIT for x in held if under.get(x.pk) == found[x.pk].ground}
    asked = [x for x in waiting if found[x.pk].verdict != "publish" and found[x.pk].spared_by_a_person]
    if not asked:
        return spared
    stores = {x.store_id: x.store for x in asked}
    kept = kept_digests(asked, overturned_of={pk: overturned(store) for pk, store in stores.items()})
    return spared | {x.pk: KEPT for x in asked if kept.get(x.pk) == x.digest}


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
        pauses = [r for r in active if r.kind == RestrictionKind.PAUSE and by_screening(r)]
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


def _case(listing: Listing) -> tuple[str, str]:
    return "listing", str(listing.pk)


def _quoted(listing: Listing, reason: str) -> str:
    return f"Listing {listing.listing_id}: {reason}"
