"""Does this whole log hold, and were its promises kept?

What an auditor does who trusts nobody. From the log: its signed checkpoint and every tile. From the parties: receipts,
and checkpoints that they kept. From himself: the log's key, perhaps witnesses' keys, and the time to judge deadlines
at. In this order:

1. The checkpoint is signed by the log. Without that nothing else means anything.
2. Every entry is an entry, and stands under its hash; every hash leads to the signed root.
3. Every head that the log has ever signed, as far as somebody kept it, is the beginning of this log (`kept`).
4. Every promised entry is there, and says what was promised (`kept`).
5. Every promised outcome came, or is not due yet (`outcomes`).

Memory grows with open promises and receipts, not with the log.

Source: RFC 6962; C2SP tlog-tiles, tlog-checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from assay.errors import NotFound, TooLarge
from assay.tlog.checkpoint import Checkpoint, MalformedCheckpoint, open_checkpoint
from assay.tlog.fault import Fault, Remark, Report
from assay.tlog.kept import Kept
from assay.tlog.keys import MalformedNote, NotSigned, Verifier
from assay.tlog.outcomes import Outcomes
from assay.tlog.source import Source, read_entries, read_hashes
from assay.tlog.tiles import MalformedTile, split_tile, tile_at
from assay.tlog.tree import TILE_WIDTH, Accumulator, TileRow, leaf_hashes


def audit(
    source: Source,
    keys: Sequence[Verifier],
    *,
    as_of: datetime,
    receipts: Sequence[tuple[str, bytes]] = (),
    witnesses: Sequence[Verifier] = (),
    progress: Callable[[int, int], None] = lambda done, size: None,
) -> Report:
    """Check a whole log. `receipts` are (name, bytes) of outcomes, tlog-proofs and kept checkpoints."""
    report = Report(as_of=as_of)
    # 1. The head.
    try:
        opened = open_checkpoint(source.checkpoint(), keys, witnesses=witnesses)
    except NotFound as refusal:
        report.fault(Fault.CHECKPOINT_MISSING, "checkpoint", refusal.what)
        return report
    except NotSigned as refusal:
        report.fault(Fault.CHECKPOINT_NOT_SIGNED, "checkpoint", refusal.what)
        return report
    except (MalformedNote, MalformedCheckpoint, TooLarge) as refusal:
        report.fault(Fault.CHECKPOINT_MALFORMED, "checkpoint", refusal.what)
        return report
    head = opened.checkpoint
    report.origin, report.size, report.root = head.origin, head.size, head.root
    report.cosigned_by = tuple(each.witness for each in opened.cosignatures)
    kept = Kept(report, keys, witnesses, opened)
    for name, data in receipts:
        kept.add(name, data)
    outcomes = Outcomes(report)
    sound = _walk(source, head, report, kept, outcomes, progress)
    # What damaged files do not show proves nothing: another copy may show it.
    if not sound:
        report.remark(Remark.NOT_JUDGED, "promises", "the files are damaged: get them from a mirror, then audit again")
    longer = kept.close(source, head, sound=sound)
    outcomes.close(as_of, judged=sound and not longer)
    return report


def _walk(
    source: Source,
    head: Checkpoint,
    report: Report,
    kept: Kept,
    outcomes: Outcomes,
    progress: Callable[[int, int], None],
) -> bool:
    """2. Every entry under its hash, every hash under the root; whether all entries were seen and lead to it."""
    by_entries = _Tree(source, head.size)
    by_tiles: _Tree | None = None  # only where entries and hashes disagree is there a second tree
    wrong: list[tuple[int, list[bytes], list[bytes]]] = []
    all_seen = True
    for number in range(-(-head.size // TILE_WIDTH)):
        entries = read_entries(source, number, head.size, report)
        stored = read_hashes(source, number, head.size, report)
        hashes = leaf_hashes(entries) if entries is not None else stored
        if hashes is None:
            return False  # neither entries nor hashes: the faults are noted, and no root can be reached
        if stored is not None and hashes != stored:
            wrong.append((number, hashes, stored))
            by_tiles = by_tiles or by_entries.copy()
        if by_tiles is not None:
            by_tiles.append(stored or hashes)
        kept.look(by_entries.tree, hashes)
        by_entries.append(hashes)
        if entries is None:
            all_seen = False
        else:
            outcomes.look(number * TILE_WIDTH, entries, hashes, stored)
        if not number % 64:
            progress(min((number + 1) * TILE_WIDTH, head.size), head.size)
    by_entries.close()
    if by_tiles is not None:
        by_tiles.close()
    if by_entries.tree.root() == head.root:
        for number, _, _ in wrong:
            report.fault(
                Fault.TILE_ALTERED, tile_at(0, number, head.size).path, "its hashes are not those of its entries"
            )
        by_entries.report_to(report)
        return all_seen
    reached = by_tiles is not None and by_tiles.tree.root() == head.root
    for number, hashes, stored in wrong:
        if sorted(hashes) == sorted(stored):
            report.fault(
                Fault.ENTRIES_REORDERED, tile_at(-1, number, head.size).path, "its entries stand in another order"
            )
            continue
        for at, (found, wanted) in enumerate(zip(hashes, stored, strict=True)):
            if found != wanted:
                report.fault(
                    Fault.ENTRY_ALTERED, f"entry {number * TILE_WIDTH + at}", "its bytes are not those of its hash"
                )
    if by_tiles is not None and reached:
        by_tiles.report_to(report)
    else:
        report.fault(
            Fault.ROOT_NOT_REACHED,
            f"size {head.size}",
            f"the files lead to {by_entries.tree.root().hex()}, the checkpoint says {head.root.hex()}",
        )
        by_entries.report_to(report)
    return False


class _Tree:
    """A tree grown from leaf hashes, with the tiles above the leaves that are not as it says."""

    def __init__(self, source: Source, size: int) -> None:
        self.tree = Accumulator()
        self._source, self._size = source, size
        self._faults: list[tuple[Fault, str, str]] = []
        self._last: dict[int, TileRow] = {}

    def copy(self) -> _Tree:
        other = _Tree(self._source, self._size)
        other.tree, other._faults, other._last = self.tree.copy(), list(self._faults), dict(self._last)
        return other

    def append(self, hashes: Sequence[bytes]) -> None:
        for row in self.tree.append(hashes):
            if row.level == 0:
                continue
            if row.width == TILE_WIDTH:
                self._last.pop(row.level, None)
                self._compare(row)
            else:
                self._last[row.level] = row

    def close(self) -> None:
        for row in self._last.values():
            self._compare(row)

    def report_to(self, report: Report) -> None:
        for kind, where, what in self._faults:
            report.fault(kind, where, what)

    def _compare(self, row: TileRow) -> None:
        tile = tile_at(row.level, row.index, self._size)
        try:
            data = self._source.tile(tile)
            split_tile(tile, data)
            if data != row.data:
                self._faults.append((Fault.TILE_ALTERED, tile.path, "its hashes are not those of the tiles below"))
        except NotFound as refusal:
            self._faults.append((Fault.TILE_MISSING, tile.path, refusal.what))
        except (MalformedTile, TooLarge) as refusal:
            self._faults.append((Fault.TILE_MALFORMED, tile.path, refusal.what))
