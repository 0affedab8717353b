"""The command `assay screen`, end to end on files."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from assay.cli import main

REGISTER = {
    "brands": [
        {
            "brand_id": "veltrano",
            "name": "Veltrano",
            "aliases": ["维特拉诺"],
            "protected": True,
            "products": [
                {"name": "Meridian", "model": "VM40", "gtin": "4006381333931", "reference_price": "1200.00 EUR"}
            ],
        },
        {"brand_id": "orvelle", "name": "Maison Orvelle", "protected": True},
        {"brand_id": "", "name": "nobody"},
    ]
}
RIGHTS = """store_id,brand_id,goods,categories,territories,channels,valid_from,valid_to,units,status
good,veltrano,,,,,2026-01-01,2027-01-01,,in_force
late,veltrano,,,,,2025-01-01,2026-01-01,,in_force
few,veltrano,,,,,2026-01-01,2027-01-01,3,in_force
gone,veltrano,,,,,2026-01-01,2027-01-01,,revoked
"""
ROWS = [
    ("1", "good", "Veltrano Meridian watch", "1100.00 EUR", 1),
    ("2", "none", "Veltrano Meridian watch", "90.00 EUR", 1),
    ("3", "late", "维特拉诺 手表", "900.00 EUR", 1),
    ("4", "few", "Veltrano watch", "900.00 EUR", 2),
    ("5", "few", "Veltrano clock", "900.00 EUR", 2),
    ("6", "gone", "Veltrano watch", "900.00 EUR", 1),
    ("7", "none", "replica Veltrano watch AAA quality", "40.00 EUR", 1),
    ("8", "none", "Leather bag", "40.00 EUR", 1),
]
EXPECTED = {
    "1": "publish",
    "2": "hold",
    "3": "hold",
    "4": "hold",
    "5": "hold",
    "6": "remove",
    "7": "remove",
    "8": "publish",
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "register.json").write_text(json.dumps(REGISTER), encoding="utf-8")
    (tmp_path / "rights.csv").write_text(RIGHTS, encoding="utf-8")
    return tmp_path


def frame() -> pl.DataFrame:
    names = ["id", "store_id", "title", "price", "quantity"]
    return pl.DataFrame(ROWS, schema=names, orient="row").with_columns(pl.col("quantity").cast(pl.String))


def screen(desk: Path, feed: str, *more: str) -> int:
    return main(
        [
            "screen",
            str(desk / feed),
            "--register",
            str(desk / "register.json"),
            "--rights",
            str(desk / "rights.csv"),
            "--as-of",
            "2026-11-24",
            "--out",
            str(desk / "out.parquet"),
            *more,
        ]
    )


def verdicts(desk: Path) -> dict[str, str]:
    return dict(pl.read_parquet(desk / "out.parquet").select("id", "verdict").iter_rows())


def rss(rows: list[tuple[str, str, str, str, int]]) -> str:
    items = "".join(
        f"<item><g:id>{i}</g:id><g:external_seller_id>{s}</g:external_seller_id><title>{t}</title>"
        f"<g:price>{p}</g:price><g:quantity>{q}</g:quantity></item>"
        for i, s, t, p, q in rows
    )
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>{items}</channel></rss>'


@pytest.mark.parametrize("kind", ["parquet", "csv", "tsv", "ndjson", "xml"])
def test_each_feed_format_gets_the_same_verdicts(desk: Path, kind: str) -> None:
    path = desk / f"feed.{kind}"
    if kind == "parquet":
        frame().write_parquet(path)
    elif kind == "ndjson":
        frame().write_ndjson(path)
    elif kind == "xml":
        path.write_text(rss(ROWS), encoding="utf-8")
    else:
        frame().write_csv(path, separator="," if kind == "csv" else "\t")
    assert screen(desk, path.name) == 0
    assert verdicts(desk) == EXPECTED


def test_a_verdict_names_what_it_rests_on(desk: Path) -> None:
    frame().write_parquet(desk / "feed.parquet")
    assert screen(desk, "feed.parquet") == 0
    row = pl.read_parquet(desk / "out.parquet").filter(pl.col("id") == "2").row(0, named=True)
    assert row["brand_id"] == "veltrano"
    assert row["rules"] == ["no_right", "impossible_price"]
    assert row["reasons"] == ["NO_RIGHT", "IMPOSSIBLE_PRICE"]
    assert (row["claim_text"], row["claim_start"], row["claim_end"]) == ("Veltrano", 0, 8)
    assert (row["price_share"], row["price_band"], row["reference_source"]) == (0.075, "impossible", "brand")
    assert row["right_state"] == "none"


def test_broken_rows_are_set_aside_by_name_and_the_others_go_through(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({"id": i, "store_id": s, "title": t, "price": p}) for i, s, t, p, _ in ROWS[:2]]
    lines += [
        "{broken",
        json.dumps({"id": "m", "store_id": "s", "title": "x", "price": "-1 EUR"}),
        json.dumps({"id": "n", "store_id": "s", "title": "x", "price": "NaN"}),
        json.dumps({"id": "t", "store_id": "s", "title": "x" * 1_000_000}),
        '{"id": "u", "store_id": "s", "title": "\\ud800"}',
        json.dumps({"id": "1", "store_id": "good", "title": "again"}),
        json.dumps({"id": "q", "store_id": "s", "title": "x", "quantity": "many"}),
        json.dumps({"title": "no id", "store_id": "s"}),
    ]
    (desk / "feed.ndjson").write_text("\n".join(lines), encoding="utf-8")
    assert screen(desk, "feed.ndjson", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["screened"], summary["set_aside"]) == (2, 8)
    named = [json.loads(x) for x in (desk / "out.parquet.refused.ndjson").read_text(encoding="utf-8").splitlines()]
    assert sorted((r["where"], r["id"], r["what"].split(":")[0]) for r in named) == [
        ("line 10", "", "id"),
        ("line 3", "", "this line is not JSON."),
        ("line 4", "m", "price"),
        ("line 5", "n", "price"),
        ("line 6", "", "an attribute has more than 100000 characters or a null."),
        ("line 7", "", "an attribute holds half a character (an unpaired surrogate)."),
        ("line 8", "1", "id"),
        ("line 9", "q", "quantity"),
    ]


@pytest.mark.parametrize(
    ("feed", "content", "says"),
    [
        ("none.csv", None, "there is no such feed"),
        ("empty.csv", "", "the feed is empty"),
        ("head.csv", "title,price\nx,1 EUR\n", "names no column `id`"),
        ("cut.parquet", "PAR1 and no more", "is not Parquet"),
        ("words.parquet", "id,title\n1,x\n", "is not Parquet, whatever its name"),
        ("feed.docx", "id,title\n1,x\n", "of the kind .docx is not read"),
        (
            "xxe.xml",
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><item><id>&e;</id></item></rss>',
            "document type",
        ),
    ],
)
def test_an_unusable_feed_is_one_clear_refusal(
    desk: Path, capsys: pytest.CaptureFixture[str], feed: str, content: str | None, says: str
) -> None:
    if content is not None:
        (desk / feed).write_text(content, encoding="utf-8")
    assert screen(desk, feed) == 2
    refusal = capsys.readouterr().err.strip().splitlines()[-1]
    assert says in refusal
    assert not (desk / "out.parquet").exists()


def test_a_right_for_a_union_holds_its_countries_and_one_for_online_its_platforms(desk: Path) -> None:
    (desk / "rights.csv").write_text(
        "store_id,brand_id,territories,channels\n"
        "union,veltrano,EU,\nlands,veltrano,Germany|FR,\nworld,veltrano,worldwide,\nweb,veltrano,,online\nshop,veltrano,,offline\n",
        encoding="utf-8",
    )
    cases = [
        ("union", "DE", "", "in_force"),
        ("union", "US", "", "other_territory"),
        ("union", "", "", "in_force"),
        ("lands", "de", "", "in_force"),
        ("lands", "IT", "", "other_territory"),
        ("world", "JP", "", "in_force"),
        ("web", "", "Tmall", "in_force"),
        ("shop", "", "Tmall", "other_channel"),
    ]
    names = ["id", "store_id", "country", "channel", "title", "price"]
    rows = [
        (str(i), store, land, channel, "Veltrano watch", "900.00 EUR")
        for i, (store, land, channel, _) in enumerate(cases)
    ]
    pl.DataFrame(rows, schema=names, orient="row").write_csv(desk / "feed.csv")
    assert screen(desk, "feed.csv") == 0
    seen = dict(pl.read_parquet(desk / "out.parquet").select("id", "right_state").iter_rows())
    assert [seen[str(i)] for i in range(len(cases))] == [state for *_, state in cases]


def test_a_status_nobody_knows_grants_nothing_and_a_protection_nobody_knows_protects(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brands = [{"brand_id": "veltrano", "name": "Veltrano", "protected": "maybe"}]
    (desk / "register.json").write_text(json.dumps({"brands": brands}), encoding="utf-8")
    (desk / "rights.csv").write_text(
        "store_id,brand_id,status\ngood,veltrano,banana\nlate,veltrano,Active\n", encoding="utf-8"
    )
    frame().write_csv(desk / "feed.csv")
    assert screen(desk, "feed.csv") == 0
    assert [verdicts(desk)[i] for i in ("1", "3")] == ["hold", "publish"]
    said = capsys.readouterr().err
    assert "row 1: the status 'banana' is not known" in said
    assert "row 1: protected is 'maybe', neither true nor false; the brand 'veltrano' counts as protected." in said
