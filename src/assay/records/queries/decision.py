"""What is on record of one decision, one store, one appeal? For the operator's pages."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from assay.records.models import (
    Appeal,
    Decision,
    Listing,
    Message,
    Referral,
    Restriction,
    Right,
    Store,
    StoreApproval,
    Strike,
)
from assay.records.queries.log import of_decision
from assay.records.queries.pages import Count, count_of
from assay.records.queries.states import active, state_of_listing, state_of_right, state_of_store
from assay.regime.restriction import ListingState, RightState, StoreState

SHOWN = 100
DECISIONS = 500
"""So many of a store's last decisions are asked what they lifted."""


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """A decision with all that hangs on it."""

    decision: Decision
    log_index: int | None
    led_to: tuple[Decision, ...]
    restrictions: tuple[Restriction, ...]
    lifted: tuple[Restriction, ...]
    strikes: tuple[Strike, ...]
    appeals: tuple[Appeal, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class RightLine:
    right: Right
    state: RightState


@dataclass(frozen=True, kw_only=True)
class StoreOnRecord:
    """A store as the enforcer sees it."""

    store: Store
    state: StoreState
    strikes: tuple[Strike, ...]
    restrictions: tuple[Restriction, ...]
    ended: tuple[Restriction, ...]
    rights: tuple[RightLine, ...]
    approvals: tuple[StoreApproval, ...]
    trail: tuple[Decision, ...]
    messages: tuple[Message, ...]
    listings: Count


@dataclass(frozen=True, kw_only=True)
class ListingOnRecord:
    """A listing as a verifier sees it."""

    listing: Listing
    state: ListingState
    restrictions: tuple[Restriction, ...]
    rights: tuple[RightLine, ...]
    trail: tuple[Decision, ...]


@dataclass(frozen=True, kw_only=True)
class AppealOnRecord:
    """An appeal beside the decision that it is against, and what would be lifted if it is upheld."""

    appeal: Appeal
    decision: Decision
    earlier: tuple[Appeal, ...]
    binding: tuple[Restriction, ...]
    strikes: tuple[Strike, ...]


def on_record(pk: uuid.UUID) -> OnRecord | None:
    """The decision, or None."""
    row = Decision.objects.select_related("store", "brand", "by", "policy", "led_by").filter(pk=pk).first()
    if row is None:
        return None
    return OnRecord(
        decision=row,
        log_index=of_decision(row),
        led_to=tuple(row.led_to.order_by("at")[:100]),
        restrictions=tuple(row.restrictions.select_related("listing", "right__brand", "store").order_by("pk")[:100]),
        lifted=tuple(row.lifted.select_related("listing", "right__brand", "store").order_by("pk")[:100]),
        strikes=tuple(row.strikes.all()[:100]),
        appeals=tuple(row.appeals.order_by("opened_at")),
        messages=tuple(row.messages.order_by("pk")[:100]),
    )


def store_on_record(store_id: str, *, at: datetime) -> StoreOnRecord | None:
    """The store, or None."""
    store = Store.objects.prefetch_related("restrictions", "strikes").filter(pk=store_id).first()
    if store is None:
        return None
    return StoreOnRecord(
        store=store,
        state=state_of_store(store, at=at),
        strikes=tuple(store.strikes.select_related("caused_by").order_by("-given_at", "-pk")[:200]),
        restrictions=_binding(store, at=at),
        ended=_ended(store, at=at),
        rights=rights_of(store, at=at),
        approvals=tuple(
            StoreApproval.objects.filter(store=store, step="close", used_by__isnull=True).select_related("person")
        ),
        trail=tuple(store.decisions.select_related("by").order_by("-at", "-pk")[:60]),
        messages=tuple(store.messages.order_by("-pk")[:30]),
        listings=count_of(store.listings.order_by("-changed_at", "-pk")),
    )


def _binding(store: Store, *, at: datetime) -> tuple[Restriction, ...]:
    """What binds the store, its rights and the listings of it that changed last; the newest first."""
    changed = Listing.objects.filter(store=store).order_by("-changed_at", "-pk").values_list("pk", flat=True)
    bound = [pk for kind in ("pause", "remove") for pk in changed.filter(bound__in=[kind, "mixed"])[:SHOWN]]
    rows = Restriction.objects.filter(active(at)).select_related("listing", "right__brand", "caused_by", "lifted_by")
    found = [r for one in (*_own(store), Q(listing__in=bound)) for r in rows.filter(one)]
    return tuple(sorted(found, key=lambda r: (r.begins, r.pk), reverse=True)[:SHOWN])


def _ended(store: Store, *, at: datetime) -> tuple[Restriction, ...]:
    """What bound the store or its rights once, and what its last decisions have lifted from its listings; the newest first."""
    last = list(store.decisions.order_by("-at", "-pk").values_list("pk", flat=True)[:DECISIONS])
    rows = Restriction.objects.exclude(active(at)).select_related("listing", "right__brand", "caused_by", "lifted_by")
    own = [r for one in _own(store) for r in rows.filter(one).order_by("-begins")[:SHOWN]]
    lifted = rows.filter(lifted_by__in=last, listing__isnull=False).order_by("-begins")[:SHOWN]
    return tuple(sorted({*own, *lifted}, key=lambda r: (r.begins, r.pk), reverse=True)[: SHOWN // 2])


def _own(store: Store) -> tuple[Q, Q]:
    """Restrictions of the store itself, and of its rights by their keys: there are few of these, and of restrictions very many."""
    return Q(store=store), Q(right__in=list(store.rights.values_list("pk", flat=True)))


def referrals(store: Store) -> list[Referral]:
    """The store's cases before authorities, the newest first."""
    return list(Referral.objects.filter(store=store).select_related("hand_over").order_by("-proposed_at", "-pk")[:20])


def rights_of(store: Store, *, at: datetime, brand: str | None = None) -> tuple[RightLine, ...]:
    """The store's rights with their states, those in force first."""
    rows = store.rights.select_related("brand").prefetch_related("restrictions").order_by("-valid_to", "pk")
    if brand is not None:
        rows = rows.filter(brand=brand)
    found = [RightLine(right=r, state=state_of_right(r, at=at)) for r in rows[:100]]
    return tuple(sorted(found, key=lambda r: r.state is not RightState.IN_FORCE))


def listing_on_record(pk: int, *, at: datetime) -> ListingOnRecord | None:
    """The listing, or None."""
    row = Listing.objects.select_related("store", "brand").prefetch_related("restrictions").filter(pk=pk).first()
    if row is None:
        return None
    caused = row.restrictions.values_list("caused_by", flat=True)
    about = Q(subject_kind="listing", subject_id=str(row.pk)) | Q(pk__in=list(caused))
    return ListingOnRecord(
        listing=row,
        state=state_of_listing(row, at=at),
        restrictions=tuple(row.restrictions.filter(active(at)).select_related("caused_by").order_by("-begins")),
        rights=rights_of(row.store, at=at, brand=row.brand_id) if row.brand_id else (),
        trail=tuple(Decision.objects.filter(about).select_related("by").order_by("at", "pk")[:100]),
    )


def appeal_on_record(pk: uuid.UUID, *, at: datetime) -> AppealOnRecord | None:
    """The appeal, or None."""
    row = (
        Appeal.objects.select_related("store", "by", "decision__by", "decision__brand", "decided__by")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        return None
    binding = Restriction.objects.filter(active(at)).filter(
        Q(caused_by=row.decision) | Q(caused_by__led_by=row.decision)
    )
    return AppealOnRecord(
        appeal=row,
        decision=row.decision,
        earlier=tuple(row.decision.appeals.exclude(pk=row.pk).select_related("decided__by").order_by("opened_at")),
        binding=tuple(binding.select_related("listing", "right__brand", "store").order_by("pk")[:200]),
        strikes=tuple(Strike.objects.filter(caused_by=row.decision, lifted_at__isnull=True)),
    )


def store_of_right(pk: uuid.UUID) -> str | None:
    """The store that holds this right, or None."""
    return Right.objects.filter(pk=pk).values_list("store", flat=True).first()
