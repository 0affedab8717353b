"""Which policy is in force, and is its text on record?"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from assay.policy.load import load, parse
from assay.policy.schema import Policy
from assay.records.models import PolicyVersion
from assay.regime.clocks import office_day

_stored: set[str] = set()


@cache
def _loaded(folder: str) -> Policy:
    return load(Path(folder) if folder else None)


def in_force() -> Policy:
    """The policy of this office: the folder that ASSAY_POLICY_DIR names, else the one that ships."""
    return _loaded(settings.ASSAY_POLICY_DIR)


def day_at(at: datetime) -> date:
    """Which day is it where this office is?"""
    return office_day(at, week=in_force().calendar.office)


def on_record(*, at: datetime) -> PolicyVersion:
    """The row of the policy in force; its text is stored once, at its first use, so that old decisions can be replayed."""
    policy = in_force()
    if policy.version in _stored:
        return PolicyVersion(version=policy.version)
    # The texts are long: only the name is fetched.
    row = PolicyVersion.objects.only("version").filter(pk=policy.version).first()
    if row is None:
        row, _ = PolicyVersion.objects.get_or_create(
            version=policy.version, defaults={"texts": dict(policy.texts), "in_force_from": at}
        )
    # Rows of policies are never taken away, so what has been committed once need not be asked for again.
    transaction.on_commit(lambda: _stored.add(policy.version))
    return row


def forget_stored() -> None:
    """Look into the table again: for whoever has emptied it."""
    _stored.clear()


def as_it_was(version: str) -> Policy:
    """The policy of an old decision, out of its stored text."""
    return parse(PolicyVersion.objects.get(version=version).texts)
