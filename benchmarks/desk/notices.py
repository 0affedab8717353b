"""Are a hundred notices a second taken, and is none lost, while the worker is killed again and again?

    python -m benchmarks.desk.notices [--seconds 60] [--rate 100] [--out benchmarks/desk/results/notices.json]

A whole office (`assay up`: PostgreSQL, web server, worker) in a temporary folder. Programs of several brands file single notices through the API,
each with its key, at a given rate; every ten seconds the worker gets `kill -9`. Afterwards the office works off what waits, and everything is counted:
each notice that was answered, its decision and its entry of the log exactly once, its pause and its message to the store exactly once, and whether
the log holds before an outsider's audit.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assay.server.listen import Address
from assay.server.postgres import running
from assay.server.up import environment_of_parts

BRANDS, STORES, PROGRAMS = 8, 40, 8
KILL_EVERY_SECONDS = 10.0
HERE = Address(host="localhost", ip="127.0.0.1", port=0, loopback=True)

OPEN = """
import json
from datetime import date
from assay.actions import brand, listing, token
from assay.actions.clock import now
from assay.records.models import Person, Store
from assay.regime.brand import register
keys = []
for b in range({brands}):
    row = brand.enrol(brand_id=f"brand-{{b}}", name=f"Brand Number{{b}}", marks=[register.Mark(office="EUIPO", number=f"01800000{{b}}")], by=None, at=now())
    keys.append(token.make(person=Person.objects.create(username=f"nora-{{b}}", role="brand", brand=row), name="bench", at=now())[1])
for s in range({stores}):
    store = Store.objects.create(store_id=f"store-{{s}}", legal_name=f"Store {{s}}", trading_name=f"Store {{s}}", opened_on=date(2014, 1, 1))
    rows = [{{"id": str(n), "title": f"Canvas bag {{n}}", "price": "10.00 EUR", "quantity": 1}} for n in range({each})]
    for first in range(0, len(rows), 5000):
        listing.take(store=store, rows=rows[first:first + 5000], at=now())
print(json.dumps(keys))
"""
WAITS = """
from assay.records.models import Listing, Message, Outbox
print(Outbox.objects.count(), Listing.objects.filter(needs_screening=True).count(), Message.objects.filter(delivered_at__isnull=True).count())
"""
COUNT = """
import json
from django.db.models import Count
from assay.records.models import Decision, LogLeaf, Message, Notice, NoticeItem, Outbox, Restriction
from assay.tlog.receipt import parse_promise
filed = Decision.objects.filter(kind="notice")
pauses = Decision.objects.filter(kind="pause", subject_kind="notice")
print(json.dumps({
    "notices": [str(n) for n in Notice.objects.values_list("pk", flat=True)],
    "items": NoticeItem.objects.count(),
    "decisions": filed.count(),
    "entries_of_decisions": LogLeaf.objects.filter(decision__in=filed).count(),
    "decisions_with_two_entries": LogLeaf.objects.filter(decision__isnull=False).values("decision").annotate(n=Count("pk")).filter(n__gt=1).count(),
    "entries_waiting": Outbox.objects.count(),
    "pause_decisions": pauses.count(),
    "pauses": Restriction.objects.filter(caused_by__in=pauses).count(),
    "listings_paused_twice": Restriction.objects.filter(caused_by__in=pauses).values("listing").annotate(n=Count("pk")).filter(n__gt=1).count(),
    "messages": Message.objects.filter(kind="notice_received", caused_by__in=pauses).count(),
    "messages_delivered": Message.objects.filter(kind="notice_received", caused_by__in=pauses, delivered_at__isnull=False).count(),
}))
""".replace("from assay.tlog.receipt import parse_promise\n", "")


class Office:
    """`assay up`, and Python inside it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        own = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "ASSAY_DATA_DIR"}}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assay.cli", "up", "--port", "0", "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=own,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.url = ""
        for line in self.process.stdout:
            if line.startswith("Assay is ready: "):
                self.url = line.split()[3]
                break
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        if not self.url:
            raise SystemExit("assay up did not start")

    def python(self, story: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + story],
            env=environment_of_parts(self.data, HERE, running(self.data) or "", demo=False),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout.strip().splitlines()[-1]

    def worker(self) -> int:
        """The worker's process; 0 while there is none."""
        for entry in Path("/proc").iterdir():
            try:
                if (
                    entry.name.isdigit()
                    and b"assay.server.worker" in (entry / "cmdline").read_bytes()
                    and int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid
                ):
                    return int(entry.name)
            except (OSError, ValueError, IndexError):
                continue
        return 0

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


class Program(threading.Thread):
    """The program of one brand: files one notice after another, each at its time."""

    def __init__(self, url: str, key: str, number: int, *, rate: float, seconds: float) -> None:
        super().__init__()
        self.where, self.key, self.number = urlsplit(url), key, number
        self.every, self.seconds = PROGRAMS / rate, seconds
        self.answered: list[str] = []
        self.receipts = 0
        self.refused: list[str] = []
        self.taken: list[float] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection(self.where.hostname or "", self.where.port, timeout=30)
        began = time.monotonic() + self.number / PROGRAMS * self.every
        n = 0
        while (due := began + n * self.every) < began + self.seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            listing = f"store-{n % STORES}/{self.number + PROGRAMS * (n // STORES)}"
            body = json.dumps(
                {
                    "listings": [listing],
                    "ground": "counterfeit",
                    "mark_office": "EUIPO",
                    "mark_number": f"01800000{self.number % BRANDS}",
                    "evidence": "A test purchase showed a wrong number.",
                    "good_faith": True,
                }
            )
            asked = time.monotonic()
            try:
                connection.request(
                    "POST",
                    "/api/v1/notices",
                    body,
                    {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
                )
                reply = connection.getresponse()
                said = reply.read()
            except (OSError, http.client.HTTPException) as broken:
                self.refused.append(str(broken))
                connection.close()
            else:
                if reply.status == 200:
                    filed = json.loads(said)
                    self.answered.append(filed["notice"])
                    self.receipts += "assay-promise/1" in filed["receipt"]
                    self.taken.append(time.monotonic() - asked)
                else:
                    self.refused.append(f"{reply.status} {said[:200].decode(errors='replace')}")
            n += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=100.0, help="notices a second that the programs want to file")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="assay-notices-") as folder:
        Path(folder).chmod(0o711)
        office = Office(Path(folder) / "office")
        try:
            found = measure(office, rate=args.rate, seconds=args.seconds)
        finally:
            office.end()
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load before {os.getloadavg()[0]:.1f}",
        "command": f"python -m benchmarks.desk.notices --seconds {args.seconds:g} --rate {args.rate:g}",
        **found,
    }
    text = json.dumps(found, indent=1)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")
    return 0 if found["lost"] == 0 and found["audit"] == "holds" else 1


def measure(office: Office, *, rate: float, seconds: float) -> dict[str, Any]:
    """All figures."""
    each = int(rate * seconds / STORES) + PROGRAMS + 1
    keys = json.loads(office.python(OPEN.format(brands=BRANDS, stores=STORES, each=each)))
    drained(office)
    programs = [Program(office.url, keys[i % BRANDS], i, rate=rate, seconds=seconds) for i in range(PROGRAMS)]
    began = time.monotonic()
    for program in programs:
        program.start()
    kills = 0
    while any(p.is_alive() for p in programs):
        time.sleep(0.2)
        if time.monotonic() - began > (kills + 1) * KILL_EVERY_SECONDS and (worker := office.worker()):
            os.kill(worker, signal.SIGKILL)
            kills += 1
    spent = time.monotonic() - began
    wait = drained(office)
    count = json.loads(office.python(COUNT))
    stored = set(count.pop("notices"))
    answered = [n for p in programs for n in p.answered]
    taken = sorted(t for p in programs for t in p.taken) or [0.0]
    key = office.python("from assay.actions import log\nprint(log.vkey())")
    audit = subprocess.run(
        [sys.executable, "-m", "assay.cli", "log", "audit", str(office.data / "log"), "--key", key],
        capture_output=True,
        text=True,
    )
    return {
        "seconds": round(spent, 1),
        "worker_killed": kills,
        "answered": len(answered),
        "answered_per_second": round(len(answered) / spent, 1),
        "answered_with_receipt": sum(p.receipts for p in programs),
        "refused": sum(len(p.refused) for p in programs),
        "first_refusals": [r for p in programs for r in p.refused][:3],
        "answer_median_s": round(taken[len(taken) // 2], 4),
        "answer_p99_s": round(taken[int(len(taken) * 0.99)], 4),
        "worked_off_after_s": round(wait, 1),
        "lost": len(set(answered) - stored),
        **count,
        "audit": "holds" if audit.returncode == 0 else audit.stdout + audit.stderr,
    }


def drained(office: Office) -> float:
    """Wait until nothing waits for the worker; seconds."""
    began = time.monotonic()
    while office.python(WAITS) != "0 0 0":
        time.sleep(1)
    return time.monotonic() - began


if __name__ == "__main__":
    raise SystemExit(main())
