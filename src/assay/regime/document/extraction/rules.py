"""Which rules of EN 16931 does this e-invoice break?

BR-1 to BR-16, BR-21 to BR-27, BR-CO-3, 4, 9 to 19, BR-DEC and the two code lists BR-CL-01 and BR-CL-04, in the spelling and with the meaning of
the official schematron (CEN/TC 434, eInvoicing-EN16931), including where it is more lenient than the standard's text: BR-CO-17 allows one unit of
currency, and a missing amount breaks a sum. Computed here and never asked of a service: a check that answers "valid" when its service is away is
none.

A binding (rules_ubl, rules_cii) brings the terms of a tree into `Terms`; the rules are the same for both, save where the official ones differ
(`exact`). ZUGFeRD 1.0 came before the standard and has no rules here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from math import floor
from typing import Any

from assay.regime.document.extraction import cii, rules_cii, rules_ubl, ubl
from assay.regime.document.extraction.codes import CURRENCIES, VAT_PREFIXES
from assay.regime.document.extraction.rules_terms import Charge, Item, Row, Terms

_SUMS_DEC = {
    "lines": "BR-DEC-09",
    "allowances": "BR-DEC-10",
    "charges": "BR-DEC-11",
    "net": "BR-DEC-12",
    "gross": "BR-DEC-14",
    "prepaid": "BR-DEC-16",
    "rounding": "BR-DEC-17",
    "payable": "BR-DEC-18",
}


def broken_rules(root: Any) -> tuple[str, ...]:
    """The names of the rules that the invoice in this tree breaks, each once, in alphabetical order."""
    if root.tag in ubl.ROOTS:
        terms = rules_ubl.terms_of(root)
    elif root.tag == cii.ROOTS[0]:
        terms = rules_cii.terms_of(root)
    else:
        return ()
    return tuple(sorted(set(_broken(terms))))


def _broken(t: Terms) -> Iterator[str]:
    for holds, rule in (
        (t.profile, "BR-01"),
        (t.number, "BR-02"),
        (t.issued, "BR-03"),
        (t.type_code, "BR-04"),
        (t.currency, "BR-05"),
        (t.seller, "BR-06"),
        (t.buyer, "BR-07"),
        (t.seller_address, "BR-08"),
        (t.seller_country is None or t.seller_country, "BR-09"),
        (t.buyer_address, "BR-10"),
        (t.buyer_country is None or t.buyer_country, "BR-11"),
        (t.items, "BR-16"),
        (not t.both_tax_points, "BR-CO-03"),
        (all(_prefix_known(v) for v in t.vat_ids), "BR-CO-09"),
        (t.rows or not t.checks_breakdown, "BR-CO-18"),
        (all(t.periods_filled), "BR-CO-19"),
        (not t.type_code or t.type_code_known, "BR-CL-01"),
        (not t.currency or t.currency in CURRENCIES, "BR-CL-04"),
    ):
        if not holds:
            yield rule
    for item in t.items:
        yield from _broken_by_item(item)
    for charge in t.charges:
        yield from (
            _too_fine(charge, "BR-DEC-05", "BR-DEC-06")
            if charge.is_charge
            else _too_fine(charge, "BR-DEC-01", "BR-DEC-02")
        )
    if t.sums is not None:
        yield from _broken_sums(t, t.sums)
    yield from _broken_taxes(t)


def _prefix_known(vat_id: str) -> bool:
    """BR-CO-9; the official expression lets an empty identifier pass."""
    return vat_id[:2] in VAT_PREFIXES or len(vat_id) < 2


def _broken_by_item(item: Item) -> Iterator[str]:
    price = _number(item.price)
    for holds, rule in (
        (item.id, "BR-21"),
        (item.has_quantity, "BR-22"),
        (item.has_unit, "BR-23"),
        (item.amount is not None, "BR-24"),
        (item.name, "BR-25"),
        (item.price is not None, "BR-26"),
        (price is not None and price >= 0, "BR-27"),
        (item.has_vat_category, "BR-CO-04"),
        (_fine(item.amount), "BR-DEC-23"),
    ):
        if not holds:
            yield rule
    for charge in item.charges:
        yield from (
            _too_fine(charge, "BR-DEC-27", "BR-DEC-28")
            if charge.is_charge
            else _too_fine(charge, "BR-DEC-24", "BR-DEC-25")
        )


def _too_fine(charge: Charge, amount: str, base: str) -> Iterator[str]:
    if not _fine(charge.amount):
        yield amount
    if not _fine(charge.base):
        yield base


def _broken_sums(t: Terms, sums: dict[str, str | None]) -> Iterator[str]:
    for name, rule in (("lines", "BR-12"), ("net", "BR-13"), ("gross", "BR-14"), ("payable", "BR-15")):
        if sums[name] is None:
            yield rule
    for name, rule in _SUMS_DEC.items():
        if not _fine(sums[name]):
            yield rule
    value = {name: _number(text) for name, text in sums.items()}
    if value["lines"] is None or value["lines"] != _cents(_total(item.amount for item in t.items)):
        yield "BR-CO-10"
    for name, is_charge, rule in (("allowances", False, "BR-CO-11"), ("charges", True, "BR-CO-12")):
        own = [c.amount for c in t.charges if c.is_charge is is_charge]
        stated = value[name]
        neither = sums[name] is None and not own
        if not neither and (stated is None or stated != _cents(_total(own))):
            yield rule
    if not _net_holds(value, sums):
        yield "BR-CO-13"
    if not _payable_holds(value, sums, exact=t.exact):
        yield "BR-CO-16"


def _net_holds(value: dict[str, Decimal | None], sums: dict[str, str | None]) -> bool:
    net, lines = value["net"], value["lines"]
    if net is None or lines is None:
        return False
    if sums["allowances"] is None and sums["charges"] is None:
        return net == lines
    return net == _cents(lines - (value["allowances"] or Decimal(0)) + (value["charges"] or Decimal(0)))


def _payable_holds(value: dict[str, Decimal | None], sums: dict[str, str | None], *, exact: bool) -> bool:
    payable, gross = value["payable"], value["gross"]
    if payable is None or gross is None:
        return False
    prepaid, rounding = value["prepaid"] or Decimal(0), value["rounding"] or Decimal(0)
    if exact:
        return payable == gross - prepaid + rounding
    owed = _cents(gross - prepaid) if sums["prepaid"] is not None else gross
    return (_cents(payable - rounding) if sums["rounding"] is not None else payable) == owed


def _broken_taxes(t: Terms) -> Iterator[str]:
    if t.currency is not None and not _gross_holds(t):
        yield "BR-CO-15"
    for total in t.tax_totals:
        if total.in_rows is None:
            continue
        stated = _number(total.amount)
        if stated is None or stated != _cents(_total(total.in_rows)):
            yield "BR-CO-14"
    for row in t.rows:
        if not _tax_holds(row, exact=t.exact):
            yield "BR-CO-17"
        if not _fine(row.base):
            yield "BR-DEC-19"
        if not _fine(row.amount):
            yield "BR-DEC-20"
    if t.exact and any(x.currency == t.currency and not _fine(x.amount) for x in t.tax_totals):
        yield "BR-DEC-13"


def _gross_holds(t: Terms) -> bool:
    sums = t.sums or {}
    gross, net = _number(sums.get("gross")), _number(sums.get("net"))
    if t.exact and gross is not None and gross == net:
        return True
    own = [_number(total.amount) for total in t.tax_totals if total.currency == t.currency]
    if len(own) != 1 or own[0] is None or gross is None or net is None:
        return False
    return gross == _cents(net + own[0])


def _tax_holds(row: Row, *, exact: bool) -> bool:
    amount, base, rate = _number(row.amount), _number(row.base), _number(row.rate)
    if amount is None:
        return False
    if rate is None or _whole(rate) == 0:
        return _whole(amount) == 0
    if base is None:
        return False
    due = _cents(abs(base) * rate / 100)
    distance = abs(abs(amount) - due)
    return distance <= 1 if exact else distance < 1


def _total(amounts: Iterator[str | None] | Sequence[str | None]) -> Decimal:
    return sum((_number(a) or Decimal(0) for a in amounts), Decimal(0))


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text.strip()) if text is not None else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) < 40 else None


def _cents(amount: Decimal) -> Decimal:
    """XPath's round: half a cent goes up, also below zero."""
    return Decimal(floor(amount * 100 + Decimal("0.5"))) / 100


def _whole(amount: Decimal) -> int:
    return floor(amount + Decimal("0.5"))


def _fine(text: str | None) -> bool:
    """At most two digits behind the point, as written."""
    return text is None or len(text.strip().partition(".")[2]) <= 2
