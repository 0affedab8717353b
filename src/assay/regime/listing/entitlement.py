"""Does the store hold a right that covers this listing, today?

Rights are joined on store and brand; each condition (status, term, goods, category, territory, channel) is looked at for all pairs at once, and the
best answer counts. The answers are ordered, so that a store reads the nearest reason: "expired" when only the date is wrong, "other_goods" when the right
is for something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from assay.regime.listing.claims.fold import fold

RIGHTS: dict[str, pl.DataType] = {
    "right_id": pl.String(),
    "store_id": pl.String(),
    "brand_id": pl.String(),
    "goods": pl.List(pl.String()),
    "categories": pl.List(pl.String()),
    "territories": pl.List(pl.String()),
    "channels": pl.List(pl.String()),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "units": pl.Int64(),
    "status": pl.String(),
}
"""`valid_to` is the first day on which a right is no longer good; an empty list means all; `units` null means no limit."""

STATES: tuple[str, ...] = (
    "in_force",
    "revoked",
    "suspended",
    "expired",
    "not_yet",
    "other_channel",
    "other_territory",
    "other_category",
    "other_goods",
    "none",
)
"""Best first. A right that would cover the listing but was revoked says more than one for other goods."""

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True, kw_only=True)
class Rights:
    """Rights sorted by a hash of store and brand, so that a batch finds its own by binary search whatever their number."""

    table: pl.DataFrame
    keys: U64


def _keys(store: pl.Series, brand: pl.Series) -> U64:
    frame = pl.DataFrame({"s": store.cast(pl.String), "b": brand.cast(pl.String)})
    return frame.select((pl.col("s") + "\x1f" + pl.col("b")).hash(seed=0)).to_series().fill_null(0).to_numpy()


def index_rights(table: pl.DataFrame) -> Rights:
    """RIGHTS -> rights to look up in."""
    keys = _keys(table["store_id"], table["brand_id"])
    order = np.argsort(keys, kind="stable")
    return Rights(table=table[order], keys=keys[order])


def entitle(offers: pl.DataFrame, *, rights: Rights, on: date) -> pl.DataFrame:
    """Offers (row, brand_id, store_id, gtin, mpn, title, product_type, country, channel) -> the best right of each.

    Adds right_state, right (row of the rights, null for none), whole_brand (the right covers every product of the brand). One row in, one row out.
    """
    offers = offers.with_row_index("offer")
    keys = _keys(offers["store_id"], offers["brand_id"])
    low = np.searchsorted(rights.keys, keys, side="left")
    high = np.searchsorted(rights.keys, keys, side="right")
    count = high - low
    offer = np.repeat(np.arange(offers.height), count)
    right = np.repeat(low - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
    pairs = pl.concat(
        [
            offers[offer],
            rights.table[right].rename({c: f"r_{c}" for c in rights.table.columns}),
            pl.DataFrame({"right": right.astype(np.uint32)}),
        ],
        how="horizontal",
    ).filter((pl.col("store_id") == pl.col("r_store_id")) & (pl.col("brand_id") == pl.col("r_brand_id")))
    if pairs.height:
        pairs = pairs.with_columns(_state(pairs, on=on))
        pairs = pairs.with_columns(
            pl.col("right_state")
            .replace_strict({s: i for i, s in enumerate(STATES)}, return_dtype=pl.Int8)
            .alias("rank")
        )
        best = (
            pairs.sort(["offer", "rank"], maintain_order=True)
            .group_by("offer", maintain_order=True)
            .agg(
                pl.col("right_state").first(),
                pl.col("right").first(),
                pl.col("r_right_id").first().alias("right_id"),
                (pl.col("r_goods").list.len() == 0)
                .filter(pl.col("right_state") == "in_force")
                .any()
                .alias("whole_brand"),
                pl.col("right").filter(pl.col("right_state") == "in_force").alias("covering"),
            )
        )
    else:
        best = pl.DataFrame(
            schema={
                "offer": pl.UInt32,
                "right_state": pl.String,
                "right": pl.UInt32,
                "right_id": pl.String,
                "whole_brand": pl.Boolean,
                "covering": pl.List(pl.UInt32),
            }
        )
    return (
        offers.join(best, on="offer", how="left", maintain_order="left")
        .with_columns(pl.col("right_state").fill_null("none"), pl.col("whole_brand").fill_null(False))
        .drop("offer")
    )


def _state(pairs: pl.DataFrame, *, on: date) -> pl.Expr:
    goods = pl.Series(
        [
            _covers_goods(wanted, gtin, mpn, title) if wanted else True
            for wanted, gtin, mpn, title in zip(
                pairs["r_goods"].to_list(),
                pairs["gtin"].to_list(),
                pairs["mpn"].to_list(),
                pairs["title"].to_list(),
                strict=True,
            )
        ],
        dtype=pl.Boolean,
    )
    category = (
        (pl.col("r_categories").list.len() == 0)
        | (pl.col("product_type") == "")
        | pl.Series(
            [
                not wanted or any(fold(w) in fold(have) for w in wanted)
                for wanted, have in zip(pairs["r_categories"].to_list(), pairs["product_type"].to_list(), strict=True)
            ],
            dtype=pl.Boolean,
        )
    )
    territory = (
        (pl.col("r_territories").list.len() == 0)
        | (pl.col("country") == "")
        | pl.col("r_territories").list.contains(pl.col("country"))
    )
    channel = (
        (pl.col("r_channels").list.len() == 0)
        | (pl.col("channel") == "")
        | pl.col("r_channels").list.contains(pl.col("channel"))
    )
    status = pl.col("r_status")
    return (
        pl.when(~goods)
        .then(pl.lit("other_goods"))
        .when(~category)
        .then(pl.lit("other_category"))
        .when(~territory)
        .then(pl.lit("other_territory"))
        .when(~channel)
        .then(pl.lit("other_channel"))
        .when(status == "revoked")
        .then(pl.lit("revoked"))
        .when((status == "expired") | (pl.col("r_valid_to") <= on).fill_null(False))
        .then(pl.lit("expired"))
        .when(status == "suspended")
        .then(pl.lit("suspended"))
        .when((status == "not_yet") | (pl.col("r_valid_from") > on).fill_null(False))
        .then(pl.lit("not_yet"))
        .otherwise(pl.lit("in_force"))
        .alias("right_state")
    )


def _covers_goods(wanted: list[str], gtin: str, mpn: str, title: str) -> bool:
    """Is one of the right's goods (GTINs or models) this listing's GTIN, part number, or named in its title?"""
    have = f" {fold(title)} "
    number = fold(mpn)
    for good in wanted:
        digits = good.strip()
        if digits.isdigit() and len(digits) in (8, 12, 13, 14):
            if gtin and digits.zfill(14) == gtin:
                return True
            continue
        name = fold(good)
        if name and (name == number or f" {name} " in have or f" {name.replace(' ', '')} " in have):
            return True
    return False
