"""A buyer reports a listing; a person looks; the buyer learns what became of it, without an account."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.db import transaction

from assay.actions.decision import record
from assay.actions.language import known
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.refund import order_refunds
from assay.actions.restriction import impose
from assay.actions.store import strike
from assay.errors import BadInput, Conflict, NotFound, TooLarge
from assay.records.models import Listing, Person, Report
from assay.regime.clocks import after_working_days
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

OPEN, CONFIRMED, REJECTED = "open", "confirmed", "rejected"
MAX_TEXT = 5_000


def file(*, listing: Listing, text: str, bought: bool, order_id: str, at: datetime, language: str = "") -> Report:
    """File a report. The row's `token` is the buyer's only key to its outcome, which he reads in `language` (empty: that of the policy)."""
    if language:
        known(language)
    said = text.strip()
    if not said:
        raise BadInput(
            "the report says nothing.", where="text", mend="Say what is wrong with the goods or the listing."
        )
    if len(said) > MAX_TEXT:
        raise TooLarge(f"the text has {len(said)} characters; {MAX_TEXT} are read.", where="text", mend="Shorten it.")
    policy = in_force()
    with transaction.atomic():
        report = Report.objects.create(
            token=secrets.token_urlsafe(32),
            listing=listing,
            store=listing.store,
            bought=bought,
            order_id=order_id.strip()[:120],
            language=language,
            text=said,
            state=OPEN,
            filed_at=at,
            due=after_working_days(at, days=policy.notice.answer.last_working_days, week=policy.calendar.office),
        )
        record(
            kind=DecisionKind.REPORT,
            subject=report,
            brand=listing.brand,
            facts={"listing": f"{listing.store_id}/{listing.listing_id}", "bought": bought},
            outcome={"state": OPEN},
            by=None,
            at=at,
            case=("report", str(report.pk)),
            deadline=report.due,
        )
        return report


def of_token(token: str) -> Report:
    """The report behind a buyer's key; NotFound for another."""
    row = Report.objects.filter(token=token).first() if token else None
    if row is None:
        raise NotFound("there is no such report.", mend="Use the address that you were given when you filed it.")
    return row


def decide(*, report: uuid.UUID, by: Person, confirmed: bool, reason: str, at: datetime) -> Report:
    """A person decides. Confirmed: the listing comes off, and everybody who bought it is to be told and refunded."""
    said = reason.strip()
    if not said:
        raise BadInput("a decision needs its reason.", where="reason", mend="Say why.")
    if len(said) > MAX_TEXT:
        raise TooLarge(
            f"the reason has {len(said)} characters; {MAX_TEXT} are read.", where="reason", mend="Shorten it."
        )
    with transaction.atomic():
        row = (
            Report.objects.select_for_update(of=("self",)).select_related("listing", "store").filter(pk=report).first()
        )
        if row is None:
            raise NotFound("there is no such report.")
        if row.state != OPEN:
            raise Conflict("this report was decided already.", mend="Look at it again.")
        close(row, by=by, confirmed=confirmed, reason=said, at=at)
        return row


def close(row: Report, *, by: Person, confirmed: bool, reason: str, at: datetime) -> None:
    """A person's answer to a report, and what follows from it. Inside the caller's transaction, the report locked."""
    row.state, row.reason = (CONFIRMED if confirmed else REJECTED), reason
    decision = record(
        kind=DecisionKind.REPORT_DECISION,
        subject=row,
        store=row.store,
        brand=row.listing.brand,
        ground=Ground.COUNTERFEIT if confirmed else "",
        facts={"listing": f"{row.store_id}/{row.listing.listing_id}", "reason": reason},
        outcome={"state": row.state},
        by=by,
        at=at,
        case=("report", str(row.pk)),
    )
    row.decided = decision
    row.save(update_fields=["state", "reason", "decided"])
    if confirmed:
        impose(
            kind=RestrictionKind.REMOVE,
            on=row.listing,
            ground=Ground.COUNTERFEIT,
            caused_by=decision,
            seen=f"A buyer's report was confirmed: {reason}",
            rules=("report",),
        )
        tell(to=row.store, kind="report_confirmed", at=at, caused_by=decision, listing=row.listing.title, reason=reason)
        strike(store=row.store, ground=Ground.COUNTERFEIT, caused_by=decision)
        order_refunds(listing=row.listing, by=decision)
