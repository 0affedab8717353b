"""What is a party told? Messages are queued with their decision and delivered after the commit.

Delivered means that it lies in the party's inbox; the time of delivery, not of sending, starts every notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from assay.records.models import Brand, Decision, Message, Notifier, Store


def tell(
    *, to: Store | Brand | Notifier, kind: str, at: datetime, caused_by: Decision | None = None, **parameters: Any
) -> Message:
    """Queue a message. `kind` names its text (web/messages.toml), `parameters` fill it. A brand that files for itself is told as the brand."""
    row = message(to=to, kind=kind, at=at, caused_by=caused_by, **parameters)
    row.save(force_insert=True)
    return row


def tell_many(messages: Iterable[Message]) -> None:
    """Queue messages in one statement."""
    Message.objects.bulk_create(messages)


def message(
    *, to: Store | Brand | Notifier, kind: str, at: datetime, caused_by: Decision | None = None, **parameters: Any
) -> Message:
    """The row of a message, not yet queued."""
    if isinstance(to, Notifier) and to.brand is not None:
        to = to.brand
    return Message(
        store=to if isinstance(to, Store) else None,
        brand=to if isinstance(to, Brand) else None,
        notifier=to if isinstance(to, Notifier) else None,
        kind=kind,
        parameters=parameters,
        caused_by=caused_by,
        created_at=at,
    )


def deliver(*, at: datetime, limit: int = 500) -> int:
    """Put waiting messages into their inboxes; how many. Safe to repeat and to run twice at once."""
    with transaction.atomic():
        waiting = (
            Message.objects.select_for_update(skip_locked=True).filter(delivered_at__isnull=True).order_by("id")[:limit]
        )
        ids = [m.pk for m in waiting]
        return Message.objects.filter(pk__in=ids).update(delivered_at=at)


def mark_read(
    *,
    store: Store | None = None,
    brand: Brand | None = None,
    notifier: Notifier | None = None,
    only: int | None = None,
    at: datetime,
) -> int:
    """The party has read its inbox, or `only` one message in it; how many were unread. Another party's message is never touched."""
    if sum(party is not None for party in (store, brand, notifier)) != 1:
        raise ValueError("name one party")
    unread = Message.objects.filter(
        store=store, brand=brand, notifier=notifier, delivered_at__isnull=False, read_at__isnull=True
    )
    return (unread if only is None else unread.filter(pk=only)).update(read_at=at)
