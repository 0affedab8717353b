"""Does the store hold a right that covers this listing, today?

Rights are joined on store and brand; each condition (status, term, goods, category, territory, channel) is looked at for all pairs at once, and the
best answer counts. The answers are ordered, so that a store reads the nearest reason: "expired" when only the date is wrong, "other_goods" when the
right is for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from assay.regime.channels import covers_channel
from assay.regime.listing.claims.fold import fold
from assay.regime.territories import covers_territory

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
    "unclear_goods",
    "other_channel",
    "other_territory",
    "other_category",
    "other_goods",
    "none",
)
"""Best first. A right that would cover the listing but was revoked says more than one for other goods."""

STATE_WORDS: dict[str, str] = {
    "none": "the store holds no right for it",
    "unclear_goods": "the store's right names certain goods, and the listing does not say whether it is one of them",
    "other_goods": "the store's right is for other goods",
    "other_category": "the store's right is for another category",
    "other_territory": "the store's right is for another territory",
    "other_channel": "the store's right is for another channel",
    "expired": "the store's right has expired",
    "not_yet": "the store's right has not begun",
    "suspended": "the store's right is suspended",
    "revoked": "the store's right was revoked",
}

BETWEEN = "\x1f"  # of two bounds; stands in no name
ENOUGH_WORDS = 0.75  # of a product's name must stand in a title

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True, kw_only=True)
class Good:
    """A product under all that it is known by: GTIN in 14 digits, model and name folded; empty where unknown."""

    gtin: str = ""
    model: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Rights:
    """Rights sorted by a hash of store and brand, so that a batch finds its own by binary search whatever their number."""

    table: pl.DataFrame
    keys: U64
    known: dict[str, dict[str, Good]]


def _keys(store: pl.Series, brand: pl.Series) -> U64:
    frame = pl.DataFrame({"s": store.cast(pl.String), "b": brand.cast(pl.String)})
    return frame.select((pl.col("s") + "\x1f" + pl.col("b")).hash(seed=0)).to_series().fill_null(0).to_numpy()


def index_rights(table: pl.DataFrame, *, products: pl.DataFrame) -> Rights:
    """RIGHTS -> rights to look up in. `products` of the register say under which numbers, models and names the same goods are known."""
    keys = _keys(table["store_id"], table["brand_id"])
    order = np.argsort(keys, kind="stable")
    return Rights(table=table[order], keys=keys[order], known=known_goods(products))


def known_goods(products: pl.DataFrame) -> dict[str, dict[str, Good]]:
    """brand -> GTIN, model or name of a product -> the product."""
    known: dict[str, dict[str, Good]] = {}
    for brand, name, model, gtin in products.select("brand_id", "name", "model", "gtin").iter_rows():
        good = Good(gtin=(gtin or "").zfill(14) if gtin else "", model=fold(model or ""), name=fold(name or ""))
        for key in (good.gtin, good.model, good.name):
            if key:
                known.setdefault(brand, {}).setdefault(key, good)
    return known


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
        pairs = pairs.with_columns(_state(pairs, known=rights.known, on=on))
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


def _state(pairs: pl.DataFrame, *, known: dict[str, dict[str, Good]], on: date) -> pl.Expr:
    goods = _goods(pairs, known=known)
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
    territory = _inside(pairs, "r_territories", "country", holds=covers_territory)
    channel = _inside(pairs, "r_channels", "channel", holds=covers_channel)
    status = pl.col("r_status")
    return (
        pl.when(goods == "other")
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
        .when(goods == "unclear")
        .then(pl.lit("unclear_goods"))
        .otherwise(pl.lit("in_force"))
        .alias("right_state")
    )


def _inside(pairs: pl.DataFrame, bounds: str, place: str, *, holds: Callable[[str, str], bool]) -> pl.Series:
    """Does one of the right's bounds hold the listing's place? A right without bounds holds every place, and a listing that names none is inside.

    Bounds are as letters write them: `EU` holds `DE`, `online` holds a platform. Few bounds are distinct, so each is looked up once.
    """
    answer = np.ones(pairs.height, dtype=np.bool_)
    bound = pairs.select((pl.col(bounds).list.len() > 0) & (pl.col(place) != "")).to_series().fill_null(False)
    rows = bound.arg_true()
    if rows.len():
        some = pairs[rows].select(pl.col(bounds).list.join(BETWEEN), place)
        known: dict[tuple[str, str], bool] = {}
        for at, pair in zip(rows.to_list(), some.iter_rows(), strict=True):
            if pair not in known:
                known[pair] = any(holds(wide, pair[1]) for wide in pair[0].split(BETWEEN))
            answer[at] = known[pair]
    return pl.Series(answer)


def _goods(pairs: pl.DataFrame, *, known: dict[str, dict[str, Good]]) -> pl.Series:
    """Are the listing's goods among the right's? covered, other or unclear; only pairs whose right names goods are looked at one by one."""
    answer = ["covered"] * pairs.height
    named = (pairs["r_goods"].list.len() > 0).arg_true()
    if named.len():
        some = pairs[named].select("r_goods", "brand_id", "gtin", "mpn", "title")
        for at, (goods, brand, gtin, mpn, title) in zip(named.to_list(), some.iter_rows(), strict=True):
            answer[at] = covers(goods, gtin=gtin, mpn=mpn, title=title, known=known.get(brand, {}))
    return pl.Series(answer, dtype=pl.String)


def covers(goods: Sequence[str], *, gtin: str, mpn: str, title: str, known: Mapping[str, Good]) -> str:
    """covered: the listing is one of these goods by GTIN, part number, model or name. other: it is another product. unclear: it does not say."""
    wanted = [known.get(_key(g)) or _unknown(g) for g in goods]
    number, words = fold(mpn), fold(title)
    if gtin and any(g.gtin == gtin for g in wanted):
        return "covered"
    if number and any(g.model == number for g in wanted):
        return "covered"
    if gtin and all(g.gtin for g in wanted):
        return "other"
    if any(_named(g, words) for g in wanted):
        return "covered"
    if gtin or number or any(_named(g, words) for g in known.values()):
        return "other"
    return "unclear"


def _key(good: str) -> str:
    digits = good.strip()
    return digits.zfill(14) if digits.isdigit() and len(digits) in (8, 12, 13, 14) else fold(good)


def _unknown(good: str) -> Good:
    key = _key(good)
    return Good(gtin=key) if key.isdigit() and len(key) == 14 else Good(model=key)


def _named(good: Good, title: str) -> bool:
    """Does a title name the product: its model whole, or most words of its name?"""
    have = f" {title} "
    if good.model and (f" {good.model} " in have or (" " in good.model and f" {good.model.replace(' ', '')} " in have)):
        return True
    words = good.name.split()
    return bool(words) and sum(f" {w} " in have for w in words) >= ENOUGH_WORDS * len(words)
