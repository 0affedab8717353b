"""Told anew without an infringement, the ladder has the steps that the others reach, each at its own time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assay.policy.load import shipped
from assay.regime.store.retold import Taken, retell
from assay.regime.store.strikes import Strike
from assay.regime.terms import Ground

POLICY = shipped().store
BEGAN = datetime(2016, 4, 1, 9, tzinfo=UTC)


def day(n: int) -> datetime:
    return BEGAN + timedelta(days=n)


def strike(n: int) -> Strike:
    return Strike(ground=Ground.COUNTERFEIT, points=12, given_at=day(n), caused_by=f"fake-{n}")


def step(n: int, name: str, at_points: int | None, *, by_person: bool = False) -> Taken:
    return Taken(decision=f"{name}-{n}", step=name, at_points=at_points, at=day(n), by_person=by_person)


LADDER = [step(1, "warn", 6), step(2, "restrict", 12), step(3, "hide", 24)]


def test_nothing_falls_where_every_infringement_stands() -> None:
    told = retell(LADDER, strikes=[strike(n) for n in (1, 2, 3)], policy=POLICY)
    assert (told.fallen, told.instead) == (frozenset(), ())


def test_without_the_first_each_later_one_reaches_one_step_less() -> None:
    told = retell(LADDER[1:], strikes=[strike(2), strike(3)], policy=POLICY)
    assert told.fallen == {"restrict-2", "hide-3"}
    assert [(e.step.step, e.at, e.points) for e in told.instead] == [("warn", day(2), 12), ("restrict", day(3), 24)]


def test_without_the_last_the_earlier_steps_stand() -> None:
    told = retell(LADDER[:2], strikes=[strike(1), strike(2)], policy=POLICY)
    assert (told.fallen, told.instead) == (frozenset(), ())


def test_what_a_person_did_falls_where_the_points_would_not_have_allowed_it() -> None:
    hold, notice = step(5, "hold_funds", 36, by_person=True), step(6, "closure_notice", None, by_person=True)
    close = step(40, "close", None, by_person=True)
    whole = retell([*LADDER, hold, notice, close], strikes=[strike(n) for n in (1, 2, 3, 4)], policy=POLICY)
    assert whole.fallen == frozenset()
    told = retell([*LADDER, hold, notice, close], strikes=[strike(n) for n in (1, 2, 3)], policy=POLICY)
    assert told.fallen == {"closure_notice-6", "close-40"}
    assert told.instead == ()
