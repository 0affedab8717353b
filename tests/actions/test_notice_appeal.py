"""A notifier appeals the rejection of his notice; never to whoever rejected it; upheld, the notice takes effect."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.actions.test_notice import AT, draft, item, scene, state, who
from tests.paths.scene import Scene

from assay.actions import appeal, message, notice
from assay.actions.notice_appeal import open_notice_appeal
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.records.models import Appeal, Message, Strike
from assay.records.queries import store_decisions
from assay.regime.terms import Role
from assay.web.messages import words_of

__all__ = ["scene"]
pytestmark = pytest.mark.django_db(transaction=True)


def rejected(scene: Scene) -> None:
    notice.file(draft=draft(), by=who("lumen"), at=AT)
    notice.counter(item=item("n0").pk, by=who("honest"), text="It is a plain clasp.", at=AT)
    notice.insist(item=item("n0").pk, by=who("lumen"), text="It is ours.", at=AT)
    notice.decide(item=item("n0").pk, by=who("ada"), upheld=False, reason="A plain clasp.", at=AT)


def appealed() -> Appeal:
    return open_notice_appeal(item=item("n0").pk, by=who("lumen"), text="Look at the second photo.", at=AT)


def test_an_upheld_appeal_of_a_notifier_upholds_the_notice_and_the_store_can_appeal_that(scene: Scene) -> None:
    rejected(scene)
    scene.person("abel", Role.ADJUDICATOR)
    case = appealed()
    with pytest.raises(NotPermitted, match="who decided may not review it"):
        appeal.decide_appeal(appeal=case.pk, by=who("ada"), upheld=True, reason="I was wrong.", at=AT)
    assert (state(scene, "n0"), item("n0").state) == ("on_offer", "rejected")
    appeal.decide_appeal(appeal=case.pk, by=who("abel"), upheld=True, reason="The monogram is there.", at=AT)
    assert (state(scene, "n0"), item("n0").state) == ("removed", "upheld")
    assert Strike.objects.filter(store="honest", lifted_at__isnull=True).count() == 1
    assert Message.objects.filter(brand="lumen", kind="notice_upheld").count() == 1
    second = appeal.open_appeal(decision=item("n0").decided_id, by=who("honest"), text="It is not.", at=AT)  # type: ignore[arg-type]
    # Both have decided this case, one in the first instance, one on appeal: a third looks at it now.
    for name in ("ada", "abel"):
        with pytest.raises(NotPermitted, match="who decided may not review it"):
            appeal.decide_appeal(appeal=second.pk, by=who(name), upheld=False, reason="As I said.", at=AT)
    scene.person("adam", Role.ADJUDICATOR)
    appeal.decide_appeal(appeal=second.pk, by=who("adam"), upheld=True, reason="It is another mark.", at=AT)
    assert state(scene, "n0") == "on_offer"


def test_a_rejected_appeal_changes_nothing_and_the_notifier_reads_why(scene: Scene) -> None:
    rejected(scene)
    scene.person("abel", Role.ADJUDICATOR)
    appeal.decide_appeal(appeal=appealed().pk, by=who("abel"), upheld=False, reason="A plain clasp, still.", at=AT)
    assert (state(scene, "n0"), item("n0").state) == ("on_offer", "rejected")
    told = Message.objects.get(brand="lumen", kind="notice_appeal_rejected")
    assert told.parameters["reason"] == "A plain clasp, still."
    message.deliver(at=AT)
    assert "A plain clasp, still." in words_of(told.kind, told.parameters).text
    assert not Strike.objects.exists()


def test_the_store_does_not_read_what_the_notifier_says(scene: Scene) -> None:
    rejected(scene)
    appealed()
    store = who("honest").store
    assert store is not None
    assert store_decisions.appeals(store) == ()


def test_an_appeal_of_a_stranger_too_early_too_late_empty_or_twice_is_refused(scene: Scene) -> None:
    notice.file(draft=draft("honest/n1"), by=who("lumen"), at=AT)
    with pytest.raises(Conflict, match="only a rejection"):
        open_notice_appeal(item=item("n1").pk, by=who("lumen"), text="Now.", at=AT)
    rejected(scene)
    scene.brand("another", "Other House")
    with pytest.raises(NotFound):
        open_notice_appeal(item=item("n0").pk, by=who("another"), text="Me too.", at=AT)
    with pytest.raises(BadInput):
        open_notice_appeal(item=item("n0").pk, by=who("lumen"), text=" ", at=AT)
    with pytest.raises(NotPermitted, match="the time for an appeal is over"):
        open_notice_appeal(item=item("n0").pk, by=who("lumen"), text="Late.", at=AT + timedelta(days=185))
    appealed()
    with pytest.raises(Conflict, match="open already"):
        appealed()
    assert Appeal.objects.count() == 1


def test_the_notifier_appeals_on_the_page_of_the_notice(scene: Scene) -> None:
    rejected(scene)
    scene.post("lumen", f"/notices/items/{item('n0').pk}/appeal/", text="Look at the second photo.")
    case = Appeal.objects.get()
    page = scene.get("ada", f"/desk/appeals/{case.pk}/")
    assert "Maison Lumen" in page
    assert "against the rejection of a notice" in page
