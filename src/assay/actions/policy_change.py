"""Another policy is in force: the log says since when, with the hash of its text, and the catalogue is screened again under it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from assay.actions.decision import record
from assay.actions.policy import on_record
from assay.actions.recheck import after_policy
from assay.records.models import Decision, PolicyVersion
from assay.regime.terms import DecisionKind


def enter_into_force(*, at: datetime) -> int:
    """Put on record, and so into the log, that another policy is in force than the one put on record last; 1 if it was so.

    Going back to an older policy is a change like any other. Called by the worker: a policy comes with a start of the office, and by nobody's press
    of a button.
    """
    with transaction.atomic():
        row = PolicyVersion.objects.select_for_update().get(pk=on_record(at=at).pk)
        last = Decision.objects.filter(kind=DecisionKind.POLICY).order_by("-at").first()
        if last is not None and last.subject_id == row.version:
            return 0
        record(
            kind=DecisionKind.POLICY,
            subject=row,
            facts={"before": last.subject_id if last else None},
            outcome={"version": row.version},
            by=None,
            at=at,
            case=("policy", "policy"),
            counts={"files": len(row.texts)},
        )
        if last is not None:
            after_policy(before=last.subject_id, now=row)
    return 1
