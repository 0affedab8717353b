"""The brand answers what it was asked about a store's papers, or its window closes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from assay.actions.contradiction import confirmed_late, grounds_in_words, objected, spelled
from assay.actions.decision import record
from assay.actions.judgement import propose_again
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.errors import BadInput, NotFound
from assay.records.models import Inquiry, Person
from assay.regime.document.confirmation import LEAST
from assay.regime.document.facts import Answer, Stated
from assay.regime.document.inquiry import Asked, has_ground
from assay.regime.moves import INQUIRY_MOVES, InquiryEvent, InquiryState, move
from assay.regime.terms import DecisionKind

MAX_EVIDENCE = 10_000
MAX_STATEMENT = 300
MOST_STATEMENTS = 20


def answer(
    *,
    inquiry: uuid.UUID,
    by: Person,
    confirmed: bool,
    ground: str,
    evidence: str,
    at: datetime,
    states: Sequence[Stated] = (),
) -> Inquiry:
    """The brand confirms the paper or objects to it with ground and evidence.

    A confirmation carries issuer and goods, and of number, date, buyer and pieces what it states from the brand's own copy.

    NotFound: not this brand's to answer. BadInput: an objection that names no ground or evidence, or a ground that is none. IllegalMove: answered
    already, or the window has closed.
    """
    if len(evidence) > MAX_EVIDENCE:
        raise BadInput(
            f"the evidence has {len(evidence)} characters; {MAX_EVIDENCE} are read.",
            where="evidence",
            mend="Shorten it.",
        )
    _check_states(states)
    with transaction.atomic():
        row = Inquiry.objects.select_for_update().filter(pk=inquiry, brand=by.brand_id).first() if by.brand_id else None
        if row is None:
            raise NotFound("there is no such question.", mend="Open it from your list.")
        ground = spelled(ground)
        said = Answer(question=row.question, by=row.asked, confirmed=confirmed, ground=ground, evidence=evidence)
        if not confirmed and not has_ground(said, policy=in_force()):
            raise BadInput(
                "this objection names no ground that counts, or no evidence.", where="ground", mend=grounds_in_words()
            )
        event = InquiryEvent.CONFIRMED if confirmed else InquiryEvent.OBJECTED
        row.state = move(INQUIRY_MOVES, InquiryState(row.state), event)
        row.answered_at, row.answered_by, row.ground, row.evidence = (
            at,
            by,
            "" if confirmed else ground,
            evidence.strip(),
        )
        row.states = [asdict(s) for s in states if any(asdict(s).values())] if confirmed else []
        row.knows = sorted(LEAST) if confirmed else []
        row.save()
        _on_record(row, by=by, at=at)
        propose_again(row.application, at=at)
        if confirmed:
            confirmed_late(inquiry=row, at=at)
        else:
            objected(inquiry=row, at=at)
        return row


def _check_states(states: Sequence[Stated]) -> None:
    if len(states) > MOST_STATEMENTS:
        raise BadInput(
            f"there are {len(states)} statements; {MOST_STATEMENTS} are read.",
            where="states",
            mend="State each paper once.",
        )
    for i, said in enumerate(states):
        for name, text in asdict(said).items():
            if len(text) > MAX_STATEMENT:
                raise BadInput(
                    f"it has {len(text)} characters; {MAX_STATEMENT} are read.",
                    where=f"states[{i}].{name}",
                    mend="Shorten it.",
                )


def enter_answer(*, inquiry: uuid.UUID, by: Person, confirmed: bool, evidence: str, at: datetime) -> Inquiry:
    """What an issuer said when the office asked him at the address that the *register* holds; a verifier enters it with how it was asked."""
    if not evidence.strip():
        raise BadInput(
            "nothing says how the issuer was asked.", where="evidence", mend="Say whom you reached, how and when."
        )
    with transaction.atomic():
        row = Inquiry.objects.select_for_update().filter(pk=inquiry, asked=Asked.ISSUER).first()
        if row is None:
            raise NotFound("there is no such question.", mend="Open it from the application.")
        event = InquiryEvent.CONFIRMED if confirmed else InquiryEvent.OBJECTED
        row.state = move(INQUIRY_MOVES, InquiryState(row.state), event)
        row.answered_at, row.answered_by, row.evidence = at, by, evidence.strip()[:MAX_EVIDENCE]
        row.ground = "" if confirmed else "not_issued"
        row.save()
        _on_record(row, by=by, at=at)
        propose_again(row.application, at=at)
        if confirmed:
            confirmed_late(inquiry=row, at=at)
        else:
            objected(inquiry=row, at=at)
        return row


def close_windows(*, at: datetime, limit: int = 200) -> int:
    """The windows that have run out are closed; silence is an answer of its own and accepts nothing. How many."""
    closed = 0
    late = Inquiry.objects.filter(state=InquiryState.OPEN, due__lt=at).order_by("due")
    for pk in list(late.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = Inquiry.objects.select_for_update(skip_locked=True).filter(pk=pk, state=InquiryState.OPEN).first()
            if row is None:
                continue
            row.state = move(INQUIRY_MOVES, InquiryState(row.state), InquiryEvent.WINDOW_CLOSED)
            row.save(update_fields=["state"])
            _on_record(row, by=None, at=at)
            propose_again(row.application, at=at)
            if row.brand is not None and row.asked == Asked.BRAND:
                tell(to=row.brand, kind="inquiry_closed", at=at, store=row.application.store.trading_name)
            closed += 1
    return closed


def _on_record(row: Inquiry, *, by: Person | None, at: datetime) -> None:
    record(
        kind=DecisionKind.INQUIRY,
        subject=row,
        store=row.application.store,
        brand=row.brand,
        facts={"question": row.question, "asked_at": row.asked_at.isoformat(), "due": row.due.isoformat()},
        outcome={"state": str(row.state), "ground": row.ground, "states": row.states, "knows": row.knows},
        by=by,
        at=at,
        case=("application", str(row.application_id)),
        lane=row.application.lane,
    )
