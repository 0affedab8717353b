"""What does only the whole catalogue know of a listing?

How many pieces a store offers over all its listings, held against the pieces that its rights still cover, and what the market pays for a brand. Each
batch is counted, the counts of the parts add up, and what follows from them is settled once, to be looked up by every batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from assay.regime.listing.detectors.price import medians
from assay.regime.listing.examination import Office
from assay.regime.listing.lookups import Index, index_of

OFFER: tuple[str, ...] = ("store_id", "brand_id", "offer_key")
GOODS: tuple[str, ...] = ("brand_id", "category", "price_condition", "price_group")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What only the whole catalogue knows: pieces on offer by store, brand and product; prices by GOODS and whether the store holds a right."""

    offered: pl.DataFrame
    prices: pl.DataFrame


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What follows from a tally: by OFFER the pieces on offer and those that the rights cover; by GOODS the price of the market."""

    units: Index
    market: Index


def tally(looked: Iterable[pl.DataFrame]) -> Tally:
    """Count the batches; tallies of parts add up (`add`)."""
    offered, prices = [], []
    for part in looked:
        offered.append(
            part.filter(pl.col("covering").list.len() > 0)
            .select("store_id", "brand_id", "offer_key", "quantity", "covering")
            .group_by("store_id", "brand_id", "offer_key")
            .agg(
                pl.col("quantity").sum(),
                pl.col("covering").list.explode(keep_nulls=False, empty_as_null=False).unique(),
            )
        )
        prices.append(
            part.filter(pl.col("trades") & pl.col("certain") & pl.col("bucket").is_not_null())
            .group_by(*GOODS, "bucket", pl.col("right_state").eq("in_force").alias("entitled"))
            .agg(pl.len().cast(pl.Int64).alias("n"))
        )
    return add([Tally(offered=o, prices=p) for o, p in zip(offered, prices, strict=True)])


def add(parts: Sequence[Tally]) -> Tally:
    """The tally of several parts of one catalogue."""
    return Tally(
        offered=pl.concat([p.offered for p in parts])
        .group_by("store_id", "brand_id", "offer_key")
        .agg(pl.col("quantity").sum(), pl.col("covering").list.explode(keep_nulls=False, empty_as_null=False).unique()),
        prices=pl.concat([p.prices for p in parts]).group_by(*GOODS, "bucket", "entitled").agg(pl.col("n").sum()),
    )


def settle(tally: Tally, *, by: Office) -> Settled:
    """What follows from a whole tally, once for all batches."""
    units = by.rights.table["units"]
    covered = (
        tally.offered.with_row_index("offer").select("offer", "covering").explode("covering").drop_nulls("covering")
    )
    covered = covered.with_columns(units.gather(covered["covering"]).alias("units"))
    # No limit where one of the rights has none.
    limit = pl.when(pl.col("units").null_count() == 0).then(pl.col("units").sum())
    left = covered.group_by("offer").agg(limit.alias("units_left"))
    offered = tally.offered.with_row_index("offer").join(left, on="offer", how="left", maintain_order="left")
    return Settled(
        units=index_of(
            offered.select(*OFFER, pl.col("quantity").alias("units_on_offer"), pl.col("units_left").cast(pl.Int64)),
            keys=OFFER,
        ),
        market=index_of(medians(tally.prices, policy=by.policy.listing.price), keys=GOODS),
    )
