"""What does the office do by itself? Reads papers, screens listings, delivers messages, acts on dates, keeps the log.

Each kind of work is an action of its own transactions, called again and again in short turns; a turn that fails is logged and tried again, later
and later, and never ends the loop. Seven lanes run beside one another: a paper that takes a minute to read delays no checkpoint, a slow address no
verdict. Whatever is waiting stands in the database: a worker that is killed loses nothing, and two workers share the work.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

log = logging.getLogger("assay.worker")

POLL_SECONDS = 0.25
SLOWEST_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One kind of work. `do` answers how much it did; when that is something, it is asked again at once, else after `every_seconds`."""

    name: str
    do: Callable[[datetime], int]
    every_seconds: float


def lanes() -> dict[str, tuple[Turn, ...]]:
    """All that the office does by itself, lane by lane, in order."""
    from assay.actions import (
        answered,
        brand_day,
        campaign,
        coalition,
        deposit,
        dues,
        feed,
        inquiry,
        listing,
        message,
        notice,
        picture,
        policy_change,
        purchase,
        rate,
        reading,
        recheck,
        rule_track,
        status_fetch,
        transparency,
        webhook,
    )
    from assay.actions import log as public_log

    published = -1

    def publish(at: datetime) -> int:
        nonlocal published
        before, published = published, public_log.publish(at=at)
        return int(published > before >= 0)

    return {
        "log": (
            Turn(
                name="policy_change.enter_into_force",
                do=lambda at: policy_change.enter_into_force(at=at),
                every_seconds=10.0,
            ),
            Turn(name="log.sequence", do=lambda at: public_log.sequence(at=at), every_seconds=0.5),
            Turn(name="log.publish", do=publish, every_seconds=1.0),
        ),
        "papers": (
            Turn(name="reading.read_waiting", do=lambda at: reading.read_waiting(at=at, limit=4), every_seconds=0.25),
        ),
        "desk": (
            Turn(name="message.deliver", do=lambda at: message.deliver(at=at), every_seconds=0.5),
            Turn(
                name="listing.screen_waiting",
                do=lambda at: listing.screen_waiting(at=at, limit=5_000),
                every_seconds=0.25,
            ),
            Turn(name="rate.sweep", do=lambda _: rate.sweep(), every_seconds=60.0),
            Turn(name="answered.sweep", do=lambda _: answered.sweep(at=datetime.now(UTC)), every_seconds=60.0),
            Turn(name="recheck.after_terms", do=lambda at: recheck.after_terms(at=at), every_seconds=60.0),
            Turn(name="rule_track.watch", do=lambda at: rule_track.watch(at=at), every_seconds=30.0),
            Turn(name="brand_day.count_due", do=lambda at: brand_day.count_due(at=at), every_seconds=60.0),
            Turn(name="inquiry.close_windows", do=lambda at: inquiry.close_windows(at=at), every_seconds=2.0),
            Turn(name="notice.act_on_clocks", do=lambda at: notice.act_on_clocks(at=at), every_seconds=2.0),
            Turn(name="dues.say_due", do=lambda at: dues.say_due(at=at), every_seconds=60.0),
            Turn(name="deposit.lapse_unpaid", do=lambda at: deposit.lapse_unpaid(at=at), every_seconds=10.0),
            Turn(name="coalition.close_votes", do=lambda at: coalition.close_votes(at=at), every_seconds=5.0),
            Turn(name="transparency.prepare", do=lambda at: transparency.prepare(at=at, limit=500), every_seconds=60.0),
            Turn(name="campaign.act_on_dates", do=lambda at: campaign.act_on_dates(at=at), every_seconds=2.0),
            Turn(name="purchase.act_on_overdue", do=lambda at: purchase.act_on_overdue(at=at), every_seconds=2.0),
        ),
        # Apart: an address that answers slowly delays nobody's verdict.
        "outgoing": (Turn(name="webhook.send_waiting", do=lambda at: webhook.send_waiting(at=at), every_seconds=1.0),),
        "pictures": (
            Turn(name="picture.want", do=lambda at: picture.want(at=at), every_seconds=20.0),
            Turn(name="picture.read_due", do=lambda at: picture.read_due(at=at, limit=5), every_seconds=5.0),
        ),
        "feeds": (Turn(name="feed.pull_due", do=lambda at: feed.pull_due(at=at), every_seconds=5.0),),
        "lists": (
            Turn(
                name="status_fetch.fetch_due", do=lambda at: status_fetch.fetch_due(at=at, limit=5), every_seconds=5.0
            ),
        ),
    }


class Lane:
    """Takes its turns until `stop` is set."""

    def __init__(self, turns: tuple[Turn, ...], *, stop: threading.Event, now: Callable[[], datetime]) -> None:
        self._turns = turns
        self._stop = stop
        self._now = now
        self._due = {turn.name: 0.0 for turn in turns}
        self._pause = {turn.name: 0.0 for turn in turns}

    def run(self) -> None:
        """Round after round; sleeps only when no turn had anything to do."""
        while not self._stop.is_set():
            busy = [self.take(turn) for turn in self._turns if not self._stop.is_set()]
            if not any(busy):
                self._stop.wait(POLL_SECONDS)

    def take(self, turn: Turn) -> bool:
        """One turn, if it is due; did it do anything?"""
        from django.db import Error, close_old_connections, connection

        if time.monotonic() < self._due[turn.name]:
            return False
        try:
            close_old_connections()
            done = turn.do(self._now())
        except Exception as failure:  # the loop outlives whatever happens in a turn
            pause = min(SLOWEST_SECONDS, max(0.5, self._pause[turn.name] * 2))
            self._pause[turn.name], self._due[turn.name] = pause, time.monotonic() + pause
            # A database that is away says enough in a line; everything else is somebody's mistake and wants its traceback.
            log.error(
                "%s failed, tried again in %.1f s: %s",
                turn.name,
                pause,
                failure,
                exc_info=not isinstance(failure, Error),
            )
            connection.close()
            return False
        self._pause[turn.name] = 0.0
        self._due[turn.name] = time.monotonic() + (0.0 if done else turn.every_seconds)
        return done > 0


def main() -> int:
    """Run all lanes until SIGTERM; each finishes the turn that it is in."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
    django.setup()
    from assay.actions.clock import now

    stop = threading.Event()
    for order in (signal.SIGTERM, signal.SIGINT):
        signal.signal(order, lambda *_: stop.set())
    threads = [
        threading.Thread(target=Lane(turns, stop=stop, now=now).run, name=name, daemon=True)
        for name, turns in lanes().items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)  # with a limit, so that a signal is handled
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
