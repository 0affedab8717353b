"""A seller applies and mends: what is wrong is said, what is good is kept, and a refused form changes nothing."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.web.office import AT, Office, build, invoice_pdf
from tests.web.test_portals import FrozenClock, client_of

from assay.actions import reading
from assay.actions.policy import in_force
from assay.records.models import Application, Brand, Decision, Document, Right
from assay.regime.terms import Lane
from assay.web.console import papers

pytestmark = pytest.mark.django_db

PDF = invoice_pdf()
OTHER_PDF = PDF + b"% another"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    built = build()
    Brand.objects.create(brand_id="verano", name="Verano", enrolled_at=AT)
    return built


@pytest.fixture
def carla(office: Office) -> Client:
    return client_of(office.people["carla"])


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def form(**more: Any) -> dict[str, Any]:
    goods = {"goods_name": ["Speedline bag"], "goods_model": [""], "goods_gtin": [""], "goods_units": ["3"]}
    return {"brand": "verano", "lane": "proof", **goods, **more}


def said(answer: HttpResponse) -> str:
    """The page without tags and white space."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text.replace("&#x27;", "'").replace("&quot;", '"'))


def rows() -> tuple[int, int, int]:
    return Application.objects.count(), Document.objects.count(), Decision.objects.count()


def test_an_application_with_papers_is_received_with_its_receipt_and_its_dates(carla: Client) -> None:
    answer = carla.post("/store/apply/", form(papers=[upload("invoice.pdf", PDF), upload("letter.pdf", OTHER_PDF)]))
    row = Application.objects.get(brand="verano")
    assert (answer.status_code, answer["Location"]) == (302, f"/store/applications/{row.pk}/")
    assert sorted(row.documents.values_list("filename", flat=True)) == ["invoice.pdf", "letter.pdf"]
    assert row.goods == [{"name": "Speedline bag", "model": "", "gtin": "", "units": 3}]
    page = carla.get(answer["Location"])
    assert "being read" in said(page) and "First answer" in said(page)
    decision = Decision.objects.get(kind="hand_in", subject_id=str(row.pk))
    assert f"/store/decisions/{decision.pk}/receipt" in page.content.decode()


def test_a_declared_purchase_earns_a_conditional_right_with_papers_due(carla: Client) -> None:
    answer = carla.post("/store/apply/", form(lane="purchase"))
    row = Application.objects.get(brand="verano")
    assert (answer.status_code, row.lane, row.state) == (302, Lane.PURCHASE, "conditional")
    assert Right.objects.get(brand="verano").conditional
    assert "Your papers" in said(carla.get(answer["Location"]))
    answer = carla.post(f"/store/applications/{row.pk}/papers/", {"papers": [upload("invoice.pdf", PDF)]})
    row.refresh_from_db()
    assert (answer.status_code, row.state, row.documents.count()) == (302, "handed_in", 1)


WRONG_FILES: list[Any] = [
    ("photo.pdf", b"not a paper at all", 422, "This file is nothing that we can read.", "Hand in a PDF"),
    ("empty.pdf", b"", 422, "This file is empty.", "Choose the file again"),
    ("../../etc/passwd", b"root:x:0:0", 422, "Where: passwd", "Hand in a PDF"),
    ("invoice.docx", b"PK\x03\x04rest", 415, "This is an archive or office document (ZIP)", "Hand in a PDF"),
    ("invoice.pdf.exe", b"MZ\x90\x00", 415, "This is a program", "Hand in a PDF"),
    ("page.html", b"<html><script>alert(1)</script>", 415, "This is a web page", "Hand in a PDF"),
]


def test_a_wrong_file_is_named_with_what_mends_it_and_the_good_one_is_kept(carla: Client) -> None:
    for name, data, status, what, mend in WRONG_FILES:
        before = rows()
        answer = carla.post("/store/apply/", form(papers=[upload("invoice.pdf", PDF), upload(name, data)]))
        page = answer.content.decode()
        assert (answer.status_code, rows()) == (status, before)
        assert what in said(answer) and mend in said(answer)
        assert 'value="Speedline bag"' in page and '<option value="verano" selected>' in page
        kept = re.findall(r'name="kept" value="([^"]+)"', page)
        assert len(kept) == 1
    answer = carla.post("/store/apply/", form(kept=kept))
    assert answer.status_code == 302
    assert Application.objects.get(brand="verano").documents.get().filename == "invoice.pdf"


def test_a_file_past_the_limit_is_refused(carla: Client) -> None:
    most = in_force().document.limits.bytes_per_paper
    answer = carla.post("/store/apply/", form(papers=[upload("scan.pdf", b"%PDF-" + b"0" * most)]))
    assert (answer.status_code, Application.objects.filter(brand="verano").count()) == (413, 0)
    assert f"{most} are allowed" in said(answer)


def test_a_request_past_every_limit_is_refused_before_it_is_taken_in(carla: Client) -> None:
    answer = carla.post(
        "/store/apply/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="5000000000"
    )
    assert (answer.status_code, "This request has 5000000000 bytes" in said(answer)) == (413, True)


def test_a_kept_file_of_another_store_brings_nothing_back(carla: Client, office: Office) -> None:
    bad = form(papers=[upload("invoice.pdf", PDF), upload("x.pdf", b"")])
    note = re.findall(r'name="kept" value="([^"]+)"', carla.post("/store/apply/", bad).content.decode())[0]
    hana = client_of(office.people["hana"])
    for stolen in (note, note[:-2] + "xx", "nonsense"):
        answer = hana.post("/store/apply/", form(kept=[stolen]))
        assert (answer.status_code, "no longer kept" in said(answer)) == (422, True)
    assert not Application.objects.filter(brand="verano").exists()


def test_a_kept_file_is_forgotten_after_some_hours(carla: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = form(papers=[upload("invoice.pdf", PDF), upload("x.pdf", b"")])
    note = re.findall(r'name="kept" value="([^"]+)"', carla.post("/store/apply/", bad).content.decode())[0]
    monkeypatch.setattr(papers, "KEPT_SECONDS", -1)
    assert carla.post("/store/apply/", form(kept=[note])).status_code == 422


WRONG_FORMS: list[Any] = [
    ({"brand": ""}, "No brand was chosen."),
    ({"brand": "nobody"}, "No brand was chosen."),
    ({"papers": []}, "No paper was handed in."),
    ({"goods_units": ["-1"]}, "'-1' is no number of pieces."),
    ({"goods_units": ["1e3"]}, "'1e3' is no number of pieces."),
    ({"goods_name": [""], "goods_units": ["3"]}, "This row names no goods."),
    ({"goods_name": ["x" * 300]}, "This name is longer than 200 characters."),
    ({"lane": "favour"}, "'favour' is not a lane."),
]


def test_a_form_that_cannot_be_used_says_why_and_changes_nothing(
    carla: Client,
) -> None:
    for more, what in WRONG_FORMS:
        before = rows()
        answer = carla.post("/store/apply/", form(**{"papers": [upload("invoice.pdf", PDF)], **more}))
        assert (answer.status_code in (413, 422), rows()) == (True, before)
        assert what in said(answer)


def test_a_purchase_of_more_than_the_lane_takes_is_refused(carla: Client) -> None:
    answer = carla.post("/store/apply/", form(lane="purchase", goods_units=["500"]))
    assert (answer.status_code, Right.objects.filter(brand="verano").count()) == (422, 0)
    assert "500 pieces were declared" in said(answer)


def test_a_second_application_for_the_same_brand_is_refused_while_one_is_open(carla: Client) -> None:
    carla.post("/store/apply/", form(papers=[upload("invoice.pdf", PDF)]))
    answer = carla.post("/store/apply/", form(papers=[upload("other.pdf", OTHER_PDF)]))
    assert (answer.status_code, Application.objects.filter(brand="verano").count()) == (409, 1)
    assert "is open already" in said(answer)


def test_one_paper_is_replaced_and_the_others_stay_as_they_are(carla: Client, office: Office) -> None:
    application = office.application
    good = Document.objects.create(
        application=application, filename="letter.pdf", sha256="c" * 64, size=9, handed_in_at=AT, read_at=AT
    )
    application.state = "refused"
    application.save()
    answer = carla.post(f"/store/papers/{office.document.pk}/replace/", {"papers": [upload("better.pdf", OTHER_PDF)]})
    application.refresh_from_db()
    office.document.refresh_from_db()
    assert (answer.status_code, application.state) == (302, "handed_in")
    assert office.document.replaced_by is not None and office.document.replaced_by.filename == "better.pdf"
    assert application.documents.filter(replaced_by__isnull=True).count() == 2
    good.refresh_from_db()
    assert good.replaced_by is None


def test_a_paper_is_replaced_by_exactly_one_good_file(carla: Client, office: Office) -> None:
    office.application.state = "refused"
    office.application.save()
    url = f"/store/papers/{office.document.pk}/replace/"
    before = rows()
    assert carla.post(url, {}).status_code == 422
    assert carla.post(url, {"papers": [upload("a.pdf", PDF), upload("b.pdf", OTHER_PDF)]}).status_code == 422
    assert carla.post(url, {"papers": [upload("a.pdf", b"MZ")]}).status_code == 415
    office.document.refresh_from_db()
    assert (rows(), office.document.replaced_by) == (before, None)


def test_papers_come_too_late_for_an_application_that_was_settled(carla: Client, office: Office) -> None:
    office.application.state = "granted"
    office.application.save()
    before = rows()
    answer = carla.post(f"/store/applications/{office.application.pk}/papers/", {"papers": [upload("a.pdf", PDF)]})
    assert (answer.status_code, rows()) == (409, before)
    assert "somebody may have decided it" in said(answer)


def test_what_the_reader_could_not_read_is_said_beside_the_paper(carla: Client, office: Office) -> None:
    office.document.reading = None
    office.document.refusal = {"what": "this PDF is encrypted.", "mend": "Save it without a password.", "failed": False}
    office.document.save()
    page = said(carla.get(f"/store/applications/{office.application.pk}/"))
    assert "This PDF is encrypted. Save it without a password." in page


def test_papers_that_the_reader_refuses_are_named_one_by_one_and_the_good_one_is_read(carla: Client) -> None:
    locked, out = pikepdf.new(), io.BytesIO()
    locked.add_blank_page()
    locked.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    files = {"invoice.pdf": PDF, "locked.pdf": out.getvalue(), "cut.pdf": PDF[: len(PDF) // 3]}
    carla.post("/store/apply/", form(papers=[upload(name, data) for name, data in files.items()]))
    row = Application.objects.get(brand="verano")
    for _ in range(3):
        reading.read_waiting(at=AT)
    read = {d.filename: d for d in row.documents.all()}
    assert {name for name, d in read.items() if d.reading} == {"invoice.pdf"}
    page = said(carla.get(f"/store/applications/{row.pk}/"))
    refusals = [d.refusal or {} for name, d in read.items() if name != "invoice.pdf"]
    for refusal in refusals:
        assert refusal["what"] and refusal["mend"]
        assert refusal["what"][0].upper() + refusal["what"][1:] in page
        assert refusal["mend"] in page
    assert "password" in (read["locked.pdf"].refusal or {})["what"]


def test_a_refusal_says_why_and_which_paper_to_mend_where_a_person_refused_on_what_he_had_to_look_at(
    office: Office,
) -> None:
    """A verifier may refuse on a finding that only sends to a person: then that paper can be replaced, and he says why."""
    from django.urls import reverse

    from assay.actions import settlement

    office.document.reading = None
    office.document.refusal = None
    office.document.save()
    settlement.settle(
        application=office.application.pk,
        by=office.people["vera"],
        accept=False,
        reason="The number is not one of this dealer's.",
        at=office.application.handed_in_at,
    )
    page = client_of(office.people["carla"]).get(reverse("store_application", args=[office.application.pk]))
    assert "The verifier says: <q>The number is not one of this dealer&#x27;s.</q>" in page.content.decode()
    assert [(p["paper"].filename, p["to_mend"]) for p in page.context["papers"]] == [("invoice.pdf", True)]
