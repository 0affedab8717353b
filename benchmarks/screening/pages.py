"""Do the pages that show listings stay fast with a million of them?

    python -m benchmarks.screening.pages [--listings 1000000] [--times 60] [--out benchmarks/screening/results/pages.json]

Two offices, one with 1,000 listings and one with `--listings`, each in a process and on an embedded PostgreSQL of its own, are asked by turns: each page and call
through the whole stack but the socket (Django's test client); medians, 99th percentiles and their ratio. Ten stores and ten brands share the listings, so that the
store and the brand that are looked at have a tenth of them each; one listing in twenty is held, one in fifty removed, each by a restriction with its decision.
One title in fifty thousand holds the rare word.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
from benchmarks.office import ratios, said, side_by_side

FEW = 1_000
FILL = """
INSERT INTO records_listing (store_id, listing_id, attributes, title, quantity, digest, first_seen_at, changed_at, needs_screening, screened_at, verdict,
    brand_id, reasons, rules, signals, price_share, entitled)
SELECT 'store-' || (n %% 10), 'L' || n, jsonb_build_object('id', 'L' || n, 'title', 'Leather bag number ' || n, 'price', '49.00 EUR'),
    'Leather bag number ' || n || CASE WHEN n %% 50000 = 10 THEN ' with a rare clasp' ELSE '' END, 1, md5(n::text) || md5(n::text),
    now() - interval '30 days', now() - (n %% 864000) * interval '1 second', false, now() - (n %% 864000) * interval '1 second',
    CASE WHEN n %% 20 = 0 THEN 'hold' WHEN n %% 50 = 1 THEN 'remove' ELSE 'publish' END, 'brand-' || (n / 10 %% 10),
    '[]', '[]', '{"words": []}', 0.8, n %% 20 > 0
FROM generate_series(%(first)s, %(last)s) AS n;
INSERT INTO records_restriction (restriction_id, kind, ground, listing_id, caused_by_id, begins, currency, statement)
SELECT gen_random_uuid(), CASE verdict WHEN 'hold' THEN 'pause' ELSE 'remove' END, 'no_right', id, %(decision)s, screened_at, '', %(statement)s::jsonb || jsonb_build_object(
    'kind', CASE verdict WHEN 'hold' THEN 'pause' ELSE 'remove' END)
FROM records_listing WHERE verdict IN ('hold', 'remove') AND id NOT IN (SELECT listing_id FROM records_restriction WHERE listing_id IS NOT NULL);
INSERT INTO records_verdict (listing_id, at, verdict, brand_id, reasons, rules, price_share, right_state, digest, run_id)
SELECT id, screened_at, verdict, brand_id, '[]', '[]', 0.8, 'none', digest, %(decision)s
FROM records_listing WHERE verdict IN ('hold', 'remove') AND id NOT IN (SELECT listing_id FROM records_verdict);
INSERT INTO records_listingwords (listing_id, words)
SELECT l.id, records_listing_words(l.title, l.listing_id, l.store_id, s.trading_name, l.brand_id)
FROM records_listing AS l JOIN records_store AS s USING (store_id) WHERE l.id NOT IN (SELECT listing_id FROM records_listingwords);
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    said(
        measure(args.listings, times=args.times),
        command=f"python -m benchmarks.screening.pages --listings {args.listings} --times {args.times}",
        out=args.out,
    )
    return 0


def measure(listings: int, *, times: int) -> dict[str, Any]:
    """All figures, in seconds."""
    found, prepared = side_by_side(prepare, [FEW, listings], times=times)
    few, many = found[FEW], found[listings]
    return {
        "times": times,
        "prepared_s": prepared[listings],
        f"at_{FEW}": few,
        f"at_{listings}": many,
        "ratio": ratios(few, many),
    }


def prepare(listings: int) -> dict[str, Callable[[], object]]:
    """An office with so many listings; each page and call by its name."""
    fill(0, listings - 1, decision=founded())
    return pages()


def founded() -> str:
    """Stores, brands, people, and the decision that everything hangs on; its identifier."""
    from assay.actions.policy import on_record
    from assay.records.models import Brand, BrandDay, Decision, Person, Store
    from assay.regime.terms import Role

    at = datetime.now(UTC)
    for n in range(10):
        store = Store.objects.create(
            store_id=f"store-{n}", legal_name=f"Store {n}", trading_name=f"Store {n}", opened_on=date(2020, 1, 1)
        )
        brand = Brand.objects.create(brand_id=f"brand-{n}", name=f"Brand {n}", enrolled_at=at)
        counts = {
            "offered": 100,
            "new": 3,
            "without_right": 5,
            "paused": 5,
            "removed": 2,
            "stores": 10,
            "stores_without_right": 1,
            "priced": 90,
        }
        BrandDay.objects.create(brand=brand, day=at.date(), counted_at=at, shares=[9] * 7, median_share=0.8, **counts)
        if n == 0:
            Person.objects.create(username="carla", role=Role.SELLER, store=store)
            Person.objects.create(username="bea", role=Role.BRAND, brand=brand)
    Person.objects.create(username="vera", role=Role.VERIFIER)
    Person.objects.create(username="shop", role=Role.MARKETPLACE)
    decision = Decision.objects.create(
        kind="screen",
        subject_kind="policy",
        subject_id="x",
        facts={},
        outcome={},
        policy=on_record(at=at),
        automated=True,
        at=at,
    )
    return str(decision.pk)


def fill(first: int, last: int, *, decision: str) -> None:
    """Listings with their restrictions and verdicts."""
    from django.db import connection

    from assay.regime.reasons import statement
    from assay.regime.terms import Ground, RestrictionKind

    at = datetime.now(UTC)
    said = statement(
        kind=RestrictionKind.PAUSE, ground=Ground.NO_RIGHT, seen="It names Brand 0.", rules=("no_right",), automated=True,
        begins=at, until=None, appeal_until=at, policy="",
    )  # fmt: skip
    told = {"first": first, "last": last, "decision": decision, "statement": orjson.dumps(said.to_json()).decode()}
    with connection.cursor() as cursor:
        cursor.execute(FILL, told)
        cursor.execute("VACUUM ANALYZE")


def pages() -> dict[str, Callable[[], object]]:
    """What is asked, by whom."""
    from django.test import Client

    from assay.actions import token
    from assay.records.models import Listing, Person

    held = Listing.objects.filter(verdict="hold", store="store-0").order_by("-pk")[0]
    late = Listing.objects.filter(verdict="hold").order_by("pk")[Listing.objects.filter(verdict="hold").count() // 2]

    keys = {
        who: token.make(person=Person.objects.get(username=who), name="bench", at=datetime.now(UTC))[1]
        for who in ("shop", "carla")
    }

    def page(who: str, path: str) -> Callable[[], object]:
        client = Client()
        client.force_login(Person.objects.get(username=who))

        def get() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)

        return get

    def call(who: str, path: str, body: dict[str, Any] | None = None) -> Callable[[], object]:
        client = Client(headers={"Authorization": f"Bearer {keys[who]}"})
        number = 0

        def ask() -> None:
            nonlocal number
            number += 1
            if body is None:
                answer = client.get(path)
            else:
                told = (
                    body | {"listings": [row | {"price": f"{number}.00 EUR"} for row in body["listings"]]}
                    if "listings" in body
                    else body
                )
                answer = client.post(path, orjson.dumps(told), content_type="application/json")
            assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])

        return ask

    ids = list(Listing.objects.filter(store="store-0").order_by("-pk").values_list("listing_id", flat=True)[:50])
    new = {"store_id": "store-3", "listings": [{"id": "changing", "title": "Leather bag that changes"}]}
    return {
        "desk: home": page("vera", "/desk/"),
        "desk: queue of held listings": page("vera", "/desk/listings/"),
        "desk: the queue halfway": page("vera", f"/desk/listings/?after={late.pk}"),
        "desk: one listing": page("vera", f"/desk/listings/{held.pk}/"),
        "desk: one store": page("vera", "/desk/stores/store-0/"),
        "desk: the week of a brand": page("vera", "/desk/brands/brand-0/"),
        "store: home": page("carla", "/store/"),
        "store: listings": page("carla", "/store/listings/"),
        "store: listings, page 20": page("carla", "/store/listings/?page=20"),
        "store: listings that are paused": page("carla", "/store/listings/?state=paused"),
        "store: listings, a common word": page("carla", "/store/listings/?q=leather"),
        "store: listings, a rare word": page("carla", "/store/listings/?q=clasp"),
        "store: listings, no such word": page("carla", "/store/listings/?q=nothingofthekind"),
        "store: one listing": page("carla", f"/store/listings/one/{held.listing_id}/"),
        "brand: home": page("bea", "/brand/"),
        "brand: listings": page("bea", "/brand/listings/"),
        "brand: listings that are removed": page("bea", "/brand/listings/?state=removed"),
        "brand: listings, a rare word": page("bea", "/brand/listings/?q=clasp"),
        "brand: week": page("bea", "/brand/week/"),
        "everybody: one listing": page("carla", f"/listings/store-0/{held.listing_id}/"),
        "API: states of 50 listings": call("shop", "/api/v1/marketplace/listings/states", {"store_id": "store-0", "ids": ids}),
        "API: what is to be carried out": call("shop", "/api/v1/marketplace/actions"),
        "API: one listing is sent": call("shop", "/api/v1/marketplace/listings", new),
        "API: one listing is asked for": call("carla", f"/api/v1/store/listings/{held.listing_id}"),
    }  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
