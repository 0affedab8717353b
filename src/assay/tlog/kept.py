"""Is what somebody kept of a log still true of it: the heads it signed, the entries it promised?

Every head that the log has ever signed must be the beginning of the log as it is shown; two heads of one size that
differ convict it at once. Every promised entry must be there and say what was promised, its time included.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.errors import AssayError, NotVerified
from assay.tlog.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint
from assay.tlog.entry import rfc3339
from assay.tlog.fault import Fault, Remark, Report
from assay.tlog.keys import Verifier
from assay.tlog.proof import NotInLog
from assay.tlog.receipt import PROMISE, PROOF, Promise, verify_receipt
from assay.tlog.source import Source, all_entries
from assay.tlog.tree import Accumulator, leaf_hash

_TIME_TAIL = len('"time":"2016-05-20T09:00:00Z"}')


class Kept:
    """3. and 4.: the heads and promises that somebody kept, held against this log."""

    def __init__(
        self, report: Report, keys: Sequence[Verifier], witnesses: Sequence[Verifier], opened: OpenedCheckpoint
    ) -> None:
        self._report, self._keys, self._witnesses = report, keys, witnesses
        self._heads: dict[int, dict[bytes, str]] = {opened.checkpoint.size: {opened.checkpoint.root: "checkpoint"}}
        self._sizes: list[int] = []
        self._roots: dict[int, bytes] = {}
        self._promises: dict[bytes, tuple[str, Promise]] = {}
        self._wanted: set[bytes] = set()

    def add(self, name: str, data: bytes) -> None:
        self._report.receipts += 1
        try:
            if data.startswith((PROMISE.encode(), PROOF.encode())):
                receipt = verify_receipt(data, self._keys, witnesses=self._witnesses)
                head = receipt.head
                if receipt.promise is not None:
                    leaf = leaf_hash(receipt.data)
                    self._promises[leaf] = (name, receipt.promise)
                    self._wanted.add(leaf)
            else:
                head = open_checkpoint(data, self._keys, witnesses=self._witnesses)
        except NotInLog as refusal:
            self._report.fault(Fault.RECEIPT_NOT_PROVED, name, refusal.what)
        except NotVerified as refusal:
            self._report.fault(Fault.RECEIPT_NOT_SIGNED, name, refusal.what)
        except AssayError as refusal:
            self._report.fault(Fault.RECEIPT_MALFORMED, name, refusal.what)
        else:
            if head is not None:
                roots = self._heads.setdefault(head.checkpoint.size, {})
                roots.setdefault(head.checkpoint.root, name)
                self._sizes = sorted(self._heads)

    def look(self, tree: Accumulator, hashes: Sequence[bytes]) -> None:
        """Hashes that are about to be appended to this tree."""
        if self._wanted:
            self._wanted.difference_update(hashes)
        while self._sizes and self._sizes[0] <= tree.size + len(hashes):
            size = self._sizes.pop(0)
            grown = tree.copy()
            grown.append(hashes[: size - tree.size])
            self._roots[size] = grown.root()

    def close(self, source: Source, head: Checkpoint, *, sound: bool) -> bool:
        """Judge what was kept; whether a longer log than this one was signed.

        Two heads and a longer log convict by themselves; the rest only against files that hold (`sound`).
        """
        for size, roots in sorted(self._heads.items()):
            names = sorted(roots.values())
            if len(roots) > 1:
                self._report.fault(
                    Fault.TWO_HEADS, f"size {size}", f"the log signed {len(roots)} roots: {', '.join(names)}"
                )
            elif size > head.size:
                self._report.fault(
                    Fault.LOG_TRUNCATED,
                    f"size {size}",
                    f"the log signed a head of {size} entries ({names[0]}) and shows {head.size}",
                )
            elif sound and size != head.size and self._roots.get(size, next(iter(roots))) not in roots:
                self._report.fault(
                    Fault.FORK, f"size {size}", f"the head that the log signed ({names[0]}) is not how this log began"
                )
        longer = max(self._heads) > head.size
        unmet = {leaf: self._promises[leaf] for leaf in self._wanted} if sound and not longer else {}
        redated = _redated(source, head.size, unmet) if unmet else {}
        for leaf, (name, promise) in unmet.items():
            if leaf in redated:
                self._report.fault(
                    Fault.ENTRY_REDATED,
                    name,
                    f"promised as of {rfc3339(promise.received)}, logged as entry {redated[leaf]} with another time",
                )
            elif promise.logged_by <= self._report.as_of:
                self._report.fault(
                    Fault.PROMISE_WITHOUT_ENTRY,
                    name,
                    f"promised to be logged by {rfc3339(promise.logged_by)}, and is not",
                )
            else:
                self._report.remark(
                    Remark.PROMISE_NOT_DUE, name, f"will be logged by {rfc3339(promise.logged_by)}, as promised"
                )
        return longer


def _redated(source: Source, size: int, unmet: dict[bytes, tuple[str, Promise]]) -> dict[bytes, int]:
    """Of promised entries that are not there: which stand there with another time, and where."""
    wanted = {promise.data[:-_TIME_TAIL]: leaf for leaf, (_, promise) in unmet.items()}
    found: dict[bytes, int] = {}
    for index, entry in all_entries(source, size):
        leaf = wanted.get(entry[:-_TIME_TAIL])
        if leaf is not None:
            found[leaf] = index
    return found
