"""Which facts does a past case need to be judged again under another policy? One row a case, for `assay policy try --decisions`.

Only times, counts and words of the regime: no names, no texts, no papers (those are `replay.settled`). What the facts of a kind are, `regime.replay`
says. Silence is known up to `at`, the moment of the export.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from assay.actions.past_coalition import coalition
from assay.actions.past_notices import listings, notices, notifiers
from assay.actions.policy import in_force
from assay.actions.replay import settled
from assay.actions.rule_track import in_shadow, tracks
from assay.actions.store import overturned, points_of, steps_taken
from assay.records.models import Appeal, Application, Campaign, Contradiction, Decision, Deposit, Repeat, Store
from assay.regime.store.ladder import next_step
from assay.regime.terms import DecisionKind, Ground, Lane

CHUNK = 500
Row = dict[str, Any]


def everything(*, at: datetime) -> Iterator[Row]:
    """Every past case, papers first."""
    yield from settled()
    for part in (
        notices,
        listings,
        notifiers,
        _ladders,
        _closures,
        _comebacks,
        _deposits,
        _referrals,
        _promises,
        _grants,
        _appeals,
        coalition,
    ):
        yield from part(at=at)
    for other in (_rules, _repeats, _campaigns, _contradictions):
        yield from other(at=at)


def _ladders(*, at: datetime) -> Iterator[Row]:
    for store in Store.objects.filter(strikes__isnull=False).distinct().order_by("pk").iterator(chunk_size=CHUNK):
        strikes = store.strikes.order_by("given_at", "pk")
        fallen = overturned(store)
        steps = Decision.objects.filter(
            store=store, kind__in=[DecisionKind.WARN, DecisionKind.LADDER], by__isnull=False
        )
        yield {
            "kind": "ladder",
            "case": store.pk,
            "store_id": store.pk,
            "facts": {
                "strikes": [
                    {"ground": s.ground, "at": s.given_at.isoformat(), "lifted_at": _time(s.lifted_at)} for s in strikes
                ],
                "by_person": [
                    {"step": d.outcome["step"], "at": d.at.isoformat()}
                    for d in steps.order_by("at")
                    if "at_points" in d.outcome and str(d.pk) not in fallen
                ],
                "as_of": at.isoformat(),
            },
            "outcome": _ladder_now(store, at=at),
        }


def _ladder_now(store: Store, *, at: datetime) -> str:
    """What the rows say, in the words of the replay."""
    taken = sorted((s for s in steps_taken(store) if s.step != "close"), key=lambda s: s.taken_at)
    points = points_of(store, at=at)
    waits = next_step(points, taken=taken, policy=in_force().store)
    words = ", ".join(s.step for s in taken) or "no step"
    return f"{words}, {points} points" + (f"; {waits.step} waits for a person" if waits and waits.by_person else "")


def _closures(*, at: datetime) -> Iterator[Row]:
    for row in Decision.objects.filter(kind=DecisionKind.CLOSE).order_by("at", "pk").iterator(chunk_size=CHUNK):
        if "warnings_delivered" in row.facts:
            facts = {**row.facts, "at": row.at.isoformat()}
            yield {
                "kind": "close",
                "case": str(row.pk),
                "store_id": row.store_id,
                "facts": facts,
                "outcome": "closed",
            }


def _comebacks(*, at: datetime) -> Iterator[Row]:
    stopped = Decision.objects.filter(kind=DecisionKind.REMOVE, ground=Ground.REAPPEARED, automated=True)
    for row in stopped.order_by("at", "pk").iterator(chunk_size=CHUNK):
        signals = row.facts.get("signals") or {}
        if known := signals.get("comeback"):
            yield {
                "kind": "comeback",
                "case": str(row.pk),
                "store_id": row.store_id,
                "brand_id": row.brand_id or "",
                "facts": {
                    **{k: known[k] for k in ("known_by", "likeness", "distance", "quality")},
                    "after_hours": signals["comeback_hours"],
                },
                "outcome": f"stopped by its {known['known_by']}",
            }


def _referrals(*, at: datetime) -> Iterator[Row]:
    rows = Decision.objects.filter(kind=DecisionKind.LADDER, outcome__step="refer").order_by("at", "pk")
    for row in rows.iterator(chunk_size=CHUNK):
        yield {
            "kind": "referral",
            "case": str(row.pk),
            "store_id": row.store_id,
            "facts": {
                **{k: row.facts[k] for k in ("points", "confirmed", "people", "steps")},
                "at": row.at.isoformat(),
            },
            "outcome": "referred",
        }


def _deposits(*, at: datetime) -> Iterator[Row]:
    rows = Deposit.objects.select_related("listing").order_by("offered_at", "pk")
    offered = Decision.objects.filter(kind=DecisionKind.DEPOSIT, outcome__state="offered")
    facts = dict(offered.values_list("subject_id", "facts"))
    for row in rows.iterator(chunk_size=CHUNK):
        yield {
            "kind": "deposit",
            "case": str(row.pk),
            "store_id": row.store_id,
            "brand_id": row.listing.brand_id or "",
            "facts": {
                **{k: v for k, v in facts[str(row.pk)].items() if k != "listing"},
                "offered_at": row.offered_at.isoformat(),
                "received_at": _time(row.received_at),
                "forfeited_at": _time(row.ended_at if row.payable_from else None),
            },
        }


def _promises(*, at: datetime) -> Iterator[Row]:
    filed: dict[str, datetime] = {}
    came = Decision.objects.filter(kind=DecisionKind.HAND_IN, subject_kind="application").order_by("at")
    for row in came.only("subject_id", "at", "facts").iterator(chunk_size=CHUNK):
        if row.facts.get("papers"):
            filed[row.subject_id] = row.at
    for one in Application.objects.order_by("handed_in_at", "pk").iterator(chunk_size=CHUNK):
        start = filed.get(str(one.pk))
        if start is not None:
            first = max(one.first_answered_at, start) if one.first_answered_at else None
            yield {
                "kind": "promise",
                "case": str(one.pk),
                "store_id": one.store_id,
                "brand_id": one.brand_id,
                "facts": {
                    "handed_in_at": start.isoformat(),
                    "first_answered_at": _time(first),
                    "settled_at": _time(one.settled_at),
                    "as_of": at.isoformat(),
                },
            }
        if one.lane == Lane.PURCHASE:
            declared = sum(g["units"] for g in one.goods)
            yield {
                "kind": "purchase",
                "case": str(one.pk),
                "store_id": one.store_id,
                "brand_id": one.brand_id,
                "facts": {
                    "at": one.handed_in_at.isoformat(),
                    "units": declared,
                    "papers_at": _time(start),
                    "as_of": at.isoformat(),
                },
            }


def _grants(*, at: datetime) -> Iterator[Row]:
    rows = Decision.objects.filter(kind=DecisionKind.GRANT, facts__conditional=False).select_related("led_by")
    for row in rows.order_by("at", "pk").iterator(chunk_size=CHUNK):
        judged = row.led_by.outcome.get("judgement", {}) if row.led_by else {}
        yield {
            "kind": "grant",
            "case": str(row.pk),
            "store_id": row.store_id,
            "brand_id": row.brand_id,
            "facts": {
                "granted_on": row.outcome["valid_from"],
                "authorized_until": (judged.get("right") or {}).get("authorized_until"),
            },
            "outcome": "given",
        }


def _appeals(*, at: datetime) -> Iterator[Row]:
    rows = Appeal.objects.select_related("decision", "decided").order_by("opened_at", "pk")
    for row in rows.iterator(chunk_size=CHUNK):
        yield {
            "kind": "appeal",
            "case": str(row.pk),
            "store_id": row.store_id or "",
            "facts": {
                "decided_at": row.decision.at.isoformat(),
                "opened_at": row.opened_at.isoformat(),
                "levels_used": row.level - 1,
                "answered_at": _time(row.decided.at if row.decided else None),
                "as_of": at.isoformat(),
            },
        }


def _rules(*, at: datetime) -> Iterator[Row]:
    policy, found = in_force(), tracks()
    shadow = in_shadow(policy, found)
    modes = {r.name: r.mode for r in policy.listing.rules}
    for track in found:
        if track.rule in modes:
            yield {
                "kind": "rule",
                "case": track.rule,
                "facts": {"rule": track.rule, "right": track.right, "wrong": track.wrong},
                "outcome": "shadow by itself" if track.rule in shadow else modes[track.rule],
            }


def _repeats(*, at: datetime) -> Iterator[Row]:
    drawn = set(Repeat.objects.values_list("decision", flat=True))
    settled_listings = Decision.objects.filter(kind__in=[DecisionKind.LIFT, DecisionKind.REMOVE], facts__settled=True)
    for rows in (Decision.objects.filter(kind=DecisionKind.SETTLE), settled_listings):
        for row in rows.filter(by__isnull=False).only("pk", "store", "at").order_by("at", "pk").iterator():
            yield {
                "kind": "repeat",
                "case": str(row.pk),
                "store_id": row.store_id,
                "facts": {"decision": str(row.pk)},
                "outcome": "drawn" if row.pk in drawn else "not drawn",
            }


def _campaigns(*, at: datetime) -> Iterator[Row]:
    for row in Campaign.objects.order_by("announced_at", "pk"):
        yield {
            "kind": "campaign",
            "case": row.name,
            "facts": {"announced_on": row.announced_at.date().isoformat(), "due_on": row.due_on.isoformat()},
            "outcome": "announced",
        }


def _contradictions(*, at: datetime) -> Iterator[Row]:
    rows = Contradiction.objects.select_related("right").order_by("raised_at", "pk")
    for row in rows.iterator(chunk_size=CHUNK):
        yield {
            "kind": "contradiction",
            "case": str(row.pk),
            "store_id": row.right.store_id if row.right else "",
            "brand_id": row.right.brand_id if row.right else "",
            "facts": {
                "kind": row.kind,
                "has_right": row.right_id is not None,
                "raised_at": row.raised_at.isoformat(),
                "closed_at": _time(row.closed_at),
                "as_of": at.isoformat(),
            },
        }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
