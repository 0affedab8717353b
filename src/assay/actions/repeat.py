"""Would somebody else have decided the same? A share of cases goes to a second reviewer who does not see the first answer.

The draw is made of the decision's random identifier: nobody can know it before he decides, anybody can check it afterwards. A second answer
changes nothing for the parties; where the two differ, an alarm stands on the desk until an adjudicator has said why.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from assay.actions.policy import in_force
from assay.errors import BadInput, Conflict, NotFound, NotPermitted
from assay.records.models import Application, Decision, Document, Listing, Person, Repeat
from assay.regime.appeal import drawn

MAX_TEXT = 5_000


def draw_listing(*, decision: Decision, listing: Listing, keep: bool) -> Repeat | None:
    """Draw the settling of a held listing. Inside the caller's transaction."""
    shown = {
        "title": listing.title,
        "attributes": listing.attributes,
        "brand": listing.brand.name if listing.brand else "",
    }
    return _draw(decision, first=keep, shown=shown)


def draw_application(*, decision: Decision, application: Application, accept: bool) -> Repeat | None:
    """Draw the settling of an application: the goods and papers as they were, not what the rules proposed."""
    papers = Document.objects.filter(application=application).order_by("handed_in_at", "pk")
    shown = {
        "goods": application.goods,
        "brand": application.brand.name,
        "buyer": {"name": application.store.legal_name, "address": application.store.address},
        "papers": [{"document": str(p.pk), "filename": p.filename} for p in papers],
    }
    return _draw(decision, first=accept, shown=shown)


def answer(*, repeat: uuid.UUID, by: Person, accept: bool, reason: str, at: datetime) -> Repeat:
    """The second answer. NotPermitted: from whoever gave the first. Conflict: it was answered. Nothing follows for the parties."""
    said = _text(reason)
    with transaction.atomic():
        row = _row(repeat)
        if row.decision.by_id == by.pk:
            raise NotPermitted("you decided this case.", mend="Let somebody else answer.")
        if row.answered_at is not None:
            raise Conflict("this case was answered already.", mend="Take the next one.")
        row.second, row.reason, row.answered_by, row.answered_at = accept, said, by, at
        row.differs = row.second is not row.first
        row.save()
        return row


def conclude(*, repeat: uuid.UUID, by: Person, conclusion: str, at: datetime) -> Repeat:
    """An adjudicator says why two answers differ and what follows; the alarm ends. Never one of the two who answered."""
    said = _text(conclusion, where="conclusion")
    with transaction.atomic():
        row = _row(repeat)
        if not row.differs:
            raise Conflict("nothing differs here.", mend="See the list of alarms.")
        if row.concluded_at is not None:
            raise Conflict("this alarm was concluded already.", mend="See the list of alarms.")
        if by.pk in (row.decision.by_id, row.answered_by_id):
            raise NotPermitted("you answered in this case.", mend="Let somebody else conclude it.")
        row.conclusion, row.concluded_by, row.concluded_at = said, by, at
        row.save(update_fields=["conclusion", "concluded_by", "concluded_at"])
        return row


def _draw(decision: Decision, *, first: bool, shown: dict[str, Any]) -> Repeat | None:
    if decision.by_id is None or not drawn(decision.pk, share=in_force().appeal.repeat.share):
        return None
    return Repeat.objects.create(decision=decision, first=first, shown=shown, drawn_at=decision.at)


def _row(repeat: uuid.UUID) -> Repeat:
    row = Repeat.objects.select_for_update(of=("self",)).select_related("decision").filter(pk=repeat).first()
    if row is None:
        raise NotFound("there is no such case.", mend="Open it from the queue.")
    return row


def _text(text: str, *, where: str = "reason") -> str:
    said = text.strip()
    if not said or len(said) > MAX_TEXT:
        raise BadInput("an answer needs its reason.", where=where, mend=f"Say why, in at most {MAX_TEXT} characters.")
    return said
