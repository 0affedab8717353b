"""A feed in which everything happens, from a seed: names in many scripts and disguises, several stores with pieces, prices of a market, broken rows."""

from __future__ import annotations

import json
import random
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from assay.demo import disguise

AS_OF = "2026-11-24"
NAMES = [
    "Veltrano",
    "Maison Orvelle",
    "Kestrel",
    "Ostrava Uhren",
    "Белуга Мода",
    "维特拉诺",
    "セレスティア",
    "Zéphyrine",
    "Brannock",
    "Tamsin Reed",
]
GOODS = [
    "watch",
    "手表 正品",
    "leather bag",
    "кожаная сумка",
    "scarf größe M",
    "時計 新品",
    "case for",
    "replica",
    "1:1 mirror",
]
WAYS = [
    disguise.homoglyphs,
    disguise.dotted,
    disguise.spaced,
    disguise.leet,
    disguise.starred,
    disguise.zero_width,
    disguise.full_width,
    disguise.mathematical,
]
BROKEN: list[dict[str, str]] = [
    {"title": "no id", "store_id": "s1"},
    {"id": "no-store", "title": "Kestrel watch"},
    {"id": "nan", "store_id": "s1", "title": "Kestrel watch", "price": "NaN"},
    {"id": "minus", "store_id": "s1", "title": "Kestrel watch", "price": "-4.00 EUR"},
    {"id": "long", "store_id": "s2", "title": "x" * 40_000, "price": "4.00 EUR"},
    {"id": "many", "store_id": "s2", "title": "Kestrel watch", "price": "4.00 EUR", "quantity": "many"},
    {"id": "l7", "store_id": "s3", "title": "again", "price": "4.00 EUR"},
]


def rows(count: int, *, seed: int) -> list[dict[str, str]]:
    """Listings, with the broken ones strewn in; `l7` of each store stands twice or more."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        name = chance.choice(NAMES)
        written = chance.choice(WAYS)(name, chance) if chance.random() < 0.4 else name
        title = " ".join(chance.sample([chance.choice(GOODS), written, f"model {chance.randrange(50)}"], 3))
        made.append(
            {
                "id": f"l{number // 12}",
                "store_id": f"s{number % 12}",
                "title": title if chance.random() > 0.2 else f"unbranded thing {number}",
                "description": f"{chance.choice(GOODS)} — {name}, ähnlich, 전체" if chance.random() < 0.3 else "",
                "brand": name if chance.random() < 0.2 else "",
                "price": f"{chance.choice([9, 40, 180, 400, 900, 1200])}.{chance.randrange(100):02} {chance.choice(['EUR', 'USD', 'CNY'])}",
                "condition": chance.choice(["new", "used", "", "全新"]),
                "gtin": chance.choice(["4006381333931", "4006381333932", ""]),
                "product_type": chance.choice(["watches", "bags", ""]),
                "quantity": str(chance.randrange(1, 6)),
                "country": chance.choice(["DE", "FR", ""]),
            }
        )
    for broken in BROKEN * 3:
        made.insert(chance.randrange(count // 2, len(made)), broken)
    return made


def write(folder: Path, *, count: int, seed: int = 7) -> None:
    """feed.parquet (several row groups), feed.ndjson (with lines that are no JSON), register.json, rights.csv, stores.csv."""
    feed = rows(count, seed=seed)
    names = sorted({name for row in feed for name in row})
    table = pl.DataFrame([{n: row.get(n) for n in names} for row in feed], schema=dict.fromkeys(names, pl.String))
    table = table.with_columns(pl.col("quantity").cast(pl.Float64, strict=False))
    pq.write_table(table.to_arrow(), folder / "feed.parquet", row_group_size=count // 5)
    lines = [json.dumps(row, ensure_ascii=False) for row in feed]
    lines[5:5] = ["{broken", "[1, 2]", '{"id": "half", "title": "\\ud800"}']
    (folder / "feed.ndjson").write_text("\n".join(lines), encoding="utf-8")
    brands = [
        {
            "brand_id": f"b{i}",
            "name": name,
            "aliases": [f"{name} Paris"],
            "protected": i != 8,
            "reference_price": "900 EUR" if i % 3 else None,
            "products": [
                {"name": "Meridian", "model": "VM40", "gtin": "4006381333931", "reference_price": "1200.00 EUR"}
            ]
            if i == 0
            else [],
        }
        for i, name in enumerate(NAMES)
    ]
    (folder / "register.json").write_text(json.dumps({"brands": brands}), encoding="utf-8")
    rights = ["store_id,brand_id,goods,categories,territories,channels,valid_from,valid_to,units,status"]
    for store in range(8):
        for brand in range(0, 10, 1 + store % 3):
            goods = "4006381333931" if brand == 0 and store % 2 else ""
            units = "" if store == 0 else str(20 * store)
            end = "2026-01-01" if (store + brand) % 7 == 3 else "2027-01-01"
            status = "revoked" if (store, brand) == (5, 6) else "in_force"
            rights.append(
                f"s{store},b{brand},{goods},,{'DE|FR' if store == 2 else ''},,2025-01-01,{end},{units},{status}"
            )
    (folder / "rights.csv").write_text("\n".join(rights) + "\n", encoding="utf-8")
    stores = ["store_id,opened_on,tier,country,seller_type,status"]
    stores += [
        f"s{n},{2016 + n % 11}-11-02,open,DE,{'private' if n == 9 else 'business'},{'closed' if n == 11 else ''}"
        for n in range(12)
    ]
    (folder / "stores.csv").write_text("\n".join(stores) + "\n", encoding="utf-8")
