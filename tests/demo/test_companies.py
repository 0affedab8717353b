"""Do the invented firms' numbers check, and do broken ones fail?"""

from __future__ import annotations

import random

import pytest
from stdnum import ean, iban
from stdnum.cn import uscc
from stdnum.eu import vat
from stdnum.gb import vat as gb_vat

from assay.demo.companies import PLACES, CompanyMaker, broken_vat_id, gtin13


@pytest.mark.parametrize("country", sorted(PLACES))
def test_every_number_of_an_invented_firm_checks(country: str) -> None:
    maker = CompanyMaker.seeded(random.Random(f"7:{country}"))
    firms = [maker.company(country, "wholesale") for _ in range(40)]
    assert len({f.name for f in firms}) == 40
    for firm in firms:
        assert firm.country == country
        if country == "CN":
            assert uscc.is_valid(firm.registration)
            continue
        assert iban.is_valid(firm.iban), firm.iban
        assert gb_vat.is_valid(firm.vat_id) if country == "GB" else vat.is_valid(firm.vat_id), firm.vat_id


def test_a_broken_vat_number_fails_its_check() -> None:
    rng = random.Random(3)
    for country in ("DE", "FR", "IT", "NL", "BE", "AT"):
        maker = CompanyMaker.seeded(rng)
        good = maker.company(country, "retail").vat_id
        assert not vat.is_valid(broken_vat_id(good, rng)), good


def test_a_gtin_ends_in_its_check_digit() -> None:
    assert gtin13("9521000", 11) == "9521000000117"
    assert ean.is_valid(gtin13("9521000", 11))
