"""What do the two sides of a notice see? The notifier what he filed and what became of it; the store what was said of its listings.

A query takes the notifier or the store of whoever asks, so that a notice of somebody else is never found. The store sees for whom a notice was
filed and what it says, never which person filed it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from assay.records.models import Decision, Mark, Message, Notice, NoticeItem, Notifier, Restriction, Store
from assay.records.queries.inbox import message_page
from assay.records.queries.pages import PAGE, Page
from assay.records.queries.states import fact
from assay.regime.moves import OPEN_NOTICES, NoticeState
from assay.regime.restriction import store_state


@dataclass(frozen=True, kw_only=True)
class MarkChoice:
    """A mark for which this notifier may file today."""

    office: str
    number: str
    text: str
    brand_name: str


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """A notice as a row of the notifier's list: how many of its listings are open, upheld, and not."""

    notice: uuid.UUID
    brand_name: str
    ground: str
    lane: str
    filed_at: datetime
    last_answer_due: datetime
    listings: int
    open: int
    upheld: int
    other: int


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One listing of a notice. `due`: when the side whose turn it is has to answer. `counter` and `insist` are the words of both sides."""

    item: uuid.UUID
    notice: uuid.UUID
    brand_name: str
    ground: str
    store: str
    store_name: str
    listing: str
    title: str
    state: str
    due: datetime | None
    evidence: str
    counter: str
    insist: str
    reason: str
    filed_at: datetime
    decided: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class StoreFate:
    """What became of a store that a notice names: its state today, and each step against it since, as (when, step, ground, lifted when).

    Only what was imposed on the store itself; no trader's name, address or account, and nothing of its other listings.
    """

    store: str
    name: str
    state: str
    steps: tuple[tuple[datetime, str, str, datetime | None], ...]


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """A notice with its listings, as the notifier sees it."""

    line: NoticeLine
    mark: str
    reference: str
    evidence: str
    decision: uuid.UUID
    items: tuple[ItemLine, ...]
    stores: tuple[StoreFate, ...]


def marks_of(notifier: Notifier, *, on: date) -> tuple[MarkChoice, ...]:
    """The marks for which this notifier may file today: its own, or those of its mandates."""
    if notifier.brand_id is not None:
        rows = Mark.objects.filter(brand=notifier.brand_id)
    else:
        rows = Mark.objects.none()
        good = notifier.mandates.filter(valid_from__lte=on, valid_to__gte=on, withdrawn_on__isnull=True)
        for mandate in good:
            named = Q(brand=mandate.brand_id)
            if mandate.marks:
                pairs = [one.partition(" ") for one in mandate.marks]
                some = Q()
                for office, _, number in pairs:
                    some |= Q(office=office, number=number)
                named &= some
            rows = rows | Mark.objects.filter(named)
    return tuple(
        MarkChoice(office=m.office, number=m.number, text=m.text, brand_name=m.brand.name)
        for m in rows.select_related("brand").order_by("brand__name", "office", "number").distinct()
    )


def filed_by(notifier: Notifier, *, page: int = 1) -> Page:
    """One page of what this notifier filed, the newest first."""
    rows = _counted(Notice.objects.filter(notifier=notifier)).order_by("-filed_at", "-pk")
    total = Notice.objects.filter(notifier=notifier).count()
    number = min(max(1, page), max(1, -(-total // PAGE)))
    return Page(rows=tuple(_line(n) for n in rows[(number - 1) * PAGE : number * PAGE]), number=number, total=total)


def filed(notifier: Notifier, notice_id: uuid.UUID, *, at: datetime) -> NoticeView | None:
    """One notice of this notifier with its listings and what became of their stores; None where it is somebody else's."""
    row = _counted(Notice.objects.filter(notifier=notifier, pk=notice_id)).select_related("mark").first()
    if row is None:
        return None
    items = list(
        NoticeItem.objects.filter(notice=row)
        .select_related("listing", "store", "notice__brand")
        .order_by("store", "pk")
    )
    return NoticeView(
        line=_line(row),
        mark=f"{row.mark.office} {row.mark.number}" if row.mark else "",
        reference=row.reference,
        evidence=row.evidence,
        decision=row.caused_by_id,
        items=tuple(_item(i) for i in items),
        stores=_fates({i.store for i in items}, since=row.filed_at, at=at),
    )


def as_filed(row: Notice, items: Sequence[NoticeItem]) -> NoticeView:
    """A notice in the moment in which it was taken in, out of the rows that were just written; nothing is asked of the database."""
    states = [item.state for item in items]
    waiting, upheld = sum(one in OPEN_NOTICES for one in states), states.count(NoticeState.UPHELD)
    return NoticeView(
        line=NoticeLine(
            notice=row.pk,
            brand_name=row.brand.name,
            ground=row.ground,
            lane=row.lane,
            filed_at=row.filed_at,
            last_answer_due=row.last_answer_due,
            listings=len(items),
            open=waiting,
            upheld=upheld,
            other=len(items) - waiting - upheld,
        ),
        mark=f"{row.mark.office} {row.mark.number}" if row.mark else "",
        reference=row.reference,
        evidence=row.evidence,
        decision=row.caused_by_id,
        items=tuple(_item(i) for i in sorted(items, key=lambda i: (i.store_id, i.pk))),
        stores=(),
    )


def decision_of(notifier: Notifier, notice_id: uuid.UUID) -> Decision | None:
    """The decision that took the notice in, for its receipt; None where the notice is somebody else's."""
    row = Notice.objects.filter(notifier=notifier, pk=notice_id).select_related("caused_by").first()
    return row.caused_by if row else None


def notice_of_item(notifier: Notifier, item_id: uuid.UUID) -> uuid.UUID | None:
    """The notice of an item of this notifier."""
    return NoticeItem.objects.filter(pk=item_id, notice__notifier=notifier).values_list("notice", flat=True).first()


def against(store: Store, *, only_open: bool = False, page: int = 1) -> Page:
    """One page of what was said of the store's listings: what waits for the store first, then by time."""
    rows = NoticeItem.objects.filter(store=store).select_related("listing", "store", "notice__brand")
    if only_open:
        rows = rows.filter(state__in=OPEN_NOTICES)
    total = rows.count()
    number = min(max(1, page), max(1, -(-total // PAGE)))
    mine = rows.annotate(first=Count("pk", filter=Q(state="seller_to_answer")))
    chosen = mine.order_by("-first", "-notice__filed_at", "pk")[(number - 1) * PAGE : number * PAGE]
    return Page(rows=tuple(_item(i) for i in chosen), number=number, total=total)


def against_item(store: Store, item_id: uuid.UUID) -> ItemLine | None:
    """One of them; None where it is about another store's listing."""
    rows = NoticeItem.objects.filter(store=store, pk=item_id).select_related("listing", "store", "notice__brand")
    row = rows.first()
    return _item(row) if row else None


def messages(notifier: Notifier, *, page: int = 1) -> Page:
    """One page of an agent's inbox, the newest first."""
    rows = Message.objects.filter(notifier=notifier, delivered_at__isnull=False).order_by("-created_at", "-pk")
    return message_page(rows, page=page)


def unread(notifier: Notifier) -> int:
    """Messages that lie in the agent's inbox and were not read."""
    return Message.objects.filter(notifier=notifier, delivered_at__isnull=False, read_at__isnull=True).count()


def waiting_for_store(store: Store) -> int:
    """Listings about which the store has to answer."""
    return NoticeItem.objects.filter(store=store, state="seller_to_answer").count()


def waiting_for_notifier(notifier: Notifier) -> int:
    """Listings about which the notifier has to insist or withdraw."""
    return NoticeItem.objects.filter(notice__notifier=notifier, state="holder_to_answer").count()


def _fates(stores: Iterable[Store], *, since: datetime, at: datetime) -> tuple[StoreFate, ...]:
    by_store: dict[str, list[Restriction]] = {}
    for one in Restriction.objects.filter(store__in=stores, begins__lte=at).order_by("begins", "pk"):
        by_store.setdefault(one.store_id or "", []).append(one)
    return tuple(
        StoreFate(
            store=store.pk,
            name=store.trading_name,
            state=store_state([fact(r) for r in by_store.get(store.pk, ())], at=at).value,
            steps=tuple(
                (r.begins, r.kind, r.ground, r.lifted_at) for r in by_store.get(store.pk, ()) if r.begins >= since
            ),
        )
        for store in sorted(stores, key=lambda s: s.pk)
    )


def _counted(rows: QuerySet[Notice]) -> QuerySet[Any]:
    return rows.select_related("brand").annotate(
        total=Count("items"),
        waiting=Count("items", filter=Q(items__state__in=OPEN_NOTICES)),
        good=Count("items", filter=Q(items__state="upheld")),
    )


def _line(row: Any) -> NoticeLine:
    return NoticeLine(
        notice=row.pk,
        brand_name=row.brand.name,
        ground=row.ground,
        lane=row.lane,
        filed_at=row.filed_at,
        last_answer_due=row.last_answer_due,
        listings=row.total,
        open=row.waiting,
        upheld=row.good,
        other=row.total - row.waiting - row.good,
    )


def _item(row: NoticeItem) -> ItemLine:
    return ItemLine(
        item=row.pk,
        notice=row.notice_id,
        brand_name=row.notice.brand.name,
        ground=row.ground,
        store=row.store_id,
        store_name=row.store.trading_name,
        listing=row.listing.listing_id,
        title=row.listing.title,
        state=row.state,
        due=row.due,
        evidence=row.notice.evidence,
        counter=row.counter_text,
        insist=row.insist_text,
        reason=row.reason,
        filed_at=row.notice.filed_at,
        decided=row.decided_id,
    )
