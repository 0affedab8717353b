"""A case file holds what it lists, and its receipts verify without us."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY as AT
from tests.web.conftest import StoryTime
from tests.web.office import Office, build, invoice_pdf

from assay.actions import casefile
from assay.cli import main
from assay.errors import BadInput, NotFound
from assay.records.models import Decision, Document, HandOver

pytestmark = pytest.mark.django_db
Open = Callable[[bytes], dict[str, bytes]]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", StoryTime)
    return build(at=AT)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def of_store(office: Office, **change: Any) -> casefile.CaseFile:
    words = {"store": "trend-hk", "recipient": "Customs, Rotterdam", "by": office.people["enno"], "at": AT} | change
    return casefile.of_store(**words)


def test_every_member_is_listed_with_its_digest_and_nothing_else_is_there(office: Office) -> None:
    found = members(of_store(office).data)
    listed = json.loads(found.pop("manifest.json"))["members"]
    assert {m["path"]: (m["sha256"], m["bytes"]) for m in listed} == {
        path: (hashlib.sha256(data).hexdigest(), len(data)) for path, data in found.items()
    }


def test_decisions_reasons_papers_and_summary_are_whole(office: Office) -> None:
    found = members(of_store(office).data)
    decisions = {str(pk) for pk in Decision.objects.filter(store="trend-hk").values_list("pk", flat=True)}
    assert {
        n.removeprefix("decisions/").removesuffix(".json") for n in found if n.startswith("decisions/")
    } == decisions
    removal = json.loads(found[f"decisions/{office.decision.pk}.json"])
    assert removal["facts"] == office.decision.facts
    assert removal["restrictions"][0]["statement"] == office.decision.restrictions.get().statement
    assert [data for name, data in found.items() if name.startswith("papers/")] == [invoice_pdf()]
    case = json.loads(found["case.json"])
    assert (case["recipient"], case["decisions"], case["without_receipt"]) == ("Customs, Rotterdam", len(decisions), [])
    with pikepdf.open(io.BytesIO(found["summary.pdf"])) as pdf:
        assert len(pdf.pages) >= 1


def test_each_receipt_verifies_offline_and_opens_what_was_decided(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(io.BytesIO(of_store(office).data)) as archive:
        archive.extractall(tmp_path)
    proofs = sorted((tmp_path / "log").glob("*.tlog-proof"))
    assert len(proofs) == Decision.objects.filter(store="trend-hk").count()
    for proof in proofs:
        opening = proof.with_name(proof.name.replace(".tlog-proof", ".opening.json"))
        words = [
            "log",
            "verify",
            str(proof),
            "--key",
            str(tmp_path / "log" / "vkey"),
            "--opening",
            str(opening),
            "--json",
        ]
        assert main(words) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["holds"], said["opened"], said["index"] is not None) == (True, True, True)


def test_the_file_of_an_appeal_holds_that_case_alone(office: Office) -> None:
    made = casefile.of_appeal(appeal=office.appeal.pk, recipient="A dispute body", by=office.people["ada"], at=AT)
    found = members(made.data)
    case = json.loads(found["case.json"])
    assert case["against"] == str(office.decision.pk)
    assert case["appeals"][0]["text"] == "These are our own bags.\nWe have the invoice."
    kinds = {json.loads(data)["kind"] for name, data in found.items() if name.startswith("decisions/")}
    assert {"remove", "appeal"} <= kinds
    assert "hand_in" not in kinds
    assert not [name for name in found if name.startswith("papers/")]


def test_the_names_of_those_who_decided_stay_in_the_house(office: Office) -> None:
    found = members(of_store(office, store="honest-bags").data)
    assert any(b'"by": "verifier"' in data for data in found.values())
    assert [
        name for name, data in found.items() if "policies/" not in name and re.search(rb"\bvera\b|Pr\xc3\xbcfer", data)
    ] == []


def test_what_left_is_on_record_and_the_same_case_gives_the_same_bytes(office: Office) -> None:
    one, two = of_store(office), of_store(office)
    assert one.data == two.data
    row = HandOver.objects.first()
    assert row is not None
    assert (row.sha256, row.size) == (hashlib.sha256(one.data).hexdigest(), len(one.data))
    assert (row.recipient, row.made_by, row.store_id) == ("Customs, Rotterdam", office.people["enno"], "trend-hk")


def test_a_file_name_of_a_party_leads_nowhere(office: Office) -> None:
    Document.objects.filter(application__store="trend-hk").update(filename="../../etc/passwd")
    names = [n for n in members(of_store(office).data) if n.startswith("papers/")]
    assert len(names) == 1
    assert names[0].count("/") == 1


def test_without_a_recipient_or_a_case_nothing_is_made(office: Office) -> None:
    with pytest.raises(BadInput, match="nobody is named"):
        of_store(office, recipient="  ")
    with pytest.raises(NotFound, match="no such store"):
        of_store(office, store="nobody")
    assert not HandOver.objects.exists()


def test_the_desk_hands_it_to_an_enforcer_and_to_nobody_who_settles_papers(office: Office) -> None:
    for name, status in (("enno", 200), ("ada", 200), ("vera", 403)):
        client = Client(headers={"host": "localhost"})
        client.force_login(office.people[name], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post(reverse("desk_store_casefile", args=["trend-hk"]), {"recipient": "Customs"})
        assert answer.status_code == status
    assert HandOver.objects.count() == 2
