"""What may a brand see of a seller's paper?

The brand is asked whether the goods are its own and whether the issuer may sell them. It never sees what the seller paid: prices, amounts, totals
and bank data cannot even be named in the policy, and a line's description is shown without anything in it that looks like an amount of money.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.policy.schema.document import BrandSeesPolicy

# A number beside a currency sign or code, in either order: "EUR 1,200.00", "€ 49", "49.00 USD", "1 200 zł".
_CURRENCY = r"(?:[€$£¥₹₩₽₺]|zł|kr|元|円|(?:EUR|USD|GBP|CNY|RMB|JPY|CHF|PLN|SEK|NOK|DKK|CZK|HKD|KRW|INR|AUD|CAD)\b)"
_NUMBER = r"\d+(?:[.,' \u00a0\u202f]\d+)*"
_MONEY = re.compile(rf"{_CURRENCY}\s*{_NUMBER}|{_NUMBER}\s*{_CURRENCY}", re.IGNORECASE)
HIDDEN = "[amount]"
HIDDEN_NUMBER = "[number]"
LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class Goods:
    """One line of the paper: what it names, and how many pieces where the policy shows them."""

    description: str
    gtin: str
    pieces: str


@dataclass(frozen=True, kw_only=True)
class Disclosed:
    """What is shown; empty where the paper does not say it or the policy does not show it."""

    kind: str = ""
    number: str = ""
    issued_on: str = ""
    issuer_name: str = ""
    issuer_address: str = ""
    issuer_vat_id: str = ""
    goods: tuple[Goods, ...] = ()
    marks: tuple[str, ...] = ()


def disclosed(reading: Mapping[str, Any], *, policy: BrandSeesPolicy) -> Disclosed:
    """The part of a stored reading that the policy lets the brand see."""
    shown = frozenset(policy.fields)
    issuer = (reading.get("issuer") or {}) if "issuer" in shown else {}
    letter = reading.get("letter") or {}
    if "issuer" in shown and letter.get("authoriser"):
        issuer = issuer if _value(issuer.get("name")) else letter["authoriser"]
    return Disclosed(
        kind=str(reading.get("kind") or "") if "kind" in shown else "",
        number=_value(reading.get("number")) if "number" in shown else "",
        issued_on=_value(reading.get("issued_on")) if "issued_on" in shown else "",
        issuer_name=_value(issuer.get("name")),
        issuer_address=_without_number(_value(issuer.get("address")), reading, shown=shown),
        issuer_vat_id=_value(issuer.get("vat_id")),
        goods=_goods(reading, letter, pieces="pieces" in shown) if "goods" in shown else (),
        marks=tuple(_value(m) for m in letter.get("marks", ())) if "marks" in shown else (),
    )


def _goods(reading: Mapping[str, Any], letter: Mapping[str, Any], *, pieces: bool) -> tuple[Goods, ...]:
    lines = [
        Goods(
            description=_without_money(_value(line.get("description"))),
            gtin=_value(line.get("gtin")),
            pieces=_value(line.get("quantity")) if pieces else "",
        )
        for line in reading.get("lines", ())
    ]
    named = [Goods(description=_without_money(_value(g)), gtin="", pieces="") for g in letter.get("goods", ())]
    return tuple(lines + named)


def _without_money(text: str) -> str:
    return _MONEY.sub(HIDDEN, text[:LONGEST])


def _without_number(text: str, reading: Mapping[str, Any], *, shown: frozenset[str]) -> str:
    """A reader may take the line with the paper's number for part of the address; what the policy hides stays hidden there too."""
    number = _value(reading.get("number"))
    return text if "number" in shown or len(number) < 3 else text.replace(number, HIDDEN_NUMBER)


def _value(field: Any) -> str:
    """The value of a stored field, which is {value, ...} or null."""
    return str(field.get("value") or "") if isinstance(field, Mapping) else ""
