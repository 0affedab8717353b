"""Every refusal says what, where and how to mend, as a page or as a problem of RFC 9457; never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from assay import errors
from assay.errors import AssayError, BadInput, Conflict, NotPermitted, TooLarge
from assay.web.problems import ProblemsMiddleware, broken, status_of


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("BadInput", 422),
        ("TooLarge", 413),
        ("NotSupported", 415),
        ("PolicyError", 422),
        ("NotPermitted", 403),
        ("NotFound", 404),
        ("Conflict", 409),
        ("IllegalMove", 409),
        ("NotVerified", 422),
        ("NotBuilt", 501),
        ("Replayed", 500),
        ("ReadingFailed", 503),
    ],
)
def test_every_error_has_its_status(kind: str, status: int) -> None:
    assert status_of(getattr(errors, kind)("x")) == status


def test_a_program_gets_a_problem_with_what_where_and_mend() -> None:
    middleware = ProblemsMiddleware(lambda request: HttpResponse())
    error = TooLarge("this feed has 20000 rows.", where="rows", mend="Send 10000 at most.")
    answer = middleware.process_exception(RequestFactory().post("/api/listings"), error)
    assert answer is not None
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(answer.content) == {
        "type": "about:assay/TooLarge",
        "title": "This is too large",
        "status": 413,
        "detail": "this feed has 20000 rows.",
        "where": "rows",
        "mend": "Send 10000 at most.",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [BadInput("no file.", where="papers"), NotPermitted("not you."), Conflict("too late.")]
)
def test_a_person_gets_a_page(error: AssayError) -> None:
    middleware = ProblemsMiddleware(lambda request: HttpResponse())
    request: Any = RequestFactory().get("/desk/", headers={"Accept": "text/html"})
    request.user = None
    answer = middleware.process_exception(request, error)
    assert answer is not None
    assert answer.status_code == status_of(error)
    assert error.what.capitalize() in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_address_that_is_not_there_is_404(accept: str) -> None:
    answer = Client(headers={"host": "localhost", "accept": accept}).get("/nowhere/")
    assert answer.status_code == 404
    assert ("json" in answer["Content-Type"]) is (accept == "application/json")


def test_what_nobody_foresaw_shows_no_detail_and_needs_no_database() -> None:
    answer = broken(RequestFactory().get("/desk/"))
    assert answer.status_code == 500
    assert "Nothing that was acknowledged is lost" in answer.content.decode()


@pytest.mark.django_db
def test_a_crash_never_shows_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("assay.records.queries.public.figures", crash)
    answer = Client(raise_request_exception=False, headers={"host": "localhost"}).get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
def test_pages_carry_headers_that_keep_other_sites_out() -> None:
    answer = Client(headers={"host": "localhost"}).get("/")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_hostile_names_never_break_the_page() -> None:
    error = BadInput("<b>x</b>", where="../../\x1b[31mx", mend="\x00")
    request: HttpRequest = RequestFactory().get("/api/x")
    answer = ProblemsMiddleware(lambda r: HttpResponse()).process_exception(request, error)
    assert answer is not None
    assert json.loads(answer.content)["detail"] == "<b>x</b>"
