"""How do we call the office? JSON over HTTP with the marketplace's key; nothing but the standard library."""

import json
import urllib.error
import urllib.request

from django.conf import settings

TIMEOUT_SECONDS = 5


class OfficeAway(Exception):
    """No answer, or one that says to try again later."""


class OfficeRefuses(Exception):
    """The office says no; its words say why and what would mend it."""


def call(method, path, body=None):
    """One call; its answer as JSON. Raises OfficeAway, OfficeRefuses."""
    request = urllib.request.Request(  # noqa: S310  the address is a setting
        f"{settings.OFFICE_URL.rstrip('/')}/api/v1/marketplace/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {settings.OFFICE_KEY}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return json.load(answer)
    except urllib.error.HTTPError as no:
        said = no.read(10_000).decode(errors="replace")
        raise (OfficeAway if no.code == 429 or no.code >= 500 else OfficeRefuses)(f"{no.code}: {said}") from None
    except (OSError, ValueError) as away:
        raise OfficeAway(str(away)) from None
