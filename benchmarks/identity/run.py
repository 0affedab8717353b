"""Does name matching find the same company and keep two apart?

    ASSAY_DATA=... python -m benchmarks.identity.run [--out FILE.json] [--misses]

Pairs of companies out of nomenklatura's name benchmark (entities/nomenklatura_name_bench.csv). It labels some pairs as one that differ in a telling
letter (Beta Platforms, Meta Platforms), since a screening list prefers a false alarm; a paper in a look-alike's name is what a forger hands in. So
three answers are counted: same, doubtful (a person looks), another. Intervals: Wilson, 95 %.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.interval import wilson

from assay.policy.load import shipped
from assay.regime.names import Same, name_score, same_name

SCHEMAS = frozenset({"Company", "Organization", "LegalEntity"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; with --out also write the result file."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--out", type=Path)
    args.add_argument("--misses", action="store_true", help="print every pair that is judged otherwise than labelled")
    options = args.parse_args(argv)
    folder = os.environ.get("ASSAY_DATA")
    path = Path(folder or "") / "entities" / "nomenklatura_name_bench.csv"
    if not folder or not path.exists():
        print("ASSAY_DATA names no folder with entities/nomenklatura_name_bench.csv", file=sys.stderr)
        return 2
    policy = shipped().document.identity
    counts: Counter[tuple[str, str, str]] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["schema"] not in SCHEMAS:
                continue
            answer = same_name(
                row["name1"], row["name2"], same=policy.same_name_score, doubtful=policy.doubtful_name_score
            )
            counts[row["case_group"], row["is_match"], answer.value] += 1
            if options.misses and (row["is_match"] == "true") != (answer is Same.SAME):
                print(
                    row["is_match"],
                    answer.value,
                    name_score(row["name1"], row["name2"]),
                    row["name1"],
                    "|",
                    row["name2"],
                )
    report = _report(counts)
    print(json.dumps(report, indent=1))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def _report(counts: Counter[tuple[str, str, str]]) -> dict[str, Any]:
    def share(label: str, answer: str, group: str = "") -> dict[str, Any]:
        of = sum(n for (g, match, _), n in counts.items() if match == label and group in {"", g})
        hits = sum(n for (g, match, said), n in counts.items() if (match, said) == (label, answer) and group in {"", g})
        low, high = wilson(hits, of)
        return {"hits": hits, "of": of, "share": round(hits / of, 4), "low": round(low, 4), "high": round(high, 4)}

    names = {"true": "labelled one company", "false": "labelled two companies"}
    return {
        "command": "python -m benchmarks.identity.run",
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        "policy": shipped().version[:16],
        **{names[label]: {a.value: share(label, a.value) for a in Same} for label in names},
    }


if __name__ == "__main__":
    sys.exit(main())
