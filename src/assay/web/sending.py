"""How do rows from a call or a file reach screening? In portions of the policy's size; good rows go through, each bad one keeps its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.actions import listing as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import BadInput
from assay.outside.feed import Feed

_ROW = re.compile(r"rows\[(\d+)\]")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What became of the rows; `refused` in the order of the file or call."""

    taken: int
    unchanged: int
    refused: tuple[BadInput, ...]


def send_feed(store: Any, feed: Feed) -> Sent:
    """The rows of a file; what could not be read at all stands among the refused."""
    sent = _send(store, [row.words for row in feed.rows], places=[row.where for row in feed.rows])
    return Sent(taken=sent.taken, unchanged=sent.unchanged, refused=(*feed.broken, *sent.refused))


def send_rows(store: Any, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The rows of a call, as its answer says what became of them."""
    sent = _send(store, rows, places=[f"listings[{i}]" for i in range(len(rows))])
    refused = [{"where": r.where, "what": r.what, "mend": r.mend} for r in sent.refused]
    return {"taken": sent.taken, "unchanged": sent.unchanged, "refused": refused}


def _send(store: Any, rows: Sequence[dict[str, Any]], *, places: Sequence[str]) -> Sent:
    portion = in_force().listing.limits.rows_per_call
    taken, unchanged, refused = 0, 0, list[BadInput]()
    for start in range(0, len(rows), portion):
        done = act.take(store=store, rows=rows[start : start + portion], at=now())
        taken, unchanged = taken + done.taken, unchanged + done.unchanged
        refused += [_placed(bad, places, start=start) for bad in done.refused]
    return Sent(taken=taken, unchanged=unchanged, refused=tuple(refused))


def _placed(bad: BadInput, places: Sequence[str], *, start: int) -> BadInput:
    """The refusal with its place in the file or call instead of in the portion."""
    where = _ROW.sub(lambda found: places[start + int(found[1])], bad.where, count=1)
    return BadInput(bad.what, where=where, mend=bad.mend)
