"""How does a benchmark get an office of its own, and how does it say where and what it has measured?"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def office(*, settings: str = "assay.web.settings", hosts: str = "localhost,127.0.0.1") -> Iterator[Path]:
    """An office on an embedded PostgreSQL (or that of DATABASE_URL) in a temporary folder, in this process's Django; its folder."""
    from assay.server.postgres import database

    with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "office"
        with database(data) as url:
            os.environ |= {
                "DATABASE_URL": url,
                "ASSAY_DATA_DIR": str(data),
                "DJANGO_SETTINGS_MODULE": settings,
                "ASSAY_HOSTS": hosts,
            }
            import django

            django.setup()
            from django.core.management import call_command
            from django.db import connections

            call_command("migrate", verbosity=0)
            yield data
            connections.close_all()


def said(found: dict[str, Any], *, command: str, out: Path | None) -> None:
    """Print the figures with machine, load and command before them; write them where `out` says."""
    load = os.getloadavg()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; load average at the end {load[0]:.1f}, {load[1]:.1f}"
    text = json.dumps({"machine": machine, "command": command, **found}, indent=1)
    print(text)
    if out:
        out.write_text(text + "\n", encoding="utf-8")


def side_by_side(
    prepare: Callable[[int], Mapping[str, Callable[[], object]]], sizes: Sequence[int], *, times: int
) -> tuple[dict[int, dict[str, dict[str, float]]], dict[int, float]]:
    """The same questions to offices of several sizes, each in a process and on a PostgreSQL of its own; and how long each took to prepare, in seconds.

    They are asked by turns, one question each: whatever else the machine does meanwhile meets all of them alike, so that the ratio holds
    where the figures themselves do not. Three rounds before are not counted.
    """
    context = multiprocessing.get_context("spawn")
    lines, processes = {}, []
    for size in sizes:
        lines[size], end = context.Pipe()
        processes.append(context.Process(target=_answers, args=(end, prepare, size), daemon=True))
        processes[-1].start()
    ready = {size: line.recv() for size, line in lines.items()}
    taken: dict[int, dict[str, list[float]]] = {size: {name: [] for name in ready[size][0]} for size in sizes}
    for name in ready[sizes[0]][0]:
        for turn in range(times + 3):
            for size in sizes if turn % 2 else reversed(sizes):
                lines[size].send(name)
                spent = lines[size].recv()
                if turn >= 3:
                    taken[size][name].append(spent)
    for line in lines.values():
        line.send("")
    for process in processes:
        process.join()
    found = {size: {name: quantiles(some) for name, some in mine.items()} for size, mine in taken.items()}
    return found, {size: round(ready[size][1], 1) for size in sizes}


def _answers(end: Any, prepare: Callable[[int], Mapping[str, Callable[[], object]]], size: int) -> None:
    os.environ.pop("DATABASE_URL", None)  # two offices never share a database
    with office(hosts="testserver"):
        began = time.perf_counter()
        ask = prepare(size)
        end.send((list(ask), time.perf_counter() - began))
        gc.collect()
        gc.freeze()
        while name := end.recv():
            start = time.perf_counter()
            ask[name]()
            end.send(time.perf_counter() - start)


def ratios(
    few: Mapping[str, Mapping[str, float]], many: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """How many times longer each question takes, at the median and at the 99th percentile."""
    return {name: {what: round(many[name][what] / few[name][what], 2) for what in few[name]} for name in few}


def quantiles(taken: Sequence[float], *, digits: int = 4) -> dict[str, float]:
    """Median and 99th percentile of seconds."""
    ranked = sorted(taken)
    return {
        "median_s": round(statistics.median(ranked), digits),
        "p99_s": round(ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))], digits),
    }
