"""A call that is sent twice acts once: the idempotency key of the API."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from tests.web.office import AT, Office, build, invoice_pdf
from tests.web.test_portals import FrozenClock

from assay.actions import answered, token
from assay.errors import AssayError
from assay.records.models import AnsweredCall, Appeal, Application, Mark, Notice, Person, Report
from assay.web.repeated import key_of

REPORT = {"store": "mirror-luxe", "listing": "f-1", "text": "It smells of glue."}


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, db: None) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    made = build()
    Mark.objects.create(brand=made.aurelle, office="EUIPO", number="018000001", text="AURELLE")
    return made


def client_of(person: Person) -> Client:
    return Client(headers={"Authorization": f"Bearer {token.make(person=person, name='test', at=AT)[1]}"})


def send(client: Client, path: str, body: Any, key: str | None) -> HttpResponse:
    headers = {} if key is None else {"Idempotency-Key": key}
    data = body if isinstance(body, str) else json.dumps(body)
    return client.post(f"/api/v1/{path}", data, content_type="application/json", headers=headers)


def notice(*listings: str) -> dict[str, Any]:
    return {
        "listings": list(listings),
        "ground": "counterfeit",
        "mark_office": "EUIPO",
        "mark_number": "018000001",
        "evidence": "The clasp is not ours.",
        "good_faith": True,
    }


def test_a_notice_that_is_sent_again_is_filed_once_and_gets_the_same_answer(office: Office) -> None:
    brand = client_of(office.people["bea"])
    first = send(brand, "notices", notice("mirror-luxe/f-1"), '"8e03978e-40d5"')
    again = send(brand, "notices", notice("mirror-luxe/f-1"), '"8e03978e-40d5"')
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert again["Content-Type"] == first["Content-Type"]
    assert Notice.objects.count() == 1


def test_the_key_counts_with_its_quotes_and_without(office: Office) -> None:
    brand = client_of(office.people["bea"])
    send(brand, "notices", notice("mirror-luxe/f-1"), '"a-1"')
    assert send(brand, "notices", notice("mirror-luxe/f-1"), "a-1")["Idempotency-Replayed"] == "true"
    assert Notice.objects.count() == 1


def test_another_body_or_another_call_under_the_key_is_refused_and_does_nothing(office: Office) -> None:
    brand = client_of(office.people["bea"])
    send(brand, "notices", notice("mirror-luxe/f-1"), "k")
    for path, body in (("notices", notice("trend-hk/c-1")), ("notices/check", notice("mirror-luxe/f-1"))):
        answer = send(brand, path, body, "k")
        assert (answer.status_code, answer.json()["where"]) == (422, "Idempotency-Key")
        assert answer.json()["detail"] == "this key was used for another call."
    assert Notice.objects.count() == 1


def test_a_refusal_is_an_answer_too(office: Office) -> None:
    brand = client_of(office.people["bea"])
    first = send(brand, "notices", notice("mirror-luxe/none"), "k")
    again = send(brand, "notices", notice("mirror-luxe/none"), "k")
    assert (first.status_code, again.status_code, again.content) == (422, 422, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert send(brand, "notices", notice("mirror-luxe/f-1"), "k").status_code == 422
    assert not Notice.objects.exists()


def test_without_a_key_two_calls_are_two(office: Office) -> None:
    for _ in range(2):
        assert send(Client(), "reports", REPORT, None).status_code == 200
    assert Report.objects.count() == 2
    assert not AnsweredCall.objects.exists()


def test_a_report_of_somebody_unknown_is_filed_once_and_keeps_its_token(office: Office) -> None:
    answers = [send(Client(), "reports", REPORT, "once").json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert Report.objects.get().token == answers[0]["token"]
    # The key of one address is nothing to another.
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert send(other, "reports", REPORT, "once").json()["token"] != answers[0]["token"]


def test_the_key_of_one_caller_is_nothing_to_another(office: Office) -> None:
    send(client_of(office.people["bea"]), "notices/check", notice("mirror-luxe/f-1"), "k")
    answer = send(client_of(office.people["ange"]), "notices/check", notice("mirror-luxe/none"), "k")
    assert answer.status_code == 200
    # Another key of the same person is the same caller.
    again = send(client_of(office.people["bea"]), "notices/check", notice("mirror-luxe/f-1"), "k")
    assert again["Idempotency-Replayed"] == "true"


def test_an_appeal_that_is_sent_again_is_one_appeal(office: Office) -> None:
    Appeal.objects.all().delete()
    seller = client_of(office.people["carla"])
    path = f"store/decisions/{office.decision.pk}/appeal"
    answers = [send(seller, path, {"text": "They are genuine."}, "k") for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert Appeal.objects.count() == 1


def test_papers_are_compared_by_what_they_hold_and_not_by_the_boundary_of_the_form(office: Office) -> None:
    seller = client_of(office.people["hana"])
    before = Application.objects.count()

    def apply(data: bytes) -> HttpResponse:
        papers = [SimpleUploadedFile("invoice.pdf", data, content_type="application/pdf")]
        form = {"brand": "aurelle", "papers": papers}
        return seller.post("/api/v1/store/applications", form, headers={"Idempotency-Key": "k"})

    answers = [apply(invoice_pdf()), apply(invoice_pdf())]
    assert [a.status_code for a in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert apply(invoice_pdf() + b"% another").status_code == 422
    assert Application.objects.count() == before + 1


@pytest.mark.parametrize("key", ["", " ", '"', '""', "two words", "é", "a" * 256, '"a" "b"', "a,b"])
def test_a_header_that_is_no_key_is_refused_with_400(office: Office, key: str) -> None:
    with pytest.raises(AssayError):
        key_of(key)
    answer = send(Client(), "reports", REPORT, key)
    assert (answer.status_code, answer.json()["detail"]) == (400, "this is no key.")
    assert not Report.objects.exists()


def test_who_is_not_let_in_may_use_the_key_again(office: Office) -> None:
    assert send(Client(), "notices", notice("mirror-luxe/f-1"), "k").status_code == 401
    assert send(client_of(office.people["hana"]), "notices", notice("mirror-luxe/f-1"), "k").status_code == 403
    assert not AnsweredCall.objects.exists()


def test_what_breaks_has_done_nothing_and_may_be_sent_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    brand = client_of(office.people["bea"])
    brand.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["assay.web.api.notices"], "promise_for", lambda entry: 1 / 0)
        assert send(brand, "notices", notice("mirror-luxe/f-1"), "k").status_code == 500
    assert not Notice.objects.exists()
    assert send(brand, "notices", notice("mirror-luxe/f-1"), "k").status_code == 200
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_being_answered_the_second_is_told_so(office: Office) -> None:
    brand = client_of(office.people["bea"])
    caller = f"person {office.people['bea'].pk}"
    number = int.from_bytes(hashlib.sha256(f"{caller}\nk".encode()).digest()[:8], "big", signed=True)
    given = connection.get_connection_params()
    keys = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{k: v for k, v in given.items() if k in keys}) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [number])
        answer = send(brand, "notices", notice("mirror-luxe/f-1"), "k")
        assert (answer.status_code, answer.json()["detail"]) == (409, "this call is being answered.")
        assert not Notice.objects.exists()
    assert send(brand, "notices", notice("mirror-luxe/f-1"), "k").status_code == 200
    assert settings.MIDDLEWARE[-1] == "assay.web.repeated.RepeatedMiddleware"


def test_answers_are_forgotten_when_the_policy_says(office: Office) -> None:
    send(Client(), "reports", REPORT, "k")
    at = AnsweredCall.objects.get().answered_at
    assert answered.sweep(at=at + timedelta(hours=24)) == 0
    assert answered.sweep(at=at + timedelta(hours=24, seconds=1)) == 1
    assert at <= datetime.now(UTC)
    assert send(Client(), "reports", REPORT, "k").status_code == 200
    assert Report.objects.count() == 2
