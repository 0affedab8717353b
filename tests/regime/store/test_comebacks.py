"""What was removed as a fake does not come back, in this store or another of the same trader; what only resembles it stays."""

from datetime import UTC, datetime, timedelta

import pytest

from assay.policy.load import shipped
from assay.regime.store.comebacks import ComeBack, Offered, TakenDown, Trader, comes_back, key_of, linked_by

POLICY = shipped().store.stay_down
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
TITLE = "Norvik Chronograph steel 41 mm automatic watch men"
TRADERS = {
    "a": Trader(store="a", iban="DE89 3704 0044 0532 0130 00"),
    "b": Trader(store="b", iban="DE89370400440532013000"),
    "c": Trader(store="c", iban="FR1420041010050500013M02606"),
}


def offered(listing: str, store: str = "a", title: str = TITLE, **more: str) -> Offered:
    return Offered(listing=listing, store=store, title=title, **more)


def back(new: Offered, old: Offered | None = None, *, days: int = 3) -> ComeBack | None:
    taken = TakenDown(offered=old or offered("1"), removed_at=AT - timedelta(days=days))
    return comes_back(new, [taken], traders=TRADERS, policy=POLICY, at=AT)


def test_the_same_title_in_the_same_store_is_a_return_and_it_is_timed() -> None:
    found = back(offered("2"))
    assert found is not None
    assert (found.known_by, found.linked_by, found.after) == ("title", "", timedelta(days=3))


@pytest.mark.parametrize(
    "title",
    ["NORVIK chronograph, steel 41 mm automatic watch (men)", "Men automatic watch Norvik Chronograph steel 41 mm!!"],
)
def test_the_same_words_in_another_order_or_dress_are_a_return(title: str) -> None:
    assert back(offered("2", title=title)) is not None


def test_another_product_of_the_same_brand_is_none() -> None:
    assert back(offered("2", title="Norvik Diver rubber strap 44 mm quartz watch women")) is None


def test_a_store_with_the_same_bank_account_is_the_same_trader_and_another_is_not() -> None:
    found = back(offered("2", store="b"))
    assert found is not None
    assert found.linked_by == "iban"
    assert back(offered("2", store="c")) is None


def test_the_same_number_or_picture_is_a_return_whatever_the_title() -> None:
    old = offered("1", gtin="04012345678901", picture="https://img.example/1.jpg")
    by_number = back(offered("2", title="Nice watch for you", gtin="04012345678901"), old)
    by_picture = back(offered("2", title="Nice watch for you", picture="https://img.example/1.jpg"), old)
    assert by_number is not None
    assert by_picture is not None
    assert (by_number.known_by, by_picture.known_by) == ("gtin", "picture")


def test_after_the_window_it_may_be_offered_again() -> None:
    assert back(offered("2"), days=POLICY.window_days) is not None
    assert back(offered("2"), days=POLICY.window_days + 1) is None


def test_a_listing_is_not_its_own_return() -> None:
    assert back(offered("1")) is None


def test_of_two_words_one_cannot_tell() -> None:
    assert back(offered("2", title="Canvas bag"), offered("1", title="Canvas bag blue")) is None


def test_an_unknown_key_links_nobody() -> None:
    assert (key_of(""), key_of("12 3")) == ("", "")
    assert linked_by(Trader(store="x"), Trader(store="y")) is None
