"""Which listings must be screened again though nobody has changed them?

What a listing is held against changes too: a right begins or ends by its date, another policy comes into force. Changes that somebody makes (the
register, a right, its units) mark what they touch in their own action; these two come by themselves.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import Q

from assay.actions.taking import rescreen
from assay.records.models import Listing, PolicyVersion, Right
from assay.records.queries.states import midnight

READ_BY_SCREENING = ("fx", "listing", "name", "ordinary", "store")
"""The parts of a policy that a verdict rests on; another part changes no verdict."""
DAYS_BACK = 30
"""So long may an office have stood still and still find the terms that began or ended meanwhile."""


def after_policy(*, before: str | None, now: PolicyVersion) -> int:
    """Another policy is in force: the whole catalogue is screened again, where the parts have changed that screening reads; how many listings."""
    old = PolicyVersion.objects.filter(pk=before).first() if before else None
    if old is not None and all(old.texts.get(part) == now.texts.get(part) for part in READ_BY_SCREENING):
        return 0
    return rescreen(Listing.objects.filter(ended_at__isnull=True))


def after_terms(*, at: datetime) -> int:
    """Rights that began or ended: the listings of their stores that were last screened before that; how many. Safe to repeat."""
    today = at.astimezone(UTC).date()
    since = today - timedelta(days=DAYS_BACK)
    turned = Right.objects.filter(
        Q(valid_from__gt=since, valid_from__lte=today) | Q(valid_to__gt=since, valid_to__lte=today),
        replaced_by__isnull=True,
    )
    last: dict[str, datetime] = {}
    for store, first, end in turned.values_list("store", "valid_from", "valid_to"):
        turn = max(midnight(day) for day in (first, end) if since < day <= today)
        last[store] = max(turn, last.get(store, turn))
    return sum(
        rescreen(Listing.objects.filter(store=store, screened_at__lt=turn, ended_at__isnull=True))
        for store, turn in last.items()
    )
