"""What was removed as a fake and comes back is stopped and timed; a restricted store lists nothing new of protected brands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST, SILENT

from assay.actions import appeal, listing, notice
from assay.records.models import Listing, NoticeItem, Person, Restriction
from assay.regime.notice.completeness import Draft
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2016, 5, 18, 9, tzinfo=UTC)
TITLE = "Hand made clasp bag with monogram buckle, brown leather"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    scene = Scene(clock=Clock(AT, monkeypatch))
    scene.person("ada", Role.ADJUDICATOR)
    scene.brand("lumen", "Maison Lumen")
    scene.store("honest", HONEST, iban="DE89370400440532013000")
    scene.store("silent", SILENT, iban="DE89 3704 0044 0532 0130 00")
    _offer("honest", "first", at=AT)
    draft = Draft(
        listings=("honest/first",),
        ground="counterfeit",
        mark_office="EUIPO",
        mark_number="018000005",
        evidence="The buckle bears our monogram; we do not make it.",
        good_faith=True,
    )
    notice.file(draft=draft, by=Person.objects.get(username="lumen"), at=AT)
    due = NoticeItem.objects.get().due
    assert due is not None
    scene.clock.at = due + timedelta(seconds=1)
    notice.act_on_clocks(at=scene.clock.at)
    return scene


def _offer(store: str, listing_id: str, *, at: datetime, title: str = TITLE) -> None:
    row = {**bag(listing_id, title=title), "brand": ""}
    party = Person.objects.get(username=store).store
    assert party is not None
    listing.take(store=party, rows=[row], at=at)
    listing.screen_waiting(at=at)


def test_a_removed_fake_that_comes_back_in_the_same_store_is_removed_at_once(scene: Scene) -> None:
    later = scene.clock.at + timedelta(hours=30)
    _offer("honest", "again", at=later, title="Brown leather hand made clasp bag, monogram buckle")
    row = Listing.objects.get(listing_id="again")
    removal = Restriction.objects.get(listing=row, lifted_at=None)
    assert (removal.kind, removal.ground, row.signals["comeback_hours"]) == ("remove", "reappeared", 30)


def test_it_does_not_come_back_under_a_shared_bank_account_and_unlike_goods_do(scene: Scene) -> None:
    later = scene.clock.at + timedelta(days=2)
    _offer("silent", "again", at=later)
    assert "same iban" in Restriction.objects.get(listing__listing_id="again").statement["facts"]
    _offer("silent", "other", at=later, title="Garden hose, thirty metres, green")
    assert not Restriction.objects.filter(listing__listing_id="other").exists()


def test_what_an_appeal_has_cleared_may_be_offered_again(scene: Scene) -> None:
    later = scene.clock.at + timedelta(days=1)
    case = appeal.open_appeal(
        decision=NoticeItem.objects.get().decided_id,  # type: ignore[arg-type]
        by=Person.objects.get(username="honest"),
        text="The monogram is our own.",
        at=later,
    )
    appeal.decide_appeal(appeal=case.pk, by=Person.objects.get(username="ada"), upheld=True, reason="It is.", at=later)
    _offer("honest", "again", at=later)
    assert not Restriction.objects.filter(listing__listing_id="again").exists()
