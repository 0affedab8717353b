"""Whatever happens, in whatever order, the promises hold.

Nobody is closed unwarned, nobody reviews himself, an upheld appeal lifts what the wrong decision caused and no more, a closed store offers
nothing, every clock ends, and a refused action changes nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from assay.actions import appeal, brand, deposit, listing, message, notice, refund
from assay.actions import store as stores
from assay.errors import AssayError
from assay.records.models import (
    Appeal,
    Decision,
    Deposit,
    Listing,
    Message,
    NoticeItem,
    Person,
    Refund,
    Restriction,
    Store,
    StoreApproval,
    Strike,
)
from assay.regime.brand import register
from assay.regime.moves import OPEN_NOTICES, AppealState
from assay.regime.notice.completeness import Draft
from assay.regime.terms import DecisionKind, RestrictionKind, Role

pytestmark = pytest.mark.django_db

LIVED: Counter[str] = Counter()
"""What was done in the lives of a run: lives, steps tried, and each act that was not refused."""
OPERATORS = ("enno", "ella", "ada", "adam", "vera")


class Office(RuleBasedStateMachine):
    """One store against an office of five: fakes, notices, warnings, appeals, closures, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.at = datetime(2016, 4, 1, 9, tzinfo=UTC)
        self.offered = self.sold = 0

    def teardown(self) -> None:
        LIVED["lives"] += 1
        if hasattr(self, "store"):
            self.every_clock_ends()
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def found(self) -> None:
        mark = register.Mark(office="EUIPO", number="018000001")
        self.brand = brand.enrol(brand_id="norvik", name="Norvik", marks=[mark], by=None, at=self.at)
        self.store = Store.objects.create(
            store_id="shop", legal_name="Shop GmbH", trading_name="Shop", opened_on=date(2014, 1, 1)
        )
        self.people = {
            name: Person.objects.create(username=name, role=Role.ENFORCER if name[0] == "e" else Role.ADJUDICATOR)
            for name in OPERATORS
        }
        self.seller = Person.objects.create(username="sue", role=Role.SELLER, store=self.store)
        self.holder = Person.objects.create(username="nora", role=Role.BRAND, brand=self.brand)

    def every_clock_ends(self) -> None:
        """A year on nothing waits for an answer that silence gives, nothing that was held is held still, and no hold ended twice."""
        self.at += timedelta(days=366)
        while notice.act_on_clocks(at=self.at):
            pass
        assert list(NoticeItem.objects.filter(state__in=["filed", "seller_to_answer", "holder_to_answer"])) == []
        assert list(NoticeItem.objects.exclude(state="to_decide").filter(due__isnull=False)) == []
        waiting = set(NoticeItem.objects.filter(state="to_decide").values_list("listing", flat=True))
        by_notice = Restriction.objects.filter(kind="pause", caused_by__subject_kind="notice", lifted_at__isnull=True)
        assert set(by_notice.values_list("listing", flat=True)) <= waiting
        deposit.lapse_unpaid(at=self.at)
        assert not Deposit.objects.filter(state="offered").exists()
        for money in Deposit.objects.filter(state="received"):
            # What is still held hangs on a person's answer that is still open; a year on everything else may have left.
            open_item = money.notice_item is not None and money.notice_item.state == "to_decide"
            assert open_item or (money.appeal is not None and money.appeal.state == AppealState.OPEN)
        holds = Restriction.objects.filter(kind="hold_funds")
        assert [h for h in holds if h.until is None or h.until > self.at] == []
        assert all(h.until == h.begins + timedelta(days=30) and h.amount == 100 for h in holds)
        assert Appeal.objects.filter(state=AppealState.OPEN, due__gt=self.at).count() == 0

    def tried(self, act: Any, **words: Any) -> Any:
        """Do it; a refusal must change nothing."""
        before = self.counted()
        LIVED["steps"] += 1
        try:
            with transaction.atomic():
                done = act(at=self.at, **words)
            LIVED[act.__name__] += 1
            return done
        except AssayError:
            assert self.counted() == before
            return None

    @staticmethod
    def counted() -> tuple[int, int, int, int]:
        return (
            Decision.objects.count(),
            Restriction.objects.filter(lifted_at__isnull=True).count(),
            Strike.objects.filter(lifted_at__isnull=True).count(),
            Message.objects.count(),
        )

    @rule(fake=st.booleans())
    def offers(self, fake: bool) -> None:
        self.offered += 1
        title = f"Norvik chronograph 1:1 replica no {self.offered}" if fake else f"Plain canvas bag {self.offered}"
        row = {"id": str(self.offered), "title": title, "price": "60.00 EUR", "quantity": 1}
        self.tried(listing.take, store=self.store, rows=[row])
        listing.screen_waiting(at=self.at)

    @rule()
    def is_caught_day_after_day(self) -> None:
        for _ in range(4):
            self.offers(fake=True)
            self.at += timedelta(days=1)
        self.post_goes_out()

    @rule()
    def post_goes_out(self) -> None:
        message.deliver(at=self.at)

    @rule(days=st.sampled_from([1, 1, 1, 3, 31, 200]))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule()
    def clocks_run(self) -> None:
        notice.act_on_clocks(at=self.at)
        deposit.lapse_unpaid(at=self.at)
        late = NoticeItem.objects.filter(due__lt=self.at, state__in=["seller_to_answer", "holder_to_answer"])
        assert not late.exists()

    @rule(who=st.sampled_from(["enno", "ella"]))
    def notice_of_closure(self, who: str) -> None:
        self.tried(stores.give_closure_notice, store=self.store, by=self.people[who])

    @rule(who=st.sampled_from(["enno", "ella"]))
    def agrees_to_closure(self, who: str) -> None:
        self.tried(stores.agree_to_closure, store=self.store, by=self.people[who])

    @rule(who=st.sampled_from(["enno", "ella"]))
    def holds_funds(self, who: str) -> None:
        self.tried(stores.hold_funds, store=self.store, amount=Decimal(100), currency="EUR", by=self.people[who])

    @rule(pick=st.integers(0, 50))
    def sells(self, pick: int) -> None:
        rows = list(Listing.objects.order_by("pk"))
        if rows:
            self.sold += 1
            refund.report_order(
                store=self.store,
                order_id=f"o-{self.sold}",
                listing_id=rows[pick % len(rows)].listing_id,
                product="",
                units=1,
                buyer=f"buyer-{self.sold}",
                amount=Decimal(60),
                fee=Decimal(3),
                currency="EUR",
                at=self.at,
            )

    @rule(step=st.sampled_from(refund.STEPS))
    def pays_back(self, step: str) -> None:
        owed = [r["refund"] for r in refund.waiting()]
        paid = refund.acknowledge(refunds=owed, step=step, at=self.at)
        assert refund.acknowledge(refunds=owed, step=step, at=self.at + timedelta(minutes=1)) == 0
        LIVED["paid"] += paid

    @rule(pick=st.integers(0, 50))
    def appeals(self, pick: int) -> None:
        mine = list(Decision.objects.filter(store=self.store).order_by("at", "pk"))
        if mine:
            self.tried(appeal.open_appeal, decision=mine[pick % len(mine)].pk, by=self.seller, text="It is wrong.")

    @rule(who=st.sampled_from(OPERATORS), upheld=st.booleans())
    def decides_appeal(self, who: str, upheld: bool) -> None:
        row = Appeal.objects.filter(state=AppealState.OPEN).order_by("opened_at", "pk").first()
        if row is not None:
            self.tried(appeal.decide_appeal, appeal=row.pk, by=self.people[who], upheld=upheld, reason="Looked at it.")
            listing.screen_waiting(at=self.at)

    @rule(pick=st.integers(0, 50))
    def offers_deposit(self, pick: int) -> None:
        paused = list(Listing.objects.filter(restrictions__kind="pause", restrictions__lifted_at=None).order_by("pk"))
        if paused:
            self.tried(deposit.offer, listing=paused[pick % len(paused)].listing_id, by=self.seller)

    @rule(less=st.booleans())
    def deposit_comes(self, less: bool) -> None:
        row = Deposit.objects.filter(state="offered").order_by("offered_at", "pk").first()
        if row is not None:
            came = row.amount - less
            words = {"amount": came, "currency": row.currency, "reference": "B-1", "by": self.people["enno"]}
            self.tried(deposit.receive, deposit=row.pk, **words)

    @rule(pick=st.integers(0, 50))
    def deposit_leaves(self, pick: int) -> None:
        rows = list(Deposit.objects.order_by("offered_at", "pk"))
        if rows:
            self.tried(deposit.pay_out, deposit=rows[pick % len(rows)].pk, by=self.people["ella"])

    @rule(pick=st.integers(0, 50))
    def files_notice(self, pick: int) -> None:
        rows = list(Listing.objects.order_by("pk"))
        if rows:
            draft = Draft(
                listings=(f"shop/{rows[pick % len(rows)].listing_id}",),
                ground="counterfeit",
                mark_office="EUIPO",
                mark_number="018000001",
                evidence="A test purchase showed a wrong number.",
                good_faith=True,
            )
            self.tried(notice.file, draft=draft, by=self.holder)

    @rule(answer=st.sampled_from(["counter", "insist", "withdraw"]))
    def answers_notice(self, answer: str) -> None:
        row = NoticeItem.objects.filter(state__in=OPEN_NOTICES).order_by("changed_at", "pk").first()
        if row is None:
            return
        if answer == "counter":
            self.tried(notice.counter, item=row.pk, by=self.seller, text="It is genuine.")
        elif answer == "insist":
            self.tried(notice.insist, item=row.pk, by=self.holder, text="It is not.")
        else:
            self.tried(notice.withdraw, item=row.pk, by=self.holder)

    @rule(pick=st.integers(0, 50), who=st.sampled_from(OPERATORS), upheld=st.booleans())
    def is_disputed_to_the_end(self, pick: int, who: str, upheld: bool) -> None:
        """Notice, answer, insistence, decision: it would hardly ever come to the last where each is drawn by itself."""
        self.files_notice(pick)
        self.answers_notice("counter")
        self.answers_notice("insist")
        self.decides_notice(who, upheld)

    @rule(who=st.sampled_from(OPERATORS), upheld=st.booleans())
    def decides_notice(self, who: str, upheld: bool) -> None:
        row = NoticeItem.objects.filter(state="to_decide").order_by("changed_at", "pk").first()
        if row is not None:
            self.tried(notice.decide, item=row.pk, by=self.people[who], upheld=upheld, reason="Looked at it.")

    @invariant()
    def nobody_is_closed_without_a_delivered_warning_and_notice_and_two_people(self) -> None:
        for closed in Decision.objects.filter(kind=DecisionKind.CLOSE):
            told = Message.objects.filter(store=closed.store, delivered_at__isnull=False, delivered_at__lte=closed.at)
            assert told.filter(kind="store_warn").exists()
            assert told.filter(kind="store_closure_notice", delivered_at__lte=closed.at - timedelta(days=30)).exists()
            agreed = StoreApproval.objects.filter(used_by=closed)
            assert agreed.values("person").distinct().count() >= 2
            given = told.filter(kind="store_closure_notice").order_by("-id").first()
            assert given is not None
            assert not agreed.filter(at__lt=given.created_at).exists()

    @invariant()
    def who_decided_never_reviews(self) -> None:
        for row in Appeal.objects.filter(decided__isnull=False).select_related("decision__led_by", "decided"):
            earlier = row.decision.appeals.filter(level__lt=row.level, decided__isnull=False)
            assert row.decided is not None
            assert row.decided.by_id not in {row.decision.by_id, *(a.decided.by_id for a in earlier if a.decided)}
            assert not row.decided.automated
            agreed = StoreApproval.objects.filter(used_by=row.decision).values_list("person", flat=True)
            led_by = row.decision.led_by.by_id if row.decision.led_by else None
            assert row.decided.by_id not in {*agreed, led_by}

    @invariant()
    def an_upheld_appeal_lifts_what_the_decision_caused_and_nothing_else(self) -> None:
        for upheld in Decision.objects.filter(kind=DecisionKind.APPEAL_DECISION, outcome__state="upheld"):
            fallen = set(upheld.outcome["overturns"])
            for row in Restriction.objects.filter(caused_by__in=fallen):
                assert row.lifted_at is not None or (row.until is not None and row.until <= upheld.at)
            for row in Restriction.objects.filter(lifted_by=upheld):
                assert str(row.caused_by_id) in fallen
            assert not Strike.objects.filter(caused_by__in=fallen, lifted_at__isnull=True).exists()
            assert all(str(s.caused_by_id) in fallen for s in Strike.objects.filter(lifted_by=upheld))

    @invariant()
    def money_is_ordered_back_once_and_only_for_what_a_person_found(self) -> None:
        fallen = {
            one for d in Decision.objects.filter(outcome__state="upheld") for one in d.outcome.get("overturns", [])
        }
        for row in Refund.objects.select_related("caused_by__led_by", "lifted_by"):
            assert row.caused_by.led_by is not None
            assert not row.caused_by.led_by.automated
            stands = str(row.caused_by_id) not in fallen
            assert (row.lifted_at is None) == (stands or row.refunded_at is not None)
            assert row.refunded_at is None or row.lifted_at is None
        orders = Refund.objects.values("order").distinct().count()
        assert orders == Refund.objects.count()

    @invariant()
    def what_is_held_is_held_once(self) -> None:
        held = Restriction.objects.filter(kind="hold_funds", lifted_at__isnull=True)
        assert held.count() == held.values("caused_by").distinct().count()
        standing = Decision.objects.filter(kind=DecisionKind.LADDER, outcome__step="hold_funds").count()
        assert Restriction.objects.filter(kind="hold_funds").count() == standing

    @invariant()
    def money_that_was_deposited_is_released_or_ordered_once(self) -> None:
        ends = Decision.objects.filter(
            kind=DecisionKind.DEPOSIT, outcome__state__in=["lapsed", "released", "forfeited"]
        )
        overturned = Decision.objects.filter(kind=DecisionKind.DEPOSIT, facts__event="overturned").count()
        over = Deposit.objects.exclude(state__in=["offered", "received"])
        assert ends.count() == over.count() + overturned
        assert Decision.objects.filter(kind=DecisionKind.DEPOSIT, outcome__state="paid").count() == (
            Deposit.objects.filter(paid_at__isnull=False).count()
        )
        for row in Deposit.objects.select_related("restriction", "ended_by"):
            held = row.received_at is not None
            assert held or row.paid_at is None
            assert not held or row.restriction.lifted_at is not None
            if row.state == "forfeited":
                assert row.paid_at is None or row.paid_at >= row.payable_from
                assert not self.fell(row.ended_by) or row.paid_at is not None
        running = Deposit.objects.filter(state__in=["offered", "received"])
        assert running.values("listing").distinct().count() == running.count()

    @staticmethod
    def fell(decision: Decision | None) -> bool:
        upheld = Decision.objects.filter(kind=DecisionKind.APPEAL_DECISION, outcome__state="upheld")
        return any(decision is not None and str(decision.pk) in d.outcome.get("overturns", []) for d in upheld)

    @invariant()
    def a_closed_store_offers_nothing(self) -> None:
        closed = Restriction.objects.filter(store__isnull=False, kind=RestrictionKind.CLOSE, lifted_at__isnull=True)
        if closed.exists():
            on_offer = Listing.objects.exclude(restrictions__lifted_at__isnull=True, restrictions__isnull=False)
            assert not on_offer.exists()


def run(examples: int, steps: int) -> Counter[str]:
    """Live so many lives of so many steps; what was done in them, and how often."""
    LIVED.clear()
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Counter(LIVED)


def test_the_invariants_hold_in_short_lives_of_an_office() -> None:
    assert run(6, 40)["lives"] == 6


@pytest.mark.long
def test_the_invariants_hold_over_fifty_thousand_steps() -> None:
    lived = run(1000, 50)
    assert lived["lives"] >= 1000  # lives that were cut short are lived besides
    done = {
        "offer",
        "receive",
        "pay_out",
        "take",
        "file",
        "counter",
        "insist",
        "withdraw",
        "decide",
        "open_appeal",
        "decide_appeal",
        "hold_funds",
    }
    assert done <= {what for what, times in lived.items() if times}
