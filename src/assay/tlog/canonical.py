"""Which bytes are this JSON value? There must be one answer, or no two people could hash the same thing.

RFC 8785 (JCS): members sorted by their names' UTF-16 code units, no white space, strings escaped as little as JSON
allows, numbers as ECMAScript prints them. What JCS cannot carry is refused by name: NaN and infinities, half
surrogates, integers beyond 2^53-1 (another reader would round them), and, when reading, names that occur twice.

Source: RFC 8785; ECMA-262, 6.1.6.1.20 (Number::toString).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from assay.errors import BadInput, TooLarge

MAX_INTEGER = (1 << 53) - 1
MAX_DEPTH = 64
MAX_JSON_BYTES = 1 << 20


class NotCanonical(BadInput):
    """The value has no canonical form, or the bytes are not in it."""


def canonical(value: object) -> bytes:
    """The bytes of a value built of None, bool, int, float, str, lists, tuples and mappings with string names."""
    parts: list[str] = []
    _write(value, parts, 0)
    try:
        return "".join(parts).encode()
    except UnicodeEncodeError:
        raise NotCanonical("a text holds half of a surrogate pair, which no UTF-8 can carry") from None


def parse_json(data: bytes | str, *, limit: int = MAX_JSON_BYTES) -> Any:
    """Read JSON strictly: names once, no NaN, no half surrogates, no integer that others would round."""
    if len(data) > limit:
        raise TooLarge(f"JSON of {len(data)} bytes", mend=f"At most {limit} bytes are read.")
    try:
        text = data if isinstance(data, str) else data.decode()
        if text.startswith("\ufeff"):
            raise NotCanonical("the JSON begins with a byte order mark")
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer, parse_float=_float
        )
    except UnicodeDecodeError:
        raise NotCanonical("the JSON is not UTF-8") from None
    except RecursionError:
        raise TooLarge("JSON nested too deep", mend=f"At most {MAX_DEPTH} levels are read.") from None
    except json.JSONDecodeError as error:
        raise NotCanonical(f"not JSON: {error.msg} at character {error.pos}") from None
    canonical(value)  # refuses the half surrogates and depths that json.loads lets pass
    return value


def parse_canonical(data: bytes, *, limit: int = MAX_JSON_BYTES) -> Any:
    """Read JSON whose bytes must already be canonical."""
    value = parse_json(data, limit=limit)
    if canonical(value) != data:
        raise NotCanonical("the JSON is not in canonical form", mend="Write it as RFC 8785 says.")
    return value


def _write(value: object, parts: list[str], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise TooLarge("a value nested too deep", mend=f"At most {MAX_DEPTH} levels are written.")
    if value is None:
        parts.append("null")
    elif value is True:
        parts.append("true")
    elif value is False:
        parts.append("false")
    elif isinstance(value, str):
        parts.append(json.dumps(value, ensure_ascii=False))
    elif isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical(f"an integer of {value.bit_length()} bits", mend="Beyond 2^53-1 write it as text.")
        parts.append(int.__repr__(value))
    elif isinstance(value, float):
        parts.append(number_text(value))
    elif isinstance(value, (list, tuple)):
        parts.append("[")
        for position, item in enumerate(value):
            if position:
                parts.append(",")
            _write(item, parts, depth + 1)
        parts.append("]")
    elif isinstance(value, Mapping):
        _write_object(value, parts, depth)
    else:
        raise NotCanonical(f"a {type(value).__name__} is not JSON")


def _write_object(value: Mapping[Any, object], parts: list[str], depth: int) -> None:
    if not all(isinstance(name, str) for name in value):
        raise NotCanonical("an object has a name that is not text")
    parts.append("{")
    # UTF-16 order differs from code point order above U+FFFF: a surrogate pair sorts before U+E000.
    for position, name in enumerate(sorted(value, key=lambda each: each.encode("utf-16-be", "surrogatepass"))):
        parts.append("," if position else "")
        parts.append(json.dumps(name, ensure_ascii=False))
        parts.append(":")
        _write(value[name], parts, depth + 1)
    parts.append("}")


def number_text(value: float) -> str:
    """A double as ECMAScript prints it: the shortest digits that read back as the same number, laid out its way."""
    if not math.isfinite(value):
        raise NotCanonical("NaN and infinities are not JSON")
    if value == 0:
        return "0"  # minus zero too
    sign = "-" if value < 0 else ""
    # Python's repr finds the same shortest digits; only the layout differs.
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))  # digits before the decimal point
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    shown = f"{digits[0]}.{digits[1:]}" if count > 1 else digits
    return f"{sign}{shown}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a name occurs twice in one object")
    return found


def _constant(text: str) -> Any:
    raise NotCanonical(f"{text} is not JSON")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_INTEGER:
        raise NotCanonical(f"an integer of {len(text)} characters", mend="Beyond 2^53-1 write it as text.")
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotCanonical("a number too large for a double")
    return value
