"""What may everybody know? May this store sell this brand, in what state is this listing, what has the office done. No personal data.

A store is shown by its trading name and identifier, never by its legal name, address or papers; units and prices are between it and the office.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, Sum

from assay.records.models import (
    Appeal,
    Application,
    Brand,
    Campaign,
    CampaignStore,
    Contradiction,
    Listing,
    LogLeaf,
    PolicyVersion,
    Restriction,
    Right,
    Store,
)
from assay.records.queries.states import active, state_of_listing, state_of_right, state_of_store
from assay.regime.moves import AppealState, ApplicationState, CampaignStoreState
from assay.regime.restriction import ListingState, RightState, StoreState
from assay.regime.terms import RestrictionKind

MOST = 12
"""How many stores or brands a search names; who has more matches is asked for more letters."""
MAX_WORDS = 200


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the office has done so far; each is a count of rows, and the log's entries let anyone count again."""

    brands: int
    stores: int
    rights_in_force: int
    listings: int
    off_offer: int
    settled: int
    refused: int
    waiting: int
    overdue: int
    appeals_decided: int
    appeals_upheld: int
    log_entries: int


class Word(StrEnum):
    """The answer to the one question, in one word."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, kw_only=True)
class PublicRight:
    """What anyone may know of a right, and where it stands in the log (None: not sequenced yet)."""

    right: Right
    state: RightState
    log_index: int | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """May this store sell this brand, at this time? With the rights that say so, the newest first."""

    word: Word
    store: Store
    brand: Brand
    store_state: StoreState
    rights: tuple[PublicRight, ...]
    applied: bool


@dataclass(frozen=True, kw_only=True)
class PublicListing:
    """A listing as anyone may see it: its state and, where it is off offer, on which grounds since when."""

    listing: Listing
    state: ListingState
    store_state: StoreState
    restrictions: tuple[Restriction, ...]


@dataclass(frozen=True, kw_only=True)
class CampaignLine:
    """A campaign with its counts, over all its brands."""

    campaign: Campaign
    brands: tuple[Brand, ...]
    told: int
    answered: int
    late: int
    removed: int
    listings_told: int
    listings_removed: int

    @property
    def waiting(self) -> int:
        """Told, and not heard of yet."""
        return self.told - self.answered - self.late - self.removed


MANY = 100_000
KEPT_SECONDS = 60.0
_kept: tuple[float, Figures] | None = None


def figures(*, at: datetime) -> Figures:
    """The numbers of the front page. Of more than `MANY` rows they are counted once a minute, not for every visitor."""
    global _kept
    clock = time.monotonic()
    if _kept is not None and clock < _kept[0]:
        return _kept[1]
    counted = _count(at=at)
    many = counted.listings + counted.settled + counted.waiting > MANY
    _kept = (clock + KEPT_SECONDS, counted) if many else None
    return counted


def _count(*, at: datetime) -> Figures:
    applications = Application.objects.aggregate(
        settled=Count("pk", filter=Q(settled_at__isnull=False)),
        refused=Count("pk", filter=Q(state=ApplicationState.REFUSED)),
        waiting=Count("pk", filter=Q(state__in=[ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW])),
        overdue=Count("pk", filter=overdue_application(at)),
    )
    appeals = Appeal.objects.aggregate(
        decided=Count("pk", filter=~Q(state=AppealState.OPEN)),
        upheld=Count("pk", filter=Q(state=AppealState.UPHELD)),
        overdue=Count("pk", filter=Q(state=AppealState.OPEN, due__lt=at)),
    )
    ended = Restriction.objects.filter(active(at), right__isnull=False, kind__in=[RestrictionKind.REVOKE, "suspend"])
    off = Restriction.objects.filter(
        active(at), listing__isnull=False, kind__in=[RestrictionKind.PAUSE, RestrictionKind.REMOVE]
    )
    alarms = Contradiction.objects.filter(closed_at__isnull=True, due__lt=at).count()
    newest = LogLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return Figures(
        brands=Brand.objects.filter(protected=True).count(),
        stores=Store.objects.count(),
        rights_in_force=Right.objects.filter(
            valid_from__lte=at.date(), valid_to__gt=at.date(), replaced_by__isnull=True
        )
        .exclude(pk__in=ended.values("right"))
        .count(),
        listings=Listing.objects.count(),
        off_offer=off.aggregate(n=Count("listing", distinct=True))["n"],
        settled=applications["settled"],
        refused=applications["refused"],
        waiting=applications["waiting"],
        overdue=applications["overdue"] + appeals["overdue"] + alarms,
        appeals_decided=appeals["decided"],
        appeals_upheld=appeals["upheld"],
        log_entries=0 if newest is None else newest + 1,
    )


def overdue_application(at: datetime) -> Q:
    """Applications whose promised answer is late: the first one, or the last."""
    waiting = Q(state__in=[ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW])
    return waiting & (Q(first_answered_at__isnull=True, first_answer_due__lt=at) | Q(last_answer_due__lt=at))


def find_stores(words: str) -> list[Store]:
    """Stores whose identifier is this or whose trading name holds these words; an exact hit stands alone."""
    words = words.strip()[:MAX_WORDS]
    if not words:
        return []
    exact = list(Store.objects.filter(Q(store_id=words.lower()) | Q(trading_name__iexact=words))[:MOST])
    return exact or list(Store.objects.filter(trading_name__icontains=words).order_by("trading_name")[:MOST])


def find_brands(words: str) -> list[Brand]:
    """Brands by identifier, name or alias; an exact hit stands alone."""
    words = words.strip()[:MAX_WORDS]
    if not words:
        return []
    exact = Q(brand_id=words.lower()) | Q(name__iexact=words) | Q(aliases__contains=[words])
    found = list(Brand.objects.filter(exact)[:MOST])
    return found or list(Brand.objects.filter(name__icontains=words).order_by("name")[:MOST])


def may_sell(store: Store, brand: Brand, *, at: datetime) -> Answer:
    """The one question. A closed store may sell nothing; a brand that is not protected needs no right."""
    rows = (
        Right.objects.filter(store=store, brand=brand)
        .select_related("caused_by__log_leaf")
        .prefetch_related("restrictions")
        .order_by("-valid_from", "-pk")[:50]
    )
    rights = tuple(
        PublicRight(right=r, state=state_of_right(r, at=at), log_index=_log_index(r))
        for r in rows
        if r.replaced_by_id is None
    )
    in_force = [r for r in rights if r.state is RightState.IN_FORCE]
    store_state = state_of_store(store, at=at)
    if store_state is StoreState.CLOSED:
        word = Word.NO
    elif not brand.protected:
        word = Word.NOT_NEEDED
    elif any(not r.right.conditional for r in in_force):
        word = Word.YES
    else:
        word = Word.CONDITIONAL if in_force else Word.NO
    waiting = Application.objects.filter(
        store=store, brand=brand, state__in=[ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW]
    )
    order = sorted(rights, key=lambda r: r.state is not RightState.IN_FORCE)
    return Answer(
        word=word, store=store, brand=brand, store_state=store_state, rights=tuple(order), applied=waiting.exists()
    )


def _log_index(right: Right) -> int | None:
    leaf = getattr(right.caused_by, "log_leaf", None)
    return leaf.index if leaf else None


def listing(store_id: str, listing_id: str, *, at: datetime) -> PublicListing | None:
    """One listing, or None."""
    row = (
        Listing.objects.filter(store=store_id, listing_id=listing_id)
        .select_related("store", "brand")
        .prefetch_related("restrictions", "store__restrictions")
        .first()
    )
    if row is None:
        return None
    binding = row.restrictions.filter(active(at)).select_related("caused_by__log_leaf").order_by("-begins")
    return PublicListing(
        listing=row,
        state=state_of_listing(row, at=at),
        store_state=state_of_store(row.store, at=at),
        restrictions=tuple(binding),
    )


def campaigns(*, only: int | None = None) -> list[CampaignLine]:
    """Campaigns with their counts, the newest first."""
    rows = Campaign.objects.prefetch_related("brands").order_by("-announced_at", "-pk")
    if only is not None:
        rows = rows.filter(pk=only)
    chosen = list(rows[:100])
    found = (
        CampaignStore.objects.filter(campaign__in=chosen)
        .values("campaign", "state")
        .annotate(n=Count("pk"), told=Sum("listings_told"), removed=Sum("listings_removed"))
    )
    by: dict[int, dict[str, Any]] = {}
    for one in found:
        by.setdefault(one["campaign"], {})[one["state"]] = one
    return [_campaign(row, by.get(row.pk, {})) for row in chosen]


def _campaign(row: Campaign, states: dict[str, Any]) -> CampaignLine:
    def count(state: str) -> int:
        return int(states[state]["n"]) if state in states else 0

    return CampaignLine(
        campaign=row,
        brands=tuple(sorted(row.brands.all(), key=lambda b: b.name)),
        told=sum(s["n"] for s in states.values()),
        answered=count(CampaignStoreState.ANSWERED),
        late=count(CampaignStoreState.LATE),
        removed=count(CampaignStoreState.REMOVED),
        listings_told=sum(s["told"] for s in states.values()),
        listings_removed=sum(s["removed"] for s in states.values()),
    )


def campaign_stores(campaign: int) -> list[CampaignStore]:
    """Every store that a campaign told, in a stable order."""
    return list(
        CampaignStore.objects.filter(campaign=campaign)
        .select_related("store", "brand")
        .order_by("brand__name", "store__trading_name", "pk")[:1000]
    )


def policies() -> list[PolicyVersion]:
    """Every policy that a decision was taken under, the newest first."""
    return list(PolicyVersion.objects.order_by("-in_force_from", "version"))


def policy(version: str) -> PolicyVersion | None:
    """A policy by its whole version, or by its first 8 digits or more."""
    found = list(PolicyVersion.objects.filter(version__startswith=version)[:2]) if len(version) >= 8 else []
    return found[0] if len(found) == 1 else None
