"""What can be wrong with a log, and what did an audit find?

Each thing that is wrong is a `Fault` of its own kind, with its place. Those of `MISBEHAVIOUR` are proofs against the
log that a third party can check, because the log signed both halves; the others are damage, which a disk or a mirror
may have done. Remarks are what an auditor should know and what is no fault.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assay.tlog.entry import rfc3339

MAX_LISTED = 1_000


class Fault(StrEnum):
    """What can be wrong with a log, its receipts or its promises."""

    CHECKPOINT_MISSING = "checkpoint_missing"
    CHECKPOINT_MALFORMED = "checkpoint_malformed"
    CHECKPOINT_NOT_SIGNED = "checkpoint_not_signed"
    TILE_MISSING = "tile_missing"
    TILE_MALFORMED = "tile_malformed"
    TILE_ALTERED = "tile_altered"
    ENTRY_MALFORMED = "entry_malformed"
    ENTRY_ALTERED = "entry_altered"
    ENTRIES_REORDERED = "entries_reordered"
    ROOT_NOT_REACHED = "root_not_reached"
    TWO_HEADS = "two_heads"
    FORK = "fork"
    LOG_TRUNCATED = "log_truncated"
    RECEIPT_MALFORMED = "receipt_malformed"
    RECEIPT_NOT_SIGNED = "receipt_not_signed"
    RECEIPT_NOT_PROVED = "receipt_not_proved"
    PROMISE_WITHOUT_ENTRY = "promise_without_entry"
    ENTRY_REDATED = "entry_redated"
    OVERDUE = "overdue"


class Remark(StrEnum):
    """What an auditor should know though it is no fault of the log."""

    ANSWERED_LATE = "answered_late"
    BACKDATED = "backdated"
    PROMISE_NOT_DUE = "promise_not_due"
    NOT_JUDGED = "not_judged"


MISBEHAVIOUR = frozenset(
    {
        Fault.ENTRY_MALFORMED,
        Fault.TWO_HEADS,
        Fault.FORK,
        Fault.LOG_TRUNCATED,
        Fault.PROMISE_WITHOUT_ENTRY,
        Fault.ENTRY_REDATED,
        Fault.OVERDUE,
    }
)


@dataclass(frozen=True)
class Found:
    """One fault or remark: which, where, and what was seen."""

    kind: Fault | Remark
    where: str
    what: str


@dataclass
class Report:
    """What an audit found. `figures` are counts made of the entries alone; times are as of `as_of`."""

    as_of: datetime
    origin: str = ""
    size: int = 0
    root: bytes = b""
    cosigned_by: tuple[str, ...] = ()
    faults: list[Found] = field(default_factory=list)
    remarks: list[Found] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    figures: dict[str, int] = field(default_factory=dict)
    receipts: int = 0

    @property
    def holds(self) -> bool:
        """No fault was found."""
        return not self.faults

    def fault(self, kind: Fault, where: str, what: str) -> None:
        """Add a fault; past the thousandth of a kind they are only counted."""
        self.counts[kind] += 1
        if self.counts[kind] <= MAX_LISTED:
            self.faults.append(Found(kind, where, what))

    def remark(self, kind: Remark, where: str, what: str) -> None:
        """Add a remark."""
        self.counts[kind] += 1
        if self.counts[kind] <= MAX_LISTED:
            self.remarks.append(Found(kind, where, what))

    def to_json(self) -> dict[str, Any]:
        """The report as `assay log audit --json` prints it."""
        return {
            "log": self.origin,
            "size": self.size,
            "root": self.root.hex(),
            "cosigned_by": list(self.cosigned_by),
            "as_of": rfc3339(self.as_of),
            "holds": self.holds,
            "faults": [
                {"kind": f.kind, "where": f.where, "what": f.what, "misbehaviour": f.kind in MISBEHAVIOUR}
                for f in self.faults
            ],
            "remarks": [{"kind": r.kind, "where": r.where, "what": r.what} for r in self.remarks],
            "counts": dict(self.counts),
            "figures": self.figures,
            "receipts": self.receipts,
        }
