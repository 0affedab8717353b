"""What the operator sees and decides: queues by due time, papers beside findings, steps against a store, appeals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STORY
from tests.web.office import Office

from assay.actions.message import tell
from assay.records.models import Appeal, Campaign, Decision, Document, Listing, Restriction, Store, StoreApproval
from assay.regime.moves import ApplicationState

Enter = Callable[[str | None], Client]


def test_the_queue_counts_what_is_overdue_and_marks_it(enter: Enter, office: Office) -> None:
    page = enter("vera").get(reverse("desk_applications"))
    assert [a.pk for a in page.context["page"].rows] == [office.application.pk]
    assert page.context["waiting"].applications_overdue.n == 0
    office.application.first_answer_due = STORY - timedelta(days=1)
    office.application.save()
    page = enter("vera").get(reverse("desk_applications"))
    assert page.context["waiting"].applications_overdue.n == 1
    assert 'class="rises"' in page.content.decode()


def test_the_application_that_is_due_first_stands_on_top(enter: Enter, office: Office) -> None:
    from assay.records.models import Application

    later = office.application
    sooner = Application.objects.create(
        store=office.fake,
        brand=office.aurelle,
        lane="proof",
        state=ApplicationState.IN_REVIEW,
        handed_in_at=STORY,
        first_answer_due=later.first_answer_due - timedelta(hours=1),
        last_answer_due=later.last_answer_due,
    )
    rows = enter("vera").get(reverse("desk_applications")).context["page"].rows
    assert [a.pk for a in rows] == [sooner.pk, later.pk]


@pytest.mark.parametrize("query", [{"state": "nonsense"}, {"after": "nonsense"}])
def test_a_queue_that_is_not_there_is_refused_in_words(enter: Enter, query: dict[str, str]) -> None:
    answer = enter("vera").get(reverse("desk_applications"), query)
    assert answer.status_code == 422
    assert "Where:" in answer.content.decode()


def test_the_case_shows_findings_with_their_place_on_the_page(enter: Enter, office: Office) -> None:
    page = enter("vera").get(reverse("desk_application", args=[office.application.pk]))
    case = page.context["case"]
    assert [(f.reason, f.weight) for f in case.findings] == [
        ("GROSS_TOTAL_WRONG", "refuse"),
        ("ISSUER_UNKNOWN", "refer"),
    ]
    assert (page.context["shown"].width, page.context["shown"].height) == (595.0, 842.0)
    gross = [f.mark for f in case.findings if f.reason == "GROSS_TOTAL_WRONG"]
    box = next(b for b in page.context["boxes"] if gross[0] in b.marks)
    assert (box.x, box.y, box.height, box.wrong) == (58.5, 296.5, 18.0, True)
    assert f'data-mark="{" ".join(box.marks)}"' in page.content.decode()


def test_the_verifier_sees_how_the_file_looked_before_it_was_changed(enter: Enter, office: Office) -> None:
    """A file that was changed after it was made shows both: what was handed in with its boxes, and what it was."""
    document = office.document
    document.reading = {**document.reading, "revisions": 2, "earlier": ["Gross EUR 1018.00"]}
    document.save()
    url = reverse("desk_application", args=[office.application.pk])
    now = enter("vera").get(url).content.decode()
    assert "Before it was changed" in now
    assert "Look at the earlier one above." in now
    then = enter("vera").get(url, {"revision": "1"})
    # The file of this office was never really changed: that there is nothing to show is said, and nothing breaks.
    assert "This paper has no such revision." in then.content.decode()
    assert then.context["boxes"] == ()


def test_the_case_shows_what_the_brand_said_and_where_the_paper_was_seen_before(enter: Enter, office: Office) -> None:
    page = enter("vera").get(reverse("desk_application", args=[office.application.pk]))
    text = page.content.decode()
    assert "Our dealer in Paris has never issued this number." in text
    earlier = page.context["case"].earlier
    assert [(e.document.application.store_id, e.kinds, e.differs) for e in earlier] == [
        ("honest-bags", ("the same number and issuer",), True)
    ]


def test_a_field_that_the_reader_doubts_is_shown_as_unsure(enter: Enter, office: Office) -> None:
    page = enter("vera").get(reverse("desk_application", args=[office.application.pk]))
    assert [f.name for f in page.context["fields"] if f.unsure] == ["Issuer VAT number"]


def test_the_page_of_a_paper_is_a_picture_and_its_file_is_only_saved(enter: Enter, office: Office) -> None:
    client = enter("vera")
    picture = client.get(reverse("desk_page", args=[office.document.pk, 1]))
    assert picture["Content-Type"] == "image/png"
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    saved = client.get(reverse("desk_paper", args=[office.document.pk]))
    assert saved["Content-Disposition"].startswith("attachment")
    assert "sandbox" in saved["Content-Security-Policy"]
    assert client.get(reverse("desk_page", args=[office.document.pk, 2])).status_code == 404
    assert client.get(reverse("desk_page", args=[office.document.pk, 0])).status_code == 404


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 and nothing", "cannot be opened"),
        (b"<Invoice/>", "data without a page"),
        (b"\x89PNG\r\n\x1a\n broken", "cannot be opened"),
        (b"just words", "cannot be opened"),
    ],
)
def test_a_paper_that_cannot_be_drawn_says_so_and_the_case_goes_on(
    enter: Enter, office: Office, data: bytes, says: str
) -> None:
    from assay.outside import files

    Document.objects.filter(pk=office.document.pk).update(sha256=files.put(data))
    page = enter("vera").get(reverse("desk_application", args=[office.application.pk]))
    assert page.status_code == 200
    assert says in page.content.decode()
    assert "Settle it" in page.content.decode()


@pytest.mark.parametrize(
    ("form", "where"),
    [({}, "accept"), ({"accept": "maybe", "reason": "x"}, "accept"), ({"accept": "no", "reason": "  "}, "reason")],
)
def test_an_application_is_never_settled_without_answer_and_reason(
    enter: Enter, office: Office, form: dict[str, str], where: str
) -> None:
    before = Decision.objects.count()
    answer = enter("vera").post(reverse("desk_application_settle", args=[office.application.pk]), form)
    assert answer.status_code == 422
    assert f"Where: <code>{where}</code>" in answer.content.decode()
    assert Decision.objects.count() == before


def test_a_verifier_refuses_and_the_store_reads_why(enter: Enter, office: Office) -> None:
    client = enter("vera")
    url = reverse("desk_application_settle", args=[office.application.pk])
    answer = client.post(url, {"accept": "no", "reason": "The sums do not hold."}, follow=True)
    assert answer.status_code == 200
    office.application.refresh_from_db()
    assert office.application.state == ApplicationState.REFUSED
    settled = Decision.objects.get(kind="settle", subject_id=str(office.application.pk))
    assert (settled.by, settled.facts["reason"]) == (office.people["vera"], "The sums do not hold.")
    assert "Settle it" not in answer.content.decode()


def test_what_was_settled_once_is_not_settled_again(enter: Enter, office: Office) -> None:
    url = reverse("desk_application_settle", args=[office.application.pk])
    enter("vera").post(url, {"accept": "no", "reason": "The sums do not hold."})
    before = Decision.objects.count()
    assert enter("vera").post(url, {"accept": "no", "reason": "Again."}).status_code == 409
    assert Decision.objects.count() == before


def test_a_settled_decision_replays_to_the_same(enter: Enter, office: Office) -> None:
    enter("vera").post(
        reverse("desk_application_settle", args=[office.application.pk]), {"accept": "no", "reason": "Sums."}
    )
    settled = Decision.objects.get(kind="settle", subject_id=str(office.application.pk))
    page = enter("edda").get(reverse("desk_decision", args=[settled.pk]))
    assert page.context["replay"]["tone"] == "good"
    assert "comes out the same" in page.content.decode()


def test_held_listings_wait_with_their_words_marked(enter: Enter, office: Office) -> None:
    page = enter("vera").get(reverse("desk_listings"))
    ((row, title),) = page.context["rows"]
    assert row.pk == office.held.pk
    assert [(p.text, p.why) for p in title if p.why] == [
        ("A.u.r.e.l.l.e", "trades on aurelle, spread with signs"),
        ("1:1", "a word that admits or evades"),
    ]
    assert "".join(p.text for p in title) == office.held.title


def test_a_listing_shows_the_signals_that_held_it(enter: Enter, office: Office) -> None:
    page = enter("enno").get(reverse("desk_listing", args=[office.held.pk]))
    assert ("Share of the reference price", "6%") in page.context["evidence"]
    assert page.context["may_settle"] is False


@pytest.mark.parametrize(("keep", "kinds"), [("yes", set()), ("no", {"remove"})])
def test_a_verifier_settles_a_held_listing(enter: Enter, office: Office, keep: str, kinds: set[str]) -> None:
    url = reverse("desk_listing_settle", args=[office.held.pk])
    assert enter("vera").post(url, {"keep": keep, "reason": "Seen."})["Location"] == reverse("desk_listings")
    active = Restriction.objects.filter(listing=office.held, lifted_at__isnull=True)
    assert {r.kind for r in active} == kinds


def test_a_listing_that_waits_for_nothing_cannot_be_settled(enter: Enter, office: Office) -> None:
    on_offer = Listing.objects.get(listing_id="h-1")
    answer = enter("vera").post(reverse("desk_listing_settle", args=[on_offer.pk]), {"keep": "no", "reason": "x"})
    assert answer.status_code == 409
    assert not Restriction.objects.filter(listing=on_offer).exists()


def test_a_store_shows_points_ladder_and_statements(enter: Enter, office: Office) -> None:
    page = enter("enno").get(reverse("desk_store", args=["trend-hk"]))
    assert page.context["points"] == 12
    assert [(s.step, t is not None) for s, t in page.context["ladder"]][:2] == [("warn", True), ("restrict", False)]
    assert "Goods that bear a mark without its owner" in page.content.decode()


def test_a_store_far_from_closure_gets_no_notice(enter: Enter, office: Office) -> None:
    answer = enter("enno").post(reverse("desk_store_notice", args=["trend-hk"]))
    assert answer.status_code == 403
    assert "the store has 12 points; closure needs 48" in answer.content.decode().lower()


def test_one_persons_agreement_closes_no_store(enter: Enter, office: Office) -> None:
    page = reverse("desk_store_agree", args=["trend-hk"])
    early = enter("enno").post(page)
    assert (early.status_code, StoreApproval.objects.count()) == (403, 0)
    assert "no notice of closure was given" in early.content.decode().lower()
    store = Store.objects.get(pk="trend-hk")
    tell(to=store, kind="store_closure_notice", at=STORY, caused_by=office.decision, points=48, days=30)
    answer = enter("enno").post(page, follow=True)
    assert "Still missing" in answer.content.decode()
    assert StoreApproval.objects.filter(store="trend-hk").count() == 1
    assert not Restriction.objects.filter(store="trend-hk", kind="close").exists()


@pytest.mark.parametrize(
    "form",
    [
        {"amount": "much", "currency": "EUR"},
        {"amount": "NaN", "currency": "EUR"},
        {"amount": "10", "currency": "EURO"},
        {"amount": "-5", "currency": "EUR"},
        {"amount": "0", "currency": "EUR"},
        {"amount": "1e30", "currency": "EUR"},
        {"amount": "1e999999", "currency": "EUR"},
        {"amount": "99999999999999999999", "currency": "EUR"},
        {"amount": "10.005", "currency": "EUR"},
        {"amount": "10", "currency": "QQQ"},
        {"amount": "10", "currency": "ＥＵＲ"},
        {},
    ],
)
def test_funds_are_held_only_in_a_named_amount(enter: Enter, office: Office, form: dict[str, str]) -> None:
    before = Restriction.objects.count()
    assert enter("enno").post(reverse("desk_store_hold", args=["trend-hk"]), form).status_code == 422
    assert Restriction.objects.count() == before


def test_an_enforcer_ends_a_right_with_ground_and_words(enter: Enter, office: Office) -> None:
    url = reverse("desk_right_revoke", args=[office.right.pk])
    assert enter("enno").post(url, {"ground": "forged_paper"}).status_code == 422
    assert enter("enno").post(url, {"ground": "because", "seen": "x"}).status_code == 422
    assert not Restriction.objects.filter(right=office.right).exists()
    answer = enter("enno").post(url, {"ground": "forged_paper", "seen": "The dealer disowns it."})
    assert answer["Location"] == reverse("desk_store", args=["honest-bags"])
    assert Restriction.objects.get(right=office.right).kind == "revoke"


def test_an_appeal_stands_beside_the_decision_that_it_is_against(enter: Enter, office: Office) -> None:
    page = enter("ada").get(reverse("desk_appeal", args=[office.appeal.pk]))
    text = page.content.decode()
    assert "These are our own bags." in text
    assert [r.listing_id for r in page.context["found"].binding] == [office.removed.pk]
    assert page.context["may_decide"] is True


def test_an_upheld_appeal_lifts_what_the_decision_caused(enter: Enter, office: Office) -> None:
    url = reverse("desk_appeal_decide", args=[office.appeal.pk])
    assert enter("ada").post(url, {"upheld": "yes", "reason": ""}).status_code == 422
    assert Appeal.objects.get().state == "open"
    enter("ada").post(url, {"upheld": "yes", "reason": "The invoice is genuine."})
    assert Appeal.objects.get().state == "upheld"
    assert not Restriction.objects.filter(listing=office.removed, lifted_at__isnull=True).exists()
    assert enter("ada").post(url, {"upheld": "no", "reason": "Again."}).status_code == 403
    assert Appeal.objects.get().state == "upheld"


def test_a_campaign_is_announced_with_name_brands_and_date(enter: Enter, office: Office) -> None:
    form = {"name": "Proof by July", "brands": ["aurelle"], "due_on": "2016-07-01"}
    answer = enter("edda").post(reverse("desk_campaign_announce"), form)
    made = Campaign.objects.get(name="Proof by July")
    assert answer["Location"] == reverse("desk_campaign", args=[made.pk])
    assert {s.store_id for s in made.stores.all()} == {"trend-hk", "mirror-luxe"}


@pytest.mark.parametrize(
    ("change", "where", "status"),
    [
        ({"due_on": "soon"}, "due_on", 422),
        ({"due_on": "2016-05-21"}, "due_on", 422),
        ({"brands": []}, "campaign", 422),
        ({"name": " "}, "campaign", 422),
        ({"name": "Proof by May"}, "name", 409),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_and_what_was_typed_stays(
    enter: Enter, office: Office, change: dict[str, str], where: str, status: int
) -> None:
    form = {"name": "Proof by July", "brands": ["aurelle"], "due_on": "2016-07-01"} | change
    answer = enter("edda").post(reverse("desk_campaign_announce"), form)
    assert answer.status_code == status
    assert f"Where: <code>{where}</code>" in answer.content.decode()
    assert Campaign.objects.count() == 1


def test_the_clock_of_a_real_office_does_not_move(enter: Enter, settings: pytest.FixtureRequest) -> None:
    settings.ASSAY_DEMO = False  # type: ignore[attr-defined]
    assert enter("vera").post(reverse("desk_clock"), {"days": "3"}).status_code == 404


def test_the_clock_of_a_demonstration_moves_ahead(enter: Enter, settings: pytest.FixtureRequest) -> None:
    from assay.actions.clock import now

    settings.ASSAY_DEMO = True  # type: ignore[attr-defined]
    answer = enter("vera").post(reverse("desk_clock"), {"days": "3", "next": "/desk/appeals/"})
    assert answer["Location"] == "/desk/appeals/"
    assert now() == STORY + timedelta(days=3)


@pytest.mark.parametrize("days", ["0", "-1", "x", "999", "1.5", ""])
def test_the_clock_moves_by_whole_days_within_a_year(enter: Enter, settings: pytest.FixtureRequest, days: str) -> None:
    from assay.actions.clock import now

    settings.ASSAY_DEMO = True  # type: ignore[attr-defined]
    assert enter("vera").post(reverse("desk_clock"), {"days": days}).status_code == 422
    assert now() == STORY


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_a_form_never_leads_to_another_site(enter: Enter, settings: pytest.FixtureRequest, page: str) -> None:
    settings.ASSAY_DEMO = True  # type: ignore[attr-defined]
    assert enter("vera").post(reverse("desk_clock"), {"days": "1", "next": page})["Location"] == "/desk/"
