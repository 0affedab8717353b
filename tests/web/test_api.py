"""What programs can do through the API, for whom, and how they are refused."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.web.office import AT, Office, build, invoice_pdf
from tests.web.test_portals import FrozenClock, open_question

from assay.actions import report, token
from assay.records.models import (
    ApiToken,
    Appeal,
    Application,
    Brand,
    Decision,
    Execution,
    Listing,
    Mark,
    Order,
    Person,
    Restriction,
    UnitAccount,
    UnitEntry,
)
from assay.regime.document.inquiry import Asked
from assay.regime.moves import InquiryState
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db
Call = Callable[..., HttpResponse]
GTIN = "04012345678901"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    cache.clear()
    return build()


@pytest.fixture
def shop(office: Office) -> Person:
    """The marketplace's shop system."""
    person: Person = get_user_model().objects.create_user(username="shop", role=Role.MARKETPLACE)
    return person


def calls(person: Person) -> Call:
    """Calls with a key of this person: path, and a body where it sends one."""
    _, key = token.make(person=person, name="test", at=AT)
    client = Client(headers={"Authorization": f"Bearer {key}"}, enforce_csrf_checks=True)

    def call(path: str, body: Any = None, **form: Any) -> HttpResponse:
        if form:
            return client.post(f"/api/v1/{path}", form)
        if body is None:
            return client.get(f"/api/v1/{path}")
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        return client.post(f"/api/v1/{path}", data, content_type="application/json")

    return call


def problem(answer: HttpResponse) -> tuple[int, str, str]:
    """Status, detail and place of a problem, checked to be one."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    said = answer.json()
    assert set(said) == {"type", "title", "status", "detail", "where", "mend"}
    assert (said["status"], bool(said["mend"])) == (answer.status_code, True)
    return said["status"], said["detail"], said["where"]


# The public question --------------------------------------------------------------------------------------------------------


def test_everybody_may_ask_whether_a_store_may_sell_a_brand(office: Office) -> None:
    ask = Client().get
    answer = ask("/api/v1/may-sell?store=honest-bags&brand=aurelle").json()
    assert (answer["may_sell"], answer["word"], answer["rights"][0]["state"]) == (True, "yes", "in_force")
    assert ask("/api/v1/may-sell?store=trend-hk&brand=aurelle").json()["word"] == "no"
    assert ask("/api/v1/may-sell?store=trend-hk&brand=plainware").json()["word"] == "not_needed"
    assert problem(ask("/api/v1/may-sell?store=nobody&brand=aurelle")) == (404, "there is no such store.", "store")
    assert problem(ask("/api/v1/may-sell?store=trend-hk&brand=nobody")) == (404, "there is no such brand.", "brand")
    assert problem(ask("/api/v1/may-sell?store=trend-hk"))[::2] == (422, "brand")


# Who calls ------------------------------------------------------------------------------------------------------------------


def test_a_call_without_a_key_is_told_how_to_send_one(office: Office) -> None:
    for headers in ({}, {"Authorization": "Bearer assay_nonsense"}, {"Authorization": "Basic YTpi"}):
        answer = Client().get("/api/v1/store/rights", headers=headers)
        assert problem(answer) == (401, "this call needs a key.", "")
        assert answer["WWW-Authenticate"] == 'Bearer realm="assay"'


def test_a_key_that_was_ended_or_whose_person_was_switched_off_opens_nothing(office: Office) -> None:
    hana = office.people["hana"]
    row, key = token.make(person=hana, name="shop", at=AT)
    client = Client(headers={"Authorization": f"Bearer {key}"})
    assert client.get("/api/v1/store/rights").status_code == 200
    assert ApiToken.objects.get(pk=row.pk).last_used_on == AT.date()
    hana.is_active = False
    hana.save()
    assert client.get("/api/v1/store/rights").status_code == 401
    hana.is_active = True
    hana.save()
    token.end(token=row.pk, by=hana, at=AT)
    assert client.get("/api/v1/store/rights").status_code == 401


def test_the_key_itself_is_kept_nowhere(office: Office) -> None:
    row, key = token.make(person=office.people["hana"], name="shop", at=AT)
    assert key not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert (len(key), row.digest) == (49, token._digest(key))


def test_a_session_may_call_with_its_form_token_only(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.people["carla"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/store/rights").status_code == 200
    url = f"/api/v1/store/decisions/{office.decision.pk}/appeal"
    assert client.post(url, '{"text": "Ours."}', content_type="application/json").status_code == 403


def test_no_role_does_what_the_table_does_not_let_it_do(office: Office, shop: Person) -> None:
    doors: dict[str, list[tuple[str, Any]]] = {
        "store": [
            ("store/applications", None),
            ("store/rights", None),
            ("store/messages", None),
            ("store/decisions", None),
        ],
        "brand": [("brand/inquiries", None), ("brand/messages", None)],
        "marketplace": [
            ("marketplace/actions", None),
            ("marketplace/listings", {"store_id": "trend-hk", "listings": [{"id": "x"}]}),
            (
                "marketplace/orders",
                {"movements": [{"store_id": "honest-bags", "product": GTIN, "units": 1, "order": "1"}]},
            ),
            (
                "marketplace/returns",
                {"movements": [{"store_id": "honest-bags", "product": GTIN, "units": 1, "order": "1"}]},
            ),
            ("marketplace/actions/acknowledge", {"actions": [{"restriction": "x"}]}),
        ],
    }
    people = {
        "store": office.people["hana"],
        "brand": office.people["bea"],
        "marketplace": shop,
        "desk": office.people["vera"],
    }
    before = (UnitEntry.objects.count(), Listing.objects.count(), Execution.objects.count())
    for role, person in people.items():
        call = calls(person)
        for door, paths in doors.items():
            if door != role:
                assert {problem(call(path, body))[0] for path, body in paths} == {403}, (role, door)
    assert (UnitEntry.objects.count(), Listing.objects.count(), Execution.objects.count()) == before


# The marketplace ------------------------------------------------------------------------------------------------------------


def test_listings_come_in_and_each_bad_one_is_named(office: Office, shop: Person) -> None:
    rows = [
        {"id": "m-1", "title": "Linen shirt", "price": "49.00 EUR", "quantity": 2},
        {"id": "m-2", "title": "Wool scarf", "price": -1},
        {"id": "m-3", "title": "Silk tie", "availability_date": "2999-01-01"},
        {"title": "Nameless"},
        {"id": "m-5", "title": {"en": "Belt"}},
    ]
    answer = calls(shop)("marketplace/listings", {"store_id": "honest-bags", "listings": rows}).json()
    assert (answer["taken"], answer["unchanged"]) == (1, 0)
    assert [(r["where"].split(" ")[0], bool(r["mend"])) for r in answer["refused"]] == [
        ("listings[1]", True),
        ("listings[2]", True),
        ("listings[3]", True),
        ("listings[4]", True),
    ]
    assert Listing.objects.get(listing_id="m-1").needs_screening


def test_odd_numbers_and_half_characters_cost_their_own_row_alone(office: Office, shop: Person) -> None:
    body = (
        '{"store_id": "honest-bags", "listings": [{"id": "n-1", "title": "Shirt", "price": NaN},'
        ' {"id": "n-2", "title": "\\ud83d half"}, {"id": "n-3", "title": "Belt", "price": "9.00 EUR"}]}'
    )
    answer = calls(shop)("marketplace/listings", body).json()
    assert answer["taken"] == 1
    assert [r["where"].split(" ")[0] for r in answer["refused"]] == ["listings[0]", "listings[1]"]


def test_a_call_that_is_none_is_refused_as_a_whole(office: Office, shop: Person) -> None:
    call = calls(shop)
    url = "marketplace/listings"
    assert problem(call(url, "{not json")) == (400, "the body cannot be read.", "body")
    assert problem(call(url, "[" * 200_000))[0] == 400
    assert problem(call(url, {"store_id": "honest-bags", "listings": []}))[::2] == (422, "listings")
    assert problem(call(url, {"store_id": "honest-bags", "listings": [{}] * 10_001}))[::2] == (422, "listings")
    assert problem(call(url, {"store_id": "honest-bags", "listings": [{}], "extra": 1}))[::2] == (422, "extra")
    assert problem(call(url, {"store_id": "nobody", "listings": [{"id": "x"}]})) == (
        404,
        "there is no such store.",
        "store_id",
    )


def test_a_body_past_the_limit_is_refused_before_it_is_read(office: Office, shop: Person) -> None:
    _, key = token.make(person=shop, name="big", at=AT)
    answer = Client().post(
        "/api/v1/marketplace/listings",
        b"",
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
        CONTENT_LENGTH="25000001",
    )
    assert problem(answer)[:2] == (413, "this request has 25000001 bytes; 25000000 are read.")


def test_the_marketplace_asks_which_listings_may_be_shown(office: Office, shop: Person) -> None:
    answer = calls(shop)("marketplace/listings/states", {"store_id": "trend-hk", "ids": ["c-1", "nothing"]}).json()
    assert answer == {
        "listings": [{"id": "c-1", "state": "removed", "verdict": "remove", "waits": False, "ended": False}]
    }


def test_orders_and_returns_move_pieces_once(office: Office, shop: Person) -> None:
    call = calls(shop)

    def left() -> int:
        return UnitAccount.objects.get(right=office.right, account="available", product=GTIN).balance

    def move(what: str, units: int, order: str) -> dict[str, Any]:
        row = {"store_id": "honest-bags", "product": GTIN, "units": units, "order": order}
        answer: dict[str, Any] = call(f"marketplace/{what}", {"movements": [row]}).json()
        return answer

    assert left() == 12
    assert move("orders", 5, "A-1") == {"booked": 5, "not_counted": 0, "refused": []}
    assert left() == 7
    move("orders", 5, "A-1")
    assert left() == 7
    assert move("returns", 2, "A-1")["booked"] == 2
    assert left() == 9
    other = {"store_id": "honest-bags", "product": "another", "units": 3, "order": "A-2"}
    assert call("marketplace/orders", {"movements": [other]}).json()["not_counted"] == 3
    assert left() == 9
    assert problem(call("marketplace/orders", {"movements": [{**other, "units": -1}]}))[0] == 422


def test_an_order_comes_back_in_parts_each_counted_once_and_never_more_than_was_sold(
    office: Office, shop: Person
) -> None:
    call = calls(shop)

    def left() -> int:
        return UnitAccount.objects.get(right=office.right, account="available", product=GTIN).balance

    def back(units: int, *, order: str = "A-1", product: str = GTIN, **more: str) -> Any:
        row = {"store_id": "honest-bags", "product": product, "units": units, "order": order, **more}
        answer = call("marketplace/returns", {"movements": [row]}).json()
        return answer["refused"][0]["what"] if answer["refused"] else (answer["booked"], answer["not_counted"])

    sale = {"store_id": "honest-bags", "product": GTIN, "units": 5, "order": "A-1"}
    call("marketplace/orders", {"movements": [sale]})
    assert left() == 7
    assert (back(2, return_id="R-1"), back(2, return_id="R-1"), left()) == ((2, 0), (2, 0), 9)
    assert (back(2, return_id="R-2"), left()) == ((2, 0), 11)
    assert back(1, return_id="R-1") == "this return of order A-1 was reported with 2 pieces."
    assert back(2, return_id="R-3") == "2 pieces come back; of order A-1 1 can."
    assert back(1, order="A-9") == f"there is no order A-9 of this store with {GTIN}."
    assert back(1, product="another") == "there is no order A-1 of this store with another."
    assert left() == 11
    assert Order.objects.get(order_id="A-1").returned_at is None
    assert (back(1, return_id="R-3"), left()) == ((1, 0), 12)
    assert Order.objects.get(order_id="A-1").returned_at is not None  # nobody is told to bring back what came back
    changed = call("marketplace/orders", {"movements": [{**sale, "units": 6}]}).json()
    assert changed["refused"][0]["what"] == "order A-1 was reported with 5 pieces."
    # What no right counts moves no pieces, and is known all the same.
    other = {"store_id": "honest-bags", "product": "another", "units": 3, "order": "A-2"}
    call("marketplace/orders", {"movements": [other]})
    assert back(3, order="A-2", product="another") == (0, 3)
    assert (left(), Order.objects.get(order_id="A-2").returned_at is not None) == (12, True)


def test_what_was_decided_waits_until_the_marketplace_has_carried_it_out(office: Office, shop: Person) -> None:
    call = calls(shop)
    queue = call("marketplace/actions").json()
    restriction = Restriction.objects.get(listing=office.removed)
    mine = next(a for a in queue["actions"] if a["restriction"] == str(restriction.pk))
    assert (mine["effect"], mine["kind"], mine["store"], mine["listing"]) == ("impose", "remove", "trend-hk", "c-1")
    assert mine["statement"]["facts"].endswith("The title offers Aurelle far below its price.")
    effects = [{"restriction": a["restriction"], "effect": a["effect"]} for a in queue["actions"]]
    assert call("marketplace/actions/acknowledge", {"actions": effects}).json() == {
        "new": queue["waiting"],
        "known": 0,
        "unknown": [],
    }
    assert call("marketplace/actions").json() == {"waiting": 0, "actions": []}
    again = call("marketplace/actions/acknowledge", {"actions": effects}).json()
    assert (again["new"], again["known"]) == (0, queue["waiting"])


def test_a_lift_is_carried_out_after_the_restriction_was_lifted(office: Office, shop: Person) -> None:
    call = calls(shop)
    restriction = Restriction.objects.get(listing=office.removed)
    lift = {"actions": [{"restriction": str(restriction.pk).upper(), "effect": "lift"}]}
    early = call("marketplace/actions/acknowledge", lift).json()
    assert (early["new"], early["unknown"]) == (0, [str(restriction.pk)])
    restriction.lifted_at, restriction.lifted_by = AT, office.decision
    restriction.save()
    assert [a["effect"] for a in call("marketplace/actions").json()["actions"] if a["listing"] == "c-1"] == ["lift"]
    assert call("marketplace/actions/acknowledge", lift).json()["new"] == 1
    unknown = {"actions": [{"restriction": str(uuid.uuid4())}, {"restriction": "nonsense"}]}
    assert call("marketplace/actions/acknowledge", unknown).json()["new"] == 0


def test_buyers_of_a_confirmed_fake_are_told_refunded_and_the_fee_is_given_back(office: Office, shop: Person) -> None:
    call = calls(shop)
    sale = {"store_id": "trend-hk", "product": "bag", "units": 1, "order": "A-9", "listing": "c-1", "buyer": "b-77"}
    money = {"amount": "49.00", "fee": "4.90", "currency": "EUR"}
    assert call("marketplace/orders", {"movements": [{**sale, **money}]}).json()["not_counted"] == 1
    call("marketplace/orders", {"movements": [{**sale, **money}]})
    order = Order.objects.get()
    assert (order.buyer, str(order.amount), str(order.fee)) == ("b-77", "49.00", "4.90")
    for wrong in ({"amount": "-1"}, {"amount": "NaN"}, {"fee": "0.001"}, {"currency": "euro"}):
        assert problem(call("marketplace/orders", {"movements": [{**sale, **money, **wrong}]}))[0] == 422, wrong
    listing = Listing.objects.get(listing_id="c-1")
    filed = report.file(listing=listing, text="The seam is glued.", bought=True, order_id="A-9", at=AT)
    report.decide(report=filed.pk, by=office.people["vera"], confirmed=True, reason="A fake.", at=AT)
    waiting = call("marketplace/refunds").json()["refunds"]
    assert [(r["order"], r["buyer"], r["amount"], r["told"]) for r in waiting] == [("A-9", "b-77", "49.00", False)]
    done = {"refunds": [waiting[0]["refund"]]}
    for step in ("told", "refunded", "fee_returned"):
        assert call("marketplace/refunds/acknowledge", {**done, "step": step}).json() == {"new": 1}
        assert call("marketplace/refunds/acknowledge", {**done, "step": step}).json() == {"new": 0}
    assert call("marketplace/refunds").json() == {"refunds": []}
    assert problem(call("marketplace/refunds/acknowledge", {"refunds": [0], "step": "told"}))[0] == 404


def test_a_buyer_reports_without_an_account_and_learns_the_outcome(office: Office) -> None:
    client = Client()

    def send(**more: Any) -> HttpResponse:
        body = {"store": "trend-hk", "listing": "c-1", "text": "The seam is glued.", **more}
        return client.post("/api/v1/reports", json.dumps(body), content_type="application/json")

    filed = send(bought=True).json()
    assert client.get(f"/api/v1/reports/{filed['token']}").json()["state"] == "open"
    assert problem(client.get("/api/v1/reports/nonsense"))[0] == 404
    assert problem(send(listing="none"))[::2] == (404, "listing")
    assert problem(send(text=""))[::2] == (422, "text")


# A store --------------------------------------------------------------------------------------------------------------------


def test_a_store_applies_with_papers_and_follows_its_application(office: Office) -> None:
    Brand.objects.create(brand_id="verano", name="Verano", enrolled_at=AT)
    call = calls(office.people["carla"])
    paper = SimpleUploadedFile("../../x.pdf", invoice_pdf())
    answer = call("store/applications", brand="verano", goods='[{"name": "Bag", "units": 3}]', papers=[paper])
    view = answer.json()
    assert (answer.status_code, view["state"], view["papers"][0]["filename"]) == (200, "handed_in", "x.pdf")
    assert call(f"store/applications/{view['application']}").json()["application"] == view["application"]
    assert call("store/applications").json()["total"] == 2
    receipt = call(f"store/decisions/{view['steps'][0]['decision']}/receipt")
    assert (receipt.status_code, receipt["Content-Type"]) == (200, "text/plain; charset=utf-8")


def test_wrong_papers_and_goods_are_refused_and_nothing_is_changed(office: Office) -> None:
    Brand.objects.create(brand_id="verano", name="Verano", enrolled_at=AT)
    call = calls(office.people["carla"])

    def send(
        goods: str = "[]", *, brand: str = "verano", lane: str = "proof", name: str = "a.pdf", data: bytes = b"x"
    ) -> Any:
        papers = [SimpleUploadedFile(name, data)]
        return problem(call("store/applications", brand=brand, goods=goods, lane=lane, papers=papers))

    pdf = invoice_pdf()
    assert send()[0::2] == (422, "a.pdf")
    assert send(data=b"")[:2] == (422, "this file is empty.")
    assert send(data=b"PK\x03\x04", name="a.docx")[0] == 415
    assert send("{", data=pdf)[::2] == (422, "goods")
    assert send('["bag"]', data=pdf)[::2] == (422, "goods")
    assert send('[{"name": "Bag", "units": -3}]', data=pdf)[::2] == (422, "goods[0].units")
    assert send('[{"name": "Bag", "units": true}]', data=pdf)[0] == 422
    assert send(lane="favour", data=pdf)[::2] == (422, "lane")
    assert send(brand="nobody", data=pdf)[::2] == (404, "brand")
    assert not Application.objects.filter(brand="verano").exists()


def test_a_store_reads_why_and_appeals(office: Office) -> None:
    call = calls(office.people["carla"])
    Appeal.objects.all().delete()
    found = call("store/decisions").json()
    assert found["decisions"][0]["decision"] == str(office.decision.pk)
    assert found["decisions"][0]["imposed"][0]["statement"]["ground"] == "counterfeit"
    url = f"store/decisions/{office.decision.pk}/appeal"
    assert problem(call(url, {"text": "  "}))[::2] == (422, "text")
    assert problem(call(url, {"text": "x" * 10_001}))[::2] == (422, "text")
    assert call(url, {"text": "These are our own bags."}).json()["state"] == "open"
    assert problem(call(url, {"text": "Again."}))[0] == 409
    assert Appeal.objects.count() == 1


def test_rights_listings_and_messages_of_a_store(office: Office) -> None:
    call = calls(office.people["hana"])
    right = call("store/rights").json()[0]
    assert (right["brand"], right["units"]) == (
        "aurelle",
        [{"product": GTIN, "invoiced": 12, "sold": 0, "available": 12}],
    )
    assert call("store/listings", {"listings": [{"id": "own-1", "title": "Shirt"}]}).json()["taken"] == 1
    inbox = calls(office.people["carla"])("store/messages").json()
    assert "Proof for Aurelle is due by 10 June 2016" in {m["subject"] for m in inbox["messages"]}


def test_a_store_with_two_rights_reads_both(office: Office) -> None:
    office.right.pk, office.right._state.adding = uuid.uuid4(), True
    office.right.save()
    assert len(calls(office.people["hana"])("store/rights").json()) == 2


def test_what_belongs_to_another_store_is_not_found(office: Office) -> None:
    call = calls(office.people["hana"])
    decisions = Decision.objects.count()
    for path in (
        f"store/applications/{office.application.pk}",
        f"store/decisions/{office.decision.pk}/receipt",
        f"store/applications/{uuid.uuid4()}",
    ):
        assert problem(call(path))[0] == 404, path
    assert problem(call(f"store/decisions/{office.decision.pk}/appeal", {"text": "Ours."}))[0] == 404
    paper, again = (SimpleUploadedFile("a.pdf", invoice_pdf()) for _ in range(2))
    assert problem(call(f"store/papers/{office.document.pk}/replace", paper=paper))[0] == 404
    assert problem(call(f"store/applications/{office.application.pk}/papers", papers=[again]))[0] == 404
    other = {"listings": [{"id": "x-1", "title": "Shirt", "store_id": "trend-hk"}]}
    assert call("store/listings", other).json()["taken"] == 0
    assert Decision.objects.count() == decisions


# A brand --------------------------------------------------------------------------------------------------------------------


def test_a_brand_reads_its_questions_without_prices_and_answers(office: Office) -> None:
    call = calls(office.people["bea"])
    question = open_question(office)
    assert [i["inquiry"] for i in call("brand/inquiries").json()["inquiries"]] == [str(question.pk)]
    view = call(f"brand/inquiries/{question.pk}")
    assert view.json()["papers"][0]["issuer_name"] == "Lumiere Distribution SARL"
    assert not [hidden for hidden in ("840.00", "10080.00", "LD-2016-0417") if hidden in view.content.decode()]
    url = f"brand/inquiries/{question.pk}/answer"
    assert problem(call(url, {"confirmed": False}))[0] == 422
    assert problem(call(url, {"confirmed": False, "ground": "", "evidence": "Not our dealer."}))[0] == 422
    done = call(url, {"confirmed": False, "ground": "not_issued", "evidence": "This number was never issued."}).json()
    assert (done["state"], done["ground"]) == (InquiryState.OBJECTED, "not_issued")
    assert problem(call(url, {"confirmed": True}))[0] == 409


def test_what_others_are_asked_is_not_found(office: Office) -> None:
    plain = get_user_model().objects.create_user(
        username="pia", role=Role.BRAND, brand=Brand.objects.get(pk="plainware")
    )
    question, dealers = open_question(office), open_question(office, asked=Asked.ISSUER)
    call = calls(plain)
    assert call("brand/inquiries").json()["total"] == 0
    assert problem(call(f"brand/inquiries/{question.pk}"))[0] == 404
    assert problem(call(f"brand/inquiries/{question.pk}/answer", {"confirmed": True}))[0] == 404
    assert problem(calls(office.people["bea"])(f"brand/inquiries/{dealers.pk}/answer", {"confirmed": True}))[0] == 404
    question.refresh_from_db()
    assert question.state == InquiryState.OPEN


def test_a_brand_keeps_its_register_by_program(office: Office) -> None:
    _, key = token.make(person=office.people["bea"], name="pim", at=AT)
    client = Client(headers={"Authorization": f"Bearer {key}"})

    def put(body: dict[str, Any]) -> HttpResponse:
        return client.put("/api/v1/brand/register", json.dumps(body), content_type="application/json")

    product = {"name": "Speedline 30", "gtin": GTIN, "reference_price": "840.00", "currency": "EUR"}
    done = put({"products": [product], "dealers": [{"legal_name": "Maison Aurelle SAS", "country": "fr"}]}).json()
    assert (done["version"], done["products"][0]["reference_price"], done["dealers"][0]["country"]) == (
        2,
        "840.00",
        "FR",
    )
    assert done["aliases"] == ["AURELLE Paris"]
    assert put({"aliases": ["Aurelle"]}).json()["products"][0]["gtin"] == GTIN
    assert problem(put({"products": [{**product, "reference_price": "-1"}]}))[::2] == (
        422,
        "products[0], reference_price",
    )
    assert problem(put({"marks": []}))[::2] == (422, "marks")
    assert client.get("/api/v1/brand/register").json()["version"] == 3


# Notices --------------------------------------------------------------------------------------------------------------------


def test_a_notice_is_filed_answered_and_insisted_on_by_program(office: Office) -> None:
    Mark.objects.get_or_create(
        office="EUIPO", number="018234567", defaults={"brand": office.aurelle, "text": "AURELLE"}
    )
    Listing.objects.filter(pk=office.removed.pk).update(listing_id="c-9")
    Restriction.objects.filter(listing=office.removed).delete()
    brand, store = calls(office.people["bea"]), calls(office.people["carla"])
    draft = {"listings": ["trend-hk/c-9"], "ground": "counterfeit"}
    gaps = brand("notices/check", draft).json()["gaps"]
    assert [g["where"] for g in gaps] == ["mark", "evidence", "good_faith"]
    assert problem(brand("notices", draft))[::2] == (422, "mark")
    whole = {
        **draft,
        "mark_office": "EUIPO",
        "mark_number": "018234567",
        "evidence": "A test purchase showed a bag that we never made.",
        "good_faith": True,
    }
    assert brand("notices/check", whole).json() == {"gaps": []}
    filed = brand("notices", whole).json()
    item = filed["items"][0]
    assert (filed["open"], item["state"]) == (1, "seller_to_answer")
    assert brand("notices").json()["total"] == 1
    assert brand(f"notices/{filed['notice']}/receipt").content.decode() == filed["receipt"]
    assert "assay-promise/1" in filed["receipt"]
    assert store("store/notices").json()["items"][0]["item"] == item["item"]
    (fate,) = brand(f"notices/{filed['notice']}").json()["stores"]
    assert (fate["store"], fate["state"], fate["steps"]) == (item["store"], "open", [])
    answered = store(f"store/notices/{item['item']}/counter", {"text": "We have the invoice."}).json()
    assert answered["state"] == "holder_to_answer"
    url = f"notices/items/{item['item']}"
    assert brand(f"{url}/insist", {"text": "It is none of ours."}).json()["items"][0]["state"] == "to_decide"
    other = calls(office.people["hana"])
    assert problem(other(f"store/notices/{item['item']}/counter", {"text": "Mine."}))[0] == 404
    plain = get_user_model().objects.create_user(
        username="pia", role=Role.BRAND, brand=Brand.objects.get(pk="plainware")
    )
    assert problem(calls(plain)(f"notices/{filed['notice']}"))[0] == 404
    assert problem(calls(plain)(f"{url}/withdraw", {}))[0] == 404
    assert problem(store("notices", whole))[0] == 403


# The description ------------------------------------------------------------------------------------------------------------


def test_every_call_is_described_with_its_refusals(office: Office) -> None:
    described = Client().get("/api/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, call in methods.items():
            assert call.get("summary") and call.get("description"), (method, path)
            if not path.endswith("/may-sell") and "/reports" not in path and not path.endswith("/fakes"):
                assert {"401", "403", "404"} <= set(call["responses"]), (method, path)
    assert len(described["paths"]) == 77


def test_the_handbook_names_every_call() -> None:
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    described = Client().get("/api/openapi.json").json()
    for path in described["paths"]:
        name = path.removeprefix("/api/v1/")
        for variable in (
            "{application_id}",
            "{decision_id}",
            "{document_id}",
            "{inquiry_id}",
            "{right_id}",
            "{notice_id}",
            "{item_id}",
            "{appeal_id}",
            "{exhibit_id}",
            "{webhook_id}",
            "{feed_id}",
            "{listing_id}",
            "{deposit_id}",
            "{interest_id}",
            "{member_id}",
            "{identifier}",
            "{mandate_id}",
            "{referral_id}",
        ):
            name = name.replace(variable, "ID")
        assert name.replace("{token}", "TOKEN") in text, name
