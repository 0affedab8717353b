"""A share of cases is answered twice, blindly; two answers that differ raise an alarm."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY as AT
from tests.web.conftest import StoryTime
from tests.web.office import Office, build

from assay.actions import listing, repeat, settlement
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.records.models import Person, Repeat, Restriction
from assay.records.queries.repeats import alarms, alarms_waiting, open_repeats
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", StoryTime)
    return build(at=AT)


@pytest.fixture
def every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeat, "drawn", lambda decision, *, share: True)


def settled(office: Office, *, keep: bool = True) -> Repeat:
    listing.settle_listing(
        listing=office.held, by=office.people["vera"], keep=keep, reason="The first one's words.", at=AT
    )
    return Repeat.objects.get()


def second() -> Person:
    return Person.objects.create(username="vito", role=Role.VERIFIER)


def enter(person: Person) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_share_is_drawn_by_the_decisions_own_number() -> None:
    low, high = uuid.UUID("0cccccccffff4000800000000000ffff"), uuid.UUID("0ccccccd000040008000000000000000")
    assert (repeat.drawn(low, share=0.05), repeat.drawn(high, share=0.05)) == (True, False)
    assert sum(repeat.drawn(uuid.UUID(int=i << 96), share=0.25) for i in range(0, 2**32, 2**24)) == 64


def test_without_the_draw_nothing_is_repeated(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeat, "drawn", lambda decision, *, share: False)
    listing.settle_listing(listing=office.held, by=office.people["vera"], keep=True, reason="Fine.", at=AT)
    assert not Repeat.objects.exists()


def test_the_second_reviewer_sees_the_case_and_nothing_of_the_first_answer(office: Office, every_case: None) -> None:
    row, vito = settled(office), second()
    page = enter(vito).get(reverse("desk_repeat", args=[row.pk])).content.decode()
    assert "A.u.r.e.l.l.e style handbag 1:1 top quality" in page
    for word in ("first one&#x27;s words", "The first one", "Vera", "vera"):
        assert word not in page
    assert open_repeats(person=office.people["vera"]) == []
    assert enter(office.people["vera"]).get(reverse("desk_repeat", args=[row.pk])).status_code == 404


def test_whoever_decided_first_gives_no_second_answer(office: Office, every_case: None) -> None:
    row = settled(office)
    with pytest.raises(NotPermitted, match="you decided this case"):
        repeat.answer(repeat=row.pk, by=office.people["vera"], accept=True, reason="Again.", at=AT)
    row.refresh_from_db()
    assert (row.second, row.differs) == (None, None)


@pytest.mark.parametrize(
    ("keep", "again", "alarm"), [(True, True, 0), (False, False, 0), (True, False, 1), (False, True, 1)]
)
def test_two_answers_that_differ_raise_an_alarm_and_change_nothing_for_the_parties(
    office: Office, every_case: None, keep: bool, again: bool, alarm: int
) -> None:
    row = settled(office, keep=keep)
    before = list(Restriction.objects.order_by("pk").values_list("pk", "lifted_at"))
    vito = enter(second())
    sent = {"accept": "yes" if again else "no", "reason": "As I see it."}
    assert vito.post(reverse("desk_repeat_answer", args=[row.pk]), sent).status_code == 302
    assert (alarms_waiting(), len(alarms())) == (alarm, alarm)
    assert list(Restriction.objects.order_by("pk").values_list("pk", "lifted_at")) == before
    assert ("As I see it." in enter(office.people["ada"]).get(reverse("desk_alarms")).content.decode()) is bool(alarm)


def test_a_second_answer_is_given_once_and_an_alarm_is_concluded_by_a_third_person(
    office: Office, every_case: None
) -> None:
    row, vito = settled(office), second()
    with pytest.raises(BadInput):
        repeat.answer(repeat=row.pk, by=vito, accept=False, reason=" ", at=AT)
    repeat.answer(repeat=row.pk, by=vito, accept=False, reason="It admits it.", at=AT)
    with pytest.raises(Conflict, match="answered already"):
        repeat.answer(repeat=row.pk, by=vito, accept=True, reason="No, it does not.", at=AT)
    with pytest.raises(NotPermitted, match="you answered"):
        repeat.conclude(repeat=row.pk, by=vito, conclusion="I was right.", at=AT)
    ada = enter(office.people["ada"])
    assert (
        ada.post(reverse("desk_alarm_conclude", args=[row.pk]), {"conclusion": "The second is right."}).status_code
        == 302
    )
    assert alarms_waiting() == 0
    with pytest.raises(NotFound):
        repeat.answer(repeat=uuid.uuid4(), by=vito, accept=True, reason="Which?", at=AT)


def test_an_application_is_repeated_with_its_papers(office: Office, every_case: None) -> None:
    settlement.settle(application=office.application.pk, by=office.people["vera"], accept=False, reason="No.", at=AT)
    row = Repeat.objects.get()
    assert row.first is False
    assert [p["document"] for p in row.shown["papers"]] == [str(office.document.pk)]
    page = enter(second()).get(reverse("desk_repeat", args=[row.pk])).content.decode()
    assert reverse("desk_paper", args=[office.document.pk]) in page
