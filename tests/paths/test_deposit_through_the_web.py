"""A store whose listing was wrongly noticed goes on selling against a deposit, through its pages and the API, and gets it back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST

from assay.actions import token
from assay.records.models import Deposit, Message, NoticeItem, Person, Store
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    cache.clear()
    stage = Scene(clock=Clock(datetime(2016, 5, 18, 9, tzinfo=UTC), monkeypatch))
    for name, role in (("vera", Role.VERIFIER), ("enno", Role.ENFORCER), ("ada", Role.ADJUDICATOR)):
        stage.person(name, role)
    stage.person("shop", Role.MARKETPLACE)
    stage.brand("lumen", "Maison Lumen")
    stage.store("first", HONEST)
    stage.feed("first", [{**bag("one", title="Hand made clasp bag, brown leather"), "brand": ""}])
    stage.work()
    stage.post(
        "lumen",
        "/notices/file/",
        listings="first/one",
        ground="counterfeit",
        mark="EUIPO 018000005",
        evidence="The buckle bears our monogram.",
        good_faith="yes",
    )
    stage.work()
    return stage


def call(person: str, path: str, body: Any = None) -> tuple[int, Any]:
    _, key = token.make(person=Person.objects.get(username=person), name="test", at=datetime(2016, 5, 18, tzinfo=UTC))
    client = Client(headers={"Authorization": f"Bearer {key}"})
    where = f"/api/v1/{path}"
    answer = client.get(where) if body is None else client.post(where, body, content_type="application/json")
    return answer.status_code, answer.json()


def test_through_the_pages(scene: Scene) -> None:
    item, first = NoticeItem.objects.get(), Store.objects.get(pk="first")
    page = scene.get("first", "/store/deposits/offer/one/", status=403)
    assert "Nothing is disputed here" in page
    scene.post("first", f"/notices/received/{item.pk}/counter/", text="It is our own bag.")
    assert "/store/deposits/offer/one/" in scene.get("first", f"/notices/received/{item.pk}/")
    assert "980.00 EUR" in scene.get("first", "/store/deposits/offer/one/")
    assert scene.post("first", "/store/deposits/offer/one/") == "/store/deposits/"
    row = Deposit.objects.get()
    scene.get("first", "/store/deposits/offer/two/", status=404)
    assert scene.state(first, "one") == "paused"
    assert "1" in scene.get("enno", "/desk/")
    wrong = scene.post(
        "enno", f"/desk/deposits/{row.pk}/received/", status=422, amount="12", currency="EUR", reference="B-1"
    )
    assert "12 EUR came; 980.00 EUR were offered." in wrong
    scene.post("enno", f"/desk/deposits/{row.pk}/received/", amount="980.00", currency="eur", reference="B-1")
    scene.work()
    assert scene.state(first, "one") == "on_offer"
    scene.post("lumen", f"/notices/items/{item.pk}/insist/", text="It is not.")
    scene.post("vera", f"/desk/notices/{item.pk}/decide/", upheld="no", reason="The buckle is another.")
    scene.work()
    assert "comes back to you" in scene.get("first", "/store/inbox/")
    assert "released" in scene.get("first", "/store/deposits/")
    scene.post("enno", f"/desk/deposits/{row.pk}/paid/")
    assert scene.post("enno", f"/desk/deposits/{row.pk}/paid/", status=409)
    assert "Paid" in scene.get("vera", "/desk/deposits/", all="")


def test_through_the_api(scene: Scene) -> None:
    item = NoticeItem.objects.get()
    assert call("first", "store/deposits/quote?listing=one")[0] == 403
    scene.post("first", f"/notices/received/{item.pk}/counter/", text="It is our own bag.")
    status, quote = call("first", "store/deposits/quote?listing=one")
    assert (status, quote["amount"], quote["currency"]) == (200, "980.00", "EUR")
    status, made = call("first", "store/deposits", {"listing": "one"})
    assert (status, made["state"], made["to"]) == (200, "offered", "first")
    assert call("first", "store/deposits", {"listing": "one"})[0] == 409
    came = {"amount": "980.00", "currency": "EUR", "reference": "B-1"}
    where = f"marketplace/deposits/{made['deposit']}"
    assert call("first", f"{where}/received", came)[0] == 403
    assert call("shop", f"{where}/received", came)[1]["state"] == "received"
    assert call("shop", f"{where}/paid", {})[0] == 409
    scene.post("lumen", f"/notices/items/{item.pk}/insist/", text="It is not.")
    scene.post("vera", f"/desk/notices/{item.pk}/decide/", upheld="yes", reason="It is a copy.")
    _, listed = call("shop", "marketplace/deposits")
    (one,) = listed["deposits"]
    assert (one["state"], one["to"], one["payable_from"][:10]) == ("forfeited", "lumen", "2016-11-19")
    assert call("shop", f"{where}/paid", {})[0] == 403
    assert call("first", "store/deposits")[1]["total"] == 1
    assert Message.objects.filter(brand="lumen", kind="deposit_ordered").count() == 1
