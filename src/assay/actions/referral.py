"""A store's case goes to an authority: one person proposes, another agrees, the case file is bound, the receipt recorded; and it is taken back.

Nothing is sent from here: a person carries the file over and records what the authority has answered. An upheld appeal that overturns the step leaves
a message to the authority that waits on the desk until a person has recorded that it was given.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from assay.actions import casefile
from assay.actions.decision import record
from assay.actions.policy import in_force
from assay.actions.store import overturned, points_of, steps_taken, take_step
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.outside import files
from assay.records.models import Decision, HandOver, Person, Referral, Store, Strike
from assay.regime.moves import REFERRAL_MOVES, ReferralEvent, ReferralState, move
from assay.regime.store.ladder import next_step
from assay.regime.store.referral import COUNTED, ReferralFacts, ReferralVerdict, referral
from assay.regime.terms import DecisionKind

MAX_WORDS, MAX_REASON = 200, 5_000


def judged(store: Store, *, approved_by: Iterable[str], at: datetime) -> tuple[ReferralFacts, ReferralVerdict]:
    """What is known for a referral, and whether it may be."""
    policy, points = in_force().store, points_of(store, at=at)
    fallen = overturned(store)
    confirmed = Strike.objects.filter(
        store=store, ground__in=list(COUNTED), lifted_at__isnull=True, caused_by__by__isnull=False
    ).values_list("caused_by", flat=True)
    facts = ReferralFacts(
        points=points,
        following=next_step(points, taken=steps_taken(store), policy=policy),
        confirmed=len({str(one) for one in confirmed} - fallen),
        approved_by=frozenset(approved_by),
    )
    return facts, referral(facts, policy=policy.referral)


def propose(*, store: Store, recipient: str, reason: str, by: Person, at: datetime) -> Referral:
    """A person proposes that an authority gets the case. NotPermitted: more is missing than the others' agreement."""
    said = _words(recipient, where="recipient", mend="Name the authority, in at most 200 characters.")
    why = reason.strip()
    if not why or len(why) > MAX_REASON:
        raise BadInput("a reason is needed.", where="reason", mend=f"Say why, in at most {MAX_REASON} characters.")
    with transaction.atomic():
        row = Store.objects.select_for_update().get(pk=store.pk)
        _check(row, approved_by=[str(by.pk)], but_people=True, at=at)
        try:
            with transaction.atomic():
                made = Referral.objects.create(
                    store=row,
                    recipient=said,
                    reason=why,
                    state=ReferralState.PROPOSED,
                    proposed_by=by,
                    proposed_at=at,
                )
        except IntegrityError:
            raise Conflict("a referral is proposed already.", mend="Agree to it, or drop it first.") from None
        _record(made, by=by, at=at)
        return made


def agree(*, referral: uuid.UUID, by: Person, at: datetime) -> Referral:
    """Another person agrees: the step is taken, and the case file is bound and kept."""
    with transaction.atomic():
        row = _locked(referral)
        store = Store.objects.select_for_update().get(pk=row.store_id)
        state = move(REFERRAL_MOVES, ReferralState(row.state), ReferralEvent.AGREED)
        if by.pk == row.proposed_by_id:
            raise NotPermitted("you have proposed it.", mend="Another person agrees.")
        facts = _check(store, approved_by=[str(row.proposed_by_id), str(by.pk)], at=at)
        assert facts.following is not None  # noqa: S101  the verdict refuses without
        row.decision = take_step(
            store=store,
            step=facts.following,
            points=facts.points,
            at=at,
            by=by,
            led_by=None,
            told=row.recipient,
            facts={
                "confirmed": facts.confirmed,
                "people": len(facts.approved_by),
                "steps": [{"step": s.step, "at_points": s.at_points} for s in steps_taken(store)],
            },
        )
        made = casefile.of_store(store=store.pk, recipient=row.recipient, by=by, at=at)
        row.hand_over = HandOver.objects.get(sha256=files.put(made.data), store=store, made_at=at)
        row.state, row.agreed_by = state, by
        row.save()
        return row


def drop(*, referral: uuid.UUID, by: Person, at: datetime) -> Referral:
    """The proposal comes to nothing."""
    return _moved(referral, ReferralEvent.DROPPED, by=by, at=at)


def record_receipt(*, referral: uuid.UUID, receipt: str, by: Person, at: datetime) -> Referral:
    """The authority has the file, and this is the number that it gave it."""
    said = _words(receipt, where="receipt", mend="Give the authority's number, in at most 200 characters.")
    return _moved(referral, ReferralEvent.RECEIPT_CAME, by=by, at=at, receipt=said, received_at=at)


def record_withdrawal(*, referral: uuid.UUID, receipt: str, by: Person, at: datetime) -> Referral:
    """The authority was told that the decision fell."""
    said = _words(receipt, where="receipt", mend="Give the authority's number, in at most 200 characters.")
    sent = {"withdrawal_receipt": said, "withdrawal_sent_at": at}
    return _moved(referral, ReferralEvent.WITHDRAWAL_SENT, by=by, at=at, **sent)


def undo(fallen: Iterable[uuid.UUID], *, by: Decision) -> None:
    """An appeal has overturned these decisions: what was referred by one of them is to be taken back. Inside the appeal's transaction."""
    rows = Referral.objects.select_for_update(of=("self",)).filter(
        decision__in=list(fallen), state__in=[ReferralState.REFERRED, ReferralState.RECEIVED]
    )
    for row in rows.select_related("store", "hand_over").order_by("pk"):
        row.state = move(REFERRAL_MOVES, ReferralState(row.state), ReferralEvent.OVERTURNED)
        row.withdrawn_by, row.withdrawal = by, files.put(_letter(row, by=by).encode())
        row.save()
        _record(row, by=by.by, at=by.at, led_by=by)


def file_of(referral: uuid.UUID) -> casefile.CaseFile:
    """The case file, exactly as it was bound. NotFound: there is none yet."""
    row = Referral.objects.select_related("hand_over").filter(pk=referral, hand_over__isnull=False).first()
    if row is None or row.hand_over is None:
        raise NotFound("there is no such case file.", mend="It is bound when a second person agrees.")
    return casefile.CaseFile(name=f"case-store-{row.store_id}.zip", data=files.get(row.hand_over.sha256))


def store_of(referral: uuid.UUID) -> str:
    """Whose case it is. NotFound: there is no such referral."""
    found = Referral.objects.filter(pk=referral).values_list("store", flat=True).first()
    if found is None:
        raise NotFound("there is no such referral.", mend="Open it from the store's page.")
    return found


def letter_of(referral: uuid.UUID) -> str:
    """The message that takes a referral back. NotFound: it was not overturned."""
    row = Referral.objects.filter(pk=referral).exclude(withdrawal="").first()
    if row is None:
        raise NotFound("nothing is to be taken back.", mend="Look at the store's page.")
    return files.get(row.withdrawal).decode()


def _letter(row: Referral, *, by: Decision) -> str:
    filed = row.hand_over
    number = row.receipt or "not known"
    return (
        f"To: {row.recipient}\n"
        f"Your number: {number}\n\n"
        f"On {filed.made_at.date().isoformat() if filed else ''} we handed you a case file about the store {row.store_id}"
        f" (SHA-256 {filed.sha256 if filed else ''}).\n"
        f"On {by.at.date().isoformat()} an appeal against what it rests on was upheld (decision {by.pk}). The decision to refer the case\n"
        "has fallen with it, and we take it back. Please close it as far as it rests on that file.\n"
    )


def _check(store: Store, *, approved_by: list[str], but_people: bool = False, at: datetime) -> ReferralFacts:
    facts, verdict = judged(store, approved_by=approved_by, at=at)
    missing = [m for m in verdict.missing if not (but_people and "people agreed" in m)]
    if missing:
        raise NotPermitted("; ".join(missing) + ".", mend="See the store's page for what is missing.")
    return facts


def _moved(referral: uuid.UUID, event: ReferralEvent, *, by: Person, at: datetime, **changes: object) -> Referral:
    with transaction.atomic():
        row = _locked(referral)
        row.state = move(REFERRAL_MOVES, ReferralState(row.state), event)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
        _record(row, by=by, at=at, led_by=row.decision)
        return row


def _locked(referral: uuid.UUID) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("store", "decision")
    row = rows.filter(pk=referral).first()
    if row is None:
        raise NotFound("there is no such referral.", mend="Open it from the store's page.")
    return row


def _record(row: Referral, *, by: Person | None, at: datetime, led_by: Decision | None = None) -> Decision:
    return record(
        kind=DecisionKind.REFERRAL,
        subject=row,
        store=row.store,
        facts={"recipient": row.recipient, "receipt": row.withdrawal_receipt or row.receipt},
        outcome={"state": str(row.state)},
        by=by,
        at=at,
        led_by=led_by,
        case=("store", row.store_id),
    )


def _words(text: str, *, where: str, mend: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > MAX_WORDS:
        raise BadInput("this is missing or too long.", where=where, mend=mend)
    return said
