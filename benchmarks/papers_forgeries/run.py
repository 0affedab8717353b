"""How many forged papers are accepted, and how many clean ones refused, before and after those who can be asked have answered?

    python -m benchmarks.papers_forgeries.run [--layouts 40] [--seed 7] [--out FILE.json]

Every attack in every layout, with a clean twin each; the register knows 60 % of the issuers. Each case goes through the reader and the same judgement
as `assay check`. After answers: 70 % of those who were asked answer, truthfully. Intervals: Wilson, 95 %.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.interval import share
from benchmarks.papers_forgeries.attacks import ATTACKS, Case, Start, clean
from benchmarks.papers_forgeries.layouts import Layout

from assay import __version__
from assay.demo.companies import CompanyMaker
from assay.demo.papers.paper import Invoice, Line, Party
from assay.errors import BadInput
from assay.offline.check import left_behind
from assay.outside.reader import read_paper
from assay.policy.load import shipped
from assay.regime.brand.register import Brand, Dealer, Product
from assay.regime.document import traces
from assay.regime.document.facts import Answer, ApplicationFacts, EarlierTrace, Goods, Paper, StoreIdentity
from assay.regime.document.reading import from_json, to_json
from assay.regime.document.verdict import judge
from assay.regime.terms import Outcome

AS_OF = date(2026, 11, 24)
KNOWN_SHARE, ANSWERING = 0.6, 0.7
PRODUCTS = (
    ("Handbag Petite", "AH2100", "4012345000016", "240"),
    ("Silk Scarf Azur", "AS90", "4012345000023", "85"),
    ("Belt Classic", "AB31", "4012345000030", "120"),
    ("Wallet Fold", "AW7", "4012345000047", "95"),
)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One case with its outcomes."""

    kind: str
    forged: bool
    known: bool
    before: Outcome
    after: Outcome
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where files lie and, if wanted, readings are kept."""

    folder: Path
    cache: Path | None

    def paper(self, name: str, data: bytes) -> Paper:
        """The paper as the reader reads it."""
        digest = hashlib.sha256(data).hexdigest()
        kept = self.cache / f"{digest}.json" if self.cache else None
        if kept and kept.exists():
            return Paper(name=name, sha256=digest, reading=from_json(json.loads(kept.read_text(encoding="utf-8"))))
        path = self.folder / name
        path.write_bytes(data)
        try:
            reading = read_paper(path, name=name, limits=shipped().document.limits)
        except BadInput as refusal:
            return Paper(name=name, sha256=digest, refusal=refusal.what, mend=refusal.mend)
        if kept:
            kept.write_text(json.dumps(to_json(reading)), encoding="utf-8")
        return Paper(name=name, sha256=digest, reading=reading)


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; with --out also write the result file."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--layouts", type=int, default=40)
    args.add_argument("--seed", type=int, default=7)
    args.add_argument("--out", type=Path)
    args.add_argument("--cache", type=Path, help="a folder that keeps readings, so that only the judgement runs again")
    args.add_argument("--show", default="", help="print the cases of this kind with their reasons")
    options = args.parse_args(argv)
    cases = list(_cases(options.layouts, options.seed))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        desk = Desk(folder=Path(folder), cache=options.cache)
        judged = list(pool.map(lambda job: _judge(desk, *job), cases))
    if options.show:
        for one in judged:
            if one.kind == options.show:
                print(one.before.value, one.after.value, "known" if one.known else "unknown", *one.reasons)
    report = _report(judged, options)
    print(_table(report))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def _cases(layouts: int, seed: int) -> Any:
    companies = CompanyMaker.seeded(random.Random(seed))
    rng = random.Random(f"cases-{seed}")
    countries = ["DE", "FR", "IT", "NL", "GB", "AT", "BE", "CN"]
    dealers = [companies.company(rng.choice(countries), "wholesale") for _ in range(40)]
    known = {d.name for d in dealers[: int(len(dealers) * KNOWN_SHARE)]}
    brand = Brand(
        brand_id="aurelle",
        name="Aurelle",
        products=tuple(
            Product(name=n, model=m, gtin=g, reference_price=Decimal(p), currency="EUR") for n, m, g, p in PRODUCTS
        ),
        dealers=tuple(
            Dealer(legal_name=d.name, address=d.address, country=d.country, vat_id=d.vat_id, iban=d.iban, level=1)
            for d in dealers
            if d.name in known
        ),
    )
    for number in range(layouts):
        layout = Layout.drawn(number)
        for i, (kind, attack) in enumerate([*ATTACKS.items(), *((f"clean-{k}", clean) for k in ATTACKS)]):
            rng = random.Random(f"{seed}-{number}-{i}")
            issuer = rng.choice(dealers)
            store = companies.company(rng.choice(countries), "retail")
            other = companies.company(rng.choice(countries), "retail")
            start = Start(
                store=store,
                genuine=_bill(issuer, other, rng),
                own_order=_bill(issuer, store, rng),
                layout=layout,
                as_of=AS_OF,
                rng=rng,
                companies=companies,
            )
            case = attack(start)
            yield kind, case, store, issuer.name in known, brand, rng, f"{number}-{i}"


def _bill(issuer: Party, buyer: Party, rng: random.Random) -> Invoice:
    issued = AS_OF - timedelta(days=rng.randrange(5, 330))
    lines = [
        Line.of(
            f"Aurelle {name}",
            rng.randrange(3, 60),
            f"{float(price) * rng.uniform(0.4, 0.65):.2f}",
            model=model,
            gtin=gtin,
        )
        for name, model, gtin, price in rng.sample(PRODUCTS, rng.randrange(1, 5))
    ]
    style = random.Random(issuer.name).randrange(4)
    count = issued.timetuple().tm_yday * 7 + rng.randrange(7)
    number = (
        f"{issued.year}-{count:05d}",
        f"R{count + 20000}",
        f"INV/{issued.year}/{count}",
        f"{issued:%Y%m}-{count:04d}",
    )[style]
    return Invoice.bill(
        number=number,
        issued_on=issued,
        issuer=issuer,
        recipient=buyer,
        lines=lines,
        tax_rate=rng.choice(["19", "20", "21", "22"]),
        due_on=issued + timedelta(days=rng.choice([14, 30, 60])),
    )


def _judge(
    desk: Desk, kind: str, case: Case, store: Party, known: bool, brand: Brand, rng: random.Random, name: str
) -> Judged:
    policy = shipped()
    earlier: list[EarlierTrace] = []
    for i, (party, data) in enumerate(case.before):
        facts = _facts(party, [desk.paper(f"{name}-before-{i}.pdf", data)], brand, (), store_id=f"other-{i}")
        earlier += left_behind(facts, judge(facts, policy=policy, on=AS_OF))
    papers = [desk.paper(f"{name}-{file}", data) for file, data in case.papers]
    keys = {(t.kind, t.key) for p in papers for t in traces.traces_of(p)}
    facts = _facts(store, papers, brand, tuple(t for t in earlier if (t.kind, t.key) in keys), store_id="own")
    first = judge(facts, policy=policy, on=AS_OF)
    forged = not kind.startswith("clean")
    answers = tuple(
        Answer(
            question=q.question,
            by=q.name,
            confirmed=not forged,
            evidence="our records show no such invoice" if forged else "",
        )
        for q in first.questions
        if rng.random() < ANSWERING
    )
    last = judge(replace(facts, answers=answers), policy=policy, on=AS_OF)
    reasons = tuple(f"{f.reason.value}:{f.weight}" for f in first.findings)
    return Judged(
        kind=kind if forged else "clean",
        forged=forged,
        known=known,
        before=first.outcome,
        after=last.outcome,
        reasons=reasons,
    )


def _facts(
    party: Party, papers: Sequence[Paper], brand: Brand, earlier: tuple[EarlierTrace, ...], *, store_id: str
) -> ApplicationFacts:
    return ApplicationFacts(
        application=store_id,
        store=StoreIdentity(
            store_id=store_id,
            legal_name=party.name,
            address=party.address,
            country=party.country,
            vat_id=party.vat_id,
            registration=party.registration,
        ),
        brand=brand,
        goods=tuple(Goods(name=n, model=m, gtin=g) for n, m, g, _ in PRODUCTS if any(_names(p, m, n) for p in papers))
        or (Goods(name="Handbag Petite"),),
        papers=tuple(papers),
        handed_in_on=AS_OF,
        earlier=earlier,
    )


def _names(paper: Paper, model: str, name: str) -> bool:
    return paper.reading is not None and (model in paper.reading.text or name in paper.reading.text)


def _report(judged: Sequence[Judged], options: argparse.Namespace) -> dict[str, Any]:
    forged = [j for j in judged if j.forged]
    genuine = [j for j in judged if not j.forged]
    clean_known = [j for j in genuine if j.known]
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        kinds[one.kind][f"before {one.before.value}"] += 1
        kinds[one.kind][f"after {one.after.value}"] += 1
    reasons = Counter(r for j in genuine for r in set(j.reasons))

    def count(among: Sequence[Judged], when: str, outcome: Outcome) -> dict[str, Any]:
        return share(sum(getattr(j, when) is outcome for j in among), len(among))

    return {
        "command": f"python -m benchmarks.papers_forgeries.run --layouts {options.layouts} --seed {options.seed}",
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, Assay {__version__}",
        "policy": shipped().version[:16],
        "data": f"{options.layouts} layouts in 9 languages x {len(ATTACKS)} attacks, one clean twin each, seed {options.seed};"
        f" register knows {KNOWN_SHARE:.0%}",
        "before answers": {
            "forged accepted": count(forged, "before", Outcome.ACCEPT),
            "forged referred": count(forged, "before", Outcome.REFER),
            "forged refused": count(forged, "before", Outcome.REFUSE),
            "clean accepted": count(genuine, "before", Outcome.ACCEPT),
            "clean referred": count(genuine, "before", Outcome.REFER),
            "clean refused": count(genuine, "before", Outcome.REFUSE),
        },
        "after answers": {
            "forged accepted": count(forged, "after", Outcome.ACCEPT),
            "forged refused": count(forged, "after", Outcome.REFUSE),
            "clean, issuer known: accepted": count(clean_known, "after", Outcome.ACCEPT),
            "clean, issuer known: referred": count(clean_known, "after", Outcome.REFER),
            "clean, issuer known: refused": count(clean_known, "after", Outcome.REFUSE),
            "clean, issuer unknown: accepted": count([j for j in genuine if not j.known], "after", Outcome.ACCEPT),
        },
        "by kind": {kind: dict(sorted(counts.items())) for kind, counts in kinds.items()},
        "findings on clean papers": dict(reasons.most_common()),
    }


def _table(report: dict[str, Any]) -> str:
    rows = [report["machine"], report["data"], ""]
    for when in ("before answers", "after answers"):
        rows.append(when)
        rows += [
            f"  {what:34} {s['hits']:5} of {s['of']:5} = {100 * (s['share'] or 0):5.1f} %  [{100 * s['low']:.1f}, {100 * s['high']:.1f}]"
            for what, s in report[when].items()
        ]
    rows.append("by kind")
    rows += [f"  {kind:28} {counts}" for kind, counts in report["by kind"].items()]
    rows.append(f"findings on clean papers: {report['findings on clean papers']}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
