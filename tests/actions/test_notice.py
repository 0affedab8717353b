"""Notices: both sides are heard, silence is an answer, and every case ends with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST, SILENT

from assay.actions import appeal, listing, message, notice, notifier
from assay.errors import BadInput, IllegalMove, NotFound, NotPermitted
from assay.policy.load import shipped
from assay.records.models import (
    Decision,
    Listing,
    Message,
    Notice,
    NoticeItem,
    NotifierRecord,
    Person,
    Restriction,
    Store,
    Strike,
)
from assay.records.queries import desk_notifiers
from assay.regime.notice.completeness import Draft
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2016, 5, 18, 9, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    scene = Scene(clock=Clock(AT, monkeypatch))
    scene.person("ada", Role.ADJUDICATOR)
    scene.person("enno", Role.ENFORCER)
    scene.brand("lumen", "Maison Lumen")
    store = scene.store("honest", HONEST)
    rows = [{**bag(f"n{i}", title=f"Plain canvas bag {i}"), "brand": ""} for i in range(4)]
    listing.take(store=store, rows=rows, at=AT)
    listing.screen_waiting(at=AT)
    return scene


def who(name: str) -> Person:
    return Person.objects.get(username=name)


def draft(*names: str, **change: Any) -> Draft:
    base: dict[str, Any] = {
        "listings": names or ("honest/n0",),
        "ground": "mark_in_picture",
        "mark_office": "EUIPO",
        "mark_number": "018000005",
        "evidence": "The picture shows our monogram on the clasp.",
        "good_faith": True,
    }
    return Draft(**{**base, **change})


def state(scene: Scene, name: str) -> str:
    return scene.state(who("honest").store, name)  # type: ignore[arg-type]


def item(name: str) -> NoticeItem:
    return NoticeItem.objects.filter(listing__listing_id=name).latest("changed_at")


def test_the_sellers_silence_removes_and_his_points_count(scene: Scene) -> None:
    notice.file(draft=draft("honest/n0", "honest/n1"), by=who("lumen"), at=AT)
    assert (state(scene, "n0"), state(scene, "n1"), state(scene, "n2")) == ("paused", "paused", "on_offer")
    assert Message.objects.get(store="honest", kind="notice_received").parameters["listings"] == 2
    scene.clock.at = item("n0").due + timedelta(seconds=1)  # type: ignore[operator]
    assert notice.act_on_clocks(at=scene.clock.at) == 2
    assert (state(scene, "n0"), item("n0").state) == ("removed", "upheld")
    assert Strike.objects.filter(store="honest").count() == 2
    assert Message.objects.filter(brand="lumen", kind="notice_upheld").count() == 2
    closed = Decision.objects.get(kind="notice_decision", subject_kind="notice")
    assert closed.outcome == {"state": "answered"}


def test_the_holders_silence_restores_exactly_what_the_notice_paused(scene: Scene) -> None:
    notice.file(draft=draft(), by=who("lumen"), at=AT)
    notice.counter(item=item("n0").pk, by=who("honest"), text="It is a plain clasp.", at=AT + timedelta(days=1))
    assert Message.objects.filter(brand="lumen", kind="notice_countered").count() == 1
    late = item("n0").due + timedelta(seconds=1)  # type: ignore[operator]
    assert notice.act_on_clocks(at=late) == 1
    scene.clock.at = late
    assert (state(scene, "n0"), item("n0").state) == ("on_offer", "rejected")
    assert not Restriction.objects.filter(listing__listing_id="n0", lifted_at__isnull=True).exists()
    with pytest.raises(IllegalMove):
        notice.counter(item=item("n0").pk, by=who("honest"), text="Once more.", at=late)


def test_a_holder_who_insists_is_decided_by_a_person_who_can_be_appealed_against(scene: Scene) -> None:
    notice.file(draft=draft(), by=who("lumen"), at=AT)
    at = AT + timedelta(days=1)
    notice.counter(item=item("n0").pk, by=who("honest"), text="It is a plain clasp.", at=at)
    notice.insist(item=item("n0").pk, by=who("lumen"), text="It is ours; see the photo.", at=at)
    assert item("n0").state == "to_decide"
    notice.decide(item=item("n0").pk, by=who("enno"), upheld=True, reason="The monogram is visible.", at=at)
    scene.clock.at = at
    assert state(scene, "n0") == "removed"
    case = appeal.open_appeal(decision=item("n0").decided_id, by=who("honest"), text="It is not.", at=at)  # type: ignore[arg-type]
    appeal.decide_appeal(appeal=case.pk, by=who("ada"), upheld=True, reason="It is another mark.", at=at)
    assert state(scene, "n0") == "on_offer"
    assert Strike.objects.get(store="honest").lifted_at == at


def test_what_a_notifier_takes_back_is_lifted_at_once(scene: Scene) -> None:
    notice.file(draft=draft(), by=who("lumen"), at=AT)
    notice.withdraw(item=item("n0").pk, by=who("lumen"), at=AT)
    assert (state(scene, "n0"), item("n0").state) == ("on_offer", "withdrawn")


def test_all_notices_of_an_abuser_are_dropped_in_one_act_and_only_after_a_warning_is_he_suspended(scene: Scene) -> None:
    notice.file(draft=draft("honest/n0", "honest/n1", "honest/n2"), by=who("lumen"), at=AT)
    filer = Notice.objects.get().notifier
    assert notice.drop_all(notifier=filer, by=who("enno"), reason="A shotgun notice.", at=AT) == 3
    assert {state(scene, f"n{i}") for i in range(3)} == {"on_offer"}
    with pytest.raises(NotPermitted, match="was never warned"):
        notifier.suspend(notifier=filer, by=who("enno"), reason="Frequently unfounded.", at=AT)
    notifier.warn(notifier=filer, by=who("enno"), reason="Frequently unfounded.", at=AT)
    notifier.suspend(notifier=filer, by=who("enno"), reason="Frequently unfounded.", at=AT)
    with pytest.raises(NotPermitted, match="are suspended"):
        notice.file(draft=draft(), by=who("lumen"), at=AT + timedelta(days=1))
    assert notice.file(draft=draft(), by=who("lumen"), at=AT + timedelta(days=91))


def test_an_agent_files_under_a_mandate_and_not_the_day_after_it_ended(scene: Scene) -> None:
    law = notifier.enrol_notifier(notifier_id="law", kind=NotifierKind.AGENT, name="Law & Mark", by=who("enno"), at=AT)
    lena = Person.objects.create(username="lena", role=Role.AGENT, notifier=law)
    with pytest.raises(NotPermitted, match="no mandate"):
        notice.file(draft=draft(), by=lena, at=AT)
    notifier.give_mandate(
        notifier=law,
        by=who("lumen"),
        marks=[],
        valid_from=date(2016, 5, 1),
        valid_to=date(2016, 5, 18),
        at=AT,
    )
    notice.file(draft=draft("honest/n0"), by=lena, at=AT)
    with pytest.raises(NotPermitted, match="the mandate ended on 2016-05-18"):
        notice.file(draft=draft("honest/n1"), by=lena, at=AT + timedelta(days=1))
    message.deliver(at=AT)


def test_a_store_with_a_right_is_not_touched_by_a_notice_before_a_person_has_looked(scene: Scene) -> None:
    from tests.paths.scene import GTIN, invoice, pdf

    from assay.actions import application, inquiry, reading, settlement
    from assay.records.models import Application, Inquiry
    from assay.regime.terms import Lane

    vera = scene.person("vera", Role.VERIFIER)
    store = who("honest").store
    assert store is not None
    case = application.apply(
        store=store,
        brand=who("lumen").brand,  # type: ignore[arg-type]
        lane=Lane.PROOF,
        goods=[{"name": "Clairon bag", "model": "CL-30", "gtin": GTIN, "units": 12}],
        papers=[("invoice.pdf", pdf(invoice(HONEST, number="ML-1")))],
        by=who("honest"),
        at=AT,
    )
    reading.read_waiting(at=AT)
    asked = Inquiry.objects.get(application=case, asked="brand")
    inquiry.answer(inquiry=asked.pk, by=who("lumen"), confirmed=True, ground="", evidence="", at=AT)
    settlement.settle(application=case.pk, by=vera, accept=True, reason="Confirmed.", at=AT)
    assert Application.objects.get(pk=case.pk).state == "granted"
    notice.file(draft=draft(), by=who("lumen"), at=AT)
    assert (state(scene, "n0"), item("n0").state) == ("on_offer", "to_decide")
    line = desk_notifiers.notifier("brand-lumen", policy=shipped().notice, at=AT)
    assert line is not None
    assert (line.against_rights, line.shotgun) == (1, 0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"listings": ("honest/none",)}, "there is no listing honest/none"),
        ({"listings": tuple(f"honest/{n}" for n in range(301))}, "301 listings are named"),
        ({"good_faith": False}, "good faith"),
        ({"evidence": "fake"}, "does not say why"),
        ({"ground": "ugly"}, "'ugly' is no ground"),
    ],
)
def test_what_is_missing_is_said_and_nothing_happens(scene: Scene, change: dict[str, Any], says: str) -> None:
    before = Decision.objects.count()
    assert any(says in gap.what for gap in notice.missing(draft(**change), by=who("lumen"), at=AT))
    with pytest.raises(BadInput, match=says):
        notice.file(draft=draft(**change), by=who("lumen"), at=AT)
    assert (Decision.objects.count(), NoticeItem.objects.count(), state(scene, "n0")) == (before, 0, "on_offer")


def test_a_brand_cannot_file_under_anothers_mark_nor_a_stranger_answer(scene: Scene) -> None:
    scene.brand("norvik", "Norvik")
    scene.store("silent", SILENT)
    with pytest.raises(NotPermitted, match="this mark is not yours"):
        notice.file(draft=draft(), by=who("norvik"), at=AT)
    with pytest.raises(NotPermitted, match="does not know this mark"):
        notice.file(draft=draft(mark_number="999"), by=who("lumen"), at=AT)
    notice.file(draft=draft(), by=who("lumen"), at=AT)
    with pytest.raises(NotFound):
        notice.counter(item=item("n0").pk, by=who("silent"), text="Mine.", at=AT)
    with pytest.raises(NotFound):
        notice.withdraw(item=item("n0").pk, by=who("norvik"), at=AT)


def test_the_fast_lane_opens_after_ten_good_notices_and_acts_at_once(scene: Scene) -> None:
    rows = [{**bag(f"f{i}", title=f"Plain bag {i}"), "brand": ""} for i in range(40)]
    store = who("honest").store
    assert store is not None
    listing.take(store=store, rows=rows, at=AT)
    listing.screen_waiting(at=AT)
    for i in range(10):
        notice.file(draft=draft(f"honest/f{i}"), by=who("lumen"), at=AT)
        notice.counter(item=item(f"f{i}").pk, by=who("honest"), text="No.", at=AT)
        notice.insist(item=item(f"f{i}").pk, by=who("lumen"), text="Yes.", at=AT)
        notice.decide(item=item(f"f{i}").pk, by=who("enno"), upheld=True, reason="It is.", at=AT)
    names = tuple(f"honest/f{i}" for i in range(10, 40))
    filed = notice.file(draft=draft(*names), by=who("lumen"), at=AT)
    assert filed.lane == "fast"
    states = set(filed.items.values_list("state", flat=True))
    assert states == {"upheld", "to_decide"}
    drawn = filed.items.filter(sampled=True)
    assert set(drawn.values_list("state", flat=True)) == {"to_decide"}
    assert (
        Listing.objects.filter(notice_items__in=filed.items.filter(state="upheld"), restrictions__kind="remove").count()
        > 0
    )


def test_a_notice_that_an_appeal_overturns_does_not_speak_for_its_notifier(scene: Scene) -> None:
    notice.file(draft=draft("honest/n0", "honest/n1"), by=who("lumen"), at=AT)
    due = item("n0").due
    assert due is not None
    late = due + timedelta(seconds=1)
    notice.act_on_clocks(at=late)
    record = NotifierRecord.objects.get()
    assert (record.decided, record.held) == (2, 2)
    case = appeal.open_appeal(decision=item("n0").decided_id, by=who("honest"), text="It is ours.", at=late)  # type: ignore[arg-type]
    appeal.decide_appeal(appeal=case.pk, by=who("ada"), upheld=True, reason="It is.", at=late)
    record.refresh_from_db()
    assert (record.decided, record.held) == (2, 1)


def test_what_is_said_twice_is_dropped_counted_and_no_mark_against_the_notifiers_judgement(scene: Scene) -> None:
    from assay.policy.load import shipped
    from assay.records.queries.desk_notifiers import notifier as on_the_desk

    first = notice.file(draft=draft(), by=who("lumen"), at=AT)
    notice.file(draft=draft(), by=who("lumen"), at=AT + timedelta(hours=1))
    again = item("n0")
    assert (again.state, again.reason) == ("dropped", "You have filed the same and it is open.")
    assert state(scene, "n0") == "paused"  # the first one still binds it
    told = Message.objects.filter(brand="lumen", kind="notice_dropped")
    assert [m.parameters["reason"] for m in told] == [again.reason]
    assert not NotifierRecord.objects.exists()
    late = NoticeItem.objects.get(notice=first).due + timedelta(seconds=1)  # type: ignore[operator]
    notice.act_on_clocks(at=late)
    # It is off now: who names it once more has said nothing new, and nothing wrong.
    notice.file(draft=draft(), by=who("lumen"), at=late + timedelta(hours=1))
    assert (item("n0").state, item("n0").reason) == ("dropped", "The listing is off already.")
    line = on_the_desk(first.notifier_id, policy=shipped().notice, at=late)
    assert line is not None
    assert (line.duplicates, [(g.decided, g.held) for g in line.grounds]) == (1, [(1, 1)])


def test_a_notice_that_was_dropped_can_be_appealed(scene: Scene) -> None:
    from assay.actions.notice_appeal import open_notice_appeal

    notice.file(draft=draft(), by=who("lumen"), at=AT)
    row = item("n0")
    notice.drop_all(notifier=row.notice.notifier, by=who("enno"), reason="Shotgun notices.", at=AT)
    assert state(scene, "n0") == "on_offer"
    case = open_notice_appeal(item=row.pk, by=who("lumen"), text="This one is good.", at=AT)
    appeal.decide_appeal(appeal=case.pk, by=who("ada"), upheld=True, reason="It is.", at=AT)
    assert (item("n0").state, state(scene, "n0")) == ("upheld", "removed")


def test_shots_in_the_dark_are_counted(scene: Scene) -> None:
    """Of ten listings of one notice six were wrong. A notice of nine is not counted."""
    rows = [{**bag(f"w{n}", title=f"Plain bag {n}"), "brand": ""} for n in range(19)]
    listing.take(store=Store.objects.get(pk="honest"), rows=rows, at=AT)
    while listing.screen_waiting(at=AT):
        pass
    for first, many in ((0, 10), (10, 9)):
        names = tuple(f"honest/w{n}" for n in range(first, first + many))
        notice.file(draft=draft(*names), by=who("lumen"), at=AT)
    for n, row in enumerate(NoticeItem.objects.order_by("listing__listing_id")):
        state = "rejected" if n % 5 < 3 else "upheld"
        NoticeItem.objects.filter(pk=row.pk).update(state=state)
    line = desk_notifiers.notifier("brand-lumen", policy=shipped().notice, at=AT)
    assert line is not None
    assert (line.shotgun, line.against_rights) == (1, 0)
    later = desk_notifiers.notifier("brand-lumen", policy=shipped().notice, at=AT + timedelta(days=91))
    assert later is not None
    assert later.shotgun == 0
