"""In what state are these rows? Restriction rows as the regime knows them, and the states that it derives from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from assay.records.models import Listing, Restriction, Right, Store
from assay.regime.restriction import ListingState, RightState, StoreState, listing_state, right_state, store_state
from assay.regime.restriction import Restriction as Fact
from assay.regime.terms import Ground, RestrictionKind


def fact(row: Restriction) -> Fact:
    """The row as the regime knows it."""
    return Fact(
        restriction=str(row.pk),
        kind=RestrictionKind(row.kind),
        ground=Ground(row.ground),
        caused_by=str(row.caused_by_id),
        begins=row.begins,
        until=row.until,
        lifted_at=row.lifted_at,
    )


def active(at: datetime) -> Q:
    """Restrictions that bind at this time: `Fact.active` as a condition for the database."""
    return (
        Q(begins__lte=at)
        & (Q(until__isnull=True) | Q(until__gt=at))
        & (Q(lifted_at__isnull=True) | Q(lifted_at__gt=at))
    )


def state_of_listing(row: Listing, *, at: datetime) -> ListingState:
    """On offer, paused or removed. Prefetch `restrictions` where many are asked."""
    return listing_state([fact(r) for r in row.restrictions.all()], at=at)


def state_of_right(row: Right, *, at: datetime) -> RightState:
    """In force or not. A right that another has replaced backs nothing: it counts as expired."""
    if row.replaced_by_id is not None:
        return RightState.EXPIRED
    facts = [fact(r) for r in row.restrictions.all()]
    return right_state(facts, valid_from=midnight(row.valid_from), valid_to=midnight(row.valid_to), at=at)


def state_of_store(row: Store, *, at: datetime) -> StoreState:
    """Open, restricted, hidden or closed."""
    return store_state([fact(r) for r in row.restrictions.all()], at=at)


def in_listing_state(state: ListingState, *, at: datetime) -> Q:
    """Listings in this state, as a condition for the database; agrees with `listing_state` row by row (a test compares them).

    `Listing.bound` answers for all but those whose restrictions begin or end by themselves ("mixed"): these are looked at one by one.
    """
    removed, paused = _binds(RestrictionKind.REMOVE, at=at), _binds(RestrictionKind.PAUSE, at=at)
    mixed = Q(bound="mixed")
    # "All of these but ..." instead of "these or ...": so PostgreSQL reckons with as many rows as there are.
    if state is ListingState.REMOVED:
        return Q(bound__in=["remove", "mixed"]) & ~(mixed & ~Q(removed))
    if state is ListingState.PAUSED:
        return Q(bound__in=["pause", "mixed"]) & ~(mixed & (Q(removed) | ~Q(paused)))
    return Q(bound__in=["", "mixed"]) & ~(mixed & (Q(removed) | Q(paused)))


def _binds(kind: RestrictionKind, *, at: datetime) -> IsNull:
    # A value of the row, not EXISTS: of that PostgreSQL would make a table of all restrictions, for the few that are mixed.
    rows = Restriction.objects.filter(active(at), listing=OuterRef("pk"), kind=kind)
    return IsNull(Subquery(rows.values("listing")[:1]), False)


def rights_in_force(rows: Iterable[Right], *, at: datetime) -> list[Right]:
    """Those of the rights that are in force."""
    return [r for r in rows if state_of_right(r, at=at) is RightState.IN_FORCE]


def midnight(day: date) -> datetime:
    """The beginning of the day in UTC, from which and until which terms run."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
