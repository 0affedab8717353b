"""What does `assay check` make of the fourth set: fifty-two kinds of forgery that the first three lack, and honest papers that look like them?

    python -m benchmarks.papers_forgeries.fourth_run [--looks 3] [--seed 41] [--out FILE.json] [--only KIND] [--show] [--cache DIR] [--keep DIR]

Needs Chromium, which prints the pages in twenty-four designs. Scenes, register, applications, answers and witnesses are as in the third set; a third of
the kinds are genuine papers that prove nothing (services, deposits, reminders, goods sent back), so that whoever is asked truly confirms them.
`--keep` writes the papers to a folder. Intervals: Wilson, 95 %.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.papers_forgeries.fourth_attacks import ATTACKS, World
from benchmarks.papers_forgeries.fourth_clean import CLEAN
from benchmarks.papers_forgeries.fourth_pages import DESIGNS, press
from benchmarks.papers_forgeries.second_bill import Firm
from benchmarks.papers_forgeries.second_run import kept_in, show
from benchmarks.papers_forgeries.third_clean import Scene
from benchmarks.papers_forgeries.third_firms import COUNTRIES, company
from benchmarks.papers_forgeries.third_run import (
    ANSWERING,
    KNOWN_SHARE,
    WITNESSES,
    Result,
    application,
    asked_for,
    checked,
    register_of,
    report_of,
    table_of,
)

from assay.offline import check

# Genuine papers that prove nothing, or less than is asked for: issuer and brand say, truly, that they are theirs.
GENUINE = frozenset(
    {
        "one_comma_zero", "two_genuine_as_one", "goods_sent_back", "pairs_for_pieces", "by_the_kilo", "service_for_the_goods", "rented",
        "packaging_only", "for_destruction", "down_payment", "no_commercial_value", "dunning", "statement", "estimate", "shop_windows_only",
        "letter_with_a_limit", "fair_only",
    }
)  # fmt: skip
# What is wrong shows on goods, issuer or letter: a brand that knows nothing else objects all the same.
BRAND_SEES = frozenset(
    {
        "brand_of_look_alikes", "outside_the_crop", "company_number_of_the_dealer_elsewhere", "in_the_style_of", "discount_on_the_whole", "specimen",
        "subsidiary_without_authority", "ended_by_a_note", "licence_ended", "worldwide_by_another_word", "translation_says_more", "level_raised",
        "draft_letter", "mark_of_another",
    }
)  # fmt: skip
KINDS: dict[str, Callable[[World], Scene]] = {**ATTACKS, **{f"clean {k}": f for k, f in CLEAN.items()}}


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; with --out also write the result file."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--looks", type=int, default=3, help="worlds for each kind: design, countries, firms")
    args.add_argument("--seed", type=int, default=41)
    args.add_argument("--out", type=Path)
    args.add_argument("--only", default="")
    args.add_argument("--show", action="store_true")
    args.add_argument("--cache", type=Path, help="a folder that keeps readings, so that only the judgement runs again")
    args.add_argument("--keep", type=Path, help="a folder for the papers")
    options = args.parse_args(argv)
    jobs = [job for job in _jobs(options.looks) if job[0].startswith(options.only)]
    with press() as printed:
        cases = [_staged(kind, n, options.seed, printed) for kind, n in jobs]
    for kind, n, scene, *_ in cases:
        for name, data in scene.papers if options.keep else ():
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{kind.replace(' ', '-')}-{n}-{name}").write_bytes(data)
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_judged, [(*case, options.seed, options.cache) for case in cases], chunksize=4))
    if options.show:
        show(results)
    data = (
        f"{len(ATTACKS)} attacks and {len(CLEAN)} clean kinds, {sum(not k.startswith('clean') for k, _ in jobs)} forged and"
        f" {sum(k.startswith('clean') for k, _ in jobs)} clean, {len(DESIGNS)} designs, 8 languages, {len(COUNTRIES)} countries, seed {options.seed}"
    )
    report = report_of(
        results,
        command=f"python -m benchmarks.papers_forgeries.fourth_run --looks {options.looks} --seed {options.seed}",
        data=data,
    )
    print(table_of(report))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _jobs(looks: int) -> list[tuple[str, int]]:
    """Every kind in so many worlds; the plain clean kinds in as many more as it takes for as many clean papers as forged ones."""
    jobs = [(k, n) for k in KINDS for n in range(looks)]
    lack = (len(ATTACKS) - len(CLEAN)) * looks
    return jobs + [
        (f"clean {('plain', 'plain_one_line', 'plain_at_home')[i % 3]}", looks + i // 3) for i in range(lack)
    ]


def _staged(kind: str, number: int, seed: int, printed: Callable[[str], bytes]) -> tuple[str, int, Scene, Any, bool]:
    """(kind, number, scene, its world without the press, is the dealer known?)"""
    rng = random.Random(f"fourth-{seed}-{kind}-{number}")
    design = list(DESIGNS)[(number * 7 + sum(map(ord, kind)) + seed) % len(DESIGNS)]
    dealer = company(rng.choice(COUNTRIES), rng)
    store = company(dealer.country if rng.random() < 0.5 else rng.choice(COUNTRIES), rng)
    other = company(rng.choice(COUNTRIES), rng)
    known = rng.random() < KNOWN_SHARE
    world = World(rng=rng, design=design, store=store, dealer=dealer, other=other, press=printed)
    scene = KINDS[kind](world)
    strangers = [company("DE", rng), company("IT", rng), company("JP", rng)]
    dealers = [*strangers, *scene.dealers, *([world.dealer] if known else [])]
    return kind, number, scene, (design, world.store, world.dealer, dealers), known


def _judged(job: tuple[str, int, Scene, tuple[str, Firm, Firm, list[Firm]], bool, int, Path | None]) -> Result:
    kind, number, scene, (design, store, dealer, dealers), known, seed, cache = job
    if cache:
        check.read_paper = kept_in(cache)  # type: ignore[assignment]
    forged = not kind.startswith("clean")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register_of(folder, dealers)
        earlier = []
        for i, filed in enumerate(scene.before):
            said = (
                [{"question": "brand", "by": "Ostara", "answer": "confirm", "at": "2026-11-20"}]
                if filed.confirmed
                else []
            )
            earlier.append(application(folder, filed.store, filed.papers, asked_for(filed.bills, None), said, i))
        goods = asked_for(scene.bills, scene.asked)

        def judged(answers: list[dict[str, Any]]) -> tuple[dict[str, Any], list[str]]:
            own = application(folder, store, scene.papers, goods, answers, 99, tier=scene.tier, says=scene.says)
            return checked(folder, [*earlier, own])

        first, reasons = judged([])
        said = {
            w: _answers(w, first["questions"], kind, forged, known, random.Random(f"answers-{seed}-{kind}-{number}"))
            for w in WITNESSES
        }
        last = {w: judged(answers)[0] for w, answers in said.items()}
    return Result(
        kind=kind, forged=forged, known=known, design=design, country=dealer.country, before=first["verdict"], after=last["after"]["verdict"],
        narrow=last["narrow"]["verdict"], careless=last["careless"]["verdict"], reasons=reasons, left=[last["after"]["because"]],
        asked=len(first["questions"]), answered=len(said["after"]),
    )  # fmt: skip


def _answers(
    witness: str, questions: list[dict[str, Any]], kind: str, forged: bool, known: bool, rng: random.Random
) -> list[dict[str, Any]]:
    """What 70 % of the asked say; the same ones answer, whoever the witness is."""
    answers = []
    for question in questions:
        if rng.random() >= ANSWERING:
            continue
        base = {"question": question["question"], "by": question["name"], "at": "2026-11-26"}
        yes = {**base, "answer": "confirm"}
        no = {**base, "answer": "object", "ground": "not_issued", "evidence": "our books show no such paper"}
        true = kind in GENUINE or not forged
        if witness != "after" and question["to"] == "brand" and known and not true and kind not in BRAND_SEES:
            answers.append({**yes, "knows": ["issuer", "goods"]} if witness == "narrow" else yes)
        else:
            answers.append(yes if true else no)
    return answers


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
