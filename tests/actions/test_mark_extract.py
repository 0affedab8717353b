"""A mark is proved by its office's extract, and only by it once there is one."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.outside.test_marks import HEAD
from tests.web.conftest import STORY as AT
from tests.web.conftest import StoryTime
from tests.web.office import Office, build

from assay.actions import notice
from assay.actions.mark_extract import import_extract, proved
from assay.errors import BadInput, NotPermitted
from assay.records.models import ExtractedMark, Mark, MarkExtract, Notice
from assay.regime.notice.completeness import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", StoryTime)
    return build(at=AT)


def enrolled(office: Office, number: str = "018000001") -> Mark:
    made: Mark = office.aurelle.marks.create(office="EUIPO", number=number, text="Aurelle")
    return made


def bring(office: Office, *lines: str) -> MarkExtract:
    data = (HEAD + "".join(f"{line}\n" for line in lines)).encode()
    return import_extract(name="../euipo.csv", data=data, by=office.people["edda"], at=AT)


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("EUIPO,18000001,AURELLE,Aurelle SA,registered,18,2016-05-20", True),
        ("EUIPO,018000001,,Aurelle SA,registered,18,", True),
        ("EUIPO,018000001,AURELLE,Aurelle SA,registered,18,2016-05-19", False),
        ("EUIPO,018000001,AURELLE,Aurelle SA,ended,18,", False),
        ("EUIPO,018000001,OTHERMARK,Aurelle SA,registered,18,", False),
        ("EUIPO,018000002,AURELLE,Aurelle SA,registered,18,", False),
        ("US,018000001,AURELLE,Aurelle SA,ended,18,", True),
    ],
)
def test_found_registered_in_force_and_of_the_same_words_is_proved(office: Office, line: str, holds: bool) -> None:
    mark = enrolled(office)
    assert proved(mark, on=date(2016, 5, 20))
    bring(office, line)
    assert proved(mark, on=date(2016, 5, 20)) is holds


def test_nobody_files_under_a_mark_that_its_office_does_not_know(office: Office) -> None:
    enrolled(office)
    bring(office, "EUIPO,018000002,AURELLE,Aurelle SA,registered,18,")
    draft = Draft(
        listings=("mirror-luxe/f-1",),
        ground="counterfeit",
        mark_office="EUIPO",
        mark_number="018000001",
        evidence="A test purchase showed another clasp.",
        good_faith=True,
    )
    with pytest.raises(NotPermitted, match="not found in its office's extract"):
        notice.file(draft=draft, by=office.people["bea"], at=AT)
    assert not Notice.objects.exists()


def test_a_newer_extract_replaces_what_it_names_and_a_bad_one_changes_nothing(office: Office) -> None:
    bring(office, "US,1,A,B,registered,18,", "US,2,A,B,registered,18,")
    assert bring(office, "US,001,A,B,ended,18,").filename == "euipo.csv"
    assert list(ExtractedMark.objects.order_by("key").values_list("key", "registered")) == [("1", False), ("2", True)]
    with pytest.raises(BadInput):
        bring(office, "US,1,A,B,registered,18,", "US,2,A,B,wrong,18,")
    assert MarkExtract.objects.count() == 2
    assert ExtractedMark.objects.get(key="1").registered is False


def test_the_editor_uploads_it_and_reads_what_is_wrong(office: Office) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(office.people["edda"], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("desk_marks")
    bad = client.post(url, {"extract": SimpleUploadedFile("x.csv", b"nothing")})
    assert (bad.status_code, "the heads are not those of an extract" in bad.content.decode().lower()) == (422, True)
    good = HEAD + "US,1,A,B,registered,18,\n"
    assert client.post(url, {"extract": SimpleUploadedFile("us.csv", good.encode())}).status_code == 302
    assert "us.csv" in client.get(url).content.decode()
