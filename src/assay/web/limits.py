"""Is this request too large to be read?

Looked at before anything reads the body: Django's check of a form's token would otherwise take in a whole upload before any page could refuse
it. Within the request each file and row has its own limit.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from assay.errors import TooLarge
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
