"""A number that cannot exist is told from one whose scheme nobody knows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assay.regime.identifiers import (
    Validity,
    gtin_validity,
    iban_validity,
    lei_validity,
    same_number,
    vat_country,
    vat_validity,
)


@pytest.mark.parametrize(
    ("number", "country", "validity"),
    [
        ("DE 136695976", "", Validity.OK),
        ("DE136695977", "", Validity.CHECKSUM),
        ("DE12", "", Validity.MALFORMED),
        ("FR 40 303 265 045", "", Validity.OK),
        ("CHE-107.787.577 MWST", "", Validity.OK),
        ("91110000600037341L", "CN", Validity.OK),
        ("91110000600037342L", "CN", Validity.CHECKSUM),
        ("12-3456789", "US", Validity.OK),
        ("GB980780684", "", Validity.OK),
        ("4711", "", Validity.UNKNOWN_SCHEME),
        ("XX123456", "", Validity.UNKNOWN_SCHEME),
    ],
)
def test_tax_numbers(number: str, country: str, validity: Validity) -> None:
    assert vat_validity(number, country=country) is validity


def test_accounts_article_numbers_and_entity_identifiers() -> None:
    assert iban_validity("DE89 3704 0044 0532 0130 00") is Validity.OK
    assert iban_validity("DE89 3704 0044 0532 0130 01") is Validity.CHECKSUM
    assert iban_validity("4711") is Validity.MALFORMED
    assert gtin_validity("4006381333931") is Validity.OK
    assert gtin_validity("4006381333932") is Validity.CHECKSUM
    assert lei_validity("213800KUD8LAJWSQ9D15") is Validity.OK
    assert lei_validity("213800KUD8LXJWSQ9D15") is Validity.CHECKSUM


def test_a_prefix_names_the_country_and_may_be_left_out() -> None:
    assert [vat_country(n) for n in ("EL094259216", "XI123456789", "CHE-107.787.577", "4711")] == ["GR", "GB", "CH", ""]
    assert same_number("DE136695976", "136695976")
    assert not same_number("DE136695976", "FR136695976")
    assert not same_number("", "")


@pytest.mark.data
def test_official_vectors_are_told_apart() -> None:
    root = os.environ.get("ASSAY_DATA")
    path = Path(root or "/nowhere").parent / "formats" / "identifiers" / "identifier_vectors.json"
    if not path.exists():
        pytest.skip("ASSAY_DATA names no folder with ../formats/identifiers")
    sets = json.loads(path.read_text(encoding="utf-8"))["sets"]
    checks: dict[str, Callable[[str], Validity]] = {
        "iban": iban_validity,
        "lei": lei_validity,
        "cn_uscc": lambda n: vat_validity(n, country="CN"),
        "eu_vat": vat_validity,
        "gb_vat": lambda n: vat_validity(n if n.startswith("GB") else f"GB{n}"),
    }
    valid = [(s, n) for s in checks for n in sets[s]["valid"]]
    refused = [(s, n) for s, n in valid if checks[s](n) in {Validity.CHECKSUM, Validity.MALFORMED}]
    corrupted = [(s, c["value"]) for s in checks for c in sets[s]["one_char_corrupted"] if c["rejected"]]
    accepted = [(s, n) for s, n in corrupted if checks[s](n) is Validity.OK]
    assert (refused, accepted) == ([], [])
    assert len(valid) > 50
    assert len(corrupted) > 50


@pytest.mark.parametrize(
    ("number", "country", "validity"),
    [
        ("T1180301018771", "JP", Validity.OK),
        ("T1180301018771", "", Validity.OK),
        ("T1180301018772", "JP", Validity.CHECKSUM),
        ("220-81-62517", "KR", Validity.OK),
        ("220-81-62518", "KR", Validity.CHECKSUM),
        ("ABN 83 914 571 673", "AU", Validity.OK),
        ("4540536920", "TR", Validity.OK),
        ("4540536921", "TR", Validity.CHECKSUM),
        ("TW 04595257", "", Validity.OK),
        ("04595252", "TW", Validity.OK),  # by the rule of 2023
        ("04595258", "TW", Validity.CHECKSUM),
        ("10458575", "TW", Validity.OK),
        ("CNPJ 11.222.333/0001-82", "BR", Validity.CHECKSUM),
        ("00743110157", "IT", Validity.OK),
        ("00743110158", "IT", Validity.CHECKSUM),
        ("143/456/78901", "DE", Validity.UNKNOWN_SCHEME),
        ("03-1234-5678", "JP", Validity.UNKNOWN_SCHEME),
    ],
)
def test_a_number_is_checked_as_its_country_prints_it(number: str, country: str, validity: Validity) -> None:
    assert vat_validity(number, country=country) is validity
