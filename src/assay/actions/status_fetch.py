"""Ask the issuers of credentials whether these still hold, and act where one does not any more.

What comes back is believed only with an enrolled key's signature. A list that is late, too large or not signed is no list: then the credential is
unclear, and what was granted stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from assay.actions.brand import fact as brand_fact
from assay.actions.credential import act_on
from assay.actions.policy import in_force
from assay.actions.same_paper import standing
from assay.errors import AssayError, Unreachable
from assay.outside import web
from assay.records.models import Application, PaperTrace, Right, StatusList
from assay.regime.document.findings.credential import enrolled_keys
from assay.regime.document.status_list import believe, next_try
from assay.regime.document.traces import STATUS, status_key
from assay.regime.moves import ApplicationState

MEDIA_TYPES = frozenset({"application/statuslist+jwt"})

Get = Callable[[str], web.Answer]


def fetch_due(*, at: datetime, limit: int = 20, get: Get | None = None) -> int:
    """Ask for the lists that are due, and act on what they say; how many were asked. Safe to repeat and to run twice at once."""
    ask = get or _get
    done = 0
    for pk in list(StatusList.objects.filter(next_at__lte=at).order_by("next_at").values_list("pk", flat=True)[:limit]):
        row = StatusList.objects.select_related("brand").filter(pk=pk).first()
        if row is None:
            continue
        if not _needed(row, at=at):
            row.delete()
            continue
        # Two workers may ask at once; nobody holds a lock while a stranger's server thinks.
        StatusList.objects.filter(pk=pk).update(
            next_at=at + timedelta(seconds=2 * in_force().document.status_list.max_seconds)
        )
        _take(row, ask=ask, at=at)
        done += 1
    return done


def _needed(row: StatusList, *, at: datetime) -> bool:
    """Does a paper that waits, or a right that has not ended, still rest on a credential of this list?"""
    traces = PaperTrace.objects.filter(kind=STATUS, key=status_key(row.uri), document__replaced_by__isnull=True)
    papers = Application.objects.filter(pk__in=traces.values("document__application"), brand=row.brand)
    waiting = papers.filter(state__in=[ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW])
    return waiting.exists() or standing(Right.objects.filter(application__in=papers), at=at).exists()


def _take(row: StatusList, *, ask: Get, at: datetime) -> None:
    policy = in_force().document.status_list
    try:
        answer = ask(row.uri)
        if answer.status != 200:
            raise Unreachable(f"it answered {answer.status}.")
        keys = enrolled_keys(brand_fact(row.brand), on=at.date())
        listed = believe(answer.body, uri=row.uri, keys=keys, at=at, policy=policy)
    except AssayError as failed:
        row.failures += 1
        row.problem, row.next_at = failed.what[:300], next_try(row.failures, at=at, policy=policy)
        row.save(update_fields=["failures", "problem", "next_at"])
        return
    with transaction.atomic():
        locked = StatusList.objects.select_for_update().get(pk=row.pk)
        locked.token, locked.fetched_at, locked.failures, locked.problem = listed.token, at, 0, ""
        locked.fresh_until, locked.next_at = listed.fresh_until, listed.next_at
        locked.save()
        act_on(locked, at=at)


def _get(uri: str) -> web.Answer:
    policy = in_force().document.status_list
    return web.request(
        "GET",
        uri,
        headers={"Accept": ", ".join(sorted(MEDIA_TYPES))},
        allowed=frozenset(settings.ASSAY_OWN_HOSTS),
        max_bytes=policy.max_bytes,
        timeout=float(policy.max_seconds),
        types=MEDIA_TYPES,
    )
