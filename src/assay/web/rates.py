"""Who asks, and how often may he? The address counts: the one that the last trusted proxy saw."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from ninja.throttling import BaseThrottle

from assay.actions.rate import Scope, take

View = Callable[..., HttpResponseBase]
IPV6_PREFIX = 64
"""Whoever has one address of IPv6 has a whole network of them."""


def clock() -> datetime:
    """The time as it is: limits do not follow the clock of the office, which the demonstration moves."""
    return datetime.now(UTC)


def address_of(request: HttpRequest) -> str:
    """Whose address counts. What a client says of itself is never believed: only what `ASSAY_PROXIES` proxies have added."""
    seen = [request.META.get("REMOTE_ADDR") or ""]
    if settings.ASSAY_PROXIES:
        told = (request.META.get("HTTP_X_FORWARDED_FOR") or "").split(",")
        seen = [each.strip() for each in told][-settings.ASSAY_PROXIES :] if told != [""] else seen
    try:
        address = ipaddress.ip_address(seen[0])
    except ValueError:
        return seen[0][:100]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(address), IPV6_PREFIX), strict=False))
    return str(address)


class Limited(BaseThrottle):
    """The limit of a call of the API."""

    def __init__(self, scope: Scope) -> None:
        self._scope: Scope = scope

    def allow_request(self, request: HttpRequest) -> bool:
        """Count it. TooOften: no more."""
        take(self._scope, who=address_of(request), at=clock())
        return True


def limited(scope: Scope, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[View], View]:
    """The limit of a page: the same as that of the API, and counted with it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods:
                take(scope, who=address_of(request), at=clock())
            return view(request, *args, **kwargs)

        return guarded

    return guard
