"""How well do names hide when a fourth opponent writes the titles by hand, and are innocent titles of the same words left alone?

    ASSAY_DATA=... python -m benchmarks.screening_quality.fourth [--wrong N] [--only PART,...] [--seed N] [--out FILE]

Parts: `alone` (a register of this set's brands), `amid` (the same among 15,000 of brands_nsi.csv), `ways` (the disguises of the third set on this set's Latin names,
brands alone). Every register is asked for the disguised titles and for the innocent ones. Everything goes through the command.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
from pathlib import Path

import polars as pl
from benchmarks.screening_quality import data, redteam
from benchmarks.screening_quality.fourth_titles import DISGUISED, INNOCENT, REGISTER
from benchmarks.screening_quality.third import FRAMES, Case, Score, framed, table_of
from benchmarks.screening_quality.third_attacks import KINDS

from assay.policy.load import shipped
from assay.regime.listing.claims.fold import fold


def by_hand() -> list[Case]:
    """The titles written by hand; a name may be hidden anywhere in its title."""
    return [
        Case(kind=f"by hand: {kind}", brand=brand, title=title, start=0, end=len(title))
        for kind, brands in DISGUISED.items()
        for brand, titles in brands.items()
        for title in titles
    ]


def by_ways(*, seed: int, each: int) -> list[Case]:
    """Every way of the third set on Latin names of this one: so many brands a way."""
    chance = random.Random(seed)
    names = sorted(n for n in REGISTER if n.isascii() and len(n) >= 4)
    found = []
    for kind, attack in KINDS.items():
        for name in chance.sample(names, each):
            hidden = attack(name, chance)
            if hidden is not None and hidden != name:
                found.append(framed(kind, name, hidden, chance.choice(FRAMES)))
    return found


def innocent(score: Score, part: str, table: pl.DataFrame, names: dict[str, set[str]]) -> None:
    """Titles of the same words that trade on no brand of this set."""
    titles = [(kind, t) for kind, ts in INNOCENT.items() for t in ts]
    out = redteam.command([t for _, t in titles], table)
    mine = {fold(n) for n in REGISTER}
    wrong = [
        (kind, title, sorted(names[b])[:1])
        for (kind, title), b in zip(titles, out["brand_id"].to_list(), strict=True)
        if b is not None and names[b] & mine
    ]
    score.line(f"{part}: innocent titles with a brand of this set", len(wrong), len(titles))
    for one in wrong if score.show else ():
        print("      ", one)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--wrong", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--only", default="alone,amid,ways")
    parser.add_argument("--each", type=int, default=30, help="brands a way")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    score = Score(args.wrong)
    mine = [data.brand(name, list(aliases)) for name, aliases in REGISTER.items()]
    ids = {fold(n) for n in REGISTER}
    others = [row for row in data.nsi() if fold(str(row[1])) not in ids] if "amid" in args.only else []
    for part, rows in (("alone", mine), ("amid", [*mine, *others])):
        if part in args.only.split(","):
            table, names = table_of(rows)
            score.attack(part, by_hand(), table, names)
            innocent(score, part, table, names)
            score.plain(part, table, names)
    if "ways" in args.only.split(","):
        table, names = table_of(mine)
        score.attack("ways", by_ways(seed=args.seed, each=args.each), table, names)
    if args.out:
        about = {"python": platform.python_version(), "polars": pl.__version__, "policy": shipped().version, "seed": args.seed, "scores": score.rows}  # fmt: skip
        args.out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
