"""One number of the policy is changed, and exactly the cases that hang on it come to something else."""

from __future__ import annotations

from typing import Any

import pytest

from assay.offline.policy_decisions import StoredCase, compare
from assay.policy.load import parse, shipped
from assay.policy.schema import Policy
from assay.regime.replay.case import REPLAYS, replay

AS_OF = "2026-11-24T12:00:00+00:00"


def changed(part: str, old: str, new: str) -> Policy:
    """The shipped policy with one line of one file replaced."""
    texts = dict(shipped().texts)
    assert texts[part].count(old) >= 1, old
    texts[part] = texts[part].replace(old, new, 1)
    return parse(texts)


def listing(**more: Any) -> dict[str, Any]:
    """A listing in a notice filed on Monday 2 November 2026, in the ordinary lane."""
    facts = {
        "filed_at": "2026-11-02T09:00:00+00:00",
        "lane": "ordinary",
        "sampled": False,
        "store_has_right": False,
        "removed_already": False,
        "said_before": False,
        "counter_at": None,
        "insist_at": None,
        "ended_at": None,
        "ended_by": "",
        "as_of": AS_OF,
    }
    return {**facts, **more}


LISTINGS = {
    "silent": listing(),
    "answers on the second day": listing(counter_at="2026-11-04T09:00:00+00:00"),
    "answers on the fourth day": listing(counter_at="2026-11-06T09:00:00+00:00"),
    "insists": listing(counter_at="2026-11-04T09:00:00+00:00", insist_at="2026-11-06T09:00:00+00:00"),
    "holds a right": listing(store_has_right=True),
    "fast": listing(lane="fast"),
    "sampled": listing(lane="fast", sampled=True),
    "off already": listing(removed_already=True),
    "withdrawn": listing(ended_by="withdrawn", ended_at="2026-11-03T09:00:00+00:00"),
    "still open": listing(filed_at="2026-11-23T09:00:00+00:00"),
}


def cases(kind: str, facts: dict[str, dict[str, Any]]) -> list[StoredCase]:
    return [StoredCase(kind=kind, case=name, facts=one, outcome="") for name, one in facts.items()]


def whose(report: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {e["case"]: (e["old"], e["new"]) for e in report["examples"]}


def test_how_a_listing_of_a_notice_ends_under_the_policy_that_ships() -> None:
    told = {name: replay("notice_listing", facts, policy=shipped()) for name, facts in LISTINGS.items()}
    assert {name: one.outcome for name, one in told.items()} == {
        "silent": "upheld: the seller was silent",
        "answers on the second day": "rejected: the holder was silent",
        "answers on the fourth day": "rejected: the holder was silent",
        "insists": "to a person: the holder insists",
        "holds a right": "to a person at once",
        "fast": "upheld at once",
        "sampled": "to a person at once",
        "off already": "dropped at once",
        "withdrawn": "withdrawn",
        "still open": "waits for the seller",
    }
    assert told["insists"].dates == ("2026-11-06", "2026-11-10")


@pytest.mark.parametrize(
    ("old", "new", "moved", "dates"),
    [
        (
            "seller_days = 4\nholder_days = 4\nworking_days = true",
            "seller_days = 3\nholder_days = 4\nworking_days = true",
            {"answers on the fourth day": ("rejected: the holder was silent", "upheld: the seller was silent")},
            5,  # silent, second day, insists, withdrawn, still open: they end alike, by another date
        ),
        (
            "seller_days = 4\nholder_days = 4\nworking_days = true",
            "seller_days = 4\nholder_days = 1\nworking_days = true",
            {"insists": ("to a person: the holder insists", "rejected: the holder was silent")},
            2,
        ),
        (
            'silent_seller = "remove"\nsilent_holder = "restore"\nbecause = "Four and four, in',
            'silent_seller = "decide"\nsilent_holder = "restore"\nbecause = "Four and four, in',
            {"silent": ("upheld: the seller was silent", "to a person: silence decides nothing")},
            0,
        ),
    ],
)
def test_one_number_of_the_clock_changes_exactly_the_listings_that_hang_on_it(
    old: str, new: str, moved: dict[str, tuple[str, str]], dates: int
) -> None:
    report = compare(cases("notice_listing", LISTINGS), old=shipped(), new=changed("notice", old, new))
    assert whose(report) == moved
    assert (report["decisions"], report["changed"], report["dates_moved"]) == (len(LISTINGS), len(moved), dates)


def notice(**more: Any) -> dict[str, Any]:
    facts = {
        "filed_at": "2026-11-02T09:00:00+00:00",
        "kind": "agent",
        "mandate_ends": "2027-06-01",
        "suspended_until": "",
        "proved": True,
        "ground": "counterfeit",
        "listings": 20,
        "evidence_chars": 300,
        "open_before": 0,
        "lane_before": "ordinary",
        "decided": 0,
        "held": 0,
        "in_lane": 0,
        "others": [],
    }
    return {**facts, **more}


NOTICES = {
    "small": notice(),
    "large": notice(listings=250),
    "wordy": notice(evidence_chars=9_000),
    "busy": notice(open_before=1_500),
    "good": notice(decided=12, held=12),
    "better": notice(decided=40, held=39),
    "new in the fast lane": notice(decided=40, held=40, lane_before="fast", in_lane=5),
    "long in the fast lane": notice(decided=80, held=79, lane_before="fast", in_lane=40),
    "mandate ends soon": notice(mandate_ends="2026-11-20"),
    "mandate ended": notice(mandate_ends="2026-10-20"),
    "suspended": notice(suspended_until="2026-12-01"),
    "unproved": notice(proved=False),
    "design": notice(ground="design"),
}


def test_whether_a_notice_was_taken_and_in_which_lane() -> None:
    told = {name: replay("notice", facts, policy=shipped()).outcome for name, facts in NOTICES.items()}
    assert told == {
        "small": "ordinary lane",
        "large": "ordinary lane",
        "wordy": "ordinary lane",
        "busy": "ordinary lane",
        "good": "fast lane, 50 % looked at first",
        "better": "fast lane, 50 % looked at first",
        "new in the fast lane": "fast lane, 50 % looked at first",
        "long in the fast lane": "fast lane, 5 % looked at first",
        "mandate ends soon": "ordinary lane, told that the mandate ends soon",
        "mandate ended": "refused: standing",
        "suspended": "refused: standing",
        "unproved": "refused: standing",
        "design": "ordinary lane",
    }


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("listings_per_notice = 300", "listings_per_notice = 200", {"large"}),
        ("evidence_chars = 10000", "evidence_chars = 5000", {"wordy"}),
        ("open_notices_per_notifier = 2000", "open_notices_per_notifier = 1000", {"busy"}),
        ("mandate_warning_days = 30", "mandate_warning_days = 7", {"mandate ends soon"}),
        ("bar = 0.90", "bar = 0.95", {"good"}),
        ("min_decided = 10\nprobation", "min_decided = 20\nprobation", {"good"}),
        ("probation_sample = 0.5", "probation_sample = 0.25", {"good", "better", "new in the fast lane"}),
        ("steady_sample = 0.05", "steady_sample = 0.1", {"long in the fast lane"}),
        ("probation_notices = 20", "probation_notices = 5", {"new in the fast lane"}),
        ("strength = 8.0", "strength = 40.0", {"good", "better"}),
    ],
)
def test_one_number_of_notice_toml_changes_exactly_the_notices_that_hang_on_it(
    old: str, new: str, moved: set[str]
) -> None:
    report = compare(cases("notice", NOTICES), old=shipped(), new=changed("notice", old, new))
    assert set(whose(report)) == moved


def strikes(*rows: tuple[str, str], by_person: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    return {
        "strikes": [{"ground": g, "at": f"{day}T09:00:00+00:00", "lifted_at": None} for g, day in rows],
        "by_person": [{"step": s, "at": f"{day}T10:00:00+00:00"} for s, day in by_person],
        "as_of": AS_OF,
    }


LIFTED = strikes(("counterfeit", "2026-05-01"), ("no_right", "2026-05-02"))
LIFTED["strikes"][0]["lifted_at"] = "2026-06-01T09:00:00+00:00"
STORES = {
    "one small": strikes(("no_right", "2026-05-01")),
    "three small": strikes(*(("no_right", f"2026-05-0{i}") for i in (1, 2, 3))),
    "one fake": strikes(("counterfeit", "2026-05-01")),
    "three fakes": strikes(*(("counterfeit", f"2026-05-0{i}") for i in (1, 2, 3))),
    "three fakes in a day": strikes(*(("counterfeit", "2026-05-01") for _ in (1, 2, 3))),
    "a year ago": strikes(("counterfeit", "2025-11-10"), ("no_right", "2026-05-01")),
    "appealed": LIFTED,
    "held": strikes(*(("counterfeit", f"2026-05-0{i}") for i in (1, 2, 3)), by_person=(("hold_funds", "2026-05-04"),)),
}


def test_what_the_ladder_does_to_a_store() -> None:
    told = {name: replay("ladder", facts, policy=shipped()).outcome for name, facts in STORES.items()}
    assert told == {
        "one small": "no step, 2 points",
        "three small": "warn, 6 points",
        "one fake": "warn, 12 points",
        "three fakes": "warn, restrict, hide, 36 points; hold_funds waits for a person",
        "three fakes in a day": "warn, restrict, 12 points",
        "a year ago": "warn, restrict, 2 points",
        "appealed": "restrict, 2 points",
        "held": "warn, restrict, hide, hold_funds, 36 points",
    }


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("at_points = 6\n", "at_points = 7\n", {"three small"}),
        (
            "at_points = 24",
            "at_points = 30",
            set(),  # the third fake brings 36 points: the step comes all the same
        ),
        (
            "at_points = 36",
            "at_points = 37",
            {"three fakes", "held"},
        ),
        ("lapse_days = 365", "lapse_days = 400", {"a year ago"}),
        ("max_points_per_day = 12", "max_points_per_day = 24", {"three fakes in a day"}),
        ("no_right = 2", "no_right = 3", {"one small", "three small", "a year ago", "appealed"}),
        ('step = "restrict"\ndays = 7', 'step = "restrict"\ndays = 14', set()),
    ],
)
def test_one_number_of_store_toml_changes_exactly_the_stores_that_hang_on_it(
    old: str, new: str, moved: set[str]
) -> None:
    report = compare(cases("ladder", STORES), old=shipped(), new=changed("store", old, new))
    assert set(whose(report)) == moved
    if not moved and "days" in old:
        assert report["dates_moved"] == 5  # every store that is restricted, until another day


def test_a_closure_hangs_on_the_notice_the_warnings_and_the_people() -> None:
    closed = {
        "at": "2026-11-20T09:00:00+00:00",
        "points": 48,
        "warnings_delivered": ["2026-05-01T09:00:00+00:00"],
        "notice_delivered": "2026-10-15T09:00:00+00:00",
        "people": 2,
    }
    assert replay("close", closed, policy=shipped()).outcome == "closed"
    for old, new in (("notice_days = 30", "notice_days = 60"), ("min_warnings = 1", "min_warnings = 2")):
        report = compare(cases("close", {"it": closed}), old=shipped(), new=changed("store", old, new))
        assert report["changed"] == 1
    assert replay("close", closed, policy=changed("store", "people = 2", "people = 3")).outcome == (
        "not closed: 2 of the 3 people agreed that closure needs"
    )


PROMISES: dict[str, tuple[str, dict[str, Any]]] = {
    "kept": (
        "promise",
        {
            "handed_in_at": "2026-11-02T09:00:00+00:00",
            "first_answered_at": "2026-11-03T09:00:00+00:00",
            "settled_at": "2026-11-09T09:00:00+00:00",
            "as_of": AS_OF,
        },
    ),
    "right": ("grant", {"granted_on": "2026-11-02", "authorized_until": None}),
    "cut": ("grant", {"granted_on": "2026-11-02", "authorized_until": "2027-01-31"}),
    "bought": (
        "purchase",
        {"at": "2026-10-01T09:00:00+00:00", "units": 12, "papers_at": "2026-10-13T09:00:00+00:00", "as_of": AS_OF},
    ),
    "appeal": (
        "appeal",
        {
            "decided_at": "2026-05-20T09:00:00+00:00",
            "opened_at": "2026-11-02T09:00:00+00:00",
            "levels_used": 1,
            "answered_at": "2026-11-06T09:00:00+00:00",
            "as_of": AS_OF,
        },
    ),
    "draw": ("repeat", {"decision": "0ccccccc-ffff-4000-8000-00000000ffff"}),
    "campaign": ("campaign", {"announced_on": "2026-11-02", "due_on": "2026-11-12"}),
    "alarm": (
        "contradiction",
        {
            "kind": "objection",
            "has_right": True,
            "raised_at": "2026-11-02T09:00:00+00:00",
            "closed_at": "2026-11-09T09:00:00+00:00",
            "as_of": AS_OF,
        },
    ),
}


@pytest.mark.parametrize(
    ("part", "old", "new", "name", "outcomes"),
    [
        (
            "document",
            "last_answer_working_days = 5",
            "last_answer_working_days = 4",
            "kept",
            ("first answer in time, last answer in time", "first answer in time, last answer late"),
        ),
        ("right", "papers_due_days = 14", "papers_due_days = 10", "bought", ("papers in time", "papers overdue")),
        ("right", "max_units = 20", "max_units = 10", "bought", ("papers in time", "refused: pieces")),
        (
            "appeal",
            "days = 185",
            "days = 150",
            "appeal",
            ("heard, answer in time", "not heard: the time for an appeal is over."),
        ),
        (
            "appeal",
            "levels = 2",
            "levels = 1",
            "appeal",
            ("heard, answer in time", "not heard: every level of appeal has been used."),
        ),
        (
            "appeal",
            "working_days = 5",
            "working_days = 3",
            "appeal",
            ("heard, answer in time", "heard, answer late"),
        ),
        ("appeal", "share = 0.05", "share = 0.04", "draw", ("drawn", "not drawn")),
        ("right", "min_notice_days = 7", "min_notice_days = 14", "campaign", ("announced", "refused: too early")),
        (
            "document",
            'suspends = ["objection", ',
            "suspends = [",
            "alarm",
            ("the right waits, in time", "nothing waits, in time"),
        ),
        (
            "document",
            "answer_working_days = 5\n# A",
            "answer_working_days = 3\n# A",
            "alarm",
            ("the right waits, in time", "the right waits, late"),
        ),
    ],
)
def test_one_number_changes_exactly_the_promise_that_hangs_on_it(
    part: str, old: str, new: str, name: str, outcomes: tuple[str, str]
) -> None:
    stored = [StoredCase(kind=kind, case=one, facts=facts, outcome="") for one, (kind, facts) in PROMISES.items()]
    report = compare(stored, old=shipped(), new=changed(part, old, new))
    assert whose(report) == {name: outcomes}


def test_a_term_is_moved_for_those_whom_it_bounds() -> None:
    stored = [StoredCase(kind=kind, case=one, facts=facts, outcome="") for one, (kind, facts) in PROMISES.items()]
    report = compare(stored, old=shipped(), new=changed("right", "term_days = 365", "term_days = 180"))
    assert (report["changed"], report["by_kind"]["grant"]["dates_moved"]) == (0, 1)  # the other was cut shorter already


def test_a_notifier_who_is_frequently_unfounded_is_named() -> None:
    facts = {"ground": "counterfeit", "lane_before": "ordinary", "decided": 40, "held": 8, "in_lane": 0, "others": []}
    assert replay("notifier", facts, policy=shipped()).outcome == "ordinary lane, frequently unfounded"
    milder = changed("notice", "unfounded_rate = 0.5", "unfounded_rate = 0.9")
    assert replay("notifier", facts, policy=milder).outcome == "ordinary lane"


def test_a_notifier_who_repeats_himself_is_named() -> None:
    facts = {"ground": "counterfeit", "lane_before": "ordinary", "decided": 0, "held": 0, "in_lane": 0, "others": []}
    facts |= {"repeated_at": [f"2026-10-{day:02d}T09:00:00+00:00" for day in range(1, 22)], "as_of": AS_OF}
    assert replay("notifier", facts, policy=shipped()).outcome == "ordinary lane, repeats himself too often"
    more = changed("notice", "duplicates_per_window = 20", "duplicates_per_window = 21")
    assert replay("notifier", facts, policy=more).outcome == "ordinary lane"
    shorter = changed("notice", "window_days = 90", "window_days = 50")
    assert replay("notifier", facts, policy=shorter).outcome == "ordinary lane"


RULES = {
    "often wrong": {"rule": "no_right", "right": 10, "wrong": 90},
    "mostly right": {"rule": "no_right", "right": 95, "wrong": 5},
    "seldom looked at": {"rule": "no_right", "right": 0, "wrong": 2},
    "gone": {"rule": "there_is_no_such_rule", "right": 5, "wrong": 5},
}


def test_a_rule_goes_to_shadow_by_the_floor_of_the_policy() -> None:
    told = {name: replay("rule", facts, policy=shipped()).outcome for name, facts in RULES.items()}
    assert told == {
        "often wrong": "shadow by itself",
        "mostly right": "active",
        "seldom looked at": "active",
        "gone": "no rule",
    }
    floor = f"precision_floor = {shipped().listing.track.precision_floor}"
    report = compare(cases("rule", RULES), old=shipped(), new=changed("listing", floor, "precision_floor = 0.05"))
    assert whose(report) == {"often wrong": ("shadow by itself", "active")}


def test_every_kind_of_case_is_tried_here() -> None:
    elsewhere = {"deposit", "comeback", "referral"}  # test_replay_of_enforcement
    elsewhere |= {"vote", "member", "suspension", "interest", "dues"}  # test_replay_of_coalition
    tried = (
        elsewhere
        | {"notice", "notice_listing", "notifier", "rule", "ladder", "close"}
        | {kind for kind, _ in PROMISES.values()}
    )
    assert tried == set(REPLAYS)
