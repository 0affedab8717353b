"""What does the sample marketplace consist of? Everything from one seed: brands, stores, applications with papers, rights, listings, sales.

The same seed, day and sizes give the same marketplace, byte for byte. Each part draws from a generator of its own, so that more listings do not
change the stores.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assay.demo.applications import Desk, SampleApplication, Standing
from assay.demo.brands import BrandWorld, brand_world
from assay.demo.companies import CompanyMaker
from assay.demo.listings import Catalogue, SampleListing, SampleRight
from assay.demo.stores import SampleStore, make_stores
from assay.errors import BadInput

MOST_STORES = 20_000
MOST_LISTINGS = 5_000_000
SEED = 2016
STORES = 24
LISTINGS = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class Sale:
    """An order that the marketplace reports."""

    order: str
    store_id: str
    brand_id: str
    gtin: str
    units: int
    sold_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Market:
    """One sample marketplace on one day. Listings are many: `listings()` writes them one by one."""

    seed: int
    as_of: date
    listing_count: int
    world: BrandWorld
    stores: tuple[SampleStore, ...]
    applications: tuple[SampleApplication, ...]
    rights: tuple[SampleRight, ...]
    sales: tuple[Sale, ...]

    def listings(self) -> Iterator[SampleListing]:
        """The listings, from the first; each call gives the same ones."""
        rng = random.Random(f"{self.seed}:listings")
        return Catalogue(world=self.world, stores=self.stores, rights=self.rights, rng=rng).listings(self.listing_count)

    def store(self, store_id: str) -> SampleStore:
        """The store of this identifier."""
        return next(s for s in self.stores if s.store_id == store_id)


def make_market(*, seed: int = SEED, stores: int = STORES, listings: int = LISTINGS, as_of: date) -> Market:
    """The marketplace of this seed and day. BadInput: sizes that make no sense."""
    _check_size(stores, "stores", most=MOST_STORES)
    _check_size(listings, "listings", most=MOST_LISTINGS)
    companies = CompanyMaker.seeded(random.Random(f"{seed}:companies"))
    world = brand_world(random.Random(f"{seed}:brands"), companies)
    protected = [b.brand_id for b in world.register.brands if b.protected]
    sellers = make_stores(
        stores, protected=protected, rng=random.Random(f"{seed}:stores"), companies=companies, as_of=as_of
    )
    desk = Desk(
        world=world,
        stores=sellers,
        companies=companies,
        as_of=as_of,
        seed=seed,
        rng=random.Random(f"{seed}:applications"),
    )
    applications = desk.all()
    rights = tuple(right for a in applications for right in _earned(a))
    return Market(
        seed=seed,
        as_of=as_of,
        listing_count=listings,
        world=world,
        stores=sellers,
        applications=applications,
        rights=rights,
        sales=_sales(rights, random.Random(f"{seed}:sales"), as_of),
    )


def _check_size(number: int, where: str, *, most: int) -> None:
    if not 1 <= number <= most:
        raise BadInput(f"{number} is no size of a sample.", where=f"--{where}", mend=f"Give a number from 1 to {most}.")


def _earned(application: SampleApplication) -> Iterator[SampleRight]:
    """The rights that the application deserves: one for each product with its pieces, or one for the whole brand."""
    if application.standing is not Standing.CLEAN:
        return
    begins = application.handed_in_on + timedelta(days=4)
    for row in application.goods:
        units = int(str(row["units"]))
        yield SampleRight(
            store_id=application.store.store_id,
            brand_id=application.brand_id,
            goods=(str(row["gtin"]),) if units else (),
            units=units or None,
            valid_from=begins.isoformat(),
            valid_to=(begins + timedelta(days=365)).isoformat(),
        )


def _sales(rights: tuple[SampleRight, ...], rng: random.Random, as_of: date) -> tuple[Sale, ...]:
    """For every second counted right a few orders, together never more than a third of its pieces."""
    sales: list[Sale] = []
    for right in rights:
        if right.units is None or rng.random() < 0.5:
            continue
        left = right.units // 3
        begins = date.fromisoformat(right.valid_from)
        days = max(1, (as_of - begins).days)
        while left > 0:
            units = min(left, rng.randrange(1, 4))
            left -= units
            sales.append(
                Sale(
                    order=f"O-{len(sales) + 10_001}",
                    store_id=right.store_id,
                    brand_id=right.brand_id,
                    gtin=right.goods[0],
                    units=units,
                    sold_on=min(as_of, begins + timedelta(days=rng.randrange(days))),
                )
            )
    return tuple(sorted(sales, key=lambda s: (s.sold_on, s.order)))
