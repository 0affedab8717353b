"""How is the body of a call read? Fast where it is plain JSON; rows with odd values still come through, so that each is refused by name."""

from __future__ import annotations

import json
from typing import Any, cast

import orjson
from django.http import HttpRequest
from ninja.parser import Parser


class LenientParser(Parser):
    """orjson reads plain bodies; what it refuses as a whole (NaN, half a surrogate) Python's own reader lets through to the checks on rows."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as Python values; ValueError where it is no JSON."""
        data = request.body
        body = _read(data)
        # A null is no part of any text, and the database refuses it; it is looked for only where it was sent.
        return cast(dict[str, Any], _without_nulls(body) if b"\\u0000" in data else body)


def _read(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _without_nulls(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nulls(v) for v in value]
    if isinstance(value, dict):
        return {_without_nulls(k): _without_nulls(v) for k, v in value.items()}
    return value
