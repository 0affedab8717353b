"""A fake that comes back with its photo alone is known by it, and only those pictures are fetched that can matter."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from assay.actions import listing, picture, report
from assay.actions.past_cases import everything
from assay.errors import AssayError, BadInput, Unreachable
from assay.outside.web import Answer
from assay.policy.load import parse, shipped
from assay.records.models import Listing, Person, Picture, Restriction, Store
from assay.regime.replay.case import replay
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
BRIDGE = "d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22"
Get = Callable[[str], Answer]


def photo(*, size: int = 512, seed: int = 1) -> bytes:
    shown = Image.new("RGB", (512, 512), "white")
    pen = ImageDraw.Draw(shown)
    for i in range(20):
        x, y = (i * 97 * seed) % 512, (i * 61 + 40 * seed) % 512
        pen.ellipse((x, y, x + 80 + 4 * i, y + 50 + 5 * i), fill=(9 * i, 255 - 8 * i, (40 * i * seed) % 255))
    out = io.BytesIO()
    shown.resize((size, size)).save(out, "JPEG", quality=80)
    return out.getvalue()


PICTURES = {
    "https://img.example/fake.jpg": photo(),
    "https://img.example/again.jpg": photo(size=300),
    "https://img.example/other.jpg": photo(seed=7),
}


def get(url: str) -> Answer:
    return Answer(status=200, body=PICTURES[url])


def refusing(error: AssayError) -> Get:
    def ask(url: str) -> Answer:
        raise error

    return ask


@pytest.fixture
def stores() -> dict[str, Store]:
    Person.objects.create(username="vera", role=Role.VERIFIER)
    keys = {"first": "+32 2 555 12 12", "second": "+3225551212", "stranger": ""}
    return {
        name: Store.objects.create(
            store_id=name, legal_name=name, trading_name=name, phone=phone, opened_on=date(2020, 1, 1)
        )
        for name, phone in keys.items()
    }


def offer(store: Store, name: str, *, title: str, at: datetime = AT, **more: str) -> Listing:
    row = {"id": name, "title": title, "price": "90.00 EUR", "quantity": 1, **more}
    listing.take(store=store, rows=[row], at=at)
    listing.screen_waiting(at=at)
    return Listing.objects.get(store=store, listing_id=name)


def fake(store: Store, **more: str) -> Listing:
    """A listing that a person has found to be a fake."""
    row = offer(store, "fake", title="Classic bag with chain", **more)
    filed = report.file(listing=row, text="Glue.", bought=False, order_id="", at=AT)
    report.decide(report=filed.pk, by=Person.objects.get(username="vera"), confirmed=True, reason="It is fake.", at=AT)
    return row


def ground(row: Listing) -> str | None:
    return Restriction.objects.filter(listing=row, kind="remove").values_list("ground", flat=True).first()


def works(at: datetime, ask: Get = get) -> int:
    picture.want(at=at)
    done = picture.read_due(at=at, get=ask)
    listing.screen_waiting(at=at)
    return done


def test_a_smaller_copy_of_the_photo_brings_a_fake_to_light_in_another_store_of_the_same_trader(
    stores: dict[str, Store],
) -> None:
    fake(stores["first"], image_link="https://img.example/fake.jpg")
    back = offer(
        stores["second"], "1", title="Elegant gift for her", at=AT + HOUR, image_link="https://img.example/again.jpg"
    )
    assert ground(back) is None
    assert works(AT + 2 * HOUR) == 2
    back.refresh_from_db()
    assert (ground(back), back.reasons) == ("reappeared", ["REAPPEARED"])
    known = back.signals["comeback"]
    assert (known["known_by"], known["quality"]) == ("photo", 100)
    assert known["distance"] <= 31
    assert known["pictures"] == ["https://img.example/fake.jpg", "https://img.example/again.jpg"]
    said = Restriction.objects.get(listing=back).statement["facts"]
    assert f"known by its photo ({known['distance']} of 256 bits differ)" in said
    assert works(AT + 3 * HOUR) == 0


def test_another_photo_and_a_strangers_store_are_left_alone(stores: dict[str, Store]) -> None:
    fake(stores["first"], image_link="https://img.example/fake.jpg")
    other = offer(stores["second"], "1", title="A lamp", at=AT + HOUR, image_link="https://img.example/other.jpg")
    same = offer(stores["stranger"], "1", title="A gift", at=AT + HOUR, image_link="https://img.example/again.jpg")
    assert works(AT + 2 * HOUR) == 2
    assert (ground(other), ground(same)) == (None, None)
    # The stranger's picture was never asked for, nor one that was there before the fake was found.
    assert not Picture.objects.filter(listing=same).exists()


def test_where_nothing_was_found_to_be_fake_no_picture_is_fetched(stores: dict[str, Store]) -> None:
    offer(stores["first"], "1", title="Classic bag with chain", image_link="https://img.example/fake.jpg")
    assert works(AT + HOUR, refusing(AssertionError("asked"))) == 0  # type: ignore[arg-type]


def test_a_digest_that_comes_with_the_listing_is_looked_at_at_once(stores: dict[str, Store]) -> None:
    fake(stores["first"], image_pdq=BRIDGE, image_pdq_quality="100")
    near = f"{int(BRIDGE, 16) ^ 0b1111:064x}"
    back = offer(stores["first"], "1", title="Gift", at=AT + HOUR, image_pdq=near, image_pdq_quality="80")
    assert (ground(back), back.signals["comeback"]["distance"]) == ("reappeared", 4)
    blurred = offer(stores["first"], "2", title="Gift two", at=AT + HOUR, image_pdq=near, image_pdq_quality="10")
    wrong = offer(stores["first"], "3", title="Gift three", at=AT + HOUR, image_pdq="red", image_pdq_quality="80")
    assert (ground(blurred), ground(wrong)) == (None, None)


def test_a_digest_that_lies_does_not_hide_what_the_picture_shows(stores: dict[str, Store]) -> None:
    fake(stores["first"], image_link="https://img.example/fake.jpg")
    lie = {"image_pdq": BRIDGE, "image_pdq_quality": "100"}
    back = offer(stores["first"], "1", title="Gift", at=AT + HOUR, image_link="https://img.example/again.jpg", **lie)
    works(AT + 2 * HOUR)
    assert ground(back) == "reappeared"


def test_an_address_that_fails_is_tried_again_and_given_up(stores: dict[str, Store]) -> None:
    row = fake(stores["first"], image_link="https://img.example/fake.jpg")
    at = AT + HOUR
    for pause in (1, 6, 24):
        assert works(at, refusing(Unreachable("no answer."))) == 1
        found = Picture.objects.get(listing=row)
        assert found.next_at == at + timedelta(hours=pause)
        at = found.next_at
    assert works(at, refusing(Unreachable("no answer."))) == 1
    found = Picture.objects.get(listing=row)
    assert (found.next_at, found.failures, found.problem) == (None, 4, "no answer.")
    assert works(at + 99 * HOUR) == 0


@pytest.mark.parametrize("url", ["https://10.0.0.7/a.jpg", "http://img.example/a.jpg", "file:///etc/hostname", "///"])
def test_a_private_or_plain_address_is_never_asked_again(stores: dict[str, Store], url: str) -> None:
    row = fake(stores["first"], image_link=url)
    picture.want(at=AT + HOUR)
    assert picture.read_due(at=AT + HOUR) == 1
    found = Picture.objects.get(listing=row)
    assert (found.next_at, found.fetched_at, found.pdq) == (None, None, [])
    assert found.problem


def test_a_picture_that_is_none_costs_one_look(stores: dict[str, Store]) -> None:
    row = fake(stores["first"], image_link="https://img.example/page.jpg")
    assert works(AT + HOUR, lambda url: Answer(status=200, body=b"<html>")) == 1
    assert Picture.objects.get(listing=row).problem == "this picture is damaged."
    assert works(AT + 50 * HOUR, refusing(BadInput("asked again"))) == 0


def test_the_case_is_judged_again_under_another_distance(stores: dict[str, Store]) -> None:
    fake(stores["first"], image_pdq=BRIDGE, image_pdq_quality="100")
    near = f"{int(BRIDGE, 16) ^ 0xFFFFF:064x}"
    offer(stores["first"], "1", title="Gift", at=AT + HOUR, image_pdq=near, image_pdq_quality="60")
    row = next(r for r in everything(at=AT + 2 * HOUR) if r["kind"] == "comeback")
    assert row["outcome"] == "stopped by its photo"
    assert replay("comeback", row["facts"], policy=shipped()).outcome == row["outcome"]
    for old, new in (("bits = 31", "bits = 19"), ("min_quality = 50", "min_quality = 61")):
        texts = dict(shipped().texts)
        stricter = parse(texts | {"store": texts["store"].replace(old, new)})
        assert replay("comeback", row["facts"], policy=stricter).outcome == "not stopped"
