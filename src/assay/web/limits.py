"""Is this request too large to be read, or does it hold what no text holds?

Looked at before anything reads the body: Django's check of a form's token would otherwise take in a whole upload before any page could refuse
it. Within the request each file and row has its own limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from assay.errors import BadInput, TooLarge
from assay.web.problems import problem

MAX_UPLOAD = 120_000_000  # bytes: a few papers at their limit, each of 20 MB, with the form around them
MAX_BODY = 25_000_000  # bytes: 10,000 listings with long descriptions


class LimitsMiddleware:
    """Refuses with 413 what says that it is larger than any call or form may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        word = request.META.get("CONTENT_LENGTH") or "0"
        size = int(word) if word.isascii() and word.isdigit() and len(word) < 20 else 0
        most = MAX_UPLOAD if (request.content_type or "").startswith("multipart/") else MAX_BODY
        if size > most:
            return problem(
                request,
                TooLarge(
                    f"this request has {size} bytes; {most} are read.",
                    where=request.path,
                    mend="Send fewer files or rows at once.",
                ),
            )
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A null in an address or a form: no text holds one, and the database refuses it where nobody could say why."""
        if any("\x00" in word for word in _words(request)):
            wrong = BadInput(
                "a null character was sent.", where=request.path.replace("\x00", ""), mend="Send plain text."
            )
            return problem(request, wrong)
        return None


def _words(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for form in (request.GET, request.POST):
        for name, values in form.lists():
            yield name
            yield from (value for value in values if isinstance(value, str))
