"""What cannot be used is refused in plain words, through the pages as through the API, and no row of any table is another one afterwards."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST, SILENT

from assay.actions import listing, notice, notifier, report, token, webhook
from assay.outside import web
from assay.records.models import Listing, Notice, NoticeItem, Person, Report, Webhook
from assay.regime.notice.completeness import Draft
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2016, 5, 18, 9, tzinfo=UTC)
LUMEN, OTHER = "EUIPO 018000005", "EUIPO 018000006"
WHO_ASKS = {"django_session", "records_ratecount", "records_apitoken"}
"""Tables that say who is there and who asked, not what became of anything."""


def state() -> dict[str, str]:
    """A digest of all rows of each table."""
    names = sorted({m._meta.db_table for m in apps.get_models()} - WHO_ASKS)
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(
                f"SELECT count(*) || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM {name} t"  # noqa: S608
            )
            found[name] = cursor.fetchone()[0]
    return found


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = state()
    yield
    after = state()
    assert {name for name in after if after[name] != before[name]} == set()


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    scene = Scene(clock=Clock(AT, monkeypatch))
    for name, role in (("vera", Role.VERIFIER), ("ada", Role.ADJUDICATOR), ("mark", Role.MARKETPLACE)):
        scene.person(name, role)
    lumen = scene.brand("lumen", "Maison Lumen")
    scene.brand("norvik", "Norvik")
    for name, party in (("honest", HONEST), ("silent", SILENT)):
        row = scene.store(name, party)
        rows = [{**bag(f"n{i}", title=f"Plain canvas bag {i}"), "brand": ""} for i in range(4)]
        listing.take(store=row, rows=rows, at=AT)
    while listing.screen_waiting(at=AT):
        pass
    agent = notifier.enrol_notifier(notifier_id="counsel", kind=NotifierKind.AGENT, name="Counsel", by=None, at=AT)
    scene.person("cora", Role.AGENT, notifier=agent)
    notifier.give_mandate(
        notifier=agent,
        by=Person.objects.get(brand=lumen),
        marks=[],
        valid_from=date(2016, 5, 1),
        valid_to=date(2016, 5, 17),
        at=AT,
    )
    return scene


def key(name: str) -> dict[str, str]:
    person = Person.objects.get(username=name)
    _, secret = token.make(person=person, name="test", at=AT)
    return {"Authorization": f"Bearer {secret}"}


def body(*names: str, **change: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "listings": list(names or ("honest/n0",)),
        "ground": "mark_in_picture",
        "mark_office": "EUIPO",
        "mark_number": "018000005",
        "evidence": "The picture shows our monogram on the clasp.",
        "good_faith": True,
    }
    return {**base, **change}


def form(*names: str, **change: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "listings": "\n".join(names or ("honest/n0",)),
        "ground": "mark_in_picture",
        "mark": LUMEN,
        "evidence": "The picture shows our monogram on the clasp.",
        "good_faith": "yes",
    }
    return {**base, **change}


MANY = tuple(f"honest/n{n}" for n in range(301))
NOTICES = [
    ("lumen", ("honest/none",), {}, 422, "there is no listing"),
    ("lumen", MANY, {}, 422, "301 listings"),
    ("lumen", ("honest/n0",), {"ground": "ugly"}, 422, "is no ground"),
    ("lumen", ("honest/n0",), {"evidence": "Fake!"}, 422, "does not say why"),
    ("lumen", ("honest/n0",), {"evidence": "x" * 10_001}, 422, "characters"),
    ("lumen", ("honest/n0",), {"good_faith": ""}, 422, "good faith"),
    ("lumen", ("honest/n0", "honest/n0"), {}, 422, "twice"),
    ("lumen", ("honest/n\x001",), {}, 422, ""),
    ("lumen", ("honest/n0",), {"mark": OTHER}, 403, "this mark is not yours"),
    ("lumen", ("honest/n0",), {"mark": "EUIPO 0"}, 403, "does not know this mark"),
    ("cora", ("honest/n0",), {}, 403, "the mandate ended on 2016-05-17"),
    ("cora", ("honest/n0",), {"mark": OTHER}, 403, "there is no mandate for this mark"),
    ("honest", ("honest/n0",), {}, 403, "your role does not"),
    ("vera", ("honest/n0",), {}, 403, "your role does not"),
]


@pytest.mark.parametrize(("who", "names", "change", "status", "says"), NOTICES)
def test_a_notice_that_cannot_be_taken_is_refused_on_the_page(
    scene: Scene, who: str, names: tuple[str, ...], change: dict[str, Any], status: int, says: str
) -> None:
    with nothing_changes():
        answer = scene.browsers[who].post("/notices/file/", form(*names, **change))
    assert answer.status_code == status
    assert says.lower() in answer.content.decode().replace("&#x27;", "'").lower()


@pytest.mark.parametrize(("who", "names", "change", "status", "says"), NOTICES)
def test_a_notice_that_cannot_be_taken_is_refused_by_the_api(
    scene: Scene, who: str, names: tuple[str, ...], change: dict[str, Any], status: int, says: str
) -> None:
    sent = body(*names, **change)
    if "mark" in sent:
        sent["mark_office"], sent["mark_number"] = sent.pop("mark").split()
    sent["good_faith"] = bool(sent["good_faith"])
    headers = key(who)
    with nothing_changes():
        answer = Client().post("/api/v1/notices", sent, content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    said = answer.json()
    assert says.lower() in said["detail"].lower()
    assert said["mend"]


DEEP = "[" * 100_000 + "]" * 100_000
BODIES: list[tuple[str, str, bytes, int]] = [
    ("nothing", "application/json", b"", 422),
    ("no JSON", "application/json", b"{", 400),
    ("a list", "application/json", b"[]", 422),
    ("a word", "application/json", b'"notice"', 422),
    ("nested 100,000 deep", "application/json", DEEP.encode(), 400),
    (
        "nested in the evidence",
        "application/json",
        json.dumps(body()).replace('"The', DEEP + ',"x":"The').encode(),
        400,
    ),
    ("an unknown field", "application/json", json.dumps(body(colour="red")).encode(), 422),
    ("half a surrogate", "application/json", json.dumps(body()).replace("monogram", "\\ud800").encode(), 422),
    ("a null in a name", "application/json", json.dumps(body("honest/n0\x00x")).encode(), 422),
    ("bytes that are no UTF-8", "application/json", json.dumps(body()).encode().replace(b"monogram", b"\xff\xfe"), 400),
    ("UTF-16", "application/json", json.dumps(body()).encode("utf-16"), 400),
    ("a number for the ground", "application/json", json.dumps(body(ground=7)).encode(), 422),
    ("a thousand and one listings", "application/json", json.dumps(body(*["honest/n0"] * 1001)).encode(), 422),
    ("evidence of 10 MB", "application/json", json.dumps(body(evidence="<b>" * 3_300_000)).encode(), 422),
    ("a key given twice", "application/json", json.dumps(body()).replace("{", '{"ground": "ugly", ', 1).encode(), 200),
    ("a form", "application/x-www-form-urlencoded", b"listings=honest/n0", 400),
    ("plain text", "text/plain", json.dumps(body()).encode(), 200),
]


@pytest.mark.parametrize(("what", "kind", "sent", "status"), BODIES, ids=[b[0] for b in BODIES])
def test_a_body_that_is_none_is_refused_by_the_api(
    scene: Scene, what: str, kind: str, sent: bytes, status: int
) -> None:
    headers = key("lumen")
    if status == 200:  # the last one of a name counts, as JSON's readers agree; what the body says it is, is not asked
        assert Client().post("/api/v1/notices", sent, content_type=kind, headers=headers).status_code == 200
        return
    with nothing_changes():
        answer = Client().post("/api/v1/notices", sent, content_type=kind, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["mend"]


def test_a_mandate_is_good_to_the_last_second_of_its_last_day_and_no_longer(scene: Scene) -> None:
    headers = key("cora")
    for at, status in (
        (
            datetime(2016, 5, 17, 21, 59, 59, tzinfo=UTC),
            200,
        ),  # a second before midnight in Brussels, where the office is
        (datetime(2016, 5, 17, 22, 0, 0, tzinfo=UTC), 403),  # still the 17th in London: the office's day counts
        (datetime(2016, 5, 18, 6, 0, tzinfo=UTC), 403),
    ):
        scene.clock.at = at
        answer = Client().post(
            "/api/v1/notices", body(f"honest/n{at.hour % 4}"), content_type="application/json", headers=headers
        )
        assert answer.status_code == status, at
    assert Notice.objects.count() == 1


def filed(scene: Scene) -> NoticeItem:
    draft = Draft(**{**body(), "listings": ("honest/n0",)})
    notice.file(draft=draft, by=Person.objects.get(username="lumen"), at=scene.clock.at)
    return NoticeItem.objects.get()


def test_a_counter_notice_after_the_end_or_by_another_store_is_refused(scene: Scene) -> None:
    item = filed(scene)
    page, call = f"/notices/received/{item.pk}/counter/", f"/api/v1/store/notices/{item.pk}/counter"
    stranger, own = key("silent"), key("honest")
    words = {"text": "It is genuine."}
    with nothing_changes():
        assert scene.browsers["silent"].post(page, words).status_code == 404
        answer = Client().post(call, words, content_type="application/json", headers=stranger)
        assert (answer.status_code, answer.json()["detail"]) == (404, "there is no such notice.")
    scene.clock.at = item.due + timedelta(seconds=1)  # type: ignore[operator]
    # The end is the end, also while no worker has come round to say so.
    with nothing_changes():
        late = scene.browsers["honest"].post(page, words)
        assert (late.status_code, "The time to answer ended on 2016-05-24" in late.content.decode()) == (403, True)
        answer = Client().post(call, words, content_type="application/json", headers=own)
        assert (answer.status_code, answer.json()["detail"]) == (403, "the time to answer ended on 2016-05-24.")
    assert notice.act_on_clocks(at=scene.clock.at) == 1
    with nothing_changes():
        assert scene.browsers["honest"].post(page, words).status_code == 409
        answer = Client().post(call, words, content_type="application/json", headers=own)
        assert answer.status_code == 409


@pytest.mark.parametrize("words", ["", "   ", "x" * 10_001, "<div>" * 400_000, "<script>alert(1)</script>" * 50_000])
def test_words_that_are_none_or_too_many_are_refused(scene: Scene, words: str) -> None:
    item, own = filed(scene), key("honest")
    status = 422 if not words.strip() else 413
    with nothing_changes():
        page = scene.browsers["honest"].post(f"/notices/received/{item.pk}/counter/", {"text": words})
        answer = Client().post(
            f"/api/v1/store/notices/{item.pk}/counter", {"text": words}, content_type="application/json", headers=own
        )
    assert page.status_code == status
    assert answer.status_code == 422


BOMB = (
    '<a href="data:text/html,<script>alert(1)</script>"><svg onload=alert(1)>'
    + "<i>" * 3000
    + "&lt;\u202e</textarea><!--"
)


def test_markup_in_words_is_shown_as_it_was_written_and_runs_nothing(scene: Scene) -> None:
    item = filed(scene)
    sent = scene.browsers["honest"].post(f"/notices/received/{item.pk}/counter/", {"text": BOMB})
    assert sent.status_code == 302
    for who, address in (
        ("honest", f"/notices/received/{item.pk}/"),
        ("lumen", f"/notices/filed/{item.notice_id}/"),
        ("vera", f"/desk/notices/{item.pk}/"),
    ):
        page = scene.browsers[who].get(address)
        shown = page.content.decode()
        assert page.status_code == 200
        assert "&lt;svg onload=alert(1)&gt;" in shown
        assert "<svg onload" not in shown
        assert 'href="data:' not in shown
        assert "script-src 'self'" in page["Content-Security-Policy"]


def test_a_stranger_appeals_against_nothing(scene: Scene) -> None:
    item = filed(scene)
    row = report.file(
        listing=Listing.objects.get(store="honest", listing_id="n1"), text="Glue.", bought=False, order_id="", at=AT
    )
    headers = {name: key(name) for name in ("silent", "cora", "honest")}
    decision = Notice.objects.get().caused_by_id
    words = {"text": "It is wrong."}
    with nothing_changes():
        for address, who in (
            (f"/api/v1/store/decisions/{decision}/appeal", "silent"),
            (f"/api/v1/notices/items/{item.pk}/appeal", "cora"),
            (f"/api/v1/notices/items/{item.pk}/withdraw", "cora"),
            (f"/api/v1/notices/items/{item.pk}/insist", "cora"),
            (f"/api/v1/reports/{'0' * 43}/appeal", "silent"),
        ):
            answer = Client().post(address, words, content_type="application/json", headers=headers[who])
            assert answer.status_code == 404, address
        for address, who in (
            (f"/notices/items/{item.pk}/appeal/", "cora"),
            (f"/notices/items/{item.pk}/withdraw/", "cora"),
            (f"/reports/{row.token[:-1]}x/appeal/", "silent"),
        ):
            assert scene.browsers[who].post(address, words).status_code == 404, address
        # His own report is not rejected yet: there is nothing to appeal against.
        assert Client().post(f"/reports/{row.token}/appeal/", words).status_code in (403, 409)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example/hook",
        "https://127.0.0.1/hook",
        "https://2130706433/hook",
        "https://0x7f000001/hook",
        "https://[::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://[64:ff9b::a00:1]/hook",
        "https://10.0.0.1:8443/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/hook",
        "https://user:pass@shop.example/hook",
        "https://shop.example@127.0.0.1/hook",
        "ftp://shop.example/hook",
        "javascript:alert(1)",
        "https://",
        "//shop.example",
        "https://shop.example:99999999/",
        "",
    ],
)
def test_a_webhook_goes_to_no_private_address_however_it_is_spelled(scene: Scene, address: str) -> None:
    headers = key("mark")
    with nothing_changes():
        answer = Client().post(
            "/api/v1/marketplace/webhooks", {"url": address}, content_type="application/json", headers=headers
        )
        page = scene.browsers["mark"].post("/webhooks/", {"url": address})
    assert answer.status_code == 422
    assert answer.json()["mend"]
    assert page.status_code in (404, 422)
    assert not Webhook.objects.exists()


def test_a_name_that_leads_elsewhere_by_the_time_of_sending_is_not_asked(scene: Scene) -> None:
    person = Person.objects.get(username="mark")
    webhook.register(url="https://shop.example/hook", by=person, at=AT, resolve=lambda host, port: ["93.184.216.34"])
    with pytest.raises(Exception, match="private network"):
        web.request("POST", "https://shop.example/hook", body=b"{}", resolve=lambda host, port: ["10.0.0.1"])


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for n in range(20):
            pack.writestr(f"{n}.pdf", b"\0" * 5_000_000)
    return out.getvalue()


FILES = [
    ("a.exe", b"MZ\x90\x00" + bytes(100)),
    ("bomb.zip", zip_bomb()),
    ("empty.pdf", b""),
    ("page.html", b"<html><script>alert(1)</script></html>"),
]


@pytest.mark.parametrize(("name", "data"), FILES, ids=[f[0] for f in FILES])
def test_a_file_that_is_no_paper_is_refused(scene: Scene, name: str, data: bytes) -> None:
    headers = key("honest")
    sent = {"brand": "lumen", "lane": "proof", "goods": json.dumps([{"name": "Bag", "units": 1}])}
    with nothing_changes():
        answer = Client().post(
            "/api/v1/store/applications", {**sent, "papers": [SimpleUploadedFile(name, data)]}, headers=headers
        )
    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["mend"]


def test_a_form_without_its_token_and_a_wrong_method_are_refused(scene: Scene) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Person.objects.get(username="lumen"))
    with nothing_changes():
        page = strict.post("/notices/file/", form())
        call = strict.post("/api/v1/notices", body(), content_type="application/json")
        assert (page.status_code, call.status_code) == (403, 403)
        assert "this form has expired" in page.content.decode().lower()
        assert scene.browsers["lumen"].put("/notices/file/").status_code == 405
        assert scene.browsers["lumen"].delete("/notices/filed/").status_code == 405
        headers = key("mark")
        assert Client().delete("/api/v1/notices", headers=headers).status_code == 405
