"""How does a benchmark get an office of its own, and how does it say where and what it has measured?"""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
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


def quantiles(taken: Sequence[float], *, digits: int = 4) -> dict[str, float]:
    """Median and 99th percentile of seconds."""
    ranked = sorted(taken)
    return {
        "median_s": round(statistics.median(ranked), digits),
        "p99_s": round(ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))], digits),
    }


def timed(do: Callable[[], object], times: int) -> dict[str, float]:
    """Median and 99th percentile after three runs that are not counted."""
    for _ in range(3):
        do()
    gc.collect()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return quantiles(taken)
