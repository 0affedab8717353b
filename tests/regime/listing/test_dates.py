"""Which dates a row of a feed may carry."""

from __future__ import annotations

from datetime import date

import pytest

from assay.errors import BadInput
from assay.regime.listing.dates import check_dates

ON = date(2026, 11, 24)


def check(**words: str) -> None:
    check_dates(words, max_days_ahead=1100, on=ON, where="line 3")


def test_a_day_a_moment_and_an_interval_are_dates() -> None:
    check(
        id="a",
        availability_date="2026-12-01",
        expiration_date="2027-01-01T09:00+01:00",
        sale_price_effective_date="2026-11-24T13:00Z/2026-11-29T15:30Z",
        release_date="",
    )


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("2999-01-01", "2999-01-01 is no date of an offer."),
        ("1899-12-30", "1899-12-30 is no date of an offer."),
        ("2026-11-24/2999-01-01", "2999-01-01 is no date of an offer."),
        ("tomorrow", "'tomorrow' is no date."),
        ("2026-02-30", "'2026-02-30' is no date."),
        ("2026-12-02/2026-12-01", "'2026-12-02/2026-12-01' is no interval."),
        ("2026-12-01/2026-12-02/2026-12-03", "'2026-12-01/2026-12-02/2026-12-03' is no interval."),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_place(word: str, what: str) -> None:
    with pytest.raises(BadInput) as refused:
        check(availability_date=word)
    assert (refused.value.what, refused.value.where) == (what, "line 3: availability_date")


def test_the_last_day_that_the_policy_allows_is_allowed() -> None:
    check(expiration_date="2029-11-28")
    with pytest.raises(BadInput):
        check(expiration_date="2029-11-29")
