"""Who calls? A program with its key, or a person of the portal with his session; each acts for one person, and the table says what that may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from assay.actions.clock import now
from assay.actions.token import person_of
from assay.records.queries.person import acting
from assay.web.permissions import Action, check_may


class Key(HttpBearer):
    """`Authorization: Bearer assay_...`"""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The person for whom the key acts, or None."""
        return person_of(token, at=now())


class Session(SessionAuth):
    """A person who is logged in; ninja asks for the CSRF token on everything that changes."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The person who is logged in, or None."""
        user = request.user
        return user if user.is_authenticated and user.is_active else None


AUTH = [Key(), Session(csrf=True)]


def caller(request: HttpRequest, action: Action) -> Any:
    """The person for whom this call acts. NotPermitted: the table does not let that role do this."""
    person = acting(getattr(request, "auth", None))
    check_may(person, action)
    return person
