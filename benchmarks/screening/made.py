"""A feed, a register and rights of any size, made from a seed: for speed, not for quality."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from assay.policy.load import shipped

GROUP = 250_000  # rows of a row group
FOREIGN = (
    "限时优惠 全新正品 现货 ",
    "женская кожаная сумка новая ",
    "新品 送料無料 レディース ",
    "größe schön für frühling ",
    "kadın çanta yeni sezon ",
)


def words(count: int, chance: random.Random) -> list[str]:
    ends, middles = ("ra", "lo", "mi", "ken", "va", "tor", "shi", "bel", "nox", "du"), "bcdfghjklmnprstvwz"
    made: set[str] = set()
    while len(made) < count:
        made.add(
            "".join(chance.choice(middles) + chance.choice("aeiou") for _ in range(chance.randint(1, 3)))
            + chance.choice(ends)
        )
    return sorted(made)


def make(
    folder: Path, *, listings: int, brands: int = 20_000, rights: int = 1_000_000, stores: int = 50_000, seed: int = 1
) -> None:
    """Writes feed.parquet, register.parquet, rights.parquet."""
    chance, numbers = random.Random(seed), np.random.default_rng(seed)
    names = [w.capitalize() for w in words(brands, chance)]
    ids = [f"b{i}" for i in range(brands)]
    aliases = [
        f"{n} {chance.choice(('Paris', 'Home', 'Sport', 'Studio'))}|{n[:3]}{chance.choice('aeiou')}x{n[3:]}"
        for n in names
    ]
    register = pl.DataFrame(
        {
            "brand_id": ids,
            "name": names,
            "aliases": aliases,
            "protected": "true",
            "categories": "shop/clothes",
            "reference_price": "250 EUR",
        }
    )
    register.write_parquet(folder / "register.parquet")
    keys = pl.Series(ids)
    pl.DataFrame(
        {
            "store_id": pl.Series(numbers.integers(0, stores, rights)).cast(pl.String),
            "brand_id": keys.gather(numbers.integers(0, brands, rights)),
            "valid_from": "2026-01-01",
            "valid_to": "2027-01-01",
            "units": np.where(numbers.random(rights) < 0.3, "100", ""),
            "status": "in_force",
        }
    ).write_parquet(folder / "rights.parquet")
    common = np.array(sorted(w for w in shipped().ordinary.words.split() if w.isascii() and len(w) > 2), dtype=object)
    weight = 1.0 / np.arange(1, len(common) + 1)
    weight /= weight.sum()
    numbers.shuffle(common)
    writer = None
    for start in range(0, listings, GROUP):
        rows = min(GROUP, listings - start)
        pool = [" ".join(numbers.choice(common, 9, p=weight)) for _ in range(20_000)]
        texts = [(" ".join(numbers.choice(common, 95, p=weight)))[:500] for _ in range(20_000)]
        title = pl.Series(pool).gather(numbers.integers(0, len(pool), rows))
        text = pl.Series(texts).gather(numbers.integers(0, len(texts), rows))
        name = pl.Series(names).gather(numbers.integers(0, brands, rows))
        hot = numbers.random(rows)
        number = pl.Series(numbers.integers(0, 10**6, rows)).cast(pl.String)
        foreign = pl.Series(FOREIGN).gather(numbers.integers(0, len(FOREIGN), rows))
        frame = pl.DataFrame(
            {
                "id": pl.Series(np.arange(start, start + rows)).cast(pl.String),
                "store_id": pl.Series(numbers.integers(0, stores, rows)).cast(pl.String),
                "title": title,
                "name": name,
                "number": number,
                "foreign": foreign,
                "description": text,
                "price": pl.Series(np.round(numbers.lognormal(4, 1, rows), 2)).cast(pl.String) + " EUR",
                "quantity": pl.Series(numbers.integers(1, 5, rows)).cast(pl.String),
                "product_type": "Clothes",
                "hot": hot,
            }
        ).with_columns(
            pl.when(pl.col("hot") < 0.3)
            .then(pl.col("name") + " " + pl.col("title"))
            .when(pl.col("hot") < 0.4)
            .then(pl.col("foreign") + pl.col("title"))
            .otherwise(pl.col("title"))
            .alias("title")
            + " "
            + pl.col("number"),
            pl.when((pl.col("hot") > 0.3) & (pl.col("hot") < 0.4))
            .then(pl.col("foreign") + pl.col("description"))
            .otherwise("description")
            .alias("description"),
        )
        table = frame.drop("name", "number", "foreign", "hot").to_arrow()
        writer = writer or pq.ParquetWriter(folder / "feed.parquet", table.schema)
        writer.write_table(table, row_group_size=GROUP)
    if writer is not None:
        writer.close()
