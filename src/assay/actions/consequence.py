"""What does a verdict impose or lift, and whom is it told?

Screening brings what it imposes itself in line with its verdict; what somebody else imposed is not touched. The consequences of a batch are found
listing by listing and written together, in the transaction of the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assay.actions.decision import record_many
from assay.actions.message import message, tell_many
from assay.actions.policy import on_record
from assay.actions.restriction import draft, lift_all
from assay.actions.screening import Screened
from assay.actions.store import strike
from assay.records.models import Decision, Listing, Message, PolicyVersion, Restriction
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

PAUSES, REMOVES = frozenset({"review", "hold"}), frozenset({"remove"})


@dataclass
class _Written:
    """What is to be written for a batch."""

    decisions: list[Decision] = field(default_factory=list)
    lifts: list[tuple[Restriction, Decision]] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    strikes: list[tuple[Listing, Ground, Decision]] = field(default_factory=list)


def follow(screened: Sequence[tuple[Listing, Screened]], *, run: Decision, at: datetime) -> int:
    """Impose and lift what these verdicts ask for; how many listings it changed something for. Inside the caller's transaction."""
    active: dict[int, list[Restriction]] = {}
    rows = Restriction.objects.filter(listing__in=[x.pk for x, _ in screened], lifted_at__isnull=True)
    for row in rows.select_related("caused_by"):
        active.setdefault(row.listing_id or 0, []).append(row)
    written, policy = _Written(), on_record(at=at)
    for listing, found in screened:
        if found.verdict != "publish" or listing.pk in active:
            _one(listing, found, active.get(listing.pk, ()), run=run, at=at, policy=policy, into=written)
    record_many(written.decisions, case_kind="listing")
    lift_all(written.lifts)
    Restriction.objects.bulk_create(written.restrictions)
    tell_many(written.messages)
    # Points come last: a step of the ladder that they reach stands behind everything that they were given for.
    for listing, ground, decision in written.strikes:
        strike(store=listing.store, ground=ground, caused_by=decision)
    return len(written.decisions)


def by_screening(row: Restriction) -> bool:
    """Was this imposed by screening, so that screening may lift it?"""
    return row.caused_by.automated and "screening" in row.caused_by.facts


def _one(
    listing: Listing,
    found: Screened,
    active: Sequence[Restriction] | tuple[()],
    *,
    run: Decision,
    at: datetime,
    policy: PolicyVersion,
    into: _Written,
) -> None:
    ground = Ground(found.ground) if found.ground else Ground.UNCLEAR
    own = [r for r in active if by_screening(r)]
    removed = [r for r in active if r.kind == RestrictionKind.REMOVE]
    pauses = [r for r in own if r.kind == RestrictionKind.PAUSE]
    # A removal because the right had ended goes with a new right; one for a fake stays until an appeal lifts it.
    outlived = [r for r in own if r.kind == RestrictionKind.REMOVE and r.ground == Ground.RIGHT_ENDED]
    store, key, title = listing.store, listing.listing_id, listing.title
    if found.verdict in REMOVES:
        if removed:
            return
        kind, lifted = DecisionKind.REMOVE, pauses
        said = message(to=store, kind="listing_removed", at=at, listing=key, title=title, seen=found.seen)
    elif found.verdict in PAUSES:
        if set(removed) - set(outlived) or (any(p.ground == ground for p in pauses) and not outlived):
            return
        kind, lifted = DecisionKind.PAUSE, [*pauses, *outlived]
        said = message(to=store, kind="listing_held", at=at, listing=key, title=title, seen=found.seen)
    elif pauses or outlived:
        kind, lifted = DecisionKind.LIFT, [*pauses, *outlived]
        said = message(to=store, kind="listing_back", at=at, listing=key, title=title)
    else:
        return
    imposes = kind is not DecisionKind.LIFT
    decision = Decision(
        kind=kind,
        subject_kind="listing",
        subject_id=str(listing.pk),
        store=listing.store,
        brand_id=found.brand,
        ground=ground if imposes else "",
        facts={"screening": str(run.pk), "digest": listing.digest, "seen": found.seen, "signals": found.signals},
        outcome={"verdict": found.verdict, "rules": found.rules, "reasons": found.reasons},
        policy=policy,
        by=None,
        automated=True,
        at=at,
    )
    into.decisions.append(decision)
    into.lifts += [(row, decision) for row in lifted]
    if imposes:
        into.restrictions.append(
            draft(
                kind=RestrictionKind.REMOVE if kind is DecisionKind.REMOVE else RestrictionKind.PAUSE,
                on=listing,
                ground=ground,
                caused_by=decision,
                seen=found.seen,
                rules=tuple(found.rules),
            )
        )
    said.caused_by = decision
    into.messages.append(said)
    if kind is DecisionKind.REMOVE:
        into.strikes.append((listing, ground, decision))


def kept_digests(listings: Iterable[Listing], *, overturned_of: dict[str, frozenset[str]]) -> dict[int, str]:
    """Listing -> the digest that a person has kept on offer, or that an appeal has cleared. `overturned_of`: store -> decisions that fell."""
    kept: dict[int, str] = {}
    ids = [str(x.pk) for x in listings]
    rows = Decision.objects.filter(subject_kind="listing", subject_id__in=ids).order_by("at", "pk")
    for pk, kind, automated, store, subject, facts, outcome in rows.values_list(
        "pk", "kind", "automated", "store_id", "subject_id", "facts", "outcome"
    ):
        person_kept = kind == DecisionKind.LIFT and not automated and outcome.get("kept")
        fell = kind in (DecisionKind.PAUSE, DecisionKind.REMOVE) and str(pk) in overturned_of.get(store or "", ())
        if person_kept or fell:
            kept[int(subject)] = facts.get("digest", "")
    return kept
