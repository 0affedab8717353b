"""Which measured figures does the README name? Each is read out of the result file that its benchmark has written; `docs/generate.py` sets them in.

A row says what was measured, the figure with its denominator and 95 % interval, and the file that holds it with machine, data, versions and command.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
BEGINS, ENDS = "<!-- figures: written by docs/generate.py -->", "<!-- end of the figures -->"


def set_in(text: str) -> str:
    """The README with the figures of today between their marks."""
    before, rest = text.split(BEGINS)
    _, after = rest.split(ENDS)
    return before + BEGINS + "\n" + "\n".join(table()) + "\n" + ENDS + after


def table() -> Iterator[str]:
    """The table, a line at a time."""
    yield "| measured | figure | |"
    yield "|---|---|---|"
    for what, figure, file in rows():
        yield f"| {what} | {figure} | [result](benchmarks/{file}) |"


def rows() -> Iterator[tuple[str, str, str]]:
    """What was measured, the figure, and the file below `benchmarks` that holds it."""
    file = "papers/results/unseen.json"
    papers = read(file)
    fields = papers["fields"]
    said = ", ".join(
        f"{word} {fields[name]['right']} of {fields[name]['of']}"
        for name, word in (("number", "number"), ("issued_on", "date"), ("gross", "total"), ("issuer", "issuer"))
    )
    yield (
        f"fields of {papers['papers']} papers that other programs drew, mended after a first look (the first looks lie beside)",
        said,
        file,
    )
    file = "papers_forgeries/results/third.json"
    forged, clean = read(file)["after: forged"], read(file)["after: clean, issuer known"]
    yield "forged papers accepted, after answers", share(forged["accept"]), file
    yield "genuine papers of known issuers refused", share(clean["refuse"]), file
    file = "screening_quality/results/quality.json"
    scores = read(file)["scores"]
    yield (
        "real titles: the right brand is found",
        good(scores["titles with a brand column: right brand found"]),
        file,
    )
    yield (
        "texts that trade on no brand: a brand is claimed",
        good(scores["false claims on unbranded texts (same register)"]),
        file,
    )
    file = "screening/results/speed_whole.json"
    fast = max(read(file)["whole_command"], key=lambda run: run["listings_per_second"])
    yield (
        "whole verdicts, Parquet in, Parquet out, two cores",
        f"{fast['listings_per_second']:,} listings a second, of {fast['listings']:,}",
        file,
    )
    file = "screening/results/pages.json"
    pages = read(file)
    slowest = max(pages["ratio"].values(), key=lambda r: r["median_s"])["median_s"]
    yield (
        f"{len(pages['ratio'])} pages and calls at 1,000,000 listings against 1,000, by turns",
        f"the one that grows most takes {slowest:g} times as long (median)",
        file,
    )
    file = "desk/results/desk.json"
    desk = read(file)["ratio"]
    yield (
        "the desk at 1,000,000 open cases against 1,000, by turns",
        f"queue {desk['queue']['median_s']:g} times, decision {desk['decision']['median_s']:g} times as long (median)",
        file,
    )
    file = "desk/results/notices.json"
    sent = read(file)
    yield (
        f"notices for {sent['seconds']:g} seconds, a worker killed {sent['worker_killed']} times",
        f"{sent['answered_per_second']:g} a second, {sent['lost']} of {sent['answered']:,} lost",
        file,
    )
    file = "log/results/tampering.json"
    log = read(file)
    found = sum(kind["found"] for kind in log["kinds"].values())
    yield (
        "logs tampered with in ten ways: found by an outsider",
        f"{found:,} of {log['tamperings']:,}; {len(log['false_alarms'])} false alarms on {log['clean_logs']} clean ones",
        file,
    )


def read(file: str) -> dict[str, Any]:
    """A result file."""
    found: dict[str, Any] = json.loads((BENCHMARKS / file).read_text(encoding="utf-8"))
    return found


def share(row: Mapping[str, Any]) -> str:
    """Hits of so many, with the interval in percent."""
    return f"{row['hits']:,} of {row['of']:,} ({100 * row['low']:.1f} to {100 * row['high']:.1f} %)"


def good(row: Mapping[str, Any]) -> str:
    """The same for a score that calls them good."""
    return share({**row, "hits": row["good"]})
