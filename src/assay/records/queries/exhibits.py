"""What was handed in to this notice or appeal, and who of those who ask may see it?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from assay.records.models import Appeal, Decision, Exhibit, NoticeItem, Notifier, Person, Store
from assay.regime.terms import Role

WHO = {"notifier": "The notifier", "store": "The store", "reporter": "The buyer", "office": "The office"}


@dataclass(frozen=True, kw_only=True)
class ExhibitLine:
    """One of them. `who`: the side in words; no page names the person."""

    exhibit: uuid.UUID
    side: str
    who: str
    text: str
    filename: str
    sha256: str
    size: int
    at: datetime


def of_notice(notice: uuid.UUID, *, store: Store | None = None, office: bool = False) -> tuple[ExhibitLine, ...]:
    """Of a notice: for its notifier his own; for a store those and its own; for the office all of that store and of the notifier."""
    mine = Q(store=None) | Q(store=store) if store is not None else Q() if office else Q(store=None)
    return _lines(Exhibit.objects.filter(mine, notice=notice).order_by("at", "pk"))


def of_appeal(appeal: uuid.UUID) -> tuple[ExhibitLine, ...]:
    """The thread of an appeal, the oldest first."""
    return _lines(Exhibit.objects.filter(appeal=appeal).order_by("at", "pk"))


def of_notifiers_appeals(
    notifier: Notifier, notice: uuid.UUID
) -> dict[uuid.UUID, tuple[Appeal, tuple[ExhibitLine, ...]]]:
    """The newest appeal of this notifier against each rejected listing of the notice, by the decision that rejected it, with its thread."""
    decided = NoticeItem.objects.filter(notice=notice, decided__isnull=False).values("decided")
    rows = Appeal.objects.filter(notifier=notifier, decision__in=decided).select_related("decided").order_by("level")
    return {a.decision_id: (a, of_appeal(a.pk)) for a in rows}


def threads(store: Store, decision: uuid.UUID) -> tuple[tuple[Appeal, tuple[ExhibitLine, ...]], ...]:
    """The store's own appeals against a decision with their threads, the first level first."""
    rows = Appeal.objects.filter(store=store, decision=decision, notifier=None, report=None).order_by("level")
    return tuple((a, of_appeal(a.pk)) for a in rows)


def behind(decision: Decision) -> tuple[ExhibitLine, ...]:
    """What both sides handed in to the notice on whose listing this was decided; nothing where it was another case."""
    item = NoticeItem.objects.filter(decided=decision).select_related("store").first()
    return of_notice(item.notice_id, store=item.store) if item else ()


def appeal(appeal_id: uuid.UUID) -> Appeal | None:
    """The row of an appeal."""
    return Appeal.objects.select_related("store", "notifier").filter(pk=appeal_id).first()


def notice_of(row: Appeal) -> uuid.UUID | None:
    """The notice about which a notifier appeals; None: about what he was given himself."""
    return NoticeItem.objects.filter(decided=row.decision_id).values_list("notice", flat=True).first()


def visible(exhibit: uuid.UUID, *, person: Person, notifier: Notifier | None) -> Exhibit | None:
    """The exhibit, where this person may see it: the office, whoever handed it in, and the stores that a notifier's names. None: not his."""
    rows = Exhibit.objects.filter(pk=exhibit)
    if person.role in (Role.VERIFIER, Role.ENFORCER):
        return rows.filter(notice__isnull=False).first()
    if person.role == Role.ADJUDICATOR:
        return rows.first()
    if person.store_id:
        own = Q(appeal__store=person.store_id, appeal__notifier=None, appeal__report=None) | Q(store=person.store_id)
        return rows.filter(own | Q(store=None, notice__items__store=person.store_id)).distinct().first()
    if notifier is not None:
        return rows.filter(Q(store=None, notice__notifier=notifier) | Q(appeal__notifier=notifier)).first()
    return None


def _lines(rows: Iterable[Exhibit]) -> tuple[ExhibitLine, ...]:
    return tuple(
        ExhibitLine(
            exhibit=row.pk,
            side=row.side,
            who=WHO[row.side],
            text=row.text,
            filename=row.filename,
            sha256=row.sha256,
            size=row.size,
            at=row.at,
        )
        for row in rows
    )
