"""Keys of programs, and how often somebody may try to log in."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from tests.web.office import AT, Office, build
from tests.web.test_papers_forms import said
from tests.web.test_portals import FrozenClock, client_of

from assay.actions import token
from assay.records.models import ApiToken, Appeal, Execution, RateCount, Restriction
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    cache.clear()
    return build()


def test_a_key_is_shown_once_and_works_until_it_is_ended(office: Office) -> None:
    carla = client_of(office.people["carla"])
    answer = carla.post("/tokens/", {"name": "shop system"})
    key = re.findall(r"<code>(assay_[\w-]+)</code>", answer.content.decode())[0]
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert key not in carla.get("/tokens/").content.decode()
    program = Client(headers={"Authorization": f"Bearer {key}"})
    assert program.get("/api/v1/store/rights").status_code == 200
    row = ApiToken.objects.get()
    assert carla.post(f"/tokens/{row.pk}/end/").status_code == 302
    assert program.get("/api/v1/store/rights").status_code == 401


def test_a_key_needs_a_name_and_nobody_has_keys_without_end(office: Office) -> None:
    carla = client_of(office.people["carla"])
    for name in ("", "  ", "x" * 81):
        assert carla.post("/tokens/", {"name": name}).status_code == 422
    for i in range(token.MAX_TOKENS):
        token.make(person=office.people["carla"], name=f"key {i}", at=AT)
    assert carla.post("/tokens/", {"name": "one more"}).status_code == 409
    assert ApiToken.objects.count() == token.MAX_TOKENS


def test_a_key_of_somebody_else_cannot_be_ended(office: Office) -> None:
    row, _ = token.make(person=office.people["carla"], name="mine", at=AT)
    assert client_of(office.people["hana"]).post(f"/tokens/{row.pk}/end/").status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_roles_that_no_program_has_make_no_keys(office: Office) -> None:
    for name in ("edda", "boris"):
        assert client_of(office.people[name]).post("/tokens/", {"name": "x"}).status_code == 403
    assert ApiToken.objects.count() == 0


def test_the_marketplace_carries_out_by_hand_where_it_has_no_program(office: Office) -> None:
    shop = client_of(get_user_model().objects.create_user(username="shop", role=Role.MARKETPLACE))
    assert "Aurelle" not in said(client_of(office.people["carla"]).get("/tokens/actions/"))
    restriction = Restriction.objects.get(listing=office.removed)
    assert str(restriction.pk) in shop.get("/tokens/actions/").content.decode()
    assert shop.post("/tokens/actions/done/", {"restriction": restriction.pk, "effect": "impose"}).status_code == 302
    assert str(restriction.pk) not in shop.get("/tokens/actions/").content.decode()
    assert Execution.objects.get().by.username == "shop"


def test_who_guesses_passwords_is_stopped_and_the_owner_gets_in_later(office: Office) -> None:
    def login(password: str) -> int:
        return Client().post("/accounts/login/", {"login": "carla", "password": password}).status_code

    assert [login(f"guess-{i}") for i in range(5)] == [200] * 5
    page = Client().post("/accounts/login/", {"login": "carla", "password": "carla-carla-12"})
    assert (page.status_code, "This was asked too often" in said(page)) == (429, True)
    RateCount.objects.all().delete()  # the time of the limit passes
    assert login("carla-carla-12") == 302


def test_nobody_makes_himself_an_account(office: Office) -> None:
    people = get_user_model().objects.count()
    Client().post(
        "/accounts/signup/", {"username": "eve", "password1": "eve-eve-eve-12", "password2": "eve-eve-eve-12"}
    )
    assert get_user_model().objects.count() == people


def test_a_null_in_an_address_or_a_form_is_refused_and_breaks_nothing(office: Office) -> None:
    carla, bea = client_of(office.people["carla"]), client_of(office.people["bea"])
    for url in (
        "/store/listings/?q=%00",
        "/store/listings/one/%00/",
        "/brand/listings/?q=a%00b",
        "/may/?store=%00&brand=aurelle",
    ):
        client = bea if url.startswith("/brand") else carla
        answer = client.get(url)
        assert (answer.status_code, "A null character was sent." in said(answer)) == (422, True), url
    assert carla.get("/api/v1/may-sell?store=%00&brand=aurelle").status_code == 422
    forms = {
        f"/store/decisions/{office.decision.pk}/appeal/": {"text": "It is\x00 ours."},
        "/store/apply/": {"brand": "aurelle", "goods_name": "a\x00"},
        "/tokens/": {"name": "a\x00"},
    }
    for url, form in forms.items():
        assert carla.post(url, form).status_code == 422, url
    key = token.make(person=office.people["carla"], name="shop", at=AT)[1]
    program = Client(headers={"Authorization": f"Bearer {key}"})
    appeals = Appeal.objects.all()
    appeals.delete()
    url = f"/api/v1/store/decisions/{office.decision.pk}/appeal"
    answer = program.post(url, '{"text": "It is\\u0000 ours."}', content_type="application/json")
    assert (answer.status_code, appeals.count()) == (422, 0)
    half = program.post(url, '{"text": "It is \\ud800 ours."}', content_type="application/json")
    assert half.status_code == 422
