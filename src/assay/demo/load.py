"""Is the sample marketplace in the database? It is loaded once, whole or not at all.

Everything happens in one transaction: a start that is killed half-way leaves nothing behind, and the next one begins anew. The history lies in the
sixty days before the load. The log's sequencer and everything that touches the outside waits for the worker: what a rolled back load filed was
never promised to anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from assay.actions import brand, clock
from assay.demo.cast import Cast, open_stores
from assay.demo.market import LISTINGS, SEED, STORES, make_market
from assay.demo.people import make_people, open_office
from assay.demo.story import BEGINS_DAYS_AGO, Story
from assay.errors import NotPermitted
from assay.records.models import Brand, Decision, Store

LOCK = 2016_05_20_1


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What the load did: `scenes` played, and those that an action refused (`missed`, none under the policy that ships)."""

    scenes: int
    missed: tuple[str, ...]


def load(
    *, seed: int = SEED, stores: int = STORES, listings: int = LISTINGS, at: datetime | None = None
) -> Loaded | None:
    """Load the sample, with its history up to `at` (now). None: something stands in the database already, and nothing was changed.

    NotPermitted: this is no demonstration. Its accounts are open to everybody.
    """
    if not settings.ASSAY_DEMO:
        raise NotPermitted(
            "the sample's accounts are open to everybody.", mend="Start a demonstration: assay up --demo."
        )
    now = at or clock.now()
    market = make_market(seed=seed, stores=stores, listings=listings, as_of=now.date())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if Decision.objects.exists() or Store.objects.exists() or Brand.objects.exists():
            return None
        office = open_office()
        begins = now - timedelta(days=BEGINS_DAYS_AGO)
        brands = {
            row.brand_id: brand.enrol(
                brand_id=row.brand_id,
                name=row.name,
                aliases=row.aliases,
                categories=row.categories,
                marks=row.marks,
                products=row.products,
                dealers=row.dealers,
                protected=row.protected,
                by=office["edith"],
                at=begins + timedelta(minutes=10 * position),
            )
            for position, row in enumerate(market.world.register.brands)
        }
        rows = open_stores(market)
        people = make_people(market, office=office, brands=brands, stores=rows)
        story = Story(market=market, cast=Cast(brands=brands, stores=rows, people=people), now=now)
        scenes = story.play()
    return Loaded(scenes=scenes, missed=tuple(story.missed))
