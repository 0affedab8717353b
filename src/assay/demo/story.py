"""What happened on the sample marketplace in its last two months? Scenes at their times, each one action of somebody, in one order.

The plan is made of days before now; whoever loads the sample plays it from the first scene to the last, and between scenes the office does what its
worker would have done by then. Everything goes through actions, so that each decision, message and entry of the log is a real one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assay.actions import campaign, coalition, execution, inquiry, listing, message, notice, purchase, reading
from assay.demo import afterwards
from assay.demo import coalition as coalition_scenes
from assay.demo import notices as notice_scenes
from assay.demo.applications import SampleApplication, Standing
from assay.demo.cast import Act, Cast
from assay.demo.market import Market
from assay.demo.scenes import Scenes
from assay.demo.stores import Behaviour, SampleStore
from assay.errors import AssayError
from assay.records.models import Person
from assay.records.queries import marketplace

BEGINS_DAYS_AGO = 75
TURN = timedelta(hours=8)

# Counterfeiting stores one after another: on which days before now a listing of theirs that admits to be a fake is sent.
CAUGHT_DAYS_AGO = ((58, 55, 52, 49), (46, 42, 38, 34), (20, 12), (3,))
NOTICE_DAYS_AGO = (47, 28)  # of the closure of the first two
CARRY_OUT_MINUTES = (6, 11, 19, 47)
WAITING_HOURS_AGO = (30, 27, 21, 8, 4, 2)


@dataclass(order=True)
class Scene:
    """Something that somebody does at a time; `turn` keeps the order of scenes of one time."""

    at: datetime
    turn: int
    act: Act = field(compare=False)


@dataclass
class Story:
    """Plans the scenes and plays them. `missed` are scenes that an action refused, with its words: none, under the policy that ships."""

    market: Market
    cast: Cast
    now: datetime
    scenes: list[Scene] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def play(self) -> int:
        """Plan everything, then let it happen in order; how many scenes there were."""
        self._plan()
        self.scenes.sort()
        worked = self.now - timedelta(days=BEGINS_DAYS_AGO)
        for scene in self.scenes:
            # The office works when things have gathered: what happens within a few hours is taken up together.
            while worked < scene.at - TURN:
                worked += TURN
                office_works(worked, shop=self.cast.people["marketplace"])
            try:
                scene.act(scene.at)
            except AssayError as refusal:
                self.missed.append(f"{scene.at:%Y-%m-%d %H:%M} {refusal}")
        office_works(self.now, shop=self.cast.people["marketplace"])
        return len(self.scenes)

    def _on(self, days_ago: float, act: Act) -> None:
        at = min(self.now - timedelta(minutes=2), self.now - timedelta(days=days_ago))
        self.scenes.append(Scene(at, len(self.scenes), act))

    def _plan(self) -> None:
        scenes = Scenes(market=self.market, cast=self.cast)
        waiting = self._applications(scenes)
        self._feeds(scenes, waiting)
        self._enforcement(scenes)
        self._campaigns(scenes)
        self._appeals(scenes)
        notice_scenes.plan(self.market, self.cast, on=self._on)
        coalition_scenes.plan(self.market, self.cast, on=self._on)
        afterwards.plan(scenes, on=self._on)

    def _applications(self, scenes: Scenes) -> set[str]:
        """All applications: the fresh ones wait for the visitor, the rest were answered two working days later. Names of the waiting ones."""
        waiting = {a.name: hours for a, hours in zip(self._fresh(), WAITING_HOURS_AGO, strict=False)}
        agents = 0
        twice = afterwards.decided_twice_of([a for a in self.market.applications if a.name not in waiting])
        for application in self.market.applications:
            days_ago = float((self.market.as_of - application.handed_in_on).days)
            behaviour = application.store.behaviour
            if application.name in waiting:
                self._on(waiting[application.name] / 24, scenes.applies(application))
            elif application is twice:
                afterwards.twice(scenes, application, on=self._on)
            elif behaviour is Behaviour.AGENT:
                self._agent(scenes, application, agents)
                agents += 1
            else:
                if behaviour is Behaviour.COUNTERFEITING and self._number(application.store) == 0:
                    days_ago = 57.5  # before it is closed
                self._answered(scenes, application, max(days_ago, 6.0))
        for application in self._fresh()[:1]:  # the first one is genuine and confirmed: it can be accepted at once
            self._on(waiting[application.name] / 48, scenes.brand_answers(application))
        return set(waiting)

    def _answered(self, scenes: Scenes, application: SampleApplication, days_ago: float) -> None:
        self._on(days_ago, scenes.applies(application))
        self._on(days_ago - 1.1, scenes.brand_answers(application))
        self._on(days_ago - 1.9, scenes.is_settled(application))

    def _agent(self, scenes: Scenes, application: SampleApplication, number: int) -> None:
        """The first buys to order and hands in its papers in time, the second does not, the third still has time."""
        days_ago = (30.0, 17.0, 5.0)[number % 3]
        self._on(days_ago, scenes.declares(application))
        self._on(days_ago - 0.5, scenes.offers_own(application.store.store_id, application.brand_id))
        if number % 3 == 0:
            self._on(days_ago - 6, scenes.hands_in_papers(application))
            self._on(days_ago - 7.1, scenes.brand_answers(application))
            self._on(days_ago - 7.9, scenes.is_settled(application))

    def _fresh(self) -> list[SampleApplication]:
        """A mixture for the verifier's queue: genuine ones, forged ones of two kinds, one that proves nothing."""
        rows = self.market.applications
        clean = [a for a in rows if a.standing is Standing.CLEAN and a.store.behaviour is Behaviour.HONEST]
        forged = [
            a
            for a in rows
            if a.standing is Standing.FORGED
            and (a.store.behaviour is Behaviour.REBORN or self._number(a.store) == len(CAUGHT_DAYS_AGO) - 1)
        ]
        careless = [a for a in rows if a.standing is Standing.CARELESS and a.defect == "no_proof"]
        known = [a for a in clean if a.issuer_known]
        unknown = [a for a in clean if not a.issuer_known]
        picked = [known[-1:], forged[:1], unknown[-1:], forged[1:2], careless[:1], forged[2:3]]
        return [a for some in picked for a in some]

    def _number(self, store: SampleStore) -> int:
        """Which of the counterfeiting stores it is; -1 for another."""
        crooked = [s.store_id for s in self.market.stores if s.behaviour is Behaviour.COUNTERFEITING]
        return crooked.index(store.store_id) if store.store_id in crooked else -1

    def _feeds(self, scenes: Scenes, waiting: set[str]) -> None:
        """Plain goods first, branded ones once the right is there, fakes in waves."""
        rng = random.Random(f"{self.market.seed}:story")
        open_for = {(a.store.store_id, a.brand_id) for a in self.market.applications if a.name in waiting}
        settled = {
            (a.store.store_id, a.brand_id): (self.market.as_of - a.handed_in_on).days for a in self.market.applications
        }
        for store in self.market.stores:
            opened = min(70.0, float((self.market.as_of - store.opened_on).days) - 0.5)
            self._on(opened, scenes.sends(store.store_id, scenes.plain_rows(store.store_id)))
            for brand_id in store.brands:
                if (store.store_id, brand_id) in open_for or store.behaviour is Behaviour.AGENT:
                    continue
                days_ago = max(settled.get((store.store_id, brand_id), 40), 6) - 2.4
                self._on(days_ago, scenes.offers_own(store.store_id, brand_id))
            if store.behaviour is Behaviour.CARELESS:
                self._on(min(opened - 1, 24.0), scenes.sends(store.store_id, scenes.careless_rows(store.store_id)))
            if store.crooked:
                self._crooked_feed(scenes, store, opened, rng)
        for days_ago, sales in scenes.sales_by_day(self.now.date()):
            self._on(days_ago, scenes.sells(sales))

    def _crooked_feed(self, scenes: Scenes, store: SampleStore, opened: float, rng: random.Random) -> None:
        number = self._number(store)
        caught = CAUGHT_DAYS_AGO[number % len(CAUGHT_DAYS_AGO)] if number >= 0 else (opened - 4, opened - 9)
        admitted, others = scenes.fake_rows(store.store_id)
        for days_ago, row in zip(caught, admitted, strict=False):
            self._on(days_ago, scenes.sends(store.store_id, [row]))
        last = 18.0 if number == 0 else 1.0
        waves = 3
        for wave in range(waves):
            days_ago = rng.uniform(min(last, opened - 1), min(60.0, opened - 0.5))
            self._on(days_ago, scenes.sends(store.store_id, others[wave::waves]))

    def _enforcement(self, scenes: Scenes) -> None:
        """The first counterfeiter is closed, the second may be in two days, a right of another store was revoked."""
        crooked = [s.store_id for s in self.market.stores if s.behaviour is Behaviour.COUNTERFEITING]
        for store_id, days_ago in zip(crooked, NOTICE_DAYS_AGO, strict=False):
            self._on(days_ago + 1, scenes.funds_are_held(store_id))
            self._on(days_ago, scenes.notice_of_closure(store_id))
            self._on(16.2 if days_ago == NOTICE_DAYS_AGO[0] else 0.9, scenes.agrees_to_closure(store_id, "elena"))
        if crooked:
            self._on(15.4, scenes.agrees_to_closure(crooked[0], "emil"))
        mall = [s for s in self.market.stores if s.behaviour is Behaviour.MULTI_BRAND]
        for store in mall[:1]:
            self._on(3.3, scenes.right_is_revoked(store.store_id))

    def _campaigns(self, scenes: Scenes) -> None:
        careless = [b for s in self.market.stores if s.behaviour is Behaviour.CARELESS for b in s.brands[:1]]
        crooked = [b for s in self.market.stores if s.crooked for b in s.brands]
        past = list(dict.fromkeys(crooked[:2]))
        running = [b for b in dict.fromkeys([*careless, *crooked]) if b not in past][:3]
        self._on(48.5, scenes.campaign_begins(past, days=10))
        self._on(10.2, scenes.campaign_begins(running, days=16))

    def _appeals(self, scenes: Scenes) -> None:
        exclusive = [s.store_id for s in self.market.stores if s.behaviour is Behaviour.EXCLUSIVE]
        crooked = [s.store_id for s in self.market.stores if s.behaviour is Behaviour.COUNTERFEITING]
        careless = [s.store_id for s in self.market.stores if s.behaviour is Behaviour.CARELESS]
        for store_id in exclusive[:1]:
            self._on(30.4, scenes.listing_comes_off(store_id))
            self._on(
                28.2,
                scenes.appeals(
                    store_id, "We are the brand's exclusive store. The Chinese title names the shoes of our letter."
                ),
            )
            self._on(25.1, scenes.appeal_is_decided(store_id, upheld=True))
        for store_id in crooked[1:2]:
            self._on(44.6, scenes.appeals(store_id, "These words are only our style. The goods are good."))
            self._on(41.2, scenes.appeal_is_decided(store_id, upheld=False))
        for store_id in careless[:1]:
            self._on(2.2, scenes.listing_comes_off(store_id))
            self._on(
                0.8, scenes.appeals(store_id, "We have bought more pieces since; the second invoice is on its way.")
            )


def office_works(at: datetime, *, shop: Person) -> None:
    """What the worker does by itself: read, close windows, act on what is due, screen, deliver; and the marketplace carries out."""
    for _ in _until_nothing_waits(lambda: reading.read_waiting(at=at, limit=50)):
        pass
    inquiry.close_windows(at=at)
    purchase.act_on_overdue(at=at)
    campaign.act_on_dates(at=at)
    notice.act_on_clocks(at=at)
    coalition.close_votes(at=at)
    for _ in _until_nothing_waits(lambda: listing.screen_waiting(at=at)):
        pass
    message.deliver(at=at)
    _carried_out(at, by=shop)


def _carried_out(at: datetime, *, by: Person) -> None:
    """The marketplace acknowledges each effect some minutes after it was told; the newest ones wait still."""
    done: dict[datetime, list[tuple[str, str]]] = defaultdict(list)
    waiting, _ = marketplace.to_do(limit=marketplace.MOST, at=at)
    for number, line in enumerate(waiting):
        carried_out = line.since + timedelta(minutes=CARRY_OUT_MINUTES[number % len(CARRY_OUT_MINUTES)])
        if carried_out < at:
            done[carried_out].append((str(line.restriction), line.effect))
    for when, effects in sorted(done.items()):
        execution.acknowledge(effects=effects, by=by, at=when)


def _until_nothing_waits(turn: Callable[[], int]) -> Iterator[int]:
    while done := turn():
        yield done
