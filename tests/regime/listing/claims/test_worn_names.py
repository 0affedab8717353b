"""A name that wears signs is told, whoever's it is, and the place is that of the words as they were written."""

from __future__ import annotations

import datetime as dt
import random
import sys
import unicodedata

import polars as pl
import pytest
from benchmarks.screening_quality.third_attacks import KINDS
from polars.testing import assert_frame_equal

from assay.batch.desk import Desk, open_office
from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.letters import alike, alikes
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA
from assay.regime.listing.entitlement import RIGHTS
from assay.regime.listing.verdict import STORES, Office, screen

BRANDS = ("Gucci", "Louis Vuitton", "Balenciaga", "Maison Orvelle", "Quarry", "Tavirelle", "Halvard")
NOT_IN_SUITE = "list of confusables"  # needs the data folder


def office() -> Office:
    rows = [(b.lower().replace(" ", "-"), b, [], True, [], None, "") for b in BRANDS]
    brands = pl.DataFrame(rows, schema=REGISTER_SCHEMA, orient="row")
    none = {"products": PRODUCT_SCHEMA, "rights": RIGHTS, "stores": STORES}
    return open_office(
        Desk(
            brands=brands,
            policy=shipped(),
            on=dt.date(2026, 11, 24),
            **{k: pl.DataFrame(schema=v) for k, v in none.items()},
        )
    )


@pytest.fixture(scope="module")
def by() -> Office:
    return office()


def verdicts(titles: list[str], by: Office) -> pl.DataFrame:
    ids = [str(i) for i in range(len(titles))]
    raw = pl.DataFrame({"id": ids, "store_id": ["s"] * len(titles), "title": titles})
    return screen(arrive(raw, limits=by.policy.listing.limits, fx=by.policy.fx).table, by=by)


@pytest.mark.parametrize(
    ("title", "brand"),
    [
        ("Q u a r r y jeans", "quarry"),
        ("luxuryquarry jeans", "quarry"),
        ("maison *rvelle tote bag", "maison-orvelle"),
        ("new H4lv4rd lamp", "halvard"),
        ("Balenci-ga bag", "balenciaga"),
        ("bag B4l3 nc1 ag4", "balenciaga"),
        ("realguccci bag", "gucci"),
        ("%47ucci bag", "gucci"),
        ("&amp;#71;ucci bag", "gucci"),
        ("G©️©️i".replace("G", "Gu") + " belt", "gucci"),
        ("G🔥u🔥(🔥c🔥i belt", "gucci"),
        ("G[u]cci belt", "gucci"),
        ("Lou*s Vuitton bag", "louis-vuitton"),
        ("Louis Vuiton bag", "louis-vuitton"),
        ("nottiuv siuol bag", "louis-vuitton"),
        ("路易·威 登 女包", "louis-vuitton"),
        (unicodedata.normalize("NFD", "루이비통 지갑"), "louis-vuitton"),
        (unicodedata.normalize("NFD", "バレンシアガ 財布"), "balenciaga"),
        ("ﾊﾞﾚﾝｼｱｶﾞ 財布", "balenciaga"),
    ],
)
def test_a_name_that_wears_signs_is_told(title: str, brand: str, by: Office) -> None:
    row = verdicts([title], by).row(0, named=True)
    assert row["brand_id"] == brand
    assert row["verdict"] != "publish"


@pytest.mark.parametrize(
    "title",
    [
        "black/white tote (large) - 2 pcs",
        "garden lantern made of quarry stone",
        "T-shirt all-in-one, size 42, 100%cotton",
        "A/C adapter 5V|2A (black)-US",
        "women's crossbody bag, made-to-order!!",
        "Dual-head type C 7.1 7.1 audio",
    ],
)
def test_signs_between_ordinary_words_hide_nobody(title: str, by: Office) -> None:
    assert verdicts([title], by)["brand_id"].to_list() == [None]


def cases(seed: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    found = []
    for kind, attack in KINDS.items():
        for brand in BRANDS if NOT_IN_SUITE not in kind else ():
            if (hidden := attack(brand, chance)) is not None:
                found.append((brand, f"new {hidden} bag, brown leather"))
    return found


def test_the_place_of_every_name_is_in_the_title_as_written(by: Office) -> None:
    found = cases(5)
    out = verdicts([title for _, title in found], by)
    for (_, title), words in zip(found, out["words"].to_list(), strict=True):
        for word in words:
            assert title[word["start"] : word["end"]] == word["text"]


def test_without_hyperscan_disguises_are_told_the_same(monkeypatch: pytest.MonkeyPatch, by: Office) -> None:
    titles = [title for _, title in cases(6)] + ["路易·威 登 女包", "루이/비통 지갑", "ﾊﾞﾚﾝｼｱｶﾞ 財布"]
    told = verdicts(titles, by)
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    assert_frame_equal(told, verdicts(titles, office()))


def test_what_looks_alike_is_alike() -> None:
    assert alike("tirnberland") == alike("timberland")
    assert alike("cl1or") == alike("dior")
    assert alike("6ucci") != alike("gucci")
    assert alike("gucci") in alikes("6ucc1")


def test_what_comes_in_parts_is_put_together() -> None:
    assert fold(unicodedata.normalize("NFD", "구찌 ボッテガ")) == "구찌 ボッテガ"
    assert fold("ㄱㅜㅉㅣ ㅅㅑㄴㅔㄹ") == "구찌 샤넬"
    assert fold("ﾌﾟﾗﾀﾞ") == "プラダ"
    assert fold("゛a") == "a"
