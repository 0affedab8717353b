"""In which files does the sample marketplace lie? Exactly those that the offline commands read, and the truth beside them.

register.json                  brands with marks, products, dealers
register.csv                   the same brands as a table for screening
rights.csv                     the rights that the clean applications deserve
stores.csv                     the stores as the platform knows them
feed.ndjson, feed.tsv          the listings, twice the same
sales.csv                      orders
applications/*.json            in order of arrival, their papers beside them
truth.json, truth.csv          what everything really is
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from assay.demo.applications import SampleApplication
from assay.demo.market import Market
from assay.demo.stores import SampleStore
from assay.demo.truth import CSV_COLUMNS, application_truth, flat, listing_truth, store_truth
from assay.errors import BadInput
from assay.regime.brand.register import Brand, Product

FEED_COLUMNS = (
    "id", "title", "description", "link", "image_link", "price", "brand", "gtin", "mpn", "condition", "product_type",
    "availability", "store_id", "quantity",
)  # fmt: skip
RIGHT_COLUMNS = (
    "store_id", "brand_id", "goods", "categories", "territories", "channels", "valid_from", "valid_to", "units", "status",
)  # fmt: skip


def write_market(market: Market, out: Path) -> dict[str, int]:
    """Write every file into the folder and say how many of each were written. BadInput: the folder is not empty or cannot be written."""
    _prepare(out)
    register = {"brands": [brand_json(b) for b in market.world.register.brands]}
    _json(out / "register.json", register)
    _register_table(market, out / "register.csv")
    _table(out / "rights.csv", RIGHT_COLUMNS, (_right_row(r) for r in market.rights))
    _table(out / "stores.csv", tuple(_store_row(market.stores[0])), (_store_row(s).values() for s in market.stores))
    _table(
        out / "sales.csv",
        ("order", "store_id", "brand_id", "gtin", "units", "sold_on"),
        ([s.order, s.store_id, s.brand_id, s.gtin, s.units, s.sold_on.isoformat()] for s in market.sales),
    )
    papers = 0
    for application in market.applications:
        papers += _application(market, application, out / "applications")
    _feed_and_truth(market, out)
    return {
        "brands": len(market.world.register.brands),
        "stores": len(market.stores),
        "applications": len(market.applications),
        "papers": papers,
        "rights": len(market.rights),
        "listings": market.listing_count,
        "sales": len(market.sales),
    }


def brand_json(brand: Brand) -> dict[str, Any]:
    """A brand as register.json has it."""
    return {
        "brand_id": brand.brand_id,
        "name": brand.name,
        "aliases": list(brand.aliases),
        "protected": brand.protected,
        "categories": list(brand.categories),
        "owner": asdict(brand.owner) if brand.owner else None,
        "marks": [asdict(m) | {"classes": list(m.classes), "territories": list(m.territories)} for m in brand.marks],
        "products": [product_json(p) for p in brand.products],
        "dealers": [asdict(d) for d in brand.dealers],
        "signers": [],
    }


def product_json(product: Product) -> dict[str, str]:
    """A product with its reference price as feeds write prices."""
    return {
        "name": product.name,
        "model": product.model,
        "gtin": product.gtin,
        "reference_price": f"{product.reference_price:.2f} {product.currency}",
    }


def store_json(store: SampleStore) -> dict[str, str]:
    """The store as an application names it."""
    company = store.company
    return {
        "store_id": store.store_id,
        "legal_name": company.name,
        "trading_name": store.trading_name,
        "address": company.address,
        "country": company.country,
        "vat_id": company.vat_id,
        "registration": company.registration,
        "kind": store.kind.value,
    }


def _prepare(out: Path) -> None:
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise BadInput("there is something here already.", where=str(out), mend="Name a new or an empty folder.")
        (out / "applications").mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        raise BadInput(
            f"the folder cannot be written ({failed.strerror}).", where=str(out), mend="Name another folder."
        ) from None


def _application(market: Market, application: SampleApplication, folder: Path) -> int:
    for paper in application.papers:
        (folder / paper.filename).write_bytes(paper.data)
    _json(
        folder / f"{application.name}.json",
        {
            "as_of": application.handed_in_on.isoformat(),
            "tier": application.store.tier.value,
            "store": store_json(application.store),
            "brand_id": application.brand_id,
            "goods": list(application.goods),
            "papers": [p.filename for p in application.papers],
            "answers": [],
        },
    )
    return len(application.papers)


def _feed_and_truth(market: Market, out: Path) -> None:
    """The feed in both forms and the truth, in one pass over the listings."""
    stores = [store_truth(s) for s in market.stores]
    applications = [application_truth(a) for a in market.applications]
    listings = []
    with (
        (out / "feed.ndjson").open("wb") as ndjson,
        (out / "feed.tsv").open("w", encoding="utf-8", newline="") as tsv,
        (out / "truth.csv").open("w", encoding="utf-8", newline="") as truth,
    ):
        rows = csv.writer(tsv, delimiter="\t", lineterminator="\n")
        flat_rows = csv.writer(truth, lineterminator="\n")
        rows.writerow(FEED_COLUMNS)
        flat_rows.writerow(CSV_COLUMNS)
        for kind, several in (("store", stores), ("application", applications)):
            for row in several:
                flat_rows.writerows(flat(kind, row))
        for listing in market.listings():
            ndjson.write(
                orjson.dumps(listing.row | {"quantity": int(listing.row["quantity"])}, option=orjson.OPT_APPEND_NEWLINE)
            )
            rows.writerow([listing.row[c] for c in FEED_COLUMNS])
            truth_row = listing_truth(listing)
            flat_rows.writerows(flat("listing", truth_row))
            listings.append(truth_row)
    whole = {
        "seed": market.seed,
        "as_of": market.as_of.isoformat(),
        "stores": stores,
        "applications": applications,
        "listings": listings,
    }
    (out / "truth.json").write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _register_table(market: Market, path: Path) -> None:
    columns = ("brand_id", "name", "aliases", "protected", "categories", "reference_price")
    rows = []
    for brand in market.world.register.brands:
        prices = sorted(p.reference_price for p in brand.products if p.reference_price is not None)
        rows.append(
            [
                brand.brand_id,
                brand.name,
                "|".join(brand.aliases),
                str(brand.protected).lower(),
                "|".join(brand.categories),
                f"{prices[len(prices) // 2]:.2f} EUR",
            ]
        )
    _table(path, columns, rows)


def _right_row(right: Any) -> list[str]:
    units = "" if right.units is None else str(right.units)
    return [
        right.store_id, right.brand_id, "|".join(right.goods), "", "", "", right.valid_from, right.valid_to, units, "in_force",
    ]  # fmt: skip


def _store_row(store: SampleStore) -> dict[str, str]:
    company = store.company
    return {
        "store_id": store.store_id,
        "opened_on": store.opened_on.isoformat(),
        "tier": store.tier.value,
        "country": company.country,
        "seller_type": store.seller_type,
        "kind": store.kind.value,
        "legal_name": company.name,
        "trading_name": store.trading_name,
        "address": company.address,
        "vat_id": company.vat_id,
        "registration": company.registration,
        "iban": company.iban,
        "phone": company.phone,
    }


def _table(path: Path, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
