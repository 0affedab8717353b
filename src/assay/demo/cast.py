"""Who plays in the sample's story? The rows of stores and people that its scenes refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assay.demo.market import Market
from assay.demo.people import People
from assay.demo.stores import SampleStore
from assay.records.models import Brand, Store

Act = Callable[[datetime], object]
"""Something that somebody does at a time."""
On = Callable[[float, Act], None]
"""Takes how many days before now a scene happens, and its act."""


@dataclass(frozen=True)
class Cast:
    """Brands and stores by identifier, and everybody who can log in."""

    brands: Mapping[str, Brand]
    stores: Mapping[str, Store]
    people: People


def open_stores(market: Market) -> dict[str, Store]:
    """The stores of the sample as rows: what the platform knows of them, nothing of what they really are."""
    rows = {s.store_id: _row(s) for s in market.stores}
    Store.objects.bulk_create(rows.values())
    return rows


def _row(store: SampleStore) -> Store:
    company = store.company
    return Store(
        store_id=store.store_id,
        legal_name=company.name,
        trading_name=store.trading_name,
        address=company.address,
        country=company.country,
        vat_id=company.vat_id,
        registration=company.registration,
        iban=company.iban,
        phone=company.phone,
        tier=store.tier,
        kind=store.kind,
        seller_type=store.seller_type,
        opened_on=store.opened_on,
    )
