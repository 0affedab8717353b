"""A side hands in more: evidence to a notice, or a text or file into the thread of an appeal.

Nothing is decided here; whoever decides reads it. What a store adds to a notice goes to the office alone, since an invoice shows prices; what the
notifier adds is seen by the stores that the notice names. The thread of an appeal is seen by whoever appeals and by the office.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from assay.actions.message import tell
from assay.actions.notice import Filed, take_in
from assay.actions.notifier import of
from assay.actions.policy import in_force
from assay.errors import BadInput, NotFound, NotPermitted, TooLarge
from assay.outside import files
from assay.records.models import Appeal, Exhibit, Notice, NoticeItem, Person, Report
from assay.regime.document.arrival import check_arrival
from assay.regime.moves import OPEN_NOTICES, AppealState
from assay.regime.notice.completeness import Draft
from assay.regime.terms import Role

MAX_TEXT = 10_000
NOTIFIER, STORE, REPORTER, OFFICE = "notifier", "store", "reporter", "office"
File = tuple[str, bytes]
"""A file's name and bytes, as they came."""


def file_with_evidence(*, draft: Draft, evidence: Sequence[File], by: Person, at: datetime) -> Filed:
    """File a notice together with files: all of it is taken in, or nothing. Refusals: those of `take_in` and of the files."""
    with transaction.atomic():
        filed = take_in(draft=draft, by=by, at=at)
        for file in evidence:
            _add(Exhibit(notice=filed.notice, side=NOTIFIER, by=by), text="", file=file, at=at)
        return filed


def to_notice(*, notice: uuid.UUID, by: Person, text: str = "", file: File | None = None, at: datetime) -> Exhibit:
    """The notifier adds to his notice while one of its listings is open. NotFound: another's notice. NotPermitted: all are answered."""
    with transaction.atomic():
        row = Notice.objects.select_for_update(of=("self",)).filter(pk=notice, notifier=of(by, at=at).pk).first()
        if row is None:
            raise NotFound("there is no such notice.", mend="Open it from your list.")
        if not row.items.filter(state__in=OPEN_NOTICES).exists():
            raise NotPermitted("every listing of this notice is answered.", mend="Appeal what was rejected.")
        return _add(Exhibit(notice=row, side=NOTIFIER, by=by), text=text, file=file, at=at)


def to_item(*, item: uuid.UUID, by: Person, text: str = "", file: File | None = None, at: datetime) -> Exhibit:
    """A store adds to what it says of its listing, for the office alone. NotFound: another's listing. NotPermitted: it is answered."""
    with transaction.atomic():
        rows = NoticeItem.objects.select_for_update(of=("self",)).select_related("notice")
        row = rows.filter(pk=item, store=by.store_id).first() if by.store_id else None
        if row is None:
            raise NotFound("there is no such notice.", mend="Open it from your list.")
        if row.state not in OPEN_NOTICES:
            raise NotPermitted("this notice is answered.", mend="Appeal the decision, if it is wrong.")
        return _add(Exhibit(notice=row.notice, store_id=row.store_id, side=STORE, by=by), text=text, file=file, at=at)


def to_appeal(*, appeal: uuid.UUID, by: Person, text: str = "", file: File | None = None, at: datetime) -> Exhibit:
    """Whoever appeals, or the office, writes in the thread until it is answered; what the office writes is told to the other side."""
    with transaction.atomic():
        row = _open(Appeal.objects.filter(pk=appeal))
        side = side_of(row, by=by, at=at)
        made = _add(Exhibit(appeal=row, side=side, by=by), text=text, file=file, at=at)
        if side == OFFICE and row.notifier is not None:
            tell(to=row.notifier, kind="notice_appeal_written", at=at)
        elif side == OFFICE and row.report_id is None and row.store is not None:
            tell(to=row.store, kind="appeal_written", at=at, caused_by=row.decision)
        return made


def to_report_appeal(*, report: Report, text: str = "", file: File | None = None, at: datetime) -> Exhibit:
    """Whoever made a report writes in the thread of its appeal; the address of the report is the key."""
    with transaction.atomic():
        row = _open(Appeal.objects.filter(report=report, state=AppealState.OPEN))
        return _add(Exhibit(appeal=row, side=REPORTER), text=text, file=file, at=at)


def side_of(row: Appeal, *, by: Person, at: datetime) -> str:
    """On which side of an appeal this person stands. NotFound: on none."""
    if by.role == Role.ADJUDICATOR:
        return OFFICE
    if by.store_id and row.notifier_id is None and row.report_id is None and by.store_id == row.store_id:
        return STORE
    if row.notifier_id is not None and (by.notifier_id or by.brand_id) and of(by, at=at).pk == row.notifier_id:
        return NOTIFIER
    raise NotFound("there is no such appeal.", mend="Open it from your list.")


def _open(rows: QuerySet[Appeal]) -> Appeal:
    row = rows.select_for_update(of=("self",)).select_related("store", "notifier__brand", "decision").first()
    if row is None:
        raise NotFound("there is no such appeal.", mend="Open it from your list.")
    if row.state != AppealState.OPEN:
        raise NotPermitted("this appeal is answered.", mend="Appeal again while a level is left.")
    return row


def _add(row: Exhibit, *, text: str, file: File | None, at: datetime) -> Exhibit:
    said, limits = text.strip(), in_force()
    if not said and file is None:
        raise BadInput("nothing is handed in.", where="text", mend="Write something, or choose a file.")
    if len(said) > MAX_TEXT:
        raise TooLarge(f"the text has {len(said)} characters; {MAX_TEXT} are read.", where="text", mend="Shorten it.")
    most = limits.notice.limits.exhibits_per_side
    if Exhibit.objects.filter(notice=row.notice, appeal=row.appeal, store=row.store, side=row.side).count() >= most:
        raise TooLarge(f"{most} things were handed in already.", where="file", mend="Put the rest into one file.")
    if file is not None:
        arrival = check_arrival(name=file[0], data=file[1], max_bytes=limits.document.limits.bytes_per_paper)
        row.filename, row.sha256, row.size = arrival.name, files.put(file[1]), arrival.size
    row.text, row.at = said, at
    row.save(force_insert=True)
    return row
