"""What does `assay check` make of the second set: forged papers of fifty kinds, and honest ones that look odd?

    python -m benchmarks.papers_forgeries.second_run [--looks 8] [--seed 3] [--out FILE.json] [--only KIND] [--show] [--cache DIR]

Every scene is written as files (papers, register, applications) and goes through the command itself, first without answers, then with those that 70 %
of the asked gave, truthfully. The register knows 60 % of the dealers, and names no owner. Witnesses are counted apart: one who knows of every
paper whether it is genuine (after); a brand that knows its dealers and goods but no buyer, and says so (narrow); the same brand with a bare yes (careless).
Intervals: Wilson, 95 %.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import platform
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.interval import share
from benchmarks.papers_forgeries.second_attacks import ATTACKS
from benchmarks.papers_forgeries.second_bill import BRAND, PRODUCTS, Firm, firm
from benchmarks.papers_forgeries.second_clean import AS_OF, CLEAN, Scene, World
from benchmarks.papers_forgeries.second_pages import DESIGNS

from assay import __version__
from assay.offline import check
from assay.outside.reader import read_paper
from assay.policy.load import shipped
from assay.regime.document.reading import from_json, to_json

KNOWN_SHARE, ANSWERING = 0.6, 0.7
COUNTRIES = ("DE", "FR", "IT", "ES", "NL", "GB", "AT", "CN", "JP", "TW", "PL")
# A person who reads these papers as they are would refuse them too: no answer is needed.
BRAND_SEES = frozenset(
    {
        "dealer_out_of_thin_air",
        "dealer_with_bad_numbers",
        "template_sold_twice",
        "template_other_values",
        "word_added",
        "look_alike_letters",
        "self_made",
        "other_brand_typed_over",
        "goods_of_another_brand",
        "model_swapped",
        "price_of_a_copy",
    }
)


@dataclass(kw_only=True)
class Result:
    """One scene with its outcomes."""

    kind: str
    forged: bool
    known: bool
    design: str
    country: str
    before: str
    after: str
    narrow: str
    careless: str
    reasons: list[str]
    left: list[str]


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; with --out also write the result file."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--looks", type=int, default=8, help="worlds for each kind: design, countries, firms")
    args.add_argument("--seed", type=int, default=3)
    args.add_argument("--out", type=Path)
    args.add_argument("--only", default="")
    args.add_argument("--show", action="store_true")
    args.add_argument("--cache", type=Path, help="a folder that keeps readings, so that only the judgement runs again")
    options = args.parse_args(argv)
    if options.cache:
        check.read_paper = kept_in(options.cache)  # type: ignore[assignment]
    kinds = {**ATTACKS, **{f"clean {k}": f for k, f in CLEAN.items()}}
    jobs = [
        (kind, n) for kind in kinds for n in range(options.looks) if not options.only or kind.startswith(options.only)
    ]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda job: _run(job[0], kinds[job[0]], job[1], options.seed), jobs))
    if options.show:
        show(results)
    report = _report(results, options)
    print(_table(report))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def show(results: Sequence[Any]) -> None:
    """One line a case: what it was, what became of it, and why."""
    for r in results:
        print(
            r.kind,
            r.design,
            r.country,
            "known" if r.known else "unknown",
            r.before,
            r.after,
            r.narrow,
            r.careless,
            *r.reasons,
            "| left",
            *r.left,
        )


def kept_in(folder: Path) -> Any:
    """A reader that keeps its readings in a folder, so that only the judgement runs again."""
    folder.mkdir(parents=True, exist_ok=True)

    def read(path: Path, *, name: str, limits: Any) -> Any:
        kept = folder / f"{hashlib.sha256(Path(path).read_bytes()).hexdigest()}.json"
        if kept.exists():
            return from_json(json.loads(kept.read_text(encoding="utf-8")))
        reading = read_paper(path, name=name, limits=limits)
        kept.write_text(json.dumps(to_json(reading)), encoding="utf-8")
        return reading

    return read


def _run(kind: str, make: Any, number: int, seed: int) -> Result:
    rng = random.Random(f"{seed}-{kind}-{number}")
    design = DESIGNS[number % len(DESIGNS)]
    country = COUNTRIES[(number * 5 + sum(map(ord, kind)) + seed) % len(COUNTRIES)]
    dealer = firm(country, rng)
    store = firm(country if rng.random() < 0.6 else rng.choice(COUNTRIES[:7]), rng)
    other = firm(country if rng.random() < 0.6 else rng.choice(COUNTRIES[:7]), rng)
    known = rng.random() < KNOWN_SHARE and kind != "clean new_dealer"
    world = World(rng=rng, design=design, store=store, dealer=dealer, other=other)
    scene: Scene = make(world)
    forged = not kind.startswith("clean")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _register(folder, [firm("DE", rng), firm("IT", rng), *([dealer] if known else [])])
        earlier = []
        for i, filed in enumerate(scene.before):
            answers = (
                [{"question": "brand", "by": BRAND, "answer": "confirm", "at": "2026-11-20"}]
                if rng.random() < 0.5
                else []
            )
            earlier.append(
                _application(folder, f"before{i}.json", filed.store, filed.papers, _asked(filed.bills, {}), answers, i)
            )
        goods = _asked(scene.bills, scene.asked) if scene.goods else []
        own = {"tier": scene.tier, "says": scene.store_says}
        first, reasons = _check(
            folder, [*earlier, _application(folder, "own.json", store, scene.papers, goods, [], 99, **own)]
        )
        answers, narrow, careless = [], [], []
        for question in first["questions"]:
            if rng.random() >= ANSWERING:
                continue
            base = {"question": question["question"], "by": question["name"], "at": "2026-11-26"}
            yes = {**base, "answer": "confirm"}
            no = {**base, "answer": "object", "ground": "not_issued", "evidence": "our books show no such paper"}
            answers.append(no if forged else yes)
            blind = (
                question["to"] == "brand"
                and known
                and kind not in BRAND_SEES
                and not kind.startswith(("letter", "level", "middle"))
            )
            narrow.append({**yes, "knows": ["issuer", "goods"]} if blind and forged else yes if not forged else no)
            careless.append(yes if blind or not forged else no)
        last, _ = _check(
            folder, [*earlier, _application(folder, "own.json", store, scene.papers, goods, answers, 99, **own)]
        )
        blind_last, careless_last = (
            _check(folder, [*earlier, _application(folder, "own.json", store, scene.papers, goods, said, 99, **own)])[0]
            for said in (narrow, careless)
        )
    return Result(
        kind=kind,
        forged=forged,
        known=known,
        design=design,
        country=country,
        before=first["verdict"],
        after=last["verdict"],
        narrow=blind_last["verdict"],
        careless=careless_last["verdict"],
        reasons=reasons,
        left=[last["because"]],
    )


def _asked(bills: Sequence[Any], asked: dict[str, int]) -> list[dict[str, Any]]:
    known = {p[1]: p for p in PRODUCTS}
    units: dict[str, int] = {}
    for paper in bills:
        if paper.kind == "credit_note" and len(bills) > 1:
            continue
        for line in paper.rows:
            if line.model in known:
                units[line.model] = units.get(line.model, 0) + int(line.quantity)
    units = asked or units or {"VM-4410": 5}
    return [{"name": known[m][0], "model": m, "gtin": known[m][2], "units": n} for m, n in units.items()]


def _register(folder: Path, dealers: Sequence[Firm]) -> None:
    brand = {
        "brand_id": "valmorel",
        "name": BRAND,
        "aliases": ["VALMOREL PARIS"],
        "protected": True,
        "categories": ["bags"],
        "marks": [
            {"office": "EUIPO", "number": "017884213", "classes": [18, 25], "territories": ["EU"], "text": "VALMOREL"}
        ],
        "products": [{"name": n, "model": m, "gtin": g, "reference_price": f"{p}.00 EUR"} for n, m, g, p in PRODUCTS],
        "dealers": [
            {
                "legal_name": d.name,
                "address": d.address,
                "country": d.country,
                "vat_id": d.vat,
                "iban": d.iban,
                "level": 1,
            }
            for d in dealers
        ],
        "signers": [],
    }
    (folder / "register.json").write_text(json.dumps({"brands": [brand]}, ensure_ascii=False), encoding="utf-8")


def _application(
    folder: Path,
    name: str,
    store: Firm,
    papers: Sequence[tuple[str, bytes]],
    goods: list[dict[str, Any]],
    answers: list[dict[str, Any]],
    number: int,
    *,
    tier: str = "open",
    says: dict[str, Any] | None = None,
) -> Path:
    home = folder / str(number)
    home.mkdir(exist_ok=True)
    for file, data in papers:
        (home / file).write_bytes(data)
    data = {
        "as_of": AS_OF.isoformat(),
        "tier": tier,
        "store": {
            "store_id": f"store-{store.name}",
            "legal_name": store.name,
            "address": store.address,
            "country": store.country,
            "vat_id": store.vat,
            **(says or {}),
        },
        "brand_id": "valmorel",
        "goods": goods,
        "papers": [f for f, _ in papers],
        "answers": answers,
    }
    path = home / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def _check(folder: Path, applications: Sequence[Path]) -> tuple[dict[str, Any], list[str]]:
    """The last application's line, and its reasons. Threads share standard output, so the lines are taken from the parts of the command."""
    policy = shipped()
    register = check.load_register(folder / "register.json")
    known: list[Any] = []
    line: dict[str, Any] = {}
    for path in applications:
        facts, on = check.facts_of(path, register=register, policy=policy, as_of=None, today=AS_OF, earlier=known)
        judgement = check.judge(facts, policy=policy, on=on)
        line = json.loads(json.dumps(check.line_of(facts, judgement, policy=policy, on=on)))
        known += check.left_behind(facts, judgement)
    return line, [f"{f['reason']}:{f['weight']}" for f in line["findings"]]


def _report(results: Sequence[Result], options: argparse.Namespace) -> dict[str, Any]:
    forged, clean = [r for r in results if r.forged], [r for r in results if not r.forged]
    known = [r for r in clean if r.known]
    groups = {
        "forged": forged,
        "clean": clean,
        "clean, issuer known": known,
        "clean, issuer unknown": [r for r in clean if not r.known],
    }
    outcomes = ("accept", "refer", "refuse")
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for r in results:
        for when in ("before", "after"):
            kinds[r.kind][f"{when} {getattr(r, when)}"] += 1
    reasons = Counter(x for r in clean for x in set(r.reasons))
    return {
        "command": f"python -m benchmarks.papers_forgeries.second_run --looks {options.looks} --seed {options.seed}",
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, Assay {__version__}",
        "policy": shipped().version[:16],
        "data": f"{len(ATTACKS)} attacks and {len(CLEAN)} clean kinds x {options.looks} worlds, 8 designs, 9 languages, seed {options.seed}",
        **{
            f"{when}: {name}": {o: share(sum(getattr(r, when) == o for r in rows), len(rows)) for o in outcomes}
            for when in ("before", "after", "narrow", "careless")
            for name, rows in groups.items()
            if rows
        },
        "by kind": {k: dict(sorted(c.items())) for k, c in kinds.items()},
        "findings on clean papers": dict(reasons.most_common()),
        "why clean papers of known issuers are referred after answers": dict(
            Counter(x for r in known if r.after == "refer" for x in r.left).most_common()
        ),
        "clean refused": [asdict(r) for r in clean if "refuse" in {r.before, r.after}],
    }


def _table(report: dict[str, Any]) -> str:
    rows = [report["machine"], report["data"], ""]
    for name, value in report.items():
        if name.startswith(("before", "after", "narrow", "careless")):
            rows.append(name)
            rows += [
                f"  {o:8} {s['hits']:5} of {s['of']:5} = {100 * (s['share'] or 0):5.1f} %  [{100 * s['low']:.1f}, {100 * s['high']:.1f}]"
                for o, s in value.items()
            ]
    rows += [f"  {kind:32} {counts}" for kind, counts in report["by kind"].items()]
    rows.append(f"findings on clean papers: {report['findings on clean papers']}")
    rows.append(f"referred though known: {report['why clean papers of known issuers are referred after answers']}")
    rows += [f"REFUSED {r['kind']} {r['design']} {r['country']} {r['reasons']}" for r in report["clean refused"]]
    return "\n".join(rows)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
