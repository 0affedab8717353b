"""Whose case would come to something else under another policy?

Reads stored decisions as they are exported, one JSON object a line. Papers:
`{"facts": ..., "on": "2026-11-24", "outcome": "accept"}` with the facts as
`regime.document.facts.to_json` writes them. Everything else: `{"kind": "notice_listing", "case": ..., "facts": {...}, "outcome": ...}` with the facts
that `regime.replay` names for the kind. Each is judged again under both policies from its stored facts; what differs is listed, for papers with the
findings that make the difference. A stored outcome that the old policy does not give again is counted apart: then facts or code have changed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from assay.errors import BadInput
from assay.policy.schema import Policy
from assay.regime.document.facts import ApplicationFacts, from_json
from assay.regime.document.verdict import Judgement, judge
from assay.regime.replay.case import REPLAYS, replay

PAPERS = "papers"
MOST_EXAMPLES = 20  # of each kind


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One decision about papers: its facts, the day on which it was taken, the outcome of then (empty where it is not told)."""

    facts: ApplicationFacts
    on: date
    outcome: str


@dataclass(frozen=True, kw_only=True)
class StoredCase:
    """One case of another kind. `case` names it in the examples, `store_id` and `brand_id` whose it is (empty: nobody's)."""

    kind: str
    case: str
    facts: Mapping[str, Any]
    outcome: str
    store_id: str = ""
    brand_id: str = ""


@dataclass
class _Tally:
    decisions: int = 0
    changed: int = 0
    dates_moved: int = 0
    not_replayed: int = 0
    moves: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, Any]] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return {
            "decisions": self.decisions,
            "changed": self.changed,
            "dates_moved": self.dates_moved,
            "not_replayed": self.not_replayed,
            "moves": dict(sorted(self.moves.items())),
        }


def compare(decisions: Iterable[Stored | StoredCase], *, old: Policy, new: Policy) -> dict[str, Any]:
    """What would change: `{"decisions", "changed", "dates_moved", "not_replayed", "moves": {"accept > refuse": n}, "examples": [...], "by_kind"}`.

    `dates_moved` counts cases that come to the same, by another date.
    """
    kinds: dict[str, _Tally] = {}
    for stored in decisions:
        kind = PAPERS if isinstance(stored, Stored) else stored.kind
        tally = kinds.setdefault(kind, _Tally())
        tally.decisions += 1
        if isinstance(stored, Stored):
            _papers(stored, tally, old=old, new=new)
        else:
            _case(stored, tally, old=old, new=new)
    total = _Tally()
    for tally in kinds.values():
        total.decisions += tally.decisions
        total.changed += tally.changed
        total.dates_moved += tally.dates_moved
        total.not_replayed += tally.not_replayed
        total.moves.update(tally.moves)
        total.examples += tally.examples
    return {
        **total.told(),
        "examples": total.examples,
        "by_kind": {kind: tally.told() for kind, tally in sorted(kinds.items())},
        "old_policy": old.version,
        "new_policy": new.version,
    }


def decisions_in(path: Path) -> Iterator[Stored | StoredCase]:
    """The decisions in the file, `-` for standard input. BadInput names the line that does not fit."""
    if str(path) == "-":
        yield from _lines(sys.stdin, where="standard input")
        return
    try:
        with path.open(encoding="utf-8") as file:
            yield from _lines(file, where=str(path))
    except OSError as problem:
        raise BadInput(
            f"these decisions cannot be opened ({problem.strerror}).", where=str(path), mend="Check the path."
        ) from None
    except UnicodeDecodeError:
        raise BadInput("this file is not UTF-8 text.", where=str(path), mend="Export the decisions again.") from None


def _lines(file: TextIO, *, where: str) -> Iterator[Stored | StoredCase]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            row = json.loads(line)
            kind = row.get("kind", PAPERS)
            if kind == PAPERS:
                yield Stored(
                    facts=from_json(row["facts"]),
                    on=date.fromisoformat(row["on"][:10]),
                    outcome=str(row.get("outcome") or ""),
                )
                continue
            facts = row["facts"]
            if kind not in REPLAYS or not isinstance(facts, Mapping):
                raise ValueError(kind)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise BadInput(
                "this line is no stored decision.", where=place, mend="Export the decisions again."
            ) from None
        yield StoredCase(
            kind=kind,
            case=str(row.get("case") or place),
            facts=facts,
            outcome=str(row.get("outcome") or ""),
            store_id=str(row.get("store_id") or ""),
            brand_id=str(row.get("brand_id") or ""),
        )


def _papers(stored: Stored, tally: _Tally, *, old: Policy, new: Policy) -> None:
    before = judge(stored.facts, policy=old, on=stored.on)
    after = judge(stored.facts, policy=new, on=stored.on)
    if stored.outcome and stored.outcome != before.outcome.value:
        tally.not_replayed += 1
    if before.outcome is after.outcome:
        return
    tally.changed += 1
    tally.moves[f"{before.outcome.value} > {after.outcome.value}"] += 1
    if len(tally.examples) < MOST_EXAMPLES:
        tally.examples.append(_example(stored, before, after))


def _case(stored: StoredCase, tally: _Tally, *, old: Policy, new: Policy) -> None:
    try:
        before = replay(stored.kind, stored.facts, policy=old)
        after = replay(stored.kind, stored.facts, policy=new)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise BadInput(
            f"these facts are not those of a {stored.kind.replace('_', ' ')}.",
            where=stored.case,
            mend="Export the decisions again.",
        ) from None
    if stored.outcome and stored.outcome != before.outcome:
        tally.not_replayed += 1
    if before.outcome == after.outcome:
        tally.dates_moved += before.dates != after.dates
        return
    tally.changed += 1
    tally.moves[f"{before.outcome} > {after.outcome}"] += 1
    if len(tally.examples) < MOST_EXAMPLES:
        tally.examples.append(
            {
                "kind": stored.kind,
                "case": stored.case,
                "store_id": stored.store_id,
                "brand_id": stored.brand_id,
                "old": before.outcome,
                "new": after.outcome,
                "old_dates": list(before.dates),
                "new_dates": list(after.dates),
            }
        )


def _example(stored: Stored, before: Judgement, after: Judgement) -> dict[str, Any]:
    then = {(f.reason.value, f.weight, f.paper) for f in before.findings}
    now = {(f.reason.value, f.weight, f.paper) for f in after.findings}
    return {
        "kind": PAPERS,
        "application": stored.facts.application,
        "store_id": stored.facts.store.store_id,
        "brand_id": stored.facts.brand.brand_id,
        "old": before.outcome.value,
        "new": after.outcome.value,
        "gone": [" ".join(f) for f in sorted(then - now)],
        "came": [" ".join(f) for f in sorted(now - then)],
        "because": after.because,
    }
