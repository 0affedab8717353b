"""The log for people: entries of one kind, signed heads and who confirmed them, and what checks the log without us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.office import Office

from assay.actions import log
from assay.outside import files
from assay.outside.witnesses import CONFIGURATION, WitnessTwin
from assay.records.models import LogCheckpoint, LogHead
from assay.records.queries import log as query
from assay.tlog.keys import KeyKind, Signer

pytestmark = [pytest.mark.database, pytest.mark.django_db]

Enter = Callable[[str | None], Client]
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_entries_of_one_kind_are_shown_alone_the_newest_first(enter: Enter, office: Office) -> None:
    page = enter(None).get(reverse("log"), {"kind": "restriction"}).context["page"]
    assert {row.fields["kind"] for row in page.rows} == {"restriction"}
    everything = enter(None).get(reverse("log"), {"kind": "no such kind"}).context["page"]
    of_kind = [row.index for row in everything.rows if row.fields["kind"] == "restriction"]
    assert [row.index for row in page.rows] == of_kind == sorted(of_kind, reverse=True)


def test_entries_of_one_kind_go_on_where_the_page_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [row.index for row in query.entries().rows if row.fields["kind"] == "application"]
    monkeypatch.setattr(query, "PAGE", 1)
    first = query.entries(kind="application")
    assert ([row.index for row in first.rows], first.before) == (every[:1], every[0] if len(every) > 1 else None)
    rest = query.entries(kind="application", before=every[0])
    assert [row.index for row in rest.rows] == every[1:2]


def test_every_signed_head_is_shown_with_who_confirmed_it(enter: Enter, office: Office) -> None:
    witness = Signer.generate("witness.example", KeyKind.COSIGNATURE)
    files.write(files.root() / "keys" / CONFIGURATION, f"{witness.vkey} http://witness.example\n".encode())
    twin = WitnessTwin(
        {"http://witness.example": witness}, {k.name: [k.verifier] for k in log.signers()}, at=1463734800
    )
    assert log.cosign(at=datetime(2016, 5, 20, 9, tzinfo=UTC), asked=twin) == 1
    answer = enter(None).get(reverse("log_checkpoints"))
    newest = answer.context["page"].rows[0]
    assert (newest.size, newest.cosigned) == (
        LogCheckpoint.objects.order_by("-pk")[0].size,
        (("witness.example", datetime(2016, 5, 20, 9, tzinfo=UTC)),),
    )
    assert witness.vkey in answer.content.decode()
    assert enter(None).get("/log/checkpoint").getvalue() == newest.note.encode()  # type: ignore[attr-defined]


def test_heads_go_on_where_the_page_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first = LogCheckpoint.objects.order_by("-pk")[0]
    LogCheckpoint.objects.create(size=first.size, note=first.note, at=first.at)
    monkeypatch.setattr(query, "PAGE", 1)
    page = query.head_lines()
    assert page.before == page.rows[0].number
    assert [row.number for row in query.head_lines(before=page.before).rows] == [first.pk]


def test_a_log_that_was_stopped_says_so_to_everybody(enter: Enter, office: Office) -> None:
    assert "This log is stopped" not in enter(None).get(reverse("log")).content.decode()
    LogHead.objects.update(state={"stopped": "a witness holds our signature on 30 entries; this office knows of 11."})
    assert "a witness holds our signature on 30 entries" in enter(None).get(reverse("log")).content.decode()


@pytest.mark.parametrize("name", ["verify_receipt.html", "verify_our_log.py"])
def test_what_checks_the_log_without_us_is_handed_out_byte_for_byte_with_its_digest(enter: Enter, name: str) -> None:
    answer = enter(None).get(reverse("log_program", args=[name]))
    assert answer.content == (EXAMPLES / name).read_bytes()
    assert "connect-src" not in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
    page = enter(None).get(reverse("log")).content.decode()
    assert sha256(answer.content).hexdigest() in page
