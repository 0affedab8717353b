"""How well are photographs of till receipts read? `python -m benchmarks.papers.receipts [--sample N]`

The photos and labels of ICDAR 2019 SROIE that ASSAY_DATA holds: company, date and total. A field left empty goes to a person; only a field that is read wrong
can do harm, so the two are counted apart. Company: equal in letters and digits. Total: the amount due, before or after rounding.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tarfile
import time
from collections import defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from benchmarks.papers.run import percent_95, spread

from assay.errors import AssayError
from assay.outside.reader import paper
from assay.policy.load import shipped
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.words import compact

RESULTS = Path(__file__).parent / "results" / "receipts.json"
LIMITS = shipped().document.limits


def main() -> int:
    """Print right, wrong and left empty of each field; write them to RESULTS."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2019)
    args = parser.parse_args()
    data = os.environ.get("ASSAY_DATA")
    if not data:
        print("ASSAY_DATA is not set: there are no photos to read.", file=sys.stderr)
        return 2
    folder = Path(data) / "invoices"
    labels = {}
    for row in (folder / "sroie_labels.jsonl").read_text().splitlines():
        one = json.loads(row)
        labels[str(one["id"])] = one["key"]
    with tarfile.open(folder / "sroie_receipts.tar") as tar:
        names = sorted(m.name for m in tar.getmembers() if m.isfile() and Path(m.name).stem in labels)
        chosen = random.Random(args.seed).sample(names, min(args.sample, len(names)))
        photos = {n: f.read() for n in chosen if (f := tar.extractfile(n))}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    misses: list[str] = []
    took: list[float] = []
    for name, content in photos.items():
        truth = labels[Path(name).stem]
        started = time.perf_counter()
        try:
            read = paper.read(content, name=Path(name).name, limits=LIMITS)
        except AssayError as refusal:
            misses.append(f"{name} | refused | {refusal}")
            continue
        took.append(time.perf_counter() - started)
        total = read.totals.payable or read.totals.gross
        for field, said, right in (
            ("company", read.issuer.name, _same(read.issuer.name, truth["company"])),
            ("date", read.issued_on, read.issued_on is not None and read.issued_on.value in _days(truth["date"])),
            ("total", total, any(_worth(t, truth["total"]) for t in (read.totals.payable, read.totals.gross))),
            ("kind", read.kind if read.kind.value != "unknown" else None, read.kind.value in ("receipt", "invoice")),
        ):
            counts[field][0 if right else 1 if said is not None else 2] += 1
            if not right:
                misses.append(
                    f"{Path(name).name} | {field} | read {said and said.value} | want {truth.get(field, 'a receipt or invoice')}"
                )
    rows: dict[str, Any] = {
        field: {"right": r, "wrong": w, "empty": e, "of": r + w + e, "right_95": percent_95(r, r + w + e)}
        for field, (r, w, e) in counts.items()
    }
    RESULTS.write_text(
        json.dumps(
            {
                "command": f"python -m benchmarks.papers.receipts --sample {args.sample} --seed {args.seed}",
                "photos": len(photos),
                "fields": rows,
                "milliseconds": spread(took),
            },
            indent=1,
        )
        + "\n"
    )
    for field, row in rows.items():
        print(field, row)
    print(spread(took), *misses, sep="\n")
    return 0


def _same(said: Any, want: str) -> bool:
    return said is not None and compact(said.value) == compact(want)


def _days(text: str) -> set[str]:
    """The dates that a label may mean: labels are copied as printed, day or month first."""
    found: set[date] = set()
    for day in dates_in(text):
        found |= {day.value} | ({day.other} if day.other else set())
    return {d.isoformat() for d in found}


def _worth(said: Any, want: str) -> bool:
    try:
        return said is not None and Decimal(said.value) == Decimal(
            want.upper().replace("RM", "").replace("$", "").replace(",", "").strip()
        )
    except InvalidOperation:
        return False


if __name__ == "__main__":
    sys.exit(main())
