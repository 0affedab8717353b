"""A real shop, django-oscar, is tied to the office: what is decided here happens there, and the clock of a removal runs until it has.

The office answers on a port of its own (its API), the shop is another process on another port with another database; both speak HTTP.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from assay.actions import listing as listings
from assay.actions import token, webhook
from assay.errors import BadInput
from assay.outside.webhook_signature import headers
from assay.records.models import Brand, Delivery, Execution, Listing, Person, Product, Restriction, Store, Webhook
from assay.records.queries.marketplace import late, to_do
from assay.records.queries.scorecard import _to_effect
from assay.records.queries.webhooks import webhooks
from assay.regime.terms import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.shop]
ROOT = Path(__file__).parents[2]
SHOP = ROOT / "examples" / "oscar_shop"
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock(datetime):
    """The office's clock; the tests move it."""

    at = AT

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return cls.at


class Shop:
    """The shop's process. `start` and `kill` as often as one likes: its database and its port stay."""

    def __init__(self, folder: Path, *, office: str, key: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/office/messages/"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ASSAY", "DATABASE"))},
            "DJANGO_SETTINGS_MODULE": "shop_settings",
            "PYTHONPATH": os.pathsep.join([str(SHOP), str(Path(__file__).parent)]),
            "SHOP_DATA": str(folder / "shop"),
            "ASSAY_URL": office,
            "ASSAY_KEY": key,
        }
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        words = [sys.executable, str(Path(__file__).parent / "shop_process.py"), str(self.port)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(words, env=self.environment, stdin=pipe, stdout=pipe, text=True, cwd=SHOP)
        assert self._hear() == self.port

    def do(self, *words: str | int) -> Any:
        assert self.process is not None and self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return self._hear()

    def _hear(self) -> Any:
        assert self.process is not None and self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the shop's process ended"
        return json.loads(line)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@pytest.fixture
def shop(live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Shop]:
    """A shop with two products of one partner, and an office that knows the store, the brand, and that this shop is its own."""
    monkeypatch.setattr("assay.actions.clock.datetime", Clock)
    monkeypatch.setattr(Clock, "at", AT)
    brand = Brand.objects.create(brand_id="veltrano", name="Veltrano", enrolled_at=AT)
    Product.objects.create(
        brand=brand, name="Meridian bag", model="VM40", gtin="4006381333931", reference_price="1200.00", currency="EUR"
    )
    Store.objects.create(store_id="harbour", legal_name="Harbour Ltd", trading_name="Harbour", opened_on=AT.date())
    person = Person.objects.create_user(username="market", role=Role.MARKETPLACE)
    _, key = token.make(person=person, name="shop", at=AT)
    made = Shop(tmp_path, office=live_server.url, key=key)
    # The office tells nobody in a private network; its operator has to name this one.
    settings.ASSAY_OWN_HOSTS = [f"127.0.0.1:{made.port}"]
    try:
        made.start()
        assert made.do("office_sample", "--store", "harbour", "--brand", "Veltrano") == "2 products of harbour"
        yield made
    finally:
        made.kill()


def work(*, hours: float = 0.0) -> int:
    """A turn of the office's worker, so many hours after the start: screen, then tell the marketplace; how many attempts to tell."""
    Clock.at = AT + timedelta(hours=hours)
    listings.screen_waiting(at=Clock.at)
    return webhook.send_waiting(at=Clock.at)


def test_a_fake_leaves_the_shop_and_the_clock_stops_only_then(shop: Shop) -> None:
    assert shop.do("office_webhook", shop.url) == f"{shop.url} is told from now on"
    assert shop.do("office_sync") == "2 listings sent, 0 effects fetched, 0 acknowledged"
    assert shop.do("show", "bag-1") == [200, True, []]
    # 1. The office screens, imposes, and tells; the shop hides the product, and acknowledges within the same message.
    assert work(hours=1) == 1
    fake, plain = (Listing.objects.get(listing_id=key) for key in ("bag-1", "bag-2"))
    assert (fake.verdict, plain.verdict) == ("remove", "publish")
    row = Restriction.objects.get(listing=fake)
    assert (row.kind, row.begins) == ("remove", AT + timedelta(hours=1))
    assert shop.do("show", "bag-1") == [404, False, [["impose", True, True]]]
    assert shop.do("show", "bag-2") == [200, True, []]
    # 2. Only that stopped the clock, and the time to the effect is counted from the decision to it.
    done = Execution.objects.get(restriction=row)
    assert (done.effect, done.at, done.by.username) == ("impose", AT + timedelta(hours=1), "market")
    assert _to_effect(Listing.objects.filter(pk=fake.pk)).median == 0.0
    assert to_do(limit=10, at=Clock.at) == ((), 0)
    # 3. Nobody shows it again: not who saves the product, and not who goes around that.
    assert shop.do("publish", "bag-1") is False
    assert shop.do("show", "bag-1")[:2] == [404, False]
    shop.do("bulk_publish")
    assert shop.do("office_sync") == "0 listings sent, 0 effects fetched, 0 acknowledged"
    assert shop.do("show", "bag-1")[:2] == [404, False]


@pytest.mark.long
def test_what_was_held_comes_back_as_it_stood_when_the_office_lets_it_go(shop: Shop) -> None:
    shop.do("office_webhook", shop.url)
    shop.do("retitle", "bag-1", "Veltrano bag")
    shop.do("office_sync")
    assert work() == 1
    held = Listing.objects.get(listing_id="bag-1")
    assert (held.verdict, shop.do("show", "bag-1")) == ("hold", [404, False, [["impose", True, True]]])
    verifier = Person.objects.create_user(username="vera", role=Role.VERIFIER)
    Clock.at = AT + timedelta(hours=2)
    listings.settle_listing(listing=held, by=verifier, keep=True, reason="It is their own.", at=Clock.at)
    assert shop.do("show", "bag-1")[:2] == [404, False]
    assert work(hours=2) == 1
    assert shop.do("show", "bag-1") == [200, True, [["impose", True, True], ["lift", True, True]]]
    assert list(Execution.objects.order_by("at").values_list("effect", "at")) == [
        ("impose", AT),
        ("lift", AT + timedelta(hours=2)),
    ]


def test_a_shop_that_is_away_is_told_later_and_meanwhile_it_stands_on_the_desk(shop: Shop) -> None:
    shop.do("office_webhook", shop.url)
    shop.do("office_sync")
    # 1. An error in the shop: nothing is hidden, nothing acknowledged, and it is told again after the policy's pauses.
    shop.do("trouble", 1)
    assert work() == 1
    assert Delivery.objects.get().said == "answered 500"
    assert shop.do("show", "bag-1") == [200, True, []]
    # 2. Killed: the connection is refused.
    shop.kill()
    assert work(hours=6 / 3600) == 1
    assert Delivery.objects.get().said.startswith("no answer")
    assert not Execution.objects.exists()
    # 3. What is not carried out rises, and the clock runs.
    assert late(hours=4, at=AT + timedelta(hours=4)) == 0
    assert late(hours=4, at=AT + timedelta(hours=5)) == 1
    # 4. Back again: the same message comes, under the same identifier, and then it is done.
    shop.start()
    assert work(hours=5) == 1
    assert shop.do("show", "bag-1") == [404, False, [["impose", True, True]]]
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.said, delivery.delivered_at) == (3, "answered 204", AT + timedelta(hours=5))
    row = Restriction.objects.get()
    assert Execution.objects.get(restriction=row).at - row.begins == timedelta(hours=5)
    assert _to_effect(Listing.objects.filter(restrictions=row)).median == 5.0
    assert late(hours=4, at=AT + timedelta(hours=6)) == 0


@pytest.mark.long
def test_a_shop_that_never_got_the_message_asks_and_does_it(shop: Shop) -> None:
    """Without any webhook the queue alone is enough."""
    shop.do("office_sync")
    assert work() == 0
    assert shop.do("show", "bag-1")[:2] == [200, True]
    Clock.at = AT + timedelta(hours=1)
    assert shop.do("office_sync") == "0 listings sent, 1 effects fetched, 1 acknowledged"
    assert shop.do("show", "bag-1") == [404, False, [["impose", True, True]]]
    assert Execution.objects.get().at == AT + timedelta(hours=1)
    assert shop.do("office_sync") == "0 listings sent, 0 effects fetched, 0 acknowledged"


@pytest.mark.long
def test_only_the_offices_own_and_new_message_moves_the_shop(shop: Shop) -> None:
    shop.do("office_webhook", shop.url)
    shop.do("office_sync")
    shop.kill()
    assert work() == 1
    shop.start()
    hook = Webhook.objects.get()
    row = Restriction.objects.get()
    body, message = webhook.body_of(row, "impose"), webhook.message_id(row, "impose")
    stamp = int(datetime.now(UTC).timestamp())
    good = headers(secret=hook.secret, message=message, timestamp=stamp, body=body)
    old = headers(secret=hook.secret, message=message, timestamp=stamp - 301, body=body)
    strange = headers(secret=webhook.webhook_signature.new_secret(), message=message, timestamp=stamp, body=body)
    assert post(shop.url, body.replace(b"bag-1", b"bag-2"), good) == 401
    assert post(shop.url, body, old) == 401
    assert post(shop.url, body, {**good, "webhook-timestamp": str(stamp + 1)}) == 401
    assert post(shop.url, body, strange) == 401
    assert post(shop.url, body, {}) == 401
    assert (shop.do("show", "bag-1"), shop.do("show", "bag-2")) == ([200, True, []], [200, True, []])
    assert not Execution.objects.exists()
    assert post(shop.url, body, good) == 204
    # Twice is once.
    assert post(shop.url, body, good) == 204
    assert shop.do("show", "bag-1") == [404, False, [["impose", True, True]]]
    assert Execution.objects.count() == 1


@pytest.mark.long
def test_the_office_tells_a_private_address_only_where_its_operator_named_it(shop: Shop, settings: Any) -> None:
    settings.ASSAY_OWN_HOSTS = [f"127.0.0.1:{shop.port + 1}"]
    said = shop.do("office_webhook", shop.url)
    assert said.startswith("error: the office: 422") and "not encrypted" in said
    said = shop.do("office_webhook", shop.url.replace("http:", "https:"))
    assert said.startswith("error: the office: 422") and "leads into a private network" in said
    assert not Webhook.objects.exists()
    # Named once and no more: what is registered is looked at again before each message.
    settings.ASSAY_OWN_HOSTS = [f"127.0.0.1:{shop.port}"]
    shop.do("office_webhook", shop.url)
    shop.do("office_sync")
    settings.ASSAY_OWN_HOSTS = []
    assert work() == 1
    assert webhooks()[0].said == "the address is not encrypted."
    assert shop.do("show", "bag-1") == [200, True, []]
    with pytest.raises(BadInput, match="not encrypted"):
        webhook.register(url=shop.url + "more", by=Person.objects.get(), at=AT)


def post(url: str, body: bytes, signed: dict[str, str]) -> int:
    request = urllib.request.Request(url, data=body, headers={**signed, "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as no:
        return no.code
