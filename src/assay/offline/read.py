"""What do these papers say? One JSON object a line on standard output.

A paper that cannot be read is one line on standard error, and the others are read all the same; the exit code is 2 when there was one.
Fields are as `regime.document.reading.to_json` writes them; each line on standard output is a reading.
"""

from __future__ import annotations

import argparse
import json
import sys

from assay.errors import AssayError
from assay.outside.reader import read_paper
from assay.policy.load import shipped
from assay.regime.document.reading import to_json


def run(args: argparse.Namespace) -> int:
    """Read each file in order; 0 when all were read, 2 when one was not."""
    limits = shipped().document.limits
    unread = 0
    for path in args.files:
        try:
            reading = read_paper(path, name=_shown(str(path)), limits=limits)
        except AssayError as refusal:
            print(f"assay read: {refusal}", file=sys.stderr, flush=True)
            unread += 1
            continue
        ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
        print(json.dumps(to_json(reading), ensure_ascii=ascii_only), flush=True)
    return 2 if unread else 0


def _shown(name: str) -> str:
    """The name as given; bytes of it that are no text are shown as question marks."""
    return name.encode("utf-8", "replace").decode()
