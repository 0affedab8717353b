"""How well and how fast are papers read? `python -m benchmarks.papers.run [--seed N]`

Four parts: the visible page of hybrid invoices with their data withheld, against that data; generated layouts in nine languages; e-invoices field by field against
a second program; time. A field counts only where the page shows it. What a person found on looking is listed in ADJUDICATED: the page and its data really
differ there, and what the page shows is the truth for the page. Results go to benchmarks/papers/results/papers.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import sys
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.interval import wilson
from benchmarks.papers import layouts, second_reader

from assay.outside.reader import paper
from assay.policy.load import shipped
from assay.regime.document.extraction.labels import compact
from assay.regime.document.reading import Field, Reading

LIMITS = shipped().document.limits
RESULTS = Path(__file__).parent / "results" / "papers.json"

# Looked at by hand. (file, field): what the page shows, and why the data says something else.
ADJUDICATED: dict[tuple[str, str], tuple[str, str]] = {
    ("MustangGnuaccountingBeispielRE-20151008_504.pdf", "issued_on"): ("2015-10-08", "the data says 2014, the page 2015"),
    ("MustangGnuaccountingBeispielRE-20201121_508_withBOM.pdf", "issued_on"): ("2019-06-10", "the page is that of another invoice"),
    ("ZUGFeRD_2.0_fully_compliant_complete.pdf", "gross"): ("37763.70", "the page is in DEM, the data in EUR"),
    ("ZUGFeRD_1p0_EXTENDED_Kostenrechnung.pdf", "issuer"): ("KOSTENLIEFERANT GMBH", "the page names another issuer at its head"),
    ("zugferd_2p0_BASIC_Rechnungskorrektur.pdf", "issuer"): ("MUSTERLIEFERANT GMBH", "the data's name also holds two identifiers"),
    ("zugferd_2p0_BASIC_Rechnungskorrektur.pdf", "recipient"): ("MUSTER-KUNDE GMBH", "the data's name also holds two identifiers"),
    ("Avoir_FR_type381_BASIC.pdf", "issuer"): ("Au bon moulin SARL", "the page prints the company's form, the data leaves it out"),
    ("Facture_FR_BASICWL.pdf", "issuer"): ("Au bon moulin SARL", "the page prints the company's form, the data leaves it out"),
    ("Facture_UE_BASICWL.pdf", "issuer"): ("Au bon moulin SARL", "the page prints the company's form, the data leaves it out"),
    ("Facture_DOM_BASIC.pdf", "issuer"): ("Au bon moulin SARL", "the page prints the company's form, the data leaves it out"),
    ("MustangGnuaccountingBeispielRE-20140703_502.pdf", "lines"): ("1 160.00; 200 20.00; 400 316.00", "the data's lines include tax, the page's do not"),
}  # fmt: skip


class Tally:
    """Right and asked, by name."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.misses: list[str] = []

    def note(self, name: str, right: bool, *, where: str, said: object, want: object) -> None:
        self.counts[name][0] += right
        self.counts[name][1] += 1
        if not right:
            self.misses.append(f"{name} | {where} | read {said} | want {want}")

    def rows(self) -> dict[str, Any]:
        return {
            name: {"right": r, "of": n, "percent": round(100 * r / n, 1), "interval_95": percent_95(r, n)}
            for name, (r, n) in sorted(self.counts.items())
        }


def percent_95(right: int, asked: int) -> list[float]:
    """The 95 % interval of a share, in percent."""
    return [round(100 * bound, 1) for bound in wilson(right, asked)]


def number(field: Field | None) -> Decimal | None:
    return None if field is None else abs(Decimal(field.value)).normalize()


def same_name(said: Field | None, want: str) -> bool:
    """Equal in letters and digits; a form of address before a person's name does not count."""
    plain = compact(want).removeprefix("herrn").removeprefix("frau")
    return said is not None and compact(said.value).removeprefix("herrn").removeprefix("frau") == plain


def pairs(reading: Reading) -> list[tuple[Decimal | None, Decimal | None]]:
    return sorted(((number(line.quantity), number(line.amount)) for line in reading.lines), key=str)


def visible(data: Path) -> dict[str, Any]:
    """The pages of hybrid invoices without their data."""
    tally, seen, took = Tally(), set(), []
    with tarfile.open(data / "invoices" / "zugferd.tar") as tar:
        files = {m.name: f.read() for m in tar.getmembers() if m.name.endswith(".pdf") and (f := tar.extractfile(m))}
    for path, content in sorted(files.items()):
        name = path.rsplit("/", 1)[-1]
        started = time.perf_counter()
        reading = paper.read(content, name=name, limits=LIMITS)
        took.append(time.perf_counter() - started)
        page = reading.visible
        if page is None or (mark := hashlib.sha256(page.text.encode()).hexdigest()) in seen:
            continue
        seen.add(mark)
        shown = compact(page.text)
        for field, said, want in (
            ("number", page.number, reading.number),
            ("issued_on", page.issued_on, reading.issued_on),
        ):
            truth = ADJUDICATED.get((name, field), (want.value if want else "", ""))[0]
            if want is not None and (field == "issued_on" or compact(truth) in shown):
                tally.note(
                    field,
                    said is not None and compact(said.value) == compact(truth),
                    where=name,
                    said=said and said.value,
                    want=truth,
                )
        if reading.totals.gross is not None:
            truth = ADJUDICATED.get((name, "gross"), (reading.totals.gross.value, ""))[0]
            tally.note(
                "gross",
                number(page.totals.gross) == abs(Decimal(truth)).normalize(),
                where=name,
                said=page.totals.gross and page.totals.gross.value,
                want=truth,
            )
        for field, said, want in (
            ("issuer", page.issuer.name, reading.issuer.name),
            ("recipient", page.recipient.name, reading.recipient.name),
        ):
            truth = ADJUDICATED.get((name, field), (want.value if want else "", ""))[0]
            if want is not None and compact(truth) in shown:
                tally.note(field, same_name(said, truth), where=name, said=said and said.value, want=truth)
        if any(line.amount for line in reading.lines):
            wanted = pairs(reading)
            if (name, "lines") in ADJUDICATED:
                rows = [r.split() for r in ADJUDICATED[name, "lines"][0].split("; ")]
                wanted = sorted(((Decimal(q).normalize(), Decimal(a).normalize()) for q, a in rows), key=str)
            tally.note(
                "lines",
                pairs(page) == wanted,
                where=name,
                said=[f"{q} {a}" for q, a in pairs(page)],
                want=[f"{q} {a}" for q, a in wanted],
            )
    return {"pages": len(seen), "fields": tally.rows(), "misses": tally.misses, "milliseconds": spread(took)}


def generated(seed: int) -> dict[str, Any]:
    """Forty layouts in each language that this machine can print."""
    tally, by_language, took = Tally(), defaultdict(Tally), []
    languages = [lang for lang in layouts.LANGUAGES if layouts.printable(lang)]
    for language in languages:
        for layout in range(layouts.LAYOUTS):
            made = layouts.sample(layout, language, seed=seed)
            started = time.perf_counter()
            read = paper.read(made.pdf, name="paper.pdf", limits=LIMITS)
            took.append(time.perf_counter() - started)
            for field, right, said in _judged(read, made.truth):
                for t in (tally, by_language[language]):
                    t.note(field, right, where=made.name, said=said, want=made.truth[field])
    return {
        "seed": seed,
        "skipped_for_want_of_a_font": [lang for lang in layouts.LANGUAGES if lang not in languages],
        "fields": tally.rows(),
        "by_language": {k: {n: f"{r}/{a}" for n, (r, a) in sorted(t.counts.items())} for k, t in by_language.items()},
        "misses": tally.misses,
        "milliseconds": spread(took),
    }


def _judged(read: Reading, truth: dict[str, Any]) -> Iterator[tuple[str, bool, object]]:
    for field, said in (("number", read.number), ("issued_on", read.issued_on), ("currency", read.currency)):
        yield field, said is not None and said.value == truth[field], said and said.value
    for field, said in (("net", read.totals.net), ("tax", read.totals.tax), ("gross", read.totals.gross)):
        yield field, number(said) == truth[field].normalize(), said and said.value
    for field, said in (("issuer", read.issuer.name), ("recipient", read.recipient.name)):
        yield field, same_name(said, truth[field]), said and said.value
    yield (
        "lines",
        pairs(read) == sorted(((q.normalize(), a.normalize()) for q, a in truth["lines"]), key=str),
        [f"{q} {a}" for q, a in pairs(read)],
    )


def structured(formats: Path) -> dict[str, Any]:
    """Every valid e-invoice, field by field, against the second program."""
    tally, took = Tally(), []
    for path in sorted((formats / "invoices" / "valid").iterdir()):
        content = path.read_bytes()
        started = time.perf_counter()
        ours = paper.read(content, name=path.name, limits=LIMITS)
        took.append(time.perf_counter() - started)
        theirs = second_reader.read(content)

        def text(field: Field | None) -> str | None:
            return field.value if field else None

        def amount(field: Field | None) -> Decimal | None:
            return Decimal(field.value) if field else None

        mine: dict[str, object] = {
            "number": text(ours.number),
            "issued_on": text(ours.issued_on),
            "currency": text(ours.currency),
            "issuer": text(ours.issuer.name),
            "issuer_vat": text(ours.issuer.vat_id),
            "issuer_country": text(ours.issuer.country),
            "recipient": text(ours.recipient.name),
            "recipient_vat": text(ours.recipient.vat_id),
            "lines_total": amount(ours.totals.lines),
            "net": amount(ours.totals.net),
            "tax": amount(ours.totals.tax),
            "gross": amount(ours.totals.gross),
            "prepaid": amount(ours.totals.prepaid),
            "payable": amount(ours.totals.payable),
            "preceding": text(ours.preceding),
            "lines": [
                (text(x.position), text(x.description), amount(x.quantity), amount(x.price), amount(x.amount))
                for x in ours.lines
            ],
        }
        for field, want in theirs.items():
            tally.note(field, mine[field] == want, where=path.name, said=mine[field], want=want)
    return {"fields": tally.rows(), "misses": tally.misses, "milliseconds": spread(took)}


def spread(seconds: list[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    return {
        "median": round(1000 * ordered[len(ordered) // 2], 1),
        "p95": round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 1),
        "of": len(ordered),
    }


def main() -> int:
    """Print the scores and write them to RESULTS."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=2016)
    args = parser.parse_args()
    data = os.environ.get("ASSAY_DATA")
    paper.warm()
    result: dict[str, Any] = {
        "command": f"python -m benchmarks.papers.run --seed {args.seed}",
        "machine": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processors": os.cpu_count(),
            "shared": "times are of a shared machine: read ratios",
        },
        "versions": {name: metadata.version(name) for name in ("pypdfium2", "pikepdf", "lxml", "typst")},
        "generated": generated(args.seed),
    }
    if data:
        result["visible_page"] = visible(Path(data))
        result["adjudicated"] = [
            f"{file} | {field} | {truth} | {why}" for (file, field), (truth, why) in ADJUDICATED.items()
        ]
        result["structured"] = structured(Path(data).parent / "formats")
    else:
        print("ASSAY_DATA is not set: only generated papers are read.", file=sys.stderr)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False, default=str) + "\n")
    for part in ("visible_page", "generated", "structured"):
        if part not in result:
            continue
        print(f"{part}: {result[part]['milliseconds']} ms")
        for name, row in result[part]["fields"].items():
            print(f"  {name:14} {row['right']:4} of {row['of']:4}  {row['percent']:5} %  {row['interval_95']}")
        for miss in result[part]["misses"]:
            print(f"    {miss}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
