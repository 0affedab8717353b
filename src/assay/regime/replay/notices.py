"""What would a notice have come to: would it have been taken, in which lane, and how would each of its listings have ended?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from assay.errors import NotPermitted
from assay.policy.schema import Policy
from assay.regime.clocks import after_working_days, office_day
from assay.regime.moves import NoticeEvent, NoticeState
from assay.regime.notice.completeness import MIN_EVIDENCE_CHARS, NEEDS_MARK, Draft, gaps
from assay.regime.notice.record import LaneJudgement, NoticeLane, Prior, Record, is_abuse, lane_of, pooled_prior
from assay.regime.notice.standing import Mandate, NotifierFacts, NotifierKind, RegisteredMark, check_standing
from assay.regime.notice.verdict import FilingFacts, at_filing, when_seller_answers, when_silent
from assay.regime.replay.outcome import Replayed, day, moment, needed, whole

_ENDS = {"withdrawn": "withdrawn", "dropped": "dropped"}


def notice(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Was the notice taken, in which lane, and by when was an answer promised?

    Facts: filed_at, kind (of the notifier), mandate_ends, suspended_until, proved, ground, listings, evidence_chars, open_before, and the record
    that the lane was judged by: lane_before, decided, held, in_lane, others ([[decided, held], ...]).
    """
    rules, at = policy.notice, needed(facts, "filed_at")
    listings = whole(facts, "listings")
    missing = gaps(
        Draft(
            listings=tuple(f"s/{i}" for i in range(listings)),
            ground=str(facts["ground"]),
            mark_office="office" if facts["ground"] in set(NEEDS_MARK) else "",
            mark_number="number" if facts["ground"] in set(NEEDS_MARK) else "",
            reference="reference",
            evidence="x" * max(whole(facts, "evidence_chars"), MIN_EVIDENCE_CHARS),
            good_faith=True,
        ),
        known=frozenset(f"s/{i}" for i in range(listings)),
        policy=rules.limits,
    )
    if missing:
        return Replayed(outcome=f"refused: {missing[0].where}")
    try:
        on = office_day(at, week=policy.calendar.office)
        standing = check_standing(_notifier(facts, on=on), mark=_mark(facts), on=on, policy=rules.standing)
    except NotPermitted:
        return Replayed(outcome="refused: standing")
    if whole(facts, "open_before") + listings > rules.limits.open_notices_per_notifier:
        return Replayed(outcome="refused: too many open")
    lane = _lane(facts, policy)
    sample = f", {round(lane.sample * 100)} % looked at first" if lane.lane is NoticeLane.FAST else ""
    due = after_working_days(at, days=rules.answer.last_working_days, week=policy.calendar.office)
    warned = ", told that the mandate ends soon" if standing.warning else ""
    return Replayed(outcome=f"{lane.lane.value} lane{sample}{warned}", dates=(day(due),))


def notifier(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """Which lane has a notifier earned on a ground as of today, are his notices frequently unfounded, and does he repeat himself too often?

    Besides the record: repeated_at, when he named what he had named before, and as_of.
    """
    lane = _lane(facts, policy)
    record, prior = _record(facts), _prior(facts, policy)
    abuse = ", frequently unfounded" if is_abuse(record, prior=prior, policy=policy.notice.abuse) else ""
    since = (
        needed(facts, "as_of") - timedelta(days=policy.notice.abuse.window_days) if facts.get("repeated_at") else None
    )
    repeated = sum(datetime.fromisoformat(one) >= since for one in facts["repeated_at"]) if since else 0
    often = ", repeats himself too often" if repeated > policy.notice.abuse.duplicates_per_window else ""
    return Replayed(outcome=f"{lane.lane.value} lane{', on probation' if lane.probation else ''}{abuse}{often}")


def listing(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """How did the case of one listing end, and until when had each side to answer?

    Facts: filed_at, lane, sampled, store_has_right, removed_already, said_before, counter_at, insist_at, ended_at, ended_by (withdrawn, dropped or
    empty), as_of: until when silence is known.
    """
    clock, week = policy.notice.clock, policy.calendar.office
    step = at_filing(
        FilingFacts(
            lane=NoticeLane(facts["lane"]),
            sampled=bool(facts["sampled"]),
            store_has_right=bool(facts["store_has_right"]),
            removed_already=bool(facts["removed_already"]),
            said_before=bool(facts["said_before"]),
        ),
        clock=clock,
        at=needed(facts, "filed_at"),
        week=week,
    )
    if step.event is not NoticeEvent.FORWARDED or step.due is None:
        return Replayed(outcome=_AT_ONCE[step.event])
    ended = moment(facts, "ended_at") if facts["ended_by"] in _ENDS else None
    counter = moment(facts, "counter_at")
    if counter is None or counter > step.due:
        word = _silence(
            NoticeState.SELLER_TO_ANSWER, facts, due=step.due, ended=ended, policy=policy, waits="waits for the seller"
        )
        return Replayed(outcome=word, dates=(day(step.due),))
    second = when_seller_answers(clock=clock, at=counter, week=week).due
    assert second is not None  # noqa: S101  the holder has always a time
    dates = (day(step.due), day(second))
    insisted = moment(facts, "insist_at")
    if insisted is not None and insisted <= second:
        return Replayed(outcome="to a person: the holder insists", dates=dates)
    word = _silence(
        NoticeState.HOLDER_TO_ANSWER, facts, due=second, ended=ended, policy=policy, waits="waits for the holder"
    )
    return Replayed(outcome=word, dates=dates)


_AT_ONCE = {
    NoticeEvent.DROPPED: "dropped at once",
    NoticeEvent.TAKEN_AT_ONCE: "upheld at once",
    NoticeEvent.SENT_TO_PERSON: "to a person at once",
}
_SILENT = {
    NoticeEvent.SELLER_SILENT: "upheld: the seller was silent",
    NoticeEvent.HOLDER_SILENT: "rejected: the holder was silent",
    NoticeEvent.SENT_TO_PERSON: "to a person: silence decides nothing",
}


def _silence(
    state: NoticeState,
    facts: Mapping[str, Any],
    *,
    due: datetime,
    ended: datetime | None,
    policy: Policy,
    waits: str,
) -> str:
    if ended is not None and ended <= due:
        return _ENDS[facts["ended_by"]]
    if needed(facts, "as_of") <= due:
        return waits
    return _SILENT[when_silent(state, clock=policy.notice.clock).event]


def _record(facts: Mapping[str, Any]) -> Record:
    return Record(
        notifier="n",
        ground=str(facts["ground"]),
        decided=whole(facts, "decided"),
        held=whole(facts, "held"),
        in_lane=whole(facts, "in_lane"),
    )


def _prior(facts: Mapping[str, Any], policy: Policy) -> Prior:
    others = [
        Record(notifier=str(i), ground=str(facts["ground"]), decided=int(decided), held=int(held))
        for i, (decided, held) in enumerate(facts["others"])
    ]
    return pooled_prior(others, policy=policy.notice.prior)


def _lane(facts: Mapping[str, Any], policy: Policy) -> LaneJudgement:
    now = NoticeLane(facts["lane_before"])
    return lane_of(_record(facts), now=now, prior=_prior(facts, policy), policy=policy.notice.lanes)


def _notifier(facts: Mapping[str, Any], *, on: date) -> NotifierFacts:
    ends = facts["mandate_ends"]
    return NotifierFacts(
        notifier="n",
        kind=NotifierKind(facts["kind"]),
        brand="b",
        mandates=(Mandate(brand="b", valid_from=min(on, date.fromisoformat(ends)), valid_to=date.fromisoformat(ends)),)
        if ends
        else (),
        suspended_until=date.fromisoformat(facts["suspended_until"]) if facts["suspended_until"] else None,
    )


def _mark(facts: Mapping[str, Any]) -> RegisteredMark:
    return RegisteredMark(brand="b", office="o", number="n", proved=bool(facts["proved"]))
