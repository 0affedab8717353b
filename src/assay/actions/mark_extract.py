"""Is an enrolled mark proved? Extracts of offices' registers come in as files, and marks are held against them.

Where an office's extract was imported, only what is found in it is proved: registered, not expired, and of the same words. Of an office whose
extract nobody has imported nothing can be said; there the editor who enrolled the mark stands for it, as before.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from assay.outside.marks import number_key, office_code, read_extract
from assay.records.asking import ask
from assay.records.models import ExtractedMark, Mark, MarkExtract, Person

_OF_OFFICE = """
(SELECT key, text, registered, expires_on FROM records_extractedmark WHERE office = %(office)s AND key = %(key)s LIMIT 1)
UNION ALL (SELECT key, '', false, NULL FROM records_extractedmark WHERE office = %(office)s LIMIT 1)
"""


def import_extract(*, name: str, data: bytes, by: Person, at: datetime) -> MarkExtract:
    """Import a file, whole or not at all; what was known of the same marks is replaced. BadInput says what, where, how to mend it."""
    shown = name.replace("\x00", "").rpartition("/")[2][:200] or "extract"
    marks = {(m.office, number_key(m.number)): m for m in read_extract(data, name=shown)}
    with transaction.atomic():
        extract = MarkExtract.objects.create(
            filename=shown, sha256=hashlib.sha256(data).hexdigest(), marks=len(marks), imported_by=by, imported_at=at
        )
        ExtractedMark.objects.bulk_create(
            (
                ExtractedMark(
                    office=m.office,
                    key=key,
                    number=m.number,
                    text=m.text,
                    holder=m.holder,
                    registered=m.registered,
                    classes=list(m.classes),
                    expires_on=m.expires_on,
                    extract=extract,
                )
                for (_, key), m in sorted(marks.items())
            ),
            update_conflicts=True,
            unique_fields=["office", "key"],
            update_fields=["number", "text", "holder", "registered", "classes", "expires_on", "extract"],
            batch_size=2_000,
        )
        return extract


def proved(mark: Mark, *, on: date) -> bool:
    """Does an extract bear this mark out on this day?"""
    office = office_code(mark.office)
    key = number_key(mark.number)
    # The mark's row if there is one, and one row of the office whatever it is: both are known after one statement.
    rows = ask(_OF_OFFICE, {"office": office, "key": key})
    if not rows or rows[0][0] != key:
        return not rows
    _, text, registered, expires_on = rows[0]
    same = not text or not mark.text or _words(text) == _words(mark.text)
    return bool(same and registered and (expires_on is None or on <= expires_on))


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
