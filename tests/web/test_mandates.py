"""A brand gives and ends mandates, an editor enrols agents, a verifier enters what an issuer said, an enforcer refers a case: by page and by program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY
from tests.web.office import Office
from tests.web.test_api import calls, problem

from assay.records.models import Decision, Inquiry, Mandate, Mark, Notice, Notifier, Referral
from assay.regime.moves import InquiryState

Enter = Callable[[str | None], Client]
TODAY, LATER = STORY.date().isoformat(), (STORY + timedelta(days=30)).date().isoformat()


@pytest.fixture
def marked(office: Office) -> Office:
    Mark.objects.create(brand=office.aurelle, office="EUIPO", number="018000001", text="AURELLE")
    return office


def give(client: Client, **form: Any) -> Any:
    sent = {"notifier": "mandat-et-cie", "valid_from": TODAY, "valid_to": LATER} | form
    return client.post(reverse("brand_mandates"), sent)


def notice() -> dict[str, Any]:
    return {
        "listings": ["mirror-luxe/f-1"],
        "ground": "counterfeit",
        "mark_office": "EUIPO",
        "mark_number": "018000001",
        "evidence": "The clasp is not ours.",
        "good_faith": True,
    }


def test_a_brand_gives_a_mandate_and_its_agent_files_until_it_is_ended(enter: Enter, marked: Office) -> None:
    agent = calls(marked.people["ange"])
    assert agent("notices", notice()).status_code == 403
    assert give(enter("bea"), marks=["EUIPO 018000001"]).status_code == 302
    row = Mandate.objects.get()
    assert (row.notifier_id, row.marks, row.given_by.username) == ("mandat-et-cie", ["EUIPO 018000001"], "bea")
    assert agent("notices", notice()).status_code == 200
    page = enter("bea").get(reverse("brand_mandates")).content.decode()
    assert "Mandat et Cie" in page
    assert enter("bea").post(reverse("brand_mandate_end", args=[row.pk])).status_code == 302
    status, said, _ = problem(agent("notices", notice()))
    assert status == 403
    assert "mandate" in said
    assert Notice.objects.count() == 1
    states = [d.outcome["state"] for d in Decision.objects.filter(subject_id="mandat-et-cie").order_by("at", "pk")]
    assert sorted(states) == ["mandate_withdrawn", "mandated"]


def test_a_mandate_that_expired_yesterday_files_nothing(enter: Enter, marked: Office) -> None:
    first, last = (STORY - timedelta(days=9)).date().isoformat(), (STORY - timedelta(days=1)).date().isoformat()
    give(enter("bea"), valid_from=first, valid_to=last)
    assert problem(calls(marked.people["ange"])("notices", notice()))[0] == 403
    assert not Notice.objects.exists()
    assert "badge" in enter("bea").get(reverse("brand_mandates")).content.decode()


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ({"notifier": "nobody"}, "notifier"),
        ({"marks": ["EUIPO 1"]}, "marks"),
        ({"valid_to": "2016-01-01"}, "valid_to"),
        ({"valid_from": "tomorrow"}, "valid_from"),
    ],
)
def test_a_mandate_that_cannot_be_is_refused_and_what_was_written_stays(
    enter: Enter, marked: Office, form: dict[str, Any], where: str
) -> None:
    answer = give(enter("bea"), **form)
    assert answer.status_code in (404, 422)
    assert answer.context["problem"].where == where
    assert answer.context["sent"]["valid_to"] == form.get("valid_to", LATER)
    assert not Mandate.objects.exists()


def test_another_brand_neither_sees_nor_ends_a_mandate(enter: Enter, marked: Office) -> None:
    give(enter("bea"))
    row = Mandate.objects.get()
    marked.people["bea"].brand_id = "plainware"
    marked.people["bea"].save()
    assert enter("bea").get(reverse("brand_mandates")).context["rows"] == ()
    assert enter("bea").post(reverse("brand_mandate_end", args=[row.pk])).status_code == 404
    assert problem(calls(marked.people["bea"])(f"brand/mandates/{row.pk}/withdraw", {}))[0] == 404
    row.refresh_from_db()
    assert row.withdrawn_on is None


def test_a_brands_program_gives_and_ends_a_mandate(marked: Office) -> None:
    brand = calls(marked.people["bea"])
    sent = {"notifier": "mandat-et-cie", "valid_from": TODAY, "valid_to": LATER}
    made = brand("brand/mandates", sent).json()["mandates"]
    assert [(m["name"], m["marks"], m["state"]) for m in made] == [("Mandat et Cie", [], "in_force")]
    ended = brand(f"brand/mandates/{made[0]['mandate']}/withdraw", {}).json()["mandates"]
    assert [(m["state"], m["withdrawn_on"]) for m in ended] == [("withdrawn", TODAY)]
    assert brand("brand/mandates").json() == {"mandates": ended}
    assert problem(calls(marked.people["hana"])("brand/mandates"))[0] == 403
    assert problem(brand("brand/mandates", sent | {"notifier": "nobody"}))[::2] == (404, "notifier")


def test_an_editor_enrols_an_agent_and_a_flagger_names_his_coordinator(enter: Enter, office: Office) -> None:
    form = {"notifier_id": "flag-eu", "kind": "trusted_flagger", "name": "Flag EU", "named_by": ""}
    refused = enter("edda").post(reverse("desk_notifier_enrol"), form)
    assert (refused.status_code, refused.context["problem"].where) == (422, "named_by")
    assert enter("edda").post(reverse("desk_notifier_enrol"), form | {"named_by": "BNetzA"}).status_code == 302
    assert Notifier.objects.get(pk="flag-eu").named_by == "BNetzA"
    assert enter("edda").post(reverse("desk_notifier_enrol"), form | {"kind": "holder"}).status_code == 422
    assert enter("edda").post(reverse("desk_notifier_enrol"), form | {"notifier_id": "Flag EU"}).status_code == 422
    assert enter("bea").post(reverse("desk_notifier_enrol"), form).status_code == 403


def asked_issuer(office: Office) -> Inquiry:
    return Inquiry.objects.create(
        application=office.application,
        asked="issuer",
        brand=office.aurelle,
        question="did_you_issue_it",
        name="Lumiere Distribution SARL",
        state=InquiryState.OPEN,
        asked_at=STORY,
        due=STORY + timedelta(days=3),
    )


def test_a_verifier_enters_what_the_issuer_said_with_how_he_was_asked(enter: Enter, office: Office) -> None:
    row = asked_issuer(office)
    page = reverse("desk_answer_enter", args=[office.application.pk, row.pk])
    assert (
        reverse("desk_answer_enter", args=[office.application.pk, row.pk])
        in enter("vera").get(reverse("desk_application", args=[office.application.pk])).content.decode()
    )
    for form, where in (({"evidence": "x"}, "confirmed"), ({"confirmed": "no", "evidence": " "}, "evidence")):
        refused = enter("vera").post(page, form)
        assert (refused.status_code, refused.context["problem"].where) == (422, where)
    row.refresh_from_db()
    assert row.state == InquiryState.OPEN
    sent = {"confirmed": "no", "evidence": "Mme Roy, by telephone at the number of the register, 20 May."}
    assert enter("carla").post(page, sent).status_code == 403
    assert enter("vera").post(page, sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.ground, row.answered_by) == (InquiryState.OBJECTED, "not_issued", office.people["vera"])
    assert enter("vera").post(page, sent).status_code == 409


def test_a_program_of_the_desk_enters_it_too_but_never_what_the_brand_was_asked(office: Office) -> None:
    desk, row = calls(office.people["vera"]), asked_issuer(office)
    sent = {"confirmed": True, "evidence": "M. Petit, by letter to the address of the register."}
    answer = desk(f"desk/inquiries/{row.pk}/answer", sent)
    assert (answer.status_code, answer.json()["state"]) == (200, "confirmed")
    brands = Inquiry.objects.get(asked="brand")
    assert problem(desk(f"desk/inquiries/{brands.pk}/answer", sent))[0] == 404
    assert problem(calls(office.people["enno"])(f"desk/inquiries/{row.pk}/answer", sent))[0] == 403
    assert problem(desk(f"desk/inquiries/{row.pk}/answer", {"confirmed": True, "evidence": ""}))[0] == 422


def test_a_referral_through_the_api_is_refused_before_the_ladder_is_there(office: Office) -> None:
    desk = calls(office.people["enno"])
    sent = {"recipient": "Customs Hamburg", "reason": "By way of trade."}
    assert problem(desk("desk/stores/mirror-luxe/referrals", sent))[0] == 403
    assert problem(desk("desk/stores/nobody/referrals", sent))[::2] == (404, "store_id")
    assert desk("desk/stores/mirror-luxe/referrals").json() == {"referrals": []}
    assert problem(calls(office.people["mara"])("desk/stores/mirror-luxe/referrals", sent))[0] == 403
    assert not Referral.objects.exists()
