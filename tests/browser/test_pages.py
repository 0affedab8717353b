"""The pages in a real browser: they render without errors, in light and dark, on a telephone, by keyboard, and for weak eyes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import audit

from assay.records.models import Inquiry

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.web.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.long]
Visit = Callable[..., "Page"]


def pages_of(name: str | None, office: Office) -> list[str]:
    """The pages of one person, those that have something to show."""
    return {
        None: [
            "/",
            "/may/",
            "/may/?store=honest-bags&brand=aurelle",
            "/may/?store=mirror-luxe&brand=aurelle",
            "/may/?store=r&brand=aurelle",
            "/may/?store=nobody&brand=aurelle",
            "/listings/trend-hk/c-1/",
            "/campaigns/",
            f"/campaigns/{office.campaign.pk}/",
            "/policy/",
            "/policy/?part=store",
            "/policy/?part=listing",
            f"/policy/{office.decision.policy_id}/",
            "/log/",
            "/log/entries/2/",
            "/accounts/login/",
        ],
        "vera": [
            "/desk/",
            "/desk/applications/",
            "/desk/applications/?state=refused",
            f"/desk/applications/{office.application.pk}/",
            "/desk/listings/",
            f"/desk/listings/{office.held.pk}/",
            f"/desk/decisions/{office.decision.pk}/",
        ],
        "enno": [
            "/desk/",
            "/desk/stores/",
            "/desk/stores/?q=zzz",
            "/desk/stores/trend-hk/",
            "/desk/stores/honest-bags/",
        ],
        "ada": ["/desk/appeals/", f"/desk/appeals/{office.appeal.pk}/"],
        "edda": ["/desk/campaigns/", f"/desk/campaigns/{office.campaign.pk}/"],
        "carla": [
            "/store/",
            "/store/apply/",
            "/store/applications/",
            f"/store/applications/{office.application.pk}/",
            "/store/rights/",
            "/store/listings/",
            "/store/listings/one/c-1/",
            "/store/feed/",
            "/store/restrictions/",
            f"/store/decisions/{office.decision.pk}/",
            "/store/appeals/",
            "/store/inbox/",
            "/notices/received/",
            "/tokens/",
        ],
        "bea": [
            "/brand/",
            "/brand/inquiries/",
            f"/brand/inquiries/{Inquiry.objects.values_list('pk', flat=True)[0]}/",
            "/brand/stores/",
            "/brand/listings/",
            "/brand/campaigns/",
            "/brand/register/",
            "/brand/register/names/",
            "/brand/register/dealers/",
            "/brand/inbox/",
            "/notices/filed/",
            "/notices/file/",
        ],
    }[name]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", [None, "vera", "enno", "ada", "edda", "carla", "bea"])
def test_pages_can_be_read_by_everybody(visit: Visit, office: Office, name: str | None, dark: bool) -> None:
    page, found = visit(name, dark=dark), []
    for url in pages_of(name, office):
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        found += audit(page)
    assert found == []


@pytest.mark.parametrize("name", [None, "vera", "enno", "ada", "carla", "bea"])
def test_pages_fit_a_telephone(visit: Visit, office: Office, name: str | None) -> None:
    page = visit(name, width=360)
    wide = []
    for url in pages_of(name, office):
        page.goto(url)
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth + 1"):
            wide.append(url)
    assert wide == []


@pytest.mark.parametrize(("name", "url"), [(None, "/"), ("vera", "case"), ("enno", "/desk/stores/trend-hk/")])
def test_everything_on_a_page_is_reached_by_keyboard_and_shows_it(
    visit: Visit, office: Office, name: str | None, url: str
) -> None:
    page = visit(name)
    page.goto(f"/desk/applications/{office.application.pk}/" if url == "case" else url)
    wanted = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
          const live = all.filter((e) => e.checkVisibility() && !e.disabled && (!e.closest("details:not([open])") || e.tagName === "SUMMARY"));
          // Of a group of radio buttons one is a stop; the arrows lead to the others.
          const groups = new Set();
          return live.filter((e) => e.type !== "radio" || (!groups.has(e.name) && groups.add(e.name))).map((e, i) => (e.dataset.stop = i));
        }"""
    )
    reached, unseen = set(), []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        stop, outline = page.evaluate(
            "() => [document.activeElement.dataset.stop, parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
        )
        if stop is not None:
            reached.add(int(stop))
            if outline < 2:
                unseen.append(stop)
    assert set(wanted) - reached == set()
    assert unseen == []


def test_the_first_stop_skips_to_the_content(visit: Visit, office: Office) -> None:
    page = visit()
    page.goto("/log/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_finding_lights_its_place_on_the_page(visit: Visit, office: Office) -> None:
    page = visit("vera")
    page.goto(f"/desk/applications/{office.application.pk}/")
    page.get_by_role("heading", name="Net and tax do not add up").hover()
    assert page.locator(".paper rect.lit").count() == 1
    box = page.locator(".paper rect.lit").bounding_box()
    sheet = page.locator(".paper").bounding_box()
    assert box is not None
    assert sheet is not None
    assert (box["y"] - sheet["y"]) / sheet["height"] == pytest.approx(296.5 / 842, abs=0.01)


def test_the_question_is_answered_while_it_is_typed(visit: Visit, office: Office) -> None:
    page = visit()
    page.goto("/may/")
    page.get_by_role("textbox", name="Store").fill("Honest Bags")
    page.get_by_role("textbox", name="Brand").fill("Aurelle")
    page.locator('[data-answer="yes"]').wait_for()
    assert "store=Honest" in page.url


def test_the_question_is_answered_without_any_script(browser: object, office: Office, live_server: object) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/")
    page.get_by_role("textbox", name="Store").fill("Honest Bags")
    page.get_by_role("textbox", name="Brand").fill("Aurelle")
    page.get_by_role("button", name="Ask").click()
    assert page.locator('[data-answer="yes"]').count() == 1
    context.close()


def test_a_verifier_settles_a_case_with_the_keyboard_alone(visit: Visit, office: Office) -> None:
    page = visit("vera")
    page.goto(f"/desk/applications/{office.application.pk}/")
    page.get_by_label("Refuse", exact=False).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("The sums on the invoice do not hold.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Refused; the store is told why.").wait_for()
    assert page.locator("#settle").count() == 0
