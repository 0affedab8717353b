"""What a price is for, and whether it is possible: groups, two sides, few prices, copies that flood the market."""

from __future__ import annotations

import polars as pl
import pytest

from assay.policy.load import shipped
from assay.regime.listing.detectors.offer import offers
from assay.regime.listing.detectors.price import STEP, medians, price_band

PRICE = shipped().listing.price


@pytest.mark.parametrize(
    ("title", "accessory", "said"),
    [
        ("Veltrano watch, steel", False, ("single", "unknown", 1)),
        ("Veltrano watch with leather strap", True, ("single", "unknown", 1)),
        ("Veltrano leather strap 20 mm", True, ("accessory", "unknown", 1)),
        ("Veltrano watch strap 20 mm", True, ("accessory", "unknown", 1)),
        ("Veltrano empty box", False, ("accessory", "unknown", 1)),
        ("Veltrano dust bag", False, ("accessory", "unknown", 1)),
        ("Veltrano watch for parts, not working", False, ("broken", "unknown", 1)),
        ("Veltrano Uhr defekt, für Bastler", False, ("broken", "unknown", 1)),
        ("ジャンク Veltrano 腕時計", False, ("broken", "unknown", 1)),
        ("Veltrano socks, 3 pairs", False, ("single", "unknown", 1)),
        ("Veltrano shirts, lot of 50", False, ("lot", "unknown", 50)),
        ("Veltrano caps 100 pcs wholesale", False, ("lot", "unknown", 100)),
        ("wholesale Veltrano caps", False, ("lot", "unknown", 1)),
        ("Veltrano 袜子 10双装", False, ("lot", "unknown", 10)),
        ("Used Veltrano watch", False, ("single", "used", 1)),
        ("Veltrano 手表 二手", False, ("single", "used", 1)),
    ],
)
def test_what_the_price_is_for_is_told_by_the_title(title: str, accessory: bool, said: tuple[str, str, int]) -> None:
    row = pl.DataFrame({"title": [title], "condition": ["unknown"], "accessory": [accessory]})
    found = offers(row, policy=PRICE)
    assert found.select("price_group", "price_condition", "pieces").row(0) == said


def test_what_the_feed_says_of_the_condition_comes_before_the_title() -> None:
    row = pl.DataFrame({"title": ["Used look Veltrano jeans, vintage"], "condition": ["new"], "accessory": [False]})
    found = offers(row, policy=PRICE)
    assert found["price_condition"].to_list() == ["new"]


@pytest.mark.parametrize(
    ("share", "condition", "band"),
    [
        (None, "new", "unknown"),
        (0.0, "new", "impossible"),
        (0.119, "new", "impossible"),
        (0.12, "new", "suspicious"),
        (0.349, "unknown", "suspicious"),
        (0.35, "new", "normal"),
        (30.0, "new", "normal"),
        (30.1, "new", "suspicious"),
        (1000.0, "used", "suspicious"),
        (1000.1, "used", "impossible"),
        (0.029, "used", "impossible"),
        (0.03, "used", "suspicious"),
        (0.0875, "used", "normal"),
    ],
)
def test_a_price_is_measured_on_both_sides(share: float | None, condition: str, band: str) -> None:
    row = pl.DataFrame(
        {"share": [share], "condition": [condition]}, schema={"share": pl.Float64, "condition": pl.String}
    )
    assert row.select(price_band(share=pl.col("share"), condition=pl.col("condition"), policy=PRICE)).item() == band


def counted(*rows: tuple[int, bool, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [("b", bucket, entitled, n) for bucket, entitled, n in rows],
        schema={"brand_id": pl.String, "bucket": pl.Int32, "entitled": pl.Boolean, "n": pl.Int64},
        orient="row",
    )


def test_too_few_prices_make_no_market() -> None:
    assert medians(counted((40, False, 19)), policy=PRICE).height == 0
    (one,) = medians(counted((40, False, 20)), policy=PRICE).rows()
    assert one == ("b", pytest.approx(STEP**40))


def test_a_few_prices_far_off_do_not_move_the_market() -> None:
    (one,) = medians(counted((0, False, 8), (40, False, 20), (90, False, 2)), policy=PRICE).rows()
    assert one == ("b", pytest.approx(STEP**40))


def test_copies_that_flood_the_market_are_not_the_market() -> None:
    flooded = counted((10, False, 500), (50, True, 8))
    assert medians(flooded, policy=PRICE).rows() == [("b", pytest.approx(STEP**50))]
    fewer = counted((10, False, 500), (50, True, 7))
    assert medians(fewer, policy=PRICE).rows() == [("b", pytest.approx(STEP**10))]
