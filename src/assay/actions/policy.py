"""Which policy is in force, and is its text on record?"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from assay.policy.load import load, parse
from assay.policy.schema import Policy
from assay.records.models import Decision, PolicyVersion
from assay.regime.terms import DecisionKind


@cache
def _loaded(folder: str) -> Policy:
    return load(Path(folder) if folder else None)


def in_force() -> Policy:
    """The policy of this office: the folder that ASSAY_POLICY_DIR names, else the one that ships."""
    return _loaded(settings.ASSAY_POLICY_DIR)


def on_record(*, at: datetime) -> PolicyVersion:
    """The row of the policy in force; its text is stored once, at its first use, so that old decisions can be replayed."""
    policy = in_force()
    row, _ = PolicyVersion.objects.get_or_create(
        version=policy.version, defaults={"texts": dict(policy.texts), "in_force_from": at}
    )
    return row


def enter_into_force(*, at: datetime) -> int:
    """Put on record, and so into the log, that another policy is in force than the one put on record last; 1 if it was so.

    Going back to an older policy is a change like any other. Called by the worker: a policy comes with a start of the office, and by nobody's press
    of a button.
    """
    from assay.actions.decision import record  # which asks this module for the policy of every decision

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
    return 1


def as_it_was(version: str) -> Policy:
    """The policy of an old decision, out of its stored text."""
    return parse(PolicyVersion.objects.get(version=version).texts)
