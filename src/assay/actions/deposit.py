"""A store offers a deposit, the operator receives it, the pause is lifted; the end of the dispute releases or forfeits the money, once.

Payment happens outside: the operator records what has come and what has left. Inside, a deposit never stands apart from the pause that it lifts.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.restriction import impose, lift
from assay.actions.store import points_of
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.records.models import Appeal, Decision, Deposit, Listing, NoticeItem, Person, Restriction
from assay.regime.moves import DEPOSIT_MOVES, AppealState, DepositEvent, DepositState, NoticeState, move
from assay.regime.store import deposit as regime
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

MAX_REFERENCE = 120
DISPUTED = (NoticeState.HOLDER_TO_ANSWER, NoticeState.TO_DECIDE)


def quoted(*, listing: str, by: Person, at: datetime) -> regime.Quote:
    """What the store would have to deposit for this listing now. NotPermitted, Conflict: it cannot, and why. NotFound: no such pause of its own."""
    row = _own(listing, by=by)
    facts, *_ = _facts(row, at=at)
    return _quote(facts, at=at)


def offer(*, listing: str, by: Person, at: datetime) -> Deposit:
    """The store offers the deposit that the policy asks for; it has to be paid by the day that the answer names."""
    with transaction.atomic():
        row = _own(listing, by=by, lock=True)
        facts, pause, item, appeal = _facts(row, at=at)
        quote = _quote(facts, at=at)
        deposit = Deposit(
            restriction=pause,
            listing=row,
            store=row.store,
            notice_item=item,
            appeal=appeal if item is None else None,
            digest=row.digest,
            amount=quote.amount,
            currency=quote.currency,
            state=DepositState.OFFERED,
            offered_at=at,
            offered_by=by,
            pay_by=quote.pay_by,
        )
        try:
            with transaction.atomic():
                deposit.save(force_insert=True)
        except IntegrityError:
            raise Conflict("a deposit on this pause runs already.", mend="Look at your deposits.") from None
        decision = _record(deposit, facts=facts.to_json(), by=by, at=at, led_by=pause.caused_by)
        _tell(deposit, "deposit_offered", decision=decision, due=quote.pay_by.date().isoformat())
        return deposit


def receive(*, deposit: uuid.UUID, amount: Decimal, currency: str, reference: str, by: Person, at: datetime) -> Deposit:
    """The operator has the money: the pause is lifted until the dispute ends. BadInput: another amount. Conflict: too late, or the pause is gone."""
    said = " ".join(reference.split())
    if not said or len(said) > MAX_REFERENCE:
        raise BadInput(
            "the payment is not named.",
            where="reference",
            mend=f"Give its number in your books, 1 to {MAX_REFERENCE} characters.",
        )
    with transaction.atomic():
        row = _locked(deposit)
        state = move(DEPOSIT_MOVES, DepositState(row.state), DepositEvent.RECEIVED)
        if amount != row.amount or currency != row.currency:
            raise BadInput(
                f"{amount} {currency} came; {row.amount} {row.currency} were offered.",
                where="amount",
                mend="Send back what is too much, or wait for the rest.",
            )
        if at > row.pay_by:
            raise Conflict("the time to pay is over.", mend="Send the money back; the store may offer again.")
        pause = Restriction.objects.select_for_update(of=("self",)).get(pk=row.restriction_id)
        if pause.lifted_at is not None:
            raise Conflict("the pause is lifted already.", mend="Send the money back.")
        row.state, row.received_at, row.received_by, row.reference = state, at, by, said
        row.save(update_fields=["state", "received_at", "received_by", "reference"])
        decision = _record(row, facts={"reference": said}, by=by, at=at, led_by=pause.caused_by)
        lift([pause], by=decision)
        _tell(row, "deposit_received", decision=decision)
        return row


def pay_out(*, deposit: uuid.UUID, by: Person, at: datetime) -> Deposit:
    """The operator has paid: a released deposit back to the store, a forfeited one to whom it was ordered, once and not before it may."""
    with transaction.atomic():
        row = _locked(deposit)
        if row.state not in (DepositState.RELEASED, DepositState.FORFEITED):
            raise Conflict(f"this deposit is {row.state}.", mend="It is paid out when its dispute has ended.")
        if row.paid_at is not None:
            raise Conflict("this deposit was paid out already.", mend="Look at its page.")
        if row.payable_from is not None and at < row.payable_from:
            raise NotPermitted(
                f"it may be paid out from {row.payable_from.date().isoformat()} on.",
                mend="Wait: an appeal could still give it back.",
            )
        if row.state == DepositState.FORFEITED and _under_appeal(row):
            raise NotPermitted("an appeal against its forfeiture is open.", mend="Wait for its answer.")
        row.paid_at = at
        row.save(update_fields=["paid_at"])
        _record(row, facts={"paid_to": _whose(row)}, by=by, at=at, led_by=row.ended_by, state="paid")
        return row


def lapse_unpaid(*, at: datetime, limit: int = 200) -> int:
    """Offers whose time to pay is over come to nothing; how many. Safe to repeat."""
    late = Deposit.objects.filter(state=DepositState.OFFERED, pay_by__lt=at).order_by("pay_by")
    done = 0
    for pk in list(late.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = Deposit.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if row is not None and row.state == DepositState.OFFERED:
                _end(row, DepositEvent.NOT_PAID, by=None, at=at, led_by=None)
                done += 1
    return done


# What the end of a dispute does; inside the transaction of the decision that ends it -------------------------------------------


def end_with_notice(item: NoticeItem, *, decision: Decision) -> None:
    """The case on the listing has ended: upheld, the seller was wrong; in every other end he was right."""
    if item.counter_at is None:
        return  # nobody deposits before he has answered
    right = item.state != NoticeState.UPHELD
    for row in _running(Q(notice_item=item)):
        _end(
            row,
            regime.fate(DepositState(row.state), seller_was_right=right),
            by=decision.by,
            at=decision.at,
            led_by=decision,
        )


def end_with_appeal(appeal: Appeal, *, upheld: bool, decision: Decision) -> None:
    """The appeal against the pause has its answer: rejected, the pause binds again and the money is forfeited."""
    for row in _running(Q(appeal=appeal)):
        event = regime.fate(DepositState(row.state), seller_was_right=upheld)
        # What follows from a lost appeal falls with the pause that it was about, should a second level find that wrong.
        pause = row.restriction
        ended = _end(row, event, by=None, at=decision.at, led_by=decision if upheld else pause.caused_by)
        if event is DepositEvent.SELLER_WAS_WRONG:
            impose(
                kind=RestrictionKind.PAUSE,
                on=row.listing,
                ground=Ground(pause.ground),
                caused_by=ended,
                seen="Your appeal was rejected; the pause that your deposit had lifted binds again.",
                rules=tuple(pause.statement.get("rules", ())),
            )


def undo(fallen: Iterable[uuid.UUID], *, by: Decision) -> None:
    """An appeal has overturned these decisions: money on their pauses is free, and what they had forfeited goes back unless it has left the house."""
    decisions = list(fallen)
    for row in _running(Q(restriction__caused_by__in=decisions)):
        event = regime.fate(DepositState(row.state), seller_was_right=True)
        _end(row, event, by=by.by, at=by.at, led_by=by)
    forfeited = Q(ended_by__in=decisions, state=DepositState.FORFEITED, paid_at__isnull=True)
    for row in _chosen(forfeited):
        _end(row, DepositEvent.OVERTURNED, by=by.by, at=by.at, led_by=by)


def covered(listings: Sequence[Listing]) -> dict[int, str]:
    """Listing -> the ground on which a deposit lets it be on offer as it stands."""
    rows = Deposit.objects.filter(state=DepositState.RECEIVED, listing__in=[x.pk for x in listings])
    digests = {x.pk: x.digest for x in listings}
    standing = rows.select_related("restriction").only("listing_id", "digest", "restriction__ground")
    return {r.listing_id: r.restriction.ground for r in standing if digests[r.listing_id] == r.digest}


# Gathering and writing --------------------------------------------------------------------------------------------------------


def _own(listing: str, *, by: Person, lock: bool = False) -> Listing:
    rows = Listing.objects.select_for_update(of=("self",)) if lock else Listing.objects.all()
    row = rows.select_related("store").filter(store=by.store_id, listing_id=listing).first() if by.store_id else None
    if row is None:
        raise NotFound("there is no such listing.", mend="Open it from your list.")
    return row


def _facts(row: Listing, *, at: datetime) -> tuple[regime.DepositFacts, Restriction, NoticeItem | None, Appeal | None]:
    """What is known of the pause in dispute, or of the newest pause. NotFound: nothing pauses the listing."""
    active = list(
        Restriction.objects.filter(listing=row, lifted_at__isnull=True)
        .select_related("caused_by")
        .order_by("begins", "pk")
    )
    pauses = [r for r in active if r.kind == RestrictionKind.PAUSE]
    if not pauses:
        raise NotFound("nothing pauses this listing.", mend="A deposit lifts a pause; look at the listing's page.")
    found = [(p, *_dispute(p, row)) for p in pauses]
    pause, item, appeal = next((f for f in found if f[1] or f[2]), found[-1])
    signals = row.signals if isinstance(row.signals, dict) else {}
    price = signals.get("price")
    facts = regime.DepositFacts(
        ground=Ground(pause.ground),
        dispute=regime.Dispute.NOTICE if item else regime.Dispute.APPEAL if appeal else None,
        others=len(active) - 1,
        open=Deposit.objects.filter(restriction=pause, state__in=list(regime.HELD)).exists(),
        points=points_of(row.store, at=at),
        category=" > ".join(
            str(row.attributes.get(name) or "") for name in ("product_type", "google_product_category")
        ).strip(" >"),
        price=Decimal(str(price)) if isinstance(price, (int, float)) else None,
        currency=str(signals.get("currency") or ""),
        pieces=row.quantity,
    )
    return facts, pause, item, appeal


def _dispute(pause: Restriction, listing: Listing) -> tuple[NoticeItem | None, Appeal | None]:
    """The case that the pause hangs on and that the store has answered; else its open appeal against the pause."""
    cause = pause.caused_by
    if cause.subject_kind == "notice":
        item = NoticeItem.objects.filter(
            notice=uuid.UUID(cause.subject_id), listing=listing, state__in=DISPUTED, counter_at__isnull=False
        ).first()
        return item, None
    appeals = Appeal.objects.filter(
        decision__in=[pk for pk in (cause.pk, cause.led_by_id) if pk],
        state=AppealState.OPEN,
        notifier__isnull=True,
        report__isnull=True,
    )
    return None, appeals.first()


def _quote(facts: regime.DepositFacts, *, at: datetime) -> regime.Quote:
    policy = in_force()
    return regime.quote(facts, policy=policy.store.deposit, fx=policy.fx, week=policy.calendar.office, at=at)


def _locked(deposit: uuid.UUID) -> Deposit:
    row = _chosen(Q(pk=deposit)).first()
    if row is None:
        raise NotFound("there is no such deposit.", mend="Take it from the list of deposits.")
    return row


def _chosen(which: Q) -> QuerySet[Deposit]:
    rows = Deposit.objects.select_for_update(of=("self",)).filter(which)
    return rows.select_related("store", "listing__store", "restriction__caused_by", "holder", "ended_by").order_by("pk")


def _running(which: Q) -> QuerySet[Deposit]:
    return _chosen(which & Q(state__in=list(regime.HELD)))


def _end(row: Deposit, event: DepositEvent, *, by: Person | None, at: datetime, led_by: Decision | None) -> Decision:
    """The one place where a deposit ends."""
    policy = in_force().store.deposit
    row.state = move(DEPOSIT_MOVES, DepositState(row.state), event)
    forfeited = row.state == DepositState.FORFEITED
    if forfeited and policy is not None:
        brand = row.notice_item.notice.brand if row.notice_item else row.listing.brand
        row.forfeited_to = "holder" if policy.forfeit_to == "holder" and brand is not None else "buyers"
        row.holder = brand if row.forfeited_to == "holder" else None
        row.payable_from = regime.payable_from(at, policy=policy)
    elif forfeited:
        # The policy has stopped taking deposits meanwhile: what runs is ended as the least that was promised.
        row.forfeited_to, row.payable_from = "buyers", at
    else:
        row.forfeited_to, row.holder, row.payable_from = "", None, None
    decision = _record(row, facts={"event": event.value}, by=by, at=at, led_by=led_by)
    row.ended_at, row.ended_by = at, decision
    row.save()
    extra = {"payable_from": row.payable_from.date().isoformat()} if row.payable_from else {}
    _tell(row, f"deposit_{DepositState(row.state).value}", decision=decision, **extra)
    if row.holder is not None:
        tell(
            to=row.holder,
            kind="deposit_ordered",
            at=at,
            caused_by=decision,
            title=row.listing.title,
            amount=f"{row.amount} {row.currency}",
            payable_from=extra["payable_from"],
        )
    return decision


def _record(
    row: Deposit,
    *,
    facts: dict[str, object],
    by: Person | None,
    at: datetime,
    led_by: Decision | None,
    state: str = "",
) -> Decision:
    amount = {"amount": str(row.amount), "currency": row.currency}
    cause = row.restriction.caused_by
    if state == "" and row.state == DepositState.FORFEITED and "screening" in cause.facts:
        facts = {**facts, "screening": cause.facts["screening"]}  # so that screening may lift what binds again
    return record(
        kind=DecisionKind.DEPOSIT,
        subject=row,
        store=row.store,
        brand=row.listing.brand,
        ground=row.restriction.ground,
        facts={**facts, "listing": row.listing.listing_id},
        outcome={"state": state or str(row.state), **amount, "to": _whose(row)},
        by=by,
        at=at,
        led_by=led_by,
        case=("deposit", str(row.pk)),
    )


def _whose(row: Deposit) -> str:
    return (row.holder_id or row.forfeited_to) if row.state == DepositState.FORFEITED else row.store_id


def _under_appeal(row: Deposit) -> bool:
    ended = row.ended_by
    about = [pk for pk in (row.ended_by_id, ended.led_by_id if ended else None) if pk]
    return Appeal.objects.filter(decision__in=about, state=AppealState.OPEN).exists()


def _tell(row: Deposit, kind: str, *, decision: Decision, **more: str) -> None:
    tell(
        to=row.store,
        kind=kind,
        at=decision.at,
        caused_by=decision,
        listing=row.listing.listing_id,
        title=row.listing.title,
        amount=f"{row.amount} {row.currency}",
        **more,
    )
