"""Is this row a listing that can be screened, and what does it say?

A feed is a table of words that some shop system wrote. Each attribute is read for what it means (a price is an amount and a currency, a GTIN has a
check digit, a condition is one of three); a row that cannot be used is named with its place and reason and set aside, and the others go through.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from assay.policy.schema.fx import FxPolicy
from assay.policy.schema.listing import ListingLimits
from assay.regime.listing.amounts import in_base, read_prices
from assay.regime.listing.columns import ATTRIBUTES

CONDITIONS: dict[str, str] = {
    "new": "new",
    "neu": "new",
    "neuf": "new",
    "brand new": "new",
    "nuevo": "new",
    "nuovo": "new",
    "全新": "new",
    "新品": "new",
    "newcondition": "new",
    "https://schema.org/newcondition": "new",
    "used": "used",
    "pre-owned": "used",
    "preowned": "used",
    "second hand": "used",
    "second-hand": "used",
    "gebraucht": "used",
    "occasion": "used",
    "usado": "used",
    "usato": "used",
    "二手": "used",
    "中古": "used",
    "usedcondition": "used",
    "https://schema.org/usedcondition": "used",
    "refurbished": "refurbished",
    "renewed": "refurbished",
    "refurbishedcondition": "refurbished",
    "https://schema.org/refurbishedcondition": "refurbished",
}


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What became of the rows.

    `table`: rows with the columns ATTRIBUTES; `rows`: which of what was handed in they are.
    `refused`: row (from 0), id, what is wrong, how to mend it.
    """

    table: pl.DataFrame
    rows: pl.Series
    refused: pl.DataFrame


REFUSED: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "id": pl.String(),
    "attribute": pl.String(),
    "what": pl.String(),
    "mend": pl.String(),
}


def arrive(raw: pl.DataFrame, *, limits: ListingLimits, fx: FxPolicy) -> Arrived:
    """Words by attribute name (each a String column; a column that is not there is empty) -> listings, and the rows that are none."""
    words = {c.name: (pl.col(c.name) if c.name in raw.columns else pl.lit(None, dtype=pl.String)) for c in ATTRIBUTES}
    store = (
        pl.coalesce(words["store_id"], pl.col("external_seller_id"))
        if "external_seller_id" in raw.columns
        else words["store_id"]
    )
    raw_category = [c for c in ("product_type", "google_product_category") if c in raw.columns]
    category = pl.coalesce([pl.col(c) for c in raw_category]) if raw_category else pl.lit(None, dtype=pl.String)
    clean = raw.with_row_index("row").select(
        "row",
        words["id"].str.strip_chars().fill_null("").alias("id"),
        store.str.strip_chars().fill_null("").alias("store_id"),
        words["title"].fill_null("").alias("title"),
        words["description"].fill_null("").alias("description"),
        words["brand"].fill_null("").alias("brand"),
        words["price"].str.strip_chars().fill_null("").alias("price_text"),
        words["currency"].str.strip_chars().str.to_uppercase().fill_null("").alias("currency_text"),
        words["gtin"].fill_null("").str.replace_all(r"[\s\-]", "").alias("gtin_text"),
        words["mpn"].str.strip_chars().fill_null("").alias("mpn"),
        words["condition"].str.strip_chars().str.to_lowercase().fill_null("").alias("condition_text"),
        category.str.strip_chars().fill_null("").alias("product_type"),
        words["quantity"].str.strip_chars().fill_null("").alias("quantity_text"),
        words["country"].str.strip_chars().str.to_uppercase().fill_null("").alias("country"),
        words["channel"].str.strip_chars().str.to_lowercase().fill_null("").alias("channel"),
    )
    clean = read_prices(clean, fx=fx)
    clean = _with_gtin(clean)
    clean = clean.with_columns(
        pl.col("condition_text")
        .replace_strict(CONDITIONS, default="unknown", return_dtype=pl.String)
        .alias("condition"),
        pl.when(pl.col("quantity_text") == "")
        .then(pl.lit(1.0))
        .otherwise(pl.col("quantity_text").cast(pl.Float64, strict=False))
        .alias("quantity_number"),
    )
    wrong = _wrong(clean, limits=limits, fx=fx)
    clean = clean.with_columns(wrong.alias("wrong"))
    refused = (
        clean.filter(pl.col("wrong").is_not_null())
        .select("row", pl.col("id").str.slice(0, limits.id_characters), pl.col("wrong").str.split("\x1f").alias("w"))
        .select(
            "row",
            "id",
            pl.col("w").list.get(0).alias("attribute"),
            pl.col("w").list.get(1).alias("what"),
            pl.col("w").list.get(2).alias("mend"),
        )
    )
    table = clean.filter(pl.col("wrong").is_null()).with_columns(
        pl.col("quantity_number").cast(pl.Int64).alias("quantity")
    )
    return Arrived(table=table.select([c.name for c in ATTRIBUTES]), rows=table["row"], refused=refused)


def _with_gtin(clean: pl.DataFrame) -> pl.DataFrame:
    """GTIN: 8, 12, 13 or 14 digits whose check digit holds; prefixes that shops use inside are no identity."""
    text = pl.col("gtin_text")
    padded = text.str.zfill(14)
    digits = [padded.str.slice(i, 1).cast(pl.Int32, strict=False) for i in range(14)]
    total = pl.sum_horizontal([d * (3 if i % 2 == 0 else 1) for i, d in enumerate(digits[:13])])
    shaped = text.str.contains(r"^(?:[0-9]{8}|[0-9]{12,14})$")
    holds = shaped & ((10 - total % 10) % 10 == digits[13])
    thirteen = padded.str.slice(1, 13)
    restricted = (text.str.len_chars() != 8) & thirteen.str.contains(r"^(?:02|04|2|05|98|99)")
    state = (
        pl.when(text == "")
        .then(pl.lit("none"))
        .when(~holds.fill_null(False))
        .then(pl.lit("invalid"))
        .when(restricted)
        .then(pl.lit("restricted"))
        .otherwise(pl.lit("valid"))
    )
    return clean.with_columns(state.alias("gtin_state")).with_columns(
        pl.when(pl.col("gtin_state") == "valid").then(padded).otherwise(pl.lit("")).alias("gtin")
    )


def _wrong(clean: pl.DataFrame, *, limits: ListingLimits, fx: FxPolicy) -> pl.Expr:
    """The first thing that is wrong with a row as "attribute, what, mend"; null where nothing is."""
    price, quantity = pl.col("price"), pl.col("quantity_number")
    # A watch for 1,500,000,000 rupiah is dear, not impossible.
    base = in_base(price=price, currency=pl.col("currency"), fx=fx)
    sent = pl.col("price_text") != ""
    checks: list[tuple[pl.Expr, str, str, str]] = [
        (pl.col("id") == "", "id", "it has no id.", "Give each listing an id that stays."),
        (
            pl.col("id").str.len_chars() > limits.id_characters,
            "id",
            f"the id is longer than {limits.id_characters} characters.",
            "Shorten it.",
        ),
        (pl.col("store_id") == "", "store_id", "it names no store.", "Give store_id (or external_seller_id)."),
        (pl.col("title").str.strip_chars() == "", "title", "it has no title.", "Give a title."),
        (
            pl.col("title").str.len_chars() > limits.title_characters,
            "title",
            f"the title is longer than {limits.title_characters} characters.",
            "Shorten it.",
        ),
        (
            pl.col("description").str.len_chars() > limits.description_characters,
            "description",
            f"the description is longer than {limits.description_characters} characters.",
            "Shorten it.",
        ),
        (
            sent & (price.is_null() | price.is_nan() | price.is_infinite()),
            "price",
            "the price is no number.",
            "Write it as 49.00 EUR.",
        ),
        (sent & (price < 0), "price", "the price is below zero.", "Write it as 49.00 EUR."),
        (
            sent & (price > limits.max_price) & (base.is_null() | (base > limits.max_price)),
            "price",
            "the price is beyond any price.",
            "Write it as 49.00 EUR.",
        ),
        (
            quantity.is_null() | quantity.is_nan(),
            "quantity",
            "the quantity is no number.",
            "Give whole pieces, such as 3.",
        ),
        (quantity < 0, "quantity", "the quantity is below zero.", "Give whole pieces, such as 3."),
        (quantity.floor() != quantity, "quantity", "the quantity is no whole number.", "Give whole pieces, such as 3."),
        (
            quantity > limits.max_quantity,
            "quantity",
            f"the quantity is larger than {limits.max_quantity}.",
            "Give the pieces on offer.",
        ),
    ]
    found = pl.lit(None, dtype=pl.String)
    for test, attribute, what, mend in reversed(checks):
        found = pl.when(test.fill_null(False)).then(pl.lit(f"{attribute}\x1f{what}\x1f{mend}")).otherwise(found)
    return found
