"""What does enforcement add to what screening says of a listing?

A listing that was taken down as a fake and comes back is removed; a store that is restricted puts no new listings of protected brands on
offer. Both look at rows of record, so they stand beside the columnar verdict and not in it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Func, Q, QuerySet, TextField

from assay.actions.screening import Screened
from assay.errors import BadInput
from assay.policy.schema import Policy
from assay.records.models import Brand, Listing, Picture, Restriction, Store
from assay.regime.store.comebacks import KEYS, ComeBack, Offered, TakenDown, Trader, comes_back, key_of
from assay.regime.store.photos import BITS, Photo, photo_of, photos_of
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
    addresses = {x.pk: picture_of(x) for x in waiting}
    for pk, back in _comebacks(waiting, at=at, policy=policy).items():
        result[pk] = _removed(screened[pk], back, picture=addresses[pk])
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


def _removed(found: Screened, back: ComeBack, *, picture: str) -> Screened:
    hours = int(back.after / timedelta(hours=1))
    other = f", in a store with the same {back.linked_by.replace('_', ' ')}" if back.linked_by else ""
    bits = f" ({back.distance} of {BITS} bits differ)" if back.distance is not None else ""
    return replace(
        found,
        verdict="remove",
        ground=Ground.REAPPEARED,
        rules=[*found.rules, CAME_BACK],
        reasons=[*found.reasons, "REAPPEARED"],
        seen=f"It was removed as a fake and came back after {hours} hours{other}; known by its {back.known_by}{bits}.",
        signals={
            **found.signals,
            "comeback_of": back.of.offered.listing,
            "comeback_hours": hours,
            "comeback": {
                "known_by": back.known_by,
                "likeness": round(back.likeness, 4),
                "distance": back.distance,
                "quality": back.quality,
                "pictures": [back.of.offered.picture, picture],
            },
        },
    )


def _comebacks(waiting: Sequence[Listing], *, at: datetime, policy: Policy) -> dict[int, ComeBack]:
    family = family_of({x.store_id: x.store for x in waiting}.values())
    fakes = fakes_in_window(at=at, policy=policy).filter(listing__store__in=family)
    removed = list(fakes.select_related("listing")[:MOST_REMOVED])
    off_listings = [row.listing for row in removed if row.listing is not None]
    if not off_listings:
        return {}
    read = _read_pictures([*waiting, *off_listings])
    taken = [
        TakenDown(offered=_offered(row.listing, read=read), removed_at=row.begins)
        for row in removed
        if row.listing is not None
    ]
    traders = {pk: _trader(s) for pk, s in family.items()}
    off = {one.offered.listing for one in taken}
    found = {}
    for listing in waiting:
        if str(listing.pk) in off:
            continue
        back = comes_back(_offered(listing, read=read), taken, traders=traders, policy=policy.store.stay_down, at=at)
        if back is not None:
            found[listing.pk] = back
    return found


def family_of(stores: Iterable[Store]) -> dict[str, Store]:
    """These stores, and every other that shares an exact key with one of them."""
    mine = {s.pk: s for s in stores}
    shares = Q(pk__in=mine)
    for name in KEYS:
        values = {key_of(getattr(s, name)) for s in mine.values()} - {""}
        if values:
            shares |= Q(**{f"{name}_key__in": values})
    keys = {f"{name}_key": _Key(name) for name in KEYS}
    return {s.pk: s for s in Store.objects.annotate(**keys).filter(shares)}


def fakes_in_window(*, at: datetime, policy: Policy) -> QuerySet[Restriction]:
    """The removals of fakes that still keep their like down, the newest first."""
    return Restriction.objects.filter(
        kind=RestrictionKind.REMOVE,
        ground__in=[Ground.COUNTERFEIT, Ground.REAPPEARED],
        lifted_at__isnull=True,
        begins__gte=at - timedelta(days=policy.store.stay_down.window_days),
    ).order_by("-begins", "pk")


def _restricted_since(waiting: Sequence[Listing], *, at: datetime) -> dict[str, datetime]:
    rows = Restriction.objects.filter(
        store__in={x.store_id for x in waiting}, kind=RestrictionKind.RESTRICT, lifted_at__isnull=True, begins__lte=at
    ).exclude(until__lte=at)
    return {r.store_id or "": r.begins for r in rows.order_by("-begins")}


def picture_of(listing: Listing) -> str:
    """The address of a listing's main picture; empty where there is none."""
    return str(listing.attributes.get("image_link") or "").strip()


def _read_pictures(listings: Sequence[Listing]) -> dict[int, Picture]:
    """What was read of these listings' pictures, as far as they still show them."""
    shown = {x.pk: picture_of(x) for x in listings}
    rows = Picture.objects.filter(listing__in=[pk for pk, url in shown.items() if url], fetched_at__isnull=False)
    return {r.listing_id: r for r in rows if shown[r.listing_id] == r.url}


def _photos(listing: Listing, picture: Picture | None) -> tuple[Photo, ...]:
    """The digests that were read from the picture, and the one that came with the listing; one that is none is left out."""
    photos = photos_of(picture.pdq, picture.quality) if picture else ()
    given = str(listing.attributes.get("image_pdq") or "")
    if given:
        with contextlib.suppress(BadInput):
            photos += (photo_of(given, listing.attributes.get("image_pdq_quality", "")),)
    return photos


def _offered(listing: Listing, *, read: Mapping[int, Picture]) -> Offered:
    attributes = listing.attributes
    return Offered(
        listing=str(listing.pk),
        store=listing.store_id,
        title=listing.title,
        gtin=str(attributes.get("gtin", "")).strip().zfill(14) if attributes.get("gtin") else "",
        picture=picture_of(listing),
        photos=_photos(listing, read.get(listing.pk)),
    )


def _trader(store: Store) -> Trader:
    return Trader(store=store.pk, **{name: getattr(store, name) for name in KEYS})
