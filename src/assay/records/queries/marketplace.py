"""What has the marketplace still to carry out? Restrictions and lifts that it has not acknowledged, the oldest first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from assay.records.models import ApiToken, Listing, Person, Restriction, Store
from assay.records.queries.pages import count_of
from assay.records.queries.states import state_of_listing

MOST = 1000


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """One effect to carry out. `listing` and `right` are empty where the store itself is the subject."""

    restriction: uuid.UUID
    effect: str
    kind: str
    ground: str
    store: str
    listing: str
    right: str
    since: datetime
    until: datetime | None
    amount: str
    currency: str
    statement: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class TokenLine:
    """A key of a person, without the key."""

    token: int
    name: str
    created_at: datetime
    last_used_on: Any
    ended_at: datetime | None


def to_do(*, limit: int, at: datetime) -> tuple[tuple[ToDo, ...], int]:
    """The first `limit` effects that wait, and how many wait in all; counting stops past 10,000.

    A restriction that has begun is to be imposed until that is acknowledged; once it is lifted, it is to be lifted. What was imposed and lifted
    before anybody asked is still handed out as a lift, since nobody knows what was carried out without an acknowledgement.
    """
    impose, lift = waiting_effects(at=at)
    lines = [to_do_line(r, "lift") for r in lift.order_by("lifted_at", "pk")[:limit]]
    lines += [to_do_line(r, "impose") for r in impose.order_by("begins", "pk")[:limit]]
    lines.sort(key=lambda line: (line.since, str(line.restriction)))
    return tuple(lines[:limit]), count_of(impose).n + count_of(lift).n


def waiting_effects(*, at: datetime) -> tuple[QuerySet[Restriction], QuerySet[Restriction]]:
    """Restrictions whose imposition waits for its acknowledgement, and those whose lift does."""
    rows = Restriction.objects.filter(begins__lte=at).select_related("listing", "right", "store")
    return rows.filter(Q(until__isnull=True) | Q(until__gt=at), waits="impose"), rows.filter(waits="lift")


def late(*, hours: int, at: datetime) -> int:
    """How many effects have waited longer than `hours` for their acknowledgement; counting stops past 1,000."""
    before = at - timedelta(hours=hours)
    impose, lift = waiting_effects(at=at)
    found = [impose.filter(begins__lt=before), lift.filter(lifted_at__lt=before)]
    return sum(count_of(rows.order_by(), most=MOST).n for rows in found)


def store(store_id: str) -> Store | None:
    """A store of this marketplace by its identifier, or None."""
    return Store.objects.filter(pk=store_id).first()


def named(store_id: str) -> Store:
    """A store by nothing but its identifier: whether there is one is found out by the action that locks it."""
    return Store(store_id=store_id)


def listing_states(store: Store, listing_ids: list[str], *, at: datetime) -> dict[str, tuple[str, str, bool, bool]]:
    """State, verdict, whether it waits for screening, and whether it was ended, by listing; those that are not there are left out."""
    rows = Listing.objects.filter(store=store, listing_id__in=listing_ids).prefetch_related("restrictions")
    return {
        r.listing_id: (state_of_listing(r, at=at).value, r.verdict, r.needs_screening, r.ended_at is not None)
        for r in rows
    }


def tokens(person: Person) -> tuple[TokenLine, ...]:
    """The keys of this person, those in use first."""
    rows = ApiToken.objects.filter(person=person).order_by("-created_at", "-pk")
    lines = [
        TokenLine(token=t.pk, name=t.name, created_at=t.created_at, last_used_on=t.last_used_on, ended_at=t.ended_at)
        for t in rows
    ]
    return tuple(sorted(lines, key=lambda t: t.ended_at is not None))


def to_do_line(row: Restriction, effect: str) -> ToDo:
    """One effect as the marketplace reads it, in the queue and in messages."""
    subject = row.listing or row.right
    store_id = subject.store_id if subject is not None else row.store_id
    since = row.lifted_at if effect == "lift" and row.lifted_at else row.begins
    return ToDo(
        restriction=row.pk,
        effect=effect,
        kind=row.kind,
        ground=row.ground,
        store=str(store_id),
        listing=row.listing.listing_id if row.listing else "",
        right=str(row.right_id) if row.right_id else "",
        since=since,
        until=row.until,
        amount=str(row.amount) if row.amount is not None else "",
        currency=row.currency,
        statement=row.statement,
    )
