"""Who may file notices, with whose mandate, in which lane, and until when not."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from assay.actions.decision import record
from assay.actions.mark_extract import proved
from assay.actions.message import tell
from assay.actions.policy import day_at, in_force
from assay.errors import BadInput, Conflict, NotFound, NotPermitted, TooLarge
from assay.records.asking import Question, ask
from assay.records.models import (
    Brand,
    Decision,
    Mandate,
    Mark,
    NoticeItem,
    Notifier,
    NotifierLane,
    NotifierRecord,
    NotifierSuspension,
    Person,
)
from assay.regime.moves import NoticeState
from assay.regime.notice import record as records
from assay.regime.notice import standing
from assay.regime.notice.record import NoticeLane
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import DecisionKind

MAX_REASON = 10_000
DECIDED = (NoticeState.UPHELD, NoticeState.REJECTED)


def enrol_notifier(
    *, notifier_id: str, kind: NotifierKind, name: str, named_by: str = "", by: Person | None, at: datetime
) -> Notifier:
    """An agent, trusted flagger or member may file from now on. A brand needs no enrolment here: `of` knows it."""
    if kind is NotifierKind.HOLDER:
        raise BadInput("a brand files under its own name.", where="kind", mend="Enrol the brand instead.")
    if kind is NotifierKind.TRUSTED_FLAGGER and not named_by.strip():
        raise BadInput(
            "no authority is named.",
            where="named_by",
            mend="Give the coordinator that awarded the status (DSA Art. 22).",
        )
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Notifier.objects.create(
                    notifier_id=notifier_id, kind=kind, name=name.strip(), named_by=named_by.strip(), enrolled_at=at
                )
        except IntegrityError:
            raise Conflict("a notifier of this identifier is enrolled already.", mend="Choose another one.") from None
        record(
            kind=DecisionKind.NOTIFIER,
            subject=row,
            facts={"kind": kind.value, "named_by": row.named_by},
            outcome={"state": "enrolled"},
            by=by,
            at=at,
            case=("notifier", notifier_id),
        )
        return row


def of(person: Person, *, at: datetime) -> Notifier:
    """The notifier for whom this person files; a brand's is written with its first notice, looking writes nothing. NotPermitted: for none."""
    if person.notifier is not None:
        return person.notifier
    if person.brand is None:
        raise NotPermitted("you file for nobody.", mend="Log in as a brand's person or as an agent.")
    row = Notifier.objects.filter(kind=NotifierKind.HOLDER, brand=person.brand).first()
    return row or Notifier(
        kind=NotifierKind.HOLDER,
        brand=person.brand,
        notifier_id=f"brand-{person.brand.pk}"[:80],
        name=person.brand.name,
        enrolled_at=at,
    )


def give_mandate(
    *, notifier: Notifier, by: Person, marks: Sequence[str], valid_from: date, valid_to: date, at: datetime
) -> Mandate:
    """A brand lets an agent speak for it."""
    if by.brand is None:
        raise NotPermitted("only a brand gives a mandate.", mend="Let the brand's person do it.")
    if valid_to < valid_from:
        raise BadInput("the mandate ends before it begins.", where="valid_to", mend="Give a later day.")
    own = {f"{m.office} {m.number}" for m in by.brand.marks.all()}
    for one in marks:
        if one not in own:
            raise BadInput(f"{one} is no mark of {by.brand.name}.", where="marks", mend="Choose from your own marks.")
    with transaction.atomic():
        row = Mandate.objects.create(
            notifier=notifier,
            brand=by.brand,
            marks=list(marks),
            valid_from=valid_from,
            valid_to=valid_to,
            given_by=by,
            given_at=at,
        )
        _mandate_on_record(row, by=by, at=at, state="mandated")
        return row


def withdraw_mandate(*, mandate: int, by: Person, at: datetime) -> Mandate:
    """The brand ends a mandate; it is not good any more from this day on."""
    with transaction.atomic():
        row = Mandate.objects.select_for_update().filter(pk=mandate, brand=by.brand_id).first() if by.brand_id else None
        if row is None:
            raise NotFound("there is no such mandate.", mend="Open it from your list.")
        if row.withdrawn_on is None:
            row.withdrawn_on = day_at(at)
            row.save(update_fields=["withdrawn_on"])
            _mandate_on_record(row, by=by, at=at, state="mandate_withdrawn")
        return row


_HOLDER = Question(
    lambda *, brand: (
        Notifier.objects.select_for_update(of=("self",), no_key=True)
        .select_related("brand")
        .filter(kind=NotifierKind.HOLDER, brand=brand)
    ),
    brand="?brand",
)


def locked(person: Person, *, at: datetime) -> Notifier:
    """The notifier for whom this person files, locked for this transaction. NotPermitted: for none."""
    if person.notifier_id is None and person.brand_id is not None and (row := _HOLDER.first(brand=person.brand_id)):
        return row
    known = of(person, at=at)
    if known._state.adding:
        # Somebody else of the brand may file its first notice in this moment.
        Notifier.objects.bulk_create([known], ignore_conflicts=True)
    rows = Notifier.objects.select_for_update(of=("self",), no_key=True).select_related("brand")
    return rows.get(pk=known.pk)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What decides on a notice before it is read: suspended until when, how many listings wait, the lane on this ground, everybody's record."""

    stopped_until: datetime | None
    waiting: int
    lane: NoticeLane
    since: datetime | None
    records: tuple[records.Record, ...]


_STANDING = """
SELECT (SELECT max(until) FROM records_notifiersuspension
        WHERE notifier_id = %(notifier)s AND begins <= %(at)s AND until > %(at)s AND lifted_at IS NULL),
       (SELECT count(*) FROM records_noticeitem
        WHERE notifier_id = %(notifier)s AND state IN ('filed', 'seller_to_answer', 'holder_to_answer', 'to_decide')),
       (SELECT array[lane, since::text] FROM records_notifierlane WHERE notifier_id = %(notifier)s AND ground = %(ground)s),
       (SELECT array_agg(array[notifier_id, decided::text, held::text] ORDER BY notifier_id)
        FROM records_notifierrecord WHERE ground = %(ground)s AND decided > 0)
"""


def standing_of(notifier: Notifier, *, ground: str, at: datetime) -> Standing:
    """All of it in one statement. The caller holds the notifier's lock, so that none of it changes before the notice is written."""
    [(stopped, waiting, lane, rows)] = ask(_STANDING, {"notifier": notifier.pk, "ground": ground, "at": at})
    return Standing(
        stopped_until=stopped,
        waiting=waiting,
        lane=NoticeLane(lane[0]) if lane else NoticeLane.ORDINARY,
        since=datetime.fromisoformat(lane[1]) if lane else None,
        records=tuple(
            records.Record(notifier=name, ground=ground, decided=int(decided), held=int(held))
            for name, decided, held in rows or ()
        ),
    )


def facts_of(
    notifier: Notifier, *, in_good_standing: bool = True, stopped_until: datetime | None = None
) -> standing.NotifierFacts:
    """What the judgement on standing knows."""
    return standing.NotifierFacts(
        notifier=notifier.pk,
        kind=NotifierKind(notifier.kind),
        brand=notifier.brand_id or "",
        mandates=tuple(
            standing.Mandate(
                brand=m.brand_id,
                valid_from=m.valid_from,
                valid_to=m.valid_to,
                marks=tuple(m.marks),
                withdrawn_on=m.withdrawn_on,
            )
            for m in (notifier.mandates.all() if notifier.kind != NotifierKind.HOLDER else ())
        ),
        in_good_standing=in_good_standing,
        suspended_until=_day_after(stopped_until) if stopped_until else None,
    )


def _day_after(at: datetime) -> date:
    return day_at(at) + timedelta(days=1)


def mark_fact(mark: Mark | None, *, on: date) -> standing.RegisteredMark | None:
    """The mark as the regime knows it."""
    if mark is None:
        return None
    return standing.RegisteredMark(
        brand=mark.brand_id, office=mark.office, number=mark.number, proved=proved(mark, on=on)
    )


def count_decided(*, notifier: Notifier, ground: str, held: bool) -> None:
    """One more listing of this notifier was decided. Inside the transaction of the decision."""
    NotifierRecord.objects.get_or_create(notifier=notifier, ground=ground)
    NotifierRecord.objects.filter(notifier=notifier, ground=ground).update(
        decided=F("decided") + 1, held=F("held") + int(held)
    )


def count_overturned(decisions: Collection[uuid.UUID]) -> None:
    """Notices that were upheld and should not have been: an appeal has said so, and they held no longer."""
    for item in NoticeItem.objects.filter(decided__in=decisions, state=NoticeState.UPHELD).select_related("notice"):
        NotifierRecord.objects.filter(notifier=item.notice.notifier_id, ground=item.ground, held__gt=0).update(
            held=F("held") - 1
        )


def judge_lane(*, notifier: Notifier, ground: str, known: Standing, at: datetime) -> records.LaneJudgement:
    """Judge the lane anew and put a change on record. Inside the caller's transaction, the notifier locked."""
    policy = in_force().notice
    now = known.lane
    own = next((r for r in known.records if r.notifier == notifier.pk), None)
    since = known.since if now is NoticeLane.FAST else None
    in_lane = (
        NoticeItem.objects.filter(notifier=notifier, ground=ground, state__in=DECIDED, changed_at__gte=since)
        .values("pk")[: policy.lanes.probation_notices]
        .count()
        if since
        else 0
    )
    mine = records.Record(
        notifier=notifier.pk,
        ground=ground,
        decided=own.decided if own else 0,
        held=own.held if own else 0,
        in_lane=in_lane,
    )
    prior = records.pooled_prior([r for r in known.records if r.notifier != notifier.pk], policy=policy.prior)
    judged = records.lane_of(mine, now=now, prior=prior, policy=policy.lanes)
    if judged.lane is not now:
        decision = record(
            kind=DecisionKind.NOTIFIER,
            subject=notifier,
            ground=ground,
            facts={
                "decided": mine.decided,
                "held": mine.held,
                "prior": [round(prior.a, 6), round(prior.b, 6)],
                "reaches_bar": round(judged.reaches_bar, 6),
                "was": now.value,
            },
            outcome={"state": f"lane_{judged.lane.value}", "because": judged.because},
            by=None,
            at=at,
            case=("notifier", notifier.pk),
            lane=judged.lane.value,
        )
        NotifierLane.objects.update_or_create(
            notifier=notifier, ground=ground, defaults={"lane": judged.lane, "since": at, "caused_by": decision}
        )
    return judged


def _reason(reason: str, *, of: str) -> str:
    said = reason.strip()
    if not said:
        raise BadInput(f"{of} needs its reason.", where="reason", mend="Say why.")
    if len(said) > MAX_REASON:
        raise TooLarge(
            f"the reason has {len(said)} characters; {MAX_REASON} are read.", where="reason", mend="Shorten it."
        )
    return said


def suspend(*, notifier: Notifier, by: Person, reason: str, at: datetime) -> Decision:
    """Notices of this notifier are not taken for the policy's time. Never before a warning; a person decides (DSA Art. 23)."""
    said = _reason(reason, of="a decision")
    policy = in_force().notice.abuse
    with transaction.atomic():
        row = Notifier.objects.select_for_update().get(pk=notifier.pk)
        if row.warned_at is None:
            raise NotPermitted("this notifier was never warned.", mend="Warn first (DSA Art. 23(2)).")
        if row.suspensions.filter(begins__lte=at, until__gt=at, lifted_at__isnull=True).exists():
            raise Conflict("this notifier is suspended already.", mend="Look at its page.")
        until = at + timedelta(days=policy.suspension_days)
        decision = record(
            kind=DecisionKind.NOTIFIER,
            subject=row,
            facts={"reason": said, "warned_at": row.warned_at.isoformat()},
            outcome={"state": "suspended", "until": until.isoformat()},
            by=by,
            at=at,
            case=("notifier", row.pk),
            counts={"days": policy.suspension_days},
        )
        NotifierSuspension.objects.create(notifier=row, begins=at, until=until, caused_by=decision)
        tell(
            to=row,
            kind="notifier_suspended",
            at=at,
            caused_by=decision,
            until=until.date().isoformat(),
            reason=said,
        )
        return decision


def warn(*, notifier: Notifier, by: Person | None, reason: str, at: datetime) -> Decision:
    """Tell a notifier that his notices are frequently unfounded, and what follows if that goes on."""
    said = _reason(reason, of="a warning")
    with transaction.atomic():
        row = Notifier.objects.select_for_update().get(pk=notifier.pk)
        row.warned_at = at
        row.save(update_fields=["warned_at"])
        decision = record(
            kind=DecisionKind.NOTIFIER,
            subject=row,
            facts={"reason": said},
            outcome={"state": "warned"},
            by=by,
            at=at,
            case=("notifier", row.pk),
        )
        days = in_force().notice.abuse.suspension_days
        tell(to=row, kind="notifier_warned", at=at, caused_by=decision, reason=said, days=days)
        return decision


def brands_of(notifier: Notifier, *, on: date) -> list[Brand]:
    """The brands for which the notifier may speak today."""
    if notifier.brand is not None:
        return [notifier.brand]
    good = notifier.mandates.filter(valid_from__lte=on, valid_to__gte=on, withdrawn_on__isnull=True)
    return list(Brand.objects.filter(pk__in=good.values("brand")).order_by("name"))


def _mandate_on_record(row: Mandate, *, by: Person, at: datetime, state: str) -> None:
    record(
        kind=DecisionKind.NOTIFIER,
        subject=row.notifier,
        brand=row.brand,
        facts={"marks": row.marks, "valid_from": row.valid_from.isoformat(), "valid_to": row.valid_to.isoformat()},
        outcome={"state": state},
        by=by,
        at=at,
        case=("notifier", row.notifier_id),
    )
