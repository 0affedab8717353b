"""Which brands are there, under which names? The register for screening: JSON with whole brands, or a table with a row each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from assay.errors import BadInput
from assay.offline.register import load_json
from assay.offline.tables.reading import check_file, is_parquet, listed, small_table, word
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA

YES = ("true", "1", "yes", "y", "t", "")
NO = ("false", "0", "no", "n", "f")


@dataclass(frozen=True, kw_only=True)
class RegisterTables:
    """Brands (REGISTER_SCHEMA), products (PRODUCT_SCHEMA), and how many rows were set aside, each with the reason."""

    brands: pl.DataFrame
    products: pl.DataFrame
    broken: tuple[str, ...]


def read_register(path: Path) -> RegisterTables:
    """BadInput: no such file, not a register, no brand in it."""
    check_file(path, what="register")
    if path.suffix.lower() == ".json" and not is_parquet(path):
        tables = _from_json(load_json(path, what="register"), where=str(path))
    else:
        tables = _from_table(small_table(path, what="register"), where=str(path))
    if not tables.brands.height:
        raise BadInput("the register names no brand.", where=str(path), mend="Give each brand a brand_id and a name.")
    return tables


def _from_table(table: pl.DataFrame, *, where: str) -> RegisterTables:
    for column in ("brand_id", "name"):
        if column not in table.columns:
            raise BadInput(
                f"the register has no column {column!r}.",
                where=where,
                mend="Its columns are: brand_id, name, aliases, protected, categories, reference_price.",
            )
    price = pl.col("reference_price") if "reference_price" in table.columns else pl.lit(None, dtype=pl.String)
    currency = pl.col("currency") if "currency" in table.columns else pl.lit(None, dtype=pl.String)
    rows = table.with_row_index("line").select(
        "line",
        word("brand_id", table),
        word("name", table),
        listed("aliases", table),
        word("protected", table).str.to_lowercase().alias("protected"),
        listed("categories", table),
        price.str.extract(r"([0-9]+(?:\.[0-9]+)?)").cast(pl.Float64, strict=False).alias("reference_price"),
        pl.coalesce(price.str.extract(r"([A-Za-z]{3})").str.to_uppercase(), currency)
        .fill_null("")
        .alias("reference_currency"),
    )
    return _checked(rows, pl.DataFrame(schema=PRODUCT_SCHEMA))


def _from_json(data: Any, *, where: str) -> RegisterTables:
    brands = data.get("brands") if isinstance(data, dict) else data
    if not isinstance(brands, list):
        raise BadInput("this is no register.", where=where, mend='Write {"brands": [...]}.')
    rows: list[tuple[Any, ...]] = []
    products: list[tuple[Any, ...]] = []
    for line, brand in enumerate(brands):
        if not isinstance(brand, dict):
            rows.append((line, "", "", [], "", [], None, ""))
            continue
        key, lowest, currency = _plain(brand.get("brand_id")), None, ""
        for product in brand.get("products") or ():
            if not isinstance(product, dict):
                continue
            amount, unit = _price(product.get("reference_price"), product.get("currency"))
            gtin = "".join(c for c in _plain(product.get("gtin")) if c.isdigit())
            products.append(
                (
                    key,
                    _plain(product.get("name")),
                    _plain(product.get("model")),
                    gtin.zfill(14) if gtin else "",
                    amount,
                    unit,
                )
            )
            if amount is not None and (lowest is None or amount < lowest):
                lowest, currency = amount, unit
        own, unit = _price(brand.get("reference_price"), brand.get("currency"))
        if own is not None:
            lowest, currency = own, unit
        rows.append(
            (
                line,
                key,
                _plain(brand.get("name")),
                _list(brand.get("aliases")),
                _plain(brand.get("protected")).lower(),
                _list(brand.get("categories")),
                lowest,
                currency,
            )
        )
    schema: dict[str, Any] = {"line": pl.UInt32, **REGISTER_SCHEMA, "protected": pl.String}
    return _checked(
        pl.DataFrame(rows, schema=schema, orient="row"), pl.DataFrame(products, schema=PRODUCT_SCHEMA, orient="row")
    )


def _checked(rows: pl.DataFrame, products: pl.DataFrame) -> RegisterTables:
    """Set aside rows without identifier or name and identifiers that stand twice; tell of names that two brands share."""
    bad = (pl.col("brand_id") == "") | (pl.col("name") == "")
    broken = [
        f"row {line + 1}: it has no brand_id or no name; it was set aside."
        for line in rows.filter(bad)["line"].to_list()
    ]
    good = rows.filter(~bad)
    twice = ~good["brand_id"].is_first_distinct()
    broken += [
        f"row {line + 1}: the brand_id {key!r} stands twice; the first one counts."
        for line, key in good.filter(twice).select("line", "brand_id").iter_rows()
    ]
    good = good.filter(~twice)
    # A brand whose protection is written in a word that we do not know is protected: else one slip opens it to everybody.
    broken += [
        f"row {line + 1}: protected is {word[:40]!r}, neither true nor false; the brand {key!r} counts as protected."
        for line, key, word in good.filter(~pl.col("protected").is_in([*YES, *NO]))
        .select("line", "brand_id", "protected")
        .iter_rows()
    ]
    good = good.with_columns(~pl.col("protected").is_in(NO))
    shared = (
        good.group_by(pl.col("name").str.to_lowercase().alias("n"), maintain_order=True)
        .agg("brand_id")
        .filter(pl.col("brand_id").list.len() > 1)
    )
    broken += [
        f"the name {name!r} is shared by {', '.join(ids[:5])}; a right for either covers a listing that says it."
        for name, ids in shared.iter_rows()
    ]
    return RegisterTables(brands=good.drop("line"), products=products, broken=tuple(broken))


def _price(value: Any, currency: Any) -> tuple[float | None, str]:
    text = _plain(value)
    number = "".join(c for c in text if c.isdigit() or c == ".")
    unit = "".join(c for c in text if c.isalpha()).upper()
    try:
        return float(number), (unit if len(unit) == 3 else _plain(currency).upper())
    except ValueError:
        return None, ""


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split("|")
    return [_plain(v) for v in value if _plain(v)] if isinstance(value, list) else []
