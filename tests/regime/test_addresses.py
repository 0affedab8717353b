"""One place is one, and another number is another place."""

from __future__ import annotations

import pytest

from assay.regime.addresses import same_address
from assay.regime.names import Same
from assay.regime.territories import covers_territory


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Hauptstr. 5, 10115 Berlin", "Hauptstraße 5\n10115 Berlin, Germany", Same.SAME),
        ("12 rue de la Paix 75002 Paris", "12, Rue de la Paix, F-75002 PARIS, France", Same.SAME),
        ("10 High Street, London SW1A 1AA", "10 High St, SW1A 1AA London, UK", Same.SAME),
        ("上海市徐汇区漕溪路100号", "100 Caoxi Road, Xuhui District, Shanghai", Same.SAME),
        ("Hauptstr. 5, 10115 Berlin", "Hauptstr. 7, 10115 Berlin", Same.DOUBTFUL),
        ("Hauptstr. 5, 10115 Berlin", "Via Roma 8, 20121 Milano", Same.ANOTHER),
        ("Hauptstr. 5, 10115 Berlin", "Berlin", None),
        ("", "Berlin", None),
    ],
)
def test_addresses_are_compared_by_number_first(one: str, other: str, answer: Same | None) -> None:
    assert same_address(one, other) is answer


@pytest.mark.parametrize(
    ("wider", "narrower", "covered"),
    [
        ("EU", "DE", True),
        ("European Union", "France", True),
        ("EEA", "EU", True),
        ("worldwide", "Atlantis", True),
        ("EU", "GB", False),
        ("DE", "EU", False),
        ("全球", "CN", True),
        ("Atlantis", "Atlantis", True),
    ],
)
def test_a_union_covers_its_members_and_never_the_other_way_round(wider: str, narrower: str, covered: bool) -> None:
    assert covers_territory(wider, narrower) is covered
