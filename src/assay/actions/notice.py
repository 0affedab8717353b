"""A notice is filed, answered, insisted on, decided; and what follows happens at once, in each listing by itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from assay.actions.coalition import in_good_standing
from assay.actions.decision import Drafted, drafted, record
from assay.actions.message import tell
from assay.actions.notice_case import close, on_record, open_items, said_before, shown_day
from assay.actions.notifier import facts_of, judge_lane, locked, mark_fact, of, standing_of
from assay.actions.policy import in_force
from assay.errors import BadInput, IllegalMove, NotFound, NotPermitted, TooLarge
from assay.records.asking import Question
from assay.records.models import Listing, Mark, Notice, NoticeItem, Notifier, Person
from assay.regime.clocks import after_working_days, office_day
from assay.regime.moves import NOTICE_MOVES, OPEN_NOTICES, NoticeEvent, NoticeState, move
from assay.regime.notice.completeness import NEEDS_MARK, Draft, Gap, gaps
from assay.regime.notice.standing import check_standing
from assay.regime.notice.verdict import when_seller_answers, when_silent
from assay.regime.terms import DecisionKind

MAX_TEXT = 10_000


def missing(draft: Draft, *, by: Person, at: datetime) -> tuple[Gap, ...]:
    """Everything that stands in the way of sending this notice, before it is sent."""
    stores, names = _pairs(draft.listings)
    found = _by_name(_listings_named(stores, names), names=draft.listings)
    return gaps(draft, known=frozenset(found), policy=in_force().notice.limits)


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A notice that was taken in, its items, and the entry that stands in the log for it: what its receipt is signed over."""

    notice: Notice
    items: tuple[NoticeItem, ...]
    entry: bytes


def file(*, draft: Draft, by: Person, at: datetime) -> Notice:
    """File a notice, as `take_in` does."""
    return take_in(draft=draft, by=by, at=at).notice


def take_in(*, draft: Draft, by: Person, at: datetime) -> Filed:
    """File a notice: a decision with its promise, one case a listing, and the first step of each.

    Takes the same few statements for one listing and for three hundred (of one store), whatever the notifier filed before.
    BadInput: something is missing (the first gap, and how many more). NotPermitted: no standing for this mark. TooLarge: too many open.
    """
    policy = in_force()
    with transaction.atomic():
        # Locked first: what the notifier has waiting, and in which lane he is, cannot change under this notice.
        notifier = locked(by, at=at)
        mark = _mark(draft, notifier=notifier)
        stores, names = _pairs(draft.listings)
        brand = mark.brand_id if mark else ""
        rows = _LISTINGS.rows(
            stores=stores, listings=names, notifier=notifier.pk, ground=draft.ground, brand=brand, at=at
        )
        listings = _by_name(rows, names=draft.listings)
        found = gaps(draft, known=frozenset(listings), policy=policy.notice.limits)
        if found:
            more = f" {len(found) - 1} more gaps." if len(found) > 1 else ""
            raise BadInput(found[0].what, where=found[0].where, mend=found[0].mend + more)
        known = standing_of(notifier, ground=draft.ground, at=at)
        good = in_good_standing(notifier, at=at)
        facts = facts_of(notifier, in_good_standing=good, stopped_until=known.stopped_until)
        today = office_day(at, week=policy.calendar.office)
        check_standing(facts, mark=mark_fact(mark, on=today), on=today, policy=policy.notice.standing)
        assert mark is not None  # noqa: S101  check_standing refuses a notice without one
        if known.waiting + len(listings) > policy.notice.limits.open_notices_per_notifier:
            raise TooLarge(
                f"{known.waiting} listings of yours wait for an answer.", mend="Wait for the answers to some of them."
            )
        lane = judge_lane(notifier=notifier, ground=draft.ground, known=known, at=at)
        due = after_working_days(at, days=policy.notice.answer.last_working_days, week=policy.calendar.office)
        notice = Notice(
            notifier=notifier,
            brand=mark.brand,
            mark=mark,
            ground=draft.ground,
            reference=draft.reference.strip(),
            evidence=draft.evidence.strip(),
            lane=lane.lane,
            filed_by=by,
            filed_at=at,
            last_answer_due=due,
        )
        decision = drafted(
            kind=DecisionKind.NOTICE,
            subject=notice,
            brand=mark.brand,
            ground=draft.ground,
            facts={"mark": f"{mark.office} {mark.number}", "listings": list(draft.listings), "lane": lane.lane.value},
            outcome={"state": "filed"},
            by=by,
            at=at,
        )
        notice.caused_by = decision
        filed = Drafted(decision=decision, deadline=due, lane=lane.lane.value, counts={"listings": len(listings)})
        items, entry = open_items(notice, list(listings.values()), sample=lane.sample, lane=lane.lane, filed=filed)
        return Filed(notice=notice, items=items, entry=entry)


def counter(*, item: uuid.UUID, by: Person, text: str, at: datetime) -> NoticeItem:
    """The seller's counter-notice: the holder is asked to insist or withdraw. NotPermitted: too late. IllegalMove: answered already."""
    policy = in_force()
    said = _text(text)
    with transaction.atomic():
        row = _item(item)
        if by.store_id is None or row.store_id != by.store_id:
            raise NotFound("there is no such notice.", mend="Open it from your list.")
        _in_time(row, at=at)
        step = when_seller_answers(clock=policy.notice.clock, at=at, week=policy.calendar.office)
        row.state = _moved(row, step.event)
        row.counter_text, row.counter_at, row.counter_by, row.due, row.changed_at = said, at, by, step.due, at
        row.save()
        decision = record(
            kind=DecisionKind.COUNTER_NOTICE,
            subject=row,
            store=row.store,
            brand=row.notice.brand,
            ground=row.ground,
            facts={"notice": str(row.notice_id)},
            outcome={"state": str(row.state)},
            by=by,
            at=at,
            case=("notice_item", str(row.pk)),
            deadline=step.due,
        )
        tell(
            to=row.notice.notifier,
            kind="notice_countered",
            at=at,
            caused_by=decision,
            listing=row.listing.title,
            due=shown_day(step.due),
        )
        return row


def insist(*, item: uuid.UUID, by: Person, text: str, at: datetime) -> NoticeItem:
    """The holder insists after a counter-notice: a person decides. NotPermitted: too late."""
    said = _text(text)
    with transaction.atomic():
        row = _own(item, by=by, at=at)
        _in_time(row, at=at)
        row.state = _moved(row, NoticeEvent.HOLDER_INSISTS)
        row.insist_text, row.insist_at, row.due, row.changed_at = said, at, None, at
        row.save()
        on_record(row, by=by, at=at, because="the holder insists")
        return row


def withdraw(*, item: uuid.UUID, by: Person, at: datetime) -> NoticeItem:
    """The notifier takes back what he said of one listing; what it caused is lifted."""
    with transaction.atomic():
        row = _own(item, by=by, at=at)
        row.state = _moved(row, NoticeEvent.WITHDRAWN)
        close(row, by=by, at=at, reason="The notifier has withdrawn the notice.")
        return row


def decide(*, item: uuid.UUID, by: Person, upheld: bool, reason: str, at: datetime) -> NoticeItem:
    """A person decides what both sides could not settle. The notifier and the store learn the reason."""
    said = _text(reason, where="reason")
    with transaction.atomic():
        row = _item(item)
        event = NoticeEvent.UPHELD if upheld else NoticeEvent.REJECTED
        row.state = _moved(row, event)
        close(row, by=by, at=at, reason=said)
        return row


def act_on_clocks(*, at: datetime, limit: int = 200) -> int:
    """Silence is an answer: whose time has run out has given his. How many listings were moved; safe to repeat."""
    clock = in_force().notice.clock
    moved = 0
    late = NoticeItem.objects.filter(
        state__in=[NoticeState.SELLER_TO_ANSWER, NoticeState.HOLDER_TO_ANSWER], due__lt=at
    ).order_by("due")
    for pk in list(late.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = NoticeItem.objects.select_for_update(skip_locked=True).filter(pk=pk, due__lt=at).first()
            if row is None or row.state not in (NoticeState.SELLER_TO_ANSWER, NoticeState.HOLDER_TO_ANSWER):
                continue
            step = when_silent(NoticeState(row.state), clock=clock)
            row.state = move(NOTICE_MOVES, NoticeState(row.state), step.event)
            if row.state == NoticeState.TO_DECIDE:
                row.due, row.changed_at = None, at
                row.save()
                on_record(row, by=None, at=at, because=step.because)
            else:
                close(row, by=None, at=at, reason=f"No answer came in time: {step.because}.")
            moved += 1
    return moved


def drop_all(*, notifier: Notifier, by: Person, reason: str, at: datetime) -> int:
    """Drop every open notice of an abuser in one act, and lift what they caused; how many listings."""
    said = _text(reason, where="reason")
    with transaction.atomic():
        rows = list(
            NoticeItem.objects.select_for_update()
            .filter(notice__notifier=notifier, state__in=OPEN_NOTICES)
            .order_by("pk")
        )
        for row in rows:
            row.state = move(NOTICE_MOVES, NoticeState(row.state), NoticeEvent.DROPPED)
            close(row, by=by, at=at, reason=said)
        return len(rows)


def _pairs(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of the form STORE/LISTING taken apart: the stores, and beside each its listing."""
    pairs = [name.partition("/")[::2] for name in names[:1000]]
    return [store for store, _ in pairs], [listing for _, listing in pairs]


def _listings_named(stores: list[str], listings: list[str]) -> QuerySet[Listing]:
    """The listings of these names that are there. What was sent of them is not fetched."""
    wanted = RawSQL(
        "SELECT l.id FROM unnest(%s::text[], %s::text[]) AS w(store, listing)"
        " JOIN records_listing l ON l.store_id = w.store AND l.listing_id = w.listing",
        (stores, listings),
    )
    rows = Listing.objects.filter(pk__in=wanted).select_related("store")
    return rows.defer("attributes", "signals", "reasons", "rules")


def _by_name(rows: Iterable[Listing], *, names: Sequence[str]) -> dict[str, Listing]:
    """The listings by "STORE/LISTING", in the order in which they were named; those that are not there are left out."""
    found = {f"{row.store_id}/{row.listing_id}": row for row in rows}
    return {name: found[name] for name in dict.fromkeys(names) if name in found}


_LISTINGS = Question(
    lambda *, stores, listings, **case: _listings_named(stores, listings).annotate(**said_before(**case)),
    stores=["?stores"],
    listings=["?listings"],
    notifier="?notifier",
    ground="?ground",
    brand="?brand",
    at=datetime(1, 2, 3, tzinfo=UTC),
)
_MARKS = Mark.objects.select_related("brand").defer("classes", "territories", "brand__aliases", "brand__categories")
_MARK = Question(
    lambda *, office, number: _MARKS.filter(office__iexact=office, number__iexact=number).order_by("pk")[:1],
    office="?office",
    number="?number",
)


def _mark(draft: Draft, *, notifier: Notifier) -> Mark | None:
    """The mark that the notice names; on a ground that needs none, any mark of the brand stands for it."""
    office, number = draft.mark_office.strip(), draft.mark_number.strip()
    mark = _MARK.first(office=office, number=number) if office or number else None
    if mark is None and draft.ground not in NEEDS_MARK and notifier.brand_id:
        mark = _MARKS.filter(brand=notifier.brand_id).first()
    return mark


def _item(item: uuid.UUID) -> NoticeItem:
    row = (
        NoticeItem.objects.select_for_update(of=("self",))
        .select_related("notice", "listing", "store")
        .filter(pk=item)
        .first()
    )
    if row is None:
        raise NotFound("there is no such notice.", mend="Open it from your list.")
    return row


def _own(item: uuid.UUID, *, by: Person, at: datetime) -> NoticeItem:
    row = _item(item)
    if row.notice.notifier_id != of(by, at=at).pk:
        raise NotFound("there is no such notice.", mend="Open it from your list.")
    return row


STANDS = {
    NoticeState.SELLER_TO_ANSWER: "the seller is asked first.",
    NoticeState.HOLDER_TO_ANSWER: "the seller has answered; whoever filed the notice is asked.",
    NoticeState.TO_DECIDE: "both sides have spoken; a person decides.",
    NoticeState.UPHELD: "this notice was decided: it was upheld.",
    NoticeState.REJECTED: "this notice was decided: it was rejected.",
    NoticeState.WITHDRAWN: "this notice was taken back.",
    NoticeState.DROPPED: "this notice was dropped.",
}
"""Why nothing of the kind can be done, in the words of whoever reads it."""


def _moved(row: NoticeItem, event: NoticeEvent) -> NoticeState:
    """The state after the event. IllegalMove: how it stands, in plain words."""
    state = NoticeState(row.state)
    try:
        return move(NOTICE_MOVES, state, event)
    except IllegalMove:
        said = STANDS.get(state, f"this notice is {state.value}.")
        raise IllegalMove(said, mend="Look at the case again; somebody may have acted before you.") from None


def _in_time(row: NoticeItem, *, at: datetime) -> None:
    """The time ends on its day, not when the worker comes round to say so."""
    if row.due is not None and at > row.due:
        raise NotPermitted(
            f"the time to answer ended on {shown_day(row.due)}.",
            mend="What silence means follows by itself; appeal what is decided, if it is wrong.",
        )


def _text(text: str, *, where: str = "text") -> str:
    said = text.strip()
    if not said:
        raise BadInput("a text is needed here.", where=where, mend="Say in a sentence why.")
    if len(said) > MAX_TEXT:
        raise TooLarge(f"the text has {len(said)} characters; {MAX_TEXT} are read.", where=where, mend="Shorten it.")
    return said
