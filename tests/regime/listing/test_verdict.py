"""The whole verdict on tables of a few rows: rights, units, words, price, numbers, stores."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import polars as pl
import pytest

from assay.batch.desk import Desk, open_office
from assay.policy.load import parse, shipped
from assay.policy.schema import Policy
from assay.regime.listing.arrival import arrive
from assay.regime.listing.claims.names import PRODUCT_SCHEMA, REGISTER_SCHEMA
from assay.regime.listing.claims.scan import AhoCorasickEngine, HyperscanEngine
from assay.regime.listing.entitlement import RIGHTS, STATES
from assay.regime.listing.verdict import STORES, Office, compile_for, judge, look, office, screen, tally

ON = dt.date(2026, 11, 24)
BRANDS = [
    ("veltrano", "Veltrano", ["维特拉诺"], True, ["watches"], 1000.0, "EUR"),
    ("kestrix", "Kestrix", [], True, ["shoes"], None, ""),
    ("plain", "Plainora", [], False, [], None, ""),
    ("twin-a", "Duovella", [], True, [], None, ""),
    ("twin-b", "Duovella", [], True, [], None, ""),
]
PRODUCTS = [
    ("veltrano", "Meridian steel watch", "VM40", "04006381333931", 1200.0, "EUR"),
    ("kestrix", "Volt runner", "KV3", "00036000291452", 90.0, "EUR"),
]


def desk(
    rights: list[dict[str, Any]] | None = None,
    stores: list[tuple[Any, ...]] | None = None,
    policy: Policy | None = None,
) -> Desk:
    blank: dict[str, Any] = dict.fromkeys(RIGHTS) | {
        "goods": [], "categories": [], "territories": [], "channels": [], "status": "in_force", "right_id": "r", "store_id": "s",
    }  # fmt: skip
    return Desk(
        brands=pl.DataFrame(BRANDS, schema=REGISTER_SCHEMA, orient="row"),
        products=pl.DataFrame(PRODUCTS, schema=PRODUCT_SCHEMA, orient="row"),
        rights=pl.DataFrame([blank | r for r in rights or []], schema=RIGHTS),
        stores=pl.DataFrame(stores or [], schema=STORES, orient="row"),
        policy=policy or shipped(),
        on=ON,
    )


def listings(*rows: dict[str, Any]) -> pl.DataFrame:
    words = [{"id": str(i), "store_id": "s", "title": "Veltrano watch"} | r for i, r in enumerate(rows)]
    names = sorted({n for w in words for n in w})
    raw = pl.DataFrame(
        {n: [None if w.get(n) is None else str(w[n]) for w in words] for n in names},
        schema=dict.fromkeys(names, pl.String),
    )
    arrived = arrive(raw, limits=shipped().listing.limits, fx=shipped().fx)
    assert arrived.refused.height == 0
    return arrived.table


def verdict(*rows: dict[str, Any], by: Office) -> list[dict[str, Any]]:
    return list(screen(listings(*rows), by=by).iter_rows(named=True))


@pytest.mark.parametrize(
    ("right", "listing", "state", "said"),
    [
        ({"brand_id": "veltrano"}, {}, "in_force", "publish"),
        ({"brand_id": "kestrix"}, {}, "none", "hold"),
        ({"brand_id": "veltrano", "valid_to": ON}, {}, "expired", "hold"),
        ({"brand_id": "veltrano", "valid_to": ON + dt.timedelta(days=1)}, {}, "in_force", "publish"),
        ({"brand_id": "veltrano", "valid_from": ON + dt.timedelta(days=1)}, {}, "not_yet", "hold"),
        ({"brand_id": "veltrano", "status": "suspended"}, {}, "suspended", "hold"),
        ({"brand_id": "veltrano", "status": "revoked"}, {}, "revoked", "remove"),
        ({"brand_id": "veltrano", "territories": ["DE"]}, {"country": "FR"}, "other_territory", "hold"),
        ({"brand_id": "veltrano", "territories": ["DE"]}, {"country": "DE"}, "in_force", "publish"),
        ({"brand_id": "veltrano", "channels": ["online"]}, {"channel": "local"}, "other_channel", "hold"),
        ({"brand_id": "veltrano", "categories": ["watches"]}, {"product_type": "Shoes"}, "other_category", "hold"),
        (
            {"brand_id": "veltrano", "categories": ["watches"]},
            {"product_type": "Luxury > Watches"},
            "in_force",
            "publish",
        ),
        ({"brand_id": "veltrano", "goods": ["VM40"]}, {"mpn": "VM40"}, "in_force", "publish"),
        ({"brand_id": "veltrano", "goods": ["VM40"]}, {"gtin": "4006381333931"}, "in_force", "publish"),
        (
            {"brand_id": "veltrano", "goods": ["4006381333931"]},
            {"title": "Veltrano Meridian steel watch"},
            "in_force",
            "publish",
        ),
        ({"brand_id": "veltrano", "goods": ["VM40"]}, {"mpn": "XX1"}, "other_goods", "hold"),
        ({"brand_id": "veltrano", "goods": ["VM40"]}, {"title": "Veltrano"}, "unclear_goods", "review"),
    ],
)
def test_a_right_covers_what_it_names(right: dict[str, Any], listing: dict[str, Any], state: str, said: str) -> None:
    (row,) = verdict(listing, by=open_office(desk([right])))
    assert (row["right_state"], row["verdict"]) == (state, said)
    assert state in STATES


def test_the_best_of_several_rights_counts() -> None:
    rights = [{"brand_id": "veltrano", "status": "revoked"}, {"brand_id": "veltrano", "right_id": "second"}]
    (row,) = verdict({}, by=open_office(desk(rights)))
    assert (row["right_state"], row["right_id"], row["verdict"]) == ("in_force", "second", "publish")


def test_units_are_summed_over_the_rights_and_the_listings_of_a_store() -> None:
    by = open_office(
        desk([{"brand_id": "veltrano", "units": 3}, {"brand_id": "veltrano", "units": 4, "right_id": "b"}])
    )
    rows = verdict({"quantity": 5}, {"quantity": 2}, by=by)
    assert [(r["units_on_offer"], r["units_left"], r["verdict"]) for r in rows] == [(7, 7, "publish")] * 2
    rows = verdict({"quantity": 5}, {"quantity": 3}, by=by)
    assert [(r["units_on_offer"], r["over_units"], r["rules"]) for r in rows] == [(8, True, ["over_units"])] * 2


def test_two_parts_of_a_catalogue_are_judged_like_the_whole() -> None:
    by = open_office(desk([{"brand_id": "veltrano", "units": 6}]))
    table = listings(*({"quantity": 2, "price": "900 EUR"} for _ in range(4)), {"title": "Leather bag"})
    parts = [look(table[:2], by=by), look(table[2:], by=by)]
    split = pl.concat([judge(p, tally=tally(parts), by=by) for p in parts])
    assert split.equals(screen(table, by=by))
    assert split["units_on_offer"].to_list() == [8, 8, 8, 8, 1]


def test_a_name_of_two_brands_is_covered_by_a_right_for_either() -> None:
    (without,) = verdict({"title": "Duovella scarf"}, by=open_office(desk()))
    (covered,) = verdict({"title": "Duovella scarf"}, by=open_office(desk([{"brand_id": "twin-b"}])))
    assert (without["verdict"], without["brand_id"]) == ("hold", "twin-a")
    assert (covered["verdict"], covered["brand_id"]) == ("publish", "twin-b")


def test_a_brand_that_is_not_protected_needs_no_right() -> None:
    (row,) = verdict({"title": "Plainora mug"}, by=open_office(desk()))
    assert (row["trades"], row["protected"], row["right_state"], row["verdict"]) == (
        True,
        False,
        "not_needed",
        "publish",
    )


@pytest.mark.parametrize(
    ("title", "wording", "said"),
    [
        ("replica Veltrano watch", "admits", "remove"),
        ("Veltrano watch 高仿", "admits", "remove"),
        ("Veltrano watch 1:1 quality", "admits", "remove"),
        ("Veltrano watch 1:1", "evades", "hold"),
        ("Veltrano watch 原单", "evades", "hold"),
        ("Veltrano watch, not a replica", "none", "hold"),
        ("Veltrano replica trophy", "none", "hold"),
        ("replica sword, steel", "none", "publish"),
        ("leather imitation bag", "none", "publish"),
        ("size ratio 11 1 set", "none", "publish"),
    ],
)
def test_words_count_in_their_context(title: str, wording: str, said: str) -> None:
    (row,) = verdict({"title": title}, by=open_office(desk()))
    assert (row["wording"], row["verdict"]) == (wording, said)


@pytest.mark.parametrize(
    ("listing", "share", "band"),
    [
        ({"price": "100 EUR"}, 0.1, "impossible"),
        ({"price": "300 EUR"}, 0.3, "suspicious"),
        ({"price": "900 EUR"}, 0.9, "normal"),
        ({"price": "115 USD"}, 0.1, "impossible"),
        ({"price": "60 EUR", "condition": "used"}, 0.06, "suspicious"),
        ({"price": "60 XYZ"}, None, "unknown"),
        ({"price": None}, None, "unknown"),
        ({"price": "120 EUR", "gtin": "4006381333931"}, 0.1, "impossible"),
    ],
)
def test_a_price_is_held_against_the_brands_own(listing: dict[str, Any], share: float | None, band: str) -> None:
    (row,) = verdict(listing, by=open_office(desk()))
    assert (row["price_share"] if share is None else round(row["price_share"], 6), row["price_band"]) == (share, band)


@pytest.mark.parametrize(
    ("listing", "group", "share", "band"),
    [
        ({"title": "Veltrano watch strap 20 mm", "price": "40 EUR"}, "accessory", None, "unknown"),
        ({"title": "Veltrano watch for parts, not working", "price": "40 EUR"}, "broken", None, "unknown"),
        ({"title": "Veltrano watch, broken", "gtin": "4006381333931", "price": "40 EUR"}, "broken", None, "unknown"),
        ({"title": "Veltrano watches, lot of 50", "price": "5000 EUR"}, "lot", 0.1, "impossible"),
        ({"title": "Veltrano watches, lot of 50", "price": "45000 EUR"}, "lot", 0.9, "normal"),
        ({"title": "used Veltrano watch", "price": "60 EUR"}, "single", 0.06, "suspicious"),
        ({"price": "0 EUR"}, "single", 0.0, "impossible"),
        ({"price": "2000000 EUR"}, "single", 2000.0, "impossible"),
        ({"price": "15300000 JPY"}, "single", 90.0, "suspicious"),
        ({"price": "85000 JPY"}, "single", 0.5, "normal"),
        ({"price": "86000 GBX"}, "single", 1.0, "normal"),
        ({"price": "900"}, "single", None, "unknown"),
    ],
)
def test_a_price_is_held_against_the_price_of_its_kind(
    listing: dict[str, Any], group: str, share: float | None, band: str
) -> None:
    (row,) = verdict(listing, by=open_office(desk()))
    found = row["price_share"] if share is None else round(row["price_share"], 6)
    assert (row["price_group"], found, row["price_band"]) == (group, share, band)


def test_the_market_is_the_reference_where_the_brand_named_none() -> None:
    rows = [{"title": "Kestrix runner shoe", "product_type": "Shoes", "price": "100 EUR", "condition": "new"}] * 25
    out = verdict(*rows, rows[0] | {"price": "5 EUR"}, by=open_office(desk()))
    assert (out[-1]["reference_source"], out[-1]["price_band"]) == ("market", "impossible")
    assert abs(out[-1]["reference_price"] - 100) < 5


def test_a_number_of_another_brand_is_seen() -> None:
    (row,) = verdict({"gtin": "036000291452"}, by=open_office(desk([{"brand_id": "veltrano"}])))
    assert (row["gtin_of_another"], row["verdict"], row["rules"]) == (True, "review", ["gtin_of_another_brand"])


def test_a_number_or_a_model_names_its_brand_where_no_word_does() -> None:
    number, model = verdict(
        {"title": "Steel watch", "gtin": "4006381333931"}, {"title": "VM40 steel watch"}, by=open_office(desk())
    )
    assert (number["brand_id"], number["claim_kind"], number["claim_field"], number["verdict"]) == (
        "veltrano",
        "gtin",
        "gtin",
        "hold",
    )
    assert (model["brand_id"], model["claim_kind"], model["claim_text"], model["verdict"]) == (
        "veltrano",
        "model",
        "VM40",
        "hold",
    )


def test_nothing_of_a_closed_store_is_published() -> None:
    (row,) = verdict(
        {"title": "Leather bag"}, by=open_office(desk(stores=[("s", None, "open", "DE", "business", True)]))
    )
    assert (row["verdict"], row["rules"]) == ("hold", ["store_closed"])


def test_what_a_private_person_sells_used_is_no_claim() -> None:
    private = [("s", None, "open", "DE", "private", False)]
    used, new = verdict({"condition": "used"}, {"condition": "new"}, by=open_office(desk(stores=private)))
    assert (used["brand_use"], used["verdict"]) == ("second_hand", "publish")
    assert (new["brand_use"], new["verdict"]) == ("trade", "hold")


def test_a_description_alone_goes_to_a_person() -> None:
    (row,) = verdict({"title": "Steel watch", "description": "a fine Veltrano"}, by=open_office(desk()))
    assert (row["claim_field"], row["certain"], row["verdict"]) == ("description", False, "review")


def test_the_brand_field_is_a_claim_whatever_the_title_says() -> None:
    (row,) = verdict({"title": "Steel watch", "brand": "VELTRANO"}, by=open_office(desk()))
    assert (row["claim_kind"], row["claim_field"], row["verdict"]) == ("brand_field", "brand", "hold")


def test_a_rule_that_cannot_be_decided_sends_the_row_to_a_person() -> None:
    texts = dict(shipped().texts)
    texts["listing"] += (
        '\n[[rules]]\nname = "odd"\nwhen = "price / (quantity - quantity) > 1"\naction = "remove"\nreason = "ODD"\nground = "unclear"\nmode = "active"\nbecause = "It divides by zero."\n'
    )
    (row,) = verdict({"title": "Leather bag", "price": "1 EUR"}, by=open_office(desk(policy=parse(texts))))
    assert (row["verdict"], row["reasons"], row["rules_undecided"]) == ("review", ["RULE_UNDECIDED"], ["odd"])


def test_a_shadow_rule_is_named_and_decides_nothing() -> None:
    by = open_office(desk([{"brand_id": "veltrano"}]))
    (row,) = verdict({"price": "50 EUR"}, by=by)
    assert (row["verdict"], row["rules"], row["rules_shadow"]) == ("publish", [], ["impossible_price_with_right"])


def test_both_engines_say_the_same() -> None:
    one = open_office(desk())
    rows = [{"title": t} for t in ("Veltrano watch", "维特拉诺 手表", "replica Kestrix", "Vel.trano", "nothing")]
    outs = []
    for engine in (HyperscanEngine, AhoCorasickEngine):
        by = office(
            compile_for(one.names, policy=one.policy, engine=engine),
            products=one.products,
            rights=one.rights,
            stores=one.stores,
            policy=one.policy,
            on=ON,
        )
        outs.append(screen(listings(*rows), by=by))
    assert outs[0].equals(outs[1])


def test_one_listing_is_a_table_of_one_row_and_none_a_table_of_none() -> None:
    by = open_office(desk())
    table = listings({"title": "Veltrano watch"}, {"title": "Leather bag"})
    assert pl.concat([screen(table[:1], by=by), screen(table[1:], by=by)]).equals(screen(table, by=by))
    assert screen(table[:0], by=by).height == 0
    assert dataclasses.is_dataclass(by)
