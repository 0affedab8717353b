"""What would change under another policy? Dispatches to the cases that it is tried on: stored decisions, or a feed of listings."""

from __future__ import annotations

import argparse
import importlib
import json
from typing import Any

from assay.errors import BadInput, NotBuilt
from assay.offline.policy_decisions import PAPERS, compare, decisions_in
from assay.policy.load import load


def run(args: argparse.Namespace) -> int:
    """Print what would change, as JSON or as lines to read."""
    if args.feed is not None:
        try:
            feed = importlib.import_module("assay.offline.policy_feed")
        except ModuleNotFoundError:
            raise NotBuilt("a policy cannot be tried on a feed yet.", mend="Try it on --decisions.") from None
        code: int = feed.run(args)
        return code
    if args.decisions is None:
        raise BadInput(
            "there is nothing to try the policy on.",
            where="--feed, --decisions",
            mend="Name a feed or stored decisions.",
        )
    report = compare(decisions_in(args.decisions), old=load(args.against), new=load(args.new))
    print(json.dumps(report, ensure_ascii=False, indent=1) if args.json else _to_read(report))
    return 0


def _to_read(report: dict[str, Any]) -> str:
    lines = [f"{report['decisions']} decisions, {report['changed']} would change."]
    if report["not_replayed"]:
        lines.append(f"{report['not_replayed']} do not follow from their facts under the old policy.")
    if report["dates_moved"]:
        lines.append(f"{report['dates_moved']} come to the same, by another date.")
    if set(report["by_kind"]) - {PAPERS}:
        lines += [
            f"  {kind.replace('_', ' ')}: {told['changed']} of {told['decisions']} would change"
            + (f", {told['dates_moved']} by another date" if told["dates_moved"] else "")
            for kind, told in report["by_kind"].items()
        ]
    lines += [f"  {move}: {count}" for move, count in report["moves"].items()]
    for example in report["examples"]:
        lines += _example(example)
    return "\n".join(lines)


def _example(example: dict[str, Any]) -> list[str]:
    whose = ", ".join(one for one in (example["store_id"], example["brand_id"]) if one)
    if example["kind"] != PAPERS:
        kind = example["kind"].replace("_", " ")
        dates = ", ".join(example["new_dates"])
        named = f"{kind} {example['case']}" + (f" ({whose})" if whose else "")
        return [f"{named}: {example['old']} > {example['new']}" + (f"; {dates}" if dates else "")]
    came = "; ".join(example["came"]) or "nothing came"
    gone = "; ".join(example["gone"]) or "nothing went"
    return [
        f"{example['application']} ({whose}): {example['old']} > {example['new']}",
        f"    came: {came}; gone: {gone}",
    ]
