"""How do other systems talk to the office? The HTTP API, described in OpenAPI at /api/openapi.json; docs/api.md tells how to use it.

Every answer that is no is a problem (RFC 9457) with `what`, `where` and `mend`. What belongs to another party is not found (404).
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from assay.errors import AssayError, BadInput, NotFound, NotPermitted
from assay.web.api import coalition, deposits, desk, exhibits, mandates, messages, webhooks
from assay.web.api.body import LenientParser
from assay.web.api.brand import router as brand
from assay.web.api.listings import router as listings
from assay.web.api.marketplace import router as marketplace
from assay.web.api.notices import router as notices
from assay.web.api.public import router as public
from assay.web.api.store import router as store
from assay.web.problems import problem_json, status_of

api = NinjaAPI(
    title="Assay",
    version="1",
    description="The anti-counterfeiting office of a marketplace: rights to sell, screening, reasons, appeals.",
    urls_namespace="api",
    docs_url="/docs",
    openapi_url="/openapi.json",
    parser=LenientParser(),
)
api.add_router("/v1", public, tags=["everybody"])
api.add_router("/v1/marketplace", marketplace, tags=["marketplace"])
api.add_router("/v1", messages.router, tags=["messages"])
api.add_router("/v1", notices, tags=["notices"])
api.add_router("/v1", exhibits.router, tags=["notices"])
api.add_router("/v1", webhooks.router, tags=["notices"])
api.add_router("/v1", listings, tags=["listings"])
api.add_router("/v1/store", store, tags=["store"])
api.add_router("/v1/store", deposits.store, tags=["deposits"])
api.add_router("/v1/marketplace", deposits.marketplace, tags=["deposits"])
api.add_router("/v1/coalition", coalition.router, tags=["coalition"])
api.add_router("/v1/brand", brand, tags=["brand"])
api.add_router("/v1/brand", mandates.router, tags=["brand"])
api.add_router("/v1/desk", desk.router, tags=["desk"])


@api.exception_handler(AssayError)
def refused(request: HttpRequest, error: AssayError) -> HttpResponse:
    """A refusal that we foresaw."""
    return problem_json(error, status=status_of(error))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The call does not have the shape that the description asks for; the first place that does not fit is named."""
    first: dict[str, Any] = error.errors[0] if error.errors else {}
    place = [
        str(part) for part in first.get("loc", ()) if part not in ("body", "payload", "query", "path", "form", "file")
    ]
    more = f" (and {len(error.errors) - 1} more)" if len(error.errors) > 1 else ""
    wrong = BadInput(
        f"{str(first.get('msg', 'this does not fit')).lower()}{more}.",
        where=".".join(place) or "the call",
        mend="See /api/openapi.json for what is expected.",
    )
    return problem_json(wrong)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody we know."""
    answer = problem_json(
        NotPermitted("this call needs a key.", mend="Send the header `Authorization: Bearer assay_...`."), status=401
    )
    answer["WWW-Authenticate"] = 'Bearer realm="assay"'
    return answer


@api.exception_handler(HttpError)
def http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework refuses: a body that is not JSON, a session without its CSRF token."""
    if isinstance(error.__cause__, AssayError):
        return problem_json(error.__cause__)
    if error.status_code == 400:
        return problem_json(BadInput("the body cannot be read.", where="body", mend="Send JSON in UTF-8."), status=400)
    return problem_json(
        NotPermitted("this call is refused.", mend="Send a key, or the CSRF token of your session."),
        status=error.status_code,
    )


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Not here."""
    return problem_json(NotFound("there is no such thing."))
