"""Whoever reported a listing appeals against the rejection of the report (DSA Art. 20(1)); another person decides.

No account is needed: the address of the report is the key, as for its outcome. Window, levels and the rule that nobody reviews his own decision
are those of all appeals, and `appeal.decide_appeal` decides it. What an upheld one imposes is a new decision, which the store can appeal in its turn.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.policy import in_force
from assay.actions.report import REJECTED, close, of_token
from assay.errors import BadInput, Conflict, TooLarge
from assay.records.models import Appeal, Decision, Person, Report
from assay.regime.appeal import AppealFacts, check_may_appeal
from assay.regime.clocks import after_working_days
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind

MAX_TEXT = 10_000


def open_report_appeal(*, token: str, text: str, at: datetime) -> Appeal:
    """Appeal against the rejection of the report behind this key. NotFound: no such key. Conflict: not rejected, or open already."""
    said = text.strip()
    if not said:
        raise BadInput("an appeal needs a text.", where="text", mend="Say what is wrong with the answer.")
    if len(said) > MAX_TEXT:
        raise TooLarge(f"the text has {len(said)} characters; {MAX_TEXT} are read.", where="text", mend="Shorten it.")
    policy = in_force()
    with transaction.atomic():
        row = (
            Report.objects.select_for_update(of=("self",))
            .select_related("listing__brand", "store", "decided")
            .get(pk=of_token(token).pk)
        )
        if row.state != REJECTED or row.decided is None:
            raise Conflict("only a rejection can be appealed.", mend="Wait until the report is decided.")
        used = row.decided.appeals.exclude(state=AppealState.OPEN).count()
        facts = AppealFacts(
            decided_at=row.decided.at,
            decided_by=str(row.decided.by_id) if row.decided.by_id else None,
            addressee=str(row.pk),
            levels_used=used,
        )
        check_may_appeal(facts, by=str(row.pk), policy=policy.appeal, at=at)
        try:
            with transaction.atomic():
                appeal = Appeal.objects.create(
                    decision=row.decided,
                    store=row.store,
                    report=row,
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
            brand=row.listing.brand,
            ground=row.decided.ground,
            facts={"against": str(row.decided_id), "level": appeal.level, "report": str(row.pk)},
            outcome={"state": appeal.state},
            by=None,
            at=at,
            case=("appeal", str(appeal.pk)),
            deadline=appeal.due,
        )
        return appeal


def answer_reporter(row: Appeal, *, by: Person, upheld: bool, reason: str, decision: Decision) -> None:
    """What follows for the report and the listing. Inside the transaction of `decide_appeal`."""
    if upheld and row.report_id is not None:
        report = Report.objects.select_for_update(of=("self",)).select_related("listing", "store").get(pk=row.report_id)
        close(report, by=by, confirmed=True, reason=reason, at=decision.at)
