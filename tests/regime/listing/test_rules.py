"""A rule is SQL over the signal columns, and nothing that is not on the list exists in it."""

from __future__ import annotations

import polars as pl
import pytest

from assay.errors import PolicyError
from assay.policy.load import shipped
from assay.policy.schema.listing import ScreeningRule, TrackPolicy
from assay.regime.listing.rules import Track, best_precision, compile_rules, condition, demoted, fires, outcome

COLUMNS: dict[str, pl.DataType] = {
    "price": pl.Float64(), "quantity": pl.Int64(), "trades": pl.Boolean(), "condition": pl.String(), "units_left": pl.Int64(),
}  # fmt: skip
ROWS = pl.DataFrame(
    [(10.0, 2, True, "new", 5), (None, 0, False, "used", None), (99.0, 7, True, "unknown", 0)],
    schema=COLUMNS,
    orient="row",
)


def says(sql: str) -> list[bool | None]:
    return ROWS.select(condition(sql, where="rule", columns=COLUMNS)).to_series().to_list()


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("trades", [True, False, True]),
        ("NOT trades", [False, True, False]),
        ("price < 50 AND trades", [True, False, False]),
        ("price < 50 OR trades", [True, None, True]),
        ("condition IN ('new', 'used')", [True, True, False]),
        ("condition NOT IN ('new', 'used')", [False, False, True]),
        ("quantity BETWEEN 1 AND 5", [True, False, False]),
        ("price IS NULL", [False, True, False]),
        ("price IS NOT NULL", [True, False, True]),
        ("coalesce(price, 0) = 0", [False, True, False]),
        ("price / quantity > 4", [True, None, True]),
        ("quantity / units_left > 0", [True, None, None]),
        ("-quantity < -1", [True, False, True]),
        ("lower(condition) = 'new' AND length(condition) = 3", [True, False, False]),
        ("contains(condition, 'no')", [False, False, True]),
        ("greatest(quantity, 3) = 3", [True, True, False]),
        ("quantity <> 2 AND quantity % 2 = 1", [False, False, True]),
    ],
)
def test_a_condition_reads_like_sql_and_null_stays_null(sql: str, expected: list[bool | None]) -> None:
    assert says(sql) == expected


@pytest.mark.parametrize(
    ("sql", "refusal"),
    [
        ("nothing = 1", "there is no signal column 'nothing'."),
        ("listing.price > 1", "there is no signal column 'listing.price'."),
        ("trades; DROP TABLE brand", "it holds more than one statement."),
        ("price > (SELECT 1)", "is not allowed"),
        ("trades FROM read_csv('/etc/passwd')", "it is a query, not a condition."),
        ("read_text('/etc/passwd') = ''", "is not allowed"),
        ("getenv('HOME') = ''", "is not allowed"),
        ("price > 1, trades", "it is a query, not a condition."),
        ("(" * 500 + "trades" + ")" * 500, "it has 500 brackets"),
        ("(" * 60 + "trades" + ")" * 60, "its brackets nest 60 deep"),
        (" AND ".join(["trades"] * 400), "characters; 2000 are allowed."),
        ("NOT " * 60 + "trades", "it nests more than 40 deep."),
        ("price >", "this is no condition"),
        ("", "it is a query, not a condition."),
        ("price", "it says Float64, not yes or no."),
        ("condition > 3", "its types do not fit"),
        ("CAST(price AS TEXT) = ''", "is not allowed"),
        ("condition LIKE '%x%'", "is not allowed"),
        ("CASE WHEN trades THEN TRUE END", "is not allowed"),
        ("trades -- comment\n; trades", "it holds more than one statement."),
        ("EXISTS (SELECT 1)", "is not allowed"),
        ("?", "is not allowed"),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_its_place(sql: str, refusal: str) -> None:
    with pytest.raises(PolicyError) as caught:
        condition(sql, where="listing.toml: rule 'x'", columns=COLUMNS)
    assert refusal in caught.value.what
    assert caught.value.where == "listing.toml: rule 'x'"


def rule(name: str, when: str) -> ScreeningRule:
    return ScreeningRule(name=name, when=when, action="hold", reason="R", ground="unclear", mode="active", because="b")


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(PolicyError, match="two rules have this name"):
        compile_rules([rule("a", "trades"), rule("a", "trades")])


def test_a_listing_without_a_brand_is_not_of_that_brand_and_nobody_has_to_look() -> None:
    columns: dict[str, pl.DataType] = {"brand_id": pl.String(), "right_id": pl.String()}
    table = pl.DataFrame({"brand_id": ["lumen", None], "right_id": ["r1", None]}, schema=columns)
    expected = {
        "brand_id = 'lumen'": [True, False],
        "brand_id IN ('lumen', 'norvik')": [True, False],
        "brand_id <> 'lumen'": [False, True],
        "brand_id NOT IN ('lumen')": [False, True],
        "brand_id IS NULL": [False, True],
        "coalesce(brand_id, 'none') = 'none'": [False, True],
        "starts_with(right_id, 'r')": [True, False],
    }
    for sql, answer in expected.items():
        assert table.select(condition(sql, where="rule", columns=columns)).to_series().to_list() == answer, sql


def test_sixty_rules_all_fire_and_one_more_is_refused() -> None:
    rules = [rule(f"r{i}", "trades") for i in range(60)]
    assert outcome(ROWS, rules=compile_rules(rules, columns=COLUMNS))["rules"].list.len().to_list() == [60, 0, 60]
    with pytest.raises(PolicyError, match="there are 61 rules; 60 are allowed"):
        compile_rules([*rules, rule("more", "trades")], columns=COLUMNS)


def test_every_rule_gives_a_column_of_its_name() -> None:
    out = fires(ROWS, rules=compile_rules([rule("a", "trades"), rule("b", "price > 50")], columns=COLUMNS))
    assert out.to_dict(as_series=False) == {"a": [True, False, True], "b": [False, None, True]}


def test_the_shipped_rules_can_be_used() -> None:
    assert [r.rule.name for r in compile_rules(shipped().listing.rules)][:2] == ["admits_fake", "right_ended"]


TRACK = TrackPolicy(precision_floor=0.8, certainty=0.95, min_decisions=20, because="b")


@pytest.mark.parametrize(
    ("right", "wrong", "mode"),
    [
        (10, 10, "shadow"),  # at most 0.67 with 95 % certainty
        (14, 6, "active"),  # 0.70 seen, and 0.83 still possible
        (140, 60, "shadow"),  # the same share, seen ten times as often
        (9, 10, "active"),  # fewer than twenty decisions say nothing
        (200, 0, "active"),
    ],
)
def test_a_rule_goes_to_shadow_only_when_its_precision_is_surely_too_low(right: int, wrong: int, mode: str) -> None:
    (after,) = demoted([rule("a", "trades")], [Track(rule="a", right=right, wrong=wrong)], policy=TRACK)
    assert after.mode == mode


def test_the_best_precision_is_wilsons_upper_end() -> None:
    assert round(best_precision(Track(rule="a", right=14, wrong=6), certainty=0.95), 4) == 0.8361
