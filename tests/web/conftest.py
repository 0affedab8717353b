"""An office for the tests of the operator's and the public's pages, and a client for each of its people.

Django is set up after this file is read, so what needs it is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.office import Office

STORY = datetime(2016, 5, 20, 9, 0, tzinfo=UTC)


class StoryTime(datetime):
    """The office's clock stands at the day of the story."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """Nine in the morning of 20 May 2016, in UTC."""
        return STORY


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The small office of `office.py`, on the day of the story."""
    from tests.web.office import build

    monkeypatch.setattr("assay.actions.clock.datetime", StoryTime)
    return build(at=STORY)


@pytest.fixture
def enter(office: Office) -> Callable[[str | None], Client]:
    """A client for one of the people, or for the public (None)."""
    from django.test import Client

    def client(name: str | None) -> Client:
        made = Client(headers={"host": "localhost"})
        if name is not None:
            made.force_login(office.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return made

    return client
