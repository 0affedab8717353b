"""Deposits, come-backs and referrals under another number of the policy: exactly those that hang on it come to something else."""

from __future__ import annotations

from typing import Any

import pytest
from tests.regime.replay.test_replay import changed

from assay.offline.policy_decisions import StoredCase, compare
from assay.policy.load import shipped

DEPOSIT: dict[str, Any] = {
    "ground": "counterfeit",
    "dispute": "notice",
    "others": 0,
    "open": False,
    "points": 12,
    "category": "Bags",
    "price": "900.00",
    "currency": "EUR",
    "pieces": 2,
    "offered_at": "2026-11-02T09:00:00+00:00",
    "received_at": "2026-11-06T09:00:00+00:00",
    "forfeited_at": None,
}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "bags": ("deposit", DEPOSIT),
    "lost": ("deposit", DEPOSIT | {"price": "100.00", "points": 0, "forfeited_at": "2026-11-10T09:00:00+00:00"}),
    "photo": (
        "comeback",
        {"known_by": "photo", "likeness": 0.93, "distance": 18, "quality": 70, "after_hours": 2_000},
    ),
    "title": ("comeback", {"known_by": "title", "likeness": 0.9, "distance": None, "quality": None, "after_hours": 5}),
    "case": (
        "referral",
        {
            "points": 48,
            "confirmed": 3,
            "people": 2,
            "at": "2026-11-02T09:00:00+00:00",
            "steps": [
                {"step": step, "at_points": points}
                for step, points in (("warn", 6), ("restrict", 12), ("hide", 24), ("hold_funds", 36))
            ],
        },
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "whose"),
    [
        ("share_of_stock_value = 0.5", "share_of_stock_value = 0.2", {"bags": ("900.00 EUR, in time", "360.00 EUR, in time")}),
        ("min_amount = 200", "min_amount = 300", {"lost": ("200.00 EUR, in time to the holder", "300.00 EUR, in time to the holder")}),
        ("max_amount = 50000", "max_amount = 800", {"bags": ("900.00 EUR, in time", "800.00 EUR, in time")}),
        ("max_points = 23", "max_points = 11", {"bags": ("900.00 EUR, in time", "not taken: the store has 12 points; up to 11 a deposit is taken.")}),
        ('forfeit_to = "holder"', 'forfeit_to = "buyers"', {"lost": ("200.00 EUR, in time to the holder", "200.00 EUR, in time to the buyers")}),
        ("max_distance_bits = 31", "max_distance_bits = 17", {"photo": ("stopped by its photo", "not stopped")}),
        ("min_quality = 50", "min_quality = 80", {"photo": ("stopped by its photo", "not stopped")}),
        ("same_title_score = 0.85", "same_title_score = 0.95", {"title": ("stopped by its title", "not stopped")}),
        ("window_days = 185", "window_days = 60", {"photo": ("stopped by its photo", "not stopped")}),
        ("min_confirmed = 2", "min_confirmed = 4", {"case": ("referred", "not referred: persons have confirmed 3 infringements; a referral needs 4")}),
        ("[referral]\npeople = 2", "[referral]\npeople = 3", {"case": ("referred", "not referred: 2 of the 3 people agreed that a referral needs")}),
        ("at_points = 40", "at_points = 60", {"case": ("referred", "not referred: the ladder is not at this step (48 points)")}),
    ],
)  # fmt: skip
def test_one_number_changes_exactly_the_case_that_hangs_on_it(
    old: str, new: str, whose: dict[str, tuple[str, str]]
) -> None:
    stored = [StoredCase(kind=kind, case=name, facts=facts, outcome="") for name, (kind, facts) in CASES.items()]
    report = compare(stored, old=shipped(), new=changed("store", old, new))
    assert {e["case"]: (e["old"], e["new"]) for e in report["examples"]} == whose


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("pay_within_days = 5", "pay_within_days = 9", "deposit"),
        ("payout_wait_days = 185", "payout_wait_days = 190", "deposit"),
    ],
)
def test_a_day_is_moved_where_only_the_day_hangs_on_it(old: str, new: str, kind: str) -> None:
    stored = [StoredCase(kind=kind, case=name, facts=facts, outcome="") for name, (kind, facts) in CASES.items()]
    report = compare(stored, old=shipped(), new=changed("store", old, new))
    assert (report["changed"], report["by_kind"][kind]["dates_moved"] > 0) == (0, True)


def test_every_new_kind_of_case_is_tried_here() -> None:
    assert {kind for kind, _ in CASES.values()} == {"deposit", "comeback", "referral"}
