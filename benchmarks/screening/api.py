"""How fast does the API take listings, PostgreSQL included, and how fast does the worker screen what came?

    python -m benchmarks.screening.api [--seconds 20] [--out benchmarks/screening/results/api.json]

On an embedded PostgreSQL (or that of DATABASE_URL) and the office's own server. Bulk: calls of 10,000 new listings (title, description of some 500
characters) over 1 and 2 connections for `--seconds` each; the rows in the table are counted afterwards. One listing: a call with one changed listing beside
three addresses of the same server, asked in turn over the same 1 and 4 connections: `empty` answers nothing; `call` reads the same call with its key
(one question to PostgreSQL) and does nothing; `commit` keeps a number beside that, so that it waits for the disk as the listing does. Screening: `screen_waiting` over what was sent, 5 % of it of a protected brand without a right, until nothing waits.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
from benchmarks.office import office as opened
from benchmarks.office import quantiles, said

STORES, BRANDS, CALL = 50, 200, 10_000
WORDS = [
    "leather",
    "bag",
    "watch",
    "steel",
    "red",
    "blue",
    "case",
    "hand",
    "made",
    "cotton",
    "shirt",
    "silk",
    "vintage",
    "charger",
    "lamp",
    "table",
    "spoon",
    "ring",
    "silver",
    "Schlüssel",
    "étui",
]
WARM = 40  # calls of each address that are not counted
ADDRESSES = {
    "empty": "/empty",
    "call": "/nothing/listings",
    "commit": "/nothing/kept",
    "listing": "/api/v1/marketplace/listings",
}
PARTS = ("single", "bulk", "screening")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument(
        "--requests", type=int, default=1000, help="single listings, and calls of each address beside them"
    )
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with opened(settings="benchmarks.screening.api_settings"):
        key = office()
        with server() as port:
            found = measure(port, key, parts=args.part or PARTS, seconds=args.seconds, requests=args.requests)
    command = f"python -m benchmarks.screening.api --seconds {args.seconds:g} --requests {args.requests}"
    said(found, command=" ".join([command, *(f"--part {part}" for part in args.part or ())]), out=args.out)
    return 0


def office() -> str:
    """Stores, brands, and a program of the marketplace; its key."""
    from django.db import connection

    from assay.actions import token
    from assay.records.models import Brand, Person, Store
    from assay.regime.terms import Role

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_kept (number int)")
    at = dt.datetime.now(dt.UTC)
    Store.objects.bulk_create(
        Store(store_id=f"s{i}", legal_name=f"Store {i}", trading_name=f"Store {i}", opened_on=dt.date(2020, 1, 1))
        for i in range(STORES)
    )
    Brand.objects.bulk_create(
        Brand(brand_id=f"b{i}", name=f"Veltra{i}no", aliases=[], enrolled_at=at) for i in range(BRANDS)
    )
    person = Person.objects.create(username="program", role=Role.MARKETPLACE)
    return token.make(person=person, name="bench", at=at)[1]


class server:
    """The office's own web server; its port."""

    def __enter__(self) -> int:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = int(probe.getsockname()[1])
        self.process = subprocess.Popen([sys.executable, "-m", "assay.server.web", "127.0.0.1", str(port)])
        for _ in range(200):
            try:
                ask = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                ask.request("GET", "/empty")
                ask.getresponse().read()
                return port
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()


def rows(count: int, *, rng: random.Random, first: int) -> list[dict[str, str]]:
    """Listings as a shop system sends them; one in twenty names a protected brand."""
    made = []
    for i in range(first, first + count):
        brand = f"Veltra{i % BRANDS}no " if i % 20 == 0 else ""
        made.append(
            {
                "id": f"L{i}",
                "title": brand + " ".join(rng.choices(WORDS, k=8)),
                "description": " ".join(rng.choices(WORDS, k=85)),
                "price": f"{rng.randint(5, 900)}.00 EUR",
                "condition": "new",
                "brand": "",
                "gtin": "",
                "product_type": "Bags",
                "quantity": str(rng.randint(1, 9)),
                "link": f"https://shop.example/item/{i}",
            }
        )
    return made


def measure(port: int, key: str, *, parts: Sequence[str], seconds: float, requests: int) -> dict[str, Any]:
    """All figures that are asked for."""
    found: dict[str, Any] = {}
    if "single" in parts:
        for connections in (1, 4):
            found[f"one_listing_{connections}_connections"] = single(
                port, key, connections=connections, requests=requests
            )
    made = bodies()
    if "bulk" in parts:
        found |= {"rows_a_call": CALL, "bytes_a_row": round(len(next(made)[1]) / CALL)}
        for connections in (1, 2):
            found[f"bulk_{connections}_connections"] = bulk(port, key, made, connections=connections, seconds=seconds)
        found["bulk_unchanged"] = unchanged(port, key)
    if "screening" in parts:
        if "bulk" not in parts:
            bulk(port, key, made, connections=2, seconds=seconds)
        found["screening"] = screening(most=8)
    return found


def bodies() -> Iterator[tuple[str, bytes]]:
    """Calls of new listings, store by store; the texts of a few calls are made once and sent under new identifiers."""
    rng, first = random.Random(20261124), 0
    made = [rows(CALL, rng=rng, first=0) for _ in range(3)]
    while True:
        batch = made[(first // CALL) % len(made)]
        for i, row in enumerate(batch):
            row["id"] = f"L{first + i}"
        store = f"s{(first // CALL) % STORES}"
        yield store, orjson.dumps({"store_id": store, "listings": batch})
        first += CALL


def bulk(port: int, key: str, made: Iterator[tuple[str, bytes]], *, connections: int, seconds: float) -> dict[str, Any]:
    """New listings for that long; what the answers say and what stands in the table must agree."""
    from assay.records.models import Listing

    # Prepared beforehand, so that the client's own work is not in the figure.
    ready = [next(made) for _ in range(int(seconds * 6))]
    before, lock, sent = Listing.objects.count(), threading.Lock(), 0
    begun = time.perf_counter()

    def run() -> None:
        nonlocal sent
        client = Client(port, key)
        while time.perf_counter() - begun < seconds:
            with lock:
                if not ready:
                    return
                body = ready.pop()[1]
            answer = client.post("/api/v1/marketplace/listings", body)
            with lock:
                sent += answer["taken"]

    with ThreadPoolExecutor(connections) as pool:
        for done in [pool.submit(run) for _ in range(connections)]:
            done.result()
    took = time.perf_counter() - begun
    written = Listing.objects.count() - before
    if written != sent:
        raise RuntimeError(f"{sent} were acknowledged and {written} are there")
    return {"listings": sent, "seconds": round(took, 2), "listings_per_second": round(sent / took)}


def unchanged(port: int, key: str) -> dict[str, Any]:
    """A call whose rows say nothing new."""
    store, body = next(bodies())
    del store
    client = Client(port, key)
    client.post("/api/v1/marketplace/listings", body)
    begun, calls = time.perf_counter(), 5
    for _ in range(calls):
        answer = client.post("/api/v1/marketplace/listings", body)
        if answer["unchanged"] != CALL:
            raise RuntimeError(str(answer)[:200])
    took = time.perf_counter() - begun
    return {"listings": calls * CALL, "listings_per_second": round(calls * CALL / took)}


def screening(*, most: int) -> dict[str, Any]:
    """The worker's turn over what waits, `most` batches."""
    from django.db import connection

    from assay.actions.listing import screen_waiting
    from assay.records.models import Decision, Listing, Verdict

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE records_listing")  # the server does it itself within a minute of so many new rows
    screen_waiting(at=dt.datetime.now(dt.UTC), limit=100)  # the register is compiled
    begun, done = time.perf_counter(), 0
    for _ in range(most):
        one = screen_waiting(at=dt.datetime.now(dt.UTC))
        done += one
        if not one:
            break
    took = time.perf_counter() - begun
    return {
        "listings": done,
        "seconds": round(took, 2),
        "listings_per_second": round(done / took),
        "held": Listing.objects.filter(verdict="hold").count(),
        "decisions": Decision.objects.count(),
        "rows_of_history": Verdict.objects.count(),
    }


def single(port: int, key: str, *, connections: int, requests: int) -> dict[str, Any]:
    """One changed listing, beside addresses that do nothing; in turn, over each of so many connections at once."""
    times: dict[str, list[float]] = {name: [] for name in ADDRESSES}
    lock = threading.Lock()

    def run(number: int) -> None:
        client = Client(port, key)
        rng = random.Random(number)
        row = rows(1, rng=rng, first=number)[0] | {"id": f"one-{number}"}
        for i in range(requests // connections + WARM):
            row["price"] = f"{i + 1}.{number:02d} EUR"
            body = orjson.dumps({"store_id": f"s{number}", "listings": [row]})
            for name, path in ADDRESSES.items():
                begun = time.perf_counter()
                client.post(path, body)
                took = time.perf_counter() - begun
                if i >= WARM:
                    with lock:
                        times[name].append(took)

    with ThreadPoolExecutor(connections) as pool:
        for done in [pool.submit(run, number) for number in range(connections)]:
            done.result()
    found: dict[str, Any] = {"requests_each": len(times["empty"])}
    shown = {name: quantiles(took, digits=6) for name, took in times.items()}
    for name, took in shown.items():
        found[name] = {"median_ms": round(took["median_s"] * 1000, 2), "p99_ms": round(took["p99_s"] * 1000, 2)}
    for to in ("empty", "call", "commit"):
        found[f"ratio_to_{to}"] = {
            what: round(found["listing"][what] / found[to][what], 2) for what in ("median_ms", "p99_ms")
        }
    return found


class Client:
    """One connection that is kept."""

    def __init__(self, port: int, key: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def post(self, path: str, body: bytes) -> Any:
        """The answer; RuntimeError where it is no 200."""
        self.connection.request("POST", path, body=body, headers=self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {text[:300]!r}")
        return orjson.loads(text) if text else None


if __name__ == "__main__":
    raise SystemExit(main())
