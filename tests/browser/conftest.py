"""A browser of the system for the tests that look at pages; without one they are reported as skipped by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import chromium_path
from tests.web.conftest import STORY, StoryTime

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.office import Office

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield made
        made.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def office(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Office:
    """The small office of the tests of the pages, as a demonstration."""
    from tests.web.office import build

    settings.ASSAY_DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr("assay.actions.clock.datetime", StoryTime)
    return build(at=STORY)


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(browser: Browser, office: Office, live_server: Any) -> Iterator[Visit]:
    """Open a page as one of the people (None: the public). What the browser complains of fails the test at its end."""
    complaints: list[str] = []
    contexts = []

    def opened(name: str | None = None, *, dark: bool = False, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("requestfailed", lambda lost: complaints.append(f"{page.url}: {lost.url} failed"))
        if name is not None:
            page.goto("/accounts/login/")
            page.locator(f'form:has(input[value="{name}"]) button').click()
            page.wait_for_url(lambda url: "/accounts/" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def audit(page: Page) -> list[str]:
    """What somebody with a keyboard, a screen reader or weak eyes would stumble over."""
    found: list[str] = page.evaluate(AUDIT)
    return [f"{page.url}: {one}" for one in found]
