"""What happens to a listing that a notice names: at once, when a side answers, and when it is silent?

Both sides have the same clock, and silence is an answer for both. A notifier in the fast lane is acted on at once, but for the sample that
a person checks first. A listing of a store that holds a right for the brand is never taken down on a notice alone: a person looks, because
the papers say otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assay.policy.schema.calendar import WorkingWeek
from assay.policy.schema.notice import NoticeClock
from assay.regime.clocks import after_days, after_working_days
from assay.regime.moves import NoticeEvent, NoticeState
from assay.regime.notice.record import NoticeLane

SAID_BEFORE = "you have filed the same and it is open"
"""Why a listing is dropped that the same notifier has named before: such repetitions are counted (`notice.toml`, abuse)."""


@dataclass(frozen=True, kw_only=True)
class FilingFacts:
    """One listing of a notice at the moment of filing. `sampled`: the draw that a person checks it first, made by the action."""

    lane: NoticeLane
    sampled: bool
    store_has_right: bool
    removed_already: bool
    said_before: bool


@dataclass(frozen=True, kw_only=True)
class Step:
    """What follows: the event, whether the listing is paused meanwhile, until when the next side has to answer, and why."""

    event: NoticeEvent
    pause: bool
    due: datetime | None
    because: str


def in_a_sentence(because: str) -> str:
    """A reason as it is put on record and told."""
    return because[:1].upper() + because[1:] + "."


def at_filing(facts: FilingFacts, *, clock: NoticeClock, at: datetime, week: WorkingWeek) -> Step:
    """The first step, in this order: nothing to do (dropped, which says nothing of the notifier); a right against it; the fast lane; the seller."""
    if facts.removed_already:
        return Step(event=NoticeEvent.DROPPED, pause=False, due=None, because="the listing is off already")
    if facts.said_before:
        return Step(event=NoticeEvent.DROPPED, pause=False, due=None, because=SAID_BEFORE)
    if facts.store_has_right:
        return Step(
            event=NoticeEvent.SENT_TO_PERSON,
            pause=False,
            due=None,
            because="the store holds a right; a person looks at it",
        )
    if facts.lane is NoticeLane.FAST and not facts.sampled:
        return Step(event=NoticeEvent.TAKEN_AT_ONCE, pause=False, due=None, because="fast lane by track record")
    if facts.lane is NoticeLane.FAST:
        return Step(
            event=NoticeEvent.SENT_TO_PERSON,
            pause=True,
            due=None,
            because="drawn for the sample that a person checks first",
        )
    due = _after(at, days=clock.seller_days, clock=clock, week=week)
    return Step(event=NoticeEvent.FORWARDED, pause=clock.pause_at_once, due=due, because="the seller is asked")


def when_seller_answers(*, clock: NoticeClock, at: datetime, week: WorkingWeek) -> Step:
    """A counter-notice came: the holder has the same time to insist."""
    due = _after(at, days=clock.holder_days, clock=clock, week=week)
    return Step(
        event=NoticeEvent.SELLER_ANSWERED,
        pause=clock.pause_at_once,
        due=due,
        because="the holder is asked to insist or withdraw",
    )


def when_silent(state: NoticeState, *, clock: NoticeClock) -> Step:
    """The time of the side whose turn it is has run out."""
    if state is NoticeState.SELLER_TO_ANSWER:
        if clock.silent_seller == "remove":
            return Step(event=NoticeEvent.SELLER_SILENT, pause=False, due=None, because="the seller was silent")
    elif clock.silent_holder == "restore":
        return Step(event=NoticeEvent.HOLDER_SILENT, pause=False, due=None, because="the holder was silent")
    return Step(
        event=NoticeEvent.SENT_TO_PERSON,
        pause=clock.pause_at_once,
        due=None,
        because="silence alone decides nothing here",
    )


def _after(at: datetime, *, days: int, clock: NoticeClock, week: WorkingWeek) -> datetime:
    if clock.working_days:
        return after_working_days(at, days=days, week=week)
    return after_days(at, days=days, week=week)
