"""Under which words is each brand known? The register's names and aliases, folded, as patterns to look for.

One brand has several patterns and one pattern may stand for several brands (two houses of one name). Nothing here decides: a pattern knows
what kind of name it is, and whether it is an ordinary word that needs more than its own sight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import IntEnum

import polars as pl

from assay.policy.schema.name import BrandNames, NamePolicy
from assay.policy.schema.ordinary import OrdinaryPolicy
from assay.regime.listing.claims.fold import fold, is_joined
from assay.regime.listing.claims.packed import word_set


class Kind(IntEnum):
    """How a name is written. The order is the order of trust."""

    NAME = 0
    ALIAS = 1
    LINE = 2
    MODEL = 3
    ABBREVIATION = 4
    BRAND_FIELD = 5
    GTIN = 6
    SEPARATED = 7
    LEET = 8
    STARRED = 9
    GLUED = 10
    REPEATED = 11
    TYPO = 12


class Sort(IntEnum):
    """How much a name says by its own sight."""

    DISTINCT = 0  # nobody writes it without meaning the brand
    PHRASE = 1  # several ordinary words
    WORD = 2  # an ordinary word
    SHORT = 3  # three letters or fewer: sizes and units look like it
    LOOSE = 4  # counts beside goods of the brand only


KIND_NAMES: tuple[str, ...] = tuple(k.name.lower() for k in Kind)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One folded word or phrase and the brands (by row of the register) that it may stand for. `bounded`: it needs edges on both sides."""

    text: str
    kind: Kind
    sort: Sort
    brands: tuple[int, ...]
    bounded: bool
    known: bool
    written: str = ""


@dataclass(frozen=True, kw_only=True)
class Names:
    """All patterns of a register, and its brands as columns (row = index).

    `goods`: by row of the register, what the brand sells as a bit set over `kinds`; 0 where it sells nothing that we have words for, -1 where unknown.
    `others`: the further brands of a pattern that stands for several. `not_beside`: by row, words beside which the name is an ordinary word (a regular expression). `goods_words`: word -> bit set.
    """

    brands: pl.DataFrame
    patterns: tuple[Pattern, ...]
    table: pl.DataFrame
    others: pl.DataFrame
    kinds: tuple[str, ...]
    goods: tuple[int, ...]
    not_beside: Mapping[int, str]
    goods_words: Mapping[str, int]
    ordinary: frozenset[str]
    common: frozenset[str] = frozenset()
    chinese: frozenset[str] = frozenset()
    rare: Set[str] = frozenset()
    homonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> pl.Series:
        """brand_id by row."""
        return self.brands["brand_id"]

    def dictionary(self, word: str) -> bool:
        """Is it a word of a language, however seldom it is said?"""
        return word in self.ordinary or word in self.rare


REGISTER_SCHEMA: dict[str, pl.DataType] = {
    "brand_id": pl.String(),
    "name": pl.String(),
    "aliases": pl.List(pl.String()),
    "protected": pl.Boolean(),
    "categories": pl.List(pl.String()),
    "reference_price": pl.Float64(),
    "reference_currency": pl.String(),
}
PRODUCT_SCHEMA: dict[str, pl.DataType] = {
    "brand_id": pl.String(),
    "name": pl.String(),
    "model": pl.String(),
    "gtin": pl.String(),
    "reference_price": pl.Float64(),
    "currency": pl.String(),
}


def spellings(name: str) -> tuple[str, ...]:
    """The folded spellings of one name: as it is, and without the spaces that a hyphen, an apostrophe or an ampersand leaves."""
    plain = fold(name)
    if not plain:
        return ()
    found = [plain]
    if any(c in name for c in "-'’`´.&+/·・ "):
        glued = plain.replace(" ", "")
        if len(glued) > 3 and len(plain.split()) <= 4:
            found.append(glued)
    if is_joined(plain) and " " not in plain and 2 <= len(plain) <= 6:
        found.append(" ".join(plain))
    if "&" in name:
        found.append(fold(name.replace("&", " and ")))
    for apostrophe in "'’`´":
        if apostrophe in name:
            found.append(fold(name.replace(apostrophe, "")))
    return tuple(dict.fromkeys(found))


def compile_names(
    brands: pl.DataFrame, *, policy: NamePolicy, ordinary: OrdinaryPolicy, products: pl.DataFrame | None = None
) -> Names:
    """Register (REGISTER_SCHEMA), its products (PRODUCT_SCHEMA) and what the policy knows of names -> names."""
    chinese = frozenset(ordinary.chinese.split())
    words = frozenset(ordinary.words.split())
    by_hand = {fold(n): b for b in policy.brands for n in b.native if is_joined(n)}
    by_hand |= {fold(n): b for b in policy.brands for n in (*b.also, b.name)} | {fold(b.name): b for b in policy.brands}
    found: dict[str, dict[int, tuple[Kind, Sort, str]]] = {}
    goods: list[int] = []
    known_rows: set[int] = set()
    not_beside: dict[int, str] = {}
    kinds = tuple(policy.goods)
    bit = {kind: 1 << i for i, kind in enumerate(kinds)}

    def add(word: str, brand: int, kind: Kind, sort: Sort, raw: str) -> None:
        length = len(word.replace(" ", ""))
        if length < 2 or (length < 4 and word.replace(" ", "").isdigit()):
            return
        found.setdefault(word, {}).setdefault(brand, (kind, sort, raw))

    columns = (brands["name"].to_list(), brands["aliases"].to_list(), brands["categories"].to_list())
    for row, (name, aliases, categories) in enumerate(zip(*columns, strict=True)):
        hand = next((by_hand[f] for n in (name, *(aliases or ())) if (f := fold(n)) in by_hand), None)
        goods.append(_goods_of(categories or (), hand, policy=policy, bit=bit))
        for kind, said in ((Kind.NAME, (name,)), (Kind.ALIAS, aliases or ())):
            for one in said:
                for word in spellings(one):
                    add(word, row, kind, _sort_of(word, hand, ordinary=words, chinese=chinese), one)
        if hand is None:
            continue
        known_rows.add(row)
        if hand.not_beside:
            not_beside[row] = "|".join(_near(w) for w in hand.not_beside if fold(w))
        for one in (hand.name, *hand.also):
            for word in spellings(one):
                add(word, row, Kind.ALIAS, _sort_of(word, hand, ordinary=words, chinese=chinese), one)
        for one in hand.native:
            for word in spellings(one):
                add(word, row, Kind.ALIAS, Sort.LOOSE if word.isascii() and len(word) < 6 else Sort.DISTINCT, one)
        for one in hand.short:
            for word in spellings(one):
                add(word, row, Kind.ABBREVIATION, Sort.SHORT if len(word) < 4 else Sort.DISTINCT, one)
        for one in hand.lines:
            for word in spellings(one):
                add(word, row, Kind.LINE, Sort.LOOSE if len(word) < 4 and word.isalpha() else Sort.DISTINCT, one)
        for one in hand.loose:
            for word in spellings(one):
                add(word, row, Kind.LINE, Sort.LOOSE, one)
    rows = {key: row for row, key in enumerate(brands["brand_id"].to_list())}
    for key, model in () if products is None else products.select("brand_id", "model").iter_rows():
        for word in spellings(model or ""):
            # A model of letters and digits names its maker; "Classic" or "2000" name nobody.
            if key in rows and len(word) >= 4 and any(c.isdigit() for c in word) and any(c.isalpha() for c in word):
                add(word, rows[key], Kind.MODEL, Sort.DISTINCT, model)
    patterns = tuple(_pattern(word, owners, known=known_rows) for word, owners in found.items())
    ids = brands["brand_id"].to_list()
    return Names(
        brands=brands,
        patterns=patterns,
        table=pl.DataFrame(
            [(i, p.brands[0], int(p.kind), int(p.sort), p.known) for i, p in enumerate(patterns)],
            schema={"pattern": pl.Int64, "brand": pl.UInt32, "kind": pl.Int8, "sort": pl.Int8, "known": pl.Boolean},
            orient="row",
        ),
        others=pl.DataFrame(
            [(i, b) for i, p in enumerate(patterns) for b in p.brands[1:]],
            schema={"pattern": pl.Int64, "other": pl.UInt32},
            orient="row",
        ),
        kinds=kinds,
        goods=tuple(goods),
        not_beside=not_beside,
        goods_words=_goods_words(policy, bit=bit),
        ordinary=words,
        common=frozenset(ordinary.common.split()),
        chinese=chinese,
        rare=word_set(frozenset(ordinary.rare.split())),
        homonyms={
            p.text: tuple(ids[b] for b in p.brands) for p in patterns if p.kind is Kind.NAME and len(p.brands) > 1
        },
    )


def _pattern(word: str, owners: Mapping[int, tuple[Kind, Sort, str]], *, known: set[int]) -> Pattern:
    kind = min(k for k, _, _ in owners.values())
    # Whose name it is comes before whose line or alias it is.
    best = [b for b, (k, _, _) in owners.items() if k is kind]
    return Pattern(
        text=word,
        kind=kind,
        sort=min(s for k, s, _ in owners.values() if k is kind),
        brands=tuple(best),
        bounded=not is_joined(word),
        known=any(b in known for b in best),
        written=_must_be_written(word, [raw for _, _, raw in owners.values()]),
    )


def _sort_of(word: str, hand: BrandNames | None, *, ordinary: frozenset[str], chinese: frozenset[str]) -> Sort:
    parts = word.split()
    if is_joined(word):
        if word in ordinary or len(word) < 2:
            return Sort.WORD
        return (
            Sort.PHRASE
            if word in chinese and (hand is None or word not in {fold(n) for n in hand.native})
            else Sort.DISTINCT
        )
    if len(word.replace(" ", "")) <= 3:
        return Sort.SHORT
    if len(parts) == 1:
        if hand is not None:
            return Sort.WORD if hand.word and word in {fold(n) for n in (hand.name, *hand.also)} else Sort.DISTINCT
        return Sort.WORD if word in ordinary or word.isdigit() else Sort.DISTINCT
    if hand is not None:
        return Sort.DISTINCT
    return Sort.PHRASE if all(p in ordinary or len(p) < 3 or p.isdigit() for p in parts) else Sort.DISTINCT


def _goods_of(categories: Sequence[str], hand: BrandNames | None, *, policy: NamePolicy, bit: Mapping[str, int]) -> int:
    if hand is not None and hand.goods:
        return sum(bit[g] for g in hand.goods if g in bit)
    if not categories:
        return -1
    kinds = 0
    for category in categories:
        for part in category.lower().replace("/", " ").replace(";", " ").replace(">", " ").split():
            for kind in policy.categories.get(part, ()) or ((part,) if part in bit else ()):
                kinds |= bit.get(kind, 0)
    return kinds


def _goods_words(policy: NamePolicy, *, bit: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, words in policy.goods.items():
        for word in words:
            if fold(word):
                found[fold(word)] = found.get(fold(word), 0) | bit[kind]
    return found


def _near(word: str) -> str:
    text = fold(word)
    return text if is_joined(text) else rf"(?:^| ){text}(?: |$)"


def _must_be_written(word: str, raws: Sequence[str]) -> str:
    """A name of single letters ("H&M", "C & A") must stand as it is written: "h m" is a size range otherwise."""
    if all(len(part) == 1 for part in word.split()) and " " in word and not is_joined(word):
        return raws[0]
    return ""
