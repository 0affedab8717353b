"""What does `assay check` make of the third set: forty-five kinds of forgery that the first two lack, and honest papers that look odd?

    python -m benchmarks.papers_forgeries.third_run [--looks 6] [--seed 21] [--out FILE.json] [--only KIND] [--show] [--cache DIR]

Every scene is written as files (papers, register, applications) and goes through the command's parts: without answers, then with those that 70 % of the
asked gave, truthfully. The register knows 60 % of the dealers. Three witnesses are counted apart:
    after     who is asked knows of every paper whether it is genuine
    narrow    the brand knows its dealers and goods, but no buyer, number, date or piece of theirs, and says what it knows
    careless  the same brand says a bare yes
Intervals: Wilson, 95 %.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.interval import share
from benchmarks.papers_forgeries.second_bill import Firm
from benchmarks.papers_forgeries.second_run import kept_in, show
from benchmarks.papers_forgeries.third_attacks import ATTACKS
from benchmarks.papers_forgeries.third_clean import AS_OF, CLEAN, Scene, World
from benchmarks.papers_forgeries.third_firms import BRAND, COUNTRIES, PRODUCTS, address, company
from benchmarks.papers_forgeries.third_letters import MARK, OWNER, OWNER_ADDRESS
from benchmarks.papers_forgeries.third_pages import DESIGNS

from assay import __version__
from assay.offline import check
from assay.policy.load import shipped

KNOWN_SHARE, ANSWERING = 0.6, 0.7
WITNESSES = ("after", "narrow", "careless")
# What is wrong shows on goods or issuer: a brand that knows nothing else objects all the same.
BRAND_SEES = frozenset(
    {
        "one_letter_off", "dealer_dissolved", "sister_store", "article_numbers_exchanged", "fits_the_brand", "testers", "on_a_holiday", "outlet_price",
        "pro_forma_called_invoice", "order_called_invoice", "before_the_launch", "more_than_was_ever_made", "gap_of_a_day", "including", "repairs_only",
        "not_on_marketplaces", "without_the_goods", "before_the_term", "brand_in_small_print", "white_goods", "data_right_page_other", "page_right_data_other",
    }
)  # fmt: skip
KINDS = {**ATTACKS, **{f"clean {k}": f for k, f in CLEAN.items()}}


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
    asked: int
    answered: int


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; with --out also write the result file."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--looks", type=int, default=6, help="worlds for each kind: design, countries, firms")
    args.add_argument("--seed", type=int, default=21)
    args.add_argument("--out", type=Path)
    args.add_argument("--only", default="")
    args.add_argument("--show", action="store_true")
    args.add_argument("--cache", type=Path, help="a folder that keeps readings, so that only the judgement runs again")
    options = args.parse_args(argv)
    jobs = [
        (k, n, options.seed, options.cache) for k in KINDS for n in range(options.looks) if k.startswith(options.only)
    ]
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_run, jobs, chunksize=4))
    if options.show:
        show(results)
    report = report_of(
        results,
        command=f"python -m benchmarks.papers_forgeries.third_run --looks {options.looks} --seed {options.seed}",
        data=f"{len(ATTACKS)} attacks and {len(CLEAN)} clean kinds x {options.looks} worlds, {len(DESIGNS)} designs, 7 languages,"
        f" {len(COUNTRIES)} countries, seed {options.seed}",
    )
    print(table_of(report))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _run(job: tuple[str, int, int, Path | None]) -> Result:
    kind, number, seed, cache = job
    if cache:
        check.read_paper = kept_in(cache)  # type: ignore[assignment]
    rng = random.Random(f"third-{seed}-{kind}-{number}")
    design = DESIGNS[(number + seed) % len(DESIGNS)]
    dealer = company(rng.choice(COUNTRIES), rng)
    store = company(dealer.country if rng.random() < 0.5 else rng.choice(COUNTRIES), rng)
    other = company(rng.choice(COUNTRIES), rng)
    known = rng.random() < KNOWN_SHARE
    world = World(rng=rng, design=design, store=store, dealer=dealer, other=other)
    scene: Scene = KINDS[kind](world)
    forged = not kind.startswith("clean")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        strangers = [company("DE", rng), company("IT", rng), company("JP", rng)]
        register_of(folder, [*strangers, *scene.dealers, *([world.dealer] if known else [])])
        earlier = []
        for i, filed in enumerate(scene.before):
            said = (
                [{"question": "brand", "by": BRAND, "answer": "confirm", "at": "2026-11-20"}] if filed.confirmed else []
            )
            earlier.append(application(folder, filed.store, filed.papers, asked_for(filed.bills, None), said, i))
        goods = asked_for(scene.bills, scene.asked)

        def judged(answers: list[dict[str, Any]]) -> tuple[dict[str, Any], list[str]]:
            own = application(folder, world.store, scene.papers, goods, answers, 99, tier=scene.tier, says=scene.says)
            return checked(folder, [*earlier, own])

        first, reasons = judged([])
        said = {
            w: _answers(
                w, first["questions"], scene, kind, forged, known, random.Random(f"answers-{seed}-{kind}-{number}")
            )
            for w in WITNESSES
        }
        last = {w: judged(answers)[0] for w, answers in said.items()}
    return Result(
        kind=kind, forged=forged, known=known, design=design, country=world.dealer.country, before=first["verdict"], after=last["after"]["verdict"],
        narrow=last["narrow"]["verdict"], careless=last["careless"]["verdict"], reasons=reasons, left=[last["after"]["because"]],
        asked=len(first["questions"]), answered=len(said["after"]),
    )  # fmt: skip


def _answers(
    witness: str,
    questions: list[dict[str, Any]],
    scene: Scene,
    kind: str,
    forged: bool,
    known: bool,
    rng: random.Random,
) -> list[dict[str, Any]]:
    """What 70 % of the asked say; the same ones answer, whoever the witness is."""
    answers = []
    for question in questions:
        if rng.random() >= ANSWERING:
            continue
        base = {"question": question["question"], "by": question["name"], "at": "2026-11-26"}
        yes = {**base, "answer": "confirm"}
        no = {**base, "answer": "object", "ground": "not_issued", "evidence": "our books show no such paper"}
        truth = scene.brand if question["to"] == "brand" else scene.issuer
        truth = truth or ("object" if forged else "confirm")
        if witness != "after" and question["to"] == "brand" and known and truth == "object" and kind not in BRAND_SEES:
            answers.append({**yes, "knows": ["issuer", "goods"]} if witness == "narrow" else yes)
        else:
            answers.append(yes if truth == "confirm" else no)
    return answers


def asked_for(bills: Sequence[Any], asked: dict[str, int] | None) -> list[dict[str, Any]]:
    """The goods of an application: `asked` pieces per model, else those of the bills."""
    known = {p[1]: p for p in PRODUCTS}
    units: dict[str, int] = {}
    for paper in bills:
        for line in paper.rows:
            if line.model in known:
                units[line.model] = units.get(line.model, 0) + int(line.quantity)
    units = asked or units
    return [{"name": known[m][0], "model": m, "gtin": known[m][2], "units": n} for m, n in units.items()]


def register_of(folder: Path, dealers: Sequence[Firm]) -> None:
    """Write `register.json`: the brand with its owner and these dealers."""
    brand = {
        "brand_id": "ostara",
        "name": BRAND,
        "protected": True,
        "categories": ["bags", "accessories"],
        "owner": {"legal_name": OWNER, "address": OWNER_ADDRESS, "country": "SE"},
        "marks": [{"office": "EUIPO", "number": MARK.split()[1], "classes": [9, 18, 25], "territories": ["EU"], "text": BRAND.upper()}],
        "products": [{"name": n, "model": m, "gtin": g, "reference_price": f"{p}.00 EUR"} for n, m, g, p in PRODUCTS],
        "dealers": [
            {"legal_name": d.name, "address": address(d), "country": d.country, "vat_id": d.vat, "iban": d.iban, "level": 1} for d in dealers
        ],
        "signers": [],
    }  # fmt: skip
    (folder / "register.json").write_text(json.dumps({"brands": [brand]}, ensure_ascii=False), encoding="utf-8")


def application(
    folder: Path,
    store: Firm,
    papers: Sequence[tuple[str, bytes]],
    goods: list[dict[str, Any]],
    answers: list[dict[str, Any]],
    number: int,
    *,
    tier: str = "open",
    says: dict[str, Any] | None = None,
) -> Path:
    """Write the papers and the application's file."""
    home = folder / str(number)
    home.mkdir(exist_ok=True)
    for file, data in papers:
        (home / file).write_bytes(data)
    identity = {
        "store_id": f"store-{store.name}",
        "legal_name": store.name,
        "address": address(store),
        "country": store.country,
        "vat_id": store.vat,
    }
    data = {
        "as_of": AS_OF.isoformat(), "tier": tier, "store": {**identity, **(says or {})}, "brand_id": "ostara", "goods": goods,
        "papers": [f for f, _ in papers], "answers": answers,
    }  # fmt: skip
    path = home / "application.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def checked(folder: Path, applications: Sequence[Path]) -> tuple[dict[str, Any], list[str]]:
    """The last application's line as the command prints it, and its reasons."""
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


def report_of(results: Sequence[Result], *, command: str, data: str) -> dict[str, Any]:
    """The figures of a set: outcomes before and after answers for each witness, by kind, and every case that went wrong."""
    clean = [r for r in results if not r.forged]
    groups = {
        "forged": [r for r in results if r.forged],
        "clean": clean,
        "clean, issuer known": [r for r in clean if r.known],
        "clean, issuer unknown": [r for r in clean if not r.known],
    }
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for r in results:
        for when in ("before", *WITNESSES):
            kinds[r.kind][f"{when} {getattr(r, when)}"] += 1
    known_referred = [r for r in groups["clean, issuer known"] if r.after == "refer"]
    return {
        "command": command,
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, Assay {__version__}",
        "policy": shipped().version[:16],
        "data": data,
        **{
            f"{when}: {name}": {o: share(sum(getattr(r, when) == o for r in rows), len(rows)) for o in ("accept", "refer", "refuse")}
            for when in ("before", *WITNESSES)
            for name, rows in groups.items()
            if rows
        },
        "clean, issuer known, referred though nobody was silent": share(
            sum(r.answered > 0 for r in known_referred), len(groups["clean, issuer known"])
        ),
        "clean, issuer known, referred and nobody answered": share(sum(not r.answered for r in known_referred), len(groups["clean, issuer known"])),
        "by kind": {k: dict(sorted(c.items())) for k, c in kinds.items()},
        "findings on clean papers": dict(Counter(x for r in clean for x in set(r.reasons)).most_common()),
        "why clean papers of known issuers are referred after answers": dict(Counter(x for r in known_referred for x in r.left).most_common()),
        "clean refused": [asdict(r) for r in clean if "refuse" in {r.before, r.after}],
        "forged accepted": [asdict(r) for r in groups["forged"] if "accept" in {r.before, r.after, r.narrow, r.careless}],
    }  # fmt: skip


def table_of(report: dict[str, Any]) -> str:
    """The report for a person."""
    rows = [report["machine"], report["data"], ""]
    for name, value in report.items():
        if name.startswith(("before", *WITNESSES)):
            rows.append(name)
            rows += [
                f"  {o:8} {s['hits']:5} of {s['of']:5} = {100 * (s['share'] or 0):5.1f} %  [{100 * s['low']:.1f}, {100 * s['high']:.1f}]"
                for o, s in value.items()
            ]
    rows += [f"  {kind:32} {counts}" for kind, counts in report["by kind"].items()]
    rows.append(f"findings on clean papers: {report['findings on clean papers']}")
    rows.append(f"referred though known: {report['why clean papers of known issuers are referred after answers']}")
    rows += [f"REFUSED {r['kind']} {r['design']} {r['country']} {r['reasons']}" for r in report["clean refused"]]
    rows += [
        f"ACCEPTED {r['kind']} {r['design']} {r['country']} {r['after']} {r['narrow']} {r['careless']} {r['reasons']}"
        for r in report["forged accepted"]
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
