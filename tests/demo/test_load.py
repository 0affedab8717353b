"""Is the sample loaded once and whole, with a past that holds and a case at hand for the newcomer?"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assay.actions.store import closure_facts, points_of
from assay.demo.load import load
from assay.demo.market import make_market
from assay.demo.people import DEMO_PASSWORD
from assay.demo.stores import Behaviour
from assay.errors import NotPermitted
from assay.records.models import (
    Appeal,
    Application,
    Decision,
    Member,
    MemberSuspension,
    MemberVote,
    NoticeItem,
    Outbox,
    Person,
    ProjectPost,
    Refund,
    Report,
    Restriction,
    Store,
)
from assay.regime.moves import OPEN_NOTICES, AppealState, ApplicationState, NoticeState
from assay.regime.terms import Outcome, RestrictionKind

pytestmark = pytest.mark.database
NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)


@pytest.mark.long
@pytest.mark.django_db
def test_the_sample_is_loaded_once_and_its_story_holds(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ASSAY_DEMO = True
    monkeypatch.setenv("ASSAY_DATA_DIR", str(tmp_path))
    loaded = load(at=NOW)
    assert loaded is not None
    assert loaded.missed == ()
    market = make_market(as_of=NOW.date())

    # every decision stands in the outbox of the log, none is from the future, and they are in the order of their times
    times = list(Outbox.objects.order_by("pk").values_list("decision__at", flat=True))
    assert len(times) == Decision.objects.count() > 300
    assert max(times) <= NOW
    assert all(later >= earlier for earlier, later in pairwise(times))

    # a newcomer finds a genuine application that can be accepted and a forged one that cannot, both in time
    waiting = Application.objects.filter(state=ApplicationState.IN_REVIEW)
    outcomes = Counter(a.proposal["outcome"] for a in waiting)
    assert outcomes[Outcome.ACCEPT] >= 1
    assert outcomes[Outcome.REFUSE] >= 2
    assert all(a.first_answer_due > NOW and a.handed_in_at <= NOW for a in waiting)
    states = Counter(Application.objects.values_list("state", flat=True))
    assert states[ApplicationState.GRANTED] >= 15
    assert states[ApplicationState.OVERDUE] == 1
    assert states[ApplicationState.REFUSED] >= 4

    # the first counterfeiter is closed, the second could be as soon as its notice has run out and a second person agrees
    crooked = [s.store_id for s in market.stores if s.behaviour is Behaviour.COUNTERFEITING]
    closed = Restriction.objects.filter(kind=RestrictionKind.CLOSE, lifted_at__isnull=True)
    assert [r.store_id for r in closed] == crooked[:1]
    near = Store.objects.get(pk=crooked[1])
    assert points_of(near, at=NOW) >= 48
    assert len(closure_facts(near, at=NOW).approved_by) == 1
    assert closure_facts(near, at=NOW).notice_delivered is not None

    assert Counter(Appeal.objects.values_list("state", flat=True)) == {
        AppealState.UPHELD: 1,
        AppealState.REJECTED: 1,
        AppealState.OPEN: 1,
    }

    # every way of a notice is there, and three wait; of four reports one was confirmed, and its buyers were refunded
    states = Counter(NoticeItem.objects.values_list("state", flat=True))
    assert (states[NoticeState.UPHELD], states[NoticeState.REJECTED], states[NoticeState.DROPPED]) == (4, 2, 6)
    assert sum(states[s] for s in OPEN_NOTICES) == 3
    assert Counter(Report.objects.values_list("state", flat=True)) == {"confirmed": 1, "rejected": 1, "open": 2}
    assert Refund.objects.filter(fee_returned_at__isnull=False).count() == 4
    assert Refund.objects.filter(refunded_at__isnull=False).count() == 3

    # the coalition: five founders of whom one quit, three voted in of whom one is suspended, and a vote that runs
    assert Counter(Member.objects.values_list("state", flat=True)) == {"admitted": 7, "quit": 1}
    assert MemberSuspension.objects.get(lifted_at__isnull=True).member_id == "second-chance-mall"
    assert MemberVote.objects.filter(decided__isnull=True).count() == 1
    assert ProjectPost.objects.count() == 2

    honest = [s.store_id for s in market.stores if s.behaviour is Behaviour.HONEST]
    assert [points_of(s, at=NOW) for s in Store.objects.filter(pk__in=honest)] == [0] * len(honest)
    assert Person.objects.get(username="vera").check_password(DEMO_PASSWORD)

    # a second start does nothing
    before = Decision.objects.count()
    assert load(at=NOW) is None
    assert Decision.objects.count() == before


@pytest.mark.django_db
def test_a_real_office_refuses_the_sample(settings: Any) -> None:
    settings.ASSAY_DEMO = False
    with pytest.raises(NotPermitted):
        load(at=NOW)
    assert not Person.objects.exists()
    assert not Store.objects.exists()


@pytest.mark.django_db
def test_a_load_that_breaks_off_leaves_nothing(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ASSAY_DEMO = True
    monkeypatch.setenv("ASSAY_DATA_DIR", str(tmp_path))

    def killed(story: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("assay.demo.load.Story.play", killed)
    with pytest.raises(KeyboardInterrupt):
        load(at=NOW)
    assert not Decision.objects.exists()
    assert not Person.objects.exists()
