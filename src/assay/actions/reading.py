"""Read what was handed in: the worker takes a paper, reads it apart from the server, and judges when the last one of its application is read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from assay.actions.judgement import propose
from assay.actions.policy import in_force
from assay.errors import AssayError, ReadingFailed
from assay.outside import files
from assay.outside.reader import read_paper
from assay.records.models import Application, Document
from assay.regime.document.reading import to_json
from assay.regime.moves import ApplicationState


def read_waiting(*, at: datetime, limit: int = 10) -> int:
    """Read papers that wait; how many. A reader that crashes or hangs costs this paper one attempt, and after the last a person looks.

    Two workers may read the same paper; the first result stands. A worker that is killed leaves the paper waiting.
    """
    done = 0
    waiting = Document.objects.filter(read_at__isnull=True).order_by("handed_in_at", "pk")
    for document in list(waiting[:limit]):
        _read(document, at=at)
        done += 1
    for application in _all_read()[:limit]:
        with transaction.atomic():
            row = Application.objects.select_for_update(skip_locked=True).filter(pk=application).first()
            if row is not None and row.state == ApplicationState.HANDED_IN:
                propose(row, at=at)
    return done


def _read(document: Document, *, at: datetime) -> None:
    limits = in_force().document.limits
    # Counted before it is read: a paper that takes the whole worker down must not be tried for ever.
    Document.objects.filter(pk=document.pk).update(attempts=F("attempts") + 1)
    document.refresh_from_db(fields=["attempts"])
    result: dict[str, Any]
    try:
        if document.attempts > limits.reading_attempts:
            raise ReadingFailed("the reader did not come back from this paper.", mend="A person looks at it.")
        reading = read_paper(files.path_of(document.sha256), name=document.filename, limits=limits)
        result = {"reading": to_json(reading), "refusal": None}
    except ReadingFailed as failed:
        if document.attempts < limits.reading_attempts:
            return
        result = {"reading": None, "refusal": {"what": failed.what, "mend": failed.mend, "failed": True}}
    except AssayError as refused:
        result = {"reading": None, "refusal": {"what": refused.what, "mend": refused.mend, "failed": False}}
    Document.objects.filter(pk=document.pk, read_at__isnull=True).update(read_at=at, **result)


def _all_read() -> list[Any]:
    """Applications whose papers have all been read and that nobody has judged yet."""
    waiting = Document.objects.filter(read_at__isnull=True, replaced_by__isnull=True).values("application")
    ready = Application.objects.filter(state=ApplicationState.HANDED_IN).exclude(pk__in=waiting)
    return list(ready.order_by("first_answer_due").values_list("pk", flat=True))
