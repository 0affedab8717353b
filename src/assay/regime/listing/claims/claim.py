"""Which names stand in each listing, what are they used for, and which brand does the listing trade on?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from assay.policy.schema.listing import ClaimPolicy
from assay.regime.listing.claims.disguise import hidden
from assay.regime.listing.claims.fair_use import (
    GENUINE,
    Use,
    accessory_pattern,
    fits_from_afar,
    third_party_pattern,
    use_of,
)
from assay.regime.listing.claims.meaning import FITTED, LUXURIES, first_named, goods_scanner, meant
from assay.regime.listing.claims.names import Kind, Names, Sort
from assay.regime.listing.claims.scan import FIELDS, Needle, Scanner
from assay.regime.listing.claims.subject import subjects
from assay.regime.listing.claims.targets import WEAK, Disguises, compile_disguises

BEGINS = 8  # characters into the title
CHAIN = 12  # characters between names that stand in one list: "fits iPhone, Samsung, Huawei"

CLAIMS: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "pattern": pl.Int64(),
    "brand": pl.UInt32(),
    "field": pl.Int8(),
    "start": pl.UInt32(),
    "end": pl.UInt32(),
    "text": pl.String(),
    "kind": pl.Int8(),
    "use": pl.Int8(),
    "certain": pl.Boolean(),
    "accessory": pl.Boolean(),
}
"""One row a name seen: row of the table, row of the register, place in the text as written, Kind, Use, and whether the title names an accessory."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A register made ready to be read for: names, hidden names, words of goods. Compiled once a process."""

    names: Names
    disguises: Disguises
    goods: Scanner
    luxury: tuple[bool, ...]


def reader(names: Names, *, policy: ClaimPolicy) -> Reader:
    """Compile what goes beyond looking names up."""
    copied = sum(1 << i for i, kind in enumerate(names.kinds) if kind in LUXURIES)
    fitted = sum(1 << i for i, kind in enumerate(names.kinds) if kind in FITTED)
    return Reader(
        names=names,
        disguises=compile_disguises(names, policy=policy),
        goods=goods_scanner(names),
        luxury=tuple(g > 0 and bool(g & copied) and not g & fitted for g in names.goods),
    )


def needles_of(names: Names) -> tuple[Needle, ...]:
    """What to look for, in the order of the names' patterns."""
    return tuple(Needle(text=p.text, bounded=p.bounded, written=p.written) for p in names.patterns)


def claims(table: pl.DataFrame, hits: pl.DataFrame, *, by: Reader) -> pl.DataFrame:
    """Occurrences of the names' needles -> every name seen (CLAIMS), each with its use. Several names of a row stay several rows."""
    names = by.names
    # 1. what stands there as it is, and what is hidden
    hits = hits.filter(pl.col("pattern") < len(names.patterns)).with_columns(pl.lit(-1, dtype=pl.Int8).alias("as"))
    behind = hidden(table, unnamed=_unnamed(table, hits, names=names), by=by.disguises).rename({"kind": "as"})
    hits = pl.concat([hits, behind.select(hits.columns)])
    hits = _longest(hits).with_columns(
        (pl.col("as") >= WEAK).alias("weak"),
        pl.when(pl.col("as") >= WEAK).then(pl.col("as") - WEAK).otherwise("as").alias("as"),
    )
    if not hits.height:
        return pl.DataFrame(schema=CLAIMS)
    hits = hits.join(names.table, on="pattern", how="left", maintain_order="left")
    # 2. is the brand meant at all?
    hits = meant(table, hits, names=names, goods=by.goods)
    # 3. is it used for whose goods these are?
    title = table["title"].gather(hits["row"]).str.to_lowercase()
    luxury = pl.Series(by.luxury, dtype=pl.Boolean).gather(hits["brand"])
    accessory = title.str.contains(accessory_pattern()).fill_null(False)
    hits = hits.with_columns(accessory.alias("accessory"), luxury.alias("luxury"))
    hits = hits.with_columns(_far(hits, title).alias("far"))
    hits = hits.with_columns(
        use_of(
            before=pl.col("before"),
            behind=pl.col("behind"),
            accessory=pl.col("accessory"),
            luxury=pl.col("luxury"),
            first=first_named(),
            far=pl.col("far"),
        ).alias("use")
    )
    hits = _in_one_list(hits)
    hits = subjects(table, hits, names=names, luxury=hits["luxury"])
    hits = _unless_named(hits)
    whole_field = (pl.col("field") == FIELDS.index("brand")) & pl.col("alone")
    in_title = pl.col("field") == FIELDS.index("title")
    doubtful = pl.col("use") == int(Use.DOUBTFUL)
    use = (
        pl.when(whole_field)
        .then(int(Use.TRADE))
        .when(~pl.col("meant"))
        .then(int(Use.WORD))
        .when(doubtful | ((pl.col("field") == FIELDS.index("brand")) & (pl.col("use") != int(Use.COMPATIBLE))))
        .then(int(Use.TRADE))
        .otherwise("use")
        .cast(pl.Int8)
    )
    guessed = pl.col("as") == int(Kind.TYPO)
    certain = whole_field | (
        in_title & ~doubtful & ~pl.col("weak") & pl.col("sure") & (~guessed | pl.col("known") | pl.col("with_goods"))
    )
    kind = (
        pl.when(whole_field)
        .then(int(Kind.BRAND_FIELD))
        .when(pl.col("as") >= 0)
        .then("as")
        .otherwise("kind")
        .cast(pl.Int8)
    )
    return hits.select(
        pl.col("row").cast(pl.UInt32),
        "pattern",
        "brand",
        pl.col("field").cast(pl.Int8),
        pl.col("start").cast(pl.UInt32),
        pl.col("end").cast(pl.UInt32),
        "text",
        kind.alias("kind"),
        use.alias("use"),
        certain.fill_null(False).alias("certain"),
        "accessory",
    )


def _unnamed(table: pl.DataFrame, hits: pl.DataFrame, *, names: Names) -> npt.NDArray[np.bool_]:
    """Titles that do not begin with a name as it is that means a brand by its own sight."""
    found = np.ones(table.height, dtype=np.bool_)
    begun = (hits["field"].to_numpy() == FIELDS.index("title")) & (hits["start"].to_numpy() < BEGINS)
    distinct = names.table["sort"].to_numpy()[hits["pattern"].to_numpy()] == int(Sort.DISTINCT)
    found[hits["row"].to_numpy()[begun & distinct]] = False
    return found


def _unless_named(hits: pl.DataFrame) -> pl.DataFrame:
    """What is only guessed counts where no brand is named outright that the listing trades on."""
    if not hits["weak"].any():
        return hits
    clear = (pl.col("sort") == int(Sort.DISTINCT)) | pl.col("known") | pl.col("sure")
    brief = (pl.col("sort") == int(Sort.SHORT)) & ~pl.col("known") & ~first_named()
    named = (
        ~pl.col("weak") & pl.col("meant") & clear & ~brief & pl.col("use").is_in([int(Use.TRADE), int(Use.DOUBTFUL)])
    )
    # Nobody covers a letter by mistake, whatever else the title names.
    return hits.filter(~pl.col("weak") | (pl.col("as") == int(Kind.STARRED)) | ~named.any().over("row"))


def _far(hits: pl.DataFrame, title: pl.Series) -> pl.Series:
    """Which names of a title with an accessory does the accessory fit? Asked of those only."""
    found = np.zeros(hits.height, dtype=np.bool_)
    at = (hits["accessory"] & ~hits["luxury"]).arg_true()
    if at.len():
        lone = (
            hits.select(pl.when("weak").then(None).otherwise("brand").drop_nulls().n_unique().over("row") <= 1)
            .to_series()
            .gather(at)
        )
        said = title.gather(at)
        asked = hits[at].with_columns(
            said.str.contains(third_party_pattern()).fill_null(False).alias("third_party"),
            (lone & ~said.str.contains(GENUINE).fill_null(False)).alias("lone"),
        )
        far = fits_from_afar(
            before=pl.col("before"),
            behind=pl.col("behind"),
            third_party=pl.col("third_party"),
            first=first_named(),
            line=pl.col("kind") == int(Kind.LINE),
            lone=pl.col("lone"),
        )
        found[at.to_numpy()] = asked.select(far.fill_null(False)).to_series().to_numpy()
    return pl.Series(found)


def _in_one_list(hits: pl.DataFrame) -> pl.DataFrame:
    """Names that stand in one list are used alike: what the first one fits, the others fit."""
    start, end, use = (hits[name].to_numpy() for name in ("start", "end", "use"))
    begins = _changes(hits)
    begins[1:] |= start[1:].astype(np.int64) - end[:-1].astype(np.int64) > CHAIN
    weak = hits["weak"].to_numpy()
    begins[1:] |= weak[:-1]
    first = use[np.flatnonzero(begins)[np.cumsum(begins) - 1]]
    alike = np.isin(first, (int(Use.COMPATIBLE), int(Use.NEGATED), int(Use.WORD)))
    return hits.with_columns(pl.Series("use", np.where(alike, first, use)))


def _longest(hits: pl.DataFrame) -> pl.DataFrame:
    """Where names overlap the longest one stands: "Calvin Klein Jeans", not "Klein". What stands there as it is comes before what is hidden."""
    keys = (hits["as"], -hits["end"], hits["start"], hits["field"], hits["row"])
    hits = hits[np.lexsort([key.to_numpy() for key in keys])]
    # The furthest end so far within a field: its number weighs more than any end, so one running maximum serves all fields.
    end = hits["end"].to_numpy().astype(np.int64)
    reach = np.maximum.accumulate(np.cumsum(_changes(hits)) << 32 | end)
    longer = _changes(hits)
    longer[1:] |= reach[1:] > reach[:-1]
    # Of a guess all names stand that are as near.
    alike = ~_changes(hits)[1:] & (hits["as"].to_numpy()[1:] >= WEAK) & (hits["as"].to_numpy()[:-1] >= WEAK)
    longer[1:] |= alike & (np.diff(hits["start"].to_numpy()) == 0) & (np.diff(hits["end"].to_numpy()) == 0)
    return _not_new(hits.filter(pl.Series(longer)))


def _not_new(hits: pl.DataFrame) -> pl.DataFrame:
    """Of two names that share words, one that begins with "new" gives way: "new Post-it" is a Post-it that is new."""
    shares = ~_changes(hits)[1:]
    shares &= hits["start"].to_numpy()[1:].astype(np.int64) < hits["end"].to_numpy()[:-1].astype(np.int64)
    gone = np.flatnonzero(shares)
    if not gone.size:
        return hits
    news = hits["text"].gather(gone).str.to_lowercase().str.starts_with("new").to_numpy()
    stays = np.ones(hits.height, dtype=np.bool_)
    stays[gone[news]] = False
    return hits.filter(pl.Series(stays))


def _changes(hits: pl.DataFrame) -> npt.NDArray[np.bool_]:
    """Is this the first hit of its row and field? The hits are in their order."""
    row, field = hits["row"].to_numpy(), hits["field"].to_numpy()
    first = np.ones(hits.height, dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (field[1:] != field[:-1])
    return first
