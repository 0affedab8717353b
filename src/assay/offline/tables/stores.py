"""What is known of the stores? Opening day, tier, country, kind of seller; every column but store_id may be missing."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from assay.errors import BadInput
from assay.offline.tables.reading import small_table, word
from assay.regime.listing.verdict import STORES

PRIVATE = ("private", "consumer", "individual", "c2c", "person")
BUSINESS = ("business", "professional", "trader", "company", "b2c")


def read_stores(path: Path) -> pl.DataFrame:
    """STORES. BadInput: no such file, not a table, no store_id."""
    raw = small_table(path, what="table of stores")
    if "store_id" not in raw.columns:
        raise BadInput(
            "the stores have no column 'store_id'.",
            where=str(path),
            mend="Their columns are: store_id, opened_on, tier, country, seller_type.",
        )
    opened = pl.col("opened_on").str.strip_chars().str.slice(0, 10) if "opened_on" in raw.columns else pl.lit("")
    kind = word("seller_type", raw, "unknown").str.to_lowercase()
    state = word("status", raw, "").str.to_lowercase()
    return (
        raw.select(
            word("store_id", raw),
            opened.cast(pl.String).str.to_date("%Y-%m-%d", strict=False).alias("opened_on"),
            word("tier", raw, "unknown").str.to_lowercase(),
            word("country", raw).str.to_uppercase(),
            pl.when(kind.is_in(PRIVATE))
            .then(pl.lit("private"))
            .when(kind.is_in(BUSINESS))
            .then(pl.lit("business"))
            .otherwise(pl.lit("unknown"))
            .alias("seller_type"),
            (state == "closed").alias("closed"),
        )
        .filter(pl.col("store_id") != "")
        .unique("store_id", keep="first", maintain_order=True)
        .select(list(STORES))
    )
