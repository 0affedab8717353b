"""What does a rule say, and on which listings does it fire?

A rule's `when` is SQL over the signal columns, because policy editors read SQL. It is parsed, then rebuilt from an allow-list: columns of the table
of signals, literals, comparisons, boolean and arithmetic operators, a short list of functions. What is not on the list does not exist here: no second
statement, no subquery, no table, no file. A condition that comes out null (a value that is not known, a division by zero) never passes silently: the
listing goes to a person.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from assay.errors import PolicyError
from assay.policy.schema.listing import ScreeningRule, TrackPolicy
from assay.regime.listing.columns import RULE_COLUMNS

ACTIONS: tuple[str, ...] = ("publish", "review", "hold", "remove")
"""Lightest first; the heaviest that fires decides."""
UNDECIDED = "RULE_UNDECIDED"
MAX_LENGTH = 2_000
MAX_DEPTH = 40
MAX_BRACKETS = 100
MAX_RULES = 60  # which of them fired is kept as the bits of one number
KNOWN_ABSENT = frozenset({"brand_id", "right_id"})
"""Null in these says that there is none, which is an answer: beside a word it is unequal, and nobody has to look."""

Build = Callable[..., pl.Expr]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of the policy with its condition as a vectorised expression."""

    rule: ScreeningRule
    expression: pl.Expr


def compile_rules(
    rules: Sequence[ScreeningRule], *, columns: Mapping[str, pl.DataType] = RULE_COLUMNS
) -> tuple[Rule, ...]:
    """PolicyError, with the rule's name and the place in it, for whatever is not on the list."""
    if len(rules) > MAX_RULES:
        raise PolicyError(
            f"there are {len(rules)} rules; {MAX_RULES} are allowed.", where="listing.toml", mend="Join some with OR."
        )
    seen: set[str] = set()
    compiled = []
    for rule in rules:
        where = f"listing.toml: rule {rule.name!r}"
        if rule.name in seen:
            raise PolicyError("two rules have this name.", where=where, mend="Give each rule a name of its own.")
        seen.add(rule.name)
        compiled.append(Rule(rule=rule, expression=condition(rule.when, where=where, columns=columns)))
    return tuple(compiled)


@dataclass(frozen=True, kw_only=True)
class Track:
    """How often a person or an appeal said that a rule was right, and how often that it was wrong."""

    rule: str
    right: int
    wrong: int


def best_precision(track: Track, *, certainty: float) -> float:
    """The highest precision that the track still allows with this certainty (upper end of Wilson's one-sided interval)."""
    n = track.right + track.wrong
    z, share = NormalDist().inv_cdf(certainty), track.right / n
    centre = share + z * z / (2 * n)
    return float((centre + z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))) / (1 + z * z / n))


def demoted(
    rules: Sequence[ScreeningRule], tracks: Sequence[Track], *, policy: TrackPolicy
) -> tuple[ScreeningRule, ...]:
    """The rules, those in shadow whose precision lies below the policy's floor with its certainty. A rule that few people looked at stays."""
    fallen = {
        t.rule
        for t in tracks
        if t.right + t.wrong >= policy.min_decisions
        and best_precision(t, certainty=policy.certainty) < policy.precision_floor
    }
    return tuple(replace(r, mode="shadow") if r.name in fallen else r for r in rules)


def condition(sql: str, *, where: str, columns: Mapping[str, pl.DataType] = RULE_COLUMNS) -> pl.Expr:
    """One condition as a Polars expression of type Boolean; tried on an empty table, so that a wrong type is found at once."""
    tree = _parse(sql, where=where)
    expression = _build(tree, where=where, columns=columns, depth=0)
    empty = pl.DataFrame(schema=dict(columns))
    try:
        dtype = empty.select(expression.alias("fires")).schema["fires"]
    except Exception as bad:
        raise PolicyError(
            f"its types do not fit: {str(bad).splitlines()[0][:200]}",
            where=where,
            mend="Compare numbers with numbers and words with words.",
        ) from bad
    if dtype != pl.Boolean:
        raise PolicyError(f"it says {dtype}, not yes or no.", where=where, mend="Write a comparison.")
    return expression


def fires(table: pl.DataFrame, *, rules: Sequence[Rule]) -> pl.DataFrame:
    """One Boolean column a rule, named as the rule; null where it could not be decided."""
    return table.select([r.expression.alias(r.rule.name) for r in rules])


def outcome(table: pl.DataFrame, *, rules: Sequence[Rule]) -> pl.DataFrame:
    """Which rules fired -> verdict, reasons, rules, rules_shadow, rules_undecided. Rows that fired alike share their lists."""
    fired = fires(table, rules=rules)
    code = pl.lit(0, dtype=pl.UInt64)
    doubt = pl.lit(0, dtype=pl.UInt64)
    for i, rule in enumerate(rules):
        code = code + pl.col(rule.rule.name).fill_null(False).cast(pl.UInt64) * (1 << i)
        if rule.rule.mode == "active":
            doubt = doubt + pl.col(rule.rule.name).is_null().cast(pl.UInt64) * (1 << i)
    keys = fired.select(code.alias("code"), doubt.alias("doubt"))
    kinds = keys.unique(maintain_order=True)
    rows = []
    for code_value, doubt_value in kinds.iter_rows():
        active = [r.rule for i, r in enumerate(rules) if code_value >> i & 1 and r.rule.mode == "active"]
        shadow = [r.rule.name for i, r in enumerate(rules) if code_value >> i & 1 and r.rule.mode == "shadow"]
        unsure = [r.rule.name for i, r in enumerate(rules) if doubt_value >> i & 1]
        actions = [ACTIONS.index(r.action) for r in active] + [ACTIONS.index("review")] * bool(unsure)
        verdict = ACTIONS[max(actions, default=0)]
        reasons = list(dict.fromkeys([*(r.reason for r in active), *([UNDECIDED] if unsure else [])]))
        rows.append((code_value, doubt_value, verdict, reasons, [r.name for r in active], shadow, unsure))
    lists = pl.List(pl.String)
    known = pl.DataFrame(
        rows,
        schema={
            "code": pl.UInt64,
            "doubt": pl.UInt64,
            "verdict": pl.String,
            "reasons": lists,
            "rules": lists,
            "rules_shadow": lists,
            "rules_undecided": lists,
        },
        orient="row",
    )
    return keys.join(known, on=["code", "doubt"], how="left", maintain_order="left").drop("code", "doubt")


def _parse(sql: str, *, where: str) -> exp.Expression:
    if len(sql) > MAX_LENGTH:
        raise PolicyError(
            f"it has {len(sql)} characters; {MAX_LENGTH} are allowed.", where=where, mend="Make it two rules."
        )
    if sql.count("(") > MAX_BRACKETS:
        raise PolicyError(
            f"it has {sql.count('(')} brackets; {MAX_BRACKETS} are allowed.", where=where, mend="Make it two rules."
        )
    deepest = depth = 0
    for char in sql:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise PolicyError(
            f"its brackets nest {deepest} deep; {MAX_DEPTH} are allowed.", where=where, mend="Make it two rules."
        )
    try:
        statements = sqlglot.parse(f"SELECT {sql}", read="duckdb")
    except (SqlglotError, RecursionError) as bad:
        raise PolicyError(
            f"this is no condition: {str(bad).splitlines()[0][:200]}",
            where=where,
            mend="Write one SQL condition over the signal columns.",
        ) from bad
    if len(statements) != 1 or not isinstance(statements[0], exp.Select):
        raise PolicyError(
            "it holds more than one statement.", where=where, mend="Write one condition, without a semicolon."
        )
    select = statements[0]
    extra = [k for k, v in select.args.items() if v and k not in ("expressions", "kind", "hint", "distinct")]
    if extra or select.args.get("distinct") or select.args.get("hint") or len(select.expressions) != 1:
        raise PolicyError(
            "it is a query, not a condition.", where=where, mend="Write one condition over the signal columns."
        )
    tree: exp.Expression = select.expressions[0]
    return tree


_COMPARE: Mapping[type[exp.Expression], Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    exp.EQ: lambda a, b: a == b,
    exp.NEQ: lambda a, b: a != b,
    exp.GT: lambda a, b: a > b,
    exp.GTE: lambda a, b: a >= b,
    exp.LT: lambda a, b: a < b,
    exp.LTE: lambda a, b: a <= b,
    exp.Add: lambda a, b: a + b,
    exp.Sub: lambda a, b: a - b,
    exp.Mul: lambda a, b: a * b,
    exp.Div: lambda a, b: pl.when(b.cast(pl.Float64) != 0).then(a.cast(pl.Float64) / b.cast(pl.Float64)),
    exp.Mod: lambda a, b: pl.when(b.cast(pl.Float64) != 0).then(a % b),
    exp.And: lambda a, b: a & b,
    exp.Or: lambda a, b: a | b,
}
_FUNCTIONS: Mapping[type[exp.Expression], tuple[int, Callable[..., pl.Expr]]] = {
    exp.Lower: (1, lambda a: a.str.to_lowercase()),
    exp.Upper: (1, lambda a: a.str.to_uppercase()),
    exp.Length: (1, lambda a: a.str.len_chars()),
    exp.Abs: (1, lambda a: a.abs()),
    exp.StartsWith: (2, lambda a, b: a.str.starts_with(b)),
    exp.EndsWith: (2, lambda a, b: a.str.ends_with(b)),
    exp.Contains: (2, lambda a, b: a.str.contains(b, literal=True)),
}
FUNCTIONS: tuple[str, ...] = (
    "lower",
    "upper",
    "length",
    "abs",
    "starts_with",
    "ends_with",
    "contains",
    "coalesce",
    "least",
    "greatest",
)


def _build(node: exp.Expression, *, where: str, columns: Mapping[str, pl.DataType], depth: int) -> pl.Expr:
    if depth > MAX_DEPTH:
        raise PolicyError(f"it nests more than {MAX_DEPTH} deep.", where=where, mend="Make it two rules.")

    def below(child: Any) -> pl.Expr:
        built = _build(child, where=where, columns=columns, depth=depth + 1)
        absent = isinstance(child, exp.Column) and child.name in KNOWN_ABSENT
        return built.fill_null("") if absent and not isinstance(node, (exp.Is, exp.Coalesce)) else built

    if isinstance(node, exp.Paren):
        return below(node.this)
    if isinstance(node, exp.Column):
        if len(node.parts) == 1 and node.name in columns:
            return pl.col(node.name)
        name = ".".join(p.name for p in node.parts)
        raise PolicyError(
            f"there is no signal column {name!r}.", where=where, mend="docs/reference/signals.md lists the columns."
        )
    if isinstance(node, exp.Literal):
        return (
            pl.lit(node.this)
            if node.is_string
            else pl.lit(float(node.this) if any(c in node.this for c in ".eE") else int(node.this))
        )
    if isinstance(node, exp.Boolean):
        return pl.lit(bool(node.this))
    if isinstance(node, exp.Neg):
        return -below(node.this)
    if isinstance(node, exp.Not):
        return ~below(node.this)
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
        return below(node.this).is_null()
    if isinstance(node, exp.Between):
        value = below(node.this)
        return (value >= below(node.args["low"])) & (value <= below(node.args["high"]))
    if isinstance(node, exp.In) and node.expressions and not node.args.get("query"):
        value = below(node.this)
        found = value == below(node.expressions[0])
        for option in node.expressions[1:]:
            found = found | (value == below(option))
        return found
    if type(node) in _COMPARE:
        return _COMPARE[type(node)](below(node.this), below(node.expression))
    if isinstance(node, (exp.Coalesce, exp.Least, exp.Greatest)):
        parts = (
            [below(node.this), *(below(e) for e in node.expressions)]
            if node.this is not None
            else [below(e) for e in node.expressions]
        )
        if isinstance(node, exp.Coalesce):
            return pl.coalesce(parts)
        return pl.min_horizontal(parts) if isinstance(node, exp.Least) else pl.max_horizontal(parts)
    if type(node) in _FUNCTIONS:
        wanted, function = _FUNCTIONS[type(node)]
        parts = [p for p in (node.args.get("this"), node.args.get("expression")) if p is not None]
        if len(parts) == wanted and not any(v for k, v in node.args.items() if k not in ("this", "expression")):
            return function(*(below(p) for p in parts))
    raise PolicyError(
        f"{node.sql(dialect='duckdb')[:80]!r} is not allowed.",
        where=where,
        mend=f"Use columns, literals, comparisons, AND, OR, NOT, IN, BETWEEN, + - * / and: {', '.join(FUNCTIONS)}.",
    )
