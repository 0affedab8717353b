"""A store appeals (a notifier: `notice_appeal`, a buyer: `report_appeal`); another person decides; what the wrong decision caused is lifted."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from assay.actions import deposit, referral
from assay.actions.appeal_filing import MAX_TEXT, Appellant, facts_of, file_appeal
from assay.actions.decision import record
from assay.actions.listing import rescreen
from assay.actions.message import tell
from assay.actions.notice_appeal import answer_notifier
from assay.actions.notifier import count_overturned
from assay.actions.notifier_appeal import answer_suspended
from assay.actions.report_appeal import answer_reporter
from assay.actions.restriction import lift
from assay.actions.settlement import reopen
from assay.actions.store import ladder_without, take_instead
from assay.errors import BadInput, NotFound, TooLarge
from assay.records.models import (
    Appeal,
    Application,
    Decision,
    Listing,
    NotifierSuspension,
    Person,
    Refund,
    Restriction,
    Store,
    Strike,
)
from assay.records.queries.states import fact
from assay.regime.appeal import check_may_decide, fallen_with
from assay.regime.moves import APPEAL_MOVES, AppealEvent, AppealState, move
from assay.regime.restriction import lifted_by_overturning
from assay.regime.store.retold import Earned
from assay.regime.terms import DecisionKind


def open_appeal(*, decision: uuid.UUID, by: Person, text: str, at: datetime) -> Appeal:
    """The store appeals a decision that is addressed to it."""
    if not text.strip():
        raise BadInput("an appeal needs a text.", where="text", mend="Say what is wrong with the decision.")
    if len(text) > MAX_TEXT:
        raise BadInput(
            f"the text has {len(text)} characters; {MAX_TEXT} are allowed.",
            where="text",
            mend="Shorten it; hand in evidence as a file.",
        )
    with transaction.atomic():
        row = Decision.objects.filter(pk=decision, store=by.store_id).first() if by.store_id else None
        if row is None or row.store is None:
            raise NotFound("there is no such decision.", mend="Open it from your list of decisions.")
        return file_appeal(row, of=Appellant(store=row.store), brand=row.brand, by=by, text=text, at=at)


def decide_appeal(*, appeal: uuid.UUID, by: Person, upheld: bool, reason: str, at: datetime) -> Appeal:
    """Another person decides. Upheld: exactly what the decision and its followers caused is lifted."""
    if not reason.strip():
        raise BadInput("a decision needs its reason.", where="reason", mend="Say why.")
    if len(reason) > MAX_TEXT:
        raise TooLarge(
            f"the reason has {len(reason)} characters; {MAX_TEXT} are read.", where="reason", mend="Shorten it."
        )
    with transaction.atomic():
        row = Appeal.objects.select_for_update().filter(pk=appeal).first()
        if row is None:
            raise NotFound("there is no such appeal.")
        check_may_decide(facts_of(row.decision, addressee=""), by=str(by.pk))
        event = AppealEvent.UPHELD if upheld else AppealEvent.REJECTED
        state = move(APPEAL_MOVES, AppealState(row.state), event)
        of_store = row.notifier is None and row.report is None
        fallen, instead = _fallen(row.decision) if upheld and of_store else (frozenset(), ())
        decision = record(
            kind=DecisionKind.APPEAL_DECISION,
            subject=row,
            store=row.store if of_store else None,
            brand=row.decision.brand,
            ground=row.decision.ground,
            facts={"against": str(row.decision_id), "level": row.level, "decided_by_another": True},
            outcome={"state": state.value, "overturns": sorted(fallen)},
            by=by,
            at=at,
            case=("appeal", str(row.pk)),
        )
        if not of_store:
            of_notice = answer_suspended if row.store is None else answer_notifier
            answer = of_notice if row.notifier else answer_reporter
            answer(row, by=by, upheld=upheld, reason=reason, decision=decision)
            row.state, row.decided, row.reason = state, decision, reason
            row.save(update_fields=["state", "decided", "reason"])
            return row
        assert row.store is not None  # noqa: S101  only a notifier's has none
        deposit.end_with_appeal(row, upheld=upheld, decision=decision)
        lifted = _lift_all(fallen, by=decision) if upheld else 0
        for earned in instead:
            take_instead(store=row.store, earned=earned, led_by=decision)
        if upheld and row.decision.kind == DecisionKind.SETTLE:
            reopen(application=Application.objects.get(pk=row.decision.subject_id), at=at)
        row.state, row.decided, row.reason = state, decision, reason
        row.save(update_fields=["state", "decided", "reason"])
        tell(to=row.store, kind=f"appeal_{state}", at=at, caused_by=decision, reason=reason, lifted=lifted)
        return row


def _fallen(decision: Decision) -> tuple[frozenset[str], tuple[Earned, ...]]:
    """What falls with the decision: what it led to, and the steps of the ladder that were built on its points; and what is taken in their stead."""
    caused: dict[str, list[str]] = {}
    for pk, led_by in Decision.objects.filter(store=decision.store, led_by__isnull=False).values_list("pk", "led_by"):
        caused.setdefault(str(led_by), []).append(str(pk))
    fallen = fallen_with(str(decision.pk), caused=caused)
    if decision.store is None or not Strike.objects.filter(caused_by__in=[uuid.UUID(one) for one in fallen]).exists():
        return fallen, ()
    # The store's lock: no other step is taken while its ladder is told anew.
    retold = ladder_without(Store.objects.select_for_update().get(pk=decision.store_id), fallen=fallen)
    return fallen | frozenset().union(*(fallen_with(one, caused=caused) for one in retold.fallen)), retold.instead


def _lift_all(fallen: frozenset[str], *, by: Decision) -> int:
    decisions = [uuid.UUID(one) for one in fallen]
    rows = list(Restriction.objects.select_for_update().filter(caused_by__in=decisions))
    wanted = {f.restriction for f in lifted_by_overturning([fact(r) for r in rows], decisions=fallen, at=by.at)}
    chosen = [r for r in rows if str(r.pk) in wanted]
    count_overturned(decisions)
    deposit.undo(decisions, by=by)
    referral.undo(decisions, by=by)
    Strike.objects.filter(caused_by__in=decisions, lifted_at__isnull=True).update(lifted_at=by.at, lifted_by=by)
    NotifierSuspension.objects.filter(caused_by__in=decisions, lifted_at__isnull=True).update(
        lifted_at=by.at, lifted_by=by
    )
    # Money that has gone back to a buyer stays with him; what was only ordered is taken back.
    Refund.objects.filter(caused_by__in=decisions, refunded_at__isnull=True, lifted_at__isnull=True).update(
        lifted_at=by.at, lifted_by=by
    )
    lifted = lift(chosen, by=by)
    # A right that lives again concerns listings that bear no restriction of this decision.
    rescreen(Listing.objects.filter(store=by.store))
    return lifted
