"""What does screening say of these rows of record?

Gathers the facts (register, rights with their units, stores, the store's other offers) and asks the regime. The register is compiled once
and used until it changes; rights and stores are those of the rows in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import polars as pl
from django.db.models import Count, Exists, Max, OuterRef, Sum

from assay.actions.rule_track import tracks
from assay.policy.schema import Policy
from assay.records.models import Brand, Listing, Product, Restriction, Right, Store
from assay.records.queries.states import fact, midnight
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA, compile_names
from assay.regime.listing.columns import ATTRIBUTES
from assay.regime.listing.entitlement import RIGHTS, index_rights
from assay.regime.listing.rules import Track
from assay.regime.listing.verdict import STORES, Office, compile_for, in_words, judge, look, office, tally
from assay.regime.restriction import StoreState, right_state, store_state
from assay.regime.right.units import Account
from assay.regime.terms import Ground, RestrictionKind

SPARED = frozenset({Ground.NO_RIGHT, Ground.UNCLEAR, Ground.COUNTERFEIT, Ground.REAPPEARED})
"""Grounds that rest on what the words mean: a person's answer to them stands. Rights and units are looked at anew each time."""
KEPT, DEPOSIT = "KEPT_BY_A_PERSON", "DEPOSIT_STANDS"


@dataclass(frozen=True, kw_only=True)
class Screened:
    """What screening says of one listing, as it is stored."""

    verdict: str
    brand: str | None
    reasons: list[str]
    rules: list[str]
    ground: str
    seen: str
    signals: dict[str, Any]

    @property
    def spared_by_a_person(self) -> bool:
        """Does a person's earlier answer settle this?"""
        return self.ground in SPARED

    def spared(self, reason: str) -> Screened:
        """The same, published for this reason (KEPT, DEPOSIT); as it is where there is none."""
        return replace(self, verdict="publish", reasons=[reason]) if reason else self


def screen_rows(listings: Sequence[Listing], *, at: datetime, policy: Policy) -> dict[int, Screened]:
    """Listing -> what screening says. Other listings of the same stores are counted, not judged."""
    stores = sorted({x.store_id for x in listings})
    wanted = {x.pk for x in listings}
    off = Restriction.objects.filter(kind=RestrictionKind.REMOVE, lifted_at__isnull=True, listing=OuterRef("pk"))
    limited = Right.objects.filter(store__in=stores, limited=True).values("store")
    others = Listing.objects.filter(~Exists(off), store__in=limited, brand__isnull=False, ended_at__isnull=True)
    rows = [*listings, *others.exclude(pk__in=wanted).only("store", "attributes")]
    known = _register(_register_version(), policy, tracks())
    desk = replace(
        known,
        rights=index_rights(_rights(stores, at=at), products=known.products),
        stores=_stores(stores, at=at),
        on=at.date(),
    )
    raw = pl.DataFrame(
        {
            c.name: [x.attributes.get(c.name) for x in rows]
            for c in ATTRIBUTES
            if c.name not in ("id", "store_id", "gtin_state")
        }
        | {
            "id": [str(x.pk) for x in rows],
            "store_id": [x.store_id for x in rows],
            "google_product_category": [x.attributes.get("google_product_category") for x in rows],
        },
        schema_overrides={c.name: pl.String for c in ATTRIBUTES} | {"google_product_category": pl.String},
    )
    table = arrive(raw, limits=policy.listing.limits, fx=policy.fx).table
    looked = look(table, by=desk)
    counted = tally([looked])
    mine = looked.filter(pl.col("id").is_in([str(pk) for pk in wanted]))
    judged = judge(mine, tally=counted, by=desk)
    names = dict(desk.names.brands.select("brand_id", "name").iter_rows())
    rules = {r.rule.name: r.rule for r in desk.rules}
    result = {}
    for row in judged.iter_rows(named=True):
        fired = [rules[name] for name in row["rules"]]
        heaviest = next((r for r in fired if r.action == row["verdict"]), None)
        result[int(row["id"])] = Screened(
            verdict=row["verdict"],
            brand=row["brand_id"],
            reasons=row["reasons"],
            rules=row["rules"],
            ground=heaviest.ground if heaviest else ("" if row["verdict"] == "publish" else Ground.UNCLEAR),
            seen=in_words(row, brand=names.get(row["brand_id"], "")),
            signals={k: v for k, v in row.items() if k not in ("id", "store_id", "verdict", "reasons", "rules")},
        )
    return result


def forget_register() -> None:
    """Compile the register anew at the next listing: this process looks at another database now, as tests do."""
    _register.cache_clear()


def _register_version() -> tuple[int, int, str]:
    found = Brand.objects.aggregate(n=Count("pk"), v=Sum("register_version"), t=Max("enrolled_at"))
    return found["n"], found["v"] or 0, str(found["t"])


@lru_cache(maxsize=2)
def _register(version: tuple[int, int, str], policy: Policy, tracks: tuple[Track, ...]) -> Office:
    """The register compiled; `version` names it, so that a change compiles it anew."""
    products = list(Product.objects.values_list("brand", "name", "model", "gtin", "reference_price", "currency"))
    reference: dict[str, tuple[float, str]] = {}
    for brand, _, _, _, price, currency in products:
        if price is not None and (brand not in reference or float(price) < reference[brand][0]):
            reference[brand] = (float(price), currency)
    brands = pl.DataFrame(
        [
            (b.pk, b.name, list(b.aliases), b.protected, list(b.categories), *reference.get(b.pk, (None, "")))
            for b in Brand.objects.order_by("pk")
        ],
        schema=REGISTER_SCHEMA,
        orient="row",
    )
    table = pl.DataFrame(
        [(b, n, m, g.zfill(14) if g else "", None if p is None else float(p), c) for b, n, m, g, p, c in products],
        schema=PRODUCT_SCHEMA,
        orient="row",
    )
    names = compile_names(brands, policy=policy.name, ordinary=policy.ordinary, products=table)
    return office(
        compile_for(names, policy=policy),
        products=table,
        rights=index_rights(pl.DataFrame(schema=RIGHTS), products=table),
        stores=pl.DataFrame(schema=STORES),
        policy=policy,
        on=date(1970, 1, 1),
        tracks=tracks,
    )


def _rights(stores: Sequence[str], *, at: datetime) -> pl.DataFrame:
    """One row a right; a right with counted units one row a product, with the pieces that are left."""
    rows: list[tuple[Any, ...]] = []
    found = Right.objects.filter(store__in=stores, replaced_by__isnull=True).prefetch_related(
        "restrictions", "accounts"
    )
    for right in found.order_by("pk"):
        state = right_state(
            [fact(r) for r in right.restrictions.all()],
            valid_from=midnight(right.valid_from),
            valid_to=midnight(right.valid_to),
            at=at,
        )
        common = (right.categories, right.territories, right.channels, right.valid_from, right.valid_to)
        available = {a.product: a.balance for a in right.accounts.all() if a.account == Account.AVAILABLE}
        if not right.limited:
            rows.append((str(right.pk), right.store_id, right.brand_id, right.goods, *common, None, str(state)))
        for product, units in available.items() if right.limited else ():
            goods = [product] if product else right.goods
            rows.append((str(right.pk), right.store_id, right.brand_id, goods, *common, units, str(state)))
    return pl.DataFrame(rows, schema=RIGHTS, orient="row")


def _stores(stores: Sequence[str], *, at: datetime) -> pl.DataFrame:
    rows = []
    for store in Store.objects.filter(pk__in=stores).prefetch_related("restrictions"):
        closed = store_state([fact(r) for r in store.restrictions.all()], at=at) is StoreState.CLOSED
        rows.append((store.pk, store.opened_on, store.tier, store.country, store.seller_type, closed))
    return pl.DataFrame(rows, schema=STORES, orient="row")
