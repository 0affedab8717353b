"""Only the owner, and whom the owner or an authority has named, may speak for a mark."""

from datetime import date

import pytest

from assay.errors import NotPermitted
from assay.policy.load import shipped
from assay.regime.notice.standing import Mandate, NotifierFacts, NotifierKind, RegisteredMark, check_standing

POLICY = shipped().notice.standing
MARK = RegisteredMark(brand="aurel", office="EUIPO", number="018000001")
ON = date(2026, 5, 20)


def agent(*mandates: Mandate) -> NotifierFacts:
    return NotifierFacts(notifier="law", kind=NotifierKind.AGENT, mandates=mandates)


def mandate(valid_to: date, **more: object) -> Mandate:
    return Mandate(brand="aurel", valid_from=date(2025, 5, 20), valid_to=valid_to, **more)  # type: ignore[arg-type]


def test_a_brand_speaks_for_its_own_marks_only() -> None:
    own = NotifierFacts(notifier="a", kind=NotifierKind.HOLDER, brand="aurel")
    assert check_standing(own, mark=MARK, on=ON, policy=POLICY).brand == "aurel"
    other = NotifierFacts(notifier="b", kind=NotifierKind.HOLDER, brand="boreal")
    with pytest.raises(NotPermitted, match="this mark is not yours"):
        check_standing(other, mark=MARK, on=ON, policy=POLICY)


def test_a_mark_that_no_register_knows_carries_no_notice() -> None:
    own = NotifierFacts(notifier="a", kind=NotifierKind.HOLDER, brand="aurel")
    with pytest.raises(NotPermitted, match="does not know this mark"):
        check_standing(own, mark=None, on=ON, policy=POLICY)
    unproved = RegisteredMark(brand="aurel", office="EUIPO", number="1", proved=False)
    with pytest.raises(NotPermitted, match="not found in its office's extract"):
        check_standing(own, mark=unproved, on=ON, policy=POLICY)


def test_a_mandate_is_good_on_its_last_day_and_not_on_the_next() -> None:
    last = agent(mandate(ON))
    assert check_standing(last, mark=MARK, on=ON, policy=POLICY).warning == "The mandate ends on 2026-05-20."
    with pytest.raises(NotPermitted, match="the mandate ended on 2026-05-19"):
        check_standing(agent(mandate(date(2026, 5, 19))), mark=MARK, on=ON, policy=POLICY)


def test_a_mandate_that_begins_tomorrow_says_so_whatever_was_withdrawn_before() -> None:
    gone = Mandate(brand="b", valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31), withdrawn_on=date(2026, 2, 1))
    to_come = Mandate(brand="b", valid_from=date(2026, 11, 25), valid_to=date(2026, 12, 31))
    facts = NotifierFacts(notifier="n", kind=NotifierKind.AGENT, mandates=(gone, to_come))
    mark = RegisteredMark(brand="b", office="EUIPO", number="1")
    with pytest.raises(NotPermitted, match="the mandate begins on 2026-11-25"):
        check_standing(facts, mark=mark, on=date(2026, 11, 24), policy=shipped().notice.standing)
    assert check_standing(facts, mark=mark, on=date(2026, 11, 25), policy=shipped().notice.standing).brand == "b"


def test_a_mandate_for_another_mark_is_none() -> None:
    with pytest.raises(NotPermitted, match="no mandate for this mark"):
        check_standing(agent(mandate(date(2027, 1, 1), marks=("EUIPO 2",))), mark=MARK, on=ON, policy=POLICY)


def test_a_withdrawn_mandate_ends_on_the_day() -> None:
    with pytest.raises(NotPermitted, match="has withdrawn"):
        check_standing(agent(mandate(date(2027, 1, 1), withdrawn_on=ON)), mark=MARK, on=ON, policy=POLICY)


def test_a_suspended_notifier_is_told_until_when() -> None:
    facts = NotifierFacts(notifier="a", kind=NotifierKind.HOLDER, brand="aurel", suspended_until=date(2026, 6, 1))
    with pytest.raises(NotPermitted) as refused:
        check_standing(facts, mark=MARK, on=ON, policy=POLICY)
    assert "2026-06-01" in refused.value.mend
    assert check_standing(facts, mark=MARK, on=date(2026, 6, 1), policy=POLICY).kind is NotifierKind.HOLDER


def test_a_member_whose_admission_does_not_hold_has_no_lane() -> None:
    facts = NotifierFacts(notifier="m", kind=NotifierKind.MEMBER, in_good_standing=False)
    with pytest.raises(NotPermitted, match="does not hold now"):
        check_standing(facts, mark=MARK, on=ON, policy=POLICY)
