"""Only whom a decision concerns may appeal it, in time; whoever decided never reviews."""

from datetime import UTC, datetime, timedelta

import pytest

from assay.errors import NotPermitted
from assay.policy.load import shipped
from assay.regime.appeal import AppealFacts, check_may_appeal, check_may_decide, closes_at, fallen_with

AT = datetime(2026, 5, 20, tzinfo=UTC)
POLICY = shipped().appeal
FACTS = AppealFacts(decided_at=AT, decided_by="anna", addressee="store-1")


def test_a_stranger_cannot_appeal() -> None:
    with pytest.raises(NotPermitted, match="somebody else"):
        check_may_appeal(FACTS, by="store-2", policy=POLICY, at=AT)


def test_an_appeal_is_open_for_six_months_and_not_longer() -> None:
    end = closes_at(AT, policy=POLICY)
    # Whatever the six months: until the end of the same day of the sixth month after.
    for month in range(1, 13):
        decided = datetime(2026, month, 1, tzinfo=UTC)
        same = datetime(2026 + (month + 6 > 12), (month + 5) % 12 + 1, 1, tzinfo=UTC)
        assert closes_at(decided, policy=POLICY) >= same + timedelta(days=1)
    check_may_appeal(FACTS, by="store-1", policy=POLICY, at=end - timedelta(seconds=1))
    with pytest.raises(NotPermitted, match="time for an appeal is over"):
        check_may_appeal(FACTS, by="store-1", policy=POLICY, at=end)


def test_after_two_levels_only_an_outside_body_is_left() -> None:
    used = AppealFacts(decided_at=AT, decided_by="anna", addressee="store-1", levels_used=2)
    with pytest.raises(NotPermitted) as refused:
        check_may_appeal(used, by="store-1", policy=POLICY, at=AT)
    assert "DSA Art. 21" in refused.value.mend


def test_whoever_decided_may_not_review_and_neither_may_an_earlier_reviewer() -> None:
    facts = AppealFacts(
        decided_at=AT, decided_by="anna", addressee="store-1", earlier_deciders=frozenset({"ben"}), levels_used=1
    )
    for person in ("anna", "ben"):
        with pytest.raises(NotPermitted, match="may not review"):
            check_may_decide(facts, by=person)
    check_may_decide(facts, by="carla")


def test_with_a_decision_fall_those_that_it_led_to_however_long_the_way() -> None:
    caused = {"removal": ["strike"], "strike": ["warning", "restriction"], "other": ["untouched"]}
    assert fallen_with("removal", caused=caused) == {"removal", "strike", "warning", "restriction"}
