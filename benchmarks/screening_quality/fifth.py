"""Which brand do a fifth opponent's titles trade on, in a small register and amid 15,000 brands, and what is claimed of innocent titles?

    ASSAY_DATA=... python -m benchmarks.screening_quality.fifth [--wrong N] [--only PART,...] [--out FILE]

Parts: `alone` (a register of this set's brands), `amid` (the same among 15,000 of brands_nsi.csv). An innocent title is claimed where the command names a brand that it
trades on, whichever of the register it is. Everything goes through the command.
"""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path

import polars as pl
from benchmarks.screening_quality import data, redteam
from benchmarks.screening_quality.fifth_titles import DISGUISED, INNOCENT, REGISTER
from benchmarks.screening_quality.third import Case, Score, table_of

from assay.policy.load import shipped
from assay.regime.listing.claims.fold import fold


def by_hand() -> list[Case]:
    """The titles written by hand; a name may be hidden anywhere in its title."""
    return [
        Case(kind=kind, brand=brand, title=title, start=0, end=len(title))
        for kind, brands in DISGUISED.items()
        for brand, titles in brands.items()
        for title in titles
    ]


def innocent(score: Score, part: str, table: pl.DataFrame, names: dict[str, set[str]]) -> None:
    """Titles that trade on no brand: which are claimed, which are held."""
    titles = [(kind, t) for kind, ts in INNOCENT.items() for t in ts]
    out = redteam.command([t for _, t in titles], table)
    rows = [(kind, title, b and sorted(names[b])[:1], v) for (kind, title), b, v in zip(titles, out["brand_id"], out["verdict"], strict=True)]  # fmt: skip
    for kind in INNOCENT:
        claimed = [r for r in rows if r[0] == kind and r[2]]
        score.line(f"{part}: innocent, {kind}, claimed", len(claimed), len(INNOCENT[kind]))
        for one in claimed if score.show else ():
            print("      ", one[1:])
    score.line(f"{part}: innocent, ALL, claimed", sum(r[2] is not None for r in rows), len(rows))
    score.line(f"{part}: innocent, ALL, held or removed", sum(r[3] in ("hold", "remove") for r in rows), len(rows))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--only", default="alone,amid")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    score = Score(args.wrong)
    mine = [data.brand(name) for name in REGISTER]
    ids = {fold(n) for n in REGISTER}
    others = [row for row in data.nsi() if fold(str(row[1])) not in ids] if "amid" in args.only else []
    for part, rows in (("alone", mine), ("amid", [*mine, *others])):
        if part in args.only.split(","):
            table, names = table_of(rows)
            score.attack(part, by_hand(), table, names)
            innocent(score, part, table, names)
            score.plain(part, table, names)
    if args.out:
        about = {"python": platform.python_version(), "polars": pl.__version__, "policy": shipped().version, "scores": score.rows}  # fmt: skip
        args.out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
