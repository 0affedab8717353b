"""One process or several: the same verdicts, whoever reads the feed and however it is cut."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from assay.batch.compiled import stored
from assay.batch.crew import open_crew
from assay.batch.desk import Desk
from assay.batch.local import Summary, screen_feed
from assay.errors import Unreachable
from assay.offline.tables.feed import open_feed, spilled
from assay.policy.load import shipped
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA
from assay.regime.listing.entitlement import RIGHTS
from assay.regime.listing.verdict import STORES

ROWS = 400
TITLES = (
    "Veltrano Meridian watch",
    "Maison Orvelle silk scarf größe 40",
    "V e l t r a n o watch new",
    "leather bag, blue",
    "replica Veltrano watch",
    "维特拉诺 手表 全新",
)


def desk() -> Desk:
    brands = pl.DataFrame(
        [
            ("veltrano", "Veltrano", ["维特拉诺"], True, [], 1200.0, "EUR"),
            ("orvelle", "Maison Orvelle", [], True, [], None, ""),
        ],
        schema=REGISTER_SCHEMA,
        orient="row",
    )
    limited = ("r1", "s1", "veltrano", [], [], [], [], dt.date(2026, 1, 1), dt.date(2027, 1, 1), 20, "in_force")
    rights = pl.DataFrame([limited], schema=RIGHTS, orient="row")
    stores = pl.DataFrame(
        [("s1", dt.date(2026, 1, 1), "open", "DE", "business", False), ("s2", None, "mall", None, None, True)],
        schema=STORES,
        orient="row",
    )
    return Desk(
        brands=brands,
        products=pl.DataFrame(schema=PRODUCT_SCHEMA),
        rights=rights,
        stores=stores,
        policy=shipped(),
        on=dt.date(2026, 11, 24),
    )


def feed(folder: Path) -> Path:
    """A Parquet feed in several row groups, with a row that is none and one that stands twice."""
    rows = [
        (str(i), f"s{i % 4}", TITLES[i % len(TITLES)], f"{100 + i % 17}.00 EUR", str(i % 3 + 1)) for i in range(ROWS)
    ]
    rows[7] = ("", "s1", "no id", "1.00 EUR", "1")
    rows[300] = rows[0]
    names = ["id", "store_id", "title", "price", "quantity"]
    path = folder / "feed.parquet"
    pl.DataFrame(rows, schema=names, orient="row").write_parquet(path, row_group_size=150)
    return path


def screened(path: Path, out: Path, *, workers: int) -> tuple[Summary, pl.DataFrame]:
    source = open_feed(path)
    with open_crew(source.rows, workers=workers) as crew:
        summary = screen_feed(source, desk=desk(), out=out, crew=crew)
    return summary, pl.read_parquet(out)


def test_the_number_of_workers_changes_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_CACHE_DIR", str(tmp_path / "cache"))
    path = feed(tmp_path)
    alone, one = screened(path, tmp_path / "one.parquet", workers=1)
    both, two = screened(path, tmp_path / "two.parquet", workers=2)
    assert one.height == ROWS - 2
    assert alone.verdicts == both.verdicts
    assert alone.refused == both.refused
    assert [(r.where, r.id) for r in both.refused] == [("row 8", ""), ("row 301", "0")]
    assert one["over_units"].sum() > 0
    assert_frame_equal(one, two)
    # The second run finds the register compiled.
    assert len(list((tmp_path / "cache").glob("*.compiled"))) == 1


def test_a_large_text_is_put_down_and_screened_like_a_small_one(tmp_path: Path) -> None:
    path = feed(tmp_path)
    csv = tmp_path / "feed.csv"
    pl.read_parquet(path).write_csv(csv, quote_style="always")
    with open_crew(ROWS, workers=1) as crew:
        small = screen_feed(open_feed(csv), desk=desk(), out=tmp_path / "small.parquet", crew=crew)
    with open_crew(ROWS, workers=1) as crew:
        large = screen_feed(spilled(csv), desk=partial(desk), out=tmp_path / "large.parquet", crew=crew)
    assert small.refused == large.refused
    assert [r.where for r in large.refused] == ["line 9", "line 302"]
    assert_frame_equal(pl.read_parquet(tmp_path / "small.parquet"), pl.read_parquet(tmp_path / "large.parquet"))


def _end() -> None:
    os._exit(9)


def test_a_process_that_is_ended_from_outside_is_one_clear_refusal() -> None:
    with pytest.raises(Unreachable, match="ended from outside"), open_crew(ROWS, workers=2) as crew:
        crew.call(_end).result()


def test_a_compiled_register_that_was_tampered_with_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_CACHE_DIR", str(tmp_path / "cache"))
    on = desk()
    path = stored(on.brands, products=on.products, policy=on.policy, else_in=tmp_path)
    assert path.parent == tmp_path / "cache"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert stored(on.brands, products=on.products, policy=on.policy, else_in=tmp_path) == path
    assert path.read_bytes() != whole[:-1] + bytes([whole[-1] ^ 1])
    # Another register is another file; set to nothing, nothing is kept.
    assert stored(on.brands[:1], products=on.products, policy=on.policy, else_in=tmp_path) != path
    monkeypatch.setenv("ASSAY_CACHE_DIR", "")
    assert stored(on.brands, products=on.products, policy=on.policy, else_in=tmp_path).parent == tmp_path


def test_a_folder_that_others_can_write_to_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").mkdir(mode=0o777)
    (tmp_path / "cache").chmod(0o777)
    monkeypatch.setenv("ASSAY_CACHE_DIR", str(tmp_path / "cache"))
    on = desk()
    assert stored(on.brands, products=on.products, policy=on.policy, else_in=tmp_path).parent == tmp_path
