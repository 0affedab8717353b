"""Is the right brand found, and nobody else's? Scores on the data folder with denominators and 95 % intervals (Wilson).

ASSAY_DATA=... python -m benchmarks.screening_quality.run [--wrong N] [--out FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import platform
import random
from collections import defaultdict
from pathlib import Path

import polars as pl
from benchmarks.interval import wilson
from benchmarks.screening_quality import data
from benchmarks.screening_quality.disguises import DISGUISES

from assay.batch.desk import Desk, open_office
from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.names import PRODUCT_SCHEMA
from assay.regime.listing.entitlement import RIGHTS
from assay.regime.listing.verdict import STORES, Office, screen

COPIED = (
    "Gucci", "Louis Vuitton", "Chanel", "Hermes", "Prada", "Rolex", "Cartier", "Burberry", "Versace", "Fendi", "Givenchy", "Balenciaga", "Saint Laurent", "Bottega Veneta", "Moncler", "Bvlgari",
    "Nike", "Adidas", "New Balance", "Samsung", "Dyson", "Nintendo", "Swarovski", "Pandora", "Timberland", "Lululemon", "Birkenstock", "Valentino", "Audemars Piguet", "Longines",
)  # fmt: skip
FRAMES = (
    "{} bag for women, new season",
    "new {} shoes size 42",
    "{} leather belt black",
    "hot sale {} watch",
    "women's {} wallet with box",
    "{} scarf",
)
ON = dt.date(2026, 11, 24)


def office_of(register: pl.DataFrame, rights: pl.DataFrame | None = None) -> Office:
    none = pl.DataFrame(schema=RIGHTS)
    return open_office(
        Desk(
            brands=register,
            products=pl.DataFrame(schema=PRODUCT_SCHEMA),
            rights=none if rights is None else rights,
            stores=pl.DataFrame(schema=STORES),
            policy=shipped(),
            on=ON,
        )
    )


def run(titles: list[str], office: Office) -> pl.DataFrame:
    raw = pl.DataFrame(
        {
            "id": [str(i) for i in range(len(titles))],
            "store_id": ["store"] * len(titles),
            "title": [t[:500] for t in titles],
        }
    )
    table = arrive(raw, limits=office.policy.listing.limits, fx=office.policy.fx).table
    return pl.concat([screen(table[i : i + 20_000], by=office) for i in range(0, table.height, 20_000)])


class Board:
    """Scores as they come in."""

    def __init__(self, show: int) -> None:
        self.rows: dict[str, dict[str, object]] = {}
        self.show = show

    def add(self, name: str, good: int, of: int, wrong: list[object] | None = None) -> None:
        low, high = wilson(good, of)
        self.rows[name] = {
            "good": good,
            "of": of,
            "share": round(good / max(of, 1), 5),
            "low": round(low, 5),
            "high": round(high, 5),
        }
        print(f"{name:58} {good:6}/{of:<6} {100 * good / max(of, 1):6.2f} %  [{100 * low:.2f}, {100 * high:.2f}]")
        for one in (wrong or [])[: self.show]:
            print("      ", one)


def same(a: str, b: str) -> bool:
    """Is it one brand under two spellings? Equal, or one is the other with a word more ("griffin", "griffin technology")."""
    x, y = a.replace(" ", ""), b.replace(" ", "")
    return x == y or f" {a} " in f" {b} " or f" {b} " in f" {a} "


def brand_column(board: Board) -> None:
    rows = data.named()
    columns = {str(b[0]): b for b in data.column_brands(rows)}
    known = {str(b[1]) for b in columns.values()}
    rows = [r for r in rows if r[1] in known]
    register = data.register([*columns.values(), *data.nsi()])
    office = office_of(register)
    names = {
        b: {fold(n), *(fold(x) for x in a)} for b, n, a in register.select("brand_id", "name", "aliases").iter_rows()
    }
    out = run([t for t, _ in rows], office)
    missed, wrong = [], []
    for (title, want), row in zip(rows, out.iter_rows(named=True), strict=True):
        said = {n for b in row["brand_ids"] for n in names[b]}
        if not any(same(want, n) for n in said):
            missed.append((want, title[:110], row["brand_id"]))
        if row["brand_id"] is not None and not any(same(want, n) for n in names[row["brand_id"]]):
            wrong.append((want, sorted(names[row["brand_id"]])[:2], title[:110]))
    board.add(
        "titles with a brand column: right brand found",
        len(rows) - len(missed),
        len(rows),
        random.Random(1).sample(missed, min(len(missed), board.show)),
    )
    board.add(
        "titles with a brand column: another brand named first",
        len(wrong),
        len(rows),
        random.Random(1).sample(wrong, min(len(wrong), board.show)),
    )


def attacks(board: Board) -> None:
    chance = random.Random(5)
    office = office_of(data.register([*(data.brand(n) for n in COPIED), *data.nsi()]))
    cases = []
    for disguise, make in DISGUISES.items():
        for name in COPIED:
            for frame in FRAMES[:3]:
                if (hidden := make(name, chance)) is not None:
                    cases.append((disguise, name, frame.format(hidden)))
    out = run([c[2] for c in cases], office)
    good: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    wrong = []
    for (disguise, name, title), row in zip(cases, out.iter_rows(named=True), strict=True):
        hit = fold(name).replace(" ", "-") in row["brand_ids"]
        good[disguise][0] += hit
        good[disguise][1] += 1
        good[disguise][2] += hit and row["verdict"] in ("hold", "remove")
        if not hit:
            wrong.append((disguise, name, title, row["brand_id"]))
    for disguise, (n, of, held) in good.items():
        board.add(f"disguise {disguise}", n, of)
        board.rows[f"disguise {disguise}"]["held"] = held
    board.add(
        "disguises, all",
        sum(g[0] for g in good.values()),
        sum(g[1] for g in good.values()),
        chance.sample(wrong, min(len(wrong), board.show)),
    )
    board.add("disguises held or removed", sum(g[2] for g in good.values()), sum(g[1] for g in good.values()))
    plain = data.unbranded()
    found = run(plain, office)
    claimed = [(t, b) for t, b in zip(plain, found["brand_id"].to_list(), strict=True) if b]
    board.add("false claims on unbranded texts (same register)", len(claimed), len(plain), claimed)


def titles_attacked(board: Board) -> None:
    """The same disguises on real titles with a brand column, the brand in them disguised: a title of each of so many brands a disguise, register of the column and 15,000."""
    chance = random.Random(6)
    rows = data.named()
    columns = {str(b[1]): b for b in data.column_brands(rows)}
    ordinary = set(shipped().ordinary.words.split())
    by_name: dict[str, list[str]] = defaultdict(list)
    for title, name in sorted(set(rows)):
        once = name in title.lower() and len(title.lower()) == len(title)
        if once and name in columns and len(name) > 4 and name not in ordinary:
            by_name[name].append(title)
    register = data.register([*columns.values(), *data.nsi()])
    names = {
        b: {fold(n), *(fold(x) for x in a)} for b, n, a in register.select("brand_id", "name", "aliases").iter_rows()
    }
    cases = []
    for disguise, make in DISGUISES.items():
        for name in chance.sample(sorted(by_name), 250):
            title = chance.choice(by_name[name])
            at = title.lower().index(name)
            rest = title[:at] + title[at + len(name) :]
            hidden = make(title[at : at + len(name)], chance)
            if hidden is not None and hidden != title[at : at + len(name)] and f" {name} " not in f" {fold(rest)} ":
                cases.append((disguise, name, title[:at] + hidden + title[at + len(name) :]))
    out = run([c[2] for c in cases], office_of(register))
    good: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed: dict[str, list[object]] = defaultdict(list)
    for (disguise, name, title), row in zip(cases, out.iter_rows(named=True), strict=True):
        hit = any(same(name, n) for b in row["brand_ids"] for n in names[b])
        good[disguise][0] += hit
        good[disguise][1] += 1
        if not hit:
            missed[disguise].append((name, title[:100], row["brand_id"]))
    for disguise, (n, of) in good.items():
        board.add(f"real titles, disguise {disguise}", n, of, missed[disguise])
    board.add("real titles, disguises, all", sum(g[0] for g in good.values()), sum(g[1] for g in good.values()))


def taobao(board: Board) -> None:
    rows = data.taobao()
    tags = sorted({fold(t) for _, ts in rows for t in ts if fold(t)})
    office = office_of(data.register([data.brand(t) for t in tags]))
    out = run([t for t, _ in rows], office)
    missed = []
    for (title, want), row in zip(rows, out.iter_rows(named=True), strict=True):
        if not {fold(w).replace(" ", "-") for w in want} & set(row["brand_ids"]):
            missed.append((want, title[:80], row["brand_id"]))
    board.add("Taobao titles with a tag: brand found", len(rows) - len(missed), len(rows), missed)
    plain = data.unbranded()
    found = run(plain, office)
    claimed = [(t, b) for t, b in zip(plain, found["brand_id"].to_list(), strict=True) if b]
    board.add("false claims on unbranded texts (register of the tags)", len(claimed), len(plain), claimed)


def replica(board: Board) -> None:
    wanted = data.labels("replica_titles.csv")
    names = sorted({b for v in wanted.values() for b in v.split("|") if b})
    register = data.register([data.brand(n) for n in names])
    titles = [t for t in data.replicas() if wanted[data.sha(t)]]
    out = run(titles, office_of(register))
    missed, right = [], 0
    for title, row in zip(titles, out.iter_rows(named=True), strict=True):
        want = {fold(b).replace(" ", "-") for b in wanted[data.sha(title)].split("|")}
        right += row["brand_id"] in want
        if row["verdict"] == "publish":
            missed.append((title, wanted[data.sha(title)]))
    board.add(
        "replica titles held or referred in a store without a right", len(titles) - len(missed), len(titles), missed
    )
    board.add(
        "replica titles held or removed", sum(v in ("hold", "remove") for v in out["verdict"].to_list()), len(titles)
    )
    board.add("replica titles: right brand", right, len(titles))
    rights = pl.DataFrame(
        [(b, "store", b, [], [], [], [], None, None, None, "in_force") for b in register["brand_id"].to_list()],
        schema=RIGHTS,
        orient="row",
    )
    held = run(titles, office_of(register, rights)).filter(pl.col("verdict") != "publish")
    board.add("the same in a store with a right: held or referred", held.height, len(titles))
    plain = [t for t in data.replicas() if not wanted[data.sha(t)]]
    claimed = [(t, b) for t, b in zip(plain, run(plain, office_of(register))["brand_id"].to_list(), strict=True) if b]
    board.add("false claims on unbranded replica titles", len(claimed), len(plain), claimed)


def real(board: Board) -> None:
    """Titles labelled by hand: which brand do they trade on? Empty: none. A brand that no register of ours holds can be named by nobody."""
    wanted = data.labels("real_titles.csv")
    office = office_of(data.register([*data.column_brands(data.named()), *data.nsi()]))
    names = {
        b: [fold(x) for x in (n, *(a or ()))]
        for b, n, a in office.names.brands.select("brand_id", "name", "aliases").iter_rows()
    }
    known = {word for words in names.values() for word in words}
    titles = sorted({t for t in data.texts() if data.sha(t) in wanted})
    wrong = []
    for title, row in zip(titles, run(titles, office).iter_rows(named=True), strict=True):
        want = [fold(w) for w in wanted[data.sha(title)].split("|")]
        if not any(w in known for w in want):
            want.append("")
        said = names[row["brand_id"]] if row["brand_id"] else [""]
        if not any(s == w or (s and w and same(s, w)) for w in want for s in said):
            wrong.append((want, said[:2], title[:110]))
    board.add("real titles labelled by hand: right", len(titles) - len(wrong), len(titles), wrong)
    fair = [t for t in titles if not wanted[data.sha(t)]]
    held = [t for t, v in zip(fair, run(fair, office)["verdict"].to_list(), strict=True) if v in ("hold", "remove")]
    board.add("of them what trades on no brand: held or removed", len(held), len(fair), held)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", type=int, default=0, help="print so many errors of each kind")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    board = Board(args.wrong)
    for part in (brand_column, attacks, titles_attacked, taobao, replica, real):
        if not args.only or part.__name__ in args.only.split(","):
            part(board)
    if args.out:
        about = {
            "python": platform.python_version(),
            "polars": pl.__version__,
            "policy": shipped().version,
            "scores": board.rows,
        }
        args.out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
