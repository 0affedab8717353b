"""Dues are recorded, said to be due, and cost a member its standing where they stay away; each a decision in the log.

Payment happens outside. Nothing has to be done for overdue dues to bind: standing is derived from the last paid day. What the office does by
itself is to say so, once on the day after it and once when the days of grace are over.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.errors import BadInput, Conflict
from assay.records.models import Decision, Member, MemberDues, Person
from assay.records.queries.coalition import member_fact
from assay.regime.coalition.dues import DuesState, dues_state, paid
from assay.regime.moves import MemberState
from assay.regime.terms import DecisionKind

MAX_REFERENCE = 120
SAID = {DuesState.DUE: "dues_due", DuesState.OVERDUE: "dues_overdue"}


def record_dues(
    *, member: Member, amount: Decimal, currency: str, reference: str, by: Person, at: datetime
) -> MemberDues:
    """Dues have come: the member has paid until the day that the row names. BadInput: no dues of whole years. Conflict: counted already."""
    said = " ".join(reference.split())
    if not said or len(said) > MAX_REFERENCE:
        raise BadInput("the payment is not named.", where="reference", mend="Give its number in the books.")
    with transaction.atomic():
        row = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
        covered = paid(member_fact(row), amount=amount, currency=currency, policy=in_force().member, on=at.date())
        try:
            with transaction.atomic():
                made = MemberDues.objects.create(
                    member=row,
                    amount=amount,
                    currency=currency,
                    reference=said,
                    covers_from=covered.covers_from,
                    covers_until=covered.covers_until,
                    recorded_by=by,
                    recorded_at=at,
                )
        except IntegrityError:
            raise Conflict("this payment was counted already.", mend="Look at the member's dues.") from None
        row.dues_paid_until = covered.covers_until
        row.save(update_fields=["dues_paid_until"])
        facts = {"amount": str(amount), "currency": currency, "reference": said, "years": covered.years}
        _record(row, "dues_paid", facts=facts, by=by, at=at)
        return made


def say_due(*, at: datetime) -> int:
    """Tell each member whose dues are due or overdue, once each; how many were told. Safe to repeat."""
    policy, told = in_force().member, 0
    late = Member.objects.filter(state=MemberState.ADMITTED, dues_paid_until__lt=at.date())
    for pk in list(late.values_list("pk", flat=True)):
        with transaction.atomic():
            row = Member.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if row is None or row.dues_paid_until is None:
                continue
            state = SAID.get(dues_state(member_fact(row), policy=policy, on=at.date()))
            until = row.dues_paid_until.isoformat()
            mine = Decision.objects.filter(kind=DecisionKind.MEMBER_DECISION, subject_kind="member", subject_id=pk)
            if state is None or mine.filter(outcome__state=state, facts__paid_until=until).exists():
                continue
            grace = row.dues_paid_until + timedelta(days=policy.dues.grace_days)
            decision = _record(row, state, facts={"paid_until": until}, by=None, at=at)
            if (to := row.brand or row.notifier) is not None:
                tell(
                    to=to, kind=state, at=at, caused_by=decision, member=row.name, until=until, grace=grace.isoformat()
                )
            told += 1
    return told


def _record(row: Member, state: str, *, facts: dict[str, object], by: Person | None, at: datetime) -> Decision:
    return record(
        kind=DecisionKind.MEMBER_DECISION,
        subject=row,
        facts={"category": row.category, **facts},
        outcome={"state": state},
        by=by,
        at=at,
        case=("member", row.pk),
        counts={"members": 1},
    )
