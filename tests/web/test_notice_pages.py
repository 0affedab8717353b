"""A brand or its agent files notices through the pages, and the seller answers; each side sees its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.web.office import AT, Office, build
from tests.web.test_papers_forms import said
from tests.web.test_portals import FrozenClock, client_of

from assay.actions import message, notifier
from assay.records.models import Brand, Listing, Mark, Message, Notice, NoticeItem, Restriction
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    """The sample office, whose brand has a mark; one listing of a store without a right is on offer."""
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    built = build()
    Mark.objects.get_or_create(office="EUIPO", number="018234567", defaults={"brand": built.aurelle, "text": "AURELLE"})
    Listing.objects.create(
        store=built.careless,
        listing_id="c-2",
        title="Aurelle belt",
        attributes={"id": "c-2"},
        digest="1" * 64,
        first_seen_at=AT,
        changed_at=AT,
        brand=built.aurelle,
        verdict="publish",
        needs_screening=False,
    )
    return built


@pytest.fixture
def bea(office: Office) -> Client:
    return client_of(office.people["bea"])


@pytest.fixture
def carla(office: Office) -> Client:
    return client_of(office.people["carla"])


def form(**more: Any) -> dict[str, Any]:
    written = {
        "listings": "trend-hk/c-2",
        "ground": "counterfeit",
        "mark": "EUIPO 018234567",
        "evidence": "A test purchase showed a belt that we never made.",
        "good_faith": "yes",
    }
    return {**written, **more}


def file(client: Client, **more: Any) -> NoticeItem:
    answer = client.post("/notices/file/", form(**more))
    assert answer.status_code == 302, said(answer)
    return NoticeItem.objects.get(listing__listing_id="c-2")


def test_a_notice_is_received_pauses_the_listing_and_asks_the_seller(bea: Client, carla: Client) -> None:
    item = file(bea)
    assert (item.state, Restriction.objects.filter(listing=item.listing, kind="pause").count()) == (
        "seller_to_answer",
        1,
    )
    page = bea.get(f"/notices/filed/{item.notice_id}/")
    assert "Aurelle belt" in said(page)
    receipt = bea.get(f"/notices/filed/{item.notice_id}/receipt")
    assert (receipt.status_code, receipt["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "The seller is asked." in said(carla.get(f"/notices/received/{item.pk}/"))
    assert "A test purchase showed a belt" in said(carla.get(f"/notices/received/{item.pk}/"))
    assert "Your answer to the notice for Aurelle about Aurelle belt yours" in said(carla.get("/store/"))


def test_a_listing_can_be_named_by_the_address_of_its_page(bea: Client) -> None:
    item = file(bea, listings="https://assay.example/listings/trend-hk/c-2/\n")
    assert item.listing.listing_id == "c-2"


def test_the_seller_answers_the_holder_insists_and_a_person_has_to_decide(bea: Client, carla: Client) -> None:
    item = file(bea)
    answer = carla.post(
        f"/notices/received/{item.pk}/counter/", {"text": "We bought it in Paris; the invoice is on file."}
    )
    item.refresh_from_db()
    assert (answer.status_code, item.state) == (302, "holder_to_answer")
    assert "We bought it in Paris" in said(bea.get(f"/notices/filed/{item.notice_id}/"))
    assert "1 notice to insist on" in said(bea.get("/brand/"))
    answer = bea.post(f"/notices/items/{item.pk}/insist/", {"text": "The invoice is none of ours."})
    item.refresh_from_db()
    assert (answer.status_code, item.state) == (302, "to_decide")
    again = carla.post(f"/notices/received/{item.pk}/counter/", {"text": "Once more."})
    assert again.status_code == 409 and "Once more." not in item.counter_text


def test_who_takes_a_notice_back_brings_the_listing_back(bea: Client) -> None:
    item = file(bea)
    assert bea.post(f"/notices/items/{item.pk}/withdraw/").status_code == 302
    item.refresh_from_db()
    binding = Restriction.objects.filter(listing=item.listing, lifted_at__isnull=True)
    assert (item.state, binding.count()) == ("withdrawn", 0)


WRONG: list[Any] = [
    ({"listings": ""}, "No listing is named."),
    ({"listings": "trend-hk/none"}, "There is no listing trend-hk/none."),
    ({"listings": "\n".join(f"trend-hk/{i}" for i in range(301))}, "301 listings are named; a notice takes 300."),
    ({"listings": "trend-hk/c-2\ntrend-hk/c-2"}, "Trend-hk/c-2 is named twice."),
    ({"ground": "envy"}, "'envy' is no ground."),
    ({"mark": ""}, "No mark is named."),
    ({"evidence": "fake"}, "The notice does not say why."),
    ({"good_faith": ""}, "The statement of good faith is missing."),
    ({"ground": "design", "mark": ""}, "Nothing says which design or photo is meant."),
]


def test_what_is_missing_is_said_before_anything_is_sent(bea: Client) -> None:
    for more, what in WRONG:
        answer = bea.post("/notices/file/", form(**more))
        assert (answer.status_code, what in said(answer)) == (422, True), said(answer)[:900]
    many = bea.post("/notices/file/", {"listings": "", "ground": "", "evidence": "<i>x</i>"})
    assert said(many).count("Where:") >= 4
    assert "&lt;i&gt;x&lt;/i&gt;" in many.content.decode()
    assert Notice.objects.count() == 0


def test_a_mark_of_another_brand_gives_no_standing(bea: Client, office: Office) -> None:
    Mark.objects.create(brand=Brand.objects.get(pk="plainware"), office="EUIPO", number="7", text="PLAINWARE")
    answer = bea.post("/notices/file/", form(mark="EUIPO 7"))
    assert (answer.status_code, Notice.objects.count()) == (403, 0)


def agent(office: Office, *, until: int) -> Client:
    """An agent whose mandate ends `until` days from now."""
    row = notifier.enrol_notifier(
        notifier_id="agence", kind=NotifierKind.AGENT, name="Agence", by=office.people["edda"], at=AT
    )
    notifier.give_mandate(
        notifier=row,
        by=office.people["bea"],
        marks=[],
        valid_from=AT.date() - timedelta(days=30),
        valid_to=AT.date() + timedelta(days=until),
        at=AT,
    )
    return client_of(get_user_model().objects.create_user(username="agathe", role=Role.AGENT, notifier=row))


def test_an_agent_files_with_a_mandate_and_reads_what_became_of_it(office: Office) -> None:
    client = agent(office, until=30)
    assert "AURELLE (EUIPO 018234567, Aurelle)" in said(client.get("/notices/file/"))
    item = file(client)
    client.post(f"/notices/items/{item.pk}/withdraw/")
    message.deliver(at=AT)
    assert "Aurelle belt" in said(client.get("/notices/inbox/"))
    assert client.post("/notices/inbox/read/").status_code == 302
    assert not Message.objects.filter(notifier__isnull=False, read_at__isnull=True).exists()


def test_a_mandate_that_ended_yesterday_is_none(office: Office) -> None:
    answer = agent(office, until=-1).post("/notices/file/", form())
    assert (answer.status_code, Notice.objects.count()) == (403, 0)


def test_a_notice_of_somebody_else_is_not_there(bea: Client, carla: Client, office: Office) -> None:
    item = file(bea)
    other = client_of(
        get_user_model().objects.create_user(username="pia", role=Role.BRAND, brand=Brand.objects.get(pk="plainware"))
    )
    hana = client_of(office.people["hana"])
    assert other.get(f"/notices/filed/{item.notice_id}/").status_code == 404
    assert other.get(f"/notices/filed/{item.notice_id}/receipt").status_code == 404
    assert other.post(f"/notices/items/{item.pk}/withdraw/").status_code == 404
    assert other.post(f"/notices/items/{item.pk}/insist/", {"text": "Mine."}).status_code == 404
    assert hana.get(f"/notices/received/{item.pk}/").status_code == 404
    assert hana.post(f"/notices/received/{item.pk}/counter/", {"text": "Mine."}).status_code == 404
    item.refresh_from_db()
    assert item.state == "seller_to_answer"


def test_each_side_sees_its_own_pages_and_no_other(bea: Client, carla: Client, office: Office) -> None:
    file(bea)
    assert bea.get("/notices/")["Location"] == "/notices/filed/"
    assert carla.get("/notices/")["Location"] == "/notices/received/"
    assert {bea.get(u).status_code for u in ("/notices/filed/", "/notices/file/?listings=trend-hk/c-2")} == {200}
    assert "Aurelle belt" in said(carla.get("/notices/received/"))
    assert {carla.get(u).status_code for u in ("/notices/filed/", "/notices/file/", "/notices/inbox/")} == {403}
    assert bea.get("/notices/received/").status_code == 403
    assert bea.get("/notices/inbox/")["Location"] == "/brand/inbox/"
