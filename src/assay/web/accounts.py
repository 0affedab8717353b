"""Who may open an account? Nobody on his own: the operator opens accounts for people whom he knows."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up through the web."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
