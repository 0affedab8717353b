"""What happens to a store: points, the steps of the ladder, agreement to a closure, and closure."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.restriction import impose
from assay.errors import BadInput, Conflict, NotPermitted
from assay.policy.schema.store import LadderStep
from assay.records.models import Decision, Listing, Message, Person, Restriction, Store, StoreApproval, Strike
from assay.regime.document.extraction.codes import CURRENCIES
from assay.regime.store.ladder import ClosureFacts, ClosureVerdict, StepTaken, closure, next_step
from assay.regime.store.retold import Earned, Retold, Taken, retell
from assay.regime.store.strikes import Strike as StrikeFact
from assay.regime.store.strikes import points_for, points_today
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

MOST_HELD = Decimal(10) ** 9
STEP_KINDS = {
    "restrict": RestrictionKind.RESTRICT,
    "hide": RestrictionKind.HIDE,
    "hold_funds": RestrictionKind.HOLD_FUNDS,
    "close": RestrictionKind.CLOSE,
}


def points_of(store: Store, *, at: datetime) -> int:
    """The store's points at this time."""
    return points_today(strikes_of(store), policy=in_force().store, at=at)


def strikes_of(store: Store) -> list[StrikeFact]:
    """Every strike that the store was ever given."""
    return [
        StrikeFact(
            ground=Ground(s.ground),
            points=s.points,
            given_at=s.given_at,
            caused_by=str(s.caused_by_id),
            lifted_at=s.lifted_at,
        )
        for s in store.strikes.all()
    ]


def strike(*, store: Store, ground: Ground, caused_by: Decision) -> None:
    """Give the points that this ground costs, and take the next step of the ladder where it is reached. Inside the decision's transaction."""
    points = points_for(ground, policy=in_force().store)
    if points:
        Strike.objects.create(store=store, ground=ground, points=points, given_at=caused_by.at, caused_by=caused_by)
        climb(store=store, at=caused_by.at, led_by=caused_by)


def steps_taken(store: Store) -> list[StepTaken]:
    """The steps of the ladder that were taken against the store and not overturned."""
    rows = Decision.objects.filter(store=store, kind__in=[DecisionKind.WARN, DecisionKind.LADDER, DecisionKind.CLOSE])
    fallen = overturned(store)
    return [
        StepTaken(step=r.outcome["step"], at_points=r.outcome["at_points"], taken_at=r.at)
        for r in rows
        if "at_points" in r.outcome and str(r.pk) not in fallen
    ]


def ladder_without(store: Store, *, fallen: frozenset[str]) -> Retold:
    """The ladder's story without these decisions: which further steps fall, and which are taken in their stead. The store is locked."""
    gone = fallen | overturned(store)
    rows = Decision.objects.filter(
        store=store, kind__in=[DecisionKind.WARN, DecisionKind.LADDER, DecisionKind.CLOSE], outcome__has_key="step"
    ).order_by("at", "pk")
    steps = [
        Taken(
            decision=str(r.pk),
            step=r.outcome["step"],
            at_points=r.outcome.get("at_points"),
            at=datetime.fromisoformat(r.outcome["as_of"]) if "as_of" in r.outcome else r.at,
            by_person=not r.automated,
        )
        for r in rows
        if str(r.pk) not in gone
    ]
    left = [s for s in strikes_of(store) if s.lifted_at is None and s.caused_by not in gone]
    return retell(steps, strikes=left, policy=in_force().store)


def take_instead(*, store: Store, earned: Earned, led_by: Decision) -> None:
    """Take a step of the story that was told anew, as of its own time; what would have ended by now is only put on record."""
    take_step(
        store=store, step=earned.step, points=earned.points, at=led_by.at, by=None, led_by=led_by, as_of=earned.at
    )


def overturned(store: Store) -> frozenset[str]:
    """The decisions against the store, by identifier, that an upheld appeal has overturned or taken along."""
    lifts = Decision.objects.filter(kind=DecisionKind.APPEAL_DECISION, store=store)
    return frozenset(one for row in lifts for one in row.outcome.get("overturns", []))


def climb(*, store: Store, at: datetime, led_by: Decision) -> None:
    """Take the next step of the ladder if the points have reached it. A step that needs a person waits for one."""
    store = Store.objects.select_for_update().get(pk=store.pk)
    policy = in_force().store
    points = points_of(store, at=at)
    step = next_step(points, taken=steps_taken(store), policy=policy)
    if step is not None and not step.by_person:
        take_step(store=store, step=step, points=points, at=at, by=None, led_by=led_by)


def take_step(
    *,
    store: Store,
    step: LadderStep,
    points: int,
    at: datetime,
    by: Person | None,
    led_by: Decision | None,
    amount: Decimal | None = None,
    currency: str = "",
    as_of: datetime | None = None,
    told: str = "",
    facts: dict[str, object] | None = None,
) -> Decision:
    """One step: the decision, its restriction and the message. Closure goes through `close`, a referral (`told`: whom) through `referral`.

    `as_of`: when it would have been taken, had a wrong decision never been; its days run from then.
    """
    began = as_of or at
    until = began + timedelta(days=step.days) if step.days else None
    kind = DecisionKind.WARN if step.step == "warn" else DecisionKind.LADDER
    decision = record(
        kind=kind,
        subject=store,
        store=store,
        ground=Ground.REPEATED,
        facts={"points": points, "because": step.because, **(facts or {})},
        outcome={
            "step": step.step,
            "at_points": step.at_points,
            "days": step.days,
            **({"as_of": as_of.isoformat()} if as_of else {}),
            **({"recipient": told} if told else {}),
        },
        by=by,
        at=at,
        led_by=led_by,
        case=("store", store.pk),
    )
    if until is not None and until <= at:
        return decision  # its time would be over
    if step.step in STEP_KINDS:
        impose(
            kind=STEP_KINDS[step.step],
            on=store,
            ground=Ground.REPEATED,
            caused_by=decision,
            seen=f"{points} points on {began.date().isoformat()}.",
            until=until,
            amount=amount,
            currency=currency,
        )
    tell(
        to=store,
        kind=f"store_{step.step}",
        at=at,
        caused_by=decision,
        points=points,
        days=step.days,
        because=step.because,
    )
    return decision


def give_closure_notice(*, store: Store, by: Person, at: datetime) -> Decision:
    """A person tells the store that it will be closed. The notice runs from its delivery."""
    with transaction.atomic():
        store = Store.objects.select_for_update().get(pk=store.pk)
        policy = in_force().store
        points = points_of(store, at=at)
        step = next(s for s in policy.ladder if s.step == "close")
        if points < step.at_points:
            raise NotPermitted(
                f"the store has {points} points; closure needs {step.at_points}.", mend="Wait, or take a lower step."
            )
        if closure_notice(store) is not None:
            raise Conflict("a notice of closure runs already.", mend="Look at the store's page.")
        decision = record(
            kind=DecisionKind.LADDER,
            subject=store,
            store=store,
            ground=Ground.REPEATED,
            facts={"points": points, "because": step.because},
            outcome={"step": "closure_notice", "notice_days": policy.closure.notice_days},
            by=by,
            at=at,
            case=("store", store.pk),
        )
        tell(
            to=store,
            kind="store_closure_notice",
            at=at,
            caused_by=decision,
            points=points,
            days=policy.closure.notice_days,
        )
        return decision


def closure_notice(store: Store) -> Message | None:
    """The notice of closure that runs or has run, if its decision was not overturned."""
    fallen = overturned(store)
    notices = Message.objects.filter(store=store, kind="store_closure_notice").order_by("-id")
    return next((m for m in notices if str(m.caused_by_id) not in fallen), None)


def closure_facts(store: Store, *, at: datetime) -> ClosureFacts:
    """What is known for the judgement on a closure."""
    fallen = overturned(store)
    warnings = Message.objects.filter(store=store, kind="store_warn", delivered_at__isnull=False)
    notice = closure_notice(store)
    return ClosureFacts(
        points=points_of(store, at=at),
        warnings_delivered=tuple(
            m.delivered_at for m in warnings if m.delivered_at and str(m.caused_by_id) not in fallen
        ),
        notice_delivered=notice.delivered_at if notice else None,
        approved_by=frozenset(str(a.person_id) for a in _agreed(store, notice=notice)),
    )


def _agreed(store: Store, *, notice: Message | None) -> QuerySet[StoreApproval]:
    """Who has agreed to what the notice says. An agreement from before it was to other facts, and counts no more."""
    rows = StoreApproval.objects.filter(store=store, step="close", used_by__isnull=True)
    return rows.filter(at__gte=notice.created_at) if notice else rows.none()


def agree_to_closure(*, store: Store, by: Person, at: datetime) -> ClosureVerdict:
    """A person agrees; when the last condition is met the store is closed. Returns what was judged after the agreement.

    NotPermitted: no notice of closure stands, so that there is nothing to agree to.
    """
    with transaction.atomic():
        store = Store.objects.select_for_update().get(pk=store.pk)
        if Restriction.objects.filter(store=store, kind=RestrictionKind.CLOSE, lifted_at__isnull=True).exists():
            raise Conflict("the store is closed already.", mend="Look at the store's page.")
        notice = closure_notice(store)
        if notice is None:
            raise NotPermitted("no notice of closure was given.", mend="Give the notice first; then two people agree.")
        if not _agreed(store, notice=notice).filter(person=by).exists():
            StoreApproval.objects.update_or_create(
                store=store, step="close", person=by, used_by=None, defaults={"at": at}
            )
        facts = closure_facts(store, at=at)
        verdict = closure(facts, policy=in_force().store, at=at)
        if verdict.allowed:
            _close(store=store, facts=facts, by=by, at=at)
        return verdict


def _close(*, store: Store, facts: ClosureFacts, by: Person, at: datetime) -> Decision:
    """Close the store and take everything of it down in one act."""
    decision = record(
        kind=DecisionKind.CLOSE,
        subject=store,
        store=store,
        ground=Ground.REPEATED,
        facts={
            "points": facts.points,
            "warnings_delivered": [w.isoformat() for w in facts.warnings_delivered],
            "notice_delivered": facts.notice_delivered.isoformat() if facts.notice_delivered else None,
            "people": len(facts.approved_by),
        },
        outcome={"step": "close"},
        by=by,
        at=at,
        case=("store", store.pk),
    )
    _agreed(store, notice=closure_notice(store)).update(used_by=decision)
    impose(
        kind=RestrictionKind.CLOSE, on=store, ground=Ground.REPEATED, caused_by=decision, seen=f"{facts.points} points."
    )
    for listing in Listing.objects.filter(store=store):
        impose(
            kind=RestrictionKind.REMOVE,
            on=listing,
            ground=Ground.REPEATED,
            caused_by=decision,
            seen="The store was closed.",
        )
    tell(to=store, kind="store_close", at=at, caused_by=decision, points=facts.points)
    return decision


def hold_funds(*, store: Store, amount: Decimal, currency: str, by: Person, at: datetime) -> Decision:
    """A person holds an amount of the store's payouts, when the ladder has come to that step."""
    amount = Decimal(amount)
    if not amount.is_finite() or abs(amount) >= MOST_HELD or amount != round(amount, 2):
        raise BadInput(
            "this amount cannot be held.", where="amount", mend="Name it in whole hundredths, below a billion."
        )
    if amount <= 0:
        raise BadInput(f"{amount} cannot be held.", where="amount", mend="Name a positive amount.")
    if currency not in CURRENCIES:
        raise BadInput(
            f"{currency[:10]!r} is no currency.", where="currency", mend="Use its three letters, as in EUR or CNY."
        )
    with transaction.atomic():
        store = Store.objects.select_for_update().get(pk=store.pk)
        points = points_of(store, at=at)
        step = next_step(points, taken=steps_taken(store), policy=in_force().store)
        if step is None or step.step != "hold_funds":
            raise NotPermitted("the ladder is not at this step.", mend="See the store's page for the next step.")
        return take_step(
            store=store, step=step, points=points, at=at, by=by, led_by=None, amount=amount, currency=currency
        )
