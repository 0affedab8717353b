"""Fetch and read the pictures that a come-back could be known by: those of removed fakes, and those of the same traders' newer listings.

Never at intake, and never of the whole catalogue: only the stores of a trader from whom a fake was removed within the stay-down window matter, and
of their listings those that are newer than the removal. A stranger's server is asked outside of every transaction, and the picture is unpacked
in the room apart. A listing whose digest has come is screened again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.fields.json import KT

from assay.actions.enforced import fakes_in_window, family_of, picture_of
from assay.actions.policy import in_force
from assay.actions.taking import rescreen
from assay.errors import AssayError, BadInput, Unreachable
from assay.outside import web
from assay.outside.reader.room import read_photo
from assay.policy.schema.document import LimitsPolicy
from assay.policy.schema.store import PhotoPolicy
from assay.records.models import Listing, Picture, Restriction, Store
from assay.regime.terms import RestrictionKind

MEDIA_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
MOST_STORES = 500
MOST_WANTED = 500
MEMORY_MIB = 1024

Get = Callable[[str], web.Answer]


def want(*, at: datetime) -> int:
    """Put down which pictures are to be read; how many are new. Safe to repeat."""
    policy = in_force()
    if policy.store.stay_down.photo is None:
        return 0
    fakes = fakes_in_window(at=at, policy=policy).filter(listing__isnull=False)
    since = dict(fakes.order_by().values_list("listing__store").annotate(first=Min("begins"))[:MOST_STORES])
    if not since:
        return 0
    family = family_of(Store.objects.filter(pk__in=since))
    known = Exists(Picture.objects.filter(listing=OuterRef("pk"), url=OuterRef("shown")))
    rows = (
        Listing.objects.annotate(shown=KT("attributes__image_link"))
        .filter(~known, store__in=family, shown__isnull=False)
        .exclude(shown="")
        # The removed one itself, and what is newer than the first removal: an older listing is no come-back.
        .filter(
            Q(pk__in=fakes.order_by().values("listing")) | Q(ended_at__isnull=True, changed_at__gte=min(since.values()))
        )
        .order_by("-changed_at")[:MOST_WANTED]
    )
    made = [Picture(listing=row, url=picture_of(row)[:2000], next_at=at) for row in rows]
    Picture.objects.bulk_create(
        [p for p in made if p.url],
        update_conflicts=True,
        unique_fields=["listing"],
        update_fields=["url", "next_at", "pdq", "quality", "fetched_at", "failures", "problem"],
    )
    return len(made)


def read_due(*, at: datetime, limit: int = 20, get: Get | None = None) -> int:
    """Fetch and read what is due, and screen again what it concerns; how many addresses were asked. Safe to repeat and to run twice at once."""
    policy = in_force().store.stay_down.photo
    if policy is None:
        return 0
    ask = get or _getter(policy)
    done = 0
    for _ in range(limit):
        row = _claim(at=at, policy=policy)
        if row is None:
            break
        _take(row, ask=ask, at=at, policy=policy)
        done += 1
    return done


def _claim(*, at: datetime, policy: PhotoPolicy) -> Picture | None:
    with transaction.atomic():
        due = Picture.objects.select_for_update(skip_locked=True, of=("self",)).filter(next_at__lte=at)
        row = due.select_related("listing__store").order_by("next_at", "pk").first()
        if row is not None:
            row.next_at = at + timedelta(seconds=4 * policy.max_seconds)
            row.save(update_fields=["next_at"])
        return row


def _take(row: Picture, *, ask: Get, at: datetime, policy: PhotoPolicy) -> None:
    try:
        answer = ask(row.url)
        if answer.status != 200:
            raise Unreachable(f"it answered {answer.status}.")
        found = read_photo(answer.body, name=urlsplit(row.url).hostname or "picture", limits=_limits(policy))
    except AssayError as failed:
        row.failures += 1
        again = policy.retry_hours[row.failures - 1] if row.failures <= len(policy.retry_hours) else None
        # What is no picture, or lies in a private network, is not asked for a second time.
        given_up = again is None or isinstance(failed, BadInput)
        row.problem = failed.what[:300]
        row.next_at = None if given_up or again is None else at + timedelta(hours=again)
        row.save(update_fields=["failures", "problem", "next_at"])
        return
    with transaction.atomic():
        row.pdq, row.quality = found["pdq"], found["quality"]
        row.fetched_at, row.failures, row.problem, row.next_at = at, 0, "", None
        row.save()
        _look_again(row.listing)


def _look_again(listing: Listing) -> None:
    """Screen what this digest concerns: the listing; or, where it is a removed fake, the same traders' listings whose pictures are read."""
    off = Restriction.objects.filter(listing=listing, kind=RestrictionKind.REMOVE, lifted_at__isnull=True)
    if not off.exists():
        rescreen(Listing.objects.filter(pk=listing.pk))
        return
    read = Q(picture_read__fetched_at__isnull=False) | Q(attributes__has_key="image_pdq")
    rescreen(Listing.objects.filter(read, store__in=family_of([listing.store])).exclude(pk=listing.pk))


def _getter(policy: PhotoPolicy) -> Get:
    def get(url: str) -> web.Answer:
        return web.request(
            "GET",
            url,
            headers={"Accept": ", ".join(sorted(MEDIA_TYPES))},
            allowed=frozenset(settings.ASSAY_OWN_HOSTS),
            max_bytes=policy.max_bytes,
            timeout=float(policy.max_seconds),
            types=MEDIA_TYPES,
        )

    return get


def _limits(policy: PhotoPolicy) -> LimitsPolicy:
    return replace(
        in_force().document.limits,
        bytes_per_paper=policy.max_bytes,
        pixels_per_page=policy.max_pixels,
        seconds_per_paper=policy.max_seconds,
        memory_mib_per_paper=MEMORY_MIB,
    )
