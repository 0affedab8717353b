"""A brand and the platform work on something together: a thread with files, ended by one of the two and by nobody else."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from assay.actions.decision import record
from assay.actions.policy import in_force
from assay.errors import BadInput, NotFound, NotPermitted
from assay.outside import files
from assay.records.models import Brand, Person, Project, ProjectPost
from assay.regime.coalition.membership import project_goes_on
from assay.regime.document.arrival import check_arrival
from assay.regime.terms import DecisionKind, Role

MAX_TEXT = 10_000
PLATFORM = (Role.VERIFIER, Role.ENFORCER, Role.ADJUDICATOR, Role.EDITOR)


def begin(*, brand: Brand, name: str, by: Person, at: datetime) -> Project:
    """Begin a project of this brand with the platform."""
    if not name.strip():
        raise BadInput("a project needs a name.", where="name", mend="Say what it is about.")
    with transaction.atomic():
        row = Project.objects.create(brand=brand, name=name.strip()[:200], began_at=at)
        _on_record(row, state="begun", by=by, at=at)
        return row


def post(
    *, project: uuid.UUID, by: Person, text: str = "", file: tuple[str, bytes] | None = None, at: datetime
) -> ProjectPost:
    """Write into the thread, with a file or without. NotFound: not this person's project. NotPermitted: it has ended."""
    said = text.strip()
    if not said and file is None:
        raise BadInput("the post is empty.", where="text", mend="Write something, or add a file.")
    if len(said) > MAX_TEXT:
        raise BadInput(f"the text has {len(said)} characters; {MAX_TEXT} are read.", where="text", mend="Shorten it.")
    row = of(project, by=by)
    if not goes_on(row):
        raise NotPermitted("this project has ended.", mend="Begin a new one.")
    name, digest = "", ""
    if file is not None:
        arrival = check_arrival(name=file[0], data=file[1], max_bytes=in_force().document.limits.bytes_per_paper)
        name, digest = arrival.name, files.put(file[1])
    return ProjectPost.objects.create(project=row, by=by, text=said, filename=name, sha256=digest, at=at)


def end(*, project: uuid.UUID, by: Person, at: datetime) -> Project:
    """One of the two ends it."""
    with transaction.atomic():
        row = of(project, by=by)
        if by.brand_id:
            row.ended_by_brand_at = row.ended_by_brand_at or at
        else:
            row.ended_by_platform_at = row.ended_by_platform_at or at
        row.save(update_fields=["ended_by_brand_at", "ended_by_platform_at"])
        _on_record(row, state="ended", by=by, at=at)
        return row


def of(project: uuid.UUID, *, by: Person) -> Project:
    """The project, if this person is of its brand or of the platform."""
    row = Project.objects.select_related("brand").filter(pk=project).first()
    if row is None or not (by.role in PLATFORM or (by.brand_id and by.brand_id == row.brand_id)):
        raise NotFound("there is no such project.", mend="Open it from your list.")
    return row


def goes_on(row: Project) -> bool:
    """Has neither side ended it? What happens in the coalition is no reason."""
    return project_goes_on(
        ended_by_brand=row.ended_by_brand_at is not None, ended_by_platform=row.ended_by_platform_at is not None
    )


def _on_record(row: Project, *, state: str, by: Person, at: datetime) -> None:
    record(
        kind=DecisionKind.PROJECT,
        subject=row,
        brand=row.brand,
        facts={"name": row.name},
        outcome={"state": state},
        by=by,
        at=at,
        case=("project", str(row.pk)),
    )
