"""Not only stores appeal: a buyer whose report was rejected, a notifier whose notice was; and an abuser of notices is warned, then suspended."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST, SILENT

from assay.actions import token
from assay.actions.notifier import of as notifier_of
from assay.actions.past_cases import everything as past_cases
from assay.policy.load import shipped
from assay.records.models import (
    Appeal,
    Decision,
    LogLeaf,
    Message,
    NoticeItem,
    NotifierRecord,
    NotifierSuspension,
    Outbox,
    Person,
    Refund,
    Report,
    Restriction,
    Strike,
)
from assay.records.queries.held import held
from assay.regime.terms import DecisionKind, Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A brand, a store with a listing, and an office with two adjudicators."""
    stage = Scene(clock=Clock(datetime(2016, 5, 18, 9, tzinfo=UTC), monkeypatch))
    for name, role in (
        ("vera", Role.VERIFIER),
        ("enno", Role.ENFORCER),
        ("ada", Role.ADJUDICATOR),
        ("adam", Role.ADJUDICATOR),
    ):
        stage.person(name, role)
    stage.brand("lumen", "Maison Lumen")
    stage.store("first", HONEST)
    stage.store("second", SILENT)
    stage.feed("first", [{**bag("a", title="Brown leather bag with buckle"), "brand": ""}])
    stage.work()
    stage.get("", "/listings/first/a/")
    return stage


def rejected_report(scene: Scene) -> str:
    """A buyer reports the listing, and is told that it could not be confirmed; the address of his page."""
    where = scene.post("", "/listings/first/a/report/", text="The stitching came off.")
    scene.post("vera", f"/desk/reports/{Report.objects.get().pk}/decide/", confirmed="no", reason="We see no fake.")
    return where


def everything() -> tuple[int, ...]:
    tables = (Decision, Appeal, Restriction, Strike, Message)
    return (*(m.objects.count() for m in tables), Outbox.objects.count() + LogLeaf.objects.count())


def test_a_buyer_appeals_and_another_person_confirms_the_fake(scene: Scene) -> None:
    where = rejected_report(scene)
    told = re.sub(r"<[^>]+>", "", scene.get("", where))
    assert re.findall("You can appeal until [^.]+", told) == ["You can appeal until 19 November 2016"]
    scene.post("", where + "appeal/", text="Look at the serial number: it is the same on all of them.")
    appeal = Appeal.objects.get()
    assert (appeal.level, appeal.by, appeal.notifier, appeal.state) == (1, None, None, "open")
    assert "another person answers by" in scene.get("", where)
    assert "A buyer" in scene.get("ada", f"/desk/appeals/{appeal.pk}/")
    scene.post("ada", f"/desk/appeals/{appeal.pk}/decide/", upheld="yes", reason="One number for all pieces.")
    scene.work()
    report = Report.objects.get()
    assert (report.state, report.reason) == ("confirmed", "One number for all pieces.")
    assert scene.state(report.store, "a") == "removed"
    assert [s.points for s in Strike.objects.all()] == [12]
    page = scene.get("", where)
    assert 'data-answer="confirmed"' in page
    assert "One number for all pieces." in page
    # The store answers to the new decision, which a person took, and can appeal it.
    assert report.decided is not None and report.decided.by == Person.objects.get(username="ada")
    assert "One number for all pieces." in scene.get("first", f"/store/decisions/{report.decided.pk}/")


def test_a_buyer_has_two_levels_six_months_and_never_the_same_judge(scene: Scene) -> None:
    where = rejected_report(scene)
    scene.post("", where + "appeal/", text="It is fake.")
    first = Appeal.objects.get()
    before = everything()
    scene.post("", where + "appeal/", status=409, text="It is fake, I say.")
    assert everything() == before
    scene.post("ada", f"/desk/appeals/{first.pk}/decide/", upheld="no", reason="Nothing new.")
    scene.post("", where + "appeal/", text="Ask somebody else.")
    second = Appeal.objects.get(level=2)
    before = everything()
    page = scene.post("ada", f"/desk/appeals/{second.pk}/decide/", status=403, upheld="no", reason="Still nothing.")
    assert "Who decided may not review it" in page
    assert everything() == before
    scene.post("adam", f"/desk/appeals/{second.pk}/decide/", upheld="no", reason="I see none either.")
    before = everything()
    page = scene.post("", where + "appeal/", status=403, text="Once more.")
    assert "Every level of appeal has been used" in page
    assert everything() == before
    assert [s.state for s in Appeal.objects.order_by("level")] == ["rejected", "rejected"]
    assert (Restriction.objects.count(), Strike.objects.count(), Refund.objects.count()) == (0, 0, 0)


def test_after_six_months_and_for_a_stranger_there_is_no_appeal(scene: Scene) -> None:
    where = rejected_report(scene)
    scene.clock.at += timedelta(days=185)
    before = everything()
    assert "The time for an appeal is over" in scene.post("", where + "appeal/", status=403, text="It is fake.")
    scene.browsers[""].post("/reports/" + "x" * 43 + "/appeal/", {"text": "It is fake."})
    assert scene.browsers[""].post("/reports/" + "x" * 43 + "/appeal/", {"text": "It is fake."}).status_code == 404
    assert everything() == before
    assert '<form class="card act"' not in scene.get("", where)


def test_a_program_appeals_a_report_and_a_notice(scene: Scene) -> None:
    where = rejected_report(scene)
    client = Client()
    address = f"/api/v1{where}".rstrip("/")
    assert client.get(address).json()["may_appeal"] is True
    answer = client.post(address + "/appeal", {"text": "It is fake."}, content_type="application/json").json()
    assert [(a["level"], a["state"]) for a in answer["appeals"]] == [(1, "open")]
    assert answer["may_appeal"] is False

    key = {
        "authorization": "Bearer "
        + token.make(person=Person.objects.get(username="lumen"), name="k", at=scene.clock.at)[1]
    }
    notice = {
        "listings": ["first/a"],
        "ground": "counterfeit",
        "mark_office": "EUIPO",
        "mark_number": "018000005",
        "evidence": "The buckle bears our monogram; we do not make it.",
        "good_faith": True,
    }
    filed = client.post("/api/v1/notices", notice, content_type="application/json", headers=key).json()
    item = filed["items"][0]["item"]
    early = client.post(
        f"/api/v1/notices/items/{item}/appeal", {"text": "No."}, content_type="application/json", headers=key
    )
    assert (early.status_code, early.json()["detail"]) == (409, "only a rejection can be appealed.")
    scene.post("first", f"/notices/received/{item}/counter/", text="It is our own.")
    scene.post("lumen", f"/notices/items/{item}/insist/", text="It is not.")
    scene.post("vera", f"/desk/notices/{item}/decide/", upheld="no", reason="The buckle is plain.")
    opened = client.post(
        f"/api/v1/notices/items/{item}/appeal", {"text": "Look closer."}, content_type="application/json", headers=key
    )
    assert opened.status_code == 200
    appeal = Appeal.objects.get(notifier__isnull=False)
    assert opened.json() == {
        "appeal": str(appeal.pk),
        "level": 1,
        "state": "open",
        "due": "2016-05-25T23:59:59+02:00",
    }


def test_an_abuser_is_warned_then_suspended_through_the_web(scene: Scene) -> None:
    scene.feed("first", [{**bag("b", title="Grey canvas bag"), "brand": ""}])
    scene.work()
    scene.post(
        "lumen",
        "/notices/file/",
        listings="first/a",
        ground="counterfeit",
        mark="EUIPO 018000005",
        evidence="The buckle bears our monogram; we do not make it.",
        good_faith="yes",
    )
    notifier = NoticeItem.objects.get().notifier
    NotifierRecord.objects.create(notifier=notifier, ground="counterfeit", decided=30, held=1)
    assert "frequently unfounded" in scene.get("enno", "/desk/notifiers/")
    url = f"/desk/notifiers/{notifier.pk}/"
    assert "1 of 30 held" in scene.get("enno", url)
    before = everything()
    assert "never warned" in scene.post("enno", url + "suspend/", status=403, reason="29 of 30 were wrong.")
    scene.post("vera", url + "warn/", status=403, reason="29 of 30 were wrong.")
    assert everything() == before
    scene.post("enno", url + "warn/", reason="29 of 30 were wrong.")
    scene.post("enno", url + "suspend/", reason="It went on.")
    scene.work()
    stop = NotifierSuspension.objects.get()
    assert (stop.until - stop.begins).days == 90
    assert [m.kind for m in Message.objects.filter(kind__startswith="notifier_").order_by("pk")] == [
        "notifier_warned",
        "notifier_suspended",
    ]
    before = everything()
    page = scene.post(
        "lumen",
        "/notices/file/",
        status=403,
        listings="first/b",
        ground="counterfeit",
        mark="EUIPO 018000005",
        evidence="The buckle bears our monogram; we do not make it.",
        good_faith="yes",
    )
    assert "suspended" in re.sub(r"\s+", " ", page)
    scene.post("enno", url + "suspend/", status=409, reason="Again.")
    assert everything() == before
    assert [d.outcome["state"] for d in Decision.objects.filter(kind=DecisionKind.NOTIFIER).order_by("at", "pk")].count(
        "suspended"
    ) == 1
    scene.clock.at = stop.until + timedelta(days=1)
    scene.post(
        "lumen",
        "/notices/file/",
        listings="first/b",
        ground="counterfeit",
        mark="EUIPO 018000005",
        evidence="The buckle bears our monogram; we do not make it.",
        good_faith="yes",
    )


def test_a_suspended_notifier_appeals_and_files_again_where_another_person_finds_it_wrong(scene: Scene) -> None:
    lumen = notifier_of(Person.objects.get(username="lumen"), at=scene.clock.at)
    lumen.save(force_insert=True)
    url = f"/desk/notifiers/{lumen.pk}/"
    scene.post("enno", url + "warn/", reason="29 of 30 were wrong.")
    scene.post("enno", url + "suspend/", reason="It went on.")
    stop = NotifierSuspension.objects.get()
    page = scene.get("lumen", "/notices/filed/")
    assert page.count("It went on.") == 1
    assert "Your notices are suspended until" in page
    # Nobody else's, no other decision, not without words.
    where = f"/notices/given/{stop.caused_by_id}/appeal/"
    scene.brand("norvik", "Norvik")
    before = everything()
    scene.post("norvik", where, status=404, text="Not mine.")
    scene.post("first", where, status=403, text="Not mine.")
    assert "an appeal needs a text" in scene.post("lumen", where, status=422, text=" ").lower()
    assert everything() == before
    scene.post("lumen", where, text="The 29 were one template; see the file.")
    case = Appeal.objects.get()
    assert (case.store_id, case.notifier_id, case.level) == (None, lumen.pk, 1)
    assert "against what was decided about its notices" in scene.get("ada", f"/desk/appeals/{case.pk}/")
    scene.post("ada", f"/exhibits/appeals/{case.pk}/", text="Which template?")
    assert scene.post("lumen", f"/exhibits/appeals/{case.pk}/", text="This one.") == "/notices/filed/"
    assert "Which template?" in scene.get("lumen", "/notices/filed/")
    scene.get("ada", "/desk/appeals/")
    packed = scene.browsers["ada"].post(f"/desk/appeals/{case.pk}/casefile/", {"recipient": "A dispute body"})
    assert packed.status_code == 200
    scene.post("ada", f"/desk/appeals/{case.pk}/decide/", upheld="no", reason="They were thirty.")
    assert NotifierSuspension.objects.get().lifted_at is None
    scene.post("lumen", where, text="Ask somebody else.")
    second = Appeal.objects.get(level=2)
    before = everything()
    scene.post("ada", f"/desk/appeals/{second.pk}/decide/", status=403, upheld="yes", reason="Well.")
    assert everything() == before
    scene.post("adam", f"/desk/appeals/{second.pk}/decide/", upheld="yes", reason="One template is one mistake.")
    assert NotifierSuspension.objects.get().lifted_at == scene.clock.at
    assert "Your notices are suspended" not in scene.get("lumen", "/notices/filed/")
    scene.work()
    assert [
        m.kind for m in Message.objects.filter(brand="lumen", kind__startswith="notifier_appeal").order_by("pk")
    ] == [
        "notifier_appeal_rejected",
        "notifier_appeal_upheld",
    ]
    scene.post(
        "lumen", "/notices/file/", listings="first/a", ground="counterfeit", mark="EUIPO 018000005",
        evidence="The buckle bears our monogram; we do not make it.", good_faith="yes",
    )  # fmt: skip
    # What happened is exported without a store, and comes to the same.
    assert [r["store_id"] for r in past_cases(at=scene.clock.at) if r.get("kind") == "appeal"] == ["", ""]


def test_notices_and_our_own_decisions_are_shown_by_one_measure_and_late_answers_are_public(scene: Scene) -> None:
    """One report rejected, then wrongly so; a notice upheld after both sides have spoken; an appeal of the store that was rejected."""
    home = scene.get("", "/")
    assert "What held when it was looked at again" not in home
    assert re.search(r"of notices and reports, late as well</dt><dd>0<", home)
    scene.post(
        "lumen", "/notices/file/", listings="first/a", ground="counterfeit", mark="EUIPO 018000005",
        evidence="The buckle bears our monogram; we do not make it.", good_faith="yes",
    )  # fmt: skip
    item = NoticeItem.objects.get()
    scene.post("first", f"/notices/received/{item.pk}/counter/", text="It is our own.")
    scene.post("lumen", f"/notices/items/{item.pk}/insist/", text="It is not.")
    scene.post("", "/listings/first/a/report/", text="The stitching came off.")
    scene.clock.at = item.notice.last_answer_due + timedelta(minutes=1)
    assert re.search(r"of notices and reports, late as well</dt><dd>2<", scene.get("", "/"))
    scene.post("vera", f"/desk/notices/{item.pk}/decide/", upheld="yes", reason="The buckle is copied.")
    item.refresh_from_db()
    scene.post("first", f"/store/decisions/{item.decided_id}/appeal/", text="It is not.")
    scene.post("ada", f"/desk/appeals/{Appeal.objects.get().pk}/decide/", upheld="no", reason="It is.")
    lines = {(h.whose, h.ground): (h.decided, h.held, h.likely) for h in held(policy=shipped().notice)}
    assert lines == {("notices", "counterfeit"): (1, 1, 31), ("our decisions, on appeal", "counterfeit"): (1, 1, 31)}
    home = scene.get("", "/")
    assert "What held when it was looked at again" in home
    assert re.search(r"of notices and reports, late as well</dt><dd>1<", home)
