"""Which columns does a listing have, and which does screening add? One table; docs/reference/signals.md is generated from it.

The attributes are the product-feed attributes that shop systems already export, plus `store_id` and `quantity`. A signal column is never null
where a rule could trip over it without need: unknown is a word ("unknown", "none"), a number that is not known is null, and a rule that looks
at a null sends the listing to a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

WORD = pl.Struct(
    {
        "field": pl.String,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "text": pl.String,
        "brand_id": pl.String,
        "kind": pl.String,
        "use": pl.String,
    }
)


STORES: dict[str, pl.DataType] = {
    "store_id": pl.String(),
    "opened_on": pl.Date(),
    "tier": pl.String(),
    "country": pl.String(),
    "seller_type": pl.String(),
    "closed": pl.Boolean(),
}
"""What is known of a store; every column but the first may be null."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its name, its type, what it says, and whether a rule may ask for it."""

    name: str
    dtype: pl.DataType
    says: str
    in_rules: bool = True


def _column(name: str, dtype: object, says: str, *, in_rules: bool = True) -> Column:
    return Column(name=name, dtype=dtype, says=says, in_rules=in_rules)  # type: ignore[arg-type]


ATTRIBUTES: tuple[Column, ...] = (
    _column("id", pl.String, "the listing's identifier in its store"),
    _column("store_id", pl.String, "the store that offers it"),
    _column("title", pl.String, "title as sent"),
    _column("description", pl.String, "description as sent; empty where there is none", in_rules=False),
    _column("brand", pl.String, "the brand field as sent; empty where there is none"),
    _column("price", pl.Float64, "amount of the price; null where there is none"),
    _column("currency", pl.String, "currency of the price (ISO 4217); empty where there is none"),
    _column("gtin", pl.String, "GTIN as digits, padded to 14; empty where there is none or it does not check"),
    _column("gtin_state", pl.String, "none, valid, invalid (check digit), restricted (a prefix for use inside a shop)"),
    _column("mpn", pl.String, "the maker's part number; empty where there is none"),
    _column("condition", pl.String, "new, used, refurbished or unknown"),
    _column("product_type", pl.String, "category as sent; empty where there is none"),
    _column("quantity", pl.Int64, "pieces on offer; 1 where the feed does not say"),
    _column("country", pl.String, "country that it is sold to (ISO 3166); empty where unknown"),
    _column("channel", pl.String, "sales channel; empty where unknown"),
)

SIGNALS: tuple[Column, ...] = (
    _column("trades", pl.Boolean, "the listing trades on a brand of the register"),
    _column("brand_id", pl.String, "the brand that it trades on; null where it trades on none"),
    _column("brand_ids", pl.List(pl.String), "every brand that it trades on", in_rules=False),
    _column("certain", pl.Boolean, "what was seen settles that it trades on the brand; false: a person should look"),
    _column("protected", pl.Boolean, "selling the brand needs a right"),
    _column(
        "claim_kind",
        pl.String,
        "how the brand is written: name, alias, line, abbreviation, brand_field, separated, leet, starred, glued, repeated, typo, none",
    ),
    _column("claim_field", pl.String, "where: title, description, brand, gtin, none"),
    _column("claim_text", pl.String, "the words as written"),
    _column("claim_start", pl.Int64, "offset of the first character; -1 where there is none"),
    _column("claim_end", pl.Int64, "offset behind the last character; -1 where there is none"),
    _column(
        "brand_use",
        pl.String,
        "what the name is used for: trade, compatible (what it fits), negated (what it is not), part (of other goods), about (a book, a film, "
        "a catalogue, a model), wish (wanted, not offered), service (a repair), word (an ordinary word), second_hand, none",
    ),
    _column("words", pl.List(WORD), "every name seen, with offsets, brand and use", in_rules=False),
    _column("wording", pl.String, "none, hints, evades or admits"),
    _column("wording_terms", pl.List(pl.String), "the terms seen", in_rules=False),
    _column("price_base", pl.Float64, "price in the base currency of fx.toml; null where it cannot be told"),
    _column("reference_price", pl.Float64, "reference in the base currency; null where there is none"),
    _column("reference_source", pl.String, "brand (its own reference), market (median of the market), none"),
    _column("price_share", pl.Float64, "price of one piece divided by reference; null where one is missing"),
    _column(
        "price_group",
        pl.String,
        "what the price is for: single, lot (of many pieces), accessory (or part), broken (for parts or repair)",
    ),
    _column("price_band", pl.String, "impossible, suspicious, normal, unknown"),
    _column("gtin_of_another", pl.Boolean, "the GTIN belongs to another brand's product"),
    _column("store_age_days", pl.Int64, "days since the store opened; null where unknown"),
    _column("store_closed", pl.Boolean, "the store is closed"),
    _column("store_tier", pl.String, "open, mall or unknown"),
    _column("seller_type", pl.String, "business, private or unknown"),
    _column(
        "right_state",
        pl.String,
        "not_needed, in_force, none, unclear_goods, other_goods, other_category, other_territory, other_channel, expired, "
        "not_yet, suspended, revoked",
    ),
    _column("right_id", pl.String, "the right that was looked up; null where there is none"),
    _column("entitled", pl.Boolean, "a right in force covers it, or none is needed"),
    _column("units_on_offer", pl.Int64, "pieces of this product that the store offers over all its listings"),
    _column("units_left", pl.Int64, "pieces that its rights still cover; null: no limit"),
    _column("over_units", pl.Boolean, "more on offer than the rights cover"),
)

OUTCOME: tuple[Column, ...] = (
    _column("verdict", pl.String, "publish, review, hold or remove", in_rules=False),
    _column("reasons", pl.List(pl.String), "reason codes of the rules that fired", in_rules=False),
    _column("rules", pl.List(pl.String), "rules that fired, in order", in_rules=False),
    _column("rules_shadow", pl.List(pl.String), "shadow rules that would have fired", in_rules=False),
    _column(
        "rules_undecided",
        pl.List(pl.String),
        "active rules that could not be decided",
        in_rules=False,
    ),
)

RULE_COLUMNS: dict[str, pl.DataType] = {c.name: c.dtype for c in (*ATTRIBUTES, *SIGNALS) if c.in_rules}

OUT: tuple[str, ...] = (
    "id",
    "store_id",
    "verdict",
    "brand_id",
    "reasons",
    "rules",
    "rules_shadow",
    "rules_undecided",
    *(c.name for c in SIGNALS if c.name != "brand_id"),
    "price",
    "currency",
    "gtin_state",
    "condition",
    "quantity",
)

_ALL: dict[str, pl.DataType] = {c.name: c.dtype for c in (*ATTRIBUTES, *SIGNALS, *OUTCOME)}
OUT_SCHEMA: dict[str, pl.DataType] = {name: _ALL[name] for name in OUT}


def reference() -> str:
    """The page about these columns, as docs/reference/signals.md holds it."""
    out = [
        "# Columns of a listing",
        "",
        "Rules in `policy/listing.toml` are SQL over the columns marked with a rule; `assay screen` writes those marked with out.",
    ]
    for title, columns in (
        ("As the feed says", ATTRIBUTES),
        ("What screening sees", SIGNALS),
        ("What comes out", OUTCOME),
    ):
        out += ["", f"## {title}", "", "| column | type | rule | out | says |", "|---|---|---|---|---|"]
        for one in columns:
            marks = ("rule" if one.in_rules else "", "out" if one.name in OUT else "")
            out.append(f"| `{one.name}` | {one.dtype} | {marks[0]} | {marks[1]} | {one.says} |")
    return "\n".join(out) + "\n"
