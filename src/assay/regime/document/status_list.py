"""Until when is a status list believed, and when is it asked for again?

A list says when it was issued (`iat`), how long it may be kept (`ttl`, seconds) and when it ends (`exp`); the office asks again when the policy says
so, earlier where the list lives shorter, and never more often than the policy's least. What is past its time is no list at all: unclear, not wrong.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from assay.errors import NotVerified
from assay.policy.schema.document import StatusListPolicy
from assay.regime.document.extraction.credential import status_in

FARTHEST = timedelta(days=3650)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A list that holds: until when it is believed, and when it is asked for again."""

    token: str
    fresh_until: datetime
    next_at: datetime


def believe(
    body: bytes, *, uri: str, keys: Sequence[Mapping[str, Any]], at: datetime, policy: StatusListPolicy
) -> Listed:
    """The list out of what an address answered. NotVerified: not signed by an enrolled key, for another address, past its time, or no list."""
    try:
        token = body.decode("ascii").strip()
    except UnicodeDecodeError:
        raise NotVerified("the status list is no token.", mend="Offer a status list token (JWT).") from None
    status_in(token, uri=uri, index=0, keys=keys, at=at)  # raises where anything about it does not hold
    claims = _claims(token)
    issued = _moment(claims["iat"])
    ends = [issued + FARTHEST]
    if "ttl" in claims:
        ends.append(issued + _span(claims["ttl"]))
    if "exp" in claims:
        ends.append(_moment(claims["exp"]))
    fresh_until = min(ends)
    recheck = min(at + timedelta(minutes=policy.recheck_minutes), fresh_until)
    return Listed(
        token=token, fresh_until=fresh_until, next_at=max(recheck, at + timedelta(minutes=policy.least_minutes))
    )


def next_try(failures: int, *, at: datetime, policy: StatusListPolicy) -> datetime:
    """When an address that gave no list for the n-th time in a row (from 1) is asked again; the last pause is kept."""
    pauses = policy.retry_minutes or (policy.recheck_minutes,)
    return at + timedelta(minutes=pauses[min(failures, len(pauses)) - 1])


def _claims(token: str) -> dict[str, Any]:
    """The claims of a token that was verified before."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, 0), 32_503_680_000), UTC)  # the year 3000: far enough


def _span(seconds: Any) -> timedelta:
    """A `ttl` that is no number of seconds says nothing."""
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return FARTHEST
    return timedelta(seconds=min(max(float(seconds), 0.0), FARTHEST.total_seconds()))
