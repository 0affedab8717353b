"""A person settles an application: with a right, or with reasons and what would mend it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assay.actions.contradiction import compare
from assay.actions.decision import record
from assay.actions.judgement import documents_of, facts_of, overruling, propose, window_of
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.repeat import draw_application
from assay.actions.right import give, revoke
from assay.actions.store import strike
from assay.errors import BadInput, IllegalMove, NotFound
from assay.records.models import Application, Decision, Person, Right
from assay.regime.document.facts import to_json
from assay.regime.document.finding import Reason
from assay.regime.document.settlement import check_may_accept
from assay.regime.document.verdict import Judgement, judge
from assay.regime.moves import APPLICATION_MOVES, ApplicationEvent, ApplicationState, move
from assay.regime.right.grant import grant_for_proof
from assay.regime.right.scope import Scope
from assay.regime.terms import DecisionKind, Ground, Lane

MAX_REASON = 5_000
OPEN_STATES = (ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW, ApplicationState.CONDITIONAL)


def settle(
    *,
    application: uuid.UUID,
    by: Person,
    accept: bool,
    reason: str,
    at: datetime,
    overrule: Sequence[str] = (),
    forged: bool = False,
) -> Decision:
    """Accept or refuse. `overrule` names findings that the person has looked at and that do not hold; `forged` says that a paper is a forgery.

    NotFound. IllegalMove: not read yet, or settled by somebody else. BadInput: no reason, or an unknown finding. NotPermitted: the brand's window
    runs, findings stand against it, or nobody whom the register knows stands behind a paper.
    """
    said = reason.strip()
    if not said or len(said) > MAX_REASON:
        raise BadInput(
            "a decision needs its reason.", where="reason", mend=f"Say why, in at most {MAX_REASON} characters."
        )
    unknown = sorted(set(overrule) - set(Reason))
    if unknown:
        raise BadInput(f"{unknown[0]!r} is no finding.", where="overrule", mend="Choose from the findings of the case.")
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(pk=application).first()
        if row is None:
            raise NotFound("there is no such application.")
        event = ApplicationEvent.ACCEPTED if accept else ApplicationEvent.REFUSED
        state = move(APPLICATION_MOVES, ApplicationState(row.state), event)
        facts = facts_of(row, at=at)
        policy = overruling(in_force(), frozenset(overrule))
        judgement = judge(facts, policy=policy, on=at.date())
        if accept:
            window = window_of(row)
            check_may_accept(judgement, window_closes=window.due if window else None)
        decision = record(
            kind=DecisionKind.SETTLE,
            subject=row,
            store=row.store,
            brand=row.brand,
            ground="" if accept else (Ground.FORGED_PAPER if forged else Ground.NO_RIGHT),
            facts={
                "application": to_json(facts),
                "on": at.date().isoformat(),
                "overrule": sorted(set(overrule)),
                "reason": said,
                "forged": forged and not accept,
            },
            outcome={"state": state.value, "judgement": judgement.to_json()},
            by=by,
            at=at,
            case=("application", str(row.pk)),
            lane=row.lane,
            counts={"papers": len(facts.papers), "findings": len(judgement.findings)},
        )
        row.state, row.settled_at, row.proposal = state, at, judgement.to_json()
        row.save(update_fields=["state", "settled_at", "proposal"])
        draw_application(decision=decision, application=row, accept=accept)
        if accept:
            _grant(row, judgement, by=by, at=at, led_by=decision)
        else:
            _refuse(row, judgement, reason=said, forged=forged, decision=decision)
        compare(decision=decision, application=row)
        return decision


def reopen(*, application: Application, at: datetime) -> None:
    """A refusal was overturned: the application goes back to a person. Inside the caller's transaction."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    try:
        row.state = move(APPLICATION_MOVES, ApplicationState(row.state), ApplicationEvent.REOPENED)
    except IllegalMove:
        return  # mended or granted meanwhile
    if Application.objects.filter(store=row.store, brand=row.brand, state__in=OPEN_STATES).exists():
        return  # a newer application of the store for this brand is open, and goes on
    row.settled_at = None
    row.save(update_fields=["state", "settled_at"])
    propose(row, at=at)


def _grant(row: Application, judgement: Judgement, *, by: Person, at: datetime, led_by: Decision) -> None:
    earned = judgement.right
    documents = {d.sha256: d for d in documents_of(row)}
    asked = tuple(sorted({g["gtin"] or g["model"] or g["name"] for g in row.goods}))
    grant = grant_for_proof(
        store=row.store_id,
        brand=row.brand_id,
        scope=Scope(
            goods=earned.goods if earned and earned.goods else asked,
            territories=earned.territories if earned else (),
            channels=earned.channels if earned else (),
        ),
        units=dict(earned.units) if earned else {},
        authorized_until=earned.authorized_until if earned else None,
        on=at.date(),
        policy=in_force().right,
    )
    right = give(
        application=row,
        grant=grant,
        backing=[(documents[line.sha256], line.key) for line in judgement.lines],
        by=by,
        at=at,
        led_by=led_by,
    )
    tell(
        to=row.store,
        kind="application_granted",
        at=at,
        caused_by=led_by,
        brand=row.brand.name,
        units=sum(grant.units.values()),
        valid_to=right.valid_to.isoformat(),
    )


def _refuse(row: Application, judgement: Judgement, *, reason: str, forged: bool, decision: Decision) -> None:
    against = [f for f in judgement.findings if f.weight != "note"]
    tell(
        to=row.store,
        kind="application_refused",
        at=decision.at,
        caused_by=decision,
        brand=row.brand.name,
        reason=reason,
        findings=len({f.reason for f in against}),
    )
    ground = Ground.FORGED_PAPER if forged else Ground.NO_RIGHT
    if row.lane == Lane.PURCHASE:
        for right in Right.objects.filter(application=row, conditional=True, replaced_by__isnull=True):
            revoke(right=right.pk, ground=ground, seen=reason, by=decision.by, at=decision.at, led_by=decision)
    if forged:
        strike(store=row.store, ground=Ground.FORGED_PAPER, caused_by=decision)
