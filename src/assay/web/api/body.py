"""How is the body of a call read? Fast where it is plain JSON; odd rows of listings still come through, so that each is refused by name."""

from __future__ import annotations

import json
from typing import Any, cast

import orjson
from django.http import HttpRequest
from ninja.parser import Parser

from assay.errors import BadInput


class LenientParser(Parser):
    """orjson reads plain bodies; what it refuses as a whole (NaN, half a surrogate) Python's own reader lets through to the checks on rows."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as Python values; ValueError where it is no JSON."""
        data = request.body
        body = _read(data)
        # A null is no part of any text, and the database refuses it; it is looked for only where it was sent.
        if b"\\u0000" in data:
            if not request.path.endswith("/listings"):
                raise BadInput("a null character was sent.", where="body", mend="Send plain text.")
            body = _without_nulls(body)
        return cast(dict[str, Any], body)


def _read(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(data.decode("utf-8", "surrogatepass"))
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
