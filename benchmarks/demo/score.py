"""How right is Assay about the sample marketplace? Counts of answers against the truth, each share with its denominator and 95 % interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from assay.regime.measure.share import share

ANSWERS = ("accept", "refer", "refuse")
FIELDS = ("number", "issued_on", "issuer", "recipient", "gross")


def of(k: int, n: int) -> dict[str, Any]:
    """`k` of `n` with the exact interval (Clopper-Pearson, 95 %), in percent."""
    s = share(k, n)
    rate = None if s.rate is None else round(100 * s.rate, 2)
    return {"k": k, "n": n, "percent": rate, "low": round(100 * s.low, 2), "high": round(100 * s.high, 2)}


def group(row: Mapping[str, Any]) -> str:
    """The class of an application: clean ones apart by whether the register knows the issuer."""
    if row["is"] == "clean":
        return "clean, issuer known" if row["issuer_known"] else "clean, issuer unknown"
    return str(row["is"])


def papers(truth: Iterable[Mapping[str, Any]], verdicts: Mapping[str, str]) -> dict[str, Any]:
    """Verdicts by class and by forgery; an application without a verdict counts as `none`."""
    by_group: dict[str, Counter[str]] = {}
    by_attack: dict[str, Counter[str]] = {}
    for row in truth:
        verdict = verdicts.get(row["application"], "none")
        by_group.setdefault(group(row), Counter())[verdict] += 1
        if row["is"] != "clean":
            by_attack.setdefault(row["defect"], Counter())[verdict] += 1
    forged = by_group.get("forged", Counter())
    clean = by_group.get("clean, issuer known", Counter()) + by_group.get("clean, issuer unknown", Counter())
    known = by_group.get("clean, issuer known", Counter())
    careless = by_group.get("careless", Counter())
    return {
        "forged accepted": of(forged["accept"], forged.total()),
        "forged refused": of(forged["refuse"], forged.total()),
        "clean refused": of(clean["refuse"], clean.total()),
        "clean from known issuers referred": of(known["refer"], known.total()),
        "careless accepted": of(careless["accept"], careless.total()),
        "by class": {name: dict(counts) for name, counts in sorted(by_group.items())},
        "by forgery or defect": {name: dict(counts) for name, counts in sorted(by_attack.items())},
    }


def reading(truth: Iterable[Mapping[str, Any]], read: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Fields that reading gave as the page says them, over all invoices and receipts; letters by number and date only are left out."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for row in truth:
        for paper in row["papers"]:
            if paper["kind"] == "letter_of_authorization" or paper["attack"] in ("data_kept", "page_overwritten"):
                continue
            says = read.get(paper["paper"], {})
            for name in FIELDS:
                total[name] += 1
                if _same(name, paper["says"][name], says):
                    right[name] += 1
                else:
                    wrong.append(f"{paper['paper']} {name}")
            total["kind"] += 1
            right["kind"] += _value(says.get("kind")) == paper["kind"]
    return {**{name: of(right[name], total[name]) for name in (*FIELDS, "kind")}, "wrong": wrong[:40]}


def listings(truth: Iterable[Mapping[str, Any]], verdicts: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
    """What was stopped and what went through: `verdicts` maps a listing's id to its verdict and brand."""
    stopped: Counter[str] = Counter()
    total: Counter[str] = Counter()
    disguised: Counter[str] = Counter()
    disguises: Counter[str] = Counter()
    named = right_brand = wrong_brand = missing = 0
    for row in truth:
        verdict, brand = verdicts.get(row["id"], ("none", None))
        if verdict == "none":
            missing += 1
        total[row["is"]] += 1
        stopped[row["is"]] += verdict in ("review", "hold", "remove")
        if row["disguise"]:
            disguises[row["disguise"]] += 1
            disguised[row["disguise"]] += verdict in ("review", "hold", "remove")
        if row["brand_id"]:
            named += 1
            right_brand += brand == row["brand_id"]
            wrong_brand += bool(brand) and brand != row["brand_id"]
    fakes = [name for name in total if name.startswith("fake_")]
    honest = ("own_right", "unbranded", "unprotected", "accessory", "word", "negated", "second_hand")
    return {
        "fakes stopped": of(sum(stopped[f] for f in fakes), sum(total[f] for f in fakes)),
        "other infringements stopped": of(
            stopped["over_units"] + stopped["no_right"], total["over_units"] + total["no_right"]
        ),
        "honest listings stopped": of(sum(stopped[h] for h in honest), sum(total[h] for h in honest)),
        "right brand found": of(right_brand, named),
        "wrong brand found": of(wrong_brand, named),
        "without a verdict": missing,
        "stopped by kind": {name: of(stopped[name], total[name]) for name in sorted(total)},
        "stopped by disguise": {name: of(disguised[name], disguises[name]) for name in sorted(disguises)},
    }


def _value(field: Any) -> Any:
    return field.get("value") if isinstance(field, Mapping) else field


def _same(name: str, said: str, read: Mapping[str, Any]) -> bool:
    """Names without regard to case and spaces; the rest exactly."""
    if name in ("issuer", "recipient"):
        party = read.get(name) or {}
        found = str(_value(party.get("name")) or "")
        return " ".join(found.casefold().split()) == " ".join(said.casefold().split())
    if name == "gross":
        return _value((read.get("totals") or {}).get("gross")) == said
    return _value(read.get(name)) == said
