"""Titles whose meaning was written down before the code: fair use is no claim, and a disguise does not hide one."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import polars as pl
import pytest

from assay.batch.desk import Desk, open_office
from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.names import PRODUCT_SCHEMA
from assay.regime.listing.entitlement import RIGHTS
from assay.regime.listing.verdict import STORES, Office, screen

sys.path.insert(0, str(Path(__file__).parent))
from golden_register import register, third


def _cases(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 1) for line in lines if not line.startswith("#")]


CASES = _cases("golden_titles.txt")
USES = _cases("golden_uses.txt")
WORDING = _cases("golden_wording.txt")
THIRD = _cases("golden_third.txt")
ENOUGH = 0.97


@pytest.fixture(scope="module")
def office() -> Office:
    return _office(register())


@pytest.fixture(scope="module")
def third_office() -> Office:
    return _office(third())


def _office(brands: pl.DataFrame) -> Office:
    return open_office(
        Desk(
            brands=brands,
            products=pl.DataFrame(schema=PRODUCT_SCHEMA),
            rights=pl.DataFrame(schema=RIGHTS),
            stores=pl.DataFrame(schema=STORES),
            policy=shipped(),
            on=dt.date(2026, 11, 24),
        )
    )


def screened(office: Office, titles: list[str]) -> pl.DataFrame:
    raw = pl.DataFrame({"id": [str(i) for i in range(len(titles))], "store_id": ["s"] * len(titles), "title": titles})
    arrived = arrive(raw, limits=office.policy.listing.limits, fx=office.policy.fx)
    assert arrived.refused.height == 0
    return screen(arrived.table, by=office)


def test_golden_titles_are_read_as_they_were_labelled(office: Office) -> None:
    out = screened(office, [title for _, title in CASES])
    wrong = [
        (wanted, title, got)
        for (wanted, title), got in zip(CASES, out["brand_id"].to_list(), strict=True)
        if (got or "-") not in wanted.strip().split("|")
    ]
    assert len(CASES) >= 300
    assert 1 - len(wrong) / len(CASES) >= ENOUGH, wrong


def test_fair_titles_are_published_and_the_others_are_not(office: Office) -> None:
    out = screened(office, [title for _, title in CASES])
    fair = [v for (w, _), v in zip(CASES, out["verdict"].to_list(), strict=True) if w.strip() == "-"]
    trade = [v for (w, _), v in zip(CASES, out["verdict"].to_list(), strict=True) if w.strip() != "-"]
    assert sum(v == "publish" for v in fair) / len(fair) >= ENOUGH
    assert sum(v in ("hold", "remove") for v in trade) / len(trade) >= ENOUGH


def test_what_a_name_is_used_for_is_read_in_every_language(office: Office) -> None:
    out = screened(office, [title for _, title in USES])
    wrong = [
        (wanted, title, row["brand_id"], row["verdict"])
        for (wanted, title), row in zip(USES, out.iter_rows(named=True), strict=True)
        if not _as_labelled(wanted.strip(), brand=row["brand_id"], verdict=row["verdict"])
    ]
    assert len(USES) >= 300
    assert 1 - len(wrong) / len(USES) >= ENOUGH, wrong


def test_books_parts_wishes_and_services_are_told_from_the_brands_own_goods(third_office: Office) -> None:
    out = screened(third_office, [title for _, title in THIRD])
    wrong = [
        (wanted, title, row["brand_id"], row["verdict"])
        for (wanted, title), row in zip(THIRD, out.iter_rows(named=True), strict=True)
        if not _as_labelled(wanted.strip(), brand=row["brand_id"], verdict=row["verdict"])
    ]
    assert len(THIRD) >= 200
    assert 1 - len(wrong) / len(THIRD) >= ENOUGH, wrong


def test_words_of_the_trade_in_copies_are_told_from_what_else_they_mean(office: Office) -> None:
    out = screened(office, [title for _, title in WORDING])
    wrong = [
        (wanted.strip(), title, got)
        for (wanted, title), got in zip(WORDING, out["wording"].to_list(), strict=True)
        if got != wanted.strip()
    ]
    assert len(WORDING) >= 50
    assert 1 - len(wrong) / len(WORDING) >= ENOUGH, wrong


def _as_labelled(wanted: str, *, brand: str | None, verdict: str) -> bool:
    if wanted == "-":
        return brand is None and verdict == "publish"
    if wanted.startswith("?"):
        return brand == wanted[1:] and verdict == "review"
    return brand in wanted.split("|") and verdict in ("hold", "remove")


@pytest.mark.parametrize(
    ("written", "kind", "says"),
    [
        ("GUССI bag", "name", "GUССI"),
        ("Ｇｕｃｃｉ bag", "name", "Ｇｕｃｃｉ"),
        ("Ⓖⓤⓒⓒⓘ bag", "name", "Ⓖⓤⓒⓒⓘ"),
        ("𝓖𝓾𝓬𝓬𝓲 bag", "name", "𝓖𝓾𝓬𝓬𝓲"),
        ("G\u200bu\u200bcci bag", "name", "G\u200bu\u200bcci"),
        ("g̶u̶c̶c̶i̶ bag", "name", "g̶u̶c̶c̶i"),
        ("G.u.c.c.i bag", "separated", "G.u.c.c.i"),
        ("G u c c i bag", "separated", "G u c c i"),
        ("G🔥u🔥c🔥c🔥i bag", "separated", "G🔥u🔥c🔥c🔥i"),
        ("Gu cci bag", "separated", "Gu cci"),
        ("Gucc1 bag", "leet", "Gucc1"),
        ("Gu<ci bag", "leet", "Gu<ci"),
        ("G*cci bag", "starred", "G*cci"),
        ("Guuucci bag", "repeated", "Guuucci"),
        ("Gcuci bag", "typo", "Gcuci"),
        ("guccibag leather", "glued", "guccibag"),
        ("古驰 包", "alias", "古驰"),
        ("Gucci™ bag", "name", "Gucci"),
        ("古 驰 包", "alias", "古 驰"),
        ("🅶🆄🅲🅲🅸 bag", "name", "🅶🆄🅲🅲🅸"),
    ],
)
def test_a_disguise_does_not_hide_a_name(office: Office, written: str, kind: str, says: str) -> None:
    row = screened(office, [written]).row(0, named=True)
    assert (row["brand_id"], row["verdict"], row["claim_kind"], row["claim_text"]) == ("gucci", "hold", kind, says)
    assert written[row["claim_start"] : row["claim_end"]] == says
