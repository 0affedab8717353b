"""Can this tax number, register number, bank account or article number exist?

A number that passes its check may still be somebody else's: validity is necessary, never sufficient. And a number whose scheme we do not know
says nothing. Sources: python-stdnum's check rules; ISO 13616 (IBAN), ISO 17442 (LEI), GB 32100-2015 (USCC), GS1 (GTIN).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from types import ModuleType
from typing import Any

from stdnum import ean, iban, lei
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.util import get_cc_module


class Validity(StrEnum):
    """`unknown_scheme` is no verdict: nothing is held against the number."""

    OK = "ok"
    MALFORMED = "malformed"
    CHECKSUM = "checksum"
    UNKNOWN_SCHEME = "unknown_scheme"


_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR EL HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
EU = frozenset(_MEMBERS.split())
# Outside the EU: which number a company of the country prints as its tax number.
_TAX: dict[str, str] = {
    "GB": "vat",
    "CH": "vat",
    "NO": "mva",
    "CN": "uscc",
    "US": "ein",
    "JP": "cn",
    "TW": "ubn",
    "KR": "brn",
    "AU": "abn",
    "IN": "gstin",
    "BR": "cnpj",
}


def squeezed(number: str) -> str:
    """Letters and digits alone, upper case."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())


@lru_cache(maxsize=8_192)
def vat_validity(number: str, *, country: str = "") -> Validity:
    """Of a VAT or other tax number; the country is its prefix, else `country` (ISO 3166-1 alpha-2)."""
    value = squeezed(number)
    prefix = value[:2]
    if prefix in EU:
        return _validity(
            _module("gr" if prefix == "EL" else "gb" if prefix == "XI" else prefix.lower(), "vat"), value[2:]
        )
    if prefix == "GB":
        return _validity(_module("gb", "vat"), value[2:])
    if value.startswith("CHE"):
        # A UID is a VAT number once MWST, TVA or IVA follows; the check digit is the UID's.
        return _validity(_module("ch", "uid"), re.sub(r"(MWST|TVA|IVA|TPV)$", "", value))
    if value.startswith("NO") and value[2:11].isdigit():
        return _validity(_module("no", "orgnr"), value[2:11])
    if country in _TAX and country not in {"GB", "CH", "NO"}:
        if country == "CN" and len(value) != 18:
            return Validity.MALFORMED if len(value) not in {15, 17, 20} else Validity.UNKNOWN_SCHEME
        return _validity(_module(country.lower(), _TAX[country]), number if country == "US" else value)
    if len(value) == 18 and value[2:8].isdigit():
        return _validity(_module("cn", "uscc"), value)
    return Validity.UNKNOWN_SCHEME


def vat_country(number: str) -> str:
    """The ISO 3166 country that a VAT number names by its prefix, or nothing."""
    value = squeezed(number)
    if value.startswith("CHE"):
        return "CH"
    if not re.match(r"[A-Z]{2}[0-9A-Z]*\d", value):
        return ""
    prefix = value[:2]
    if prefix in {"EL", "XI"}:
        return "GR" if prefix == "EL" else "GB"
    return prefix if prefix in EU or prefix in {"GB", "NO"} else ""


@lru_cache(maxsize=8_192)
def iban_validity(number: str) -> Validity:
    """ISO 13616: length and form of the country, and mod 97."""
    value = squeezed(number)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[0-9A-Z]{10,30}", value):
        return Validity.MALFORMED
    return _validity(iban, value, check_country=False)


def lei_validity(number: str) -> Validity:
    """ISO 17442."""
    return _validity(lei, squeezed(number))


def gtin_validity(number: str) -> Validity:
    """GTIN-8, -12, -13 or -14."""
    value = squeezed(number)
    return _validity(ean, value) if value.isdigit() else Validity.MALFORMED


def same_number(one: str, other: str) -> bool:
    """Equal once blanks and punctuation are gone; a country prefix that only one carries is no difference."""
    a, b = squeezed(one), squeezed(other)
    if not a or not b:
        return False
    bare = re.compile(r"^(?:[A-Z]{2})?(?=\d{6})")
    return a == b or (bare.sub("", a) == bare.sub("", b) and (a[:2].isdigit() or b[:2].isdigit()))


def _module(country: str, name: str) -> ModuleType | None:
    module: Any = get_cc_module(country, name)
    return module if isinstance(module, ModuleType) else None


def _validity(module: ModuleType | None, value: str, **options: Any) -> Validity:
    if module is None:
        return Validity.UNKNOWN_SCHEME
    try:
        module.validate(value, **options)
    except InvalidChecksum:
        return Validity.CHECKSUM
    except ValidationError:
        return Validity.MALFORMED
    return Validity.OK
