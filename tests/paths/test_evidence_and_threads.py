"""Both sides hand in evidence; an appeal has a thread in which the office asks; each sees what is his, and the case file holds it all."""

from __future__ import annotations

import hashlib
import io
import json
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.paths.scene import Scene
from tests.paths.test_bad_input_changes_nothing import BOMB, filed, form, key, nothing_changes, scene

from assay.actions import appeal, notice, report
from assay.actions.notice_appeal import open_notice_appeal
from assay.records.models import Appeal, Exhibit, Listing, Message, Notice, NoticeItem, Person
from assay.regime.terms import Role

__all__ = ["scene"]
pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def a_file(name: str = "seen.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def person(name: str) -> Person:
    return Person.objects.get(username=name)


def rejected(scene: Scene) -> NoticeItem:
    item = filed(scene)
    notice.counter(item=item.pk, by=person("honest"), text="It is a plain clasp.", at=scene.clock.at)
    notice.insist(item=item.pk, by=person("lumen"), text="It is ours.", at=scene.clock.at)
    return notice.decide(item=item.pk, by=person("vera"), upheld=False, reason="A plain clasp.", at=scene.clock.at)


def upheld(scene: Scene) -> NoticeItem:
    item = filed(scene)
    notice.counter(item=item.pk, by=person("honest"), text="It is a plain clasp.", at=scene.clock.at)
    notice.insist(item=item.pk, by=person("lumen"), text="It is ours.", at=scene.clock.at)
    return notice.decide(item=item.pk, by=person("vera"), upheld=True, reason="A monogram.", at=scene.clock.at)


def test_a_notice_is_filed_with_a_table_of_listings_and_with_files(scene: Scene) -> None:
    table = "store;listing\nhonest;n1\nsilent;n2\n".encode("utf-16")
    sent = form("honest/n0") | {"table": a_file("list.csv", table), "file": [a_file(), a_file("p.png", PNG)]}
    answer = scene.browsers["lumen"].post("/notices/file/", sent)
    assert answer.status_code == 302, answer.content.decode()
    row = Notice.objects.get()
    assert sorted(row.items.values_list("listing__listing_id", flat=True)) == ["n0", "n1", "n2"]
    assert list(Exhibit.objects.order_by("filename").values_list("filename", "side", "sha256")) == [
        ("p.png", "notifier", hashlib.sha256(PNG).hexdigest()),
        ("seen.pdf", "notifier", hashlib.sha256(PDF).hexdigest()),
    ]
    for who, page in (
        ("lumen", f"/notices/filed/{row.pk}/"),
        ("silent", f"/notices/received/{row.items.get(store='silent').pk}/"),
        ("vera", f"/desk/notices/{row.items.get(store='honest', listing__listing_id='n0').pk}/"),
    ):
        assert "seen.pdf" in scene.get(who, page), who


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ({"table": b"honest,n1\n" * 301}, 422, "302 listings are named"),
        ({"table": b"PK\x03\x04"}, 422, "spreadsheet or archive"),
        ({"table": b"honest,none\n"}, 422, "there is no listing honest/none"),
        ({"table": b"x" * 1_000_001}, 413, "1000000 are allowed"),
        ({"file": b"MZ\x90\x00"}, 415, "a program"),
        ({"file": b""}, 422, "this file is empty"),
        ({"file": b"<html><script>alert(1)</script>"}, 415, "a web page"),
    ],
)
def test_a_table_or_file_that_cannot_be_taken_files_nothing_and_loses_nothing(
    scene: Scene, more: dict[str, bytes], status: int, says: str
) -> None:
    files = {name: a_file("x.csv", data) for name, data in more.items()}
    with nothing_changes():
        answer = scene.browsers["lumen"].post("/notices/file/", form("honest/n0") | files)
    page = answer.content.decode()
    assert (answer.status_code, says.lower() in page.lower()) == (status, True), page
    assert "The picture shows our monogram on the clasp." in page
    assert "honest/n0" in page


def test_a_notice_of_three_hundred_rows_is_taken_and_one_of_more_is_not(scene: Scene) -> None:
    store = person("honest").store
    Listing.objects.bulk_create(
        Listing(store=store, listing_id=f"m{n}", title="Bag", attributes={}, digest="0" * 64, first_seen_at=scene.clock.at, changed_at=scene.clock.at)
        for n in range(301)
    )  # fmt: skip
    rows = [f"honest,m{n}" for n in range(301)]
    sent = form("honest/m0") | {"listings": "", "table": a_file("l.csv", "\n".join(rows).encode())}
    with nothing_changes():
        answer = scene.browsers["lumen"].post("/notices/file/", sent)
    assert (answer.status_code, "301 listings are named; a notice takes 300" in answer.content.decode()) == (422, True)
    sent["table"] = a_file("l.csv", "\n".join(rows[:300]).encode())
    assert scene.browsers["lumen"].post("/notices/file/", sent).status_code == 302
    assert NoticeItem.objects.count() == 300
    # Its page is a table of fifty rows at a time, and what asks for the notifier stands before it.
    first = scene.get("lumen", f"/notices/filed/{Notice.objects.get().pk}/")
    assert (first.count("<tr>"), "Page 1 of 6, 300 in all" in first) == (51, True)
    answered = NoticeItem.objects.get(listing__listing_id="m299")
    notice.counter(item=answered.pk, by=person("honest"), text="It is a plain clasp.", at=scene.clock.at)
    last = scene.get("lumen", f"/notices/filed/{answered.notice_id}/", page=6)
    assert (last.count("<tr>"), last.count("Why do you insist?"), "It is a plain clasp." in last) == (50, 1, True)


def test_what_a_store_adds_is_for_the_office_alone(scene: Scene) -> None:
    item = filed(scene)
    page = scene.post(
        "honest", f"/exhibits/items/{item.pk}/", text="Our invoice; prices are ours.", file=a_file("invoice.pdf")
    )
    assert page == f"/notices/received/{item.pk}/"
    made = Exhibit.objects.get()
    assert (made.side, made.store_id, made.notice_id) == ("store", "honest", item.notice_id)
    assert "invoice.pdf" in scene.get("honest", page)
    assert "invoice.pdf" in scene.get("vera", f"/desk/notices/{item.pk}/")
    assert "invoice.pdf" not in scene.get("lumen", f"/notices/filed/{item.notice_id}/")
    for who, status in (
        ("honest", 200),
        ("vera", 200),
        ("ada", 200),
        ("lumen", 404),
        ("silent", 404),
        ("cora", 404),
        ("mark", 403),
    ):
        answer = scene.browsers[who].get(f"/exhibits/{made.pk}/file")
        assert answer.status_code == status, who
    answer = scene.browsers["vera"].get(f"/exhibits/{made.pk}/file")
    assert (answer.content, answer["Content-Disposition"]) == (PDF, 'attachment; filename="invoice.pdf"')
    assert "sandbox" in answer["Content-Security-Policy"]


def test_nothing_is_added_to_what_is_answered_or_to_what_is_anothers(scene: Scene) -> None:
    item = rejected(scene)
    heads = {name: key(name) for name in ("honest", "lumen", "silent", "cora")}
    with nothing_changes():
        assert "is answered" in scene.post("lumen", f"/exhibits/notices/{item.notice_id}/", status=403, text="More.")
        assert "is answered" in scene.post("honest", f"/exhibits/items/{item.pk}/", status=403, text="More.")
        scene.post("cora", f"/exhibits/notices/{item.notice_id}/", status=404, text="More.")
        scene.post("silent", f"/exhibits/items/{item.pk}/", status=404, text="More.")
        for who, address, status in (
            ("cora", f"notices/{item.notice_id}/evidence", 404),
            ("lumen", f"notices/{item.notice_id}/evidence", 403),
            ("silent", f"store/notices/{item.pk}/evidence", 404),
            ("lumen", f"store/notices/{item.pk}/evidence", 403),
            ("honest", f"appeals/{uuid.uuid4()}/evidence", 404),
        ):
            answer = Client().post(f"/api/v1/{address}", {"text": "More."}, headers=heads[who])
            assert answer.status_code == status, (who, address)


def test_a_store_appeals_the_office_asks_it_answers_with_a_file_and_another_person_decides(scene: Scene) -> None:
    item = upheld(scene)
    decision = f"/store/decisions/{item.decided_id}/"
    scene.post("honest", decision + "appeal/", text="It is a plain clasp.")
    case = Appeal.objects.get()
    thread = f"/exhibits/appeals/{case.pk}/"
    assert scene.post("ada", thread, text="Which drawing of the clasp do you mean?") == f"/desk/appeals/{case.pk}/"
    told = Message.objects.get(kind="appeal_written")
    assert (told.store_id, told.parameters) == ("honest", {})
    assert "Which drawing of the clasp" in scene.get("honest", decision)
    scene.clock.at += timedelta(minutes=5)
    assert scene.post("honest", thread, text="This one.", file=a_file("drawing.png", PNG)) == decision
    page = scene.get("ada", f"/desk/appeals/{case.pk}/")
    assert page.index("Which drawing of the clasp") < page.index("drawing.png")
    # Nobody else finds the thread: not the notifier, not another store, not who decided before.
    with nothing_changes():
        for who, status in (("lumen", 404), ("silent", 404), ("vera", 403)):
            scene.post(who, thread, status=status, text="Let me in.")
    scene.post("ada", f"/desk/appeals/{case.pk}/decide/", upheld="yes", reason="The drawing shows another clasp.")
    with nothing_changes():
        assert "This appeal is answered" in scene.post("honest", thread, status=403, text="Thank you.")
    assert "drawing.png" in scene.get("honest", decision)
    # What leaves for a dispute body holds the thread and its file.
    packed = scene.browsers["ada"].post(f"/desk/appeals/{case.pk}/casefile/", {"recipient": "A dispute body"})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        listed = json.loads(archive.read("exhibits.json"))
        assert [(x["side"], x["file"]) for x in listed] == [("office", ""), ("store", "drawing.png")]
        assert archive.read(f"exhibits/{listed[1]['sha256'][:16]}-drawing.png") == PNG


def test_a_notifier_and_a_buyer_have_a_thread_as_well(scene: Scene) -> None:
    item = rejected(scene)
    case = open_notice_appeal(item=item.pk, by=person("lumen"), text="Look again.", at=scene.clock.at)
    page = f"/notices/filed/{item.notice_id}/"
    assert scene.post("lumen", f"/exhibits/appeals/{case.pk}/", file=a_file("photo.png", PNG)) == page
    scene.post("ada", f"/exhibits/appeals/{case.pk}/", text="Where was it taken?")
    assert "Where was it taken?" in scene.get("lumen", page)
    assert Message.objects.get(kind="notice_appeal_written").brand_id == "lumen"
    scene.post("honest", f"/exhibits/appeals/{case.pk}/", status=404, text="Not there.")

    row = report.file(
        listing=Listing.objects.get(store="silent", listing_id="n1"), text="Glue.", bought=False, order_id="", at=scene.clock.at
    )  # fmt: skip
    report.decide(report=row.pk, by=person("vera"), confirmed=False, reason="None.", at=scene.clock.at)
    public = f"/reports/{row.token}/"
    with nothing_changes():
        scene.browsers.setdefault("", Client())
        assert scene.browsers[""].post(f"/exhibits/reports/{row.token}/", {"text": "Here."}).status_code == 404
    scene.post("", public + "appeal/", text="There is glue.")
    scene.post("", f"/exhibits/reports/{row.token}/", text="See the seam.", file=a_file("seam.png", PNG))
    assert "seam.png" in scene.get("", public)
    bought = Appeal.objects.get(report=row)
    assert "See the seam." in scene.get("ada", f"/desk/appeals/{bought.pk}/")
    assert scene.browsers[""].post("/exhibits/reports/" + "x" * 43 + "/", {"text": "Here."}).status_code == 404


def test_a_program_hands_in_reads_the_thread_and_saves_the_file(scene: Scene) -> None:
    item = filed(scene)
    lumen, honest, silent = key("lumen"), key("honest"), key("silent")
    answer = Client().post(
        f"/api/v1/notices/{item.notice_id}/evidence", {"text": "A photo.", "file": a_file()}, headers=lumen
    )
    assert (answer.status_code, answer.json()["side"], answer.json()["file"]) == (200, "notifier", "seen.pdf")
    got = Client().get(f"/api/v1/exhibits/{answer.json()['exhibit']}/file", headers=honest)
    assert (got.status_code, got.content) == (200, PDF)
    assert Client().get(f"/api/v1/exhibits/{answer.json()['exhibit']}/file", headers=silent).status_code == 404
    notice.counter(item=item.pk, by=person("honest"), text="It is a plain clasp.", at=scene.clock.at)
    scene.clock.at += timedelta(days=1)
    paused = Notice.objects.get().caused_by.led_to.get(kind="pause")
    case = appeal.open_appeal(decision=paused.pk, by=person("honest"), text="Ours.", at=scene.clock.at)
    address = f"/api/v1/appeals/{case.pk}/evidence"
    assert Client().post(address, {"text": "An invoice."}, headers=honest).status_code == 200
    assert [x["text"] for x in Client().get(address, headers=honest).json()["exhibits"]] == ["An invoice."]
    with nothing_changes():
        assert Client().get(address, headers=silent).status_code == 404
        assert Client().post(address, {"text": ""}, headers=honest).status_code == 422
        assert Client().post(address, {"text": "x" * 10_001}, headers=honest).status_code == 422
        assert Client().post(address, {"file": a_file("a.zip", b"PK\x03\x04")}, headers=honest).status_code == 415


def test_a_side_hands_in_twenty_things_and_not_more(scene: Scene) -> None:
    item = filed(scene)
    for n in range(20):
        scene.post("honest", f"/exhibits/items/{item.pk}/", text=f"No {n}")
    with nothing_changes():
        assert "20 things were handed in" in scene.post(
            "honest", f"/exhibits/items/{item.pk}/", status=413, text="One more."
        )
    scene.post("lumen", f"/exhibits/notices/{item.notice_id}/", text="The other side counts by itself.")


def test_markup_in_words_and_names_of_files_is_shown_as_it_was_written(scene: Scene) -> None:
    item = filed(scene)
    wild: Any = a_file('"><svg onload=alert(1)>\u202efdp.png', PNG)
    scene.post("lumen", f"/exhibits/notices/{item.notice_id}/", text=BOMB, file=wild)
    for who, page in (
        ("lumen", f"/notices/filed/{item.notice_id}/"),
        ("honest", f"/notices/received/{item.pk}/"),
        ("vera", f"/desk/notices/{item.pk}/"),
    ):
        shown = scene.get(who, page)
        assert "<svg onload" not in shown
        assert "\u202efdp" not in shown
    assert Exhibit.objects.get().filename.endswith("fdp.png")


def test_a_closed_role_writes_in_no_appeal(scene: Scene) -> None:
    scene.person("otto", Role.ENFORCER)
    item = upheld(scene)
    scene.post("honest", f"/store/decisions/{item.decided_id}/appeal/", text="Ours.")
    case = Appeal.objects.get()
    with nothing_changes():
        scene.post("otto", f"/exhibits/appeals/{case.pk}/", status=403, text="As the enforcer.")
