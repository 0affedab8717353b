"""A row that is taken at a glance is one that would be taken as a column, with the same identifier and the same pieces."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assay.policy.load import shipped
from assay.regime.listing.arrival import arrive
from assay.regime.listing.columns import ATTRIBUTES
from assay.regime.listing.glance import glance

POLICY = shipped()
LIMITS = POLICY.listing.limits
NAMES = frozenset(c.name for c in ATTRIBUTES)

ODD = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
LIKE_A_NUMBER = st.text(alphabet="0123456789.,-+eE €$£¥EURSDK", max_size=14)
PRICES = st.one_of(
    st.from_regex(r"([A-Z]{3} |[€£$¥] ?)?[0-9]{1,10}([.,][0-9]{1,3})?( ?[A-Z]{3}| ?[€£$¥])?", fullmatch=True),
    LIKE_A_NUMBER,
    ODD,
)
PIECES = st.one_of(st.from_regex(r"[0-9]{1,10}(\.0)?", fullmatch=True), LIKE_A_NUMBER, ODD)
KEYS = st.one_of(st.from_regex(r"[A-Za-z0-9 _/.-]{0,130}", fullmatch=True), ODD)
ROWS = st.fixed_dictionaries(
    {"id": KEYS, "store_id": st.one_of(st.just("s1"), ODD)},
    optional={
        "title": st.one_of(st.just("Leather bag"), ODD, st.just("x" * (LIMITS.title_characters + 1))),
        "description": st.one_of(st.just("Red."), st.just("x" * (LIMITS.description_characters + 1))),
        "price": PRICES,
        "quantity": PIECES,
        "currency": ODD,
        "gtin": LIKE_A_NUMBER,
        "condition": ODD,
    },
)


@settings(max_examples=400, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=12))
@example(rows=[{"id": "L1", "store_id": "s1", "title": "Bag", "price": "EUR 49.00", "quantity": "007"}])
@example(rows=[{"id": "L1", "store_id": "s1", "title": "Bag", "price": "12,5 CHE", "quantity": "0"}])
@example(rows=[{"id": "L1", "store_id": "s1", "title": "Bag", "price": f"{int(LIMITS.max_price)}.99 EUR"}])
def test_what_is_taken_at_a_glance_is_taken_as_a_column_with_the_same_identifier_and_pieces(
    rows: list[dict[str, str]],
) -> None:
    found = {i: plain for i, row in enumerate(rows) if (plain := glance(row, limits=LIMITS))}
    raw = pl.DataFrame([{n: row.get(n) for n in NAMES} for row in rows], schema=dict.fromkeys(NAMES, pl.String))
    arrived = arrive(raw, limits=LIMITS, fx=POLICY.fx)
    pairs = zip(arrived.table["id"].to_list(), arrived.table["quantity"].to_list(), strict=True)
    taken = dict(zip(arrived.rows.to_list(), pairs, strict=True))
    assert found == {i: taken.get(i) for i in found}


@pytest.mark.parametrize(
    "price", ["49.00 EUR", "49 EUR", "EUR 49.00", "49,00 €", "$1234.50", "¥ 4500", "1500.5USD", "", "0.00 EUR"]
)
def test_an_ordinary_row_is_taken_at_a_glance(price: str) -> None:
    row = {"id": "SKU-1 red", "store_id": "s1", "title": "Étui für Schlüssel", "price": price, "quantity": "3"}
    assert glance(row, limits=LIMITS) == ("SKU-1 red", 3)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("id", ""),
        ("id", " L1"),
        ("id", "x" * (LIMITS.id_characters + 1)),
        ("title", " \u3000"),
        ("title", "x" * (LIMITS.title_characters + 1)),
        ("description", "x" * (LIMITS.description_characters + 1)),
        ("price", "cheap"),
        ("price", "-1.00 EUR"),
        ("price", "1e5 EUR"),
        ("price", "NaN EUR"),
        ("price", f"{int(LIMITS.max_price)}.01 EUR"),
        ("quantity", "-1"),
        ("quantity", "2.5"),
        ("quantity", "١"),
        ("quantity", str(LIMITS.max_quantity + 1)),
    ],
)
def test_of_anything_else_nothing_is_said(name: str, word: str) -> None:
    row = {"id": "L1", "store_id": "s1", "title": "Bag", "price": "5.00 EUR", "quantity": "1"} | {name: word}
    assert glance(row, limits=LIMITS) is None
