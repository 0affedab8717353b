"""The coalition by program: members with what they may do now, dues that have come, the end of an interest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from assay.actions import coalition as act
from assay.actions import dues as dues_act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import NotFound
from assay.records.queries import coalition as query
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: s.Problem, 403: s.Problem, 404: s.Problem, 409: s.Problem, 413: s.Problem, 422: s.Problem}


class StandingOut(Schema):
    """What a member may do now, and why not more."""

    votes: bool
    shared_data: bool
    lane: bool
    because: str


class MemberOut(Schema):
    """A member or applicant. `dues`: none_due, paid, due or overdue."""

    member: str
    name: str
    category: str
    state: str
    dues: str
    dues_paid_until: date | None
    standing: StandingOut


class DuesIn(s.Strict):
    """Dues that have come, and the number of their payment in the books."""

    member: s.Identifier
    amount: Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    reference: Annotated[str, Field(min_length=1, max_length=120)]


class DuesOut(Schema):
    """What a payment covers, both days included."""

    member: str
    covers_from: date
    covers_until: date


class EndIn(s.Strict):
    """The last day of an interest."""

    until: date


class InterestOut(Schema):
    """An interest with its end."""

    interest: int
    holder: str
    party: str
    since: date
    until: date | None


@router.get("/members", response={200: list[MemberOut], **REFUSALS})
def members(request: HttpRequest) -> Any:
    """Members and applicants, as the charter stands with them now."""
    caller(request, Action.WORK_IN_COALITION)
    return list(query.members(policy=in_force().member, at=now()))


@router.post("/dues", response={200: DuesOut, **REFUSALS})
def dues(request: HttpRequest, payload: DuesIn) -> dict[str, Any]:
    """Record dues that have come; each payment counts once."""
    person = caller(request, Action.RECORD_DUES)
    member = query.member(payload.member)
    if member is None:
        raise NotFound("there is no such member.", where="member", mend="Take it from the list of members.")
    made = dues_act.record_dues(
        member=member,
        amount=payload.amount,
        currency=payload.currency,
        reference=payload.reference,
        by=person,
        at=now(),
    )
    return {"member": made.member_id, "covers_from": made.covers_from, "covers_until": made.covers_until}


@router.post("/interests/{interest_id}/end", response={200: InterestOut, **REFUSALS})
def interest_end(request: HttpRequest, interest_id: int, payload: EndIn) -> dict[str, Any]:
    """An interest has ended."""
    row = act.end_interest(
        interest=interest_id, until=payload.until, by=caller(request, Action.WORK_IN_COALITION), at=now()
    )
    return {"interest": row.pk, "holder": row.holder, "party": row.party_id, "since": row.since, "until": row.until}
