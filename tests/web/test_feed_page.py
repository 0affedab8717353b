"""A seller sends a feed: good rows go through, bad ones are listed with what mends them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.web.office import Office, build
from tests.web.test_papers_forms import said
from tests.web.test_portals import FrozenClock, client_of

from assay.actions import portions
from assay.actions.policy import in_force
from assay.records.models import Listing
from assay.web.console import store_listings

pytestmark = pytest.mark.django_db

FEED = """id,title,price,quantity,availability_date
n-1,Linen shirt,49.00 EUR,2,2016-06-01
n-2,Wool scarf,-1 EUR,1,
n-3,Silk tie,19.00 EUR,1,2999-01-01
n-4,Leather belt,29.00 EUR,many,
n-5,Canvas bag,9.00 EUR,1,,too,many
n-6,,9.00 EUR,1,
n-7,Cotton socks,5.00 EUR,10,
"""


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    return build()


@pytest.fixture
def hana(office: Office) -> Client:
    return client_of(office.people["hana"])


def send(client: Client, data: bytes | str, name: str = "feed.csv") -> HttpResponse:
    content = data.encode() if isinstance(data, str) else data
    return client.post("/store/feed/", {"feed": SimpleUploadedFile(name, content)})


def listed() -> set[str]:
    return set(Listing.objects.filter(store="honest-bags").values_list("listing_id", flat=True))


def test_the_good_rows_of_a_feed_go_through_and_each_bad_one_is_named(hana: Client) -> None:
    answer = send(hana, FEED)
    page = said(answer)
    assert (answer.status_code, listed()) == (200, {"h-1", "n-1", "n-7"})
    assert "2 taken, new or changed 0 unchanged 5 refused" in page
    for words in (
        "line 6 this row has 7 cells, the head 5.",
        "line 3 n-2: price the price is below zero. Write it as 49.00 EUR.",
        "line 4 n-3: availability_date 2999-01-01 is no date of an offer.",
        "line 5 n-4: quantity the quantity is no number. Give whole pieces, such as 3.",
        "line 7 n-6: title it has no title. Give a title.",
    ):
        assert words in page, words


def test_the_same_feed_again_changes_nothing(hana: Client) -> None:
    send(hana, FEED)
    assert "0 taken, new or changed 2 unchanged 5 refused" in said(send(hana, FEED))


def test_a_feed_of_several_portions_keeps_the_place_of_each_bad_row(
    hana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = in_force().listing.limits

    class Small:
        listing = type("L", (), {"limits": type("Limits", (), {"rows_per_call": 2})})

    monkeypatch.setattr(portions, "in_force", lambda: Small)
    rows = "".join(f"p-{i},Shirt {i},{-1 if i == 4 else 1}.00 EUR\n" for i in range(5))
    page = said(send(hana, "id,title,price\n" + rows))
    assert "4 taken" in page and "line 6 p-4: price the price is below zero." in page
    assert limits.rows_per_call == 10_000


NO_FEEDS: list[Any] = [
    (b"", 422, "The feed is empty."),
    (b"%PDF-1.7", 415, "This is no text; archives and office documents are not read."),
    (b"sku,title\n1,Bag\n", 422, "The head of the feed names no column `id`."),
    (b'<!DOCTYPE r [<!ENTITY a "b">]><r><item/></r>', 422, "An XML feed with a document type is not read."),
]


def test_a_file_that_is_no_feed_is_refused_and_changes_nothing(hana: Client) -> None:
    for data, status, what in NO_FEEDS:
        answer = send(hana, data)
        assert (answer.status_code, listed()) == (status, {"h-1"})
        assert what in said(answer)


def test_a_feed_past_the_limit_is_refused(hana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_listings, "MAX_FEED_BYTES", 100)
    answer = send(hana, FEED)
    assert (answer.status_code, listed()) == (413, {"h-1"})
    monkeypatch.setattr(store_listings, "MAX_FEED_BYTES", 10_000)
    monkeypatch.setattr(store_listings, "MAX_FEED_ROWS", 3)
    assert send(hana, FEED).status_code == 413
    assert listed() == {"h-1"}


def test_a_form_without_a_file_says_so(hana: Client) -> None:
    answer = hana.post("/store/feed/", {})
    assert (answer.status_code, "No feed was chosen." in said(answer)) == (422, True)


def test_a_row_for_another_store_is_refused(hana: Client) -> None:
    page = said(send(hana, "id,title,store_id\nx-1,Shirt,trend-hk\n"))
    assert "it names another store." in page
    assert listed() == {"h-1"}
