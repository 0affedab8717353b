"""Taobao 2016, through the web: proof is due by 20 May.

One store shows genuine papers and sells; one a forgery, and is refused with reasons; one nothing, and its listings come off; one is caught
again and again, and is closed; one buys to order and is late; one appeals with success.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from tests.paths.scene import GTIN, Clock, Scene, bag, invoice, pdf

from assay.actions import log
from assay.actions.replay import check_replay, settled
from assay.cli import main
from assay.demo.papers.paper import Party
from assay.records.models import Campaign, Decision, Inquiry, Listing, LogLeaf, Restriction, Strike
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

HONEST = Party(
    name="Seiden Handels GmbH",
    street="Lange Gasse 4",
    postcode="10115",
    city="Berlin",
    country="DE",
    vat_id="DE136695976",
)
FORGER = Party(
    name="Glanz Import GmbH", street="Hafenweg 9", postcode="20457", city="Hamburg", country="DE", vat_id="DE129273398"
)
SILENT = Party(name="Still Trading GmbH", street="Moorweg 1", postcode="28195", city="Bremen", country="DE")
REPEATER = Party(name="Wieder & Wieder GmbH", street="Ringstr. 7", postcode="50667", city="Köln", country="DE")
AGENT = Party(
    name="Kaufreise GmbH", street="Am Markt 3", postcode="01067", city="Dresden", country="DE", vat_id="DE811569869"
)
WRONGED = Party(name="Altstadt Antik GmbH", street="Domplatz 2", postcode="99084", city="Erfurt", country="DE")


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    scene = Scene(clock=Clock(datetime(2016, 4, 11, 9, tzinfo=UTC), monkeypatch))
    for name, role in (
        ("vera", Role.VERIFIER),
        ("victor", Role.VERIFIER),
        ("enno", Role.ENFORCER),
        ("ella", Role.ENFORCER),
        ("ada", Role.ADJUDICATOR),
        ("edda", Role.EDITOR),
    ):
        scene.person(name, role)
    scene.brand("lumen", "Maison Lumen")
    scene.brand("norvik", "Norvik")
    return scene


def test_taobao_2016(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    honest, forger = scene.store("honest", HONEST), scene.store("forger", FORGER)
    silent, repeater = scene.store("silent", SILENT), scene.store("repeater", REPEATER)
    agent, wronged = scene.store("agent", AGENT), scene.store("wronged", WRONGED)
    for store in (honest, forger, silent, agent, wronged):
        scene.feed(store.pk, [bag("bag")])
    scene.work()

    # The campaign finds, tells and counts every store that offers the brand without a right.
    scene.post("edda", "/desk/campaigns/announce/", name="Proof by 20 May", brands=["lumen"], due_on="2016-05-20")
    scene.work()
    campaign = Campaign.objects.get()
    assert sorted(campaign.stores.values_list("store", flat=True)) == ["agent", "forger", "honest", "silent", "wronged"]
    inbox = scene.get("silent", "/store/inbox/")
    assert "Proof for Maison Lumen is due by" in inbox

    # The honest store hands in a genuine invoice.
    paper = pdf(invoice(HONEST, number="ML-2016-0317"))
    case = scene.apply("honest", "lumen", ("rechnung.pdf", paper))
    scene.work()
    page = scene.get("honest", f"/store/applications/{case}/")
    assert "Receipt" in page or "receipt" in page

    # An hour later the forger takes that invoice, writes himself into it, and more pieces than were bought; the totals no longer follow.
    scene.clock.to(2016, 4, 11, 10)
    genuine = invoice(HONEST, number="ML-2016-0317")
    forged = replace(
        genuine,
        recipient=FORGER,
        lines=(replace(genuine.lines[0], quantity=120, amount=Decimal("84000.00")),),
    )
    bad = scene.apply("forger", "lumen", ("invoice.pdf", pdf(forged)), units=120)
    scene.work()

    # The brand sees who applies and with which goods, never a price; it confirms one and objects to the other with ground and evidence.
    asked = {str(i.application_id): i for i in Inquiry.objects.filter(asked="brand", state="open")}
    seen = scene.get("lumen", f"/brand/inquiries/{asked[case].pk}/")
    assert "Seiden" in seen
    assert prices(seen) == []
    scene.get("norvik", f"/brand/inquiries/{asked[case].pk}/", status=404)
    scene.post("lumen", f"/brand/inquiries/{asked[case].pk}/answer/", confirmed="yes", ground="", evidence="")
    if bad in asked:
        refused = scene.post(
            "lumen",
            f"/brand/inquiries/{asked[bad].pk}/answer/",
            status=422,
            confirmed="no",
            ground="",
            evidence="not our dealer",
        )
        assert "Not our dealer" in refused

    # A verifier sees page and findings side by side; he accepts the one and refuses the other as a forgery.
    side_by_side = scene.get("vera", f"/desk/applications/{bad}/")
    assert ".png" in side_by_side
    assert "SUM_OF_LINES_WRONG" in side_by_side or "do not add up" in side_by_side
    rash = scene.post("vera", f"/desk/applications/{bad}/settle/", status=403, accept="yes", reason="Looks fine to me.")
    assert "findings stand against it" in rash.lower()
    scene.post(
        "vera",
        f"/desk/applications/{bad}/settle/",
        accept="no",
        reason="The totals were not printed by the issuer.",
        forged="yes",
    )
    scene.post("vera", f"/desk/applications/{case}/settle/", accept="yes", reason="Confirmed by the brand.")
    scene.work()
    told = scene.get("forger", f"/store/applications/{bad}/")
    assert "The lines do not add up" in told
    assert "replace" in told.lower()
    assert Strike.objects.get(store=forger).points == 12
    assert (scene.state(honest, "bag"), scene.state(forger, "bag")) == ("on_offer", "paused")
    answer = scene.get("", "/may/", store="honest", brand="lumen")
    assert "Yes" in answer
    assert prices(answer) == []
    assert "No" in scene.get("", "/may/", store="forger", brand="lumen")

    # One buys to order: a conditional right at once, payouts held, papers due in fourteen days.
    declared = scene.apply("agent", "lumen", lane="purchase", units=3)
    scene.work()
    assert scene.state(agent, "bag") == "on_offer"
    assert Restriction.objects.filter(right__store=agent, kind="hold_funds", lifted_at=None).count() == 1
    scene.clock.to(2016, 4, 26)
    scene.work()
    assert scene.state(agent, "bag") == "removed"
    assert Restriction.objects.filter(right__store=agent, kind="hold_funds", lifted_at=None).count() == 1

    # One store's listing is taken down wrongly; it appeals, and another person lifts exactly that.
    held = Listing.objects.get(store=wronged, listing_id="bag")
    scene.post("victor", f"/desk/listings/{held.pk}/settle/", keep="no", reason="No proof of second-hand trade.")
    scene.work()
    assert scene.state(wronged, "bag") == "removed"
    removal = Restriction.objects.get(listing=held, kind="remove", lifted_at=None)
    scene.post(
        "wronged", f"/store/decisions/{removal.caused_by_id}/appeal/", text="We deal in antiques, and this is one."
    )
    appeal = removal.caused_by.appeals.get()
    scene.get("honest", f"/store/decisions/{removal.caused_by_id}/", status=404)
    scene.post(
        "ada", f"/desk/appeals/{appeal.pk}/decide/", upheld="yes", reason="The store showed its register of antiques."
    )
    scene.work()
    assert scene.state(wronged, "bag") == "on_offer"
    assert Strike.objects.get(store=wronged).lifted_at is not None
    assert (scene.state(honest, "bag"), scene.state(forger, "bag")) == ("on_offer", "paused")

    # One is caught again and again. It is warned, restricted, hidden, its funds held; and closed only after notice and by two.
    fakes = [
        "Norvik chronograph 1:1 replica",
        "Norvik diver, high quality replica",
        "Norvik pilot replica watch",
        "Norvik GMT replica 1:1",
    ]
    for day, title in zip((27, 28, 29, 30), fakes, strict=True):
        scene.clock.to(2016, 4, day)
        scene.feed("repeater", [{**bag(f"fake-{day}", title=title, price="60.00 EUR"), "brand": "Norvik"}])
        scene.work()
        assert scene.state(repeater, f"fake-{day}") == "removed"
    steps = list(
        Decision.objects.filter(store=repeater, kind__in=["warn", "ladder"])
        .order_by("at")
        .values_list("outcome__step", flat=True)
    )
    assert steps == ["warn", "restrict", "hide"]
    scene.post("enno", "/desk/stores/repeater/hold/", amount="5000", currency="EUR")
    scene.post("enno", "/desk/stores/repeater/notice/")
    scene.work()
    scene.post("enno", "/desk/stores/repeater/agree/")
    scene.post("ella", "/desk/stores/repeater/agree/")
    scene.work()
    assert not Restriction.objects.filter(store=repeater, kind="close").exists()

    # On 21 May the date has passed: the listings of the silent store come off, and everybody can see the counts.
    scene.clock.to(2016, 5, 21)
    scene.work()
    assert scene.state(silent, "bag") == "removed"
    states = dict(campaign.stores.values_list("store", "state"))
    assert states == {
        "agent": "answered",
        "forger": "answered",
        "honest": "answered",
        "silent": "removed",
        "wronged": "removed",
    }
    public = scene.get("", f"/campaigns/{campaign.pk}/")
    assert "Proof by 20 May" in public

    # The late buying agent hands in the papers after all: the right, the listing and the money come back.
    scene.post(
        "agent",
        f"/store/applications/{declared}/papers/",
        papers=[_upload(pdf(invoice(AGENT, number="ML-2016-0402", units=3, issued_on=datetime(2016, 4, 5).date())))],  # noqa: DTZ001
    )
    scene.work()
    again = Inquiry.objects.get(application=declared, asked="brand", state="open")
    scene.post("lumen", f"/brand/inquiries/{again.pk}/answer/", confirmed="yes", ground="", evidence="")
    scene.post("vera", f"/desk/applications/{declared}/settle/", accept="yes", reason="Confirmed by the brand.")
    scene.work()
    assert scene.state(agent, "bag") == "on_offer"
    assert not Restriction.objects.filter(right__store=agent, kind="hold_funds", lifted_at=None).exists()

    # Thirty days after the delivered notice two people close the store, and all of it comes off in one act.
    scene.clock.to(2016, 6, 1)
    scene.feed("repeater", [{**bag("plain", title="Plain canvas bag"), "brand": ""}])
    scene.work()
    assert scene.state(repeater, "plain") == "on_offer"
    scene.post("ella", "/desk/stores/repeater/agree/")
    scene.work()
    assert Restriction.objects.filter(store=repeater, kind="close", lifted_at=None).count() == 1
    assert scene.state(repeater, "plain") == "removed"
    turned_away = scene.feed("repeater", [{**bag("more", title="Plain canvas bag"), "brand": ""}], refused=True)
    assert "the store is closed" in turned_away.lower()
    assert not Listing.objects.filter(store=repeater, listing_id="more").exists()

    # Nobody sees what is another's.
    for other in ("forger", "silent"):
        scene.get(other, f"/store/applications/{case}/", status=404)
    scene.get("honest", "/desk/", status=403)
    scene.get("lumen", "/store/", status=403)
    scene.get("vera", "/desk/appeals/", status=403)

    # All of it is in the log, in order, and an outsider's audit finds nothing; every computed decision follows from its facts.
    assert LogLeaf.objects.count() == Decision.objects.count()
    folder = Path(settings.ASSAY_DATA_DIR) / "log"
    key = log.vkey()
    capsys.readouterr()
    assert main(["log", "audit", str(folder), "--key", key, "--as-of", "2016-06-01T10:00:00Z", "--json"]) == 0, (
        capsys.readouterr()
    )
    assert json.loads(capsys.readouterr().out)["faults"] == []
    replayed = [check_replay(d) for d in Decision.objects.filter(kind__in=["settle", "close"])]
    assert replayed == [True] * 4
    assert [row["on"] for row in settled()] == ["2016-04-11", "2016-04-11", "2016-05-21"]
    assert GTIN not in "".join(bytes(leaf.entry).decode() for leaf in LogLeaf.objects.all())


def prices(page: str) -> list[str]:
    """What a page says of the invoice's prices: 700 a piece, 8,400 in all. Digits inside a key or a token are none."""
    return re.findall(r"\b(?:700|8[,.]?400)\b", page)


def _upload(data: bytes):  # type: ignore[no-untyped-def]
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("rechnung.pdf", data, "application/pdf")
