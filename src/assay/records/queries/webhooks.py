"""Which addresses are told, how do their messages fare, and what became of the stores that a notifier has named?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from assay.records.models import Delivery, NoticeItem, Notifier, Restriction, Webhook
from assay.records.queries.states import fact
from assay.regime.restriction import store_state

MOST_NOTICES = 50


@dataclass(frozen=True, kw_only=True)
class WebhookLine:
    """An address that is told, without its secret: how many messages it took, how many wait, and what the last one met with."""

    webhook: int
    url: str
    made_at: datetime
    ended_at: datetime | None
    ended_because: str
    taken: int
    waiting: int
    said: str


def webhooks(*, of: Notifier | None = None) -> tuple[WebhookLine, ...]:
    """The addresses of the marketplace, or of a notifier (who may not be on record yet), those in use first."""
    rows = (
        Webhook.objects.filter(notifier=of.pk if of else None)
        .annotate(
            taken=Count("deliveries", filter=Q(deliveries__delivered_at__isnull=False)),
            waits=Count("deliveries", filter=Q(deliveries__delivered_at__isnull=True)),
            last_said=Subquery(
                Delivery.objects.filter(webhook=OuterRef("pk"), attempts__gt=0)
                .order_by("-next_at", "-pk")
                .values("said")[:1]
            ),
        )
        .order_by("-made_at", "-pk")
    )
    lines = [
        WebhookLine(
            webhook=w.pk,
            url=w.url,
            made_at=w.made_at,
            ended_at=w.ended_at,
            ended_because=w.ended_because,
            taken=w.taken,
            waiting=w.waits,
            said=w.last_said or "",
        )
        for w in rows
    ]
    return tuple(sorted(lines, key=lambda w: w.ended_at is not None))


def fates(notifier: Notifier, *, since: datetime, at: datetime) -> tuple[QuerySet[Restriction], QuerySet[Restriction]]:
    """Steps against stores that this notifier had named before, begun since then; and those that were lifted since then."""
    named = NoticeItem.objects.filter(
        notifier=notifier, store=OuterRef("store"), notice__filed_at__lte=OuterRef("begins")
    )
    rows = Restriction.objects.filter(Exists(named), store__isnull=False, begins__lte=at).select_related("store")
    return rows.filter(begins__gte=since), rows.filter(lifted_at__isnull=False, lifted_at__gte=since)


def fate_line(row: Restriction, effect: str, *, notifier: Notifier) -> Mapping[str, Any]:
    """What a notifier is told of one step against a store: what, when, on what ground, and in which of his notices the store stands.

    The state is that right after the step. No amount, no address and nothing of the store's other listings.
    """
    store = row.store
    assert store is not None  # noqa: S101  fates() takes steps against stores alone
    moment = row.lifted_at if effect == "lift" and row.lifted_at else row.begins
    then = [
        r
        for r in Restriction.objects.filter(store=store, begins__lte=moment)
        if r.lifted_at is None or r.lifted_at > moment
    ]
    named = NoticeItem.objects.filter(notifier=notifier, store=store).order_by("notice__filed_at")
    return {
        "store": store.pk,
        "name": store.trading_name,
        "state": store_state([fact(r) for r in then], at=moment).value,
        "step": row.kind,
        "ground": row.ground,
        "at": moment,
        "until": row.until,
        "notices": [str(pk) for pk in dict.fromkeys(named.values_list("notice", flat=True))][:MOST_NOTICES],
    }
