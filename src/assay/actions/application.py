"""A store applies to sell a brand: it hands in papers or declares a purchase, mends, and gets its right."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assay.actions.campaign import answered
from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.right import give
from assay.errors import BadInput, Conflict, NotFound, TooLarge
from assay.outside import files
from assay.records.models import Application, Brand, Document, Person, Store
from assay.regime.clocks import after_days, after_working_days
from assay.regime.document.arrival import Arrival, check_arrival
from assay.regime.moves import APPLICATION_MOVES, ApplicationEvent, ApplicationState, move
from assay.regime.right.grant import grant_for_purchase
from assay.regime.right.scope import Scope
from assay.regime.terms import DecisionKind, Lane

Paper = tuple[str, bytes]


def apply(
    *,
    store: Store,
    brand: Brand,
    lane: Lane,
    goods: Sequence[dict[str, Any]],
    papers: Sequence[Paper],
    by: Person | None,
    at: datetime,
) -> Application:
    """Open an application. Lane `proof` comes with its papers; lane `purchase` earns a conditional right at once, with papers due."""
    policy = in_force()
    wanted = check_goods(goods)
    if lane is Lane.PROOF and not papers:
        raise BadInput(
            "no paper was handed in.", where="papers", mend="Hand in an invoice or a letter of authorization."
        )
    stored = [_store_paper(name, data) for name, data in _limited(papers)]
    with transaction.atomic():
        week = policy.calendar.office
        try:
            with transaction.atomic():
                application = Application.objects.create(
                    store=store,
                    brand=brand,
                    lane=lane,
                    state=ApplicationState.HANDED_IN,
                    goods=wanted,
                    handed_in_at=at,
                    handed_in_by=by,
                    first_answer_due=after_working_days(
                        at, days=policy.document.inquiry.first_answer_working_days, week=week
                    ),
                    last_answer_due=after_working_days(
                        at, days=policy.document.inquiry.last_answer_working_days, week=week
                    ),
                    papers_due=after_days(at, days=policy.right.purchase.papers_due_days, week=week)
                    if lane is Lane.PURCHASE
                    else None,
                )
        except IntegrityError:
            raise Conflict(
                "an application for this brand is open already.",
                mend="Add to that application, or wait for its answer.",
            ) from None
        _add(application, stored, at=at)
        decision = record(
            kind=DecisionKind.HAND_IN,
            subject=application,
            store=store,
            brand=brand,
            facts={"goods": wanted, "papers": [a.sha256 for a in stored]},
            outcome={"state": application.state},
            by=by,
            at=at,
            case=("application", str(application.pk)),
            deadline=application.papers_due if lane is Lane.PURCHASE else application.last_answer_due,
            lane=lane,
            counts={"papers": len(stored)},
        )
        answered(store=store, brand=brand, at=at)
        if lane is Lane.PURCHASE and not stored:
            _declare(application, by=by, at=at, policy_right=policy.right, led_by=decision)
        return application


def add_papers(*, application: uuid.UUID, papers: Sequence[Paper], by: Person, at: datetime) -> Application:
    """Hand in the papers of a declared purchase, or a better paper after a refusal; the other papers stay as they are."""
    if not papers:
        raise BadInput("no paper was handed in.", where="papers", mend="Choose at least one file.")
    stored = [_store_paper(name, data) for name, data in _limited(papers)]
    with transaction.atomic():
        row = _own(application, by=by)
        policy = in_force()
        state = ApplicationState(row.state)
        event = ApplicationEvent.MENDED if state is ApplicationState.REFUSED else ApplicationEvent.PAPERS_CAME
        row.state = move(APPLICATION_MOVES, state, event)
        _refuse_too_many(row, stored, most=policy.document.limits.papers_per_application)
        _add(row, stored, at=at)
        week = policy.calendar.office
        row.first_answer_due = after_working_days(at, days=policy.document.inquiry.first_answer_working_days, week=week)
        row.last_answer_due = after_working_days(at, days=policy.document.inquiry.last_answer_working_days, week=week)
        row.proposal, row.settled_at = None, None
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise Conflict("a newer application for this brand is open.", mend="Go on with that one.") from None
        record(
            kind=DecisionKind.HAND_IN,
            subject=row,
            store=row.store,
            brand=row.brand,
            facts={"papers": [a.sha256 for a in stored], "event": event},
            outcome={"state": row.state},
            by=by,
            at=at,
            case=("application", str(row.pk)),
            deadline=row.last_answer_due,
            lane=row.lane,
            counts={"papers": len(stored)},
        )
        answered(store=row.store, brand=row.brand, at=at)
        return row


def replace_paper(*, document: uuid.UUID, paper: Paper, by: Person, at: datetime) -> Application:
    """Mend one paper of a refused application without starting again: the new one takes the place of the old."""
    old = Document.objects.filter(pk=document, replaced_by__isnull=True).select_related("application").first()
    if old is None or old.application.store_id != by.store_id:
        raise NotFound("there is no such paper.", mend="Open it from your application.")
    before = list(old.application.documents.values_list("pk", flat=True))
    with transaction.atomic():
        application = add_papers(application=old.application_id, papers=[paper], by=by, at=at)
        newest = application.documents.exclude(pk__in=before).first()
        Document.objects.filter(pk=old.pk).update(replaced_by=newest)
        return application


def check_goods(goods: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Goods as an application may name them: name, model, gtin, units. BadInput names the row that does not fit."""
    result = []
    for i, row in enumerate(goods):
        units = row.get("units", 0)
        if not isinstance(units, int) or isinstance(units, bool) or not 0 <= units <= 1_000_000:
            raise BadInput(
                f"{units!r} is no number of pieces.",
                where=f"goods[{i}].units",
                mend="Give a whole number from 0 to 1000000.",
            )
        words = {key: str(row.get(key) or "").strip() for key in ("name", "model", "gtin")}
        if not any(words.values()):
            raise BadInput("this row names no goods.", where=f"goods[{i}]", mend="Give a name, a model or a GTIN.")
        if any(len(w) > 200 for w in words.values()):
            raise TooLarge("this name is longer than 200 characters.", where=f"goods[{i}]", mend="Shorten it.")
        result.append({**words, "units": units})
    return result


def _declare(application: Application, *, by: Person | None, at: datetime, policy_right: Any, led_by: Any) -> None:
    """The conditional right of a declared purchase: units as declared, payouts held, papers due."""
    grant = grant_for_purchase(
        store=application.store_id,
        brand=application.brand_id,
        scope=Scope(goods=tuple(sorted({g["gtin"] or g["model"] or g["name"] for g in application.goods}))),
        units=units_of(application.goods),
        on=at.date(),
        policy=policy_right,
    )
    application.state = move(APPLICATION_MOVES, ApplicationState(application.state), ApplicationEvent.DECLARED)
    application.save(update_fields=["state"])
    give(application=application, grant=grant, backing=[], by=by, at=at, led_by=led_by)
    tell(
        to=application.store,
        kind="purchase_declared",
        at=at,
        brand=application.brand.name,
        papers_due=_iso(application.papers_due),
    )


def units_of(goods: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Pieces per product: GTIN, else model, else name."""
    units: dict[str, int] = {}
    for row in goods:
        if row["units"]:
            key = row["gtin"] or row["model"] or row["name"]
            units[key] = units.get(key, 0) + row["units"]
    return units


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _limited(papers: Sequence[Paper]) -> Sequence[Paper]:
    most = in_force().document.limits.papers_per_application
    if len(papers) > most:
        raise TooLarge(
            f"{len(papers)} papers were handed in at once; {most} are allowed.",
            where="papers",
            mend="Hand in the ones that prove.",
        )
    return papers


def _store_paper(name: str, data: bytes) -> Arrival:
    limits = in_force().document.limits
    arrival = check_arrival(name=name, data=data, max_bytes=limits.bytes_per_paper)
    files.put(data)
    return arrival


def _refuse_too_many(row: Application, stored: Sequence[Arrival], *, most: int) -> None:
    if row.documents.filter(replaced_by__isnull=True).count() + len(stored) > most:
        raise TooLarge(f"an application takes {most} papers.", where="papers", mend="Hand in the ones that prove.")


def _add(application: Application, stored: Sequence[Arrival], *, at: datetime) -> None:
    for arrival in stored:
        Document.objects.create(
            application=application, filename=arrival.name, sha256=arrival.sha256, size=arrival.size, handed_in_at=at
        )


def unique(name: str, taken: set[str]) -> str:
    """The name, or with a number where another paper of the application bears it: findings name a paper."""
    stem, dot, ending = name.rpartition(".")
    candidate, n = name, 2
    while candidate in taken:
        candidate = f"{stem} ({n}).{ending}" if dot else f"{name} ({n})"
        n += 1
    return candidate


def _own(application: uuid.UUID, *, by: Person) -> Application:
    row = (
        Application.objects.select_for_update().filter(pk=application, store=by.store_id).first()
        if by.store_id
        else None
    )
    if row is None:
        raise NotFound("there is no such application.", mend="Open it from your list.")
    return row
