"""How do the rows of a file or a call reach screening? In portions of the policy's size; good rows go through, each bad one keeps its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assay.actions.policy import in_force
from assay.actions.taking import Taken, take
from assay.errors import BadInput
from assay.outside.feed import Feed
from assay.records.models import Store

_ROW = re.compile(r"rows\[(\d+)\]")


def take_feed(store: Store, feed: Feed, *, at: datetime) -> Taken:
    """The rows of a file; what could not be read at all stands first among the refused."""
    done = take_all(store, [row.words for row in feed.rows], places=[row.where for row in feed.rows], at=at)
    return Taken(taken=done.taken, unchanged=done.unchanged, refused=(*feed.broken, *done.refused))


def take_all(store: Store, rows: Sequence[Mapping[str, Any]], *, places: Sequence[str], at: datetime) -> Taken:
    """Rows with the place of each in its file or call; the refused are in their order. Each portion is a transaction: safe to send again."""
    portion = in_force().listing.limits.rows_per_call
    taken, unchanged, refused = 0, 0, list[BadInput]()
    for start in range(0, len(rows), portion):
        done = take(store=store, rows=rows[start : start + portion], at=at)
        taken, unchanged = taken + done.taken, unchanged + done.unchanged
        refused += [_placed(bad, places, start=start) for bad in done.refused]
    return Taken(taken=taken, unchanged=unchanged, refused=tuple(refused))


def _placed(bad: BadInput, places: Sequence[str], *, start: int) -> BadInput:
    """The refusal with its place in the file or call instead of in the portion."""
    where = _ROW.sub(lambda found: places[start + int(found[1])], bad.where, count=1)
    return BadInput(bad.what, where=where, mend=bad.mend)
