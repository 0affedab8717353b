"""The operator's own case system: referrals to authorities, and what an issuer answered whom the office had asked.

A key acts for a person, and a program may hold the keys of two. Where two people have to agree, the second one therefore agrees in person: logged in,
never by key.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from assay.actions import inquiry as inquiry_act
from assay.actions import referral as act
from assay.actions.clock import now
from assay.errors import NotFound, NotPermitted
from assay.records.queries import decision as query
from assay.records.queries import marketplace as stores
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: s.Problem, 403: s.Problem, 404: s.Problem, 409: s.Problem, 422: s.Problem}
Words = Annotated[str, Field(min_length=1, max_length=200)]


class ReferralIn(s.Strict):
    """To which authority, and why."""

    recipient: Words
    reason: Annotated[str, Field(min_length=1, max_length=act.MAX_REASON)]


class ReceiptIn(s.Strict):
    """The number that the authority gave."""

    receipt: Words


class ReferralOut(Schema):
    """One referral. `state`: proposed, dropped, referred, received, withdrawn, withdrawal_sent; `sha256`: of the case file that was bound."""

    referral: uuid.UUID
    store: str
    recipient: str
    reason: str
    state: str
    proposed_at: datetime
    receipt: str
    received_at: datetime | None
    sha256: str
    withdrawal_receipt: str
    withdrawal_sent_at: datetime | None


class ReferralsOut(Schema):
    """Referrals of one store, the newest first."""

    referrals: list[ReferralOut]


class EnteredIn(s.Strict):
    """What the issuer said, and how he was asked: whom you reached, at which address of the register, when."""

    confirmed: bool
    evidence: Annotated[str, Field(min_length=1, max_length=inquiry_act.MAX_EVIDENCE)]


class EnteredOut(Schema):
    """The question as it stands now."""

    inquiry: uuid.UUID
    state: str
    answered_at: datetime


@router.get("/stores/{store_id}/referrals", response={200: ReferralsOut, **REFUSALS})
def referrals(request: HttpRequest, store_id: str) -> dict[str, Any]:
    """What was put before authorities about this store."""
    caller(request, Action.SEE_STORES)
    return {"referrals": [_shown(r) for r in query.referrals(_store(store_id))]}


@router.post("/stores/{store_id}/referrals", response={200: ReferralOut, **REFUSALS})
def propose(request: HttpRequest, store_id: str, payload: ReferralIn) -> dict[str, Any]:
    """Propose that an authority gets the case. Another person has to agree."""
    person = caller(request, Action.ENFORCE)
    store = _store(store_id)
    return _shown(act.propose(store=store, recipient=payload.recipient, reason=payload.reason, by=person, at=now()))


@router.post("/referrals/{uuid:referral_id}/agree", response={200: ReferralOut, **REFUSALS})
def agree(request: HttpRequest, referral_id: uuid.UUID) -> dict[str, Any]:
    """Agree to what another person has proposed: the step is taken and the case file bound. Logged in, never by key."""
    person = caller(request, Action.ENFORCE)
    if not request.user.is_authenticated:
        raise NotPermitted("a key does not agree for a person.", mend="Log in, and agree on the store's page.")
    return _shown(act.agree(referral=referral_id, by=person, at=now()))


@router.post("/referrals/{uuid:referral_id}/drop", response={200: ReferralOut, **REFUSALS})
def drop(request: HttpRequest, referral_id: uuid.UUID) -> dict[str, Any]:
    """The proposal comes to nothing."""
    return _shown(act.drop(referral=referral_id, by=caller(request, Action.ENFORCE), at=now()))


@router.post("/referrals/{uuid:referral_id}/receipt", response={200: ReferralOut, **REFUSALS})
def receipt(request: HttpRequest, referral_id: uuid.UUID, payload: ReceiptIn) -> dict[str, Any]:
    """The authority has the file, under this number."""
    person = caller(request, Action.HAND_OVER)
    return _shown(act.record_receipt(referral=referral_id, receipt=payload.receipt, by=person, at=now()))


@router.post("/referrals/{uuid:referral_id}/withdrawn", response={200: ReferralOut, **REFUSALS})
def withdrawn(request: HttpRequest, referral_id: uuid.UUID, payload: ReceiptIn) -> dict[str, Any]:
    """The authority was told that the decision fell."""
    person = caller(request, Action.HAND_OVER)
    return _shown(act.record_withdrawal(referral=referral_id, receipt=payload.receipt, by=person, at=now()))


@router.get("/referrals/{uuid:referral_id}/file", response={**REFUSALS})
def file(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The case file (ZIP), exactly as it was bound."""
    caller(request, Action.HAND_OVER)
    bound = act.file_of(referral_id)
    return HttpResponse(
        bound.data,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{bound.name}"'},
    )


@router.get("/referrals/{uuid:referral_id}/letter", response={**REFUSALS})
def letter(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The message that takes a referral back, as text."""
    caller(request, Action.HAND_OVER)
    return HttpResponse(act.letter_of(referral_id), content_type="text/plain; charset=utf-8")


@router.post("/inquiries/{uuid:inquiry_id}/answer", response={200: EnteredOut, **REFUSALS})
def entered(request: HttpRequest, inquiry_id: uuid.UUID, payload: EnteredIn) -> dict[str, Any]:
    """Enter what an issuer said whom the office asked at the address that the register holds. The brand answers by itself."""
    row = inquiry_act.enter_answer(
        inquiry=inquiry_id,
        by=caller(request, Action.SETTLE_APPLICATION),
        confirmed=payload.confirmed,
        evidence=payload.evidence,
        at=now(),
    )
    return {"inquiry": row.pk, "state": row.state, "answered_at": row.answered_at}


def _store(store_id: str) -> Any:
    found = stores.store(store_id)
    if found is None:
        raise NotFound("there is no such store.", where="store_id", mend="Give the identifier that the office knows.")
    return found


def _shown(row: Any) -> dict[str, Any]:
    return {
        "referral": row.pk,
        "store": row.store_id,
        "recipient": row.recipient,
        "reason": row.reason,
        "state": str(row.state),
        "proposed_at": row.proposed_at,
        "receipt": row.receipt,
        "received_at": row.received_at,
        "sha256": row.hand_over.sha256 if row.hand_over else "",
        "withdrawal_receipt": row.withdrawal_receipt,
        "withdrawal_sent_at": row.withdrawal_sent_at,
    }
