"""A notifier appeals against the rejection of his notice (DSA Art. 20(1)); another person decides, and an upheld appeal upholds the notice.

It is decided with the stores' appeals (`appeal.decide_appeal`), under the same window, levels and rule that nobody reviews his own decision.
What an upheld one imposes is a new decision, which the store can appeal in its turn.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.notice_case import close
from assay.actions.notifier import of
from assay.actions.policy import in_force
from assay.errors import BadInput, Conflict, NotFound
from assay.records.models import Appeal, Decision, NoticeItem, Person
from assay.regime.appeal import AppealFacts, check_may_appeal
from assay.regime.clocks import after_working_days
from assay.regime.moves import NOTICE_MOVES, AppealState, NoticeEvent, NoticeState, move
from assay.regime.terms import DecisionKind

MAX_TEXT = 10_000


def open_notice_appeal(*, item: uuid.UUID, by: Person, text: str, at: datetime) -> Appeal:
    """Appeal against the rejection of one listing of an own notice. NotFound: a stranger's. Conflict: not rejected, or open already."""
    said = text.strip()
    if not said or len(said) > MAX_TEXT:
        raise BadInput(
            "an appeal needs a text.", where="text", mend=f"Say what is wrong, in at most {MAX_TEXT} characters."
        )
    policy = in_force()
    with transaction.atomic():
        row = (
            NoticeItem.objects.select_for_update(of=("self",))
            .select_related("notice__brand", "store")
            .filter(pk=item)
            .first()
        )
        mine = of(by, at=at)
        if row is None or row.notice.notifier_id != mine.pk:
            raise NotFound("there is no such notice.", mend="Open it from your list.")
        if row.state != NoticeState.REJECTED or row.decided is None:
            raise Conflict("only a rejection can be appealed.", mend="Wait until the notice is decided.")
        used = row.decided.appeals.exclude(state=AppealState.OPEN).count()
        facts = AppealFacts(
            decided_at=row.decided.at,
            decided_by=str(row.decided.by_id) if row.decided.by_id else None,
            addressee=mine.pk,
            levels_used=used,
        )
        check_may_appeal(facts, by=mine.pk, policy=policy.appeal, at=at)
        try:
            with transaction.atomic():
                appeal = Appeal.objects.create(
                    decision=row.decided,
                    store=row.store,
                    notifier=mine,
                    by=by,
                    text=said,
                    level=used + 1,
                    state=AppealState.OPEN,
                    opened_at=at,
                    due=after_working_days(at, days=policy.appeal.answer.working_days, week=policy.calendar.office),
                )
        except IntegrityError:
            raise Conflict("an appeal against this decision is open already.", mend="Wait for its answer.") from None
        record(
            kind=DecisionKind.APPEAL,
            subject=appeal,
            brand=row.notice.brand,
            ground=row.decided.ground,
            facts={"against": str(row.decided_id), "level": appeal.level, "notifier": mine.pk},
            outcome={"state": appeal.state},
            by=by,
            at=at,
            case=("appeal", str(appeal.pk)),
            deadline=appeal.due,
        )
        return appeal


def answer_notifier(row: Appeal, *, by: Person, upheld: bool, reason: str, decision: Decision) -> None:
    """What follows for the notifier and the listing. Inside the transaction of `decide_appeal`."""
    item = NoticeItem.objects.select_for_update(of=("self",)).get(decided=row.decision)
    if upheld:
        item.state = move(NOTICE_MOVES, NoticeState(item.state), NoticeEvent.OVERTURNED)
        close(item, by=by, at=decision.at, reason=reason)
    elif row.notifier is not None:
        tell(
            to=row.notifier,
            kind="notice_appeal_rejected",
            at=decision.at,
            caused_by=decision,
            listing=item.listing.title,
            brand=item.notice.brand.name,
            reason=reason,
        )
