"""Which bytes are a mutated paper, and what does the reader make of it?

    python -m tests.specimens.mutating [--first 1000] [--last 10999] [--keep ANSWERS.ndjson] [--out RESULT.json]

A mutation changes, drops, doubles or turns round some bytes of a whole paper. The same seed gives the same bytes. With --keep a run that was cut off
goes on where it ended; the file has one line a seed: `{"seed", "file", "answer", "seconds"}`.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.specimens.making import UBL, attached, pdf, picture, token

from assay import __version__
from assay.errors import AssayError
from assay.outside.reader import read_paper
from assay.policy.load import shipped
from assay.regime.document.reading import Reading

LIMITS = shipped().document.limits
SEEDS = {
    "a.pdf": pdf(),
    "b.pdf": attached("factur-x.xml", UBL),
    "c.xml": UBL,
    "d.sdjwt": token(payload={"vct": "urn:example:loa:1", "brand": "Aurelle"}),
    "e.png": picture("PNG", (64, 64)),
}
FIRST, LAST = 1_000, 10_999


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to eight small changes."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(out) or 1)
        kind = chance.randrange(5)
        if kind == 0 and out:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + chance.randrange(1, 40)]
        elif kind == 2:
            out[at:at] = out[at : at + chance.randrange(1, 200)]
        elif kind == 3:
            out[at:at] = chance.choice(
                (b"<<", b">>", b"999999999", b"-1", b"/Filter", b"&a;", b"\x00", b"\xff\xff", b"<x>", b"0 R", b"]]>")
            )
        else:
            end = at + chance.randrange(1, 60)
            out[at:end] = bytes(reversed(out[at:end]))
    return bytes(out)


def drawn(seed: int) -> str:
    """The name of the whole paper that this seed mutates."""
    return random.Random(seed).choice(sorted(SEEDS))


def judge(seed: int, folder: Path) -> str:
    """Read one mutated paper: "read", or the name of the refusal; anything else raises."""
    chance = random.Random(seed)
    name = chance.choice(sorted(SEEDS))
    path = folder / name
    path.write_bytes(mutated(SEEDS[name], chance))
    try:
        assert isinstance(read_paper(path, name=name, limits=LIMITS), Reading)
    except AssayError as refusal:
        assert refusal.what
        assert "\n" not in str(refusal)
        return type(refusal).__name__
    return "read"


def main(argv: Sequence[str] | None = None) -> int:
    """Judge the seeds that `--keep` does not hold yet; 1 where a paper broke something."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--first", type=int, default=FIRST)
    args.add_argument("--last", type=int, default=LAST)
    args.add_argument("--keep", type=Path)
    args.add_argument("--out", type=Path)
    options = args.parse_args(argv)
    rows: dict[int, dict[str, Any]] = {}
    if options.keep and options.keep.exists():
        rows = {r["seed"]: r for r in map(json.loads, options.keep.read_text(encoding="utf-8").splitlines())}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.last + 1):
            if seed in rows:
                continue
            begun = time.monotonic()
            try:
                answer = judge(seed, Path(folder))
            except Exception as fault:  # whatever it is, it is what this run looks for
                answer = f"FAULT {type(fault).__name__}: {fault}"
            rows[seed] = {
                "seed": seed,
                "file": drawn(seed),
                "answer": answer,
                "seconds": round(time.monotonic() - begun, 2),
            }
            if options.keep:
                with options.keep.open("a", encoding="utf-8") as kept:
                    kept.write(json.dumps(rows[seed]) + "\n")
    wanted = [r for s, r in sorted(rows.items()) if options.first <= s <= options.last]
    report = {
        "command": f"python -m tests.specimens.mutating --first {options.first} --last {options.last}",
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, Assay {__version__}",
        "limit in seconds": LIMITS.seconds_per_paper,
        "files": len(wanted),
        "answers": dict(Counter(r["answer"] for r in wanted).most_common()),
        "by file": {name: dict(Counter(r["answer"] for r in wanted if r["file"] == name)) for name in sorted(SEEDS)},
        "slowest seconds": max(r["seconds"] for r in wanted),
        "faults": [r for r in wanted if r["answer"].startswith("FAULT")],
    }
    print(json.dumps(report, indent=1))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if report["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
