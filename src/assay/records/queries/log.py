"""What does the public log say, for people? Its entries by number, kind and case, and its checkpoints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import TextField
from django.db.models.expressions import Func

from assay.records.models import Appeal, Application, Contradiction, Decision, LogCheckpoint, LogHead, LogLeaf
from assay.records.queries.public import overdue_application
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind
from assay.tlog.checkpoint import parse_checkpoint
from assay.tlog.note import parse_note

PAGE = 50
LATEST = 1 << 36  # seconds since 1970 that a calendar can show


class CaseOfEntry(Func):
    """The pseudonym in an entry's bytes, as the database reads it (and indexes it: both functions are immutable)."""

    template = """substring(encode(entry, 'escape') from '"case":"([^"]+)"')"""
    output_field = TextField()


class KindOfEntry(Func):
    """The kind in an entry's bytes; the index `leaf_by_kind` holds the same expression."""

    template = """substring(encode(entry, 'escape') from '"kind":"([a-z_]+)"')"""
    output_field = TextField()


CASE = CaseOfEntry()
KIND = KindOfEntry()


@dataclass(frozen=True, kw_only=True)
class Promise:
    """An entry that promised an answer by a time that has passed."""

    index: int
    kind: str
    due: datetime


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One entry as everybody reads it: its number, its fields, its time, and its hash in hex."""

    index: int
    fields: dict[str, Any]
    sequenced_at: datetime
    leaf_hash: str
    raw: str
    decision: str

    @property
    def previous(self) -> int:
        """The number of the entry before."""
        return self.index - 1

    @property
    def next(self) -> int:
        """The number of the entry after."""
        return self.index + 1


@dataclass(frozen=True, kw_only=True)
class HeadLine:
    """One signed head of the log: how many entries, under which root (hex), when, and who confirmed it when."""

    number: int
    size: int
    root: str
    at: datetime
    cosigned: tuple[tuple[str, datetime], ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class HeadPage:
    """Signed heads from the newest down. `before` is where the next page begins; None: this is the last."""

    rows: tuple[HeadLine, ...]
    before: int | None


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """Entries from the newest down. `before` is where the next page begins; None: this is the last."""

    rows: tuple[EntryLine, ...]
    size: int
    before: int | None


def size() -> int:
    """How many entries have a number."""
    newest = LogLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if newest is None else newest + 1


def entries(*, before: int | None = None, kind: str = "") -> EntryPage:
    """A page of entries under the number `before`, of one kind or of all: a range of an index, so that depth costs nothing."""
    total = size()
    end = total if before is None else max(0, min(before, total))
    if kind:
        found = LogLeaf.objects.annotate(kind=KIND).filter(kind=kind, index__lt=end).order_by("-index")[: PAGE + 1]
        lines = [_line(row) for row in found]
        return EntryPage(
            rows=tuple(lines[:PAGE]), size=total, before=lines[PAGE - 1].index if len(lines) > PAGE else None
        )
    rows = LogLeaf.objects.filter(index__lt=end, index__gte=end - PAGE).order_by("-index")
    return EntryPage(rows=tuple(_line(row) for row in rows), size=total, before=end - PAGE if end - PAGE > 0 else None)


def entry(index: int) -> EntryLine | None:
    """One entry, or None."""
    row = LogLeaf.objects.filter(index=index).first()
    return _line(row) if row else None


def of_case(pseudonym: str, *, most: int = 200) -> tuple[EntryLine, ...]:
    """The public trail of one case: every entry that bears its pseudonym, in order. The index `leaf_by_case` holds the same expression."""
    rows = LogLeaf.objects.annotate(case=CASE).filter(case=pseudonym).order_by("index")
    return tuple(_line(row) for row in rows[:most])


def overdue_promises(*, at: datetime, most: int = 50) -> tuple[Promise, ...]:
    """What was promised by a time that has passed, and has no answer: the entries of late applications, appeals, alarms."""
    applications = Application.objects.filter(overdue_application(at)).order_by("last_answer_due")[:most]
    appeals = Appeal.objects.filter(state=AppealState.OPEN, due__lt=at).order_by("due")[:most]
    alarms = Contradiction.objects.filter(closed_at__isnull=True, due__lt=at).order_by("due")[:most]
    due = {str(a.pk): a.last_answer_due for a in applications} | {str(a.pk): a.due for a in appeals}
    due |= {str(a.pk): a.due for a in alarms}
    filed = Decision.objects.filter(
        kind__in=[DecisionKind.HAND_IN, DecisionKind.APPEAL, DecisionKind.CONTRADICTION],
        subject_kind__in=["application", "appeal", "contradiction"],
        subject_id__in=list(due),
        log_leaf__isnull=False,
    ).select_related("log_leaf")
    newest = {d.subject_id: d for d in filed.order_by("at")}
    found = [Promise(index=d.log_leaf.index, kind=d.subject_kind, due=due[key]) for key, d in newest.items()]
    return tuple(sorted(found, key=lambda p: p.due))[:most]


def checkpoints(*, most: int = 5) -> list[LogCheckpoint]:
    """The newest signed checkpoints."""
    return list(LogCheckpoint.objects.order_by("-pk")[:most])


def stopped() -> str:
    """Why the log signs nothing any more, in words; empty where it goes on (docs/log.md)."""
    head = LogHead.objects.first()
    return str(head.state.get("stopped", "")) if head else ""


def head_lines(*, before: int | None = None) -> HeadPage:
    """A page of signed heads, the newest first, with who confirmed each and when."""
    rows = LogCheckpoint.objects.order_by("-pk")
    found = list((rows if before is None else rows.filter(pk__lt=before))[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return HeadPage(rows=tuple(_head_line(row) for row in found[:PAGE]), before=more)


def _head_line(row: LogCheckpoint) -> HeadLine:
    note = parse_note(row.note)
    head = parse_checkpoint(note.text)
    return HeadLine(
        number=row.pk,
        size=head.size,
        root=head.root.hex(),
        at=row.at,
        # A cosignature carries its time: 72 bytes. The log's own signature is 64.
        cosigned=tuple(
            (each.name, datetime.fromtimestamp(each.timestamp, UTC))
            for each in note.signatures
            if each.name != head.origin and len(each.value) == 72 and each.timestamp < LATEST
        ),
        note=row.note,
    )


def of_decision(decision: Any) -> int | None:
    """The number of a decision's entry; None while it waits for the sequencer."""
    return LogLeaf.objects.filter(decision=decision).values_list("index", flat=True).first()


def _line(row: LogLeaf) -> EntryLine:
    raw = bytes(row.entry).decode()
    return EntryLine(
        index=row.index,
        fields=json.loads(raw),
        sequenced_at=row.sequenced_at,
        leaf_hash=bytes(row.leaf_hash).hex(),
        raw=raw,
        decision=str(row.decision_id or ""),
    )
