"""Dues, links and interests in an office: what is recorded stands in the log, and a member's lane follows its standing the same minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assay.actions import brand, coalition, dues, notice
from assay.actions.notifier import enrol_notifier
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.records.models import Decision, Member, MemberDues, MemberInterest, Message, Person, Store
from assay.regime.brand import register
from assay.regime.coalition.conflicts import InterestKind
from assay.regime.notice.completeness import Draft
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def people() -> dict[str, Person]:
    roles = {"carol": Role.BOARD, "dan": Role.BOARD, "edda": Role.EDITOR}
    return {name: Person.objects.create(username=name, role=role) for name, role in roles.items()}


@pytest.fixture
def aurel(people: dict[str, Person]) -> Member:
    row = brand.enrol(brand_id="aurel", name="Aurel", marks=[register.Mark(office="EUIPO", number="1")], by=None, at=AT)
    people["anna"] = Person.objects.create(username="anna", role=Role.BRAND, brand=row)
    return coalition.found(member_id="aurel", name="Aurel SA", category="brand", brand=row, by=people["carol"], at=AT)


def states(member: Member) -> list[str]:
    rows = Decision.objects.filter(kind="member_decision", subject_id=member.pk, outbox__isnull=False).order_by("at")
    return sorted(d.outcome["state"] for d in rows)


def test_dues_are_recorded_once_and_stand_in_the_log(aurel: Member, people: dict[str, Person]) -> None:
    assert aurel.dues_paid_until == date(2026, 4, 5)
    words = {"member": aurel, "amount": Decimal(5000), "currency": "EUR", "by": people["edda"], "at": AT + 80 * DAY}
    made = dues.record_dues(**words, reference="P-1")  # type: ignore[arg-type]
    assert (made.covers_from, made.covers_until) == (date(2026, 4, 6), date(2027, 4, 5))
    with pytest.raises(Conflict):
        dues.record_dues(**words, reference="P-1")  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        dues.record_dues(**words, reference=" ")  # type: ignore[arg-type]
    assert MemberDues.objects.count() == 1
    assert states(aurel) == ["admitted", "dues_paid"]


def test_dues_that_stay_away_are_said_twice_and_cost_the_vote(aurel: Member, people: dict[str, Person]) -> None:
    assert dues.say_due(at=AT + 90 * DAY) == 0
    assert dues.say_due(at=AT + 91 * DAY) == 1
    assert dues.say_due(at=AT + 92 * DAY) == 0
    late = AT + 151 * DAY
    assert dues.say_due(at=late) == 1 == 1 + dues.say_due(at=late + DAY)
    assert list(Message.objects.filter(brand="aurel").order_by("pk").values_list("kind", flat=True)) == [
        "dues_due",
        "dues_overdue",
    ]
    assert not coalition.standing(aurel, at=late).votes
    words = {"amount": Decimal(5000), "currency": "EUR", "reference": "P-2", "by": people["edda"], "at": late}
    dues.record_dues(member=aurel, **words)  # type: ignore[arg-type]
    aurel.refresh_from_db()
    assert coalition.standing(aurel, at=late).votes
    assert states(aurel) == ["admitted", "dues_due", "dues_overdue", "dues_paid"]


def test_paying_lifts_no_suspension(aurel: Member, people: dict[str, Person]) -> None:
    vote = coalition.call_board(member=aurel, category="", question="suspend", by=people["carol"], at=AT)
    for name in ("carol", "dan"):
        coalition.vote(vote=vote.pk, by=people[name], yes=True, at=AT)
    coalition.close_vote(vote=vote.pk, at=AT)
    words = {"amount": Decimal(5000), "currency": "EUR", "reference": "P-3", "by": people["edda"], "at": AT + DAY}
    dues.record_dues(member=aurel, **words)  # type: ignore[arg-type]
    aurel.refresh_from_db()
    assert coalition.standing(aurel, at=AT + DAY).because == "the member is suspended"


def test_a_members_lane_follows_its_standing_the_same_minute(aurel: Member, people: dict[str, Person]) -> None:
    shop = Store.objects.create(store_id="shop", legal_name="S", trading_name="S", opened_on=date(2020, 1, 1))
    from assay.actions import listing

    rows = [{"id": str(n), "title": f"Bag {n}", "price": "9 EUR", "quantity": 1} for n in range(4)]
    listing.take(store=shop, rows=rows, at=AT)
    mall = enrol_notifier(notifier_id="mall", kind=NotifierKind.MEMBER, name="Mall", by=people["edda"], at=AT)
    agent = Person.objects.create(username="mia", role=Role.AGENT, notifier=mall)

    def files(number: int, *, at: datetime) -> None:
        draft = Draft(
            listings=(f"shop/{number}",),
            ground="counterfeit",
            mark_office="EUIPO",
            mark_number="1",
            evidence="A test purchase showed a wrong number.",
            good_faith=True,
        )
        notice.file(draft=draft, by=agent, at=at)

    with pytest.raises(NotPermitted, match="standing as flagger or member"):
        files(0, at=AT)
    member = coalition.found(member_id="mall", name="Mall", category="general", by=people["carol"], at=AT)
    coalition.link_notifier(member=member, notifier=mall, by=people["edda"], at=AT)
    files(0, at=AT)
    with pytest.raises(Conflict):
        coalition.link_notifier(member=member, notifier=mall, by=people["edda"], at=AT)
    with pytest.raises(Conflict):
        coalition.link_notifier(member=aurel, notifier=mall, by=people["edda"], at=AT)
    vote = coalition.call_board(member=None, category="general", question="suspend", by=people["carol"], at=AT)
    for name in ("carol", "dan"):
        coalition.vote(vote=vote.pk, by=people[name], yes=True, at=AT)
    coalition.close_vote(vote=vote.pk, at=AT)
    with pytest.raises(NotPermitted, match="standing as flagger or member"):
        files(1, at=AT)
    assert states(member) == ["admitted", "linked"]


def test_the_end_of_an_interest_is_entered_by_who_may(aurel: Member, people: dict[str, Person]) -> None:
    words = {"party": aurel, "kind": InterestKind.SHARES, "since": date(2025, 1, 1), "at": AT}
    own = coalition.declare_interest(holder="carol", declared=True, by=people["carol"], **words)  # type: ignore[arg-type]
    found = coalition.declare_interest(holder="dan", declared=False, by=people["edda"], **words)  # type: ignore[arg-type]
    until = date(2026, 1, 4)
    with pytest.raises(NotPermitted, match="somebody else's"):
        coalition.end_interest(interest=own.pk, until=until, by=people["anna"], at=AT)
    with pytest.raises(NotPermitted, match="without your word"):
        coalition.end_interest(interest=found.pk, until=until, by=people["dan"], at=AT)
    with pytest.raises(NotFound):
        coalition.end_interest(interest=99_999, until=until, by=people["edda"], at=AT)
    assert coalition.end_interest(interest=own.pk, until=until, by=people["carol"], at=AT).until == until
    assert coalition.end_interest(interest=found.pk, until=until, by=people["edda"], at=AT).until == until
    vote = coalition.call_board(member=aurel, category="", question="suspend", by=people["carol"], at=AT)
    assert coalition.vote(vote=vote.pk, by=people["dan"], yes=False, at=AT).voter == "dan"


def test_it_is_done_on_the_page_and_by_program(
    aurel: Member, people: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("console.coalition", "api.coalition"):
        monkeypatch.setattr(f"assay.web.{module}.now", lambda: AT + DAY)
    edda, anna = Client(), Client()
    edda.force_login(people["edda"])
    anna.force_login(people["anna"])
    form = {"member": "aurel", "amount": "5000.00", "currency": "EUR", "reference": "P-9"}
    assert edda.post(reverse("coalition_dues"), form)["Location"] == reverse("coalition_work")
    assert edda.post(reverse("coalition_dues"), form).status_code == 409
    assert edda.post(reverse("coalition_dues"), form | {"amount": "much"}).status_code == 422
    assert anna.post(reverse("coalition_dues"), form).status_code == 403
    own = coalition.declare_interest(
        holder="carol",
        party=aurel,
        kind=InterestKind.PAY,
        since=date(2025, 1, 1),
        declared=True,
        by=people["carol"],
        at=AT,
    )
    where = reverse("coalition_interest_end", args=[own.pk])
    assert anna.post(where, {"until": "2026-01-05"}).status_code == 403
    assert edda.post(where, {"until": "2026-01-05"}).status_code == 302
    assert MemberInterest.objects.get().until == date(2026, 1, 5)
    (line,) = anna.get("/api/v1/coalition/members").json()
    assert (line["dues"], line["dues_paid_until"], line["standing"]["votes"]) == ("paid", "2027-04-05", True)
    paid = {"member": "aurel", "amount": "5000.00", "currency": "EUR", "reference": "P-10"}
    assert anna.post("/api/v1/coalition/dues", paid, content_type="application/json").status_code == 403
    answer = edda.post("/api/v1/coalition/dues", paid, content_type="application/json")
    assert answer.json() == {"member": "aurel", "covers_from": "2027-04-06", "covers_until": "2028-04-05"}
