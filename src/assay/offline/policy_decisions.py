"""Whose papers would be decided otherwise under another policy?

Reads stored decisions as they are exported, one JSON object a line: `{"facts": ..., "on": "2026-11-24", "outcome": "accept"}` with the facts as
`regime.document.facts.to_json` writes them. Each is judged again under both policies from its stored facts; what differs is listed, with the findings
that make the difference. A stored outcome that the old policy does not give again is counted apart: then facts or code have changed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from assay.errors import BadInput
from assay.policy.schema import Policy
from assay.regime.document.facts import ApplicationFacts, from_json
from assay.regime.document.verdict import Judgement, judge

MOST_EXAMPLES = 20


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One decision: its facts, the day on which it was taken, the outcome of then (empty where it is not told)."""

    facts: ApplicationFacts
    on: date
    outcome: str


def compare(decisions: Iterator[Stored], *, old: Policy, new: Policy) -> dict[str, Any]:
    """What would change: `{"decisions", "changed", "not_replayed", "moves": {"accept > refuse": n}, "examples": [...]}`."""
    moves: Counter[str] = Counter()
    examples: list[dict[str, Any]] = []
    total = changed = not_replayed = 0
    for stored in decisions:
        total += 1
        before = judge(stored.facts, policy=old, on=stored.on)
        after = judge(stored.facts, policy=new, on=stored.on)
        if stored.outcome and stored.outcome != before.outcome.value:
            not_replayed += 1
        if before.outcome is after.outcome:
            continue
        changed += 1
        moves[f"{before.outcome.value} > {after.outcome.value}"] += 1
        if len(examples) < MOST_EXAMPLES:
            examples.append(_example(stored, before, after))
    return {
        "decisions": total,
        "changed": changed,
        "not_replayed": not_replayed,
        "moves": dict(sorted(moves.items())),
        "examples": examples,
        "old_policy": old.version,
        "new_policy": new.version,
    }


def decisions_in(path: Path) -> Iterator[Stored]:
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


def _lines(file: TextIO, *, where: str) -> Iterator[Stored]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Stored(
                facts=from_json(row["facts"]),
                on=date.fromisoformat(row["on"][:10]),
                outcome=str(row.get("outcome") or ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadInput(
                "this line is no stored decision about papers.",
                where=f"{where}:{number}",
                mend="Export the decisions again.",
            ) from None


def _example(stored: Stored, before: Judgement, after: Judgement) -> dict[str, Any]:
    then = {(f.reason.value, f.weight, f.paper) for f in before.findings}
    now = {(f.reason.value, f.weight, f.paper) for f in after.findings}
    return {
        "application": stored.facts.application,
        "store_id": stored.facts.store.store_id,
        "brand_id": stored.facts.brand.brand_id,
        "old": before.outcome.value,
        "new": after.outcome.value,
        "gone": [" ".join(f) for f in sorted(then - now)],
        "came": [" ".join(f) for f in sorted(now - then)],
        "because": after.because,
    }
