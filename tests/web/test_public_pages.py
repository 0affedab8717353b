"""What everybody sees: the one question, listings, campaigns, the policy, the log. No personal data on any page."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.office import Office

from assay.actions import log
from assay.actions.policy import in_force
from assay.records.models import Listing, LogLeaf, Restriction
from assay.regime.terms import Ground
from assay.tlog.checkpoint import parse_checkpoint
from assay.tlog.proof import verify_inclusion
from assay.tlog.tree import leaf_hash

Enter = Callable[[str | None], Client]


def ask(client: Client, store: str, brand: str, **headers: str) -> str:
    answer = client.get(reverse("may"), {"store": store, "brand": brand}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("store", "brand", "word"),
    [
        ("Honest Bags", "Aurelle", "yes"),
        ("honest-bags", "AURELLE Paris", "yes"),
        ("Mirror Luxe", "Aurelle", "no"),
        ("Mirror Luxe", "Plainware", "not_needed"),
    ],
)
def test_the_one_question_has_one_answer(enter: Enter, store: str, brand: str, word: str) -> None:
    assert f'data-answer="{word}"' in ask(enter(None), store, brand)


def test_the_answer_names_scope_and_term_and_leads_to_the_log(enter: Enter, office: Office) -> None:
    page = ask(enter(None), "honest-bags", "aurelle")
    assert "04012345678901" in page
    assert "CN, HK" in page
    assert "20 May 2016" in page
    assert "20 May 2017" in page
    index = LogLeaf.objects.get(decision=office.right.caused_by).index
    assert reverse("log_entry", args=[index]) in page


def test_a_right_that_was_revoked_is_no_right_any_more(enter: Enter, office: Office) -> None:
    from tests.web.conftest import STORY

    from assay.actions.right import revoke

    revoke(right=office.right.pk, ground=Ground.FORGED_PAPER, seen="Forged.", by=office.people["enno"], at=STORY)
    page = ask(enter(None), "honest-bags", "aurelle")
    assert 'data-answer="no"' in page
    assert "revoked" in page


def test_words_that_fit_several_are_listed_to_choose_from(enter: Enter) -> None:
    page = ask(enter(None), "r", "aurelle")
    assert "Which store?" in page
    assert "Mirror Luxe" in page
    assert "Trend HK" in page
    assert "data-answer" not in page


@pytest.mark.parametrize(
    ("store", "brand", "says"),
    [
        ("Nowhere", "Aurelle", "No store of this name"),
        ("Honest Bags", "Nothing", "No brand of this name"),
        ("", "", "Name a store and a brand"),
        ("%_", "Aurelle", "No store of this name"),
        ("' OR 1=1 --", "Aurelle", "No store of this name"),
        ("x" * 5000, "Aurelle", "No store of this name"),
    ],
)
def test_words_that_fit_nothing_get_a_plain_answer(enter: Enter, store: str, brand: str, says: str) -> None:
    assert says in ask(enter(None), store, brand)


def test_what_a_visitor_types_is_shown_as_text_and_never_run(enter: Enter) -> None:
    page = ask(enter(None), "<script>alert(1)</script>", "aurelle")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_a_live_question_brings_the_answer_alone(enter: Enter) -> None:
    page = ask(enter(None), "honest-bags", "aurelle", **{"HX-Request": "true", "HX-Target": "answer"})
    assert 'data-answer="yes"' in page
    assert "<html" not in page


def test_a_listing_off_offer_says_since_when_and_why(enter: Enter, office: Office) -> None:
    page = enter(None).get(reverse("listing", args=["trend-hk", "c-1"])).content.decode()
    assert 'data-answer="removed"' in page
    assert "20 May 2016, 09:00 UTC" in page
    assert "Reg. (EU) 2017/1001 Art. 9" in page


def test_a_listing_that_is_not_there_is_not_found(enter: Enter) -> None:
    assert enter(None).get(reverse("listing", args=["trend-hk", "c-2"])).status_code == 404


@pytest.mark.parametrize("store", ["trend-hk", "honest-bags", "mirror-luxe"])
def test_no_public_page_tells_who_stands_behind_a_store(enter: Enter, office: Office, store: str) -> None:
    client = enter(None)
    pages = [
        ask(client, store, "aurelle"),
        client.get(reverse("home")).content.decode(),
        client.get(reverse("campaign", args=[office.campaign.pk])).content.decode(),
        client.get(reverse("log")).content.decode(),
    ]
    pages += [client.get(reverse("log_entry", args=[leaf.index])).content.decode() for leaf in LogLeaf.objects.all()]
    row = Listing.objects.filter(store=store).get()
    pages.append(client.get(reverse("listing", args=[store, row.listing_id])).content.decode())
    private = ["Hong Kong Trend Ltd", "Queen", "Carla", "Hana", "Vera", "Prüfer", "LD-2016-0417", "own bags"]
    assert [word for word in private for page in pages if word in page] == []


def test_the_front_page_counts_what_was_done(enter: Enter) -> None:
    page = enter(None).get(reverse("home"))
    figures = page.context["figures"]
    assert (figures.brands, figures.stores, figures.rights_in_force) == (1, 3, 1)
    assert (figures.listings, figures.off_offer, figures.waiting, figures.overdue) == (3, 2, 1, 0)
    assert figures.log_entries == LogLeaf.objects.count()


def test_a_campaign_is_public_in_numbers(enter: Enter, office: Office) -> None:
    line = enter(None).get(reverse("campaign", args=[office.campaign.pk])).context["line"]
    assert (line.told, line.answered, line.late, line.removed, line.waiting) == (2, 0, 0, 0, 2)


def test_the_policy_in_force_is_shown_word_for_word(enter: Enter) -> None:
    policy = in_force()
    for name, text in policy.texts:
        page = enter(None).get(reverse("policy"), {"part": name})
        assert page.context["part"].text == text
        assert policy.version in page.content.decode()


def test_an_old_policy_is_shown_with_what_has_changed_since(enter: Enter, office: Office) -> None:
    from tests.web.conftest import STORY

    from assay.policy.load import version_of
    from assay.records.models import PolicyVersion

    texts = dict(in_force().texts)
    texts["document"] = texts["document"].replace("max_age_days = 365", "max_age_days = 180")
    old = PolicyVersion.objects.create(version=version_of(texts), texts=texts, in_force_from=STORY)
    page = enter(None).get(reverse("policy_version", args=[old.version])).content.decode()
    assert "-max_age_days = 180" in page
    assert "+max_age_days = 365" in page
    assert "no longer in force" in page


@pytest.mark.parametrize("version", ["0" * 64, "abc", "%25"])
def test_a_policy_that_never_was_is_not_found(enter: Enter, version: str) -> None:
    assert enter(None).get(f"/policy/{version}/").status_code == 404


def test_an_entry_is_shown_with_a_proof_that_holds(enter: Enter, office: Office) -> None:
    leaf = LogLeaf.objects.get(decision=office.decision)
    page = enter(None).get(reverse("log_entry", args=[leaf.index]))
    checkpoint = parse_checkpoint(page.context["note"].split("\n\n")[0] + "\n")
    verify_inclusion(
        leaf=leaf_hash(bytes(leaf.entry)),
        index=leaf.index,
        size=checkpoint.size,
        proof=[base64.b64decode(h) for h in page.context["proof"]],
        root=checkpoint.root,
    )


def test_a_case_has_its_public_trail(enter: Enter, office: Office) -> None:
    entry = enter(None).get(reverse("log_entry", args=[LogLeaf.objects.get(decision=office.decision).index]))
    trail = enter(None).get(reverse("log_case", args=[entry.context["entry"].fields["case"]])).context["rows"]
    assert [(e.fields["kind"], e.fields["event"]) for e in trail] == [("restriction", "imposed"), ("store", "warned")]


def test_an_overdue_promise_shows_as_a_missing_answer(enter: Enter, office: Office) -> None:
    office.application.last_answer_due = office.application.handed_in_at
    office.application.first_answer_due = office.application.handed_in_at
    office.application.save()
    from tests.web.conftest import STORY

    from assay.records.queries.log import overdue_promises

    assert overdue_promises(at=STORY) == ()
    office.application.last_answer_due = STORY.replace(day=19)
    office.application.save()
    assert [p.kind for p in overdue_promises(at=STORY)] == ["application"]
    assert "Overdue promises" in enter(None).get(reverse("log")).content.decode()


def test_the_files_of_the_log_are_served_as_they_lie_on_the_disk(enter: Enter) -> None:
    client = enter(None)
    answer = client.get("/log/checkpoint")
    assert b"".join(answer.streaming_content) == (log.folder() / "checkpoint").read_bytes()  # type: ignore[attr-defined]
    tile = next((log.folder() / "tile" / "0").rglob("*"), None)
    paths = [p for p in (log.folder() / "tile").rglob("*") if p.is_file()]
    assert tile is not None
    assert paths
    for path in paths:
        answer = client.get("/log/" + path.relative_to(log.folder()).as_posix())
        assert b"".join(answer.streaming_content) == path.read_bytes()  # type: ignore[attr-defined]
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/log/tile/../keys/log.key", "/log/tile/0/..%2f..%2fkeys/log.key", "/log/keys/log.key", "/log/tile/0/999"]
)
def test_no_other_file_comes_out_of_the_logs_folder(enter: Enter, path: str) -> None:
    assert enter(None).get(path).status_code == 404


@pytest.mark.parametrize("q", ["3", "#3"])
def test_a_number_leads_to_its_entry(enter: Enter, q: str) -> None:
    assert enter(None).get(reverse("log"), {"q": q})["Location"] == "/log/entries/3/"


@pytest.mark.parametrize("index", [10**6, 2**63, 10**15])
def test_an_entry_that_is_not_there_is_not_found(enter: Enter, index: int) -> None:
    assert enter(None).get(f"/log/entries/{index}/").status_code == 404


def test_without_a_demonstration_nobody_enters_with_one_click(enter: Enter, settings: pytest.FixtureRequest) -> None:
    settings.ASSAY_DEMO = False  # type: ignore[attr-defined]
    client = enter(None)
    assert client.post(reverse("demo_login"), {"username": "vera"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_a_demonstration_one_click_leads_to_the_desk(enter: Enter, settings: pytest.FixtureRequest) -> None:
    settings.ASSAY_DEMO = True  # type: ignore[attr-defined]
    client = enter(None)
    page = client.get(reverse("account_login")).content.decode()
    assert 'value="vera"' in page
    answer = client.post(reverse("demo_login"), {"username": "vera"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk")


@pytest.mark.parametrize("address", ["10.0.0.7", "::ffff:8.8.8.8", "", "nonsense"])
def test_a_demonstration_lets_nobody_in_from_another_machine(
    enter: Enter, settings: pytest.FixtureRequest, address: str
) -> None:
    settings.ASSAY_DEMO = True  # type: ignore[attr-defined]
    answer = enter(None).post(reverse("demo_login"), {"username": "vera"}, REMOTE_ADDR=address)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("vera", "desk"),
        ("bea", "brand"),
        ("hana", "store"),
        ("mara", "marketplace"),
        ("ange", "brand_notices"),
        (None, "home"),
    ],
)
def test_who_logs_in_starts_on_the_pages_of_his_role(enter: Enter, name: str | None, page: str) -> None:
    assert enter(name).get(reverse("start"))["Location"] == reverse(page)


def test_a_password_opens_the_door_and_a_wrong_one_does_not(enter: Enter) -> None:
    client = enter(None)
    wrong = client.post(reverse("account_login"), {"login": "vera", "password": "vera-vera-13"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session
    right = client.post(reverse("account_login"), {"login": "vera", "password": "vera-vera-12"})
    assert right["Location"] == reverse("start")


def test_nobody_opens_an_account_on_his_own(enter: Enter) -> None:
    client = enter(None)
    client.post("/accounts/signup/", {"username": "eve", "password1": "eve-eve-eve-12", "password2": "eve-eve-eve-12"})
    from assay.records.models import Person

    assert not Person.objects.filter(username="eve").exists()
    assert Restriction.objects.count() == 2
