"""`assay demo --out DIR`: writes the sample marketplace as files. Without --out it is loaded: `server/sample.py`."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

from assay.demo.export import write_market
from assay.demo.market import make_market
from assay.errors import BadInput


def run(args: argparse.Namespace) -> int:
    """Generate, write, and say how much of what. BadInput: sizes or a day that make no sense, a folder with something in it."""
    market = make_market(seed=args.seed, stores=args.stores, listings=args.listings, as_of=_day(args.as_of))
    written = write_market(market, args.out)
    print(f"{args.out}: " + ", ".join(f"{count:,} {what}" for what, count in written.items()))
    return 0


def _day(text: str | None) -> date:
    """The sample's last day: today, unless another is named."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!r} is no date.", where="--as-of", mend="Write it as 2026-05-20.") from None
