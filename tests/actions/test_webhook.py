"""The marketplace is told what it has to carry out: signed, at least once, under one identifier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest
from tests.web.office import AT, Office, build

from assay.actions import execution, webhook
from assay.actions.restriction import lift
from assay.errors import BadInput, Conflict, NotFound, Unreachable
from assay.outside.web import Answer
from assay.outside.webhook_signature import signature
from assay.records.models import Delivery, Restriction, Webhook
from assay.records.queries.marketplace import late
from assay.records.queries.webhooks import webhooks

pytestmark = pytest.mark.django_db
URL = "https://shop.example/assay"


class Shop:
    """A receiver that answers as it is told, and keeps what it got."""

    def __init__(self, *answers: int | None) -> None:
        self.answers = list(answers)
        self.got: list[tuple[str, bytes, Mapping[str, str]]] = []

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.got.append((url, body, headers))
        status = self.answers.pop(0) if self.answers else 204
        if status is None:
            raise Unreachable("no answer (ConnectTimeout).")
        return Answer(status=status)


@pytest.fixture
def office() -> Office:
    return build()


def leads_to(*addresses: str) -> webhook.web.Resolve:
    return lambda host, port: list(addresses)


def hook(office: Office) -> Webhook:
    return webhook.register(url=URL, by=office.people["mara"], at=AT, resolve=leads_to("93.184.216.34"))


def send(shop: Shop, *, seconds: int = 0) -> int:
    return webhook.send_waiting(at=AT + timedelta(seconds=seconds), post=shop.post, stamp=lambda: 1_463_734_800.9)


def test_each_effect_is_told_once_signed_with_the_secret_of_the_address(office: Office) -> None:
    row, shop = hook(office), Shop()
    waiting = Restriction.objects.count()
    assert send(shop) == waiting > 0
    assert send(shop) == 0
    assert sorted(json.loads(body)["data"]["restriction"] for _, body, _ in shop.got) == sorted(
        str(r.pk) for r in Restriction.objects.all()
    )
    for url, body, headers in shop.got:
        event = json.loads(body)
        assert (url, event["type"]) == (URL, "restriction.impose")
        assert headers["webhook-id"] == f"msg_{event['data']['restriction'].replace('-', '')}_impose"
        assert headers["webhook-timestamp"] == "1463734800"
        assert headers["webhook-signature"] == signature(
            secret=row.secret, message=headers["webhook-id"], timestamp=1_463_734_800, body=body
        )


def test_what_is_not_taken_is_sent_again_later_and_later_under_the_same_identifier(office: Office) -> None:
    hook(office)
    execution.acknowledge(
        effects=[(str(r.pk), "impose") for r in Restriction.objects.all()[1:]], by=office.people["mara"], at=AT
    )
    shop = Shop(500, None, 302, 200)
    done = [send(shop, seconds=s) for s in (0, 4, 5, 304, 305, 2104, 2105, 99_999)]
    assert done == [1, 0, 1, 0, 1, 0, 1, 0]
    assert len({headers["webhook-id"] for _, _, headers in shop.got}) == 1
    assert (Delivery.objects.get().attempts, Delivery.objects.get().said) == (4, "answered 200")


def test_an_attempt_that_was_killed_is_made_again(office: Office) -> None:
    hook(office)

    class Killed(BaseException):
        pass

    def die(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        raise Killed

    with pytest.raises(Killed):
        webhook.send_waiting(at=AT, post=die)
    shop = Shop()
    waiting = Restriction.objects.count()
    assert send(shop) == waiting - 1
    assert send(shop, seconds=120) == 1
    assert len({headers["webhook-id"] for _, _, headers in shop.got}) == waiting


def test_what_was_lifted_before_it_was_taken_is_told_as_a_lift_alone(office: Office) -> None:
    hook(office)
    shop = Shop(*[500] * Restriction.objects.count())
    send(shop)
    row = Restriction.objects.first()
    assert row is not None
    lift([row], by=office.decision)
    shop.got.clear()
    send(shop, seconds=60)
    types = [json.loads(body)["type"] for _, body, h in shop.got if row.pk.hex in h["webhook-id"]]
    assert types == ["restriction.lift"]


def test_an_address_that_says_gone_is_told_nothing_more(office: Office) -> None:
    row, shop = hook(office), Shop(410)
    assert send(shop) == 1
    row.refresh_from_db()
    assert (row.ended_at, row.ended_because) == (AT, "the address answered 410 Gone")
    assert send(shop, seconds=99_999) == 0


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1"])
def test_an_address_in_a_private_network_is_refused_and_nothing_is_kept(office: Office, address: str) -> None:
    with pytest.raises(BadInput, match="leads into a private network"):
        webhook.register(url=URL, by=office.people["mara"], at=AT, resolve=leads_to(address))
    with pytest.raises(BadInput, match="not encrypted"):
        webhook.register(url="http://shop.example/", by=office.people["mara"], at=AT, resolve=leads_to("93.184.216.34"))
    assert not Webhook.objects.exists()


def test_an_address_is_told_once_and_ends_when_the_marketplace_says_so(office: Office) -> None:
    row = hook(office)
    with pytest.raises(Conflict, match="told already"):
        hook(office)
    webhook.end(webhook=row.pk, by=office.people["mara"], at=AT)
    assert send(Shop()) == 0
    assert hook(office).secret != row.secret
    assert [(w.url, w.ended_at) for w in webhooks()] == [(URL, None), (URL, AT)]
    with pytest.raises(NotFound):
        webhook.end(webhook=999_999, by=office.people["mara"], at=AT)


def test_what_is_not_acknowledged_in_the_policys_time_is_counted(office: Office) -> None:
    waiting = Restriction.objects.count()
    assert late(hours=4, at=AT + timedelta(hours=4)) == 0
    assert late(hours=4, at=AT + timedelta(hours=4, seconds=1)) == waiting
    first = Restriction.objects.first()
    assert first is not None
    execution.acknowledge(effects=[(str(first.pk), "impose")], by=office.people["mara"], at=AT)
    assert late(hours=4, at=AT + timedelta(hours=5)) == waiting - 1
