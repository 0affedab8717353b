"""Notices through the web: a good one, a bad one, either side's silence, a come-back under a shared account, an abuser, buyers told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST, SILENT, WRONGED

from assay.actions import refund
from assay.records.models import Decision, Notice, NoticeItem, Refund, Report, Restriction, Store, Strike
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Hand made clasp bag with monogram buckle, brown leather"
SAME = "Brown leather hand made clasp bag, monogram buckle"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Two brands, three stores of which two share a bank account, and an office."""
    stage = Scene(clock=Clock(datetime(2016, 5, 18, 9, tzinfo=UTC), monkeypatch))
    for name, role in (
        ("vera", Role.VERIFIER),
        ("enno", Role.ENFORCER),
        ("ada", Role.ADJUDICATOR),
        ("edda", Role.EDITOR),
    ):
        stage.person(name, role)
    stage.brand("lumen", "Maison Lumen")
    stage.brand("norvik", "Norvik")
    stage.store("first", HONEST, iban="DE89370400440532013000")
    stage.store("second", SILENT, iban="DE89 3704 0044 0532 0130 00")
    stage.store("third", WRONGED)
    return stage


def offer(scene: Scene, store: str, listing_id: str, title: str = TITLE) -> None:
    scene.feed(store, [{**bag(listing_id, title=title), "brand": ""}])
    scene.work()


def file_notice(scene: Scene, *listings: str, who: str = "lumen", mark: str = "EUIPO 018000005") -> str:
    """File a notice as this brand; the address of its page."""
    return scene.post(
        who,
        "/notices/file/",
        listings="\n".join(listings),
        ground="counterfeit",
        mark=mark,
        evidence="The buckle bears our monogram; we do not make it.",
        good_faith="yes",
    )


def due(item: NoticeItem) -> datetime:
    item.refresh_from_db()
    assert item.due is not None
    return item.due


def at_due(scene: Scene, item: NoticeItem) -> None:
    """The time of the side whose turn it is runs out, and the worker acts."""
    scene.clock.at = due(item) + timedelta(seconds=1)
    scene.work()
    item.refresh_from_db()


def state(scene: Scene, store: str, listing_id: str) -> str:
    return scene.state(Store.objects.get(pk=store), listing_id)


def counts(page: str) -> dict[str, tuple[int, int]]:
    """Cases and their denominators by row of a scorecard."""
    rows = re.findall(r'<tr><td>([^<]+)</td><td class="number">(\d+)</td><td class="number">(\d+)</td>', page)
    return {what: (int(k), int(n)) for what, k, n in rows}


def test_a_good_notice_takes_the_fake_down_and_the_brand_learns_what_became_of_the_store(scene: Scene) -> None:
    offer(scene, "first", "a")
    url = file_notice(scene, "first/a")
    item = NoticeItem.objects.get()
    assert state(scene, "first", "a") == "paused"
    receipt = scene.browsers["lumen"].get(f"{url}receipt")
    assert receipt["Content-Disposition"].startswith('attachment; filename="receipt-')
    scene.clock.at += timedelta(hours=20)
    scene.post("first", f"/notices/received/{item.pk}/counter/", text="We bought it at a market.")
    scene.post("lumen", f"/notices/items/{item.pk}/insist/", text="No market has it from us.")
    scene.post(
        "vera", f"/desk/notices/{item.pk}/decide/", upheld="yes", reason="No paper, and the buckle is not theirs."
    )
    scene.work()
    assert state(scene, "first", "a") == "removed"
    assert "No paper, and the buckle is not theirs." in scene.get("first", "/store/inbox/")
    page = scene.get("lumen", url)
    assert "What became of the store" in page
    assert "No paper, and the buckle is not theirs." in page
    assert not any(word in page for word in (HONEST.street, HONEST.vat_id, "DE89370400440532013000"))
    card = scene.get("lumen", "/brand/scorecard/")
    assert counts(card) == {
        "Removed": (1, 1),
        "Removed before any sale": (1, 1),
        "Removed by notice or report": (1, 1),
        "Returned": (0, 1),
        "Put back": (0, 1),
        "Your notices upheld": (1, 1),
    }
    assert "2.5 % to 100.0 %" in card
    assert "20.0 h" in card
    scene.get("norvik", url, status=404)


def test_a_bad_notice_is_rejected_and_the_listing_comes_back(scene: Scene) -> None:
    offer(scene, "first", "a")
    url = file_notice(scene, "first/a")
    item = NoticeItem.objects.get()
    scene.post("first", f"/notices/received/{item.pk}/counter/", text="It is our own design, see the register.")
    scene.post("lumen", f"/notices/items/{item.pk}/insist/", text="We insist.")
    scene.post("vera", f"/desk/notices/{item.pk}/decide/", upheld="no", reason="The monogram is the store's own.")
    scene.work()
    assert state(scene, "first", "a") == "on_offer"
    assert Strike.objects.count() == 0
    assert "The monogram is the store&#x27;s own." in scene.get("lumen", url)
    assert counts(scene.get("lumen", "/brand/scorecard/"))["Your notices upheld"] == (0, 1)


def test_a_silent_seller_loses_the_listing(scene: Scene) -> None:
    offer(scene, "first", "a")
    file_notice(scene, "first/a")
    item = NoticeItem.objects.get()
    at_due(scene, item)
    assert (item.state, state(scene, "first", "a")) == ("upheld", "removed")
    assert Refund.objects.count() == 0


def test_a_silent_holder_gives_the_listing_back(scene: Scene) -> None:
    offer(scene, "first", "a")
    file_notice(scene, "first/a")
    item = NoticeItem.objects.get()
    scene.post("first", f"/notices/received/{item.pk}/counter/", text="We make it ourselves.")
    at_due(scene, item)
    assert (item.state, state(scene, "first", "a")) == ("rejected", "on_offer")


def test_a_fake_comes_back_under_a_shared_account_and_is_stopped_and_counted(scene: Scene) -> None:
    offer(scene, "first", "a")
    file_notice(scene, "first/a")
    at_due(scene, NoticeItem.objects.get())
    scene.clock.at += timedelta(hours=30)
    offer(scene, "second", "b", SAME)
    offer(scene, "third", "c", SAME)
    assert (state(scene, "second", "b"), state(scene, "third", "c")) == ("removed", "on_offer")
    told = Restriction.objects.get(listing__listing_id="b").statement["facts"]
    assert "in a store with the same iban" in told
    assert counts(scene.get("lumen", "/brand/scorecard/"))["Returned"] == (1, 1)


def test_everything_pending_of_an_abuser_falls_in_one_act(scene: Scene) -> None:
    for number in range(3):
        offer(scene, "third", f"c{number}", f"Garden hose number {number}, thirty metres, green")
    file_notice(scene, "third/c0", "third/c1")
    file_notice(scene, "third/c2")
    kept = file_notice(scene, "third/c0", who="norvik", mark="EUIPO 018000006")
    notifier = Notice.objects.filter(brand="lumen").values_list("notifier", flat=True)[0]
    scene.post("vera", f"/desk/notifiers/{notifier}/drop/", status=403, reason="Shotgun notices.")
    scene.post("enno", f"/desk/notifiers/{notifier}/drop/", reason="Shotgun notices against garden hoses.")
    scene.work()
    states = NoticeItem.objects.filter(notice__brand="lumen").values_list("state", flat=True)
    assert sorted(states) == ["dropped"] * 3
    assert [state(scene, "third", f"c{n}") for n in range(3)] == ["paused", "on_offer", "on_offer"]
    assert "Shotgun notices against garden hoses." in scene.get("lumen", "/brand/inbox/")
    scene.get("norvik", kept)


def test_an_appeal_is_upheld_by_somebody_else_and_exactly_its_removal_falls(scene: Scene) -> None:
    for listing_id, title in (("a", TITLE), ("hose", "Garden hose, thirty metres, green")):
        offer(scene, "first", listing_id, title)
    file_notice(scene, "first/a", "first/hose")
    for item in NoticeItem.objects.all():
        scene.post("first", f"/notices/received/{item.pk}/counter/", text="It is ours.")
        scene.post("lumen", f"/notices/items/{item.pk}/insist/", text="It is not.")
        scene.post("vera", f"/desk/notices/{item.pk}/decide/", upheld="yes", reason="No paper was shown.")
    scene.work()
    wrong = NoticeItem.objects.get(listing__listing_id="hose").decided_id
    scene.post("first", f"/store/decisions/{wrong}/appeal/", text="A hose bears no monogram.")
    appeal = Decision.objects.get(pk=wrong).appeals.get()
    scene.post("vera", f"/desk/appeals/{appeal.pk}/decide/", status=403, upheld="yes", reason="I was wrong.")
    scene.post("ada", f"/desk/appeals/{appeal.pk}/decide/", upheld="yes", reason="A hose bears no monogram.")
    scene.work()
    assert (state(scene, "first", "a"), state(scene, "first", "hose")) == ("removed", "on_offer")
    assert counts(scene.get("lumen", "/brand/scorecard/"))["Put back"] == (1, 2)


def test_a_buyers_report_is_confirmed_its_reporter_learns_it_and_every_buyer_is_refunded(scene: Scene) -> None:
    offer(scene, "third", "c")
    store = Store.objects.get(pk="third")
    for number in range(2):
        refund.report_order(
            store=store,
            order_id=f"o-{number}",
            listing_id="c",
            product="",
            units=1,
            buyer=f"buyer-{number}",
            amount=Decimal("980.00"),
            fee=Decimal("49.00"),
            currency="EUR",
            at=scene.clock.at,
        )
    scene.clock.at += timedelta(days=3)
    scene.get("", "/listings/third/c/")
    where = scene.post("", "/listings/third/c/report/", text="The stitching came off.", bought="yes", order_id="o-0")
    report = Report.objects.get()
    scene.post("vera", f"/desk/reports/{report.pk}/decide/", confirmed="yes", reason="Glue, and no serial number.")
    scene.work()
    assert state(scene, "third", "c") == "removed"
    assert "Glue, and no serial number." in scene.get("", where)
    owed = refund.waiting()
    assert [(r["order"], r["amount"], r["fee"]) for r in owed] == [
        ("o-0", "980.00", "49.00"),
        ("o-1", "980.00", "49.00"),
    ]
    # One of the two cannot be reached: what he bought, from whom, and the way to his money are published until he has it.
    assert refund.acknowledge(refunds=[owed[0]["refund"]], step="unreachable", at=scene.clock.at) == 1
    page = scene.get("", "/fakes/")
    assert 'data-publication="third/c"' in page
    assert WRONGED.name in page
    assert "1 buyer not reached" in page
    (published,) = scene.browsers[""].get("/api/v1/fakes").json()
    assert (published["listing"], published["trader"], published["not_reached"]) == ("c", WRONGED.name, 1)
    assert "buyer-0" not in page
    for step in ("told", "refunded", "fee_returned"):
        assert refund.acknowledge(refunds=[r["refund"] for r in owed], step=step, at=scene.clock.at) == 2
    assert refund.waiting() == []
    assert scene.browsers[""].get("/api/v1/fakes").json() == []
