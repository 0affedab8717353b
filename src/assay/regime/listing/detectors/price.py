"""Is the price possible?

The brand's own reference comes first; without one, the median of the market for the same brand, category and condition, where enough listings make
one. A price below an eighth of it is impossible for new goods, below a third suspicious; used goods are measured against what used goods keep.
"""

from __future__ import annotations

import polars as pl

from assay.policy.schema.fx import FxPolicy
from assay.policy.schema.listing import PricePolicy

STEP = 1.1  # width of a bucket of the market's prices: the median is right to five per cent


def in_base(*, price: pl.Expr, currency: pl.Expr, fx: FxPolicy) -> pl.Expr:
    """Price in the base currency; null where price or currency is unknown."""
    per_base = currency.replace_strict(dict(fx.per_base), default=None, return_dtype=pl.Float64)
    return price / per_base


def bucket(price_base: pl.Expr) -> pl.Expr:
    """Which bucket of the market a price falls into; null for none."""
    return pl.when(price_base > 0).then((price_base.log() / pl.lit(STEP).log()).round().cast(pl.Int32))


def medians(counts: pl.DataFrame, *, policy: PricePolicy) -> pl.DataFrame:
    """Counted buckets (group columns, bucket, n) -> one median a group that has enough listings: columns of the group and `market_price`."""
    group = [c for c in counts.columns if c not in ("bucket", "n")]
    ordered = counts.sort([*group, "bucket"]).with_columns(
        pl.col("n").cum_sum().over(group).alias("below"), pl.col("n").sum().over(group).alias("all")
    )
    return (
        ordered.filter((pl.col("all") >= policy.min_market_listings) & (pl.col("below") * 2 >= pl.col("all")))
        .group_by(group, maintain_order=True)
        .agg(pl.col("bucket").first())
        .with_columns((pl.lit(STEP) ** pl.col("bucket")).alias("market_price"))
        .drop("bucket")
    )


def price_band(*, share: pl.Expr, condition: pl.Expr, policy: PricePolicy) -> pl.Expr:
    """impossible, suspicious, normal or unknown."""
    scale = (
        pl.when(condition == "new").then(1.0).when(condition == "unknown").then(1.0).otherwise(policy.used_value_share)
    )
    return (
        pl.when(share.is_null())
        .then(pl.lit("unknown"))
        .when(share < policy.impossible_below_share * scale)
        .then(pl.lit("impossible"))
        .when(share < policy.suspicious_below_share * scale)
        .then(pl.lit("suspicious"))
        .otherwise(pl.lit("normal"))
    )
