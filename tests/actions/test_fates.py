"""A brand is told what became of a store that its notices name: each step, its end, signed and at least once; and nothing of other stores."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.actions.test_webhook import Shop, leads_to
from tests.web.office import AT, Office, build
from tests.web.test_api import calls, problem

from assay.actions import notice, webhook
from assay.actions.decision import record
from assay.actions.restriction import impose, lift
from assay.errors import BadInput, NotFound, NotPermitted
from assay.outside.webhook_signature import signature
from assay.records.models import Delivery, Mark, Notice, Restriction, Store, Webhook
from assay.regime.notice.completeness import Draft
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

pytestmark = pytest.mark.django_db
URL = "https://brand.example/assay"
HOUR = timedelta(hours=1)


@pytest.fixture
def office() -> Office:
    made = build()
    Mark.objects.create(brand=made.aurelle, office="EUIPO", number="018000001", text="AURELLE")
    return made


def hook(office: Office, *, who: str = "bea", at: datetime = AT) -> Webhook:
    return webhook.register(url=URL, by=office.people[who], at=at, resolve=leads_to("93.184.216.34"))


def file(office: Office, name: str = "mirror-luxe/f-1", *, at: datetime = AT) -> Notice:
    draft = Draft(
        listings=(name,),
        ground="counterfeit",
        mark_office="EUIPO",
        mark_number="018000001",
        evidence="The clasp is not ours.",
        good_faith=True,
    )
    return notice.file(draft=draft, by=office.people["bea"], at=at)


def step(store: Store, kind: RestrictionKind, *, at: datetime, **more: Any) -> Restriction:
    with transaction.atomic():
        decision = record(
            kind=DecisionKind.LADDER,
            subject=store,
            store=store,
            ground=Ground.REPEATED,
            facts={},
            outcome={"step": kind.value},
            by=None,
            at=at,
            case=("store", store.pk),
        )
        return impose(
            kind=kind, on=store, ground=Ground.REPEATED, caused_by=decision, seen="24 points.", rules=(), **more
        )


def undo(row: Restriction, *, at: datetime) -> None:
    with transaction.atomic():
        decision = record(
            kind=DecisionKind.LIFT,
            subject=row.store,
            store=row.store,
            facts={},
            outcome={"state": "lifted"},
            by=None,
            at=at,
            case=("store", row.store_id or ""),
        )
        lift([row], by=decision)


def send(shop: Shop, *, at: datetime) -> int:
    return webhook.send_waiting(at=at, post=shop.post, stamp=lambda: 1_463_734_800.0)


def test_each_step_against_the_store_and_its_end_is_told_to_who_named_it(office: Office) -> None:
    made, filed, shop = hook(office), file(office), Shop()
    assert send(shop, at=AT) == 0
    row = step(office.fake, RestrictionKind.HIDE, at=AT + HOUR, until=AT + timedelta(days=14))
    assert send(shop, at=AT + HOUR) == 1
    undo(row, at=AT + 2 * HOUR)
    assert send(shop, at=AT + 2 * HOUR) == 1
    assert send(shop, at=AT + 9 * HOUR) == 0
    events = [json.loads(body) for _, body, _ in shop.got]
    assert events[0] == {
        "type": "store.hide.imposed",
        "timestamp": (AT + HOUR).isoformat(),
        "data": {
            "store": "mirror-luxe",
            "name": "Mirror Luxe",
            "state": "hidden",
            "step": "hide",
            "ground": "repeated",
            "at": (AT + HOUR).isoformat(),
            "until": (AT + timedelta(days=14)).isoformat(),
            "notices": [str(filed.pk)],
        },
    }
    assert (events[1]["type"], events[1]["data"]["state"]) == ("store.hide.lifted", "open")
    for _, body, headers in shop.got:
        assert headers["webhook-signature"] == signature(
            secret=made.secret, message=headers["webhook-id"], timestamp=1_463_734_800, body=body
        )


def test_both_the_step_and_its_end_are_told_when_the_step_was_lifted_before_anybody_was_told(office: Office) -> None:
    hook(office)
    file(office)
    undo(step(office.fake, RestrictionKind.RESTRICT, at=AT + HOUR), at=AT + 2 * HOUR)
    shop = Shop()
    assert send(shop, at=AT + 3 * HOUR) == 2
    assert {json.loads(b)["type"] for _, b, _ in shop.got} == {"store.restrict.imposed", "store.restrict.lifted"}


def test_what_was_before_the_notice_before_the_address_or_against_another_store_is_not_told(office: Office) -> None:
    step(office.fake, RestrictionKind.HIDE, at=AT - HOUR)
    file(office)
    step(office.fake, RestrictionKind.RESTRICT, at=AT + HOUR)
    hook(office, at=AT + 2 * HOUR)
    step(office.careless, RestrictionKind.HIDE, at=AT + 3 * HOUR)
    shop = Shop()
    assert send(shop, at=AT + 9 * HOUR) == 0
    assert not Delivery.objects.exists()


def test_no_amount_and_no_listing_of_the_store_leaves_with_it(office: Office) -> None:
    hook(office)
    file(office)
    step(office.fake, RestrictionKind.HOLD_FUNDS, at=AT + HOUR, amount="4711.00", currency="EUR")
    shop = Shop()
    assert send(shop, at=AT + HOUR) == 1
    body = shop.got[0][1].decode()
    assert json.loads(body)["type"] == "store.hold_funds.imposed"
    for word in ("4711", "EUR", "f-1", "statement", "address", office.fake.legal_name):
        assert word not in body


def test_an_address_of_a_brand_hears_nothing_of_what_the_marketplace_carries_out_and_the_other_way_round(
    office: Office,
) -> None:
    hook(office)
    file(office)
    hook(office, who="mara")
    step(office.fake, RestrictionKind.HIDE, at=AT + HOUR)
    shop = Shop()
    send(shop, at=AT + HOUR)
    sent = {(d.webhook.notifier_id is None, json.loads(b)["type"].split(".")[0]) for d, (_, b, _) in by_hook(shop)}
    assert sent == {(True, "restriction"), (False, "store")}


def by_hook(shop: Shop) -> list[tuple[Delivery, Any]]:
    kinds = {"restriction": True, "store": False}
    rows = []
    for one in shop.got:
        mine = kinds[json.loads(one[1])["type"].split(".")[0]]
        found = Delivery.objects.filter(message=one[2]["webhook-id"], webhook__notifier__isnull=mine)
        rows.append((found.get(), one))
    return rows


def test_what_is_not_taken_is_sent_again_under_its_identifier(office: Office) -> None:
    hook(office)
    file(office)
    step(office.fake, RestrictionKind.HIDE, at=AT + HOUR)
    shop = Shop(503, 200)
    send(shop, at=AT + HOUR)
    send(shop, at=AT + HOUR + timedelta(seconds=5))
    assert [h["webhook-id"] for _, _, h in shop.got] == [shop.got[0][2]["webhook-id"]] * 2
    assert send(shop, at=AT + 9 * HOUR) == 0


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "::1", "::ffff:10.0.0.7", "169.254.169.254", "64:ff9b::7f00:1"]
)
def test_a_brands_address_may_not_lead_into_a_private_network(office: Office, address: str) -> None:
    with pytest.raises(BadInput):
        webhook.register(url=URL, by=office.people["bea"], at=AT, resolve=leads_to(address))
    assert not Webhook.objects.exists()


def test_nobody_ends_the_address_of_another(office: Office) -> None:
    row = hook(office)
    for name in ("mara", "ange"):
        with pytest.raises(NotFound):
            webhook.end(webhook=row.pk, by=office.people[name], at=AT)
    with pytest.raises(NotPermitted):
        webhook.end(webhook=row.pk, by=office.people["hana"], at=AT)
    row.refresh_from_db()
    assert row.ended_at is None
    assert webhook.end(webhook=row.pk, by=office.people["bea"], at=AT).ended_because == "ended by its owner"


def test_by_program_and_by_page_a_brand_keeps_its_addresses(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from assay.outside import web

    check: Callable[..., None] = web.check_url
    monkeypatch.setattr(
        web, "check_url", lambda url, **more: check(url, **(more | {"resolve": leads_to("93.184.216.34")}))
    )
    brand = calls(office.people["bea"])
    made = brand("notices/webhooks", {"url": URL}).json()
    assert made["secret"].startswith("whsec_")
    listed = brand("notices/webhooks").json()["webhooks"]
    assert [(w["url"], w["ended_at"]) for w in listed] == [(URL, None)]
    assert calls(office.people["mara"])("marketplace/webhooks").json() == {"webhooks": []}
    assert problem(calls(office.people["hana"])("notices/webhooks"))[0] == 403
    client = Client(headers={"host": "localhost"})
    client.force_login(office.people["bea"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("webhooks")).content.decode()
    assert URL in page
    assert made["secret"] not in page
    assert client.post(reverse("webhook_end", args=[made["webhook"]])).status_code == 302
    assert problem(brand("notices/webhooks/999999/end", {}))[0] == 404
    assert Webhook.objects.get().ended_at is not None
