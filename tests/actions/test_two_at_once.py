"""Two people decide at the same moment: one wins, the other is told, and what follows happens once. A killed worker leaves nothing undone or done twice.

On PostgreSQL, with threads that have connections of their own, and with processes that get `kill -9` while they hold a transaction.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from assay.actions import appeal, brand, listing, log, message, notice, report, settlement
from assay.actions import store as stores
from assay.actions.right import give, revoke
from assay.errors import AssayError, Conflict, IllegalMove, NotPermitted
from assay.records.models import (
    Appeal,
    Application,
    Decision,
    Listing,
    LogLeaf,
    Message,
    NoticeItem,
    Outbox,
    Person,
    Restriction,
    Store,
    StoreApproval,
    Strike,
)
from assay.regime.brand import register
from assay.regime.notice.completeness import Draft
from assay.regime.right.grant import Grant
from assay.regime.right.scope import Scope
from assay.regime.right.term import Term
from assay.regime.terms import DecisionKind, Ground, Role

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def both(*jobs: Callable[[], Any]) -> tuple[list[Any], list[AssayError]]:
    """Run the jobs at once, each in a thread with its own connection: what came back, and who was told no."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=60)
            return job()
        except AssayError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        ends = list(pool.map(run, jobs))
    return [e for e in ends if not isinstance(e, AssayError)], [e for e in ends if isinstance(e, AssayError)]


@pytest.fixture
def people() -> dict[str, Person]:
    roles = {"vera": Role.VERIFIER, "vito": Role.VERIFIER, "enno": Role.ENFORCER, "ella": Role.ENFORCER}
    roles |= {"ada": Role.ADJUDICATOR, "adam": Role.ADJUDICATOR}
    found = {name: Person.objects.create(username=name, role=role) for name, role in roles.items()}
    norvik = brand.enrol(
        brand_id="norvik",
        name="Norvik",
        marks=[register.Mark(office="EUIPO", number="018000001")],
        by=None,
        at=AT,
    )
    shop = Store.objects.create(
        store_id="shop", legal_name="Shop GmbH", trading_name="Shop", opened_on=date(2014, 1, 1)
    )
    found["nora"] = Person.objects.create(username="nora", role=Role.BRAND, brand=norvik)
    found["sue"] = Person.objects.create(username="sue", role=Role.SELLER, store=shop)
    rows = [{"id": str(n), "title": f"Canvas bag {n}", "price": "10.00 EUR", "quantity": 1} for n in range(6)]
    listing.take(store=shop, rows=rows, at=AT)
    while listing.screen_waiting(at=AT):
        pass
    return found


def draft(*names: str) -> Draft:
    return Draft(
        listings=names,
        ground="counterfeit",
        mark_office="EUIPO",
        mark_number="018000001",
        evidence="A test purchase showed a wrong number.",
        good_faith=True,
    )


def item_to_decide(people: dict[str, Person], *, which: int = 0) -> NoticeItem:
    row = notice.file(draft=draft(f"shop/{which}"), by=people["nora"], at=AT).items.get()
    notice.counter(item=row.pk, by=people["sue"], text="It is genuine.", at=AT)
    return notice.insist(item=row.pk, by=people["nora"], text="It is not.", at=AT)


def entries() -> int:
    return Outbox.objects.count() + LogLeaf.objects.count()


def test_of_two_who_decide_a_notice_one_wins_and_the_other_is_told(people: dict[str, Person]) -> None:
    item = item_to_decide(people)
    before = Decision.objects.count()
    won, told = both(
        lambda: notice.decide(item=item.pk, by=people["vera"], upheld=True, reason="It is fake.", at=AT),
        lambda: notice.decide(item=item.pk, by=people["vito"], upheld=True, reason="It is fake indeed.", at=AT),
    )
    assert ([type(t) for t in told], len(won)) == ([IllegalMove], 1)
    row = NoticeItem.objects.get(pk=item.pk)
    assert (row.state, row.reason) == ("upheld", won[0].reason)
    assert Restriction.objects.filter(kind="remove", listing=item.listing_id).count() == 1
    assert [s.points for s in Strike.objects.all()] == [12]
    made = Decision.objects.filter(kind=DecisionKind.NOTICE_DECISION, subject_kind="noticeitem")
    assert [d.outcome["state"] for d in made.order_by("at", "pk")].count("upheld") == 1
    assert Decision.objects.count() > before
    assert Message.objects.filter(kind="notice_upheld").count() == 2
    assert entries() == Decision.objects.count()


def test_a_decision_for_and_one_against_a_notice_do_not_mix(people: dict[str, Person]) -> None:
    item = item_to_decide(people)
    won, told = both(
        lambda: notice.decide(item=item.pk, by=people["vera"], upheld=True, reason="It is fake.", at=AT),
        lambda: notice.decide(item=item.pk, by=people["vito"], upheld=False, reason="It is genuine.", at=AT),
    )
    assert ([type(t) for t in told], len(won)) == ([IllegalMove], 1)
    removed = Restriction.objects.filter(kind="remove", listing=item.listing_id, lifted_at__isnull=True).exists()
    assert (won[0].state, removed) in {("upheld", True), ("rejected", False)}
    assert Restriction.objects.filter(kind="pause", listing=item.listing_id, lifted_at__isnull=True).count() == 0


def test_the_clock_and_a_person_do_not_both_end_a_notice(people: dict[str, Person]) -> None:
    row = notice.file(draft=draft("shop/0"), by=people["nora"], at=AT).items.get()
    late = AT + timedelta(days=30)
    won, told = both(
        lambda: notice.act_on_clocks(at=late),
        lambda: notice.withdraw(item=row.pk, by=people["nora"], at=late),
    )
    row.refresh_from_db()
    assert row.state in ("upheld", "withdrawn")
    if row.state == "upheld":
        assert ([type(t) for t in told], won) == ([IllegalMove], [1])
    else:
        assert (told, sorted(map(str, won))) == ([], sorted(["0", str(row)]))
    assert Decision.objects.filter(kind=DecisionKind.NOTICE_DECISION, subject_id=str(row.pk)).count() == 1


def test_two_workers_end_each_notice_whose_time_is_over_once(people: dict[str, Person]) -> None:
    notice.file(draft=draft(*(f"shop/{n}" for n in range(6))), by=people["nora"], at=AT)
    late = AT + timedelta(days=30)
    won, told = both(*[lambda: notice.act_on_clocks(at=late)] * 3)
    assert (told, sum(won)) == ([], 6)
    assert NoticeItem.objects.filter(state="upheld").count() == 6
    assert Decision.objects.filter(kind=DecisionKind.NOTICE_DECISION, subject_kind="noticeitem").count() == 6
    assert Restriction.objects.filter(kind="remove", lifted_at__isnull=True).count() == 6
    assert Message.objects.filter(kind="notice_upheld", store="shop").count() == 6


def test_of_two_who_decide_a_report_one_wins_and_the_other_is_told(people: dict[str, Person]) -> None:
    row = report.file(listing=Listing.objects.get(listing_id="0"), text="Glue.", bought=False, order_id="", at=AT)
    won, told = both(
        lambda: report.decide(report=row.pk, by=people["vera"], confirmed=True, reason="Fake.", at=AT),
        lambda: report.decide(report=row.pk, by=people["vito"], confirmed=True, reason="Fake!", at=AT),
    )
    assert ([type(t) for t in told], len(won)) == ([Conflict], 1)
    assert (Strike.objects.count(), Restriction.objects.filter(kind="remove").count()) == (1, 1)


def test_of_two_who_settle_papers_one_wins_and_the_other_is_told(people: dict[str, Person]) -> None:
    row = Application.objects.create(
        store_id="shop",
        brand_id="norvik",
        lane="proof",
        state="in_review",
        goods=[{"name": "Bag", "model": "B-1", "gtin": "", "units": 1}],
        handed_in_at=AT,
        first_answer_due=AT,
        last_answer_due=AT + timedelta(days=5),
    )

    def refuse(who: str) -> Callable[[], Decision]:
        return lambda: settlement.settle(
            application=row.pk, by=people[who], accept=False, reason=f"No: {who}.", forged=True, at=AT
        )

    won, told = both(refuse("vera"), refuse("vito"))
    assert ([type(t) for t in told], len(won)) == ([IllegalMove], 1)
    settled = Decision.objects.get(kind=DecisionKind.SETTLE)
    assert (settled.pk, settled.outcome["state"]) == (won[0].pk, "refused")
    assert Strike.objects.count() == 1
    assert Message.objects.filter(store="shop", caused_by=settled).count() == 1


def test_of_two_who_decide_an_appeal_one_wins_and_the_other_is_told(people: dict[str, Person]) -> None:
    item = item_to_decide(people)
    notice.decide(item=item.pk, by=people["vera"], upheld=True, reason="It is fake.", at=AT)
    decided = NoticeItem.objects.get(pk=item.pk).decided
    assert decided is not None
    row = appeal.open_appeal(decision=decided.pk, by=people["sue"], text="It is genuine.", at=AT)

    def decide(who: str, *, upheld: bool) -> Callable[[], Appeal]:
        return lambda: appeal.decide_appeal(appeal=row.pk, by=people[who], upheld=upheld, reason="Seen.", at=AT)

    won, told = both(decide("ada", upheld=True), decide("adam", upheld=False))
    assert ([type(t) for t in told], len(won)) == ([IllegalMove], 1)
    assert Decision.objects.filter(kind=DecisionKind.APPEAL_DECISION).count() == 1
    standing = Restriction.objects.filter(kind="remove", listing=item.listing_id, lifted_at__isnull=True).count()
    assert (won[0].state, standing) in {("upheld", 0), ("rejected", 1)}
    assert Message.objects.filter(kind__startswith="appeal_").count() == 1


def test_two_appeals_against_one_decision_are_one(people: dict[str, Person]) -> None:
    item = item_to_decide(people)
    notice.decide(item=item.pk, by=people["vera"], upheld=True, reason="It is fake.", at=AT)
    decided = NoticeItem.objects.get(pk=item.pk).decided
    assert decided is not None

    def open_one() -> Appeal:
        return appeal.open_appeal(decision=decided.pk, by=people["sue"], text="It is genuine.", at=AT)

    won, told = both(open_one, open_one, open_one)
    assert ([type(t) for t in told], len(won)) == ([Conflict, Conflict], 1)
    assert Decision.objects.filter(kind=DecisionKind.APPEAL).count() == 1


def test_of_two_who_end_a_right_one_wins_and_the_other_is_told(people: dict[str, Person]) -> None:
    row = Application.objects.create(
        store_id="shop",
        brand_id="norvik",
        lane="proof",
        state="granted",
        goods=[],
        handed_in_at=AT,
        first_answer_due=AT,
        last_answer_due=AT,
    )
    grant = Grant(
        store="shop",
        brand="norvik",
        scope=Scope(),
        term=Term(valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1)),
        units={},
        conditional=False,
    )
    with transaction.atomic():
        right = give(application=row, grant=grant, backing=(), by=people["vera"], at=AT, led_by=None)

    def end(who: str) -> Callable[[], Decision]:
        return lambda: revoke(right=right.pk, ground=Ground.FORGED_PAPER, seen="It is forged.", by=people[who], at=AT)

    won, told = both(end("enno"), end("ella"))
    assert ([type(t) for t in told], len(won)) == ([Conflict], 1)
    assert Restriction.objects.filter(kind="revoke", right=right, lifted_at__isnull=True).count() == 1


def to_be_closed(people: dict[str, Person]) -> Store:
    """A store that has been warned and told; its thirty days are over, and nobody has agreed yet."""
    shop = Store.objects.get(pk="shop")
    for day in range(4):
        at = AT + timedelta(days=day)
        row = report.file(
            listing=Listing.objects.get(listing_id=str(day)), text="Glue.", bought=False, order_id="", at=at
        )
        report.decide(report=row.pk, by=people["vera"], confirmed=True, reason="Fake.", at=at)
    message.deliver(at=AT + timedelta(days=4))
    stores.give_closure_notice(store=shop, by=people["enno"], at=AT + timedelta(days=4))
    message.deliver(at=AT + timedelta(days=4))
    return shop


def test_two_who_agree_at_once_close_a_store_once(people: dict[str, Person]) -> None:
    shop = to_be_closed(people)
    late = AT + timedelta(days=40)
    won, told = both(
        lambda: stores.agree_to_closure(store=shop, by=people["enno"], at=late),
        lambda: stores.agree_to_closure(store=shop, by=people["ella"], at=late),
    )
    assert told == []
    assert sorted(v.allowed for v in won) == [False, True]
    closed = Decision.objects.get(kind=DecisionKind.CLOSE)
    assert StoreApproval.objects.filter(used_by=closed).count() == 2
    assert Restriction.objects.filter(store=shop, kind="close", lifted_at__isnull=True).count() == 1
    assert Restriction.objects.filter(caused_by=closed, kind="remove").count() == 6
    assert Message.objects.filter(kind="store_close").count() == 1


DIES = """
import os, sys, uuid
import django
django.setup()
from datetime import datetime
from assay.actions import {imports}
from assay.records.models import *
from django.db import transaction
at = datetime.fromisoformat(sys.argv[1])
real = transaction.Atomic.__exit__
def stops(self, *how):
    if not transaction.get_connection().savepoint_ids:
        print("decided", flush=True)
        sys.stdin.read()
    return real(self, *how)
transaction.Atomic.__exit__ = stops
{act}
"""


def killed_before_the_commit(imports: str, act: str) -> None:
    """A process of the office that does all of this, and gets `kill -9` when only the commit is missing."""
    name = connection.settings_dict["NAME"]
    base, _, tail = settings.DATABASE_URL.partition("?")
    url = base.rsplit("/", 1)[0] + f"/{name}" + (f"?{tail}" if tail else "")
    process = subprocess.Popen(
        [sys.executable, "-c", DIES.format(imports=imports, act=act), AT.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"DATABASE_URL": url},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"decided\n"
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=60) == -signal.SIGKILL


def test_who_is_killed_before_the_commit_has_decided_nothing(people: dict[str, Person]) -> None:
    item = item_to_decide(people)
    before = (Decision.objects.count(), entries(), Message.objects.count(), Restriction.objects.count())
    killed_before_the_commit(
        "notice",
        f"notice.decide(item=uuid.UUID('{item.pk}'), by=Person.objects.get(username='vera'), upheld=True, reason='Fake.', at=at)",
    )
    assert (Decision.objects.count(), entries(), Message.objects.count(), Restriction.objects.count()) == before
    # The lock went with the process: the next person decides at once, and everything follows once.
    notice.decide(item=item.pk, by=people["vito"], upheld=True, reason="It is fake.", at=AT)
    assert Restriction.objects.filter(kind="remove", listing=item.listing_id).count() == 1
    assert Strike.objects.count() == 1


def test_a_worker_that_is_killed_while_it_delivers_delivers_once(people: dict[str, Person]) -> None:
    notice.file(draft=draft("shop/0", "shop/1"), by=people["nora"], at=AT)
    waiting = Message.objects.filter(delivered_at__isnull=True).count()
    assert waiting == 1
    killed_before_the_commit("message", "message.deliver(at=at)")
    assert Message.objects.filter(delivered_at__isnull=True).count() == 1
    won, told = both(*[lambda: message.deliver(at=AT)] * 3)
    assert (told, sum(won)) == ([], 1)
    assert message.deliver(at=AT) == 0


def test_a_worker_that_is_killed_while_it_sequences_gives_each_entry_one_place(people: dict[str, Person]) -> None:
    notice.file(draft=draft("shop/0", "shop/1"), by=people["nora"], at=AT)
    decided = Decision.objects.count()
    killed_before_the_commit("log", "log.sequence(at=at)")
    assert (Outbox.objects.count(), LogLeaf.objects.count()) == (decided, 0)
    won, told = both(*[lambda: log.sequence(at=AT)] * 3)
    assert (told, sum(won)) == ([], decided)
    assert sorted(LogLeaf.objects.values_list("index", flat=True)) == list(range(decided))
    assert LogLeaf.objects.values("decision").distinct().count() == decided


def test_a_worker_that_is_killed_between_silence_and_its_effect_removes_once(people: dict[str, Person]) -> None:
    row = notice.file(draft=draft("shop/0"), by=people["nora"], at=AT).items.get()
    NoticeItem.objects.filter(pk=row.pk).update(due=AT - timedelta(days=1))
    killed_before_the_commit("notice", "notice.act_on_clocks(at=at)")
    row.refresh_from_db()
    assert (row.state, Restriction.objects.filter(kind="remove").count()) == ("seller_to_answer", 0)
    assert [notice.act_on_clocks(at=AT), notice.act_on_clocks(at=AT)] == [1, 0]
    assert Restriction.objects.filter(kind="remove").count() == 1


def test_agreements_from_before_the_notice_close_no_store(people: dict[str, Person]) -> None:
    """Who agreed to another notice, which fell, has said nothing about this one."""
    shop = to_be_closed(people)
    late = AT + timedelta(days=40)
    stores.agree_to_closure(store=shop, by=people["enno"], at=late)
    notice_of = Decision.objects.get(kind=DecisionKind.LADDER, outcome__step="closure_notice")
    seller = Person.objects.get(username="sue")
    case = appeal.open_appeal(decision=notice_of.pk, by=seller, text="Too early.", at=late)
    appeal.decide_appeal(appeal=case.pk, by=people["ada"], upheld=True, reason="It was.", at=late)
    with pytest.raises(NotPermitted, match="no notice of closure was given"):
        stores.agree_to_closure(store=shop, by=people["ella"], at=late)
    again = late + timedelta(days=1)
    stores.give_closure_notice(store=shop, by=people["ella"], at=again)
    message.deliver(at=again)
    verdict = stores.agree_to_closure(store=shop, by=people["ella"], at=again + timedelta(days=31))
    assert verdict.missing == ("1 of the 2 people agreed that closure needs",)
    assert not Restriction.objects.filter(store=shop, kind="close").exists()
    assert stores.agree_to_closure(store=shop, by=people["enno"], at=again + timedelta(days=32)).allowed
    closed = Decision.objects.get(kind=DecisionKind.CLOSE)
    assert StoreApproval.objects.filter(used_by=closed).count() == 2


def test_who_agreed_to_a_closure_does_not_review_it(people: dict[str, Person]) -> None:
    """Also where he has changed his desk since."""
    shop = to_be_closed(people)
    for n, who in enumerate(("enno", "ella")):
        stores.agree_to_closure(store=shop, by=people[who], at=AT + timedelta(days=40 + n))
    Person.objects.filter(username="enno").update(role=Role.ADJUDICATOR)
    closed = Decision.objects.get(kind=DecisionKind.CLOSE)
    case = appeal.open_appeal(
        decision=closed.pk, by=Person.objects.get(username="sue"), text="It is wrong.", at=AT + timedelta(days=42)
    )
    assert closed.by == people["ella"]
    with pytest.raises(NotPermitted, match="who decided may not review it"):
        appeal.decide_appeal(
            appeal=case.pk, by=people["enno"], upheld=False, reason="As I said.", at=AT + timedelta(days=43)
        )


def test_who_found_the_fake_does_not_review_the_step_of_the_ladder_that_followed(people: dict[str, Person]) -> None:
    shop = to_be_closed(people)
    warned = Decision.objects.get(kind=DecisionKind.WARN, store=shop)
    assert (warned.by, warned.led_by.by) == (None, people["vera"])  # type: ignore[union-attr]
    case = appeal.open_appeal(
        decision=warned.pk, by=Person.objects.get(username="sue"), text="It is wrong.", at=AT + timedelta(days=5)
    )
    Person.objects.filter(username="vera").update(role=Role.ADJUDICATOR)
    words = {"appeal": case.pk, "upheld": False, "reason": "It stands.", "at": AT + timedelta(days=6)}
    with pytest.raises(NotPermitted, match="who decided may not review it"):
        appeal.decide_appeal(by=people["vera"], **words)  # type: ignore[arg-type]
    assert appeal.decide_appeal(by=people["ada"], **words).state == "rejected"  # type: ignore[arg-type]
