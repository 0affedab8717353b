"""Every page by every role: the whole table of permissions, walked through the web."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.web import office as small

from assay.errors import NotPermitted
from assay.regime.terms import Role
from assay.web.permissions import EVERYBODY, OPERATORS, TABLE, Action, check_may

PEOPLE: dict[str | None, Role | None] = {
    None: None,
    "vera": Role.VERIFIER,
    "enno": Role.ENFORCER,
    "ada": Role.ADJUDICATOR,
    "edda": Role.EDITOR,
    "bea": Role.BRAND,
    "hana": Role.SELLER,
    "mara": Role.MARKETPLACE,
    "ange": Role.AGENT,
    "boris": Role.BOARD,
}
NOBODY = "00000000-0000-4000-8000-000000000000"
FOREIGN = ("accounts/", "api/")


def patterns(root: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of our own pages with its pattern; the API and django-allauth have tests of their own."""
    for one in (root or get_resolver()).url_patterns:
        here = prefix + str(one.pattern)
        if here.startswith(FOREIGN):
            continue
        if isinstance(one, URLResolver):
            yield from patterns(one, here)
        else:
            yield here, one


def example(pattern: URLPattern) -> str:
    """An address of this pattern whose objects do not exist, so that nothing can happen by walking it."""
    values = {"UUIDConverter": uuid.UUID(NOBODY), "IntConverter": 999_999_999, "SlugConverter": "nobody"}
    kinds = pattern.pattern.converters
    arguments = {name: values.get(type(kind).__name__, "nobody") for name, kind in kinds.items()}
    arguments |= {"log_file": {"path": "checkpoint"}, "log_program": {"name": "verify_our_log.py"}}.get(
        str(pattern.name), {}
    )
    return reverse(str(pattern.name), kwargs=arguments)


def test_every_page_names_the_action_that_it_needs() -> None:
    nameless = [where for where, one in patterns() if not isinstance(getattr(one.callback, "action", None), Action)]
    assert nameless == []


def test_every_role_is_walked() -> None:
    assert set(PEOPLE.values()) == EVERYBODY


def test_the_table_says_for_every_action_who_may() -> None:
    assert set(TABLE) == set(Action)
    assert all(who and who <= EVERYBODY for who in TABLE.values())


def test_nobody_but_an_operator_decides_anything_for_the_office() -> None:
    decides = (
        Action.SETTLE_APPLICATION,
        Action.SETTLE_LISTING,
        Action.ENFORCE,
        Action.REVOKE_RIGHT,
        Action.DECIDE_APPEAL,
    )
    assert all(TABLE[action] <= OPERATORS for action in decides)


def test_who_decides_an_appeal_settles_and_enforces_nothing() -> None:
    others = (Action.SETTLE_APPLICATION, Action.SETTLE_LISTING, Action.ENFORCE, Action.REVOKE_RIGHT)
    assert all(not TABLE[Action.DECIDE_APPEAL] & TABLE[action] for action in others)


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_lets_in_whom_the_table_names_and_nobody_else(
    name: str | None, enter: Callable[[str | None], Client]
) -> None:
    client, role, wrong = enter(name), PEOPLE[name], []
    before = small.restrictions()
    for where, one in patterns():
        url, action = example(one), one.callback.action  # type: ignore[union-attr]
        for method in (client.get, client.post):
            answer = method(url)
            to_login = answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
            shut = to_login if role is None else answer.status_code == 403
            if shut is (role in TABLE[action]) or answer.status_code >= 500:
                wrong.append((where, method.__name__, answer.status_code))
    assert wrong == []
    assert small.restrictions() == before


def test_a_role_that_may_not_is_told_so_and_gets_no_page(enter: Callable[[str | None], Client]) -> None:
    answer = enter("hana").get(reverse("desk"))
    assert answer.status_code == 403
    assert "your role does not see this page" in answer.content.decode().lower()


def test_the_api_asks_the_same_table(office: small.Office) -> None:
    with pytest.raises(NotPermitted):
        check_may(office.people["hana"], Action.SETTLE_APPLICATION)
    check_may(office.people["vera"], Action.SETTLE_APPLICATION)


def test_an_account_that_was_switched_off_is_the_public(office: small.Office) -> None:
    vera = office.people["vera"]
    vera.is_active = False
    with pytest.raises(NotPermitted):
        check_may(vera, Action.SETTLE_APPLICATION)


def test_an_account_without_a_role_is_the_public(office: small.Office) -> None:
    vera = office.people["vera"]
    vera.role = ""
    with pytest.raises(NotPermitted):
        check_may(vera, Action.SETTLE_APPLICATION)


def test_a_form_without_its_token_is_refused_and_changes_nothing(office: small.Office) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.force_login(office.people["vera"], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("desk_application_settle", args=[office.application.pk])
    answer = client.post(url, {"accept": "yes", "reason": "fine"})
    assert answer.status_code == 403
    office.application.refresh_from_db()
    assert office.application.state == "in_review"
