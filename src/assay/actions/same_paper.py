"""Which other applications hold one of these papers, and which rights rest on them?

A paper is the same where its bytes are, or issuer and number (regime.document.traces).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from assay.records.models import Application, Decision, Document, PaperTrace, Restriction, Right
from assay.regime.document.traces import FILE, NUMBER
from assay.regime.moves import ApplicationState
from assay.regime.terms import DecisionKind, RestrictionKind

MOST_OTHERS = 200


def settled_with_the_same_paper(application: Application, *, at: datetime) -> list[Decision]:
    """The last settlement of each other application that holds one of these papers, the newest first; one whose right has ended stands no more."""
    papers = Document.objects.filter(application=application, replaced_by__isnull=True)
    # Two people who settle twins at the same moment wait for each other here: the second sees the first.
    lock(sorted(_keys(papers)))
    others = Application.objects.filter(
        pk__in=applications_with(papers, besides=application),
        state__in=[ApplicationState.GRANTED, ApplicationState.REFUSED],
    )
    backed = set(standing(Right.objects.filter(application__in=others), at=at).values_list("application", flat=True))
    found: dict[str, Decision] = {}
    wanted = {str(a.pk) for a in others if a.state == ApplicationState.REFUSED or a.pk in backed}
    rows = Decision.objects.filter(kind=DecisionKind.SETTLE, subject_kind="application", subject_id__in=wanted)
    for row in rows.order_by("-at", "pk"):
        found.setdefault(row.subject_id, row)
    return list(found.values())[:MOST_OTHERS]


def _keys(papers: Iterable[Document]) -> set[str]:
    rows = PaperTrace.objects.filter(document__in=papers, kind__in=[FILE, NUMBER])
    return {f"{kind}:{key}" for kind, key in rows.values_list("kind", "key")}


def applications_with(papers: Iterable[Document], *, besides: Application) -> set[Any]:
    """Other applications that hold a paper with the same bytes, or the same issuer and number."""
    keys: dict[str, list[str]] = {FILE: [], NUMBER: []}
    for one in _keys(papers):
        kind, _, key = one.partition(":")
        keys[kind].append(key)
    same = Q(kind=FILE, key__in=keys[FILE]) | Q(kind=NUMBER, key__in=keys[NUMBER])
    rows = PaperTrace.objects.filter(same, document__replaced_by__isnull=True).exclude(document__application=besides)
    return set(rows.values_list("document__application", flat=True).distinct()[: MOST_OTHERS * 5])


def standing(rows: QuerySet[Right], *, at: datetime) -> QuerySet[Right]:
    """Of these, the rights that rest on papers and have not ended."""
    revoked = Restriction.objects.filter(kind=RestrictionKind.REVOKE, right__isnull=False, lifted_at__isnull=True)
    return (
        rows.filter(conditional=False, replaced_by__isnull=True, valid_to__gt=at.date())
        .exclude(pk__in=revoked.values("right"))
        .select_related("store", "brand")
        .order_by("-valid_from", "pk")
    )


def lock(names: Sequence[str]) -> None:
    """Hold these names until the transaction ends; everybody takes them in one order."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
