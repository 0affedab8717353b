"""May the listing be published, does a person look, is it held, does it come off?

A listing is always screened as part of a table; one listing is a table of one row. The order is the order of the regime:

1. claims: which brand does it trade on, however it is written, and is that use fair?
2. detectors: words, price, numbers, the age of the store
3. entitlement: does the store hold a right that covers it, and for how many pieces?
4. rules: which of the policy's rules fire?
5. verdict: the heaviest action that fired, with every rule and reason named.

Two facts need the whole catalogue before a row can be judged: how many pieces a store offers over all its listings, and what the market pays for a
brand. So `look` sees each batch (`examination`), `tally` counts (`counts`), `judge` decides; `screen`
does all three for a table that is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from assay.regime.listing.columns import OUT, STORES
from assay.regime.listing.counts import Settled, Tally, add, settle, tally
from assay.regime.listing.detectors.price import price_band
from assay.regime.listing.entitlement import STATE_WORDS
from assay.regime.listing.examination import GRAVITY, Office, compile_for, look, office
from assay.regime.listing.rules import ACTIONS, outcome

__all__ = [
    "ACTIONS",
    "GRAVITY",
    "STORES",
    "Office",
    "Settled",
    "Tally",
    "add",
    "compile_for",
    "in_words",
    "judge",
    "look",
    "office",
    "screen",
    "settle",
    "tally",
]


def screen(table: pl.DataFrame, *, by: Office) -> pl.DataFrame:
    """Attributes of a whole table -> one row each with verdict, reasons, rules and every signal."""
    looked = look(table, by=by)
    return judge(looked, tally=tally([looked]), by=by)


def judge(looked: pl.DataFrame, *, tally: Tally | Settled, by: Office) -> pl.DataFrame:
    """Steps 4 and 5: what was looked at and what was counted -> the output columns (OUT). For many batches the tally is settled before."""
    known = settle(tally, by=by) if isinstance(tally, Tally) else tally
    policy = by.policy.listing.price
    traded = looked["brand_id"].is_not_null().arg_true()
    table = looked.hstack(known.units.beside(looked, traded)).hstack(known.market.beside(looked, traded))
    own = pl.col("reference_price").is_not_null()
    table = table.with_columns(
        pl.col("units_on_offer").fill_null(pl.col("quantity")),
        (pl.col("units_on_offer") > pl.col("units_left")).fill_null(False).alias("over_units"),
        pl.coalesce("reference_price", "market_price").alias("reference_price"),
        pl.when(own)
        .then(pl.lit("brand"))
        .when(pl.col("market_price").is_not_null())
        .then(pl.lit("market"))
        .otherwise(pl.lit("none"))
        .alias("reference_source"),
    )
    table = table.with_columns(
        (pl.col("price_base") / pl.col("pieces") / pl.col("reference_price")).alias("price_share")
    )
    table = table.with_columns(
        price_band(share=pl.col("price_share"), condition=pl.col("price_condition"), policy=policy).alias("price_band")
    )
    return table.hstack(outcome(table, rules=by.rules)).select(OUT)


def in_words(row: Mapping[str, Any], *, brand: str) -> str:
    """What was seen, for the store to read: one output row and the brand's name -> sentences."""
    parts: list[str] = []
    if row["claim_text"]:
        parts.append(f'The {row["claim_field"]} says "{row["claim_text"]}"' + (f" for {brand}." if brand else "."))
    elif row["trades"] and brand:
        parts.append(f"It is offered as {brand}.")
    if row["right_state"] in STATE_WORDS:
        parts.append(f"On {brand or 'the brand'}: {STATE_WORDS[row['right_state']]}.")
    if row["over_units"]:
        parts.append(f"{row['units_on_offer']} pieces are on offer; the papers cover {row['units_left']}.")
    if row["wording"] in ("admits", "evades") and row["wording_terms"]:
        parts.append("It says: " + ", ".join(row["wording_terms"][:5]) + ".")
    if row["price_band"] in ("impossible", "suspicious") and row["price_share"] is not None:
        parts.append(f"Its price is {row['price_share'] * 100:.0f} % of the reference.")
    return " ".join([*parts, *(["The store is closed."] if row["store_closed"] else [])])
