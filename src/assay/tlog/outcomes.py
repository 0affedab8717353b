"""Did every promised outcome come, and what do the entries add up to?

A promise is an entry with a deadline; an outcome of the same case and kind, further down the log, answers it. Who is
answered late was answered: that is counted and said. Who is not answered when the time is over holds a proof. The
figures are counts of entries, so that anyone who holds the log can recompute them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from assay.errors import AssayError
from assay.tlog.entry import recognise, rfc3339
from assay.tlog.fault import Fault, Remark, Report

BACKDATED_AFTER = timedelta(days=1)


class Outcomes:
    """5. Promised outcomes, and the counts that are made of the entries."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._open: dict[tuple[bytes, bytes], list[tuple[bytes, int]]] = {}
        self._seen: Counter[tuple[bytes, bytes, bytes | None, bytes]] = Counter()
        self._in_time = 0
        self._latest = b""

    def look(
        self, first: int, entries: Sequence[bytes], hashes: Sequence[bytes], stored: Sequence[bytes] | None
    ) -> None:
        seen, open_, latest, in_time = self._seen, self._open, self._latest, 0
        for index, data in enumerate(entries, start=first):
            try:
                automated, case, _, deadline, event, kind, outcome, time = recognise(data)
            except AssayError as refusal:
                at = index - first
                if stored is None or hashes[at] == stored[at]:
                    self._report.fault(Fault.ENTRY_MALFORMED, f"entry {index}", str(refusal))
                continue
            seen[kind, event, outcome, automated] += 1
            if time >= latest:
                latest = time
            elif time[:11] < latest[:11]:
                self._backdated(index, time, latest)
            if case is None:
                continue
            if outcome is not None:
                if (case, kind) in open_:
                    in_time += self._answer(open_.pop((case, kind)), time, index)
            elif deadline is not None:
                open_.setdefault((case, kind), []).append((deadline, index))
        self._latest = latest
        self._in_time += in_time

    def _answer(self, asked: list[tuple[bytes, int]], time: bytes, index: int) -> int:
        late = [(deadline, at) for deadline, at in asked if time > deadline]
        for deadline, at in late:
            self._report.remark(
                Remark.ANSWERED_LATE,
                f"entry {at}",
                f"answered at {_plain(time)} by entry {index}, promised by {_plain(deadline)}",
            )
        return len(asked) - len(late)

    def close(self, as_of: datetime, *, judged: bool) -> None:
        """Judge what is open by now, unless this copy of the log cannot be relied on, and add up the figures."""
        now = f'"{rfc3339(as_of)}"'.encode()
        overdue = sorted((i, d) for each in self._open.values() for d, i in each if d < now)
        for index, deadline in overdue if judged else ():
            self._report.fault(Fault.OVERDUE, f"entry {index}", f"an outcome was promised by {_plain(deadline)}")
        waiting = sum(len(each) for each in self._open.values())
        count = self._count
        self._report.figures = {
            "entries": self._seen.total(),
            "filed": count(event="filed"),
            "answered_in_time": self._in_time,
            "answered_late": self._report.counts[Remark.ANSWERED_LATE],
            "overdue": len(overdue),
            "waiting": waiting - len(overdue),
            "restrictions_imposed": count(kind="restriction", event="imposed"),
            "appeals_filed": count(kind="appeal", event="filed"),
            "appeals_upheld": count(kind="appeal", event="decided", outcome="upheld"),
            "automated": sum(n for (_, _, _, automated), n in self._seen.items() if automated == b"true"),
            **{f"{_plain(kind)}_{_plain(event)}": n for (kind, event), n in sorted(self._by_event().items())},
        }

    def _by_event(self) -> Counter[tuple[bytes, bytes]]:
        found: Counter[tuple[bytes, bytes]] = Counter()
        for (kind, event, _, _), n in self._seen.items():
            found[kind, event] += n
        return found

    def _count(self, *, kind: str = "", event: str = "", outcome: str = "") -> int:
        return sum(
            n
            for (k, e, o, _), n in self._seen.items()
            if (not kind or _plain(k) == kind)
            and (not event or _plain(e) == event)
            and (not outcome or (o is not None and _plain(o) == outcome))
        )

    def _backdated(self, index: int, time: bytes, latest: bytes) -> None:
        behind = datetime.fromisoformat(_plain(latest)[:-1]) - datetime.fromisoformat(_plain(time)[:-1])
        if behind > BACKDATED_AFTER:
            self._report.remark(
                Remark.BACKDATED,
                f"entry {index}",
                f"says {_plain(time)} and stands behind one that says {_plain(latest)}",
            )


def _plain(spelled: bytes) -> str:
    return spelled.decode().strip('"')
