"""A notifier appeals against the rejection of his notice (DSA Art. 20(1)); another person decides, and an upheld appeal upholds the notice.

It is decided with the stores' appeals (`appeal.decide_appeal`), under the same window, levels and rule that nobody reviews his own decision.
What an upheld one imposes is a new decision, which the store can appeal in its turn.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from assay.actions.appeal_filing import MAX_TEXT, Appellant, file_appeal
from assay.actions.message import tell
from assay.actions.notice_case import close
from assay.actions.notifier import of
from assay.errors import BadInput, Conflict, NotFound
from assay.records.models import Appeal, Decision, NoticeItem, Person
from assay.regime.moves import NOTICE_MOVES, NoticeEvent, NoticeState, move


def open_notice_appeal(*, item: uuid.UUID, by: Person, text: str, at: datetime) -> Appeal:
    """Appeal against the rejection of one listing of an own notice. NotFound: a stranger's. Conflict: not rejected, or open already."""
    said = text.strip()
    if not said or len(said) > MAX_TEXT:
        raise BadInput(
            "an appeal needs a text.", where="text", mend=f"Say what is wrong, in at most {MAX_TEXT} characters."
        )
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
        if row.state not in (NoticeState.REJECTED, NoticeState.DROPPED) or row.decided is None:
            raise Conflict("only a rejection can be appealed.", mend="Wait until the notice is decided.")
        return file_appeal(
            row.decided,
            of=Appellant(store=row.store, notifier=mine),
            brand=row.notice.brand,
            by=by,
            text=said,
            at=at,
        )


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
