"""How do the pictures of the README and the tutorial come about?

A walk through a running demonstration, as the tutorial leads it, photographs each step. Start one with `make demo`, then
`python docs/pictures.py http://localhost:8000`. Needs Chromium; it accepts one application of that demonstration.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).parent / "images"
SIZE = ViewportSize(width=1180, height=760)
WHY = "The dealer is enrolled, the brand confirms, and the sums hold."


def take(base: str, *, into: Path = IMAGES) -> None:
    """Take every picture anew."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium") or which("chromium-browser"), args=["--no-sandbox"]
        )
        _public(browser, base, into)
        _verifier(browser, base, into)
        _enforcer(browser, base, into)
        browser.close()


def _public(browser: Browser, base: str, into: Path) -> None:
    page = _as(browser, base)
    page.goto("/")
    _keep(page, into / "front-page.png")


def _verifier(browser: Browser, base: str, into: Path) -> None:
    page = _as(browser, base, "vera")
    page.goto("/desk/applications/")
    _keep(page, into / "queue.png")
    _open(page, proposal="Refuse", finding="The page and the embedded data say different things")
    _keep(page, into / "case.png")
    page.goto("/desk/applications/")
    _open(page, proposal="Accept")
    _keep(page, into / "case-accepted.png")
    store, brand = page.locator("h1").inner_text().split(" applies to sell ")
    form = page.locator("#settle")
    form.locator('input[name="accept"][value="yes"]').check()
    form.locator("textarea").fill(WHY)
    form.evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 145)")
    _keep(page, into / "settle.png")
    form.get_by_role("button", name="Settle", exact=True).click()
    page.locator('a[href*="/desk/decisions/"]').last.click()
    entry = page.get_by_role("link", name="entry")
    while not entry.count() or page.get_by_text("waiting").count():  # the log and the post take a second or two
        page.wait_for_timeout(500)
        page.reload()
    _keep(page, into / "decision.png")
    entry.first.click()
    _keep(page, into / "log-entry.png")
    page.goto("/may/")
    page.get_by_role("textbox", name="Store").fill(store)
    page.get_by_role("textbox", name="Brand").fill(brand)
    page.get_by_role("button", name="Ask", exact=True).click()
    _keep(page, into / "answer.png")


def _enforcer(browser: Browser, base: str, into: Path) -> None:
    page = _as(browser, base, "elena", dark=True)
    page.goto("/desk/stores/")
    page.locator("tbody a").first.click()
    _keep(page, into / "store-dark.png")


def _as(browser: Browser, base: str, name: str = "", *, dark: bool = False) -> Page:
    """A page of one of the people of the demonstration; of the public where none is named."""
    page = browser.new_page(base_url=base, viewport=SIZE, color_scheme="dark" if dark else "light")
    if name:
        page.goto("/accounts/login/")
        page.locator(f'form:has(input[value="{name}"]) button').click()
        page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def _open(page: Page, *, proposal: str, finding: str = "") -> None:
    """Open the first application of the queue that can be settled now, for which the rules propose this and which has this finding."""
    while True:
        queue = page.url
        for link in [a.get_attribute("href") for a in page.locator("tbody a").all()]:
            page.goto(link or "")
            if (
                page.locator(".proposal .verdict").inner_text() == proposal
                and (not finding or page.get_by_text(finding).count())
                and (proposal == "Refuse" or not page.get_by_text("Until then it can be refused").count())
            ):
                return
        page.goto(queue)
        further = page.get_by_role("link", name="Further down the queue")
        if not further.count():
            sys.exit(f"no application in the queue: {proposal} {finding}")
        further.click()


def _keep(page: Page, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    take(sys.argv[1])
