"""Is this word here the brand, or the ordinary word that it also is?

Apple is a fruit, Boss a rank, XL a size. A name that is an ordinary word counts where the title speaks of goods that the brand sells, where it is written as names
are written, or where it stands first; never beside the words that say that the other thing is meant. Where a name that can mean nothing else stands in the same
title, ordinary words are ordinary.
"""

from __future__ import annotations

import polars as pl

from assay.regime.listing.claims.names import Names, Sort
from assay.regime.listing.claims.scan import Needle, Scanner, occurrences, scanner

AFTER = r"^ (?:brand )?(?:new|the|genuine|original|oem|authentic|official)(?: brand)? $"
UNITS = (
    "xl", "xs", "xxl", "mb", "gb", "tb", "kb", "tv", "pc", "cd", "dvd", "usb", "led", "lcd", "hd", "uk", "us", "eu", "pcs", "set", "cm", "mm", "kg", "ml", "oz", "in", "ac", "dc", "ip",
    "diy", "gps", "ssd", "ram", "cpu", "spf", "uv", "3d", "4k", "ad", "am", "pm", "no", "id", "et", "ed", "inc", "inch", "mp", "fm", "mah", "rgb", "hdd", "ups", "vga", "max", "mini", "pro", "top", "new", "men",
    "one", "two", "six", "ten", "kit", "box", "bag", "hot", "red", "big", "old", "all", "and", "for", "the", "of", "on", "to", "at", "me", "my", "we", "be", "go", "do", "up", "so", "it", "is",
    "de", "la", "le", "el", "en", "un", "du", "di", "da", "et", "y", "e", "o", "a", "mit", "und", "der", "die", "das", "von", "per", "con", "por", "dan", "ke", "se", "si", "tab", "pet", "eva", "pvc", "abs", "att", "amp", "ice", "fly", "gas", "oil", "sky", "sea", "air", "dry", "wet", "cap", "hat", "car",
)  # fmt: skip
FITTED = ("phones", "computers", "electronics", "toys", "cars")
LUXURIES = ("bags", "clothes", "shoes", "watches", "jewellery", "perfume", "cosmetics", "eyewear")


def goods_scanner(names: Names) -> Scanner:
    """Looks for the words of goods in titles."""
    words = list(names.goods_words)
    return scanner([Needle(text=w, bounded=w.isascii()) for w in words])


def goods_in(titles: pl.DataFrame, *, by: Scanner, names: Names) -> pl.DataFrame:
    """Titles -> row, word, bits of every word of goods in them."""
    bits = list(names.goods_words.values())
    empty = titles.select("title", pl.lit("").alias("brand"), pl.lit("").alias("description"))
    hits = occurrences(empty, by=by)
    return hits.select(
        "row",
        "start",
        "end",
        pl.col("pattern").replace_strict(dict(enumerate(bits)), return_dtype=pl.Int64).alias("bits"),
    )


def meant(table: pl.DataFrame, hits: pl.DataFrame, *, names: Names, goods: Scanner) -> pl.DataFrame:
    """Occurrences with brand, kind, sort and known -> columns `meant` (the brand is meant) and `sure` (and a person need not look)."""
    unsure = (hits["sort"] != int(Sort.DISTINCT)) | hits["brand"].is_in(list(names.not_beside))
    hits = hits.with_row_index("hit")
    look = hits.filter(unsure)
    if not look.height:
        return hits.drop("hit").with_columns(
            pl.lit(True).alias("meant"), pl.lit(True).alias("sure"), pl.lit(False).alias("with_goods")
        )
    rows = look["row"].unique(maintain_order=True)
    titles = table.select("title")[rows].with_columns(rows.alias("of"))
    seen = goods_in(titles, by=goods, names=names).with_columns(pl.col("row").cast(pl.Int64))
    seen = seen.with_columns(rows.gather(seen["row"]).alias("row"))
    pairs = look.select("hit", "row", "field", pl.col("start").alias("s"), pl.col("end").alias("e"), "brand").join(
        seen, on="row", how="left"
    )
    sells = pl.Series(names.goods, dtype=pl.Int64)
    pairs = pairs.with_columns(sells.gather(pairs["brand"]).alias("sells"))
    apart = (pl.col("field") != 0) | (pl.col("end") <= pl.col("s")) | (pl.col("start") >= pl.col("e"))
    found = pairs.group_by("hit").agg(
        ((pl.col("sells") > 0) & apart & ((pl.col("bits") & pl.col("sells")) != 0))
        .fill_null(False)
        .any()
        .alias("with_goods"),
        pl.col("sells").first(),
    )
    title = pl.col("title_text")
    look = look.join(found, on="hit", how="left", maintain_order="left").with_columns(
        table["title"].gather(look["row"]).alias("title_text")
    )
    letters = title.str.count_matches(r"\b[A-Za-z]")
    capitals = title.str.count_matches(r"\b[A-Z]")
    shouted = ~title.str.contains(r"[a-z]")
    mixed = (capitals * 10 < letters * 8) & ~shouted
    whispered = capitals == 0
    first = (pl.col("field") == 0) & ((pl.col("start") <= 1) | pl.col("before").str.contains(AFTER))
    word = pl.col("text")
    capital = word.str.contains(r"^[A-Z]") & ~word.str.contains(r"\s[a-z]")
    upper = word.str.contains(r"[A-Z]") & ~word.str.contains(r"[a-z]")
    loud = upper & ~shouted
    unit = word.str.to_lowercase().is_in(UNITS)
    known, with_goods = pl.col("known"), pl.col("with_goods")
    sells_unknown = pl.col("sells") < 0
    in_title = pl.col("field") == 0
    by_sort = pl.when(pl.col("sort") == int(Sort.WORD)).then(
        (with_goods & (first | (capital & mixed) | known))
        | (loud & (known | sells_unknown | first))
        | (sells_unknown & (first | (capital & mixed)))
        | (known & first & (capital | whispered))
    ).when(pl.col("sort") == int(Sort.PHRASE)).then(known | first | (capital & mixed)).when(
        pl.col("sort") == int(Sort.SHORT)
    ).then(
        pl.when(unit & ~(known & upper))
        .then(pl.lit(False))
        .otherwise(
            (upper & (known | first | (mixed & (with_goods | sells_unknown))))
            | (first & (sells_unknown | with_goods | known))
            | (known & with_goods)
        )
    ).when(pl.col("sort") == int(Sort.LOOSE)).then(with_goods | (capital & first & known)).otherwise(True) & (
        in_title | (pl.col("sort") == int(Sort.DISTINCT)) | (pl.col("sort") == int(Sort.PHRASE))
    )
    look = look.with_columns(
        by_sort.alias("meant"),
        ((with_goods & (capital | whispered)) | ((pl.col("sort") == int(Sort.SHORT)) & known & loud & ~unit)).alias(
            "sure"
        ),
    )
    look = _not_beside(look, names=names)
    hits = hits.join(
        look.select("hit", "meant", "sure", "with_goods"), on="hit", how="left", maintain_order="left"
    ).with_columns(
        pl.col("meant").fill_null(True), pl.col("sure").fill_null(True), pl.col("with_goods").fill_null(False)
    )
    hits = hits.with_columns(
        pl.when(pl.col("sort") == int(Sort.DISTINCT)).then(True).otherwise("sure").alias("sure"),
    )
    clear = (
        (pl.col("meant") & ((pl.col("sort") == int(Sort.DISTINCT)) | pl.col("known")) & (pl.col("field") == 0))
        .any()
        .over("row")
    )
    lone = ((pl.col("start") <= 1) | pl.col("before").str.contains(AFTER)) & (pl.col("field") == 0)
    weak = (pl.col("sort") != int(Sort.DISTINCT)) & ~pl.col("known") & ~lone
    return hits.with_columns((pl.col("meant") & ~(weak & clear)).alias("meant")).drop("hit")


def _not_beside(look: pl.DataFrame, *, names: Names) -> pl.DataFrame:
    """Words that say that the other thing is meant; capitals amid small letters outweigh them, and so do the brand's goods beside a surer kind of name."""
    folded = look["before"].str.tail(40) + "  " + look["behind"].str.head(40)
    other = pl.Series([False] * look.height, dtype=pl.Boolean)
    for brand in look["brand"].unique().to_list():
        if (expression := names.not_beside.get(brand)) is not None:
            mine = look["brand"] == brand
            other = other | (mine & folded.str.contains(expression))
    named = (look["sort"] == int(Sort.DISTINCT)) & (look["kind"] > 1)
    return look.with_columns((look["meant"] & ~(other & ~named)).alias("meant"))
