"""Which listings of this feed may be published? Screens a feed against a register and rights, and writes a verdict for each listing.

OUT is Parquet: id, store_id, verdict, brand_id, reasons, rules and every signal column. Rows that cannot be used are written beside it
(OUT.refused.ndjson), each with its place, what is wrong and how to mend it; the others go through.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import polars as pl

from assay.batch.crew import open_crew
from assay.batch.desk import Desk
from assay.batch.local import Summary, screen_feed
from assay.batch.spark import screen_by_spark
from assay.batch.spark_session import check_spark, spark_session
from assay.errors import BadInput
from assay.offline.tables.feed import TextFeed, open_feed
from assay.offline.tables.register import read_register
from assay.offline.tables.rights import read_rights
from assay.offline.tables.stores import read_stores
from assay.policy.load import load
from assay.policy.schema import Policy
from assay.regime.listing.verdict import STORES

SHOWN = 20
FEW = 5


def run(args: argparse.Namespace) -> int:
    """Screen, write, and say what came out; rows that were set aside do not fail the run."""
    policy = load(args.policy)
    check_out(args.out)
    if args.engine == "spark":
        say(_by_spark(args, policy=policy), out=args.out, as_json=args.json)
        return 0
    source = open_feed(args.feed)
    with open_crew(source.rows, fresh=not isinstance(source, TextFeed)) as crew:
        summary = screen_feed(source, desk=partial(_desk, args), out=args.out, crew=crew)
    say(summary, out=args.out, as_json=args.json)
    return 0


def _by_spark(args: argparse.Namespace, *, policy: Policy) -> Summary:
    """NotSupported where Spark or Java is missing, before anything is read. Its workers stand in folders of their own, so paths are absolute."""
    check_spark()
    source, out = open_feed(args.feed.absolute()), args.out.absolute()
    desk = desk_of(args, policy=policy)
    log = out.with_name(out.name + ".spark.log")
    with spark_session(master=args.spark_master, settings=args.spark_conf, log=log) as spark:
        return screen_by_spark(source, desk=desk, out=out, spark=spark)


def _desk(args: argparse.Namespace) -> Desk:
    """The desk, made where it is needed."""
    return desk_of(args, policy=load(args.policy))


def desk_of(args: argparse.Namespace, *, policy: Policy) -> Desk:
    """What the listings are held against, out of the files that the command names. Problems of single rows go to stderr."""
    register = read_register(args.register)
    rights = read_rights(args.rights)
    for what, broken in ((args.register, register.broken), (args.rights, rights.broken)):
        for line in broken[:FEW]:
            print(f"{what}: {line}", file=sys.stderr)
        if len(broken) > FEW:
            print(f"{what}: and {len(broken) - FEW} more like these.", file=sys.stderr)
    stores = getattr(args, "stores", None)
    return Desk(
        brands=register.brands,
        products=register.products,
        rights=rights.table,
        stores=read_stores(stores) if stores else pl.DataFrame(schema=STORES),
        policy=policy,
        on=day(args.as_of),
    )


def day(text: str | None) -> date:
    """The date of the decision. BadInput: no date."""
    if not text:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise BadInput(f"{text!r} is no date.", where="--as-of", mend="Write it as 2026-05-20.") from None


def check_out(out: Path) -> None:
    """BadInput where the verdicts could not be written, before the work is done."""
    if not out.parent.is_dir():
        raise BadInput("there is no such folder.", where=str(out.parent), mend="Make it first.")
    if out.is_dir():
        raise BadInput("this is a folder.", where=str(out), mend="Name a file.")


def say(summary: Summary, *, out: Path, as_json: bool) -> None:
    """The summary for a person, or as JSON."""
    refused = out.with_name(out.name + ".refused.ndjson")
    if as_json:
        print(
            json.dumps(
                {**summary.to_json(), "out": str(out), "refused_file": str(refused) if summary.refused else None}
            )
        )
        return
    for row in summary.refused[:SHOWN]:
        print(f"set aside: {row.where}{f' ({row.id})' if row.id else ''}: {row.what} {row.mend}", file=sys.stderr)
    if len(summary.refused) > SHOWN:
        print(f"and {len(summary.refused) - SHOWN} more, all of them in {refused}", file=sys.stderr)
    counts = ", ".join(f"{n} {verdict}" for verdict, n in summary.verdicts.items())
    print(
        f"{summary.screened} listings screened in {summary.seconds:.1f} s: {counts}; {len(summary.refused)} set aside. {out}"
    )
