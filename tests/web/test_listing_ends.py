"""The marketplace and the store say by program which listings are offered no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.office import Office
from tests.web.test_api import calls, office, problem, shop

from assay.records.models import Listing, Person

__all__ = ["office", "shop"]
pytestmark = pytest.mark.django_db


def test_the_marketplace_ends_listings_and_asks_for_their_states(office: Office, shop: Person) -> None:
    call = calls(shop)
    answer = call("marketplace/listings/end", {"store_id": "trend-hk", "ids": ["c-1", "nothing"]})
    assert (answer.status_code, answer.json()) == (200, {"ended": 1, "before": 0, "unknown": ["nothing"]})
    answer = call("marketplace/listings/end", {"store_id": "trend-hk", "ids": ["c-1"]})
    assert answer.json() == {"ended": 0, "before": 1, "unknown": []}
    states = call("marketplace/listings/states", {"store_id": "trend-hk", "ids": ["c-1"]}).json()["listings"]
    assert states == [{"id": "c-1", "state": "removed", "verdict": "remove", "waits": False, "ended": True}]


def test_a_store_ends_its_own_listings_alone(office: Office, shop: Person) -> None:
    carla = calls(office.people["carla"])
    mine = list(Listing.objects.filter(store="trend-hk").values_list("listing_id", flat=True))
    others = list(Listing.objects.exclude(store="trend-hk").values_list("listing_id", flat=True))
    assert carla("store/ended", {"ids": [*mine, *others]}).json() == {
        "ended": len(mine),
        "before": 0,
        "unknown": [name for name in others if name not in mine],
    }
    assert not Listing.objects.filter(ended_at__isnull=False).exclude(store="trend-hk").exists()
    refused = problem(carla("marketplace/listings/end", {"store_id": "trend-hk", "ids": mine}))
    assert refused == (403, "your role does not do this.", "")


@pytest.mark.parametrize(
    ("body", "status", "place"),
    [
        ({"store_id": "nobody", "ids": ["a"]}, 404, "store_id"),
        ({"store_id": "trend-hk", "ids": []}, 422, "ids"),
        ({"store_id": "trend-hk", "ids": ["x"] * 10_001}, 422, "ids"),
        ({"store_id": "trend-hk", "ids": [7]}, 422, "ids.0"),
        ({"store_id": "trend-hk"}, 422, "ids"),
    ],
)
def test_a_call_that_cannot_be_used_ends_nothing(
    office: Office, shop: Person, body: dict[str, Any], status: int, place: str
) -> None:
    answer = problem(calls(shop)("marketplace/listings/end", body))
    assert (answer[0], answer[2]) == (status, place)
    assert not Listing.objects.filter(ended_at__isnull=False).exists()


def test_nobody_ends_listings_without_a_key(office: Office) -> None:
    answer = Client().post("/api/v1/store/ended", {"ids": ["c-1"]}, content_type="application/json")
    assert answer.status_code == 401
