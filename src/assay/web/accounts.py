"""Who may open an account, and how often may one guess at a password? Nobody opens one on his own: the operator does, for people whom he knows.

Guesses are counted in the database before the password is looked at, by address and by name; what was right is given back. So parallel guesses
and several processes share one limit, and a right password in between takes no wrong one off the count.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from assay.actions.rate import Scope, give_back, take
from assay.web.rates import address_of, clock


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up through the web, and no guessing."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """TooOften: the limit of this address, or of guesses at this name, is reached."""
        at = clock()
        take("login", who=address_of(request), at=at)
        for scope, who in _guesses(request, credentials):
            take(scope, who=who, at=at)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whose name and password these are; None: nobody's."""
        at = clock()
        person = super().authenticate(request, **credentials)
        if person is not None:
            for scope, who in _guesses(request, credentials):
                give_back(scope, who=who, at=at)
        return person


def _guesses(request: HttpRequest, credentials: dict[str, Any]) -> tuple[tuple[Scope, str], ...]:
    name = str(credentials.get("username") or "").strip().lower()[:200]
    return ("failed_login_of_address", address_of(request)), ("failed_login_of_name", name)
