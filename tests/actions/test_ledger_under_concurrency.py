"""Thirty-two writers at once: no balance below zero, no order booked twice, no invoice line behind two rights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

from assay.actions.order import report_return, report_sale
from assay.actions.right import book, give
from assay.errors import Conflict
from assay.records.models import (
    Application,
    Brand,
    Document,
    OrderReturn,
    Right,
    Store,
    UnitAccount,
    UnitEntry,
    UsedLine,
)
from assay.regime.right.grant import Grant
from assay.regime.right.scope import Scope
from assay.regime.right.term import Term
from assay.regime.right.units import Account, sold

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
WRITERS = 32
T = TypeVar("T")


def at_once(jobs: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Run every job in a thread with its own connection; all start together."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T | Exception:
        try:
            start.wait(timeout=60)
            return job()
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def office() -> tuple[Store, Brand]:
    store = Store.objects.create(
        store_id="s-1", legal_name="Novara Moda", trading_name="Novara", opened_on=date(2020, 1, 1)
    )
    return store, Brand.objects.create(brand_id="aurelle", name="Aurelle", enrolled_at=AT)


def application(store: Store, brand: Brand, state: str = "granted") -> tuple[Application, Document]:
    row = Application.objects.create(
        store=store,
        brand=brand,
        lane="proof",
        state=state,
        goods=[],
        handed_in_at=AT,
        first_answer_due=AT,
        last_answer_due=AT,
    )
    paper = Document.objects.create(application=row, filename="x.pdf", sha256="ab" * 32, size=1, handed_in_at=AT)
    return row, paper


def grant(units: dict[str, int], *, until: date = date(2027, 11, 24)) -> Grant:
    return Grant(
        store="s-1",
        brand="aurelle",
        scope=Scope(),
        term=Term(valid_from=date(2026, 11, 24), valid_to=until),
        units=units,
    )


def right_with(
    row: Application, units: dict[str, int], backing: Any = (), *, until: date = date(2027, 11, 24)
) -> Right:
    with transaction.atomic():
        return give(
            application=row, grant=grant(units, until=until), backing=list(backing), by=None, at=AT, led_by=None
        )


def comes_back(store: Store, *, order: str, units: int = 1, return_id: str = "") -> int:
    return report_return(store=store, product="2100", units=units, order=order, return_id=return_id, at=AT)


def balances() -> dict[str, int]:
    totals: Counter[str] = Counter()
    for account in UnitAccount.objects.all():
        totals[account.account] += account.balance
    return dict(totals)


def entries_agree() -> bool:
    """Double entry: every account's balance is the sum of its entries."""
    sums: Counter[tuple[int, str, str]] = Counter()
    for entry in UnitEntry.objects.all():
        sums[entry.right_id, entry.source, entry.product] -= entry.units
        sums[entry.right_id, entry.target, entry.product] += entry.units
    stored = {(a.right_id, a.account, a.product): a.balance for a in UnitAccount.objects.all()}
    return {k: v for k, v in stored.items() if v} == {k: v for k, v in sums.items() if v}


def test_more_orders_than_pieces_never_go_below_zero() -> None:
    store, brand = office()
    right_with(application(store, brand)[0], {"2100": 20})
    jobs = [
        lambda n=n: report_sale(store=store, product="2100", units=1, order=f"o-{n}", at=AT) for n in range(WRITERS)
    ]
    answers = at_once(jobs)
    assert Counter(answers) == {1: 20, 0: 12}
    assert balances() == {Account.SUPPLIER: -20, Account.AVAILABLE: 0, Account.SOLD: 20}
    assert entries_agree()


def test_an_order_that_is_reported_by_many_at_once_is_booked_once() -> None:
    store, brand = office()
    right_with(application(store, brand)[0], {"2100": 5}, until=date(2027, 1, 1))
    right_with(application(store, brand)[0], {"2100": 50})
    jobs = [lambda: report_sale(store=store, product="2100", units=4, order="o-1", at=AT) for _ in range(WRITERS)]
    assert Counter(at_once(jobs)) == {4: WRITERS}
    assert balances() == {Account.SUPPLIER: -55, Account.AVAILABLE: 51, Account.SOLD: 4}
    assert entries_agree()


def test_sales_and_returns_that_cross_do_not_deadlock() -> None:
    store, brand = office()
    right_with(application(store, brand)[0], {"2100": 100})
    for n in range(WRITERS // 2):
        report_sale(store=store, product="2100", units=1, order=f"old-{n}", at=AT)
    jobs = [
        (lambda n=n: comes_back(store, order=f"old-{n // 2}"))
        if n % 2
        else (lambda n=n: report_sale(store=store, product="2100", units=1, order=f"new-{n // 2}", at=AT))
        for n in range(WRITERS)
    ]
    assert Counter(at_once(jobs)) == {1: WRITERS}
    assert balances() == {Account.SUPPLIER: -100, Account.AVAILABLE: 84, Account.SOLD: 16}
    assert entries_agree()


def test_one_invoice_line_backs_one_right_however_many_try() -> None:
    store, brand = office()
    papers = [application(store, brand) for _ in range(WRITERS)]
    jobs = [lambda row=row, paper=paper: right_with(row, {"2100": 10}, [(paper, "line-1")]) for row, paper in papers]
    answers = at_once(jobs)
    assert Counter(type(a).__name__ for a in answers) == {"Right": 1, "Conflict": WRITERS - 1}
    assert UsedLine.objects.count() == Right.objects.count() == 1
    assert balances() == {Account.SUPPLIER: -10, Account.AVAILABLE: 10}
    assert entries_agree()


def test_the_database_refuses_a_balance_below_zero_and_a_changed_entry() -> None:
    store, brand = office()
    right = right_with(application(store, brand)[0], {"2100": 3})
    with pytest.raises(Conflict, match="there are not 4 pieces of 2100 left"), transaction.atomic():
        book(right=right, entry=sold("2100", 4), reference="order:x", at=AT)
    assert balances() == {Account.SUPPLIER: -3, Account.AVAILABLE: 3}
    assert not UnitEntry.objects.filter(reference="order:x").exists()
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        UnitEntry.objects.update(units=1)


def test_parts_of_an_order_that_come_back_at_once_never_make_more_pieces_than_were_sold() -> None:
    store, brand = office()
    right_with(application(store, brand)[0], {"2100": 50})
    assert report_sale(store=store, product="2100", units=20, order="o-1", at=AT) == 20
    jobs = [lambda n=n: comes_back(store, order="o-1", return_id=f"r-{n}") for n in range(WRITERS)]
    answers = at_once(jobs)
    assert Counter(a if isinstance(a, int) else type(a).__name__ for a in answers) == {1: 20, "Conflict": 12}
    assert balances() == {Account.SUPPLIER: -50, Account.AVAILABLE: 50, Account.SOLD: 0}
    assert entries_agree()


def test_one_return_that_is_reported_by_many_at_once_moves_pieces_once() -> None:
    store, brand = office()
    right_with(application(store, brand)[0], {"2100": 50})
    report_sale(store=store, product="2100", units=20, order="o-1", at=AT)
    jobs = [lambda: comes_back(store, order="o-1", units=3, return_id="r-1") for _ in range(WRITERS)]
    assert Counter(at_once(jobs)) == {3: WRITERS}
    assert balances() == {Account.SUPPLIER: -50, Account.AVAILABLE: 33, Account.SOLD: 17}
    assert (OrderReturn.objects.count(), entries_agree()) == (1, True)
