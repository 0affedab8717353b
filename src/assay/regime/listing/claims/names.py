"""Under which words is each brand known? The register's names and aliases, folded, as patterns to look for.

One brand has several patterns and one pattern may stand for several brands (two houses of one name). Nothing here decides: a pattern knows
what kind of name it is, and whether it is an ordinary word that needs more than its own sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import polars as pl

from assay.regime.listing.claims.fold import fold, joined_scripts


class Kind(IntEnum):
    """How a name is written. The order is the order of trust."""

    NAME = 0
    ALIAS = 1
    LINE = 2
    MODEL = 3
    BRAND_FIELD = 4
    GTIN = 5
    SEPARATED = 6
    LEET = 7
    STARRED = 8
    GLUED = 9
    TYPO = 10
    CONFUSABLE = 11


KIND_NAMES: tuple[str, ...] = tuple(k.name.lower() for k in Kind)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One folded word or phrase and the brands (by row of the register) that it may stand for. `bounded`: it needs edges on both sides."""

    text: str
    kind: Kind
    brands: tuple[int, ...]
    bounded: bool
    written: str = ""


@dataclass(frozen=True, kw_only=True)
class Names:
    """All patterns of a register, and its brands as columns (row = index)."""

    brands: pl.DataFrame
    patterns: tuple[Pattern, ...]
    table: pl.DataFrame
    homonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> pl.Series:
        """brand_id by row."""
        return self.brands["brand_id"]


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
    if "&" in name:
        found.append(fold(name.replace("&", " and ")))
    for apostrophe in "'’`´":
        if apostrophe in name:
            found.append(fold(name.replace(apostrophe, "")))
    return tuple(dict.fromkeys(found))


def is_joined(text: str) -> bool:
    """Is it written in a script without spaces between words?"""
    return any(joined_scripts()[ord(c)] for c in text)


def compile_names(brands: pl.DataFrame, *, more: Mapping[str, Sequence[tuple[str, Kind]]] | None = None) -> Names:
    """Register (REGISTER_SCHEMA) -> names. `more`: further names by folded name of a brand (native names, product lines)."""
    found: dict[str, dict[int, tuple[Kind, str]]] = {}

    def add(word: str, brand: int, kind: Kind, raw: str) -> None:
        length = len(word.replace(" ", ""))
        if length < 2 or (length < 3 and word.isdigit()):
            return
        known = found.setdefault(word, {})
        if brand not in known or kind < known[brand][0]:
            known[brand] = (kind, raw)

    rows: Iterable[tuple[str, list[str] | None]] = zip(
        brands["name"].to_list(), brands["aliases"].to_list(), strict=True
    )
    for row, (name, aliases) in enumerate(rows):
        for word in spellings(name or ""):
            add(word, row, Kind.NAME, name)
        for alias in aliases or ():
            for word in spellings(alias):
                add(word, row, Kind.ALIAS, alias)
        for key in {fold(x) for x in (name or "", *(aliases or ()))}:
            for extra, kind in (more or {}).get(key, ()):
                for word in spellings(extra):
                    add(word, row, kind, extra)
    patterns = tuple(
        Pattern(
            text=word,
            kind=min(k for k, _ in known.values()),
            brands=tuple(known),
            bounded=not is_joined(word),
            written=_must_be_written(word, [raw for _, raw in known.values()]),
        )
        for word, known in found.items()
    )
    table = pl.DataFrame(
        {
            "pattern": range(len(patterns)),
            "brand": [p.brands[0] for p in patterns],
            "kind": [int(p.kind) for p in patterns],
        },
        schema={"pattern": pl.Int64, "brand": pl.UInt32, "kind": pl.Int8},
    )
    ids = brands["brand_id"].to_list()
    homonyms = {p.text: tuple(ids[b] for b in p.brands) for p in patterns if p.kind is Kind.NAME and len(p.brands) > 1}
    return Names(brands=brands, patterns=patterns, table=table, homonyms=homonyms)


def _must_be_written(word: str, raws: Sequence[str]) -> str:
    """A name of single letters ("H&M", "C & A") must stand as it is written: "h m" is a size range otherwise."""
    if all(len(part) == 1 for part in word.split()) and " " in word:
        return raws[0]
    return ""
