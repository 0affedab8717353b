"""From when until when is the right good?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assay.policy.schema.right import RightPolicy


@dataclass(frozen=True, kw_only=True)
class Term:
    """`valid_to` is the first day on which the right is no longer good."""

    valid_from: date
    valid_to: date


def term_of(*, granted_on: date, authorized_until: date | None, policy: RightPolicy) -> Term:
    """The policy's term, cut where the authorization that earned the right ends earlier."""
    ends = granted_on + timedelta(days=policy.term.term_days)
    if authorized_until is not None:
        ends = min(ends, authorized_until + timedelta(days=1))
    return Term(valid_from=granted_on, valid_to=ends)


def conditional_term(*, declared_on: date, policy: RightPolicy) -> Term:
    """The term of a right on a declared purchase: until its papers are due."""
    return Term(valid_from=declared_on, valid_to=declared_on + timedelta(days=policy.purchase.papers_due_days + 1))
