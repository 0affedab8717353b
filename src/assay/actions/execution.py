"""The marketplace has carried out a restriction or its lift: only then has a removal taken effect."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assay.errors import BadInput, TooLarge
from assay.records.models import Execution, Person, Restriction

EFFECTS = ("impose", "lift")
MOST = 1000


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """How many effects were new, how many had been acknowledged before, and which name nothing that could be carried out."""

    new: int
    known: int
    unknown: tuple[str, ...]


def acknowledge(*, effects: Sequence[tuple[str, str]], by: Person, at: datetime) -> Acknowledged:
    """Acknowledge (restriction, effect) pairs; safe to repeat. A lift that has not happened cannot be acknowledged."""
    if len(effects) > MOST:
        raise TooLarge(
            f"{len(effects)} actions; {MOST} are taken at once.", where="actions", mend="Send them in parts."
        )
    for i, (_, effect) in enumerate(effects):
        if effect not in EFFECTS:
            raise BadInput(f"{effect[:40]!r} is no effect.", where=f"actions[{i}].effect", mend="Use impose or lift.")
    wanted = {(_same(restriction), effect) for restriction, effect in effects}
    ids = {one for one in (_uuid(restriction) for restriction, _ in wanted) if one}
    with transaction.atomic():
        rows = {str(r.pk): r for r in Restriction.objects.filter(pk__in=ids)}
        good = {
            (restriction, effect)
            for restriction, effect in wanted
            if restriction in rows and (effect == "impose" or rows[restriction].lifted_at is not None)
        }
        before = set(Execution.objects.filter(restriction__in=ids).values_list("restriction", "effect"))
        known = {(str(pk), effect) for pk, effect in before} & good
        Execution.objects.bulk_create(
            (
                Execution(restriction=rows[restriction], effect=effect, at=at, by=by)
                for restriction, effect in sorted(good - known)
            ),
            ignore_conflicts=True,
        )
    return Acknowledged(new=len(good - known), known=len(known), unknown=tuple(sorted(r for r, _ in wanted - good)))


def _same(word: str) -> str:
    """One spelling for each identifier, so that ABCD-... and abcd-... are one."""
    return str(_uuid(word) or word[:80])


def _uuid(word: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(word)
    except ValueError:
        return None
