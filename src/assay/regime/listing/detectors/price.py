"""Is the price possible?

The brand's own reference comes first; without one, the median of the market for the same brand, category, condition and kind of offer: of
stores that hold a right where some do, because copies may be most of what is offered, else of all, where enough listings make one. A price
below an eighth of it is impossible for new goods, below a third suspicious; used goods are measured against what used goods keep. A thousand
times the reference is a mistake or a mask.
"""

from __future__ import annotations

import polars as pl

from assay.policy.schema.listing import PricePolicy

STEP = 1.1  # width of a bucket of the market's prices: the median is right to five per cent


def bucket(price_base: pl.Expr) -> pl.Expr:
    """Which bucket of the market a price falls into; null for none."""
    return pl.when(price_base > 0).then((price_base.log() / pl.lit(STEP).log()).round().cast(pl.Int32))


def medians(counts: pl.DataFrame, *, policy: PricePolicy) -> pl.DataFrame:
    """Counted buckets (group columns, bucket, entitled, n) -> one median a group that has enough listings: columns of the group and `market_price`.

    Where enough listings of stores with a right make one, it is theirs.
    """
    group = [c for c in counts.columns if c not in ("bucket", "n", "entitled")]
    every = counts.group_by([*group, "bucket"], maintain_order=True).agg(pl.col("n").sum())
    theirs = _medians(counts.filter("entitled").drop("entitled"), least=policy.min_entitled_listings)
    return pl.concat([theirs, _medians(every, least=policy.min_market_listings)]).unique(
        group, keep="first", maintain_order=True
    )


def _medians(counts: pl.DataFrame, *, least: int) -> pl.DataFrame:
    group = [c for c in counts.columns if c not in ("bucket", "n")]
    ordered = counts.sort([*group, "bucket"]).with_columns(
        pl.col("n").cum_sum().over(group).alias("below"), pl.col("n").sum().over(group).alias("all")
    )
    return (
        ordered.filter((pl.col("all") >= least) & (pl.col("below") * 2 >= pl.col("all")))
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
        .when((share < policy.impossible_below_share * scale) | (share > policy.impossible_above_share))
        .then(pl.lit("impossible"))
        .when((share < policy.suspicious_below_share * scale) | (share > policy.suspicious_above_share))
        .then(pl.lit("suspicious"))
        .otherwise(pl.lit("normal"))
    )
