"""What lies in a party's inbox?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assay.records.models import Message, Store
from assay.records.queries.pages import Page, page_of


@dataclass(frozen=True, kw_only=True)
class MessageLine:
    """A message in the inbox."""

    message: int
    kind: str
    parameters: Mapping[str, Any]
    decision: uuid.UUID | None
    delivered_at: datetime
    read_at: datetime | None


def messages(store: Store, *, page: int = 1) -> Page:
    """One page of the inbox, the newest first."""
    rows = Message.objects.filter(store=store, delivered_at__isnull=False).order_by("-created_at", "-pk")
    return message_page(rows, page=page)


def message_page(rows: Any, *, page: int) -> Page:
    """One page of these messages."""
    shown = page_of(rows.select_related("caused_by"), page=page)
    # A decision about somebody else (a campaign is about a brand) is no page of this party.
    lines = tuple(
        MessageLine(
            message=m.pk,
            kind=m.kind,
            parameters=m.parameters,
            decision=m.caused_by_id if m.caused_by and m.store_id and m.caused_by.store_id == m.store_id else None,
            delivered_at=m.delivered_at,
            read_at=m.read_at,
        )
        for m in shown.rows
    )
    return replace(shown, rows=lines)
