"""The pages of a verdict, of a brand's week, of feeds and of rules in a real browser: light and dark, on a telephone, and for weak eyes.

ASSAY_SCREENSHOTS names a folder for pictures of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import audit
from tests.web.conftest import STORY

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.web.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.long]
Visit = Callable[..., "Page"]


@pytest.mark.parametrize(
    ("name", "dark", "width"), [("light", False, 1280), ("dark", True, 1280), ("narrow", False, 390)]
)
def test_the_pages_stand_in_a_browser(visit: Visit, office: Office, name: str, dark: bool, width: int) -> None:
    from tests.web.week import build

    week = build(office, at=STORY)
    pages = {
        "bea": {"week": "/brand/week/", "brand-listing": "/brand/listings/trend-hk/w-0/"},
        "carla": {
            "store-listing": "/store/listings/one/w-0/",
            "feeds": "/store/feeds/",
            "pulls": f"/store/feeds/{week.feed.pk}/",
        },
        "vera": {
            "desk-listing": f"/desk/listings/{week.cheap.pk}/",
            "rules": "/desk/rules/",
            "desk-brand": "/desk/brands/aurelle/",
        },
    }
    folder = os.environ.get("ASSAY_SCREENSHOTS")
    for who, mine in pages.items():
        page = visit(who, dark=dark, width=width)
        for what, address in mine.items():
            answer = page.goto(address)
            assert answer is not None and answer.status == 200
            if folder:
                page.screenshot(path=str(Path(folder) / f"{what}-{name}.png"), full_page=True)
            assert audit(page) == [], address
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} is wider than the screen"
