"""Does a territory that leaves some countries out ever cover them?"""

from __future__ import annotations

import pytest

from assay.regime.territories import covers_territory, knows_territory


@pytest.mark.parametrize(
    ("wider", "narrower", "holds"),
    [
        ("EU except DE", "FR", True),
        ("EU except DE", "DE", False),
        ("EU except DE", "EU", False),
        ("EU except DE", "DACH", False),
        ("EU except DE", "BENELUX", True),
        ("EU", "EU except DE", True),
        ("EU except DE", "EU except DE", True),
        ("EU except DE, FR", "EU except DE", False),
        ("WORLD except CA, US", "JP", True),
        ("WORLD except CA, US", "US", False),
        ("WORLD except CA, US", "NORTH AMERICA", False),
        ("WORLD except CA, US", "WORLD", False),
        ("WORLD except US", "WORLD except CA, US", True),
        ("WORLD except CA, US", "WORLD except US", False),
        ("WORLD", "WORLD except US", True),
        ("WORLD except EU", "FR", False),
        ("DE", "EU except FR", False),
    ],
)
def test_what_is_left_out_is_not_covered(wider: str, narrower: str, holds: bool) -> None:
    assert covers_territory(wider, narrower) is holds


def test_a_union_that_leaves_some_out_is_still_known() -> None:
    assert [knows_territory(t) for t in ("EU except DE", "WORLD except CA, US", "our shops except Leeds")] == [
        True,
        True,
        False,
    ]
