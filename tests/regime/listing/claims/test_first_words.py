"""A title that names no brand is read at its beginning; what is nearly one name of the register makes a person look, and no more."""

from __future__ import annotations

import datetime as dt
import random

import polars as pl
import pytest
from benchmarks.screening_quality.fourth import by_hand
from benchmarks.screening_quality.fourth_titles import DISGUISED, INNOCENT, REGISTER

from assay.batch.desk import Desk, open_office
from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.headword import explained, slips
from assay.regime.listing.claims.letters import bare
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA
from assay.regime.listing.claims.nearest import ear, held, near_names
from assay.regime.listing.entitlement import RIGHTS
from assay.regime.listing.verdict import STORES, Office, screen

NAMES = ("Gucci", "Lelosi", "Trevanni", "Maison Delorne", "Orsay Fils", "Halvard 55", "Zomira", "Zomina", "Zomita")


def filler(count: int) -> list[str]:
    """Names that are like none of these, so many that each is not looked for as one of few."""
    chance = random.Random(4)
    return sorted(
        {"q" + "".join(chance.choice("bdgkpxz") + chance.choice("uo") for _ in range(6)) for _ in range(count)}
    )


def office_of(names: dict[str, tuple[str, ...]]) -> Office:
    rows = [(fold(n).replace(" ", "-"), n, list(a), True, [], None, "") for n, a in names.items()]
    none = {"products": PRODUCT_SCHEMA, "rights": RIGHTS, "stores": STORES}
    return open_office(
        Desk(
            brands=pl.DataFrame(rows, schema=REGISTER_SCHEMA, orient="row"),
            policy=shipped(),
            on=dt.date(2026, 11, 24),
            **{k: pl.DataFrame(schema=v) for k, v in none.items()},
        )
    )


def verdicts(titles: list[str], by: Office) -> pl.DataFrame:
    ids = [str(i) for i in range(len(titles))]
    raw = pl.DataFrame({"id": ids, "store_id": ["s"] * len(titles), "title": titles})
    return screen(arrive(raw, limits=by.policy.listing.limits, fx=by.policy.fx).table, by=by)


@pytest.fixture(scope="module")
def by() -> Office:
    return office_of(dict.fromkeys((*NAMES, *filler(400)), ()))


@pytest.mark.parametrize(
    ("title", "brand"),
    [
        ("Leolsi leggings black", "lelosi"),
        ("new Lelsi leggings", "lelosi"),
        ("isolel leggings", "lelosi"),
        ("Trvnn handbag", "trevanni"),
        ("Msn Dlrn tote", "maison-delorne"),
        ("slif yasro wallet", "orsay-fils"),
        ("Havlard 55 jacket", "halvard-55"),
        ("perfume Leosi 100 ml", "lelosi"),
        ("*elosi leggings", "lelosi"),
        ("new-*elosi leggings", "lelosi"),
    ],
)
def test_what_a_title_begins_with_is_told_though_it_is_nearly_said(title: str, brand: str, by: Office) -> None:
    row = verdicts([title], by).row(0, named=True)
    assert (row["brand_ids"], row["verdict"]) == ([brand], "review")


def test_a_short_name_that_is_nearly_said_farther_on_is_not_told(by: Office) -> None:
    row = verdicts(["black cotton leggings leolsi"], by).row(0, named=True)
    assert (row["brand_id"], row["verdict"]) == (None, "publish")


def test_a_long_one_is_told_wherever_it_stands(by: Office) -> None:
    row = verdicts(["black cotton scarf trevnani"], by).row(0, named=True)
    assert (row["brand_id"], row["verdict"]) == ("trevanni", "review")


def test_where_a_brand_is_named_outright_nothing_is_guessed(by: Office) -> None:
    row = verdicts(["Leolsi Gucci leggings"], by).row(0, named=True)
    assert row["brand_ids"] == ["gucci"]


def test_of_names_as_near_each_is_named_and_a_person_looks(by: Office) -> None:
    row = verdicts(["Zomia shoes"], by).row(0, named=True)
    assert sorted(word["brand_id"] for word in row["words"]) == ["zomina", "zomira", "zomita"]
    assert row["verdict"] == "review"


@pytest.mark.parametrize(
    "title", ["lotion bottle", "leotards black", "Leolsis", "55 halves", "15kv lead", "zebras plush"]
)
def test_words_of_a_language_measures_and_other_forms_are_no_names(title: str, by: Office) -> None:
    assert verdicts([title], by)["verdict"].to_list() == ["publish"]


def test_the_words_shown_are_those_of_the_title(by: Office) -> None:
    words = verdicts(["NEW!! *elosi leggings"], by).row(0, named=True)["words"]
    assert [(w["text"], w["start"], w["end"]) for w in words] == [("*elosi", 6, 12)]


def test_words_made_of_words_are_explained(by: Office) -> None:
    disguises = by.reader.disguises
    told = {w: explained(w, by=disguises) for w in ("leatherbelt", "stopping", "tailors", "leolsi", "gucci")}
    assert told == {"leatherbelt": True, "stopping": True, "tailors": True, "leolsi": False, "gucci": True}


def test_letters_slip_to_the_next_key_and_to_what_looks_or_sounds_alike() -> None:
    assert [slips(a, b) for a, b in ("ae", "qw", "ck", "sz", "xm", "tk")] == [True, True, True, True, False, False]


def test_the_numbers_of_all_names_at_once_are_those_of_each_name() -> None:
    chance = random.Random(9)
    names = ["".join(chance.choice("abceginprstz5") for _ in range(chance.randint(4, 9))) for _ in range(300)]
    worn = {name: i for i, name in enumerate(dict.fromkeys(names))}
    near = near_names(worn)
    for name, i in list(worn.items())[:60]:
        for k in range(len(name)):
            key = name[:k] + name[k + 1 :]
            brute = [j for n, j in worn.items() if any(n[:p] + n[p + 1 :] == key for p in range(len(n)))]
            assert [near.patterns[x] for x in held(near.less, [key])] == brute
        assert i in held(near.bones, [bare(name)])
        assert [x for x in held(near.bones, [bare(name)]) if bare(near.names[x]) != bare(name)] == []
        assert held(near.ears, [ear(name)]) == [j for n, j in worn.items() if ear(n) == ear(name)]


def test_a_register_without_names_has_no_keys() -> None:
    near = near_names({})
    assert [held(index, ["abc"]) for index in (near.less, near.bones, near.ears)] == [[], [], []]


def test_the_fourth_set_is_whole() -> None:
    titles = [t for brands in DISGUISED.values() for ts in brands.values() for t in ts]
    innocent = [t for ts in INNOCENT.values() for t in ts]
    assert (len(titles), len(innocent)) == (438, 300)
    assert {b for brands in DISGUISED.values() for b in brands} <= REGISTER.keys()
    assert set(titles).isdisjoint(innocent)


def test_of_the_fourth_set_nineteen_titles_in_twenty_are_told() -> None:
    cases = by_hand()
    out = verdicts([c.title for c in cases], office_of(REGISTER))
    missed = [
        c.title for c, ids in zip(cases, out["brand_ids"], strict=True) if fold(c.brand).replace(" ", "-") not in ids
    ]
    assert len(missed) * 20 <= len(cases)
