"""How many listings a second does the whole verdict take, and where does the time go?

    python -m benchmarks.screening.run [--listings N ...] [--only whole] [--out FILE]

Whole process: Parquet in, Parquet out, start included; the first time, when the register is compiled, and again, when it was. Several numbers of listings
show whether the time is linear. The machine is often shared: CPU seconds (user and system, of all processes) stand beside the wall clock, and peers run on
the same rows in the same run, so that ratios can be read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ahocorasick_rs
import polars as pl
from benchmarks.screening.made import make
from benchmarks.screening.whole import whole

from assay.batch.desk import Desk, open_office
from assay.offline.tables.register import read_register
from assay.offline.tables.rights import read_rights
from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.fold import fold
from assay.regime.listing.verdict import STORES, Office, judge, look, tally

ON = dt.date(2026, 11, 24)
SAMPLE = 25_000


def steps(words: pl.DataFrame, by: Office) -> dict[str, float]:
    """CPU microseconds a listing, step by step, in one process, warm."""
    clock = time.process_time
    for warm in (True, False):
        t0 = clock()
        table = arrive(words, limits=by.policy.listing.limits, fx=by.policy.fx).table
        t1 = clock()
        looked = look(table, by=by)
        t2 = clock()
        counted = tally([looked])
        t3 = clock()
        out = judge(looked, tally=counted, by=by)
        t4 = clock()
        out.write_parquet("/dev/null")
        t5 = clock()
        del warm
    names = ("arrival", "claims, words, price, right", "tally", "rules and verdict", "write")
    spans = (t1 - t0, t2 - t1, t3 - t2, t4 - t3, t5 - t4)
    return {n: round(s / words.height * 1e6, 1) for n, s in zip(names, spans, strict=True)}


def flashtext(patterns: list[str]) -> Callable[[str], list[str]]:
    """FlashText's algorithm (a trie of whole words, walked character by character), as its package does it."""
    trie: dict[str, Any] = {}
    for pattern in patterns:
        node = trie
        for char in pattern:
            node = node.setdefault(char, {})
        node["_"] = pattern

    def find(text: str) -> list[str]:
        found, at, size = [], 0, len(text)
        while at < size:
            if at and text[at - 1].isalnum():
                at += 1
                continue
            node, k, hit = trie, at, ""
            while k < size and text[k] in node:
                node = node[text[k]]
                k += 1
                if "_" in node and (k == size or not text[k].isalnum()):
                    hit = node["_"]
            if hit:
                found.append(hit)
                at += len(hit)
            else:
                at += 1
        return found

    return find


def peers(words: pl.DataFrame, by: Office) -> dict[str, float]:
    """CPU microseconds a listing of others' ways, on the same rows. They only find names as they stand; the first of the rows, then the rest scaled."""
    rows = words.head(5_000)
    texts = [f"{t} {d}" for t, d in rows.select("title", "description").iter_rows()]
    patterns = sorted({p.text for p in by.names.patterns if p.bounded})
    clock, out = time.process_time, {}
    find = flashtext(patterns)
    t0 = clock()
    for text in texts:
        find(text.lower())
    out["FlashText's trie, names only"] = clock() - t0
    automaton = ahocorasick_rs.AhoCorasick([f" {p} " for p in patterns])
    t0 = clock()
    for text in texts:
        automaton.find_matches_as_strings(f" {fold(text)} ", overlapping=True)
    out["ahocorasick_rs a row, names only"] = clock() - t0
    known, term = (
        frozenset(patterns),
        re.compile("|".join(re.escape(t) for w in by.policy.listing.wording for t in w.terms)),
    )
    held = {(s, b) for s, b in by.rights.table.select("store_id", "brand_id").iter_rows()}
    t0 = clock()
    for store, text in zip(rows["store_id"].to_list(), texts, strict=True):
        seen = [w for w in fold(text).split() if w in known]
        verdict = "publish"
        for name in seen:
            if (store, name) not in held:
                verdict = "hold"
        if seen and term.search(text):
            verdict = "remove"
        del verdict
    out["a Python loop a row, single words, three rules"] = clock() - t0
    return {n: round(s / len(texts) * 1e6, 1) for n, s in out.items()}


def sides(folder: Path) -> dict[str, Any]:
    """Steps and peers on the first rows of the feed."""
    register, rights = read_register(folder / "register.parquet"), read_rights(folder / "rights.parquet")
    by = open_office(
        Desk(
            brands=register.brands,
            products=register.products,
            rights=rights.table,
            stores=pl.DataFrame(schema=STORES),
            policy=shipped(),
            on=ON,
        )
    )
    words = pl.scan_parquet(folder / "feed.parquet").head(SAMPLE).collect()
    ours, others = steps(words, by), peers(words, by)
    ratios = {name: round(cost / sum(ours.values()), 2) for name, cost in others.items()}
    return {
        "cpu_microseconds_per_listing_by_step": ours,
        "share_by_step": {name: round(cost / sum(ours.values()), 3) for name, cost in ours.items()},
        "cpu_microseconds_per_listing_of_peers": others,
        "peers_cost_so_many_times_the_whole_verdict": ratios,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=int, nargs="+", default=[2_000_000])
    parser.add_argument("--only", choices=["whole"], help="leave out the steps and the peers")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}",
        "versions": {"python": platform.python_version(), "polars": pl.__version__},
        "data": "made by benchmarks/screening/made.py: 20,000 brands with two aliases, 1,000,000 rights, titles and 500-character descriptions, a tenth not ASCII",
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = []
        for listings in args.listings:
            make(folder, listings=listings)
            if not args.only and not runs:
                result |= sides(folder)
            if not runs:
                runs.append(whole(folder, listings, cache=folder / "cache"))  # compiles the register
            runs.append(whole(folder, listings, cache=folder / "cache"))
        result["whole_command"] = runs
    text = json.dumps(result, indent=1)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
