"""Does the listing say, or half say, that the goods are not the brand's own?

Of a thousand replica titles two do. So this detector decides little by itself, and never from a word alone: "replica" beside a trophy, "leather
imitation" and "no copies" say something else, and the context that takes the sting out of a term is policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from assay.policy.schema.listing import Wording
from assay.regime.listing.claims.fold import fold, joined_scripts
from assay.regime.listing.claims.scan import Needle
from assay.regime.listing.lookups import spread

STRENGTHS: tuple[str, ...] = ("none", "hints", "evades", "admits")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The policy's terms as needles, and as columns in the order of the needles: strength, and what takes the sting out (a regular expression)."""

    needles: tuple[Needle, ...]
    table: pl.DataFrame


def compile_terms(wording: Sequence[Wording], *, first: int) -> Terms:
    """Policy -> terms. `first`: the number of the first needle among all that are looked for."""
    needles: list[Needle] = []
    rows: list[tuple[int, int, str, str | None]] = []
    seen: set[str] = set()
    for group in sorted(wording, key=lambda w: -STRENGTHS.index(w.strength)):
        unless = "|".join(_near(word) for word in group.unless_near if fold(word)) or None
        for term in group.terms:
            text = fold(term)
            if not text or text in seen:
                continue
            seen.add(text)
            rows.append((first + len(needles), STRENGTHS.index(group.strength), term, unless))
            needles.append(Needle(text=text, bounded=not _joined(text), written=term if _loses(term, text) else ""))
    schema = {"pattern": pl.Int64, "strength": pl.Int8, "term": pl.String, "unless": pl.String}
    return Terms(needles=tuple(needles), table=pl.DataFrame(rows, schema=schema, orient="row"))


def wording(hits: pl.DataFrame, *, rows: int, terms: Terms) -> pl.DataFrame:
    """Occurrences of the terms in a table of so many rows -> columns `wording` and `wording_terms`."""
    hits = hits.join(terms.table, on="pattern", how="inner", maintain_order="left")
    meant = pl.Series(hits.height * [True], dtype=pl.Boolean)
    for unless in hits["unless"].drop_nulls().unique().to_list():
        near = hits.select(pl.col("before").str.tail(32) + " | " + pl.col("behind").str.head(32)).to_series()
        meant = meant & ~((hits["unless"] == unless).fill_null(False) & near.str.contains(unless))
    found = (
        hits.filter(meant)
        .sort("row", "field", "end", "pattern")  # engines name what ends at one place in orders of their own
        .group_by("row")
        .agg(pl.col("strength").max(), pl.col("term").unique(maintain_order=True).alias("wording_terms"))
    )
    strength = pl.col("strength").replace_strict(dict(enumerate(STRENGTHS)), return_dtype=pl.String)
    found = found.select("row", strength.alias("wording"), "wording_terms")
    return spread(found, height=rows, otherwise={"wording": STRENGTHS[0], "wording_terms": []})


def _near(word: str) -> str:
    text = fold(word)
    return text if _joined(text) else rf"(?:^| ){text}(?: |$)"


def _joined(text: str) -> bool:
    return any(joined_scripts()[ord(c)] for c in text)


def _loses(term: str, text: str) -> bool:
    """Does folding drop what makes the term: a term without letters, such as 1:1?"""
    return not any(c.isalpha() for c in text)
