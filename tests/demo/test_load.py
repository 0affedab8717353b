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
    Contradiction,
    Decision,
    Deposit,
    Listing,
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
    Strike,
)
from assay.records.queries.notices import filed
from assay.records.queries.states import state_of_right
from assay.regime.moves import OPEN_NOTICES, AppealState, ApplicationState, NoticeState
from assay.regime.restriction import RightState
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

    # the appeal that was upheld lifted what the wrong decision had imposed, and nothing of the decision binds any more
    upheld = Appeal.objects.get(state=AppealState.UPHELD)
    lifted = Restriction.objects.filter(caused_by=upheld.decision)
    assert [(r.kind, r.lifted_by_id) for r in lifted] == [(RestrictionKind.REMOVE, upheld.decided_id)]
    assert not Strike.objects.filter(caused_by=upheld.decision, lifted_at__isnull=True).exists()

    # a photo that was taken down came back under other words, was known by its digest, and is off again
    back = Listing.objects.get(listing_id="0-party-clutch")
    assert (back.verdict, back.rules[-1], back.bound) == ("remove", "came_back", "remove")
    known = back.signals["comeback"]
    assert (known["known_by"], known["distance"], known["quality"]) == ("photo", 6, 96)
    first = Listing.objects.get(listing_id="0-evening-bag")
    assert (first.bound, back.signals["comeback_of"]) == ("remove", str(first.pk))

    # one paper was refused and then accepted, a line came twice, a credential was taken back: alarms wait, and the last right waits too
    alarms = {c.kind: c for c in Contradiction.objects.filter(closed_at__isnull=True)}
    assert set(alarms) == {"decided_twice", "credential_withdrawn", "line_used_elsewhere"}
    twice = alarms["decided_twice"]
    assert {d["what"] for d in twice.shown["differs"]} >= {"the day"}
    assert [d.by.username for d in (twice.refused, twice.accepted) if d and d.by] == ["vera", "victor"]
    withdrawn = alarms["credential_withdrawn"].right
    assert withdrawn is not None and state_of_right(withdrawn, at=NOW) is RightState.SUSPENDED
    assert all(c.due > NOW for c in alarms.values())
    assert twice.right is not None and state_of_right(twice.right, at=NOW) is RightState.IN_FORCE

    # one deposit came and went back when the dispute ended, another is offered
    assert Counter(Deposit.objects.values_list("state", flat=True)) == {"released": 1, "offered": 1}

    # the brand whose notice was upheld reads what became of the store
    item = NoticeItem.objects.get(listing=first)
    seen = filed(item.notice.notifier, item.notice_id, at=NOW)
    assert seen is not None
    assert [(f.store, f.state, [step[1] for step in f.steps]) for f in seen.stores] == [
        (item.store_id, "open", ["restrict", "hide"])
    ]

    # every way of a notice is there, and three wait; of four reports one was confirmed, and its buyers were refunded
    states = Counter(NoticeItem.objects.values_list("state", flat=True))
    assert (states[NoticeState.UPHELD], states[NoticeState.REJECTED], states[NoticeState.DROPPED]) == (5, 2, 6)
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
