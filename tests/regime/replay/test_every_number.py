"""Each number of notice.toml, store.toml, appeal.toml and member.toml is changed, and a case that hangs on it comes to something else, or by another date.

What is tried in the other tests of this folder is found there by its line; the rest is tried here. A number without a case says why it has none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.regime.replay.test_replay import changed, listing, notice, strikes

from assay.policy.load import parse, shipped
from assay.regime.replay.case import replay

NO_CASE = {
    "first_working_days": "of notices: the receipt is signed at once; nothing is decided by it",
    "shotgun_listings": "counted for whoever decides on a suspension, no case",
    "exhibits_per_side": "what may be handed in besides, no case",
    "suspension_days": "a person suspends; the days are told with his decision",
    "acknowledge_hours": "when the desk is told, no case",
    "retry_seconds": "when a message is sent again, no case",
    "max_bytes": "what is fetched, no case",
    "max_pixels": "what is fetched, no case",
    "max_seconds": "what is fetched, no case",
    "retry_hours": "what is fetched, no case",
}
RECORD: dict[str, Any] = {"ground": "counterfeit", "lane_before": "ordinary", "in_lane": 0, "others": []}
CASES: list[tuple[str, str, str, str, dict[str, Any], str, str]] = [
    ("notice", "enter_probability = 0.5", "enter_probability = 0.99", "notice", notice(decided=12, held=12),
        "fast lane, 50 % looked at first", "ordinary lane"),
    ("notice", "leave_probability = 0.95", "leave_probability = 0.9999", "notifier",
        RECORD | {"decided": 40, "held": 31, "lane_before": "fast", "in_lane": 30}, "ordinary lane", "fast lane"),
    ("notice", "bar = 0.90", "bar = 0.95", "notice", notice(decided=12, held=12),
        "fast lane, 50 % looked at first", "ordinary lane"),
    ("notice", "rate = 0.8\n", "rate = 0.2\n", "notice", notice(decided=12, held=12),
        "fast lane, 50 % looked at first", "ordinary lane"),
    ("notice", "pool_from_notifiers = 5", "pool_from_notifiers = 2", "notice",
        notice(decided=12, held=12, others=[[50, 5], [50, 5]]), "fast lane, 50 % looked at first", "ordinary lane"),
    ("notice", "sure_probability = 0.95", "sure_probability = 0.9999999", "notifier", RECORD | {"decided": 40, "held": 8},
        "ordinary lane, frequently unfounded", "ordinary lane"),
    ("store", "counterfeit = 12", "counterfeit = 5", "ladder", strikes(("counterfeit", "2026-05-01")),
        "warn, 12 points", "no step, 5 points"),
    ("store", "forged_paper = 12", "forged_paper = 5", "ladder", strikes(("forged_paper", "2026-05-01")),
        "warn, 12 points", "no step, 5 points"),
    ("store", "over_units = 2", "over_units = 6", "ladder", strikes(("over_units", "2026-05-01")),
        "no step, 2 points", "warn, 6 points"),
    ("store", "proof_overdue = 4", "proof_overdue = 6", "ladder", strikes(("proof_overdue", "2026-05-01")),
        "no step, 4 points", "warn, 6 points"),
    ("store", "reappeared = 12", "reappeared = 3", "ladder", strikes(("reappeared", "2026-05-01")),
        "warn, 12 points", "no step, 3 points"),
    ("store", "at_points = 12", "at_points = 23", "ladder", strikes(("no_right", "2026-05-01"), ("counterfeit", "2026-05-02"),
        ("no_right", "2026-05-03")), "warn, restrict, 16 points", "warn, 16 points"),
    ("store", "at_points = 48", "at_points = 90", "ladder",
        strikes(*(("counterfeit", f"2026-05-0{n}") for n in range(1, 6)),
            by_person=(("hold_funds", "2026-05-06"), ("refer", "2026-05-07"))),
        "warn, restrict, hide, hold_funds, refer, 60 points; close waits for a person",
        "warn, restrict, hide, hold_funds, refer, 60 points"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "kind", "facts", "before", "after"), CASES, ids=[c[1] for c in CASES])
def test_one_number_changes_the_case_that_hangs_on_it(
    part: str, old: str, new: str, kind: str, facts: dict[str, Any], before: str, after: str
) -> None:
    assert replay(kind, facts, policy=shipped()).outcome == before
    assert replay(kind, facts, policy=changed(part, old, new)).outcome == after


@pytest.mark.parametrize(
    ("clock", "old", "new", "counter_at"),
    [
        ("china", "seller_days = 7\nholder_days = 15", "seller_days = 9\nholder_days = 15", None),
        ("china", "seller_days = 7\nholder_days = 15", "seller_days = 7\nholder_days = 20", "2026-11-04T09:00:00+00:00"),
        ("dsa", "seller_days = 7\nholder_days = 7", "seller_days = 5\nholder_days = 7", None),
        ("dsa", "seller_days = 7\nholder_days = 7", "seller_days = 7\nholder_days = 5", "2026-11-04T09:00:00+00:00"),
        ("mercado_libre", "seller_days = 4\nholder_days = 4\nworking_days = false", "seller_days = 5\nholder_days = 4\nworking_days = false", None),
    ],
)  # fmt: skip
def test_a_number_of_another_clock_counts_where_that_clock_is_in_force(
    clock: str, old: str, new: str, counter_at: str | None
) -> None:
    texts = dict(shipped().texts)
    texts["notice"] = texts["notice"].replace('in_force = "both_sides"', f'in_force = "{clock}"')
    assert old in texts["notice"]
    other = texts | {"notice": texts["notice"].replace(old, new, 1)}
    facts = listing(counter_at=counter_at)
    before, after = (replay("notice_listing", facts, policy=parse(one)) for one in (texts, other))
    assert before.dates != after.dates


def test_the_day_of_the_last_answer_is_moved() -> None:
    moved = changed("notice", "last_working_days = 5", "last_working_days = 3")
    assert replay("notice", notice(), policy=shipped()).dates == ("2026-11-09",)
    assert replay("notice", notice(), policy=moved).dates == ("2026-11-05",)


def numbers(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, value


@pytest.mark.parametrize("part", ["notice", "store", "appeal", "member"])
def test_every_number_has_its_case_or_says_why_it_has_none(part: str) -> None:
    tried = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
    text = dict(shipped().texts)[part]
    missing = [
        f"{name} = {value}"
        for name, value in numbers(tomllib.loads(text))
        # A step that lasts no days ends at once: there is nothing to change.
        if name not in NO_CASE
        and (name, value) != ("days", 0)
        and not re.search(rf"{name} = {re.escape(str(value))}", tried)
    ]
    assert missing == []
