"""Which of its listings does a store offer no more?

Sold out, withdrawn by the seller or taken down by the marketplace: it is ended and no more screened, and nothing that was decided about it goes. A
removal binds it when it comes back, a notice goes on, and a pause waits until then. Sent again, it is screened again. Safe to repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assay.actions.intake import UNKNOWN
from assay.actions.taking import rescreen
from assay.records.models import Listing, Right, Store


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How many listings were ended now, how many had been before, and names that are no listing of the store."""

    ended: int
    before: int
    unknown: tuple[str, ...]


def end(*, store: Store, listings: Sequence[str], at: datetime) -> Ended:
    """End these listings of the store by its own identifiers, one transaction. NotFound: no such store."""
    named = dict.fromkeys(listings)
    with transaction.atomic():
        if not Store.objects.select_for_update(no_key=True).filter(pk=store.pk).only("pk"):
            raise UNKNOWN
        mine = Listing.objects.filter(store=store.pk, listing_id__in=list(named))
        known = set(mine.values_list("listing_id", flat=True))
        ended = mine.filter(ended_at__isnull=True).update(ended_at=at, needs_screening=False)
        if ended and Right.objects.filter(store=store.pk, limited=True).exists():
            # The pieces that they offered are free for the others.
            rescreen(Listing.objects.filter(store=store.pk, brand__isnull=False, ended_at__isnull=True))
    return Ended(ended=ended, before=len(known) - ended, unknown=tuple(name for name in named if name not in known))
