"""IACC 2016 through the web: an intermediary joins, brands quit, a conflict surfaces, the category is suspended, the projects go on."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.paths.scene import Clock, Scene

from assay.actions import coalition, log
from assay.records.models import Decision, Member, MemberVote, Project, ProjectPost
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Three brands, a board of four, an editor; the brands are founders."""
    stage = Scene(clock=Clock(datetime(2016, 4, 1, 9, tzinfo=UTC), monkeypatch))
    stage.person("edda", Role.EDITOR)
    for name in ("president", "carol", "dan", "eve"):
        stage.person(name, Role.BOARD)
    for name in ("aurel", "boreal", "corvo-x"):
        stage.brand(name, name.title())
        stage.post(
            "carol",
            "/coalition/apply/",
            member_id=name,
            name=name.title(),
            category="brand",
            brand=name,
            founding="yes",
        )
    return stage


def row_of(page: str, member: str) -> str:
    """The words of a member's row on the public page."""
    found = re.search(
        rf"<tr>\s*<td><strong>[^<]*</strong><br><small class=\"mono\">{member}</small>.*?</tr>", page, re.S
    )
    assert found, page
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def join(scene: Scene, *names: str) -> None:
    """These intermediaries apply under the general category, and two brands vote yes."""
    for name in names:
        scene.post("edda", "/coalition/apply/", member_id=name, name=name.title(), category="general")
        vote = MemberVote.objects.get(about=name)
        for who in ("aurel", "boreal"):
            scene.post(who, f"/coalition/votes/{vote.pk}/cast/", say="yes")
    scene.clock.to(2016, 4, 13)
    assert coalition.close_votes(at=scene.clock.at) == len(names)


def test_iacc_2016_through_the_web(scene: Scene) -> None:
    # The platform begins a project with one brand, and the brand hands a file into its thread.
    url = scene.post("edda", "/projects/begin/", name="Fakes of the spring collection", brand="aurel")
    file = SimpleUploadedFile("seen.pdf", PDF, "application/pdf")
    scene.post("aurel", f"{url}post/", text="These we found.", file=file)

    # On 13 April three intermediaries are members; they share data and do not vote.
    join(scene, "platform", "wisher", "resaler")
    page = scene.get("", "/coalition/")
    assert row_of(page, "platform") == (
        "Platform platform general admitted since 13 Apr 2016 paid until 12 Jul 2016 no yes yes admitted, not suspended"
    )
    assert page.count("2 yes, 0 no, of 3 who may vote") == 3

    # A brand quits in protest, by itself.
    scene.clock.to(2016, 4, 20)
    scene.post("aurel", "/coalition/quit/")
    assert row_of(scene.get("", "/coalition/"), "aurel").endswith("no no no membership is quit")

    # The president's shares surface; the register shows them as not declared, and he has no voice on the category.
    scene.clock.to(2016, 5, 12)
    shares = {"party": "platform", "kind": "shares", "since": "2015-01-01"}
    scene.post("carol", "/coalition/interests/", holder="president", **shares)
    scene.clock.to(2016, 5, 13)
    scene.post("carol", "/coalition/call/", about="category:general", question="suspend")
    call = MemberVote.objects.get(category="general")
    refused = scene.post("president", f"/coalition/votes/{call.pk}/cast/", say="no", status=403)
    assert "You have an interest in whom this is about" in refused
    assert "The vote still runs" in scene.post("carol", f"/coalition/votes/{call.pk}/close/", status=403)
    for who in ("carol", "dan", "eve"):
        assert "2 yes, 0 no, of 3 who may vote" in scene.get(who, "/coalition/work/")
        scene.post(who, f"/coalition/votes/{call.pk}/cast/", say="yes")
    scene.post("carol", f"/coalition/votes/{call.pk}/close/")

    # The category and its three members are suspended the same minute; the brands that stayed are not.
    page = scene.get("", "/coalition/")
    assert "The category general is suspended" in page
    for name in ("platform", "wisher", "resaler"):
        assert row_of(page, name).endswith("no no no the category general is suspended")
    assert row_of(page, "boreal").endswith("yes yes yes admitted, not suspended")
    assert "3 yes, 0 no, of 3 who may vote" in page
    assert "<dt>Recused</dt><dd>president</dd>" in page
    assert "surfaced otherwise" in page

    # The project goes on: both sides write, and the platform's people can save the brand's file.
    scene.post("aurel", f"{url}post/", text="We go on.")
    assert "We go on." in scene.get("edda", url)
    post = ProjectPost.objects.exclude(sha256="").get()
    answer = scene.browsers["edda"].get(f"{url}files/{post.pk}")
    assert (answer.content, answer["Content-Disposition"]) == (PDF, 'attachment; filename="seen.pdf"')

    # Reinstated in August, they have everything back; and every decision has its entry in the log.
    scene.clock.to(2016, 8, 1)
    scene.post("carol", "/coalition/call/", about="category:general", question="reinstate")
    again = MemberVote.objects.get(category="general", question="reinstate")
    for who in ("carol", "dan", "eve"):
        scene.post(who, f"/coalition/votes/{again.pk}/cast/", say="yes")
    scene.post("carol", f"/coalition/votes/{again.pk}/close/")
    assert row_of(scene.get("", "/coalition/"), "platform").endswith("no yes yes admitted, not suspended")
    log.sequence(at=scene.clock.at)
    assert Decision.objects.filter(log_leaf__isnull=True).count() == 0


def test_another_brand_finds_no_project_that_is_not_its_own(scene: Scene) -> None:
    url = scene.post("edda", "/projects/begin/", name="Ours", brand="aurel")
    assert "Ours" not in scene.get("boreal", "/projects/")
    scene.get("boreal", url, status=404)
    scene.post("boreal", f"{url}post/", status=404, text="Let me in.")
    scene.post("boreal", f"{url}end/", status=404)
    assert ProjectPost.objects.count() == 0
    assert Project.objects.get().ended_by_platform_at is None


def test_either_side_ends_a_project_and_its_thread_stays(scene: Scene) -> None:
    url = scene.post("aurel", "/projects/begin/", name="Ours")
    scene.post("aurel", f"{url}post/", text="One word.")
    scene.post("aurel", f"{url}end/")
    assert "This project has ended" in scene.post("edda", f"{url}post/", status=403, text="Too late.")
    page = scene.get("edda", url)
    assert ("One word." in page, "ended by the brand" in page, "Send" in page) == (True, True, False)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"member_id": "No Id", "name": "X", "category": "brand"}, "is no identifier"),
        ({"member_id": "x", "name": " ", "category": "brand"}, "A member needs a name"),
        ({"member_id": "x", "name": "X", "category": "pirates"}, "The charter has no category"),
        ({"member_id": "x", "name": "X", "category": "brand", "brand": "nobody"}, "There is no such brand"),
    ],
)
def test_an_application_that_cannot_be_entered_says_why_and_enters_nobody(
    scene: Scene, form: dict[str, str], said: str
) -> None:
    assert said in scene.post("edda", "/coalition/apply/", status=422, **form)
    assert Member.objects.count() == 3


@pytest.mark.parametrize(
    ("who", "form", "said"),
    [
        ("aurel", {"party": "nobody", "kind": "pay", "since": "2016-01-01"}, "There is no such member"),
        ("aurel", {"party": "boreal", "kind": "love", "since": "2016-01-01"}, "is no kind of interest"),
        ("aurel", {"party": "boreal", "kind": "pay", "since": "yesterday"}, "is no day"),
        ("aurel", {"party": "boreal", "kind": "pay", "since": "2999-01-01"}, "has not begun"),
        ("aurel", {"party": "aurel", "kind": "pay", "since": "2016-01-01"}, "Nobody has an interest in itself"),
        ("aurel", {"party": "boreal", "kind": "pay", "since": "2016-01-01", "holder": "dan"}, "your own interests"),
        ("edda", {"party": "aurel", "kind": "pay", "since": "2016-01-01", "holder": "ghost"}, "neither a member nor"),
    ],
)
def test_an_interest_that_cannot_stand_is_refused(scene: Scene, who: str, form: dict[str, str], said: str) -> None:
    assert said in scene.post(who, "/coalition/interests/", status=422, **form)
    assert "No interest stands in the register" in scene.get("", "/coalition/")
