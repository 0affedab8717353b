"""What is handed in to cases by program: evidence to notices, words and files in the thread of an appeal, and the files themselves."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.files import UploadedFile
from ninja.params.functions import File, Form

from assay.actions import exhibit as act
from assay.actions.clock import now
from assay.actions.notifier import of
from assay.actions.policy import in_force
from assay.errors import NotFound, TooLarge
from assay.outside import files
from assay.records.queries import exhibits as query
from assay.regime.document.arrival import display_name
from assay.web.api import schemas as s
from assay.web.api.access import AUTH, caller
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {
    401: s.Problem,
    403: s.Problem,
    404: s.Problem,
    409: s.Problem,
    413: s.Problem,
    415: s.Problem,
    422: s.Problem,
}
Text = Form("", max_length=act.MAX_TEXT)
MaybeFile = File(None)


class ExhibitOut(Schema):
    """One thing that was handed in. `side`: notifier, store, reporter or office; `file` and `sha256` are empty where it is words alone."""

    exhibit: uuid.UUID
    side: str
    text: str
    file: str
    sha256: str
    size: int
    at: datetime


class ThreadOut(Schema):
    """The thread of an appeal, the oldest first."""

    exhibits: list[ExhibitOut]


@router.post("/notices/{uuid:notice_id}/evidence", response={200: ExhibitOut, **REFUSALS})
def to_notice(
    request: HttpRequest, notice_id: uuid.UUID, text: str = Text, file: UploadedFile | None = MaybeFile
) -> dict[str, Any]:
    """Add words or a file to an own notice while a listing of it is open (multipart/form-data). The stores that it names see it."""
    person = caller(request, Action.FILE_NOTICE)
    return _out(act.to_notice(notice=notice_id, by=person, text=text, file=_read(file), at=now()))


@router.post("/store/notices/{uuid:item_id}/evidence", response={200: ExhibitOut, **REFUSALS})
def to_item(
    request: HttpRequest, item_id: uuid.UUID, text: str = Text, file: UploadedFile | None = MaybeFile
) -> dict[str, Any]:
    """Add words or a file to one's side of a notice (multipart/form-data), for the office alone."""
    person = caller(request, Action.COUNTER_NOTICE)
    return _out(act.to_item(item=item_id, by=person, text=text, file=_read(file), at=now()))


@router.post("/appeals/{uuid:appeal_id}/evidence", response={200: ExhibitOut, **REFUSALS})
def to_appeal(
    request: HttpRequest, appeal_id: uuid.UUID, text: str = Text, file: UploadedFile | None = MaybeFile
) -> dict[str, Any]:
    """Write in the thread of an appeal until it is decided (multipart/form-data)."""
    person = caller(request, Action.WRITE_IN_APPEAL)
    return _out(act.to_appeal(appeal=appeal_id, by=person, text=text, file=_read(file), at=now()))


@router.get("/appeals/{uuid:appeal_id}/evidence", response={200: ThreadOut, **REFUSALS})
def thread(request: HttpRequest, appeal_id: uuid.UUID) -> dict[str, Any]:
    """The thread of an own appeal."""
    person = caller(request, Action.WRITE_IN_APPEAL)
    row = query.appeal(appeal_id)
    if row is None:
        raise NotFound("there is no such appeal.", mend="Take it from your list.")
    act.side_of(row, by=person, at=now())
    return {"exhibits": [{**vars(x), "file": x.filename} for x in query.of_appeal(appeal_id)]}


@router.get("/exhibits/{uuid:exhibit_id}/file", response={**REFUSALS})
def file(request: HttpRequest, exhibit_id: uuid.UUID) -> HttpResponse:
    """The file of an exhibit, as it was handed in."""
    person = caller(request, Action.SEE_EXHIBIT)
    notifier = of(person, at=now()) if person.brand_id or person.notifier_id else None
    row = query.visible(exhibit_id, person=person, notifier=notifier)
    if row is None or not row.sha256:
        raise NotFound("there is no such file.", mend="Take it from the case.")
    answer = HttpResponse(files.get(row.sha256), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{row.sha256[:16]}"'
    return answer


def _read(upload: UploadedFile | None) -> act.File | None:
    if upload is None:
        return None
    most = in_force().document.limits.bytes_per_paper
    if (upload.size or 0) > most:
        raise TooLarge(
            f"this file has {upload.size} bytes; {most} are allowed.",
            where=display_name(upload.name or ""),
            mend="Send the part that matters.",
        )
    return upload.name or "", upload.read()


def _out(row: Any) -> dict[str, Any]:
    return {
        "exhibit": row.pk,
        "side": row.side,
        "text": row.text,
        "file": row.filename,
        "sha256": row.sha256,
        "size": row.size,
        "at": row.at,
    }
