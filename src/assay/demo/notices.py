"""What do brands, their agents and buyers report on the sample marketplace, and what became of it?

Every way a notice can go is there once: the seller is silent, both sides speak and a person decides for either, the holder is silent,
an abuser's notices fall in one act; three wait for the visitor, one on each side's turn. Buyers reported four listings; who bought a
confirmed fake is refunded.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from assay.actions import deposit, notice, notifier, refund, report
from assay.demo.cast import Act, Cast, On
from assay.demo.market import Market
from assay.demo.people import agent
from assay.demo.stores import Behaviour
from assay.errors import NotFound, NotPermitted
from assay.records.models import Deposit, Listing, Notice, NoticeItem, Notifier, Order, Person, Report, Restriction
from assay.regime.moves import DepositState, NoticeState
from assay.regime.notice.completeness import Draft
from assay.regime.notice.standing import NotifierKind

MONOGRAM = "The second photograph shows our mark on the goods, and we have never made this piece."
OURS_TOO = "The piece bears no mark of anybody. We buy it from a maker in Porto and can show the order."
PRESENTED = "The photograph is blurred just there, and the label in the third one is ours to the thread."
UPHELD = "The goods in the photographs bear the mark, and the store has shown no paper."
REJECTED = "Nothing in the title, the text or the photographs bears the mark."
SHOTGUN = "Six notices in one night, word for word alike, against goods that bear nobody's mark."
AGENTS = (("agent-keller", "Keller & Sand", "maison-orvelle"), ("agent-swift", "Swift Takedowns", "quarry"))
PRICE = Decimal("39.00")
FEE = Decimal("3.12")


@dataclass
class Notices:
    """Makes the acts of holders, agents, sellers, deciders and buyers. `filed` are the notices by the name of their scene."""

    market: Market
    cast: Cast
    filed: dict[str, Notice] = field(default_factory=dict)
    reported: dict[str, Report] = field(default_factory=dict)
    agents: dict[str, Person] = field(default_factory=dict)
    _named: set[int] = field(default_factory=set)

    def files(self, scene: str, who: str, store_id: str, *, count: int = 1, evidence: str = MONOGRAM) -> Act:
        """A brand, or the agent of that account, files a notice against so many listings that the store has on offer."""

        def act(at: datetime) -> None:
            by = self.cast.people.of_brand.get(who) or self.agents[who]
            brand = notifier.brands_of(notifier.of(by, at=at), on=at.date())[0]
            mark = brand.marks.order_by("pk")[0]
            rows = self._on_offer(store_id, count)
            self.filed[scene] = notice.file(
                draft=Draft(
                    listings=tuple(f"{store_id}/{row.listing_id}" for row in rows),
                    ground="counterfeit",
                    mark_office=mark.office,
                    mark_number=mark.number,
                    evidence=evidence,
                    good_faith=True,
                ),
                by=by,
                at=at,
            )

        return act

    def _on_offer(self, store_id: str, count: int) -> list[Listing]:
        """Goods of the store that no restriction stops and no earlier scene named."""
        stopped = Restriction.objects.filter(lifted_at__isnull=True, listing__isnull=False).values("listing")
        rows = Listing.objects.filter(store=store_id).exclude(pk__in=stopped).exclude(pk__in=self._named)
        # A brand's notice is about what names no brand: whatever names one, screening has judged already.
        picked = list(rows.filter(brand__isnull=True).order_by("listing_id")[:count])
        self._named.update(row.pk for row in picked)
        return picked

    def _waiting(self, scene: str, state: NoticeState) -> list[NoticeItem]:
        """Some cases go to a person at once, as a sample of the notifier's lane: the sides are not asked in those."""
        return list(self.filed[scene].items.filter(state=state).order_by("pk"))

    def counters(self, scene: str, text: str = OURS_TOO) -> Act:
        """The seller answers."""

        def act(at: datetime) -> None:
            for item in self._waiting(scene, NoticeState.SELLER_TO_ANSWER):
                by = self.cast.people.of_store[item.store_id]
                notice.counter(item=item.pk, by=by, text=text, at=at)

        return act

    def insists(self, scene: str) -> Act:
        """The holder stands by the notice: a person decides."""

        def act(at: datetime) -> None:
            for item in self._waiting(scene, NoticeState.HOLDER_TO_ANSWER):
                notice.insist(item=item.pk, by=self.filed[scene].filed_by, text=PRESENTED, at=at)

        return act

    def deposits(self, scene: str) -> Act:
        """The seller offers a deposit for what is paused meanwhile, where the policy takes one."""

        def act(at: datetime) -> None:
            for item in self.filed[scene].items.filter(counter_at__isnull=False).order_by("pk"):
                by = self.cast.people.of_store[item.store_id]
                # Goods that can hurt people, and stores with many points, are excluded: their pause stays.
                with suppress(NotPermitted, NotFound):
                    deposit.offer(listing=item.listing.listing_id, by=by, at=at)

        return act

    def deposit_comes(self, scene: str) -> Act:
        """The operator has the money: the goods are on offer until the dispute ends."""

        def act(at: datetime) -> None:
            for row in Deposit.objects.filter(notice_item__notice=self.filed[scene], state=DepositState.OFFERED):
                by, number = self.cast.people["elena"], f"D-{scene.replace(' ', '-')}"
                deposit.receive(
                    deposit=row.pk, amount=row.amount, currency=row.currency, reference=number, by=by, at=at
                )

        return act

    def is_decided(self, scene: str, *, upheld: bool) -> Act:
        """A verifier decides."""

        def act(at: datetime) -> None:
            for item in self._waiting(scene, NoticeState.TO_DECIDE):
                reason = UPHELD if upheld else REJECTED
                notice.decide(item=item.pk, by=self.cast.people["vera"], upheld=upheld, reason=reason, at=at)

        return act

    def agents_are_enrolled(self) -> Act:
        """Two agents prove that brands let them speak."""

        def act(at: datetime) -> None:
            edith = self.cast.people["edith"]
            for account, name, brand_id in AGENTS:
                row = notifier.enrol_notifier(notifier_id=account, kind=NotifierKind.AGENT, name=name, by=edith, at=at)
                self.agents[account] = agent(row, password=edith.password)
                notifier.give_mandate(
                    notifier=row,
                    by=self.cast.people.of_brand[brand_id],
                    marks=[],
                    valid_from=at.date(),
                    valid_to=at.date() + timedelta(days=365),
                    at=at,
                )

        return act

    def abuser_is_dropped(self, account: str) -> Act:
        """An enforcer drops everything that an abuser has pending, and warns him."""

        def act(at: datetime) -> None:
            row = Notifier.objects.get(pk=account)
            notice.drop_all(notifier=row, by=self.cast.people["emil"], reason=SHOTGUN, at=at)
            notifier.warn(notifier=row, by=self.cast.people["emil"], reason=SHOTGUN, at=at)

        return act

    # Buyers -----------------------------------------------------------------------------------------------------------------

    def are_sold(self, scene: str, store_id: str, buyers: int) -> Act:
        """The marketplace reports who bought one listing of the store."""

        def act(at: datetime) -> None:
            row = self._on_offer(store_id, 1)[0]
            for number in range(buyers):
                refund.report_order(
                    store=row.store,
                    order_id=f"B-{scene}-{number + 1}",
                    listing_id=row.listing_id,
                    product="",
                    units=1,
                    buyer=f"buyer-{scene}-{number + 1}",
                    amount=PRICE,
                    fee=FEE,
                    currency="EUR",
                    at=at,
                )

        return act

    def is_reported(self, scene: str, store_id: str, text: str, *, bought: bool = False) -> Act:
        """A buyer of what `are_sold` sold reports it; without a sale, a visitor reports what the store has on offer."""

        def act(at: datetime) -> None:
            order = Order.objects.filter(order_id=f"B-{scene}-1").first() if bought else None
            row = order.listing if order is not None and order.listing is not None else self._on_offer(store_id, 1)[0]
            order_id = order.order_id if order is not None else ""
            self.reported[scene] = report.file(listing=row, text=text, bought=bought, order_id=order_id, at=at)

        return act

    def report_is_decided(self, scene: str, *, confirmed: bool, reason: str) -> Act:
        """A verifier has looked."""
        return lambda at: report.decide(
            report=self.reported[scene].pk, by=self.cast.people["victor"], confirmed=confirmed, reason=reason, at=at
        )

    def marketplace_refunds(self) -> Act:
        """The marketplace tells the buyers and pays them; one cannot be reached."""

        def act(at: datetime) -> None:
            owed = [int(row["refund"]) for row in refund.waiting()]
            refund.acknowledge(refunds=owed[1:], step="told", at=at)
            refund.acknowledge(refunds=owed[1:], step="refunded", at=at)
            refund.acknowledge(refunds=owed[:1], step="unreachable", at=at)
            refund.acknowledge(refunds=owed, step="fee_returned", at=at)

        return act


def plan(market: Market, cast: Cast, *, on: On) -> None:
    """Plan the scenes: `on` takes how many days ago a scene happens, and its act."""
    scenes = Notices(market=market, cast=cast)
    honest, crooked, agents = (_ids(market, b) for b in (Behaviour.HONEST, Behaviour.COUNTERFEITING, Behaviour.AGENT))
    on(60, scenes.agents_are_enrolled())
    if len(honest) < 6 or len(crooked) < 4 or len(agents) < 1:
        return  # a market that is too small has no such past
    on(40, scenes.files("silent seller", "maison-orvelle", crooked[3]))
    on(31.5, scenes.is_decided("silent seller", upheld=True))
    for scene, who, store_id, upheld, days_ago in (
        ("for the holder", "fjellvik", crooked[1], True, 33.0),
        ("for the seller", "lumaquill", honest[1], False, 30.0),
    ):
        on(days_ago, scenes.files(scene, who, store_id))
        on(days_ago - 0.8, scenes.counters(scene))
        on(days_ago - 1.7, scenes.insists(scene))
        on(days_ago - 2.6, scenes.is_decided(scene, upheld=upheld))
    on(26, scenes.files("silent holder", "aurelisse", honest[5]))
    on(25.2, scenes.counters("silent holder"))
    on(25.1, scenes.deposits("silent holder"))
    on(24.6, scenes.deposit_comes("silent holder"))
    on(17.5, scenes.is_decided("silent holder", upheld=False))
    on(19, scenes.files("of an agent", "agent-keller", crooked[2], count=2))
    on(10.5, scenes.is_decided("of an agent", upheld=True))
    for number in range(3):
        on(14 - number / 24, scenes.files(f"shotgun {number}", "agent-swift", honest[2 + number], count=2))
    on(13.3, scenes.abuser_is_dropped("agent-swift"))
    on(1.9, scenes.files("for the visitor", "haverlock", agents[0]))
    on(1.4, scenes.counters("for the visitor"))
    on(1.3, scenes.deposits("for the visitor"))
    on(0.7, scenes.insists("for the visitor"))
    on(1.2, scenes.files("holder's turn", "lumaquill", agents[0]))
    on(0.5, scenes.counters("holder's turn"))
    on(0.4, scenes.files("seller's turn", "bellandri", honest[0]))
    _buyers(scenes, honest, crooked, on)


def _buyers(scenes: Notices, honest: Sequence[str], crooked: Sequence[str], on: On) -> None:
    on(36, scenes.are_sold("fake", crooked[3], 4))
    on(
        31,
        scenes.is_reported(
            "fake", crooked[3], "A label came off, and under it is the mark of Maison Orvelle.", bought=True
        ),
    )
    on(29, scenes.report_is_decided("fake", confirmed=True, reason="The buyer's photographs show a copied mark."))
    on(27.4, scenes.marketplace_refunds())
    on(22, scenes.is_reported("late", honest[0], "It came a week late."))
    on(20.6, scenes.report_is_decided("late", confirmed=False, reason="A late parcel is no sign of a fake."))
    on(1.1, scenes.is_reported("smell", crooked[2], "It smells of glue and the label is sewn over another one."))
    on(0.3, scenes.is_reported("doubt", honest[3], "The photograph looks different from what the brand shows."))


def _ids(market: Market, behaviour: Behaviour) -> list[str]:
    return [s.store_id for s in market.stores if s.behaviour is behaviour]
