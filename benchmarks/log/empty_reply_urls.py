"""The office's addresses, and one that answers nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    """An empty reply."""
    return HttpResponse()


urlpatterns = [path("empty", nothing), path("", include("assay.web.urls"))]
