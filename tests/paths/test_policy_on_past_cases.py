"""What has happened in an office is exported and judged again: by the same policy it comes to the same, by another exactly those that hang on it change."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.paths.scene import Clock, Scene, bag, invoice, pdf
from tests.paths.test_taobao_2016 import HONEST, SILENT, WRONGED

from assay.actions.past_cases import everything
from assay.offline.policy_decisions import compare, decisions_in
from assay.policy.load import parse, shipped
from assay.policy.schema import Policy
from assay.records.models import NoticeItem, Restriction, Store
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Hand made clasp bag with monogram buckle, brown leather"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    stage = Scene(clock=Clock(datetime(2016, 5, 18, 9, tzinfo=UTC), monkeypatch))
    stage.person("vera", Role.VERIFIER)
    stage.person("ada", Role.ADJUDICATOR)
    stage.brand("lumen", "Maison Lumen")
    for store_id, party in (("first", HONEST), ("second", SILENT), ("third", WRONGED)):
        stage.store(store_id, party)
        stage.feed(store_id, [{**bag(f"{store_id}-{i}", title=f"{TITLE} {i}"), "brand": ""} for i in (1, 2)])
    stage.work()
    return stage


def file_notice(scene: Scene, *listings: str) -> list[NoticeItem]:
    scene.post(
        "lumen",
        "/notices/file/",
        listings="\n".join(listings),
        ground="counterfeit",
        mark="EUIPO 018000005",
        evidence="The buckle bears our monogram; we do not make it.",
        good_faith="yes",
    )
    return [NoticeItem.objects.get(listing__listing_id=one.split("/")[1]) for one in listings]


def exported(scene: Scene, folder: Path) -> Path:
    path = folder / "cases.ndjson"
    rows = (json.dumps(row, ensure_ascii=False) for row in everything(at=scene.clock.at))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def changed(part: str, old: str, new: str) -> Policy:
    texts = dict(shipped().texts)
    assert old in texts[part]
    return parse({**texts, part: texts[part].replace(old, new, 1)})


def test_past_cases_come_to_the_same_again_and_a_changed_number_names_whose_do_not(
    scene: Scene, tmp_path: Path
) -> None:
    # Two notices: one store is silent, one answers on the third working day and the holder is silent, one is withdrawn.
    silent, answers = file_notice(scene, "first/first-1", "second/second-1")
    (withdrawn,) = file_notice(scene, "third/third-1")
    scene.post("lumen", f"/notices/items/{withdrawn.pk}/withdraw/")
    scene.clock.to(2016, 5, 23)
    scene.post("second", f"/notices/received/{answers.pk}/counter/", text="It is our own bag.")
    for item in (silent, answers):
        item.refresh_from_db()
        assert item.due is not None
        scene.clock.at = max(scene.clock.at, item.due + timedelta(seconds=1))
        scene.work()
    # The silent one's fake costs it points; it appeals, and another person says no. A store hands in papers and is refused.
    application = scene.apply("third", "lumen", ("a.pdf", pdf(invoice(HONEST, number="X-1"))))
    scene.work()
    scene.post("vera", f"/desk/applications/{application}/settle/", accept="no", reason="Another buyer.")
    taken = Restriction.objects.get(store__isnull=True, listing__listing_id="first-1", kind="remove")
    scene.post("first", f"/store/decisions/{taken.caused_by_id}/appeal/", text="Ours.")

    path = exported(scene, tmp_path)
    same = compare(decisions_in(path), old=shipped(), new=shipped())
    assert (same["changed"], same["not_replayed"], same["dates_moved"]) == (0, 0, 0)
    counts = {kind: told["decisions"] for kind, told in same["by_kind"].items()}
    assert counts == {
        "appeal": 1,
        "ladder": 1,
        "notice": 2,
        "notice_listing": 3,
        "notifier": 1,
        "papers": 1,
        "promise": 1,
        "repeat": 1,
    }
    # No name of a person, no text and no address is among the facts of anything but papers.
    others = [line for line in path.read_text(encoding="utf-8").splitlines() if '"kind": ' in line[:12]]
    for word in ("our own bag", "monogram", "SARL", HONEST.name, "lumen's", "vera"):
        assert not any(word in line for line in others), word

    faster = compare(
        decisions_in(path),
        old=shipped(),
        new=changed(
            "notice",
            "seller_days = 4\nholder_days = 4\nworking_days = true",
            "seller_days = 2\nholder_days = 4\nworking_days = true",
        ),
    )
    assert [(e["kind"], e["case"], e["store_id"], e["old"], e["new"]) for e in faster["examples"]] == [
        (
            "notice_listing",
            str(answers.pk),
            "second",
            "rejected: the holder was silent",
            "upheld: the seller was silent",
        )
    ]
    # A fake that costs twice as much costs the same here: a day costs twelve points at most.
    harder = compare(decisions_in(path), old=shipped(), new=changed("store", "counterfeit = 12", "counterfeit = 24"))
    assert harder["changed"] == 0
    milder = compare(decisions_in(path), old=shipped(), new=changed("store", "at_points = 6\n", "at_points = 13\n"))
    assert [(e["case"], e["old"], e["new"]) for e in milder["examples"]] == [
        ("first", "warn, 12 points", "restrict, 12 points")
    ]
    assert Store.objects.filter(strikes__isnull=False).count() == 1
