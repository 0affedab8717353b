"""The marketplace registers its address in its portal and by program; a private one is refused in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY

from assay.actions import token
from assay.outside import web
from assay.records.models import Webhook

Enter = Callable[[str | None], Client]


@pytest.fixture
def public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name leads to a public address."""

    def check(url: str, **more: Any) -> str:
        return real(url, allowed=more["allowed"], resolve=lambda host, port: ["93.184.216.34"])

    real = web.check_url
    monkeypatch.setattr(web, "check_url", check)


def call(office: Any, path: str, body: Any = None) -> HttpResponse:
    _, key = token.make(person=office.people["mara"], name="test", at=STORY)
    client = Client(headers={"Authorization": f"Bearer {key}", "host": "localhost"})
    url = f"/api/v1/marketplace/{path}"
    return client.get(url) if body is None else client.post(url, json.dumps(body), content_type="application/json")


def test_a_private_address_is_refused_on_the_page_and_by_the_api(enter: Enter, office: Any) -> None:
    page = enter("mara").post(reverse("webhooks"), {"url": "https://127.0.0.1/hook"})
    assert page.status_code == 422
    assert "leads into a private network" in page.content.decode()
    answer = call(office, "webhooks", {"url": "https://[::1]/hook"})
    assert (answer.status_code, answer.json()["detail"]) == (422, "the address leads into a private network.")
    assert not Webhook.objects.exists()


def test_the_secret_is_shown_once_and_the_address_can_be_ended(enter: Enter, office: Any, public_address: None) -> None:
    mara = enter("mara")
    made = mara.post(reverse("webhooks"), {"url": "https://shop.example/assay"})
    row = Webhook.objects.get()
    assert row.secret in made.content.decode()
    assert row.secret not in mara.get(reverse("webhooks")).content.decode()
    assert row.secret not in call(office, "webhooks").content.decode()
    assert mara.post(reverse("webhook_end", args=[row.pk])).status_code == 302
    assert call(office, "webhooks").json()["webhooks"][0]["ended_because"] == "ended by its owner"
    again = call(office, "webhooks", {"url": "https://shop.example/assay"}).json()
    assert again["secret"].startswith("whsec_")
    ended = call(office, f"webhooks/{again['webhook']}/end", {}).json()["webhooks"]
    assert [w["ended_at"] is not None for w in ended] == [True, True]


def test_the_desk_counts_what_the_marketplace_has_not_carried_out(enter: Enter) -> None:
    assert "Not carried out" in enter("enno").get(reverse("desk")).content.decode()
