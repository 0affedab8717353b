"""Of which terms of an invoice do the rules of EN 16931 speak? The same for both syntaxes; amounts are text as written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Charge:
    """An allowance or charge: amounts as written, None where absent."""

    is_charge: bool
    amount: str | None
    base: str | None


@dataclass(frozen=True, kw_only=True)
class Item:
    """The terms of a line that rules speak of."""

    id: str
    has_quantity: bool
    has_unit: bool
    amount: str | None
    name: str
    price: str | None
    has_vat_category: bool
    charges: tuple[Charge, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the VAT breakdown; `rate` None where no VAT rate is given."""

    base: str | None
    amount: str | None
    rate: str | None


@dataclass(frozen=True, kw_only=True)
class TaxTotal:
    """A tax total with its rows; `in_rows` are their amounts, None where the rule on their sum does not apply."""

    currency: str
    amount: str | None
    in_rows: tuple[str | None, ...] | None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the rules speak of. Amounts are text as written; `sums` is None where the group of totals (BG-22) is absent."""

    exact: bool  # CII compares without rounding where UBL rounds
    profile: str
    number: str
    issued: str
    type_code: str
    type_code_known: bool
    currency: str | None
    seller: str
    buyer: str
    seller_address: bool
    buyer_address: bool
    seller_country: str | None  # None where its absence breaks no rule
    buyer_country: str | None
    both_tax_points: bool
    sums: dict[str, str | None] | None
    items: tuple[Item, ...]
    charges: tuple[Charge, ...]
    rows: tuple[Row, ...]
    tax_totals: tuple[TaxTotal, ...]
    checks_breakdown: bool
    periods_filled: tuple[bool, ...]
    vat_ids: tuple[str, ...]
