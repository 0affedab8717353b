"""Which rights are there? The table of rights, typed; a row that cannot be used is named and set aside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assay.errors import BadInput
from assay.offline.tables.reading import listed, small_table, word
from assay.regime.listing.entitlement import RIGHTS

STATUS: dict[str, str] = {
    word: state
    for state, words in {
        "in_force": "in_force|in force|active|valid|granted|approved|conditional",
        "suspended": "suspended|paused|on_hold|on hold",
        "revoked": "revoked|withdrawn|terminated|cancelled|canceled",
        "expired": "expired|lapsed|ended",
        "not_yet": "not_yet|not yet|pending|requested",
    }.items()
    for word in words.split("|")
}
"""How a table may write a status. A word that is not here grants nothing."""


@dataclass(frozen=True, kw_only=True)
class RightsTable:
    """RIGHTS, and what was set aside."""

    table: pl.DataFrame
    broken: tuple[str, ...]


def read_rights(path: Path) -> RightsTable:
    """BadInput: no such file, not a table, no store_id or brand_id."""
    raw = small_table(path, what="table of rights")
    for column in ("store_id", "brand_id"):
        if column not in raw.columns:
            raise BadInput(
                f"the rights have no column {column!r}.",
                where=str(path),
                mend="Their columns are: store_id, brand_id, goods, categories, territories, channels, valid_from, valid_to, units, status.",
            )
    dates = {
        c: (pl.col(c).str.strip_chars().str.slice(0, 10) if c in raw.columns else pl.lit(""))
        for c in ("valid_from", "valid_to")
    }
    units = pl.col("units").str.strip_chars().fill_null("") if "units" in raw.columns else pl.lit("")
    typed = raw.with_row_index("line").select(
        "line",
        word("right_id", raw),
        word("store_id", raw),
        word("brand_id", raw),
        listed("goods", raw),
        listed("categories", raw),
        listed("territories", raw),
        listed("channels", raw),
        *[dates[c].cast(pl.String).str.to_date("%Y-%m-%d", strict=False).alias(c) for c in dates],
        *[dates[c].cast(pl.String).fill_null("").alias(f"{c}_text") for c in dates],
        units.cast(pl.Float64, strict=False).cast(pl.Int64, strict=False).alias("units"),
        units.alias("units_text"),
        word("status", raw, "in_force").str.to_lowercase(),
    )
    problem = (
        pl.when((pl.col("store_id") == "") | (pl.col("brand_id") == ""))
        .then(pl.lit("it names no store or no brand"))
        .when((pl.col("valid_from_text") != "") & pl.col("valid_from").is_null())
        .then(pl.lit("valid_from is no date"))
        .when((pl.col("valid_to_text") != "") & pl.col("valid_to").is_null())
        .then(pl.lit("valid_to is no date"))
        .when((pl.col("units_text") != "") & (pl.col("units").is_null() | (pl.col("units") < 0)))
        .then(pl.lit("units is no number of pieces"))
        .when(~pl.col("status").is_in(list(STATUS)))
        .then(
            pl.format(
                "the status '{}' is not known (known are in_force, suspended, revoked, expired, not_yet)",
                pl.col("status").str.slice(0, 40),
            )
        )
    )
    typed = typed.with_columns(problem.alias("problem"))
    broken = tuple(
        f"row {line + 1}: {what}; it was set aside."
        for line, what in typed.filter(pl.col("problem").is_not_null()).select("line", "problem").iter_rows()
    )
    good = typed.filter(pl.col("problem").is_null()).with_columns(
        pl.when(pl.col("right_id") == "")
        .then(pl.format("row {}", pl.col("line") + 1))
        .otherwise("right_id")
        .alias("right_id"),
        pl.col("status").replace_strict(STATUS),
    )
    return RightsTable(table=good.select(list(RIGHTS)), broken=broken)
