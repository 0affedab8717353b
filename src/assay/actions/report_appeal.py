"""Whoever reported a listing appeals against the rejection of the report (DSA Art. 20(1)); another person decides.

No account is needed: the address of the report is the key, as for its outcome. Window, levels and the rule that nobody reviews his own decision
are those of all appeals, and `appeal.decide_appeal` decides it. What an upheld one imposes is a new decision, which the store can appeal in its turn.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from assay.actions.appeal_filing import MAX_TEXT, Appellant, file_appeal
from assay.actions.report import REJECTED, close, of_token
from assay.errors import BadInput, Conflict, TooLarge
from assay.records.models import Appeal, Decision, Person, Report


def open_report_appeal(*, token: str, text: str, at: datetime) -> Appeal:
    """Appeal against the rejection of the report behind this key. NotFound: no such key. Conflict: not rejected, or open already."""
    said = text.strip()
    if not said:
        raise BadInput("an appeal needs a text.", where="text", mend="Say what is wrong with the answer.")
    if len(said) > MAX_TEXT:
        raise TooLarge(f"the text has {len(said)} characters; {MAX_TEXT} are read.", where="text", mend="Shorten it.")
    with transaction.atomic():
        row = (
            Report.objects.select_for_update(of=("self",))
            .select_related("listing__brand", "store", "decided")
            .get(pk=of_token(token).pk)
        )
        if row.state != REJECTED or row.decided is None:
            raise Conflict("only a rejection can be appealed.", mend="Wait until the report is decided.")
        return file_appeal(
            row.decided,
            of=Appellant(store=row.store, report=row),
            brand=row.listing.brand,
            by=None,
            text=said,
            at=at,
        )


def answer_reporter(row: Appeal, *, by: Person, upheld: bool, reason: str, decision: Decision) -> None:
    """What follows for the report and the listing. Inside the transaction of `decide_appeal`."""
    if upheld and row.report_id is not None:
        report = Report.objects.select_for_update(of=("self",)).select_related("listing", "store").get(pk=row.report_id)
        close(report, by=by, confirmed=True, reason=reason, at=decision.at)
