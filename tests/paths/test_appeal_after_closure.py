"""A closure is overturned: the store is as it would be had the closure never been decided, row by row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import REPEATER

from assay.records.models import Decision, Restriction, Strike
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

FAKES = (
    "Norvik chronograph 1:1 replica",
    "Norvik diver, high quality replica",
    "Norvik pilot replica watch",
    "Norvik GMT replica 1:1",
)


def binding() -> list[tuple[str, str, str, str, str]]:
    """Every restriction that binds: kind, ground, listing, store, and the decision behind it."""
    rows = Restriction.objects.filter(lifted_at=None)
    return sorted(
        (r.kind, r.ground, r.listing.listing_id if r.listing else "", r.store_id or "", str(r.caused_by_id))
        for r in rows.select_related("listing")
    )


def points() -> list[tuple[str, int, str]]:
    """Every strike that counts, and the decision behind it."""
    return sorted((s.ground, s.points, str(s.caused_by_id)) for s in Strike.objects.filter(lifted_at=None))


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A store that was caught four times, warned, restricted, hidden, its funds held, and told that it will be closed."""
    stage = Scene(clock=Clock(datetime(2016, 4, 26, 9, tzinfo=UTC), monkeypatch))
    for name, role in (("enno", Role.ENFORCER), ("ella", Role.ENFORCER), ("ada", Role.ADJUDICATOR)):
        stage.person(name, role)
    stage.brand("norvik", "Norvik")
    stage.store("repeater", REPEATER)
    for day, title in zip((27, 28, 29, 30), FAKES, strict=True):
        stage.clock.to(2016, 4, day)
        stage.feed("repeater", [{**bag(f"fake-{day}", title=title, price="60.00 EUR"), "brand": "Norvik"}])
        stage.work()
    stage.post("enno", "/desk/stores/repeater/hold/", amount="5000", currency="EUR")
    stage.post("enno", "/desk/stores/repeater/notice/")
    stage.work()
    stage.clock.to(2016, 6, 1)
    stage.feed("repeater", [{**bag("plain", title="Plain canvas bag"), "brand": ""}])
    stage.work()
    return stage


def test_what_is_left_equals_a_story_without_the_closure(scene: Scene) -> None:
    without, counted = binding(), points()
    scene.post("enno", "/desk/stores/repeater/agree/")
    scene.post("ella", "/desk/stores/repeater/agree/")
    scene.work()
    closure = Decision.objects.get(kind="close")
    assert [r[0] for r in binding() if r not in without] == ["close", *["remove"] * (len(binding()) - len(without) - 1)]

    scene.post("repeater", f"/store/decisions/{closure.pk}/appeal/", text="The notice never said which goods.")
    appeal = closure.appeals.get()
    scene.post("ella", f"/desk/appeals/{appeal.pk}/decide/", status=403, upheld="yes", reason="We erred.")
    scene.clock.to(2016, 6, 3)
    scene.post("ada", f"/desk/appeals/{appeal.pk}/decide/", upheld="yes", reason="The notice did not say why.")
    scene.work()

    assert binding() == without
    assert points() == counted
    assert scene.get("repeater", "/store/").count("The store is closed") == 0
    again = scene.feed("repeater", [{**bag("more", title="Plain linen bag"), "brand": ""}])
    assert "the store is closed" not in again.lower()
