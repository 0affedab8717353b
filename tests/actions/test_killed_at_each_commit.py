"""From a decision to its acknowledgement: killed before or after each commit, every effect happens once.

A real process does the work and ends itself, without any cleaning up, before and after each commit, and when the receiver has a message but nobody
has written that down. Then the work is started again, as a worker is. What a message does is done once because its identifier stays the same and
the receiver does nothing twice under one: delivery itself is at least once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.web.office import AT, Office, build

from assay.actions import execution, log, message, notice, refund, webhook
from assay.errors import IllegalMove
from assay.outside.web import Answer
from assay.records.models import (
    Decision,
    Delivery,
    Execution,
    Listing,
    LogLeaf,
    Mark,
    Message,
    NoticeItem,
    NotifierRecord,
    Outbox,
    Refund,
    Restriction,
    Store,
    Strike,
)
from assay.regime.moves import NoticeState
from assay.regime.notice.completeness import Draft

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

KILLED = 9
AGAIN = AT + timedelta(minutes=10)  # when what a killed worker had claimed counts as lost


class Shop:
    """The marketplace's program: its messages in a file, each carried out once by its identifier. `dies` after the message that has this number."""

    def __init__(self, file: Path, *, dies: int = 0) -> None:
        self.file, self.dies, self.got = file, dies, 0

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        with self.file.open("a") as out:
            out.write(headers["webhook-id"] + "\n")
        self.got += 1
        if self.got == self.dies:
            os._exit(KILLED)
        return Answer(status=204)

    def ids(self) -> list[str]:
        return self.file.read_text().split() if self.file.exists() else []

    def acknowledge(self, office: Office, *, at: Any) -> None:
        effects = [(one.split("_")[1], one.split("_")[2]) for one in sorted(set(self.ids()))]
        execution.acknowledge(effects=effects, by=office.people["mara"], at=at)


@contextmanager
def commits(act: Callable[[str], None]) -> Iterator[None]:
    """`act` is called before and after each commit, also of a statement that is its own transaction."""
    real = connection._commit

    def commit() -> None:
        act("before")
        real()
        act("after")

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        alone = not connection.in_atomic_block and sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if alone:
            act("before")
        result = execute(sql, params, many, context)
        if alone:
            act("after")
        return result

    connection._commit = commit
    try:
        with connection.execute_wrapper(statement):
            yield
    finally:
        connection._commit = real


@pytest.fixture
def office() -> Office:
    made = build()
    Mark.objects.create(brand=made.aurelle, office="EUIPO", number="018000001", text="AURELLE")
    webhook.register(
        url="https://shop.example/assay", by=made.people["mara"], at=AT, resolve=lambda host, port: ["93.184.216.34"]
    )
    while webhook.send_waiting(at=AT, post=lambda url, body, headers: Answer(status=204)):
        pass
    settle_log()
    return made


def settle_log(at: Any = AT) -> None:
    while log.sequence(at=at):
        pass
    log.publish(at=at)


def case(office: Office, name: str) -> NoticeItem:
    """A store of its own with a listing that was sold, and a notice on it that a person has to decide."""
    store = Store.objects.create(store_id=name, legal_name=name, trading_name=name, opened_on=AT.date())
    Listing.objects.create(
        store=store,
        listing_id="1",
        title="Aurelle bag",
        attributes={"id": "1", "title": "Aurelle bag"},
        quantity=1,
        digest="0" * 64,
        first_seen_at=AT,
        changed_at=AT,
        screened_at=AT,
        needs_screening=False,
        verdict="publish",
        brand=office.aurelle,
    )
    refund.report_order(
        store=store,
        order_id="o",
        listing_id="1",
        product="",
        units=1,
        buyer="b",
        amount=None,
        fee=None,
        currency="",
        at=AT,
    )
    # The same record for each case, so that none is decided at filing because the others were upheld.
    NotifierRecord.objects.all().delete()
    draft = Draft(
        listings=(f"{name}/1",),
        ground="counterfeit",
        mark_office="EUIPO",
        mark_number="018000001",
        reference="",
        evidence="The clasp is not ours.",
        good_faith=True,
    )
    notice.file(draft=draft, by=office.people["bea"], at=AT)
    row = NoticeItem.objects.get(store=store)
    row.state, row.due = NoticeState.TO_DECIDE, None
    row.save()
    settle_log()
    return row


def work(office: Office, row: NoticeItem, shop: Shop, *, at: Any) -> None:
    """Everything from the decision to the acknowledgement, as people, worker and marketplace do it; safe to start again."""
    with suppress(IllegalMove):  # whoever decided before the crash has decided
        notice.decide(item=row.pk, by=office.people["vera"], upheld=True, reason="The clasp is a copy.", at=at)
    message.deliver(at=at)
    settle_log(at)
    webhook.send_waiting(at=at, post=shop.post, stamp=lambda: 1_463_734_800.0)
    shop.acknowledge(office, at=at)
    waiting = [r["refund"] for r in refund.waiting() if r["store"] == row.store_id]
    if waiting:
        refund.acknowledge(refunds=waiting, step="refunded", at=at)


def account(row: NoticeItem, *, leaves: int) -> dict[str, Any]:
    """What has happened to the store, in counts."""
    row.refresh_from_db()
    mine = Restriction.objects.filter(listing=row.listing)
    done = Execution.objects.filter(restriction__in=mine)
    return {
        "state": row.state,
        "decisions": Counter(Decision.objects.filter(store=row.store_id).values_list("kind", flat=True)),
        "restrictions": Counter((r.kind, r.lifted_at is not None) for r in mine),
        "points": sorted(Strike.objects.filter(store=row.store_id).values_list("points", flat=True)),
        "messages": Counter(
            (m.kind, m.delivered_at is not None) for m in Message.objects.filter(caused_by__store=row.store_id)
        ),
        "refunds": Counter(r.refunded_at is not None for r in Refund.objects.filter(order__store=row.store_id)),
        "waiting_entries": Outbox.objects.count(),
        "new_leaves": LogLeaf.objects.count() - leaves,
        "deliveries": Counter(
            (d.restriction.kind, d.effect, d.delivered_at is not None)
            for d in Delivery.objects.filter(restriction__in=mine).select_related("restriction")
            if d.delivered_at or d.attempts
        ),
        "effects": Counter((e.restriction.kind, e.effect) for e in done.select_related("restriction")),
    }


def in_a_process(do: Callable[[], None]) -> int:
    """Do it in a process of its own that may end at any moment; its exit code."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            do()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(office: Office, row: NoticeItem, shop: Shop, *, commit: int = 0, when: str = "") -> int:
    def do() -> None:
        seen = Counter[str]()

        def act(moment: str) -> None:
            seen[moment] += 1
            if moment == when and seen[moment] == commit:
                os._exit(KILLED)

        with commits(act):
            work(office, row, shop, at=AT)

    return in_a_process(do)


def test_each_effect_happens_once_whichever_commit_the_worker_is_killed_at(office: Office, tmp_path: Path) -> None:
    # Undisturbed, and started a second time: that changes nothing.
    plain, before, points = case(office, "plain"), LogLeaf.objects.count(), Counter[str]()
    shop = Shop(tmp_path / "plain")
    with commits(lambda moment: points.update([moment])):
        work(office, plain, shop, at=AT)
    wanted = account(plain, leaves=before)
    assert wanted["effects"] == {("pause", "lift"): 1, ("remove", "impose"): 1}
    assert wanted["restrictions"] == {("pause", True): 1, ("remove", False): 1}
    assert (wanted["points"], wanted["waiting_entries"]) == ([12], 0)
    assert wanted["refunds"] == {True: 1}
    work(office, plain, shop, at=AGAIN)
    assert account(plain, leaves=before) == wanted
    assert Counter(shop.ids()).most_common(1)[0][1] == 1
    kinds = len(set(shop.ids()))
    assert kinds == 2

    moments = [(n, when) for n in range(1, points["before"] + 1) for when in ("before", "after")]
    assert len(moments) >= 16
    for number, when in moments:
        row, leaves = case(office, f"c{number}-{when}"), LogLeaf.objects.count()
        shop = Shop(tmp_path / row.store_id)
        assert killed(office, row, shop, commit=number, when=when) == KILLED, (number, when)
        work(office, row, shop, at=AGAIN)
        work(office, row, shop, at=AGAIN + timedelta(hours=1))
        assert account(row, leaves=leaves) == wanted, (number, when)
        assert len(set(shop.ids())) == kinds, (number, when)


@pytest.mark.parametrize("sent", [1, 2])
def test_a_message_that_arrived_before_the_worker_died_is_sent_again_under_its_identifier(
    office: Office, tmp_path: Path, sent: int
) -> None:
    plain, before = case(office, "plain"), LogLeaf.objects.count()
    work(office, plain, Shop(tmp_path / "plain"), at=AT)
    wanted = account(plain, leaves=before)
    row, leaves = case(office, "died"), LogLeaf.objects.count()
    file = tmp_path / "died"
    assert killed(office, row, Shop(file, dies=sent)) == KILLED
    first = Shop(file).ids()
    assert len(first) == sent
    work(office, row, Shop(file), at=AGAIN)
    got = Counter(Shop(file).ids())
    assert got[first[-1]] == 2  # at least once
    assert account(row, leaves=leaves) == wanted  # and its effect once
