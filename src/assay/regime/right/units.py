"""How many pieces may still be offered? Invoiced - returned - sold, per product, never below zero.

The ledger is double-entry: every movement takes pieces from one account and gives them to another, so that what was invoiced is always
either available, sold or returned. The database holds the same rule as constraints; this module says which entries a fact makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assay.errors import BadInput


class Account(StrEnum):
    """Where pieces are. `SUPPLIER` is the outside world and alone may be negative."""

    SUPPLIER = "supplier"
    AVAILABLE = "available"
    SOLD = "sold"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`units` pieces of `product` (GTIN or model, empty: any of the brand) go from one account to another."""

    product: str
    units: int
    source: Account
    target: Account


def invoiced(product: str, units: int) -> Entry:
    """Pieces that an accepted invoice line proves."""
    return _entry(product, units, Account.SUPPLIER, Account.AVAILABLE)


def sold(product: str, units: int) -> Entry:
    """Pieces that an order took."""
    return _entry(product, units, Account.AVAILABLE, Account.SOLD)


def returned_by_buyer(product: str, units: int) -> Entry:
    """Pieces that came back and may be offered again."""
    return _entry(product, units, Account.SOLD, Account.AVAILABLE)


def returned_to_supplier(product: str, units: int) -> Entry:
    """Pieces that a credit note takes back."""
    return _entry(product, units, Account.AVAILABLE, Account.SUPPLIER)


def balances(entries: Iterable[Entry]) -> Mapping[tuple[Account, str], int]:
    """Pieces per account and product; the supplier's balance is the negative of all that is inside."""
    totals: dict[tuple[Account, str], int] = {}
    for entry in entries:
        for account, sign in ((entry.source, -1), (entry.target, 1)):
            key = (account, entry.product)
            totals[key] = totals.get(key, 0) + sign * entry.units
    return totals


def _entry(product: str, units: int, source: Account, target: Account) -> Entry:
    if units <= 0:
        raise BadInput(f"{units} pieces cannot move.", where=product, mend="Give a positive number of pieces.")
    return Entry(product=product, units=units, source=source, target=target)
