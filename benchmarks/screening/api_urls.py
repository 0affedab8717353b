"""The office's addresses; one that answers nothing; two that read the same call as the listings do: one does nothing with it, one keeps a number."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from assay.web.api import schemas
from assay.web.api.access import AUTH, caller
from assay.web.api.body import LenientParser
from assay.web.permissions import Action


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """An empty reply; the body is taken off the connection and not looked at."""
    return HttpResponse(headers={"X-Bytes": str(len(request.body))})


calls = NinjaAPI(urls_namespace="nothing", docs_url=None, openapi_url=None, parser=LenientParser())


@calls.post("/listings", auth=AUTH, response=schemas.ListingsOut)
def listings(request: HttpRequest, payload: schemas.ListingsIn) -> dict[str, Any]:
    """The call of the listings with its key and its body, and nothing done."""
    caller(request, Action.CARRY_OUT)
    return {"taken": 0, "unchanged": 0, "refused": []}


@calls.post("/kept", auth=AUTH, response=schemas.ListingsOut)
def kept(request: HttpRequest, payload: schemas.ListingsIn) -> dict[str, Any]:
    """The same, and a number is kept in a table without indices: what it costs to wait for the disk."""
    caller(request, Action.CARRY_OUT)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_kept (number) VALUES (1)")
    return {"taken": 0, "unchanged": 0, "refused": []}


urlpatterns = [path("empty", nothing), path("nothing/", calls.urls), path("", include("assay.web.urls"))]
