"""What does a listing say by itself?

1. claims: which brand does it trade on, however it is written, and is that use fair?
2. detectors: words, price, numbers, the age of the store
3. entitlement: does the store hold a right that covers it, and for how many pieces?

What it is held against is an Office: register, rights, stores, products and policy, compiled once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from assay.policy.schema import Policy
from assay.regime.listing.amounts import in_base
from assay.regime.listing.claims.claim import Reader, claims, needles_of, reader
from assay.regime.listing.claims.fair_use import USE_NAMES, Use
from assay.regime.listing.claims.names import KIND_NAMES, Kind, Names
from assay.regime.listing.claims.scan import FIELDS, Engine, Scanner, occurrences, scanner
from assay.regime.listing.detectors.offer import offers
from assay.regime.listing.detectors.price import bucket
from assay.regime.listing.detectors.wording import Terms, compile_terms, wording
from assay.regime.listing.entitlement import Rights, entitle
from assay.regime.listing.lookups import Index, index_of, spread
from assay.regime.listing.rules import Rule, Track, compile_rules, demoted

GRAVITY: dict[str, int] = {  # which brand of several is reported: the one whose right is worst
    "revoked": 0,
    "none": 1,
    "other_goods": 1,
    "other_category": 1,
    "other_territory": 1,
    "other_channel": 1,
    "unclear_goods": 2,
    "expired": 2,
    "suspended": 2,
    "not_yet": 2,
    "in_force": 3,
    "not_needed": 4,
}


NO_STORE = {"store_closed": False, "store_tier": "unknown", "seller_type": "unknown", "store_country": ""}
"""What is said of a store that nothing is known of."""
NO_TRADE = {
    "brand_ids": [],
    "right_state": "not_needed",
    "trades": False,
    "certain": False,
    "protected": False,
    "entitled": True,
    "claim_kind": "none",
    "claim_field": "none",
    "claim_start": -1,
    "claim_end": -1,
    "claim_text": "",
    "offer_key": "",
    "price_group": "single",
    "price_condition": "unknown",
    "pieces": 1,
}
"""What is said of a listing that trades on no brand."""


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A register made ready: its names, what reads for them, and the scanner of every needle, those of the policy's wording behind the names."""

    names: Names
    reader: Reader
    scanner: Scanner
    terms: Terms


@dataclass(frozen=True, kw_only=True)
class Office:
    """Everything that a listing is held against: register, rights, stores, products, policy. Compiled once, used for every batch."""

    names: Names
    reader: Reader
    scanner: Scanner
    products: pl.DataFrame
    rights: Rights
    stores: pl.DataFrame
    policy: Policy
    rules: tuple[Rule, ...]
    terms: Terms
    on: date

    @cached_property
    def store_index(self) -> Index:
        """What is known of each store on that day, by store_id; words where it is not known."""
        known = self.stores.select(
            "store_id",
            (pl.lit(self.on) - pl.col("opened_on")).dt.total_days().alias("store_age_days"),
            pl.col("closed").fill_null(False).alias("store_closed"),
            pl.col("tier").fill_null("unknown").alias("store_tier"),
            pl.col("seller_type").fill_null("unknown"),
            pl.col("country").fill_null("").alias("store_country"),
        )
        return index_of(known, keys=("store_id",), otherwise=NO_STORE)

    @cached_property
    def product_index(self) -> Index:
        """The brand and the reference price of each product, by GTIN."""
        reference = in_base(price=pl.col("reference_price"), currency=pl.col("currency"), fx=self.policy.fx)
        numbered = self.products.filter(pl.col("gtin") != "").unique("gtin", keep="first", maintain_order=True)
        known = numbered.select("gtin", pl.col("brand_id").alias("gtin_brand"), reference.alias("product_reference"))
        return index_of(known, keys=("gtin",))

    @cached_property
    def brand_references(self) -> pl.Series:
        """The reference price of each brand in the base currency, by row of the register."""
        price, currency = pl.col("reference_price"), pl.col("reference_currency")
        return self.names.brands.select(in_base(price=price, currency=currency, fx=self.policy.fx)).to_series()


def compile_for(names: Names, *, policy: Policy, engine: Callable[[Sequence[bytes]], Engine] | None = None) -> Compiled:
    """Make the names of a register ready, with the policy's words behind them."""
    terms = compile_terms(policy.listing.wording, first=len(names.patterns))
    return Compiled(
        names=names,
        reader=reader(names, policy=policy.listing.claims),
        scanner=scanner([*needles_of(names), *terms.needles], by=engine),
        terms=terms,
    )


def office(
    compiled: Compiled,
    *,
    products: pl.DataFrame,
    rights: Rights,
    stores: pl.DataFrame,
    policy: Policy,
    on: date,
    tracks: Sequence[Track] = (),
) -> Office:
    """Put an office together; PolicyError where a rule of the policy cannot be used. `tracks`: what people said of each rule so far."""
    return Office(
        names=compiled.names,
        reader=compiled.reader,
        scanner=compiled.scanner,
        terms=compiled.terms,
        products=products,
        rights=rights,
        stores=stores,
        policy=policy,
        rules=compile_rules(demoted(policy.listing.rules, tracks, policy=policy.listing.track)),
        on=on,
    )


def look(table: pl.DataFrame, *, by: Office) -> pl.DataFrame:
    """Steps 1 to 3 for a batch: everything that it says by itself. ATTRIBUTES in; them and the signals so far out."""
    store = by.store_index.beside(table, pl.int_range(table.height, eager=True))
    table = table.hstack(store).with_columns(
        in_base(price=pl.col("price"), currency=pl.col("currency"), fx=by.policy.fx).alias("price_base"),
        pl.when(pl.col("country") != "").then("country").otherwise("store_country").alias("country"),
    )
    table = table.drop("store_country")
    hits = occurrences(table, by=by.scanner)
    table = table.hstack(wording(hits, rows=table.height, terms=by.terms))
    table = _with_claims(table, claims(table, hits, by=by.reader), by=by)
    return _with_reference(table, by=by)


def _with_claims(table: pl.DataFrame, seen: pl.DataFrame, *, by: Office) -> pl.DataFrame:
    ids = by.names.brands["brand_id"]
    seen = seen.with_columns(
        ids.gather(seen["brand"]).alias("brand_id"),
        by.names.brands["protected"].gather(seen["brand"]).alias("protected"),
    )
    private_used = (table["seller_type"] == "private") & (table["condition"] == "used")
    seen = seen.with_columns(
        pl.when(private_used.gather(seen["row"]) & (pl.col("use") == int(Use.TRADE)))
        .then(pl.lit(int(Use.SECOND_HAND), dtype=pl.Int8))
        .otherwise("use")
        .alias("use")
    )
    trade = (
        seen.filter(pl.col("use") == int(Use.TRADE))
        .sort(["row", "certain", "field", "kind", "start"], descending=[False, True, False, False, False])
        .unique(["row", "brand"], keep="first", maintain_order=True)
    )
    trade = _held(table, pl.concat([trade, _by_number(table, trade, by=by)]), by=by)
    trade = trade.with_columns(
        pl.col("right_state").replace_strict(GRAVITY, default=9, return_dtype=pl.Int8).alias("gravity")
    )
    # What lacks a right comes first, then the title before the other fields, then the gravest, then the first.
    ordered = trade.sort(["row", pl.col("gravity") >= GRAVITY["in_force"], "field", "gravity", "start"])
    first = ordered.group_by("row", maintain_order=True).agg(
        pl.col("brand_id").alias("brand_ids"),
        pl.exclude("brand_id", "row").first(),
        pl.col("brand_id").first(),
        (~pl.col("right_state").is_in(["in_force", "not_needed"])).any().alias("lacking"),
        pl.col("certain").filter(pl.col("gravity") == pl.col("gravity").min()).any().alias("any_certain"),
    )
    said = first.select(
        "row",
        "brand_id",
        "brand_ids",
        "right_state",
        "right_id",
        "covering",
        pl.lit(True).alias("trades"),
        pl.col("any_certain").fill_null(False).alias("certain"),
        pl.col("protected").fill_null(False),
        (~pl.col("lacking").fill_null(False)).alias("entitled"),
        pl.col("kind").replace_strict(dict(enumerate(KIND_NAMES)), return_dtype=pl.String).alias("claim_kind"),
        pl.col("field").replace_strict(dict(enumerate((*FIELDS, "gtin"))), return_dtype=pl.String).alias("claim_field"),
        pl.col("start").cast(pl.Int64).alias("claim_start"),
        pl.col("end").cast(pl.Int64).alias("claim_end"),
        pl.col("text").fill_null("").alias("claim_text"),
        pl.when(pl.col("whole_brand").fill_null(False))
        .then(pl.lit(""))
        .otherwise(pl.col("covering").list.eval(pl.element().cast(pl.String)).list.join(","))
        .fill_null("")
        .alias("offer_key"),
        *_offers(table, first, by=by),
    )
    uses = pl.col("use").min().replace_strict(dict(enumerate(USE_NAMES)), return_dtype=pl.String)
    names = seen.group_by("row").agg(uses.alias("brand_use")).join(_words(seen), on="row")
    table = table.hstack(spread(said, height=table.height, otherwise=NO_TRADE)).hstack(
        spread(names, height=table.height, otherwise={"brand_use": "none", "words": []})
    )
    return table.with_columns(
        pl.when("trades").then(pl.lit("trade")).otherwise("brand_use").alias("brand_use"),
        pl.col("product_type").alias("category"),
    )


def _offers(table: pl.DataFrame, first: pl.DataFrame, *, by: Office) -> list[pl.Series]:
    """What each price is for, and the brand's reference where it speaks of that: of whole goods, not of a strap for them."""
    apart = first["accessory"] & ~first["kind"].is_in([int(Kind.LINE), int(Kind.MODEL)])
    titles = table.select("title", "condition")[first["row"]].hstack([apart.fill_null(False).alias("accessory")])
    said = offers(titles, policy=by.policy.listing.price)
    reference = by.brand_references.gather(first["brand"]).alias("brand_reference")
    whole = said["price_group"].is_in(["single", "lot"])
    return [*said.get_columns(), said.select(pl.when(whole).then(reference).alias("brand_reference")).to_series()]


def _by_number(table: pl.DataFrame, trade: pl.DataFrame, *, by: Office) -> pl.DataFrame:
    """Where no word says a brand, the GTIN of one of its products does."""
    numbers = table.select("gtin").with_row_index("row").filter(pl.col("gtin") != "")
    numbers = numbers.join(trade.select("row"), on="row", how="anti", maintain_order="left")
    rows = by.names.brands.select("brand_id", "protected").with_row_index("brand")
    whose = by.product_index.beside(numbers, pl.int_range(numbers.height, eager=True))["gtin_brand"]
    found = numbers.hstack([whose.alias("brand_id")]).join(rows, on="brand_id")
    return found.with_columns(
        pl.lit(-1).cast(pl.Int64).alias("pattern"),
        pl.lit(len(FIELDS)).alias("field"),
        pl.lit(0).alias("start"),
        pl.lit(0).alias("end"),
        pl.lit("").alias("text"),
        pl.lit(int(Kind.GTIN)).alias("kind"),
        pl.lit(int(Use.TRADE)).alias("use"),
        pl.lit(True).alias("certain"),
        pl.lit(False).alias("accessory"),
    ).select([pl.col(name).cast(dtype) for name, dtype in trade.schema.items()])


def _held(table: pl.DataFrame, trade: pl.DataFrame, *, by: Office) -> pl.DataFrame:
    """The best right of the store for each brand that a listing trades on. A name that two brands share is covered by a right for either."""
    ids, protected = by.names.brands["brand_id"], by.names.brands["protected"]
    also = trade.join(by.names.others, on="pattern", how="inner", maintain_order="left").with_columns(
        brand=pl.col("other")
    )
    also = also.with_columns(
        ids.gather(also["brand"]).alias("brand_id"), protected.gather(also["brand"]).alias("protected")
    )
    both = pl.concat(
        [trade.with_columns(pl.lit(0).alias("turn")), also.select(trade.columns).with_columns(pl.lit(1).alias("turn"))]
    )
    offers = both.filter("protected").select("row", "brand_id").unique(maintain_order=True)
    offers = offers.hstack(
        table.select("store_id", "gtin", "mpn", "title", "product_type", "country", "channel")[offers["row"]]
    )
    held = entitle(offers, rights=by.rights, on=by.on).select(
        "row", "brand_id", "right_state", "right_id", "whole_brand", "covering"
    )
    both = both.join(held, on=["row", "brand_id"], how="left", maintain_order="left").with_columns(
        pl.col("right_state").fill_null("not_needed")
    )
    covered = (pl.col("right_state") == "in_force").cast(pl.Int8)
    return (
        both.sort(["row", "field", "start", covered, "turn"], descending=[False, False, False, True, False])
        .unique(["row", "field", "start"], keep="first", maintain_order=True)
        .drop("turn")
    )


def _words(seen: pl.DataFrame) -> pl.DataFrame:
    """Every name seen, with place, brand, kind and use: one list of WORD a row."""
    word = pl.struct(
        pl.col("field").replace_strict(dict(enumerate(FIELDS)), return_dtype=pl.String),
        "start",
        "end",
        "text",
        "brand_id",
        pl.col("kind").replace_strict(dict(enumerate(KIND_NAMES)), return_dtype=pl.String),
        pl.col("use").replace_strict(dict(enumerate(USE_NAMES)), return_dtype=pl.String),
    )
    return seen.select("row", word.alias("words")).group_by("row").agg("words")


def _with_reference(table: pl.DataFrame, *, by: Office) -> pl.DataFrame:
    """The brand's own reference: of the product that the GTIN names, else of the brand."""
    table = table.hstack(by.product_index.beside(table, (table["gtin"] != "").arg_true()))
    another = table.select("gtin_brand", "brand_ids", "trades").with_row_index("row")
    another = another.filter(pl.col("gtin_brand").is_not_null() & pl.col("trades"))
    another = another.select("row", (~pl.col("brand_ids").list.contains(pl.col("gtin_brand"))).alias("gtin_of_another"))
    return (
        table.hstack(spread(another, height=table.height, otherwise={"gtin_of_another": False}))
        .with_columns(
            pl.coalesce(pl.when(pl.col("price_group") != "broken").then("product_reference"), "brand_reference").alias(
                "reference_price"
            ),
            bucket(pl.col("price_base") / pl.col("pieces")).alias("bucket"),
        )
        .drop("product_reference", "brand_reference", "gtin_brand")
    )
