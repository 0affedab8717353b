"""What does it cost to let Spark carry the rows? The same rows by both engines, as commands, start included.

    python -m benchmarks.screening.spark [--listings N ...] [--brands N] [--rights N] [--out FILE]

The machine is often shared: CPU seconds of the command and of everything that it started (JVM, Python workers) stand beside the wall clock, sampled
five times a second, and the ratio is what can be read. Two sizes tell what starting costs and what a listing costs. The tables are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.screening.made import make

TICKS = os.sysconf("SC_CLK_TCK")


def run(folder: Path, engine: str) -> dict[str, float]:
    """One command in a session of its own; its wall clock and the CPU of the whole session."""
    files = {name: str(folder / f"{name}.parquet") for name in ("feed", "register", "rights", engine)}
    words = [sys.executable, "-m", "assay.cli", "screen", files["feed"], "--register", files["register"]]
    words += [
        "--rights",
        files["rights"],
        "--as-of",
        "2026-11-24",
        "--engine",
        engine,
        "--out",
        files[engine],
        "--json",
    ]
    used: dict[int, float] = {}
    begun = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        over = threading.Event()

        def sample() -> None:
            while not over.wait(0.2):
                for entry in Path("/proc").iterdir():
                    try:
                        told = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                        if entry.name.isdigit() and int(told[3]) == process.pid:
                            used[int(entry.name)] = (int(told[11]) + int(told[12])) / TICKS
                    except (OSError, IndexError, ValueError):
                        continue

        sampler = threading.Thread(target=sample)
        sampler.start()
        code = process.wait()
        wall = time.perf_counter() - begun
        over.set()
        sampler.join()
    if code:
        raise SystemExit(f"{engine} ended with {code}")
    return {"wall_seconds": round(wall, 1), "cpu_seconds": round(sum(used.values()), 1)}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--listings", type=int, nargs="+", default=[50_000, 250_000])
    args.add_argument("--brands", type=int, default=5_000)
    args.add_argument("--rights", type=int, default=100_000)
    args.add_argument("--out", type=Path)
    asked = args.parse_args()
    sizes: list[dict[str, Any]] = []
    for listings in asked.listings:
        with tempfile.TemporaryDirectory(prefix="assay-bench-") as name:
            folder = Path(name)
            make(folder, listings=listings, brands=asked.brands, rights=asked.rights)
            run(folder, "local")  # the register is compiled once and kept
            took = {engine: run(folder, engine) for engine in ("local", "spark")}
            ours, theirs = (pl.read_parquet(folder / f"{engine}.parquet") for engine in ("local", "spark"))
            ratio = {key: round(took["spark"][key] / took["local"][key], 1) for key in took["local"]}
            sizes.append({"listings": listings, **took, "spark_to_local": ratio, "same_tables": ours.equals(theirs)})
            print(json.dumps(sizes[-1]), flush=True)
        result = told(sizes, brands=asked.brands, rights=asked.rights)
        if asked.out:
            asked.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def told(sizes: list[dict[str, Any]], *, brands: int, rights: int) -> dict[str, Any]:
    """What was measured so far, and on what."""
    versions = {package: version(package) for package in ("polars", "pyarrow", "pyspark")}
    result: dict[str, Any] = {
        "command": "python -m benchmarks.screening.spark " + " ".join(sys.argv[1:]),
        "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end",
        "versions": {"python": platform.python_version(), **versions},
        "brands": brands,
        "rights": rights,
        "sizes": sizes,
    }
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        more = last["listings"] - first["listings"]
        result["cpu_microseconds_a_further_listing"] = {
            engine: round((last[engine]["cpu_seconds"] - first[engine]["cpu_seconds"]) / more * 1e6, 1)
            for engine in ("local", "spark")
        }
    return result


if __name__ == "__main__":
    main()
