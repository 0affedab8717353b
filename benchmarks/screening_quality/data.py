"""What is screened here, and what is right? Titles of the data folder with labels made by hand, by SHA-256 of the title.

How the brand column was cleaned (written down before the first run): a row counts where its brand, folded, stands in its folded title as whole words, has two
letters or more and is no number; words that name no brand ("no brand", "generic", "compatible", ...) do not count; brands of the Taobao tags have their own test.
The register is brands_nsi.csv and every brand of the column that counts in two rows or more.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import polars as pl

from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.names import REGISTER_SCHEMA

HERE = Path(__file__).parent
NO_BRAND = {
    "no brand", "nobrand", "tidak ada merk", "generic", "compatible", "unbranded", "none", "na", "n a", "oem", "other", "others", "unknown", "no", "new", "sin marca", "id", "w", "tr",
}  # fmt: skip


def folder() -> Path:
    """The data folder that ASSAY_DATA names."""
    return Path(os.environ["ASSAY_DATA"])


def sha(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()


def labels(name: str) -> dict[str, str]:
    with (HERE / "labels" / name).open(encoding="utf-8") as file:
        return {row["sha256"]: row.get("brands", "") for row in csv.DictReader(file)}


def brand(
    name: str, aliases: list[str] | None = None, categories: list[str] | None = None, key: str = ""
) -> tuple[object, ...]:
    return (key or fold(name).replace(" ", "-"), name, aliases or [], True, categories or [], None, "")


def register(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    table = pl.DataFrame(rows, schema=REGISTER_SCHEMA, orient="row")
    return table.unique("brand_id", keep="first", maintain_order=True)


def nsi() -> list[tuple[object, ...]]:
    with (folder() / "brands" / "brands_nsi.csv").open(encoding="utf-8") as file:
        return [
            brand(
                r["brand"],
                [a for a in r["aliases"].split("|") if a],
                r["categories"].split("|"),
                key=r["wikidata"] or f"nsi-{i}",
            )
            for i, r in enumerate(csv.DictReader(file))
        ]


def listings() -> list[dict[str, str]]:
    with gzip.open(folder() / "listings" / "listings.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def named() -> list[tuple[str, str]]:
    """(title, brand, folded) of every row whose title names the brand of its column."""
    found = []
    for row in listings():
        name = fold(row["brand"])
        if row["source"].startswith("taobao") or len(name) < 2 or name in NO_BRAND or name.replace(" ", "").isdigit():
            continue
        if f" {name} " in f" {fold(row['title'])} ":
            found.append((row["title"], name))
    return found


def column_brands(rows: list[tuple[str, str]]) -> list[tuple[object, ...]]:
    counted = Counter(name for _, name in rows)
    return [brand(name) for name, n in counted.items() if n >= 2]


def replicas() -> list[str]:
    with (folder() / "listings" / "replica_titles.csv").open(encoding="utf-8") as file:
        return [row["title"] for row in csv.DictReader(file)]


def taobao() -> list[tuple[str, set[str]]]:
    """(title, brands that its tags name)."""
    found = []
    with (folder() / "text" / "taobao_titles_ner.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            tags = {text for text, tag in row["entities"] if tag == "HPPX"}
            if tags:
                found.append((row["text"], tags))
    return found


def texts() -> set[str]:
    """Every title of a listing, and every query."""
    with gzip.open(folder() / "text" / "taobao_queries.csv.gz", "rt", encoding="utf-8") as file:
        return {r["query"] for r in csv.DictReader(file)} | {r["title"] for r in listings()}


def unbranded() -> list[str]:
    """Queries and titles that name no brand, as labelled by hand."""
    wanted = labels("unbranded_queries.csv").keys() | labels("unbranded_titles.csv").keys()
    return sorted(t for t in texts() if sha(t) in wanted)
