"""Votes, members, suspensions, interests and dues under another charter: exactly those that hang on the number come to something else."""

from __future__ import annotations

from typing import Any

import pytest
from tests.regime.replay.test_replay import changed

from assay.offline.policy_decisions import StoredCase, compare
from assay.policy.load import shipped


def voter(voice: str, category: str = "brand", *, paid: str | None = "2026-12-31", **more: Any) -> dict[str, Any]:
    base = {"category": category, "admitted_at": "2026-01-05T09:00:00+00:00", "dues_paid_until": paid}
    return {**base, "suspended": False, "recused": False, "voice": voice, **more}


def vote(question: str, *voters: dict[str, Any]) -> dict[str, Any]:
    return {
        "question": question,
        "opened_at": "2026-10-01T09:00:00+00:00",
        "counted_at": "2026-10-11T10:00:00+00:00",
        "voters": list(voters),
    }


def board(*voices: str) -> list[dict[str, Any]]:
    return [{"recused": False, "voice": voice} for voice in voices]


MEMBER: dict[str, Any] = {
    "category": "general",
    "admitted_at": "2026-08-01T09:00:00+00:00",
    "dues_paid_until": None,
    "suspended": False,
    "as_of": "2026-12-01T09:00:00+00:00",
}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "admission": ("vote", vote("admit", voter("yes"), voter("yes"), voter(""), voter("no", "association"))),
    "without dues": ("vote", vote("admit", voter("yes"), voter("", paid="2026-08-20"))),
    "board": ("vote", vote("suspend", *board("yes", "yes", "no"))),
    "member": ("member", MEMBER),
    "paid": ("member", MEMBER | {"dues_paid_until": "2026-10-20"}),
    "lawyers": ("member", MEMBER | {"category": "law_firm", "dues_paid_until": "2026-12-31"}),
    "cut off": ("suspension", {"begins": "2026-09-01T09:00:00+00:00", "lifted_at": None, "as_of": "2026-12-02T09:00:00+00:00"}),
    "shares": ("interest", {"since": "2026-09-01", "declared_on": "2026-09-25", "as_of": "2026-12-01T09:00:00+00:00"}),
    "platform pays": ("dues", {"category": "general", "amount": "20000", "currency": "EUR", "covers_from": "2026-10-31"}),
    "association pays": ("dues", {"category": "association", "amount": "4000", "currency": "EUR", "covers_from": "2026-10-31"}),
    "lawyers pay": ("dues", {"category": "law_firm", "amount": "4000", "currency": "EUR", "covers_from": "2026-10-31"}),
    "dues": ("dues", {"category": "brand", "amount": "10000.00", "currency": "EUR", "covers_from": "2026-10-31"}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "whose"),
    [
        ("quorum = 0.5", "quorum = 0.8", {"admission": ("admitted", "declined")}),
        ("\nmajority = 0.5", "\nmajority = 0.7", {"admission": ("admitted", "declined")}),
        ('name = "association"\nvotes = true', 'name = "association"\nvotes = false', {}),
        ('name = "brand"\nvotes = true', 'name = "brand"\nvotes = false', {"admission": ("admitted", "declined")}),
        ('name = "general"\nvotes = false', 'name = "general"\nvotes = true', {
            "member": ("sees data, has a lane", "votes, sees data, has a lane"),
            "paid": ("sees data, has a lane", "votes, sees data, has a lane")}),
        ('name = "law_firm"\nvotes = false\nshared_data = false', 'name = "law_firm"\nvotes = false\nshared_data = true',
            {"lawyers": ("may do nothing", "sees data")}),
        ("board_majority = 0.6666", "board_majority = 0.67", {"board": ("suspended", "rejected")}),
        ("grace_days = 60", "grace_days = 30", {
            "without dues": ("declined", "admitted"),
            "member": ("sees data, has a lane", "may do nothing"),
            "paid": ("sees data, has a lane", "may do nothing")}),
        ("first_days = 90", "first_days = 30", {"member": ("sees data, has a lane", "may do nothing")}),
        ("review_days = 90", "review_days = 120", {"cut off": ("in force, review overdue", "in force, before its review")}),
        ("declare_within_days = 30", "declare_within_days = 10", {"shares": ("declared in time", "not declared in time")}),
        ("dues = 5000", "dues = 10000", {"dues": ("dues of 2 years", "dues of 1 year")}),
        ("dues = 5000", "dues = 3000", {"dues": ("dues of 2 years", "sent back: not the dues of whole years")}),
        ("dues = 20000", "dues = 10000", {"platform pays": ("dues of 1 year", "dues of 2 years")}),
        ('dues = 2000\nbecause = "Trade', 'dues = 4000\nbecause = "Trade', {"association pays": ("dues of 2 years", "dues of 1 year")}),
        ('dues = 2000\nbecause = "Agents', 'dues = 1000\nbecause = "Agents', {"lawyers pay": ("dues of 2 years", "dues of 4 years")}),
        ('currency = "EUR"', 'currency = "USD"', {
            name: (was, "sent back: not the dues of whole years") for name, was in (("platform pays", "dues of 1 year"),
            *((n, "dues of 2 years") for n in ("association pays", "lawyers pay", "dues")))}),
    ],
)  # fmt: skip
def test_one_number_of_the_charter_changes_exactly_the_cases_that_hang_on_it(
    old: str, new: str, whose: dict[str, tuple[str, str]]
) -> None:
    stored = [StoredCase(case=name, kind=kind, facts=facts, outcome="") for name, (kind, facts) in CASES.items()]
    report = compare(stored, old=shipped(), new=changed("member", old, new))
    assert {e["case"]: (e["old"], e["new"]) for e in report["examples"]} == whose


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("\nvoting_days = 10", "\nvoting_days = 14", "admission"),
        ("board_voting_days = 1", "board_voting_days = 3", "board"),
    ],
)
def test_the_end_of_a_vote_is_moved(old: str, new: str, name: str) -> None:
    kind, facts = CASES[name]
    stored = [StoredCase(case=name, kind=kind, facts=facts, outcome="")]
    report = compare(stored, old=shipped(), new=changed("member", old, new))
    assert (report["changed"], report["dates_moved"]) == (0, 1)


def test_a_category_that_another_charter_does_not_know_gives_nothing_and_breaks_nothing() -> None:
    stored = [StoredCase(case="member", kind="member", facts=MEMBER, outcome="")]
    report = compare(stored, old=shipped(), new=changed("member", 'name = "general"', 'name = "platform"'))
    assert [(e["old"], e["new"]) for e in report["examples"]] == [("sees data, has a lane", "may do nothing")]


def test_every_kind_of_the_coalition_is_tried_here() -> None:
    assert {kind for kind, _ in CASES.values()} == {"vote", "member", "suspension", "interest", "dues"}
