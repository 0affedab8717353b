"""What the office does by itself goes on, whatever happens in one of its turns."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from assay.server import worker
from assay.server.worker import Lane, Turn, lanes

AT = datetime(2016, 5, 20, 9, tzinfo=UTC)


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(worker, "time", made)
    return made


def lane(*turns: Turn) -> Lane:
    return Lane(turns, stop=threading.Event(), now=lambda: AT)


def turn(do: Callable[[datetime], int], *, name: str = "work", every_seconds: float = 2.0) -> Turn:
    return Turn(name=name, do=do, every_seconds=every_seconds)


@pytest.mark.database
def test_a_turn_that_fails_is_logged_and_tried_again_later_and_later(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(at: datetime) -> int:
        raise ValueError("a mistake of ours")

    one = turn(broken)
    road = lane(one)
    for number, pause in enumerate([0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0], 1):
        road.take(one)
        assert caplog.records[-1].getMessage() == f"work failed, tried again in {pause} s: a mistake of ours"
        clock.seconds += pause - 0.01
        road.take(one)
        assert len(caplog.records) == number  # not due yet
        clock.seconds += 0.01
    first = caplog.records[0]
    assert first.exc_info is not None and first.exc_info[0] is ValueError


@pytest.mark.database
def test_a_database_that_is_away_is_said_in_one_line(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    def away(at: datetime) -> int:
        raise OperationalError("the server has gone")

    one = turn(away)
    lane(one).take(one)
    assert [record.exc_info for record in caplog.records] == [False] or not caplog.records[0].exc_info


@pytest.mark.database
def test_after_a_failure_the_turn_goes_on_as_before(clock: Clock) -> None:
    answers = iter([ValueError("once"), 0, 1, 0])
    times: list[datetime] = []

    def work(at: datetime) -> int:
        times.append(at)
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    one = turn(work)
    road = lane(one)
    assert road.take(one) is False  # fails
    clock.seconds += 0.5
    assert road.take(one) is False  # nothing to do
    assert road.take(one) is False  # not due yet
    assert len(times) == 2
    clock.seconds += 2.0
    assert road.take(one) is True  # did something, so it is asked again at once
    assert road.take(one) is False
    assert times == [AT] * 4


@pytest.mark.database
def test_one_broken_turn_does_not_stop_its_neighbours(clock: Clock) -> None:
    stop = threading.Event()
    done: list[str] = []

    def broken(at: datetime) -> int:
        raise RuntimeError("broken")

    def whole(at: datetime) -> int:
        done.append("whole")
        if len(done) == 3:
            stop.set()
        return 1

    Lane((turn(broken, name="broken"), turn(whole, name="whole")), stop=stop, now=lambda: AT).run()
    assert done == ["whole"] * 3


def test_everything_that_waits_in_a_row_has_its_turn() -> None:
    names = {lane: [turn.name for turn in turns] for lane, turns in lanes().items()}
    assert names["log"] == ["policy_change.enter_into_force", "log.sequence", "log.publish"]
    assert names["papers"] == ["reading.read_waiting"]
    assert {
        "message.deliver",
        "listing.screen_waiting",
        "inquiry.close_windows",
        "campaign.act_on_dates",
        "purchase.act_on_overdue",
    } <= set(names["desk"])
    checkpoint = next(turn for turn in lanes()["log"] if turn.name == "log.publish")
    assert checkpoint.every_seconds == 1.0


def test_every_action_that_works_through_what_waits_is_called_by_the_worker() -> None:
    """An action of the form `f(*, at, limit)` works through rows that wait; one that nobody calls would never happen."""
    import importlib
    import inspect
    import pkgutil

    import assay.actions

    waiting = set()
    for module in pkgutil.iter_modules(assay.actions.__path__):
        part = importlib.import_module(f"assay.actions.{module.name}")
        for name, function in inspect.getmembers(part, inspect.isfunction):
            names = set(inspect.signature(function).parameters)
            if function.__module__ == part.__name__ and not name.startswith("_") and names == {"at", "limit"}:
                waiting.add(f"{module.name}.{name}")
    called = {turn.name for turns in lanes().values() for turn in turns}
    assert waiting - called == set()
