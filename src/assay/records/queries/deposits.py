"""Which deposits are there, what is to be received, and what is to be paid out?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from assay.records.models import Deposit, Store
from assay.records.queries.pages import Page
from assay.regime.moves import DepositState

SIZE = 50
ENDED = (DepositState.RELEASED, DepositState.FORFEITED)


@dataclass(frozen=True, kw_only=True)
class DepositLine:
    """One deposit. `to`: whose the money is: the store until it is forfeited, then the holder of the mark (a brand) or "buyers"."""

    deposit: uuid.UUID
    store: str
    store_name: str
    listing: str
    listing_pk: int
    title: str
    dispute: str
    item: uuid.UUID | None
    appeal: uuid.UUID | None
    amount: Decimal
    currency: str
    state: str
    offered_at: datetime
    pay_by: datetime
    received_at: datetime | None
    reference: str
    ended_at: datetime | None
    ended_by: uuid.UUID | None
    to: str
    payable_from: datetime | None
    paid_at: datetime | None


def of_store(store: Store, *, page: int = 1) -> Page:
    """The store's deposits, the newest first."""
    return _page(Deposit.objects.filter(store=store), page=page)


def all_deposits(*, waiting: bool, page: int = 1) -> Page:
    """Every deposit, the newest first; `waiting`: only those whose money is to come, is held, or is to be paid out."""
    open_ones = Q(paid_at__isnull=True) & ~Q(state=DepositState.LAPSED)
    return _page(Deposit.objects.filter(open_ones) if waiting else Deposit.objects.all(), page=page)


def deposit(pk: uuid.UUID) -> DepositLine | None:
    """One deposit, or None."""
    row = _rows(Deposit.objects.filter(pk=pk)).first()
    return _line(row) if row else None


def to_do(*, at: datetime) -> int:
    """How many wait for the operator: money that may have come, and money that may leave now."""
    payable = Q(state__in=ENDED, paid_at__isnull=True) & (Q(payable_from__isnull=True) | Q(payable_from__lte=at))
    return Deposit.objects.filter(Q(state=DepositState.OFFERED) | payable).count()


def _page(rows: QuerySet[Deposit], *, page: int) -> Page:
    total = rows.count()
    number = min(max(1, page), max(1, -(-total // SIZE)))
    chosen = _rows(rows).order_by("-offered_at", "-pk")[(number - 1) * SIZE : number * SIZE]
    return Page(rows=tuple(_line(r) for r in chosen), number=number, total=total, size=SIZE)


def _rows(rows: QuerySet[Deposit]) -> QuerySet[Deposit]:
    return rows.select_related("listing", "store", "holder")


def _line(row: Deposit) -> DepositLine:
    forfeited = row.state == DepositState.FORFEITED
    return DepositLine(
        deposit=row.pk,
        store=row.store_id,
        store_name=row.store.trading_name,
        listing=row.listing.listing_id,
        listing_pk=row.listing_id,
        title=row.listing.title,
        dispute="notice" if row.notice_item_id else "appeal",
        item=row.notice_item_id,
        appeal=row.appeal_id,
        amount=row.amount,
        currency=row.currency,
        state=row.state,
        offered_at=row.offered_at,
        pay_by=row.pay_by,
        received_at=row.received_at,
        reference=row.reference,
        ended_at=row.ended_at,
        ended_by=row.ended_by_id,
        to=(row.holder_id or row.forfeited_to) if forfeited else row.store_id,
        payable_from=row.payable_from,
        paid_at=row.paid_at,
    )
