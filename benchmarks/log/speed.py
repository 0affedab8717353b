"""How fast is the log: appending, proving, auditing, checking a receipt; and does its memory grow?

    python -m benchmarks.log.speed [append audit receipt proof memory] [--out FILE]

Each figure stands beside a bare rate of the same run and machine, so that ratios can be compared where absolute figures cannot. PostgreSQL is the
embedded one, durable (fsync on), in a temporary folder; entries are those of a generated market of about 390 bytes each.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.tlog.made import AS_OF, START, market, proof, signer, write_log

from assay.outside.tiles import LogFolder
from assay.server.folder import prepare
from assay.server.postgres import database
from assay.tlog.checkpoint import sign_checkpoint
from assay.tlog.entry import Entry
from assay.tlog.receipt import sign_promise, verify_receipt
from assay.tlog.tiles import Tile, encode_bundle
from assay.tlog.tree import TILE_WIDTH, Accumulator, TileRow, leaf_hashes
from assay.tlog.verify import audit

APPENDED, BATCH = 50_000, 5_000
AUDITED = 200_000
PROVED = 10_000_000
REQUESTS = 3_000


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def entries(count: int) -> list[Entry]:
    """Entries before they are spelled: appending includes the spelling."""
    chance = random.Random(1)
    return [
        Entry(
            kind="application", event="filed", time=START + timedelta(seconds=n), automated=False, tier="open", lane="proof",
            case=chance.randbytes(32).hex(), role="seller", deadline=START + timedelta(days=5, seconds=n),
            policy="ab" * 32, commitment=chance.randbytes(32).hex(), counts={"papers": 1 + n % 3},
        )
        for n in range(count)
    ]  # fmt: skip


@contextmanager
def office(folder: Path) -> Iterator[None]:
    """An office with its own durable PostgreSQL, in this process's Django."""
    prepare(folder)
    with database(folder) as url:
        os.environ.update(
            DATABASE_URL=url, ASSAY_DATA_DIR=str(folder), DJANGO_SETTINGS_MODULE="assay.web.settings", ASSAY_DEMO=""
        )
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        yield
        connections.close_all()


def put_into_outbox(data: list[bytes], at: datetime) -> None:
    """A batch of entries, in one transaction, as PostgreSQL takes many rows: COPY."""
    from django.db import connection, transaction

    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy("COPY records_outbox (entry, created_at) FROM STDIN") as copy,
    ):
        for entry in data:
            copy.write_row((entry, at))


def append(folder: Path) -> dict[str, Any]:
    """Spell, put into the outbox, sequence, publish; durable at each step. Beside it: hashing alone with one fsync a batch."""
    made = entries(APPENDED)
    spelled = [entry.encode() for entry in made]

    def bare() -> None:
        with (folder / "bare").open("wb") as file:
            for first in range(0, APPENDED, BATCH):
                file.write(b"".join(leaf_hashes(spelled[first : first + BATCH])))
                file.flush()
                os.fsync(file.fileno())

    bare_seconds = timed(bare)
    with office(folder / "office"):
        from assay.actions import log
        from assay.records.models import LogLeaf

        at = datetime.now(UTC)
        steps = dict.fromkeys(("spell", "outbox", "sequence", "publish"), 0.0)
        for first in range(0, APPENDED, BATCH):
            batch = made[first : first + BATCH]
            data: list[bytes] = []
            steps["spell"] += timed(lambda d=data, b=batch: d.extend(entry.encode() for entry in b))
            steps["outbox"] += timed(lambda d=data: put_into_outbox(d, at))
            steps["sequence"] += timed(lambda: log.sequence(at=at))
            steps["publish"] += timed(lambda: log.publish(at=at))
        assert LogLeaf.objects.count() == log.published_size() == APPENDED
        report = audit(LogFolder(log.folder()), [log.signers()[0].verifier], as_of=START)
        assert report.holds
    total = sum(steps.values())
    return {
        "entries": APPENDED,
        "batch": BATCH,
        "entries_per_second": round(APPENDED / total),
        "share": {name: round(seconds / total, 3) for name, seconds in steps.items()},
        "bare_hash_and_fsync_per_second": round(APPENDED / bare_seconds),
        "ratio_to_bare": round(bare_seconds / total, 4),
    }


def audit_rate(folder: Path) -> dict[str, Any]:
    """The whole audit of a log in its folder, one core; beside it the bare rates of hashing and of the standard library's JSON."""
    made = market(20_000)
    # The market is written ten times over: what is measured does not depend on it, and generating it does take long.
    many = [
        entry.replace(b'"time":"2016', b'"time":"%d' % year).replace(b'"deadline":"2016', b'"deadline":"%d' % year)
        for year in range(2016, 2026)
        for entry in made
    ]
    log = LogFolder(write_log(folder / "log", many))
    as_of = AS_OF.replace(year=2040)
    seconds, processor = [], []
    for _ in range(3):
        before = time.process_time()
        seconds.append(timed(lambda: audit(log, [signer().verifier], as_of=as_of)))
        processor.append(time.process_time() - before)
    report = audit(log, [signer().verifier], as_of=as_of)
    assert report.holds, report.faults[:3]
    assert report.size == AUDITED
    return {
        "entries": AUDITED,
        "bytes_per_entry": round(sum(map(len, many)) / len(many)),
        "entries_per_second": round(AUDITED / min(seconds)),
        "entries_per_processor_second": round(AUDITED / min(processor)),
        "entries_per_second_each_run": [round(AUDITED / each) for each in seconds],
        "bare_hashing_per_second": round(AUDITED / timed(lambda: leaf_hashes(many))),
        "standard_json_per_second": round(AUDITED / timed(lambda: [json.loads(e) for e in many])),
    }


def receipt(folder: Path) -> dict[str, Any]:
    """Making a promise, and checking a promise and a proof out of a log of a million entries' depth."""
    made = market(5_000)
    key = [signer().verifier]
    promise, proved = sign_promise(made[0], signer()), proof(made, 4_321)

    def each(work: Callable[[], Any], count: int = 1_000) -> dict[str, float]:
        times = sorted(timed(work) * 1000 for _ in range(count))
        return {"median_ms": round(statistics.median(times), 3), "p99_ms": round(times[int(count * 0.99)], 3)}

    return {
        "sign_promise": each(lambda: sign_promise(made[0], signer())),
        "verify_promise": each(lambda: verify_receipt(promise, key)),
        "verify_proof": each(lambda: verify_receipt(proved, key)),
        "receipts_checked": 1_000,
    }


def big_tree(folder: Path, asked: set[int], spelled: list[bytes]) -> tuple[Accumulator, int]:
    """Tiles of ten million entries: those that are asked for are entries, the others their numbers. Not flushed: speed of reading is measured."""
    tree, step = Accumulator(), TILE_WIDTH * 64
    hashed = sha256
    files = 0
    waiting = iter(spelled)
    partial: dict[int, TileRow] = {}

    def write(row: TileRow) -> None:
        nonlocal files
        path = folder / Tile(row.level, row.index, row.width).path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(row.data)
        files += 1

    for first in range(0, PROVED, step):
        held = [next(waiting) if n in asked else b"%d" % n for n in range(first, min(first + step, PROVED))]
        hashes = [hashed(b"\x00" + entry).digest() for entry in held]
        for at in range(0, len(held), TILE_WIDTH):
            bundle = held[at : at + TILE_WIDTH]
            if any(n in asked for n in range(first + at, first + at + len(bundle))):
                path = folder / Tile(-1, (first + at) // TILE_WIDTH, len(bundle)).path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(encode_bundle(bundle))
        for row in tree.append(hashes):
            partial[row.level] = row
            if row.width == TILE_WIDTH:
                write(row)
    for row in partial.values():
        if row.width < TILE_WIDTH:
            write(row)
    return tree, files


def served(port: int, paths: dict[str, list[str]], connections: int) -> dict[str, list[float]]:
    """Milliseconds of each request; the kinds take turns on each connection, so that both meet the same moments of the machine."""
    found: dict[str, list[float]] = {name: [] for name in paths}

    def ask(number: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        for turn in range(number, REQUESTS, connections):
            for name, choices in paths.items():
                started = time.perf_counter()
                link.request("GET", choices[turn % len(choices)])
                answer = link.getresponse()
                body = answer.read()
                spent = (time.perf_counter() - started) * 1000
                assert answer.status == 200, (name, answer.status, body[:200])
                found[name].append(spent)
        link.close()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(connections)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return found


def proof_served(folder: Path) -> dict[str, Any]:
    """A proof out of ten million entries over HTTP, beside an empty reply of the same server."""
    spelled = [entry.encode() for entry in entries(1_000)]
    asked = sorted(random.Random(2).sample(range(PROVED), len(spelled)))
    with office(folder / "office"):
        from assay.actions import log
        from assay.records.models import LogCheckpoint, LogHead

        at = datetime.now(UTC)
        started = time.perf_counter()
        tree, files = big_tree(log.folder(), set(asked), spelled)
        built = time.perf_counter() - started
        note = sign_checkpoint(log.signers()[0].name, tree.size, tree.root(), log.signers()[0])
        LogCheckpoint.objects.create(size=tree.size, note=note, at=at)
        (log.folder() / "checkpoint").write_text(note, encoding="utf-8")
        LogHead.objects.create(id=1, origin=log.signers()[0].name, size=tree.size, state={"edge": tree.state()})
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.log.empty_reply"}
        words = [sys.executable, "-m", "assay.server.web", "127.0.0.1", str(port)]
        server = subprocess.Popen(words, env=environment)
        try:
            _until_it_answers(port)
            paths = {"empty": ["/empty"], "proof": [f"/log/entries/{n}/proof" for n in asked]}
            served(port, paths, 1)  # warm
            results = {count: served(port, paths, count) for count in (1, 4)}
        finally:
            server.terminate()
            server.wait()
    answer: dict[str, Any] = {
        "entries": PROVED,
        "tiles": files,
        "tree_built_seconds": round(built, 1),
        "requests_each": REQUESTS,
    }
    for count, found in results.items():
        row: dict[str, Any] = {}
        for name, times in found.items():
            times.sort()
            row[name] = {
                "median_ms": round(statistics.median(times), 2),
                "p99_ms": round(times[int(len(times) * 0.99)], 2),
            }
        row["ratio_median"] = round(row["proof"]["median_ms"] / row["empty"]["median_ms"], 2)
        row["ratio_p99"] = round(row["proof"]["p99_ms"] / row["empty"]["p99_ms"], 2)
        answer[f"{count}_connections"] = row
    return answer


def _until_it_answers(port: int) -> None:
    for _ in range(200):
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/empty")
            if link.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer")


def memory(folder: Path) -> dict[str, Any]:
    """Peak memory of a process that audits a log, at one size and at eight times that."""
    made = market(4_000)
    found: dict[str, Any] = {}
    for count in (25_000, 200_000):
        many = [made[n % len(made)] for n in range(count)]
        log = write_log(folder / f"log{count}", many)
        words = [sys.executable, "-c", _AUDIT, str(log), signer().vkey]
        found[f"audit_{count}_mib"] = int(subprocess.run(words, capture_output=True, check=True, text=True).stdout)
    found["growth_mib"] = found["audit_200000_mib"] - found["audit_25000_mib"]
    return found


_AUDIT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assay.outside.tiles import LogFolder
from assay.tlog.keys import Verifier
from assay.tlog.verify import audit
audit(LogFolder(Path(sys.argv[1])), [Verifier.from_text(sys.argv[2])], as_of=datetime(2015, 1, 1, tzinfo=UTC))
# Of this program alone: ru_maxrss would count what the process was before it became this program.
status = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""

PARTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "append": append,
    "audit": audit_rate,
    "receipt": receipt,
    "proof": proof_served,
    "memory": memory,
}


def main() -> None:
    """Run the parts that are named, each in a process of its own, and print or write their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    wanted = args.parts or list(PARTS)
    if args.here:
        with tempfile.TemporaryDirectory(prefix="assay-log-") as folder:
            Path(folder).chmod(0o711)
            print(json.dumps(PARTS[wanted[0]](Path(folder))))
        return
    result: dict[str, Any] = {
        "command": "python -m benchmarks.log.speed",
        "machine": {
            "cores": os.cpu_count(),
            "processor": platform.processor() or platform.machine(),
            "load_before": [round(each, 2) for each in os.getloadavg()],
        },
        "versions": {name: version(name) for name in ("django", "psycopg", "cryptography", "orjson", "granian")}
        | {"python": platform.python_version()},
    }
    for name in wanted:
        words = [sys.executable, "-m", "benchmarks.log.speed", name, "--here"]
        done = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True)
        result[name] = json.loads(done.stdout.splitlines()[-1])
        print(name, json.dumps(result[name], indent=1), flush=True)
    if args.out:
        args.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
