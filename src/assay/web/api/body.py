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
        try:
            return cast(dict[str, Any], orjson.loads(data))
        except orjson.JSONDecodeError:
            pass
        try:
            return cast(dict[str, Any], json.loads(data))
        except RecursionError:
            raise ValueError("nested too deep") from None
