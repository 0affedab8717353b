"""Was this call answered already? A call that came with an idempotency key acts once; whoever sends it again gets the first answer again.

The answer is written in the transaction of what the call did: a server that is killed in between has done nothing and answered nothing, and the
next attempt is the first. Source: the IETF draft "The Idempotency-Key HTTP Header Field" (draft-ietf-httpapi-idempotency-key-header).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from assay.actions.policy import in_force
from assay.errors import BadInput, Conflict
from assay.records.models import AnsweredCall

MOST_BYTES = 5_000_000


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was answered."""

    status: int
    content_type: str
    body: bytes


def answered(*, caller: str, key: str, digest: str) -> Answer | None:
    """The answer that this call got before; None: it is new, and this transaction answers it.

    Inside the caller's transaction. Conflict: the same call is being answered in this moment. BadInput: the key was used for another call.
    """
    with connection.cursor() as cursor:
        # Held until this transaction ends, so that the second of two at once is told and does not wait.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_number(caller, key)])
        free = cursor.fetchone()[0]
    if not free:
        raise Conflict(
            "this call is being answered.", where="Idempotency-Key", mend="Wait a moment, and send it again."
        )
    row = AnsweredCall.objects.filter(caller=caller, key=key).first()
    if row is None:
        return None
    if row.digest != digest:
        raise BadInput(
            "this key was used for another call.", where="Idempotency-Key", mend="Make a new key for each new call."
        )
    return Answer(status=row.status, content_type=row.content_type, body=bytes(row.body))


def keep(answer: Answer, *, caller: str, key: str, digest: str, at: datetime) -> None:
    """Keep the answer for whoever sends the call again. Inside the transaction of what the call did."""
    if len(answer.body) > MOST_BYTES:
        return
    AnsweredCall.objects.create(
        caller=caller,
        key=key,
        digest=digest,
        status=answer.status,
        content_type=answer.content_type,
        body=answer.body,
        answered_at=at,
    )


def sweep(*, at: datetime, limit: int = 10_000) -> int:
    """Forget answers that are older than the policy keeps them; how many."""
    before = at - timedelta(hours=in_force().access.repeated_call.keep_hours)
    old = AnsweredCall.objects.filter(answered_at__lt=before).order_by("answered_at").values("pk")[:limit]
    return AnsweredCall.objects.filter(pk__in=old).delete()[0]


def _number(caller: str, key: str) -> int:
    digest = hashlib.sha256(f"{caller}\n{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
