"""How is a refusal shown? A page for people, a JSON problem (RFC 9457) for programs; what, where and how to mend; never a traceback.

The only place that knows which HTTP status belongs to which error. What nobody foresaw is logged with its traceback for the operator
and answered with 500 and no detail.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from assay.errors import (
    AssayError,
    BadInput,
    Conflict,
    IllegalMove,
    NotBuilt,
    NotFound,
    NotPermitted,
    NotSupported,
    NotVerified,
    ReadingFailed,
    TooLarge,
    TooOften,
    Unreachable,
)

log = logging.getLogger(__name__)

Answer = TypeVar("Answer", bound=HttpResponse)

STATUS: tuple[tuple[type[AssayError], int], ...] = (
    # The first that fits: the narrower error stands before the wider one.
    (TooLarge, 413),
    (NotSupported, 415),
    (BadInput, 422),
    (NotPermitted, 403),
    (NotFound, 404),
    (Conflict, 409),
    (IllegalMove, 409),
    (TooOften, 429),
    (NotVerified, 422),
    # Whom we ask is named by whoever calls: a host without an address is his to mend.
    (Unreachable, 422),
    (NotBuilt, 501),
    (ReadingFailed, 503),
)

TITLES = {
    400: "This request cannot be understood",
    403: "You may not do this",
    404: "This is not here",
    409: "Somebody else decided first",
    413: "This is too large",
    415: "We do not read this",
    422: "This cannot be used",
    429: "This was asked too often",
    500: "Something broke on our side",
    501: "This is not built yet",
    503: "This could not be done now",
}


def status_of(error: AssayError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def wants_json(request: HttpRequest) -> bool:
    """Is this a program? The API always; else who accepts JSON and not HTML."""
    accept = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("json" in accept and "html" not in accept)


def problem_json(error: AssayError, *, status: int | None = None) -> JsonResponse:
    """RFC 9457: `type`, `title`, `status`, `detail`, and our own `where` and `mend`."""
    code = status or status_of(error)
    answer = JsonResponse(
        {
            "type": f"about:assay/{type(error).__name__}",
            "title": TITLES.get(code, TITLES[500]),
            "status": code,
            "detail": error.what,
            "where": error.where,
            "mend": error.mend,
        },
        status=code,
        content_type="application/problem+json",
    )
    return _with_wait(answer, error)


def problem(request: HttpRequest, error: AssayError, *, status: int | None = None) -> HttpResponse:
    """The refusal as page or JSON."""
    code = status or status_of(error)
    if wants_json(request):
        return problem_json(error, status=code)
    context = {"problem": error, "status": code, "title": TITLES.get(code, TITLES[500])}
    return _with_wait(render(request, "problem.html", context, status=code), error)


def _with_wait(answer: Answer, error: AssayError) -> Answer:
    if isinstance(error, TooOften):
        answer["Retry-After"] = str(error.wait_seconds)
    return answer


class ProblemsMiddleware:
    """Turns what a view raises into its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """AssayError is a refusal that we foresaw; everything else goes on to handler404, handler403 or handler500."""
        if not isinstance(exception, AssayError):
            return None
        if status_of(exception) >= 500:
            log.error("%s %s: %s", request.method, request.path, exception)
        return problem(request, exception)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: Django refused the request before any page saw it."""
    return problem(request, BadInput("the request is not well formed.", mend="Go back and try again."), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 by Django itself."""
    return problem(request, NotPermitted("this is not for you.", mend="Log in as somebody whose task it is."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old (CSRF)."""
    error = NotPermitted(
        "this form has expired.",
        mend="Go back, load the page again and send it once more; allow cookies for this site.",
    )
    return problem(request, error)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page."""
    return problem(request, NotFound("there is no such page.", where=request.path, mend="Start from the front page."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: the traceback is in the server's log. Nothing here may need the database, which may be what broke."""
    if wants_json(request):
        return problem_json(AssayError("something broke on our side.", mend="Try again; the operator has a record."))
    page: dict[str, Any] = {"title": TITLES[500]}
    return render(None, "broken.html", page, status=500)
