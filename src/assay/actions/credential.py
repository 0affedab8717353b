"""A status list was fetched: which papers wait for it, and which rights rest on a credential that it withdraws?"""

from __future__ import annotations

from datetime import datetime

from assay.actions.brand import fact as brand_fact
from assay.actions.contradiction import credential_withdrawn
from assay.actions.decision import record
from assay.actions.judgement import propose_again
from assay.actions.listing import rescreen
from assay.actions.restriction import lift
from assay.actions.same_paper import standing
from assay.errors import AssayError
from assay.records.models import Contradiction, Document, Listing, PaperTrace, Restriction, Right, StatusList
from assay.regime.document.contradiction import ContradictionKind
from assay.regime.document.extraction.credential import Status, status_in
from assay.regime.document.findings.credential import enrolled_keys
from assay.regime.document.traces import STATUS, status_key
from assay.regime.moves import ApplicationState
from assay.regime.terms import DecisionKind, Ground, RestrictionKind


def act_on(row: StatusList, *, at: datetime) -> None:
    """Bring what rests on this list in line with it. Inside the transaction that keeps the list.

    Papers that wait are judged again. A right whose credential is withdrawn or suspended raises the alarm; a suspended one that is valid again
    goes on, since it waited on the list's word alone.
    """
    keys = enrolled_keys(brand_fact(row.brand), on=at.date())
    named = PaperTrace.objects.filter(kind=STATUS, key=status_key(row.uri), document__replaced_by__isnull=True)
    for trace in named.filter(document__application__brand=row.brand).select_related("document__application"):
        application = trace.document.application
        if application.state == ApplicationState.IN_REVIEW:
            propose_again(application, at=at)
            continue
        if application.state != ApplicationState.GRANTED or not trace.value.isdigit():
            continue
        try:
            said = status_in(row.token, uri=row.uri, index=int(trace.value), keys=keys, at=at)
        except AssayError:
            continue  # its place lies behind the list's end: unclear is not wrong
        for right in standing(Right.objects.filter(application=application), at=at):
            if said == Status.VALID:
                _goes_on(right, trace.document, at=at)
            elif said in (Status.INVALID, Status.SUSPENDED):
                credential_withdrawn(
                    right=right, document=trace.document, suspended=said == Status.SUSPENDED, uri=row.uri, at=at
                )


def _goes_on(right: Right, document: Document, *, at: datetime) -> None:
    """The list that suspended it says that it is valid again. The alarm stands until a person closes it."""
    alarms = Contradiction.objects.filter(
        right=right, document=document, kind=ContradictionKind.CREDENTIAL_SUSPENDED, closed_at__isnull=True
    )
    waits = Restriction.objects.filter(
        caused_by__in=alarms.values("caused_by"), kind=RestrictionKind.SUSPEND, lifted_at__isnull=True
    )
    if not waits.exists():
        return
    decision = record(
        kind=DecisionKind.LIFT,
        subject=right,
        store=right.store,
        brand=right.brand,
        ground=Ground.CONTRADICTED,
        facts={"seen": "The issuer's status list says: valid."},
        outcome={"state": "valid"},
        by=None,
        at=at,
        case=("application", str(right.application_id)),
    )
    lift(list(waits), by=decision)
    rescreen(Listing.objects.filter(store=right.store))
