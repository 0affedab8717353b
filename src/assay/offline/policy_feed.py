"""Which listings of a feed would get another verdict under another policy, by which rules, with examples?"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from assay.batch.local import screen_feed
from assay.errors import BadInput
from assay.offline.screen import desk_of
from assay.offline.tables.feed import open_feed
from assay.policy.load import load

EXAMPLES = 5
SHOWN = ("id", "store_id", "verdict", "brand_id", "claim_text", "rules", "reasons")


def run(args: argparse.Namespace) -> int:
    """Compare; 0 whatever came out, because a difference is an answer."""
    for option in ("feed", "register", "rights"):
        if getattr(args, option) is None:
            raise BadInput(
                f"there is no --{option}.",
                where="policy try",
                mend="Give --feed, --register and --rights, or --decisions.",
            )
    changed = compare(args)
    if args.json:
        print(json.dumps(changed, ensure_ascii=False))
    else:
        _print(changed)
    return 0


def compare(args: argparse.Namespace) -> dict[str, Any]:
    """Screen the feed under both policies and hold the verdicts side by side. PolicyError: one of them cannot be used."""
    with tempfile.TemporaryDirectory(prefix="assay-try-") as folder:
        outs = {}
        for side, policy in (("old", args.against), ("new", args.new)):
            desk = desk_of(args, policy=load(policy))
            outs[side] = Path(folder) / f"{side}.parquet"
            screen_feed(open_feed(args.feed), desk=desk, out=outs[side])
        old = pl.read_parquet(outs["old"]).select(SHOWN)
        new = pl.read_parquet(outs["new"]).select(SHOWN)
    both = old.join(new, on=["id", "store_id"], how="inner", suffix="_new", maintain_order="left")
    moved = both.filter(pl.col("verdict") != pl.col("verdict_new"))
    kinds = moved.group_by("verdict", "verdict_new").len().sort("len", descending=True)
    return {
        "listings": both.height,
        "changed": moved.height,
        "changes": [
            {
                "from": before,
                "to": after,
                "listings": count,
                "rules_gone": _rules(moved, before, after, lost=True),
                "rules_come": _rules(moved, before, after, lost=False),
                "examples": _examples(moved, before, after),
            }
            for before, after, count in kinds.iter_rows()
        ],
        "rules_changed": both.filter(pl.col("rules") != pl.col("rules_new")).height,
    }


def _examples(moved: pl.DataFrame, before: str, after: str) -> list[dict[str, Any]]:
    rows = moved.filter((pl.col("verdict") == before) & (pl.col("verdict_new") == after)).head(EXAMPLES)
    return [
        {
            "id": r["id"],
            "store_id": r["store_id"],
            "brand_id": r["brand_id_new"] or r["brand_id"],
            "saw": r["claim_text_new"] or r["claim_text"],
            "rules": r["rules"],
            "rules_new": r["rules_new"],
        }
        for r in rows.iter_rows(named=True)
    ]


def _rules(moved: pl.DataFrame, before: str, after: str, *, lost: bool) -> dict[str, int]:
    counts: Counter[str] = Counter()
    rows = moved.filter((pl.col("verdict") == before) & (pl.col("verdict_new") == after)).select("rules", "rules_new")
    for old, new in rows.iter_rows():
        counts.update(set(old) - set(new) if lost else set(new) - set(old))
    return dict(counts.most_common())


def _print(changed: dict[str, Any]) -> None:
    print(
        f"{changed['changed']} of {changed['listings']} listings change their verdict; {changed['rules_changed']} meet other rules."
    )
    for one in changed["changes"]:
        come = ", ".join(f"{name} ({n})" for name, n in one["rules_come"].items()) or "none"
        gone = ", ".join(f"{name} ({n})" for name, n in one["rules_gone"].items()) or "none"
        print(f"\n{one['from']} -> {one['to']}: {one['listings']}   rules that come: {come}; that go: {gone}")
        for row in one["examples"]:
            saw = f', saw "{row["saw"]}"' if row["saw"] else ""
            print(f"  {row['store_id']}/{row['id']}: brand {row['brand_id'] or 'none'}{saw}")
