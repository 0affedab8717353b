"""Is this word here the brand, or the ordinary word that it also is?

Apple is a fruit, Boss a rank, XL a size. A name that is an ordinary word counts where the title speaks of goods that the brand sells, where it is written as names
are written, or where it stands first; never beside the words that say that the other thing is meant. Where a name that can mean nothing else stands in the same
title, ordinary words are ordinary.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from assay.regime.listing.claims.names import Kind, Names, Sort
from assay.regime.listing.claims.scan import Needle, Scanner, occurrences, scanner

AFTER = r"^ (?:(?:brand|new|the|genuine|original|oem|authentic|official|orig|sale|hot) ){1,3}$|^ ?(?:全新|正品|原装|现货|包邮|特价|转卖|新款|正版) ?$"
UNITS = (
    "xl", "xs", "xxl", "mb", "gb", "tb", "kb", "tv", "pc", "cd", "dvd", "usb", "led", "lcd", "hd", "uk", "us", "eu", "pcs", "set", "cm", "mm", "kg", "ml", "oz", "in", "ac", "dc", "ip",
    "diy", "gps", "ssd", "ram", "cpu", "spf", "uv", "3d", "4k", "ad", "am", "pm", "no", "id", "et", "ed", "inc", "inch", "mp", "fm", "mah", "rgb", "hdd", "ups", "vga", "max", "mini", "pro", "top", "new", "men",
    "hdmi", "usb", "wifi", "dvi", "jpeg", "ntsc", "sata", "pcie", "type", "bluetooth", "cmyk", "sdhc",
    "spa", "loft", "ins", "sdi", "cos", "ktv", "vip", "ol", "lolita", "jk", "au", "app", "abs", "dna", "ppt", "pdf", "cad", "bgm", "mv", "xs", "acg",
    "one", "two", "six", "ten", "kit", "box", "bag", "hot", "red", "big", "old", "all", "and", "for", "the", "of", "on", "to", "at", "me", "my", "we", "be", "go", "do", "up", "so", "it", "is",
    "de", "la", "le", "el", "en", "un", "du", "di", "da", "et", "y", "e", "o", "a", "mit", "und", "der", "die", "das", "von", "per", "con", "por", "dan", "ke", "se", "si", "tab", "pet", "eva", "pvc", "abs", "att", "amp", "ice", "fly", "gas", "oil", "sky", "sea", "air", "dry", "wet", "cap", "hat", "car",
)  # fmt: skip
FITTED = ("phones", "computers", "electronics", "toys", "cars")
LUXURIES = ("bags", "clothes", "shoes", "watches", "jewellery", "perfume", "cosmetics", "eyewear")


@cache
def _column(words: frozenset[str]) -> pl.Series:
    return pl.Series(sorted(words), dtype=pl.String).implode()


def first_named() -> pl.Expr:
    """Does the name stand first in the title, but for words that say that it is new or genuine?"""
    return (pl.col("field") == 0) & ((pl.col("start") <= 1) | pl.col("before").str.contains(AFTER))


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
    hits = _plainly_hidden(table, hits, names=names)
    unsure = (hits["sort"] != int(Sort.DISTINCT)) | hits["brand"].is_in(list(names.not_beside))
    unsure = unsure | hits["weak"]
    unsure = unsure | (_foreign(hits) & (hits["text"].str.len_chars() <= SHORT_NAME))
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
        apart.fill_null(False).any().alias("any_goods"),
        pl.col("sells").first(),
    )
    title = pl.col("title_text")
    look = look.join(found, on="hit", how="left", maintain_order="left").with_columns(
        table["title"].gather(look["row"]).alias("title_text")
    )
    letters = title.str.count_matches(r"\b[A-Za-z]")
    capitals = title.str.count_matches(r"\b[A-Z]")
    shouted = ~title.str.contains(r"[a-z]")
    mixed = (capitals * 10 < letters * 7) & ~shouted
    whispered = capitals == 0
    first = first_named()
    word = pl.col("text")
    capital = word.str.contains(r"^[A-Z]") & ~word.str.contains(r"\s[a-z]")
    upper = word.str.contains(r"[A-Z]") & ~word.str.contains(r"[a-z]")
    # Capitals among capitals are a shout, not a name.
    around = title.str.slice(pl.col("end"), 20).str.contains(r"^\W+[A-Z]{4,}\b") & title.str.slice(
        0, pl.col("start")
    ).str.contains(r"^\W*$|[A-Z]{4,}\W+$")
    loud = upper & ~shouted & ~(around & ~pl.col("known"))
    unit = word.str.to_lowercase().is_in(UNITS)
    counted = pl.col("before").str.contains(r"[0-9] ?(?:gb|mb|tb|g|m)? $")
    common = word.str.to_lowercase().is_in(_column(names.common))
    plain_word = word.str.to_lowercase().is_in(_column(names.ordinary)) & ~upper
    known, with_goods, any_goods = pl.col("known"), pl.col("with_goods"), pl.col("any_goods")
    sells_unknown = pl.col("sells") < 0
    in_title = pl.col("field") == 0
    look = _within_chinese(look, names=names)
    behind = pl.col("behind").str.replace_all(MEASURE, " ")
    tail = title.str.slice(pl.col("end"), 60)
    coded = behind.str.contains(CODE) | tail.str.contains(CODE_WRITTEN)
    for_whom = behind.str.contains(FOR_WHOM)
    said_so = pl.col("before").str.contains(SAID_SO) | pl.col("behind").str.contains(SAID_BEHIND)
    by_name = pl.col("behind").str.contains(r"^ (?:brand|marke|marque|marca)(?: |$)")
    by_maker = pl.col("before").str.contains(BY_MAKER) & (pl.col("behind").str.contains(r"^ *$") | ~common)
    parted_off = tail.str.contains(PARTED_OFF)
    compound = tail.str.extract(COMPOUND).fill_null("").is_in(_column(names.ordinary))
    # A word that no dictionary knows behind the name: goods with names of their own have a maker.
    follows = pl.col("behind").str.extract(r"^ ([a-z]{4,}) ").fill_null("")
    invented = (follows != "") & ~follows.is_in(_column(names.ordinary)) & ~follows.is_in(list(names.goods_words))
    invented = invented & (whispered | tail.str.contains(r"^\s+[A-Z]"))
    # In a sentence the first word has a capital whatever it is.
    titled = (capitals * 10 >= letters * 5) | (letters <= 3)
    named_first = coded | for_whom | parted_off | (invented & ~known)
    model = pl.col("behind").str.contains(r"^ [a-z0-9]")
    left = title.str.slice((pl.col("start") - 1).clip(0), 1)
    apart_left = (
        (pl.col("start") == 0)
        | ~left.str.contains(r"[\p{L}\p{N}]")
        | pl.col("before").str.contains(r"[0-9] ?[a-z]{0,2} $")
    )
    han_word = pl.col("parted") | said_so | model | (known & with_goods) | ((pl.col("start") == 0) & any_goods)
    # The first word in Latin letters of a Chinese title is a name more often than not.
    first_latin = (
        title.str.contains(JOINED)
        & ~pl.col("before").str.contains("[a-z]")
        & sells_unknown
        & ~unit
        & (pl.col("text").str.len_chars() >= 3)
    )
    # In a text of Chinese a Latin word with Chinese on both sides is hardly an adjective.
    between_han = (
        title.str.contains(JOINED)
        & pl.col("before").str.contains(r"(?:^|[^ -~]) *$")
        & pl.col("behind").str.contains(r"^ *(?:$|[^ -~])")
    )
    among_han = between_han & (
        ((with_goods | sells_unknown) & whispered) | (known & (pl.col("sort") == int(Sort.WORD)))
    )
    by_sort = pl.when(pl.col("han") & (pl.col("sort") == int(Sort.WORD))).then(han_word).when(
        pl.col("han") & (pl.col("sort") == int(Sort.PHRASE))
    ).then(han_word | (apart_left & (known | any_goods | (pl.col("start") > 0)))).when(
        unit & ~(known & upper & ~counted)
    ).then(False).when(among_han & pl.col("sort").is_in([int(Sort.WORD), int(Sort.PHRASE)])).then(True).when(
        among_han & (pl.col("sort") == int(Sort.SHORT)) & (pl.col("text").str.len_chars() >= 3)
    ).then(True).when(first_latin & pl.col("sort").is_in([int(Sort.SHORT), int(Sort.PHRASE)])).then(True).when(
        pl.col("sort") == int(Sort.WORD)
    ).then(
        (with_goods & (first | (capital & mixed) | known))
        | (loud & (known | sells_unknown | first))
        | (sells_unknown & first & (named_first | (((capital & (titled | any_goods)) | whispered) & ~common)))
        | (first & (capital | whispered) & ((known & loud) | coded | for_whom | (parted_off & known)))
        | by_maker
        | by_name
    ).when(pl.col("sort") == int(Sort.PHRASE)).then(
        known | first | (capital & mixed) | by_maker | by_name | coded
    ).when(pl.col("sort") == int(Sort.SHORT)).then(
        (
            upper
            & (
                (known & (with_goods | (pl.col("kind") < int(Kind.LINE))))
                | first
                | (mixed & (with_goods | sells_unknown))
            )
        )
        | (
            first
            & (sells_unknown | with_goods | known)
            & (~plain_word | with_goods | named_first | (sells_unknown & (any_goods | whispered)))
        )
        | (known & with_goods)
    ).when(pl.col("sort") == int(Sort.LOOSE)).then(with_goods | (capital & first & known)).otherwise(True) & (
        in_title | (pl.col("sort") == int(Sort.DISTINCT)) | (pl.col("sort") == int(Sort.PHRASE))
    )
    look = look.with_columns(
        by_sort.alias("meant"),
        (
            (with_goods & (capital | whispered))
            | (by_name & known)
            | ((pl.col("sort") == int(Sort.SHORT)) & known & loud & ~unit)
        ).alias("sure"),
    )
    # "Dual-head", "coach-style": half of another word. And who has no goods is not named in two signs of Chinese amid others.
    no_goods = (pl.col("sells") == 0) & pl.col("han") & ~pl.col("parted") & ~pl.col("known")
    half = (pl.col("sort") == int(Sort.WORD)) & compound
    look = look.with_columns((pl.col("meant") & ~half & ~no_goods).alias("meant"))
    look = _not_beside(look, names=names).with_columns((pl.col("meant") & ~pl.col("inside")).alias("meant"))
    # What is only guessed to be a short name is none where the brand sells other goods than the title speaks of.
    other_goods = (pl.col("sells") == 0) | ((pl.col("sells") > 0) & any_goods & ~with_goods)
    guessed = pl.col("weak") & (pl.col("text").str.len_chars() <= GUESSED_SHORT) & ~pl.col("known")
    look = look.with_columns((pl.col("meant") & ~(guessed & other_goods)).alias("meant"))
    hits = hits.join(
        look.select("hit", "meant", "sure", "with_goods"), on="hit", how="left", maintain_order="left"
    ).with_columns(
        pl.col("meant").fill_null(True), pl.col("sure").fill_null(True), pl.col("with_goods").fill_null(False)
    )
    hits = hits.with_columns(
        pl.when(pl.col("sort") == int(Sort.DISTINCT)).then(True).otherwise("sure").alias("sure"),
    )
    clear = (
        (
            pl.col("meant")
            & ~pl.col("weak")
            & ((pl.col("sort") == int(Sort.DISTINCT)) | pl.col("known"))
            & (pl.col("field") == 0)
        )
        .any()
        .over("row")
    )
    weak = (pl.col("sort") != int(Sort.DISTINCT)) & ~pl.col("known") & ~first_named()
    return hits.with_columns((pl.col("meant") & ~(weak & clear)).alias("meant")).drop("hit")


MEASURE = r" [0-9]+ ?(?:ml|cl|mm|cm|m|kg|g|gr|mg|pc|pcs|pack|gb|mb|tb|mah|inch|in|ft|oz|lb|lbs|gsm|w|v|a|hz|k|x|er|cts?|pieces|sheets|pages|years?)(?: |$)"
CODE = r" (?:[a-z]{1,6}[0-9]{2,}[a-z0-9]*|[0-9]{3,}[a-z]{2}(?:[0-9][a-z0-9]*)?|[0-9]{4}[a-z]|[0-9]{5,}[a-z0-9]*)(?: |$)"
"""A number of a model: who counts goods by numbers means the maker, not the fruit."""
CODE_WRITTEN = r"^\s+(?:\S+\s+){0,4}[(\[]?[A-Za-z]{1,5}-[0-9]{2,}[A-Za-z0-9-]*(?:\W|$)"
BY_MAKER = r" (?:by|from the house of|made by|designed by|merk|merek|marca|marke|marque|thuong hieu|hang) $"
PARTED_OFF = r"^\s*(?:[™®]|\s[-–—|]\s)"
"""How sellers write who made it: "Brother - laminated tape", "Crown | mat"."""
FOR_WHOM = r"^ (?:s )?(?:men|mens|women|womens|unisex|kids|boys|girls|ladies|herren|damen|homme|femme|hombre|mujer|uomo|donna|pria|wanita)(?: |$)"
COMPOUND = r"^-([a-z]{3,})(?:\W|$)"
"""The other half of a word with a hyphen."""
JOINED = r"[\p{Han}]"
SAID_SO = r"(?:正品|专柜|專櫃|品牌|官方|旗舰|旗艦|大牌) ?$"
SAID_BEHIND = r"^ ?(?:牌|品牌|官方|旗舰|旗艦|专柜|專櫃|正品|专卖|專賣|原装|原裝)"
SHORT_NAME, LONG_WORD, GUESSED_SHORT = 3, 4, 7  # characters


ODD = re.compile(r"[^\x00-\u024F\u2000-\u206F\u2122\uFF00-\uFFEF]")
WIDE = re.compile(r"[\uFF21-\uFF5A]")
EASTERN = re.compile(r"[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]")
PLAIN = re.compile(r"[A-Za-z]{3}")


def _foreign(hits: pl.DataFrame) -> pl.Series:
    """Is the name written in more than ASCII?"""
    return hits["text"].str.len_bytes() > hits["text"].str.len_chars()


def _plainly_hidden(table: pl.DataFrame, hits: pl.DataFrame, *, names: Names) -> pl.DataFrame:
    """Who takes an ordinary word apart, or writes it in letters of another alphabet amid plain ones, means the brand of that name and nothing else."""
    hidden = hits["as"] >= 0
    asks = (hits["sort"] != int(Sort.DISTINCT)) & (hits["field"] == 0) & _foreign(hits)
    if asks.any():
        odd = hidden.to_list()
        for i in asks.arg_true().to_list():
            text, title = hits["text"][i], table["title"][hits["row"][i]]
            borrowed = ODD.search(text) or (WIDE.search(text) and not EASTERN.search(title))
            odd[i] = odd[i] or bool(
                borrowed and names.patterns[hits["pattern"][i]].text.isascii() and PLAIN.search(title)
            )
        hidden = pl.Series(odd, dtype=pl.Boolean)
    return hits.with_columns(
        pl.when(hidden & (pl.col("sort") != int(Sort.SHORT)))
        .then(int(Sort.DISTINCT))
        .otherwise("sort")
        .cast(pl.Int8)
        .alias("sort")
    )


def _within_chinese(hits: pl.DataFrame, *, names: Names) -> pl.DataFrame:
    """Names of Chinese characters: `inside` a longer word or across two words; `apart`: nothing is joined to them."""
    han = hits["text"].str.contains(JOINED) & (hits["text"].str.len_chars() <= SHORT_NAME)
    inside, parted = [False] * hits.height, [False] * hits.height
    columns = hits.select("before", "pattern", "behind", "known")
    for i in han.arg_true().to_list():
        before, pattern, behind, known = columns.row(i)
        name = names.patterns[pattern].text
        left, right = before[-2:].rpartition(" ")[2], behind[:2].partition(" ")[0]
        inside[i] = _inside(left, name, right, words=names.chinese, across=not known)
        parted[i] = not (left and not left[-1].isascii()) and not (right and not right[0].isascii())
    return hits.with_columns(
        pl.Series("inside", inside, dtype=pl.Boolean), pl.Series("parted", parted, dtype=pl.Boolean), han.alias("han")
    )


def _inside(left: str, name: str, right: str, *, words: frozenset[str], across: bool) -> bool:
    size = len(name)
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if 0 < i + j <= LONG_WORD - size and left[len(left) - i :] + name + right[:j] in words:
                return True
    if not across:
        return False
    begins = any(left[len(left) - i :] + name[:k] in words for i in range(1, len(left) + 1) for k in range(1, size))
    ends = any(name[k:] + right[:j] in words for j in range(1, len(right) + 1) for k in range(1, size))
    return begins and ends


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
