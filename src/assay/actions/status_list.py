"""Which status lists do credentials name, and what do those say that are believed now?

Remembered is only an address that stands in a credential which an enrolled signer of the brand has signed: no stranger makes this office ask anybody.
They are asked for by `status_fetch`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assay.actions.brand import fact as brand_fact
from assay.errors import AssayError
from assay.records.models import Brand, StatusList
from assay.regime.document import facts as known
from assay.regime.document.extraction.credential import verify_credential
from assay.regime.document.findings.credential import enrolled_keys

MOST_URI = 2000
MOST_LISTS_A_BRAND = 1000


def name_lists(brand: Brand, *, papers: Iterable[known.Paper], at: datetime) -> int:
    """Remember the status lists that these papers' credentials name, to be asked for; how many are new. Inside the caller's transaction."""
    keys = None
    new = 0
    for paper in papers:
        token = paper.reading.credential if paper.reading is not None else None
        if token is None or not token.status_uri or len(token.status_uri) > MOST_URI or not token.status_uri.isascii():
            continue
        keys = enrolled_keys(brand_fact(brand), on=at.date()) if keys is None else keys
        try:
            verify_credential(token.token, keys=keys, at=at)
        except AssayError:
            continue
        if StatusList.objects.filter(brand=brand).count() >= MOST_LISTS_A_BRAND:
            break
        _, made = StatusList.objects.get_or_create(
            brand=brand, uri=token.status_uri, defaults={"named_at": at, "next_at": at}
        )
        new += made
    return new


def fresh_lists(brand: Brand, *, papers: Iterable[known.Paper], at: datetime) -> tuple[known.StatusList, ...]:
    """The lists that these papers' credentials name, as far as they are believed at this time."""
    named = {
        p.reading.credential.status_uri for p in papers if p.reading is not None and p.reading.credential is not None
    }
    rows = StatusList.objects.filter(brand=brand, uri__in=named - {""}, fresh_until__gte=at)
    return tuple(known.StatusList(uri=r.uri, token=r.token, at=at.isoformat()) for r in rows.order_by("uri"))
