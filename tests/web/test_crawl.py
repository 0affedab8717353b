"""Every page, asked by every role with what no page expects: an answer or a refusal, never a failure."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.web.office import Office, build
from tests.web.test_portals import FrozenClock

from assay.records.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.long]

QUERIES = (
    {"page": "-1"},
    {"page": "1e9", "after": "1e9"},
    {"page": "9" * 30, "after": "9" * 30},
    {"q": "\x00", "after": "~"},
    {"q": "%' OR 1=1 -- 😀", "state": "x" * 500},
    {"after": "2016-05-18", "paper": "no", "revision": "9999999"},
)
ZERO = "00000000-0000-0000-0000-000000000000"


def addresses(patterns: list[Any], prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        found += addresses(pattern.url_patterns, path) if hasattr(pattern, "url_patterns") else [path]
    return found


def test_no_page_breaks_whatever_its_query_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    office: Office = build()
    people: list[Person | None] = [None, *{p.role: p for p in office.people.values()}.values()]
    part = {"uuid": ZERO, "int": "9" * 20, "slug": "zzz", "str": "x", "path": "x/y"}
    pages = [
        re.sub(r"<(\w+):\w+>", lambda m: part.get(m[1], "x"), one) for one in addresses(get_resolver().url_patterns)
    ]
    pages = [f"/{one}" for one in pages if "(" not in one and "^" not in one and "log-out" not in one]
    assert len(pages) > 100
    broken = []
    for person in people:
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for number, page in enumerate(pages):
            answer = client.get(page, QUERIES[number % len(QUERIES)])
            if answer.status_code >= 500 and answer.status_code != 501:
                broken.append((person.role if person else "", page, QUERIES[number % len(QUERIES)]))
    assert broken == []
