"""Shares come with exact intervals."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import BadInput
from assay.regime.measure.share import beta_cdf, beta_quantile, share


def at_least(k: int, n: int, p: float) -> float:
    """P(at least k of n) by the sum of the binomial itself: another way to the same number."""
    return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


@given(k=st.integers(1, 60), more=st.integers(0, 60), p=st.floats(0.001, 0.999))
def test_the_beta_distribution_agrees_with_the_binomial_sum(k: int, more: int, p: float) -> None:
    n = k + more
    assert beta_cdf(p, k, n - k + 1) == pytest.approx(at_least(k, n, p), abs=1e-9)


@given(k=st.integers(0, 200), more=st.integers(0, 200))
def test_the_interval_holds_exactly_its_level_at_its_ends(k: int, more: int) -> None:
    n = k + more
    found = share(k, n)
    if k:
        assert at_least(k, n, found.low) == pytest.approx(0.025, abs=1e-7)
    if more:
        assert 1 - at_least(k + 1, n, found.high) == pytest.approx(0.025, abs=1e-7)
    assert 0 <= found.low <= (k / n if n else 0.5) <= found.high <= 1


def test_nineteen_of_twenty_is_not_much_to_know() -> None:
    found = share(19, 20)
    assert (round(found.low, 3), round(found.high, 4)) == (0.751, 0.9987)


def test_of_nothing_nothing_is_known() -> None:
    found = share(0, 0)
    assert (found.rate, found.low, found.high) == (None, 0.0, 1.0)


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(BadInput, match="is no share"):
        share(k, n)


def test_a_quantile_is_where_the_distribution_reaches_its_part() -> None:
    assert beta_quantile(0.5, 3, 3) == pytest.approx(0.5)
    assert beta_cdf(beta_quantile(0.95, 41, 2), 41, 2) == pytest.approx(0.95)
