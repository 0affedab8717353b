"""Nobody asks so often that others wait: one limit for all processes, counted where all of them see it."""

from __future__ import annotations

import base64
import hmac
import struct
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import connections
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from assay.actions import rate
from assay.actions.policy import in_force
from assay.errors import TooOften
from assay.records.models import KeptValue, Listing, Person, RateCount, Report, Store
from assay.regime.terms import Role
from assay.web import rates
from assay.web.rates import address_of

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2016, 5, 18, 9, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "clock", lambda: AT)
    monkeypatch.setattr("assay.web.accounts.clock", lambda: AT)


@pytest.fixture
def store() -> Store:
    row = Store.objects.create(store_id="shop", legal_name="S", trading_name="S", opened_on=date(2014, 1, 1))
    Listing.objects.create(
        store=row, listing_id="1", attributes={}, title="Bag", digest="0" * 64, first_seen_at=AT, changed_at=AT
    )
    return row


def test_writers_at_once_share_one_limit_to_the_last_call() -> None:
    taken, refused = [], []

    def ask() -> None:
        for _ in range(10):
            try:
                rate.take("report", who="192.0.2.1", at=AT)
                taken.append(1)
            except TooOften as no:
                refused.append(no.wait_seconds)
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), len(refused)) == (in_force().access.report.times, 20)
    assert set(refused) == {40 * 60}
    assert RateCount.objects.get().times == 40


def test_a_new_window_begins_on_its_own_and_another_address_has_its_own_count() -> None:
    for _ in range(20):
        rate.take("report", who="192.0.2.1", at=AT)
    with pytest.raises(TooOften):
        rate.take("report", who="192.0.2.1", at=AT)
    rate.take("report", who="192.0.2.2", at=AT)
    rate.take("report", who="192.0.2.1", at=AT + timedelta(minutes=40))
    assert sorted(RateCount.objects.values_list("times", flat=True)) == [1, 1, 21]
    assert "192.0.2" not in str(list(RateCount.objects.values_list("who", flat=True)))
    assert (rate.sweep(), RateCount.objects.count()) == (3, 0)


def test_the_page_and_the_api_count_reports_together_and_say_exactly_how_long_to_wait(store: Store) -> None:
    client, body = Client(), {"store": "shop", "listing": "1", "text": "It came with a wrong label."}
    for n in range(20):
        if n % 2:
            assert client.post("/api/v1/reports", body, content_type="application/json").status_code == 200
        else:
            assert client.post("/listings/shop/1/report/", {"text": "It came with a wrong label."}).status_code == 302
    answer = client.post("/api/v1/reports", body, content_type="application/json")
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        429,
        "2400",
        "application/problem+json",
    )
    assert answer.json() == {
        "type": "about:assay/TooOften",
        "title": "This was asked too often",
        "status": 429,
        "detail": "you ask too often: 20 times in 1 hour are answered.",
        "where": "",
        "mend": "Wait 40 minutes, and ask again.",
    }
    page = client.post("/listings/shop/1/report/", {"text": "It came with a wrong label."})
    assert (page.status_code, page["Retry-After"]) == (429, "2400")
    assert "Wait 40 minutes, and ask again." in page.content.decode()
    assert client.get("/listings/shop/1/report/").status_code == 200
    assert Report.objects.count() == 20


def test_the_public_question_is_refused_from_the_three_hundred_and_first_time_on() -> None:
    RateCount.objects.all().delete()
    for _ in range(300):
        rate.take("public_question", who="127.0.0.1", at=AT)
    answer = Client().get("/api/v1/may-sell", {"store": "x", "brand": "y"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def log_in(client: Client, name: str, password: str, address: str = "192.0.2.7") -> int:
    data = {"login": name, "password": password}
    return client.post("/accounts/login/", data, REMOTE_ADDR=address).status_code


def test_a_name_is_guessed_at_five_times_in_five_minutes_from_wherever() -> None:
    Person.objects.create_user(username="vera", password="a long true password", role=Role.VERIFIER)
    for n in range(5):
        assert log_in(Client(), "Vera ", "wrong", f"192.0.2.{n}") == 200
    assert log_in(Client(), "vera", "a long true password", "192.0.2.99") == 429
    # Another name from an address that guessed is not stopped by that.
    Person.objects.create_user(username="enno", password="a long true password", role=Role.ENFORCER)
    assert log_in(Client(), "enno", "a long true password", "192.0.2.1") == 302


def test_right_passwords_are_no_guesses_and_take_no_wrong_one_off_the_count() -> None:
    Person.objects.create_user(username="vera", password="a long true password", role=Role.VERIFIER)
    for _ in range(4):
        assert log_in(Client(), "vera", "wrong") == 200
    for _ in range(6):
        assert log_in(Client(), "vera", "a long true password") == 302
    assert log_in(Client(), "vera", "wrong") == 200
    assert log_in(Client(), "vera", "wrong") == 429


def test_an_address_guesses_at_ten_names_a_minute() -> None:
    codes = [log_in(Client(), f"nobody-{n}", "wrong") for n in range(11)]
    assert codes == [200] * 10 + [429]


@pytest.mark.parametrize(
    ("proxies", "remote", "told", "counts"),
    [
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),  # what a client says of itself is not believed
        (1, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),  # a whole network is one customer's
        (0, "::ffff:192.0.2.1", None, "192.0.2.1"),
        (0, "", None, ""),
        (1, "10.0.0.1", "nonsense" * 40, ("nonsense" * 40)[:100]),
    ],
)
def test_the_address_that_counts_is_the_one_that_the_last_trusted_proxy_saw(
    proxies: int, remote: str, told: str | None, counts: str, settings: object
) -> None:
    settings.ASSAY_PROXIES = proxies  # type: ignore[attr-defined]
    headers = {} if told is None else {"HTTP_X_FORWARDED_FOR": told}
    request: HttpRequest = RequestFactory().get("/", REMOTE_ADDR=remote, **headers)
    assert address_of(request) == counts


def totp(secret: str) -> str:
    """The code of this half minute (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enter_code(client: Client, code: str) -> bool:
    """Right password, then this code; whether it let the person in."""
    assert log_in(client, "vera", "a long true password") == 302
    client.post(reverse("mfa_authenticate"), {"code": code})
    return "_auth_user_id" in client.session


def test_codes_of_the_second_factor_are_guessed_at_five_times_in_five_minutes_by_whatever_process() -> None:
    person = Person.objects.create_user(username="vera", password="a long true password", role=Role.VERIFIER)
    secret = base64.b32encode(b"twenty bytes, secret").decode()
    data = {"secret": get_adapter().encrypt(secret)}
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=data)
    right = totp(secret)
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    assert not any(enter_code(Client(), wrong) for _ in range(5))
    assert not enter_code(Client(), right)
    # Counted where every process sees it: whatever one forgets, the database knows.
    assert KeptValue.objects.filter(cache_key__contains="login_failed").count() == 1
    KeptValue.objects.all().delete()
    assert enter_code(Client(), right)
    # A code that was used once is used up, in every process.
    assert not enter_code(Client(), right)
