"""How right is Assay about a sample marketplace that it does not know? `python benchmarks/demo/run.py [--stores N] [--listings N] [--seed S]`

Generates the sample as files, runs `assay read`, `assay check` (before any answer, and after seven of ten of those asked have answered
truthfully) and `assay screen` on them as anyone would, and scores the output against the truth. Prints and writes machine, versions, command,
denominators, intervals.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.demo import score
from benchmarks.demo.answers import answers

from assay import __version__

ASSAY = (sys.executable, "-m", "assay.cli")


def main(argv: Sequence[str] | None = None) -> int:
    """Run everything and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=int, default=240)
    parser.add_argument("--listings", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--as-of", default="2026-05-20")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "sample.json")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder) / "sample", args)
    args.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


def run(folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Generate, run, score."""
    sizes = [
        "--stores",
        str(args.stores),
        "--listings",
        str(args.listings),
        "--seed",
        str(args.seed),
        "--as-of",
        args.as_of,
    ]
    seconds: dict[str, float] = {}
    with _timed(seconds, "generate"):
        subprocess.run([*ASSAY, "demo", *sizes, "--out", str(folder)], check=True, stdout=subprocess.DEVNULL)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    by_name = {row["application"]: row for row in truth["applications"]}
    result: dict[str, Any] = {
        "command": "python benchmarks/demo/run.py " + " ".join(sizes),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "assay": __version__,
        "applications": len(by_name),
        "papers": sum(len(row["papers"]) for row in truth["applications"]),
        "listings": len(truth["listings"]),
    }
    with _timed(seconds, "read"):
        files = sorted(p for p in (folder / "applications").iterdir() if p.suffix != ".json")
        read = {Path(row["file"]).name: row for row in _lines([*ASSAY, "read", *map(str, files)])}
    result["read"] = score.reading(truth["applications"], read)
    with _timed(seconds, "check before answers"):
        first = _check(folder, sorted(by_name))
    result["papers before any answer"] = score.papers(
        truth["applications"], {n: r["verdict"] for n, r in first.items()}
    )
    renamed = _answered(folder, first, by_name, seed=args.seed)
    with _timed(seconds, "check after answers"):
        second = _check(folder, sorted(renamed))
    verdicts = {renamed[name]: row["verdict"] for name, row in second.items()}
    result["papers after answers"] = score.papers(truth["applications"], verdicts)
    with _timed(seconds, "screen"):
        result["listings scored"] = _screen(folder, truth, args.as_of)
    return result | {"seconds": seconds}


def _check(folder: Path, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    files = [str(folder / "applications" / name) for name in names]
    rows = _lines([*ASSAY, "check", *files, "--register", str(folder / "register.json")])
    return {row["application"]: row for row in rows}


def _answered(folder: Path, first: dict[str, Any], truth: dict[str, Any], *, seed: int) -> dict[str, str]:
    """Write each application again with its answers; the new names with the old ones."""
    renamed = {}
    for name in sorted(truth):
        path = folder / "applications" / name
        application = json.loads(path.read_text(encoding="utf-8"))
        questions = first.get(name, {}).get("questions", [])
        rng = random.Random(f"{seed}:answers:{name}")
        application["answers"] = answers(questions, truth[name], rng=rng)
        later = "answered-" + name
        (path.parent / later).write_text(json.dumps(application, ensure_ascii=False), encoding="utf-8")
        renamed[later] = name
    return renamed


def _screen(folder: Path, truth: dict[str, Any], as_of: str) -> dict[str, Any]:
    out = folder / "screened.parquet"
    words = ["screen", str(folder / "feed.ndjson"), "--register", str(folder / "register.json")]
    words += ["--rights", str(folder / "rights.csv"), "--stores", str(folder / "stores.csv")]
    subprocess.run([*ASSAY, *words, "--as-of", as_of, "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
    import polars

    table = polars.read_parquet(out, columns=["id", "verdict", "brand_id"])
    return score.listings(truth["listings"], {i: (v, b) for i, v, b in table.iter_rows()})


def _lines(command: Sequence[str]) -> list[dict[str, Any]]:
    """The JSON lines that a command prints; a single bad file must not end the run."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise SystemExit(f"{command[2:4]} ended with {done.returncode}: {done.stderr[-500:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


class _timed:
    """Seconds of a step, kept under its name."""

    def __init__(self, seconds: dict[str, float], name: str) -> None:
        self._seconds, self._name = seconds, name

    def __enter__(self) -> None:
        self._begin = time.monotonic()

    def __exit__(self, *failure: object) -> None:
        self._seconds[self._name] = round(time.monotonic() - self._begin, 1)


if __name__ == "__main__":
    raise SystemExit(main())
