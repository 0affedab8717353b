"""What does enforcement add to what screening says of a listing?

A listing that was taken down as a fake and comes back is removed; a store that is restricted puts no new listings of protected brands on
offer. Both look at rows of record, so they stand beside the columnar verdict and not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Func, Q, TextField

from assay.actions.screening import Screened
from assay.policy.schema import Policy
from assay.records.models import Brand, Listing, Restriction, Store
from assay.regime.store.comebacks import KEYS, ComeBack, Offered, TakenDown, Trader, comes_back, key_of
from assay.regime.terms import Ground, RestrictionKind


class _Key(Func):
    """A column without spaces and signs, as `key_of` squeezes it."""

    template = "regexp_replace(upper(%(expressions)s), '[^0-9A-Z]', '', 'g')"
    output_field = TextField()


CAME_BACK, RESTRICTED = "came_back", "store_restricted"
MOST_REMOVED = 2_000


def enforce(
    waiting: Sequence[Listing], screened: Mapping[int, Screened], *, at: datetime, policy: Policy
) -> dict[int, Screened]:
    """What screening said, with what enforcement adds; the same listings, none lost."""
    result = dict(screened)
    result |= {pk: _removed(screened[pk], back) for pk, back in _comebacks(waiting, at=at, policy=policy).items()}
    restricted = _restricted_since(waiting, at=at)
    protected = set(Brand.objects.filter(protected=True).values_list("pk", flat=True)) if restricted else set()
    for listing in waiting:
        found = result[listing.pk]
        since = restricted.get(listing.store_id)
        if since and listing.first_seen_at >= since and found.brand in protected and found.verdict == "publish":
            result[listing.pk] = replace(
                found,
                verdict="hold",
                ground=Ground.REPEATED,
                rules=[*found.rules, RESTRICTED],
                reasons=[*found.reasons, "STORE_RESTRICTED"],
                seen="The store is restricted: no new listings of protected brands.",
            )
    return result


def _removed(found: Screened, back: ComeBack) -> Screened:
    hours = int(back.after / timedelta(hours=1))
    other = f", in a store with the same {back.linked_by.replace('_', ' ')}" if back.linked_by else ""
    return replace(
        found,
        verdict="remove",
        ground=Ground.REAPPEARED,
        rules=[*found.rules, CAME_BACK],
        reasons=[*found.reasons, "REAPPEARED"],
        seen=f"It was removed as a fake and came back after {hours} hours{other}; known by its {back.known_by}.",
        signals={**found.signals, "comeback_of": back.of.offered.listing, "comeback_hours": hours},
    )


def _comebacks(waiting: Sequence[Listing], *, at: datetime, policy: Policy) -> dict[int, ComeBack]:
    stores = {x.store_id: x.store for x in waiting}
    shares = Q(pk__in=stores)
    for name in KEYS:
        values = {key_of(getattr(s, name)) for s in stores.values()} - {""}
        if values:
            shares |= Q(**{f"{name}_key__in": values})
    keys = {f"{name}_key": _Key(name) for name in KEYS}
    family = {s.pk: s for s in Store.objects.annotate(**keys).filter(shares)}
    removed = (
        Restriction.objects.filter(
            kind=RestrictionKind.REMOVE,
            ground__in=[Ground.COUNTERFEIT, Ground.REAPPEARED],
            lifted_at__isnull=True,
            listing__store__in=family,
            begins__gte=at - timedelta(days=policy.store.stay_down.window_days),
        )
        .select_related("listing")
        .order_by("-begins", "pk")[:MOST_REMOVED]
    )
    by_store: dict[str, list[TakenDown]] = {}
    for row in removed:
        if row.listing is not None:
            by_store.setdefault(row.listing.store_id, []).append(
                TakenDown(offered=_offered(row.listing), removed_at=row.begins)
            )
    if not by_store:
        return {}
    traders = {pk: _trader(s) for pk, s in family.items()}
    taken = [one for rows in by_store.values() for one in rows]
    off = {one.offered.listing for one in taken}
    found = {}
    for listing in waiting:
        if str(listing.pk) in off:
            continue
        back = comes_back(_offered(listing), taken, traders=traders, policy=policy.store.stay_down, at=at)
        if back is not None:
            found[listing.pk] = back
    return found


def _restricted_since(waiting: Sequence[Listing], *, at: datetime) -> dict[str, datetime]:
    rows = Restriction.objects.filter(
        store__in={x.store_id for x in waiting}, kind=RestrictionKind.RESTRICT, lifted_at__isnull=True, begins__lte=at
    ).exclude(until__lte=at)
    return {r.store_id or "": r.begins for r in rows.order_by("-begins")}


def _offered(listing: Listing) -> Offered:
    attributes = listing.attributes
    return Offered(
        listing=str(listing.pk),
        store=listing.store_id,
        title=listing.title,
        gtin=str(attributes.get("gtin", "")).strip().zfill(14) if attributes.get("gtin") else "",
        picture=str(attributes.get("image_link", "")).strip(),
    )


def _trader(store: Store) -> Trader:
    return Trader(store=store.pk, **{name: getattr(store, name) for name in KEYS})
