"""Who may sell this brand, or might, and against which right does the brand speak?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from assay.records.models import Brand, Contradiction, Right
from assay.records.queries.states import state_of_right
from assay.regime.document.contradiction import ContradictionKind
from assay.regime.restriction import RightState


@dataclass(frozen=True, kw_only=True)
class StoreWithRight:
    """A store that has or had a right to sell the brand. `objected`: the brand spoke against it, and a person looks."""

    right: uuid.UUID
    store: str
    store_name: str
    country: str
    tier: str
    state: RightState
    conditional: bool
    valid_from: date
    valid_to: date
    territories: tuple[str, ...]
    objected: bool

    @property
    def may_object(self) -> bool:
        """Is there something left to speak against?"""
        return self.state not in (RightState.REVOKED, RightState.EXPIRED) and not self.objected


def stores_with_right(brand: Brand, *, at: datetime) -> tuple[StoreWithRight, ...]:
    """Stores with a right to sell the brand, those in force first; rights that others replaced are left out."""
    rows = (
        Right.objects.filter(brand=brand, replaced_by__isnull=True)
        .select_related("store")
        .prefetch_related("restrictions")
        .annotate(objected=Exists(_open_objections()))
        .order_by("-valid_to", "pk")
    )
    lines = [
        StoreWithRight(
            right=r.pk,
            objected=r.objected,
            store=r.store_id,
            store_name=r.store.trading_name,
            country=r.store.country,
            tier=r.store.tier,
            state=state_of_right(r, at=at),
            conditional=r.conditional,
            valid_from=r.valid_from,
            valid_to=r.valid_to,
            territories=tuple(r.territories),
        )
        for r in rows
    ]
    return tuple(sorted(lines, key=lambda s: (s.state is not RightState.IN_FORCE, s.store_name.casefold())))


def store_with_right(brand: Brand, right: uuid.UUID, *, at: datetime) -> StoreWithRight | None:
    """One of them, or None."""
    return next((line for line in stores_with_right(brand, at=at) if line.right == right), None)


def _open_objections() -> QuerySet[Contradiction]:
    return Contradiction.objects.filter(right=OuterRef("pk"), kind=ContradictionKind.OBJECTION, closed_at__isnull=True)
