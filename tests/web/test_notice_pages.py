"""What the operator decides between a brand and a store, and what a buyer reports and learns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY
from tests.web.office import Office

from assay.records.models import Decision, Notice, NoticeItem, Notifier, Report, Restriction
from assay.regime.moves import NoticeState

Enter = Callable[[str | None], Client]


@pytest.fixture
def item(office: Office) -> NoticeItem:
    """A listing of a notice that both sides could not settle."""
    notifier = Notifier.objects.create(
        notifier_id="aurelle", kind="holder", name="Aurelle SA", brand=office.aurelle, enrolled_at=STORY
    )
    notice = Notice.objects.create(
        notifier=notifier,
        brand=office.aurelle,
        ground="counterfeit",
        evidence="The clasp is not ours.",
        lane="normal",
        filed_by=office.people["bea"],
        filed_at=STORY,
        last_answer_due=STORY,
        caused_by=office.decision,
    )
    return NoticeItem.objects.create(
        notice=notice,
        listing=office.held,
        store=office.fake,
        notifier=notifier,
        ground="counterfeit",
        state=NoticeState.TO_DECIDE,
        changed_at=STORY,
        counter_text="We bought it in Paris.",
        counter_at=STORY,
    )


def report(enter: Enter, **form: str) -> Report:
    answer = enter(None).post(reverse("report", args=["mirror-luxe", "f-1"]), {"text": "It smells of glue."} | form)
    assert answer.status_code == 302
    return Report.objects.get()


def test_a_notice_shows_what_both_sides_say(enter: Enter, item: NoticeItem) -> None:
    assert [n.pk for n in enter("vera").get(reverse("desk_notices")).context["rows"]] == [item.pk]
    page = enter("vera").get(reverse("desk_notice", args=[item.pk])).content.decode()
    assert "The clasp is not ours." in page
    assert "We bought it in Paris." in page


@pytest.mark.parametrize(("word", "state", "removed"), [("yes", "upheld", True), ("no", "rejected", False)])
def test_a_person_decides_a_notice(enter: Enter, item: NoticeItem, word: str, state: str, removed: bool) -> None:
    form = {"upheld": word, "reason": "Looked at it."}
    answer = enter("vera").post(reverse("desk_notice_decide", args=[item.pk]), form)
    assert answer["Location"] == reverse("desk_notices")
    item.refresh_from_db()
    assert (item.state, item.reason) == (state, "Looked at it.")
    active = Restriction.objects.filter(listing=item.listing, kind="remove", lifted_at__isnull=True)
    assert active.exists() is removed


@pytest.mark.parametrize(("form", "where"), [({"reason": "x"}, "upheld"), ({"upheld": "yes", "reason": " "}, "reason")])
def test_a_notice_is_never_decided_without_answer_and_reason(
    enter: Enter, item: NoticeItem, form: dict[str, str], where: str
) -> None:
    before = Decision.objects.count()
    answer = enter("vera").post(reverse("desk_notice_decide", args=[item.pk]), form)
    assert answer.status_code == 422
    assert f"Where: <code>{where}</code>" in answer.content.decode()
    assert Decision.objects.count() == before


def test_what_was_decided_is_not_decided_again(enter: Enter, item: NoticeItem) -> None:
    url = reverse("desk_notice_decide", args=[item.pk])
    enter("vera").post(url, {"upheld": "no", "reason": "Genuine."})
    assert enter("vera").post(url, {"upheld": "yes", "reason": "Fake."}).status_code == 409


def test_all_open_notices_of_an_abuser_fall_in_one_act(enter: Enter, item: NoticeItem) -> None:
    url = reverse("desk_notifier_drop", args=["aurelle"])
    assert enter("enno").post(url, {"reason": ""}).status_code == 422
    assert enter("enno").post(url, {"reason": "Shotgun notices."}).status_code == 302
    item.refresh_from_db()
    assert item.state == NoticeState.DROPPED


def test_a_buyer_reports_without_an_account_and_gets_the_key_to_the_answer(enter: Enter, office: Office) -> None:
    row = report(enter, bought="yes", order_id="A-1")
    assert (row.bought, row.order_id, row.state) == (True, "A-1", "open")
    answer = enter(None).get(reverse("report_outcome", args=[row.token]))
    assert 'data-answer="open"' in answer.content.decode()
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "private, no-store")


def test_an_empty_report_is_refused_and_nothing_is_filed(enter: Enter, office: Office) -> None:
    answer = enter(None).post(reverse("report", args=["mirror-luxe", "f-1"]), {"text": "  "})
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_a_report_on_a_listing_that_is_not_there_is_not_found(enter: Enter, office: Office) -> None:
    assert enter(None).get(reverse("report", args=["mirror-luxe", "nothing"])).status_code == 404


def test_another_key_opens_no_report(enter: Enter, office: Office) -> None:
    report(enter)
    assert enter(None).get(reverse("report_outcome", args=["x" * 43])).status_code == 404


@pytest.mark.parametrize(("word", "state"), [("yes", "confirmed"), ("no", "rejected")])
def test_the_buyer_learns_what_became_of_his_report(enter: Enter, office: Office, word: str, state: str) -> None:
    row = report(enter)
    assert "It smells of glue." in enter("vera").get(reverse("desk_report", args=[row.pk])).content.decode()
    enter("vera").post(reverse("desk_report_decide", args=[row.pk]), {"confirmed": word, "reason": "Tested it."})
    page = enter(None).get(reverse("report_outcome", args=[row.token])).content.decode()
    assert f'data-answer="{state}"' in page
    assert "Tested it." in page


def test_a_report_is_decided_once(enter: Enter, office: Office) -> None:
    row = report(enter)
    url = reverse("desk_report_decide", args=[row.pk])
    enter("vera").post(url, {"confirmed": "no", "reason": "Genuine."})
    assert enter("vera").post(url, {"confirmed": "yes", "reason": "Fake."}).status_code == 409
    assert not Restriction.objects.filter(listing=office.held, kind="remove").exists()
