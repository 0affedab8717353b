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
    "TR": "vkn",
    "RU": "inn",
    "CA": "bn",
    "MX": "rfc",
    "AR": "cuit",
    "CL": "rut",
    "NZ": "ird",
    "TH": "tin",
    "UA": "edrpou",
    "RS": "pib",
    "IL": "hp",
    "ZA": "tin",
}
# Schemes of digits alone, with how many; papers print a word or a letter before them (T1180301018771, ABN 83 914 571 673).
_DIGITS = {"JP": 13, "TW": 8, "KR": 10, "AU": 11, "BR": 14, "TR": 10, "NZ": 9, "TH": 13, "RS": 9}
# Members whose companies also print the national number without the prefix; one that has its length is checked, others may be of another kind.
_BARE = {"IT": 11, "PL": 10, "PT": 9, "BE": 10, "DK": 8, "FI": 8, "LU": 8}


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
    if re.fullmatch(r"T\d{13}", value):
        return _validity(_module("jp", "cn"), value[1:])
    if prefix in _TAX and value[2:3].isdigit():
        country, value, number = prefix, value[2:], number.strip()[2:]
    return _abroad(value, number, country=country)


def _abroad(value: str, number: str, *, country: str) -> Validity:
    """Of a number without the prefix of a member state: by the scheme of its country."""
    if country in _DIGITS:
        digits = re.sub(r"\D", "", value)
        if len(digits) != _DIGITS[country]:
            return Validity.UNKNOWN_SCHEME
        if country == "KR":
            return _korean(digits)
        if country == "TW":
            return _taiwanese(digits)
        verdict = _validity(_module(country.lower(), _TAX[country]), digits)
        return verdict if verdict is not Validity.MALFORMED else Validity.UNKNOWN_SCHEME
    if country in _BARE:
        fits = value.isdigit() and len(value) == _BARE[country]
        return _validity(_module(country.lower(), "vat"), value) if fits else Validity.UNKNOWN_SCHEME
    if country in _TAX and country not in {"GB", "CH", "NO"}:
        if country == "CN" and len(value) != 18:
            return Validity.MALFORMED if len(value) not in {15, 17, 20} else Validity.UNKNOWN_SCHEME
        verdict = _validity(_module(country.lower(), _TAX[country]), number if country == "US" else value)
        # Elsewhere several kinds of number stand beside each other: one of another form is none that is wrong.
        known_form = country in {"CN", "US", "IN"}
        return verdict if known_form or verdict is not Validity.MALFORMED else Validity.UNKNOWN_SCHEME
    if len(value) == 18 and value[2:8].isdigit():
        return _validity(_module("cn", "uscc"), value)
    return Validity.UNKNOWN_SCHEME


def _korean(digits: str) -> Validity:
    """A business registration number: weights 1 3 7 1 3 7 1 3 5, the ninth product's tens added (National Tax Service)."""
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=False)) + int(digits[8]) * 5 // 10
    return Validity.OK if (10 - total % 10) % 10 == int(digits[9]) else Validity.CHECKSUM


def _taiwanese(digits: str) -> Validity:
    """A unified business number: weights 1 2 1 2 1 2 4 1, cross sums; a multiple of five since April 2023 (Ministry of Finance), of ten before.

    A seventh digit of 7 counts 28 = 10, which sums to 1 or 0: both are right.
    """
    products = [w * int(d) for w, d in zip((1, 2, 1, 2, 1, 2, 4, 1), digits, strict=True)]
    total = sum(p // 10 + p % 10 for p in products)
    fits = total % 5 == 0 or (digits[6] == "7" and (total + 1) % 5 == 0)
    return Validity.OK if fits else Validity.CHECKSUM


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
    """Equal once blanks and punctuation are gone; a country prefix or a word of tax behind a Swiss one that only one carries is no difference."""
    a, b = (re.sub(r"(?<=\d)(?:MWST|TVA|IVA|TPV|VAT)$", "", squeezed(n)) for n in (one, other))
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
