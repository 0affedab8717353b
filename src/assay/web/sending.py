"""How does an answer say what became of the rows that were sent, and of those that were withdrawn?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.actions.clock import now
from assay.actions.ending import end
from assay.actions.portions import take_all, take_feed
from assay.actions.taking import Taken
from assay.outside.feed import Feed


def send_feed(store: Any, feed: Feed) -> Taken:
    """The rows of a file."""
    return take_feed(store, feed, at=now())


def send_rows(store: Any, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The rows of a call, as its answer says what became of them."""
    sent = take_all(store, rows, places=[f"listings[{i}]" for i in range(len(rows))], at=now())
    refused = [{"where": r.where, "what": r.what, "mend": r.mend} for r in sent.refused]
    return {"taken": sent.taken, "unchanged": sent.unchanged, "refused": refused}


def end_rows(store: Any, listings: Sequence[str]) -> dict[str, Any]:
    """Listings that are offered no more, as the answer says what became of them."""
    done = end(store=store, listings=listings, at=now())
    return {"ended": done.ended, "before": done.before, "unknown": list(done.unknown)}
