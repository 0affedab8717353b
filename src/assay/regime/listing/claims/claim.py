"""Which names stand in each listing, what are they used for, and which brand does the listing trade on?"""

from __future__ import annotations

import polars as pl

from assay.regime.listing.claims.fair_use import Use, accessory_pattern, use_of
from assay.regime.listing.claims.names import Kind, Names
from assay.regime.listing.claims.scan import FIELDS, Needle

CLAIMS: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "brand": pl.UInt32(),
    "field": pl.Int8(),
    "start": pl.UInt32(),
    "end": pl.UInt32(),
    "text": pl.String(),
    "kind": pl.Int8(),
    "use": pl.Int8(),
    "certain": pl.Boolean(),
}
"""One row a name seen: row of the table, row of the register, place in the text as written, Kind, Use."""


def needles_of(names: Names) -> tuple[Needle, ...]:
    """What to look for, in the order of the names' patterns."""
    return tuple(Needle(text=p.text, bounded=p.bounded, written=p.written) for p in names.patterns)


def claims(table: pl.DataFrame, hits: pl.DataFrame, *, names: Names) -> pl.DataFrame:
    """Occurrences of the names' needles -> every name seen (CLAIMS), each with its use. Several names of a row stay several rows."""
    hits = hits.filter(pl.col("pattern") < len(names.patterns))
    hits = _longest(hits)
    hits = hits.join(names.table, on="pattern", how="left", maintain_order="left")
    title = table["title"].gather(hits["row"]).str.to_lowercase()
    hits = hits.with_columns(title.str.contains(accessory_pattern()).fill_null(False).alias("accessory"))
    hits = hits.with_columns(
        use_of(before=pl.col("before"), behind=pl.col("behind"), accessory=pl.col("accessory")).alias("use")
    )
    whole_field = (pl.col("field") == FIELDS.index("brand")) & pl.col("alone")
    return hits.select(
        pl.col("row").cast(pl.UInt32),
        "brand",
        pl.col("field").cast(pl.Int8),
        pl.col("start").cast(pl.UInt32),
        pl.col("end").cast(pl.UInt32),
        "text",
        pl.when(whole_field).then(pl.lit(int(Kind.BRAND_FIELD), dtype=pl.Int8)).otherwise("kind").alias("kind"),
        pl.when(whole_field)
        .then(pl.lit(int(Use.TRADE), dtype=pl.Int8))
        .when((pl.col("use") == int(Use.DOUBTFUL)) | (pl.col("field") == FIELDS.index("brand")))
        .then(pl.lit(int(Use.TRADE), dtype=pl.Int8))
        .otherwise("use")
        .alias("use"),
        (whole_field | ((pl.col("use") == int(Use.TRADE)) & (pl.col("field") == FIELDS.index("title")))).alias(
            "certain"
        ),
    )


def _longest(hits: pl.DataFrame) -> pl.DataFrame:
    """Where names overlap the longest one stands: "Calvin Klein Jeans", not "Klein"."""
    hits = hits.sort(["row", "field", "start", "end"], descending=[False, False, False, True])
    reach = pl.col("end").cum_max().shift(1).over(["row", "field"])
    return hits.filter(reach.is_null() | (pl.col("end") > reach))
