"""Two photos show the same where few bits of their digests differ, and a plain picture shows nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assay.errors import BadInput
from assay.policy.load import shipped
from assay.regime.store.comebacks import ComeBack, Offered, TakenDown, Trader, comes_back
from assay.regime.store.photos import Match, Photo, nearest, photo_of, photos_of

STAY_DOWN = shipped().store.stay_down
assert STAY_DOWN.photo is not None
POLICY = STAY_DOWN.photo
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
# Published by the makers of PDQ (ThreatExchange, PDQMD5TestData.csv): the picture of a bridge.
BRIDGE = "d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22"


def off_by(bits: int, *, quality: int = 100) -> Photo:
    return Photo(digest=int(BRIDGE, 16) ^ ((1 << bits) - 1), quality=quality)


def back(new: Offered, *, photo: Photo, policy: object = STAY_DOWN) -> ComeBack | None:
    old = Offered(listing="1", store="a", title="Norvik chronograph steel automatic watch", photos=(photo,))
    traders = {"a": Trader(store="a", phone="+32 2 555 12 12"), "b": Trader(store="b", phone="+3225551212")}
    traders["c"] = Trader(store="c", phone="+32 2 999 99 99")
    taken = TakenDown(offered=old, removed_at=AT - timedelta(days=2))
    return comes_back(new, [taken], traders=traders, policy=policy, at=AT)  # type: ignore[arg-type]


def offered(*photos: Photo, store: str = "a") -> Offered:
    return Offered(listing="2", store=store, title="Elegant gift for him", photos=photos)


@pytest.mark.parametrize(("bits", "same"), [(0, True), (31, True), (32, False), (128, False)])
def test_up_to_thirty_one_bits_are_the_same_photo(bits: int, same: bool) -> None:
    found = back(offered(off_by(bits)), photo=off_by(0))
    assert (found is not None) is same
    if found is not None:
        assert (found.known_by, found.distance, found.quality) == ("photo", bits, 100)
        assert found.likeness == 1 - bits / 256


def test_a_picture_that_says_nothing_is_no_return() -> None:
    assert back(offered(off_by(0, quality=49)), photo=off_by(0)) is None
    assert back(offered(off_by(0)), photo=off_by(0, quality=49)) is None
    assert back(offered(off_by(0, quality=50)), photo=off_by(0)) is not None


def test_the_same_photo_in_a_store_of_the_same_trader_and_not_in_a_strangers() -> None:
    found = back(offered(off_by(3), store="b"), photo=off_by(0))
    assert found is not None
    assert found.linked_by == "phone"
    assert back(offered(off_by(3), store="c"), photo=off_by(0)) is None


def test_a_turned_copy_is_known_by_one_of_the_eight_digests() -> None:
    turned = photos_of([f"{(1 << 200) - 1:064x}", BRIDGE], 90)
    assert nearest([off_by(5)], turned, policy=POLICY) == Match(distance=5, quality=90)


def test_without_the_part_of_the_policy_photos_are_not_compared() -> None:
    assert back(offered(off_by(0)), photo=off_by(0), policy=replace(STAY_DOWN, photo=None)) is None


def test_a_digest_is_written_as_it_was_read() -> None:
    assert str(photo_of(f" {BRIDGE.upper()} ", "100")) == BRIDGE


@pytest.mark.parametrize(
    ("digest", "quality", "where"),
    [
        (BRIDGE[:-1], 100, "image_pdq"),
        ("g" + BRIDGE[1:], 100, "image_pdq"),
        (BRIDGE, 101, "image_pdq_quality"),
        (BRIDGE, "good", "image_pdq_quality"),
        (BRIDGE, "", "image_pdq_quality"),
    ],
)
def test_what_is_no_digest_is_refused_by_name(digest: str, quality: object, where: str) -> None:
    with pytest.raises(BadInput) as refused:
        photo_of(digest, quality)
    assert refused.value.where == where
