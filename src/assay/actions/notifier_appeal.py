"""A notifier appeals against a warning or a suspension of his own (DSA Art. 20 and 23); another person decides, and an upheld appeal ends it.

Filed and decided like every other appeal: the same window, levels and rule that nobody reviews his own decision. What was dropped meanwhile he
appeals listing by listing (`notice_appeal`).
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from assay.actions.appeal_filing import MAX_TEXT, Appellant, file_appeal
from assay.actions.message import tell
from assay.actions.notifier import of
from assay.errors import BadInput, NotFound
from assay.records.models import Appeal, Decision, Notifier, NotifierSuspension, Person
from assay.regime.terms import DecisionKind

STATES = ("warned", "suspended")


def open_notifier_appeal(*, decision: uuid.UUID, by: Person, text: str, at: datetime) -> Appeal:
    """Appeal against a warning or suspension that one was given. NotFound: it is somebody else's, or another decision."""
    said = text.strip()
    if not said or len(said) > MAX_TEXT:
        raise BadInput(
            "an appeal needs a text.", where="text", mend=f"Say what is wrong, in at most {MAX_TEXT} characters."
        )
    with transaction.atomic():
        mine = of(by, at=at)
        rows = Decision.objects.filter(kind=DecisionKind.NOTIFIER, subject_kind="notifier", subject_id=mine.pk)
        row = rows.filter(pk=decision, outcome__state__in=STATES).first()
        if row is None:
            raise NotFound("there is no such decision.", mend="Open it from your list of notices.")
        return file_appeal(row, of=Appellant(store=None, notifier=mine), brand=None, by=by, text=said, at=at)


def answer_suspended(row: Appeal, *, by: Person, upheld: bool, reason: str, decision: Decision) -> None:
    """What follows for the notifier: the suspension is lifted, the warning is none. Inside the transaction of `decide_appeal`."""
    against = row.decision
    if upheld:
        NotifierSuspension.objects.filter(caused_by=against, lifted_at__isnull=True).update(
            lifted_at=decision.at, lifted_by=decision
        )
        Notifier.objects.filter(pk=against.subject_id, warned_at=against.at).update(warned_at=None)
    if row.notifier is not None and upheld:
        tell(to=row.notifier, kind="notifier_appeal_upheld", at=decision.at, caused_by=decision, reason=reason)
    elif row.notifier is not None:
        tell(to=row.notifier, kind="notifier_appeal_rejected", at=decision.at, caused_by=decision, reason=reason)
