"""What became of one listing, and why? Its state, its verdicts one after another, and what binds it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from assay.records.models import Brand, Listing, Restriction, Store, Verdict
from assay.records.queries.states import active, state_of_listing
from assay.regime.restriction import ListingState

MOST = 20


@dataclass(frozen=True, kw_only=True)
class VerdictLine:
    """What screening said at one time; `log_index` is where its run stands in the public log, None while it waits."""

    at: datetime
    verdict: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]
    right_state: str
    price_share: float | None
    changed: bool
    log_index: int | None


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A listing with what explains its verdict. `history`: the newest first."""

    listing: Listing
    state: ListingState
    history: tuple[VerdictLine, ...]
    restrictions: tuple[Restriction, ...]


def explained(rows: QuerySet[Listing], *, at: datetime) -> Explained | None:
    """The one listing that `rows` leads to, or None. Whoever asks narrows `rows` to what he may see."""
    row = rows.select_related("store", "brand").prefetch_related("restrictions").first()
    if row is None:
        return None
    verdicts = list(
        Verdict.objects.filter(listing=row).select_related("run__log_leaf").order_by("-at", "-pk")[: MOST + 1]
    )
    before = [*(v.digest for v in verdicts[1:]), ""]
    return Explained(
        listing=row,
        state=state_of_listing(row, at=at),
        history=tuple(
            VerdictLine(
                at=v.at,
                verdict=v.verdict,
                rules=tuple(v.rules),
                reasons=tuple(v.reasons),
                right_state=v.right_state,
                price_share=v.price_share,
                changed=v.digest != earlier and bool(earlier),
                log_index=_index(v),
            )
            for v, earlier in zip(verdicts, before, strict=False)
        )[:MOST],
        restrictions=tuple(
            Restriction.objects.filter(active(at), listing=row)
            .select_related("caused_by__log_leaf")
            .order_by("-begins")
        ),
    )


def by_key(pk: int) -> QuerySet[Listing]:
    """Any listing, for the desk."""
    return Listing.objects.filter(pk=pk)


def of_store(store: Store, listing_id: str) -> QuerySet[Listing]:
    """The store's own listing."""
    return Listing.objects.filter(store=store, listing_id=listing_id)


def of_brand(brand: Brand, store_id: str, listing_id: str) -> QuerySet[Listing]:
    """A listing that trades on this brand; another is not found."""
    return Listing.objects.filter(brand=brand, store=store_id, listing_id=listing_id)


def _index(row: Verdict) -> int | None:
    leaf = getattr(row.run, "log_leaf", None)
    return leaf.index if leaf is not None else None
