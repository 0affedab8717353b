"""In what state is this listing, right or store? Derived from the restrictions that are active on it; never stored.

What is imposed on somebody is a row: kind, ground, caused by which decision, from, until, lifted. Several may overlap, and an upheld
appeal lifts exactly those that the overturned decision caused; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assay.regime.terms import Ground, RestrictionKind


@dataclass(frozen=True, kw_only=True)
class Restriction:
    """One row of what is imposed. `restriction` and `caused_by` are identifiers of the rows of record."""

    restriction: str
    kind: RestrictionKind
    ground: Ground
    caused_by: str
    begins: datetime
    until: datetime | None = None
    lifted_at: datetime | None = None

    def active(self, at: datetime) -> bool:
        """Does it bind at this time? Begun, not run out, not lifted."""
        return (
            self.begins <= at
            and (self.until is None or at < self.until)
            and (self.lifted_at is None or at < self.lifted_at)
        )


class ListingState(StrEnum):
    ON_OFFER = "on_offer"
    PAUSED = "paused"
    REMOVED = "removed"


class RightState(StrEnum):
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


class StoreState(StrEnum):
    OPEN = "open"
    RESTRICTED = "restricted"
    HIDDEN = "hidden"
    CLOSED = "closed"


def listing_state(restrictions: Iterable[Restriction], *, at: datetime) -> ListingState:
    """Removed outweighs paused; a listing without an active restriction is on offer."""
    kinds = {r.kind for r in restrictions if r.active(at)}
    if RestrictionKind.REMOVE in kinds:
        return ListingState.REMOVED
    return ListingState.PAUSED if RestrictionKind.PAUSE in kinds else ListingState.ON_OFFER


def right_state(
    restrictions: Iterable[Restriction], *, valid_from: datetime, valid_to: datetime, at: datetime
) -> RightState:
    """Revoked outweighs suspended; then the term decides (the end is not part of the term)."""
    kinds = {r.kind for r in restrictions if r.active(at)}
    if RestrictionKind.REVOKE in kinds:
        return RightState.REVOKED
    if at >= valid_to:
        return RightState.EXPIRED
    if RestrictionKind.SUSPEND in kinds:
        return RightState.SUSPENDED
    return RightState.NOT_YET if at < valid_from else RightState.IN_FORCE


def store_state(restrictions: Iterable[Restriction], *, at: datetime) -> StoreState:
    """The heaviest active restriction names the state; held funds do not change what a store may offer."""
    kinds = {r.kind for r in restrictions if r.active(at)}
    for kind, state in (
        (RestrictionKind.CLOSE, StoreState.CLOSED),
        (RestrictionKind.HIDE, StoreState.HIDDEN),
        (RestrictionKind.RESTRICT, StoreState.RESTRICTED),
    ):
        if kind in kinds:
            return state
    return StoreState.OPEN


def lifted_by_overturning(
    restrictions: Iterable[Restriction], *, decisions: frozenset[str], at: datetime
) -> tuple[Restriction, ...]:
    """Exactly what the wrong decision and its followers (`decisions`, by identifier) caused and what still binds or is yet to begin."""
    return tuple(
        r
        for r in restrictions
        if r.caused_by in decisions and r.lifted_at is None and (r.until is None or at < r.until)
    )
