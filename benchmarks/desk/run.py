"""Does the desk stay fast with a million open cases, and do notices go through?

    python -m benchmarks.desk.run [--cases 1000000] [--out benchmarks/desk/results/desk.json]

Two offices, one with 1,000 open applications and one with `--cases`, each in a process and on an embedded PostgreSQL of its own, are asked by turns for the queue page
and for a decision, through the whole stack but the socket (Django's test client): medians, 99th percentiles and their ratio. Then, in an office of its own, one
notice of 300 listings, and single notices filed by two threads while a worker's turns run beside.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.office import office as opened
from benchmarks.office import ratios, said, side_by_side

STORES, BRANDS = 10_000, 100
FEW, TIMES = 1_000, 300
NOTICE_LISTINGS, NOTICE_SECONDS = 300, 20.0

FILL = """
INSERT INTO records_application (application_id, store_id, brand_id, lane, state, goods, handed_in_at, first_answer_due, last_answer_due, proposal)
SELECT gen_random_uuid(), 'store-' || (n %% %(stores)s), 'brand-' || (n / %(stores)s), 'proof', 'in_review',
       '[{"name": "Bag", "model": "B-1", "gtin": "", "units": 1}]'::jsonb, now() - interval '1 day', now() + (n %% 5000) * interval '1 minute',
       now() + interval '5 days', '{"findings": [], "outcome": "refer", "because": "", "questions": [], "right": null, "lines": []}'::jsonb
FROM generate_series(%(first)s, %(last)s) AS n
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    said(measure(args.cases), command=f"python -m benchmarks.desk.run --cases {args.cases}", out=args.out)
    return 0


def measure(cases: int) -> dict[str, Any]:
    """All figures, in seconds and per second."""
    found, prepared = side_by_side(prepare, [FEW, cases], times=TIMES)
    with opened(hosts="testserver"):
        filed = notices(office()["nora"])
    return {
        "cases": cases,
        "times": TIMES,
        "prepared_s": prepared[cases],
        f"at_{FEW}": found[FEW],
        f"at_{cases}": found[cases],
        "ratio": ratios(found[FEW], found[cases]),
        **filed,
    }


def prepare(cases: int) -> dict[str, Callable[[], object]]:
    """An office with so many open cases, and what is asked of it."""
    from django.db import connection

    people = office()
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"stores": STORES, "first": 0, "last": cases - 1})
        # As autovacuum leaves it: rows that were just written are marked by whoever reads them first, and a living office has read them.
        cursor.execute("VACUUM ANALYZE")
    return {"queue": queue(people["vera"]), "decision": decisions(people["vera"])}


def office() -> dict[str, Any]:
    """Stores, brands and people."""
    from assay.actions import brand
    from assay.records.models import Brand, Person, Store
    from assay.regime.brand import register
    from assay.regime.terms import Role

    at = datetime.now(UTC)
    first = brand.enrol(
        brand_id="brand-0",
        name="Brand 0",
        marks=[register.Mark(office="EUIPO", number="018000001")],
        by=None,
        at=at,
    )
    Brand.objects.bulk_create(Brand(brand_id=f"brand-{n}", name=f"Brand {n}", enrolled_at=at) for n in range(1, BRANDS))
    Store.objects.bulk_create(
        Store(store_id=f"store-{n}", legal_name=f"Store {n}", trading_name=f"Store {n}", opened_on=date(2014, 1, 1))
        for n in range(STORES)
    )
    return {
        "vera": Person.objects.create(username="vera", role=Role.VERIFIER),
        "nora": Person.objects.create(username="nora", role=Role.BRAND, brand=first),
    }


def queue(person: Any) -> Callable[[], object]:
    """The first page of the verifier's queue."""
    from django.test import Client

    client = Client()
    client.force_login(person)

    def page() -> None:
        answer = client.get("/desk/applications/")
        assert answer.status_code == 200, answer.status_code

    return page


def decisions(person: Any) -> Callable[[], object]:
    """Refuse the case that is due first."""
    from django.test import Client

    from assay.records.models import Application

    client = Client()
    client.force_login(person)
    due = Application.objects.filter(state="in_review").order_by("first_answer_due", "pk")
    rows = iter(list(due.values_list("pk", flat=True)[: TIMES + 5]))

    def decide() -> None:
        answer = client.post(f"/desk/applications/{next(rows)}/settle/", {"accept": "no", "reason": "No paper."})
        assert answer.status_code == 302, answer.status_code

    return decide


def notices(person: Any) -> dict[str, Any]:
    """One notice of 300 listings; then single ones by two threads, with the turns of a worker beside them."""
    from django.db import connections

    from assay.actions import listing, log, message, notice
    from assay.records.models import NoticeItem, Notifier, Store
    from assay.regime.notice.completeness import Draft

    at = datetime.now(UTC)
    store = Store.objects.get(pk="store-0")
    rows = [{"id": str(n), "title": f"Canvas bag {n}", "price": "10.00 EUR", "quantity": 1} for n in range(5000)]
    listing.take(store=store, rows=rows, at=at)
    while listing.screen_waiting(at=at):
        pass

    def draft(*names: str) -> Draft:
        return Draft(
            listings=names,
            ground="counterfeit",
            mark_office="EUIPO",
            mark_number="018000001",
            evidence="A test purchase showed a wrong number.",
            good_faith=True,
        )

    began = time.perf_counter()
    notice.file(draft=draft(*(f"store-0/{n}" for n in range(NOTICE_LISTINGS))), by=person, at=at)
    large = time.perf_counter() - began

    stop = time.perf_counter() + NOTICE_SECONDS
    filed = [0, 0]
    limit = 1500  # open listings a notifier may have (policy: 2,000)

    def file(thread: int) -> None:
        n = NOTICE_LISTINGS + thread
        while time.perf_counter() < stop and filed[thread] < limit // 2:
            notice.file(draft=draft(f"store-0/{n}"), by=person, at=at)
            filed[thread] += 1
            n += 2
        connections.close_all()

    def work() -> None:
        while time.perf_counter() < stop:
            message.deliver(at=at)
            log.sequence(at=at)
            log.publish(at=at)
            time.sleep(0.2)
        connections.close_all()

    began = time.perf_counter()
    threads = [threading.Thread(target=file, args=(i,)) for i in (0, 1)]
    worker = threading.Thread(target=work)
    for thread in (*threads, worker):
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    stop = 0.0
    worker.join()
    stored = NoticeItem.objects.filter(notice__notifier__in=Notifier.objects.all()).count()
    return {
        "notice_of_300_listings_s": round(large, 3),
        "single_notices": {
            "filed": sum(filed),
            "stored": stored - NOTICE_LISTINGS,
            "per_second": round(sum(filed) / spent, 1),
        },
    }


if __name__ == "__main__":
    raise SystemExit(main())
