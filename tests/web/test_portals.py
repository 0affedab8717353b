"""Who sees which page of the portals, and that nobody sees or changes what belongs to another party."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.web.office import AT, Office, build, restrictions

from assay.actions import message
from assay.records.models import Appeal, Decision, Document, Inquiry, Listing, Message, Person
from assay.regime.document.inquiry import Asked
from assay.regime.moves import InquiryState
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

STORE_PAGES = [
    "/store/",
    "/store/rights/",
    "/store/apply/",
    "/store/apply/aurelle/",
    "/store/apply-row/",
    "/store/applications/",
    "/store/applications/?page=7",
    "/store/listings/",
    "/store/listings/?state=removed&q=aurelle",
    "/store/listings/?state=nonsense&page=x",
    "/store/feed/",
    "/store/restrictions/",
    "/store/restrictions/?all",
    "/store/appeals/",
    "/store/inbox/",
]
BRAND_PAGES = [
    "/brand/",
    "/brand/register/",
    "/brand/register/names/",
    "/brand/register/dealers/",
    "/brand/register/products/",
    "/brand/register-row/dealers/",
    "/brand/inquiries/",
    "/brand/inquiries/?open",
    "/brand/stores/",
    "/brand/listings/",
    "/brand/listings/?state=on_offer&q=bag",
    "/brand/campaigns/",
    "/brand/inbox/",
]
OTHERS = {"store": ["vera", "enno", "ada", "edda", "bea"], "brand": ["vera", "enno", "ada", "edda", "carla", "hana"]}


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    """The sample office; its clock stands at the time of the sample."""
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    return build()


class FrozenClock:
    """The time of the sample, where the office asks what time it is."""

    @staticmethod
    def now(_zone: object) -> object:
        return AT


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def rival(role: Role, **party: object) -> Client:
    """Somebody of another party, logged in."""
    return client_of(get_user_model().objects.create_user(username=f"rival-{role}", role=role, **party))


def open_question(office: Office, asked: str = Asked.BRAND) -> Inquiry:
    return Inquiry.objects.create(
        application=office.application,
        asked=asked,
        brand=office.aurelle,
        question=f"{asked}-again",
        asks="Are these goods and papers genuine?",
        state=InquiryState.OPEN,
        asked_at=AT,
        due=AT + timedelta(days=3),
    )


def test_a_seller_sees_every_page_of_his_store(office: Office) -> None:
    for name in ("carla", "hana"):
        client = client_of(office.people[name])
        assert {url: client.get(url).status_code for url in STORE_PAGES} == dict.fromkeys(STORE_PAGES, 200)


def test_a_brand_sees_every_page_of_its_own(office: Office) -> None:
    client = client_of(office.people["bea"])
    assert {url: client.get(url).status_code for url in BRAND_PAGES} == dict.fromkeys(BRAND_PAGES, 200)


@pytest.mark.parametrize(("pages", "portal"), [(STORE_PAGES, "store"), (BRAND_PAGES, "brand")])
def test_no_other_role_sees_a_portal(office: Office, pages: list[str], portal: str) -> None:
    for name in OTHERS[portal]:
        client = client_of(office.people[name])
        assert {client.get(url).status_code for url in pages} == {403}


def test_the_public_is_sent_to_the_login_page(office: Office) -> None:
    for url in [*STORE_PAGES, *BRAND_PAGES, "/tokens/", "/tokens/actions/"]:
        answer = Client().get(url)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/"), url


def test_what_belongs_to_another_store_is_not_there(office: Office) -> None:
    client = client_of(office.people["hana"])
    application, document, decision = office.application.pk, office.document.pk, office.decision.pk
    before = (restrictions(), Appeal.objects.count(), Document.objects.count(), Decision.objects.count())
    for url in (
        f"/store/applications/{application}/",
        f"/store/papers/{document}/file",
        f"/store/decisions/{decision}/",
        f"/store/decisions/{decision}/receipt",
        f"/store/decisions/{decision}/opening",
        "/store/listings/one/c-1/",
        f"/store/applications/{uuid.uuid4()}/",
    ):
        assert client.get(url).status_code == 404, url
    for url in (
        f"/store/applications/{application}/papers/",
        f"/store/papers/{document}/replace/",
        f"/store/decisions/{decision}/appeal/",
    ):
        assert client.post(url, {"text": "It is ours."}).status_code == 404, url
    assert (restrictions(), Appeal.objects.count(), Document.objects.count(), Decision.objects.count()) == before


def test_what_another_brand_is_asked_is_not_there(office: Office) -> None:
    from assay.records.models import Brand

    client = rival(Role.BRAND, brand=Brand.objects.get(pk="plainware"))
    question = open_question(office)
    assert client.get(f"/brand/inquiries/{question.pk}/").status_code == 404
    answer = client.post(f"/brand/inquiries/{question.pk}/answer/", {"confirmed": "yes"})
    question.refresh_from_db()
    assert (answer.status_code, question.state) == (404, InquiryState.OPEN)


def test_a_brand_cannot_answer_what_its_dealer_is_asked(office: Office) -> None:
    client = client_of(office.people["bea"])
    question = open_question(office, asked=Asked.ISSUER)
    assert client.get(f"/brand/inquiries/{question.pk}/").status_code == 404
    answer = client.post(f"/brand/inquiries/{question.pk}/answer/", {"confirmed": "yes"})
    question.refresh_from_db()
    assert (answer.status_code, question.state) == (404, InquiryState.OPEN)


def test_a_message_of_another_party_cannot_be_marked_as_read(office: Office) -> None:
    mine = Message.objects.filter(store=office.careless).first()
    assert mine is not None
    client_of(office.people["hana"]).post("/store/inbox/read/", {"message": mine.pk})
    mine.refresh_from_db()
    assert mine.read_at is None
    client_of(office.people["carla"]).post("/store/inbox/read/", {"message": mine.pk})
    mine.refresh_from_db()
    assert mine.read_at == AT


def test_reading_all_empties_the_count_of_unread_messages(office: Office) -> None:
    client = client_of(office.people["carla"])
    message.tell(to=office.careless, kind="listing_back", at=AT, listing="c-1", title="<b>Bag</b>")
    message.deliver(at=AT)
    page = client.get("/store/inbox/").content.decode()
    assert "&lt;b&gt;Bag&lt;/b&gt;" in page and "<b>Bag" not in page
    assert client.post("/store/inbox/read/").status_code == 302
    assert not Message.objects.filter(store=office.careless, read_at__isnull=True).exists()


def test_a_form_without_its_token_is_refused_and_changes_nothing(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.people["carla"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/store/decisions/{office.decision.pk}/appeal/", {"text": "It is ours."})
    assert (answer.status_code, Appeal.objects.count()) == (403, 1)


def test_the_overview_says_what_is_due_and_what_the_points_lead_to(office: Office) -> None:
    page = client_of(office.people["carla"]).get("/store/").content.decode()
    for words in (
        "Your store is open",
        "Proof for Aurelle",
        "Our answer to your appeal",
        "12</strong> of 48",
        "At 24 points",
    ):
        assert words in page, words


def test_an_application_shows_what_was_found_and_what_mends_it(office: Office) -> None:
    office.application.state = "refused"
    office.application.save()
    page = client_of(office.people["carla"]).get(f"/store/applications/{office.application.pk}/").content.decode()
    for words in (
        "The register does not know the issuer",
        "Net and tax do not add up to the gross total",
        "Ask the issuer for an invoice whose sums hold.",
        f"/store/papers/{office.document.pk}/replace/",
    ):
        assert words in page, words


def test_a_receipt_is_saved_as_a_file_and_its_opening_opens_only_its_own_entry(office: Office) -> None:
    client = client_of(office.people["carla"])
    handed_in = Decision.objects.get(kind="hand_in", store=office.careless)
    receipt = client.get(f"/store/decisions/{handed_in.pk}/receipt")
    assert receipt.status_code == 200
    assert receipt["Content-Disposition"] == f'attachment; filename="receipt-{str(handed_in.pk)[:8]}.txt"'
    opening = client.get(f"/store/decisions/{handed_in.pk}/opening").json()
    assert opening["case"] == ["application", str(office.application.pk)]


def test_a_seller_gets_back_the_very_file_that_he_handed_in(office: Office) -> None:
    from tests.web.office import invoice_pdf

    answer = client_of(office.people["carla"]).get(f"/store/papers/{office.document.pk}/file")
    assert (answer.content, answer["Content-Type"]) == (invoice_pdf(), "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_listing_shows_why_it_was_taken_off(office: Office) -> None:
    page = client_of(office.people["carla"]).get("/store/listings/one/c-1/").content.decode()
    assert "It was taken off." in page
    assert "The title offers Aurelle far below its price." in page
    assert f"/store/decisions/{office.decision.pk}/" in page


def test_the_state_that_the_database_filters_by_is_the_state_that_the_regime_derives(office: Office) -> None:
    from assay.records.queries.states import in_listing_state, state_of_listing
    from assay.regime.restriction import ListingState

    for state in ListingState:
        found = set(Listing.objects.filter(in_listing_state(state, at=AT)).values_list("pk", flat=True))
        assert found == {x.pk for x in Listing.objects.all() if state_of_listing(x, at=AT) is state}


def test_every_page_behind_a_button_of_a_message_exists() -> None:
    from django.urls import reverse

    from assay.web.messages import templates

    pages = {t.page for t in templates().values() if t.page}
    for page in pages:
        assert reverse(page).startswith("/"), page
